//! Each veto alone, and mutations of one figure: another unit, period or subject must never be told to disagree.

use super::*;
use crate::facts::extract;
use crate::facts::tests::article;
use proptest::prelude::*;

fn relations(a: &str, b: &str) -> Vec<(RelationKind, Grade)> {
    let (a, b) = (article(a), article(b));
    let (x, y) = (extract(&a, None), extract(&b, None));
    let (ida, idb, title) = (
        ArticleId::named("a"),
        ArticleId::named("b"),
        SafeText::line("t"),
    );
    let a = Comparable {
        id: &ida,
        title: &title,
        article: &a,
        facts: &x,
    };
    let b = Comparable {
        id: &idb,
        title: &title,
        article: &b,
        facts: &y,
    };
    compare(&a, &b)
        .into_iter()
        .map(|r| (r.kind, r.grade))
        .collect()
}

const BASE: &str = "Orrin Works reported capital spending of $12.4 billion in 2025.";

#[test]
fn the_same_value_in_other_words_corroborates() {
    assert_eq!(
        relations(
            BASE,
            "In 2025, Orrin Works put its capital expenditure at $12.3 billion."
        ),
        [(RelationKind::Corroborates, Grade::Firm)]
    );
}

#[test]
fn values_far_apart_disagree_and_values_near_are_close() {
    assert_eq!(
        relations(
            BASE,
            "Orrin Works' capital spending reached $18.9 billion in 2025."
        ),
        [(RelationKind::Disagrees, Grade::Firm)]
    );
    assert_eq!(
        relations(
            BASE,
            "Orrin Works' capital spending reached $13.9 billion in 2025."
        ),
        [(RelationKind::Close, Grade::Firm)]
    );
}

#[test]
fn another_period_never_disagrees() {
    assert_eq!(
        relations(
            BASE,
            "Orrin Works' capital spending reached $18.9 billion in 2024."
        ),
        [(RelationKind::Related, Grade::PeriodDiffers)]
    );
    assert_eq!(
        relations(
            BASE,
            "Orrin Works' capital spending reached $18.9 billion in fiscal 2025."
        ),
        [(RelationKind::Related, Grade::PeriodDiffers)]
    );
}

#[test]
fn another_subject_unit_or_metric_is_not_compared() {
    assert_eq!(
        relations(
            BASE,
            "Velden Mills reported capital spending of $18.9 billion in 2025."
        ),
        []
    );
    assert_eq!(
        relations(
            BASE,
            "Orrin Works reported capital spending of €18.9 billion in 2025."
        ),
        []
    );
    assert_eq!(
        relations(
            BASE,
            "Orrin Works reported annual revenue of $18.9 billion in 2025."
        ),
        []
    );
    assert_eq!(
        relations(
            "Orrin Works reported a gross margin of 40 percent in 2025.",
            "Orrin Works reported a gross margin of 20 percentage points in 2025."
        ),
        []
    );
}

#[test]
fn the_same_sentence_is_one_voice() {
    assert_eq!(
        relations(BASE, BASE),
        [(RelationKind::SameText, Grade::Copy)]
    );
}

#[test]
fn an_open_bound_that_admits_the_value_disagrees_softly() {
    assert_eq!(
        relations(
            BASE,
            "Orrin Works' capital spending reached more than $5 billion in 2025."
        ),
        [(RelationKind::Disagrees, Grade::Soft)]
    );
    // Neither does a range that lies inside a far bound confirm it.
    assert_eq!(
        relations(
            "Orrin Works' capital spending was between $37 billion and $40 billion in 2025.",
            "Orrin Works' capital spending reached up to $145 billion in 2025."
        ),
        [(RelationKind::Disagrees, Grade::Soft)]
    );
}

#[test]
fn a_range_whose_bound_was_moved_is_close_and_a_value_inside_a_range_agrees() {
    let old = "Orrin Works expects capital spending of $66 billion to $72 billion in 2025.";
    let new =
        "In 2025 the capital spending of Orrin Works will be between $70 billion and $72 billion.";
    let same =
        "In 2025 the capital spending of Orrin Works will be between $66 billion and $72 billion.";
    let inside = "In 2025 the capital spending of Orrin Works will be about $70 billion.";
    assert_eq!(relations(old, new), [(RelationKind::Close, Grade::Firm)]);
    assert_eq!(
        relations(old, same),
        [(RelationKind::Corroborates, Grade::Firm)]
    );
    assert_eq!(
        relations(old, inside),
        [(RelationKind::Corroborates, Grade::Firm)]
    );
}

