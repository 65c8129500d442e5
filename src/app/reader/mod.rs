//! The reader: one opened article, a cursor that is a byte offset of its text, and a selection.
//!
//! Questions to the text are pure (`motion`, `find`); moving, selecting and following links is in `act`. What is
//! read beside the text belongs here as well: its versions ([`diff`]) and how it came ([`page`]). What is marked in it
//! is a matter of [`marks`](super::marks).

mod act;
pub(super) mod beside;
pub mod details;
pub mod diff;
pub mod find;
mod finding;
pub mod hints;
pub mod jumps;
pub(super) mod motion;
pub mod page;
pub mod picking;
mod rows;

use crate::app::effect::Generation;
use crate::app::event::Tint;

use crate::app::pending::Pending;
use crate::app::save::store_in;
use crate::model::{
    AnnotationId, ArticleId, Change, OpenedArticle, PlacedAnnotation, SafeText, Span,
};
use crate::text::layout::{Folding, Layout};
use beside::Beside;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// State of the reader pane.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    /// The article that is wanted here; its content may still be on the way.
    pub wanted: Option<ArticleId>,
    /// The number of the version that is wanted when it is not the present one.
    pub older: Option<u32>,
    /// Whether everything is wanted that others say about it, however much that is.
    pub(super) whole: bool,
    /// The articles beside it.
    pub(super) beside: Beside,
    /// The newest article that arrived; [`Reader::article`] is it only while it is the wanted one.
    pub opened: Option<Arc<OpenedArticle>>,
    /// Its marks as they are shown: stored ones with the pending changes over them, in order of the text.
    pub marks: Vec<Mark>,
    /// The judgements of its facts in the same way: they are no marks, and the text does not show them.
    pub judgements: Vec<Mark>,
    /// Its rows at the width of the text column.
    pub layout: Layout,
    /// Which folded groups are open.
    pub folding: Folding,
    /// Whether the person opened it; else it is a preview of what the list's cursor is on.
    pub entered: bool,
    /// The number of the newest request.
    pub generation: Generation,
    /// The newest request that was answered.
    pub(super) answered: Generation,
    /// The cursor: a byte offset of the text.
    pub cursor: usize,
    /// The first display row on the screen.
    pub top: usize,
    /// The selection's other end and its unit.
    pub selection: Option<Selection>,
    /// Where a selection began to grow: what it shrinks to again.
    pub(super) origin: Option<usize>,
    /// Words the panel or a jump points at: shown lit.
    pub lit: Option<Span>,
    /// What was searched in the text, and where it was found.
    pub found: Found,
    /// Colours of code blocks by block index.
    pub tints: BTreeMap<usize, Vec<(Span, Tint)>>,
    /// The mark that was made or visited last, while the cursor has not moved on: the next command is for it.
    pub latest: Option<AnnotationId>,
    /// Where to go once the wanted article is here.
    pub(super) goto: Option<Span>,
    /// The column that going up and down keeps to.
    pub(super) column: Option<usize>,
    /// Code blocks whose colours were asked for.
    pub(super) asked: BTreeSet<usize>,
    /// Where each article of this run was left: the hash of its text, and a byte offset of it.
    pub(super) places: BTreeMap<ArticleId, (String, usize)>,
    /// Where the cursor was when it was last looked whether it moved.
    pub(super) noted: usize,
    /// Whether the cursor stands where reading goes on: with what comes before it on the screen.
    pub(super) resumed: bool,
    /// Whether the rows must be made again.
    pub(super) stale: bool,
}

/// A mark with whether it is on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The mark and its place.
    pub note: PlacedAnnotation,
    /// Whether a change of it is not yet on the disk (`●`).
    pub unsaved: bool,
}

/// A selection in progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// The end that stays while the cursor moves.
    pub anchor: usize,
    /// Whether whole sentences are selected.
    pub sentences: bool,
}

/// Words searched in the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// As typed.
    pub words: String,
    /// Every place, in order; while a long text is being searched, those near the cursor.
    pub spans: Vec<Span>,
    /// The search of a long text, while it goes on.
    pub searching: Option<Searching>,
    /// Whether the words are still to be found in the text that came.
    pub(super) stale: bool,
}

