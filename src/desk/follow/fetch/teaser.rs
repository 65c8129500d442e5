//! Whether an entry of a feed only begins its article, where the rest is, and whether a page is that rest.
//!
//! The rules look at form alone, in any language: how much an entry says, whether it is cut off, whether it ends by
//! leading to its own page.

use crate::desk::arrive::parse::{Entry, ParsedArticle};
use crate::model::block::InlineKind;
use crate::model::{Article, Block, BlockKind, Span};
use crate::text::own_words::body_words;
use std::collections::HashSet;

/// A description of fewer words is the beginning of something. Ideographs count one each.
const SHORT: usize = 120;

/// An entry of more words says all, even if it ends with dots or with a link to its page.
const LONG: usize = 400;

/// A page holds at least this share of the different words of its entry, in percent: else it is a wall, a notice or
/// another story.
const SHARED: usize = 60;

/// What an entry says, by which it is known again: not when, and not where its links lead today.
pub(in crate::desk) fn said(entry: &Entry) -> String {
    let fields = [&entry.title, &entry.summary, &entry.content];
    let words = fields.map(|field| field.as_deref().unwrap_or_default());
    words.join("\u{1f}")
}

/// The address of the page that says the rest; `None` when the entry says all, or leads nowhere. What has no title
/// is a note, complete as it is.
pub(in crate::desk) fn page(parsed: &ParsedArticle) -> Option<String> {
    let entry = parsed.entry.as_ref()?;
    entry.title.as_ref()?;
    let own = |rel: &Option<_>| {
        rel.as_ref()
            .is_none_or(|rel: &crate::model::SafeText| rel.as_str() == "alternate")
    };
    let link = entry.links.iter().find(|link| own(&link.rel))?;
    let address = link.href.as_str();
    if !crate::ingest::fetch::address::is_web(address) {
        return None;
    }
    let count = body(&parsed.article)
        .map(|block| spoken(&parsed.article, block))
        .sum::<usize>();
    let is_cut = count < LONG && is_cut(&parsed.article, address);
    let is_short = count < SHORT && entry.content.is_none();
    (is_cut || is_short).then(|| address.to_owned())
}

/// Whether a page says what its entry begins.
///
/// # Errors
/// Why it does not, as it goes behind "its page".
pub(super) fn continues(entry: &Article, page: &Article) -> Result<(), &'static str> {
    let (begun, said): (Vec<_>, Vec<_>) = (words(entry), words(page));
    if said.len() <= begun.len() {
        return Err("says no more than the feed does");
    }
    let said: HashSet<&String> = said.iter().collect();
    let begun: HashSet<&String> = begun.iter().collect();
    let shared = begun.iter().filter(|word| said.contains(*word)).count();
    if shared * 100 < begun.len() * SHARED {
        return Err("is about something else");
    }
    Ok(())
}

/// The blocks of an entry behind its title.
fn body(article: &Article) -> impl DoubleEndedIterator<Item = &Block> {
    let is_title = |block: &Block| block.kind == BlockKind::Heading && block.span.start == 0;
    article.blocks.iter().filter(move |block| !is_title(block))
}

fn spoken(article: &Article, block: &Block) -> usize {
    crate::text::words::words(&article.text, block.span)
        .filter(|word| is_word(word.of(&article.text)))
        .count()
}

/// Whether the words of an entry end in the middle: with dots, or with a link to its page.
fn is_cut(article: &Article, address: &str) -> bool {
    // Figures are what the feed adds: pictures and sounds.
    let Some(last) = body(article).rfind(|block| block.kind != BlockKind::Figure) else {
        return false;
    };
    let words = last.span.of(&article.text).trim_end();
    let bare = words.trim_end_matches([']', ')', '»', '>', '→', ' ']);
    if bare.ends_with('…') || bare.ends_with("...") {
        return true;
    }
    let end = last.span.start + bare.len();
    let leads_on = |span: &Span| span.end >= end && span.start < end;
    article.inlines.iter().any(|inline| {
        matches!(&inline.kind, InlineKind::Link(href) if same_page(href, address))
            && leads_on(&inline.span)
    })
}

