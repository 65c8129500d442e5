//! Two articles side by side: which of their figures agree, disagree, come close or merely repeat.
//!
//! Vetoes first: two figures are looked at only when unit, subject, metric and the way of counting
//! (total or per something, level or change) are the same. Then the periods, then the values. Where any
//! of these is in doubt nothing is said: a wrong "disagrees" costs more trust than a missed one.

mod value;
mod veto;

use super::testimony::{copied, may_be_copied, place, testimony};
use crate::model::article::Article;
use crate::model::fact::{Fact, FactValue, Facts};
use crate::model::id::ArticleId;
use crate::model::relation::{Grade, Origin, Relation, RelationKind, Side, reason};
use crate::model::safe_text::SafeText;
use crate::model::span::Span;
use crate::model::testimony::{Figure, Testimony};
use std::collections::{HashMap, HashSet};
use value::values;
use veto::{Periods, periods, same_metric, same_unit};

/// An article with its facts, ready to be compared.
#[derive(Debug, Clone, Copy)]
pub struct Comparable<'a> {
    /// The article's id (for files outside the library: the file's name).
    pub id: &'a ArticleId,
    /// Its title, for the screen.
    pub title: &'a SafeText,
    /// The article.
    pub article: &'a Article,
    /// Its facts.
    pub facts: &'a Facts,
}

/// How a figure of one article stands to one of another.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict<'t> {
    /// The figure one looks from.
    pub mine: &'t Fact,
    /// The figure it meets.
    pub theirs: &'t Fact,
    /// What came of comparing them.
    pub kind: RelationKind,
    /// How firm that is.
    pub grade: Grade,
    /// Whether the two articles are separate voices.
    pub independent: bool,
    /// Why, as [`reason`] tells it.
    pub why: String,
}

/// How many figures of one bucket are looked at for each figure of the other article: a page that repeats
/// one unit and subject without end costs no more than a long one.
const BUCKET: usize = 64;

/// Every relation between the figures of `a` and of `b`; pairs that are not about the same thing give none.
/// Each figure of `a` meets at most one of `b`, the one that fits it best.
pub fn compare(a: &Comparable, b: &Comparable) -> Vec<Relation> {
    let (mine, theirs) = (testimony(a.facts, a.article), testimony(b.facts, b.article));
    let mut copied = |x: Span, y: Span| copied(x.of(&a.article.text), y.of(&b.article.text));
    let verdicts = verdicts(&mine, &theirs, &mut copied).into_iter();
    verdicts
        .map(|verdict| Relation {
            kind: verdict.kind,
            grade: verdict.grade,
            independent: verdict.independent,
            reason: reason(&verdict.why, Some(verdict.mine)),
            a: side(a, verdict.mine),
            b: side(b, verdict.theirs),
            ruling: None,
        })
        .collect()
}

/// The same without the texts. Where two sentences may be copies of each other by their wording, `copied` is asked
/// for those at these places whether they are.
pub fn verdicts<'t>(
    a: &'t Testimony,
    b: &'t Testimony,
    copied: &mut dyn FnMut(Span, Span) -> Option<Grade>,
) -> Vec<Verdict<'t>> {
    let same_source = a.voices.iter().any(|voice| b.voices.contains(voice));
    let mut buckets: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, figure) in b.figures.iter().enumerate() {
        buckets.entry(&figure.bucket).or_default().push(index);
    }
    let mut verdicts = Vec::new();
    let mut taken: HashSet<(usize, usize)> = HashSet::new();
    let mut said: HashSet<(RelationKind, String)> = HashSet::new();
    for (index, mine) in a.figures.iter().enumerate() {
        let best = buckets
            .get(mine.bucket.as_str())
            .into_iter()
            .flatten()
            .take(BUCKET)
            .filter_map(|&other| {
                let theirs = b.figures.get(other)?;
                judge(&mine.fact, &theirs.fact).map(|judged| (judged, other, theirs))
            })
            .min_by_key(|(judged, other, _)| (rank(judged.kind), *other));
        let Some((judged, other, theirs)) = best else {
            continue;
        };
        // A key fact said again in the body is the same figure; it is related in the same way only once.
        if !taken.insert((index, other)) || !said.insert((judged.kind, same_figure(&mine.fact))) {
            continue;
        }
        let wording = |of: &'t Testimony, figure: &Figure| of.sentences.get(figure.sentence);
        let copied = match (wording(a, mine), wording(b, theirs)) {
            (Some(x), Some(y)) if may_be_copied(x, y) => copied(x.place, y.place),
            _ => None,
        };
        verdicts.push(verdict(mine, theirs, judged, same_source, copied));
    }
    verdicts
}

