//! Annotations as another program or person wrote them: read, and not placed in any text yet.

use crate::model::{
    AnnotationId, ArticleId, Body, LabellingState, LinkId, LinkRelation, Motivation, SafeText,
    TextVersion,
};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::ops::Range;

/// What a file of annotations holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Delivery {
    /// The annotations, in the order of the file.
    pub notes: Vec<Incoming>,
    /// How annotations stand to each other; their ends are among these annotations, or known already.
    pub links: Vec<IncomingLink>,
    /// How far people are with labelling.
    pub labelling: Vec<IncomingState>,
    /// One line for each record that is no annotation we can take, with the reason.
    pub refused: Vec<String>,
}

/// One annotation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Incoming {
    /// Its name: the same file always gives the same one.
    pub id: AnnotationId,
    /// What it is about.
    pub about: About,
    /// The words it is on; `None` for a note on the whole.
    pub words: Option<Words>,
    /// Why it was made.
    pub motivation: Motivation,
    /// What it says.
    pub body: Body,
    /// Who made it, if anybody says so.
    pub annotator: Option<SafeText>,
    /// When it was made.
    pub created: Option<Timestamp>,
    /// When it was last changed.
    pub modified: Option<Timestamp>,
}

/// A link from one annotation to another, or a ruling on a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomingLink {
    /// Its name: the same file always gives the same one.
    pub id: LinkId,
    /// Where it begins.
    pub from: AnnotationId,
    /// Where it ends.
    pub to: AnnotationId,
    /// What it says.
    pub relation: LinkRelation,
    /// What the person says about it.
    pub note: SafeText,
    /// Who made it, if anybody says so.
    pub annotator: Option<SafeText>,
    /// When it was made.
    pub created: Option<Timestamp>,
    /// When it was last changed.
    pub modified: Option<Timestamp>,
}

/// How far a person is with labelling an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomingState {
    /// The article.
    pub about: About,
    /// Who.
    pub annotator: SafeText,
    /// How far.
    pub state: LabellingState,
}

/// How a file names an article. Any part may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The id that it has in a library of this program.
    pub article: Option<ArticleId>,
    /// Addresses that it is known under.
    pub addresses: Vec<SafeText>,
    /// A text that it has or had; a place in it counts there.
    pub version: Option<TextVersion>,
    /// Its title.
    pub title: Option<SafeText>,
}

/// Marked words as they can be found again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The words.
    pub quote: SafeText,
    /// What stood before them.
    pub prefix: SafeText,
    /// What stood after them.
    pub suffix: SafeText,
    /// Where they stood, in code points of the text.
    pub place: Option<Range<usize>>,
}

/// A name for an annotation that has none: the same for the same `parts`.
pub fn made_id(parts: &[&str]) -> AnnotationId {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.len().to_le_bytes());
        digest.update(part.as_bytes());
    }
    let mut bytes = [0; 10];
    for (byte, drawn) in bytes.iter_mut().zip(digest.finalize()) {
        *byte = drawn;
    }
    AnnotationId::from_random(bytes)
}

/// A name that another program gave: one safe line, as it is.
pub fn given_id(name: &str) -> Option<AnnotationId> {
    let id = AnnotationId::named(name);
    (!id.as_str().is_empty()).then_some(id)
}

/// Tags as they are kept: single safe lines, sorted, each once.
pub fn tags<'a>(tags: impl IntoIterator<Item = &'a str>) -> Vec<SafeText> {
    let mut tags: Vec<SafeText> = tags
        .into_iter()
        .map(SafeText::line)
        .filter(|tag| !tag.is_empty())
        .collect();
    tags.sort();
    tags.dedup();
    tags
}
