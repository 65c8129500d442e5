//! A question before something that takes more than one `u` to mend.

use crate::app::App;
use crate::app::effect::Effect;
use crate::app::keys::key::{Key, KeyCode};
use crate::app::layer::Layer;
use crate::model::{Action, Origin, SourceId};

/// State of a question: `y` or `Enter` does it, anything else does not.
#[derive(Debug, Clone, PartialEq)]
pub struct Confirm {
    /// The question, one line.
    pub question: String,
    /// What `y` does.
    pub answer: Answer,
}

/// What a person may be asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Leave now.
    Quit,
    /// Hide sources and their articles.
    RemoveSources(Vec<SourceId>),
}

impl App {
    /// The answer.
    pub(in crate::app) fn confirm_key(&mut self, key: Key) {
        let Some(Layer::Confirm(confirm)) = self.layers.pop() else {
            return;
        };
        if matches!(key.code, KeyCode::Char('y' | 'Y') | KeyCode::Enter) {
            match confirm.answer {
                Answer::Quit => self.wish(Effect::Quit),
                Answer::RemoveSources(sources) => {
                    let group = self.group();
                    for source in sources {
                        let action = Action::RemoveSource { source };
                        self.save_as(action, Origin::User, group.clone(), None);
                    }
                }
            }
        } else {
            self.quitting = false;
            self.say("Nothing was done");
        }
    }
}
