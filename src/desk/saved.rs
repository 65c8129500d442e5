//! Kept searches: read as queries of today, and counted.

use super::{Desk, LibraryError};
use crate::model::{KeptSearch, SafeText, SearchCount};
use jiff::civil::Date;

impl Desk {
    /// How many articles fit each search today. One that cannot be understood, or names what is not there any more, is left out.
    ///
    /// # Errors
    /// When the library refuses, or the count was stopped.
    pub fn count_searches(
        &self,
        searches: &[KeptSearch],
        today: Date,
    ) -> Result<Vec<(SafeText, SearchCount)>, LibraryError> {
        let mut counts = Vec::new();
        for search in searches {
            let Ok(query) = crate::query::parse_on(&search.query, Some(today)) else {
                continue;
            };
            match self.library.count(&query) {
                Ok(count) => counts.push((search.name.clone(), count)),
                Err(LibraryError::Unknown { .. } | LibraryError::Ambiguous { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(counts)
    }
}
