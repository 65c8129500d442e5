//! Markdown: CommonMark with tables, deleted text, footnotes, task lists and front matter (pulldown-cmark).
//!
//! The canonical text is written by the same rule as a page's: signs of the markup are gone, every word
//! is kept, links and emphasis are spans. Formulas stay as they are written. HTML inside is read as HTML
//! is: its words are kept and nothing in it runs; a tag that never ends is no tag but words.

mod front_matter;

use super::decode::Decoded;
use super::finish::{finish, line};
use super::writer::{Item, Writer};
use super::{html, plain, repair};
use crate::model::article::Metadata;
use crate::model::block::{Alignment, InlineKind};
use crate::model::{Article, BlockKind, SafeText};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// Reads a Markdown text.
pub(super) fn read(decoded: &Decoded) -> Article {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH;
    let mut reader = Reader::default();
    let text = front_matter::read(&decoded.draft.text, &mut reader.metadata);
    for event in Parser::new_ext(text, options) {
        reader.event(event);
    }
    let mut draft = reader.writer.finish();
    repair::repair(&mut draft);
    let mut metadata = reader.metadata;
    metadata.charset = Some(SafeText::new(decoded.charset.as_str()));
    if metadata.title.is_none() {
        let heading = draft
            .blocks
            .iter()
            .find(|block| block.kind == BlockKind::Heading);
        metadata.title = heading.and_then(|block| line(block.span.of(&draft.text)));
    } else if let Some(title) = metadata.title.clone()
        && draft
            .blocks
            .first()
            .is_none_or(|block| block.kind != BlockKind::Heading || block.level > 1)
    {
        draft.prepend(&title);
    }
    plain::describe(&draft, &mut metadata);
    finish(draft, metadata)
}

