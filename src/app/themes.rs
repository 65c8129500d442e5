//! Choosing a theme: moving the cursor shows it at once, `Enter` keeps it, `Esc` brings the old one back.

use crate::model::SafeText;

/// State of the theme list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Themes {
    /// The names.
    pub names: Vec<SafeText>,
    /// The one under the cursor: previewed.
    pub cursor: usize,
    /// The first on the screen.
    pub top: usize,
}
