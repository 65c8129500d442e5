//! Picking words in the reader for something that waits for them: a mark to be placed anew, a candidate whose ends are
//! to be adjusted. All motions and selections of the reader work; one key takes the words, `Esc` gives up.

use super::motion;
use crate::app::facts::correct::Correction;
use crate::app::keys::command::Command;
use crate::app::layer::Layer;
use crate::app::{App, Focus};
use crate::model::{Action, AnnotationId, Decided, SafeText, Span, Target};

/// Words are being picked.
#[derive(Debug, Clone)]
pub struct Picking {
    /// What they are for.
    pub purpose: Purpose,
    /// The view that comes back afterwards.
    back: Option<Layer>,
}

/// What picked words are for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// A mark stands there from now on; its old words.
    Place(AnnotationId, SafeText),
    /// They are labelled in place of the candidate at hand.
    Adjust,
    /// They become the words of a gold mark.
    Gold(Box<Decided>),
    /// They become the words of a fact that is being corrected.
    Correct(Box<Correction>),
}

impl App {
    /// Begins to pick.
    pub(in crate::app) fn start_picking(&mut self, purpose: Purpose, back: Option<Layer>) {
        self.picking = Some(Picking { purpose, back });
    }

    /// Ends picking without taking anything.
    pub(in crate::app) fn stop_picking(&mut self) -> bool {
        let Some(picking) = self.picking.take() else {
            return false;
        };
        self.reader.selection = None;
        if let Purpose::Correct(_) = picking.purpose {
            self.focus = Focus::Panel;
        }
        self.layers.extend(picking.back);
        true
    }

    /// Commands that only picking has.
    pub(super) fn run_in_picking(&mut self, command: Command) -> bool {
        if command != Command::TakeWords || self.picking.is_none() {
            return false;
        }
        let Some(span) = self.picked_words() else {
            self.say("No words here");
            return true;
        };
        let Some(picking) = self.picking.take() else {
            return true;
        };
        let selection = self.reader.selection.take();
        match picking.purpose {
            Purpose::Place(annotation, _) => self.place_mark(annotation, span),
            Purpose::Adjust => self.accept_words(span),
            Purpose::Gold(decided) => {
                // What was decided leaves the view that comes back.
                self.layers.extend(picking.back);
                self.gold_on(*decided, span);
                return true;
            }
            Purpose::Correct(correction) => {
                if !self.has_words(&correction, span) {
                    self.reader.selection = selection;
                    self.start_picking(Purpose::Correct(correction), picking.back);
                    return true;
                }
                // What comes back is the prompt, with these words.
                self.words_picked(*correction, span);
                return true;
            }
        }
        self.layers.extend(picking.back);
        true
    }

    /// The selection, else the sentence under the cursor.
    fn picked_words(&self) -> Option<Span> {
        let opened = self.reader.article()?;
        let text = opened.article.text.as_str();
        let span = match self.reader.selected() {
            Some(span) => span,
            None => motion::sentence(opened, self.reader.cursor)?,
        };
        Some(span.trimmed(text)).filter(|span| !span.is_empty())
    }

    fn place_mark(&mut self, annotation: AnnotationId, span: Span) {
        let Some(opened) = self.reader.article() else {
            return;
        };
        let target = Target::new(&opened.article.text, opened.version.clone(), span);
        self.save(Action::EditTarget {
            annotation,
            target: Some(target),
        });
        self.say("The mark stands here now; u takes it back");
    }
}
