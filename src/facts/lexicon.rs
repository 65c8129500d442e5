//! The closed word lists: number words, currencies, units, words of time, and word classes.
//!
//! Each list is a data file in `lexicon/`, one entry a line, built into the program. All lists meet
//! in one table, so that a word of the text is looked up once, whatever it may mean.

use rust_decimal::Decimal;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// A class of words. A word may belong to several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
#[expect(missing_docs, reason = "the names are those of the lines in words.txt")]
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
}

const CLASSES: [(&str, Class); 35] = [
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

/// All that the lists say of one word.
#[derive(Debug, Clone, Default)]
pub struct Word {
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
    /// A plural noun's singular, where the form does not tell it: `menschen` is one `person`.
    pub one: Option<&'static str>,
    classes: u64,
}

impl Word {
    /// Whether the word belongs to `class`.
    pub const fn has(&self, class: Class) -> bool {
        self.classes & (1 << class as u64) != 0
    }

    /// The set of its classes, one bit each in the order of [`Class`].
    pub const fn classes(&self) -> u64 {
        self.classes
    }

    /// Whether a date may begin with the word.
    pub const fn dates(&self) -> bool {
        self.has(Class::Dating)
            || self.month.is_some()
            || self.weekday.is_some()
            || self.short_weekday.is_some()
            || self.time.is_some()
            || self.season.is_some()
            || self.ordinal.is_some()
            || self.counts()
    }

    /// Whether a number may begin with the word.
    pub const fn counts(&self) -> bool {
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
    LEXICON.words.get(word)
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
    words: HashMap<&'static str, Word, ByWord>,
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
    lexicon.read_singulars(include_str!("lexicon/singulars.txt"));
    lexicon
});

/// The lines of a list, without comments.
fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#'))
}

impl Lexicon {
    fn word(&mut self, word: &'static str) -> &mut Word {
        self.words.entry(word).or_default()
    }

    fn read_numbers(&mut self, list: &'static str) {
        for line in entries(list) {
            let mut fields = line.split(' ');
            let (Some(kind), Some(word), Some(value)) =
                (fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            let Ok(value) = value.parse::<u64>() else {
                continue;
            };
            let entry = self.word(word);
            match kind {
                "cardinal" => entry.cardinal = u32::try_from(value).ok(),
                "ordinal" => entry.ordinal = Some(value),
                "scale" => entry.scale = Some(value),
                "scales" => {
                    entry.scale = Some(value);
                    entry.scales = true;
                }
                "letter" => entry.letter = Some(value),
                "part" => entry.part = Some(value),
                _ => {}
            }
        }
    }

    fn read_currencies(&mut self, list: &'static str) {
        for line in entries(list) {
            let mut fields = line.split(' ');
            let (Some(kind), Some(word), Some(value)) =
                (fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            let (code, worth) = value.split_once(':').unwrap_or((value, ""));
            let default = if kind == "cent" {
                Decimal::new(1, 2)
            } else {
                Decimal::ONE
            };
            let coin = Coin {
                code,
                worth: worth.parse().unwrap_or(default),
            };
            match kind {
                "sign" => {
                    self.signs
                        .extend(word.chars().next().map(|sign| (sign, code)));
                }
                "code" => self.word(word).code = Some(code),
                "name" | "cent" => self.word(word).coin = Some(coin),
                "nation" => {
                    self.nations.insert(word, code);
                }
                "mark" => self.word(word).mark = Some(code),
                "prefix" => self.word(word).prefix = Some(coin),
                _ => {}
            }
        }
    }

    fn read_units(&mut self, list: &'static str) {
        for line in entries(list) {
            let mut fields = line.split(' ');
            let Some(code) = fields.next() else { continue };
            for way in fields {
                if let Some(exact) = way.strip_prefix('=') {
                    self.abbreviations.insert(exact, code);
                } else {
                    self.word(way).unit = Some(code);
                }
            }
        }
    }

    fn read_time(&mut self, list: &'static str) {
        for line in entries(list) {
            let mut fields = line.split(' ');
            let (Some(kind), Some(word), Some(value)) =
                (fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            let number = value.parse::<u8>().ok();
            let entry = self.word(word);
            match kind {
                "month" => entry.month = number,
                "weekday" => entry.weekday = number,
                "shortday" => entry.short_weekday = number,
                "season" => entry.season = number,
                "unit" => entry.time = time_unit(value),
                _ => {}
            }
        }
    }

    fn read_singulars(&mut self, list: &'static str) {
        for line in entries(list) {
            if let Some((plural, one)) = line.split_once(' ') {
                self.word(plural).one = Some(one);
            }
        }
    }

    fn read_classes(&mut self, list: &'static str) {
        for line in entries(list) {
            let mut fields = line.split(' ');
            let Some((_, class)) = fields
                .next()
                .and_then(|name| CLASSES.iter().find(|(known, _)| *known == name))
            else {
                continue;
            };
            for word in fields {
                self.word(word).classes |= 1 << *class as u64;
            }
        }
    }
}

fn time_unit(name: &str) -> Option<TimeUnit> {
    Some(match name {
        "second" => TimeUnit::Second,
        "minute" => TimeUnit::Minute,
        "hour" => TimeUnit::Hour,
        "day" => TimeUnit::Day,
        "week" => TimeUnit::Week,
        "fortnight" => TimeUnit::Fortnight,
        "weekend" => TimeUnit::Weekend,
        "month" => TimeUnit::Month,
        "quarter" => TimeUnit::Quarter,
        "year" => TimeUnit::Year,
        "decade" => TimeUnit::Decade,
        "century" => TimeUnit::Century,
        _ => return None,
    })
}

/// Maps and sets of words, hashed by [`WordHasher`].
pub type ByWord = BuildHasherDefault<WordHasher>;

/// Eight bytes at a time, multiplied and turned: words are short, and the table is ours, so no one can choose
/// clashing keys. (The multiplier is the golden ratio in 64 bits, as in Knuth's multiplicative hashing.)
#[derive(Default)]
pub struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut eight = [0; 8];
            for (to, from) in eight.iter_mut().zip(chunk) {
                *to = *from;
            }
            self.write_u64(u64::from_le_bytes(eight) ^ (chunk.len() as u64) << 56);
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}

#[cfg(test)]
mod tests {
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
            let listed =
                entries(include_str!("lexicon/words.txt")).any(|line| line.starts_with(name));
            assert!(listed, "{name} has no line");
        }
        assert_eq!(currency_sign('₹'), Some("INR"));
        assert_eq!(national_currency("hong_kong_dollar"), Some("HKD"));
        assert_eq!(abbreviated_unit("GWh"), Some("GW.h"));
    }
}
