//! The lists, line by line, into the table.

use super::{ASIDE, CLASSES, Class, Coin, Key, Lexicon, NO_SENSES, Senses, TimeUnit, Word};
use rust_decimal::Decimal;

/// The lines of a list, without comments.
pub(super) fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#'))
}

impl Lexicon {
    fn word(&mut self, word: &'static str) -> &mut Senses {
        let entry = self.entry(word);
        entry.listed = true;
        entry
            .senses
            .get_or_insert_with(|| Box::new(NO_SENSES.clone()))
    }

    fn entry(&mut self, word: &'static str) -> &mut Word {
        let key = Key::of(word.as_bytes(), 0, word.len());
        let new = |_| Word {
            name: word,
            ..Word::default()
        };
        self.words.entry(&key, |known| known.name == word, new)
    }

    pub(super) fn read_numbers(&mut self, list: &'static str) {
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

    pub(super) fn read_currencies(&mut self, list: &'static str) {
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

    pub(super) fn read_units(&mut self, list: &'static str) {
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

    pub(super) fn read_time(&mut self, list: &'static str) {
        for line in entries(list) {
            let mut fields = line.split(' ');
            let (Some(kind), Some(word), Some(value)) =
                (fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            let number = value.parse::<u8>().ok();
            let entry = self.word(word.split('_').next().unwrap_or(word));
            match kind {
                "feast" => {
                    let rest = word.split_once('_').map_or("", |(_, rest)| rest);
                    entry.feasts.push((rest, value));
                }
                "month" => entry.month = number,
                "weekday" => entry.weekday = number,
                "shortday" => entry.short_weekday = number,
                "season" => entry.season = number,
                "unit" => entry.time = time_unit(value),
                _ => {}
            }
        }
    }

    pub(super) fn read_singulars(&mut self, list: &'static str) {
        for line in entries(list) {
            if let Some((plural, one)) = line.split_once(' ') {
                self.word(plural).one = Some(one);
            }
        }
    }

    pub(super) fn read_classes(&mut self, list: &'static str) {
        for line in entries(list) {
            let mut fields = line.split(' ');
            let Some((_, class)) = fields
                .next()
                .and_then(|name| CLASSES.iter().find(|(known, _)| *known == name))
            else {
                continue;
            };
            for word in fields {
                let word = self.entry(word);
                word.listed |= !ASIDE.contains(class);
                word.classes |= 1 << *class as u64;
                if matches!(class, Class::Male | Class::Female) {
                    word.classes |= 1 << Class::GivenName as u64;
                }
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
