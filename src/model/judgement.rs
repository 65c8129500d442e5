//! What a person says about facts: that one is none, or says something else. And facts with that laid over them.
//!
//! Facts are derived, have no name that lasts and are found anew by every newer engine; judgements are the person's and
//! stay. [`Facts::judge`] brings the two together, and is the only place where that is done: a judgement means the
//! facts of its kind that stand on its words now. One whose words are gone rests, and means nothing until they are back.

use super::annotation::{Annotation, Motivation, PlacedAnnotation};
use super::fact::{Fact, FactKind, FactValue, Facts, KeyFact};
use super::id::AnnotationId;
use super::safe_text::SafeText;
use super::span::Span;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A fact as it was when a person judged it. Its words are the annotation's target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgedFact {
    /// What it was taken for; a key fact is a statement.
    pub kind: FactKind,
    /// The value it was read as.
    pub value: FactValue,
    /// The value it has, where the person corrected it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<FactValue>,
    /// What it is, where the person says that it is of another kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected_kind: Option<FactKind>,
    /// Why it was shown: what later facts are ranked lower by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<SafeText>,
}

/// What a person said about the facts of one text, as [`Facts::judge`] found them there.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Judgements {
    /// Facts that are none, by their index, each with the annotation that says so.
    pub rejected: BTreeMap<usize, AnnotationId>,
    /// Key facts that are none.
    pub key_facts: Vec<KeyFact>,
    /// Facts that say something else, by their index.
    pub corrected: BTreeMap<usize, Corrected>,
}

/// A corrected fact as it was found; the fact itself has the corrected words, kind and value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// The annotation that corrects it.
    pub annotation: AnnotationId,
    /// Who made that.
    pub annotator: SafeText,
    /// The words it was found in.
    pub span: Span,
    /// What it was taken for.
    pub kind: FactKind,
    /// The value it was read as.
    pub value: FactValue,
}

impl Facts {
    /// Lays judgements over the facts, in place of those that were laid over them before.
    ///
    /// A rejected fact keeps its place in [`Facts::facts`] and is told by [`Facts::is_rejected`]; a corrected one has
    /// the corrected value; rejected key facts leave the others, which are ranked lower where their like was rejected.
    pub fn judge(&mut self, annotations: &[PlacedAnnotation], rejections: &Rejections) {
        self.as_found();
        let mut judgements: Vec<&PlacedAnnotation> = annotations.iter().collect();
        judgements.sort_by_key(|placed| placed.annotation.modified);
        for placed in judgements {
            let (Some(span), Some(judged)) = (placed.span, &placed.annotation.body.fact) else {
                continue;
            };
            match placed.annotation.motivation {
                Motivation::Moderating => self.reject(&placed.annotation.id, judged.kind, span),
                Motivation::Editing => self.correct(&placed.annotation, judged, span),
                Motivation::Commenting | Motivation::Assessing | Motivation::Classifying => {}
            }
        }
        self.leave_empty_key_facts();
        self.lower(rejections);
    }

    /// Whether a person said that the fact with this index is none.
    pub fn is_rejected(&self, fact: usize) -> bool {
        self.judgements.rejected.contains_key(&fact)
    }

    /// The facts that are not rejected, with their indices.
    pub fn standing(&self) -> impl DoubleEndedIterator<Item = (usize, &Fact)> {
        let all = self.facts.iter().enumerate();
        all.filter(|(index, _)| !self.is_rejected(*index))
    }

    /// The fact with this index as a judgement remembers it.
    pub fn judged_fact(&self, index: usize) -> Option<JudgedFact> {
        let fact = self.facts.get(index)?;
        let as_found = self.judgements.corrected.get(&index);
        Some(JudgedFact {
            kind: self.kind_found(index, fact),
            value: as_found.map_or_else(|| fact.value.clone(), |found| found.value.clone()),
            corrected: None,
            corrected_kind: None,
            reasons: vec![rule(fact)],
        })
    }

    /// A key fact as a judgement remembers it.
    pub fn judged_key_fact(key_fact: &KeyFact) -> JudgedFact {
        JudgedFact {
            kind: FactKind::Statement,
            value: FactValue::None,
            corrected: None,
            corrected_kind: None,
            reasons: key_fact
                .reasons
                .iter()
                .filter_map(|why| general(why))
                .collect(),
        }
    }

    /// A passage that is no key fact, such as an item of a section, as a judgement remembers it.
    pub const fn judged_passage() -> JudgedFact {
        JudgedFact {
            kind: FactKind::Statement,
            value: FactValue::None,
            corrected: None,
            corrected_kind: None,
            reasons: Vec::new(),
        }
    }

