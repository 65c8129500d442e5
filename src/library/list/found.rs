//! Lists of what was found by words.
//!
//! The indexes are asked once; then the rows are folded, counted and cut into windows here, and a further page costs its
//! rows. As one types, the newest of what was found are enough, so that a letter costs the same whatever it finds; whoever
//! rests is told the rest as well.

use crate::library::Library;
use crate::library::changes::log::json;
use crate::library::error::LibraryError;
use crate::library::list::filter::{Scope, speaks};
use crate::library::list::fold;
use crate::library::list::newest::{Newest, parts};
use crate::library::list::order::Order;
use crate::library::list::row::{article_row, columns, count};
use crate::model::query::{Filter, Folding};
use crate::model::window::Wanted;
use crate::model::{ArticleId, ArticleRow, Page, Query};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params_from_iter};
use std::collections::HashMap;

/// So many of the newest are found at once.
const AT_ONCE: usize = 500;

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
    /// Whether there may be older ones.
    is_cut: bool,
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
    fn new(query: Query, state: i64, (all, is_cut): (&[Candidate], bool)) -> Self {
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
            is_cut,
        }
    }

    /// The index of a row in the list, or of that which it is folded under.
    fn index(&self, row: i64) -> Option<usize> {
        let row = self.under.get(&row).unwrap_or(&row);
        self.shown.iter().position(|shown| shown == row)
    }
}

impl Library {
    /// The window that is wanted, of a list of what was found by words; `None` of another one. With it whether there may be
    /// more than its numbers tell.
    pub(in crate::library) fn found(
        &self,
        wanted: &Wanted,
        order: &Order,
    ) -> Result<Option<(Page<ArticleRow>, bool)>, LibraryError> {
        let query = &wanted.query;
        let has_pattern = speaks(&query.filter, |part| matches!(part, Filter::Pattern(_)));
        if !asks_for_words(&query.filter) || has_pattern || !query.closed.is_none() {
            return Ok(None);
        }
        let state = self.state()?;
        let mut last = self.found.borrow_mut();
        let is_newest_first = order.is_by_date() && order.is_descending();
        let enough = if wanted.whole || !is_newest_first {
            usize::MAX
        } else {
            AT_ONCE.max(wanted.first + wanted.count)
        };
        let suffices = |found: &Found| !found.is_cut || found.shown.len() >= enough;
        let known = last.take();
        let known = known.filter(|found| found.query == *query && found.state == state);
        let found = match known.filter(suffices) {
            Some(found) => found,
            None => match self.fitting(query, order, enough)? {
                Some((all, is_cut)) => Found::new(query.clone(), state, (&all, is_cut)),
                None => return Ok(None),
            },
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
        let page = Page {
            first,
            rows: self.rows_of(rows, fold::folding(query))?,
            total: found.shown.len(),
            folded: found.folded,
            ..Page::default()
        };
        Ok(Some((page, found.is_cut)))
    }

    /// What fits, in order: all, or `enough` of the newest, and then whether there may be more. `None` when no word is
    /// asked for.
    fn fitting(
        &self,
        query: &Query,
        order: &Order,
        enough: usize,
    ) -> Result<Option<(Vec<Candidate>, bool)>, LibraryError> {
        self.rank(query)?;
        let (words, others) = parts(&query.filter);
        let Some(mut newest) = Newest::new(self, &words)? else {
            return Ok(None);
        };
        let others = Query {
            filter: Filter::And(others),
            folding: Folding::Nothing,
            ..Query::default()
        };
        let (mut rows, mut most) = (Vec::new(), enough);
        loop {
            newest.tell(most, &mut rows)?;
            let fitting = self.fitting_among(&rows, &others, (query, order))?;
            if newest.is_at_end() || fitting.len() >= enough {
                return Ok(Some((fitting, !newest.is_at_end())));
            }
            most = most.saturating_mul(4);
        }
    }

    /// Which of these rows fit the rest of a query, in its order.
    fn fitting_among(
        &self,
        rows: &[i64],
        others: &Query,
        (query, order): (&Query, &Order),
    ) -> Result<Vec<Candidate>, LibraryError> {
        let clause = self.clause(others, Scope::Articles, None)?;
        let group = match fold::folding(query) {
            Folding::Nothing => "NULL, 0, 0, 0",
            Folding::Copies => {
                "a.copy_group, a.copy_rank, a.separate,
                 (SELECT count(*) FROM identity i WHERE i.article = a.row AND i.copy = 1)"
            }
            Folding::Stories => "a.story, a.story_rank, 0, 0",
        };
        let sql = format!(
            "SELECT a.row, {group} FROM article a WHERE a.row IN (SELECT value FROM json_each(?)) AND {} ORDER BY {}",
            clause.sql, order.forward
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = Value::Text(json(&rows)?);
        let values = std::iter::once(&rows).chain(&clause.values);
        let fitting = statement.query_map(params_from_iter(values), |row| {
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
    use crate::model::query::{Filter, Folding, Sort, SortKey, State};
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
                        whole: true,
                        ..Wanted::default()
                    };
                    let window = library.window(&wanted).unwrap();
                    assert!(window.counted && !window.is_cut, "{wanted:?}");
                    window.page
                };
                let all = library.all(&query).unwrap();
                for first in [0, 700, 5_000] {
                    let page = window(first, None);
                    let rows = all.iter().skip(first).take(60);
                    assert!(page.rows.iter().eq(rows), "{first} of {query:?}");
                    assert_eq!(page.total, all.len());
                }
                // The second is folded under another one, the last has none of the words.
                for around in [id(1_500), id(2_001), id(9_999)] {
                    let head = id(2_000);
                    let stands = if around == id(2_001) && folding != Folding::Nothing {
                        &head
                    } else {
                        &around
                    };
                    let place = all.iter().position(|row| row.id == *stands);
                    let first = place.unwrap_or(0).saturating_sub(30);
                    assert_eq!(window(0, Some(around)).first, first.min(all.len()));
                }
            }
        }
    }

