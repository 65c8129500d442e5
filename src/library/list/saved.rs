//! Searches kept under a name, and how many articles fit one.

use crate::library::Library;
use crate::library::changes::apply::Performed;
use crate::library::error::LibraryError;
use crate::library::list::filter::Scope;
use crate::model::{Action, Folder, KeptSearch, Names, Query, SafeText, SearchCount, Valued};
use rusqlite::{Connection, OptionalExtension, params_from_iter};

/// The notes, as the fields of a query ask for them.
const NOTES: &str = "annotation WHERE motivation = 'commenting'";

impl Library {
    /// All kept searches, by name.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn saved_searches(&self) -> Result<Vec<KeptSearch>, LibraryError> {
        all(&self.connection)
    }

    /// The names in use, for prompts.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn names(&self) -> Result<Names, LibraryError> {
        let mut names = Names {
            searches: self.saved_searches()?,
            ..Names::default()
        };
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce(given, name), folder FROM source WHERE removed = 0 ORDER BY 1 COLLATE NOCASE",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            names
                .sources
                .push(SafeText::line(&row.get::<_, String>(0)?));
            names.folders.push(Folder::typed(&row.get::<_, String>(1)?));
        }
        names.sources.dedup();
        names.folders.sort();
        names.folders.dedup();
        names.folders.retain(|folder| !folder.is_top());
        Ok(names)
    }

    /// The values that something has in the library, most used first, at most 500 of them. Looks at each article, or each
    /// note, once.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn values(&self, of: Valued) -> Result<Vec<SafeText>, LibraryError> {
        let (column, of_all) = match of {
            Valued::Site => ("site", "article WHERE removed = 0"),
            Valued::Author => ("byline", "article WHERE removed = 0"),
            Valued::Language => ("language", "article WHERE removed = 0"),
            Valued::Annotator => ("annotator", NOTES),
            Valued::Label => ("label", NOTES),
            Valued::Verdict => ("verdict", NOTES),
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {column} FROM {of_all} AND {column} <> '' GROUP BY {column} ORDER BY count(*) DESC, {column} LIMIT 500"
        ))?;
        let values =
            statement.query_map([], |row| Ok(SafeText::line(&row.get::<_, String>(0)?)))?;
        Ok(values.collect::<Result<_, _>>()?)
    }

    /// The search that is kept under this name.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`].
    pub fn saved_search(&self, name: &str) -> Result<KeptSearch, LibraryError> {
        let name = SafeText::line(name);
        let query = stored(&self.connection, &name)?;
        Ok(KeptSearch { name, query })
    }

    /// How many articles fit a query: one walk over those that may.
    ///
    /// # Errors
    /// When the query names an article that is not there, or SQLite refuses.
    pub fn count(&self, query: &Query) -> Result<SearchCount, LibraryError> {
        let clause = self.clause(query, Scope::Articles, None)?;
        let sql = format!(
            "SELECT count(*), coalesce(sum(a.read = 0), 0) FROM article a WHERE {}",
            clause.sql
        );
        let (articles, unread): (usize, usize) = self.connection.prepare_cached(&sql)?.query_row(
            params_from_iter(&clause.values),
            |row| {
                Ok((
                    crate::library::list::row::count(row, 0)?,
                    crate::library::list::row::count(row, 1)?,
                ))
            },
        )?;
        let most = query.limit.unwrap_or(usize::MAX);
        Ok(SearchCount {
            articles: articles.min(most) as u64,
            unread: unread.min(most) as u64,
        })
    }
}

/// All kept searches, by name.
pub(in crate::library) fn all(connection: &Connection) -> Result<Vec<KeptSearch>, LibraryError> {
    let mut statement = connection.prepare_cached(
        "SELECT name, query FROM saved_search ORDER BY name COLLATE NOCASE, name",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(KeptSearch {
            name: SafeText::line(&row.get::<_, String>(0)?),
            query: SafeText::line(&row.get::<_, String>(1)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Keeps a search, in place of the one that had the name.
pub(in crate::library) fn save(
    connection: &Connection,
    name: &SafeText,
    query: &SafeText,
) -> Result<Performed, LibraryError> {
    let old = find(connection, name)?;
    if old.as_ref() == Some(query) {
        return Ok(Performed::default());
    }
    connection
        .prepare_cached("INSERT OR REPLACE INTO saved_search (name, query) VALUES (?, ?)")?
        .execute((name.as_str(), query.as_str()))?;
    let back = match old {
        Some(query) => Action::SaveSearch {
            name: name.clone(),
            query,
        },
        None => Action::DeleteSearch { name: name.clone() },
    };
    Ok(done(back, [name].as_slice()))
}

/// Gives a kept search another name.
pub(in crate::library) fn rename(
    connection: &Connection,
    name: &SafeText,
    to: &SafeText,
) -> Result<Performed, LibraryError> {
    stored(connection, name)?;
    if name == to {
        return Ok(Performed::default());
    }
    if find(connection, to)?.is_some() {
        return Err(LibraryError::Taken {
            kind: "saved search",
            id: to.to_string(),
        });
    }
    connection
        .prepare_cached("UPDATE saved_search SET name = ? WHERE name = ?")?
        .execute((to.as_str(), name.as_str()))?;
    let back = Action::RenameSearch {
        name: to.clone(),
        to: name.clone(),
    };
    Ok(done(back, &[name, to]))
}

/// Forgets a kept search.
pub(in crate::library) fn delete(
    connection: &Connection,
    name: &SafeText,
) -> Result<Performed, LibraryError> {
    let query = stored(connection, name)?;
    connection
        .prepare_cached("DELETE FROM saved_search WHERE name = ?")?
        .execute([name.as_str()])?;
    let back = Action::SaveSearch {
        name: name.clone(),
        query,
    };
    Ok(done(back, &[name]))
}

fn done(back: Action, names: &[&SafeText]) -> Performed {
    Performed {
        inverse: vec![back],
        touched: names.iter().map(|name| format!("search:{name}")).collect(),
        ..Performed::default()
    }
}

fn find(connection: &Connection, name: &SafeText) -> Result<Option<SafeText>, LibraryError> {
    Ok(connection
        .prepare_cached("SELECT query FROM saved_search WHERE name = ?")?
        .query_row([name.as_str()], |row| {
            Ok(SafeText::line(&row.get::<_, String>(0)?))
        })
        .optional()?)
}

fn stored(connection: &Connection, name: &SafeText) -> Result<SafeText, LibraryError> {
    find(connection, name)?.ok_or_else(|| LibraryError::Unknown {
        kind: "saved search",
        id: name.to_string(),
    })
}
