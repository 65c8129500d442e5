//! Judging facts: rejecting one and taking that back, and making one a claim.
//!
//! A judgement is an annotation of the fact's words that says why it was made; what it means for the facts is decided
//! where facts and judgements meet ([`Facts::judge`]).

use crate::app::App;
use crate::app::panel::Judged;
use crate::model::quantity::Qualifier;
use crate::model::{
    Action, Body, Fact, FactKind, FactValue, Facts, GroupId, JudgedFact, LabelScheme, Motivation,
    Origin, Span, Target,
};

impl App {
    /// Rejects the fact under the cursor, or takes the rejection under it back.
    pub(in crate::app) fn reject_fact(&mut self) {
        match self.panel.item().and_then(|item| item.judged.clone()) {
            Some(Judged::Rejection(annotation)) => {
                self.save(Action::DeleteAnnotation { annotation });
            }
            Some(judged) => {
                if let Some((span, fact)) = self.judged_fact(&judged) {
                    let group = self.group();
                    self.judge(Motivation::Moderating, span, fact, group);
                }
            }
            None => self.say("No fact here"),
        }
    }

    /// Makes a judgement of the words at `span`.
    pub(in crate::app) fn judge(
        &mut self,
        motivation: Motivation,
        span: Span,
        fact: JudgedFact,
        group: GroupId,
    ) {
        let Some(opened) = self.reader.article() else {
            return;
        };
        let target = Target::new(&opened.article.text, opened.version.clone(), span);
        let article = opened.row.id.clone();
        let body = Body {
            fact: Some(Box::new(fact)),
            ..Body::default()
        };
        let annotation = self.annotation(motivation, article, Some(target), body);
        self.save_as(
            Action::Annotate(Box::new(annotation)),
            Origin::User,
            group,
            None,
        );
    }

    /// The words of what is judged, and the fact as it is to be remembered.
    fn judged_fact(&self, judged: &Judged) -> Option<(Span, JudgedFact)> {
        let facts = &self.reader.article()?.facts;
        Some(match judged {
            Judged::KeyFact(rank) => {
                let key_fact = facts
                    .key_facts
                    .iter()
                    .find(|key_fact| key_fact.rank == *rank)?;
                (key_fact.span, Facts::judged_key_fact(key_fact))
            }
            Judged::Passage(span) => (*span, Facts::judged_passage()),
            Judged::Fact(index) => (facts.facts.get(*index)?.span, facts.judged_fact(*index)?),
            Judged::Rejection(_) => return None,
        })
    }

    /// Opens the label palette for the words of the fact under the cursor, with the label that fits chosen already.
    pub(in crate::app) fn claim_fact(&mut self) {
        let item = self.panel.item().cloned();
        let Some((Some(span), Some(judged))) = item.map(|item| (item.span, item.judged)) else {
            self.say("No fact here");
            return;
        };
        let fact = self.telling(&judged).cloned();
        let fitting = Some(fitting(&self.scheme, fact.as_ref()));
        if let Some(subject) = self.subject_of(span) {
            self.open_labels_for(subject, fitting);
        }
    }

    /// The fact that an item is shown for: of a sentence the figure before the date before the quote.
    fn telling(&self, judged: &Judged) -> Option<&Fact> {
        let facts = &self.reader.article()?.facts;
        match judged {
            Judged::Fact(index) => facts.facts.get(*index),
            Judged::KeyFact(rank) => {
                let key_fact = facts
                    .key_facts
                    .iter()
                    .find(|key_fact| key_fact.rank == *rank)?;
                facts.telling(key_fact).next().map(|(_, fact)| fact)
            }
            Judged::Passage(_) | Judged::Rejection(_) => None,
        }
    }

    /// What is said when a judgement, or the end of one, is on the disk; `None` for any other action.
    pub(in crate::app) fn judges(&self, action: &Action) -> Option<&'static str> {
        let known = |id| {
            let judgements = &mut self.reader.judgements.iter();
            let found = judgements.find(|mark| mark.note.annotation.id == id);
            found.map(|mark| mark.note.annotation.motivation)
        };
        match action {
            Action::Annotate(annotation) => match annotation.motivation {
                Motivation::Moderating => {
                    Some("Rejected; x on it under Rejected, or u, takes it back")
                }
                Motivation::Editing => Some("Corrected; u takes it back"),
                Motivation::Commenting | Motivation::Assessing | Motivation::Classifying => None,
            },
            Action::EditBody { annotation, .. } | Action::EditTarget { annotation, .. } => {
                known(annotation.clone())
                    .filter(|motivation| motivation.judges_a_fact())
                    .map(|_| "Corrected; u takes it back")
            }
            Action::DeleteAnnotation { annotation } => known(annotation.clone())
                .filter(|motivation| motivation.judges_a_fact())
                .map(|_| "The fact is as it was found"),
            _ => None,
        }
    }
}

/// Index of the label that fits a fact: the one that the scheme suggests for its kind, else its label of the first of
/// these names that it has, else its first one.
fn fitting(scheme: &LabelScheme, fact: Option<&Fact>) -> usize {
    if let Some(suggested) = fact.and_then(|fact| scheme.suggested(fact.kind.name())) {
        return suggested;
    }
    let names: &[&str] = match fact.map(|fact| (fact.kind, &fact.value)) {
        Some((FactKind::Quote, _)) => &["quote", "fact"],
        Some((FactKind::Date | FactKind::Period | FactKind::Event, _)) => {
            &["event", "date", "fact"]
        }
        Some((_, FactValue::Quantity(quantity))) if quantity.qualifier == Qualifier::Vague => {
            &["fact", "figure"]
        }
        Some((_, FactValue::Quantity(_))) => &["figure", "number", "fact"],
        _ => &["fact", "statement", "claim"],
    };
    let label = |name: &&str| {
        scheme
            .labels
            .iter()
            .position(|label| label.name.as_str() == *name)
    };
    names.iter().find_map(label).unwrap_or(0)
}
