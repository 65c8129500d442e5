//! A list of feeds: one object for each feed, search and thing left out, or all of them in one.

use super::VERSION;
use crate::model::{LeftOut, SavedSearch, Subscription, SubscriptionList};
use serde::Serialize;
use serde_json::Value;
use std::path::Path;

#[derive(Debug, Serialize)]
struct Line<'a> {
    pressmark: u8,
    #[serde(flatten)]
    entry: Entry<'a>,
}

/// What one line of a list says; the name of the field is its kind.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum Entry<'a> {
    Subscription(&'a Subscription),
    Search(&'a SavedSearch),
    LeftOut(&'a LeftOut),
}

#[derive(Debug, Serialize)]
struct Answer<'a> {
    pressmark: u8,
    id: &'a Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    title: Option<&'a str>,
    subscriptions: &'a [Subscription],
    searches: &'a [SavedSearch],
    left_out: &'a [LeftOut],
}

/// What a list names, in its order: feeds, then searches, then what was left out.
pub(in crate::cli) fn subscription_lines(
    list: &SubscriptionList,
) -> impl Iterator<Item = impl Serialize> {
    let feeds = list.feeds.iter().map(Entry::Subscription);
    let searches = list.searches.iter().map(Entry::Search);
    let left_out = list.left_out.iter().map(Entry::LeftOut);
    let entries = feeds.chain(searches).chain(left_out);
    entries.map(|entry| Line {
        pressmark: VERSION,
        entry,
    })
}

/// A whole list in one object.
pub(in crate::cli) fn subscriptions<'a>(
    id: &'a Value,
    path: Option<&Path>,
    list: &'a SubscriptionList,
) -> impl Serialize + use<'a> {
    Answer {
        pressmark: VERSION,
        id,
        path: path.map(|path| path.to_string_lossy().into_owned()),
        title: list.title.as_deref(),
        subscriptions: &list.feeds,
        searches: &list.searches,
        left_out: &list.left_out,
    }
}
