//! Words as the value of one fact: what a person writes in the place of what was read from an article.
//!
//! The same readers read them that read articles, so that whatever an article may write can be written here. What a few
//! words need not say (the unit of a bare number, whether the amount is a rise, per what it is counted) is as it was found.

use super::extract;
use super::number;
use super::scan::{Language, Scan};
use crate::model::block::{Block, BlockKind};
use crate::model::fact::{Fact, FactKind, FactValue};
use crate::model::quantity::{Qualifier, Quantity, Unit};
use crate::model::{Article, SafeText, Span};
use jiff::civil::Date;

/// Why words are no value for a fact.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// Nothing is written.
    #[error("write the value in words, as an article would")]
    Nothing,
    /// There is no value in them.
    #[error("no {0} is read in this; write it as an article would")]
    NoValue(&'static str),
    /// There are several.
    #[error("more than one value is read in this")]
    Several,
    /// A number is left over.
    #[error("`{0}` is left over and not read")]
    LeftOver(SafeText),
    /// The fact is a quotation or a statement.
    #[error("a {0} has no value; its words can be corrected")]
    WithoutValue(&'static str),
}

/// Reads `words` as the value of a fact of this kind, which was found with the value `found`. Words that say something of
/// another kind alone make the fact one of that kind. Relative dates count from `today`; `language` is the BCP 47 tag of
/// the article.
///
/// # Errors
/// What is wrong with the words.
pub fn read(
    words: &str,
    (kind, found): (FactKind, &FactValue),
    today: Option<Date>,
    language: Option<&str>,
) -> Result<(FactKind, FactValue), Unread> {
    let words = words.trim();
    if words.is_empty() {
        return Err(Unread::Nothing);
    }
    if let (FactValue::Quantity(found), Some(value)) = (found, bare(words, language)) {
        let value = Quantity {
            low: Some(value),
            high: Some(value),
            qualifier: Qualifier::Exact,
            ..found.clone()
        };
        return Ok((kind, FactValue::Quantity(value)));
    }
    let fits = |fact: &Fact| match found {
        // A day, a period and an event are all told by dates.
        FactValue::Date(_) => matches!(fact.value, FactValue::Date(_)),
        FactValue::Quantity(_) | FactValue::None => fact.kind == kind,
    };
    if *found == FactValue::None {
        return Err(Unread::WithoutValue(name(kind)));
    }
    let fact = only(words, today, language, fits, kind)?;
    Ok(match (fits(&fact), fact.value, found) {
        (true, FactValue::Quantity(read), FactValue::Quantity(found)) => {
            let value = Quantity {
                direction: read.direction.or(found.direction),
                basis: read.basis.or_else(|| found.basis.clone()),
                unit: unit(read.unit, &found.unit),
                ..read
            };
            (kind, FactValue::Quantity(value))
        }
        (true, value, _) => (kind, value),
        (false, value, _) => (fact.kind, value),
    })
}

/// The only fact that fits among what is read in the words; where none does, the only one of another kind.
fn only(
    words: &str,
    today: Option<Date>,
    language: Option<&str>,
    fits: impl Fn(&Fact) -> bool,
    kind: FactKind,
) -> Result<Fact, Unread> {
    let span = Span::new(0, words.len());
    let mut article = Article {
        text: SafeText::new(words),
        blocks: vec![Block::new(BlockKind::Paragraph, span)],
        ..Article::default()
    };
    article.metadata.language = language.map(SafeText::line);
    let read = extract(&article, today);
    let valued = read
        .facts
        .iter()
        .filter(|fact| fact.value != FactValue::None);
    let (fitting, other): (Vec<&Fact>, Vec<&Fact>) = valued.partition(|fact| fits(fact));
    let fact = match (fitting.as_slice(), other.as_slice()) {
        ([fact], _) | ([], [fact]) => (*fact).clone(),
        ([], []) => return Err(Unread::NoValue(name(kind))),
        _ => return Err(Unread::Several),
    };
    // A date beside an amount is read as well; a number in neither is a mistake.
    let in_a_fact = |span: Span| read.facts.iter().any(|fact| fact.span.covers(span));
    match read.numbers.iter().find(|number| !in_a_fact(number.span)) {
        Some(number) => Err(Unread::LeftOver(SafeText::line(number.span.of(words)))),
        None => Ok(fact),
    }
}

/// A number and nothing else.
fn bare(words: &str, language: Option<&str>) -> Option<rust_decimal::Decimal> {
    let mut scan = Scan::new(words);
    scan.language = Language::of(language);
    let reading = number::read(&scan, 0)?;
    (reading.tokens.end == scan.tokens.len()).then_some(reading.value)
}

/// A count of nothing named is one of what was counted.
fn unit(read: Unit, found: &Unit) -> Unit {
    match read {
        Unit::None => found.clone(),
        unit => unit,
    }
}

/// A kind as a sentence says it.
const fn name(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Money => "sum of money",
        FactKind::Percent => "percentage",
        FactKind::Count => "count",
        FactKind::Measure => "measure",
        FactKind::Date => "date",
        FactKind::Period => "period",
        FactKind::Duration => "span of time",
        FactKind::Event => "dated event",
        FactKind::Quote => "quotation",
        FactKind::Statement => "statement",
        FactKind::TableCell => "table cell",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::{Basis, Direction};
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    fn dollars(amount: i64) -> FactValue {
        FactValue::Quantity(Quantity::exact(amount.into(), Unit::Currency("USD".into())))
    }

    fn money(words: &str) -> Result<(Decimal, Decimal, String), String> {
        let read = read(words, (FactKind::Money, &dollars(1)), None, None);
        read.map_err(|why| why.to_string())
            .map(|(_, value)| match value {
                FactValue::Quantity(amount) => (
                    amount.low.unwrap().normalize(),
                    amount.high.unwrap().normalize(),
                    amount.unit.to_string(),
                ),
                other => panic!("{other:?}"),
            })
    }

    #[test]
    fn amounts_are_read_as_an_article_writes_them() {
        let billions = |low: i64, high: i64, unit: &str| {
            let billion = 1_000_000_000;
            Ok((
                (low * billion).into(),
                (high * billion).into(),
                unit.to_owned(),
            ))
        };
        assert_eq!(money("$70 billion"), billions(70, 70, "USD"));
        assert_eq!(
            money("between $66 billion and $72 billion"),
            billions(66, 72, "USD")
        );
        assert_eq!(money("€70bn"), billions(70, 70, "EUR"));
        assert_eq!(
            money("70 billion"),
            billions(70, 70, "USD"),
            "the unit stays"
        );
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_the_reason() {
        assert_eq!(money(" ").unwrap_err(), Unread::Nothing.to_string());
        assert!(
            money("much")
                .unwrap_err()
                .starts_with("no sum of money is read")
        );
        assert_eq!(money("$7, $9").unwrap_err(), Unread::Several.to_string());
        let quote = read("x", (FactKind::Quote, &FactValue::None), None, None);
        assert_eq!(quote, Err(Unread::WithoutValue("quotation")));
    }

    #[test]
    fn what_the_words_do_not_say_is_as_it_was_found() {
        let found = FactValue::Quantity(Quantity {
            direction: Some(Direction::Up),
            basis: Some(Basis::YearOverYear),
            ..Quantity::exact(Decimal::from(20), Unit::Percent)
        });
        let (kind, FactValue::Quantity(read)) =
            read("25%", (FactKind::Percent, &found), None, None).unwrap()
        else {
            panic!("no amount");
        };
        assert_eq!(kind, FactKind::Percent);
        assert_eq!(read.low, Some(Decimal::from(25)));
        assert_eq!(
            (read.direction, read.basis),
            (Some(Direction::Up), Some(Basis::YearOverYear))
        );
    }

    #[test]
    fn words_of_another_kind_make_the_fact_one_of_that_kind() {
        let kind = |words: &str| read(words, (FactKind::Money, &dollars(9)), None, None);
        let of = |words: &str| kind(words).map(|(kind, _)| kind);
        assert_eq!(of("12%"), Ok(FactKind::Percent));
        assert_eq!(of("14 March 2026"), Ok(FactKind::Date));
        assert_eq!(of("12"), Ok(FactKind::Money));
        assert_eq!(of("$12 on 14 March 2026"), Ok(FactKind::Money));
        assert_eq!(of("12% and 13 km"), Err(Unread::Several));
        let (_, value) = kind("12%").unwrap();
        let percent = FactValue::Quantity(Quantity::exact(12.into(), Unit::Percent));
        assert_eq!(value, percent);
    }

    #[test]
    fn a_date_is_read_from_the_day_of_the_article() {
        let found = FactValue::Date(crate::model::date::DateValue::default());
        let today = Some(jiff::civil::date(2026, 3, 14));
        let (FactKind::Date, FactValue::Date(read)) =
            read("last quarter", (FactKind::Date, &found), today, None).unwrap()
        else {
            panic!("no date");
        };
        assert_eq!(read.start.as_deref(), Some("2025-10-01"));
    }

    proptest! {
        #[test]
        fn any_words_are_read_or_refused(words in "\\PC{0,60}") {
            let _ = read(&words, (FactKind::Money, &dollars(1)), None, Some("de"));
        }
    }
}
