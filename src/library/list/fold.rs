//! Rows that stand under other rows: what is folded in a list, and a list with some of it unfolded.
//!
//! The list itself is read from an index that holds no folded article. What is unfolded is put between its
//! rows here: a few groups at a time, each read whole.

use crate::library::Library;
use crate::library::error::LibraryError;
use crate::library::list::clause::Clause;
use crate::library::list::filter::speaks;
use crate::library::list::row::{article_row, columns};
use crate::model::query::{Filter, Folding, State};
use crate::model::row::Under;
use crate::model::{ArticleId, ArticleRow, Query, SafeText};
use rusqlite::params_from_iter;
use rusqlite::types::Value;

/// So many of the same text in other places are listed.
const PLACES: usize = 64;

/// The rows under one row of the list.
#[derive(Debug)]
pub(in crate::library) struct Unfolded {
    /// Index of the row in the list without what is unfolded.
    pub place: usize,
    /// What stands under it.
    pub rows: Vec<ArticleRow>,
}

/// A piece of a list with unfolded rows.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::library) enum Piece {
    /// So many rows of the list from an index of it.
    Rows(usize, usize),
    /// So many of the rows under an unfolded one, from an index among them.
    Under(usize, usize, usize),
}

/// What is folded in the answer to a query. Who asks for copies, or for one story, is shown each of them.
pub(in crate::library) fn folding(query: &Query) -> Folding {
    match query.folding {
        _ if speaks(&query.filter, |filter| *filter == Filter::Is(State::Copy)) => Folding::Nothing,
        Folding::Stories if speaks(&query.filter, |filter| matches!(filter, Filter::Story(_))) => {
            Folding::Copies
        }
        folding => folding,
    }
}

/// The columns of a group: its number, and the rank in it.
const fn group(folding: Folding) -> Option<(&'static str, &'static str)> {
    match folding {
        Folding::Nothing => None,
        Folding::Copies => Some(("copy_group", "copy_rank")),
        Folding::Stories => Some(("story", "story_rank")),
    }
}

/// The condition `clause`, and that no better article of the group fits it as well. Without a filter
/// (`plain`) that is the article with rank 0, which an index knows: an archived one ranks behind the others.
pub(in crate::library) fn folded(clause: Clause, folding: Folding, plain: bool) -> Clause {
    match group(folding) {
        Some((_, rank)) if plain => Clause::plain(&format!("a.{rank} = 0")).and(&clause),
        Some(_) => clause.and(&best(&clause, folding)),
        None => clause,
    }
}

/// The condition that of the articles which fulfil `clause` none of the group is better.
pub(in crate::library) fn best(clause: &Clause, folding: Folding) -> Clause {
    let Some((group, rank)) = group(folding) else {
        return Clause::plain("1");
    };
    let no_copy = if folding == Folding::Copies {
        "b.separate = 0 AND "
    } else {
        ""
    };
    Clause {
        sql: format!(
            "(a.{rank} = 0 OR NOT EXISTS (SELECT 1 FROM article b WHERE b.{group} = a.{group}
             AND b.{rank} < a.{rank} AND {no_copy}{}))",
            // The plus sign keeps the index of the group: the way through all that was found is longer.
            of_another(&clause.sql).replace("b.row IN", "+b.row IN")
        ),
        values: clause.values.clone(),
    }
}

/// A condition on article `a` as one on article `b`.
fn of_another(sql: &str) -> String {
    let mut turned = String::with_capacity(sql.len());
    let mut before = ' ';
    for piece in sql.split_inclusive("a.") {
        let start = piece.len().checked_sub(2).filter(|_| piece.ends_with("a."));
        match start.and_then(|start| piece.get(..start)) {
            Some(rest) => {
                let letter = rest.chars().next_back().unwrap_or(before);
                turned.push_str(rest);
                turned.push_str(if letter.is_alphanumeric() || letter == '_' {
                    "a."
                } else {
                    "b."
                });
            }
            None => turned.push_str(piece),
        }
        before = '.';
    }
    turned
}

/// Splits the window of `count` rows from `first` into pieces; `sizes` tells the place of each unfolded row
/// and how many rows are under it, in order of their places.
pub(in crate::library) fn pieces(
    sizes: &[(usize, usize)],
    first: usize,
    count: usize,
) -> Vec<Piece> {
    let end = first + count;
    let mut pieces = Vec::new();
    // Where the next piece begins in the list without (`row`) and with (`at`) what is unfolded.
    let (mut row, mut at) = (0, 0);
    let mut take = |at: usize, length: usize, piece: &dyn Fn(usize, usize) -> Piece| {
        let (from, to) = (at.max(first), (at + length).min(end));
        if from < to {
            pieces.push(piece(from - at, to - from));
        }
    };
    for (index, (place, under)) in sizes.iter().enumerate() {
        let length = place + 1 - row;
        take(at, length, &|from, count| Piece::Rows(row + from, count));
        at += length;
        row = place + 1;
        take(at, *under, &|from, count| Piece::Under(index, from, count));
        at += under;
    }
    if at < end {
        take(at, end - at, &|from, count| Piece::Rows(row + from, count));
    }
    pieces
}