/// Whether two addresses are one, but for what says how the reader came.
fn same_page(one: &str, other: &str) -> bool {
    let bare = |address: &str| {
        let end = address.find(['?', '#']).unwrap_or(address.len());
        address
            .get(..end)
            .unwrap_or_default()
            .trim_end_matches('/')
            .to_owned()
    };
    bare(one) == bare(other)
}

fn words(article: &Article) -> Vec<String> {
    body_words(article)
        .filter(|word| is_word(word))
        .map(|word| word.to_lowercase())
        .collect()
}

fn is_word(piece: &str) -> bool {
    piece.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::arrive::parse::{Input, parse};

    const PAGE: &str = "https://paper.example/rates";

    /// The entry of a feed with this inside.
    fn entry(inside: &str) -> ParsedArticle {
        let feed = format!(
            "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Paper</title>
             <item><guid>1</guid><link>{PAGE}</link>{inside}</item></channel></rss>"
        );
        let document = parse(&Input::new("feed", feed.as_bytes()), None).unwrap();
        document.articles.into_iter().next().unwrap()
    }

    fn is_teaser(inside: &str) -> bool {
        page(&entry(inside)).is_some_and(|address| address == PAGE)
    }

    fn said_by(tag: &str, words: &str) -> String {
        format!("<title>Rates rise</title><{tag}><![CDATA[{words}]]></{tag}>")
    }

    #[test]
    fn an_entry_without_content_that_says_little_is_a_teaser() {
        assert!(is_teaser("<title>Rates rise</title>"));
        assert!(is_teaser(&said_by(
            "description",
            "<p>The bank raised rates on Monday.</p>"
        )));
        let whole =
            "<p>The bank raised its rates again, as most people who watch it had expected.</p>"
                .repeat(12);
        assert!(!is_teaser(&said_by("description", &whole)));
    }

    #[test]
    fn content_is_the_whole_unless_it_is_cut_off() {
        let content = |words: &str| is_teaser(&said_by("content:encoded", words));
        assert!(!content("<p>The bank raised rates on Monday.</p>"));
        assert!(content("<p>The bank raised rates on Mon…</p>"));
        assert!(content("<p>The bank raised rates on Mon [...]</p>"));
        let leads_on = format!(
            "<p>The bank raised rates.</p><p><a href='{PAGE}?from=rss'>Weiterlesen</a> »</p>"
        );
        assert!(content(&leads_on));
        let elsewhere =
            "<p>The bank raised rates, says <a href='https://other.example/'>another</a></p>";
        assert!(!content(elsewhere));
        let all =
            "<p>The bank raised its rates again, as most people who watch it had expected.</p>"
                .repeat(40);
        assert!(!content(&format!("{all}{leads_on}")));
    }

    #[test]
    fn a_note_without_a_title_is_complete_and_what_leads_nowhere_is_too() {
        assert!(!is_teaser("<description>Coffee, then news.</description>"));
        let mut nowhere = entry("<title>Rates rise</title>");
        nowhere.entry.as_mut().unwrap().links.clear();
        assert_eq!(page(&nowhere), None);
        let mut mail = entry("<title>Rates rise</title>");
        mail.entry.as_mut().unwrap().links[0].href = "mailto:desk@paper.example".into();
        assert_eq!(page(&mail), None);
    }

    #[test]
    fn a_page_continues_its_entry_when_it_says_its_words_and_more() {
        let teaser = entry(&said_by("description", "The bank raised rates on Monday."));
        let read = |page: &str| {
            let document = parse(&Input::new("page", page.as_bytes()), None).unwrap();
            document.articles[0].article.clone()
        };
        let whole = read(
            "<html><body><article><h1>Rates rise</h1><p>The bank raised rates on Monday. Nobody was surprised, least of all the markets.</p></article></body></html>",
        );
        assert_eq!(continues(&teaser.article, &whole), Ok(()));
        let wall = read(
            "<html><body><h1>Before you go on</h1><p>We and our partners would like to keep some things on your device, and you may agree to it or read more about it here.</p></body></html>",
        );
        assert_eq!(
            continues(&teaser.article, &wall),
            Err("is about something else")
        );
        let less = read("<html><body><h1>Rates rise</h1><p>Subscribe.</p></body></html>");
        assert_eq!(
            continues(&teaser.article, &less),
            Err("says no more than the feed does")
        );
    }
}
