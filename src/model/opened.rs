//! An article as a person opens it: the text with everything shown beside it.

use super::annotation::{PlacedAnnotation, TextVersion};
use super::article::Article;
use super::fact::Facts;
use super::relation::Relation;
use super::row::ArticleRow;

/// Everything the screen shows for one opened article.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedArticle {
    /// Its row in the list.
    pub row: ArticleRow,
    /// The text version the spans count in.
    pub version: TextVersion,
    /// Text, blocks, sections.
    pub article: Article,
    /// Facts, sentences, names.
    pub facts: Facts,
    /// Marks and notes, in order of the text.
    pub notes: Vec<PlacedAnnotation>,
    /// What other articles say about the same things, each with the index of its fact in `facts`.
    pub relations: Vec<(usize, Relation)>,
}

/// A note that was typed and not yet saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What it belongs to: an annotation id, or an article id with a span, as the app wrote it.
    pub key: String,
    /// The typed text.
    pub text: String,
}
