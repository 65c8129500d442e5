//! Why an article is in a list: which conditions of the query hold for it.

use super::{Desk, LibraryError};
use crate::model::ArticleId;
use crate::model::query::Filter;

impl Desk {
    /// Whether each of these conditions holds for an article. One that cannot be asked, such as that of a story which
    /// is gone, does not.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn explain(
        &self,
        article: &ArticleId,
        conditions: &[Filter],
    ) -> Result<Vec<bool>, LibraryError> {
        let fits = |condition: &Filter| match self.library.fits(condition, article) {
            Err(LibraryError::Unknown { .. } | LibraryError::Ambiguous { .. }) => Ok(false),
            fits => fits,
        };
        conditions.iter().map(fits).collect()
    }
}
