//! A pair of facts in the contract's shape.

use super::VERSION;
use super::border::{Border, Place};
use super::value::{Norm, norm};
use crate::model::relation::{Grade, RelationKind, Side};
use crate::model::{ArticleId, LinkRelation, Relation};
use serde::Serialize;

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
    ruling: Option<LinkRelation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ruled: Option<RulingObject<'a>>,
}

/// Who ruled on the pair, when, and what they said.
#[derive(Debug, Serialize)]
struct RulingObject<'a> {
    id: &'a str,
    note: &'a str,
    annotator: &'a str,
    created: String,
    modified: String,
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
        ruling: relation.ruling.as_ref().map(|ruling| ruling.relation),
        ruled: relation.ruling.as_ref().map(|ruling| RulingObject {
            id: ruling.id.as_str(),
            note: &ruling.note,
            annotator: &ruling.annotator,
            created: ruling.created.to_string(),
            modified: ruling.modified.to_string(),
        }),
    }
}
