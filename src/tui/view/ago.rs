//! How long ago a moment was, or how soon it will be, in the few columns that a list has for it.

use jiff::Timestamp;
use jiff::tz::TimeZone;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// `now`, `5 min ago`, `2 h ago`, `3 d ago`, `in 20 min`; beyond a week the day, with its year when that is not this one.
pub fn ago(now: Timestamp, then: Timestamp) -> String {
    let seconds = now.as_second() - then.as_second();
    let away = seconds.abs();
    let words = match away {
        ..MINUTE => return "now".to_owned(),
        MINUTE..HOUR => format!("{} min", away / MINUTE),
        HOUR..DAY => format!("{} h", away / HOUR),
        _ if away < 7 * DAY => format!("{} d", away / DAY),
        _ => return day(now, then),
    };
    if seconds > 0 {
        format!("{words} ago")
    } else {
        format!("in {words}")
    }
}

fn day(now: Timestamp, then: Timestamp) -> String {
    let (today, date) = (
        now.to_zoned(TimeZone::UTC).date(),
        then.to_zoned(TimeZone::UTC).date(),
    );
    let format = if date.year() == today.year() {
        "%-d %b"
    } else {
        "%-d %b %Y"
    };
    date.strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_told_in_the_largest_unit_that_fits() {
        let now = Timestamp::from_second(1_780_000_000).unwrap();
        let told = |seconds: i64| {
            ago(
                now,
                Timestamp::from_second(1_780_000_000 - seconds).unwrap(),
            )
        };
        assert_eq!(told(20), "now");
        assert_eq!(told(119), "1 min ago");
        assert_eq!(told(7_300), "2 h ago");
        assert_eq!(told(3 * DAY), "3 d ago");
        assert_eq!(told(-1_800), "in 30 min");
        assert_eq!(told(30 * DAY), "28 Apr");
        assert_eq!(told(400 * DAY), "23 Apr 2025");
    }
}
