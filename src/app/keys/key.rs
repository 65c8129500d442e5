//! One key press, as the key map sees it, and its notation: `j`, `<C-d>`, `<Enter>`, `<S-Tab>`.

use std::fmt;
use std::str::FromStr;

/// A key with its modifiers. Shift is part of the character for printable keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The key itself.
    pub code: KeyCode,
    /// Control was held.
    pub ctrl: bool,
    /// Alt was held.
    pub alt: bool,
    /// Shift was held with a key that is no character.
    pub shift: bool,
}

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are those on the keyboard")]
pub enum KeyCode {
    Char(char),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
}

/// Keys with a name in angle brackets.
const NAMED: [(&str, KeyCode); 16] = [
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("BS", KeyCode::Backspace),
    ("Del", KeyCode::Delete),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("Space", KeyCode::Char(' ')),
    ("lt", KeyCode::Char('<')),
    ("bar", KeyCode::Char('|')),
];

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: KeyCode) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// A character key.
    pub const fn char(c: char) -> Self {
        Self::plain(KeyCode::Char(c))
    }

    /// A character key with Control.
    pub const fn ctrl(c: char) -> Self {
        Self {
            ctrl: true,
            ..Self::char(c)
        }
    }
}

/// Why a key notation could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no key; write a character, or <Enter>, <Esc>, <Tab>, <S-Tab>, <C-d>, <A-x>, <F1>, <Space>, <lt>"
)]
pub struct KeyError(String);

/// Reads a sequence of keys: `gg`, `<C-d>`, `]f`.
///
/// # Errors
/// Names the part that is no key.
pub fn parse_keys(text: &str) -> Result<Vec<Key>, KeyError> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let end = if c == '<' {
            rest.find('>').map_or(rest.len(), |at| at + 1)
        } else {
            c.len_utf8()
        };
        let (head, tail) = rest.split_at(end);
        keys.push(head.parse()?);
        rest = tail;
    }
    Ok(keys)
}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let wrong = || KeyError(text.to_owned());
        let mut chars = text.chars();
        if let (Some(c), None) = (chars.next(), chars.next())
            && c != '<'
        {
            return Ok(Self::char(c));
        }
        let mut name = text
            .strip_prefix('<')
            .and_then(|t| t.strip_suffix('>'))
            .ok_or_else(wrong)?;
        let mut key = Self::plain(KeyCode::Esc);
        while let Some((modifier, rest)) = name
            .split_once('-')
            .filter(|(m, r)| !r.is_empty() && m.len() == 1)
        {
            match modifier {
                "C" => key.ctrl = true,
                "A" => key.alt = true,
                "S" => key.shift = true,
                _ => return Err(wrong()),
            }
            name = rest;
        }
        let mut chars = name.chars();
        key.code = if let (Some(c), None) = (chars.next(), chars.next()) {
            KeyCode::Char(c)
        } else if let Some((_, code)) = NAMED
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
        {
            *code
        } else {
            name.strip_prefix('F')
                .and_then(|n| n.parse().ok())
                .map(KeyCode::F)
                .ok_or_else(wrong)?
        };
        Ok(key)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self.code {
            KeyCode::F(n) => format!("F{n}"),
            code => match NAMED.iter().find(|(_, known)| *known == code) {
                Some((name, _)) => (*name).to_owned(),
                None => match code {
                    KeyCode::Char(c) if !self.ctrl && !self.alt => return write!(f, "{c}"),
                    KeyCode::Char(c) => c.to_string(),
                    _ => String::new(),
                },
            },
        };
        let modifiers = [(self.ctrl, "C-"), (self.alt, "A-"), (self.shift, "S-")];
        f.write_str("<")?;
        for (_, prefix) in modifiers.iter().filter(|(held, _)| *held) {
            f.write_str(prefix)?;
        }
        write!(f, "{name}>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notation_reads_and_writes_the_same_keys() {
        for text in [
            "gg", "<C-d>", "]f", "<S-Tab>", "<Enter>", "<lt>", "<A-x>", "<F1>", "<Space>", "é",
        ] {
            let keys = parse_keys(text).unwrap();
            assert_eq!(keys.iter().map(Key::to_string).collect::<String>(), text);
        }
        assert!(parse_keys("<Nope>").is_err());
    }
}
