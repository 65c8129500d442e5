//! Brings a file on the disk up to date without touching what a person wrote.
//!
//! The marker of a block keeps a sum of the last that we showed there. A body that still has it is replaced. One
//! that a person edited is put together with what changed here since, line by line; the text that both began
//! from is found among all that the note ever said, by its sum, so that nothing has to be kept beside the file.
//! Where both changed the same lines the person's text stays, a callout below shows ours, and the marker takes
//! over the new sum: what was shown once is not shown again, and a callout that was thrown away stays away.

use super::block::{Block, Found, HEAD, Piece, cut, sum, updated};
use super::edit::base;
use super::page::{Page, is_of_link};
use super::read::{Said, read};
use super::subject::{History, Subject};
use super::{article_of, blocks_written};
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
    pub page: Page<'a>,
    /// All that notes and links ever said; asked only for those whose blocks a person edited.
    pub history: &'a dyn History,
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
        let syntax = self.page.syntax();
        if article_of(existing, self.page.template.form)? != self.page.sheet.article {
            return None;
        }
        let (head, rest) = syntax.split(existing)?;
        let line_end = line_end_of(head);
        let before = syntax.written(head);
        let blocks = self.page.blocks();
        let mut draft = self.settle(rest, &self.wanted(&blocks, &before));
        let taken_out =
            |id: &String| elsewhere(id) || (!self.restore && (id == HEAD || before.contains(id)));
        let added: String = blocks
            .iter()
            .filter(|block| !draft.there.contains(&block.id) && !taken_out(&block.id))
            .map(|block| native(&format!("\n{}", block.write(syntax)), line_end))
            .collect();
        if !added.is_empty() {
            draft.insert(added, line_end);
        }
        let head = syntax.merged_head(&self.page.head(&before), head, line_end);
        let text = head + &draft.pieces.concat();
        Some(Merged {
            text,
            conflicts: draft.conflicts,
        })
    }

    /// Brings blocks of the article up to date that the person moved into another file; `before` are the notes
    /// that the article's own file was written with.
    pub fn refresh(&self, existing: &str, before: &[String]) -> Merged {
        let blocks = self.page.blocks();
        let mut wanted = self.wanted(&blocks, before);
        // What was written into that file for its own article is not ours.
        for id in blocks_written(existing, self.page.template.form) {
            wanted.remove(id.as_str());
        }
        wanted.remove(HEAD);
        let draft = self.settle(existing, &wanted);
        Merged {
            text: draft.pieces.concat(),
            conflicts: draft.conflicts,
        }
    }

    /// What each block is to say; those that were written before and are no more, nothing.
    fn wanted<'b>(&self, blocks: &'b [Block], before: &'b [String]) -> HashMap<&'b str, &'b str> {
        let before = before.iter().filter(|id| !self.page.left.contains(id));
        let gone = before.map(|id| (id.as_str(), ""));
        let said = blocks
            .iter()
            .map(|block| (block.id.as_str(), block.body.as_str()));
        gone.chain(said).collect()
    }

    /// Settles every block that is wanted or was. One that was never ours to write belongs to another article, and
    /// stays.
    fn settle(&self, text: &str, wanted: &HashMap<&str, &str>) -> Draft {
        let syntax = self.page.syntax();
        let sum = |body: &str| sum(body, syntax);
        let template = self.page.template.mark.as_str();
        let pieces = cut(text, syntax);
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
            let line_end = line_end_of(found.whole);
            if let Some(of) = updated(found.id) {
                // A callout that the person left alone goes when its block says what we say, and tells the newest
                // where it does not; where the block was moved elsewhere, it stays.
                let fresh = wanted.get(of).copied().unwrap_or_default();
                match fates.get(of) {
                    _ if !found.untouched(syntax) => draft.keep(found),
                    None | Some(Fate::Stays) => draft.keep(found),
                    Some(Fate::Written(body)) if sum(body) != sum(fresh) => {
                        let callout = Block::update(of, fresh, syntax).write(syntax);
                        draft.put(found.id, native(&callout, line_end));
                    }
                    Some(_) => draft.close_gap(),
                }
                continue;
            }
            let fresh = wanted.get(found.id).copied().unwrap_or_default();
            let block = |body: &str, template: &str| Block {
                id: found.id.to_owned(),
                body: body.to_owned(),
                template: template.to_owned(),
            };
            match fates.get(found.id) {
                None | Some(Fate::Stays | Fate::Same) => draft.keep(found),
                Some(Fate::Goes) => draft.close_gap(),
                Some(Fate::Written(body)) => {
                    draft.put(
                        found.id,
                        native(&block(body, template).write_over(fresh, syntax), line_end),
                    );
                }
                Some(Fate::Contradicted) => {
                    draft.conflicts += 1;
                    // The other end of a link that is gone may go as well, and nobody follows where it stands.
                    let body = if fresh.is_empty() && is_of_link(found.id) {
                        syntax.unlinked(&found.body)
                    } else {
                        found.body.clone()
                    };
                    let text = block(&body, found.template).write_over(fresh, syntax);
                    draft.put(found.id, native(&text, line_end));
                    let shown = Block::update(found.id, fresh, syntax).write(syntax);
                    draft.put("", native(&format!("\n{shown}"), line_end));
                }
            }
        }
        draft
    }

    fn fate(&self, found: &Found<'_>, fresh: &str) -> Fate {
        let syntax = self.page.syntax();
        let (now, new) = (sum(&found.body, syntax), sum(fresh, syntax));
        let untouched = now == found.shown;
        match () {
            () if now == new && fresh.is_empty() => Fate::Goes,
            () if now == new && untouched && found.template == self.page.template.mark => {
                Fate::Same
            }
            () if now == new => Fate::Written(found.body.clone()),
            () if untouched && fresh.is_empty() => Fate::Goes,
            () if untouched => Fate::Written(syntax.placed(fresh, &found.body)),
            // The person has seen it, and wants it otherwise.
            () if found.shown == new => Fate::Stays,
            () => self
                .followed(found, fresh)
                .unwrap_or_else(|| self.together(found, fresh)),
        }
    }

    /// An edited block of a link when nothing is new but the place where its other end stands. Other programs that
    /// rename a file write the link anew as well.
    fn followed(&self, found: &Found<'_>, fresh: &str) -> Option<Fate> {
        let syntax = self.page.syntax();
        if matches!(Subject::of(found.id, &self.page), Some(Subject::Note(_))) {
            return None;
        }
        let followed = syntax.relinked(&found.body, fresh)?;
        if sum(&followed, syntax) == sum(fresh, syntax) {
            return Some(Fate::Written(fresh.to_owned()));
        }
        let before = syntax.relinked(fresh, &found.body)?;
        (sum(&before, syntax) == found.shown).then_some(Fate::Written(followed))
    }

    /// An edited block and what is new here.
    fn together(&self, found: &Found<'_>, fresh: &str) -> Fate {
        let syntax = self.page.syntax();
        let subject = Subject::of(found.id, &self.page);
        let Some(subject) = subject.filter(|_| found.template == self.page.template.mark) else {
            return Fate::Contradicted;
        };
        // All that the person wrote was taken over: the block is ours again. What else stands there may be from any time.
        let now = Said::of(&self.page, &subject);
        let standing = syntax.placed(&found.body, fresh);
        let taken = subject.states(self.history).iter().any(|state| {
            let bodies = state.bodies(&self.page, &found.body);
            let readings = bodies
                .iter()
                .map(|body| read(&self.page, state, body, &standing));
            let mut readings = readings.filter(|reading| !reading.more);
            readings.any(|reading| reading.said == now)
        });
        if taken {
            return Fate::Written(syntax.placed(fresh, &found.body));
        }
        let Some((_, body)) = base(found, &subject, &self.page, self.history) else {
            return Fate::Contradicted;
        };
        let lines = |text: &str| format!("{}\n", text.trim_end());
        let placed = |text: &str| lines(&syntax.placed(text, &found.body));
        merge_lines(&placed(&body.text()), &lines(&found.body), &placed(fresh))
            .map_or(Fate::Contradicted, Fate::Written)
    }
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

fn line_end_of(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

fn native(text: &str, line_end: &str) -> String {
    if line_end == "\n" {
        text.to_owned()
    } else {
        text.replace('\n', line_end)
    }
}
