//! Reading: what the model allows is wide, so every key is looked for in each of its shapes.

use super::super::format::ReadError;
use super::super::incoming::{About, Delivery, Incoming, Words, made_id, tags};
use super::{CONFIDENCE, JSON, link, urn};
use crate::model::{AnnotationId, Body, Confidence, Motivation, SafeText};
use jiff::Timestamp;
use serde_json::{Map, Value};
use std::ops::Range;

/// Pages lie in collections and annotations in pages; nothing lies deeper than this.
const DEEPEST: usize = 8;

/// Whether text looks like Web Annotations.
pub fn is_like(text: &str) -> bool {
    let start = text.trim_start();
    start.starts_with(['{', '['])
        && (text.contains("ns/anno.jsonld")
            || (text.contains("\"Annotation\"") && text.contains("\"target\"")))
}

/// Reads annotations out of whatever wraps them.
///
/// # Errors
/// When the text is neither JSON nor JSON Lines.
pub fn read(text: &str) -> Result<Delivery, ReadError> {
    let mut delivery = Delivery::default();
    for document in documents(text)? {
        walk(&document, 0, &mut delivery);
    }
    Ok(delivery)
}

fn documents(text: &str) -> Result<Vec<Value>, ReadError> {
    let whole = match serde_json::from_str(text) {
        Ok(document) => return Ok(vec![document]),
        Err(error) => error,
    };
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let documents: Result<Vec<Value>, _> = lines.map(serde_json::from_str).collect();
    documents.map_err(|_| ReadError::Malformed {
        form: "w3c",
        reason: whole.to_string(),
    })
}

fn walk(value: &Value, depth: usize, delivery: &mut Delivery) {
    match value {
        Value::Array(values) if depth < DEEPEST => {
            for value in values {
                walk(value, depth + 1, delivery);
            }
        }
        Value::Object(object) if is_annotation(object) => {
            if let Some(found) = link::link(object) {
                return delivery.links.push(found);
            }
            if let Some(found) = link::state(object) {
                return delivery.labelling.push(found);
            }
            let number = delivery.notes.len() + delivery.refused.len() + 1;
            match annotation(object) {
                Ok(note) => delivery.notes.push(note),
                Err(reason) => {
                    let id = object.get("id").and_then(Value::as_str);
                    let name = id.map_or_else(|| format!("annotation {number}"), str::to_owned);
                    delivery.refused.push(format!("{name}: {reason}"));
                }
            }
        }
        Value::Object(object) if depth < DEEPEST => {
            for key in ["first", "items", "@graph", "annotations"] {
                if let Some(inside) = object.get(key) {
                    walk(inside, depth + 1, delivery);
                }
            }
        }
        _ => {}
    }
}

fn is_annotation(object: &Map<String, Value>) -> bool {
    let kind = object.get("type").or_else(|| object.get("@type"));
    all(kind)
        .iter()
        .any(|kind| kind.as_str() == Some("Annotation"))
        || (kind.is_none() && object.contains_key("target"))
}

fn annotation(object: &Map<String, Value>) -> Result<Incoming, String> {
    let targets = all(object.get("target"));
    let target = targets.first().ok_or("has no target")?;
    if targets.len() > 1 {
        return Err("has more than one target; an annotation here has one".to_owned());
    }
    let about = about(target);
    if about.article.is_none() && about.addresses.is_empty() {
        return Err("does not say what it is about".to_owned());
    }
    let words = words(target)?;
    let body = body(object);
    let motivation = motivation(object).and_then(Motivation::named);
    let annotator = all(object.get("creator"))
        .first()
        .and_then(|agent| name(agent));
    let created = moment(object.get("created"));
    let id = object.get("id").or_else(|| object.get("@id"));
    let id = id.and_then(Value::as_str).and_then(urn::annotation_of);
    Ok(Incoming {
        id: id.unwrap_or_else(|| unnamed(object)),
        about,
        words,
        // What judges no fact that is known here, and tells of no decision, is a note.
        motivation: motivation
            .filter(|why| match why {
                Motivation::Classifying => body.decision.is_some(),
                _ => body.fact.is_some(),
            })
            .unwrap_or_default(),
        body,
        annotator,
        created,
        modified: moment(object.get("modified")).or(created),
    })
}

/// The name of an annotation that has none, by all that it says.
fn unnamed(object: &Map<String, Value>) -> AnnotationId {
    let said = serde_json::to_string(object).unwrap_or_default();
    made_id(&["w3c", &said])
}

/// One value or several, as a list.
pub(super) fn all(value: Option<&Value>) -> Vec<&Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(values)) => values.iter().collect(),
        Some(value) => vec![value],
    }
}

/// What an agent is called.
pub(super) fn name(agent: &Value) -> Option<SafeText> {
    let name = match agent {
        Value::String(iri) => Some(iri.as_str()),
        _ => ["name", "nickname", "id"].iter().find_map(|key| {
            let name = agent.get(key)?;
            all(Some(name)).first().and_then(|name| name.as_str())
        }),
    };
    name.map(SafeText::line).filter(|name| !name.is_empty())
}

pub(super) fn moment(value: Option<&Value>) -> Option<Timestamp> {
    value?.as_str()?.parse().ok()
}

