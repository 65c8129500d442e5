//! Lines in which the cells of a table touch each other and cannot be told apart safely.
//!
//! They stay lines, word for word. Their place is marked, so that a reader sees that a table was here and
//! does not take `4.2B3.9B` for a number that somebody wrote.

use super::line::{Line, ends_sentence};
use super::seam::{Capitals, seams};
use crate::model::health::{Loss, LossKind};
use crate::model::{Block, BlockKind, Span};

/// A table has at least so many rows; fewer lines that look glued can be chance.
const ROWS: usize = 3;

/// Rows together hold at least so many seams for each of them.
const SEAMS: usize = 2;

/// A whole table in one line shows at least so many seams at figures.
const FIGURES: usize = 4;

/// The places where a table was lost, in order.
pub(super) fn lost_tables(
    text: &str,
    lines: &[Line],
    blocks: &[Block],
    capitals: &Capitals,
) -> Vec<Loss> {
    let mut losses = Vec::new();
    let mut run = Run::default();
    let mut blocks = blocks.iter().peekable();
    for line in lines {
        while blocks
            .next_if(|block| block.extent.end <= line.span.start)
            .is_some()
        {}
        let may_be = blocks.peek().is_some_and(|block| is_words(block.kind));
        let words = line.span.of(text);
        let found = Some(line.span)
            .filter(|_| may_be && !ends_sentence(words))
            .map(|span| seams_in(text, span, capitals))
            .filter(|found| found.all > 0 && !is_address(words))
            .unwrap_or_default();
        if found.all == 0 || line.after_gap {
            run.end(&mut losses);
        }
        if found.all > 0 {
            run.add(line.span, found);
        }
    }
    run.end(&mut losses);
    losses
}

const fn is_words(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Paragraph | BlockKind::Heading | BlockKind::ListItem
    )
}

/// Addresses, handles and code have capitals and figures in the middle of words.
fn is_address(line: &str) -> bool {
    ["://", "www.", "@", "#", "_", "=", "{", "()"]
        .iter()
        .any(|sign| line.contains(sign))
}

/// The seams of one line or more.
#[derive(Debug, Default, Clone, Copy)]
struct Seams {
    all: usize,
    /// Those at figures.
    figures: usize,
}

fn seams_in(text: &str, line: Span, capitals: &Capitals) -> Seams {
    let figures = figures(line.of(text));
    Seams {
        all: seams(text, line, capitals).len() + figures,
        figures,
    }
}

/// How often a figure begins right behind another cell: `12%4%`, `3.9B$4.1B`, `Revenue$4`.
fn figures(line: &str) -> usize {
    let mut count = 0;
    // The two characters before.
    let (mut first, mut second) = (' ', ' ');
    for c in line.chars() {
        let unit = matches!(second, 'K' | 'M' | 'B' | 'T') && first.is_ascii_digit();
        let closed = second == '%' || second == ')' || unit;
        let opens = matches!(c, '$' | '€' | '£' | '¥');
        let behind = closed && (opens || c.is_ascii_digit() || matches!(c, '+' | '−'))
            || opens && (second.is_lowercase() || second.is_ascii_digit());
        count += usize::from(behind);
        (first, second) = (second, c);
    }
    count
}

/// Lines with seams that follow each other.
#[derive(Debug, Default)]
struct Run {
    span: Option<Span>,
    rows: usize,
    seams: Seams,
}

impl Run {
    fn add(&mut self, line: Span, found: Seams) {
        let start = self.span.map_or(line.start, |span| span.start);
        self.span = Some(Span::new(start, line.end));
        self.rows += 1;
        self.seams.all += found.all;
        self.seams.figures += found.figures;
    }

    /// Ends the run, and notes it when it is a table.
    fn end(&mut self, losses: &mut Vec<Loss>) {
        let run = std::mem::take(self);
        let rows = run.rows >= ROWS && run.seams.all >= SEAMS * run.rows;
        if let Some(span) = run.span
            && (rows || run.seams.figures >= FIGURES)
        {
            losses.push(Loss {
                span,
                kind: LossKind::Table,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lost(text: &str) -> Vec<&str> {
        let lines = super::super::line::lines(text);
        let capitals = Capitals::of(text);
        let blocks = super::super::grammar::blocks(text, &lines, &capitals);
        let losses = lost_tables(text, &lines, &blocks, &capitals);
        losses.into_iter().map(|loss| loss.span.of(text)).collect()
    }

    #[test]
    fn rows_that_do_not_split_alike_are_marked_as_a_lost_table() {
        let table = "RegionSalesGrowth\nNorthTwelve unitsVery fastYes\nSouthNineSlow";
        let text = format!(
            "Bread Prices\n\nThe office counted loaves in every region.\n\n{table}\n\nThat was all it said.\n"
        );
        assert_eq!(lost(&text), [table]);
        let line = "MetricQ1Q2Revenue$4.2B$3.9BMargin12%14%Cash$8B$9B";
        assert_eq!(
            lost(&format!("Results\n\nIt was a good year.\n\n{line}\n")),
            [line]
        );
    }

    #[test]
    fn a_table_that_splits_and_words_that_are_written_so_are_not() {
        for text in [
            "Bread\n\nRegionSalesGrowth\nNorthTwelveFast\nSouthNineSlow\n",
            "OpenAI and DeepMind met YouTube in a hall.\niPhone sales rose\nChatGPT Plus\n",
            "See https://example.org/aBcDeFgHiJk\nhttps://example.org/kLmNoPq\nhttps://example.org/rStUv\n",
            "It cost US$5 (about €4) and 12% more, up from $3.9B.\n",
            "| a | b |\n|---|---|\n| cD | eF |\n",
        ] {
            assert_eq!(lost(text), Vec::<&str>::new(), "{text}");
        }
    }
}
