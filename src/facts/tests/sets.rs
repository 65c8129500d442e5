//! Small sets of sentences with what a reader finds in them, written by hand, and how much of it the engine finds.
//!
//! They are data files beside this one. A floor here is the figure that was reached, less a little; a rule that
//! pushes a set below its floor has cost more than it brought.

use super::article;
use crate::facts::extract;
use crate::model::article::Article;
use crate::model::fact::{FactKind, FactValue, Facts, QuoteKind};
use crate::model::quantity::{Direction, Qualifier, Quantity};
use jiff::civil::date;

/// The texts of a set (`> text`), each with the lines below it.
fn read(set: &str) -> Vec<(&str, Vec<&str>)> {
    let mut cases: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in set
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        match (line.strip_prefix("> "), cases.last_mut()) {
            (Some(text), _) => cases.push((text, Vec::new())),
            (None, Some((_, wanted))) => wanted.push(line),
            (None, None) => {}
        }
    }
    cases
}

fn facts_of(text: &str, language: Option<&str>) -> (Article, Facts) {
    let mut article = article(text);
    article.metadata.language = language.map(Into::into);
    let facts = extract(&article, Some(date(2026, 3, 14)));
    (article, facts)
}

/// How many were wanted, given, and right.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    wanted: usize,
    given: usize,
    right: usize,
}

impl Score {
    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.wanted + self.given).max(1) as f64
    }
}

/// Scores of a set of quantities: values alone, with the unit, with the change.
fn quantities(set: &str, languages: bool) -> [Score; 3] {
    let mut scores = [Score::default(); 3];
    for (text, wanted) in read(set) {
        let (language, text) = if languages {
            text.split_once(' ')
                .map_or((None, text), |(tag, text)| (Some(tag), text))
        } else {
            (None, text)
        };
        let (_, facts) = facts_of(text, language);
        let mut found: Vec<&Quantity> = facts
            .facts
            .iter()
            .filter_map(|fact| match &fact.value {
                FactValue::Quantity(quantity) => Some(quantity),
                _ => None,
            })
            .collect();
        for score in &mut scores {
            score.given += found.len();
            score.wanted += wanted.len();
        }
        for line in wanted {
            let Some((value, rest)) = line.split_once(' ') else {
                continue;
            };
            let Some((unit, change)) = rest.rsplit_once(' ') else {
                continue;
            };
            let place = found
                .iter()
                .enumerate()
                .filter(|(_, quantity)| has_value(quantity, value))
                .max_by_key(|(_, quantity)| has_unit(quantity, unit));
            let Some((place, _)) = place else { continue };
            let quantity = found.remove(place);
            scores[0].right += 1;
            scores[1].right += usize::from(has_unit(quantity, unit));
            scores[2].right += usize::from(changes(quantity).contains(change));
        }
    }
    scores
}

fn has_value(quantity: &Quantity, value: &str) -> bool {
    let (low, high) = value.split_once("..").unwrap_or((value, value));
    let near = |found: Option<rust_decimal::Decimal>, wanted: &str| {
        let (found, wanted): (f64, f64) = (
            found
                .and_then(|found| found.to_string().parse().ok())
                .unwrap_or(f64::NAN),
            wanted.parse().unwrap_or(f64::NAN),
        );
        (found - wanted).abs() <= wanted.abs() * 0.003
    };
    near(quantity.low.or(quantity.high), low) && near(quantity.high.or(quantity.low), high)
}

fn has_unit(quantity: &Quantity, unit: &str) -> bool {
    let found = quantity.unit.to_string().to_lowercase();
    let found = found.rsplit(' ').next().unwrap_or_default();
    found == unit.to_lowercase() || found.is_empty() && unit == "-"
}

/// The signs of change that fit: its direction, and its bound.
fn changes(quantity: &Quantity) -> String {
    let direction = match quantity.direction {
        Some(Direction::Up) => "+",
        Some(Direction::Down) => "-",
        None => "",
    };
    let bound = match quantity.qualifier {
        Qualifier::About => "~",
        Qualifier::MoreThan | Qualifier::AtLeast => ">",
        Qualifier::LessThan | Qualifier::AtMost => "<",
        _ if direction.is_empty() => "=",
        _ => "",
    };
    format!("{direction}{bound}")
}

