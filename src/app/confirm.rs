//! A question before something that takes more than one `u` to mend.

use super::effect::Effect;

/// State of a question: `y` or `Enter` does it, anything else does not.
#[derive(Debug, Clone, PartialEq)]
pub struct Confirm {
    /// The question, one line.
    pub question: String,
    /// What `y` does.
    pub effect: Effect,
}
