//! Where the article is, as dom_smoothie sees it.
//!
//! The extractor works on a copy of the page. The copy's nodes have the numbers of the page's own, so
//! its answer is a set of text nodes, and the words are then read from the page itself.

use dom_query::{Document, NodeId, NodeRef};
use dom_smoothie::{Article, Config, Readability};
use std::collections::HashSet;

/// More elements than this are walked whole: looking for the article in them would take too long.
const ELEMENTS: usize = 150_000;

/// What the extractor found.
pub(super) struct Found {
    /// The text nodes of its content tree.
    pub kept: HashSet<NodeId>,
    /// What it read in the page's head; its own text is not used.
    pub article: Article,
}

/// The article of a page; a second try without the address when that was refused.
pub(super) fn extract(page: &Document, url: Option<&str>) -> Option<Found> {
    let config = || Config {
        keep_classes: true,
        max_elements_to_parse: ELEMENTS,
        ..Config::default()
    };
    let mut reader = Readability::with_document(page.clone(), url, Some(config()))
        .or_else(|_| Readability::with_document(page.clone(), None, Some(config())))
        .ok()?;
    let article = reader.parse().ok()?;
    let content = reader.doc.select_single("#readability-page-1");
    let kept = content
        .nodes()
        .first()?
        .descendants_it()
        .filter(NodeRef::is_text)
        .map(|node| node.id)
        .collect();
    Some(Found { kept, article })
}
