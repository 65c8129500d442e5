//! Writing.

use super::super::sheet::NoteSheet;
use super::{CONFIDENCE, CONTEXT, JSON, LABELLING, urn};
use crate::exchange::format;
use crate::model::{Annotation, LabellingState, Link, SafeText, Target};
use serde::Serialize;
use std::borrow::Cow;

/// A collection that grows.
#[derive(Debug, Default)]
pub struct Writer {
    items: String,
    total: usize,
}

#[derive(Debug, Serialize)]
struct Item<'a> {
    id: String,
    r#type: &'static str,
    motivation: &'a str,
    creator: Agent<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    body: Vec<Body<'a>>,
    target: Resource<'a>,
}

#[derive(Debug, Serialize)]
struct Agent<'a> {
    r#type: &'static str,
    name: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(tag = "type")]
enum Body<'a> {
    #[serde(rename = "TextualBody")]
    Text {
        purpose: &'static str,
        value: Cow<'a, str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        format: Option<&'static str>,
    },
    /// Another annotation.
    #[serde(rename = "SpecificResource")]
    Linked {
        purpose: &'static str,
        source: String,
    },
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Resource<'a> {
    Annotation(String),
    Whole(Source<'a>),
    Specific {
        r#type: &'static str,
        source: Source<'a>,
        state: String,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        selector: Vec<Selector<'a>>,
    },
}

#[derive(Debug, Serialize)]
struct Source<'a> {
    id: String,
    r#type: &'static str,
    canonical: String,
    #[serde(rename = "dcterms:title")]
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "type")]
enum Selector<'a> {
    #[serde(rename = "TextQuoteSelector")]
    Quote {
        exact: &'a str,
        prefix: &'a str,
        suffix: &'a str,
    },
    #[serde(rename = "TextPositionSelector")]
    Position { start: usize, end: usize },
}

impl format::Writer for Writer {
    fn add(&mut self, sheet: &NoteSheet) {
        for note in sheet.in_order() {
            self.push(&item(&note.annotation, sheet));
        }
        for link in sheet.beginning_here() {
            self.push(&link_item(link));
        }
        for (annotator, state) in &sheet.labelling {
            self.push(&state_item(annotator, *state, sheet));
        }
    }

    fn finish(self: Box<Self>) -> String {
        let Self { items, total } = *self;
        let name = "urn:pressmark:annotations";
        // A collection of nothing has no page.
        let first = if total == 0 {
            String::new()
        } else {
            format!(
                ",\"first\":{{\"id\":\"{name}:1\",\"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":[{items}\n]}}"
            )
        };
        format!(
            "{{\"@context\":\"{CONTEXT}\",\"id\":\"{name}\",\"type\":\"AnnotationCollection\",\"total\":{total}{first}}}\n"
        )
    }
}

impl Writer {
    fn push(&mut self, item: &Item<'_>) {
        // Strings and numbers: there is nothing here that JSON cannot say.
        let Ok(line) = serde_json::to_string(item) else {
            return;
        };
        self.items
            .push_str(if self.total == 0 { "\n" } else { ",\n" });
        self.items.push_str(&line);
        self.total += 1;
    }
}

fn item<'a>(annotation: &'a Annotation, sheet: &'a NoteSheet) -> Item<'a> {
    Item {
        id: urn::annotation(&annotation.id),
        r#type: "Annotation",
        motivation: annotation.motivation.name(),
        creator: Agent {
            r#type: "Person",
            name: &annotation.annotator,
        },
        created: Some(annotation.created.to_string()),
        modified: Some(annotation.modified.to_string()),
        body: bodies(annotation),
        target: resource(annotation.target.as_ref(), sheet),
    }
}

