//! The article's text as the page's linked data gives it (`articleBody`, schema.org).
//!
//! It is asked which pieces of the page are the article and is never the text itself: it has no
//! paragraphs, headings or links, and is often cut short.

use super::choose::Verdict;
use super::survey::{Piece, Role};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Shorter texts are descriptions, in words.
const LEAST: usize = 40;

/// A text that knows which words stand in it.
#[derive(Debug)]
pub(super) struct Oracle {
    /// Hashes of all runs of three words.
    runs: HashSet<u64>,
    /// The last run of three words, when the text is not cut short.
    end: Option<u64>,
}

impl Oracle {
    /// Prepares a text; `None` when it is too short to tell anything.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        let words = words(text);
        if words.len() < LEAST {
            return None;
        }
        let runs: Vec<u64> = words.windows(RUN).map(hash).collect();
        let cut = text.ends_with(['…']) || text.ends_with("...") || text.ends_with("[...]");
        Some(Self {
            end: runs.last().copied().filter(|_| !cut),
            runs: runs.into_iter().collect(),
        })
    }

    /// Corrects the verdicts on some pieces and says whether the text is on the page at all.
    ///
    /// Pieces whose words stand in the text are the article. When its last words are found, what follows
    /// them is not; between its pieces only captions, tables, lists, code and headings stay, and
    /// paragraphs that the extractor took.
    pub fn judge(&self, pieces: &[Piece], verdicts: &mut [Verdict]) -> bool {
        let mut seen: HashSet<u64> = HashSet::new();
        let shares: Vec<Option<bool>> = pieces
            .iter()
            .map(|piece| {
                let runs: Vec<u64> = words(&piece.text).windows(RUN).map(hash).collect();
                if runs.len() < 3 {
                    return None;
                }
                let known = runs.iter().filter(|run| self.runs.contains(run)).count();
                let own = known * 10 >= runs.len() * 6;
                // The same words once more are a copy for another screen.
                let fresh = runs.iter().filter(|run| !seen.contains(run)).count();
                let again = own && fresh * 2 < runs.len();
                if own {
                    seen.extend(runs.iter().copied().filter(|run| self.runs.contains(run)));
                }
                Some(own && !again)
            })
            .collect();
        if seen.len() * 2 < self.runs.len() {
            return false;
        }
        let own = |at: &usize| shares.get(*at) == Some(&Some(true));
        let (Some(first), Some(last)) = ((0..pieces.len()).find(own), (0..pieces.len()).rfind(own))
        else {
            return false;
        };
        let ends = self.end.is_some_and(|end| {
            let tail = pieces.get(last);
            tail.is_some_and(|piece| words(&piece.text).windows(RUN).any(|run| hash(run) == end))
        });
        let whole = seen.len() * 10 >= self.runs.len() * 9;
        for (at, (piece, verdict)) in pieces.iter().zip(verdicts).enumerate() {
            let share = shares.get(at).copied().flatten();
            if share == Some(true) {
                *verdict = Verdict::Article;
            } else if *verdict == Verdict::Article {
                let after = at > last && ends;
                let before =
                    at < first && whole && !matches!(piece.role, Role::Caption | Role::Heading(_));
                let between = at > first && at < last && whole && share == Some(false);
                let loose = piece.role == Role::Text && (ends || !piece.is_prose());
                if after || before && share != Some(false) || between && loose {
                    *verdict = Verdict::Notice;
                }
            }
        }
        true
    }
}

/// Words in a run.
const RUN: usize = 3;

/// The words of a text; of scripts without spaces each character is one.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        let wide = ('\u{2e80}'..'\u{fb00}').contains(&c) || ('\u{e00}'..'\u{e80}').contains(&c);
        if c.is_alphanumeric() && !wide {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            words.extend(text.get(from..at));
        }
        if wide && c.is_alphanumeric() {
            words.extend(text.get(at..at + c.len_utf8()));
        }
    }
    if let Some(from) = start {
        words.extend(text.get(from..));
    }
    words
}

fn hash(run: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for word in run {
        word.to_lowercase().hash(&mut hasher);
    }
    hasher.finish()
}
