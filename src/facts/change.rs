//! Which figures and dates are other ones in a newer version of a text.
//!
//! A figure that a change touches is paired with the figure that stands at the same place in the newer text, if it
//! is of the same kind. A figure without a partner is new or gone, unless the other text says the same elsewhere.

use crate::model::{Fact, FactKind, FactValue, Facts, FigureChange, Piece, Span};
use crate::text::diff::carried;

/// Figures and dates that changed, in order of the newer text; then those that came, then those that are gone.
/// `old` and `new` are the two texts with their facts, `pieces` their difference.
pub fn changes(
    (old_text, old): (&str, &Facts),
    (new_text, new): (&str, &Facts),
    pieces: &[Piece],
) -> Vec<FigureChange> {
    let changed: Vec<&Piece> = pieces.iter().filter(|piece| !piece.same).collect();
    let gone = touched(old, &changed, |piece| piece.old);
    let mut come: Vec<Option<&Fact>> = touched(new, &changed, |piece| piece.new)
        .into_iter()
        .map(Some)
        .collect();
    let mut found: Vec<FigureChange> = Vec::new();
    let mut lost: Vec<&Fact> = Vec::new();
    for fact in gone {
        let place = carried(pieces, fact.span);
        let partner = come.iter_mut().find(|other| {
            other.is_some_and(|other| other.span.overlaps(place) && are_kin(fact, other))
        });
        match partner.and_then(Option::take) {
            Some(other) if says_the_same(fact, other) => {}
            Some(other) => found.push(FigureChange {
                old: Some(fact.clone()),
                new: Some(other.clone()),
            }),
            None => lost.push(fact),
        }
    }
    found.sort_by_key(|change| change.new.as_ref().map(|fact| fact.span));
    let elsewhere = |fact: &Fact, facts: &Facts| {
        let same = |other: &Fact| other.kind == fact.kind && other.value == fact.value;
        facts.facts.iter().any(same)
    };
    let come = come.into_iter().flatten();
    found.extend(
        come.filter(|fact| !elsewhere(fact, old))
            .map(|fact| FigureChange {
                old: None,
                new: Some(fact.clone()),
            }),
    );
    let lost = lost.into_iter();
    found.extend(
        lost.filter(|fact| !elsewhere(fact, new))
            .map(|fact| FigureChange {
                old: Some(fact.clone()),
                new: None,
            }),
    );
    told_once(found, old_text, new_text)
}

/// The figures and dates with a value whose words a change touches.
fn touched<'a>(
    facts: &'a Facts,
    changed: &[&Piece],
    side: impl Fn(&Piece) -> Span,
) -> Vec<&'a Fact> {
    let figures = facts.facts.iter().filter(|fact| is_figure(fact));
    figures
        .filter(|fact| {
            let next = changed.partition_point(|piece| side(piece).end <= fact.span.start);
            let near = changed.iter().skip(next).map(|piece| side(piece));
            near.take_while(|words| words.start < fact.span.end)
                // Words put in or taken out inside a figure leave an empty span there.
                .any(|words| words.overlaps(fact.span) || fact.span.start < words.start)
        })
        .collect()
}

/// Whether a fact has a value that can be another one: no quote, no statement, no cell, no unresolved date.
fn is_figure(fact: &Fact) -> bool {
    match &fact.value {
        FactValue::Quantity(_) => true,
        FactValue::Date(date) => date.edtf.is_some() && fact.kind != FactKind::Event,
        FactValue::None => false,
    }
}

/// Whether one figure can have become the other.
fn are_kin(old: &Fact, new: &Fact) -> bool {
    match (&old.value, &new.value) {
        (FactValue::Quantity(old), FactValue::Quantity(new)) => old.unit == new.unit,
        (FactValue::Date(_), FactValue::Date(_)) => true,
        _ => false,
    }
}

/// Whether two figures have the same value, however they are written.
fn says_the_same(old: &Fact, new: &Fact) -> bool {
    old.value == new.value
}

/// A change that is told in several sentences is one change.
fn told_once(found: Vec<FigureChange>, old_text: &str, new_text: &str) -> Vec<FigureChange> {
    let words = |change: &FigureChange| {
        let old = change
            .old
            .as_ref()
            .map(|fact| fact.span.of(old_text).to_owned());
        let new = change
            .new
            .as_ref()
            .map(|fact| fact.span.of(new_text).to_owned());
        (old, new)
    };
    let mut known = std::collections::BTreeSet::new();
    found
        .into_iter()
        .filter(|change| known.insert(words(change)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::extract;
    use crate::model::{Article, Block, BlockKind};
    use crate::text::diff::diff;

    fn article(text: &str) -> Article {
        Article {
            text: text.into(),
            blocks: vec![Block::new(BlockKind::Paragraph, Span::new(0, text.len()))],
            ..Article::default()
        }
    }

    /// `old → new`, `+ new`, `- old`.
    fn told(old: &str, new: &str) -> Vec<String> {
        let (was, is) = (article(old), article(new));
        let facts = (extract(&was, None), extract(&is, None));
        let found = changes((old, &facts.0), (new, &facts.1), &diff(old, new));
        let words = found.iter().map(|change| match (&change.old, &change.new) {
            (Some(was), Some(is)) => format!("{} → {}", was.span.of(old), is.span.of(new)),
            (None, Some(is)) => format!("+ {}", is.span.of(new)),
            (Some(was), None) => format!("- {}", was.span.of(old)),
            (None, None) => String::new(),
        });
        words.collect()
    }

    #[test]
    fn a_figure_is_paired_with_what_it_became() {
        assert_eq!(
            told(
                "Meta will spend $65 billion in 2025. Sales rose 22%.",
                "Meta will spend $72 billion in 2025. Sales rose 24%."
            ),
            ["$65 billion → $72 billion", "22% → 24%"]
        );
    }

    #[test]
    fn another_spelling_of_the_same_value_is_no_change() {
        assert_eq!(
            told("Meta will spend $65 billion.", "Meta will spend $65bn."),
            Vec::<String>::new()
        );
    }

    #[test]
    fn what_came_and_what_went_is_told_unless_it_only_moved() {
        assert_eq!(
            told(
                "The plant costs $4 million. It has 300 rooms. Nobody was hurt.",
                "Nobody was hurt. The plant costs $4 million. The fine is €9 million."
            ),
            ["+ €9 million", "- 300 rooms"]
        );
    }
}
