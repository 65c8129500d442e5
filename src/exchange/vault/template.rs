//! The form of what stands in blocks, as a person can write it: a template.
//!
//! A template is text with names in double braces, in three sections (see `template.md` in the form's folder: the
//! built-in form is a template like any other). A line whose names all stand for nothing is left out; so is a part of a
//! line between two middle dots. Every line that is written knows the line of the template that it comes from, so that
//! what a person changes there can be read back.

use super::form::Form;
use super::sum_of;
use crate::text::closest::closest;

/// What parts the words of a line.
pub const BETWEEN: &str = " · ";

/// What stands in a heading that has nothing to say.
pub const NOTHING: &str = "…";

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

/// Names that stand for whole lines.
const WHOLE: [&str; 3] = ["quote", "note", "text"];

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

/// The form of one kind of block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    pub(super) lines: Vec<Line>,
}

/// A line of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Words of the template alone.
    Own(String),
    /// A name that stands for whole lines.
    Whole(&'static str),
    /// Words and names, in parts of which each may be left out.
    Parts(Vec<Vec<Piece>>),
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words of the template.
    Words(String),
    /// A name.
    Name(&'static str),
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

impl Section {
    /// Whether a name stands in it.
    pub fn names(&self, name: &str) -> bool {
        self.lines
            .iter()
            .any(|line| line.names().any(|named| named == name))
    }

    /// Blank lines at the end part sections in the file, and are no words.
    fn trim(&mut self) {
        while self
            .lines
            .last()
            .is_some_and(|line| matches!(line, Line::Own(own) if own.trim().is_empty()))
        {
            self.lines.pop();
        }
    }

    /// The section with `value` in the place of each name.
    pub fn fill(&self, form: Form, value: &dyn Fn(&str) -> String) -> Filled {
        let mut filled = Filled::default();
        let mut late = None;
        for (from, line) in self.lines.iter().enumerate() {
            let text = line.fill(value);
            let Some(text) = text.or_else(|| (from == 0).then(|| line.heading(form)).flatten())
            else {
                continue;
            };
            let blank = text.trim().is_empty();
            if blank && filled.lines.last().is_none_or(|(last, _)| last.is_empty()) {
                continue;
            }
            // A block id stands after what it names: with nothing before it, it comes last.
            if line.is_only("id") && filled.lines.is_empty() {
                late = Some((text, from));
                continue;
            }
            for line in text.trim_end_matches('\n').split('\n') {
                let line = if blank { "" } else { line };
                filled.lines.push((guarded(line, form), from));
            }
        }
        while filled.lines.last().is_some_and(|(line, _)| line.is_empty()) {
            filled.lines.pop();
        }
        if let Some((text, from)) = late {
            if !filled.lines.is_empty() {
                filled.lines.push((String::new(), from));
            }
            filled.lines.push((text, from));
        }
        filled
    }
}

/// A line that is not the mark of a block, whatever was filled in.
fn guarded(line: &str, form: Form) -> String {
    let syntax = form.syntax();
    if syntax.marker(line).is_some() || syntax.closes(line) {
        format!(" {line}")
    } else {
        line.to_owned()
    }
}

impl Line {
    fn read(line: &str, known: &'static [&'static str]) -> Result<Self, String> {
        let mut parts = vec![Vec::new()];
        let mut names = 0;
        let mut rest = line;
        let mut whole = None;
        while let Some((before, after)) = rest.split_once("{{") {
            let (name, after) = after.split_once("}}").ok_or("`{{` has no `}}` behind it")?;
            let name = name.trim();
            let Some(found) = known.iter().find(|one| **one == name) else {
                let near = closest(name, known.iter().copied())
                    .map_or(String::new(), |near| format!(", perhaps `{near}`"));
                return Err(format!(
                    "`{name}` is no name here{near}; there are {}",
                    known.join(", ")
                ));
            };
            words(&mut parts, before);
            if let Some(part) = parts.last_mut() {
                part.push(Piece::Name(found));
            }
            whole = WHOLE.iter().find(|one| *one == found).or(whole);
            names += 1;
            rest = after;
        }
        if names == 0 {
            return Ok(Self::Own(line.to_owned()));
        }
        words(&mut parts, rest);
        match whole {
            Some(name)
                if names > 1
                    || line.trim() != line
                    || !line.starts_with("{{")
                    || !line.ends_with("}}") =>
            {
                Err(format!(
                    "`{name}` stands for several lines and needs a line of its own"
                ))
            }
            Some(name) => Ok(Self::Whole(name)),
            None => Ok(Self::Parts(parts)),
        }
    }

    fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        let whole = if let Self::Whole(name) = self {
            Some(*name)
        } else {
            None
        };
        let parts = if let Self::Parts(parts) = self {
            parts.as_slice()
        } else {
            &[]
        };
        let named = parts.iter().flatten().filter_map(|piece| match piece {
            Piece::Name(name) => Some(*name),
            Piece::Words(_) => None,
        });
        whole.into_iter().chain(named)
    }

    /// The name of a line that has only this one.
    pub fn single(&self) -> Option<&'static str> {
        let mut names = self.names();
        names.next().filter(|_| names.next().is_none())
    }

    fn is_only(&self, name: &str) -> bool {
        matches!(self, Self::Parts(parts) if matches!(parts.as_slice(), [part] if matches!(part.as_slice(), [Piece::Name(only)] if *only == name)))
    }

    /// The line without its names, where it begins a block and so has to be there.
    fn heading(&self, form: Form) -> Option<String> {
        let Self::Parts(parts) = self else {
            return None;
        };
        let Some(Piece::Words(words)) = parts.first().and_then(|part| part.first()) else {
            return None;
        };
        let heading = format!("{} {NOTHING}", words.trim_end());
        form.syntax().begins(&heading).then_some(heading)
    }

    /// The line; `None` when its names all stand for nothing.
    fn fill(&self, value: &dyn Fn(&str) -> String) -> Option<String> {
        match self {
            Self::Own(own) => Some(own.clone()),
            Self::Whole(name) => Some(value(name)).filter(|text| !text.trim().is_empty()),
            Self::Parts(parts) => {
                let parts: Vec<String> =
                    parts.iter().filter_map(|part| fill(part, value)).collect();
                let text = parts.join(BETWEEN);
                let named = self.names().any(|name| !value(name).trim().is_empty());
                named.then(|| text.trim_end().replace('\n', " "))
            }
        }
    }
}

