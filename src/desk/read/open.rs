//! Opening an article: its text with everything that is shown beside it.

use crate::desk::Desk;
use crate::facts;
use crate::library::{Library, LibraryError, StoredArticle};
use crate::model::{ArticleId, Metadata, OpenedArticle, Relation};
use std::collections::BTreeMap;

impl Desk {
    /// An article with its facts, marks and the first of its relations.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`], [`LibraryError::NoText`], or when SQLite refuses.
    pub fn open_article(&mut self, id: &ArticleId) -> Result<OpenedArticle, LibraryError> {
        self.opened(id, false)
    }

    /// An article with all its relations, however many they are.
    ///
    /// # Errors
    /// As [`Desk::open_article`].
    pub fn open_whole(&mut self, id: &ArticleId) -> Result<OpenedArticle, LibraryError> {
        self.opened(id, true)
    }

    fn opened(&mut self, id: &ArticleId, whole: bool) -> Result<OpenedArticle, LibraryError> {
        let StoredArticle {
            row,
            version,
            article,
            facts: found,
            ..
        } = self.article(id)?;
        let notes = self.library.annotations_of(id)?;
        let links = self.library.links_of(id)?;
        let revisions = self.library.revisions(id)?;
        let full_text = self.library.full_text(id)?;
        let place = |relation: &Relation| {
            let same = |fact: &crate::model::Fact| {
                fact.span == relation.a.span && fact.kind == relation.a.kind
            };
            found.facts.iter().position(same)
        };
        let (relations, untold) = if whole {
            (self.library.relations(id)?, BTreeMap::new())
        } else {
            self.library.first_relations(id)?
        };
        let stopped = self.library.stopped(id)?;
        let read_before = self.library.read_among(&relations)?;
        let untold = untold.into_iter().filter_map(|(start, count)| {
            let begins = |fact: &crate::model::Fact| fact.span.start == start;
            Some((found.facts.iter().position(begins)?, count))
        });
        let untold = untold.collect();
        let relations = relations
            .into_iter()
            .filter_map(|relation| Some((place(&relation)?, relation)))
            .collect();
        Ok(OpenedArticle {
            row,
            version,
            limits: facts::limits(&article),
            rejections: self.library.rejections(id)?,
            article,
            facts: found,
            revisions,
            older: None,
            notes,
            full_text,
            links,
            relations,
            untold,
            stopped,
            read_before,
        })
    }

    /// An article with its facts; made again from its bytes when it was stored by another version of the program.
    ///
    /// # Errors
    /// As [`Desk::open_article`].
    pub fn article(&mut self, id: &ArticleId) -> Result<StoredArticle, LibraryError> {
        self.renewed(id, |library| library.article(id))
    }

    /// What is known of an article beside its text; made again as by [`Desk::article`].
    ///
    /// # Errors
    /// As [`Desk::open_article`].
    pub fn metadata(&mut self, id: &ArticleId) -> Result<Metadata, LibraryError> {
        self.renewed(id, |library| library.metadata(id))
    }

    /// Reads something of an article, after it was made again if that is needed.
    fn renewed<T>(
        &mut self,
        id: &ArticleId,
        read: impl Fn(&Library) -> Result<T, LibraryError>,
    ) -> Result<T, LibraryError> {
        match read(&self.library) {
            Err(LibraryError::Stale(_)) => {
                self.renew_article(id)?;
                read(&self.library)
            }
            found => found,
        }
    }
}
