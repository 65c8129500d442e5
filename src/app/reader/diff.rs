//! What changed between two versions of an article: a view of its own, from which one goes to the places in the text.
//!
//! It begins with the version that the person read last against the present one. `h` and `l` take an older or newer
//! version for the left side of the comparison; the right side stays.

pub mod rows;

use crate::app::cursor::{moved, scrolled};
use crate::app::effect::{Effect, Generation};
use crate::app::keys::command::Command;
use crate::app::layer::Layer;
use crate::app::{App, Focus};
use crate::model::{ArticleId, Difference, Span};
use crate::text::passages::{Passage, passages};
use rows::{Fold, Row, rows};
use std::collections::BTreeSet;
use std::sync::Arc;

/// State of the view.
#[derive(Debug, Clone, Default)]
pub struct Diff {
    /// The article.
    pub article: ArticleId,
    /// The comparison, once it is here.
    pub difference: Option<Arc<Difference>>,
    /// Its rows at the width of the screen.
    pub rows: Vec<Row>,
    /// The row under the cursor.
    pub cursor: usize,
    /// The first row on the screen.
    pub top: usize,
    /// The number of the newest request.
    pub(in crate::app) generation: Generation,
    passages: Vec<Passage>,
    open: BTreeSet<Fold>,
    /// What was just opened or closed: the cursor stays on it.
    toggled: Option<Fold>,
    /// The width that the rows are made for.
    width: usize,
    stale: bool,
}

impl Diff {
    /// How many changes begin at or above the cursor, and how many there are.
    pub fn place(&self) -> (usize, usize) {
        let begun = |rows: &[Row]| rows.iter().filter(|row| row.change).count();
        let here = self.rows.get(..=self.cursor).unwrap_or_default();
        (begun(here), begun(&self.rows))
    }

    /// The row that a change begins in, after or before the cursor's.
    fn change(&self, forward: bool) -> Option<usize> {
        let begins = |row: &usize| self.rows.get(*row).is_some_and(|row| row.change);
        if forward {
            (self.cursor + 1..self.rows.len()).find(begins)
        } else {
            (0..self.cursor).rev().find(begins)
        }
    }
}

impl App {
    /// Opens the view: `argument` may name the older version, and after it the newer one.
    pub(in crate::app) fn open_diff(&mut self, argument: &str) {
        let mut numbers = argument.split_whitespace().map(str::parse::<u32>);
        let (Ok(from), Ok(to)) = (numbers.next().transpose(), numbers.next().transpose()) else {
            return self.fail("diff takes the numbers of two versions, the older one first");
        };
        let wanted = match self.focus {
            Focus::List => self.list.current().cloned(),
            _ => self.reader.wanted.clone(),
        };
        let Some(article) = wanted else {
            return self.say("No article here");
        };
        // From an older version that is being read: what it says against the present text.
        let from = from.or_else(|| self.reader.article().filter(|o| o.row.id == article)?.older);
        self.layers.push(Layer::Diff(Box::new(Diff {
            article,
            ..Diff::default()
        })));
        self.compare_versions(from, to);
    }

    fn compare_versions(&mut self, from: Option<u32>, to: Option<u32>) {
        let generation = self.next_request();
        if let Some(Layer::Diff(diff)) = self.layers.last_mut() {
            diff.generation = generation;
            let article = diff.article.clone();
            self.wish(Effect::CompareVersions(generation, article, from, to));
        }
    }

    /// The comparison arrived, or there is none.
    pub(in crate::app) fn versions_compared(
        &mut self,
        generation: Generation,
        found: Result<Arc<Difference>, String>,
    ) {
        let is_it =
            |layer: &Layer| matches!(layer, Layer::Diff(diff) if diff.generation == generation);
        let Some(at) = self.layers.iter().position(is_it) else {
            return;
        };
        match (found, self.layers.get_mut(at)) {
            (Ok(difference), Some(Layer::Diff(diff))) => {
                diff.passages = passages(&difference.old, &difference.new, &difference.pieces);
                diff.difference = Some(difference);
                // The first row is a heading; the change below it is what one came for.
                (diff.cursor, diff.top, diff.stale) = (1, 0, true);
                diff.open.clear();
            }
            (Err(reason), _) => {
                self.layers.remove(at);
                self.say(capital(&reason));
            }
            _ => {}
        }
    }

    /// After every event: rows for the width, the screen around the cursor.
    pub(in crate::app) fn settle_diff(&mut self) {
        let (width, page) = self.diff_page();
        for layer in &mut self.layers {
            let Layer::Diff(diff) = layer else { continue };
            let Some(difference) = &diff.difference else {
                continue;
            };
            if diff.stale || diff.width != width {
                diff.rows = rows(difference, &diff.passages, &diff.open, width);
                (diff.width, diff.stale) = (width, false);
                if let Some(fold) = diff.toggled.take() {
                    let here = diff.rows.iter().position(|row| row.fold == Some(fold));
                    diff.cursor = here.unwrap_or(diff.cursor);
                }
            }
            diff.cursor = diff.cursor.min(diff.rows.len().saturating_sub(1));
            diff.top = scrolled(diff.top, diff.cursor, diff.cursor, page);
        }
    }

