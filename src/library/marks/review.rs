//! The marks that a person should look at after their text changed, with the old words beside the new ones.

use crate::anchor;
use crate::library::Library;
use crate::library::error::LibraryError;
use crate::library::list::clause::Clause;
use crate::library::list::filter::Scope;
use crate::library::marks::note::read_placed;
use crate::library::marks::place::text;
use crate::model::review::{Place, Queue, ReviewItem};
use crate::model::{
    AnchorState, Excerpt, Page, PlacedAnnotation, Query, SafeText, Span, Target, TextVersion,
};
use crate::text::excerpt::excerpt;
use rusqlite::params_from_iter;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// So many code points are shown on each side of a mark.
const AROUND: usize = 160;

/// A person chooses among so many places at most: as many as there are digits.
const PLACES: usize = 9;

/// The marks of a queue, as a condition over their places.
const fn condition(queue: Queue) -> &'static str {
    match queue {
        Queue::Waiting => "p.review = 1",
        Queue::Orphans => "p.state = 'orphan'",
    }
}

impl Library {
    /// How many marks wait to be looked at.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn count_to_review(&self) -> Result<usize, LibraryError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT count(*) FROM placement p JOIN annotation n ON n.row = p.annotation
                 JOIN article a ON a.id = n.article
                 WHERE p.review = 1 AND a.removed = 0 AND n.motivation = 'commenting'",
            )?
            .query_row([], |row| crate::library::list::row::count(row, 0))?)
    }

    /// A window of the marks to be looked at, newest first, among those that fit the query as in [`Library::notes`].
    ///
    /// # Errors
    /// When SQLite refuses, or a kept text is damaged.
    pub fn to_review(
        &self,
        query: &Query,
        queue: Queue,
        first: usize,
        count: usize,
    ) -> Result<Page<ReviewItem>, LibraryError> {
        let mut clause = self.clause(query, Scope::Notes, None)?;
        clause.sql = format!("{} AND ({})", condition(queue), clause.sql);
        let total = self.count_notes(&clause)?;
        let window = (first.min(total), count.min(total.saturating_sub(first)));
        let notes = read_placed(&self.connection, &clause, "n.row DESC", Some(window))?;
        let mut texts = Texts::default();
        let rows = notes
            .into_iter()
            .map(|note| self.review_item(note, &mut texts))
            .collect::<Result<_, _>>()?;
        Ok(Page {
            first,
            rows,
            total,
            ..Page::default()
        })
    }

    fn count_notes(&self, clause: &Clause) -> Result<usize, LibraryError> {
        Ok(self
            .connection
            .prepare_cached(&format!(
                "SELECT count(*) FROM placement p JOIN annotation n ON n.row = p.annotation
                 JOIN article a ON a.id = n.article WHERE {}",
                clause.sql
            ))?
            .query_row(params_from_iter(&clause.values), |row| {
                crate::library::list::row::count(row, 0)
            })?)
    }

    fn review_item(
        &self,
        note: PlacedAnnotation,
        texts: &mut Texts,
    ) -> Result<ReviewItem, LibraryError> {
        let Some(target) = note.annotation.target.clone() else {
            return Ok(ReviewItem {
                note,
                before: Excerpt::default(),
                places: Vec::new(),
            });
        };
        let article = crate::library::changes::apply::article_row(
            &self.connection,
            &note.annotation.article,
        )?;
        let old = (article, target.version.hash.clone());
        texts.read(self, &old, &note)?;
        let Some((version, present)) = texts.present.get(&article) else {
            return Err(LibraryError::NoText(note.annotation.article.to_string()));
        };
        let before = match texts.old.get(&old) {
            Some(Some(old)) => excerpt(old, target.span, AROUND),
            _ => kept_words(&target),
        };
        let spans = match (note.state, note.span) {
            (AnchorState::Changed, Some(span)) => vec![span],
            _ => anchor::candidates(present, &target, PLACES),
        };
        let places = spans.into_iter().map(|span| Place {
            target: Target::new(present, version.clone(), span),
            excerpt: excerpt(present, span, AROUND),
        });
        Ok(ReviewItem {
            places: places.collect(),
            before,
            note,
        })
    }
}

/// What a mark itself keeps of the text that it was made on.
fn kept_words(target: &Target) -> Excerpt {
    let start = target.prefix.len();
    Excerpt {
        text: SafeText::new(format!(
            "{}{}{}",
            target.prefix, target.quote, target.suffix
        )),
        lit: Span::new(start, start + target.quote.len()),
    }
}

/// Texts that were unfolded for a window: many of its marks are on the same one.
#[derive(Default)]
struct Texts {
    present: HashMap<i64, (TextVersion, SafeText)>,
    old: HashMap<(i64, String), Option<SafeText>>,
}

impl Texts {
    /// Unfolds the texts of a mark, unless they are at hand.
    fn read(
        &mut self,
        library: &Library,
        old: &(i64, String),
        note: &PlacedAnnotation,
    ) -> Result<(), LibraryError> {
        if let Entry::Vacant(place) = self.present.entry(old.0) {
            place.insert(library.text(&note.annotation.article)?);
        }
        if let Entry::Vacant(place) = self.old.entry(old.clone()) {
            place.insert(text(&library.connection, old.0, &old.1)?);
        }
        Ok(())
    }
}
