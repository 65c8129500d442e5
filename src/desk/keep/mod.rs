//! The library as a whole: copied, restored, trimmed and made small.

pub(super) mod compact;
pub(super) mod copy;
