//! Keeps a span alive from one version of a text to the next.
//!
//! [`anchor`] compares two versions once, word by word, and carries every span through the comparison.
//! What the comparison leaves unexplained (text that was moved and edited) is searched for the span's own words.
//! [`find_quote`] places a mark that came without a text version, by its quote and what stood around it.
//! Rather an orphan than a mark on the wrong words: nothing is placed where less than half of it survived.

mod alignment;
mod edge;
mod leftover;
mod place;
mod quote;
mod search;

pub use quote::{candidates, find_quote};

use crate::model::{AnchorState, Span};
use crate::text::words::{key, words};
use alignment::Alignment;
use place::Placer;

/// Where a span stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchored {
    /// How it got there.
    pub state: AnchorState,
    /// The bytes of the new text; `None` when ambiguous or orphaned.
    pub span: Option<Span>,
}

impl Anchored {
    /// Its words are gone.
    pub const ORPHAN: Self = Self {
        state: AnchorState::Orphan,
        span: None,
    };

    /// More than one place fits.
    pub const AMBIGUOUS: Self = Self {
        state: AnchorState::Ambiguous,
        span: None,
    };
}

/// Carries `spans` of `old` over to `new`, in their order. Linear in the texts but for the search of what is
/// left unexplained.
pub fn anchor(old: &str, new: &str, spans: &[Span]) -> Vec<Anchored> {
    if old == new {
        let exact = |span: &Span| Anchored {
            state: AnchorState::Exact,
            span: Some(span.clipped(new)),
        };
        return spans.iter().map(exact).collect();
    }
    let alignment = Alignment::new(old, new);
    let placer = Placer::new(old, new, &alignment);
    spans
        .iter()
        .map(|span| placer.place(span.clipped(old)))
        .collect()
}

/// Whether a person should look at a place: there is more than one, or other words than `quote` stand there. Quotation
/// marks, dashes and line ends that a page read again has otherwise are no other words.
pub fn is_doubtful(new: &str, quote: &str, anchored: &Anchored) -> bool {
    match (anchored.state, anchored.span) {
        (AnchorState::Ambiguous, _) => true,
        (AnchorState::Changed, Some(span)) => {
            let pieces = |text: &str| -> Vec<String> {
                let all = words(text, Span::new(0, text.len()));
                all.map(|word| key(word.of(text)).into_owned()).collect()
            };
            pieces(span.of(new)) != pieces(quote)
        }
        _ => false,
    }
}

#[cfg(test)]
thread_local! {
    /// How many words were compared and letters searched on this thread: the work of this room, without a clock.
    static WORK: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Counts work, in tests.
#[inline]
fn work(pieces: usize) {
    #[cfg(test)]
    WORK.with(|work| work.set(work.get() + pieces));
    #[cfg(not(test))]
    let _ = pieces;
}

#[cfg(test)]
mod tests;
