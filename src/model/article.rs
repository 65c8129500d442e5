//! An article: one canonical text and what is known about it.

use super::block::{Block, Inline, Section};
use super::health::Loss;
use super::safe_text::SafeText;
use super::source_map::SourceMap;
use super::span::Span;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What `ingest` makes from bytes. Everything in it is derived and can be made again from them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Title, author, dates, addresses.
    pub metadata: Metadata,
    /// The canonical text; every span counts in it.
    pub text: SafeText,
    /// The blocks in order; their extents partition `text`.
    pub blocks: Vec<Block>,
    /// Links, emphasis and code inside blocks, in order of their start.
    pub inlines: Vec<Inline>,
    /// The parts of the article.
    pub sections: Vec<Section>,
    /// What was repaired in the encoding.
    pub repairs: Vec<Repair>,
    /// Places that lost their structure before they came here.
    pub losses: Vec<Loss>,
    /// Where the text came from in the source bytes.
    pub source_map: SourceMap,
}

/// How the description of a picture without caption begins in the text; it ends with `]`.
pub const PICTURE: &str = "[image: ";

impl Article {
    /// Whether a block is folded on the screen: page furniture, but for what stands in the place of a picture.
    pub fn is_folded(&self, block: &Block) -> bool {
        let words = block.span.of(&self.text);
        block.kind.is_furniture() && !(words.starts_with(PICTURE) && words.ends_with(']'))
    }

    /// How many blocks from the one at `index` on are folded into one group with it; 0 when it is not folded.
    pub fn folded_run(&self, index: usize) -> usize {
        let blocks = self.blocks.get(index..).unwrap_or_default();
        let same = |block: &&Block| {
            self.is_folded(block) && blocks.first().is_some_and(|first| first.kind == block.kind)
        };
        blocks.iter().take_while(same).count()
    }
}

/// What a page says about itself. What is unknown stays `None`; nothing is guessed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The headline.
    pub title: Option<SafeText>,
    /// Who wrote it.
    pub byline: Option<SafeText>,
    /// The publication.
    pub site: Option<SafeText>,
    /// The publication that a repeating page names as its source.
    pub original_source: Option<SafeText>,
    /// First published.
    pub published: Option<Published>,
    /// Last changed.
    pub modified: Option<Published>,
    /// BCP 47 tag, such as `en`.
    pub language: Option<SafeText>,
    /// The encoding that was read, lower case.
    pub charset: Option<SafeText>,
    /// The canonical address.
    pub url: Option<SafeText>,
    /// The lead image's address; never fetched.
    pub image: Option<SafeText>,
    /// A short description or teaser.
    pub summary: Option<SafeText>,
    /// Tags or categories that the source gave.
    pub categories: Vec<SafeText>,
}

impl Metadata {
    /// What a page says about itself, under what a feed says about the page: the feed's title, author, dates and
    /// address win, what it does not say is the page's.
    #[must_use]
    pub fn told(self, feed: &Self) -> Self {
        let feed = feed.clone();
        Self {
            title: feed.title.or(self.title),
            byline: feed.byline.or(self.byline),
            site: feed.site.or(self.site),
            original_source: feed.original_source.or(self.original_source),
            published: feed.published.or(self.published),
            modified: feed.modified.or(self.modified),
            // A page knows its own language, and has the larger picture.
            language: self.language.or(feed.language),
            charset: self.charset,
            url: feed.url.or(self.url),
            image: self.image.or(feed.image),
            summary: self.summary.or(feed.summary),
            categories: if feed.categories.is_empty() {
                self.categories
            } else {
                feed.categories
            },
        }
    }
}

/// When something was published: a day, or a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Published {
    /// The moment; midnight UTC when only the day is known.
    pub at: Timestamp,
    /// Whether only the day is known.
    pub day_only: bool,
}

impl Published {
    /// A day, at midnight UTC.
    pub fn day(date: jiff::civil::Date) -> Option<Self> {
        let at = date.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
        Some(Self { at, day_only: true })
    }

    /// A moment.
    pub const fn moment(at: Timestamp) -> Self {
        Self {
            at,
            day_only: false,
        }
    }

    /// The UTC day.
    pub fn date(self) -> jiff::civil::Date {
        self.at.to_zoned(jiff::tz::TimeZone::UTC).date()
    }
}

/// `2026-03-14`, or `2026-03-14T09:30:00Z` when the moment is known.
impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.day_only {
            write!(f, "{}", self.date())
        } else {
            write!(f, "{}", self.at)
        }
    }
}

/// A place where garbled characters were put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// The repaired characters in the canonical text.
    pub span: Span,
    /// What stood there.
    pub before: SafeText,
    /// How sure the repair is.
    pub certainty: Certainty,
    /// The encoding that the bytes had been misread in, such as `windows-874`.
    pub codec: SafeText,
}

/// How sure a repair is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// The bytes decode to complete UTF-8 sequences: there is no other reading.
    Certain,
    /// Bytes were lost; the reading is the only one that fits the document.
    Likely,
}
