//! Names as people type them: an exact id, or any beginning that only one thing has.

use crate::library::Library;
use crate::library::error::LibraryError;
use crate::model::{AnnotationId, ArticleId};
use rusqlite::{Connection, OptionalExtension};

/// Never shown shorter, so that a name stays good for a while when the library grows.
const SHORTEST: usize = 5;

/// The thing of `table` that `typed` names.
pub(in crate::library) fn resolve(
    connection: &Connection,
    table: &'static str,
    typed: &str,
) -> Result<String, LibraryError> {
    let exact: Option<String> = connection
        .prepare_cached(&format!("SELECT id FROM {table} WHERE id = ?"))?
        .query_row([typed], |row| row.get(0))
        .optional()?;
    if let Some(id) = exact {
        return Ok(id);
    }
    let mut statement = connection.prepare_cached(&format!(
        "SELECT id FROM {table} WHERE id > ?1 AND id < ?1 || char(0x10ffff) ORDER BY id LIMIT 2"
    ))?;
    let mut found = statement.query_map([typed], |row| row.get::<_, String>(0))?;
    match (typed.is_empty(), found.next().transpose()?, found.next()) {
        (false, Some(id), None) => Ok(id),
        (false, Some(_), Some(_)) => Err(LibraryError::Ambiguous {
            kind: table,
            id: typed.to_owned(),
        }),
        _ => Err(LibraryError::Unknown {
            kind: table,
            id: typed.to_owned(),
        }),
    }
}

impl Library {
    /// The article with this exact id, else the only one whose id begins like this.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`], [`LibraryError::Ambiguous`].
    pub fn article_id(&self, typed: &str) -> Result<ArticleId, LibraryError> {
        resolve(&self.connection, "article", typed).map(|id| ArticleId::named(&id))
    }

    /// The annotation with this exact id, else the only one whose id begins like this.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`], [`LibraryError::Ambiguous`].
    pub fn annotation_id(&self, typed: &str) -> Result<AnnotationId, LibraryError> {
        resolve(&self.connection, "annotation", typed).map(|id| AnnotationId::named(&id))
    }

    /// The shortest beginning (at least five characters) that names this article and no other.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn short_id(&self, id: &ArticleId) -> Result<String, LibraryError> {
        let neighbour = |order: &str| -> Result<Option<String>, LibraryError> {
            let (sign, order) = if order == "before" {
                ("<", "DESC")
            } else {
                (">", "ASC")
            };
            Ok(self
                .connection
                .prepare_cached(&format!(
                    "SELECT id FROM article WHERE id {sign} ? ORDER BY id {order} LIMIT 1"
                ))?
                .query_row([id.as_str()], |row| row.get(0))
                .optional()?)
        };
        let shared = [neighbour("before")?, neighbour("after")?]
            .into_iter()
            .flatten()
            .map(|other| {
                other
                    .chars()
                    .zip(id.as_str().chars())
                    .take_while(|(a, b)| a == b)
                    .count()
            })
            .max()
            .unwrap_or(0);
        Ok(id.as_str().chars().take(SHORTEST.max(shared + 1)).collect())
    }
}
