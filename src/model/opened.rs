//! An article as a person opens it: the text with everything shown beside it.

use super::annotation::{PlacedAnnotation, TextVersion};
use super::article::Article;
use super::fact::Facts;
use super::id::ArticleId;
use super::judgement::Rejections;
use super::link::LinkedMark;
use super::relation::Relation;
use super::revision::Revision;
use super::row::ArticleRow;
use super::safe_text::SafeText;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Everything the screen shows for one opened article.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedArticle {
    /// Its row in the list.
    pub row: ArticleRow,
    /// The text version the spans count in.
    pub version: TextVersion,
    /// Text, blocks, sections.
    pub article: Article,
    /// Facts, sentences, names; as the person judged them.
    pub facts: Facts,
    /// What key facts are ranked lower by, for judging them anew.
    pub rejections: Rejections,
    /// What could not be found in the article's language, in words.
    pub limits: Option<&'static str>,
    /// All its versions, the oldest first; the last is the present text.
    pub revisions: Vec<Revision>,
    /// The number of the version that is opened when it is not the present one: to be read, not to be marked.
    pub older: Option<u32>,
    /// Marks, notes and judgements, in order of the text; of an older version those that were made on it.
    pub notes: Vec<PlacedAnnotation>,
    /// How it stands with its page, when the feed only gave a teaser.
    pub full_text: Option<FullText>,
    /// How the marks are linked to other ones, of this article and of others.
    pub links: Vec<LinkedMark>,
    /// What other articles say about the same things, each with the index of its fact in `facts`.
    pub relations: Vec<(usize, Relation)>,
    /// How much more they say about a fact, by its index, where that is not told here.
    pub untold: BTreeMap<usize, usize>,
    /// Where the person stopped reading it: a byte offset of this text.
    pub stopped: Option<usize>,
    /// Which of those other articles the person has read.
    pub read_before: BTreeSet<ArticleId>,
}

/// How it stands with the page of an entry that only begins its article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FullText {
    /// Whether the text is that of the page.
    pub is_here: bool,
    /// When the page is asked for again at the earliest; `None` when it is not.
    pub due: Option<Timestamp>,
    /// When it was asked for.
    pub tried: Option<Timestamp>,
    /// Why it is not here, or why it is not newer.
    pub error: Option<String>,
}

/// A note that was typed and not yet saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What it belongs to: an annotation id, or an article id with a span, as the app wrote it.
    pub key: String,
    /// The typed text.
    pub text: String,
}

/// What an article's text was read from, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginalText {
    /// The article.
    pub article: ArticleId,
    /// Its title.
    pub title: SafeText,
    /// The encoding that was read, lower case.
    pub charset: String,
    /// How many bytes there are.
    pub bytes: usize,
    /// The decoded text before any repair, its beginning when it is very long; controls are shown, not obeyed.
    pub text: SafeText,
    /// Where in it the asked place of the article stands.
    pub place: usize,
}
