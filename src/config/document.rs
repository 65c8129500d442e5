//! One TOML file as tables whose every value knows its line.
//!
//! A [`Section`] is asked for the keys it may hold, one by one; what nobody asked for is an unknown key
//! and becomes a warning with a suggestion. A value of the wrong type is an error that says what is wanted.

use super::error::ConfigError;
use crate::model::SafeText;
use crate::text::closest::closest;
use std::fs::File;
use std::io::Read;
use std::ops::{Range, RangeInclusive};
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// No settings file is larger; a bigger one is a mistake (a log, a disk image) and is not read into memory.
const LARGEST: u64 = 1 << 20;

/// A settings file's text and name.
#[derive(Debug, Clone)]
pub struct Document {
    name: String,
    text: String,
    folder: Option<PathBuf>,
}

impl Document {
    /// Reads a file.
    ///
    /// # Errors
    /// The file cannot be read, is larger than a mebibyte, or is not UTF-8.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let name = path.display().to_string();
        let wrong = |message: String| ConfigError::file(&name, &message);
        let mut bytes = Vec::new();
        File::open(path)
            .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
            .map_err(|error| wrong(format!("cannot be read: {error}")))?;
        if bytes.len() as u64 > LARGEST {
            return Err(wrong(
                "is larger than 1 MiB; that is no settings file".into(),
            ));
        }
        let text = String::from_utf8(bytes)
            .map_err(|_| wrong("is not UTF-8 text; save it as UTF-8".into()))?;
        Ok(Self {
            name,
            text,
            folder: path.parent().map(Path::to_path_buf),
        })
    }

    /// A file that is part of the program.
    pub fn embedded(name: &str, text: &str) -> Self {
        Self {
            name: name.to_owned(),
            text: text.to_owned(),
            folder: None,
        }
    }

    /// The file's name as shown in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file's text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The path `path` as seen from this file's folder.
    pub fn resolve(&self, path: &str) -> PathBuf {
        let path = Path::new(path);
        match &self.folder {
            Some(folder) if path.is_relative() => folder.join(path),
            _ => path.to_path_buf(),
        }
    }

    /// Reads the text as TOML.
    ///
    /// # Errors
    /// The text is no TOML; the error has the line and the reason.
    pub fn parse(&self) -> Result<DeTable<'_>, ConfigError> {
        match DeTable::parse(&self.text) {
            Ok(table) => Ok(table.into_inner()),
            Err(error) => {
                let message: String = error.message().chars().take(200).collect();
                let range = error.span().unwrap_or_default();
                Err(self.error(range, &format!("is not valid TOML: {message}")))
            }
        }
    }

    /// An error at a place of the text.
    pub fn error(&self, range: Range<usize>, message: &str) -> ConfigError {
        ConfigError::at(&self.name, Some(self.line(range.start)), message)
    }

    /// The place of a byte offset, as `FILE:LINE`.
    pub fn place(&self, offset: usize) -> SafeText {
        SafeText::line(&format!("{}:{}", self.name, self.line(offset)))
    }

    fn line(&self, offset: usize) -> usize {
        let before = self.text.as_bytes().get(..offset).unwrap_or_default();
        memchr::memchr_iter(b'\n', before).count() + 1
    }
}

/// A key of a table, with its value and place.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'d> {
    /// The key.
    pub key: &'d str,
    /// The value.
    pub value: &'d Spanned<DeValue<'d>>,
    /// Byte offset of the key in the file.
    pub at: usize,
}

/// A table that is read key by key.
#[derive(Debug)]
pub struct Section<'d> {
    document: &'d Document,
    entries: &'d DeTable<'d>,
    asked: Vec<&'static str>,
}

impl<'d> Section<'d> {
    /// A table of a document.
    pub fn new(document: &'d Document, entries: &'d DeTable<'d>) -> Self {
        Self {
            document,
            entries,
            asked: Vec::new(),
        }
    }

    /// A value as a table.
    ///
    /// # Errors
    /// It is something else.
    pub fn of(document: &'d Document, entry: Entry<'d>) -> Result<Self, ConfigError> {
        match entry.value.get_ref() {
            DeValue::Table(table) => Ok(Self::new(document, table)),
            other => Err(wrong_type(
                document,
                entry.key,
                entry.value.span(),
                "a table",
                other,
            )),
        }
    }

