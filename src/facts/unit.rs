//! What stands behind a number and says what it measures: percent, units, spans of time.

mod short;

use super::lexicon::{TimeUnit, Trait};
use super::money::hyphen;
use super::scan::{Language, Scan};
use crate::model::quantity::Unit;
use rust_decimal::Decimal;
use short::{abbreviation, letter_of_time, names_event, short_inches};

/// A unit behind a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suffix {
    /// What is measured.
    pub unit: Unit,
    /// One past its last token.
    pub end: usize,
    /// The unit of time, when it is one.
    pub time: Option<TimeUnit>,
    /// How many of the unit one of the written ones is: a `bcm` is 10⁹ m³.
    pub worth: Decimal,
}

/// The unit of a number that ends before token `at`, if a unit follows.
pub fn behind(scan: &Scan, at: usize) -> Option<Suffix> {
    percent(scan, at)
        .or_else(|| time(scan, at))
        .or_else(|| measure(scan, at))
}

/// The unit of a part told in words that ends before token `at`: `three-quarters of a percentage point`, `half-point`.
pub fn of_part(scan: &Scan, at: usize) -> Option<Suffix> {
    if scan.lower(at) == "of" && matches!(scan.lower(at + 1), "a" | "an") {
        return behind(scan, at + 2);
    }
    let point = at + usize::from(scan.is_dash(at));
    (scan.lower(point) == "point").then(|| suffix(Unit::PercentagePoint, point + 1))?
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it closes readers that answer with an option"
)]
fn suffix(unit: Unit, end: usize) -> Option<Suffix> {
    Some(Suffix {
        unit,
        end,
        time: None,
        worth: Decimal::ONE,
    })
}

/// `%`, `percent`, `per cent`, `percentage points`, `basis points`.
pub fn percent(scan: &Scan, at: usize) -> Option<Suffix> {
    let at = at + usize::from(hyphen(scan, at));
    let points = |at: usize| {
        matches!(
            scan.lower(at + usize::from(scan.is_dash(at))),
            "point" | "points"
        )
    };
    let sign = scan.is_sign(at, '%') || scan.is_sign(at, '％');
    let word = matches!(
        scan.lower(at),
        "percent" | "percents" | "percentage" | "percentages" | "pct" | "prozent" | "pc"
    );
    if sign || word {
        let end = at + 1;
        if points(end) {
            return suffix(
                Unit::PercentagePoint,
                end + 1 + usize::from(scan.is_dash(end)),
            );
        }
        if scan.says(at, &["pct", "."]) && scan.glued(at + 1) {
            return suffix(Unit::Percent, end);
        }
        return suffix(Unit::Percent, end);
    }
    // "12 p.c.", "2 p.p."
    if scan.says(at, &["p", "."]) && scan.glued(at + 1) && scan.glued(at + 2) {
        let end = at + 3 + usize::from(scan.is_sign(at + 3, '.') && scan.glued(at + 3));
        match scan.lower(at + 2) {
            "c" => return suffix(Unit::Percent, end),
            "p" => return suffix(Unit::PercentagePoint, end),
            _ => {}
        }
    }
    if scan.says(at, &["per", "cent"])
        || scan.says(at, &["por", "ciento"])
        || scan.says(at, &["pour", "cent"])
    {
        return suffix(Unit::Percent, at + 2);
    }
    if scan.lower(at) == "pp" || scan.lower(at) == "ppt" {
        return suffix(Unit::PercentagePoint, at + 1);
    }
    if scan.lower(at) == "basis" && points(at + 1) {
        return suffix(Unit::BasisPoint, at + 2 + usize::from(scan.is_dash(at + 1)));
    }
    (matches!(scan.lower(at), "bps" | "bp")).then(|| suffix(Unit::BasisPoint, at + 1))?
}