/// Follows the events of the parser.
#[derive(Default)]
struct Reader {
    writer: Writer,
    metadata: Metadata,
    /// Lists around: the next number of an ordered one.
    lists: Vec<Option<u64>>,
    /// A list item that has not got its first block yet.
    item: Option<Item>,
    quotes: u8,
    /// A piece of HTML, while inside it.
    markup: Option<String>,
    code: bool,
    /// Whether each link around is one that may be shown.
    links: Vec<bool>,
    /// Small letters above (`true`) or below the line, while inside them.
    small: Option<bool>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.stop(tag),
            Event::Text(words) => self.words(&words),
            Event::Code(code) => {
                self.open_block();
                self.writer.open_inline(InlineKind::Code);
                self.writer.words(&code);
                self.writer.close_inline();
            }
            Event::Html(markup) => match &mut self.markup {
                Some(all) => all.push_str(&markup),
                None => self.html(&markup),
            },
            Event::InlineHtml(tag) => self.tag(&tag),
            Event::SoftBreak => self.writer.words(" "),
            Event::HardBreak => self.writer.line_break(),
            Event::Rule => {
                self.writer.begin(BlockKind::Rule, 0);
                self.writer.words("---");
                self.writer.end();
            }
            Event::TaskListMarker(done) => {
                self.open_block();
                self.writer.words(if done { "☑ " } else { "☐ " });
            }
            Event::FootnoteReference(label) => {
                self.open_block();
                self.writer.words(&format!("[{label}]"));
            }
            Event::InlineMath(formula) => self.words(&format!("${formula}$")),
            Event::DisplayMath(formula) => self.words(&format!("$${formula}$$")),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.item = None;
                self.writer.begin(BlockKind::Heading, level as u8);
            }
            Tag::BlockQuote(_) => {
                self.writer.end();
                self.quotes = self.quotes.saturating_add(1);
            }
            Tag::CodeBlock(kind) => {
                self.writer.begin(BlockKind::Code, 0);
                if let CodeBlockKind::Fenced(info) = kind {
                    let language = info
                        .split([' ', ','])
                        .next()
                        .filter(|word| !word.is_empty());
                    let language = language.map(|word| SafeText::line(word).into_string());
                    self.writer.adjust(|block| block.language = language);
                }
                self.code = true;
            }
            Tag::List(first) => {
                self.writer.end();
                self.lists.push(first);
            }
            Tag::Item => {
                self.writer.end();
                let number = self.lists.last_mut().and_then(|list| {
                    let number = *list;
                    *list = number.map(|n| n.saturating_add(1));
                    number
                });
                let ordinal = number.and_then(|n| u32::try_from(n).ok());
                self.item = Some(Item { ordinal });
            }
            Tag::Table(columns) => {
                self.item = None;
                self.writer.begin(BlockKind::Table, 0);
                let alignment = columns.iter().map(|column| match column {
                    pulldown_cmark::Alignment::Center => Alignment::Center,
                    pulldown_cmark::Alignment::Right => Alignment::Right,
                    _ => Alignment::Left,
                });
                let alignment = alignment.collect();
                self.writer.adjust_table(|table| {
                    table.head_rows = 1;
                    table.alignment = alignment;
                });
            }
            Tag::TableHead | Tag::TableRow => self.writer.row(),
            Tag::TableCell => self.writer.cell(),
            Tag::Emphasis => self.inline(InlineKind::Emphasis),
            Tag::Strong => self.inline(InlineKind::Strong),
            Tag::Strikethrough => self.inline(InlineKind::Deleted),
            Tag::Link { dest_url, .. } => {
                let shown = html::is_safe_link(&dest_url);
                self.links.push(shown);
                if shown {
                    self.inline(InlineKind::Link(SafeText::line(&dest_url).into_string()));
                }
            }
            Tag::HtmlBlock => {
                self.writer.end();
                self.markup = Some(String::new());
            }
            Tag::FootnoteDefinition(label) => {
                self.writer.begin(BlockKind::Paragraph, 0);
                self.writer.words(&format!("[{label}] "));
            }
            _ => {}
        }
    }

    fn stop(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Table => self.writer.end(),
            TagEnd::CodeBlock => {
                self.writer.end();
                self.code = false;
            }
            TagEnd::BlockQuote(_) => {
                self.writer.end();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.writer.end();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.writer.end();
                self.item = None;
            }
            TagEnd::TableCell => self.writer.end_cell(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => self.writer.close_inline(),
            TagEnd::Link if self.links.pop() == Some(true) => self.writer.close_inline(),
            TagEnd::HtmlBlock => {
                if let Some(markup) = self.markup.take() {
                    self.html(&markup);
                }
            }
            _ => {}
        }
    }

    fn inline(&mut self, kind: InlineKind) {
        self.open_block();
        self.writer.open_inline(kind);
    }

    fn words(&mut self, words: &str) {
        if self.code {
            self.writer.verbatim(words);
            return;
        }
        self.open_block();
        let before = self.writer.last_char();
        let small = self
            .small
            .and_then(|above| html::small_letters(words, above, before));
        self.writer.words(small.as_deref().unwrap_or(words));
    }

    /// A block of HTML.
    fn html(&mut self, markup: &str) {
        if !markup.contains('>') {
            self.words(markup);
            self.writer.end();
            return;
        }
        let around = html::Around {
            quotes: self.quotes,
            depth: self.lists.len(),
            item: self.item.take(),
        };
        html::fragment_in(markup, around, &mut self.writer);
    }

    /// A tag inside a line.
    fn tag(&mut self, tag: &str) {
        let name = tag.trim_start_matches(['<', '/']);
        let end = name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        let opens = !tag.starts_with("</");
        match name
            .get(..end)
            .unwrap_or_default()
            .to_ascii_lowercase()
            .as_str()
        {
            "br" => self.writer.line_break(),
            "sup" => self.small = opens.then_some(true),
            "sub" => self.small = opens.then_some(false),
            _ => {}
        }
    }

    /// Words open the block that their place asks for.
    fn open_block(&mut self) {
        if self.writer.is_open() {
            return;
        }
        let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX).min(32);
        if let Some(item) = self.item.take() {
            self.writer.begin(BlockKind::ListItem, depth.max(1));
            self.writer.adjust(|block| block.ordinal = item.ordinal);
        } else if self.quotes > 0 {
            self.writer.begin(BlockKind::Quote, self.quotes);
        } else {
            self.writer.begin(BlockKind::Paragraph, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::{Format, Input, read};
    use crate::model::{Article, BlockKind};
    use BlockKind::{Code, Heading, ListItem, Paragraph, Table};
    use proptest::prelude::*;

    fn article(text: &str) -> Option<Article> {
        let reading = read(&Input {
            format: Format::Markdown,
            ..Input::new("test", text.as_bytes())
        });
        reading
            .ok()?
            .articles
            .into_iter()
            .next()
            .map(|parsed| parsed.article)
    }

    #[test]
    fn front_matter_blocks_and_inlines_are_read() {
        let text = "---\ntitle: \"A Day\"\ndate: 2026-03-14\ntags: [one, two]\n---\n\nWords *and* `code` and [a link](https://example.org).\n\n3. three\n4. four\n   - deep\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n```rust\nfn main() {}\n```\n";
        let article = article(text).expect("an article");
        assert_eq!(article.metadata.title.as_deref(), Some("A Day"));
        assert_eq!(article.metadata.categories.len(), 2);
        let kinds: Vec<BlockKind> = article.blocks.iter().map(|block| block.kind).collect();
        assert_eq!(
            kinds,
            [
                Heading, Paragraph, ListItem, ListItem, ListItem, Table, Code
            ]
        );
        assert_eq!(article.blocks[2].ordinal, Some(3));
        assert_eq!(article.blocks[4].level, 2);
        assert_eq!(article.blocks[6].language.as_deref(), Some("rust"));
        assert_eq!(article.inlines.len(), 3);
    }

    #[test]
    fn footnotes_keep_their_mark_and_their_words() {
        let article = article("# T\n\nA claim.[^1]\n\n[^1]: The source.\n").expect("an article");
        assert_eq!(article.text.as_str(), "T\n\nA claim.[1]\n\n[1] The source.");
    }

    proptest! {
        #[test]
        fn extents_partition_the_text(text in "[a-c*_`#>|\\-\\[\\]()!<\\n 1.&;]{0,80}") {
            if let Some(article) = article(&text) {
                let mut at = 0;
                for block in &article.blocks {
                    prop_assert_eq!(block.extent.start, at);
                    prop_assert!(block.extent.covers(block.span));
                    at = block.extent.end;
                }
                prop_assert_eq!(at, article.text.len());
            }
        }
    }
}
