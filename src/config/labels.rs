//! Label schemes: which labels and verdicts an annotator may give, each with one key.
//!
//! A scheme is a TOML file; the embedded `labels.toml` is the default and shows the form. Schemes of well-known data
//! sets are [`PRESETS`] and need no file.

mod read;
#[cfg(test)]
mod tests;

use super::document::Document;
use super::error::ConfigError;
use crate::model::LabelScheme;
use std::path::Path;

/// The default scheme's file.
pub const DEFAULT: &str = include_str!("labels.toml");

/// The schemes that are part of the program, by name, as files to be copied.
pub const PRESETS: [(&str, &str); 4] = [
    ("default", DEFAULT),
    ("claimbuster", include_str!("labels/claimbuster.toml")),
    ("fever", include_str!("labels/fever.toml")),
    ("averitec", include_str!("labels/averitec.toml")),
];

/// The default scheme: fact, figure, forecast, opinion, quote, check.
///
/// # Errors
/// Never in a tested build: the file is part of the program.
pub fn default() -> Result<LabelScheme, ConfigError> {
    read::scheme(&Document::embedded("labels.toml", DEFAULT)).map(|(scheme, _)| scheme)
}

/// A scheme that is part of the program; `None` when there is none of that name.
///
/// # Errors
/// Never in a tested build: the files are part of the program.
pub fn preset(name: &str) -> Option<Result<LabelScheme, ConfigError>> {
    let (_, text) = PRESETS.iter().find(|(known, _)| *known == name)?;
    let document = Document::embedded(&format!("{name}.toml"), text);
    Some(read::scheme(&document).map(|(scheme, _)| scheme))
}

/// A scheme from a file, with warnings about unknown keys.
///
/// # Errors
/// The file cannot be read or is no label scheme.
pub fn load(path: &Path) -> Result<(LabelScheme, Vec<ConfigError>), ConfigError> {
    read::scheme(&Document::read(path)?)
}