    /// The facts that a key fact is shown for and that stand, with their indices: figures before dates before quotes.
    pub fn telling(&self, key_fact: &KeyFact) -> impl Iterator<Item = (usize, &Fact)> {
        let mut told: Vec<(usize, &Fact)> = key_fact
            .facts
            .iter()
            .filter(|index| !self.is_rejected(**index))
            .filter_map(|index| Some((*index, self.facts.get(*index)?)))
            .filter(|(_, fact)| fact.kind != FactKind::Statement)
            .collect();
        told.sort_by_key(|(_, fact)| fact.kind);
        told.into_iter()
    }

    /// Takes away what was laid over the facts.
    fn as_found(&mut self) {
        let Judgements {
            key_facts,
            corrected,
            ..
        } = std::mem::take(&mut self.judgements);
        for (index, found) in corrected {
            if let Some(fact) = self.facts.get_mut(index) {
                (fact.span, fact.kind, fact.value) = (found.span, found.kind, found.value);
            }
        }
        self.key_facts.extend(key_facts);
        for key_fact in &mut self.key_facts {
            key_fact
                .reasons
                .retain(|why| ![ONCE, OFTEN].contains(&why.as_str()));
        }
        self.key_facts.sort_by_key(|key_fact| key_fact.rank);
    }

    /// What a fact was taken for before anybody corrected it.
    fn kind_found(&self, index: usize, fact: &Fact) -> FactKind {
        let found = self.judgements.corrected.get(&index);
        found.map_or(fact.kind, |found| found.kind)
    }

    fn reject(&mut self, by: &AnnotationId, kind: FactKind, span: Span) {
        let whole = kind == FactKind::Statement;
        let facts = self.facts.iter().enumerate();
        let is_one = |(index, fact): &(usize, &Fact)| {
            self.kind_found(*index, fact) == kind && fact.span.overlaps(span)
        };
        let meant = facts.filter(|found| {
            if whole {
                span.covers(found.1.span)
            } else {
                is_one(found)
            }
        });
        let meant: Vec<usize> = meant.map(|(index, _)| index).collect();
        let rejected = &mut self.judgements.rejected;
        for index in meant {
            rejected.entry(index).or_insert_with(|| by.clone());
        }
        if whole {
            self.take_out(|key_fact| key_fact.span.is_mostly(span));
        }
    }

    /// The fact of the kind that shares most with the words has the corrected value, and these words.
    fn correct(&mut self, by: &Annotation, judged: &JudgedFact, span: Span) {
        let shared = |fact: &Fact| fact.span.intersection(span).map_or(0, Span::len);
        let meant = self
            .facts
            .iter()
            .enumerate()
            .filter(|(index, fact)| {
                self.kind_found(*index, fact) == judged.kind && shared(fact) > 0
            })
            .max_by_key(|(index, fact)| (shared(fact), std::cmp::Reverse(*index)));
        let Some((index, _)) = meant else { return };
        let Some(fact) = self.facts.get_mut(index) else {
            return;
        };
        // Of two corrections the later one holds, and what was found is what was found before both.
        let found = self
            .judgements
            .corrected
            .remove(&index)
            .unwrap_or(Corrected {
                annotation: by.id.clone(),
                annotator: by.annotator.clone(),
                span: fact.span,
                kind: fact.kind,
                value: fact.value.clone(),
            });
        fact.span = span;
        fact.kind = judged.corrected_kind.unwrap_or(found.kind);
        fact.value = judged
            .corrected
            .clone()
            .unwrap_or_else(|| found.value.clone());
        self.judgements.corrected.insert(
            index,
            Corrected {
                annotation: by.id.clone(),
                annotator: by.annotator.clone(),
                ..found
            },
        );
    }

    /// A key fact all of whose figures, dates and quotes are rejected is none either.
    fn leave_empty_key_facts(&mut self) {
        let rejected = self.judgements.rejected.clone();
        let statements: Vec<bool> = self
            .facts
            .iter()
            .map(|fact| fact.kind == FactKind::Statement)
            .collect();
        self.take_out(|key_fact| {
            let telling = |index: &&usize| statements.get(**index) == Some(&false);
            let mut telling = key_fact.facts.iter().filter(telling).peekable();
            telling.peek().is_some() && telling.all(|index| rejected.contains_key(index))
        });
    }

    /// Moves key facts to the rejected ones.
    fn take_out(&mut self, is_none: impl Fn(&KeyFact) -> bool) {
        let (none, left) = std::mem::take(&mut self.key_facts)
            .into_iter()
            .partition(is_none);
        self.key_facts = left;
        self.judgements.key_facts.extend::<Vec<KeyFact>>(none);
    }

