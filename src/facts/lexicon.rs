//! The closed word lists: number words, currencies, units, words of time, and word classes.
//!
//! Each list is a data file in `lexicon/`, one entry a line, built into the program. All lists meet
//! in one table, so that a word of the text is looked up once, whatever it may mean.

mod read;
mod table;
mod traits;

use crate::text::hash::ByWord;
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::ops::Deref;
use std::sync::LazyLock;
pub use table::{Key, Table};
pub use traits::{Trait, Traits};

/// A class of words. A word may belong to several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
#[expect(
    missing_docs,
    reason = "the names are those of the lines in words.txt and names.txt"
)]
pub enum Class {
    Determiner,
    Preposition,
    Conjunction,
    Pronoun,
    Auxiliary,
    Adverb,
    Modal,
    Report,
    Up,
    Down,
    Opinion,
    Comparison,
    FirstPerson,
    SecondPerson,
    TimeWord,
    Verb,
    Adjective,
    Legal,
    Organization,
    Title,
    Place,
    People,
    Metric,
    Vague,
    Weak,
    Acronym,
    GivenName,
    PlaceName,
    Generic,
    Nationality,
    Dating,
    Amount,
    Fate,
    Contest,
    Particle,
    Record,
    Topic,
    Universal,
    Courtesy,
    Wish,
    Countable,
    Male,
    Female,
    Firm,
    Role,
    Office,
    Speech,
    Play,
    Kin,
}

const CLASSES: [(&str, Class); 49] = [
    ("determiner", Class::Determiner),
    ("preposition", Class::Preposition),
    ("conjunction", Class::Conjunction),
    ("pronoun", Class::Pronoun),
    ("auxiliary", Class::Auxiliary),
    ("adverb", Class::Adverb),
    ("modal", Class::Modal),
    ("report", Class::Report),
    ("up", Class::Up),
    ("down", Class::Down),
    ("opinion", Class::Opinion),
    ("comparison", Class::Comparison),
    ("first_person", Class::FirstPerson),
    ("second_person", Class::SecondPerson),
    ("time_word", Class::TimeWord),
    ("verb", Class::Verb),
    ("adjective", Class::Adjective),
    ("legal", Class::Legal),
    ("organization", Class::Organization),
    ("title", Class::Title),
    ("place", Class::Place),
    ("people", Class::People),
    ("metric", Class::Metric),
    ("vague", Class::Vague),
    ("weak", Class::Weak),
    ("acronym", Class::Acronym),
    ("given_name", Class::GivenName),
    ("place_name", Class::PlaceName),
    ("generic", Class::Generic),
    ("nationality", Class::Nationality),
    ("dating", Class::Dating),
    ("amount", Class::Amount),
    ("fate", Class::Fate),
    ("contest", Class::Contest),
    ("particle", Class::Particle),
    ("record", Class::Record),
    ("topic", Class::Topic),
    ("universal", Class::Universal),
    ("courtesy", Class::Courtesy),
    ("wish", Class::Wish),
    ("countable", Class::Countable),
    ("male", Class::Male),
    ("female", Class::Female),
    ("firm", Class::Firm),
    ("role", Class::Role),
    ("office", Class::Office),
    ("speech", Class::Speech),
    ("play", Class::Play),
    ("kin", Class::Kin),
];

/// The classes that leave a word as unknown as it was: they tell what a sentence weighs, or what a word means beside a
/// name or a quotation. ("Baker" is a role, and a surname.)
const ASIDE: [Class; 11] = [
    Class::Record,
    Class::Topic,
    Class::Universal,
    Class::Courtesy,
    Class::Wish,
    Class::Firm,
    Class::Role,
    Class::Office,
    Class::Speech,
    Class::Play,
    Class::Kin,
];

/// A unit of time, from the shortest to the longest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Weekend,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// A currency and how many of it the word means (a cent is 0.01 dollars).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coin {
    /// ISO 4217 code.
    pub code: &'static str,
    /// The worth of one.
    pub worth: Decimal,
}

/// All that the lists say of one word. What they say of few lies apart, so that all words together stay small: they are
/// asked for everywhere, and in no order.
#[derive(Debug, Clone, Default)]
pub struct Word {
    /// The word, in lower case.
    name: &'static str,
    /// Whether any list knows it but those that leave it unknown ([`ASIDE`]).
    listed: bool,
    classes: u64,
    traits: Traits,
    senses: Option<Box<Senses>>,
}

/// What a word means beside its classes.
#[derive(Debug, Clone)]
pub struct Senses {
    /// `seven`: 7.
    pub cardinal: Option<u32>,
    /// `seventh`: 7.
    pub ordinal: Option<u64>,
    /// `million`: 1,000,000.
    pub scale: Option<u64>,
    /// Whether the scale is in the plural: `millions`.
    pub scales: bool,
    /// A letter that means a scale when a figure stands right before it: `k`.
    pub letter: Option<u64>,
    /// `thirds`: 3.
    pub part: Option<u64>,
    /// A word for a currency: `dollars`.
    pub coin: Option<Coin>,
    /// An ISO 4217 code.
    pub code: Option<&'static str>,
    /// Letters that may stand before a dollar sign: `HK`.
    pub mark: Option<&'static str>,
    /// A word before the figure: `Rs 500`.
    pub prefix: Option<Coin>,
    /// A unit's UCUM code, in any case of letters.
    pub unit: Option<&'static str>,
    /// January is 1.
    pub month: Option<u8>,
    /// Monday is 1.
    pub weekday: Option<u8>,
    /// `Mon`: a weekday only where a date is expected.
    pub short_weekday: Option<u8>,
    /// `years`.
    pub time: Option<TimeUnit>,
    /// EDTF season code, 21 (spring) to 24 (winter).
    pub season: Option<u8>,
    /// Feasts whose name begins with the word: the words behind it, and when it is kept.
    pub feasts: Vec<(&'static str, &'static str)>,
    /// A plural noun's singular, where the form does not tell it: `menschen` is one `person`.
    pub one: Option<&'static str>,
}

