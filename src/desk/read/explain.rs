//! Why an article is in a list: which conditions of the query hold for it, and where the words stand.

use crate::desk::{Desk, LibraryError};
use crate::model::query::{Filter, Reason};
use crate::model::{ArticleId, Excerpt, OpenedArticle, SafeText, Span};
use crate::text::excerpt::excerpt;
use crate::text::hits::{Needle, densest, hits};

/// Code points on each side of the words in a snippet, and bytes in which the most of them are to stand.
const AROUND: usize = 120;

/// The places of words in an opened article, in order.
pub fn lit(opened: &OpenedArticle, needles: &[Needle]) -> Vec<Span> {
    hits(&opened.article.text, needles)
}

impl Desk {
    /// Whether each of these conditions holds for an article, and by which facts. One that cannot be asked, such as that
    /// of a story which is gone, does not.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn explain(
        &self,
        article: &ArticleId,
        conditions: &[Filter],
    ) -> Result<Vec<Reason>, LibraryError> {
        let reason = |condition: &Filter| {
            let holds = match self.library.fits(condition, article) {
                Err(LibraryError::Unknown { .. } | LibraryError::Ambiguous { .. }) => false,
                fits => fits?,
            };
            let facts = match condition {
                Filter::Fact(fact) => self.library.facts_like(article, fact)?,
                _ => Vec::new(),
            };
            Ok(Reason { holds, facts })
        };
        conditions.iter().map(reason).collect()
    }

    /// What stands around the words of a filter in each of these texts, where most of them stand together. Where they stand
    /// only in the title, which is given, or in names and notes, there is nothing to show.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn snippets(
        &self,
        articles: &[(ArticleId, SafeText)],
        needles: &[Needle],
    ) -> Result<Vec<(ArticleId, Option<Excerpt>)>, LibraryError> {
        let snippet = |(id, title): &(ArticleId, SafeText)| {
            let text = match self.library.text(id) {
                Err(LibraryError::Unknown { .. } | LibraryError::NoText(_)) => {
                    return Ok((id.clone(), None));
                }
                text => text?.1,
            };
            let mut places = hits(&text, needles);
            let in_title =
                |place: &Span| excerpt(&text, *place, usize::MAX).text.trim() == title.trim();
            let headline = places.iter().take_while(|place| in_title(place)).count();
            let place = densest(&text, &places.split_off(headline), AROUND);
            Ok((id.clone(), place.map(|place| excerpt(&text, place, AROUND))))
        };
        articles.iter().map(snippet).collect()
    }
}
