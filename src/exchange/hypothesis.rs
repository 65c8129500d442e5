//! Annotations as Hypothesis keeps them (<https://h.readthedocs.io/en/latest/api/>): the rows of a search.
//!
//! Hypothesis has no labels and no verdicts; they travel as the tags `label:NAME` and `verdict:NAME`, and come back as
//! what they were. Its positions count in the page as a browser shows it, so they are only believed where the quote
//! stands there. Replies and page notes become notes on the whole article.

use super::format::{self, ReadError};
use super::incoming::{About, Delivery, Incoming, Words, given_id, made_id, tags};
use super::sheet::NoteSheet;
use crate::model::{ArticleId, Body, Motivation, PlacedAnnotation, SafeText};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// What a search of Hypothesis answers begins with, and a file of ours.
pub const SIGN: &str = "\"rows\":";

/// Addresses of articles that have none.
const OWN: &str = "urn:pressmark:article:";

/// An answer that grows.
#[derive(Debug, Default)]
pub struct Writer {
    rows: Vec<String>,
}

impl format::Writer for Writer {
    fn add(&mut self, sheet: &NoteSheet) {
        let rows = sheet
            .in_order()
            .into_iter()
            .map(|note| row(note, sheet).to_string());
        self.rows.extend(rows);
    }

    fn finish(self: Box<Self>) -> String {
        let rows = self.rows.join(",\n");
        format!("{{{SIGN}[\n{rows}\n],\"total\":{}}}\n", self.rows.len())
    }
}

fn row(note: &PlacedAnnotation, sheet: &NoteSheet) -> Value {
    let annotation = &note.annotation;
    let body = &annotation.body;
    let uri = sheet
        .metadata
        .url
        .as_ref()
        .map_or_else(|| format!("{OWN}{}", sheet.article), SafeText::to_string);
    let mut selectors = Vec::new();
    if let Some(target) = &annotation.target {
        if let Some(place) = sheet.place(target) {
            selectors.push(
                json!({"type": "TextPositionSelector", "start": place.start, "end": place.end}),
            );
        }
        selectors.push(json!({
            "type": "TextQuoteSelector",
            "exact": target.quote,
            "prefix": target.prefix,
            "suffix": target.suffix,
        }));
    }
    let mut target = json!({"source": uri});
    if !selectors.is_empty() {
        target["selector"] = Value::Array(selectors);
    }
    let mut tags: Vec<String> = body.tags.iter().map(SafeText::to_string).collect();
    tags.extend(body.label.iter().map(|label| format!("label:{label}")));
    tags.extend(
        body.verdict
            .iter()
            .map(|verdict| format!("verdict:{verdict}")),
    );
    json!({
        "id": annotation.id,
        "created": annotation.created,
        "updated": annotation.modified,
        "user": format!("acct:{}@pressmark", annotation.annotator),
        "uri": uri,
        "text": body.note,
        "tags": tags,
        "group": "__world__",
        "permissions": {"read": ["group:__world__"]},
        "target": [target],
        "document": {"title": [sheet.title]},
    })
}

/// Whether text looks like annotations of Hypothesis.
pub fn is_like(text: &str) -> bool {
    let start = text.trim_start();
    start.starts_with(['{', '['])
        && ["\"uri\"", "\"target\"", "\"user\""]
            .iter()
            .all(|key| text.contains(key))
}

/// Reads the rows of a search, a list of annotations, a single one, or JSON Lines.
///
/// # Errors
/// When the text is no JSON.
pub fn read(text: &str) -> Result<Delivery, ReadError> {
    let whole: Result<Value, _> = serde_json::from_str(text);
    let documents = match whole {
        Ok(document) => vec![document],
        Err(error) => {
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            let lines: Result<Vec<Value>, _> = lines.map(serde_json::from_str).collect();
            lines.map_err(|_| ReadError::Malformed {
                form: "hypothesis",
                reason: error.to_string(),
            })?
        }
    };
    let mut delivery = Delivery::default();
    for document in documents {
        let rows = match &document {
            Value::Array(rows) => rows.clone(),
            Value::Object(object) => match object.get("rows").or_else(|| object.get("annotations"))
            {
                Some(Value::Array(rows)) => rows.clone(),
                _ => vec![document],
            },
            _ => Vec::new(),
        };
        for row in &rows {
            if let Some(note) = row.as_object().and_then(incoming) {
                delivery.notes.push(note);
            } else {
                let number = delivery.notes.len() + delivery.refused.len() + 1;
                delivery
                    .refused
                    .push(format!("row {number}: does not say what it is about"));
            }
        }
    }
    Ok(delivery)
}

