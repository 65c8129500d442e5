//! Two articles side by side: which of their figures agree, disagree, come close or merely repeat.
//!
//! Vetoes first: two figures are looked at only when unit, subject, metric and the way of counting
//! (total or per something, level or change) are the same. Then the periods, then the values. Where any
//! of these is in doubt nothing is said: a wrong "disagrees" costs more trust than a missed one.

mod value;
mod veto;

use super::entity::canonical;
use super::keys::keys;
use crate::model::article::Article;
use crate::model::fact::{Fact, FactValue, Facts};
use crate::model::id::ArticleId;
use crate::model::relation::{Grade, Origin, Relation, RelationKind, Side, shared};
use crate::model::safe_text::SafeText;
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

/// How many figures of one bucket are looked at for each figure of the other article: a page that repeats
/// one unit and subject without end costs no more than a long one.
const BUCKET: usize = 64;

/// Every relation between the figures of `a` and of `b`; pairs that are not about the same thing give none.
/// Each figure of `a` meets at most one of `b`, the one that fits it best.
pub fn compare(a: &Comparable, b: &Comparable) -> Vec<Relation> {
    let voices = Voices::new(a, b);
    let mut theirs: HashMap<String, Vec<usize>> = HashMap::new();
    for key in keys(b.facts, b.article) {
        theirs.entry(key.bucket).or_default().push(key.fact);
    }
    let mut relations: Vec<Relation> = Vec::new();
    let mut taken: HashSet<(usize, usize)> = HashSet::new();
    let mut said: HashSet<(RelationKind, String)> = HashSet::new();
    for key in keys(a.facts, a.article) {
        let Some(mine) = a.facts.facts.get(key.fact) else {
            continue;
        };
        let best = theirs
            .get(&key.bucket)
            .into_iter()
            .flatten()
            .take(BUCKET)
            .filter_map(|&other| {
                let fact = b.facts.facts.get(other)?;
                judge(mine, fact).map(|judged| (judged, other, fact))
            })
            .min_by_key(|(judged, other, _)| (rank(judged.kind), *other));
        let Some((judged, other, fact)) = best else {
            continue;
        };
        // A key fact said again in the body is the same figure; it is related in the same way only once.
        if !taken.insert((key.fact, other)) || !said.insert((judged.kind, same_figure(mine))) {
            continue;
        }
        relations.push(voices.relation(a, mine, b, fact, judged));
    }
    relations
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
    reason: String,
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it closes readers that answer with an option"
)]
fn judgement(kind: RelationKind, grade: Grade, reason: impl Into<String>) -> Option<Judgement> {
    Some(Judgement {
        kind,
        grade,
        reason: reason.into(),
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
    let what = shared(a);
    let period = periods(a.period.as_ref(), b.period.as_ref());
    if period == Periods::Differ {
        return judgement(
            RelationKind::Related,
            Grade::PeriodDiffers,
            format!("{what}, but for different periods"),
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
    judgement(kind, grade, format!("{what}: {how}{when}"))
}

/// Whether two articles are separate voices.
struct Voices {
    same_source: bool,
}

impl Voices {
    fn new(a: &Comparable, b: &Comparable) -> Self {
        let sources = |c: &Comparable| -> Vec<String> {
            let metadata = &c.article.metadata;
            [&metadata.original_source, &metadata.site]
                .into_iter()
                .flatten()
                .map(|s| canonical(s))
                .filter(|s| !s.is_empty())
                .collect()
        };
        let theirs = sources(b);
        Self {
            same_source: sources(a).iter().any(|source| theirs.contains(source)),
        }
    }

    fn relation(
        &self,
        a: &Comparable,
        x: &Fact,
        b: &Comparable,
        y: &Fact,
        judged: Judgement,
    ) -> Relation {
        let (side_a, side_b) = (side(a, x), side(b, y));
        let mut relation = Relation {
            kind: judged.kind,
            grade: judged.grade,
            independent: !self.same_source,
            reason: judged.reason,
            a: side_a,
            b: side_b,
            ruling: None,
        };
        let copied = copied(&relation.a.sentence, &relation.b.sentence);
        if let Some(grade) = copied {
            relation.independent = false;
            if relation.kind == RelationKind::Corroborates {
                relation.grade = grade;
                relation.kind = if grade == Grade::Copy {
                    RelationKind::SameText
                } else {
                    RelationKind::Repeats
                };
                relation.reason = if grade == Grade::Copy {
                    "the same sentence".to_owned()
                } else {
                    "nearly the same sentence".to_owned()
                };
            }
        } else if self.same_source && relation.kind == RelationKind::Corroborates {
            relation.kind = RelationKind::Repeats;
            relation
                .reason
                .push_str("; both go back to the same source");
        }
        relation
    }
}

fn side(of: &Comparable, fact: &Fact) -> Side {
    let text: &str = &of.article.text;
    let sentence = of.facts.sentences.get(fact.sentence);
    let place = sentence.map_or(fact.span, |sentence| sentence.span);
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

/// Whether two sentences are the same words, or nearly so (four fifths of their runs of four words shared).
fn copied(a: &str, b: &str) -> Option<Grade> {
    let words = |s: &str| -> Vec<String> {
        s.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (a, b) = (words(a), words(b));
    if a == b {
        return Some(Grade::Copy);
    }
    let runs = |words: &[String]| {
        words
            .windows(4)
            .map(<[String]>::to_vec)
            .collect::<HashSet<_>>()
    };
    let (a, b) = (runs(&a), runs(&b));
    let shared = a.intersection(&b).count();
    let all = a.union(&b).count();
    (all >= 5 && shared * 5 >= all * 4).then_some(Grade::NearDuplicate)
}

#[cfg(test)]
mod tests;
