//! Versions of an article, and the difference of two of them.

use super::VERSION;
use super::annotation::{AnnotationObject, annotation};
use super::border::{Border, Words};
use super::fact::{FactObject, fact};
use crate::model::{Difference, Revision};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub(super) struct VersionObject<'a> {
    number: u32,
    hash: &'a str,
    came: String,
    /// When the person had it on the screen.
    read: Option<String>,
}

#[derive(Debug, Serialize)]
struct DifferenceObject<'a> {
    pressmark: u8,
    article: &'a str,
    title: &'a str,
    from: Option<VersionObject<'a>>,
    to: Option<VersionObject<'a>>,
    changes: Vec<Sides<Words<'a>>>,
    figures: Vec<Sides<Option<FactObject<'a>>>>,
    marks: Vec<AnnotationObject<'a>>,
}

#[derive(Debug, Serialize)]
struct Sides<T> {
    old: T,
    new: T,
}

/// A version of an article.
pub(super) fn version(revision: &Revision) -> VersionObject<'_> {
    VersionObject {
        number: revision.number,
        hash: &revision.version.hash,
        came: revision.came.to_string(),
        read: revision.seen.map(|seen| seen.to_string()),
    }
}

/// What tells two versions of an article apart.
pub(in crate::cli) fn difference(difference: &Difference) -> impl Serialize + '_ {
    let old = Border::new(&difference.old.text);
    let new = Border::new(&difference.new.text);
    let numbered = |number: u32| {
        let found = difference.revisions.iter().find(|one| one.number == number);
        found.map(version)
    };
    let changes = difference.pieces.iter().filter(|piece| !piece.same);
    let changes = changes.map(|piece| Sides {
        old: old.words(piece.old),
        new: new.words(piece.new),
    });
    let figures = difference.figures.iter().map(|change| Sides {
        old: change.old.as_ref().map(|figure| fact(&old, figure)),
        new: change.new.as_ref().map(|figure| fact(&new, figure)),
    });
    let marks = difference.marks.iter().map(|mark| {
        let place = mark.span.map(|span| new.place(span).ends());
        annotation(mark, place, None)
    });
    DifferenceObject {
        pressmark: VERSION,
        article: difference.article.as_str(),
        title: &difference.title,
        from: numbered(difference.from),
        to: numbered(difference.to),
        changes: changes.collect(),
        figures: figures.collect(),
        marks: marks.collect(),
    }
}
