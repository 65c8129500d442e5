//! Two sentences side by side: what this article says, and what another one says about the same.

use crate::model::Relation;

/// State of the compare view.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Compare {
    /// The pairs, of one fact or of the whole article; `a` is the opened article.
    pub pairs: Vec<Relation>,
    /// The pair that is shown.
    pub cursor: usize,
}
