//! Lists of feeds, as other readers write them: OPML, and newsboat's `urls`.
//!
//! A list is read and nothing more: no address is looked at, no list inside a list is followed, no
//! command is run. What cannot be taken is told with its reason, never dropped.

mod newsboat;
mod opml;
mod search;

pub(super) use newsboat::is_list;

use super::finish::line;
use crate::model::{LeftOut, SafeText, SavedSearch, Subscription, SubscriptionList};
use std::collections::HashMap;

/// A list may name so many things; no person follows more.
const LONGEST: usize = 50_000;

/// Reads a list; `None` when the text is none.
pub(super) fn read(text: &str) -> Option<SubscriptionList> {
    if text.trim_start().starts_with('<') {
        return opml::read(text);
    }
    let list = newsboat::read(text);
    let named = list.feeds.len() + list.searches.len() + list.left_out.len();
    (named > 0).then_some(list)
}

/// The articles that newsboat's settings leave out, each as a query of ours, and the lines that cannot be said here, each
/// with why.
pub fn ignored_articles(text: &str) -> (Vec<String>, Vec<String>) {
    newsboat::ignored(text)
}

/// A list as it grows.
#[derive(Debug, Default)]
struct Growing {
    list: SubscriptionList,
    /// Where each address stands among the feeds.
    known: HashMap<SafeText, usize>,
}

impl Growing {
    /// Takes a feed if its address is one that can be fetched.
    fn feed(&mut self, written: &str, mut feed: Subscription) {
        let address = match address(written) {
            Ok(address) => address,
            Err(reason) => return self.leave_out(written, reason),
        };
        if self.is_full() {
            return;
        }
        let known = self
            .known
            .get(&address)
            .and_then(|&at| self.list.feeds.get_mut(at));
        if let Some(known) = known {
            // In two folders: one feed, with the tags of both.
            known.tags.extend(
                feed.tags
                    .into_iter()
                    .filter(|tag| !known.tags.contains(tag))
                    .collect::<Vec<_>>(),
            );
            known.folder = if known.folder.is_empty() {
                feed.folder
            } else {
                std::mem::take(&mut known.folder)
            };
            return;
        }
        self.known.insert(address.clone(), self.list.feeds.len());
        feed.address = address;
        self.list.feeds.push(feed);
    }

    fn search(&mut self, search: SavedSearch) {
        if !self.is_full() {
            self.list.searches.push(search);
        }
    }

    fn leave_out(&mut self, written: &str, reason: &str) {
        if self.is_full() {
            return;
        }
        self.list.left_out.push(LeftOut {
            written: SafeText::line(written),
            reason: SafeText::line(reason),
        });
    }

    fn is_full(&self) -> bool {
        self.list.feeds.len() + self.list.left_out.len() + self.list.searches.len() >= LONGEST
    }
}

/// An address that can be fetched. `feed:` stands before or instead of the scheme and means nothing more.
fn address(written: &str) -> Result<SafeText, &'static str> {
    let written = written.trim();
    let bare = written.strip_prefix("feed:").unwrap_or(written);
    let address = match bare.strip_prefix("//") {
        Some(rest) => format!("http://{rest}"),
        None => bare.to_owned(),
    };
    let Some((scheme, rest)) = address.split_once(':') else {
        return Err("is no address of the web");
    };
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" if rest.len() > 2 && rest.starts_with("//") => {}
        "file" => return Err("names a file of this machine; add that file itself"),
        _ => return Err("is no address of the web"),
    }
    if address.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err("is no address of the web");
    }
    Ok(SafeText::line(&address))
}

/// Names as tags, each once.
fn tags<'t>(names: impl IntoIterator<Item = &'t str>) -> Vec<SafeText> {
    let mut tags: Vec<SafeText> = Vec::new();
    for tag in names.into_iter().filter_map(line) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

#[cfg(test)]
mod tests;
