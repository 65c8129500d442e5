//! When to come again: what a server asks for, and how long to stay away after failures. Time is data here.

use crate::ingest::dates;
use jiff::{SignedDuration, Timestamp};

/// A server that asks for more silence than this is asked again after it.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);
/// After the first failure.
const FIRST: SignedDuration = SignedDuration::from_mins(5);

/// `Retry-After`: seconds, or a date (RFC 9110, section 10.2.3); at most a day from `now`.
pub fn retry_after(value: &str, now: Timestamp) -> Option<Timestamp> {
    let value = value.trim();
    let until = if let Ok(seconds) = value.parse::<u32>() {
        now.checked_add(SignedDuration::from_secs(i64::from(seconds)))
            .ok()?
    } else {
        dates::parse(value)?.at
    };
    Some(until.clamp(now, later(now, LONGEST)))
}

/// The `max-age` of `Cache-Control`, at most a day; nothing where caching is forbidden.
pub fn max_age(value: &str) -> Option<SignedDuration> {
    let mut parts = value
        .split(',')
        .map(|part| part.trim().to_ascii_lowercase());
    let seconds = parts.find_map(|part| {
        part.strip_prefix("max-age=")?
            .trim_matches('"')
            .parse::<u32>()
            .ok()
    })?;
    Some(SignedDuration::from_secs(i64::from(seconds)).min(LONGEST)).filter(|age| !age.is_zero())
}

/// The `<ttl>` of an RSS channel, in minutes, at most a day. It stands before the first item.
pub fn time_to_live(feed: &[u8]) -> Option<SignedDuration> {
    const HEAD: usize = 16_384;
    let head = feed.get(..HEAD.min(feed.len()))?;
    let start = memchr::memmem::find(head, b"<ttl>")? + b"<ttl>".len();
    if memchr::memmem::find(head, b"<item").is_some_and(|item| item < start) {
        return None;
    }
    let digits = head.get(start..)?.split(|&byte| byte == b'<').next()?;
    let minutes: u32 = std::str::from_utf8(digits).ok()?.trim().parse().ok()?;
    Some(SignedDuration::from_mins(i64::from(minutes)).min(LONGEST)).filter(|time| !time.is_zero())
}

/// How long to stay away after so many failures in a row: five minutes, doubled each time, at most a day, and
/// up to a fifth of it more, by the feed's `name`, so that feeds that fell ill together do not come back together.
pub fn back_off(failures: u32, name: &str) -> SignedDuration {
    let doubled = FIRST.as_secs() << failures.saturating_sub(1).min(10);
    let wait = doubled.min(LONGEST.as_secs());
    // FNV-1a: any mixing does, it only has to be the same tomorrow.
    let mixed = name.bytes().chain(failures.to_le_bytes());
    let mixed = mixed.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let share = i64::try_from(mixed % 1_000).unwrap_or_default();
    SignedDuration::from_secs(wait + wait * share / 5_000)
}

/// `now` and `wait` after it.
pub fn later(now: Timestamp, wait: SignedDuration) -> Timestamp {
    now.checked_add(wait).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-06-01T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_server_says_when_to_come_again_in_seconds_or_by_a_date() {
        let asked = |value: &str| retry_after(value, now()).map(|at| at.to_string());
        assert_eq!(asked("120").unwrap(), "2026-06-01T12:02:00Z");
        assert_eq!(
            asked("Mon, 01 Jun 2026 13:00:00 GMT").unwrap(),
            "2026-06-01T13:00:00Z"
        );
        assert_eq!(
            asked("Mon, 01 Jun 2020 13:00:00 GMT").unwrap(),
            "2026-06-01T12:00:00Z"
        );
        assert_eq!(asked("99999999").unwrap(), "2026-06-02T12:00:00Z");
        assert_eq!(asked("soon"), None);
    }

    #[test]
    fn the_least_interval_is_read_from_header_and_channel() {
        assert_eq!(
            max_age("public, max-age=900"),
            Some(SignedDuration::from_mins(15))
        );
        assert_eq!(max_age("max-age=0"), None);
        assert_eq!(max_age("no-cache"), None);
        let channel = b"<rss><channel><ttl> 60 </ttl><item></item></channel></rss>";
        assert_eq!(time_to_live(channel), Some(SignedDuration::from_hours(1)));
        assert_eq!(time_to_live(b"<rss><item><ttl>60</ttl></item></rss>"), None);
        assert_eq!(time_to_live(b"<rss><ttl>x"), None);
    }

    #[test]
    fn failures_in_a_row_keep_a_feed_away_ever_longer_but_never_for_good() {
        let minutes: Vec<i64> = (1..=12).map(|n| back_off(n, "feed").as_mins()).collect();
        assert!(
            minutes.windows(2).take(7).all(|pair| pair[0] < pair[1]),
            "{minutes:?}"
        );
        assert!(
            minutes
                .iter()
                .all(|wait| (5..=24 * 60 * 6 / 5).contains(wait))
        );
        assert_eq!(back_off(3, "feed"), back_off(3, "feed"));
        let spread: std::collections::HashSet<i64> = (0..20)
            .map(|n| back_off(5, &format!("feed {n}")).as_secs())
            .collect();
        assert!(spread.len() > 10);
        assert!(back_off(u32::MAX, "feed") >= LONGEST);
    }
}
