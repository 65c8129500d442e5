//! What happens to the program: keys, the mouse, the clock's answers, and reports of the driver.

use super::effect::{Generation, Needle};
use super::keys::command::Command;
use super::keys::key::Key;
use crate::model::change::{HistoryEntry, Undone};
use crate::model::link::ChainRow;
use crate::model::query::Reason;
use crate::model::window::{Census, Window};
use crate::model::{
    Annotation, ArticleId, ArticleRow, Bookmarks, Cases, Change, ChangeId, Difference, Excerpt,
    LabelScheme, LedgerRow, Names, OriginalText, Page, PlacedAnnotation, Relation, ReviewItem,
    RuleEffect, SafeText, SearchCount, SourceRow, Span, Triage, Valued,
};
use jiff::Timestamp;
use std::sync::Arc;

pub use crate::model::{
    Draft, ExportReport, FeedOffer, FetchProgress, ImportProgress, OpenedArticle,
};

/// One thing that happened. Answers carry the generation of the request; stale ones are dropped.
#[derive(Debug, Clone)]
pub enum Event {
    /// All that was asked for together.
    Together(Vec<Self>),
    /// A key was pressed.
    Key(Key),
    /// A command was named, with a count and what follows it; in linear mode.
    Command(Command, Option<usize>, String),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal has this many columns and rows.
    Resize(u16, u16),
    /// The terminal window came back to the front.
    Focus,
    /// A deadline that was asked for by [`super::effect::Effect::Wake`] is reached.
    Deadline(Deadline),
    /// A window of the article list.
    ListLoaded(Generation, Box<Window>),
    /// The list of this window, counted.
    ListCounted(Generation, Census),
    /// Where these words stand in the texts of articles; `None` where they stand only in names or notes.
    SnippetsLoaded(Vec<Needle>, Vec<(ArticleId, Option<Excerpt>)>),
    /// The nearest unread article of the list, if there is one in that direction.
    UnreadFound(Generation, Option<ArticleId>),
    /// Which conditions hold, in the order in which they were asked.
    Explained(Generation, Vec<Reason>),
    /// The next cards of a triage; the total counts them all.
    CardsLoaded(Generation, Page<ArticleRow>),
    /// The triage that was left, if there is one.
    TriageLoaded(Option<Triage>),
    /// Where the person was: letters and jump list.
    BookmarksLoaded(Box<Bookmarks>),
    /// The nearest article of the list that is to be labelled, if there is one in that direction.
    UnlabelledFound(Generation, Option<ArticleId>),
    /// An article with everything shown beside it, or why it cannot be shown.
    ArticleLoaded(Generation, Result<Arc<OpenedArticle>, String>),
    /// So many percent of a long text are searched.
    Searching(Generation, usize),
    /// Every place of the words in it, in order.
    WordsFound(Generation, Vec<Span>),
    /// Two versions of an article compared, or why not.
    VersionsCompared(Generation, Result<Arc<Difference>, String>),
    /// What an article was read from, or why it cannot be shown.
    OriginalLoaded(Generation, Result<Arc<OriginalText>, String>),
    /// All marks of an article again, after a change.
    NotesOfArticle(ArticleId, Vec<PlacedAnnotation>),
    /// A window of the notes of the whole library.
    NotesLoaded(Generation, Page<PlacedAnnotation>),
    /// A window of the marks to be looked at.
    ReviewLoaded(Generation, Page<ReviewItem>),
    /// A window of the cases of adjudication.
    CasesLoaded(Generation, Box<Cases>),
    /// So many cases on which all agree are in the gold layer now; or why not.
    AgreedAccepted(Result<usize, String>),
    /// How many marks of the library wait to be looked at.
    ReviewCounted(usize),
    /// A window of the ledger.
    LedgerLoaded(Generation, Page<LedgerRow>),
    /// A window of the disagreements.
    DisagreementsLoaded(Generation, Page<Relation>),
    /// Marks that fit what is typed.
    MarksFound(Generation, Vec<PlacedAnnotation>),
    /// A pair, and the marks of this person on the words of its two sides.
    MarksOn(Box<Relation>, Box<[Option<Annotation>; 2]>),
    /// All that a mark is linked to.
    ChainLoaded(Generation, Vec<ChainRow>),
    /// What became of a mark.
    HistoryLoaded(Vec<HistoryEntry>),
    /// The sources of the library.
    SourcesLoaded(Generation, Vec<SourceRow>),
    /// The label scheme was changed.
    SchemeLoaded(Box<LabelScheme>),
    /// All tags in use, for completion, most used first.
    TagsLoaded(Vec<SafeText>),
    /// Names of sources, folders and kept searches.
    NamesLoaded(Names),
    /// The values that this has, for completion, most used first.
    ValuesLoaded(Valued, Vec<SafeText>),
    /// How many articles fit queries, by what was typed.
    SearchesCounted(Generation, Vec<(SafeText, SearchCount)>),
    /// A change is on the disk, and so many articles are otherwise now.
    Saved(ChangeId, usize),
    /// A change could not be stored; it stays pending and is tried again.
    SaveFailed(Box<Change>, String),
    /// What the rules did with articles that came in.
    Ruled(Vec<RuleEffect>),
    /// So many articles that the settings do not keep are gone for good.
    LetGo(usize),
    /// So many snoozed articles came back, and this is when the next one will; where nobody asked that any should come,
    /// its time may be over.
    Roused(usize, Option<Timestamp>),
    /// An undo or redo is on the disk, or there was nothing to do.
    Undone(Result<Option<Undone>, String>),
    /// As [`Event::Undone`], for redo.
    Redone(Result<Option<Undone>, String>),
    /// The drafts of notes that were being typed when the program last stopped.
    DraftsLoaded(Vec<Draft>),
    /// How far an import is.
    ImportProgress(ImportProgress),
    /// How far a fetch is.
    FetchProgress(FetchProgress),
    /// A feed was subscribed to: its name and how many articles came with it; or why not.
    Subscribed(Result<(SafeText, usize), String>),
    /// The page at this address names several feeds: one is to be chosen.
    FeedsOffered(String, Vec<FeedOffer>),
    /// The library was changed, by an import or by another program: reload what is shown.
    LibraryChanged,
    /// Colours for a code block, as (span of the article's text, colour role) in order.
    Highlighted(ArticleId, usize, Vec<(Span, Tint)>),
    /// Where these words stand in an article.
    Lit(ArticleId, Vec<Needle>, Vec<Span>),
    /// An export ended: files written, files unchanged, and where.
    Exported(Result<ExportReport, String>),
    /// A source was removed: articles removed, articles kept because they carry notes.
    SourceRemoved(Result<(usize, usize), String>),
    /// Text reached the clipboard, by this way ("OSC 52" or the configured command).
    Copied(Result<String, String>),
    /// Themes that can be chosen, in order.
    ThemesLoaded(Vec<SafeText>),
    /// Something went wrong that the person should know: one line.
    Failed(String),
}

/// A colour given by the syntax highlighter: red, green, blue, and bold or italic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tint {
    /// Red, green, blue.
    pub rgb: (u8, u8, u8),
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

/// What a deadline is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deadline {
    /// The opened article has been on screen long enough to count as read.
    Read,
    /// No key for a while in the note editor: write the draft down.
    Draft,
    /// Waiting keys: show their hints.
    KeyHints,
    /// The person has not moved for a while: remember where they are.
    Bookmarks,
    /// A snoozed article comes back.
    Snooze,
    /// The person rests at what was found: all of it is to be read.
    Whole,
    /// Try failed changes again.
    Retry,
    /// The next feed is due.
    Fetch,
    /// The library is to be looked after.
    Upkeep,
}

/// A mouse event at a column and a row, both from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub kind: MouseKind,
    /// Column.
    pub column: u16,
    /// Row.
    pub row: u16,
    /// When, for double clicks.
    pub at: Timestamp,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum MouseKind {
    Press,
    Drag,
    Release,
    WheelUp,
    WheelDown,
}
