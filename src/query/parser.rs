//! From pieces to a query, by recursive descent: `or` below `and` below negation.

use super::QueryError;
use super::field;
use super::lexer::{Token, TokenKind, tokens};
use crate::model::query::{Filter, Query};
use crate::model::{SafeText, Span};
use crate::text::hits;
use jiff::civil::Date;

/// Brackets and negations may be nested so deeply; more is no query of a person, and would cost stack.
const DEEPEST: usize = 50;

/// A query may have so many pieces: each costs the library work.
const LONGEST: usize = 200;

/// Reads a query that speaks of no relative day.
///
/// # Errors
/// What is wrong, and where.
pub fn parse(text: &str) -> Result<Query, QueryError> {
    parse_on(text, None)
}

/// Reads a query; with `today` known, `after:7d` and `date:yesterday` are understood.
///
/// # Errors
/// What is wrong, and where.
pub fn parse_on(text: &str, today: Option<Date>) -> Result<Query, QueryError> {
    let tokens = tokens(text);
    if let Some(token) = tokens.get(LONGEST) {
        let rest = Span::new(token.span.start, text.len());
        return Err(QueryError::new(
            rest,
            format!("a query may have {LONGEST} parts; leave some out"),
        ));
    }
    let mut parser = Parser {
        tokens: &tokens,
        next: 0,
        end: text.len(),
        today,
        query: Query::default(),
    };
    let filter = parser.alternatives(0)?;
    if let Some(token) = parser.peek() {
        return Err(QueryError::new(
            token.span,
            "this bracket closes nothing; take it away",
        ));
    }
    let mut query = parser.query;
    query.filter = filter.unwrap_or_default();
    query.keep_groups();
    Ok(query)
}

struct Parser<'t, 'q> {
    tokens: &'t [Token<'q>],
    next: usize,
    /// The query's length: a word that reaches it may still be typed.
    end: usize,
    today: Option<Date>,
    /// Collects order and limit.
    query: Query,
}

impl<'q> Parser<'_, 'q> {
    fn peek(&self) -> Option<Token<'q>> {
        self.tokens.get(self.next).copied()
    }

    /// `one or other`
    fn alternatives(&mut self, depth: usize) -> Result<Option<Filter>, QueryError> {
        let mut found = Vec::new();
        found.extend(self.all(depth)?);
        while let Some(token) = self.peek().filter(|token| token.kind == TokenKind::Or) {
            let before = found.len();
            self.next += 1;
            found.extend(self.all(depth)?);
            if before == 0 || found.len() == before {
                return Err(QueryError::new(
                    token.span,
                    "`or` needs something on both sides; put it in quotation marks to search for the word",
                ));
            }
        }
        Ok(joined(found, Filter::Or))
    }

    /// `one other`, `one and other`
    fn all(&mut self, depth: usize) -> Result<Option<Filter>, QueryError> {
        let mut found = Vec::new();
        while let Some(token) = self.peek() {
            match token.kind {
                TokenKind::Or | TokenKind::Close => break,
                TokenKind::And => self.next += 1,
                _ => found.extend(self.term(depth)?),
            }
        }
        Ok(joined(found, Filter::And))
    }

    /// A word, phrase, field, negation or bracket; `None` when it filters nothing.
    fn term(&mut self, depth: usize) -> Result<Option<Filter>, QueryError> {
        let Some(token) = self.peek() else {
            return Ok(None);
        };
        if depth > DEEPEST {
            return Err(QueryError::new(
                token.span,
                "brackets and negations are nested too deeply",
            ));
        }
        self.next += 1;
        match token.kind {
            TokenKind::Open => {
                let inside = self.alternatives(depth + 1)?;
                match self.peek() {
                    Some(close) if close.kind == TokenKind::Close => self.next += 1,
                    _ => {
                        return Err(QueryError::new(
                            token.span,
                            "this bracket is not closed; add `)`",
                        ));
                    }
                }
                Ok(inside)
            }
            TokenKind::Not => {
                let order = |query: &Query| (query.sort.clone(), query.group, query.limit);
                let before = order(&self.query);
                let inside = match self.peek().map(|token| token.kind) {
                    None | Some(TokenKind::Or | TokenKind::And | TokenKind::Close) => {
                        return Err(QueryError::new(token.span, "nothing follows the negation"));
                    }
                    Some(_) => self.term(depth + 1)?,
                };
                if before != order(&self.query) {
                    return Err(QueryError::new(
                        token.span,
                        "`sort:`, `group:` and `limit:` cannot be negated; write sort:-date for the other direction",
                    ));
                }
                Ok(inside.map(|filter| Filter::Not(Box::new(filter))))
            }
            TokenKind::Word(word) => Ok(self.word(word, token.span)),
            TokenKind::Phrase { words, closed } => {
                let words = SafeText::line(words);
                if !searchable(&words) {
                    return Ok(None);
                }
                // While it is typed, the last word of a phrase may go on.
                Ok(Some(if closed {
                    Filter::Phrase(words)
                } else {
                    Filter::Words {
                        prefix: !words.ends_with(char::is_whitespace),
                        word: words,
                    }
                }))
            }
            TokenKind::Pattern { closed: false, .. } => Err(QueryError::new(
                token.span,
                "this pattern is not closed; add `/`, or put it in quotation marks to search for the words",
            )),
            TokenKind::Pattern { pattern: "", .. } => Err(QueryError::new(
                token.span,
                "write a regular expression between the slashes",
            )),
            TokenKind::Pattern { pattern, .. } => match hits::pattern(pattern) {
                Ok(_) => Ok(Some(Filter::Pattern(pattern.into()))),
                Err(reason) => Err(QueryError::new(
                    token.span,
                    format!("this pattern cannot be read: {reason}"),
                )),
            },
            TokenKind::Field { name, value, at } => {
                let name_at = Span::new(token.span.start, token.span.start + name.len() + 1);
                field::read((name, value), (name_at, at), self.today, &mut self.query)
            }
            TokenKind::And | TokenKind::Or | TokenKind::Close => Ok(None),
        }
    }

    /// A bare word; the one at the end of the query, or one with a `*`, may go on.
    fn word(&self, word: &str, span: Span) -> Option<Filter> {
        let stem = word.trim_end_matches('*');
        let prefix = stem.len() < word.len() || span.end == self.end;
        let word = SafeText::line(stem);
        searchable(&word).then_some(Filter::Words { word, prefix })
    }
}

/// Whether there is a letter or digit to search for.
fn searchable(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

fn joined(mut filters: Vec<Filter>, join: fn(Vec<Filter>) -> Filter) -> Option<Filter> {
    if filters.len() > 1 {
        Some(join(filters))
    } else {
        filters.pop()
    }
}
