//! The figures of the textbook, and a slow reckoning on random data.

use super::*;
use alpha::{Metric, alpha};
use proptest::prelude::*;

/// Krippendorff's three coders and fifteen units, from "Computing Krippendorff's Alpha-Reliability"; a star is no
/// answer.
fn table() -> Vec<Vec<Option<f64>>> {
    let coders = [
        "* * * * * 3 4 1 2 1 1 3 3 * 3",
        "1 * 2 1 3 3 4 3 * * * * * * *",
        "* * 2 1 3 4 4 * 2 1 1 3 3 * 4",
    ];
    let rows: Vec<Vec<Option<f64>>> = coders
        .iter()
        .map(|row| row.split(' ').map(|answer| answer.parse().ok()).collect())
        .collect();
    (0..15)
        .map(|unit| rows.iter().map(|row| row[unit]).collect())
        .collect()
}

#[test]
fn the_textbook_gives_these_figures() {
    let table = table();
    for (metric, figure) in [(Metric::Nominal, 0.691_358), (Metric::Interval, 0.810_845)] {
        let found = alpha(&table, metric).unwrap();
        assert!((found - figure).abs() < 0.000_000_5, "{metric:?}: {found}");
    }
}

#[test]
fn where_nothing_can_be_said_nothing_is() {
    assert_eq!(alpha(&[], Metric::Nominal), None);
    assert_eq!(alpha(&[vec![Some(1.0), None]], Metric::Nominal), None);
    assert_eq!(alpha(&[vec![Some(1.0), Some(1.0)]], Metric::Nominal), None);
    assert_eq!(Confusion::default().kappa(), None);
    assert_eq!(judge(&Study::default()), Agreement::default());
}

/// Cohen (1960) has it of two judges and three categories; this table is worked out by hand.
#[test]
fn kappa_of_a_table_by_hand() {
    let answers = [
        ("a", "a", 20),
        ("a", "b", 5),
        ("b", "a", 10),
        ("b", "b", 15),
    ];
    let all = answers.iter().flat_map(|(one, other, count)| {
        std::iter::repeat_n((SafeText::from(*one), SafeText::from(*other)), *count)
    });
    let table = Confusion::new(all);
    assert_eq!((table.total(), table.observed()), (50, Some(0.7)));
    // By chance: 25/50 · 30/50 + 25/50 · 20/50 = 0.5.
    assert!((table.kappa().unwrap() - 0.4).abs() < 1e-12);
}

fn mark(id: usize, annotator: usize, span: (usize, usize), label: &str, verdict: &str) -> Mark {
    let named = |name: &str| Some(SafeText::from(name)).filter(|name| !name.is_empty());
    Mark {
        id: AnnotationId::named(&format!("m{id}")),
        annotator,
        text: 0,
        span: Span::new(span.0, span.1),
        label: named(label),
        verdict: named(verdict),
    }
}

fn study(marks: Vec<Mark>) -> Study {
    Study {
        annotators: vec!["ada".into(), "bob".into()],
        texts: vec![(ArticleId::named("a"), 200)],
        marks,
    }
}

#[test]
fn what_two_people_marked_is_laid_side_by_side() {
    let study = study(vec![
        mark(1, 0, (0, 10), "figure", "supported"),
        mark(2, 1, (0, 10), "figure", "refuted"),
        mark(3, 0, (20, 40), "figure", ""),
        mark(4, 1, (22, 40), "opinion", ""),
        mark(5, 0, (50, 60), "opinion", ""),
        mark(6, 1, (59, 80), "opinion", ""),
        mark(7, 0, (100, 110), "fact", ""),
        mark(8, 1, (100, 110), "fact", ""),
        mark(9, 0, (120, 140), "fact", ""),
        mark(10, 1, (121, 140), "fact", ""),
    ]);
    let found = judge(&study);
    assert_eq!(
        (found.units, found.label.units, found.verdict.units),
        (6, 4, 1)
    );
    let pair = &found.pairs[0];
    assert_eq!((pair.label.total(), pair.label.observed()), (4, Some(0.75)));
    assert!(pair.exact.f1().is_some_and(|f1| (f1 - 0.4).abs() < 1e-12));
    assert_eq!(pair.overlapping.f1(), Some(1.0));
    let about: Vec<(About, Vec<&str>)> = found
        .disagreements
        .iter()
        .map(|one| {
            (
                one.about,
                one.marks.iter().map(|mark| mark.id.as_str()).collect(),
            )
        })
        .collect();
    assert_eq!(
        about,
        [
            (About::Verdict, vec!["m1", "m2"]),
            (About::Label, vec!["m3", "m4"]),
            (About::Missing, vec!["m5"]),
            (About::Missing, vec!["m6"]),
            (About::Ends, vec!["m9", "m10"]),
        ]
    );
    let labels: Vec<&str> = found
        .per_label
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(labels, ["fact", "figure", "opinion"]);
    assert!(
        found
            .unitizing
            .is_some_and(|alpha| alpha > 0.0 && alpha < 1.0)
    );
}

