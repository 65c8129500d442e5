//! Articles whose title, text or notes a regular expression matches.
//!
//! A text is unfolded when the rest of the query lets its article through and the index knows of nothing in it that
//! speaks against a match. Texts are looked through as a list asks for them, the newest first, so that its first rows
//! come before the last text was read. What is known of a text is remembered, so that a list that asks again goes on where it stopped.

use crate::library::error::LibraryError;
use crate::library::list::clause::Clause;
use crate::text::hits::pattern;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Result};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What so many patterns matched is remembered.
const REMEMBERED: usize = 4;
/// A list that does not wait looks through so many texts before it tells what it found.
const AT_ONCE: usize = 1_000;

/// The condition that a pattern matches an article; unknown where its text must not be looked through now. A version's hash
/// stands for its text.
const MATCHES: &str = "matches(?, a.title)
    OR a.notes > 0 AND EXISTS (SELECT 1 FROM annotation m WHERE m.article = a.id AND m.motivation = 'commenting' AND matches(?, m.note))
    OR (SELECT nullif(coalesce(looked(?, w.hash), matches(?, (SELECT y.text FROM body y WHERE y.version = w.row), w.hash)), -1)
        FROM version w WHERE w.row = a.version)";

/// What is known of texts, shared with the functions that SQLite calls.
#[derive(Debug, Clone, Default)]
pub(in crate::library) struct Looking(Arc<Mutex<Known>>);

#[derive(Debug, Default)]
struct Known {
    /// For each pattern the hashes of the texts that were looked through, and whether it matches.
    patterns: Vec<(String, HashMap<u64, bool>)>,
    /// How many texts may still be looked through; `None` for all.
    left: Option<usize>,
    /// Whether a text was not looked through for that reason.
    stopped: bool,
}

impl Looking {
    /// The functions of [`MATCHES`] for a connection.
    pub(in crate::library) fn new(connection: &Connection) -> Result<Self> {
        let looking = Self::default();
        let flags = FunctionFlags::SQLITE_UTF8;
        let known = looking.clone();
        connection.create_scalar_function("looked", 2, flags, move |context| {
            let (typed, hash) = (text(context, 0)?, number(text(context, 1)?));
            Ok(known.known().asked(typed, hash))
        })?;
        connection.create_scalar_function("matches", 2, flags, is_match)?;
        let known = looking.clone();
        connection.create_scalar_function("matches", 3, flags, move |context| {
            let found = is_match(context)?;
            let (typed, hash) = (text(context, 0)?, number(text(context, 2)?));
            known.known().remember(typed, hash, found);
            Ok(found)
        })?;
        Ok(looking)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether what was just read is not all there is, since not every text was looked through.
    pub(in crate::library) fn is_cut(&self) -> bool {
        self.known().stopped
    }

    /// Does something for which only so many texts are looked through that nobody has to wait long, half as many more as
    /// have been already. Answers as well how many texts have been, unless those were all that had to be.
    pub(in crate::library) fn for_a_while<T>(
        &self,
        work: impl FnOnce() -> std::result::Result<T, LibraryError>,
    ) -> std::result::Result<(T, Option<usize>), LibraryError> {
        let most = |known: &Known| known.patterns.last().map_or(0, |(_, texts)| texts.len());
        {
            let mut known = self.known();
            known.left = Some(AT_ONCE.max(most(&known) / 2));
            known.stopped = false;
        }
        let done = work();
        let mut known = self.known();
        known.left = None;
        let stopped = std::mem::take(&mut known.stopped);
        Ok((done?, stopped.then_some(most(&known))))
    }
}

impl Known {
    fn texts(&mut self, typed: &str) -> &mut HashMap<u64, bool> {
        let at = self.patterns.iter().position(|(known, _)| known == typed);
        let at = at.unwrap_or_else(|| {
            if self.patterns.len() == REMEMBERED {
                self.patterns.remove(0);
            }
            self.patterns.push((typed.to_owned(), HashMap::new()));
            self.patterns.len() - 1
        });
        &mut self.patterns[at].1
    }

