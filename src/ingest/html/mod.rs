//! Web pages: where the article is, what is furniture, and how the page's own tree is written.
//!
//! ```text
//! page ─ extract ─▶ what dom_smoothie would take ─ survey ─▶ pieces ─ choose, trim ─▶ verdicts ─ walk ─▶ text
//! ```
//!
//! The extractor only points at text nodes; the words, and everything their markup says, are read from
//! the page's own tree. What is trimmed inside an article stays in its text as folded furniture, so that
//! a wrong verdict costs one key. Nothing is fetched, no script runs. Pages nested deeper than any real
//! one lose their markup and keep their words, so that neither time nor stack depends on what a page
//! does to its tree.

mod choose;
mod describe;
mod extract;
mod head;
mod inline;
mod label;
mod letters;
mod linked_data;
mod list;
mod media;
mod nesting;
mod oracle;
mod phrases;
mod place;
mod region;
mod sign;
mod survey;
mod table;
mod trim;
mod walk;
mod when;

pub(super) use inline::is_safe_link;

use super::decode::Decoded;
use super::draft::Draft;
use super::finish::{finish, line};
use super::writer::{Item, Writer};
use super::{dates, repair};
use crate::model::article::Metadata;
use crate::model::{Article, BlockKind, SafeText};
use choose::{Known, Verdict};
use dom_query::{Document, NodeId, NodeRef};
use head::Head;
use linked_data::LinkedData;
use oracle::Oracle;
use place::Place;
use std::collections::{HashMap, HashSet};
use survey::Survey;
use walk::View;

/// Reads a page.
pub(super) fn read(decoded: &Decoded, url: Option<&str>) -> Article {
    let html = &decoded.draft.text;
    let mut metadata = Metadata {
        charset: Some(SafeText::new(decoded.charset.as_str())),
        ..Metadata::default()
    };
    let mut writer = Writer::default();
    if nesting::is_hostile(html) {
        metadata.url = url.map(SafeText::line);
        for paragraph in nesting::stripped(html).split("\n\n") {
            writer.begin(BlockKind::Paragraph, 0);
            writer.words(paragraph);
        }
    } else {
        page(html, url, &mut metadata, &mut writer);
    }
    let mut draft = writer.finish();
    if let Some(title) = &metadata.title {
        head_with(title, &mut draft);
    }
    repair::repair(&mut draft);
    finish(draft, metadata)
}

/// Writes the blocks of a piece of HTML, such as the content of a feed's entry: all of it, without
/// looking for an article.
pub(super) fn fragment(html: &str, writer: &mut Writer) {
    fragment_at(html, None, writer);
}

/// The same with its links seen from an address.
pub(super) fn fragment_at(html: &str, base: Option<&str>, writer: &mut Writer) {
    write_fragment(html, base, Around::default(), writer);
}

/// Small letters of another markup, as they are written here.
pub(super) fn small_letters(text: &str, above: bool, before: Option<char>) -> Option<String> {
    letters::small(text, above, false, before)
}

/// What stands around a piece of HTML in another markup.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    /// How many quotes.
    pub quotes: u8,
    /// How many lists.
    pub depth: usize,
    /// A list item that has not got its first words.
    pub item: Option<Item>,
}

/// The same inside quotes and lists.
pub(super) fn fragment_in(html: &str, around: Around, writer: &mut Writer) {
    write_fragment(html, None, around, writer);
}

fn write_fragment(html: &str, base: Option<&str>, around: Around, writer: &mut Writer) {
    if nesting::is_hostile(html) {
        writer.begin(BlockKind::Paragraph, 0);
        writer.words(&nesting::stripped(html));
        writer.end();
        return;
    }
    let document = Document::fragment(html);
    let view = View {
        verdicts: None,
        base,
    };
    walk::walk_from(&document.root(), view, Place::within(around), writer);
}

