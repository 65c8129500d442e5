//! A line of a template: words, and names that stand for what a note has.

use crate::exchange::vault::form::Form;
use crate::text::closest::closest;

/// What parts the words of a line.
pub const BETWEEN: &str = " · ";

/// What stands in a heading that has nothing to say.
pub const NOTHING: &str = "…";

/// Names that stand for whole lines.
const WHOLE: [&str; 3] = ["quote", "note", "text"];

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

impl Line {
    pub(super) fn read(line: &str, known: &'static [&'static str]) -> Result<Self, String> {
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

    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
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

    pub(super) fn is_only(&self, name: &str) -> bool {
        matches!(self, Self::Parts(parts) if matches!(parts.as_slice(), [part] if matches!(part.as_slice(), [Piece::Name(only)] if *only == name)))
    }

    /// The line without its names, where it begins a block and so has to be there.
    pub(super) fn heading(&self, form: Form) -> Option<String> {
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
    pub(super) fn fill(&self, value: &dyn Fn(&str) -> String) -> Option<String> {
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
