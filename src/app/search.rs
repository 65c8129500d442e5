//! Filtering a list and finding in a text: both are a line with a live answer.

use super::line::Line;
use crate::model::Span;

/// State of the filter or find prompt.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// What is searched.
    pub place: Place,
    /// What is typed.
    pub line: Line,
    /// Why the typed query cannot be understood, and where in it; the last good one stays in force.
    pub error: Option<(String, Span)>,
    /// What was in force before, for `Esc`.
    pub before: String,
    /// Where the reader's cursor was.
    pub origin: usize,
    /// Words that may stand at the cursor.
    pub choices: Vec<String>,
    /// The chosen one.
    pub cursor: Option<usize>,
}

/// What is searched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Place {
    /// The article list.
    #[default]
    List,
    /// The notes of the library.
    Notes,
    /// The text of the opened article.
    Text,
}
