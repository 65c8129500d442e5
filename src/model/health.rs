//! Text health: what happened to an article's words on their way, as far as it can be seen from them.

use super::article::{Article, Certainty};
use super::safe_text::SafeText;
use super::span::Span;
use serde::{Deserialize, Serialize};

/// A place whose words are all there, but whose structure was gone before they came here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    /// The words, in the canonical text.
    pub span: Span,
    /// What they were.
    pub kind: LossKind,
}

/// What was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LossKind {
    /// The cells of a table, which now touch each other and cannot be told apart safely.
    Table,
}

/// How well a text came through, in numbers to be shown in one line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Health {
    /// BCP 47 tag of the text's language.
    pub language: Option<SafeText>,
    /// The encoding that was read, lower case.
    pub charset: Option<SafeText>,
    /// Garbled places that were put right and have no other reading.
    pub certain: usize,
    /// Garbled places that were put right where bytes were gone.
    pub likely: usize,
    /// Characters that could not be read (U+FFFD).
    pub unreadable: usize,
    /// Tables whose cells cannot be told apart ([`LossKind::Table`]).
    pub lost_tables: usize,
    /// Blocks of page furniture, which are folded.
    pub folded: usize,
}

impl Health {
    /// Whether nothing was repaired, unreadable or lost.
    pub const fn is_sound(&self) -> bool {
        self.certain + self.likely + self.unreadable + self.lost_tables == 0
    }
}

impl Article {
    /// How well the text came through.
    pub fn health(&self) -> Health {
        let repairs = |certainty: Certainty| {
            let of_it = |repair: &&super::article::Repair| repair.certainty == certainty;
            self.repairs.iter().filter(of_it).count()
        };
        Health {
            language: self.metadata.language.clone(),
            charset: self.metadata.charset.clone(),
            certain: repairs(Certainty::Certain),
            likely: repairs(Certainty::Likely),
            unreadable: self.text.matches('\u{fffd}').count(),
            lost_tables: self.lost_tables(),
            folded: self
                .blocks
                .iter()
                .filter(|block| self.is_folded(block))
                .count(),
        }
    }

    /// Tables whose columns were lost.
    pub fn lost_tables(&self) -> usize {
        let tables = self.losses.iter();
        tables.filter(|loss| loss.kind == LossKind::Table).count()
    }
}
