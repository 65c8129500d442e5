//! Two articles side by side: which of their figures agree, disagree, come close or merely repeat.
//!
//! Vetoes first: two figures are looked at only when unit, subject, metric and the way of counting
//! (total or per something, level or change) are the same. Then the periods, then the values. Where any
//! of these is in doubt nothing is said: a wrong "disagrees" costs more trust than a missed one.

mod value;
mod veto;

use super::testimony::{copied, may_be_copied, place, testimony};
use crate::model::article::Article;
use crate::model::date::Period;
use crate::model::fact::{Fact, FactKind, FactValue, Facts};
use crate::model::id::ArticleId;
use crate::model::relation::{Grade, Origin, Relation, RelationKind, Side, reason};
use crate::model::safe_text::SafeText;
use crate::model::span::Span;
use crate::model::testimony::{Figure, Testimony, Wording};
use std::collections::{HashMap, HashSet};
use value::{Distance, values};
use veto::{Ground, Periods, periods, same_metric};

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

/// How many figures on one ground are looked at for each figure of the other article: a page that tells one thing
/// in ever new figures costs no more than a long one.
const MOST: usize = 64;

/// Every relation between the figures of `a` and of `b`; pairs that are not about the same thing give none.
/// Each figure of `a` meets at most one of `b`, the one that fits it best.
pub fn compare(a: &Comparable, b: &Comparable) -> Vec<Relation> {
    let (mine, theirs) = (testimony(a.facts, a.article), testimony(b.facts, b.article));
    let mut copied = |x: Span, y: Span| copied(x.of(&a.article.text), y.of(&b.article.text));
    let ready = Ready::of(&mine);
    let verdicts = ready.verdicts(&theirs, &mut copied).into_iter();
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

/// What an article testifies, ready to be laid beside what others do.
#[derive(Debug)]
pub struct Ready<'t> {
    voices: &'t [String],
    sentences: &'t [Wording],
    /// The figures that can meet others, each with its ground.
    figures: Vec<(Ground<'t>, &'t Figure)>,
    /// Where they meet them.
    buckets: HashSet<&'t str>,
}

impl<'t> Ready<'t> {
    /// Makes a testimony ready.
    pub fn of(testimony: &'t Testimony) -> Self {
        let figures = distinct(testimony.figures.iter());
        Self {
            voices: &testimony.voices,
            sentences: &testimony.sentences,
            buckets: figures.iter().map(|(_, one)| &*one.bucket).collect(),
            figures,
        }
    }

    /// How its figures stand to those of another article, without the texts. Where two sentences may be copies of
    /// each other by their wording, `copied` is asked for those at these places whether they are.
    pub fn verdicts<'v>(
        &'v self,
        other: &'v Testimony,
        copied: &mut dyn FnMut(Span, Span) -> Option<Grade>,
    ) -> Vec<Verdict<'v>> {
        let met = |figure: &&Figure| self.buckets.contains(figure.bucket.as_str());
        let mut grounds: HashMap<Ground, Vec<&Figure>> = HashMap::new();
        for (ground, theirs) in distinct(other.figures.iter().filter(met)) {
            let known = grounds.entry(ground).or_default();
            if known.len() < MOST {
                known.push(theirs);
            }
        }
        let mut verdicts = Vec::new();
        if grounds.is_empty() {
            return verdicts;
        }
        let same_source = self.voices.iter().any(|voice| other.voices.contains(voice));
        for (ground, mine) in &self.figures {
            let met = grounds.get(ground);
            let Some((judged, theirs)) = met.and_then(|met| best(mine, met)) else {
                continue;
            };
            let wordings = (
                self.sentences.get(mine.sentence),
                other.sentences.get(theirs.sentence),
            );
            let copied = match wordings {
                (Some(x), Some(y)) if may_be_copied(x, y) => copied(x.place, y.place),
                _ => None,
            };
            verdicts.push(verdict(mine, theirs, &judged, same_source, copied));
        }
        verdicts
    }
}

/// The figures that can meet others, each with its ground. A key fact said again in the body is the same figure: the
/// first stands for all.
fn distinct<'f>(figures: impl Iterator<Item = &'f Figure>) -> Vec<(Ground<'f>, &'f Figure)> {
    let mut said = HashSet::new();
    let distinct = figures.filter_map(|figure| {
        let ground = Ground::of(figure)?;
        let is_new = said.insert(what_it_says(&figure.fact));
        is_new.then_some((ground, figure))
    });
    distinct.collect()
}

/// Of the figures that a figure meets the one that fits it best, the first of those that fit alike.
fn best<'t>(mine: &Figure, met: &[&'t Figure]) -> Option<(Judgement, &'t Figure)> {
    let mut best: Option<(Judgement, &Figure)> = None;
    for theirs in met {
        let Some(judged) = judge(&mine.fact, &theirs.fact) else {
            continue;
        };
        let fits_best = rank(judged.kind) == 0;
        if best
            .as_ref()
            .is_none_or(|(known, _)| rank(judged.kind) < rank(known.kind))
        {
            best = Some((judged, theirs));
        }
        if fits_best {
            break;
        }
    }
    best
}

/// The judgement of two figures in the light of who says them and in whose words.
fn verdict<'t>(
    mine: &'t Figure,
    theirs: &'t Figure,
    judged: &Judgement,
    same_source: bool,
    copied: Option<Grade>,
) -> Verdict<'t> {
    let mut verdict = Verdict {
        mine: &mine.fact,
        theirs: &theirs.fact,
        kind: judged.kind,
        grade: judged.grade,
        independent: !same_source && copied.is_none(),
        why: judged.why(),
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
fn what_it_says(fact: &Fact) -> (FactKind, &FactValue, [Option<&String>; 2], Option<&Period>) {
    let names = [fact.subject.as_ref(), fact.metric.as_ref()];
    (fact.kind, &fact.value, names, fact.period.as_ref())
}

const fn rank(kind: RelationKind) -> u8 {
    match kind {
        RelationKind::Corroborates | RelationKind::Repeats | RelationKind::SameText => 0,
        RelationKind::Close => 1,
        RelationKind::Disagrees => 2,
        RelationKind::Related => 3,
    }
}

/// What the values and periods of two figures have to do with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Judgement {
    kind: RelationKind,
    grade: Grade,
    period: Periods,
    /// Nothing for other periods.
    distance: Option<Distance>,
}

impl Judgement {
    /// What is to be said after what the two figures share.
    fn why(&self) -> String {
        let Some(distance) = self.distance else {
            return ", but for different periods".to_owned();
        };
        let when = match self.period {
            Periods::Unknown => "; one does not say for which period",
            Periods::Unsaid => "; neither says for which period",
            _ => "",
        };
        format!(": {distance}{when}")
    }
}

/// Judges two figures on one ground; `None` when they are not about the same thing.
fn judge(a: &Fact, b: &Fact) -> Option<Judgement> {
    let (FactValue::Quantity(x), FactValue::Quantity(y)) = (&a.value, &b.value) else {
        return None;
    };
    if !same_metric(a, b) {
        return None;
    }
    let period = periods(a.period.as_ref(), b.period.as_ref());
    if period == Periods::Differ {
        return Some(Judgement {
            kind: RelationKind::Related,
            grade: Grade::PeriodDiffers,
            period,
            distance: None,
        });
    }
    let (kind, grade, distance) = values(x, y)?;
    let unknown = period == Periods::Unknown && grade != Grade::Vague;
    Some(Judgement {
        kind,
        grade: if unknown { Grade::PeriodUnknown } else { grade },
        period,
        distance: Some(distance),
    })
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
