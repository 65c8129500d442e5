//! What a person says about a fact: that it is none, or that it says something else.

use super::fact::{FactKind, FactValue};
use super::safe_text::SafeText;
use serde::{Deserialize, Serialize};

/// A fact as it was when a person judged it. Its words are the annotation's target; facts are derived and have no
/// name that lasts, so the fact is found again by its kind and by where its words are now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgedFact {
    /// What it was taken for.
    pub kind: FactKind,
    /// The value it was read as.
    pub value: FactValue,
    /// The value it has, where the person corrected it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<FactValue>,
    /// Why it was shown: what later facts are ranked lower by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<SafeText>,
}
