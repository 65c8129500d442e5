//! The TOML of a label scheme as plain tables, every mistake with its line.

use crate::config::document::{Document, Section};
use crate::config::error::ConfigError;
use crate::model::label::{Attribute, Label, LabelScheme, Verdict};
use crate::model::{FactKind, SafeText};
use std::collections::HashSet;

/// Keys that mean something in the palette itself.
const TAKEN: [char; 1] = ['?'];

/// Reads a scheme, with warnings about unknown keys.
pub(super) fn scheme(document: &Document) -> Result<(LabelScheme, Vec<ConfigError>), ConfigError> {
    let table = document.parse()?;
    let mut root = Section::new(document, &table);
    let mut warnings = Vec::new();
    let mut scheme = LabelScheme {
        name: SafeText::line(root.text("name")?.unwrap_or("labels")),
        guidelines: SafeText::new(root.text("guidelines")?.unwrap_or_default().trim()),
        relations: names(&mut root, "relations")?.unwrap_or_default(),
        ..LabelScheme::default()
    };
    let mut seen = Seen::default();
    for (at, mut section) in root.sections("verdict")? {
        let row = Row::read(document, &mut section, at, &mut seen)?;
        scheme.verdicts.push(Verdict {
            name: row.name,
            key: row.key,
            description: row.description,
        });
        warnings.append(&mut section.unknown());
    }
    let mut seen = Seen::default();
    for (at, mut section) in root.sections("label")? {
        let label = label(document, &mut section, at, &scheme, &mut seen)?;
        scheme.labels.push(label);
        warnings.append(&mut section.unknown());
    }
    if scheme.labels.is_empty() {
        let message = "has no label; write at least one [[label]] with `name` and `key`";
        return Err(ConfigError::file(document.name(), message));
    }
    warnings.append(&mut root.unknown());
    Ok((scheme, warnings))
}

/// One label. It may name only labels before it as its parent, so that none is a kind of itself.
fn label(
    document: &Document,
    section: &mut Section,
    at: usize,
    scheme: &LabelScheme,
    seen: &mut Seen,
) -> Result<Label, ConfigError> {
    let row = Row::read(document, section, at, seen)?;
    let parent = section.text("parent")?.map(SafeText::line);
    if let Some(parent) = parent.as_ref().filter(|name| scheme.label(name).is_none()) {
        let message =
            format!("`parent` must be a label that stands before this one, not `{parent}`");
        return Err(section.error("parent", &message));
    }
    let verdicts = names(section, "verdicts")?;
    let known = |name: &SafeText| scheme.verdicts.iter().any(|one| one.name == *name);
    if let Some(unknown) = verdicts.iter().flatten().find(|name| !known(name)) {
        let message = format!("there is no [[verdict]] `{unknown}`");
        return Err(section.error("verdicts", &message));
    }
    let suggest = names(section, "suggest")?.unwrap_or_default();
    let kinds = || {
        FactKind::ALL
            .iter()
            .map(|kind| kind.name())
            .chain(["sentence"])
    };
    if let Some(unknown) = suggest
        .iter()
        .find(|name| !kinds().any(|kind| kind == name.as_str()))
    {
        let all: Vec<&str> = kinds().collect();
        let message = format!(
            "`{unknown}` is no kind of candidate; there are {}",
            all.join(", ")
        );
        return Err(section.error("suggest", &message));
    }
    let mut attributes = Vec::new();
    for (at, mut inner) in section.sections("attribute")? {
        attributes.push(attribute(document, &mut inner, at)?);
    }
    Ok(Label {
        name: row.name,
        key: row.key,
        description: row.description,
        color: section.text("color")?.map(SafeText::line),
        parent,
        verdicts,
        attributes,
        relations: names(section, "relations")?,
        guidelines: SafeText::new(section.text("guidelines")?.unwrap_or_default().trim()),
        suggest,
    })
}

/// What is asked about a mark. The key of an answer is the first of its letters that no answer before it has.
fn attribute(
    document: &Document,
    section: &mut Section,
    at: usize,
) -> Result<Attribute, ConfigError> {
    let name = SafeText::line(section.text("name")?.unwrap_or_default());
    let given = names(section, "values")?.unwrap_or_default();
    if name.is_empty() || name.contains(char::is_whitespace) || given.is_empty() {
        let message = "an attribute needs a `name` in one word and a list of `values`";
        return Err(document.error(at..at, message));
    }
    let mut values: Vec<(char, SafeText)> = Vec::new();
    for value in given {
        let free =
            |key: &char| !TAKEN.contains(key) && values.iter().all(|(taken, _)| taken != key);
        let letters = value.to_lowercase();
        let mut keys = letters
            .chars()
            .filter(|c| c.is_alphanumeric())
            .chain('a'..='z')
            .chain('0'..='9');
        let Some(key) = keys.find(free) else {
            return Err(section.error("values", "there are more values than keys"));
        };
        values.push((key, value));
    }
    Ok(Attribute { name, values })
}

/// A list of names.
fn names(section: &mut Section, key: &'static str) -> Result<Option<Vec<SafeText>>, ConfigError> {
    let names = section.texts(key)?;
    Ok(names.map(|names| names.iter().map(|name| SafeText::line(name)).collect()))
}

/// Names and keys already given.
#[derive(Default)]
struct Seen {
    names: HashSet<SafeText>,
    keys: HashSet<char>,
}

/// What labels and verdicts have in common.
struct Row {
    name: SafeText,
    key: char,
    description: SafeText,
}

impl Row {
    fn read(
        document: &Document,
        section: &mut Section,
        at: usize,
        seen: &mut Seen,
    ) -> Result<Self, ConfigError> {
        let missing = |key| {
            document.error(
                at..at,
                &format!("`{key}` is missing; every label and verdict needs a name and a key"),
            )
        };
        let name = SafeText::line(section.text("name")?.unwrap_or_default());
        if name.is_empty() {
            return Err(missing("name"));
        }
        let text = section.text("key")?.ok_or_else(|| missing("key"))?;
        let mut chars = text.chars();
        let key = match (chars.next(), chars.next()) {
            (Some(key), None) if !key.is_control() && !key.is_whitespace() => key,
            _ => return Err(section.error("key", "`key` must be one character")),
        };
        if TAKEN.contains(&key) {
            let message = format!("the key `{key}` shows the guidelines; choose another");
            return Err(section.error("key", &message));
        }
        let description = SafeText::line(section.text("description")?.unwrap_or_default());
        if !seen.names.insert(name.clone()) {
            return Err(section.error(
                "name",
                &format!("the name `{name}` is given twice; choose another"),
            ));
        }
        if !seen.keys.insert(key) {
            return Err(section.error(
                "key",
                &format!("the key `{key}` is given twice; choose another"),
            ));
        }
        Ok(Self {
            name,
            key,
            description,
        })
    }
}
