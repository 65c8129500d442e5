//! The note editor: several lines of text that are never lost. `C-s` saves, `Esc` keeps a draft.

use crate::model::{AnnotationId, ArticleId, Body, Target};
use ratatui_textarea::TextArea;

/// State of the note editor.
#[derive(Debug, Clone)]
pub struct Editor {
    /// What the note is on.
    pub subject: Subject,
    /// The words it is on, for the heading; empty for a note on the whole article.
    pub quote: String,
    /// The text and its cursor.
    pub text: TextArea<'static>,
    /// What was on the disk when the editor opened.
    pub original: String,
    /// Whether the text came from a draft.
    pub from_draft: bool,
}

/// What a note is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// An annotation that exists, with its other parts.
    Existing {
        /// Which.
        id: AnnotationId,
        /// Label, verdict, tags that stay as they are.
        body: Body,
    },
    /// New: words of an article, or the whole of it.
    New {
        /// Which article.
        article: ArticleId,
        /// The words.
        target: Option<Target>,
    },
}
