//! What a person wrote inside a block, by its difference from what we had written there.
//!
//! No form has a reader of its own. Every line that we wrote knows the line of the template that it comes from, so a
//! line that a person changed is read with that line of the template; lines of the note are the note; and lines that a
//! person added are added to it. What can be read in no way is left alone.

use super::form::Syntax;
use super::page::Page;
use super::template::{BETWEEN, Filled, Line, NOTHING, Piece, Section};
use crate::model::annotation::Confidence;
use crate::model::{AnchorState, Annotation};
use crate::text::merge::hunks;

/// A longer line holds no fields.
const LONGEST: usize = 2000;

/// What a block says of its note, as it is written there.
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
    /// What the block of an annotation says when nobody touched it.
    pub fn of(page: &Page<'_>, annotation: &Annotation) -> Self {
        let part = |name: &str| single_spaced(&page.part(name, annotation, AnchorState::Exact));
        let body = page
            .bodies(annotation)
            .into_iter()
            .next()
            .unwrap_or_default();
        let tags = annotation.body.tags.iter();
        let own = Self {
            label: part("label"),
            verdict: part("verdict"),
            confidence: part("confidence"),
            tags: tags.map(|tag| page.syntax().tag(tag)).collect(),
            note: String::new(),
        };
        let text = body.text();
        Reader::new(page, annotation, &body, own).read(&text).said
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
    /// What the block says of the note.
    pub said: Said,
    /// Whether something was changed that is none of that: the quotation, words of the template.
    pub more: bool,
}

/// What a person made of a body that we wrote for this annotation.
pub fn read(page: &Page<'_>, annotation: &Annotation, body: &Filled, edited: &str) -> Reading {
    Reader::new(page, annotation, body, Said::of(page, annotation)).read(edited)
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
}

