//! How a fact of one article stands to a fact of another.

use super::article::Published;
use super::fact::{Fact, FactKind, FactValue};
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

impl RelationKind {
    /// All kinds, in an order that never changes.
    pub const ALL: [Self; 6] = [
        Self::Corroborates,
        Self::Disagrees,
        Self::Close,
        Self::Related,
        Self::Repeats,
        Self::SameText,
    ];

    /// Whether both sides say the same.
    pub const fn is_same(self) -> bool {
        matches!(self, Self::Corroborates | Self::Repeats | Self::SameText)
    }
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

impl Grade {
    /// All grades, in an order that never changes.
    pub const ALL: [Self; 7] = [
        Self::Firm,
        Self::Soft,
        Self::PeriodUnknown,
        Self::PeriodDiffers,
        Self::Vague,
        Self::NearDuplicate,
        Self::Copy,
    ];
}

/// What two facts share when they are compared, in words; with these a reason begins.
pub fn shared(fact: &Fact) -> String {
    match (&fact.subject, &fact.metric) {
        (Some(subject), Some(metric)) => format!("same subject ({subject}) and metric ({metric})"),
        (Some(subject), None) => format!("same subject ({subject}) and unit"),
        _ => "same unit".to_owned(),
    }
}

/// With these a kept reason begins that goes on after what the two facts share.
const GOES_ON: [char; 3] = [':', ',', ' '];

/// A kept reason in words; `fact` is that of the first side, where it is still found.
pub fn reason(kept: &str, fact: Option<&Fact>) -> String {
    match fact.filter(|_| kept.starts_with(GOES_ON)) {
        Some(fact) => shared(fact) + kept,
        None => kept.trim_start_matches(GOES_ON).to_owned(),
    }
}

/// A pair of facts as it is kept: where the two stand, and what came of comparing them. All words but those of the
/// reason are in the two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The verdict.
    pub kind: RelationKind,
    /// How firm it is.
    pub grade: Grade,
    /// Whether the two are separate voices.
    pub independent: bool,
    /// What kind of facts they are.
    pub fact: FactKind,
    /// Why, as [`reason`] tells it.
    pub why: String,
    /// The article that was compared, and where its fact stands.
    pub a: (ArticleId, Span),
    /// The article it was compared with, and where that one's fact stands.
    pub b: (ArticleId, Span),
}

impl From<&Relation> for Pair {
    fn from(relation: &Relation) -> Self {
        let place = |side: &Side| (side.article.clone(), side.span);
        Self {
            kind: relation.kind,
            grade: relation.grade,
            independent: relation.independent,
            fact: relation.a.kind,
            why: relation.reason.clone(),
            a: place(&relation.a),
            b: place(&relation.b),
        }
    }
}

/// One side of a relation.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Who published it, and when; empty for files outside the library.
    pub origin: Origin,
}

/// Who published an article, and when, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The publication, else the source's name.
    pub source: SafeText,
    /// When it was published.
    pub published: Option<Published>,
    /// How many copies of the article say the same.
    pub copies: usize,
    /// Who corrected what was read there.
    pub corrected_by: Option<SafeText>,
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// What a person ruled on the pair.
    pub ruling: Option<Link>,
}

impl Relation {
    /// The same pair with this article on the first side.
    #[must_use]
    pub fn seen_from(mut self, article: &ArticleId) -> Self {
        if self.a.article != *article {
            std::mem::swap(&mut self.a, &mut self.b);
        }
        self
    }

    /// Whether the two disagree, and no person said that they cannot be compared.
    pub fn disagrees(&self) -> bool {
        let ruled = self.ruling.as_ref().map(|ruling| ruling.relation);
        self.kind == RelationKind::Disagrees && ruled != Some(LinkRelation::NotComparable)
    }
}