impl Library {
    /// The unfolded rows that are in the list, in order of their places.
    pub(in crate::library) fn unfolded(
        &self,
        query: &Query,
        clause: &Clause,
    ) -> Result<Vec<Unfolded>, LibraryError> {
        let mut all = Vec::new();
        let folding = folding(query);
        for id in &query.unfolded {
            if let Some(place) = self.place(query, clause, id)? {
                let rows = self.under(folding, id)?;
                all.push(Unfolded { place, rows });
            }
        }
        all.sort_by_key(|unfolded| unfolded.place);
        all.dedup_by_key(|unfolded| unfolded.place);
        Ok(all)
    }

    /// The rows under the row of an article: its copies and the places where its text stands too, or the
    /// other articles of its story.
    pub(in crate::library) fn under(
        &self,
        folding: Folding,
        id: &ArticleId,
    ) -> Result<Vec<ArticleRow>, LibraryError> {
        match folding {
            Folding::Nothing => Ok(Vec::new()),
            Folding::Stories => self.members(
                "a.story = (SELECT story FROM article WHERE id = ?1) AND a.id <> ?1 AND a.removed = 0
                 ORDER BY a.date DESC, a.row DESC",
                id,
                |row| if row.copy_of.is_some() { Under::Copy } else { Under::Story },
            ),
            Folding::Copies => {
                let mut rows = self.members(
                    "a.copy_group = (SELECT copy_group FROM article WHERE id = ?1 AND separate = 0) AND a.id <> ?1
                     AND a.removed = 0 AND a.separate = 0 ORDER BY a.copy_rank",
                    id,
                    |_| Under::Copy,
                )?;
                let own = self.row(id)?;
                for (article, place) in self.same_texts(id)? {
                    let row = rows.iter().find(|row| row.id == article).unwrap_or(&own);
                    rows.push(ArticleRow {
                        copies: Vec::new(),
                        same_text: 0,
                        under: Some(Under::SameText(place)),
                        ..row.clone()
                    });
                }
                Ok(rows)
            }
        }
    }

