//! What is read: an article, its older versions, why it is in a list, and searches under a name.

pub mod explain;
pub(super) mod open;
pub(super) mod saved;
pub(super) mod versions;
