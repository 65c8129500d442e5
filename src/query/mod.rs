//! What a person types into the filter line, as a typed query.
//!
//! ```text
//! meta "capital expenditure" is:unread -tag:done (source:wire or has:disagreement) after:2026-03 sort:-date limit:20
//! /gpt-\d/ age:<3d title:chips
//! fact:money>100B fact:capex=60B..70B fact:2026-Q3 entity:"Meta Platforms"
//! ```
//!
//! A value that is typed in the place of one that was read ([`read_value`]) is no query and read here as well, by the
//! readers of articles.
//!
//! Words, phrases and `/patterns/` search the text; `field:value` narrows; `-` or `not` negates; `and` is understood, `or`
//! binds weakest, brackets group. A wrong query is an error with a place, so that the list can keep its last
//! valid view. Nothing here knows the library or the day: relative days need today as an argument.
//! [`until`] reads moments to come.

mod complete;
mod date;
mod fact;
mod field;
mod lexer;
pub mod needle;
mod parser;
pub mod until;

pub use crate::facts::value::{Unread, read as read_value};
pub use complete::{Completion, complete, complete_with};
pub use field::sort_text;
pub use parser::{parse, parse_on};

use crate::model::Span;

/// Why a query could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct QueryError {
    /// What is wrong and what to write instead, one line.
    pub message: String,
    /// The bytes of the query that are wrong.
    pub span: Span,
}

impl QueryError {
    fn new(span: Span, message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            span,
        }
    }
}

/// What of a query stands before the word at byte `at`: what can be answered while that word is wrong.
pub fn before_word(query: &str, at: usize) -> &str {
    let head = query.get(..at).unwrap_or_default();
    let end = head.rfind(char::is_whitespace).unwrap_or_default();
    head.get(..end).unwrap_or_default().trim_end()
}

#[cfg(test)]
mod tests;
