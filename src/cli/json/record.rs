//! Rows, notes, sources and changes in the contract's shapes.

use super::VERSION;
use super::border::{Border, Place};
use super::fact::{FactObject, facts};
use super::value::{Norm, norm};
use crate::desk::{Added, Applied};
use crate::model::change::Undone;
use crate::model::relation::{Grade, RelationKind, Side};
use crate::model::{
    AnchorState, ArticleId, ArticleRow, Change, ChangeId, ExportReport, Facts, PlacedAnnotation,
    Relation, SafeText, SourceRow,
};
use serde::Serialize;
use serde_json::{Value, json};

/// What became of an input.
pub(in crate::cli) fn added(added: &Added) -> Value {
    let is_url = added.input.starts_with("http://") || added.input.starts_with("https://");
    json!({
        "pressmark": VERSION,
        "id": added.id.as_ref().map(ArticleId::as_str),
        (if is_url { "url" } else { "path" }): added.input,
        "state": added.arrival.name(),
        "reason": added.reason,
        "title": added.title.as_deref(),
    })
}

/// An article in a list.
pub(in crate::cli) fn row(row: &ArticleRow) -> Value {
    json!({
        "pressmark": VERSION,
        "id": row.id.as_str(),
        "title": row.title.as_str(),
        "source": row.source.as_str(),
        "published": row.published.map(|at| at.to_string()),
        "added": row.added.to_string(),
        "read": row.read,
        "starred": row.starred,
        "archived": row.archived,
        "updated": row.updated,
        "tags": names(&row.tags),
        "facts": row.facts,
        "notes": row.notes,
        "disagreements": row.disagreements,
    })
}

/// A source.
pub(in crate::cli) fn source(source: &SourceRow) -> Value {
    json!({
        "pressmark": VERSION,
        "id": source.id.as_str(),
        "name": source.name.as_str(),
        "location": source.location.as_str(),
        "articles": source.articles,
        "unread": source.unread,
    })
}

#[derive(Debug, Serialize)]
struct NoteObject<'a> {
    pressmark: u8,
    id: &'a str,
    article: &'a str,
    title: &'a str,
    state: Option<AnchorState>,
    #[serde(flatten)]
    place: Option<Place>,
    quote: Option<&'a str>,
    prefix: Option<&'a str>,
    suffix: Option<&'a str>,
    label: Option<&'a str>,
    verdict: Option<&'a str>,
    tags: Vec<&'a str>,
    note: &'a str,
    annotator: &'a str,
    created: String,
    modified: String,
}

/// An annotation; `text` is the article's current text, in which its place counts.
pub(in crate::cli) fn note<'a>(
    note: &'a PlacedAnnotation,
    text: Option<&str>,
) -> impl Serialize + use<'a> {
    let annotation = &note.annotation;
    let target = annotation.target.as_ref();
    let body = &annotation.body;
    NoteObject {
        pressmark: VERSION,
        id: annotation.id.as_str(),
        article: annotation.article.as_str(),
        title: &note.title,
        state: target.map(|_| note.state),
        place: note
            .span
            .zip(text)
            .map(|(span, text)| Border::new(text).place(span)),
        quote: target.map(|target| target.quote.as_str()),
        prefix: target.map(|target| target.prefix.as_str()),
        suffix: target.map(|target| target.suffix.as_str()),
        label: body.label.as_deref(),
        verdict: body.verdict.as_deref(),
        tags: names(&body.tags),
        note: &body.note,
        annotator: &annotation.annotator,
        created: annotation.created.to_string(),
        modified: annotation.modified.to_string(),
    }
}

/// The facts of an article, each with the article's id.
pub(in crate::cli) fn facts_of<'a>(
    id: &'a ArticleId,
    text: &'a str,
    found: &'a Facts,
) -> Vec<impl Serialize + use<'a>> {
    #[derive(Debug, Serialize)]
    struct Entry<'a> {
        pressmark: u8,
        article: &'a str,
        #[serde(flatten)]
        fact: FactObject<'a>,
    }
    let border = Border::new(text);
    let entries = facts(&border, &found.facts).into_iter();
    entries
        .map(|fact| Entry {
            pressmark: VERSION,
            article: id.as_str(),
            fact,
        })
        .collect()
}

/// A stored change.
pub(in crate::cli) fn change(change: &Change) -> Value {
    json!({
        "pressmark": VERSION,
        "change": change.id.as_str(),
        "group": change.group.as_str(),
        "annotator": change.annotator.as_str(),
        "at": change.at.to_string(),
        "action": change.action,
    })
}

/// A stored removal, with how many articles went and stayed.
pub(in crate::cli) fn removed(stored: &Change, applied: &Applied) -> Value {
    let mut object = change(stored);
    object["removed"] = applied.articles.len().into();
    object["kept"] = applied.kept.into();
    object
}

/// What an undo or redo did, and under which id it is in the log.
pub(in crate::cli) fn undone(what: &str, id: &ChangeId, done: &Undone) -> Value {
    json!({
        "pressmark": VERSION,
        "change": id.as_str(),
        "action": what,
        "group": done.group.as_str(),
        "changes": done.changes,
        "what": done.what.as_str(),
        "articles": done.articles.iter().map(ArticleId::as_str).collect::<Vec<_>>(),
    })
}

#[derive(Debug, Serialize)]
struct SideObject<'a> {
    file: &'a str,
    #[serde(flatten)]
    place: Option<Place>,
    text: &'a str,
    norm: Option<Norm<'a>>,
}

#[derive(Debug, Serialize)]
struct RelationObject<'a> {
    pressmark: u8,
    relation: RelationKind,
    grade: Grade,
    independent: bool,
    reason: &'a str,
    a: SideObject<'a>,
    b: SideObject<'a>,
}

/// A pair of facts; `text` gives the text in which a side's place counts.
pub(in crate::cli) fn relation<'a>(
    relation: &'a Relation,
    text: &dyn Fn(&ArticleId) -> Option<&'a str>,
) -> impl Serialize + use<'a> {
    let side = |side: &'a Side| SideObject {
        file: side.article.as_str(),
        place: text(&side.article).map(|text| Border::new(text).place(side.span)),
        text: &side.text,
        norm: norm(&side.value),
    };
    RelationObject {
        pressmark: VERSION,
        relation: relation.kind,
        grade: relation.grade,
        independent: relation.independent,
        reason: &relation.reason,
        a: side(&relation.a),
        b: side(&relation.b),
    }
}

/// What an export did.
pub(in crate::cli) fn exported(report: &ExportReport) -> Value {
    json!({
        "pressmark": VERSION,
        "folder": report.folder.to_string_lossy(),
        "written": report.written,
        "unchanged": report.unchanged,
        "refused": report.refused,
    })
}

fn names(names: &[SafeText]) -> Vec<&str> {
    names.iter().map(SafeText::as_str).collect()
}
