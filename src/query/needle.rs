//! What of a query can be lit in what it found, and the query in parts, to tell why something was found.

use super::QueryError;
use super::lexer::{TokenKind, tokens};
use super::parser::parse_on;
use crate::model::query::{Filter, Query};
use crate::text::hits::Needle;
use jiff::civil::Date;

/// The words and patterns that a filter looks for; those that it rules out are left out.
pub fn needles(filter: &Filter) -> Vec<Needle> {
    match filter {
        Filter::And(all) | Filter::Or(all) => all.iter().flat_map(needles).collect(),
        Filter::Words { word, prefix } => vec![Needle::Words {
            words: word.to_string(),
            prefix: *prefix,
        }],
        Filter::Phrase(words) => vec![Needle::Words {
            words: words.to_string(),
            prefix: false,
        }],
        Filter::Title(words) | Filter::Entity(words) => vec![Needle::Words {
            words: words.to_string(),
            prefix: true,
        }],
        Filter::Pattern(pattern) => vec![Needle::Pattern(pattern.to_string())],
        _ => Vec::new(),
    }
}

/// One condition of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// As typed.
    pub text: String,
    /// The condition alone.
    pub filter: Filter,
}

/// The conditions of a query, in order, without the brackets and words that join them, its order and its limit.
///
/// # Errors
/// As [`parse_on`].
pub fn parts(text: &str, today: Option<Date>) -> Result<Vec<Part>, QueryError> {
    let mut parts = Vec::new();
    let mut not = false;
    for token in tokens(text) {
        match token.kind {
            TokenKind::Not => {
                not = !not;
                continue;
            }
            TokenKind::Open | TokenKind::Close | TokenKind::And | TokenKind::Or => {}
            _ => {
                let typed = token.span.of(text);
                // Only the last word of a query may be unfinished.
                let end = if token.span.end == text.len() {
                    ""
                } else {
                    " "
                };
                let Query { filter, .. } = parse_on(&format!("{typed}{end}"), today)?;
                if filter != Filter::All {
                    let (sign, filter) = if not {
                        ("-", Filter::Not(Box::new(filter)))
                    } else {
                        ("", filter)
                    };
                    let text = format!("{sign}{typed}");
                    parts.push(Part { text, filter });
                }
            }
        }
        not = false;
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_falls_into_its_conditions() {
        let parts = parts(
            r#"chips (is:unread or -tag:done) "data centre" /gpt-\d/ sort:date rise"#,
            None,
        );
        let texts: Vec<String> = parts.unwrap().into_iter().map(|part| part.text).collect();
        assert_eq!(
            texts,
            [
                "chips",
                "is:unread",
                "-tag:done",
                "\"data centre\"",
                r"/gpt-\d/",
                "rise"
            ]
        );
    }

    #[test]
    fn what_is_ruled_out_is_not_lit() {
        let query = parse_on("chips -rise title:meta", None).unwrap();
        assert_eq!(needles(&query.filter).len(), 2);
    }
}
