//! What stands behind `fact:`: a kind, a unit, a metric or a subject; a comparison with an amount; days.
//!
//! ```text
//! percent            any percentage
//! money>100B         an amount of money above a hundred billion
//! $40B..60B          between forty and sixty billion dollars
//! capex=65 billion   a capital expenditure of that
//! 2026-Q3            something said about, or dated in, that quarter
//! ```
//!
//! Amounts and days are read by the same readers that find them in articles, so that whatever an
//! article may write can be asked for.

use super::date;
use crate::facts::date::dates;
use crate::facts::figure::figures;
use crate::facts::number::{self, readings};
use crate::facts::scan::Scan;
use crate::model::fact::FactKind;
use crate::model::quantity::Unit;
use crate::model::query::{Bound, FactFilter, Interval};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// The kinds that can be asked for, by name.
pub fn words() -> impl Iterator<Item = &'static str> {
    KINDS.into_iter().map(FactKind::name)
}

/// Statements and table cells carry no value of their own and are not looked up.
const KINDS: [FactKind; 9] = [
    FactKind::Money,
    FactKind::Percent,
    FactKind::Count,
    FactKind::Measure,
    FactKind::Date,
    FactKind::Period,
    FactKind::Duration,
    FactKind::Event,
    FactKind::Quote,
];

/// Reads the value of `fact:`. Relative days count from `today`.
pub fn read(text: &str, today: Option<Date>) -> Option<FactFilter> {
    let at = text.find(['<', '>', '=']);
    let (name, rest) = text.split_at(at.unwrap_or(text.len()));
    let mut filter = FactFilter::default();
    if at.is_none() {
        return match kind(name) {
            Some(kind) => {
                filter.kind = Some(kind);
                Some(filter)
            }
            None => compared(name, Sign::Equal, today, &mut filter)
                .or_else(|| about(name, &mut filter))
                .map(|()| filter),
        };
    }
    match kind(name.trim()) {
        Some(kind) => filter.kind = Some(kind),
        None if name.trim().is_empty() => {}
        None => about(name, &mut filter)?,
    }
    let (sign, value) = Sign::read(rest)?;
    compared(value.trim(), sign, today, &mut filter)?;
    Some(filter)
}

fn kind(name: &str) -> Option<FactKind> {
    KINDS
        .into_iter()
        .find(|kind| kind.name().eq_ignore_ascii_case(name))
}

/// A unit, metric or subject by its words.
fn about(name: &str, filter: &mut FactFilter) -> Option<()> {
    let name = name.trim();
    filter.about = Some(name.into()).filter(|_| name.chars().any(char::is_alphanumeric));
    filter.about.as_ref().map(|_| ())
}

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Above,
    AtLeast,
    Below,
    AtMost,
    Equal,
}

impl Sign {
    /// The sign at the beginning, and what follows.
    fn read(text: &str) -> Option<(Self, &str)> {
        let signs = [
            (">=", Self::AtLeast),
            ("<=", Self::AtMost),
            (">", Self::Above),
            ("<", Self::Below),
            ("=", Self::Equal),
        ];
        signs
            .into_iter()
            .find_map(|(written, sign)| Some((sign, text.strip_prefix(written)?)))
    }
}

/// Days where only days are meant or can be read, else an amount.
fn compared(value: &str, sign: Sign, today: Option<Date>, filter: &mut FactFilter) -> Option<()> {
    let dated = matches!(
        filter.kind,
        Some(FactKind::Date | FactKind::Period | FactKind::Event)
    );
    // A bare year without a sign is a day; behind `money>` it is an amount.
    let bare = filter.kind.is_none() && filter.about.is_none();
    if (dated || bare)
        && let Some((first, last)) = days(value, today)
    {
        filter.days = Some(match sign {
            Sign::Equal => (first, last),
            Sign::AtLeast => (first, Date::MAX),
            Sign::Above => (last.tomorrow().ok()?, Date::MAX),
            Sign::AtMost => (Date::MIN, last),
            Sign::Below => (Date::MIN, first.yesterday().ok()?),
        });
        return Some(());
    }
    if dated {
        return None;
    }
    let (low, high) = value.split_once("..").unwrap_or((value, value));
    let (high, low) = (amount(high, filter)?, amount(low, filter)?);
    let bound = |value, inclusive| Some(Bound { value, inclusive });
    let (low, high) = match sign {
        Sign::Equal => (bound(low, true), bound(high, true)),
        Sign::Above => (bound(high, false), None),
        Sign::AtLeast => (bound(low, true), None),
        Sign::Below => (None, bound(low, false)),
        Sign::AtMost => (None, bound(high, true)),
    };
    filter.value = Some(Interval { low, high });
    Some(())
}