/// One part of a line; `None` when it has names that all stand for nothing.
fn fill(part: &[Piece], value: &dyn Fn(&str) -> String) -> Option<String> {
    let (mut text, mut names, mut said) = (String::new(), false, false);
    for piece in part {
        match piece {
            Piece::Words(words) => text.push_str(words),
            Piece::Name(name) => {
                let value = value(name);
                names = true;
                said |= !value.trim().is_empty();
                text.push_str(value.trim_end());
            }
        }
    }
    (said || !names).then_some(text)
}

/// Adds words to the last part of a line; a middle dot begins another part.
fn words(parts: &mut Vec<Vec<Piece>>, words: &str) {
    for (number, piece) in words.split(BETWEEN).enumerate() {
        if number > 0 {
            parts.push(Vec::new());
        }
        if let Some(part) = parts.last_mut().filter(|_| !piece.is_empty()) {
            part.push(Piece::Words(piece.to_owned()));
        }
    }
}

/// A body as it is written: its lines, each with the line of the template that it comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// The lines.
    pub lines: Vec<(String, usize)>,
}

impl Filled {
    /// The body, each line with its end.
    pub fn text(&self) -> String {
        let lines = self
            .lines
            .iter()
            .flat_map(|(line, _)| [line.as_str(), "\n"]);
        lines.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(template: &str) -> String {
        let template = Template::read(template, Form::Markdown).unwrap();
        let value = |name: &str| match name {
            "quote" => "> a\n> b\n".to_owned(),
            "annotator" => "ada".to_owned(),
            "tags" => "#x".to_owned(),
            "id" => "^pm-1".to_owned(),
            "words" => "<!-- /pressmark -->".to_owned(),
            _ => String::new(),
        };
        template.note.fill(Form::Markdown, &value).text()
    }

    #[test]
    fn names_are_filled_and_what_says_nothing_is_left_out() {
        assert_eq!(
            filled(
                "{{! A comment }}\n### {{label}}\n\n\n{{quote}}\n{{ id }}\n\nBy {{annotator}} · {{verdict}} · _{{tags}}_ · me\n"
            ),
            "> a\n> b\n^pm-1\n\nBy ada · _#x_ · me\n"
        );
        assert_eq!(
            filled("{{id}}\n\n{{label}}\n\n{{annotator}}"),
            "ada\n\n^pm-1\n"
        );
        // Nothing that is filled in makes the mark of a block.
        assert_eq!(filled("{{words}}\n{{id}}"), " <!-- /pressmark -->\n^pm-1\n");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, wrong) in [
            (
                "ok {{id}}\n{{quote}}\n{{verdit}}",
                "line 3: `verdit` is no name here, perhaps `verdict`; there are quote",
            ),
            ("{{id}}\n<!-- /pressmark -->", "line 2: the marks of blocks"),
            ("{{quote}}", "line 1: a note needs its {{id}}"),
            (
                "{{# note}}\n{{id}}\n> {{note}}",
                "line 3: `note` stands for several lines",
            ),
            ("{{# nonsense}}", "line 1: `nonsense` is no section"),
            (
                "{{# head}}\n{{title}}\n{{# head }}",
                "line 3: the section `head` is there twice",
            ),
            ("{{# head}}\n{{quote}}", "line 2: `quote` is no name here"),
            (
                "{{id}}\n{{# note}}\n{{id}}",
                "line 2: the section `note` is there twice",
            ),
            ("{{id}}\n{{quote", "line 2: `{{` has no `}}`"),
        ] {
            let found = Template::read(text, Form::Markdown)
                .unwrap_err()
                .to_string();
            assert!(found.starts_with(wrong), "{text:?} gives {found}");
        }
    }

    #[test]
    fn the_built_in_form_is_a_template_like_any_other() {
        for form in Form::ALL {
            let own = Template::built_in(form);
            assert_eq!(Template::read(form.template(), form), Ok(own.clone()));
            assert!(
                own.note.names("note") && own.link.names("sentence") && own.head.names("title")
            );
        }
    }
}
