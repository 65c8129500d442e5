//! What the state machine wants done: all input and output of the program, as data.

use super::event::{Deadline, Draft};
use crate::model::query::Filter;
use crate::model::review::Queue;
use crate::model::triage::Cards;
use crate::model::window::Wanted;
use crate::model::{
    AnnotationId, ArticleId, Bookmarks, CaseState, Change, Disagreements, Feeds, Ledger,
    OpenedArticle, Query, Relation, SafeText, Span, Triage, Valued,
};
use jiff::Timestamp;
use jiff::civil::Date;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

pub use crate::text::hits::Needle;

/// The number of a request; an answer with an older one is dropped.
pub type Generation = u64;

/// A run of rows of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Filter and order.
    pub query: Query,
    /// Index of the first row.
    pub first: usize,
    /// How many rows; all that follow when there are fewer.
    pub count: usize,
}

/// One wish. The driver performs it on a thread and answers with an event.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Read all of this and answer at once, so that the screen is drawn once.
    Together(Vec<Self>),
    /// Read a window of the list.
    LoadList(Generation, Box<Wanted>),
    /// Count a list and these groups of it, and find the index of this article in it.
    CountList(Generation, Box<Query>, Option<ArticleId>, Vec<SafeText>),
    /// Find in the texts of these articles the words of a filter, with what stands around them. An article comes with its
    /// title, which the list shows anyway.
    LoadSnippets(Vec<(ArticleId, SafeText)>, Vec<Needle>),
    /// Find out which of these conditions hold for an article.
    Explain(Generation, ArticleId, Vec<Filter>),
    /// Find the nearest unread article of the list after this one (or with `false`, before it).
    FindUnread(Generation, Query, ArticleId, bool),
    /// Read the next cards of a triage.
    LoadCards(Generation, Box<Cards>),
    /// Read what is kept of a triage that was left.
    LoadTriage,
    /// Keep it, or forget it.
    KeepTriage(Option<Triage>),
    /// Read the notes that were being typed when the program last stopped.
    LoadDrafts,
    /// Read where the person was: letters and jump list.
    LoadBookmarks,
    /// Remember where the person was.
    KeepBookmarks(Box<Bookmarks>),
    /// Find the nearest article of the list after this one (or with `false`, before it) that this annotator is not done
    /// with labelling.
    FindUnlabelled(Generation, Query, ArticleId, bool),
    /// Read an article with facts, notes and the first of its relations.
    OpenArticle(Generation, ArticleId),
    /// Read it with all its relations.
    OpenWhole(Generation, ArticleId),
    /// Read an article that will probably be wanted next; whatever is wanted now goes before it.
    ReadAhead(Generation, ArticleId),
    /// Read one of its older versions.
    OpenRevision(Generation, ArticleId, u32),
    /// Compare two versions of an article, by number: without the second the present one, without the first the one
    /// that the person saw last before it.
    CompareVersions(Generation, ArticleId, Option<u32>, Option<u32>),
    /// Read what a version of an article (without number the present one) was read from, around a byte of its text.
    LoadOriginal(Generation, ArticleId, Option<u32>, usize),
    /// Read the marks of an article again.
    LoadNotesOfArticle(ArticleId),
    /// Read a window of all notes whose article or own text fits the query.
    LoadNotes {
        /// For the answer.
        generation: Generation,
        /// Filter.
        query: Query,
        /// Index of the first wanted.
        first: usize,
        /// How many.
        count: usize,
    },
    /// Read a window of the marks that a person should look at after their text changed.
    LoadReview {
        /// For the answer.
        generation: Generation,
        /// Filter.
        query: Query,
        /// Which marks.
        queue: Queue,
        /// Index of the first wanted.
        first: usize,
        /// How many.
        count: usize,
    },
    /// Read a window of the cases of adjudication.
    LoadCases {
        /// For the answer.
        generation: Generation,
        /// Filter.
        query: Query,
        /// Which cases.
        wanted: CaseState,
        /// Index of the first wanted.
        first: usize,
        /// How many.
        count: usize,
        /// Whether all are counted, which nobody waits for.
        whole: bool,
    },
    /// Take everything on which all agree, in the articles of a query, into the gold layer.
    AcceptAgreed(Query),
    /// Count the marks that wait to be looked at.
    CountReview,
    /// Read a window of the ledger.
    LoadLedger {
        /// For the answer.
        generation: Generation,
        /// Filter and order.
        ledger: Ledger,
        /// Index of the first wanted.
        first: usize,
        /// How many.
        count: usize,
    },
    /// Read a window of the disagreements.
    LoadDisagreements {
        /// For the answer.
        generation: Generation,
        /// Filter.
        asked: Disagreements,
        /// Index of the first wanted.
        first: usize,
        /// How many.
        count: usize,
    },
    /// Read at most so many marks that fit what is typed.
    FindMarks(Generation, String, usize),
    /// Read the marks of this person on the words of a pair.
    FindMarksOn(Box<Relation>, SafeText),
    /// Read all that a mark is linked to.
    LoadChain(Generation, AnnotationId),
    /// Read what became of a mark.
    LoadHistory(AnnotationId),
    /// Read the sources.
    LoadSources(Generation),
    /// Read the tags in use.
    LoadTags,
    /// Read the names of sources, folders and kept searches.
    LoadNames,
    /// Read the values that this has in the library.
    LoadValues(Valued),
    /// Count what fits these queries on this day.
    CountSearches(Generation, Vec<SafeText>, Date),
    /// Store a change. Changes are stored in the order of these effects.
    Save(Box<Change>),
    /// Store a change for articles of which the list holds only a window: their ids are put into the change before it
    /// is stored.
    SaveForView(View, Box<Change>),
    /// Tell when the next snoozed article comes back.
    LoadSnoozed,
    /// Bring back the snoozed articles whose time has come by now.
    Rouse(Timestamp),
    /// Take back the newest group of this annotator.
    Undo,
    /// Do it again.
    Redo,
    /// Keep what is being typed; empty text drops the draft.
    KeepDraft(Draft),
    /// Colour a code block: article, index of the block, its language, its span.
    Highlight(Arc<OpenedArticle>, usize, String, Span),
    /// Find every place of some words in a long text; a newer request stops an older one.
    FindWords(Generation, Arc<OpenedArticle>, String),
    /// Stop looking for them.
    CancelFind,
    /// Find the words of a filter in an opened article.
    Light(Arc<OpenedArticle>, Vec<Needle>),
    /// Import files, folders or `-`.
    Import(Vec<PathBuf>),
    /// Stop the import after the article at hand.
    CancelImport,
    /// Fetch feeds.
    Fetch(Feeds),
    /// Find the feed at an address that the person typed, and subscribe to it.
    Subscribe(String),
    /// Stop fetching; what came is kept.
    CancelFetch,
    /// Export the notes of the articles of a query as Markdown into a folder; the configured one when `None`.
    Export(Query, Option<PathBuf>),
    /// Put text on the clipboard.
    Copy(String),
    /// Open an address with the configured opener (http and https only).
    OpenLink(String),
    /// Read the names of the themes.
    LoadThemes,
    /// Use this theme; with `false` only as a preview.
    SetTheme(String, bool),
    /// Look after the library while nobody waits for it: copy user data aside, make again what an older program made.
    LookAfter,
    /// Report this deadline after so long; a new one of the same kind replaces the old.
    Wake(Deadline, Duration),
    /// Stop the program with the terminal restored, and go on when it is continued (Ctrl-Z).
    Suspend,
    /// Draw the whole screen again.
    Redraw,
    /// Leave, after everything saved is on the disk.
    Quit,
}
