//! All notes of the library: a window of rows, with a filter.

use super::effect::Generation;
use crate::model::{Page, PlacedAnnotation, Query};

/// Rows that one note takes on the screen: its words, then label, note and article.
pub const ROW_HEIGHT: u16 = 2;

/// State of the view of all notes.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    /// The notes at hand, as stored.
    pub page: Page<PlacedAnnotation>,
    /// Index of the note under the cursor.
    pub cursor: usize,
    /// Index of the first on the screen.
    pub top: usize,
    /// The filter as typed.
    pub filter: String,
    /// The filter.
    pub query: Query,
    /// The number of the newest request.
    pub generation: Generation,
    /// Whether the first answer has come.
    pub loaded: bool,
}
