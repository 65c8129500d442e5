//! Finding what somebody else speaks of: an article by an address or by its text, and what a text or a note was before.

use crate::library::Library;
use crate::library::changes::apply::article_row;
use crate::library::changes::log::from_json;
use crate::library::error::LibraryError;
use crate::library::marks::place;
use crate::model::{
    Action, Annotation, AnnotationId, ArticleId, Link, LinkId, SafeText, TextVersion,
};
use rusqlite::OptionalExtension;

impl Library {
    /// Whether there is an article with this id that was not removed.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn has_article(&self, id: &ArticleId) -> Result<bool, LibraryError> {
        let found = self.article_where(
            "SELECT id FROM article WHERE id = ? AND removed = 0",
            id.as_str(),
        )?;
        Ok(found.is_some())
    }

    /// The article that is known under this identity, as [`Library::identities`] gives them.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn article_known_as(&self, identity: &str) -> Result<Option<ArticleId>, LibraryError> {
        self.article_where(
            "SELECT a.id FROM identity i JOIN article a ON a.row = i.article WHERE i.name = ? AND a.removed = 0",
            identity,
        )
    }

    /// The article that has, or once had, the text with this hash.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn article_with_text(&self, hash: &str) -> Result<Option<ArticleId>, LibraryError> {
        self.article_where(
            "SELECT a.id FROM version v JOIN article a ON a.row = v.article
             WHERE substr(v.hash, 1, 8) = substr(?1, 1, 8) AND v.hash = ?1 AND a.removed = 0 ORDER BY a.row LIMIT 1",
            hash,
        )
    }

    fn article_where(&self, sql: &str, value: &str) -> Result<Option<ArticleId>, LibraryError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let id: Option<String> = statement.query_row([value], |row| row.get(0)).optional()?;
        Ok(id.map(|id| ArticleId::named(&id)))
    }

    /// One of the texts that an article has or had; `None` when it is not kept.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`] when there is no such article.
    pub fn text_of(
        &self,
        id: &ArticleId,
        version: &TextVersion,
    ) -> Result<Option<SafeText>, LibraryError> {
        place::text(
            &self.connection,
            article_row(&self.connection, id)?,
            &version.hash,
        )
    }

    /// All that a note ever said, the oldest first. An undo says nothing new, and so adds nothing.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn history(&self, id: &AnnotationId) -> Result<Vec<Annotation>, LibraryError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT c.action, c.at FROM touched t JOIN change c ON c.number = t.change
             WHERE t.object = ? AND c.kind = 'do' ORDER BY c.number",
        )?;
        let rows = statement.query_map([format!("note:{id}")], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })?;
        let mut said: Vec<Annotation> = Vec::new();
        for row in rows {
            let (action, at) = row?;
            let modified = crate::library::changes::log::time(&at)?;
            let next = match (from_json(&action)?, said.last()) {
                (Action::Annotate(annotation), _) => *annotation,
                (Action::EditBody { body, .. }, Some(last)) => Annotation {
                    body,
                    modified,
                    ..last.clone()
                },
                (Action::EditTarget { target, .. }, Some(last)) => Annotation {
                    target,
                    modified,
                    ..last.clone()
                },
                _ => continue,
            };
            said.push(next);
        }
        Ok(said)
    }

    /// All that a link ever said, the oldest first.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn link_history(&self, id: &LinkId) -> Result<Vec<Link>, LibraryError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT c.action FROM touched t JOIN change c ON c.number = t.change
             WHERE t.object = ? AND c.kind = 'do' ORDER BY c.number",
        )?;
        let rows = statement.query_map([format!("link:{id}")], |row| row.get::<_, String>(0))?;
        let mut said = Vec::new();
        for row in rows {
            if let Action::Link(link) = from_json(&row?)? {
                said.push(*link);
            }
        }
        Ok(said)
    }
}
