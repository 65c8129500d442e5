//! How a fact of one article stands to a fact of another.

use super::fact::FactKind;
use super::fact::FactValue;
use super::id::ArticleId;
use super::safe_text::SafeText;
use super::span::Span;
use serde::{Deserialize, Serialize};

/// The verdict of a comparison. Pairs that are not about the same thing have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// Two voices say the same.
    Corroborates,
    /// The values exclude each other.
    Disagrees,
    /// Between agreement and disagreement.
    Close,
    /// The same measure of the same subject, in another period or too vague to judge.
    Related,
    /// The same value from the same voice: no confirmation.
    Repeats,
    /// The same words.
    SameText,
}

/// How firm a relation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the names are those of the machine-readable contract"
)]
pub enum Grade {
    Firm,
    Soft,
    PeriodUnknown,
    PeriodDiffers,
    Vague,
    NearDuplicate,
    Copy,
}

/// One side of a relation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// The article (for files outside the library: its name).
    pub article: ArticleId,
    /// The article's title, for the screen.
    pub title: SafeText,
    /// What kind of fact it is.
    pub kind: FactKind,
    /// The fact's words in the article's current text.
    pub span: Span,
    /// Those words.
    pub text: SafeText,
    /// The sentence they stand in.
    pub sentence: SafeText,
    /// The normalised value.
    pub value: FactValue,
}

/// A pair of facts and what the comparison says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// The verdict.
    pub kind: RelationKind,
    /// How firm it is.
    pub grade: Grade,
    /// Whether the two are separate voices.
    pub independent: bool,
    /// Why, in words.
    pub reason: String,
    /// The fact one looks from.
    pub a: Side,
    /// The fact it meets.
    pub b: Side,
}
