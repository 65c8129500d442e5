//! Brings a file on the disk up to date without touching what a person wrote.

use super::front_matter::{notes_of, split};
use super::sheet::{Block, CLOSE, HEAD, OPEN};
use super::sum;
use crate::exchange::NoteSheet;
use std::collections::HashMap;

/// A file brought up to date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The file's new text; the same bytes when there was nothing to do.
    pub text: String,
    /// How many blocks a person had edited; they were left as they are.
    pub kept: usize,
}

/// A piece of a file.
#[derive(Debug)]
enum Piece<'f> {
    /// The person's own text.
    Own(&'f str),
    /// One of our blocks, markers included.
    Block {
        id: &'f str,
        sum: &'f str,
        body: String,
        whole: &'f str,
    },
}

/// Brings the text of a file up to date. `None` when it is none of ours.
///
/// Replaced are front-matter keys of ours and blocks that are still as they were written. Blocks of notes that are
/// gone are taken out, new ones are added after the last block, and one that the person took out stays out.
pub fn merge(existing: &str, sheet: &NoteSheet) -> Option<Merged> {
    let article = super::id_of(existing)?;
    if article != sheet.article {
        return None;
    }
    let (head, rest) = split(existing)?;
    let line_end = if head.contains("\r\n") { "\r\n" } else { "\n" };
    let native = |text: &str| {
        if line_end == "\n" {
            text.to_owned()
        } else {
            text.replace('\n', line_end)
        }
    };
    let blocks = sheet.blocks();
    let mut wanted: HashMap<&str, &Block> = blocks
        .iter()
        .map(|block| (block.id.as_str(), block))
        .collect();
    let mut kept = 0;
    let mut pieces: Vec<String> = Vec::new();
    let mut last_block = None;
    for piece in cut(rest) {
        match piece {
            Piece::Own(text) => pieces.push(text.to_owned()),
            Piece::Block {
                id,
                sum: written,
                body,
                whole,
            } => {
                let untouched = sum(&body) == written;
                let fresh = wanted.remove(id);
                match fresh {
                    Some(block) if sum(&block.body) == sum(&body) || !untouched => {
                        kept += usize::from(sum(&block.body) != sum(&body));
                        pieces.push(whole.to_owned());
                    }
                    Some(block) => pieces.push(native(&block.write())),
                    None if untouched => close_gap(&mut pieces),
                    None => {
                        kept += 1;
                        pieces.push(whole.to_owned());
                    }
                }
                last_block = Some(pieces.len());
            }
        }
    }
    let before = notes_of(head);
    let taken_out = |block: &Block| block.id == HEAD || before.contains(&block.id);
    let added: String = blocks
        .iter()
        .filter(|block| wanted.contains_key(block.id.as_str()) && !taken_out(block))
        .map(|block| native(&format!("\n{}", block.write())))
        .collect();
    if !added.is_empty() {
        let at = last_block.unwrap_or(pieces.len());
        let open_line = pieces
            .get(..at)
            .unwrap_or_default()
            .iter()
            .rev()
            .find(|piece| !piece.is_empty());
        let added = if open_line.is_some_and(|text| !text.ends_with('\n')) {
            format!("{line_end}{added}")
        } else {
            added
        };
        pieces.insert(at, added);
    }
    let text = sheet.front_matter().merge(head, line_end) + &pieces.concat();
    Some(Merged { text, kept })
}

/// Takes away the blank line that stood before a block that is gone.
fn close_gap(pieces: &mut [String]) {
    if let Some(last) = pieces.last_mut() {
        let shorter = last
            .strip_suffix('\n')
            .map(|text| text.strip_suffix('\r').unwrap_or(text));
        if let Some(text) = shorter.filter(|text| text.is_empty() || text.ends_with('\n')) {
            *last = text.to_owned();
        }
    }
}

/// The file in pieces; together they are the file. A block whose end is missing is the person's own text.
fn cut(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut own, mut at) = (0, 0);
    let mut open: Option<(usize, usize, &str, &str)> = None;
    for line in text.split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        match (open, marker(line)) {
            (_, Some((id, sum))) => open = Some((start, end, id, sum)),
            (Some((from, body_from, id, sum)), None) if line.trim_end() == CLOSE => {
                let slice = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
                pieces.push(Piece::Own(slice(own, from)));
                let body = slice(body_from, start).replace("\r\n", "\n");
                pieces.push(Piece::Block {
                    id,
                    sum,
                    body,
                    whole: slice(from, end),
                });
                own = end;
                open = None;
            }
            _ => {}
        }
    }
    pieces.push(Piece::Own(text.get(own..).unwrap_or_default()));
    pieces
}

/// Id and sum of a marker line.
fn marker(line: &str) -> Option<(&str, &str)> {
    line.trim_end()
        .strip_prefix(OPEN)?
        .strip_suffix(" -->")?
        .split_once(':')
}