fn link_item(link: &Link) -> Item<'_> {
    let relation = Cow::Borrowed(link.relation.name());
    let mut body = vec![
        Body::Linked {
            purpose: "linking",
            source: urn::annotation(&link.to),
        },
        text("classifying", relation, None),
    ];
    if !link.note.is_empty() {
        let note = Cow::Borrowed(link.note.as_str());
        body.push(text("commenting", note, Some("text/markdown")));
    }
    Item {
        id: urn::link(&link.id),
        r#type: "Annotation",
        motivation: "linking",
        creator: Agent {
            r#type: "Person",
            name: &link.annotator,
        },
        created: Some(link.created.to_string()),
        modified: Some(link.modified.to_string()),
        body,
        target: Resource::Annotation(urn::annotation(&link.from)),
    }
}

fn state_item<'a>(
    annotator: &'a SafeText,
    state: LabellingState,
    sheet: &'a NoteSheet,
) -> Item<'a> {
    let said = format!("{LABELLING}{}", state.name());
    Item {
        id: urn::labelling(&sheet.article, annotator),
        r#type: "Annotation",
        motivation: "bookmarking",
        creator: Agent {
            r#type: "Person",
            name: annotator,
        },
        created: None,
        modified: None,
        body: vec![text("bookmarking", Cow::Owned(said), None)],
        target: resource(None, sheet),
    }
}

const fn text<'a>(
    purpose: &'static str,
    value: Cow<'a, str>,
    format: Option<&'static str>,
) -> Body<'a> {
    Body::Text {
        purpose,
        value,
        format,
    }
}

fn resource<'a>(target: Option<&'a Target>, sheet: &'a NoteSheet) -> Resource<'a> {
    let version = target.map_or(sheet.version.as_ref(), |target| Some(&target.version));
    match version {
        None => Resource::Whole(source(sheet)),
        Some(version) => Resource::Specific {
            r#type: "SpecificResource",
            source: source(sheet),
            state: urn::version(version),
            selector: target.map_or_else(Vec::new, |target| selectors(target, sheet)),
        },
    }
}

fn bodies(annotation: &Annotation) -> Vec<Body<'_>> {
    let body = &annotation.body;
    let mut bodies = Vec::new();
    if !body.note.is_empty() {
        let note = Cow::Borrowed(body.note.as_str());
        bodies.push(text("commenting", note, Some("text/markdown")));
    }
    let label = body.label.as_ref();
    bodies.extend(label.map(|label| text("classifying", Cow::Borrowed(label.as_str()), None)));
    let verdict = body.verdict.as_ref();
    bodies.extend(verdict.map(|verdict| text("assessing", Cow::Borrowed(verdict.as_str()), None)));
    bodies.extend(body.confidence.map(|sure| {
        let said = format!("{CONFIDENCE}{}", sure.name());
        text("assessing", Cow::Owned(said), None)
    }));
    bodies.extend(
        body.tags
            .iter()
            .map(|tag| text("tagging", Cow::Borrowed(tag.as_str()), None)),
    );
    // The judged fact, in the words of this program.
    let fact = body.fact.as_ref().map(serde_json::to_string);
    if let Some(Ok(fact)) = fact {
        let why = annotation.motivation.name();
        bodies.push(text(why, Cow::Owned(fact), Some(JSON)));
    }
    let decision = body.decision.as_ref().map(serde_json::to_string);
    if let Some(Ok(decision)) = decision {
        let why = annotation.motivation.name();
        bodies.push(text(why, Cow::Owned(decision), Some(JSON)));
    }
    bodies
}

fn source(sheet: &NoteSheet) -> Source<'_> {
    let own = urn::article(&sheet.article);
    let address = sheet.metadata.url.as_ref().filter(|url| urn::is_iri(url));
    Source {
        id: address.map_or_else(|| own.clone(), SafeText::to_string),
        r#type: "Text",
        canonical: own,
        title: &sheet.title,
        language: sheet.metadata.language.as_deref(),
    }
}

fn selectors<'a>(target: &'a Target, sheet: &NoteSheet) -> Vec<Selector<'a>> {
    let mut selectors = vec![Selector::Quote {
        exact: &target.quote,
        prefix: &target.prefix,
        suffix: &target.suffix,
    }];
    selectors.extend(sheet.place(target).map(|place| Selector::Position {
        start: place.start,
        end: place.end,
    }));
    selectors
}
