//! Everything a person does to the library, as data: the change log's entries.
//!
//! A change is made by the client (with its id, time and author), applied and logged with its
//! inverse in one transaction by `library`, and is the only way user data is written.

use super::annotation::{Annotation, Body, Target};
use super::folder::Folder;
use super::id::{AnnotationId, ArticleId, ChangeId, GroupId, InstanceId, LinkId, SourceId};
use super::link::Link;
use super::safe_text::SafeText;
use super::snooze::Snooze;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One entry of the change log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Its name; applying the same id twice changes nothing.
    pub id: ChangeId,
    /// The undo group: all changes of a group are taken back together.
    pub group: GroupId,
    /// The run of the program that made it.
    pub instance: InstanceId,
    /// Who made it.
    pub annotator: SafeText,
    /// When.
    pub at: Timestamp,
    /// Whether a person did it (and may undo it) or the program on its own.
    pub origin: Origin,
    /// What is to be done.
    pub action: Action,
}

/// Who caused a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A person: on the undo stack.
    User,
    /// The program (read after two seconds, re-anchoring): never on it.
    Automatic,
}

/// What a change does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// A new annotation; one that is there already becomes as given.
    Annotate(Box<Annotation>),
    /// Another body for an annotation.
    EditBody {
        /// Which.
        annotation: AnnotationId,
        /// The new body, whole.
        body: Body,
    },
    /// Another place for an annotation.
    EditTarget {
        /// Which.
        annotation: AnnotationId,
        /// The new place.
        target: Option<Target>,
    },
    /// Take an annotation away.
    DeleteAnnotation {
        /// Which.
        annotation: AnnotationId,
    },
    /// A new link between two annotations; one that is there already becomes as given.
    Link(Box<Link>),
    /// Take a link away.
    Unlink {
        /// Which.
        link: LinkId,
    },
    /// Set the reading state of articles; a missing field stays as it is.
    SetState {
        /// Which.
        articles: Vec<ArticleId>,
        /// The new state.
        state: StateChange,
    },
    /// The person had this version of an article on the screen. Never on the undo stack.
    See {
        /// Which.
        article: ArticleId,
        /// The number of its [`Revision`](super::Revision).
        revision: u32,
    },
    /// Say how far a person is with labelling an article. To have seen it never takes a decision back.
    SetLabelling {
        /// Which.
        article: ArticleId,
        /// Who.
        annotator: SafeText,
        /// How far; `None`: nothing is said.
        state: Option<LabellingState>,
    },
    /// Give and take tags of articles.
    Tag {
        /// Which.
        articles: Vec<ArticleId>,
        /// Tags to add.
        add: Vec<SafeText>,
        /// Tags to take away.
        remove: Vec<SafeText>,
    },
    /// Say of articles that they are no copies (or may be again): they have rows of their own.
    Separate {
        /// Which.
        articles: Vec<ArticleId>,
        /// Whether they are apart.
        separate: bool,
    },
    /// Keep articles out of the list in the name of a rule, or (`None`) show them again.
    Hide {
        /// Which.
        articles: Vec<ArticleId>,
        /// The rule's name.
        rule: Option<SafeText>,
    },
    /// Hide a source and its articles (tombstones); annotated, starred and tagged articles stay.
    RemoveSource {
        /// Which.
        source: SourceId,
    },
    /// Hide articles (tombstones).
    RemoveArticles {
        /// Which.
        articles: Vec<ArticleId>,
    },
    /// Show a hidden source again; its articles have a change of their own.
    RestoreSource {
        /// Which.
        source: SourceId,
    },
    /// Show hidden articles again.
    RestoreArticles {
        /// Which.
        articles: Vec<ArticleId>,
    },
    /// Follow a feed. One that is known stays as it is; one that was removed comes back with its articles.
    Subscribe {
        /// The id it gets if it is new.
        source: SourceId,
        /// The feed's address.
        address: SafeText,
        /// What it calls itself.
        title: SafeText,
        /// The address of the site it is about.
        page: Option<SafeText>,
        /// Where it lies.
        folder: Folder,
        /// Tags that all its articles have.
        tags: Vec<SafeText>,
    },
    /// Call a source by another name; `None`: as it calls itself.
    RenameSource {
        /// Which.
        source: SourceId,
        /// The name.
        name: Option<SafeText>,
    },
    /// Put sources into a folder.
    MoveSources {
        /// Which.
        sources: Vec<SourceId>,
        /// Where to.
        folder: Folder,
    },
    /// Call a folder otherwise, with all that lies below it; into one that is there, it merges.
    RenameFolder {
        /// Which.
        folder: Folder,
        /// Its new path.
        to: Folder,
    },
    /// Mute sources (they are not fetched by themselves and the list leaves their articles out), or hear them again.
    MuteSources {
        /// Which.
        sources: Vec<SourceId>,
        /// Mute.
        muted: bool,
    },
    /// Give and take tags of sources.
    TagSources {
        /// Which.
        sources: Vec<SourceId>,
        /// Tags to add.
        add: Vec<SafeText>,
        /// Tags to take away.
        remove: Vec<SafeText>,
    },
    /// Keep a search under a name, in place of the one that had it.
    SaveSearch {
        /// The name.
        name: SafeText,
        /// The query as typed.
        query: SafeText,
    },
    /// Give a kept search another name.
    RenameSearch {
        /// Its name.
        name: SafeText,
        /// The new one.
        to: SafeText,
    },
    /// Forget a kept search.
    DeleteSearch {
        /// Its name.
        name: SafeText,
    },
}

/// How far an annotator is with labelling an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LabellingState {
    /// It was on the screen to be labelled.
    Seen,
    /// It is not to be labelled.
    Skipped,
    /// All that is to be labelled is.
    Done,
}

impl LabellingState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Seen, Self::Skipped, Self::Done];

    /// The name in the library, such as `done`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Skipped => "skipped",
            Self::Done => "done",
        }
    }

    /// The state of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }
}

/// The parts of an article's state that a change sets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct StateChange {
    /// Read or unread.
    pub read: Option<bool>,
    /// Starred or not.
    pub starred: Option<bool>,
    /// Archived or not.
    pub archived: Option<bool>,
    /// Whether it rests, and how long.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snooze: Option<Snooze>,
}

/// What one `undo` or `redo` did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// The group that was taken back or done again.
    pub group: GroupId,
    /// How many changes it held.
    pub changes: usize,
    /// What it was, in words: "note on Meta's capex".
    pub what: SafeText,
    /// The articles it touched.
    pub articles: Vec<ArticleId>,
}

/// What became of an annotation at one time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub annotator: SafeText,
    /// What, in words: "verdict supported → disputed".
    pub what: SafeText,
}
