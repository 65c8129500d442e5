//! Brings a file on the disk up to date without touching what a person wrote.
//!
//! The marker of a block keeps a sum of the last that we showed there. A body that still has it is replaced. One
//! that a person edited is put together with what changed here since, line by line; the text that both began
//! from is found among all that the note ever said, by its sum, so that nothing has to be kept beside the file.
//! Where both changed the same lines the person's text stays, a callout below shows ours, and the marker takes
//! over the new sum: what was shown once is not shown again, and a callout that was thrown away stays away.

use super::block::{Block, Found, HEAD, Piece, cut, updated};
use super::edit::said;
use super::front_matter::{id_of, notes_of, split};
use super::{notes_written, sum};
use crate::exchange::NoteSheet;
use crate::text::merge::merge as merge_lines;
use std::collections::{HashMap, HashSet};

/// A file brought up to date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The file's new text; the same bytes when there was nothing to do.
    pub text: String,
    /// How many blocks a person had edited and we had something new to say in; both texts are there.
    pub conflicts: usize,
}

/// What is to be said, and what was said before.
pub struct Update<'a> {
    /// The article with its notes.
    pub sheet: &'a NoteSheet,
    /// All that a block, by its id, was ever written with; asked only for blocks that a person edited.
    pub past: &'a dyn Fn(&str) -> Vec<String>,
    /// Whether blocks that the person took out come back.
    pub restore: bool,
}

/// What becomes of one block.
enum Fate {
    /// It stays as it is: the person wants it otherwise, and has seen ours.
    Stays,
    /// It stays as it is, and says what we have to say.
    Same,
    /// It goes, with the blank line before it.
    Goes,
    /// It is written with this body, having seen what we have to say.
    Written(String),
    /// As [`Fate::Written`], and a callout shows what we have to say.
    Contradicted,
}

/// A file while it is put together again.
#[derive(Default)]
struct Draft {
    pieces: Vec<String>,
    /// The blocks that are there.
    there: HashSet<String>,
    /// Where new blocks go: after the last one of ours.
    end: Option<usize>,
    conflicts: usize,
}

