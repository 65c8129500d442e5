//! How far annotators agree: chance-corrected coefficients for labels and for spans, and where they differ.
//!
//! A [`Study`] is what several people marked in the same texts. [`judge`] finds the marks that mean the same words
//! (see [`mod@unit`]), and gives for labels and verdicts Krippendorff's α and, of each two people, Cohen's κ with the
//! table it comes from; for the spans α_U and F1, exact and overlapping; and every unit on which people differ.
//! Where nothing can be said (nobody differs because nobody could, or there is too little) a figure is `None`, never
//! a guess. Nothing here knows the library or what a label means.

pub mod alpha;
pub mod gold;
pub mod kappa;
pub mod spans;
pub mod unit;
pub mod unitizing;

pub use crate::model::About;
use crate::model::{AnnotationId, ArticleId, SafeText, Span};
use alpha::Metric;
use kappa::Confusion;
use spans::Matches;
use std::collections::{BTreeMap, BTreeSet};
use unit::Unit;

/// What several people marked in the same texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Study {
    /// The people, in order of their names.
    pub annotators: Vec<SafeText>,
    /// The texts, with their lengths in code points.
    pub texts: Vec<(ArticleId, usize)>,
    /// What they marked.
    pub marks: Vec<Mark>,
}

/// A mark on words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Which.
    pub id: AnnotationId,
    /// Who made it: an index of [`Study::annotators`].
    pub annotator: usize,
    /// In which text: an index of [`Study::texts`].
    pub text: usize,
    /// The words, in code points of the text.
    pub span: Span,
    /// The label.
    pub label: Option<SafeText>,
    /// The verdict.
    pub verdict: Option<SafeText>,
}

impl Mark {
    /// Its label; empty for a mark without one.
    fn label_or_none(&self) -> SafeText {
        self.label.clone().unwrap_or_default()
    }
}

/// What a mark is asked for.
type Answer = fn(&Mark) -> Option<&SafeText>;

/// What can be said of a study.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Agreement {
    /// Units: words that at least one person marked.
    pub units: usize,
    /// Agreement on the labels of the units.
    pub label: Coding,
    /// Agreement on the verdicts.
    pub verdict: Coding,
    /// α_U over all labels: whether people find the same words and call them the same.
    pub unitizing: Option<f64>,
    /// The same for each label by itself, in order of the labels; the empty name is that of marks without one.
    pub per_label: Vec<(SafeText, Option<f64>)>,
    /// Each two people.
    pub pairs: Vec<Pair>,
    /// The units on which people differ, in order of the texts.
    pub disagreements: Vec<Disagreement>,
}

/// Agreement on the answers to one question about the units.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Coding {
    /// Units with two answers or more.
    pub units: usize,
    /// Krippendorff's α for names.
    pub alpha: Option<f64>,
    /// Krippendorff's α for numbers at even distances, when every answer is a number.
    pub interval: Option<f64>,
}

/// How far two people agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The two, as indexes of [`Study::annotators`].
    pub annotators: (usize, usize),
    /// Their labels on the units that both labelled.
    pub label: Confusion,
    /// Their verdicts on the units that both judged.
    pub verdict: Confusion,
    /// The same spans, whatever their labels.
    pub exact: Matches,
    /// Spans that overlap one of the other's.
    pub overlapping: Matches,
    /// For each label, exact and overlapping spans with that label.
    pub per_label: Vec<(SafeText, Matches, Matches)>,
}

/// A unit on which people differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// About what.
    pub about: About,
    /// The marks of the unit, in order of the people.
    pub marks: Vec<Mark>,
}

/// What can be said of a study.
pub fn judge(study: &Study) -> Agreement {
    let units = unit::units(&study.marks);
    let label: Answer = |mark| mark.label.as_ref();
    let verdict: Answer = |mark| mark.verdict.as_ref();
    let labels: BTreeSet<SafeText> = study.marks.iter().map(Mark::label_or_none).collect();
    let per_label: Vec<_> = labels
        .iter()
        .map(|name| (name.clone(), unitizing::disagreement(study, Some(name))))
        .collect();
    let of_all = per_label
        .iter()
        .fold((0.0, 0.0), |(observed, expected), (_, one)| {
            (observed + one.observed, expected + one.expected)
        });
    let count = study.annotators.len();
    let mut people: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for mark in &study.marks {
        people.entry(mark.text).or_default().insert(mark.annotator);
    }
    let pairs = (0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other)));
    Agreement {
        units: units.len(),
        label: coding(&units, count, label),
        verdict: coding(&units, count, verdict),
        unitizing: alpha::of(of_all.0, of_all.1),
        per_label: per_label
            .into_iter()
            .map(|(name, one)| (name, alpha::of(one.observed, one.expected)))
            .collect(),
        pairs: pairs
            .map(|(one, other)| pair(study, &units, &labels, (one, other)))
            .collect(),
        disagreements: units
            .iter()
            .filter_map(|unit| disagreement(unit, &people))
            .collect(),
    }
}

