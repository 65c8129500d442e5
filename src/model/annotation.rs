//! What a person says about an article: a mark on its words, a note on the whole, or a judgement of a fact in it.

use super::gold::{Decision, Outcome};
use super::id::{AnnotationId, ArticleId};
use super::judgement::JudgedFact;
use super::safe_text::SafeText;
use super::span::Span;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How many code points of context a quote keeps on each side (W3C Web Annotation text quote selector).
pub const CONTEXT: usize = 32;

/// A mark: what it is on, and what the person says there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotation {
    /// Its name, for ever.
    pub id: AnnotationId,
    /// The article.
    pub article: ArticleId,
    /// Why it was made. What was written before there were judgements is a comment.
    #[serde(default)]
    pub motivation: Motivation,
    /// The words it is on; `None` for a note on the whole article.
    pub target: Option<Target>,
    /// What the person says.
    pub body: Body,
    /// Who made it.
    pub annotator: SafeText,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
}

impl Annotation {
    /// Whether it is a gold mark: what was decided to hold for these words.
    pub fn is_gold(&self) -> bool {
        let outcome = self.body.decision.as_ref().map(|made| made.outcome);
        self.motivation == Motivation::Classifying && outcome != Some(Outcome::Neither)
    }
}

/// Why an annotation was made (W3C Web Annotation Data Model, section 3.3.5, Motivation and Purpose).
///
/// All annotations are kept, anchored, logged and undone alike; what differs is where they are shown. Notes are the
/// commenting ones: lists, counts, filters and exports of notes speak of these alone, unless they are asked for others.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Motivation {
    /// A mark or a note.
    #[default]
    Commenting,
    /// A fact is rejected: it is none, or not worth showing.
    Moderating,
    /// A fact is corrected: other words, or another value.
    Editing,
    /// A fact is one end of a ruling on a pair of facts.
    Assessing,
    /// It is in the gold layer: decided upon from what several people marked.
    Classifying,
}

impl Motivation {
    /// All motivations, the notes first.
    pub const ALL: [Self; 5] = [
        Self::Commenting,
        Self::Moderating,
        Self::Editing,
        Self::Assessing,
        Self::Classifying,
    ];

    /// The standard's name, such as `commenting`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Commenting => "commenting",
            Self::Moderating => "moderating",
            Self::Editing => "editing",
            Self::Assessing => "assessing",
            Self::Classifying => "classifying",
        }
    }

    /// The motivation of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }

    /// Whether it judges a fact by itself, and so changes what is derived from the facts.
    pub const fn judges_a_fact(self) -> bool {
        matches!(self, Self::Moderating | Self::Editing)
    }

    /// Whether it makes an annotation a note: what lists, counts and exports of notes show.
    pub const fn is_note(self) -> bool {
        matches!(self, Self::Commenting)
    }
}

/// What a person says: any part may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Body {
    /// The label's name in the label scheme, such as `figure`.
    pub label: Option<SafeText>,
    /// The verdict on the claim.
    pub verdict: Option<SafeText>,
    /// How sure the person is of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// Tags, sorted, each once.
    pub tags: Vec<SafeText>,
    /// The note's text; Markdown if the person likes.
    pub note: SafeText,
    /// The fact that is judged; of a note `None`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<Box<JudgedFact>>,
    /// Where a gold mark comes from; of anything else `None`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<Box<Decision>>,
}

/// How sure a person is of a claim or a verdict: the three steps of assessments that say so in words (the uncertainty
/// guidance of the IPCC and the analytic standards of ICD 203 have low, medium or moderate, and high confidence).
/// A number would tell more than a person knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Confidence {
    Low,
    Medium,
    High,
}

impl Confidence {
    /// All of them, the lowest first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// The name in files and records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// The confidence of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }

    /// As it stands beside a verdict.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Low => "low confidence",
            Self::Medium => "medium confidence",
            Self::High => "high confidence",
        }
    }
}

/// Marked words, kept three ways so that they can be found again in any later text:
/// by version and span, and by quote with context (W3C Web Annotation selectors).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The text version that `span` counts in.
    pub version: TextVersion,
    /// The marked bytes.
    pub span: Span,
    /// The marked words.
    pub quote: SafeText,
    /// Up to [`CONTEXT`] code points before.
    pub prefix: SafeText,
    /// Up to [`CONTEXT`] code points after.
    pub suffix: SafeText,
    /// The person said that these words are gone: the mark is placed nowhere until it is placed anew.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub orphan: bool,
}

impl Target {
    /// The target for `span` of `text`, with quote and context.
    pub fn new(text: &str, version: TextVersion, span: Span) -> Self {
        let span = span.clipped(text);
        let before = Span::new(0, span.start).of(text);
        let after = Span::new(span.end, text.len()).of(text);
        let prefix_start = before
            .char_indices()
            .rev()
            .nth(CONTEXT - 1)
            .map_or(0, |(at, _)| at);
        let suffix_end = after
            .char_indices()
            .nth(CONTEXT)
            .map_or(after.len(), |(at, _)| at);
        Self {
            version,
            span,
            quote: SafeText::new(span.of(text)),
            prefix: SafeText::new(Span::new(prefix_start, before.len()).of(before)),
            suffix: SafeText::new(Span::new(0, suffix_end).of(after)),
            orphan: false,
        }
    }
}

/// Names one text of an article: a hash of its canonical text (lower-case hexadecimal) and the pipeline's number.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct TextVersion {
    /// Hash of the canonical text.
    pub hash: String,
    /// The number of the pipeline that made the text.
    pub pipeline: u32,
}

/// How well a mark sits on the current text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnchorState {
    /// The same words at the same place.
    #[default]
    Exact,
    /// The words changed a little.
    Changed,
    /// The same words elsewhere.
    Moved,
    /// More than one place fits; none is taken.
    Ambiguous,
    /// The words are gone.
    Orphan,
}

/// An annotation with its place in the article's current text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacedAnnotation {
    /// The annotation as stored.
    pub annotation: Annotation,
    /// Where it stands now; `None` for a note on the whole article, an ambiguous or an orphaned one.
    pub span: Option<Span>,
    /// How it got there.
    pub state: AnchorState,
    /// The article's title, for lists over many articles.
    pub title: SafeText,
}
