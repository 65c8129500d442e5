//! Whether two articles are the same one: a wire report that two papers carry, under two headlines.
//!
//! It judges two articles by the runs of words that they share ([`Runs`]); who is to be compared with
//! whom is decided elsewhere. Page furniture does not count. Where there is doubt two articles are
//! two: a copy is folded away in the list, and nothing that says something of its own may be.

use crate::model::{Article, BlockKind};
use crate::text::signature::{Runs, Signature};

/// Fewer words than this are no article of which one could say that it was copied: "Read more", a teaser.
const SHORTEST: usize = 24;
/// A copy shares at least this part of all runs of both. Reports that take over each other's sentences
/// stay below two fifths, copies that were cut and given another head above seven tenths; a text that grew by
/// half has reporting of its own and is more than a copy.
const LEAST_SHARE: f64 = 0.65;
/// Of the shorter text at least this part stands in the longer one: the rest of a copy was left out, not
/// written anew.
const LEAST_HELD: f64 = 0.75;
/// The same words about other figures are another article (the next day's prices): of the figures in the
/// same words at most one in so many may differ, a corrected one or an hour.
const FIGURES: usize = 5;
/// Below this estimated share nobody looks closer: `LEAST_SHARE` less two standard errors.
pub const WORTH_A_LOOK: f64 = 0.48;

/// What of an article is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imprint {
    /// The runs of its own words.
    pub runs: Runs,
    /// Their signature.
    pub signature: Signature,
}

impl Imprint {
    /// The imprint of an article; `None` when it is too short to be told from others by its words.
    pub fn of(article: &Article) -> Option<Self> {
        let own = article.blocks.iter().filter(|block| {
            !matches!(
                block.kind,
                BlockKind::Boilerplate
                    | BlockKind::Related
                    | BlockKind::PullQuote
                    | BlockKind::Rule
            )
        });
        let runs = Runs::of(&article.text, own.map(|block| block.span));
        (runs.words >= SHORTEST).then(|| Self {
            signature: Signature::of(&runs),
            runs,
        })
    }

    /// How much of both this and another article have in common, from 0 to 1, if they are copies of one another.
    pub fn copy(&self, other: &Self) -> Option<f64> {
        let (mine, theirs) = (self.runs.all.len(), other.runs.all.len());
        let shared = self.runs.shared(&other.runs);
        let share = part(shared, mine + theirs - shared);
        let held = part(shared, mine.min(theirs));
        if share < LEAST_SHARE || held < LEAST_HELD {
            return None;
        }
        let (same, others) = self.runs.figures_kept(&other.runs);
        (others * FIGURES <= same + others).then_some(share)
    }
}

fn part(some: usize, all: usize) -> f64 {
    if all == 0 {
        0.0
    } else {
        some as f64 / all as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Span};

    /// Sentences without end, each with a figure, and each but for the figure different from the others.
    fn sentences(from: usize, to: usize, figure: usize) -> String {
        let one = |n: usize| {
            format!(
                "In town{n} the council{n} spent {} crowns on road{n} and bridge{n}. ",
                n * 31 + figure
            )
        };
        (from..to).map(one).collect()
    }

    fn imprint(text: &str) -> Option<Imprint> {
        Imprint::of(&Article {
            text: text.into(),
            blocks: vec![Block::new(BlockKind::Paragraph, Span::new(0, text.len()))],
            ..Article::default()
        })
    }

    fn is_copy(a: &str, b: &str) -> bool {
        let (a, b) = (imprint(a).unwrap(), imprint(b).unwrap());
        let there = a.copy(&b);
        assert_eq!(there, b.copy(&a), "the same from both sides");
        there.is_some()
    }

    #[test]
    fn another_headline_a_cut_and_an_agencys_line_make_no_other_article() {
        let report = sentences(0, 30, 0);
        let printed = format!(
            "Roads cost more than planned. {} {} By a news agency.",
            sentences(0, 12, 0),
            sentences(15, 30, 0).to_uppercase()
        );
        assert!(is_copy(&report, &printed));
    }

    #[test]
    fn reporting_of_ones_own_and_shared_sentences_are_no_copy() {
        let report = sentences(0, 30, 0);
        let grown = report.clone() + &sentences(100, 120, 0);
        assert!(!is_copy(&report, &grown));
        let rewritten = sentences(0, 12, 0) + &sentences(100, 118, 0);
        assert!(!is_copy(&report, &rewritten));
    }

    #[test]
    fn the_same_words_about_other_figures_are_no_copy_and_one_correction_is() {
        let report = sentences(0, 30, 0);
        assert!(!is_copy(&report, &sentences(0, 30, 7)));
        let corrected = sentences(0, 29, 0) + &sentences(29, 30, 7);
        assert!(is_copy(&report, &corrected));
    }

    #[test]
    fn a_few_words_are_never_a_copy() {
        assert_eq!(imprint("Read more about this on our page."), None);
    }
}
