//! Reading annotations that are none here: links between annotations, and how far somebody is with labelling.

use super::super::incoming::{IncomingLink, IncomingState};
use super::read::{about, all, moment, motivation, name};
use super::{LABELLING, urn};
use crate::model::{LabellingState, LinkId, LinkRelation, SafeText};
use serde_json::{Map, Value};

/// The text of the body of this purpose.
fn said<'a>(object: &'a Map<String, Value>, purpose: &str) -> Option<&'a str> {
    let bodies = all(object.get("body"));
    let mut fitting = bodies
        .into_iter()
        .filter(|body| body.get("purpose").and_then(Value::as_str) == Some(purpose));
    let body = fitting.next()?;
    ["value", "source"]
        .iter()
        .find_map(|key| body.get(key)?.as_str())
}

/// A link between two annotations in a relation that is known here. What other programs call `linking` ties words to a
/// page, and is a note.
pub(super) fn link(object: &Map<String, Value>) -> Option<IncomingLink> {
    if motivation(object) != Some("linking") {
        return None;
    }
    let relation = LinkRelation::named(said(object, "classifying")?)?;
    let target = all(object.get("target"));
    let [target] = target.as_slice() else {
        return None;
    };
    let from = target
        .as_str()
        .or_else(|| target.get("id")?.as_str())
        .and_then(urn::annotation_of)?;
    let to = urn::annotation_of(said(object, "linking")?)?;
    let created = moment(object.get("created"));
    let id = object.get("id").and_then(Value::as_str);
    Some(IncomingLink {
        id: id.and_then(urn::link_of).unwrap_or_else(|| {
            let parts = ["link", from.as_str(), relation.name(), to.as_str()];
            LinkId::named(super::super::incoming::made_id(&parts).as_str())
        }),
        from,
        to,
        relation,
        note: SafeText::new(said(object, "commenting").unwrap_or_default()),
        annotator: all(object.get("creator"))
            .first()
            .and_then(|agent| name(agent)),
        created,
        modified: moment(object.get("modified")).or(created),
    })
}

/// How far a person is with labelling an article.
pub(super) fn state(object: &Map<String, Value>) -> Option<IncomingState> {
    if motivation(object) != Some("bookmarking") {
        return None;
    }
    let state = said(object, "bookmarking")?.strip_prefix(LABELLING)?;
    let target = all(object.get("target"));
    Some(IncomingState {
        about: about(target.first()?),
        annotator: all(object.get("creator"))
            .first()
            .and_then(|agent| name(agent))?,
        state: LabellingState::named(state)?,
    })
}
