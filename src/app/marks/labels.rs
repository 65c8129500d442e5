//! The label palette: one key gives a label, one more a verdict, one more each attribute that the label asks for.

use super::annotate::{Repeatable, Subject, body_of};
use crate::app::App;
use crate::app::keys::key::{Key, KeyCode};
use crate::app::layer::Layer;
use crate::model::{AnnotationId, Body, GroupId, SafeText};

/// State of the label palette.
#[derive(Debug, Clone, PartialEq)]
pub struct Labels {
    /// The words to label, for the heading.
    pub quote: String,
    /// Which keys are awaited.
    pub stage: Stage,
    /// Whether the guidelines stand in place of the keys.
    pub guidelines: bool,
}

/// What the label palette waits for.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// A label's key, for the mark or words; or `Enter` for the one that fits, by its index in the scheme.
    Label(Subject, Option<usize>),
    /// A verdict's key for a mark that was just labelled; any other key closes the palette and means what it always means.
    Verdict(Labelled),
    /// The key of an answer to an attribute of the label, by its number; as with verdicts.
    Attribute(Labelled, usize),
}

/// A mark that was just labelled.
#[derive(Debug, Clone, PartialEq)]
pub struct Labelled {
    /// The mark.
    pub id: AnnotationId,
    /// Its body so far.
    pub body: Body,
    /// The undo group of its label.
    pub group: GroupId,
}

impl App {
    /// Opens the palette for the words that are meant.
    pub(in crate::app) fn open_labels(&mut self) {
        match self.subject() {
            Some(subject) => {
                let fitting = self.candidate().filter(|_| self.labelling.is_some());
                let fitting = fitting.and_then(|candidate| {
                    let name = self.suggested_label(candidate.kind)?;
                    let mut labels = self.scheme.labels.iter();
                    labels.position(|label| label.name == name)
                });
                self.open_labels_for(subject, fitting);
            }
            None => self.say("No words to label here"),
        }
    }

    /// Opens the palette for these words, perhaps with a label that fits.
    pub(in crate::app) fn open_labels_for(&mut self, subject: Subject, fitting: Option<usize>) {
        let quote = subject.quote().to_owned();
        self.layers.push(Layer::Labels(Labels {
            quote,
            stage: Stage::Label(subject, fitting),
            guidelines: false,
        }));
    }

    /// A key in the label palette.
    pub(in crate::app) fn label_key(&mut self, key: Key) {
        let Some(Layer::Labels(mut labels)) = self.layers.pop() else {
            return;
        };
        let letter = match key.code {
            KeyCode::Char(c) if !key.ctrl && !key.alt => Some(c),
            _ => None,
        };
        if letter == Some('?') || labels.guidelines {
            labels.guidelines = letter == Some('?') && !labels.guidelines;
            self.layers.push(Layer::Labels(labels));
            return;
        }
        match labels.stage.clone() {
            Stage::Label(subject, fitting) => {
                let known = &self.scheme.labels;
                let label = if key.code == KeyCode::Enter {
                    fitting.and_then(|index| known.get(index))
                } else {
                    known.iter().find(|label| Some(label.key) == letter)
                };
                let name = label.map(|label| label.name.clone());
                if let Some(name) = name {
                    self.give_chosen_label(labels.quote, &subject, name);
                } else {
                    let keys: Vec<String> = known.iter().map(|l| l.key.to_string()).collect();
                    self.say(format!("No label has that key; {} or Esc", keys.join(" ")));
                    self.layers.push(Layer::Labels(labels));
                }
            }
            Stage::Verdict(labelled) => {
                let label = labelled.body.label.clone().unwrap_or_default();
                let verdicts = self.scheme.verdicts_of(&label);
                let verdict = verdicts.iter().find(|one| Some(one.key) == letter);
                match verdict.map(|verdict| verdict.name.clone()) {
                    Some(name) => {
                        self.last = Some(Repeatable::Label(label, Some(name.clone())));
                        let body = Body {
                            verdict: Some(name),
                            ..labelled.body.clone()
                        };
                        self.answered(labels.quote, labelled, body, 0);
                    }
                    None if key.code == KeyCode::Enter => self.ask(labels.quote, labelled, 0),
                    None => self.key(key),
                }
            }
            Stage::Attribute(labelled, number) => {
                let label = labelled.body.label.clone().unwrap_or_default();
                let attribute = self
                    .scheme
                    .label(&label)
                    .and_then(|label| label.attributes.get(number));
                let tag = attribute.and_then(|attribute| {
                    let value = attribute
                        .values
                        .iter()
                        .find(|(one, _)| Some(*one) == letter)?;
                    Some((attribute.name.clone(), attribute.tag(&value.1)))
                });
                match tag {
                    Some((name, tag)) => {
                        let body = answered(&labelled.body, &name, tag);
                        self.answered(labels.quote, labelled, body, number + 1);
                    }
                    None if key.code == KeyCode::Enter => {
                        self.ask(labels.quote, labelled, number + 1);
                    }
                    None => self.key(key),
                }
            }
        }
    }

    fn give_chosen_label(&mut self, quote: String, subject: &Subject, name: SafeText) {
        self.last = Some(Repeatable::Label(name.clone(), None));
        let old = body_of(subject);
        // A verdict that the new label does not have goes with the old one.
        let verdicts = self.scheme.verdicts_of(&name);
        let fits = |verdict: &SafeText| {
            old.label.as_ref() == Some(&name) || verdicts.iter().any(|one| one.name == *verdict)
        };
        let body = Body {
            verdict: old.verdict.clone().filter(fits),
            label: Some(name),
            ..old
        };
        let asks = !verdicts.is_empty();
        let group = self.group();
        let span = self.span_of(subject);
        let id = self.put(subject, body.clone(), group.clone(), None);
        self.touched(id.clone());
        self.labelled_candidate(span);
        let labelled = Labelled { id, body, group };
        if self.settings.read_only.is_some() {
            return;
        }
        if asks {
            self.layers.push(Layer::Labels(Labels {
                quote,
                stage: Stage::Verdict(labelled),
                guidelines: false,
            }));
        } else {
            self.ask(quote, labelled, 0);
        }
    }

    /// Keeps an answer and asks the next attribute.
    fn answered(&mut self, quote: String, labelled: Labelled, body: Body, next: usize) {
        let subject = Subject::Mark(labelled.id.clone(), labelled.body, quote.clone());
        self.put(&subject, body.clone(), labelled.group.clone(), None);
        if self.labelling.is_none() {
            self.touched(labelled.id.clone());
        }
        self.ask(quote, Labelled { body, ..labelled }, next);
    }

    /// Asks an attribute of the label, if it has one of that number.
    fn ask(&mut self, quote: String, labelled: Labelled, number: usize) {
        let label = labelled.body.label.as_ref();
        let asked = label.and_then(|name| self.scheme.label(name)?.attributes.get(number));
        if asked.is_some() {
            self.layers.push(Layer::Labels(Labels {
                quote,
                stage: Stage::Attribute(labelled, number),
                guidelines: false,
            }));
        }
    }
}

/// A body with an answer in place of the one that it may have.
fn answered(body: &Body, attribute: &str, tag: SafeText) -> Body {
    let mut body = body.clone();
    let before = format!("{attribute}=");
    body.tags.retain(|tag| !tag.starts_with(&before));
    body.tags.push(tag);
    body.tags.sort();
    body
}
