//! What a person may label next: the facts of an article, and the sentences that carry no mark yet.
//!
//! Pure questions to one opened article. Candidates stand in reading order: the facts of a sentence before the
//! sentence itself, so that the eye goes down the text once.

use crate::model::{BlockKind, FactKind, OpenedArticle, Span};

/// Words that may be labelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Where they stand.
    pub span: Span,
    /// What they are.
    pub kind: CandidateKind,
}

/// What words are that may be labelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CandidateKind {
    /// A fact of this kind.
    Fact(FactKind),
    /// A whole sentence or list item.
    Sentence,
}

impl CandidateKind {
    /// The name that label schemes use, such as `money` or `sentence`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fact(kind) => kind.name(),
            Self::Sentence => "sentence",
        }
    }
}

/// Stretches of a text in order, none touching another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Covered(Vec<Span>);

impl Covered {
    /// What these spans cover together.
    pub fn new(mut spans: Vec<Span>) -> Self {
        spans.sort_unstable();
        let mut covered: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            match covered.last_mut() {
                Some(last) if span.start < last.end => last.end = last.end.max(span.end),
                _ => covered.push(span),
            }
        }
        Self(covered)
    }

    /// Whether any of `span` is covered.
    pub fn touches(&self, span: Span) -> bool {
        let first = self.0.partition_point(|other| other.end <= span.start);
        self.0
            .get(first)
            .is_some_and(|other| other.start < span.end)
    }
}

/// All candidates of an article, labelled or not.
pub fn candidates(opened: &OpenedArticle) -> Vec<Candidate> {
    let text = opened.article.text.as_str();
    let standing = opened.facts.standing().map(|(_, fact)| fact);
    let mut facts = standing.peekable();
    let mut found = Vec::new();
    for sentence in &opened.facts.sentences {
        while let Some(fact) = facts.next_if(|fact| fact.span.start < sentence.span.end) {
            if stands_alone(fact.kind) {
                push_fact(&mut found, fact.span, fact.kind);
            }
        }
        let span = sentence.span.trimmed(text);
        if is_prose(opened, span) {
            found.push(Candidate {
                span,
                kind: CandidateKind::Sentence,
            });
        }
    }
    found
}

/// Adds a fact. Of facts that share words the wider one is a candidate; what is said inside a quotation is one beside it.
fn push_fact(found: &mut Vec<Candidate>, span: Span, kind: FactKind) {
    let fact = Candidate {
        span,
        kind: CandidateKind::Fact(kind),
    };
    match found.last_mut() {
        Some(last) if is_figure(last.kind) && is_figure(fact.kind) && last.span.overlaps(span) => {
            if span.len() > last.span.len() {
                *last = fact;
            }
        }
        _ => found.push(fact),
    }
}

const fn is_figure(kind: CandidateKind) -> bool {
    !matches!(
        kind,
        CandidateKind::Sentence | CandidateKind::Fact(FactKind::Quote)
    )
}

/// Facts whose words say something without their sentence; what is stated, and cells, are no words to be picked out.
const fn stands_alone(kind: FactKind) -> bool {
    !matches!(kind, FactKind::Statement | FactKind::TableCell)
}

/// Whether words stand in running text: no heading, table, code or page furniture.
fn is_prose(opened: &OpenedArticle, span: Span) -> bool {
    let blocks = &opened.article.blocks;
    let at = blocks.partition_point(|block| block.extent.start <= span.start);
    let block = at.checked_sub(1).and_then(|at| blocks.get(at));
    !span.is_empty()
        && block.is_none_or(|block| {
            !block.kind.is_furniture()
                && !matches!(
                    block.kind,
                    BlockKind::Heading | BlockKind::Table | BlockKind::Code | BlockKind::Figure
                )
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn of_facts_that_share_words_the_wider_one_is_a_candidate() {
        let mut found = Vec::new();
        push_fact(&mut found, Span::new(4, 8), FactKind::Money);
        push_fact(&mut found, Span::new(4, 20), FactKind::Period);
        push_fact(&mut found, Span::new(10, 12), FactKind::Date);
        push_fact(&mut found, Span::new(20, 24), FactKind::Date);
        let spans: Vec<Span> = found.iter().map(|one| one.span).collect();
        assert_eq!(spans, [Span::new(4, 20), Span::new(20, 24)]);
    }

    proptest! {
        #[test]
        fn what_is_covered_is_what_a_span_touches(
            spans in prop::collection::vec((0usize..40, 1usize..9), 0..9), asked in (0usize..40, 1usize..9),
        ) {
            let spans: Vec<Span> = spans.into_iter().map(|(at, len)| Span::new(at, at + len)).collect();
            let asked = Span::new(asked.0, asked.0 + asked.1);
            let touches = spans.iter().any(|span| span.overlaps(asked));
            prop_assert_eq!(Covered::new(spans).touches(asked), touches);
        }
    }
}
