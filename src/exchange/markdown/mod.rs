//! Notes as Markdown, one file an article, the way Obsidian likes them.
//!
//! A file is front matter, then blocks between two marker lines, one for the citation and one for each note:
//!
//! ```text
//! <!-- pressmark:abcdefgh:5f0c1d2e -->
//! > Spending will reach 65 billion dollars this year.
//!
//! ^pm-abcdefgh
//!
//! **figure** · supported · #capex · ada, 2026-03-14
//! <!-- /pressmark -->
//! ```
//!
//! The marker holds the note's id and a sum of the block as it was last shown. With them [`Update`] knows its own
//! words again: a block that nobody touched is replaced, one that a person edited is merged, and whatever stands
//! between the blocks is never touched. [`edits`] reads back what a person wrote inside a block. The same notes
//! always give the same bytes.

mod block;
mod edit;
mod escape;
mod front_matter;
mod merge;
mod name;
mod sheet;

pub use edit::{Edit, edits};
pub use front_matter::id_of;
pub use merge::{Merged, Update};
pub use name::file_name;
pub use sheet::bodies;

use block::Piece;

use super::NoteSheet;

/// The file for an article that has none yet.
pub fn render(sheet: &NoteSheet) -> String {
    let mut text = sheet.front_matter().write();
    for block in sheet.blocks() {
        text.push('\n');
        text.push_str(&block.write());
    }
    text
}

/// The ids of the note blocks in a file, whosever file it is.
pub fn block_ids(text: &str) -> Vec<String> {
    if !text.contains(block::OPEN) {
        return Vec::new();
    }
    let ids = block::cut(text)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Block(found) if found.id != block::HEAD => Some(found.id.to_owned()),
            _ => None,
        });
    ids.collect()
}

/// The blocks that a file of ours was last written with, by their ids.
pub fn notes_written(existing: &str) -> Vec<String> {
    front_matter::split(existing).map_or_else(Vec::new, |(head, _)| front_matter::notes_of(head))
}

/// A sum that tells whether text is still as it was written: 32 bits of FNV-1a, eight hexadecimal digits.
/// Line ends do not count, since editors change them. It guards against mistakes, not against malice.
fn sum(text: &str) -> String {
    let mut hash: u32 = 0x811c_9dc5;
    for byte in text.trim_end().bytes().filter(|byte| *byte != b'\r') {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    format!("{hash:08x}")
}

#[cfg(test)]
mod tests;
