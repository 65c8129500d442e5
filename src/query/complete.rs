//! What could be typed at a place of a query.

use super::fact;
use super::field::{FIELDS, GROUPINGS, Kind, SORT_KEYS};
use super::lexer::{TokenKind, tokens};
use crate::model::Span;

/// Some days, to show how they are written.
const DAYS: [&str; 5] = ["today", "yesterday", "7d", "1m", "1y"];
/// Some ages.
const AGES: [&str; 4] = ["<1d", "<3d", "<1w", ">1m"];

/// One proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the query that it replaces.
    pub span: Span,
    /// What is put there.
    pub text: String,
    /// What it does; empty where the words say it.
    pub doc: &'static str,
}

/// Proposals for the piece of `query` that ends at byte `cursor`: fields, and values of fields with a fixed choice.
pub fn complete(query: &str, cursor: usize) -> Vec<Completion> {
    complete_with(query, cursor, &|_| Vec::new())
}

/// As [`complete`]; `values` gives the known values of a field, such as the tags in use, best first.
pub fn complete_with(
    query: &str,
    cursor: usize,
    values: &dyn Fn(&str) -> Vec<String>,
) -> Vec<Completion> {
    let Some(typed) = query.get(..cursor) else {
        return Vec::new();
    };
    let last = tokens(typed)
        .into_iter()
        .next_back()
        .filter(|token| token.span.end == cursor);
    match last.map(|token| (token.kind, token.span)) {
        Some((TokenKind::Word(word), span)) => fields(word, span),
        // `or` may be the beginning of a field's name as well.
        Some((TokenKind::And | TokenKind::Or, span)) => fields(span.of(query), span),
        Some((TokenKind::Field { name, value, at }, _)) => {
            value_completions(name, value, at, values)
        }
        Some((TokenKind::Phrase { .. } | TokenKind::Pattern { .. }, _)) => Vec::new(),
        Some((TokenKind::Close, _)) => Vec::new(),
        None | Some((TokenKind::Open | TokenKind::Not, _)) => fields("", Span::new(cursor, cursor)),
    }
}

fn fields(start: &str, span: Span) -> Vec<Completion> {
    let start = start.to_ascii_lowercase();
    FIELDS
        .iter()
        .filter(|field| field.name.starts_with(&start))
        .map(|field| Completion {
            span,
            text: format!("{}:", field.name),
            doc: field.doc,
        })
        .collect()
}

fn value_completions(
    name: &str,
    value: &str,
    at: Span,
    values: &dyn Fn(&str) -> Vec<String>,
) -> Vec<Completion> {
    let name = name.to_ascii_lowercase();
    let Some(field) = FIELDS.iter().find(|field| field.name == name) else {
        return Vec::new();
    };
    let (done, start, at) = match (&field.kind, value.rfind([',', '-'])) {
        // The keys of an order follow one another.
        (Kind::Sort, Some(comma)) => {
            let (done, start) = value.split_at(comma + 1);
            (done, start, at)
        }
        _ => ("", value, at),
    };
    let candidates: Vec<String> = match &field.kind {
        Kind::Choice(choices) => choices.iter().map(|(word, _)| (*word).to_owned()).collect(),
        Kind::Sort => SORT_KEYS
            .iter()
            .map(|(word, _)| (*word).to_owned())
            .collect(),
        Kind::Group => GROUPINGS
            .iter()
            .map(|(word, _)| (*word).to_owned())
            .collect(),
        Kind::Text(_) => values(&name),
        Kind::Fact => fact::words().map(str::to_owned).collect(),
        Kind::Days(_) | Kind::Range => DAYS.map(str::to_owned).into(),
        Kind::Age => AGES.map(str::to_owned).into(),
        Kind::Limit => Vec::new(),
    };
    let start = start.to_lowercase();
    candidates
        .into_iter()
        .filter(|word| word.to_lowercase().starts_with(&start))
        .map(|word| Completion {
            span: at,
            text: format!("{done}{}", quoted(&word)),
            doc: "",
        })
        .collect()
}

/// A value as it must be typed: in quotation marks when it holds white space or brackets.
fn quoted(word: &str) -> String {
    if word.contains(|c: char| c.is_whitespace() || c == ')') {
        format!("\"{}\"", word.replace('"', ""))
    } else {
        word.to_owned()
    }
}
