//! newsboat's filter expressions, said in our own query language where it has the words.
//!
//! ```text
//! unread = "yes" and (tags # "markets" or title =~ "capital spending")
//! is:unread (tag:markets or title:"capital spending")
//! ```
//!
//! What has no counterpart is an error that says so: a search that finds something else is worse than none.

/// Brackets may be nested so deeply.
const DEEPEST: usize = 50;

/// Says an expression in our query language.
///
/// # Errors
/// What cannot be said, in words for a person.
pub(super) fn translate(expression: &str) -> Result<String, String> {
    let pieces = pieces(expression)?;
    let mut parser = Parser {
        pieces: &pieces,
        depth: 0,
    };
    let said = parser.alternatives()?;
    match parser.pieces.first() {
        None => Ok(said.text),
        Some(piece) => Err(format!("`{}` is not understood here", piece.written())),
    }
}

/// A piece of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Bracket(char),
    /// A name, an operator or a number.
    Word(String),
    Text(String),
}

impl Piece {
    fn written(&self) -> String {
        match self {
            Self::Bracket(bracket) => bracket.to_string(),
            Self::Word(word) => word.clone(),
            Self::Text(text) => format!("\"{text}\""),
        }
    }
}

fn pieces(expression: &str) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut chars = expression.chars().peekable();
    while let Some(&first) = chars.peek() {
        let is_sign = |c: char| "=~!<>#".contains(c);
        if first.is_whitespace() {
            chars.next();
        } else if matches!(first, '(' | ')') {
            chars.next();
            pieces.push(Piece::Bracket(first));
        } else if first == '"' {
            chars.next();
            let mut text = String::new();
            loop {
                match chars.next().ok_or("a quotation mark is not closed")? {
                    '"' => break,
                    '\\' => text.extend(chars.next().map(|c| {
                        if c == '"' {
                            String::from(c)
                        } else {
                            format!("\\{c}")
                        }
                    })),
                    c => text.push(c),
                }
            }
            pieces.push(Piece::Text(text));
        } else {
            let mut word = String::new();
            let same = |c: &char| {
                is_sign(*c) == is_sign(first) && !c.is_whitespace() && !"()\"".contains(*c)
            };
            while let Some(c) = chars.next_if(same) {
                word.push(c);
            }
            pieces.push(Piece::Word(word));
        }
    }
    Ok(pieces)
}

/// A query, and whether it must stand in brackets beside others.
struct Said {
    text: String,
    loose: bool,
}

struct Parser<'p> {
    pieces: &'p [Piece],
    depth: usize,
}

impl Parser<'_> {
    fn next(&mut self) -> Option<&Piece> {
        let (first, rest) = self.pieces.split_first()?;
        self.pieces = rest;
        Some(first)
    }

    fn takes(&mut self, word: &str) -> bool {
        let found = matches!(self.pieces.first(), Some(Piece::Word(next)) if next.eq_ignore_ascii_case(word));
        if found {
            self.next();
        }
        found
    }

    fn alternatives(&mut self) -> Result<Said, String> {
        let mut parts = vec![self.all()?];
        while self.takes("or") || self.takes("||") {
            parts.push(self.all()?);
        }
        Ok(joined(parts, " or "))
    }

    fn all(&mut self) -> Result<Said, String> {
        let mut parts = vec![self.one()?];
        while self.takes("and") || self.takes("&&") {
            parts.push(self.one()?);
        }
        Ok(joined(parts, " "))
    }

    fn one(&mut self) -> Result<Said, String> {
        if self.pieces.first() == Some(&Piece::Bracket('(')) {
            self.next();
            self.depth += 1;
            if self.depth > DEEPEST {
                return Err("brackets are nested too deeply".to_owned());
            }
            let inside = self.alternatives()?;
            self.depth -= 1;
            if self.next() != Some(&Piece::Bracket(')')) {
                return Err("a bracket is not closed".to_owned());
            }
            return Ok(inside);
        }
        let (Some(Piece::Word(field)), Some(Piece::Word(sign)), Some(value)) = (
            self.next().cloned(),
            self.next().cloned(),
            self.next().cloned(),
        ) else {
            return Err("is no search: a name, a sign and a value are expected".to_owned());
        };
        let value = match value {
            Piece::Text(text) | Piece::Word(text) => text,
            Piece::Bracket(_) => return Err(format!("`{field} {sign}` has no value")),
        };
        condition(&field.to_ascii_lowercase(), &sign, &value)
    }
}

