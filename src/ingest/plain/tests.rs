//! Blocks of plain texts, and the promise that nothing is moved or dropped.

use crate::ingest::{Input, read};
use crate::model::{Article, BlockKind};
use proptest::prelude::*;

fn article(bytes: &[u8]) -> Option<Article> {
    let reading = read(&Input {
        format: crate::ingest::Format::Text,
        ..Input::new("test", bytes)
    });
    reading
        .ok()?
        .articles
        .into_iter()
        .next()
        .map(|parsed| parsed.article)
}

fn kinds(text: &str) -> Vec<BlockKind> {
    let article = article(text.as_bytes()).expect("a text");
    article.blocks.iter().map(|block| block.kind).collect()
}

#[test]
fn a_scraped_page_falls_into_its_blocks() {
    use BlockKind::{Boilerplate, Heading, ListItem, Paragraph, PullQuote, Related, Table};
    let text = "Prices Rise Again\nKey Takeaways\n- One thing happened.\n- Another followed.\n| a | b |\n|---|---|\n| c | d |\nAnalysis\nThe price of bread rose by four percent last month, the office said. It was the third rise in a row.\nThe price of bread rose by four percent last month, the office said.\nPostLinkedIn\nFrom the Network\nFoodBread Is Dearer\nThe price of\n";
    assert_eq!(
        kinds(text),
        [
            Heading,
            Heading,
            ListItem,
            ListItem,
            Table,
            Heading,
            Paragraph,
            PullQuote,
            Boilerplate,
            Heading,
            Related,
            Related
        ]
    );
}

#[test]
fn lines_wrapped_by_hand_are_one_paragraph() {
    let text = "Notes\n\nThis is a paragraph that somebody wrapped by hand at about\nsixty columns, as mails and readme files are, and it goes on\nfor three lines.\n\nAnd this is the next one, which is short.\n";
    assert_eq!(kinds(text).len(), 3);
}

#[test]
fn a_short_heading_is_no_last_line_of_a_long_one() {
    use BlockKind::{Heading, Paragraph};
    let text = "Prices Rise Again\n\nThe office expects prices to rise by four percent in the coming year\nWhy It Matters\nBread is what everybody buys, every day, and its price is what everybody sees first.\nBy region\nThe north pays more than the south, as it did last year and the year before, said the office.\n";
    assert_eq!(
        kinds(text),
        [Heading, Paragraph, Heading, Paragraph, Heading, Paragraph]
    );
}

#[test]
fn what_stands_below_the_title_says_who_and_when() {
    let article = article(
        "Prices Rise Again\nThe Daily | Thursday, July 31, 2025\nAda Byron in Leeds\n\nThe price of bread rose by four percent, the office said on Tuesday. It was the third rise in a row.\n".as_bytes(),
    )
    .expect("a text");
    assert_eq!(article.metadata.site.as_deref(), Some("The Daily"));
    assert_eq!(
        article
            .metadata
            .published
            .map(|day| day.to_string())
            .as_deref(),
        Some("2025-07-31")
    );
    let headings = article
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Heading);
    assert_eq!(headings.count(), 1);
}

#[test]
fn rows_without_outer_bars_are_a_table_below_dashes() {
    use BlockKind::{Heading, Table};
    assert_eq!(
        kinds("Prices\n\nPlace | Price\n--- | ---\nLeeds | 4\nYork | 5\n"),
        [Heading, Table]
    );
}

/// Extents partition the text, and their sources partition the bytes.
fn partitions(bytes: &[u8]) -> Result<(), TestCaseError> {
    let Some(article) = article(bytes) else {
        return Ok(());
    };
    let (mut at, mut from) = (0, 0);
    for block in &article.blocks {
        prop_assert_eq!(block.extent.start, at);
        prop_assert!(block.extent.covers(block.span));
        prop_assert!(article.text.get(block.span.start..block.span.end).is_some());
        for cell in block
            .table
            .iter()
            .flat_map(|table| table.rows.iter().flatten())
        {
            prop_assert!(block.span.covers(*cell));
            prop_assert!(article.text.get(cell.start..cell.end).is_some());
        }
        let source = article.source_map.source(block.extent).expect("a source");
        prop_assert_eq!(source.start, from);
        (at, from) = (block.extent.end, source.end);
    }
    prop_assert_eq!(at, article.text.len());
    prop_assert_eq!(from, bytes.len());
    for section in &article.sections {
        for span in section
            .items
            .iter()
            .chain(&section.answers)
            .chain(&section.rationales)
            .chain(section.rows.iter().flatten())
        {
            prop_assert!(article.text.get(span.start..span.end).is_some());
        }
    }
    Ok(())
}

/// Pieces that each ask something else of decoding, repair and the safe-text gate.
const PIECES: &[&[u8]] = &[
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\r\n",
    b"\r",
    b"\n",
    b"\n\n",
    b"\t",
    b" ",
    b"\0",
    b"\x1b[31m",
    b"\x7f",
    b"\xc2\x9b",
    b"\xe2\x80\xae",
    b"\xe2\x80",
    b"\xff",
    b"caf\xe9",
    b"\x93so\x94",
    "โ€”".as_bytes(),
    "โขOne".as_bytes(),
    "Ã©tÃ©".as_bytes(),
    "Zürich, Łódź".as_bytes(),
    "Привет".as_bytes(),
    b"- item",
    b"| a | b |",
    b"RegionSalesGrowth",
    b"North12%4%$3",
    b"Key Facts",
    b"A sentence that is long enough to be a paragraph of its own, and more.",
];

/// What a map calls a copy is one, and what is marked or repaired stands in the text.
fn speaks_the_truth(bytes: &[u8]) -> Result<(), TestCaseError> {
    let Some(article) = article(bytes) else {
        return Ok(());
    };
    for run in article.source_map.runs().iter().filter(|run| run.verbatim) {
        let source = bytes.get(run.source.start..run.source.end);
        prop_assert_eq!(source, Some(run.text.of(&article.text).as_bytes()));
    }
    let losses = article.losses.iter().map(|loss| loss.span);
    let repairs = article.repairs.iter().map(|repair| repair.span);
    for span in losses.chain(repairs) {
        prop_assert!(
            article
                .text
                .get(span.start..span.end)
                .is_some_and(|words| !words.is_empty())
        );
    }
    Ok(())
}

proptest! {
    #[test]
    fn nor_when_everything_that_is_odd_meets(pieces in proptest::collection::vec(prop::sample::select(PIECES), 0..40)) {
        let bytes = pieces.concat();
        partitions(&bytes)?;
        speaks_the_truth(&bytes)?;
    }

    #[test]
    fn nothing_is_moved_or_dropped_whatever_the_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..120)) {
        partitions(&bytes)?;
    }

    #[test]
    fn nor_in_texts_of_the_shapes_we_know(lines in proptest::collection::vec(prop::sample::select(vec![
        "", "Title Words", "- item", "  • •1Glued", "- 2Glued", "| a | b |", "|---|---|", "RegionSalesGrowth", "NorthOneFast", "2023-02", "Timeline",
        "What is it?", "FAQ", "> quote", "---", "A sentence that is long enough to be a paragraph of its own, and more.", "PostLinkedIn", "โข", "Why it matters: x", "From the Network", "\r", "\t", "a\tb", "Key Facts",
    ]), 0..25), ending in prop::sample::select(vec!["\n", "\r\n", "\r", "\n\n"])) {
        partitions(lines.join(ending).as_bytes())?;
    }
}
