//! Notes as a vault: a folder with one file an article, which a person works in and which is never clobbered.
//!
//! A file is a head, then blocks: one for the citation, one for each note, one for each link. In Markdown:
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
//!
//! What stands in a block is said by a [`Template`], and how that is written by a [`Form`]. All else is the same for
//! every template and every form.

mod address;
mod block;
mod edit;
mod field;
mod form;
mod head;
mod markdown;
mod merge;
mod name;
mod org;
mod page;
mod read;
mod subject;
mod template;

pub use edit::{Edit, edits};
pub use form::{Form, Place, Places};
pub use merge::{Merged, Update};
pub use name::file_name;
pub use page::{Page, block_ids_of, blocks_left, marker_id};
pub use subject::{History, Subject};
pub use template::{Template, TemplateError};

use crate::model::ArticleId;
use block::Piece;

impl Page<'_> {
    /// The file for an article that has none yet.
    pub fn render(&self) -> String {
        let syntax = self.syntax();
        let mut text = syntax.head(&self.head(&[]));
        for block in self.blocks() {
            text.push('\n');
            text.push_str(&block.write(syntax));
        }
        text
    }
}

/// The article that a file of ours is about; `None` for a file that we did not write.
pub fn article_of(existing: &str, form: Form) -> Option<ArticleId> {
    let syntax = form.syntax();
    let (head, _) = syntax.split(existing)?;
    syntax.article(head)
}

/// The ids of the blocks in a file, whosever file it is; that of title and citation is not among them.
pub fn block_ids(text: &str, form: Form) -> Vec<String> {
    if !text.contains("pressmark") && !text.contains("PRESSMARK") {
        return Vec::new();
    }
    let ids = block::cut(text, form.syntax())
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Block(found) if found.id != block::HEAD => Some(found.id.to_owned()),
            _ => None,
        });
    ids.collect()
}

/// The blocks that a file of ours was last written with, by their ids.
pub fn blocks_written(existing: &str, form: Form) -> Vec<String> {
    let syntax = form.syntax();
    let head = syntax.split(existing);
    head.map_or_else(Vec::new, |(head, _)| syntax.written(head))
}

/// A sum that tells whether text is still as it was written: 32 bits of FNV-1a, eight hexadecimal digits.
/// Line ends do not count, since editors change them. It guards against mistakes, not against malice.
fn sum_of(text: &str) -> String {
    let mut hash: u32 = 0x811c_9dc5;
    for byte in text.trim_end().bytes().filter(|byte| *byte != b'\r') {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    format!("{hash:08x}")
}

#[cfg(test)]
mod tests;