fn joined(mut parts: Vec<Said>, between: &str) -> Said {
    if parts.len() == 1 {
        return parts.remove(0);
    }
    let texts: Vec<String> = parts.into_iter().map(bracketed).collect();
    Said {
        text: texts.join(between),
        loose: true,
    }
}

fn bracketed(said: Said) -> String {
    if said.loose {
        format!("({})", said.text)
    } else {
        said.text
    }
}

fn plain(text: impl Into<String>) -> Said {
    Said {
        text: text.into(),
        loose: false,
    }
}

/// One comparison; a sign with `!` is the opposite of the sign without it.
fn condition(field: &str, sign: &str, value: &str) -> Result<Said, String> {
    let unknown = || format!("`{field} {sign}` cannot be said in a search here");
    let opposite = match sign {
        "!=" => Some("="),
        "!~" => Some("=~"),
        "!#" => Some("#"),
        _ => None,
    };
    if let Some(sign) = opposite {
        let said = condition(field, sign, value)?;
        return Ok(match said.text.as_str() {
            "is:unread" => plain("is:read"),
            "is:read" => plain("is:unread"),
            _ => plain(format!("-{}", bracketed(said))),
        });
    }
    match (field, sign) {
        ("unread", "=" | "==") => match value {
            "yes" => Ok(plain("is:unread")),
            "no" => Ok(plain("is:read")),
            _ => Err(unknown()),
        },
        ("tags", "#") => valued("tag", value),
        ("title", "=" | "==") => valued("title", value),
        ("author", "=" | "==") => valued("author", value),
        ("feedtitle", "=" | "==") => valued("source", value),
        ("title", "=~") => pattern(value, |words| valued("title", words)),
        ("author", "=~") => pattern(value, |words| valued("author", words)),
        ("feedtitle", "=~") => pattern(value, |words| valued("source", words)),
        ("content" | "description", "=~") => pattern(value, words),
        ("age", "<" | "<=") => days(value)
            .map(|days| plain(format!("after:{days}d")))
            .ok_or_else(unknown),
        ("age", ">" | ">=") => days(value)
            .map(|days| plain(format!("before:{days}d")))
            .ok_or_else(unknown),
        ("age", "between") => {
            let (from, to) = value
                .split_once(':')
                .and_then(|(from, to)| Some((days(from)?, days(to)?)))
                .ok_or_else(unknown)?;
            let recent = plain(format!("after:{to}d"));
            Ok(match from {
                0 => recent,
                from => joined(vec![recent, plain(format!("before:{}d", from - 1))], " "),
            })
        }
        _ => Err(unknown()),
    }
}

fn days(text: &str) -> Option<u32> {
    text.trim().parse().ok().filter(|days| *days < 100_000)
}

/// `field:value`, in quotation marks where it needs them.
fn valued(field: &str, value: &str) -> Result<Said, String> {
    let value = value.trim();
    if value.is_empty() || value.contains('"') {
        return Err(format!("`{value}` cannot be written in a search here"));
    }
    let bare = value
        .chars()
        .all(|c| c.is_alphanumeric() || "-_./".contains(c));
    Ok(plain(if bare {
        format!("{field}:{value}")
    } else {
        format!("{field}:\"{value}\"")
    }))
}

/// Words anywhere in the text. A single one may go on, as it may in a pattern.
fn words(words: &str) -> Result<Said, String> {
    let words = words.trim();
    if words.is_empty() || words.contains('"') {
        return Err(format!("`{words}` cannot be written in a search here"));
    }
    Ok(plain(if words.chars().all(char::is_alphanumeric) {
        format!("{words}*")
    } else {
        format!("\"{words}\"")
    }))
}

/// A pattern that is words, or one of several words; any other has no counterpart.
fn pattern(pattern: &str, say: impl Fn(&str) -> Result<Said, String>) -> Result<Said, String> {
    let whole = pattern.trim_start_matches(".*").trim_end_matches(".*");
    let inside = whole
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .unwrap_or(whole);
    let parts = inside.split('|').map(|part| {
        let literal = literal(part)
            .ok_or_else(|| format!("the pattern `{pattern}` cannot be said in a search here"))?;
        say(&literal)
    });
    Ok(joined(parts.collect::<Result<_, _>>()?, " or "))
}

/// The words of a pattern without any sign that means more than itself (POSIX extended regular expressions).
fn literal(pattern: &str) -> Option<String> {
    let mut words = String::new();
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => words.push(chars.next().filter(|c| !c.is_alphanumeric())?),
            '.' | '[' | ']' | '(' | ')' | '{' | '}' | '*' | '+' | '?' | '^' | '$' => return None,
            c => words.push(c),
        }
    }
    Some(words)
}