fn coding(units: &[Unit<'_>], annotators: usize, answer: Answer) -> Coding {
    let rows: Vec<Vec<Option<&SafeText>>> = units
        .iter()
        .map(|unit| {
            (0..annotators)
                .map(|who| unit.of(who).and_then(answer))
                .collect()
        })
        .collect();
    let answered = |row: &&Vec<Option<&SafeText>>| row.iter().flatten().count() > 1;
    let number = |name: &SafeText| name.parse::<f64>().ok().filter(|number| number.is_finite());
    let numbers: Option<Vec<Vec<Option<f64>>>> = rows
        .iter()
        .map(|row| {
            row.iter()
                .map(|one| one.map_or(Some(None), |name| number(name).map(Some)))
                .collect()
        })
        .collect();
    Coding {
        units: rows.iter().filter(answered).count(),
        alpha: alpha::alpha(&alpha::numbered(&rows), Metric::Nominal),
        interval: numbers.and_then(|rows| alpha::alpha(&rows, Metric::Interval)),
    }
}

fn pair(
    study: &Study,
    units: &[Unit<'_>],
    labels: &BTreeSet<SafeText>,
    (one, other): (usize, usize),
) -> Pair {
    let confusion = |answer: Answer| {
        let both = units.iter().filter_map(|unit| {
            let of = |who| unit.of(who).and_then(answer).cloned();
            of(one).zip(of(other))
        });
        Confusion::new(both)
    };
    let of = |who: usize, label: Option<&SafeText>| -> Vec<&Mark> {
        let own = study.marks.iter().filter(move |mark| mark.annotator == who);
        own.filter(|mark| label.is_none_or(|label| mark.label_or_none() == *label))
            .collect()
    };
    let matches = |label: Option<&SafeText>| {
        let (ones, others) = (of(one, label), of(other, label));
        (
            spans::exact(&ones, &others),
            spans::overlapping(&ones, &others),
        )
    };
    let (exact, overlapping) = matches(None);
    let per_label = labels.iter().map(|label| {
        let (exact, overlapping) = matches(Some(label));
        (label.clone(), exact, overlapping)
    });
    Pair {
        annotators: (one, other),
        label: confusion(|mark| mark.label.as_ref()),
        verdict: confusion(|mark| mark.verdict.as_ref()),
        exact,
        overlapping,
        per_label: per_label.collect(),
    }
}

fn disagreement(
    unit: &Unit<'_>,
    people: &BTreeMap<usize, BTreeSet<usize>>,
) -> Option<Disagreement> {
    let text = unit.marks.first().map(|mark| mark.text);
    let here = text.and_then(|text| people.get(&text));
    Some(Disagreement {
        about: difference(unit, here.map_or(0, BTreeSet::len))?,
        marks: unit.marks.iter().map(|mark| (*mark).clone()).collect(),
    })
}

/// About what people differ in a unit, if so many of them marked the text.
pub fn difference(unit: &Unit<'_>, people: usize) -> Option<About> {
    let differ = |answer: Answer| {
        let answers: BTreeSet<Option<&SafeText>> =
            unit.marks.iter().map(|mark| answer(mark)).collect();
        answers.len() > 1
    };
    let spans: BTreeSet<Span> = unit.marks.iter().map(|mark| mark.span).collect();
    match () {
        () if unit.marks.len() < people => Some(About::Missing),
        () if differ(|mark| mark.label.as_ref()) => Some(About::Label),
        () if differ(|mark| mark.verdict.as_ref()) => Some(About::Verdict),
        () if spans.len() > 1 => Some(About::Ends),
        () => None,
    }
}

#[cfg(test)]
mod tests;
