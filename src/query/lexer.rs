//! Cuts a query into brackets, signs, words, phrases, patterns and `field:value` pairs, each with its place.

use crate::model::Span;

/// One piece of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'q> {
    /// What it is.
    pub kind: TokenKind<'q>,
    /// Its bytes.
    pub span: Span,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind<'q> {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `-` before something, or `not`.
    Not,
    /// `and`
    And,
    /// `or`
    Or,
    /// A bare word.
    Word(&'q str),
    /// Words in quotation marks, without them.
    Phrase {
        /// The words.
        words: &'q str,
        /// Whether the second mark is there.
        closed: bool,
    },
    /// A regular expression between slashes, without them.
    Pattern {
        /// The expression.
        pattern: &'q str,
        /// Whether the second slash is there.
        closed: bool,
    },
    /// `name:value`.
    Field {
        /// The name, without the colon.
        name: &'q str,
        /// The value, without quotation marks.
        value: &'q str,
        /// The value's bytes.
        at: Span,
    },
}

/// All pieces of a query. Every text can be cut; a quotation that is not closed goes on to the end.
pub fn tokens(query: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(token) = next(query, at) {
        at = token.span.end;
        tokens.push(token);
    }
    tokens
}

fn next(query: &str, from: usize) -> Option<Token<'_>> {
    let rest = query.get(from..)?;
    let start = from + (rest.len() - rest.trim_start().len());
    let mut chars = rest.trim_start().chars();
    let first = chars.next()?;
    let one = |kind| {
        let span = Span::new(start, start + first.len_utf8());
        Some(Token { kind, span })
    };
    match first {
        '(' => return one(TokenKind::Open),
        ')' => return one(TokenKind::Close),
        '-' if chars.next().is_some_and(|c| !c.is_whitespace() && c != ')') => {
            return one(TokenKind::Not);
        }
        '"' => {
            let (words, span) = quoted(query, start);
            return Some(Token {
                kind: TokenKind::Phrase {
                    words,
                    closed: span.end > start + 1 + words.len(),
                },
                span,
            });
        }
        '/' => return Some(pattern(query, start)),
        _ => {}
    }
    let word = bare(query, start);
    if let Some((name, _)) = word.split_once(':').filter(|(name, _)| is_name(name)) {
        let value_at = start + name.len() + 1;
        let (value, at) = if query
            .get(value_at..)
            .is_some_and(|rest| rest.starts_with('"'))
        {
            quoted(query, value_at)
        } else {
            let value = bare(query, value_at);
            (value, Span::new(value_at, value_at + value.len()))
        };
        let kind = TokenKind::Field { name, value, at };
        return Some(Token {
            kind,
            span: Span::new(start, at.end),
        });
    }
    let kind = match word.to_ascii_lowercase().as_str() {
        "and" => TokenKind::And,
        "or" => TokenKind::Or,
        "not" => TokenKind::Not,
        _ => TokenKind::Word(word),
    };
    Some(Token {
        kind,
        span: Span::new(start, start + word.len()),
    })
}

/// The expression from the slash at `start` to the next one that ends a piece; to the end where there is none.
fn pattern(query: &str, start: usize) -> Token<'_> {
    let inside = query.get(start + 1..).unwrap_or_default();
    let ends = |&(at, _): &(usize, &str)| {
        let escaped = inside.get(..at).is_some_and(|before| {
            let slashes = before.len() - before.trim_end_matches('\\').len();
            slashes % 2 == 1
        });
        let next = inside.get(at + 1..).and_then(|rest| rest.chars().next());
        !escaped && next.is_none_or(|c| c.is_whitespace() || c == ')')
    };
    let end = inside.match_indices('/').find(ends).map(|(at, _)| at);
    let length = end.unwrap_or(inside.len());
    let kind = TokenKind::Pattern {
        pattern: inside.get(..length).unwrap_or_default(),
        closed: end.is_some(),
    };
    let span = Span::new(start, start + 1 + length + usize::from(end.is_some()));
    Token { kind, span }
}

/// The characters from `start` to the next white space, quotation mark or closing bracket.
fn bare(query: &str, start: usize) -> &str {
    let rest = query.get(start..).unwrap_or_default();
    let end = rest
        .find(|c: char| c.is_whitespace() || c == '"' || c == ')')
        .unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

/// The words between the quotation mark at `start` and the next one, and the bytes of all of it.
fn quoted(query: &str, start: usize) -> (&str, Span) {
    let inside = query.get(start + 1..).unwrap_or_default();
    match inside.split_once('"') {
        Some((words, _)) => (words, Span::new(start, start + words.len() + 2)),
        None => (inside, Span::new(start, query.len())),
    }
}

/// Field names are letters, so that `10:30` stays a word.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic())
}