impl Update<'_> {
    /// Brings the text of the article's file up to date. `None` when it is none of ours.
    ///
    /// Replaced are front-matter keys of ours and our blocks. Blocks of notes that are gone are taken out, new ones
    /// are added after the last block, and one that the person took out stays out. `elsewhere` tells of a block
    /// whether it stands in another file: it is not added here then.
    pub fn merge(&self, existing: &str, elsewhere: &dyn Fn(&str) -> bool) -> Option<Merged> {
        if id_of(existing)? != self.sheet.article {
            return None;
        }
        let (head, rest) = split(existing)?;
        let line_end = if head.contains("\r\n") { "\r\n" } else { "\n" };
        let before = notes_of(head);
        let blocks = self.sheet.blocks();
        let mut draft = self.settle(rest, &wanted(&blocks, &before));
        let taken_out =
            |id: &String| elsewhere(id) || (!self.restore && (id == HEAD || before.contains(id)));
        let added: String = blocks
            .iter()
            .filter(|block| !draft.there.contains(&block.id) && !taken_out(&block.id))
            .map(|block| native(&format!("\n{}", block.write()), line_end))
            .collect();
        if !added.is_empty() {
            draft.insert(added, line_end);
        }
        let text = self.sheet.front_matter().merge(head, line_end) + &draft.pieces.concat();
        Some(Merged {
            text,
            conflicts: draft.conflicts,
        })
    }

    /// Brings blocks of the article up to date that the person moved into another file; `before` are the notes
    /// that the article's own file was written with.
    pub fn refresh(&self, existing: &str, before: &[String]) -> Merged {
        let blocks = self.sheet.blocks();
        let mut wanted = wanted(&blocks, before);
        // What was written into that file for its own article is not ours.
        for id in notes_written(existing) {
            wanted.remove(id.as_str());
        }
        wanted.remove(HEAD);
        let draft = self.settle(existing, &wanted);
        Merged {
            text: draft.pieces.concat(),
            conflicts: draft.conflicts,
        }
    }

    /// Settles every block that is wanted or was. One that was never ours to write belongs to another article, and
    /// stays.
    fn settle(&self, text: &str, wanted: &HashMap<&str, &str>) -> Draft {
        let pieces = cut(text);
        let mut fates: HashMap<&str, Fate> = HashMap::new();
        for piece in &pieces {
            if let Piece::Block(found) = piece
                && let Some(fresh) = wanted.get(found.id)
            {
                fates
                    .entry(found.id)
                    .or_insert_with(|| self.fate(found, fresh));
            }
        }
        let mut draft = Draft::default();
        for piece in &pieces {
            let found = match piece {
                Piece::Own(own) => {
                    draft.pieces.push((*own).to_owned());
                    continue;
                }
                Piece::Block(found) => found,
            };
            let line_end = if found.whole.contains("\r\n") {
                "\r\n"
            } else {
                "\n"
            };
            if let Some(of) = updated(found.id) {
                // A callout that the person left alone goes when its block says what we say, and tells the newest
                // where it does not; where the block was moved elsewhere, it stays.
                let fresh = wanted.get(of).copied().unwrap_or_default();
                match fates.get(of) {
                    _ if !found.untouched() => draft.keep(found),
                    None | Some(Fate::Stays) => draft.keep(found),
                    Some(Fate::Written(body)) if sum(body) != sum(fresh) => {
                        let callout = Block::update(of, fresh).write();
                        draft.put(found.id, native(&callout, line_end));
                    }
                    Some(_) => draft.close_gap(),
                }
                continue;
            }
            let fresh = wanted.get(found.id).copied().unwrap_or_default();
            let block = |body: &str| Block {
                id: found.id.to_owned(),
                body: body.to_owned(),
            };
            match fates.get(found.id) {
                None | Some(Fate::Stays | Fate::Same) => draft.keep(found),
                Some(Fate::Goes) => draft.close_gap(),
                Some(Fate::Written(body)) => {
                    draft.put(found.id, native(&block(body).write_over(fresh), line_end));
                }
                Some(Fate::Contradicted) => {
                    draft.conflicts += 1;
                    draft.put(
                        found.id,
                        native(&block(&found.body).write_over(fresh), line_end),
                    );
                    let shown = Block::update(found.id, fresh).write();
                    draft.put("", native(&format!("\n{shown}"), line_end));
                }
            }
        }
        draft
    }

    fn fate(&self, found: &Found<'_>, fresh: &str) -> Fate {
        let (now, new) = (sum(&found.body), sum(fresh));
        match () {
            () if now == new && fresh.is_empty() => Fate::Goes,
            () if now == new && found.shown == new => Fate::Same,
            () if now == new => Fate::Written(found.body.clone()),
            () if found.untouched() && fresh.is_empty() => Fate::Goes,
            () if found.untouched() => Fate::Written(fresh.to_owned()),
            // The person has seen it, and wants it otherwise.
            () if found.shown == new => Fate::Stays,
            () => self.together(found, fresh),
        }
    }

    /// An edited block and what is new here.
    fn together(&self, found: &Found<'_>, fresh: &str) -> Fate {
        let past = (self.past)(found.id);
        if let Some(note) = self.sheet.note_in(found.id) {
            let said = |body: &str| said(body, note.annotation.target.is_some());
            let (theirs, ours) = (said(&found.body), said(fresh));
            let taken = (&theirs.note, &theirs.tags) == (&ours.note, &ours.tags);
            // All that the person wrote was taken over: the block is ours again.
            if taken
                && (theirs.rest == ours.rest
                    || past.iter().any(|body| said(body).rest == theirs.rest))
            {
                return Fate::Written(fresh.to_owned());
            }
        }
        let base = past.iter().find(|body| sum(body) == found.shown);
        let lines = |text: &str| format!("{}\n", text.trim_end());
        base.filter(|_| !fresh.is_empty())
            .and_then(|base| merge_lines(&lines(base), &lines(&found.body), &lines(fresh)))
            .map_or(Fate::Contradicted, Fate::Written)
    }
}

/// What each block is to say; those that were written before and are no more, nothing.
fn wanted<'a>(blocks: &'a [Block], before: &'a [String]) -> HashMap<&'a str, &'a str> {
    let mut wanted: HashMap<&str, &str> = before.iter().map(|id| (id.as_str(), "")).collect();
    wanted.extend(
        blocks
            .iter()
            .map(|block| (block.id.as_str(), block.body.as_str())),
    );
    wanted
}

impl Draft {
    fn keep(&mut self, found: &Found<'_>) {
        self.put(found.id, found.whole.to_owned());
    }

    fn put(&mut self, id: &str, text: String) {
        self.there.insert(id.to_owned());
        self.pieces.push(text);
        self.end = Some(self.pieces.len());
    }

    /// Takes away the blank line that stood before a block that is gone.
    fn close_gap(&mut self) {
        if let Some(last) = self.pieces.last_mut() {
            let shorter = last
                .strip_suffix('\n')
                .map(|text| text.strip_suffix('\r').unwrap_or(text));
            if let Some(text) = shorter.filter(|text| text.is_empty() || text.ends_with('\n')) {
                *last = text.to_owned();
            }
        }
        self.end = Some(self.pieces.len());
    }

    /// Puts new blocks after the last one of ours.
    fn insert(&mut self, added: String, line_end: &str) {
        let at = self.end.unwrap_or(self.pieces.len());
        let before = self.pieces.get(..at).unwrap_or_default();
        let open_line = before.iter().rev().find(|piece| !piece.is_empty());
        let added = if open_line.is_some_and(|text| !text.ends_with('\n')) {
            format!("{line_end}{added}")
        } else {
            added
        };
        self.pieces.insert(at, added);
    }
}

fn native(text: &str, line_end: &str) -> String {
    if line_end == "\n" {
        text.to_owned()
    } else {
        text.replace('\n', line_end)
    }
}