/// How far the search of a long text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Searching {
    /// So many percent of the text are searched.
    pub percent: usize,
    pub(super) generation: Generation,
    /// Where to look for the first place, as long as none was found near it.
    pub(super) from: Option<usize>,
}

/// Where reading begins: the first block that is not folded away.
fn first_words(opened: &OpenedArticle) -> usize {
    let mut blocks = opened.article.blocks.iter();
    blocks
        .find(|block| !block.kind.is_furniture())
        .map_or(0, |block| block.span.start)
}

impl Reader {
    /// The article that is shown, once it is here.
    pub fn article(&self) -> Option<&Arc<OpenedArticle>> {
        self.opened
            .as_ref()
            .filter(|opened| Some(&opened.row.id) == self.wanted.as_ref())
    }

    /// Whether the article that is wanted is on its way.
    pub(in crate::app) fn is_coming(&self) -> bool {
        self.wanted.is_some() && self.article().is_none() && !self.is_answered()
    }

    /// Whether what was asked for is here, or will not come.
    pub(in crate::app) const fn is_answered(&self) -> bool {
        self.answered == self.generation
    }

    /// The selected words.
    pub fn selected(&self) -> Option<Span> {
        let selection = self.selection?;
        let opened = self.article()?;
        let text = &opened.article.text;
        let (from, to) = (
            selection.anchor.min(self.cursor),
            selection.anchor.max(self.cursor),
        );
        let span = Span::new(from, motion::cluster_end(text, to));
        if !selection.sentences {
            return Some(span);
        }
        let first = motion::sentence(opened, from).unwrap_or(span);
        let last = motion::sentence(opened, to).unwrap_or(span);
        Some(Span::new(first.start.min(from), last.end.max(span.end)).trimmed(text))
    }

    /// The innermost mark that holds the cursor.
    pub fn mark_here(&self) -> Option<&Mark> {
        let latest = self.latest.as_ref();
        self.marks
            .iter()
            .find(|mark| Some(&mark.note.annotation.id) == latest)
            .or_else(|| {
                let here = |mark: &&Mark| {
                    mark.note
                        .span
                        .is_some_and(|span| span.contains(self.cursor))
                };
                self.marks
                    .iter()
                    .filter(here)
                    .min_by_key(|mark| mark.note.span.map_or(0, Span::len))
            })
    }

    /// Moves the cursor. What pointed at the old place ends.
    pub(super) fn go(&mut self, offset: usize) {
        self.cursor = offset;
        (self.column, self.latest, self.lit) = (None, None, None);
    }

    /// Selects a span: its ends become anchor and cursor.
    pub(super) fn select(&mut self, span: Span) {
        let Some(opened) = self.article().cloned() else {
            return;
        };
        let words = span.of(&opened.article.text);
        self.go(span.start + motion::last_cluster(words));
        self.selection = Some(Selection {
            anchor: span.start,
            sentences: false,
        });
    }

    /// Takes an article that was read.
    pub(super) fn show(&mut self, opened: Arc<OpenedArticle>) {
        // An answer says itself which version it is: the newest one asked for as a number is the present one.
        self.older = opened.older;
        let same = self
            .opened
            .as_ref()
            .is_some_and(|old| old.row.id == opened.row.id);
        let text_changed = self
            .opened
            .as_ref()
            .is_none_or(|old| old.version != opened.version);
        if !same {
            if let Some(old) = &self.opened {
                let place = (old.version.hash.clone(), self.cursor);
                self.places.insert(old.row.id.clone(), place);
            }
            self.folding = Folding::default();
            let place = self.place_in(&opened);
            self.cursor = place.unwrap_or_else(|| first_words(&opened));
            self.resumed = place.is_some();
            self.top = 0;
            self.selection = None;
            (self.lit, self.latest, self.column) = (None, None, None);
        }
        if same && text_changed && opened.older.is_none() {
            self.cursor = opened.stopped.unwrap_or(self.cursor);
        }
        if !same || text_changed {
            self.cursor = Span::new(self.cursor, self.cursor)
                .clipped(&opened.article.text)
                .start;
            self.selection = None;
            self.tints.clear();
            self.asked.clear();
            self.stale = true;
            self.found = Found {
                words: std::mem::take(&mut self.found.words),
                stale: true,
                ..Found::default()
            };
        }
        // The facts came as these judge them.
        self.judgements = opened
            .notes
            .iter()
            .filter(|note| !note.annotation.motivation.is_note())
            .map(|note| Mark {
                note: note.clone(),
                unsaved: false,
            })
            .collect();
        self.noted = self.cursor;
        let goto = self.goto.take();
        let goto = goto.map(|span| span.clipped(&opened.article.text));
        let old = self.opened.replace(opened);
        if let Some(old) = old.filter(|_| !same) {
            self.beside.keep(old);
        }
        if let Some(span) = goto {
            self.point_at(span);
        }
    }