/// The first and the last day that the words name, by the query's own forms or as an article writes them.
fn days(text: &str, today: Option<Date>) -> Option<(Date, Date)> {
    if let Some(days) = date::read(text, today) {
        return Some((days.first, days.after.yesterday().ok()?));
    }
    let scan = Scan::new(text);
    let [when] = dates(&scan, today).try_into().ok()?;
    let day = |written: Option<String>| written?.get(..10)?.parse::<Date>().ok();
    (when.tokens.len() == scan.tokens.len())
        .then(|| Some((day(when.value.start)?, day(when.value.end)?)))
        .flatten()
}

/// What the words are worth. A currency or unit beside the number is asked for as well.
fn amount(text: &str, filter: &mut FactFilter) -> Option<Decimal> {
    let text = text.trim();
    let scan = Scan::new(text);
    let found = figures(&scan, &readings(&scan), |_| false);
    if let [figure] = found.as_slice()
        && figure.tokens.len() == scan.tokens.len()
        && figure.quantity.unit != Unit::None
    {
        if filter.about.is_none() {
            let unit = figure.quantity.unit.to_string();
            filter.about = Some(unit.as_str().into());
        }
        return figure.quantity.low.or(figure.quantity.high);
    }
    let reading = number::read(&scan, 0)?;
    (reading.tokens.end == scan.tokens.len()).then_some(reading.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn filter(text: &str) -> FactFilter {
        read(text, Some(date(2026, 3, 14))).unwrap_or_else(|| panic!("{text} is not read"))
    }

    /// The interval as mathematicians write it, with `[` where the bound itself belongs to it.
    fn value(text: &str) -> String {
        let value = filter(text).value.unwrap_or_default();
        let bound = |bound: &Option<Bound>, signs: [char; 2]| match bound {
            Some(bound) => (
                bound.value.normalize().to_string(),
                signs[usize::from(bound.inclusive)],
            ),
            None => (String::new(), signs[0]),
        };
        let (low, open) = bound(&value.low, ['(', '[']);
        let (high, close) = bound(&value.high, [')', ']']);
        format!("{open}{low},{high}{close}")
    }

    #[test]
    fn a_kind_or_a_word_stands_alone() {
        assert_eq!(filter("percent").kind, Some(FactKind::Percent));
        assert_eq!(filter("capex").about, Some("capex".into()));
        assert_eq!(
            filter("Meta Platforms").about,
            Some("Meta Platforms".into())
        );
    }

    #[test]
    fn amounts_are_compared_in_the_words_of_the_news() {
        assert_eq!(value("money>100B"), "(100000000000,)");
        assert_eq!(value("money >= 100 billion"), "[100000000000,)");
        assert_eq!(value("capex<=$100bn"), "(,100000000000]");
        assert_eq!(value("capex=60B..70B"), "[60000000000,70000000000]");
        assert_eq!(filter("capex<=$100bn").about, Some("capex".into()));
        assert_eq!(filter(">$100bn").about, Some("USD".into()));
        assert_eq!(filter("$40B").about, Some("USD".into()));
        assert_eq!(value("percent=2026"), "[2026,2026]");
    }

    #[test]
    fn days_are_read_in_both_languages() {
        let quarter = Some((date(2026, 7, 1), date(2026, 9, 30)));
        assert_eq!(filter("2026-Q3").days, quarter);
        assert_eq!(filter("Q3 2026").days, quarter);
        assert_eq!(filter("event=2026-Q3").days, quarter);
        assert_eq!(
            filter("date>2026").days,
            Some((date(2027, 1, 1), Date::MAX))
        );
    }

    #[test]
    fn nonsense_is_refused() {
        for text in [
            "money>",
            ">",
            "money>much",
            "date=never",
            "=..",
            "money>1..x",
        ] {
            assert_eq!(read(text, None), None, "{text}");
        }
    }
}