#[test]
fn what_a_figure_was_before_it_changed_is_compared_with_nothing() {
    let kinds: Vec<_> = relations(
        "Orrin Works raised its forecast of capital spending in 2025 from $40 billion to $66 billion.",
        "Orrin Works forecast capital spending of $66 billion in 2025.",
    )
    .into_iter()
    .map(|(kind, _)| kind)
    .collect();
    assert!(!kinds.contains(&RelationKind::Disagrees), "{kinds:?}");
}

/// A claim with its parts, so that one of them can be changed.
#[derive(Debug, Clone)]
struct Claim {
    who: &'static str,
    sign: &'static str,
    /// In tenths of a billion.
    tenths: i64,
    metric: &'static str,
    year: i32,
}

impl Claim {
    fn told(&self) -> String {
        let Self {
            who,
            sign,
            tenths,
            metric,
            year,
        } = self;
        let value = format!("{}.{}", tenths / 10, tenths % 10);
        format!("{who} reported {metric} of {sign}{value} billion in {year}.")
    }

    fn told_otherwise(&self) -> String {
        let Self {
            who,
            sign,
            tenths,
            metric,
            year,
        } = self;
        let value = format!("{}.{}", tenths / 10, tenths % 10);
        format!("In {year} the {metric} of {who} came to {sign}{value} billion, a filing shows.")
    }
}

fn claims() -> impl Strategy<Value = Claim> {
    (
        prop::sample::select(vec![
            "Orrin Works",
            "Velden Mills",
            "Tarn Bank",
            "Quillon Energy",
        ]),
        prop::sample::select(vec!["$", "€", "£"]),
        20..980_i64,
        prop::sample::select(vec![
            "revenue",
            "net income",
            "capital spending",
            "operating profit",
        ]),
        2015..2027,
    )
        .prop_map(|(who, sign, tenths, metric, year)| Claim {
            who,
            sign,
            tenths,
            metric,
            year,
        })
}

fn kinds(a: &str, b: &str) -> Vec<RelationKind> {
    relations(a, b).into_iter().map(|(kind, _)| kind).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_same_claim_in_other_words_corroborates(claim in claims()) {
        prop_assert_eq!(kinds(&claim.told(), &claim.told_otherwise()), [RelationKind::Corroborates]);
    }

    #[test]
    fn another_unit_subject_or_metric_tells_nothing(claim in claims(), other in claims()) {
        for changed in [
            Claim { sign: other.sign, tenths: other.tenths, ..claim.clone() },
            Claim { who: other.who, tenths: other.tenths, ..claim.clone() },
            Claim { metric: other.metric, tenths: other.tenths, ..claim.clone() },
        ] {
            let same = changed.sign == claim.sign && changed.who == claim.who && changed.metric == claim.metric;
            if !same {
                prop_assert_eq!(kinds(&claim.told(), &changed.told_otherwise()), []);
            }
        }
    }

    #[test]
    fn another_year_never_disagrees(claim in claims(), years in 1..6, tenths in 20..980_i64) {
        let changed = Claim { year: claim.year + years, tenths, ..claim.clone() };
        prop_assert_eq!(kinds(&claim.told(), &changed.told_otherwise()), [RelationKind::Related]);
    }

    #[test]
    fn two_percent_agree_ten_are_close_and_fifty_disagree(claim in claims(), whole in 20..80_i64) {
        let claim = Claim { tenths: whole * 10, ..claim };
        for (percent, kind) in [
            (102, RelationKind::Corroborates),
            (110, RelationKind::Close),
            (150, RelationKind::Disagrees),
        ] {
            let changed = Claim { tenths: claim.tenths * percent / 100, ..claim.clone() };
            prop_assert_eq!(kinds(&claim.told(), &changed.told_otherwise()), [kind], "{} {}", claim.told(), changed.told_otherwise());
        }
    }
}

#[test]
fn a_change_is_no_level_and_a_rate_no_total() {
    assert_eq!(
        relations(
            "Orrin Works' revenue rose by $2 billion in 2025.",
            "Orrin Works' revenue was $20 billion in 2025."
        ),
        []
    );
    assert_eq!(
        relations(
            "Orrin Works reported costs of $2 billion a year in 2025.",
            "Orrin Works reported costs of $20 billion in 2025."
        ),
        []
    );
}

#[test]
fn a_vague_amount_never_disagrees() {
    assert_eq!(
        relations(
            BASE,
            "Orrin Works reported capital spending of several hundred million dollars in 2025."
        ),
        []
    );
}