    /// The query of some words, the last of which may go on.
    fn words(typed: &[&str]) -> Query {
        let words = typed.iter().enumerate().map(|(at, word)| Filter::Words {
            word: (*word).into(),
            prefix: at + 1 == typed.len(),
        });
        Query {
            filter: Filter::And(words.collect()),
            ..Query::default()
        }
    }

    #[test]
    fn the_newest_are_found_first_and_all_when_they_are_wanted() {
        let folder = tempfile::tempdir().unwrap();
        let library = sample::many(folder.path(), ARTICLES);
        for typed in [&["art"][..], &["text", "arti"], &["its", "text", "article"]] {
            let query = words(typed);
            let all = library.all(&query).unwrap();
            assert_eq!(all.len(), ARTICLES);
            let mut wanted = Wanted {
                query,
                count: 60,
                ..Wanted::default()
            };
            let first = library.window(&wanted).unwrap();
            assert!(first.is_cut && !first.counted);
            assert_eq!(first.page.total, super::AT_ONCE);
            assert_eq!(first.page.rows, all[..60]);
            // Whoever goes on past them finds more.
            wanted.first = 1_200;
            let later = library.window(&wanted).unwrap();
            assert_eq!(later.page.rows, all[1_200..1_260]);
            wanted.whole = true;
            let whole = library.window(&wanted).unwrap();
            assert!(!whole.is_cut && whole.counted);
            assert_eq!(
                (whole.page.total, &whole.page.rows[..]),
                (ARTICLES, &all[1_200..1_260])
            );
        }
    }

    #[test]
    fn words_are_found_wherever_each_of_them_stands_and_with_what_else_is_asked() {
        let folder = tempfile::tempdir().unwrap();
        let library = sample::many(folder.path(), ARTICLES);
        // A number stands in one title and its text alone, and the oldest is the only one that was not read.
        let unread = Query {
            filter: Filter::And(vec![words(&["article"]).filter, Filter::Is(State::Unread)]),
            ..Query::default()
        };
        for (query, found) in [
            (words(&["its", "1234"]), 1),
            (words(&["123"]), 11),
            (words(&["nowhere", "article"]), 0),
            (unread, 1),
        ] {
            let wanted = Wanted {
                query,
                count: 60,
                ..Wanted::default()
            };
            let window = library.window(&wanted).unwrap();
            assert!(window.counted, "{wanted:?}");
            let all = library.all(&wanted.query).unwrap();
            assert_eq!((window.page.total, all.len()), (found, found), "{wanted:?}");
            assert_eq!(window.page.rows, all);
        }
    }
}
