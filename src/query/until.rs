//! Moments to come as a person types them: `3d`, `2w`, `tomorrow`, `weekend`, `next week`, `friday`, `2026-03-14`; or until
//! the story goes on.

use crate::model::Snooze;
use jiff::civil::{Date, Weekday, time};
use jiff::{Span, ToSpan, Zoned};

/// The hour at which a day begins for a reader.
const MORNING: i8 = 6;

/// Proposals for a prompt.
pub const WORDS: [&str; 7] = [
    "tomorrow",
    "weekend",
    "next week",
    "3d",
    "2w",
    "1m",
    "story",
];

/// Reads how long an article is to rest, from `now` on the reader's clock. A day begins at six in the morning;
/// `24h` counts from now.
pub fn read(text: &str, now: &Zoned) -> Option<Snooze> {
    let text = text.trim().to_lowercase();
    if matches!(
        text.as_str(),
        "story" | "the story changes" | "until the story changes"
    ) {
        return Some(Snooze::StoryChanges);
    }
    let until = match length(&text) {
        Some(hours) if text.ends_with('h') => now.checked_add(hours).ok()?,
        Some(days) => morning(now.date().checked_add(days).ok()?, now)?,
        None => morning(day(&text, now.date())?, now)?,
    };
    let seconds = until.timestamp().as_second();
    (until > *now).then_some(Snooze::Until(jiff::Timestamp::from_second(seconds).ok()?))
}

/// A count with its unit: hours, days, weeks, months.
fn length(text: &str) -> Option<Span> {
    let unit = text.chars().next_back()?;
    let count: i32 = text.strip_suffix(unit)?.trim().parse().ok()?;
    (1..10_000).contains(&count).then_some(())?;
    match unit {
        'h' => Some(count.hours()),
        'd' => Some(count.days()),
        'w' => Some(count.weeks()),
        'm' => Some(count.months()),
        _ => None,
    }
}

/// A day by name or date; of a week the next one of that name after `today`.
fn day(text: &str, today: Date) -> Option<Date> {
    let next = |weekday| today.nth_weekday(1, weekday).ok();
    match text {
        "tomorrow" => today.tomorrow().ok(),
        "weekend" | "next weekend" => next(Weekday::Saturday),
        "week" | "next week" => next(Weekday::Monday),
        _ => {
            let name = text.strip_prefix("next ").unwrap_or(text);
            let weekday = WEEKDAYS
                .iter()
                .find(|(full, _)| name.len() > 1 && full.starts_with(name));
            match weekday {
                Some((_, weekday)) => next(*weekday),
                None => text.parse().ok(),
            }
        }
    }
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

fn morning(day: Date, now: &Zoned) -> Option<Zoned> {
    let at = day.to_datetime(time(MORNING, 0, 0, 0));
    at.to_zoned(now.time_zone().clone()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Saturday, in a place where the day of the clock is not that of UTC.
    fn now() -> Zoned {
        "2026-03-14T20:30:10.5-05:00[-05:00]".parse().unwrap()
    }

    fn until(text: &str) -> Option<String> {
        match read(text, &now())? {
            Snooze::Until(at) => Some(
                at.to_zoned(now().time_zone().clone())
                    .datetime()
                    .to_string(),
            ),
            other => Some(format!("{other:?}")),
        }
    }

    #[test]
    fn days_to_come_begin_in_the_morning_of_the_reader() {
        for (typed, wanted) in [
            ("tomorrow", "2026-03-15T06:00:00"),
            ("Weekend", "2026-03-21T06:00:00"),
            ("next week", "2026-03-16T06:00:00"),
            ("fri", "2026-03-20T06:00:00"),
            ("sunday", "2026-03-15T06:00:00"),
            ("3d", "2026-03-17T06:00:00"),
            ("1m", "2026-04-14T06:00:00"),
            ("24h", "2026-03-15T20:30:10"),
            ("2026-12-24", "2026-12-24T06:00:00"),
            ("story", "StoryChanges"),
        ] {
            assert_eq!(until(typed).as_deref(), Some(wanted), "{typed}");
        }
    }

    #[test]
    fn what_is_over_or_no_day_is_refused() {
        for typed in [
            "2026-03-14",
            "2020-01-01",
            "0d",
            "-3d",
            "x",
            "",
            "d",
            "s",
            "2026-02-30",
        ] {
            assert_eq!(until(typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_ends_in_the_future_or_nowhere(typed in "\\PC{0,12}") {
            if let Some(Snooze::Until(at)) = read(&typed, &now()) {
                prop_assert!(at >= jiff::Timestamp::from_second(now().timestamp().as_second()).unwrap());
            }
        }
    }
}
