//! Facts across articles: the ledger and its pictures, pairs side by side, a fact set right.

pub(super) mod chart;
pub(super) mod compare;
pub(super) mod correct;
pub(super) mod disagreements;
pub(super) mod ledger;
pub(super) mod pair;
