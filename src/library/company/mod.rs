//! What articles are to each other: copies, stories, the figures they share and the pairs that disagree.

#[cfg(test)]
pub(super) mod cost;
pub(super) mod disagreement;
pub(super) mod figure;
pub(super) mod group;
pub(super) mod kin;
pub(super) mod ledger;
pub(super) mod names;
pub(super) mod pair;
pub(super) mod relation;
pub(super) mod standing;
pub(super) mod testimony;
pub(super) mod told;
pub(super) mod witness;
