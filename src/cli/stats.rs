//! `pressmark stats`: what the library holds, how large it is, and what was read.

use super::output::Look;
use super::table::{self, Cell};
use super::{Failure, Session, json};
use crate::driver::clock;
use crate::model::stats::{DayCount, Stats};
use clap::Args;
use serde::Serialize;

/// Tell what the library holds, how large it is, and what was read.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    pressmark stats\n  \
    pressmark stats --days 90 --json\n\n\
    With --json: the counts, {\"bytes\":{\"file\",\"text\",\"structure\",\"facts\",\"original\",\"log\",\"other\"}} and \
    {\"days\":[{\"date\",\"added\",\"read\"}]}, the oldest day first. Sizes are those on the disk, compressed.")]
pub(super) struct Arguments {
    /// One object.
    #[arg(long)]
    json: bool,
    /// How many days are told.
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=3650))]
    days: u16,
}

#[derive(Debug, Serialize)]
struct StatsObject<'a> {
    pressmark: u8,
    #[serde(flatten)]
    stats: &'a Stats,
}

/// Prints the numbers.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let desk = session.reading_desk()?;
    let now = clock::now().to_zoned(clock::zone());
    let east = i64::from(now.offset().seconds());
    let stats = desk.library.stats(now.date(), given.days.into(), east);
    let stats = stats.map_err(|error| Failure::of("stats", error))?;
    if given.json {
        session.out.json(&StatsObject {
            pressmark: json::VERSION,
            stats: &stats,
        })?;
        return Ok(());
    }
    let count = |count: u64, what: &str| vec![Cell::plain(what), Cell::plain(&count.to_string())];
    let size = |bytes: u64, what: &str| vec![Cell::plain(what), Cell::plain(&human(bytes))];
    let sizes = stats.bytes;
    let rows = [
        count(stats.articles, "articles"),
        count(stats.unread, "  unread"),
        count(stats.starred, "  starred"),
        count(stats.archived, "  archived"),
        count(stats.snoozed, "  snoozed"),
        count(stats.hidden, "  hidden by rules"),
        count(stats.notes, "notes"),
        count(stats.sources, "sources"),
        size(sizes.file, "size"),
        size(sizes.text, "  texts"),
        size(sizes.structure, "  structure"),
        size(sizes.facts, "  facts"),
        size(sizes.original, "  originals"),
        size(sizes.log, "  log"),
        size(sizes.other, "  index, lists"),
    ];
    table::write(&mut session.out, &rows, 1)?;
    chart("new", &stats.days, |day| day.added, session)?;
    chart("read", &stats.days, |day| day.read, session)
}

/// The days as a row of bars.
fn chart(
    what: &str,
    days: &[DayCount],
    count: fn(&DayCount) -> u64,
    session: &mut Session,
) -> Result<(), Failure> {
    let all: u64 = days.iter().map(count).sum();
    let bars = bars(&days.iter().map(count).collect::<Vec<_>>());
    session.out.styled(Look::Name, &format!("{what:<6}"))?;
    let told = format!("{bars}  {all} in {} days", days.len());
    session.out.line(&told)?;
    Ok(())
}

/// One bar a number, the highest for the largest; a space for nought.
fn bars(counts: &[u64]) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = counts.iter().copied().max().unwrap_or_default().max(1);
    let bar = |count: &u64| match *count {
        0 => ' ',
        count => {
            let step = (count * 8).div_ceil(most).clamp(1, 8) - 1;
            usize::try_from(step)
                .ok()
                .and_then(|step| BARS.get(step))
                .copied()
                .unwrap_or(' ')
        }
    };
    counts.iter().map(bar).collect()
}

/// Bytes in their largest unit.
pub(super) fn human(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    let unit = UNITS.iter().find(|(size, _)| bytes >= *size);
    unit.map_or(format!("{bytes} B"), |(size, name)| {
        format!("{:.1} {name}", bytes as f64 / *size as f64)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_high_as_their_counts() {
        assert_eq!(bars(&[0, 1, 4, 8]), " ▁▄█");
        assert_eq!(bars(&[1000, 1]), "█▁");
        assert_eq!(bars(&[0, 0]), "  ");
    }

    #[test]
    fn sizes_are_told_in_their_largest_unit() {
        assert_eq!(
            (human(999), human(1_500), human(2_340_000)),
            ("999 B".into(), "1.5 kB".into(), "2.3 MB".into())
        );
    }
}