#[test]
fn quantities_of_news_sentences_are_found_with_unit_and_change() {
    for (set, floors) in [
        (include_str!("news.txt"), [0.97, 0.96, 0.96]),
        (include_str!("news_unseen.txt"), [0.94, 0.93, 0.93]),
        (include_str!("news_third.txt"), [0.94, 0.94, 0.92]),
        (include_str!("news_fourth.txt"), [0.96, 0.94, 0.94]),
        (include_str!("news_fifth.txt"), [0.96, 0.94, 0.94]),
        (include_str!("news_sixth.txt"), [0.95, 0.95, 0.95]),
        (include_str!("news_seventh.txt"), [0.97, 0.97, 0.95]),
        (include_str!("news_eighth.txt"), [0.96, 0.96, 0.96]),
    ] {
        let scores = quantities(set, false);
        for (score, floor) in scores.iter().zip(floors) {
            assert!(score.f1() >= floor, "{scores:?}");
        }
    }
}

#[test]
fn german_french_and_spanish_quantities_are_found_too() {
    let scores = quantities(include_str!("other_languages.txt"), true);
    assert!(scores.iter().all(|score| score.f1() >= 0.95), "{scores:?}");
}

/// How many direct quotations of a set were found, and how many of them with their speakers.
fn quotations(set: &str) -> (Score, usize) {
    let (mut found, mut named) = (Score::default(), 0);
    for (text, wanted) in read(set) {
        let (article, facts) = facts_of(&text.replace(" ¶ ", "\n\n"), None);
        let mut direct: Vec<_> = facts
            .quotes
            .iter()
            .filter(|quote| quote.kind == QuoteKind::Direct)
            .collect();
        found.wanted += wanted.len();
        found.given += direct.len();
        for line in wanted {
            let Some((words, speaker)) = line.split_once(" | ") else {
                continue;
            };
            let Some(at) = direct
                .iter()
                .position(|quote| quote.span.of(&article.text).starts_with(words))
            else {
                continue;
            };
            let quote = direct.remove(at);
            found.right += 1;
            named += usize::from(quote.speaker.as_deref().unwrap_or("-") == speaker);
        }
    }
    (found, named)
}

#[test]
fn quotations_are_found_with_their_speakers() {
    for (set, named_of_100) in [
        (include_str!("quotes.txt"), 94),
        (include_str!("quotes_second.txt"), 88),
        (include_str!("quotes_third.txt"), 90),
        (include_str!("quotes_fourth.txt"), 95),
        (include_str!("quotes_fifth.txt"), 92),
        (include_str!("quotes_sixth.txt"), 92),
        (include_str!("quotes_seventh.txt"), 95),
    ] {
        let (found, named) = quotations(set);
        assert!(found.f1() >= 0.95, "{found:?}");
        assert!(
            named * 100 >= found.right * named_of_100,
            "{named} of {}",
            found.right
        );
    }
}

#[test]
fn lone_sentences_of_speeches_are_ordered_by_what_can_be_checked() {
    let mut ranked: Vec<(f64, bool)> = include_str!("speech.txt")
        .lines()
        .filter_map(|line| {
            let checked = match line.split_once(' ')? {
                ("+", text) => (text, true),
                ("-", text) => (text, false),
                _ => return None,
            };
            let (_, facts) = facts_of(checked.0, None);
            let best = facts
                .sentences
                .iter()
                .map(|sentence| sentence.score)
                .fold(f64::MIN, f64::max);
            Some((best, checked.1))
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut hits, mut sum) = (0.0, 0.0);
    for (place, (_, checked)) in ranked.iter().enumerate() {
        if *checked {
            hits += 1.0;
            sum += hits / (place + 1) as f64;
        }
    }
    assert!(ranked.len() >= 40 && sum / hits >= 0.95, "{}", sum / hits);
}

#[test]
fn a_bare_number_is_a_count_without_unit() {
    let (_, facts) = facts_of("The index slipped to 97.4 in May.", None);
    let figure = facts.facts.iter().find(|fact| fact.kind == FactKind::Count);
    assert!(
        matches!(figure.map(|fact| &fact.value), Some(FactValue::Quantity(found)) if found.unit.to_string().is_empty())
    );
}
