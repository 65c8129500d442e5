//! A line being typed: its text and cursor. Every prompt has one.

use crate::app::keys::key::{Key, KeyCode};
use crate::model::SafeText;
use unicode_segmentation::UnicodeSegmentation;

/// One line of text with a cursor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    text: String,
    cursor: usize,
}

impl Line {
    /// A line with the cursor at its end.
    pub fn new(text: &str) -> Self {
        let text = SafeText::line(text).into_string();
        Self {
            cursor: text.len(),
            text,
        }
    }

    /// What is typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The cursor as a byte offset, on a grapheme boundary.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Text before and after the cursor.
    pub fn split(&self) -> (&str, &str) {
        self.text
            .split_at_checked(self.cursor)
            .unwrap_or((&self.text, ""))
    }

    /// Inserts text at the cursor, as one safe line.
    pub fn insert(&mut self, text: &str) {
        let safe = SafeText::new(text.replace(['\n', '\r', '\t'], " "));
        let (before, after) = self.split();
        let joined = format!("{before}{}{after}", safe.as_str());
        self.cursor += safe.len();
        self.text = joined;
    }

    /// Puts `text` in place of the bytes from `start` to the cursor.
    pub fn replace_before_cursor(&mut self, start: usize, text: &str) {
        let (before, after) = self.split();
        let kept = before.get(..start).unwrap_or(before);
        let joined = format!("{kept}{text}{after}");
        self.cursor = kept.len() + text.len();
        self.text = joined;
    }

    /// Edits by a key; `false` when the key means nothing in a line.
    pub fn input(&mut self, key: Key) -> bool {
        let (before, after) = self.split();
        let back = before.graphemes(true).next_back().map_or(0, str::len);
        let forward = after.graphemes(true).next().map_or(0, str::len);
        let word = before.len() - before.trim_end().rfind(' ').map_or(0, |at| at + 1);
        match (key.code, key.ctrl || key.alt) {
            (KeyCode::Char(c), false) => self.insert(c.encode_utf8(&mut [0; 4])),
            (KeyCode::Backspace, false) => self.replace_before_cursor(self.cursor - back, ""),
            (KeyCode::Backspace | KeyCode::Char('w'), true) => {
                self.replace_before_cursor(self.cursor - word, "");
            }
            (KeyCode::Char('u'), true) => self.replace_before_cursor(0, ""),
            (KeyCode::Char('k'), true) => self.text.truncate(self.cursor),
            (KeyCode::Delete, _) => {
                self.cursor += forward;
                self.replace_before_cursor(self.cursor - forward, "");
            }
            (KeyCode::Left, _) => self.cursor -= back,
            (KeyCode::Right, _) => self.cursor += forward,
            (KeyCode::Home, _) | (KeyCode::Char('a'), true) => self.cursor = 0,
            (KeyCode::End, _) | (KeyCode::Char('e'), true) => self.cursor = self.text.len(),
            _ => return false,
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keys::key::parse_keys;

    fn typed(keys: &str) -> String {
        let mut line = Line::default();
        for key in parse_keys(keys).unwrap() {
            line.input(key);
        }
        format!("{}|{}", line.split().0, line.split().1)
    }

    #[test]
    fn a_line_is_edited_by_graphemes_and_words() {
        assert_eq!(typed("abc<Left>x"), "abx|c");
        assert_eq!(typed("e\u{301}a<Left><BS>"), "|a");
        assert_eq!(typed("two words<C-w>"), "two |");
        assert_eq!(typed("ab<Home><Del>"), "|b");
        assert_eq!(typed("ab<C-u>c"), "c|");
    }
}
