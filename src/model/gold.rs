//! Where a gold mark comes from: which marks of whom were decided on, as they were then, and what was decided.
//!
//! A gold mark is an annotation like others ([`Motivation::Classifying`](super::Motivation::Classifying)), in the same
//! table, anchored and undone alike: who decided is its annotator, when is when it was last changed. What it has beside
//! its label is this. Sources are remembered as they were, so that a later change under a decision is seen and told.

use super::id::AnnotationId;
use super::safe_text::SafeText;
use serde::{Deserialize, Serialize};

/// A decision on what several people marked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What was decided.
    pub outcome: Outcome,
    /// The marks that it was decided on.
    pub sources: Vec<Source>,
}

/// What was decided about some marks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// All said the same.
    Agreed,
    /// One version is right.
    #[default]
    Chosen,
    /// More than one version is right.
    Both,
    /// None was right as it stood: other ends, or another label.
    Edited,
    /// Nothing is to be marked here. The annotation that says so is no gold mark.
    Neither,
}

impl Outcome {
    /// Its name in records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::Chosen => "chosen",
            Self::Both => "both",
            Self::Edited => "edited",
            Self::Neither => "neither",
        }
    }
}

/// A mark as it was when it was decided on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Which.
    pub mark: AnnotationId,
    /// Whose.
    pub annotator: SafeText,
    /// Its words.
    pub quote: SafeText,
    /// Its label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<SafeText>,
    /// Its verdict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<SafeText>,
}
