//! Which annotations an export is asked for, besides which articles: by what they were made for, and by whom.

use crate::model::link::LinkedMark;
use crate::model::query::{Filter, Thing};
use crate::model::{Annotation, Motivation, PlacedAnnotation, Query, SafeText};

/// What a query asks for of an article's annotations: the notes, unless it speaks of others.
#[derive(Debug, Clone, Default)]
pub(in crate::desk) struct Asked {
    /// None: the notes.
    motivations: Vec<Motivation>,
    /// None: everybody.
    people: Vec<SafeText>,
}

impl Asked {
    pub fn of(query: &Query) -> Self {
        Self {
            motivations: motivations(&query.filter),
            people: annotators(&query.filter),
        }
    }

    /// Whether it is less than all notes, or something else.
    pub fn is_narrow(&self) -> bool {
        !self.motivations.is_empty() || !self.people.is_empty()
    }

    pub fn is_by(&self, annotator: &SafeText) -> bool {
        self.people.is_empty() || self.people.contains(annotator)
    }

    /// Whether it asks for this annotation. Decisions that nothing is to be marked are no gold marks.
    pub fn means(&self, annotation: &Annotation) -> bool {
        let motivation = annotation.motivation;
        let is_meant = match motivation {
            _ if self.motivations.is_empty() => motivation.is_note(),
            Motivation::Classifying => {
                self.motivations.contains(&motivation) && annotation.is_gold()
            }
            _ => self.motivations.contains(&motivation),
        };
        is_meant && self.is_by(&annotation.annotator)
    }

    /// Whether it asks for a link: with the notes all links and rulings, else those of the marks that are asked for.
    pub fn means_link(&self, linked: &LinkedMark, marks: &[PlacedAnnotation]) -> bool {
        let mut marks = marks.iter();
        self.is_by(&linked.link.annotator)
            && (self.motivations.is_empty()
                || marks
                    .any(|mark| mark.annotation.id == linked.at && self.means(&mark.annotation)))
    }
}

/// The motivations that a filter speaks of.
fn motivations(filter: &Filter) -> Vec<Motivation> {
    match filter {
        Filter::Motivation(motivation) => vec![*motivation],
        Filter::Has(Thing::Gold) => vec![Motivation::Classifying],
        Filter::And(parts) | Filter::Or(parts) => parts.iter().flat_map(motivations).collect(),
        Filter::Not(part) => motivations(part),
        _ => Vec::new(),
    }
}

/// The people whom a filter asks for.
fn annotators(filter: &Filter) -> Vec<SafeText> {
    match filter {
        Filter::Annotator(name) => vec![name.clone()],
        Filter::And(parts) | Filter::Or(parts) => parts.iter().flat_map(annotators).collect(),
        _ => Vec::new(),
    }
}