fn incoming(row: &Map<String, Value>) -> Option<Incoming> {
    let text = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default();
    let uri = SafeText::line(text("uri"));
    if uri.is_empty() {
        return None;
    }
    let moment = |key: &str| text(key).parse::<Timestamp>().ok();
    let title = row
        .get("document")
        .and_then(|document| document.get("title"));
    let title = title.and_then(|title| title.as_str().or_else(|| title.get(0)?.as_str()));
    let (mut body, mut others) = (Body::default(), Vec::new());
    for tag in row
        .get("tags")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        match tag.split_once(':') {
            Some(("label", name)) if body.label.is_none() => {
                body.label = Some(SafeText::line(name));
            }
            Some(("verdict", name)) if body.verdict.is_none() => {
                body.verdict = Some(SafeText::line(name));
            }
            _ => others.push(tag),
        }
    }
    body.tags = tags(others);
    body.note = SafeText::new(text("text").replace("\r\n", "\n"));
    let said = serde_json::to_string(row).unwrap_or_default();
    let created = moment("created");
    let name = row
        .get("user_info")
        .and_then(|info| info.get("display_name")?.as_str());
    let user = text("user").trim_start_matches("acct:");
    let user = user.rsplit_once('@').map_or(user, |(user, _)| user);
    Some(Incoming {
        id: given_id(text("id")).unwrap_or_else(|| made_id(&["hypothesis", &said])),
        about: About {
            article: uri.strip_prefix(OWN).map(ArticleId::named),
            addresses: vec![uri],
            version: None,
            title: title.map(SafeText::line),
        },
        words: words(row),
        motivation: Motivation::Commenting,
        body,
        annotator: Some(SafeText::line(name.unwrap_or(user))).filter(|name| !name.is_empty()),
        created,
        modified: moment("updated").or(created),
    })
}

/// The marked words, by the first target that tells some.
fn words(row: &Map<String, Value>) -> Option<Words> {
    let targets = row.get("target")?.as_array()?;
    let selectors = targets
        .iter()
        .find_map(|target| target.get("selector")?.as_array())?;
    let of = |kind: &str| {
        selectors
            .iter()
            .find(|one| one.get("type").and_then(Value::as_str) == Some(kind))
    };
    let quote = of("TextQuoteSelector")?;
    let text =
        |key: &str| SafeText::new(quote.get(key).and_then(Value::as_str).unwrap_or_default());
    let place = of("TextPositionSelector").and_then(|place| {
        let number = |key: &str| usize::try_from(place.get(key)?.as_u64()?).ok();
        Some(number("start")?..number("end")?)
    });
    (!text("exact").is_empty()).then(|| Words {
        quote: text("exact"),
        prefix: text("prefix"),
        suffix: text("suffix"),
        place,
    })
}

#[cfg(test)]
mod tests {
    use super::super::sheet::tests::{note, sheet};
    use super::*;
    use crate::exchange::Writer as _;

    #[test]
    fn every_note_comes_back_as_it_went() {
        let mut one = note("aaaa", "$40 billion");
        one.body = Body {
            label: Some("figure".into()),
            verdict: Some("disputed".into()),
            tags: vec!["a: b".into(), "capex".into()],
            note: "Two\nlines".into(),
            ..Body::default()
        };
        let mut writer = Box::new(Writer::default());
        writer.add(&sheet(vec![one.clone()]));
        let text = writer.finish();
        assert!(is_like(&text) && text[..64].contains(SIGN), "{text}");
        let delivery = read(&text).unwrap();
        let back = &delivery.notes[0];
        assert_eq!(
            (&back.body, &back.id, back.modified),
            (&one.body, &one.id, Some(one.modified))
        );
        assert_eq!(back.annotator.as_deref(), Some("ada"));
        assert_eq!(back.words.as_ref().unwrap().place, Some(46..57));
    }

    #[test]
    fn what_hypothesis_gives_is_understood() {
        let text = r#"{"total":2,"rows":[
            {"id":"x1-Y","created":"2026-03-14T09:30:00.123456+00:00","updated":"2026-03-15T09:30:00+00:00","user":"acct:ada@hypothes.is",
             "user_info":{"display_name":"Ada L."},"uri":"https://example.org/a","text":"Says who?","tags":["capex","label:figure"],
             "document":{"title":["A plan"]},"group":"__world__","permissions":{"read":["group:__world__"]},
             "target":[{"source":"https://example.org/a","selector":[{"type":"RangeSelector","startContainer":"/p[1]"},
               {"type":"TextPositionSelector","start":4,"end":9},{"type":"TextQuoteSelector","exact":"words","prefix":"a ","suffix":" b"}]}]},
            {"id":"r2","user":"acct:bob@hypothes.is","uri":"https://example.org/a","text":"A reply","references":["x1-Y"],"target":[{"source":"https://example.org/a"}]},
            {"id":"r3","text":"about nothing"}]}"#;
        let delivery = read(text).unwrap();
        let [one, reply] = delivery.notes.as_slice() else {
            panic!("{delivery:?}");
        };
        assert_eq!(delivery.refused, ["row 3: does not say what it is about"]);
        assert_eq!(
            (one.annotator.as_deref(), one.body.label.as_deref()),
            (Some("Ada L."), Some("figure"))
        );
        assert_eq!(one.words.as_ref().unwrap().quote.as_str(), "words");
        assert_eq!(
            (reply.words.as_ref(), reply.annotator.as_deref()),
            (None, Some("bob"))
        );
        assert!(read("no").is_err());
    }
}
