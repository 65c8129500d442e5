//! Queries as they are kept: read as of today, and counted.

use crate::desk::{Desk, LibraryError};
use crate::model::{SafeText, SearchCount};
use jiff::civil::Date;

impl Desk {
    /// How many articles fit each query today. One that cannot be understood, or names what is not there any more, is left out.
    ///
    /// # Errors
    /// When the library refuses, or the count was stopped.
    pub fn count_searches(
        &self,
        queries: &[SafeText],
        today: Date,
    ) -> Result<Vec<(SafeText, SearchCount)>, LibraryError> {
        let mut counts = Vec::new();
        for typed in queries {
            let Ok(query) = crate::query::parse_on(typed, Some(today)) else {
                continue;
            };
            match self.library.count(&query) {
                Ok(count) => counts.push((typed.clone(), count)),
                Err(LibraryError::Unknown { .. } | LibraryError::Ambiguous { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(counts)
    }
}
