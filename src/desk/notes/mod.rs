//! What a person says at an article: marks, notes, links and rulings, done and taken back.

pub mod anchor;
pub(super) mod annotate;
pub(super) mod change;
pub(super) mod complete;
pub(super) mod link;
pub(super) mod marks;
pub(super) mod placing;
pub(super) mod ruling;