/// Writes all of a page's body, for pages that are nothing but their article, such as a letter.
pub(super) fn body(page: &str, writer: &mut Writer) {
    if nesting::is_hostile(page) {
        return fragment(page, writer);
    }
    let document = Document::from(page);
    let base = Head::read(&document, None);
    let view = View {
        verdicts: None,
        base: base.base(),
    };
    let body = document.body();
    let root = body.as_ref().map_or_else(|| document.root(), |body| *body);
    walk::walk(&root, view, writer);
}

/// Writes the article of a page and describes it.
fn page(html: &str, url: Option<&str>, metadata: &mut Metadata, writer: &mut Writer) {
    let document = Document::from(html);
    let data = linked_data::read(&document);
    let found = extract::extract(&document, url);
    if let Some(found) = &found {
        adopt(&found.article, metadata);
    }
    let head = Head::read(&document, url);
    describe::describe(&document, &head, &data, url, metadata);
    let body = document.body();
    let root = body.as_ref().map_or_else(|| document.root(), |body| *body);
    let kept = found.map(|found| found.kept).unwrap_or_default();
    let verdicts = judge(&root, &kept, &document, &data, metadata);
    let view = View {
        verdicts: verdicts.as_ref(),
        base: head.base(),
    };
    walk::walk(&root, view, writer);
}

/// The verdicts on the text nodes of a page; `None` when no article can be told from the rest of it.
fn judge(
    root: &NodeRef<'_>,
    kept: &HashSet<NodeId>,
    document: &Document,
    data: &LinkedData,
    metadata: &Metadata,
) -> Option<HashMap<NodeId, Verdict>> {
    let mut survey = survey::survey(root, kept);
    if !survey.pieces.iter().any(survey::Piece::is_kept) {
        // The extractor gave up: everything that is no furniture by its own word.
        for piece in &mut survey.pieces {
            piece.kept = piece.size;
        }
        survey.sum_up();
    }
    let oracle = Oracle::new(&data.body);
    let known = Known {
        title: metadata.title.as_deref().unwrap_or_default(),
        byline: metadata.byline.as_deref(),
        oracle: oracle.as_ref(),
        thread: data.is_thread || is_forum(document),
    };
    let verdicts = choose::choose(&survey, known);
    verdicts
        .contains(&Verdict::Article)
        .then(|| by_node(&survey, &verdicts))
}

fn by_node(survey: &Survey, verdicts: &[Verdict]) -> HashMap<NodeId, Verdict> {
    let pieces = survey.pieces.iter().zip(verdicts);
    let shown = pieces.filter(|(_, verdict)| **verdict != Verdict::Out);
    shown
        .flat_map(|(piece, verdict)| piece.nodes.iter().map(|node| (*node, *verdict)))
        .collect()
}

/// Whether a page was made by a forum.
fn is_forum(document: &Document) -> bool {
    const MAKERS: &[&str] = &[
        "discourse",
        "phpbb",
        "vbulletin",
        "xenforo",
        "mybb",
        "vanilla",
        "flarum",
        "simple machines",
        "invision",
    ];
    let generator = document
        .select_single("meta[name=generator]")
        .attr("content")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let body = document.select_single("body");
    let id = body.attr("id").unwrap_or_default();
    MAKERS.iter().any(|maker| generator.contains(maker))
        || &*id == "phpbb"
        || document
            .select_single("[itemtype$='DiscussionForumPosting'], [itemtype$='QAPage']")
            .exists()
}

/// Takes over what the extractor read in the page's head.
fn adopt(article: &dom_smoothie::Article, metadata: &mut Metadata) {
    let some = |value: &Option<String>| value.as_deref().and_then(line);
    metadata.title = line(&article.title);
    metadata.byline = some(&article.byline);
    metadata.site = some(&article.site_name);
    metadata.published = article.published_time.as_deref().and_then(dates::parse);
    metadata.modified = article.modified_time.as_deref().and_then(dates::parse);
    metadata.language = some(&article.lang);
    metadata.summary = some(&article.excerpt);
    metadata.image = some(&article.image);
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