/// Which article a target is about: its source, else itself.
pub(super) fn about(target: &Value) -> About {
    let source = target.get("source").unwrap_or(target);
    let mut about = About::default();
    let names = match source {
        Value::String(iri) => vec![iri.as_str()],
        _ => ["id", "@id", "canonical", "via"]
            .iter()
            .flat_map(|key| all(source.get(key)))
            .filter_map(Value::as_str)
            .collect(),
    };
    for iri in names {
        match urn::article_of(iri) {
            Some(article) => about.article = about.article.or(Some(article)),
            None => about.addresses.push(SafeText::line(iri)),
        }
    }
    let title = ["dcterms:title", "dc:title", "title"]
        .iter()
        .find_map(|key| source.get(key)?.as_str());
    about.title = title.map(SafeText::line);
    about.version = all(target.get("state")).iter().find_map(|state| {
        let iri = state.as_str().or_else(|| state.get("id")?.as_str())?;
        urn::version_of(iri)
    });
    about
}

/// The words of a target: its quote with context, and its place, wherever in its selectors they are.
fn words(target: &Value) -> Result<Option<Words>, String> {
    let selectors = all(target.get("selector"));
    let mut words = Words::default();
    for selector in &selectors {
        gather(selector, 0, &mut words);
    }
    match (selectors.is_empty(), words.quote.is_empty()) {
        (true, _) => Ok(None),
        (false, false) => Ok(Some(words)),
        (false, true) => Err("is on a part that is told by no quote".to_owned()),
    }
}

/// Takes what one selector says. What refines it is nearer to the point, and counts in what it selects.
fn gather(selector: &Value, depth: usize, words: &mut Words) {
    let text = |key| {
        selector
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    match text("type") {
        "TextQuoteSelector" if !text("exact").is_empty() => {
            words.quote = SafeText::new(text("exact"));
            words.prefix = SafeText::new(text("prefix"));
            words.suffix = SafeText::new(text("suffix"));
        }
        "TextPositionSelector" if depth == 0 => {
            let number = |key| usize::try_from(selector.get(key)?.as_u64()?).ok();
            words.place = number("start")
                .zip(number("end"))
                .map(|(start, end)| start..end);
        }
        "FragmentSelector" if depth == 0 => {
            words.place = words.place.take().or_else(|| characters(text("value")));
        }
        _ => {}
    }
    for refined in all(selector.get("refinedBy")) {
        if depth < DEEPEST {
            gather(refined, depth + 1, words);
        }
    }
}

/// A range of characters as a fragment of plain text says it (RFC 5147): `char=4,10`.
fn characters(fragment: &str) -> Option<Range<usize>> {
    let range = fragment.strip_prefix("char=")?;
    let (start, end) = range.split(';').next()?.split_once(',')?;
    Some(start.parse().ok()?..end.parse().ok()?)
}

pub(super) fn motivation(object: &Map<String, Value>) -> Option<&str> {
    all(object.get("motivation"))
        .first()
        .and_then(|word| word.as_str())
}

/// How sure the person is, when a body says that.
fn confidence(text: &str) -> Option<Confidence> {
    Confidence::named(text.strip_prefix(CONFIDENCE)?)
}

/// What the bodies say. A body without a purpose of its own has that of the annotation.
fn body(object: &Map<String, Value>) -> Body {
    let motivation = motivation(object);
    let (mut notes, mut tagged) = (Vec::new(), Vec::new());
    let mut body = Body::default();
    let mut bodies = Vec::new();
    for value in all(object.get("body"))
        .into_iter()
        .chain(all(object.get("bodyValue")))
    {
        // A choice or a list of bodies: each of them says something.
        match value.get("items") {
            Some(items) => bodies.extend(all(Some(items))),
            None => bodies.push(value),
        }
    }
    for value in bodies {
        let said = || {
            ["value", "source", "id"]
                .iter()
                .find_map(|key| value.get(key)?.as_str())
        };
        let text = value.as_str().or_else(said).unwrap_or_default();
        let purposes = all(value.get("purpose"));
        let purpose = purposes
            .first()
            .and_then(|word| word.as_str())
            .or(motivation);
        let line = || SafeText::line(text);
        match purpose {
            _ if text.trim().is_empty() => {}
            Some("moderating" | "editing" | "assessing")
                if value.get("format").and_then(Value::as_str) == Some(JSON) =>
            {
                body.fact = serde_json::from_str(text).ok();
            }
            Some("classifying") if value.get("format").and_then(Value::as_str) == Some(JSON) => {
                body.decision = serde_json::from_str(text).ok();
            }
            Some("tagging") => tagged.push(text),
            Some("classifying") if body.label.is_none() => body.label = Some(line()),
            Some("classifying") => tagged.push(text),
            Some("assessing") if confidence(text).is_some() => body.confidence = confidence(text),
            Some("assessing") if body.verdict.is_none() && !text.contains('\n') => {
                body.verdict = Some(line());
            }
            _ => notes.push(text),
        }
    }
    body.tags = tags(tagged);
    body.note = SafeText::new(notes.join("\n\n").replace("\r\n", "\n"));
    body
}
