//! A question before something that takes more than one `u` to mend.

use super::App;
use super::effect::Effect;
use super::key::{Key, KeyCode};
use super::layer::Layer;

/// State of a question: `y` or `Enter` does it, anything else does not.
#[derive(Debug, Clone, PartialEq)]
pub struct Confirm {
    /// The question, one line.
    pub question: String,
    /// What `y` does.
    pub effect: Effect,
}

impl App {
    /// The answer.
    pub(super) fn confirm_key(&mut self, key: Key) {
        let Some(Layer::Confirm(confirm)) = self.layers.pop() else {
            return;
        };
        if matches!(key.code, KeyCode::Char('y' | 'Y') | KeyCode::Enter) {
            self.wish(confirm.effect);
        } else {
            self.quitting = false;
            self.say("Nothing was done");
        }
    }
}
