use super::*;
use crate::model::{Block, BlockKind, SafeText, Table};
use crate::text::width::graphemes;
use proptest::prelude::*;

const KINDS: [BlockKind; 11] = [
    BlockKind::Heading,
    BlockKind::Paragraph,
    BlockKind::ListItem,
    BlockKind::Table,
    BlockKind::Quote,
    BlockKind::Code,
    BlockKind::Figure,
    BlockKind::Rule,
    BlockKind::PullQuote,
    BlockKind::Related,
    BlockKind::Boilerplate,
];

/// An article of blocks, one a line; the cells of a table are what stands between bars.
fn article(parts: &[(BlockKind, String)]) -> Article {
    let mut text = String::new();
    let mut blocks = Vec::new();
    for (kind, words) in parts {
        let start = text.len();
        text.push_str(words);
        let span = Span::new(start, text.len());
        let mut block = Block::new(*kind, span);
        block.level = 1;
        if *kind == BlockKind::Table {
            let mut rows: Vec<Vec<Span>> = Vec::new();
            let mut at = start;
            for line in words.split('\n') {
                let mut row = Vec::new();
                for cell in line.split('|') {
                    row.push(Span::new(at, at + cell.len()));
                    at += cell.len() + 1;
                }
                rows.push(row);
            }
            block.table = Some(Table {
                head_rows: 1,
                rows,
                ..Table::default()
            });
        }
        text.push_str("\n\n");
        block.extent = Span::new(start, text.len());
        blocks.push(block);
    }
    Article {
        text: SafeText::new(text),
        blocks,
        ..Article::default()
    }
}

/// The rows as plain text, decorations included.
fn drawn(article: &Article, layout: &Layout) -> Vec<String> {
    let draw = |row: &Row| {
        let mut line = String::new();
        for piece in &row.pieces {
            line.push_str(&" ".repeat(piece.column.saturating_sub(columns(&line))));
            line.push_str(match &piece.content {
                Content::Text(span) => span.of(&article.text),
                Content::Decoration(words) => words,
            });
        }
        line
    };
    layout.rows().iter().map(draw).collect()
}

#[test]
fn a_table_is_wrapped_by_cell_and_told_as_records_where_it_is_narrow() {
    let table = "Metric|Value\nCapital expenditure|$37B\nDownloads|300 million";
    let article = article(&[(BlockKind::Table, table.to_owned())]);
    let wide = Layout::new(&article, 40, &Folding::default());
    assert_eq!(
        drawn(&article, &wide),
        [
            "Metric               Value",
            "────────────────────────────────",
            "Capital expenditure  $37B",
            "Downloads            300 million",
        ]
    );
    let middle = Layout::new(&article, 24, &Folding::default());
    assert_eq!(
        drawn(&article, &middle),
        [
            "Metric       Value",
            "────────────────────────",
            "Capital      $37B",
            "expenditure",
            "",
            "Downloads    300 million",
        ]
    );
    let narrow = Layout::new(&article, 12, &Folding::default());
    assert_eq!(
        drawn(&article, &narrow)[..5],
        ["Metric", "Value", "", "Capital", "expenditure"]
    );
}

#[test]
fn furniture_is_one_row_until_it_is_opened() {
    let parts =
        ["Share", "Print", "Subscribe"].map(|line| (BlockKind::Boilerplate, line.to_owned()));
    let article = article(&parts);
    let mut folding = Folding::default();
    let folded = Layout::new(&article, 40, &folding);
    assert_eq!(drawn(&article, &folded), ["⋯ 3 lines of page furniture"]);
    folding.toggle(folded.group_at(9).unwrap());
    let open = Layout::new(&article, 40, &folding);
    assert_eq!(drawn(&article, &open), ["Share", "Print", "Subscribe"]);
    assert_eq!(open.group_at(9), Some(0));
}

#[test]
fn what_stands_in_the_place_of_a_picture_is_not_folded() {
    let parts = ["Share", "[image: A harbour at dawn]", "Print", "Subscribe"];
    let article = article(&parts.map(|line| (BlockKind::Boilerplate, line.to_owned())));
    let layout = Layout::new(&article, 40, &Folding::default());
    assert_eq!(
        drawn(&article, &layout)
            .into_iter()
            .filter(|row| !row.is_empty())
            .collect::<Vec<_>>(),
        [
            "⋯ 1 line of page furniture",
            "▫ [image: A harbour at dawn]",
            "⋯ 2 lines of page furniture"
        ]
    );
}

#[test]
fn a_list_hangs_behind_its_markers() {
    let mut article = article(&[
        (BlockKind::ListItem, "one two".to_owned()),
        (BlockKind::ListItem, "three".to_owned()),
    ]);
    article.blocks[1].level = 2;
    article.blocks[1].ordinal = Some(7);
    let layout = Layout::new(&article, 24, &Folding::default());
    assert_eq!(drawn(&article, &layout), ["• one two", "  7. three"]);
}

fn parts() -> impl Strategy<Value = Vec<(BlockKind, String)>> {
    let words = prop_oneof![
        "[a-z人工，👩\u{301}\u{200d}א\t| -]{0,60}",
        "[\\PC\n]{0,30}",
        "[a-z0-9 |]{1,20}\n[a-z0-9 |]{1,30}",
    ];
    prop::collection::vec((prop::sample::select(&KINDS[..]), words), 0..6)
}

proptest! {
    #[test]
    fn rows_fit_and_every_visible_cluster_stands_in_one_of_them(parts in parts(), width in 1u16..100) {
        let article = article(&parts);
        let mut folding = Folding::default();
        (0..parts.len()).for_each(|group| folding.open(group));
        let layout = Layout::new(&article, width, &folding);
        let mut shown = vec![0; article.text.len()];
        for row in layout.rows() {
            let mut column = 0;
            for piece in &row.pieces {
                prop_assert!(piece.column >= column, "pieces overlap");
                column = piece.column + piece.width;
                prop_assert!(column <= usize::from(width), "{row:?} is too wide for {width}");
                if let Content::Text(span) = piece.content {
                    shown[span.start..span.end].iter_mut().for_each(|count| *count += 1);
                }
            }
        }
        for block in article.blocks.iter().filter(|block| block.kind != BlockKind::Rule) {
            let spans = match &block.table {
                Some(table) => table.rows.iter().flatten().copied().collect(),
                None => vec![block.span],
            };
            for span in spans {
                for (at, cluster, _) in graphemes(span.of(&article.text)) {
                    if !cluster.trim().is_empty() {
                        // The last byte: an accent on a blank at the end of a cell loses its blank.
                        let at = span.start + at + cluster.len() - 1;
                        prop_assert_eq!(shown[at], 1, "{:?} at {}", cluster, at);
                    }
                }
            }
        }
    }

    #[test]
    fn a_shown_byte_is_found_at_its_place(parts in parts(), width in 1u16..100) {
        let article = article(&parts);
        let layout = Layout::new(&article, width, &Folding::default());
        for offset in 0..=article.text.len() {
            let (row, column) = layout.place_of(&article.text, offset);
            prop_assert!(row < layout.len().max(1) && column < usize::from(width));
        }
        for row in layout.rows() {
            for piece in &row.pieces {
                let Content::Text(span) = piece.content else { continue };
                let mut column = piece.column;
                for (at, _, columns) in graphemes(span.of(&article.text)) {
                    let offset = span.start + at;
                    if columns > 0 && column + columns <= usize::from(width) {
                        let (row, column) = layout.place_of(&article.text, offset);
                        prop_assert_eq!(layout.offset_at(&article.text, row, column), offset);
                    }
                    column += columns;
                }
            }
        }
    }
}
