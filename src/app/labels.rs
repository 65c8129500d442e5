//! The label palette: one key gives a label, one more a verdict.

use crate::model::{AnnotationId, Body, GroupId, Target};

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
    /// A label's key. The mark that has these words already, or the words.
    Label {
        /// The mark to change, with its body.
        existing: Option<(AnnotationId, Body)>,
        /// The words of a new mark.
        target: Option<Target>,
    },
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
