//! A label scheme: the labels that annotators may give, and the verdicts.

use super::safe_text::SafeText;
use serde::{Deserialize, Serialize};

/// Labels and verdicts, read from a TOML file by `config`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelScheme {
    /// The scheme's name.
    pub name: SafeText,
    /// The labels in the order of the palette.
    pub labels: Vec<Label>,
    /// The verdicts in the order of the palette.
    pub verdicts: Vec<Verdict>,
}

/// One label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// What is stored, such as `forecast`.
    pub name: SafeText,
    /// The key that gives it in the palette.
    pub key: char,
    /// What it means, one line.
    pub description: SafeText,
    /// A colour for the mark: a name or `#rrggbb`; the theme's own when missing.
    pub color: Option<SafeText>,
}

/// One verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// What is stored, such as `not_enough_evidence`.
    pub name: SafeText,
    /// The key that gives it in the palette.
    pub key: char,
    /// What it means, one line.
    pub description: SafeText,
}