/// A unit of time: `12 months`, `three-year`, `3h`.
fn time(scan: &Scan, at: usize) -> Option<Suffix> {
    let joined = hyphen(scan, at);
    let at = at + usize::from(joined);
    let mut unit = scan.known(at).and_then(|word| word.time);
    if unit.is_none() && (scan.glued(at) || joined) {
        unit = letter_of_time(scan, at);
    }
    // "four century-old schooners": the hyphen ties the unit to the word behind, and the schooners are counted.
    let word = at
        .checked_sub(1)
        .is_some_and(|number| scan.token(number).is_some_and(|t| t.is(Trait::Number)));
    if unit.is_some() && word && !joined && scan.is_dash(at + 1) && !scan.lower(at).ends_with('s') {
        return None;
    }
    let mut end = at + 1;
    if unit.is_none()
        && matches!(
            scan.lower(at),
            "business"
                | "working"
                | "calendar"
                | "trading"
                | "straight"
                | "consecutive"
                | "full"
                | "whole"
        )
    {
        unit = scan.known(at + 1).and_then(|word| word.time);
        end = at + 2;
    }
    let unit = unit?;
    // "Labor Day 2021 weekend": the year of the weekend, not how many.
    if matches!(unit, TimeUnit::Weekend | TimeUnit::Quarter) && short::is_year(scan, at) {
        return None;
    }
    if scan.is_dash(end) && matches!(scan.lower(end + 1), "old" | "olds")
        || scan.lower(end) == "old"
    {
        let end = end + 1 + usize::from(scan.is_dash(end));
        return suffix(Unit::Measure(format!("{}-old", time_name(unit))), end);
    }
    Some(Suffix {
        unit: Unit::Measure(time_name(unit).to_owned()),
        end,
        time: Some(unit),
        worth: Decimal::ONE,
    })
}

/// The contract's name of a unit of time.
pub const fn time_name(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Second => "second",
        TimeUnit::Minute => "minute",
        TimeUnit::Hour => "hour",
        TimeUnit::Day => "day",
        TimeUnit::Week => "week",
        TimeUnit::Fortnight => "fortnight",
        TimeUnit::Weekend => "weekend",
        TimeUnit::Month => "month",
        TimeUnit::Quarter => "quarter",
        TimeUnit::Half => "half",
        TimeUnit::Year => "year",
        TimeUnit::Decade => "decade",
        TimeUnit::Century => "century",
    }
}

/// Units that are told by words of their own: inches, stones of a weight, and light-years.
fn by_itself(scan: &Scan, at: usize) -> Option<Suffix> {
    if short_inches(scan, at) {
        return suffix(Unit::Measure("[in_i]".to_owned()), at + 1);
    }
    // "weighs 12 stone", but "12 stone steps"
    if scan.lower(at) == "stone"
        && scan
            .token(at + 1)
            .is_none_or(|next| !next.is_word() || next.is(Trait::Function))
    {
        return suffix(Unit::Measure("[stone_av]".to_owned()), at + 1);
    }
    if scan.lower(at) == "light" {
        let years = at + 1 + usize::from(scan.is_dash(at + 1));
        return matches!(scan.lower(years), "year" | "years")
            .then(|| suffix(Unit::Measure("[ly]".to_owned()), years + 1))?;
    }
    None
}

/// A physical unit, with its square or cube and what it is taken per.
fn measure(scan: &Scan, at: usize) -> Option<Suffix> {
    let joined = hyphen(scan, at);
    let mut at = at + usize::from(joined);
    if names_event(scan, at) {
        return None;
    }
    if let Some(unit) = by_itself(scan, at) {
        return Some(unit);
    }
    let bracket = scan.is_sign(at, '[') || scan.is_sign(at, '<');
    at += usize::from(bracket);
    if matches!(scan.lower(at), "part" | "parts") && scan.lower(at + 1) == "per" {
        let code = match scan.lower(at + 2) {
            "million" => "[ppm]",
            "billion" => "[ppb]",
            _ => return None,
        };
        return suffix(Unit::Measure(code.to_owned()), at + 3);
    }
    // "31.4C" has no other sense.
    let tenths = at > 2 && scan.is_sign(at - 2, '.') && scan.glued(at - 1);
    if scan.glued(at)
        && (matches!(scan.written(at), "C" | "F") && tells_warmth(scan, at)
            || scan.written(at) == "C" && tenths)
    {
        return degrees(scan, at);
    }
    if scan.is_sign(at, '°') || scan.is_sign(at, 'º') {
        return degrees(scan, at + 1).or_else(|| suffix(Unit::Measure("deg".to_owned()), at + 1));
    }
    let (power, first) = match scan.lower(at) {
        "square" | "sq" => (2, at + 1 + usize::from(scan.is_sign(at + 1, '.'))),
        "cubic" | "cu" => (3, at + 1),
        "metric" | "nautical" | "fluid" | "short" | "long" => (1, at + 1),
        _ => (1, at),
    };
    let named = scan.known(first).and_then(|word| word.unit);
    let (code, mut end) = if let Some(code) = named {
        (code, first + 1)
    } else if scan.known(first).and_then(|w| w.coin).is_some()
        && scan.lower(first).starts_with("pound")
    {
        ("[lb_av]", first + 1)
    } else if matches!(scan.lower(first), "dollar" | "dollars") {
        return None;
    } else {
        let exact = abbreviation(scan, first)?;
        (exact.0, exact.1)
    };
    // "80.000 kilómetros cuadrados"
    let power = match scan.lower(end) {
        "cuadrados" | "cuadrado" | "carrés" | "carré" => 2,
        "cúbicos" | "cúbico" | "cubes" | "cube" if scan.language != Language::English => 3,
        _ => power,
    };
    end += usize::from(power > 1 && first == at);
    let (worth, code) = multiple(code);
    let mut code = match (scan.lower(at), code) {
        ("metric", "[ston_av]") => "t".to_owned(),
        ("nautical", "[mi_i]") => "[nmi_i]".to_owned(),
        ("fluid", "[oz_av]") => "[foz_us]".to_owned(),
        ("short" | "long", "[ston_av]") => "[ston_av]".to_owned(),
        ("metric" | "nautical" | "fluid" | "short" | "long", _) => return None,
        _ if power > 1 => raised(code, power),
        _ => code.to_owned(),
    };
    if code == "deg" {
        return degrees(scan, end).or_else(|| suffix(Unit::Measure(code), end));
    }
    if let Some((after, per)) = rate(scan, end) {
        if code == "[mi_i]" || per != "[gal_us]" {
            code = format!("{code}/{per}");
            end = after;
        }
    } else if matches!(scan.lower(end), "hour" | "hours") && scan.is_dash(end - 1) {
        code.push_str(".h");
        end += 1;
    } else if (scan.is_dash(end) && matches!(scan.lower(end + 1), "hour" | "hours")
        || matches!(scan.lower(end), "hours" | "hour"))
        && code.ends_with('W')
    {
        end += 1 + usize::from(scan.is_dash(end));
        code.push_str(".h");
    }
    if bracket && (scan.is_sign(end, ']') || scan.is_sign(end, '>')) {
        end += 1;
    }
    Some(Suffix {
        unit: Unit::Measure(code),
        end,
        time: None,
        worth,
    })
}

