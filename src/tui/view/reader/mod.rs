//! The opened article: its heading, its text, what changed in it, and what it was read from.

pub(super) mod diff;
pub(super) mod head;
pub(super) mod page;
pub(super) mod text;
