//! Label schemes: which labels and verdicts an annotator may give, each with one key.
//!
//! A scheme is a TOML file; the embedded `labels.toml` is the default and shows the form.

use super::document::{Document, Section};
use super::error::ConfigError;
use crate::model::SafeText;
use crate::model::label::{Label, LabelScheme, Verdict};
use std::collections::HashSet;
use std::path::Path;

/// The default scheme's file.
pub const DEFAULT: &str = include_str!("labels.toml");

/// The default scheme: fact, figure, forecast, opinion, quote, check.
///
/// # Errors
/// Never in a tested build: the file is part of the program.
pub fn default() -> Result<LabelScheme, ConfigError> {
    read(&Document::embedded("labels.toml", DEFAULT)).map(|(scheme, _)| scheme)
}

/// A scheme from a file, with warnings about unknown keys.
///
/// # Errors
/// The file cannot be read or is no label scheme.
pub fn load(path: &Path) -> Result<(LabelScheme, Vec<ConfigError>), ConfigError> {
    read(&Document::read(path)?)
}

fn read(document: &Document) -> Result<(LabelScheme, Vec<ConfigError>), ConfigError> {
    let table = document.parse()?;
    let mut root = Section::new(document, &table);
    let mut warnings = Vec::new();
    let name = SafeText::line(root.text("name")?.unwrap_or("labels"));
    let mut labels = Vec::new();
    let mut seen = Seen::default();
    for (at, mut section) in root.sections("label")? {
        let entry = Row::read(document, &mut section, at, &mut seen)?;
        labels.push(Label {
            name: entry.name,
            key: entry.key,
            description: entry.description,
            color: section.text("color")?.map(SafeText::line),
        });
        warnings.append(&mut section.unknown());
    }
    let mut verdicts = Vec::new();
    let mut seen = Seen::default();
    for (at, mut section) in root.sections("verdict")? {
        let entry = Row::read(document, &mut section, at, &mut seen)?;
        verdicts.push(Verdict {
            name: entry.name,
            key: entry.key,
            description: entry.description,
        });
        warnings.append(&mut section.unknown());
    }
    if labels.is_empty() {
        let message = "has no label; write at least one [[label]] with `name` and `key`";
        return Err(ConfigError::file(document.name(), message));
    }
    warnings.append(&mut root.unknown());
    let scheme = LabelScheme {
        name,
        labels,
        verdicts,
    };
    Ok((scheme, warnings))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn scheme(text: &str) -> Result<(LabelScheme, Vec<ConfigError>), ConfigError> {
        read(&Document::embedded("mine.toml", text))
    }

    #[test]
    fn the_default_scheme_has_six_labels_and_four_verdicts_with_one_key_each() {
        let scheme = default().unwrap();
        let names: Vec<&str> = scheme
            .labels
            .iter()
            .map(|label| label.name.as_str())
            .collect();
        assert_eq!(
            names,
            ["fact", "figure", "forecast", "opinion", "quote", "check"]
        );
        let verdicts: Vec<(&str, char)> = scheme
            .verdicts
            .iter()
            .map(|verdict| (verdict.name.as_str(), verdict.key))
            .collect();
        assert_eq!(
            verdicts,
            [
                ("supported", 's'),
                ("refuted", 'r'),
                ("disputed", 'd'),
                ("not_enough_evidence", 'n')
            ]
        );
    }

    #[test]
    fn a_wrong_scheme_is_told_with_its_line() {
        let twice =
            scheme("[[label]]\nname='a'\nkey='x'\n[[label]]\nname='b'\nkey='x'\n").unwrap_err();
        assert_eq!(
            twice.to_string(),
            "mine.toml:6: the key `x` is given twice; choose another"
        );
        let nothing = scheme("name = 'empty'").unwrap_err();
        assert!(nothing.to_string().starts_with("mine.toml: has no label"));
        let long = scheme("[[label]]\nname='a'\nkey='xy'").unwrap_err();
        assert_eq!(long.to_string(), "mine.toml:3: `key` must be one character");
        let nameless = scheme("\n[[label]]\nkey='x'").unwrap_err();
        assert!(
            nameless
                .to_string()
                .starts_with("mine.toml:2: `name` is missing")
        );
    }
}
