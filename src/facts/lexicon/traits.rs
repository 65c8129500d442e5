//! What the stages ask of every token, answered once for each distinct word of a text.

use super::Word;
use std::ops::BitOrAssign;

/// One yes-or-no answer about a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Trait {
    /// A date may begin with it ([`Word::dates`]).
    Dates,
    /// A number may begin with it ([`Word::counts`]).
    Counts,
    /// It only holds sentences together ([`Word::is_function`]).
    Function,
    /// A month, a weekday, a season, a unit of time, a half: what makes a date of a number beside it.
    Timely,
    /// It means a number greater than one.
    Number,
    /// It tells what has happened, as far as its form shows.
    Past,
}

/// The answers for one word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Traits(u8);

impl Traits {
    /// The traits of the word `folded` (lower case), of which the lists say `known`.
    pub fn of(folded: &str, known: Option<&Word>) -> Self {
        let mut traits = Self::default();
        traits.set(
            Trait::Past,
            folded.len() > 4 && folded.ends_with("ed") || is_past(folded),
        );
        let Some(word) = known else { return traits };
        traits.set(Trait::Dates, word.dates());
        traits.set(Trait::Counts, word.counts());
        traits.set(Trait::Function, word.is_function());
        traits.set(
            Trait::Timely,
            word.month.is_some()
                || word.weekday.is_some()
                || word.short_weekday.is_some()
                || word.season.is_some()
                || word.time.is_some()
                || folded == "half",
        );
        traits.set(
            Trait::Number,
            word.cardinal.is_some_and(|value| value > 1)
                || word.scale.is_some()
                || word.part.is_some_and(|part| part < 10),
        );
        traits
    }

    fn set(&mut self, which: Trait, answer: bool) {
        self.0 |= u8::from(answer) << which as u8;
    }

    /// Whether the word has the trait.
    pub const fn has(self, which: Trait) -> bool {
        self.0 & (1 << which as u8) != 0
    }
}

impl BitOrAssign for Traits {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// Past forms of the commonest verbs of news that do not end in `ed`.
fn is_past(word: &str) -> bool {
    matches!(
        word,
        "was"
            | "were"
            | "had"
            | "rose"
            | "fell"
            | "said"
            | "grew"
            | "won"
            | "lost"
            | "became"
            | "began"
            | "broke"
            | "brought"
            | "built"
            | "bought"
            | "came"
            | "chose"
            | "did"
            | "drew"
            | "drove"
            | "felt"
            | "found"
            | "fought"
            | "gave"
            | "went"
            | "got"
            | "heard"
            | "held"
            | "kept"
            | "led"
            | "left"
            | "made"
            | "met"
            | "paid"
            | "ran"
            | "saw"
            | "sent"
            | "sold"
            | "spent"
            | "spoke"
            | "stood"
            | "struck"
            | "taught"
            | "told"
            | "took"
            | "threw"
            | "wrote"
    )
}
