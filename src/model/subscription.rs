//! Subscriptions: what a list of feeds names, before anything was fetched.

use super::safe_text::SafeText;
use serde::{Deserialize, Serialize};

/// A list of feeds as another reader wrote it: an OPML file, or newsboat's `urls`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionList {
    /// What the list calls itself.
    pub title: Option<SafeText>,
    /// Its feeds, in the order of the list; no address stands twice.
    pub feeds: Vec<Subscription>,
    /// Its searches that could be said in our own query language.
    pub searches: Vec<SavedSearch>,
    /// What it names and was not taken, each with the reason.
    pub left_out: Vec<LeftOut>,
}

/// One feed of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// Where the feed is: an `http` or `https` address. Nobody has looked whether it is there.
    pub address: SafeText,
    /// What the person calls it; `None` leaves that to the feed.
    pub title: Option<SafeText>,
    /// The address of the site it belongs to.
    pub site: Option<SafeText>,
    /// The folders it lies in, outermost first.
    pub folder: Vec<SafeText>,
    /// Its tags.
    pub tags: Vec<SafeText>,
    /// Whether the other reader kept it out of its list of feeds.
    pub hidden: bool,
}

/// A search with a name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSearch {
    /// What the person calls it.
    pub name: SafeText,
    /// The search in our query language.
    pub query: SafeText,
    /// The search as the other reader wrote it.
    pub written: SafeText,
    /// Its tags.
    pub tags: Vec<SafeText>,
}

/// Something that a list names and that was not taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// What stands in the list.
    pub written: SafeText,
    /// Why it was not taken, in words for a person.
    pub reason: SafeText,
}
