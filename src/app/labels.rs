//! The label palette: one key gives a label, one more a verdict.

use super::App;
use super::annotate::{Repeatable, Subject, body_of};
use super::key::{Key, KeyCode};
use super::layer::Layer;
use crate::model::{AnnotationId, Body, GroupId};

/// State of the label palette.
#[derive(Debug, Clone, PartialEq)]
pub struct Labels {
    /// The words to label, for the heading.
    pub quote: String,
    /// Which keys are awaited.
    pub stage: Stage,
}

/// What the label palette waits for.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// A label's key, for the mark or words; or `Enter` for the one that fits, by its index in the scheme.
    Label(Subject, Option<usize>),
    /// A verdict's key for a mark that was just labelled; any other key closes the palette and means what it always means.
    Verdict {
        /// The mark.
        id: AnnotationId,
        /// Its body so far.
        body: Body,
        /// The undo group of its label.
        group: GroupId,
    },
}

impl App {
    /// Opens the palette for the words that are meant.
    pub(super) fn open_labels(&mut self) {
        match self.subject() {
            Some(subject) => self.open_labels_for(subject, None),
            None => self.say("No words to label here"),
        }
    }

    /// Opens the palette for these words, perhaps with a label that fits.
    pub(super) fn open_labels_for(&mut self, subject: Subject, fitting: Option<usize>) {
        let quote = match &subject {
            Subject::Mark(_, _, quote) => quote.clone(),
            Subject::Words(_, target) => target.quote.to_string(),
        };
        self.layers.push(Layer::Labels(Labels {
            quote,
            stage: Stage::Label(subject, fitting),
        }));
    }

    /// A key in the label palette.
    pub(super) fn label_key(&mut self, key: Key) {
        let Some(Layer::Labels(labels)) = self.layers.pop() else {
            return;
        };
        let letter = match key.code {
            KeyCode::Char(c) if !key.ctrl && !key.alt => Some(c),
            _ => None,
        };
        match labels.stage {
            Stage::Label(subject, fitting) => {
                let known = &self.scheme.labels;
                let label = if key.code == KeyCode::Enter {
                    fitting.and_then(|index| known.get(index))
                } else {
                    known.iter().find(|label| Some(label.key) == letter)
                };
                let Some(name) = label.map(|label| label.name.clone()) else {
                    let keys: Vec<String> = known.iter().map(|l| l.key.to_string()).collect();
                    self.say(format!("No label has that key; {} or Esc", keys.join(" ")));
                    let stage = Stage::Label(subject, fitting);
                    self.layers.push(Layer::Labels(Labels { stage, ..labels }));
                    return;
                };
                self.last = Some(Repeatable::Label(name.clone(), None));
                let body = Body {
                    label: Some(name),
                    ..body_of(&subject)
                };
                let group = self.group();
                let id = self.put(&subject, body.clone(), group.clone(), None);
                self.touched(id.clone());
                if !self.scheme.verdicts.is_empty() && self.settings.read_only.is_none() {
                    let stage = Stage::Verdict { id, body, group };
                    self.layers.push(Layer::Labels(Labels {
                        quote: labels.quote,
                        stage,
                    }));
                }
            }
            Stage::Verdict { id, body, group } => {
                let verdict = self
                    .scheme
                    .verdicts
                    .iter()
                    .find(|verdict| Some(verdict.key) == letter);
                match verdict.map(|verdict| verdict.name.clone()) {
                    Some(name) => {
                        if let Some(label) = body.label.clone() {
                            self.last = Some(Repeatable::Label(label, Some(name.clone())));
                        }
                        let subject = Subject::Mark(id.clone(), body.clone(), labels.quote);
                        self.put(
                            &subject,
                            Body {
                                verdict: Some(name),
                                ..body
                            },
                            group,
                            None,
                        );
                        self.touched(id);
                    }
                    None if key.code == KeyCode::Enter => {}
                    None => self.key(key),
                }
            }
        }
    }
}
