//! Lists of what was found by words.
//!
//! The indexes are asked once; then a walk through the articles that hold the words tells what the list shows, in its
//! order, as row numbers, and a further page costs its rows. As one types, the newest of what was found are enough, so that a
//! letter costs the same whatever it finds; whoever rests is told the rest as well.

use crate::library::Library;
use crate::library::changes::log::json;
use crate::library::error::LibraryError;
use crate::library::list::clause::Clause;
use crate::library::list::filter::{Scope, speaks};
use crate::library::list::fold;
use crate::library::list::newest::{Newest, parts};
use crate::library::list::order::Order;
use crate::library::list::row::{article_row, columns, count};
use crate::library::list::row_set::RowSet;
use crate::model::query::{Filter, Folding};
use crate::model::window::Wanted;
use crate::model::{ArticleId, ArticleRow, Page, Query};
use rusqlite::{OptionalExtension, params_from_iter};

/// So many of the newest are found at once.
const AT_ONCE: usize = 250;
/// So many at most are looked up one by one. Where more were found, those in the order of the list are asked for.
const FEW: usize = 2_048;

/// What was found last.
#[derive(Debug)]
pub(in crate::library) struct Found {
    query: Query,
    /// The state of the library in which it was found.
    state: i64,
    /// What an article of the list fulfils.
    shown: Clause,
    /// The rows of the list.
    rows: Vec<u32>,
    /// How many things are folded: articles, and places where a text stands once more.
    folded: usize,
    /// Whether there may be older ones.
    is_cut: bool,
}