    /// Ranks key facts lower whose like was rejected, and says so among their reasons.
    fn lower(&mut self, rejections: &Rejections) {
        if rejections.0.is_empty() {
            return;
        }
        let mut ranked: Vec<(usize, usize, KeyFact)> = Vec::new();
        for (place, mut key_fact) in std::mem::take(&mut self.key_facts).into_iter().enumerate() {
            let found = self.rejections_like(&key_fact, rejections);
            let lower = places(found);
            if lower > 0 {
                let why = if found >= MANY { OFTEN } else { ONCE };
                key_fact.reasons.push(why.to_owned());
            }
            ranked.push((place + lower, lower, key_fact));
        }
        // Where two would have one place, the one that came down stands behind.
        ranked.sort_by_key(|(place, lower, _)| (*place, *lower));
        let key_facts = ranked.into_iter().map(|(.., key_fact)| key_fact);
        self.key_facts = key_facts.collect();
    }

    /// How often the like of a key fact was rejected: a sentence shown for just these reasons, or the figure that it is
    /// shown for.
    fn rejections_like(&self, key_fact: &KeyFact, rejections: &Rejections) -> u32 {
        let like = Self::judged_key_fact(key_fact);
        let sentence = rejections.count(like.kind, &like.reasons);
        let telling = self.telling(key_fact).next();
        let figure = telling.map_or(0, |(_, fact)| rejections.count(fact.kind, &[rule(fact)]));
        sentence.max(figure)
    }
}

/// How often facts were rejected, by what they were taken for and all that they were shown for: one reason alone, such as
/// having a date, is true of half of all facts and says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rejections(BTreeMap<(FactKind, Vec<SafeText>), u32>);

impl Rejections {
    /// Counts one more.
    pub fn add(&mut self, rejected: &JudgedFact) {
        *self
            .0
            .entry(like(rejected.kind, &rejected.reasons))
            .or_default() += 1;
    }

    fn count(&self, kind: FactKind, reasons: &[SafeText]) -> u32 {
        let known = self.0.get(&like(kind, reasons));
        // Without a reason there is no likeness.
        known.copied().filter(|_| !reasons.is_empty()).unwrap_or(0)
    }
}

/// What facts have in common that are alike: the order of the reasons is none.
fn like(kind: FactKind, reasons: &[SafeText]) -> (FactKind, Vec<SafeText>) {
    let mut reasons = reasons.to_vec();
    reasons.sort_unstable();
    reasons.dedup();
    (kind, reasons)
}

/// Said of a fact whose like was rejected once or twice, and of one whose like was rejected more often.
const ONCE: &str = "rejected before";
const OFTEN: &str = "often rejected";
/// So many rejections are often.
const MANY: u32 = 3;
/// A fact is ranked lower by so many places at most: it is never hidden because of others.
const LOWEST: u32 = 6;

/// How many places lower a fact is ranked whose like was rejected so often: one after the first time, half of
/// [`LOWEST`] after four, then ever more slowly.
const fn places(rejections: u32) -> usize {
    (LOWEST.saturating_mul(rejections) / rejections.saturating_add(4)) as usize
}

/// The reason without what is only true of one fact; `None` when nothing is left that another fact could share.
fn general(reason: &str) -> Option<SafeText> {
    let reason = reason.trim_end_matches(|c: char| c.is_ascii_digit()).trim();
    let of_its_own = ["", "early", "central", "repeats sentence", ONCE, OFTEN];
    (!of_its_own.contains(&reason)).then(|| SafeText::line(reason))
}

/// What a figure, date or quote is like: its unit, or how it is told.
fn rule(fact: &Fact) -> SafeText {
    let rule = match &fact.value {
        FactValue::Quantity(quantity) => quantity.unit.to_string(),
        FactValue::Date(date) if date.relative.is_some() => "relative".to_owned(),
        FactValue::Date(date) => date.grain.clone().unwrap_or_default(),
        FactValue::None => String::new(),
    };
    if rule.is_empty() {
        SafeText::line(fact.kind.name())
    } else {
        SafeText::line(&rule)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown_for(reasons: &[&str]) -> JudgedFact {
        JudgedFact {
            reasons: reasons.iter().map(|why| (*why).into()).collect(),
            ..Facts::judged_passage()
        }
    }

    #[test]
    fn facts_are_alike_by_all_that_they_are_shown_for_and_not_by_one_reason() {
        let mut rejections = Rejections::default();
        rejections.add(&shown_for(&["money", "dated"]));
        rejections.add(&shown_for(&[]));
        let count =
            |reasons: &[&str]| rejections.count(FactKind::Statement, &shown_for(reasons).reasons);
        assert_eq!((count(&["dated", "money"]), count(&["dated"])), (1, 0));
        assert_eq!(
            (count(&["dated", "money", "attributed"]), count(&[])),
            (0, 0)
        );
    }
}
