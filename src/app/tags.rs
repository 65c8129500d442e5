//! The tag prompt: `+`-less words give tags, `-word` takes one; completion from the tags in use.

use super::line::Line;
use crate::model::{AnnotationId, ArticleId, Body, SafeText, Target};

/// State of the tag prompt.
#[derive(Debug, Clone)]
pub struct TagPrompt {
    /// What is tagged.
    pub subject: TagSubject,
    /// What is typed: tags with spaces between.
    pub line: Line,
    /// Tags that begin with the word under the cursor, most used first.
    pub choices: Vec<SafeText>,
    /// The chosen one.
    pub cursor: Option<usize>,
}

/// What is tagged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TagSubject {
    /// These articles.
    Articles(Vec<ArticleId>),
    /// A mark.
    Mark(AnnotationId, Body),
    /// Words that have no mark yet.
    Words(ArticleId, Target),
}
