//! Giving all the same phrases of an article the label of one of them: first a list of what would be labelled.

use super::annotate::{Repeatable, Subject, body_of};
use super::candidates::Covered;
use crate::app::App;
use crate::app::cursor::moved;
use crate::app::keys::command::Command;
use crate::app::layer::Layer;
use crate::app::reader::find;
use crate::model::{Body, Excerpt, Span};
use crate::text::excerpt::excerpt;

/// So many code points stand on each side of a phrase in the list.
const AROUND: usize = 40;

/// The list of equal phrases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Same {
    /// The phrase.
    pub phrase: String,
    /// What each gets.
    pub body: Body,
    /// Where it stands without a mark, with the words around it, and whether it is to be labelled.
    pub places: Vec<(Span, Excerpt, bool)>,
    /// The place under the cursor.
    pub cursor: usize,
}

impl App {
    /// Lists the places of the phrase that is meant, if it has a label or one was given before.
    pub(in crate::app) fn open_same(&mut self) {
        let (Some(subject), Some(opened)) = (self.labelled_subject(), self.reader.article()) else {
            self.say("No words to label here");
            return;
        };
        let text = opened.article.text.as_str();
        let phrase = subject.quote().to_owned();
        let own = body_of(&subject);
        let (label, verdict) = match (&own.label, &self.last) {
            (Some(label), _) => (label.clone(), own.verdict.clone()),
            (None, Some(Repeatable::Label(label, verdict))) => (label.clone(), verdict.clone()),
            _ => {
                self.say("Give it a label first (c); then * labels all the same phrases");
                return;
            }
        };
        let body = Body {
            label: Some(label),
            verdict,
            ..Body::default()
        };
        let marks = self.reader.marks.iter();
        let own = marks.filter(|mark| mark.note.annotation.annotator == self.settings.annotator);
        let marked = Covered::new(own.filter_map(|mark| mark.note.span).collect());
        let places: Vec<_> = find::find_phrase(text, &phrase)
            .into_iter()
            .filter(|span| !marked.touches(*span))
            .map(|span| (span, excerpt(text, span, AROUND), true))
            .collect();
        if places.is_empty() {
            self.say("The phrase stands nowhere else without a mark");
            return;
        }
        self.layers.push(Layer::Same(Box::new(Same {
            phrase,
            body,
            places,
            cursor: 0,
        })));
        self.light_same();
    }

    /// The mark under the cursor when it has a label, else the words that any label command means.
    fn labelled_subject(&self) -> Option<Subject> {
        let here = self
            .reader
            .mark_here()
            .filter(|_| self.reader.selection.is_none())
            .filter(|mark| mark.note.annotation.body.label.is_some());
        let mark = here.map(|mark| super::annotate::subject_of_mark(&mark.note.annotation));
        mark.or_else(|| self.subject())
    }

    fn light_same(&mut self) {
        if let Some(Layer::Same(same)) = self.layers.last()
            && let Some((span, ..)) = same.places.get(same.cursor)
        {
            let span = *span;
            self.reader.point_at(span);
        }
    }

    /// Commands of the list.
    pub(in crate::app) fn run_in_same(&mut self, command: Command, count: Option<usize>) -> bool {
        let Some(Layer::Same(same)) = self.layers.last_mut() else {
            return false;
        };
        if let Some(to) = moved(command, count, same.cursor, same.places.len(), 8) {
            same.cursor = to;
            self.light_same();
            return true;
        }
        match command {
            Command::LeaveOut => {
                if let Some((_, _, taken)) = same.places.get_mut(same.cursor) {
                    *taken = !*taken;
                }
                same.cursor = (same.cursor + 1).min(same.places.len().saturating_sub(1));
                self.light_same();
            }
            Command::LabelListed => {
                let Some(Layer::Same(same)) = self.layers.pop() else {
                    return true;
                };
                let group = self.group();
                let mut labelled = 0;
                for (span, _, _) in same.places.iter().filter(|(_, _, taken)| *taken) {
                    if let Some(subject @ Subject::Words(..)) = self.subject_of(*span) {
                        self.put(&subject, same.body.clone(), group.clone(), None);
                        labelled += 1;
                    }
                }
                self.say(format!("Labelled {labelled}; u takes all back"));
            }
            _ => return false,
        }
        true
    }
}
