//! Where each piece of the canonical text came from in the bytes that were read.

use super::span::Span;
use serde::{Deserialize, Serialize};

/// A run of canonical text and the run of source bytes it was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Bytes of the canonical text.
    pub text: Span,
    /// Bytes of the source.
    pub source: Span,
    /// Whether the two runs are the same bytes, so that offsets inside map one to one.
    pub verbatim: bool,
}

/// Runs in order of the text. For plain text the runs partition both the text and the input.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceMap {
    runs: Vec<Run>,
}

impl SourceMap {
    /// Adds the next run; neighbouring verbatim runs are joined.
    pub fn push(&mut self, run: Run) {
        if let Some(last) = self.runs.last_mut()
            && last.verbatim
            && run.verbatim
            && last.text.end == run.text.start
            && last.source.end == run.source.start
        {
            last.text.end = run.text.end;
            last.source.end = run.source.end;
            return;
        }
        self.runs.push(run);
    }

    /// All runs, in order of the text.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The smallest range of source bytes that made `span`; exact inside verbatim runs.
    /// `None` when no source is known for it.
    pub fn source(&self, span: Span) -> Option<Span> {
        let first = self.runs.partition_point(|run| run.text.end <= span.start);
        let mut touched = self
            .runs
            .iter()
            .skip(first)
            .take_while(|run| run.text.start < span.end.max(span.start + 1));
        let head = *touched.next()?;
        let tail = touched.last().copied().unwrap_or(head);
        let start = if head.verbatim {
            head.source.start + span.start.saturating_sub(head.text.start)
        } else {
            head.source.start
        };
        let end = if tail.verbatim {
            tail.source.start + span.end.min(tail.text.end).saturating_sub(tail.text.start)
        } else {
            tail.source.end
        };
        Some(Span::new(start, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_exact_in_a_verbatim_run_and_whole_in_a_repaired_one() {
        let mut map = SourceMap::default();
        map.push(Run {
            text: Span::new(0, 4),
            source: Span::new(0, 4),
            verbatim: true,
        });
        map.push(Run {
            text: Span::new(4, 5),
            source: Span::new(4, 9),
            verbatim: false,
        });
        map.push(Run {
            text: Span::new(5, 9),
            source: Span::new(9, 13),
            verbatim: true,
        });
        assert_eq!(map.source(Span::new(1, 3)), Some(Span::new(1, 3)));
        assert_eq!(map.source(Span::new(2, 5)), Some(Span::new(2, 9)));
        assert_eq!(map.source(Span::new(6, 8)), Some(Span::new(10, 12)));
    }
}
