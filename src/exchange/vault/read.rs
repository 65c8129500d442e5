//! What a person wrote inside a block, by its difference from what we had written there.
//!
//! No form has a reader of its own. Every line that we wrote knows the line of the template that it comes from, so a
//! line that a person changed is read with that line of the template; lines of the note are the note; and lines that a
//! person added are added to it. What can be read in no way is left alone.

use super::field::{single_spaced, values};
use super::form::Syntax;
use super::page::Page;
use super::subject::Subject;
use super::template::{Filled, Line, Section};
use crate::model::AnchorState;
use crate::text::merge::hunks;
use std::ops::Range;

/// What a block says of its note or link, as it is written there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The label.
    pub label: String,
    /// The verdict.
    pub verdict: String,
    /// How sure the person is.
    pub confidence: String,
    /// The tags, without their signs.
    pub tags: Vec<String>,
    /// The note's text.
    pub note: String,
}

impl Said {
    /// What the block says when nobody touched it.
    pub fn of(page: &Page<'_>, subject: &Subject) -> Self {
        let own = match subject {
            Subject::Note(note) => {
                let part = |name: &str| single_spaced(&page.part(name, note, AnchorState::Exact));
                let tags = note.body.tags.iter();
                Self {
                    label: part("label"),
                    verdict: part("verdict"),
                    confidence: part("confidence"),
                    tags: tags.map(|tag| page.syntax().tag(tag)).collect(),
                    note: String::new(),
                }
            }
            Subject::Link(_) => Self::default(),
        };
        let body = subject.bodies(page, "").into_iter().next();
        let body = body.unwrap_or_default();
        let text = body.text();
        Reader::new(page, subject, &body, own).read(&text).said
    }

    fn set(&mut self, name: &str, value: &str) -> bool {
        match name {
            "label" => value.clone_into(&mut self.label),
            "verdict" => value.clone_into(&mut self.verdict),
            "confidence" => value.clone_into(&mut self.confidence),
            "tags" => {
                let signs = |c: char| matches!(c, '#' | ',' | ';' | '·') || c.is_whitespace();
                let tags = value.split(|c: char| signs(c) || c == ':');
                self.tags = tags
                    .filter(|tag| !tag.is_empty())
                    .map(str::to_owned)
                    .collect();
            }
            _ => return false,
        }
        true
    }
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What the block says.
    pub said: Said,
    /// Whether something was changed that is none of that: the quotation, words of the template.
    pub more: bool,
}

/// What a person made of a body that we wrote.
pub fn read(page: &Page<'_>, subject: &Subject, body: &Filled, edited: &str) -> Reading {
    Reader::new(page, subject, body, Said::of(page, subject)).read(edited)
}

/// Where a line comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Quote,
    Note,
    Parts(usize),
    Own,
}

struct Reader<'r> {
    syntax: &'static dyn Syntax,
    section: &'r Section,
    body: &'r Filled,
    roles: Vec<Role>,
    /// Whether the body shows the note's text: only then is what was added to it the note's.
    shows_note: bool,
    reading: Reading,
    /// Lines of the note, those that stand together in one.
    parts: Vec<Vec<&'r str>>,
    /// Whether the next line of the note stands together with the last.
    together: bool,
    /// Lines of the template that do not stand as we wrote them: another line may be written as one of them, wherever
    /// it stands.
    open: Vec<usize>,
}

impl<'r> Reader<'r> {
    fn new(page: &Page<'r>, subject: &Subject, body: &'r Filled, said: Said) -> Self {
        let section = subject.section(page);
        let marked = subject.is_marked();
        let role = |from: usize| match section.lines.get(from) {
            Some(Line::Whole("quote")) if marked => Role::Quote,
            Some(Line::Whole(_)) => Role::Note,
            Some(Line::Parts(_)) => Role::Parts(from),
            _ => Role::Own,
        };
        let shows = |name: &str| section.names(name);
        Self {
            syntax: page.syntax(),
            section,
            roles: body.lines.iter().map(|(_, from)| role(*from)).collect(),
            body,
            shows_note: shows("note") || shows("text") || (!marked && shows("quote")),
            reading: Reading { said, more: false },
            parts: Vec::new(),
            together: false,
            open: Vec::new(),
        }
    }

    fn read(mut self, edited: &'r str) -> Reading {
        let old: Vec<&'r str> = self
            .body
            .lines
            .iter()
            .map(|(line, _)| line.as_str())
            .collect();
        let new: Vec<&'r str> = edited.lines().collect();
        let hunks = hunks(&old, &new);
        self.open = self.not_standing(&hunks);
        let mut at = 0;
        for (gone, added) in hunks {
            self.unchanged(&old, at..gone.start);
            self.changed(&old, gone.clone(), new.get(added).unwrap_or_default());
            at = gone.end;
        }
        self.unchanged(&old, at..old.len());
        if self.shows_note {
            let texts = self.parts.iter().flat_map(|part| self.syntax.noted(part));
            let texts = texts.map(|text| text.trim_matches('\n').to_owned());
            let texts: Vec<String> = texts.filter(|text| !text.trim().is_empty()).collect();
            self.reading.said.note = texts.join("\n\n");
        }
        self.reading
    }

