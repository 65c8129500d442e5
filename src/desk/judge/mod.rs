//! Several people over the same words: how far they agree, and what is decided.

pub(super) mod adjudicate;
pub(super) mod agree;
pub(super) mod marked;
