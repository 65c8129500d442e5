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
//! The marker holds the note's id and a sum of the block as it was written. With them [`merge`] knows its own
//! words again: a block that nobody touched is replaced, one that a person edited stays, and whatever stands
//! between the blocks is never touched. The same notes always give the same bytes.

mod escape;
mod front_matter;
mod merge;
mod name;
mod sheet;

pub use front_matter::id_of;
pub use merge::{Merged, merge};
pub use name::file_name;

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
