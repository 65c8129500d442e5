//! The sources of the library, with their counts.

use super::effect::Generation;
use crate::model::SourceRow;

/// State of the view of all sources.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The sources.
    pub rows: Vec<SourceRow>,
    /// The one under the cursor.
    pub cursor: usize,
    /// The first on the screen.
    pub top: usize,
    /// The number of the newest request.
    pub generation: Generation,
    /// Whether the first answer has come.
    pub loaded: bool,
}