    /// Columns for words and rows on the screen.
    fn diff_page(&self) -> (usize, usize) {
        let body = self.geometry().main.body;
        // Signs stand left of the words; the first row names the versions, the second is free.
        let width = body
            .width
            .saturating_sub(5)
            .clamp(1, self.settings.column.max(1));
        (
            usize::from(width),
            usize::from(body.height.saturating_sub(2).max(1)),
        )
    }

    /// Commands of the view.
    pub(in crate::app) fn run_in_diff(
        &mut self,
        command: Command,
        argument: &str,
        count: Option<usize>,
    ) -> bool {
        let (_, page) = self.diff_page();
        let Some(Layer::Diff(diff)) = self.layers.last_mut() else {
            return false;
        };
        if let Some(to) = moved(command, count, diff.cursor, diff.rows.len(), page) {
            diff.cursor = to;
            return true;
        }
        match command {
            Command::NextChange | Command::PreviousChange => {
                let forward = command == Command::NextChange;
                match diff.change(forward) {
                    Some(row) => diff.cursor = row,
                    None if forward => self.say("This is the last change"),
                    None => self.say("This is the first change"),
                }
            }
            Command::OlderVersion | Command::NewerVersion => {
                self.step_version(command == Command::NewerVersion);
            }
            Command::Fold => self.fold_difference(),
            Command::OpenChange => self.open_change(),
            Command::Version => {
                let oldest = diff.difference.as_ref().map(|difference| difference.from);
                let wanted = argument
                    .parse()
                    .ok()
                    .or(count.and_then(|n| n.try_into().ok()));
                let article = diff.article.clone();
                if let Some(number) = wanted.or(oldest) {
                    self.layers.pop();
                    self.open_revision(article, number, None);
                }
            }
            _ => return false,
        }
        true
    }

    /// Takes an older or newer version for the left side.
    fn step_version(&mut self, newer: bool) {
        let Some(Layer::Diff(diff)) = self.layers.last() else {
            return;
        };
        let Some(difference) = diff.difference.clone() else {
            return;
        };
        let (from, to) = (difference.from, difference.to);
        let next = if newer {
            from + 1
        } else {
            from.saturating_sub(1)
        };
        if next >= to {
            self.say("The version on the right is the next one already");
        } else if !difference.revisions.iter().any(|one| one.number == next) {
            self.say("This is the first version that is known");
        } else {
            self.compare_versions(Some(next), Some(to));
        }
    }

    fn fold_difference(&mut self) {
        let Some(Layer::Diff(diff)) = self.layers.last_mut() else {
            return;
        };
        let here = diff.rows.get(diff.cursor).and_then(|row| row.fold);
        match here {
            Some(fold) => {
                if !diff.open.remove(&fold) {
                    diff.open.insert(fold);
                }
                (diff.toggled, diff.stale) = (Some(fold), true);
            }
            None => self.say("Nothing is folded here"),
        }
    }

    /// `Enter`: opens a fold, else goes to the place in the article.
    fn open_change(&mut self) {
        let Some(Layer::Diff(diff)) = self.layers.last() else {
            return;
        };
        let row = diff.rows.get(diff.cursor).cloned();
        let (article, difference) = (diff.article.clone(), diff.difference.clone());
        match (row, difference) {
            (
                Some(Row {
                    place: Some(span), ..
                }),
                Some(difference),
            ) => {
                self.layers.pop();
                let present = difference
                    .revisions
                    .last()
                    .is_some_and(|one| one.number == difference.to);
                if present {
                    self.read_present();
                    self.open_at(article, Some(span));
                } else {
                    self.open_revision(article, difference.to, Some(span));
                }
            }
            (Some(Row { fold: Some(_), .. }), _) => self.fold_difference(),
            _ => self.say("This row has no place in the article"),
        }
    }

    /// Opens one version of an article in the reader, at some words.
    pub(super) fn open_revision(&mut self, article: ArticleId, number: u32, span: Option<Span>) {
        self.leave_place();
        self.reader.wanted = Some(article);
        self.reader.older = Some(number);
        self.reader.goto = span;
        self.load_article();
        self.focus = Focus::Reader;
        self.reader.entered = true;
    }

    /// Leaves an older version for the present text; whether one was open.
    pub(in crate::app) fn read_present(&mut self) -> bool {
        let was_older = self.reader.older.take().is_some();
        if was_older {
            self.load_article();
        }
        was_older
    }

    /// Shows an older version in the reader, or the present one again.
    pub(in crate::app) fn read_version(&mut self, argument: &str, count: Option<usize>) {
        let Some(opened) = self.reader.article().cloned() else {
            return self.say("No article here");
        };
        let asked = if argument.is_empty() {
            Ok(count.and_then(|n| u32::try_from(n).ok()))
        } else {
            argument.parse().map(Some)
        };
        let Ok(asked) = asked else {
            return self.fail(format!("`{argument}` is no number of a version"));
        };
        let newest = opened.revisions.last().map_or(0, |newest| newest.number);
        if asked.is_none() && opened.older.is_some() || asked == Some(newest) {
            if !self.read_present() {
                self.say("This is the present version");
            }
            return;
        }
        let before = crate::model::revision::seen_before(&opened.revisions, newest);
        match asked.or(before) {
            None => self.say("Only one version of this article is known"),
            Some(number) if opened.revisions.iter().any(|one| one.number == number) => {
                self.open_revision(opened.row.id.clone(), number, None);
            }
            Some(number) => self.fail(format!("There is no version {number}, only 1 to {newest}")),
        }
    }
}

/// A sentence from one that began in lower case.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
