//! Searches kept under a name.

use super::safe_text::SafeText;
use serde::{Deserialize, Serialize};

/// A search that a person keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptSearch {
    /// Its name, of which there is one.
    pub name: SafeText,
    /// The query as typed, with its order. Days such as `7d` count from the day it is used.
    pub query: SafeText,
}

/// How many articles fit a search.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchCount {
    /// All of them.
    pub articles: u64,
    /// Unread ones among them.
    pub unread: u64,
}
