//! The change log: every word of a person, done, written down with its inverse, taken back and told.

pub(super) mod apply;
pub(super) mod describe;
pub(super) mod history;
pub(super) mod log;
pub(super) mod replay;
