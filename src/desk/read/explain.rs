//! Why an article is in a list: which conditions of the query hold for it, and where the words stand.

use crate::desk::{Desk, LibraryError};
use crate::model::query::Filter;
use crate::model::{ArticleId, OpenedArticle, Span};
use crate::text::hits::{Needle, hits};

/// The places of words in an opened article, in order.
pub fn lit(opened: &OpenedArticle, needles: &[Needle]) -> Vec<Span> {
    hits(&opened.article.text, needles)
}

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
