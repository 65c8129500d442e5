//! The values of the names in a line that is written as a line of a template.

use super::form::Syntax;
use super::template::{BETWEEN, NOTHING, Piece};
use crate::model::annotation::Confidence;

/// A longer line holds no fields.
const LONGEST: usize = 2000;

/// Names with what stands for them.
pub(super) type Fields = Vec<(&'static str, String)>;

/// The values of the names in a line; `None` when it is not written as these parts are. With `surely` each part must
/// have something by which it is known.
pub(super) fn values(
    parts: &[Vec<Piece>],
    line: &str,
    syntax: &dyn Syntax,
    surely: bool,
) -> Option<Fields> {
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
            "tags" | "date" | "created" | "confidence" | "state" | "gold" | "id"
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
        "gold" => words.starts_with(super::page::GOLD),
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
