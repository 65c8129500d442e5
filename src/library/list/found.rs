//! Lists of what was found by words: they are known whole.
//!
//! The indexes are asked once; then the rows are folded, counted and cut into windows here. So a key of a search costs one
//! walk through what it finds, its list comes with its numbers, and a further page of it costs its rows.

use crate::library::Library;
use crate::library::error::LibraryError;
use crate::library::list::filter::{CANDIDATES, Scope, speaks};
use crate::library::list::fold;
use crate::library::list::order::Order;
use crate::library::list::row::{article_row, columns, count};
use crate::model::query::{Filter, Folding};
use crate::model::window::Wanted;
use crate::model::{ArticleId, ArticleRow, Page, Query};
use rusqlite::{OptionalExtension, params_from_iter};
use std::collections::HashMap;

/// What was found last.
#[derive(Debug)]
pub(in crate::library) struct Found {
    query: Query,
    /// The state of the library in which it was found.
    state: i64,
    /// The rows of the list.
    shown: Vec<i64>,
    /// What is folded: each under a row of the list.
    under: HashMap<i64, i64>,
    /// How many things are folded: articles, and places where a text stands once more.
    folded: usize,
}

/// An article that fits, shown or not.
struct Candidate {
    row: i64,
    /// The group that it is folded in, and its rank there.
    group: Option<i64>,
    rank: i64,
    /// Whether others are not folded under it.
    separate: bool,
    /// In how many other places its text stands.
    places: usize,
}

/// Whether every article that fits holds certain words.
fn asks_for_words(filter: &Filter) -> bool {
    match filter {
        Filter::And(all) => all.iter().any(asks_for_words),
        filter => matches!(filter, Filter::Words { .. } | Filter::Phrase(_)),
    }
}

impl Found {
    fn new(query: Query, state: i64, all: &[Candidate]) -> Self {
        let mut least: HashMap<i64, i64> = HashMap::new();
        for one in all.iter().filter(|one| !one.separate) {
            if let Some(group) = one.group {
                let least = least.entry(group).or_insert(one.rank);
                *least = one.rank.min(*least);
            }
        }
        let is_shown = |one: &&Candidate| {
            let better = one.group.and_then(|group| least.get(&group));
            one.rank == 0 || better.is_none_or(|better| *better >= one.rank)
        };
        let (shown, hidden): (Vec<&Candidate>, Vec<_>) = all.iter().partition(is_shown);
        let heads = shown.iter().rev();
        let heads: HashMap<_, _> = heads.map(|head| (head.group, head.row)).collect();
        let under = hidden
            .iter()
            .filter_map(|one| Some((one.row, *heads.get(&one.group)?)));
        Self {
            query,
            state,
            under: under.collect(),
            folded: hidden.len() + all.iter().map(|one| one.places).sum::<usize>(),
            shown: shown.iter().map(|one| one.row).collect(),
        }
    }

    /// The index of a row in the list, or of that which it is folded under.
    fn index(&self, row: i64) -> Option<usize> {
        let row = self.under.get(&row).unwrap_or(&row);
        self.shown.iter().position(|shown| shown == row)
    }
}

impl Library {
    /// The window that is wanted with its numbers, of a list of what was found by words; `None` of another one.
    pub(in crate::library) fn found(
        &self,
        wanted: &Wanted,
        order: &Order,
    ) -> Result<Option<Page<ArticleRow>>, LibraryError> {
        let query = &wanted.query;
        let has_pattern = speaks(&query.filter, |part| matches!(part, Filter::Pattern(_)));
        if !asks_for_words(&query.filter) || has_pattern || !query.closed.is_none() {
            return Ok(None);
        }
        let state = self.state()?;
        let mut last = self.found.borrow_mut();
        let found = match last.take() {
            Some(found) if found.query == *query && found.state == state => found,
            _ => Found::new(query.clone(), state, &self.fitting(query, order)?),
        };
        let found = last.insert(found);
        let first = match &wanted.around {
            Some(article) => {
                let index = self.number_of(article)?.and_then(|row| found.index(row));
                let seen = wanted.seen.as_ref().filter(|seen| seen.article == *article);
                let index = index.or(seen.map(|seen| seen.index));
                index.unwrap_or(0).saturating_sub(wanted.count / 2)
            }
            None => wanted.first,
        };
        let first = first.min(found.shown.len());
        let rows = found.shown.iter().skip(first).take(wanted.count);
        Ok(Some(Page {
            first,
            rows: self.rows_of(rows, fold::folding(query))?,
            total: found.shown.len(),
            folded: found.folded,
            ..Page::default()
        }))
    }

