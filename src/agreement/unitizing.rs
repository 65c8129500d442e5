//! Krippendorff's α_U: whether people cut the same units out of a continuous text.
//!
//! Klaus Krippendorff, "Measuring the Reliability of Qualitative Text Analysis Data", 2004, and *Content Analysis*,
//! chapter "Reliability", for one category at a time: the text of each person falls into units of the category and
//! the gaps between them. Two units that meet differ by the squares of the distances of their ends; a unit that lies
//! in a gap of another person differs by the square of its length. All lengths are code points.

use super::{Mark, Study};
use crate::model::{SafeText, Span};

/// Observed and expected disagreement; agreement is 1 minus their quotient.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Disagreement {
    /// What there is.
    pub observed: f64,
    /// What chance would give.
    pub expected: f64,
}

/// A stretch of the continuum as one person cut it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Section {
    span: Span,
    is_unit: bool,
}

/// The disagreement about the marks with this label (an empty one: those without), or about all marks.
pub fn disagreement(study: &Study, label: Option<&SafeText>) -> Disagreement {
    let length: usize = study.texts.iter().map(|(_, length)| length).sum();
    let people: Vec<Vec<Section>> = (0..study.annotators.len())
        .map(|who| {
            let own = study.marks.iter().filter(|mark| mark.annotator == who);
            let own = own.filter(|mark| label.is_none_or(|label| mark.label_or_none() == *label));
            sections(&joined(own, study), length)
        })
        .collect();
    of_sections(&people, length)
}

fn of_sections(people: &[Vec<Section>], length: usize) -> Disagreement {
    let (count, all) = (people.len() as f64, length as f64);
    if people.len() < 2 || length == 0 {
        return Disagreement::default();
    }
    let mut observed = 0.0;
    for (at, one) in people.iter().enumerate() {
        for other in people.iter().skip(at + 1) {
            observed += 2.0 * between(one, other);
        }
    }
    let units: Vec<f64> = lengths(people, true);
    let gaps: Vec<f64> = lengths(people, false);
    let others = (units.len() as f64 - 1.0).max(0.0);
    let mut expected = 0.0;
    for unit in &units {
        let with_units = others / 3.0 * (2.0 * unit.powi(3) - 3.0 * unit.powi(2) + unit);
        let rooms = gaps.iter().filter(|gap| *gap >= unit);
        let with_gaps: f64 = rooms.map(|gap| gap - unit + 1.0).sum();
        expected += with_units + unit.powi(2) * with_gaps;
    }
    let own: f64 = units.iter().map(|unit| unit * (unit - 1.0)).sum();
    let ways = count * all * (count * all - 1.0) - own;
    Disagreement {
        observed: observed / (count * (count - 1.0) * all.powi(2)),
        expected: if ways > 0.0 {
            2.0 / all * expected / ways
        } else {
            0.0
        },
    }
}

fn lengths(people: &[Vec<Section>], units: bool) -> Vec<f64> {
    let sections = people.iter().flatten();
    sections
        .filter(|section| section.is_unit == units)
        .map(|section| section.span.len() as f64)
        .collect()
}

/// The marks of one person as spans of all texts laid one after the other. Marks that overlap are one unit.
fn joined<'m>(marks: impl Iterator<Item = &'m Mark>, study: &Study) -> Vec<Span> {
    let start = |text: usize| -> usize {
        let before = study.texts.iter().take(text);
        before.map(|(_, length)| length).sum()
    };
    let mut spans: Vec<Span> = marks
        .map(|mark| {
            let start = start(mark.text);
            Span::new(start + mark.span.start, start + mark.span.end)
        })
        .filter(|span| !span.is_empty())
        .collect();
    spans.sort();
    let mut units: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match units.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => units.push(span),
        }
    }
    units
}

