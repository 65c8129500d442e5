//! Web pages: the article is found by dom_smoothie, and written by our own walk over its content tree.
//!
//! Nothing is fetched, no script runs. Pages nested deeper than any real one lose their markup and keep
//! their words, so that neither time nor stack depends on what a page does to its tree.

mod nesting;
mod walk;

use super::decode::Decoded;
use super::draft::Draft;
use super::finish::{finish, line};
use super::writer::Writer;
use super::{dates, repair};
use crate::model::article::Metadata;
use crate::model::{Article, BlockKind, SafeText};
use dom_query::Document;
use dom_smoothie::{Config, Readability};

/// More elements than this are walked whole: looking for the article in them would take too long.
const ELEMENTS: usize = 150_000;

/// Reads a page.
pub(super) fn read(decoded: &Decoded, url: Option<&str>) -> Article {
    let html = &decoded.draft.text;
    let mut metadata = Metadata {
        charset: Some(SafeText::new(decoded.charset.as_str())),
        url: url.map(SafeText::line),
        ..Metadata::default()
    };
    let mut writer = Writer::default();
    let flat = nesting::is_hostile(html);
    let found = if flat { None } else { extract(html, url) };
    if let Some(page) = &found {
        describe(page, &mut metadata);
        let content = Document::fragment(page.content.clone());
        walk::walk(&content.root(), &mut writer);
    } else if flat {
        for paragraph in nesting::stripped(html).split("\n\n") {
            writer.begin(BlockKind::Paragraph, 0);
            writer.words(paragraph);
        }
    } else {
        whole(html, &mut metadata, &mut writer);
    }
    let mut draft = writer.finish();
    if let Some(title) = &metadata.title {
        head_with(title, &mut draft);
    }
    repair::repair(&mut draft);
    finish(draft, metadata)
}

/// Writes the blocks of a piece of HTML, such as the content of a feed's entry.
pub(super) fn fragment(html: &str, writer: &mut Writer) {
    if nesting::is_hostile(html) {
        writer.begin(BlockKind::Paragraph, 0);
        writer.words(&nesting::stripped(html));
        writer.end();
        return;
    }
    let document = Document::fragment(html);
    walk::walk(&document.root(), writer);
}

/// Writes all of a page's body, for pages that are nothing but their article, such as a letter.
pub(super) fn body(page: &str, writer: &mut Writer) {
    if nesting::is_hostile(page) {
        return fragment(page, writer);
    }
    let document = Document::from(page);
    let body = document.select_single("body");
    match body.nodes().first() {
        Some(body) => walk::walk(body, writer),
        None => walk::walk(&document.root(), writer),
    }
}

/// The article of a page; a second try without the address when that was refused.
fn extract(html: &str, url: Option<&str>) -> Option<dom_smoothie::Article> {
    let config = || Config {
        keep_classes: true,
        max_elements_to_parse: ELEMENTS,
        ..Config::default()
    };
    let mut page = Readability::new(html, url, Some(config()))
        .or_else(|_| Readability::new(html, None, Some(config())))
        .ok()?;
    page.parse().ok()
}

/// A page in which no article was found: all of its body.
fn whole(html: &str, metadata: &mut Metadata, writer: &mut Writer) {
    let document = Document::from(html);
    let text = |selector: &str| {
        let found = document.select_single(selector);
        line(&found.text())
    };
    metadata.title = text("title").or_else(|| text("h1"));
    metadata.language = document
        .select_single("html")
        .attr("lang")
        .and_then(|lang| line(&lang));
    let body = document.select_single("body");
    match body.nodes().first() {
        Some(body) => walk::walk(body, writer),
        None => walk::walk(&document.root(), writer),
    }
}

fn describe(page: &dom_smoothie::Article, metadata: &mut Metadata) {
    let some = |value: &Option<String>| value.as_deref().and_then(line);
    metadata.title = line(&page.title);
    metadata.byline = some(&page.byline);
    metadata.site = some(&page.site_name);
    metadata.published = page.published_time.as_deref().and_then(dates::parse);
    metadata.modified = page.modified_time.as_deref().and_then(dates::parse);
    metadata.language = some(&page.lang);
    metadata.summary = some(&page.excerpt);
    metadata.image = some(&page.image);
    let is_address = |url: &SafeText| url.starts_with("http://") || url.starts_with("https://");
    metadata.url = some(&page.url).filter(is_address).or(metadata.url.take());
}

/// Puts the title first, as a heading, unless the text starts with it.
pub(super) fn head_with(title: &str, draft: &mut Draft) {
    let first = draft.blocks.first().map(|block| block.span.of(&draft.text));
    if first.is_some_and(|words| words.trim().eq_ignore_ascii_case(title.trim())) {
        if let Some(block) = draft.blocks.first_mut() {
            block.kind = BlockKind::Heading;
            block.level = 1;
        }
        return;
    }
    draft.prepend(title);
}

#[cfg(test)]
mod tests;