/// A code such as `10*9.m3` as how many of which unit it is.
fn multiple(code: &str) -> (Decimal, &str) {
    let many = code
        .strip_prefix("10*")
        .and_then(|rest| rest.split_once('.'));
    match many.and_then(|(power, unit)| Some((10u64.checked_pow(power.parse().ok()?)?, unit))) {
        Some((worth, unit)) => (Decimal::from(worth), unit),
        None => (Decimal::ONE, code),
    }
}

/// How far from a figure the words stand that make degrees of `31C`.
const WARMTH: usize = 15;

/// Whether the words around speak of heat or cold.
pub fn tells_warmth(scan: &Scan, at: usize) -> bool {
    (at.saturating_sub(WARMTH)..at + WARMTH).any(|near| {
        matches!(
            scan.lower(near),
            "temperature"
                | "temperatures"
                | "heat"
                | "heatwave"
                | "hot"
                | "hottest"
                | "warm"
                | "warmest"
                | "cold"
                | "coldest"
                | "mercury"
                | "thermometers"
                | "degrees"
                | "frost"
                | "freezing"
                | "warming"
                | "warmer"
                | "sweltered"
                | "sweltering"
                | "cooler"
                | "climate"
        )
    })
}

fn degrees(scan: &Scan, at: usize) -> Option<Suffix> {
    let code = match scan.lower(at) {
        "c" | "celsius" => "Cel",
        "f" | "fahrenheit" => "[degF]",
        _ => return None,
    };
    suffix(Unit::Measure(code.to_owned()), at + 1)
}

fn raised(code: &str, power: u8) -> String {
    match (code, power) {
        ("[ft_i]", 2) => "[sft_i]".to_owned(),
        ("[ft_i]", _) => "[cft_i]".to_owned(),
        ("[mi_i]", 2) => "[smi_us]".to_owned(),
        _ => format!("{code}{power}"),
    }
}

/// `per hour`, `/s`, `an hour`: what a unit is taken per, where the two make a unit of their own.
fn rate(scan: &Scan, at: usize) -> Option<(usize, &'static str)> {
    if scan.says(at, &["por", "hora"]) || scan.says(at, &["pro", "stunde"]) {
        return Some((at + 2, "h"));
    }
    if scan.says(at, &["à", "l"]) && scan.lower(at + 3) == "heure" {
        return Some((at + 4, "h"));
    }
    let slash = scan.is_sign(at, '/') && scan.glued(at);
    if !slash && !matches!(scan.lower(at), "per" | "an" | "a") {
        return None;
    }
    let per = match scan.lower(at + 1) {
        "h" | "hr" | "hour" => "h",
        "s" | "sec" | "second" => "s",
        "ms" | "millisecond" => "ms",
        "gallon" => "[gal_us]",
        _ => return None,
    };
    Some((at + 2, per))
}
