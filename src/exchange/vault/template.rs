//! The form of what stands in blocks, as a person can write it: a template.
//!
//! A template is text with names in double braces, in three sections (see `template.md` in the form's folder: the
//! built-in form is a template like any other). A line whose names all stand for nothing is left out; so is a part of a
//! line between two middle dots. Every line that is written knows the line of the template that it comes from, so that
//! what a person changes there can be read back.

mod line;
mod section;

pub use line::{BETWEEN, Line, NOTHING, Piece};
pub use section::{Filled, Section};

use super::form::Form;
use super::sum_of;

/// The sections, and the names that each may use.
const SECTIONS: [(&str, &[&str]); 3] = [
    (
        "note",
        &[
            "quote",
            "note",
            "text",
            "id",
            "label",
            "verdict",
            "confidence",
            "tags",
            "state",
            "gold",
            "annotator",
            "date",
            "created",
            "words",
        ],
    ),
    (
        "link",
        &[
            "sentence",
            "relation",
            "annotator",
            "date",
            "note",
            "text",
            "id",
        ],
    ),
    (
        "head",
        &["title", "citation", "author", "site", "published", "url"],
    ),
];

/// The form of all blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// What it is written in.
    pub form: Form,
    /// By what a block tells which template it was written by; empty for the built-in one.
    pub(super) mark: String,
    /// A note.
    pub(super) note: Section,
    /// A link or a ruling.
    pub(super) link: Section,
    /// What begins a file.
    pub(super) head: Section,
}

/// Why a template cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("line {line}: {reason}")]
pub struct TemplateError {
    /// Where, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub reason: String,
}

impl Default for Template {
    fn default() -> Self {
        Self::built_in(Form::default())
    }
}

impl Template {
    /// The one that a form has of its own.
    pub fn built_in(form: Form) -> Self {
        let own = sections(form.template(), form).unwrap_or_default();
        let [note, link, head] = own.map(Option::unwrap_or_default);
        Self {
            form,
            mark: String::new(),
            note,
            link,
            head,
        }
    }

    /// Reads a person's own.
    ///
    /// # Errors
    /// [`TemplateError`] names the line.
    pub fn read(text: &str, form: Form) -> Result<Self, TemplateError> {
        let own = Self::built_in(form);
        let text = text.trim_start_matches('\u{feff}');
        let [note, link, head] = sections(text, form)?;
        let read = Self {
            form,
            mark: String::new(),
            note: note.unwrap_or_else(|| own.note.clone()),
            link: link.unwrap_or_else(|| own.link.clone()),
            head: head.unwrap_or_else(|| own.head.clone()),
        };
        let lines = text.lines().filter(|line| !line.starts_with("{{!"));
        let lines: String = lines.flat_map(|line| [line, "\n"]).collect();
        let mark = if read == own {
            String::new()
        } else {
            sum_of(&lines)
        };
        Ok(Self { mark, ..read })
    }
}

fn sections(text: &str, form: Form) -> Result<[Option<Section>; 3], TemplateError> {
    let mut read: [Option<Section>; 3] = [None, None, None];
    // What stands before any heading is the note.
    let mut now = 0;
    for (number, line) in text.lines().enumerate() {
        let wrong = |reason: String| TemplateError {
            line: number + 1,
            reason,
        };
        if line.starts_with("{{!") {
            continue;
        }
        if let Some(rest) = line.strip_prefix("{{#") {
            let name = rest.trim_end().strip_suffix("}}").unwrap_or(rest).trim();
            now = SECTIONS
                .iter()
                .position(|(known, _)| *known == name)
                .ok_or_else(|| {
                    wrong(format!(
                        "`{name}` is no section; there are note, link and head"
                    ))
                })?;
            if read.get(now).is_some_and(Option::is_some) {
                return Err(wrong(format!("the section `{name}` is there twice")));
            }
            read[now] = Some(Section::default());
            continue;
        }
        let syntax = form.syntax();
        if syntax.marker(line).is_some() || syntax.closes(line) {
            return Err(wrong(
                "the marks of blocks are set by the program and cannot stand in a template"
                    .to_owned(),
            ));
        }
        if read[now].is_some() || !line.trim().is_empty() {
            let at = read[now].as_ref().map_or(0, |section| section.lines.len());
            if let Some(why) = syntax.misplaced(at, line) {
                return Err(wrong(why.to_owned()));
            }
            let (_, names) = SECTIONS[now];
            let line = Line::read(line, names).map_err(wrong)?;
            read[now].get_or_insert_default().lines.push(line);
        }
    }
    for section in read.iter_mut().flatten() {
        section.trim();
    }
    if let Some(note) = read[0].as_ref().filter(|note| !note.names("id")) {
        let (last, reason) = (
            note.lines.len(),
            "a note needs its {{id}}, by which others are linked to it",
        );
        let line = text
            .lines()
            .position(|line| line.starts_with("{{#") && line.contains("note"));
        let line = line.map_or(last.max(1), |at| at + 1);
        return Err(TemplateError {
            line,
            reason: reason.to_owned(),
        });
    }
    Ok(read)
}

#[cfg(test)]
mod tests;
