//! The characters that are no letters: bars, bullets, states. State is told by them, never by colour alone.

use crate::model::relation::RelationKind;

/// One set of signs. Each is one column wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named after what it says")]
pub struct Signs {
    pub current: &'static str,
    pub unread: &'static str,
    pub starred: &'static str,
    pub unsaved: &'static str,
    pub draft: &'static str,
    pub vertical: &'static str,
    pub horizontal: &'static str,
    pub done: &'static str,
    pub mark: &'static str,
    pub facts: &'static str,
    pub notes: &'static str,
    pub agree: &'static str,
    pub disagree: &'static str,
    pub down: &'static str,
    pub up: &'static str,
    pub dot: &'static str,
    pub updated: &'static str,
    pub repaired: &'static str,
    pub lost: &'static str,
    pub folded: &'static str,
    pub unfolded: &'static str,
    pub under: &'static str,
    /// A link that goes out from a mark.
    pub out: &'static str,
    /// A link that comes in to a mark.
    pub into: &'static str,
    pub search: &'static str,
    pub feed: &'static str,
    pub shelf: &'static str,
    pub file: &'static str,
    pub failed: &'static str,
    /// Whether only ASCII may be drawn around the text.
    pub ascii: bool,
}

impl Signs {
    /// Thin lines and small marks.
    pub const UNICODE: Self = Self {
        current: "▎",
        unread: "•",
        starred: "★",
        unsaved: "●",
        draft: "✎",
        vertical: "│",
        horizontal: "─",
        done: "━",
        mark: "▎",
        facts: "◆",
        notes: "✎",
        agree: "=",
        disagree: "≠",
        down: "↓",
        up: "↑",
        dot: "·",
        updated: "↻",
        repaired: "⚑",
        lost: "▦",
        folded: "▸",
        unfolded: "▾",
        under: "└",
        out: "→",
        into: "←",
        search: "/",
        feed: "»",
        shelf: "▪",
        file: "▫",
        failed: "!",
        ascii: false,
    };

    /// The same on terminals that have no more than ASCII.
    pub const ASCII: Self = Self {
        current: ">",
        unread: "o",
        starred: "*",
        unsaved: "!",
        draft: "+",
        vertical: "|",
        horizontal: "-",
        done: "=",
        mark: "|",
        facts: "f",
        notes: "n",
        agree: "=",
        disagree: "x",
        down: "v",
        up: "^",
        dot: "-",
        updated: "~",
        repaired: "^",
        lost: "#",
        folded: "+",
        unfolded: "-",
        under: "`",
        out: ">",
        into: "<",
        search: "/",
        feed: "~",
        shelf: "#",
        file: "=",
        failed: "!",
        ascii: true,
    };

    /// The sign of what a source is.
    pub fn source(&self, kind: &str) -> &'static str {
        match kind {
            "feed" => self.feed,
            "folder" => self.shelf,
            "file" => self.file,
            _ => self.dot,
        }
    }

    /// The sign of a relation.
    pub const fn relation(&self, kind: RelationKind) -> &'static str {
        match kind {
            RelationKind::Disagrees => self.disagree,
            RelationKind::Corroborates => self.agree,
            RelationKind::Close => "~",
            _ => self.dot,
        }
    }
}
