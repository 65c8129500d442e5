//! How a fact of one article stands to a fact of another.

use super::article::Published;
use super::fact::FactKind;
use super::fact::FactValue;
use super::id::ArticleId;
use super::link::{Link, LinkRelation};
use super::query::Query;
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
    /// Where that sentence stands in the article's current text.
    pub place: Span,
    /// The normalised value.
    pub value: FactValue,
    /// Who published it, and when. It is read with the pair and not stored in it.
    #[serde(skip)]
    pub origin: Origin,
}

/// Who published an article, and when, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The publication, else the source's name.
    pub source: SafeText,
    /// When it was published.
    pub published: Option<Published>,
}

impl Side {
    /// The fact's words as a part of its sentence, in bytes of the sentence.
    pub fn words_in_sentence(&self) -> Option<Span> {
        let start = self.span.start.checked_sub(self.place.start)?;
        let words = Span::new(start, start + self.text.len());
        let sentence = self.sentence.as_str();
        (sentence.get(words.start..words.end) == Some(self.text.as_str())).then_some(words)
    }
}

/// Which disagreements of the library are asked for; they come newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Disagreements {
    /// The articles: one of the two sides at least is among them.
    pub query: Query,
    /// Only firm ones, or only those that are not.
    pub firm: Option<bool>,
    /// Only those on which somebody ruled, or only those on which nobody did. Else all but those that cannot be compared.
    pub ruled: Option<bool>,
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
    /// What a person ruled on the pair. It is read with the pair and not stored in it.
    #[serde(skip)]
    pub ruling: Option<Link>,
}

impl Relation {
    /// Whether the two disagree, and no person said that they cannot be compared.
    pub fn disagrees(&self) -> bool {
        let ruled = self.ruling.as_ref().map(|ruling| ruling.relation);
        self.kind == RelationKind::Disagrees && ruled != Some(LinkRelation::NotComparable)
    }
}
