//! Of a text that is longer than anybody reads at once, only the beginning is searched for facts: the work for an
//! article has a bound, and an opened one is there at once.

use crate::model::{Article, Block, SafeText, Span, Table};

/// So many bytes are searched; a long book has one million.
pub(super) const MOST: usize = 2 << 20;

/// The beginning of a long article, as an article; `None` when it is searched whole.
pub(super) fn of(article: &Article) -> Option<Article> {
    if article.text.len() <= MOST {
        return None;
    }
    let end = end(&article.text);
    let words = Span::new(0, end).of(&article.text);
    let blocks = article
        .blocks
        .iter()
        .take_while(|block| block.span.start < end);
    let within = |span: &Span| span.end <= end;
    let sections = article
        .sections
        .iter()
        .filter(|section| within(&section.span));
    Some(Article {
        metadata: article.metadata.clone(),
        text: SafeText::new(words),
        blocks: blocks.map(|block| begun(block, end)).collect(),
        inlines: article
            .inlines
            .iter()
            .filter(|inline| within(&inline.span))
            .cloned()
            .collect(),
        sections: sections.cloned().collect(),
        ..Article::default()
    })
}

/// Where the beginning ends: behind a blank, so that no word is cut where there are any.
fn end(text: &str) -> usize {
    let most = Span::new(0, MOST).clipped(text);
    let last = Span::new(MOST - 1024, MOST).clipped(text).of(text);
    let blank = last.rfind(char::is_whitespace);
    blank.map_or(most.end, |at| most.end - last.len() + at)
}

/// A block as far as it goes.
fn begun(block: &Block, end: usize) -> Block {
    let cut = |span: Span| Span::new(span.start.min(end), span.end.min(end));
    let table = block.table.as_ref().map(|table| Table {
        rows: table
            .rows
            .iter()
            .filter(|row| row.iter().all(|cell| cell.end <= end))
            .cloned()
            .collect(),
        caption: table.caption.filter(|caption| caption.end <= end),
        ..table.clone()
    });
    Block {
        span: cut(block.span),
        extent: cut(block.extent),
        table,
        ..block.clone()
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::{extract, limits};
    use crate::model::{Article, Block, BlockKind, Span};

    /// Paragraphs that name as many millions as they have come, up to so many bytes.
    fn article(bytes: usize) -> Article {
        let (mut text, mut blocks) = (String::new(), Vec::new());
        while text.len() < bytes {
            let start = text.len();
            let spent = format!("Meta spent ${} million on chips that year. ", blocks.len());
            text.push_str(&spent);
            text.push_str(&"It was talked about for a long time. ".repeat(400));
            blocks.push(Block::new(
                BlockKind::Paragraph,
                Span::new(start, text.len()),
            ));
            text.push_str("\n\n");
        }
        Article {
            text: text.into(),
            blocks,
            ..Article::default()
        }
    }

    #[test]
    fn a_long_text_has_the_facts_of_its_beginning_and_says_so() {
        let long = article(super::MOST + 200_000);
        let facts = extract(&long, None);
        let last = facts.facts.last().unwrap().span;
        assert!(
            last.end <= super::MOST && last.end > super::MOST - 100_000,
            "{last:?}"
        );
        assert!(
            facts
                .sentences
                .iter()
                .all(|sentence| sentence.span.end <= super::MOST)
        );
        assert!(limits(&long).unwrap().contains("long"));
        assert_eq!(limits(&article(1_000)), None);
    }
}
