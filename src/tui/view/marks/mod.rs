//! What people said: notes and their editor, labels, links, review and adjudication.

pub(super) mod adjudicate;
pub(super) mod chain;
pub(super) mod editor;
pub(super) mod labels;
pub(super) mod link;
pub(super) mod notes;
pub(super) mod review;
pub(super) mod same;