/// Whether every article that fits holds certain words.
fn asks_for_words(filter: &Filter) -> bool {
    match filter {
        Filter::And(all) => all.iter().any(asks_for_words),
        filter => matches!(filter, Filter::Words { .. } | Filter::Phrase(_)),
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
        let is_whole = wanted.whole || !is_newest_first;
        let enough = (!is_whole).then_some(wanted.first + wanted.count);
        let suffices = |found: &Found| {
            !found.is_cut || enough.is_some_and(|enough| found.rows.len() >= enough)
        };
        let known = last.take();
        let known = known.filter(|found| found.query == *query && found.state == state);
        let found = match known.filter(suffices) {
            Some(found) => found,
            None => match self.find(query, order, enough)? {
                Some(found) => Found { state, ..found },
                None => return Ok(None),
            },
        };
        let found = last.insert(found);
        let first = match &wanted.around {
            Some(article) => {
                let index = self.index_among(found, article)?;
                let seen = wanted.seen.as_ref().filter(|seen| seen.article == *article);
                let index = index.or(seen.map(|seen| seen.index));
                index.unwrap_or(0).saturating_sub(wanted.count / 2)
            }
            None => wanted.first,
        };
        let first = first.min(found.rows.len());
        let rows = found.rows.iter().skip(first).take(wanted.count);
        let page = Page {
            first,
            rows: self.rows_of(rows, fold::folding(query))?,
            total: found.rows.len(),
            folded: found.folded,
            ..Page::default()
        };
        Ok(Some((page, found.is_cut)))
    }

    /// What fits, in order: all, or the newest, so that there are `enough` rows. `None` when no word is asked for.
    fn find(
        &self,
        query: &Query,
        order: &Order,
        enough: Option<usize>,
    ) -> Result<Option<Found>, LibraryError> {
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
        let others = self.clause(&others, Scope::Articles, None)?;
        let Some(enough) = enough else {
            let found = self.among(&newest.all()?, &others, (query, order))?;
            return Ok(Some(found));
        };
        let (mut holding, mut most) = (RowSet::default(), enough.max(AT_ONCE));
        loop {
            newest.tell(most, &mut holding)?;
            let found = self.among(&holding, &others, (query, order))?;
            let is_cut = !newest.is_at_end();
            if !is_cut || found.rows.len() >= enough {
                return Ok(Some(Found { is_cut, ..found }));
            }
            most = most.saturating_mul(4);
        }
    }

    /// Which of the articles that hold the words fit the `others` of a query's conditions, in its order.
    fn among(
        &self,
        holding: &RowSet,
        others: &Clause,
        (query, order): (&Query, &Order),
    ) -> Result<Found, LibraryError> {
        let folding = fold::folding(query);
        let fits = others.and(&if holding.len() <= FEW {
            let rows: Vec<u32> = holding.iter().collect();
            Clause::exactly("a.row IN (SELECT value FROM json_each(?))", &json(&rows)?)
        } else {
            self.at_hand.take(holding.clone());
            Clause::plain("found(a.row)")
        });
        let best = fold::best(&fits, folding);
        let places = match folding {
            Folding::Copies => {
                "(SELECT count(*) FROM identity i WHERE i.article = a.row AND i.copy = 1)"
            }
            _ => "0",
        };
        let sql = format!(
            "SELECT a.row, {}, {places} FROM article a WHERE {} ORDER BY {}",
            best.sql, fits.sql, order.forward
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut fitting =
            statement.query(params_from_iter(best.values.iter().chain(&fits.values)))?;
        let (mut rows, mut folded) = (Vec::with_capacity(holding.len()), 0);
        while let Some(article) = fitting.next()? {
            if article.get(1)? {
                rows.push(article.get(0)?);
            } else {
                folded += 1;
            }
            folded += count(article, 2)?;
        }
        Ok(Found {
            query: query.clone(),
            state: 0,
            shown: fits.and(&best),
            rows,
            folded,
            is_cut: false,
        })
    }

    /// The index of an article in the list of what was found, or of that which it is folded under.
    fn index_among(
        &self,
        found: &Found,
        article: &ArticleId,
    ) -> Result<Option<usize>, LibraryError> {
        let Some(row) = self.number_of(article)? else {
            return Ok(None);
        };
        let place = |row: u32| found.rows.iter().position(|shown| *shown == row);
        if let Some(place) = place(row) {
            return Ok(Some(place));
        }
        let Some(head) = self.head(&found.query, &found.shown, article)? else {
            return Ok(None);
        };
        Ok(self.number_of(&head)?.and_then(place))
    }

    /// The row number of an article.
    fn number_of(&self, article: &ArticleId) -> Result<Option<u32>, LibraryError> {
        let sql = "SELECT row FROM article WHERE id = ?";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement
            .query_row([article.as_str()], |row| row.get(0))
            .optional()?)
    }

    /// What these rows show.
    fn rows_of<'a>(
        &self,
        rows: impl Iterator<Item = &'a u32>,
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
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

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

    #[test]
    fn a_search_that_is_stopped_ends_wherever_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let mut library = sample::many(folder.path(), 50);
        let wanted = Wanted {
            query: words(&["its", "text", "arti"]),
            count: 60,
            ..Wanted::default()
        };
        let (steps, stop_at) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let (taken, at) = (Arc::clone(&steps), Arc::clone(&stop_at));
        let interrupter = library.interrupter();
        let step = move || {
            if taken.fetch_add(1, Ordering::Relaxed) == at.load(Ordering::Relaxed) {
                interrupter.stop();
            }
            false
        };
        library.connection.progress_handler(1, Some(step)).unwrap();
        // Queries end at some of these steps, so that the stop comes between two of them.
        for step in 0..400 {
            steps.store(0, Ordering::Relaxed);
            stop_at.store(step, Ordering::Relaxed);
            library.found.take();
            let answer = library.window(&wanted);
            assert!(steps.load(Ordering::Relaxed) > step, "it has as many");
            assert!(answer.unwrap_err().is_interrupted(), "step {step}");
        }
        stop_at.store(u64::MAX, Ordering::Relaxed);
        assert_eq!(library.window(&wanted).unwrap().page.rows.len(), 50);
    }
}
