//! Looking for a mark by what one remembers of it.

use crate::desk::Desk;
use crate::library::LibraryError;
use crate::model::{PlacedAnnotation, Query};

impl Desk {
    /// Marks for what is typed so far, at most `most`: those that hold its words, or whose article does, and the
    /// newest of all, among which the letters may be looked for. What is typed may be a query.
    ///
    /// # Errors
    /// When the library refuses.
    pub fn find_marks(
        &self,
        typed: &str,
        most: usize,
    ) -> Result<Vec<PlacedAnnotation>, LibraryError> {
        let query = crate::query::parse(typed).unwrap_or_default();
        let mut marks = self.library.notes(&query, 0, most / 2)?.rows;
        let newest = self.library.notes(&Query::default(), 0, most)?.rows;
        for mark in newest {
            let known = |other: &PlacedAnnotation| other.annotation.id == mark.annotation.id;
            if marks.len() < most && !marks.iter().any(known) {
                marks.push(mark);
            }
        }
        Ok(marks)
    }
}
