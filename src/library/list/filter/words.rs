//! What is found by its words: in texts, names and notes through their indexes, and by patterns, which look through texts.
//!
//! Words go through the same `text::tokens` as the index, so that what is typed and what is found are folded alike.

use super::condition::Compiler;
use super::{Clause, Scope};
use crate::library::list::pattern::matching;
use crate::model::SafeText;
use crate::text::certain::{Certain, certain};
use crate::text::tokens;

impl Compiler<'_> {
    /// Words side by side in a text, in its names, or in a note on it.
    pub(super) fn words(&self, words: &SafeText, prefix: bool) -> Clause {
        let Some((expression, short)) = expression(words, prefix) else {
            return Clause::plain("1");
        };
        // One or two letters begin too many words: they are looked up in names alone.
        let indexes = if short { &INDEXES[..1] } else { &INDEXES };
        indexed(self.scope, indexes, self.candidates, &expression)
    }
}

/// Texts and notes that a pattern matches: looked through are those in which the index knows whatever stands in a match.
pub(super) fn pattern(typed: &SafeText) -> Clause {
    let matches = matching(typed);
    let Some(certain) = certain(typed) else {
        return matches;
    };
    let mut known = indexed(Scope::Articles, &INDEXES, None, &asked(&certain));
    // The plus sign keeps the way along the order of the list, so that the newest texts are looked through first.
    known.sql.insert(0, '+');
    Clause::joined(vec![known, matches], " AND ", "1")
}

/// The indexes of articles.
const INDEXES: [&str; 2] = ["name_index", "text_index"];

/// What these indexes and that of notes find by an expression of FTS5: all, or so many of the newest in each.
fn indexed(scope: Scope, indexes: &[&str], most: Option<usize>, expression: &str) -> Clause {
    let found = indexes.iter().map(|index| {
        let found = format!("SELECT rowid FROM {index} WHERE {index} MATCH ?");
        match most {
            Some(most) => format!("SELECT rowid FROM ({found} ORDER BY rowid DESC LIMIT {most})"),
            None => found,
        }
    });
    let found = found.collect::<Vec<_>>().join(" UNION ALL ");
    let own_note = "n.row IN (SELECT rowid FROM note_index WHERE note_index MATCH ?)";
    let sql = match scope {
        Scope::Notes => format!("{own_note} OR a.row IN ({found})"),
        Scope::Articles => format!(
            "a.row IN ({found} UNION ALL
             SELECT x.row FROM annotation n JOIN article x ON x.id = n.article WHERE {own_note})"
        ),
    };
    Clause::of(&sql, expression)
}

/// FTS5's expression for what is certain.
fn asked(certain: &Certain) -> String {
    let all = |parts: &[Certain], operator: &str| {
        let parts: Vec<String> = parts.iter().map(asked).collect();
        format!("({})", parts.join(operator))
    };
    match certain {
        Certain::Word { word, goes_on } => {
            format!("\"{word}\"{}", if *goes_on { " *" } else { "" })
        }
        Certain::All(parts) => all(parts, " AND "),
        Certain::Any(parts) => all(parts, " OR "),
    }
}

/// Words of one column of the index of names; the last may go on.
pub(super) fn names(column: &str, words: &SafeText) -> Clause {
    match expression(words, true) {
        None => Clause::plain("1"),
        Some((expression, _)) => Clause::exactly(
            "a.row IN (SELECT rowid FROM name_index WHERE name_index MATCH ?)",
            &format!("{column} : ({expression})"),
        ),
    }
}

/// FTS5's expression for words side by side, and whether it is too short for the index of texts.
pub(in crate::library) fn expression(words: &str, prefix: bool) -> Option<(String, bool)> {
    let tokens = tokens::query_tokens(words);
    let last = tokens.last()?;
    let mut letters = last.chars();
    let (first, second, third) = (letters.next(), letters.next(), letters.next());
    // A single character of a script without spaces is the beginning of a pair.
    let lone = second.is_none()
        && first.is_some_and(|c| !c.is_ascii() && !c.is_lowercase() && !c.is_uppercase());
    let prefix = prefix || lone;
    let short = prefix && tokens.len() == 1 && third.is_none() && last.is_ascii();
    let quoted: Vec<String> = tokens.iter().map(|token| format!("\"{token}\"")).collect();
    Some((
        format!("{}{}", quoted.join(" + "), if prefix { " *" } else { "" }),
        short,
    ))
}
