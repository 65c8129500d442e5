//! What a block is about: a note, or a link as the mark at one of its ends sees it.

use super::page::{Page, link_id, links_of, marker_id};
use super::template::{Filled, Section};
use crate::model::link::LinkedMark;
use crate::model::{AnchorState, Annotation, AnnotationId, Body, Link, LinkId};

/// What a block is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A note or a gold mark.
    Note(Box<Annotation>),
    /// A link or a ruling.
    Link(Box<LinkedMark>),
}

/// All that notes and links ever said, the oldest first.
pub trait History {
    /// The states of a note.
    fn note(&self, id: &AnnotationId) -> Vec<Annotation>;

    /// The states of a link.
    fn link(&self, id: &LinkId) -> Vec<Link>;
}

impl Subject {
    /// That of the block with this id, as the library has it now.
    pub(super) fn of(block: &str, page: &Page<'_>) -> Option<Self> {
        let mut notes = page.sheet.notes.iter();
        let note = notes.find(|note| marker_id(&note.annotation.id) == block);
        let link = || links_of(page.sheet).find(|linked| link_id(linked) == block);
        note.map(|note| Self::Note(Box::new(note.annotation.clone())))
            .or_else(|| link().map(|linked| Self::Link(Box::new(linked.clone()))))
    }

    /// Its name in the library.
    pub fn id(&self) -> &str {
        match self {
            Self::Note(note) => note.id.as_str(),
            Self::Link(linked) => linked.link.id.as_str(),
        }
    }

    /// What it says; a link says a text alone.
    pub fn body(&self) -> Body {
        match self {
            Self::Note(note) => note.body.clone(),
            Self::Link(linked) => Body {
                note: linked.link.note.clone(),
                ..Body::default()
            },
        }
    }

    /// Whether words are quoted above what it says.
    pub(super) fn is_marked(&self) -> bool {
        matches!(self, Self::Note(note) if note.target.is_some())
    }

    /// All its states that are known, the present one last.
    pub(super) fn states(&self, history: &dyn History) -> Vec<Self> {
        let mut states: Vec<Self> = match self {
            Self::Note(note) => {
                let past = history.note(&note.id).into_iter();
                past.map(|note| Self::Note(Box::new(note))).collect()
            }
            Self::Link(linked) => {
                let past = history.link(&linked.link.id).into_iter();
                past.map(|link| {
                    Self::Link(Box::new(LinkedMark {
                        link,
                        ..(**linked).clone()
                    }))
                })
                .collect()
            }
        };
        states.push(self.clone());
        states
    }

    /// The section of the template by which its block is written.
    pub(super) fn section<'p>(&self, page: &Page<'p>) -> &'p Section {
        match self {
            Self::Note(_) => &page.template.note,
            Self::Link(_) => &page.template.link,
        }
    }

    /// Every body that its block may have been written with; the first as it would be written now. A note's words may
    /// have been gone; a link may have led to where the text in `there` leads.
    pub(super) fn bodies(&self, page: &Page<'_>, there: &str) -> Vec<Filled> {
        match self {
            Self::Note(note) => [
                AnchorState::Exact,
                AnchorState::Ambiguous,
                AnchorState::Orphan,
            ]
            .map(|state| page.note_body(note, state))
            .to_vec(),
            Self::Link(linked) => {
                let body = page.link_body(linked);
                let text = page.syntax().relinked(&body.text(), there);
                let before = text.and_then(|text| body.with_text(&text));
                [body].into_iter().chain(before).collect()
            }
        }
    }
}

/// Only notes have a past.
#[cfg(test)]
impl<F: Fn(&AnnotationId) -> Vec<Annotation>> History for F {
    fn note(&self, id: &AnnotationId) -> Vec<Annotation> {
        self(id)
    }

    fn link(&self, _: &LinkId) -> Vec<Link> {
        Vec::new()
    }
}