/// The judgement of two figures in the light of who says them and in whose words.
fn verdict<'t>(
    mine: &'t Figure,
    theirs: &'t Figure,
    judged: Judgement,
    same_source: bool,
    copied: Option<Grade>,
) -> Verdict<'t> {
    let mut verdict = Verdict {
        mine: &mine.fact,
        theirs: &theirs.fact,
        kind: judged.kind,
        grade: judged.grade,
        independent: !same_source && copied.is_none(),
        why: judged.why,
    };
    if verdict.kind != RelationKind::Corroborates {
        return verdict;
    }
    match copied {
        Some(Grade::Copy) => {
            verdict.kind = RelationKind::SameText;
            verdict.grade = Grade::Copy;
            "the same sentence".clone_into(&mut verdict.why);
        }
        Some(grade) => {
            verdict.kind = RelationKind::Repeats;
            verdict.grade = grade;
            "nearly the same sentence".clone_into(&mut verdict.why);
        }
        None if same_source => {
            verdict.kind = RelationKind::Repeats;
            verdict.why.push_str("; both go back to the same source");
        }
        None => {}
    }
    verdict
}

/// What two mentions of one figure share: value, subject, metric and period.
fn same_figure(fact: &Fact) -> String {
    format!(
        "{:?}|{:?}|{:?}|{:?}",
        fact.value, fact.subject, fact.metric, fact.period
    )
}

const fn rank(kind: RelationKind) -> u8 {
    match kind {
        RelationKind::Corroborates | RelationKind::Repeats | RelationKind::SameText => 0,
        RelationKind::Close => 1,
        RelationKind::Disagrees => 2,
        RelationKind::Related => 3,
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Judgement {
    kind: RelationKind,
    grade: Grade,
    /// What is to be said after what the two share.
    why: String,
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it closes readers that answer with an option"
)]
fn judgement(kind: RelationKind, grade: Grade, why: impl Into<String>) -> Option<Judgement> {
    Some(Judgement {
        kind,
        grade,
        why: why.into(),
    })
}

/// Judges two figures of one bucket; `None` when they are not about the same thing.
fn judge(a: &Fact, b: &Fact) -> Option<Judgement> {
    let (FactValue::Quantity(x), FactValue::Quantity(y)) = (&a.value, &b.value) else {
        return None;
    };
    if a.kind != b.kind
        || x.basis != y.basis
        || x.direction != y.direction
        || !same_unit(&x.unit, &y.unit)
        || !same_metric(a, b)
    {
        return None;
    }
    let period = periods(a.period.as_ref(), b.period.as_ref());
    if period == Periods::Differ {
        return judgement(
            RelationKind::Related,
            Grade::PeriodDiffers,
            ", but for different periods",
        );
    }
    let (kind, mut grade, how) = values(x, y)?;
    if period == Periods::Unknown && grade != Grade::Vague {
        grade = Grade::PeriodUnknown;
    }
    let when = match period {
        Periods::Unknown => "; one does not say for which period",
        Periods::Unsaid => "; neither says for which period",
        _ => "",
    };
    judgement(kind, grade, format!(": {how}{when}"))
}

fn side(of: &Comparable, fact: &Fact) -> Side {
    let text: &str = &of.article.text;
    let place = place(of.facts, fact);
    Side {
        article: of.id.clone(),
        title: of.title.clone(),
        kind: fact.kind,
        span: fact.span,
        text: fact.span.of(text).into(),
        sentence: place.of(text).into(),
        place,
        value: fact.value.clone(),
        origin: Origin::default(),
    }
}

#[cfg(test)]
mod tests;