    fn members(
        &self,
        which: &str,
        id: &ArticleId,
        why: fn(&ArticleRow) -> Under,
    ) -> Result<Vec<ArticleRow>, LibraryError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {} FROM article a JOIN source s ON s.row = a.source WHERE {which}",
            columns(false)
        ))?;
        let rows = statement.query_map([id.as_str()], article_row)?;
        let under = |row: ArticleRow| ArticleRow {
            under: Some(why(&row)),
            copies: Vec::new(),
            same_text: 0,
            ..row
        };
        rows.map(|row| Ok(under(row?))).collect()
    }

    /// Where the very text of an article, or of its copies, stands too: article and place.
    fn same_texts(&self, id: &ArticleId) -> Result<Vec<(ArticleId, SafeText)>, LibraryError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT a.id, i.name FROM article o JOIN article a
                 ON a.row = o.row OR (a.copy_group = o.copy_group AND a.separate = 0 AND o.separate = 0)
             JOIN identity i ON i.article = a.row AND i.copy = 1
             WHERE o.id = ?1 AND a.removed = 0 ORDER BY a.copy_rank, i.name LIMIT ?2",
        )?;
        let rows = statement.query_map(
            (id.as_str(), crate::library::list::row::integer(PLACES)),
            |row| {
                let name: String = row.get(1)?;
                // What kind of name it is says the part before the colon; the place is what follows.
                let place = name
                    .split_once(':')
                    .map_or(name.as_str(), |(_, place)| place);
                Ok((
                    ArticleId::named(&row.get::<_, String>(0)?),
                    SafeText::line(place),
                ))
            },
        )?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The article whose row stands in the list for this one, which has none of its own there.
    pub(in crate::library) fn head(
        &self,
        query: &Query,
        clause: &Clause,
        id: &ArticleId,
    ) -> Result<Option<ArticleId>, LibraryError> {
        let Some((group, _)) = group(folding(query)) else {
            return Ok(None);
        };
        let sql = format!(
            "SELECT a.id FROM article a WHERE a.{group} = (SELECT {group} FROM article WHERE id = ?) AND {} LIMIT 1",
            clause.sql
        );
        let values =
            std::iter::once(Value::Text(id.to_string())).chain(clause.values.iter().cloned());
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut heads =
            statement.query_map(params_from_iter(values), |row| row.get::<_, String>(0))?;
        Ok(heads.next().transpose()?.map(|id| ArticleId::named(&id)))
    }

    /// These articles and those folded under them: of a list of stories the whole stories.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn with_folded(
        &self,
        query: &Query,
        ids: Vec<ArticleId>,
    ) -> Result<Vec<ArticleId>, LibraryError> {
        let Some((group, _)) = group(folding(query)) else {
            return Ok(ids);
        };
        let together = if group == "story" {
            ""
        } else {
            "AND a.separate = 0 AND o.separate = 0"
        };
        let mut others = self.connection.prepare_cached(&format!(
            "SELECT a.id FROM article o JOIN article a ON a.{group} = o.{group}
             WHERE o.id = ? AND a.row <> o.row AND a.removed = 0 {together} ORDER BY a.row"
        ))?;
        let mut known: std::collections::HashSet<ArticleId> = ids.iter().cloned().collect();
        let mut all = Vec::with_capacity(ids.len());
        for id in ids {
            let folded = others
                .query_map([id.as_str()], |row| row.get::<_, String>(0))?
                .collect::<Result<Vec<_>, _>>()?;
            all.push(id);
            let folded = folded.iter().map(|id| ArticleId::named(id));
            all.extend(folded.filter(|id| known.insert(id.clone())));
        }
        Ok(all)
    }

    /// All articles of all stories, those of one story together, the story with the newest article first.
    ///
    /// # Errors
    /// When the query names an article that is not there, or SQLite refuses.
    pub fn by_story(&self, query: &Query) -> Result<Vec<ArticleRow>, LibraryError> {
        let mut query = query.clone();
        query.folding = Folding::Stories;
        let limit = query.limit.take().unwrap_or(usize::MAX);
        let mut all = Vec::new();
        let every = Query {
            folding: Folding::Nothing,
            ..query.clone()
        };
        let fits: std::collections::HashSet<ArticleId> = self.ids(&every)?.into_iter().collect();
        for head in self.all(&query)? {
            let id = head.id.clone();
            let in_story = head.story.is_some();
            all.push(head);
            if in_story {
                let rest = self.under(Folding::Stories, &id)?.into_iter();
                all.extend(rest.filter(|row| fits.contains(&row.id)));
            }
            if all.len() >= limit {
                break;
            }
        }
        all.truncate(limit);
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_condition_is_turned_to_another_article() {
        assert_eq!(
            of_another("a.row IN (SELECT x) AND (data.b = a.id OR NOT (a.read = 0))"),
            "b.row IN (SELECT x) AND (data.b = b.id OR NOT (b.read = 0))"
        );
        assert_eq!(of_another("1"), "1");
    }

    /// The list with what is unfolded, as pairs of a row and an index under it.
    fn whole(sizes: &[(usize, usize)], rows: usize) -> Vec<(usize, Option<usize>)> {
        let mut all = Vec::new();
        for row in 0..rows {
            all.push((row, None));
            if let Some((_, under)) = sizes.iter().find(|(place, _)| *place == row) {
                all.extend((0..*under).map(|index| (row, Some(index))));
            }
        }
        all
    }

    proptest! {
        #[test]
        fn a_window_is_a_part_of_the_whole_list(
            places in prop::collection::btree_map(0usize..20, 0usize..5, 0..5),
            first in 0usize..30,
            count in 0usize..20,
        ) {
            let sizes: Vec<(usize, usize)> = places.into_iter().collect();
            let all = whole(&sizes, 20);
            let count = count.min(all.len().saturating_sub(first));
            let mut window = Vec::new();
            for piece in pieces(&sizes, first, count) {
                match piece {
                    Piece::Rows(from, count) => window.extend((from..from + count).map(|row| (row, None))),
                    Piece::Under(index, from, count) => {
                        window.extend((from..from + count).map(|under| (sizes[index].0, Some(under))));
                    }
                }
            }
            let wanted: Vec<_> = all.into_iter().skip(first).take(count).collect();
            prop_assert_eq!(window, wanted);
        }
    }

    #[test]
    fn an_order_by_date_of_stories_is_that_of_their_newest_articles() {
        let order = crate::library::list::order::order(&[], Folding::Stories);
        assert!(order.forward.starts_with("coalesce(a.latest, a.date) DESC"));
    }
}
