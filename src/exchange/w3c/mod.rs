//! Annotations in the W3C Web Annotation Data Model (<https://www.w3.org/TR/annotation-model/>), as JSON-LD.
//!
//! [`Writer`] gives one `AnnotationCollection` whose only page has one annotation a line. A mark carries a quote
//! selector and, counted in code points, a position selector; `state` names the text that the position counts
//! in, and `canonical` of the source names the article in the library. What a person says are bodies: the note
//! `commenting`, each tag `tagging`, the label `classifying`, the verdict `assessing`, and so the confidence
//! (`confidence:high`); a judged fact, and where a gold mark comes from, is a body of JSON whose purpose is the annotation's motivation. No moment of
//! writing is put in: the same notes give the same bytes.
//!
//! A link is an annotation of the annotation it begins at, made for `linking`: one body is the annotation where it ends,
//! one, `classifying`, is the relation. How far somebody is with labelling an article is an annotation of the whole of it,
//! made for `bookmarking` (the standard's word for how far one got), whose body is `labelling:done`.
//!
//! [`read`] takes what other programs write as well: a single annotation, a list, a page, a collection, or JSON
//! Lines, with the freedoms that the model gives.

mod link;
mod read;
mod urn;
mod write;

pub use read::{is_like, read};
pub use write::Writer;

/// The context that every Web Annotation names.
pub const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// What stands before the confidence in the `assessing` body that holds it.
const CONFIDENCE: &str = "confidence:";

/// What stands before the state in the body that tells how far somebody is with labelling.
const LABELLING: &str = "labelling:";

/// The form of the body that holds a judged fact.
const JSON: &str = "application/json";

#[cfg(test)]
mod tests;
