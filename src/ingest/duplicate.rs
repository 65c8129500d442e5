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
/// stay below two fifths, copies that were cut and given another head above two thirds.
const LEAST_SHARE: f64 = 0.5;
/// Of the shorter text at least this part stands in the longer one: the rest of a copy was left out, not
/// written anew.
const LEAST_HELD: f64 = 0.7;
/// The same words about other figures are another article (the next day's prices): of the figures in the
/// same words at most one in so many may differ, a corrected one or an hour.
const FIGURES: usize = 5;
/// Below this estimated share nobody looks closer: [`LEAST_SHARE`] less two standard errors.
pub const WORTH_A_LOOK: f64 = 0.33;

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
