//! The ledger: every figure and date of the library, or of a part of it, as one table.

use super::article::Published;
use super::fact::{Fact, FactValue};
use super::id::ArticleId;
use super::query::Query;
use super::safe_text::SafeText;

/// Which facts, in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The articles; what it says of facts (`fact:`) narrows the facts as well.
    pub query: Query,
    /// The order.
    pub sort: LedgerSort,
}

/// The order of a ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LedgerSort {
    /// By what.
    pub key: LedgerKey,
    /// Largest, newest or last first.
    pub descending: bool,
}

/// Newest articles first.
impl Default for LedgerSort {
    fn default() -> Self {
        Self {
            key: LedgerKey::Article,
            descending: true,
        }
    }
}

/// By what a ledger is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LedgerKey {
    /// The article's day, then the place in its text.
    Article,
    /// The greatest bound of the value.
    Value,
    /// The unit, then the value.
    Unit,
    /// The subject, then the metric.
    Subject,
    /// The metric, then the subject.
    Metric,
    /// The first day of the fact's date or period.
    Period,
}

impl LedgerKey {
    /// All keys, in the order of the columns that show them.
    pub const ALL: [Self; 6] = [
        Self::Article,
        Self::Value,
        Self::Unit,
        Self::Subject,
        Self::Metric,
        Self::Period,
    ];
}

/// One fact of the ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerRow {
    /// Its article.
    pub article: ArticleId,
    /// The article's title.
    pub title: SafeText,
    /// The publication, else the source's name.
    pub source: SafeText,
    /// When the article was published.
    pub published: Option<Published>,
    /// The fact.
    pub fact: Fact,
    /// The value it was read as, where the person corrected it.
    pub was: Option<FactValue>,
    /// Its words.
    pub text: SafeText,
    /// The sentence they stand in.
    pub sentence: SafeText,
}