impl<'r> Reader<'r> {
    fn new(page: &Page<'r>, annotation: &Annotation, body: &'r Filled, said: Said) -> Self {
        let section = &page.template.note;
        let marked = annotation.target.is_some();
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
        let mut at = 0;
        for (gone, added) in hunks(&old, &new) {
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

    fn unchanged(&mut self, old: &[&'r str], range: std::ops::Range<usize>) {
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
    fn changed(&mut self, old: &[&'r str], gone: std::ops::Range<usize>, added: &[&'r str]) {
        let roles = self.roles.get(gone.clone()).unwrap_or_default().to_vec();
        let is_quote =
            |at: Option<usize>| at.and_then(|at| self.roles.get(at)) == Some(&Role::Quote);
        let (before, after) = (gone.start.checked_sub(1), Some(gone.end));
        let mut quoted = roles.contains(&Role::Quote) || is_quote(before);
        let within = quoted && is_quote(after);
        // Lines with fields that may stand here: those that are gone, and those that had nothing to say before.
        let mut here: Vec<usize> = Vec::new();
        for role in &roles {
            match role {
                Role::Parts(from) if !here.contains(from) => here.push(*from),
                _ => {}
            }
        }
        let lines = self.section.lines.iter().enumerate();
        let absent: Vec<usize> = lines
            .filter(|(from, line)| {
                matches!(line, Line::Parts(_)) && !self.roles.contains(&Role::Parts(*from))
            })
            .map(|(from, _)| from)
            .collect();
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
            if let Some(at) = here.iter().position(|from| self.fields(*from, line, false)) {
                here.remove(at);
                self.together = false;
                continue;
            }
            if absent.iter().any(|from| self.fields(*from, line, true)) {
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
        let Some(fields) = fields(parts, line, self.syntax, surely) else {
            return false;
        };
        let ours = self.body.lines.iter().find(|(_, own)| *own == from);
        let ours = ours.and_then(|(line, _)| fields_of(parts, line, self.syntax));
        for (name, value) in &fields {
            if !self.reading.said.set(name, value) {
                let was = ours.iter().flatten().find(|(own, _)| own == name);
                self.reading.more |= was.is_none_or(|(_, was)| was != value);
            }
        }
        true
    }
}

type Fields = Vec<(&'static str, String)>;

fn fields_of(parts: &[Vec<Piece>], line: &str, syntax: &dyn Syntax) -> Option<Fields> {
    fields(parts, line, syntax, false)
}

/// The values of the names in a line; `None` when it is not written as these parts are. With `surely` each part must
/// have something by which it is known.
fn fields(parts: &[Vec<Piece>], line: &str, syntax: &dyn Syntax, surely: bool) -> Option<Fields> {
    if line.len() > LONGEST {
        return None;
    }
    let line = single_spaced(line);
    let mut order: Vec<&Vec<Piece>> = parts.iter().collect();
    order.sort_by_key(|part| !is_sure(part));
    let names = parts.iter().flatten().filter_map(|piece| match piece {
        Piece::Name(name) => Some(*name),
        Piece::Words(_) => None,
    });
    let mut fields: Fields = names.map(|name| (name, String::new())).collect();
    for written in line.trim_end().split(BETWEEN) {
        let at = order.iter().position(|part| {
            // Blanks at the end of a line may be gone.
            let spaced = format!("{written} ");
            let mut found = Vec::new();
            let fits = (!surely || is_sure(part))
                && (capture(part, written, syntax, &mut found)
                    || capture(part, &spaced, syntax, &mut found));
            if fits {
                for (name, value) in found {
                    if let Some((_, said)) = fields.iter_mut().find(|(known, _)| *known == name) {
                        said.push(' ');
                        said.push_str(value);
                    }
                }
            }
            fits
        })?;
        // Each part once, but for tags: they are many.
        if !matches!(
            order.get(at).map(|part| part.as_slice()),
            Some([Piece::Name("tags")])
        ) {
            order.remove(at);
        }
    }
    for (_, said) in &mut fields {
        *said = Some(said.trim())
            .filter(|said| *said != NOTHING)
            .unwrap_or_default()
            .to_owned();
    }
    Some(fields)
}

/// Whether a part is known by its words, or by what its names stand for.
fn is_sure(part: &[Piece]) -> bool {
    part.iter().any(|piece| match piece {
        Piece::Words(words) => !words.trim().is_empty(),
        Piece::Name(name) => matches!(
            *name,
            "tags" | "date" | "created" | "confidence" | "state" | "id"
        ),
    })
}

/// Finds the values for which a part is written as `text`.
fn capture<'t>(
    pieces: &[Piece],
    text: &'t str,
    syntax: &dyn Syntax,
    found: &mut Vec<(&'static str, &'t str)>,
) -> bool {
    let Some((piece, rest)) = pieces.split_first() else {
        return text.is_empty();
    };
    match piece {
        Piece::Words(words) => {
            let words = single_spaced(words);
            let words = if rest.is_empty() {
                words.trim_end()
            } else {
                words.as_str()
            };
            text.strip_prefix(words)
                .is_some_and(|text| capture(rest, text, syntax, found))
        }
        Piece::Name(name) => {
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for end in ends.filter(|end| !rest.is_empty() || *end == text.len()) {
                let (value, after) = text.split_at(end);
                let count = found.len();
                if fits(name, value, syntax) {
                    found.push((name, value));
                    if capture(rest, after, syntax, found) {
                        return true;
                    }
                    found.truncate(count);
                }
            }
            false
        }
    }
}

/// Whether a name can stand for these words.
fn fits(name: &str, words: &str, syntax: &dyn Syntax) -> bool {
    let is_sure = |words: &str| Confidence::ALL.iter().any(|sure| sure.words() == words);
    match name {
        _ if words.trim().is_empty() => true,
        "tags" => syntax.are_tags(words),
        "date" | "created" => words.parse::<jiff::civil::Date>().is_ok(),
        "confidence" => is_sure(words),
        "state" => matches!(words, super::page::GONE | super::page::TWICE),
        "id" => words.starts_with(&syntax.id("")),
        "label" | "verdict" => !syntax.are_tags(words) && !is_sure(words),
        _ => true,
    }
}

/// Blanks in a row as one, since editors align words with them.
pub(super) fn single_spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c == '\t' { ' ' } else { c };
        if c != ' ' || !spaced.ends_with(' ') {
            spaced.push(c);
        }
    }
    spaced
}