    /// Everything that fits, in order.
    fn fitting(&self, query: &Query, order: &Order) -> Result<Vec<Candidate>, LibraryError> {
        let plain = Query {
            folding: Folding::Nothing,
            ..query.clone()
        };
        let clause = self.clause(&plain, Scope::Articles, Some(CANDIDATES))?;
        let group = match fold::folding(query) {
            Folding::Nothing => "NULL, 0, 0, 0",
            Folding::Copies => {
                "a.copy_group, a.copy_rank, a.separate,
                 (SELECT count(*) FROM identity i WHERE i.article = a.row AND i.copy = 1)"
            }
            Folding::Stories => "a.story, a.story_rank, 0, 0",
        };
        let sql = format!(
            "SELECT a.row, {group} FROM article a WHERE {} ORDER BY {}",
            clause.sql, order.forward
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let fitting = statement.query_map(params_from_iter(&clause.values), |row| {
            Ok(Candidate {
                row: row.get(0)?,
                group: row.get(1)?,
                rank: row.get(2)?,
                separate: row.get(3)?,
                places: count(row, 4)?,
            })
        })?;
        Ok(fitting.collect::<Result<_, _>>()?)
    }

    /// The row number of an article.
    fn number_of(&self, article: &ArticleId) -> Result<Option<i64>, LibraryError> {
        let sql = "SELECT row FROM article WHERE id = ?";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement
            .query_row([article.as_str()], |row| row.get(0))
            .optional()?)
    }

    /// What these rows show.
    fn rows_of<'a>(
        &self,
        rows: impl Iterator<Item = &'a i64>,
        folding: Folding,
    ) -> Result<Vec<ArticleRow>, LibraryError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {} FROM article a CROSS JOIN source s ON s.row = a.source WHERE a.row = ?",
            columns(folding == Folding::Stories)
        ))?;
        rows.map(|row| Ok(statement.query_row([row], article_row)?))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::library::sample::{self, id};
    use crate::model::query::{Filter, Folding, Sort, SortKey};
    use crate::model::window::Wanted;
    use crate::model::{ArticleId, Query};

    const ARTICLES: usize = 2_500;

    #[test]
    fn a_window_of_what_was_found_is_that_of_the_whole_list_and_counted() {
        let folder = tempfile::tempdir().unwrap();
        let library = sample::many(folder.path(), ARTICLES);
        let by_title = Sort {
            key: SortKey::Title,
            descending: false,
        };
        for folding in [Folding::Nothing, Folding::Copies, Folding::Stories] {
            for (word, sort) in [
                ("article", vec![]),
                ("text", vec![by_title]),
                ("nowhere", vec![]),
            ] {
                let query = Query {
                    filter: Filter::Words {
                        word: word.into(),
                        prefix: true,
                    },
                    folding,
                    sort,
                    ..Query::default()
                };
                let window = |first, around: Option<ArticleId>| {
                    let wanted = Wanted {
                        query: query.clone(),
                        first,
                        count: 60,
                        around,
                        ..Wanted::default()
                    };
                    let window = library.window(&wanted).unwrap();
                    assert!(window.counted, "{wanted:?}");
                    window.page
                };
                for first in [0, 700, 5_000] {
                    assert_eq!(
                        window(first, None),
                        library.list(&query, first, 60).unwrap()
                    );
                }
                // The second is folded under another one, the last has none of the words.
                for around in [id(1_500), id(2_001), id(9_999)] {
                    let near = library.list_around(&query, &around, 60).unwrap();
                    assert_eq!(window(0, Some(around)), near);
                }
            }
        }
    }
}