    /// Where an article was left in this run, else in an earlier one.
    fn place_in(&self, opened: &OpenedArticle) -> Option<usize> {
        let here = self.places.get(&opened.row.id);
        let here = here.filter(|(hash, _)| *hash == opened.version.hash);
        here.map(|(_, at)| *at).or(opened.stopped)
    }

    /// Shows nothing, and remembers where the article was left.
    pub(super) fn close(&mut self) {
        let Some(old) = self.opened.take() else {
            self.wanted = None;
            return;
        };
        let mut places = std::mem::take(&mut self.places);
        places.insert(old.row.id.clone(), (old.version.hash.clone(), self.cursor));
        // An answer that is still on the way is of an older request.
        *self = Self {
            places,
            stale: true,
            found: Found {
                words: std::mem::take(&mut self.found.words),
                ..Found::default()
            },
            ..Self::default()
        };
    }

    /// Goes to some words and lights them; what is folded over them opens.
    pub(super) fn point_at(&mut self, span: Span) {
        self.go(span.start);
        self.lit = Some(span);
        self.unfold(span.start);
    }

    /// Goes to a place that was left, as near as the text has it.
    pub(super) fn return_to(&mut self, offset: usize) {
        let Some(opened) = &self.opened else { return };
        let place = Span::new(offset, offset).clipped(&opened.article.text);
        self.go(place.start);
        self.unfold(place.start);
    }

    /// Opens the folded group that holds a place.
    pub(super) fn unfold(&mut self, offset: usize) {
        // The rows at hand may be those of another text: the blocks say where the groups are.
        let Some(opened) = &self.opened else { return };
        let blocks = &opened.article.blocks;
        let at = blocks.partition_point(|block| block.extent.start <= offset);
        let Some(block) = at.checked_sub(1).and_then(|at| blocks.get(at)) else {
            return;
        };
        let article = &opened.article;
        if article.is_folded(block) {
            let before = blocks.iter().take(at).rev();
            let run = before
                .take_while(|other| other.kind == block.kind && article.is_folded(other))
                .count();
            self.folding.open(at - run);
            self.stale = true;
        }
    }

    /// Puts a stored change into the opened article.
    pub(super) fn stored(&mut self, change: &Change) {
        if let Some(opened) = &mut self.opened {
            let opened = Arc::make_mut(opened);
            let (article, title) = (opened.row.id.clone(), opened.row.title.clone());
            store_in(change, &article, &title, &mut opened.notes);
            crate::app::pending::over_row(&change.action, &mut opened.row);
        }
    }

    /// Makes the marks that are shown, and judges the facts by the judgements among them.
    /// Of the notes only those of one person, if one is named.
    pub(super) fn show_marks(&mut self, pending: &Pending, only: Option<&SafeText>) {
        let Some(opened) = &mut self.opened else {
            return;
        };
        let marks = pending.over_notes(&opened.row.id, &opened.row.title, &opened.notes);
        let (marks, judgements): (Vec<Mark>, Vec<Mark>) = marks
            .into_iter()
            .map(|(note, unsaved)| Mark { note, unsaved })
            .partition(|mark| mark.note.annotation.motivation.is_note());
        let is_shown =
            |mark: &Mark| only.is_none_or(|only| mark.note.annotation.annotator == *only);
        let marks = marks.into_iter().filter(is_shown).collect();
        let judgements: Vec<Mark> = judgements.into_iter().filter(is_shown).collect();
        let notes = |marks: &[Mark]| -> Vec<PlacedAnnotation> {
            marks.iter().map(|mark| mark.note.clone()).collect()
        };
        let now = notes(&judgements);
        if now != notes(&self.judgements) {
            let opened = Arc::make_mut(opened);
            opened.facts.judge(&now, &opened.rejections);
        }
        (self.marks, self.judgements) = (marks, judgements);
    }
}