/// Units and the gaps between them: together they are the whole continuum.
fn sections(units: &[Span], length: usize) -> Vec<Section> {
    let mut sections = Vec::with_capacity(units.len() * 2 + 1);
    let mut at = 0;
    for &span in units {
        let gap = Span::new(at, span.start);
        sections.extend((!gap.is_empty()).then_some(Section {
            span: gap,
            is_unit: false,
        }));
        sections.push(Section {
            span,
            is_unit: true,
        });
        at = span.end;
    }
    let rest = Span::new(at, length);
    sections.extend((!rest.is_empty()).then_some(Section {
        span: rest,
        is_unit: false,
    }));
    sections
}

/// The sum of the distances of all sections of two people. Only sections that meet have any.
fn between(ones: &[Section], others: &[Section]) -> f64 {
    let mut sum = 0.0;
    let (mut at, mut other_at) = (0, 0);
    while let (Some(one), Some(other)) = (ones.get(at), others.get(other_at)) {
        sum += distance(*one, *other);
        // The one that ends first meets nothing more.
        match one.span.end.cmp(&other.span.end) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => other_at += 1,
            std::cmp::Ordering::Equal => {
                at += 1;
                other_at += 1;
            }
        }
    }
    sum
}

fn distance(one: Section, other: Section) -> f64 {
    let square = |from: usize, to: usize| (from.abs_diff(to) as f64).powi(2);
    let (a, b) = (one.span, other.span);
    match (one.is_unit, other.is_unit) {
        (true, true) if a.overlaps(b) => square(a.start, b.start) + square(a.end, b.end),
        (true, false) if b.covers(a) => square(0, a.len()),
        (false, true) if a.covers(b) => square(0, b.len()),
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sections_of(units: &[(usize, usize)], length: usize) -> Vec<Section> {
        let spans: Vec<Span> = units
            .iter()
            .map(|(start, length)| Span::new(*start, start + length))
            .collect();
        sections(&spans, length)
    }

    fn close(one: f64, other: f64) -> bool {
        (one - other).abs() < 0.000_05
    }

    /// Krippendorff, Content Analysis (2004), page 254: two people, two categories, 300 long, counted from 150.
    #[test]
    fn the_textbook_gives_these_figures() {
        let c = [
            sections_of(&[(75, 70), (220, 30)], 300),
            sections_of(&[(70, 80), (205, 20), (250, 20)], 300),
        ];
        let k = [
            sections_of(&[(30, 60), (150, 50)], 300),
            sections_of(&[(30, 60), (150, 50)], 300),
        ];
        let (c, k) = (of_sections(&c, 300), of_sections(&k, 300));
        assert!(
            close(c.observed, 0.0144) && close(c.expected, 0.0532),
            "{c:?}"
        );
        assert!(close(k.observed, 0.0) && close(k.expected, 0.0490), "{k:?}");
        assert!((1.0 - c.observed / c.expected - 0.7286).abs() < 0.000_1);
        let all = 1.0 - (c.observed + k.observed) / (c.expected + k.expected);
        assert!((all - 0.8591).abs() < 0.000_5, "{all}");
    }

    /// Random units of one person in a text of this length.
    fn cut() -> impl Strategy<Value = Vec<Section>> {
        proptest::collection::vec((1usize..6, 1usize..6), 0..6).prop_map(|steps| {
            let mut at = 0;
            let mut units = Vec::new();
            for (gap, length) in steps {
                units.push((at + gap, length));
                at += gap + length;
            }
            sections_of(&units, 80)
        })
    }

    proptest! {
        #[test]
        fn walking_along_gives_what_comparing_all_gives(people in proptest::collection::vec(cut(), 2..5)) {
            let mut every = 0.0;
            for (at, one) in people.iter().enumerate() {
                for (other_at, other) in people.iter().enumerate() {
                    for (section, other) in one.iter().flat_map(|one| other.iter().map(move |other| (*one, *other))) {
                        every += if at == other_at { 0.0 } else { distance(section, other) };
                    }
                }
            }
            let count = people.len() as f64;
            let found = of_sections(&people, 80);
            prop_assert!((found.observed - every / (count * (count - 1.0) * 6400.0)).abs() < 1e-9);
            // Who agrees wholly disagrees in nothing.
            let twice = [people[0].clone(), people[0].clone()];
            prop_assert!(of_sections(&twice, 80).observed.abs() < 1e-12);
        }
    }
}
