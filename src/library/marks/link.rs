//! Links between annotations: written and read whole.

use crate::library::Library;
use crate::library::changes::apply::Performed;
use crate::library::changes::log::time;
use crate::library::error::LibraryError;
use crate::library::marks::ruling;
use crate::model::link::{Link, LinkRelation};
use crate::model::{Action, AnnotationId, ArticleId, LinkId, SafeText};
use rusqlite::{Connection, OptionalExtension, Row};

/// The columns that [`link`] reads, of `link l`.
pub(in crate::library) const COLUMNS: &str =
    r#"l.id, l."from", l."to", l.relation, l.note, l.annotator, l.created, l.modified"#;

/// The link with this id.
fn read(connection: &Connection, id: &LinkId) -> Result<Option<Link>, LibraryError> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM link l WHERE l.id = ?"))?
        .query_row([id.as_str()], |row| Ok(link(row, 0)))
        .optional()?
        .transpose()
}

/// All links, in order of their making.
pub(in crate::library) fn read_all(connection: &Connection) -> Result<Vec<Link>, LibraryError> {
    let mut statement =
        connection.prepare(&format!("SELECT {COLUMNS} FROM link l ORDER BY l.row"))?;
    let rows = statement.query_map([], |row| Ok(link(row, 0)))?;
    rows.map(|row| row?).collect()
}

/// Writes a link as given, over the one with the same id.
pub(in crate::library) fn put(
    connection: &Connection,
    new: &Link,
) -> Result<Performed, LibraryError> {
    let old = read(connection, &new.id)?;
    if old.as_ref() == Some(new) {
        return Ok(Performed::default());
    }
    connection
        .prepare_cached(
            r#"INSERT INTO link (id, "from", "to", relation, note, annotator, created, modified)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)
               ON CONFLICT (id) DO UPDATE SET "from" = excluded."from", "to" = excluded."to",
                   relation = excluded.relation, note = excluded.note, annotator = excluded.annotator,
                   created = excluded.created, modified = excluded.modified"#,
        )?
        .execute((
            new.id.as_str(),
            new.from.as_str(),
            new.to.as_str(),
            new.relation.name(),
            new.note.as_str(),
            new.annotator.as_str(),
            new.created.to_string(),
            new.modified.to_string(),
        ))?;
    let articles = changed(connection, old.iter().chain([new]))?;
    Ok(Performed {
        inverse: vec![old.map_or_else(
            || Action::Unlink {
                link: new.id.clone(),
            },
            |old| Action::Link(Box::new(old)),
        )],
        touched: vec![format!("link:{}", new.id)],
        articles,
        kept: 0,
    })
}

/// Takes a link away.
pub(in crate::library) fn erase(
    connection: &Connection,
    id: &LinkId,
) -> Result<Performed, LibraryError> {
    let old = read(connection, id)?.ok_or_else(|| LibraryError::Unknown {
        kind: "link",
        id: id.to_string(),
    })?;
    connection
        .prepare_cached("DELETE FROM link WHERE id = ?")?
        .execute([id.as_str()])?;
    let articles = changed(connection, [&old])?;
    Ok(Performed {
        inverse: vec![Action::Link(Box::new(old))],
        touched: vec![format!("link:{id}")],
        articles,
        kept: 0,
    })
}

/// The articles of links that changed. The pairs on which they rule are matched anew.
fn changed<'a>(
    connection: &Connection,
    links: impl IntoIterator<Item = &'a Link>,
) -> Result<Vec<ArticleId>, LibraryError> {
    let mut articles = Vec::new();
    for link in links {
        let of_link = articles_of(connection, link)?;
        if link.relation.is_ruling()
            && let Some(article) = of_link.first()
        {
            // A pair stands with both its articles.
            ruling::match_pairs(
                connection,
                crate::library::changes::apply::article_row(connection, article)?,
            )?;
        }
        articles.extend(of_link);
    }
    articles.sort();
    articles.dedup();
    Ok(articles)
}

/// The articles of a link's ends, as far as these are there.
pub(in crate::library) fn articles_of(
    connection: &Connection,
    link: &Link,
) -> Result<Vec<ArticleId>, LibraryError> {
    let mut of = connection.prepare_cached("SELECT article FROM annotation WHERE id IN (?, ?)")?;
    let articles = of.query_map((link.from.as_str(), link.to.as_str()), |row| {
        Ok(ArticleId::named(&row.get::<_, String>(0)?))
    })?;
    Ok(articles.collect::<Result<_, _>>()?)
}

impl Library {
    /// The link with this id.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`] when there is none.
    pub fn link(&self, id: &LinkId) -> Result<Link, LibraryError> {
        read(&self.connection, id)?.ok_or_else(|| LibraryError::Unknown {
            kind: "link",
            id: id.to_string(),
        })
    }

    /// All links of the library whose ends are both there, in order of their making.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn links(&self) -> Result<Vec<Link>, LibraryError> {
        let mut statement = self.connection.prepare_cached(&format!(
            r#"SELECT {COLUMNS} FROM link l JOIN annotation f ON f.id = l."from"
               JOIN annotation t ON t.id = l."to" ORDER BY l.row"#
        ))?;
        let rows = statement.query_map([], |row| Ok(link(row, 0)))?;
        rows.map(|row| row?).collect()
    }

    /// The links that begin or end at an annotation, in order of their making.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn links_at(&self, annotation: &AnnotationId) -> Result<Vec<Link>, LibraryError> {
        let mut statement = self.connection.prepare_cached(&format!(
            r#"SELECT {COLUMNS} FROM link l WHERE l."from" = ?1 OR l."to" = ?1 ORDER BY l.row"#
        ))?;
        let rows = statement.query_map([annotation.as_str()], |row| Ok(link(row, 0)))?;
        rows.map(|row| row?).collect()
    }
}

/// A link in the columns [`COLUMNS`] from `first` on.
pub(in crate::library) fn link(row: &Row<'_>, first: usize) -> Result<Link, LibraryError> {
    let text = |column: usize| row.get::<_, String>(first + column);
    let relation = text(3)?;
    Ok(Link {
        id: LinkId::named(&text(0)?),
        from: AnnotationId::named(&text(1)?),
        to: AnnotationId::named(&text(2)?),
        relation: LinkRelation::named(&relation)
            .ok_or_else(|| LibraryError::Damaged(format!("`{relation}` is no relation")))?,
        note: SafeText::new(text(4)?),
        annotator: SafeText::new(text(5)?),
        created: time(&text(6)?)?,
        modified: time(&text(7)?)?,
    })
}
