//! Invented news, the same for the same seed on any machine: names, figures and days as they stand in reports, in
//! stories that several reports tell with the same or with other figures.

use jiff::civil::{Date, date};
use std::fmt::Write;

/// Parts of invented names; each firm is one of the first with one of the second.
const FIRST: [&str; 20] = [
    "Dan", "Ver", "Sol", "Mar", "Kel", "Tor", "Bri", "Hal", "Nor", "Pel", "Ost", "Lin", "Gar",
    "Fen", "Rix", "Cal", "Wes", "Zan", "Ilm", "Ast",
];
const SECOND: [&str; 12] = [
    "lotec", "adyne", "ware", "mont", "oline", "eton", "corp", "field", "works", "grid", "labs",
    "port",
];
const WORDS: [&str; 40] = [
    "analysts", "expect", "the", "market", "to", "slow", "while", "demand", "for", "power", "and",
    "chips", "grows", "in", "regions", "that", "were", "quiet", "before", "people", "who", "know",
    "plans", "say", "delays", "are", "likely", "because", "permits", "take", "long", "a",
    "supplier", "warned", "of", "higher", "prices", "next", "year", "again",
];
/// So many reports tell one story.
const REPORTS: u64 = 3;

/// A generator of numbers that look drawn (the finisher of SplitMix64 over a counter).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % most) as usize
    }

    fn one_of<'w, const N: usize>(&mut self, words: &[&'w str; N]) -> &'w str {
        words.get(self.below(N as u64)).copied().unwrap_or_default()
    }
}

/// The text of report `number` as a Markdown file.
pub(super) fn report(seed: u64, number: usize) -> String {
    let story = number as u64 / REPORTS;
    let mut told = Dice(seed ^ story.wrapping_mul(0xa076_1d64_78bd_642f));
    let mut dice = Dice(seed ^ (number as u64).wrapping_mul(0xe703_7ed1_a0b4_28db));
    let firm = format!("{}{}", told.one_of(&FIRST), told.one_of(&SECOND));
    let (year, billions) = (2024 + told.below(4), 2 + told.below(90));
    // Now and then a report has another figure than the others.
    let billions = billions + if dice.below(9) == 0 { billions } else { 0 };
    let day = day(story).map_or_else(String::new, |day| day.to_string());
    let mut text = format!("---\ntitle: {firm} plans {year} spending\ndate: {day}\n---\n\n");
    let _ = writeln!(
        text,
        "{firm} said on Tuesday that capital spending will reach ${billions} billion in {year}, report {number} says. \
         Revenue rose {}% to ${}.{} billion.\n",
        3 + told.below(40),
        5 + told.below(80),
        told.below(10)
    );
    for _ in 0..6 {
        let mut paragraph = String::new();
        for _ in 0..4 {
            let words: Vec<&str> = (0..16).map(|_| dice.one_of(&WORDS)).collect();
            let _ = write!(paragraph, "{} {}. ", firm, words.join(" "));
        }
        let _ = writeln!(
            text,
            "{paragraph}The site employs {} people.\n",
            100 + dice.below(9_000)
        );
    }
    text
}

/// Ten stories a day.
fn day(story: u64) -> Option<Date> {
    let days = jiff::Span::new()
        .try_days(i64::try_from(story / 10).ok()?)
        .ok()?;
    date(2020, 1, 1).checked_add(days).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_reports_and_another_one_others() {
        assert_eq!(report(1, 5), report(1, 5));
        assert_ne!(report(1, 5), report(2, 5));
        assert_ne!(report(1, 4), report(1, 5));
    }
}
