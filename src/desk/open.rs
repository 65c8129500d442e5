//! Opening an article: its text with everything that is shown beside it.

use super::parse;
use super::{Desk, import, relate};
use crate::facts::ENGINE;
use crate::ingest::PIPELINE;
use crate::library::{LibraryError, Stored, StoredArticle};
use crate::model::{ArticleId, OpenedArticle, Relation, SourceId};

impl Desk {
    /// An article with its facts, marks and relations.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`], [`LibraryError::NoText`], or when SQLite refuses.
    pub fn open_article(&mut self, id: &ArticleId) -> Result<OpenedArticle, LibraryError> {
        let StoredArticle {
            row,
            version,
            article,
            facts,
            ..
        } = self.article(id)?;
        let notes = self.library.notes_of(id)?;
        let place = |relation: &Relation| {
            let same = |fact: &crate::model::Fact| {
                fact.span == relation.a.span && fact.kind == relation.a.kind
            };
            facts.facts.iter().position(same)
        };
        let relations = self.library.relations(id)?;
        let relations = relations
            .into_iter()
            .filter_map(|relation| Some((place(&relation)?, relation)))
            .collect();
        Ok(OpenedArticle {
            row,
            version,
            article,
            facts,
            notes,
            relations,
        })
    }

    /// An article with its facts; made again from its bytes when it was stored by another version of the program.
    ///
    /// # Errors
    /// As [`Desk::open_article`].
    pub fn article(&mut self, id: &ArticleId) -> Result<StoredArticle, LibraryError> {
        match self.library.article(id) {
            Err(LibraryError::Stale(_)) => {
                self.make_again(id)?;
                self.library.article(id)
            }
            found => found,
        }
    }

    /// Reads an article's bytes once more with today's pipeline.
    fn make_again(&mut self, id: &ArticleId) -> Result<(), LibraryError> {
        let bytes = self.library.original(id)?;
        let stale = || LibraryError::Stale(id.to_string());
        let document =
            parse::parse(&parse::Input::new(id.as_str(), &bytes), None).map_err(|_| stale())?;
        for known in self.library.identities(id)? {
            // Where it came from stands in the identity; an entry is found among its feed's others by it.
            let path = known
                .split_once(':')
                .map_or("", |(_, path)| path.split('#').next().unwrap_or(path));
            let same = |parsed: &&parse::ParsedArticle| import::identity(parsed, path) == known;
            let Some(parsed) = document.articles.iter().find(same) else {
                continue;
            };
            let mut batch = self.library.batch()?;
            batch.put(&Stored {
                id,
                source: &SourceId::default(),
                identity: &known,
                bytes: &bytes,
                article: &parsed.article,
                facts: &parsed.facts,
                keys: &relate::keys(parsed),
                pipeline: PIPELINE,
                engine: ENGINE,
                at: (self.who.now)(),
            })?;
            batch.commit()?;
            self.forget();
            return Ok(());
        }
        Err(stale())
    }
}