/// α by its definition: the mean distance of answers in a unit against that of any two answers.
fn slowly(units: &[Vec<Option<f64>>], metric: Metric) -> Option<f64> {
    let units: Vec<Vec<f64>> = units
        .iter()
        .map(|unit| unit.iter().flatten().copied().collect::<Vec<f64>>())
        .filter(|unit| unit.len() > 1)
        .collect();
    let all: Vec<f64> = units.iter().flatten().copied().collect();
    let count = all.len() as f64;
    let mut observed = 0.0;
    for unit in &units {
        for (at, one) in unit.iter().enumerate() {
            for (other_at, other) in unit.iter().enumerate() {
                if at != other_at {
                    observed += metric.distance(*one, *other) / (unit.len() as f64 - 1.0) / count;
                }
            }
        }
    }
    let mut expected = 0.0;
    for (at, one) in all.iter().enumerate() {
        for (other_at, other) in all.iter().enumerate() {
            if at != other_at {
                expected += metric.distance(*one, *other) / (count * (count - 1.0));
            }
        }
    }
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

proptest! {
    #[test]
    fn alpha_is_what_its_definition_says(
        table in proptest::collection::vec(proptest::collection::vec(proptest::option::of(0u8..4), 4), 0..12),
    ) {
        let table: Vec<Vec<Option<f64>>> = table
            .iter()
            .map(|row| row.iter().map(|answer| answer.map(f64::from)).collect())
            .collect();
        for metric in [Metric::Nominal, Metric::Interval] {
            let (fast, slow) = (alpha(&table, metric), slowly(&table, metric));
            prop_assert_eq!(fast.is_some(), slow.is_some());
            prop_assert!((fast.unwrap_or(0.0) - slow.unwrap_or(0.0)).abs() < 1e-9, "{:?} {:?}", fast, slow);
        }
    }

    #[test]
    fn kappa_is_what_its_definition_says(answers in proptest::collection::vec((0u8..4, 0u8..4), 0..30)) {
        let name = |answer: u8| SafeText::from(answer.to_string());
        let found = Confusion::new(answers.iter().map(|(one, other)| (name(*one), name(*other)))).kappa();
        let count = answers.len() as f64;
        let same = answers.iter().filter(|(one, other)| one == other).count() as f64 / count;
        // By chance: an answer of the one, drawn by lot, and one of the other.
        let mut chance = 0.0;
        for (one, _) in &answers {
            chance += answers.iter().filter(|(_, other)| one == other).count() as f64 / count / count;
        }
        match found {
            Some(found) => prop_assert!((found - (same - chance) / (1.0 - chance)).abs() < 1e-9),
            None => prop_assert!(answers.is_empty() || 1.0 - chance < 1e-9),
        }
    }

    #[test]
    fn every_mark_is_in_one_unit_and_nobody_is_there_twice(
        marks in proptest::collection::vec((0usize..3, 0usize..60, 1usize..12), 0..30),
    ) {
        let marks: Vec<Mark> = marks
            .iter()
            .enumerate()
            .map(|(at, (who, start, length))| mark(at, *who, (*start, start + length), "x", ""))
            .collect();
        let units = unit::units(&marks);
        let mut ids: Vec<&AnnotationId> = units.iter().flat_map(|unit| unit.marks.iter().map(|mark| &mark.id)).collect();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), marks.len());
        for unit in units {
            let people: BTreeSet<usize> = unit.marks.iter().map(|mark| mark.annotator).collect();
            prop_assert_eq!(people.len(), unit.marks.len());
        }
    }
}
