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
        self.renewed(id, |library| {
            library.at_one_moment(|| opened(library, id, whole))
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

/// An article as it is stored, with all that is shown beside it: the first of its relations, or the whole of them.
fn opened(library: &Library, id: &ArticleId, whole: bool) -> Result<OpenedArticle, LibraryError> {
    let StoredArticle {
        row,
        version,
        article,
        facts: found,
        ..
    } = library.article(id)?;
    let notes = library.annotations_of(id)?;
    let links = library.links_of(id)?;
    let revisions = library.revisions(id)?;
    let full_text = library.full_text(id)?;
    let place = |relation: &Relation| {
        let same = |fact: &crate::model::Fact| {
            fact.span == relation.a.span && fact.kind == relation.a.kind
        };
        found.facts.iter().position(same)
    };
    let (relations, untold) = if whole {
        (library.relations(id)?, BTreeMap::new())
    } else {
        library.first_relations(id)?
    };
    let stopped = library.stopped(id)?;
    let read_before = library.read_among(&relations)?;
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
        rejections: library.rejections(id)?,
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
