//! What an article says that can be checked or compared: facts, sentences with reasons, names, quotes.

use super::date::{DateValue, Period};
use super::judgement::Judgements;
use super::quantity::Quantity;
use super::span::Span;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Everything `facts::extract` finds in one article. Derived: it can be made again from the text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// The sentences in order, each scored.
    pub sentences: Vec<Sentence>,
    /// The most telling sentences and items, best first.
    pub key_facts: Vec<KeyFact>,
    /// Figures, dates, quotes and statements, in order of the text.
    pub facts: Vec<Fact>,
    /// Every number of the text, words included.
    pub numbers: Vec<Number>,
    /// Names.
    pub entities: Vec<Entity>,
    /// Quotations.
    pub quotes: Vec<Quote>,
    /// Groups of spans that say the same words.
    pub duplicates: Vec<Vec<Span>>,
    /// What a person said about the facts, laid over them by [`Facts::judge`] and never kept with them.
    #[serde(skip)]
    pub judgements: Judgements,
}

/// A sentence or list item with its weight.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// How much it tells; only comparable inside one article.
    pub score: f64,
    /// Why, in words.
    pub reasons: Vec<String>,
}

/// A sentence or item worth showing beside the article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeyFact {
    /// Where it stands.
    pub span: Span,
    /// 1 is the best.
    pub rank: usize,
    /// Why it was picked, in words a reader understands.
    pub reasons: Vec<String>,
    /// Indices of its facts in [`Facts::facts`].
    pub facts: Vec<usize>,
}

/// What a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the names are those of the machine-readable contract"
)]
pub enum FactKind {
    Money,
    Percent,
    Count,
    Measure,
    Date,
    Period,
    Duration,
    Event,
    Quote,
    Statement,
    TableCell,
}

impl FactKind {
    /// All kinds, in the order the panel lists them.
    pub const ALL: [Self; 11] = [
        Self::Money,
        Self::Percent,
        Self::Count,
        Self::Measure,
        Self::Date,
        Self::Period,
        Self::Duration,
        Self::Event,
        Self::Quote,
        Self::Statement,
        Self::TableCell,
    ];

    /// The contract's name, such as `table_cell`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Count => "count",
            Self::Measure => "measure",
            Self::Date => "date",
            Self::Period => "period",
            Self::Duration => "duration",
            Self::Event => "event",
            Self::Quote => "quote",
            Self::Statement => "statement",
            Self::TableCell => "table_cell",
        }
    }

    /// A one-column sign, so that kinds are never told by colour alone.
    pub const fn sign(self) -> char {
        match self {
            Self::Money => '$',
            Self::Percent => '%',
            Self::Count => '#',
            Self::Measure => '~',
            Self::Date => '@',
            Self::Period => '=',
            Self::Duration => '+',
            Self::Event => '!',
            Self::Quote => '"',
            Self::Statement => '-',
            Self::TableCell => '|',
        }
    }
}

/// One checkable thing that the text says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is.
    pub kind: FactKind,
    /// The words that say it.
    pub span: Span,
    /// Index of its sentence in [`Facts::sentences`].
    pub sentence: usize,
    /// The normalised value.
    pub value: FactValue,
    /// Whom or what it is about, canonical ("Meta" and "Meta Platforms" are one).
    pub subject: Option<String>,
    /// What of the subject is measured, such as `capex`.
    pub metric: Option<String>,
    /// When it holds.
    pub period: Option<Period>,
}

/// A fact's normalised value.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FactValue {
    /// Quotes, statements and table cells have none.
    None,
    /// Money, percent, count, measure, duration.
    Quantity(Quantity),
    /// Date, period, event.
    Date(DateValue),
}

/// A number as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// Its digits or words.
    pub span: Span,
    /// Its value.
    pub value: Decimal,
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum EntityKind {
    Person,
    Organization,
    Product,
    Place,
    Group,
    Ticker,
}

/// A name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Where it stands.
    pub span: Span,
    /// What it names.
    pub kind: EntityKind,
    /// The canonical form inside the article.
    pub name: String,
}

/// A quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The quoted words, without the marks.
    pub span: Span,
    /// Who said it, as named in the text.
    pub speaker: Option<String>,
    /// Direct speech, or a term or scare quote.
    pub kind: QuoteKind,
}

/// What quotation marks are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuoteKind {
    /// Somebody's words.
    Direct,
    /// A term, a title or a scare quote.
    Term,
}