/// The senses of all other words.
static NO_SENSES: Senses = Senses {
    cardinal: None,
    ordinal: None,
    scale: None,
    scales: false,
    letter: None,
    part: None,
    coin: None,
    code: None,
    mark: None,
    prefix: None,
    unit: None,
    month: None,
    weekday: None,
    short_weekday: None,
    time: None,
    season: None,
    feasts: Vec::new(),
    one: None,
};

impl Deref for Word {
    type Target = Senses;

    fn deref(&self) -> &Senses {
        self.senses.as_deref().unwrap_or(&NO_SENSES)
    }
}

impl Word {
    /// Whether the word belongs to `class`.
    pub const fn has(&self, class: Class) -> bool {
        self.classes & (1 << class as u64) != 0
    }

    /// Whether a list knows it for more than the weight of its sentence.
    pub const fn is_listed(&self) -> bool {
        self.listed
    }

    /// The set of its classes, one bit each in the order of [`Class`].
    pub const fn classes(&self) -> u64 {
        self.classes
    }

    /// What is asked of every token, answered for this word.
    pub const fn traits(&self) -> Traits {
        self.traits
    }

    /// Whether a date may begin with the word.
    pub fn dates(&self) -> bool {
        self.has(Class::Dating)
            || self.month.is_some()
            || self.weekday.is_some()
            || self.short_weekday.is_some()
            || self.time.is_some()
            || self.season.is_some()
            || !self.feasts.is_empty()
            || self.ordinal.is_some()
            || self.counts()
    }

    /// Whether a number may begin with the word.
    pub fn counts(&self) -> bool {
        self.has(Class::Amount)
            || self.cardinal.is_some()
            || self.scale.is_some()
            || self.part.is_some()
    }

    /// Whether the word only holds sentences together: no name and no counted thing.
    pub const fn is_function(&self) -> bool {
        const FUNCTION: u64 = 1 << Class::Determiner as u64
            | 1 << Class::Preposition as u64
            | 1 << Class::Conjunction as u64
            | 1 << Class::Pronoun as u64
            | 1 << Class::Auxiliary as u64
            | 1 << Class::Adverb as u64
            | 1 << Class::Particle as u64;
        self.classes & FUNCTION != 0
    }
}

/// What the lists say of `word`, given in lower case.
pub fn word(word: &str) -> Option<&'static Word> {
    keyed(&Key::of(word.as_bytes(), 0, word.len()), word)
}

/// What the lists say of `word`, which has this key.
pub fn keyed(key: &Key, word: &str) -> Option<&'static Word> {
    LEXICON.words.find(key, |known| known.name == word)
}

/// The UCUM code of an abbreviated unit, written exactly so, beside a figure.
pub fn abbreviated_unit(written: &str) -> Option<&'static str> {
    LEXICON.abbreviations.get(written).copied()
}

/// The currency of a sign such as `€`.
pub fn currency_sign(sign: char) -> Option<&'static str> {
    if sign == '$' {
        return Some("USD");
    }
    if sign.is_ascii() {
        return None;
    }
    LEXICON.signs.get(&sign).copied()
}

/// The currency of a nation's word and a shared name, both in lower case: `hong_kong dollar`.
pub fn national_currency(name: &str) -> Option<&'static str> {
    LEXICON.nations.get(name).copied()
}

#[derive(Default)]
struct Lexicon {
    words: Table<Word>,
    abbreviations: HashMap<&'static str, &'static str, ByWord>,
    signs: HashMap<char, &'static str, ByWord>,
    nations: HashMap<&'static str, &'static str, ByWord>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    lexicon.read_numbers(include_str!("lexicon/numbers.txt"));
    lexicon.read_currencies(include_str!("lexicon/currencies.txt"));
    lexicon.read_units(include_str!("lexicon/units.txt"));
    lexicon.read_time(include_str!("lexicon/time.txt"));
    lexicon.read_classes(include_str!("lexicon/words.txt"));
    lexicon.read_classes(include_str!("lexicon/names.txt"));
    lexicon.read_singulars(include_str!("lexicon/singulars.txt"));
    for word in lexicon.words.entries_mut() {
        word.traits = Traits::of(word.name, Some(word));
    }
    lexicon
});

#[cfg(test)]
mod tests {
    use super::read::entries;
    use super::*;

    #[test]
    fn a_word_carries_all_its_senses() {
        let second = word("second").expect("listed");
        assert_eq!(second.ordinal, Some(2));
        assert_eq!(second.time, Some(TimeUnit::Second));
        let may = word("may").expect("listed");
        assert_eq!(may.month, Some(5));
        assert!(may.has(Class::Modal));
    }

    #[test]
    fn every_class_and_every_entry_is_read() {
        for (name, _) in CLASSES {
            let lists = [
                include_str!("lexicon/words.txt"),
                include_str!("lexicon/names.txt"),
            ];
            let listed = lists
                .into_iter()
                .flat_map(entries)
                .any(|line| line.split(' ').next() == Some(name));
            assert!(listed, "{name} has no line");
        }
        assert_eq!(currency_sign('₹'), Some("INR"));
        assert_eq!(national_currency("hong_kong_dollar"), Some("HKD"));
        assert_eq!(abbreviated_unit("GWh"), Some("GW.h"));
    }
}
