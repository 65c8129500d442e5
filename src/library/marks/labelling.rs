//! How far each annotator is with labelling an article, and which one comes next.

use crate::library::Library;
use crate::library::changes::apply::{Performed, article_row};
use crate::library::error::LibraryError;
use crate::library::list::order::order;
use crate::model::{Action, ArticleId, LabellingState, Query, SafeText};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

/// Says how far a person is. To have seen an article takes no decision back.
pub(in crate::library) fn set(
    connection: &Connection,
    article: &ArticleId,
    annotator: &SafeText,
    state: Option<LabellingState>,
) -> Result<Performed, LibraryError> {
    let row = article_row(connection, article)?;
    let before = read(connection, row, annotator)?;
    let decided = state == Some(LabellingState::Seen) && before.is_some();
    if before == state || decided {
        return Ok(Performed::default());
    }
    match state {
        None => connection
            .prepare_cached("DELETE FROM labelling WHERE article = ? AND annotator = ?")?
            .execute((row, annotator.as_str()))?,
        Some(state) => connection
            .prepare_cached(
                "INSERT INTO labelling (article, annotator, state) VALUES (?, ?, ?)
                 ON CONFLICT (article, annotator) DO UPDATE SET state = excluded.state",
            )?
            .execute((row, annotator.as_str(), state.name()))?,
    };
    // A decision goes first: to have seen the article would not take its place.
    let back = [None, before]
        .into_iter()
        .take(1 + usize::from(before.is_some()));
    Ok(Performed {
        inverse: back
            .map(|state| Action::SetLabelling {
                article: article.clone(),
                annotator: annotator.clone(),
                state,
            })
            .collect(),
        touched: vec![format!("labelling:{annotator}:{article}")],
        articles: vec![article.clone()],
        kept: 0,
    })
}

/// How far a person is with an article.
pub(in crate::library) fn read(
    connection: &Connection,
    article: i64,
    annotator: &SafeText,
) -> Result<Option<LabellingState>, LibraryError> {
    let stored: Option<String> = connection
        .prepare_cached("SELECT state FROM labelling WHERE article = ? AND annotator = ?")?
        .query_row((article, annotator.as_str()), |row| row.get(0))
        .optional()?;
    stored.map(|name| named(&name)).transpose()
}

/// The state with a stored name.
pub(in crate::library) fn named(name: &str) -> Result<LabellingState, LibraryError> {
    LabellingState::named(name)
        .ok_or_else(|| LibraryError::Damaged(format!("`{name}` is no state of labelling")))
}

impl Library {
    /// How far a person is with labelling an article; `None` when it never was on the screen for that.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`] when there is no such article.
    pub fn labelling(
        &self,
        article: &ArticleId,
        annotator: &SafeText,
    ) -> Result<Option<LabellingState>, LibraryError> {
        let row = article_row(&self.connection, article)?;
        read(&self.connection, row, annotator)
    }

    /// How far everybody is with labelling an article, by name.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`] when there is no such article.
    pub fn labelling_of(
        &self,
        article: &ArticleId,
    ) -> Result<Vec<(SafeText, LabellingState)>, LibraryError> {
        let row = article_row(&self.connection, article)?;
        let mut statement = self.connection.prepare_cached(
            "SELECT annotator, state FROM labelling WHERE article = ? ORDER BY annotator",
        )?;
        let mut rows = statement.query([row])?;
        let mut states = Vec::new();
        while let Some(row) = rows.next()? {
            let annotator = SafeText::new(row.get::<_, String>(0)?);
            states.push((annotator, named(&row.get::<_, String>(1)?)?));
        }
        Ok(states)
    }

    /// The nearest article of the list after (or before) the place of `from` that this person has neither done nor
    /// skipped.
    ///
    /// # Errors
    /// As [`Library::list`].
    pub fn next_unlabelled(
        &self,
        query: &Query,
        annotator: &SafeText,
        from: &ArticleId,
        forward: bool,
    ) -> Result<Option<ArticleId>, LibraryError> {
        let clause = self.shown(query)?;
        let order = order(&query.sort, crate::library::list::fold::folding(query));
        let (beyond, by) = if forward {
            (order.after(), &order.forward)
        } else {
            (order.before(), &order.backward)
        };
        let sql = format!(
            "SELECT a.id FROM article o CROSS JOIN article a CROSS JOIN source s ON s.row = a.source
             WHERE o.id = ? AND a.row <> o.row AND NOT EXISTS (SELECT 1 FROM labelling l
                 WHERE l.article = a.row AND l.annotator = ? AND l.state IN ('done', 'skipped'))
             AND ({beyond}) AND {} ORDER BY {by} LIMIT 1",
            clause.sql
        );
        let named = [from.to_string(), annotator.to_string()].map(Value::Text);
        let values = named.into_iter().chain(clause.values.iter().cloned());
        Ok(self
            .connection
            .prepare_cached(&sql)?
            .query_row(params_from_iter(values), |row| {
                Ok(ArticleId::named(&row.get::<_, String>(0)?))
            })
            .optional()?)
    }
}
