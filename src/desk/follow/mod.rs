//! Feeds: subscribed to, fetched, listed.

pub(super) mod feeds;
pub(super) mod fetch;
pub(super) mod subscribe;
