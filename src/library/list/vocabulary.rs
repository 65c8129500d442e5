//! The words of the index of texts.
//!
//! Of the beginning of a word the index puts all texts with such words together before it tells the first of them. Where
//! the words are few, they are asked for one beside the other instead, and told from the newest text on.

use crate::library::Library;
use crate::library::error::LibraryError;
use crate::text::tokens;

/// So many words at most are asked for one beside the other.
const FEW: usize = 128;

/// The words of the index, each as often as it stands there, in order.
const WORDS: &str = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.word USING fts5vocab('main', 'text_index', 'instance')";

impl Library {
    /// FTS5's expression for the words of texts that begin so, each in full; `None` when they are many, or it is no single
    /// beginning.
    pub(in crate::library) fn spelled_out(
        &self,
        typed: &str,
        prefix: bool,
    ) -> Result<Option<String>, LibraryError> {
        let tokens = tokens::query_tokens(typed);
        let ([start], true) = (tokens.as_slice(), prefix) else {
            return Ok(None);
        };
        // A library that takes no changes has no place for the table.
        if self.connection.execute_batch(WORDS).is_err() {
            return Ok(None);
        }
        let mut next = self
            .connection
            .prepare_cached("SELECT term FROM temp.word WHERE term >= ? LIMIT 1")?;
        let (mut words, mut from) = (Vec::new(), start.clone());
        while words.len() <= FEW {
            let mut rows = next.query([&from])?;
            let word: Option<String> = rows.next()?.map(|row| row.get(0)).transpose()?;
            match word.filter(|word| word.starts_with(start.as_str())) {
                // No word goes on with a control character: the next one follows that.
                Some(word) => {
                    from = format!("{word}\u{1}");
                    words.push(format!("\"{word}\""));
                }
                None if words.is_empty() => return Ok(None),
                None => return Ok(Some(words.join(" OR "))),
            }
        }
        Ok(None)
    }
}
