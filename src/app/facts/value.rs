//! Normalised values in few words: `$37–40 bn`, `≥ 20 %`, `2026-03-14`.

use crate::model::quantity::{Direction, Qualifier, Quantity, Unit};
use crate::model::{Fact, FactValue};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

/// Steps of large numbers, the largest first.
const STEPS: [(i64, &str); 4] = [
    (1_000_000_000_000, " tn"),
    (1_000_000_000, " bn"),
    (1_000_000, " m"),
    (1, ""),
];
/// Below this a number is written out: "350,000" says more than "0.35 m".
const WRITTEN_OUT: i64 = 1_000_000;

/// A fact's value with subject, metric and period, as far as they are known; empty when there is nothing to say.
pub fn describe(fact: &Fact) -> String {
    let parts = [describe_value(&fact.value), about(fact)];
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" · ")
}

/// Subject, metric and period of a fact, as far as they are known.
pub fn about(fact: &Fact) -> String {
    let period = fact
        .period
        .as_ref()
        .and_then(|period| period.edtf.as_deref().map(time).or(period.relative.clone()));
    let parts = [fact.subject.clone(), fact.metric.clone(), period];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A value alone; empty for facts that have none.
pub fn describe_value(value: &FactValue) -> String {
    match value {
        FactValue::Quantity(quantity) => describe_quantity(quantity),
        FactValue::Date(date) => {
            let date = date
                .edtf
                .as_deref()
                .map(time)
                .or_else(|| date.relative.clone());
            date.unwrap_or_default()
        }
        FactValue::None => String::new(),
    }
}

/// An EDTF date as people write it: the season codes 33 to 36 are quarters, `2025-34` is `2025 Q2`.
fn time(edtf: &str) -> String {
    let part = |part: &str| match part.rsplit_once("-3") {
        Some((year, quarter @ ("3" | "4" | "5" | "6"))) => {
            format!("{year} Q{}", quarter.parse().unwrap_or(3_u8) - 2)
        }
        // A time of day: "2026-03-14T18:00:00".
        _ => match part.split_once('T') {
            Some((day, clock)) => format!("{day} {}", clock.strip_suffix(":00").unwrap_or(clock)),
            None => part.to_owned(),
        },
    };
    edtf.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// An amount with its unit, qualifier, direction and basis.
pub fn describe_quantity(quantity: &Quantity) -> String {
    let number = match (quantity.low, quantity.high) {
        (Some(low), Some(high)) if low == high => number(low, None),
        (Some(low), Some(high)) => {
            let step = step_of(high);
            let unit_free = number(low, Some(step));
            let low = unit_free.strip_suffix(step.1).unwrap_or(&unit_free);
            format!("{low}–{}", number(high, Some(step)))
        }
        (Some(low), None) => number(low, None),
        (None, Some(high)) => number(high, None),
        (None, None) => "?".to_owned(),
    };
    let sign = match (quantity.qualifier, quantity.low, quantity.high) {
        (Qualifier::MoreThan, ..) => "> ",
        (Qualifier::AtLeast, ..) => "≥ ",
        (Qualifier::LessThan, ..) => "< ",
        (Qualifier::AtMost, ..) => "≤ ",
        (Qualifier::About | Qualifier::Vague, ..) => "≈ ",
        (_, Some(_), None) => "≥ ",
        (_, None, Some(_)) => "≤ ",
        _ => "",
    };
    let arrow = match quantity.direction {
        Some(Direction::Up) => "↑ ",
        Some(Direction::Down) => "↓ ",
        None => "",
    };
    let unit = match &quantity.unit {
        Unit::Percent => " %".to_owned(),
        Unit::PercentagePoint => " points".to_owned(),
        Unit::BasisPoint => " bp".to_owned(),
        Unit::None => String::new(),
        Unit::Measure(code) => format!(" {}", measure(code)),
        Unit::Currency(name) | Unit::Count(name) => format!(" {name}"),
    };
    let basis = quantity
        .basis
        .as_ref()
        .map_or(String::new(), |basis| format!(" {basis}"));
    format!("{arrow}{sign}{number}{unit}{basis}")
}

/// A unit's UCUM code as people write it: `[lb_av]` as "lb", `[mi_i]/h` as "mi/h".
fn measure(code: &str) -> String {
    let name = |code: &str| match code {
        "degF" => "°F".to_owned(),
        "ston_av" => "ton".to_owned(),
        "foz_us" => "fl oz".to_owned(),
        "sft_i" => "sq ft".to_owned(),
        "smi_us" => "sq mi".to_owned(),
        "cft_i" => "cu ft".to_owned(),
        code => code.split('_').next().unwrap_or_default().to_owned(),
    };
    let part = |part: &str| match part.split_once(']') {
        Some((code, behind)) => name(code) + behind,
        None => part.to_owned(),
    };
    code.split('[').map(part).collect()
}

fn step_of(value: Decimal) -> (i64, &'static str) {
    let large = value.abs() >= Decimal::from(WRITTEN_OUT);
    let fits = |step: &&(i64, &str)| large && value.abs() >= Decimal::from(step.0);
    STEPS.iter().find(fits).copied().unwrap_or((1, ""))
}

/// No text writes so many digits behind the point: with more of them a number is a fraction that never ends, such as
/// two thirds, and [`SHORT`] of them are told.
const ENDLESS: u32 = 12;
const SHORT: u32 = 4;

/// A number in its step, with separators between thousands.
fn number(value: Decimal, step: Option<(i64, &'static str)>) -> String {
    let (size, name) = step.unwrap_or_else(|| step_of(value));
    let mut scaled = (value / Decimal::from(size)).normalize();
    if scaled.scale() > ENDLESS {
        scaled = scaled.round_dp(SHORT);
    }
    let scaled = scaled.to_string();
    let (whole, fraction) = scaled
        .split_once('.')
        .map_or((scaled.as_str(), None), |(w, f)| (w, Some(f)));
    let (sign, digits) = whole
        .strip_prefix('-')
        .map_or(("", whole), |digits| ("−", digits));
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let fraction = fraction.map_or(String::new(), |fraction| format!(".{fraction}"));
    format!("{sign}{grouped}{fraction}{name}")
}

/// How long before `now` something happened: `just now`, `5 minutes ago`, `2 days ago`, and a date beyond a month.
pub fn ago(at: Timestamp, now: Timestamp) -> String {
    const STEPS: [(i64, &str); 3] = [(86_400, "day"), (3_600, "hour"), (60, "minute")];
    let seconds = now.as_second() - at.as_second();
    if seconds >= 31 * 86_400 {
        return at.to_zoned(TimeZone::UTC).strftime("%-d %b %Y").to_string();
    }
    let step = STEPS.iter().find(|(length, _)| seconds >= *length);
    step.map_or("just now".to_owned(), |(length, name)| {
        match seconds / length {
            1 => format!("1 {name} ago"),
            count => format!("{count} {name}s ago"),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_that_passed_is_told_in_its_largest_unit() {
        let told = |seconds: i64| {
            let now = Timestamp::from_second(1_780_000_000).unwrap();
            ago(now - jiff::SignedDuration::from_secs(seconds), now)
        };
        assert_eq!(told(59), "just now");
        assert_eq!(
            (told(60), told(7_300)),
            ("1 minute ago".into(), "2 hours ago".into())
        );
        assert_eq!(told(2 * 86_400 + 5), "2 days ago");
        assert_eq!(told(40 * 86_400), "18 Apr 2026");
    }

    #[test]
    fn a_quarter_is_told_as_a_quarter() {
        assert_eq!(time("2025-34"), "2025 Q2");
        assert_eq!(time("2025-33/2025-36"), "2025 Q1/2025 Q4");
        assert_eq!(
            (time("2025-03-31"), time("2025-30")),
            ("2025-03-31".into(), "2025-30".into())
        );
    }

    #[test]
    fn amounts_are_short_and_exact() {
        let usd = |n: i64| Quantity::exact(Decimal::from(n), Unit::Currency("USD".to_owned()));
        assert_eq!(describe_quantity(&usd(37_000_000_000)), "37 bn USD");
        assert_eq!(describe_quantity(&usd(1_250)), "1,250 USD");
        let range = Quantity {
            high: Some(Decimal::from(40_000_000_000_i64)),
            ..usd(37_500_000_000)
        };
        assert_eq!(describe_quantity(&range), "37.5–40 bn USD");
        let more = Quantity {
            qualifier: Qualifier::MoreThan,
            direction: Some(Direction::Up),
            ..Quantity::exact(Decimal::new(125, 1), Unit::Percent)
        };
        assert_eq!(describe_quantity(&more), "↑ > 12.5 %");
        let wide = Quantity {
            low: Some(Decimal::from(500)),
            ..usd(2_000_000)
        };
        assert_eq!(describe_quantity(&wide), "0.0005–2 m USD");
        let two_thirds = Decimal::TWO / Decimal::from(3);
        let share = Quantity::exact(two_thirds, Unit::Count("workforce".to_owned()));
        assert_eq!(describe_quantity(&share), "0.6667 workforce");
        let fish = Quantity::exact(Decimal::from(12), Unit::Measure("[lb_av]".to_owned()));
        assert_eq!(describe_quantity(&fish), "12 lb");
    }

    #[test]
    fn units_are_told_as_people_write_them() {
        for (code, told) in [
            ("km/h", "km/h"),
            ("[mi_i]/h", "mi/h"),
            ("[mi_i]/[gal_us]", "mi/gal"),
            ("[degF]", "°F"),
            ("[sft_i]", "sq ft"),
            ("[ppm]", "ppm"),
        ] {
            assert_eq!(measure(code), told);
        }
    }
}