    fn not_standing(&self, hunks: &[(Range<usize>, Range<usize>)]) -> Vec<usize> {
        let is_gone = |at: usize| hunks.iter().any(|(gone, _)| gone.contains(&at));
        let stands = |from: usize| {
            let mut roles = self.roles.iter().enumerate();
            roles.any(|(at, role)| *role == Role::Parts(from) && !is_gone(at))
        };
        let lines = self.section.lines.iter().enumerate();
        let parts = lines.filter(|(from, line)| matches!(line, Line::Parts(_)) && !stands(*from));
        parts.map(|(from, _)| from).collect()
    }

    fn unchanged(&mut self, old: &[&'r str], range: Range<usize>) {
        for at in range {
            if self.roles.get(at) == Some(&Role::Note) {
                self.note(old.get(at).copied().unwrap_or_default());
            } else {
                self.together = false;
            }
        }
    }

    fn note(&mut self, line: &'r str) {
        if !self.together {
            self.parts.push(Vec::new());
            self.together = true;
        }
        if let Some(part) = self.parts.last_mut() {
            part.push(line);
        }
    }

    /// Lines of ours that are gone, and those that stand in their place.
    fn changed(&mut self, old: &[&'r str], gone: Range<usize>, added: &[&'r str]) {
        let roles = self.roles.get(gone.clone()).unwrap_or_default().to_vec();
        let is_quote =
            |at: Option<usize>| at.and_then(|at| self.roles.get(at)) == Some(&Role::Quote);
        let (before, after) = (gone.start.checked_sub(1), Some(gone.end));
        let mut quoted = roles.contains(&Role::Quote) || is_quote(before);
        let within = quoted && is_quote(after);
        // Lines with fields that are gone here: what stands in their place is read with them first.
        let mut here: Vec<usize> = Vec::new();
        for role in &roles {
            match role {
                Role::Parts(from) if self.open.contains(from) && !here.contains(from) => {
                    here.push(*from);
                }
                _ => {}
            }
        }
        let mut at = 0;
        while let Some(line) = added.get(at) {
            at += 1;
            quoted = within || (quoted && self.syntax.is_quote(line));
            if quoted {
                self.reading.more = true;
                continue;
            }
            if line.trim().is_empty() {
                if self.together {
                    self.note(line);
                }
                continue;
            }
            let in_place = here
                .iter()
                .copied()
                .find(|from| self.fields(*from, line, false));
            let elsewhere = || {
                let mut open = self.open.clone().into_iter();
                open.find(|from| self.fields(*from, line, true))
            };
            if let Some(from) = in_place.or_else(elsewhere) {
                here.retain(|other| *other != from);
                self.open.retain(|other| *other != from);
                self.together = false;
                continue;
            }
            let apart = self.syntax.apart(added.get(at - 1..).unwrap_or_default());
            if apart == 0 && self.shows_note {
                self.note(line);
            } else {
                self.reading.more = true;
                at += apart.saturating_sub(1);
            }
        }
        // A line with a single field that is gone says that the note has it no more.
        for from in here {
            let single = self.section.lines.get(from).and_then(Line::single);
            if !single.is_some_and(|name| self.reading.said.set(name, "")) {
                self.reading.more = true;
            }
        }
        let own = |(role, line): (&Role, &&str)| *role == Role::Own && !line.trim().is_empty();
        let lost = roles.iter().zip(old.get(gone).unwrap_or_default()).any(own);
        self.reading.more |= lost || roles.contains(&Role::Quote);
    }

    /// Takes the fields of a line that is written as this line of the template.
    fn fields(&mut self, from: usize, line: &str, surely: bool) -> bool {
        let Some(Line::Parts(parts)) = self.section.lines.get(from) else {
            return false;
        };
        let Some(fields) = values(parts, line, self.syntax, surely) else {
            return false;
        };
        let ours = self.body.lines.iter().find(|(_, own)| *own == from);
        let ours = ours.and_then(|(line, _)| values(parts, line, self.syntax, false));
        for (name, value) in &fields {
            if !self.reading.said.set(name, value) {
                let was = ours.iter().flatten().find(|(own, _)| own == name);
                self.reading.more |= was.is_none_or(|(_, was)| was != value);
            }
        }
        true
    }
}
