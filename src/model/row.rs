//! What lists show: rows of articles and sources. They are read by window, never all at once.

use super::article::Published;
use super::folder::Folder;
use super::id::{ArticleId, SourceId};
use super::safe_text::SafeText;
use super::snooze::Snooze;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// An article in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleRow {
    /// The article.
    pub id: ArticleId,
    /// Its title, or its first words.
    pub title: SafeText,
    /// The publication, else the source's name.
    pub source: SafeText,
    /// When it was published.
    pub published: Option<Published>,
    /// When it came into the library.
    pub added: Timestamp,
    /// Read.
    pub read: bool,
    /// Starred.
    pub starred: bool,
    /// Archived.
    pub archived: bool,
    /// Whether it rests, and how long.
    pub snooze: Snooze,
    /// The rule that keeps it out of the list.
    pub hidden_by: Option<SafeText>,
    /// The article's tags, sorted.
    pub tags: Vec<SafeText>,
    /// Number of key facts.
    pub facts: u32,
    /// Number of annotations.
    pub notes: u32,
    /// Number of its facts that another article disagrees with.
    pub disagreements: u32,
    /// Whether a newer text replaced the one first read.
    pub updated: bool,
    /// The other copies of it, the best first; none for a row that stands under another one.
    pub copies: Vec<ArticleId>,
    /// So many more times its very text came from elsewhere.
    pub same_text: u32,
    /// The better copy, if this is one.
    pub copy_of: Option<ArticleId>,
    /// The story that it tells with others.
    pub story: Option<StoryCount>,
    /// Why it stands under another row, if it does.
    pub under: Option<Under>,
}

impl ArticleRow {
    /// How many copies stand for this one or are folded under it.
    pub fn copy_count(&self) -> usize {
        self.copies.len() + self.same_text as usize
    }
}

/// A story as its row tells of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryCount {
    /// Its id: that of the article which founded it.
    pub id: ArticleId,
    /// How many articles tell it; 0 when they were not counted.
    pub articles: u32,
    /// In how many publications; 0 when they were not counted.
    pub sources: u32,
}

/// Why a row stands under another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Under {
    /// It is a copy.
    Copy,
    /// It is the same text, met once more at this place.
    SameText(SafeText),
    /// It tells the same story.
    Story,
}

/// How many articles stand apart from the unread ones, as a list counts them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Neither archived nor out of sight.
    pub listed: u64,
    /// Starred ones among them.
    pub starred: u64,
    /// Archived.
    pub archived: u64,
    /// Snoozed.
    pub snoozed: u64,
}

impl std::ops::AddAssign for Standing {
    fn add_assign(&mut self, other: Self) {
        self.listed += other.listed;
        self.starred += other.starred;
        self.archived += other.archived;
        self.snoozed += other.snoozed;
    }
}

/// A source in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRow {
    /// The source.
    pub id: SourceId,
    /// Its name: the one that a person gave it, else what it calls itself.
    pub name: SafeText,
    /// Where it comes from: a path or an address.
    pub location: SafeText,
    /// The address of the site that a feed is about.
    pub page: Option<SafeText>,
    /// The folder it lies in.
    pub folder: Folder,
    /// Its tags, which all its articles have; sorted.
    pub tags: Vec<SafeText>,
    /// Whether it is not fetched by itself, and its articles are left out of the list.
    pub muted: bool,
    /// Articles shown.
    pub articles: u64,
    /// Unread ones among them that are not archived.
    pub unread: u64,
    /// How its articles stand.
    pub standing: Standing,
    /// What it is: `folder`, `file`, `feed`, `stdin`, `web`.
    pub kind: SafeText,
    /// When a feed was last asked for.
    pub fetched: Option<Timestamp>,
    /// When that last went well.
    pub succeeded: Option<Timestamp>,
    /// What went wrong the last time.
    pub error: Option<SafeText>,
    /// A feed is not fetched by itself before this.
    pub due: Option<Timestamp>,
    /// The server said that the feed is gone for good.
    pub gone: bool,
}

/// A window of a longer list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// Index of the first row in the whole list.
    pub first: usize,
    /// The rows.
    pub rows: Vec<T>,
    /// How long the whole list is.
    pub total: usize,
    /// How many more things are folded under rows of the whole list, unfolded ones included.
    pub folded: usize,
    /// How many of them are unfolded, and so rows of the list.
    pub unfolded: usize,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self {
            first: 0,
            rows: Vec::new(),
            total: 0,
            folded: 0,
            unfolded: 0,
        }
    }
}