    /// Whether the pattern matches a text (1 or 0); -1 when that is not known and it must not be looked through now.
    fn asked(&mut self, typed: &str, hash: u64) -> Option<i64> {
        if let Some(found) = self.texts(typed).get(&hash) {
            return Some(i64::from(*found));
        }
        if self.left == Some(0) {
            self.stopped = true;
            return Some(-1);
        }
        self.left = self.left.map(|left| left - 1);
        None
    }

    fn remember(&mut self, typed: &str, hash: u64, found: bool) {
        self.texts(typed).insert(hash, found);
    }
}

/// The condition that a pattern matches an article.
pub(in crate::library) fn matching(typed: &str) -> Clause {
    Clause::of(MATCHES, typed)
}

/// Whether a pattern matches a text, or a compressed one.
fn is_match(context: &Context<'_>) -> Result<bool> {
    let read = |typed: ValueRef<'_>| typed.as_str().map(|typed| pattern(typed).ok());
    let regex = context.get_or_create_aux(0, read)?;
    // A query that was read has a pattern that can be; one from elsewhere finds nothing.
    let Some(regex) = &*regex else {
        return Ok(false);
    };
    Ok(match context.get_raw(1) {
        ValueRef::Text(text) | ValueRef::Blob(text) => {
            std::str::from_utf8(text).is_ok_and(|text| regex.is_match(text))
        }
        _ => false,
    })
}

fn text<'c>(context: &'c Context<'_>, argument: usize) -> Result<&'c str> {
    context
        .get_raw(argument)
        .as_str()
        .map_err(|error| rusqlite::Error::UserFunctionError(error.into()))
}

/// A hash that is known by its text, in less room.
fn number(hash: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hash.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use crate::library::sample;
    use crate::model::query::Filter;
    use crate::model::window::{Wanted, Window};
    use crate::model::{Page, Query};

    const ARTICLES: usize = 3_500;

    /// All windows that a pattern is answered with, until the last text was looked through.
    fn windows(typed: &str) -> Vec<Window> {
        let folder = tempfile::tempdir().unwrap();
        let library = sample::many(folder.path(), ARTICLES);
        let wanted = Wanted {
            query: Query {
                filter: Filter::Pattern(typed.into()),
                ..Query::default()
            },
            count: 60,
            ..Wanted::default()
        };
        let mut windows = vec![library.window(&wanted).unwrap()];
        while windows.last().unwrap().looked.is_some() {
            assert!(windows.len() < 20);
            windows.push(library.window(&wanted).unwrap());
        }
        let all = library.all(&wanted.query).unwrap();
        let last = &windows.last().unwrap().page;
        assert_eq!(
            (last.total, &last.rows[..]),
            (all.len(), &all[..all.len().min(60)])
        );
        windows
    }

    #[test]
    fn the_first_rows_that_match_come_before_the_last_text_was_looked_through() {
        let windows = windows("its text");
        let looked: Vec<Option<usize>> = windows.iter().map(|window| window.looked).collect();
        assert_eq!(looked, [Some(1_000), Some(2_000), Some(3_000), None]);
        let rows = |window: &Window| window.page.rows.clone();
        assert!(
            windows
                .iter()
                .all(|window| rows(window) == rows(&windows[0]))
        );
        let counted: Vec<bool> = windows.iter().map(|window| window.counted).collect();
        assert_eq!(counted, [false, false, false, true]);
    }

    #[test]
    fn what_matches_nowhere_is_looked_for_everywhere_and_a_title_is_enough() {
        let found = windows("nosuchwords");
        assert_eq!((found.len(), &found[3].page), (4, &Page::default()));
        assert_eq!(windows(r"article 34\d\d").last().unwrap().page.total, 100);
    }

    #[test]
    fn words_that_the_index_knows_nowhere_are_looked_for_in_no_text() {
        assert_eq!(windows("of no such words").len(), 1);
    }
}