    /// All entries in the order of the file.
    pub fn entries(&self) -> Vec<Entry<'d>> {
        let mut entries: Vec<Entry> = self
            .entries
            .iter()
            .map(|(key, value)| Entry {
                key: key.get_ref(),
                value,
                at: key.span().start,
            })
            .collect();
        entries.sort_by_key(|entry| (entry.at, entry.value.span().start));
        entries
    }

    fn find(&mut self, key: &'static str) -> Option<&'d Spanned<DeValue<'d>>> {
        self.asked.push(key);
        self.entries.get(key)
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue>, wanted: &str) -> ConfigError {
        wrong_type(self.document, key, value.span(), wanted, value.get_ref())
    }

    /// A text value.
    ///
    /// # Errors
    /// It is something else.
    pub fn text(&mut self, key: &'static str) -> Result<Option<&'d str>, ConfigError> {
        match self.find(key) {
            None => Ok(None),
            Some(value) => match value.get_ref() {
                DeValue::String(text) => Ok(Some(text)),
                _ => Err(self.wrong(key, value, "text in quotes")),
            },
        }
    }

    /// `true` or `false`.
    ///
    /// # Errors
    /// It is something else.
    pub fn flag(&mut self, key: &'static str) -> Result<Option<bool>, ConfigError> {
        match self.find(key) {
            None => Ok(None),
            Some(value) => match value.get_ref() {
                DeValue::Boolean(flag) => Ok(Some(*flag)),
                _ => Err(self.wrong(key, value, "true or false")),
            },
        }
    }

    /// A whole number of a range.
    ///
    /// # Errors
    /// It is something else, or outside the range.
    pub fn whole(
        &mut self,
        key: &'static str,
        range: RangeInclusive<u16>,
    ) -> Result<Option<u16>, ConfigError> {
        let Some(value) = self.find(key) else {
            return Ok(None);
        };
        let wanted = format!("a whole number from {} to {}", range.start(), range.end());
        let number = match value.get_ref() {
            DeValue::Integer(number) => {
                i64::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok()
            }
            _ => return Err(self.wrong(key, value, &wanted)),
        };
        number
            .and_then(|number| u16::try_from(number).ok())
            .filter(|number| range.contains(number))
            .map(Some)
            .ok_or_else(|| {
                self.document
                    .error(value.span(), &format!("`{key}` must be {wanted}"))
            })
    }

    /// One of some words; the first is the usual one.
    ///
    /// # Errors
    /// It is none of them.
    pub fn choice(
        &mut self,
        key: &'static str,
        words: &[&'static str],
    ) -> Result<Option<&'static str>, ConfigError> {
        let Some(text) = self.text(key)? else {
            return Ok(None);
        };
        if let Some(word) = words.iter().find(|word| **word == text) {
            return Ok(Some(word));
        }
        let message = format!("`{key}` must be one of {}", words.join(", "));
        Err(self.error(key, &message))
    }

    /// Several texts: a list, or one text that stands for a list of one.
    ///
    /// # Errors
    /// It is something else.
    pub fn texts(&mut self, key: &'static str) -> Result<Option<Vec<String>>, ConfigError> {
        match self.find(key) {
            None => Ok(None),
            Some(value) => texts(value)
                .map(Some)
                .ok_or_else(|| self.wrong(key, value, "text in quotes, or a list of texts")),
        }
    }

    /// A table inside this one.
    ///
    /// # Errors
    /// It is something else.
    pub fn section(&mut self, key: &'static str) -> Result<Option<Section<'d>>, ConfigError> {
        match self.find(key) {
            None => Ok(None),
            Some(value) => Section::of(
                self.document,
                Entry {
                    key,
                    value,
                    at: value.span().start,
                },
            )
            .map(Some),
        }
    }

    /// A list of tables, `[[key]]`.
    ///
    /// # Errors
    /// It is something else.
    pub fn sections(
        &mut self,
        key: &'static str,
    ) -> Result<Vec<(usize, Section<'d>)>, ConfigError> {
        let Some(value) = self.find(key) else {
            return Ok(Vec::new());
        };
        let DeValue::Array(list) = value.get_ref() else {
            return Err(self.wrong(key, value, &format!("a list of tables, written [[{key}]]")));
        };
        list.iter()
            .map(|value| {
                let at = value.span().start;
                Section::of(self.document, Entry { key, value, at }).map(|section| (at, section))
            })
            .collect()
    }

    /// An error at a key of this section.
    pub fn error(&self, key: &str, message: &str) -> ConfigError {
        let range = self.entries.get(key).map(Spanned::span).unwrap_or_default();
        self.document.error(range, message)
    }

    /// A warning for each key that nobody asked for.
    pub fn unknown(&self) -> Vec<ConfigError> {
        let mut entries = self.entries();
        entries.retain(|entry| !self.asked.contains(&entry.key));
        let rest = entries.len().saturating_sub(MOST_WARNINGS);
        let mut warnings: Vec<ConfigError> = entries
            .iter()
            .take(MOST_WARNINGS)
            .map(|entry| {
                let key: String = entry.key.chars().take(40).collect();
                let hint = match closest(entry.key, self.asked.iter().copied()) {
                    Some(known) => format!("did you mean `{known}`?"),
                    None => format!("known here: {}", self.asked.join(", ")),
                };
                let message = format!("unknown key `{key}` is ignored; {hint}");
                self.document.error(entry.at..entry.at, &message)
            })
            .collect();
        if rest > 0 {
            let message = format!("{rest} more unknown keys are ignored");
            warnings.push(ConfigError::file(self.document.name(), &message));
        }
        warnings
    }
}

/// So many unknown keys of one table are named; the rest are counted.
const MOST_WARNINGS: usize = 5;

/// A text, or a list of texts.
pub fn texts(value: &Spanned<DeValue>) -> Option<Vec<String>> {
    match value.get_ref() {
        DeValue::String(text) => Some(vec![text.clone().into_owned()]),
        DeValue::Array(list) => list
            .iter()
            .map(|item| item.get_ref().as_str().map(str::to_owned))
            .collect(),
        _ => None,
    }
}

fn wrong_type(
    document: &Document,
    key: &str,
    range: Range<usize>,
    wanted: &str,
    found: &DeValue,
) -> ConfigError {
    let key: String = key.chars().take(40).collect();
    let message = format!("`{key}` must be {wanted}, not {}", found.type_str());
    document.error(range, &message)
}
