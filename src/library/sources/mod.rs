//! Where articles come from, what a person says about it, and how it stands with each feed.

pub(super) mod fetching;
pub(super) mod source;
pub(super) mod subscription;
