//! `pressmark compact`: lets go of what the settings do not keep, and gives the disk back.

use super::output::Look;
use super::stats::human;
use super::table::{self, Cell};
use super::{Failure, Session, json, progress};
use crate::desk::{Compacted, Compacting};
use crate::model::retention::{Stays, Surplus};
use crate::model::{SafeText, SourceId};
use clap::Args;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, BufRead, IsTerminal};

/// Let go of old articles, and give the disk back.
#[derive(Debug, Args)]
#[command(
    long_about = "Let go of the articles that the settings do not keep ([keep] in config.toml; without it everything is kept) and of the texts of \
        removed articles, put the search index in order, and write the file anew without what is not used. What has a note, a tag, a \
        star or anything else of yours stays, however old it is. What goes is gone for good: undo cannot bring it back, and it does not come \
        again when its feed offers it again. It is shown first and goes when you say yes (or with --yes).\n\n\
        Ctrl-C ends it at any time; the library stays whole. Other programs can have it open.",
    after_long_help = "Examples:\n  \
        pressmark compact --dry-run\n  \
        pressmark compact --yes\n\n\
        With --json, one object: {\"sources\":[{\"source\",\"name\",\"articles\",\"bytes\",\"stay\":{\"annotated\",…}}],\"articles\",\"bytes\",\
        \"unused\",\"gone\",\"before\",\"after\"}; a source of null are the articles that you removed, `after` is null when nothing was done."
)]
pub(super) struct Arguments {
    /// One object.
    #[arg(long)]
    json: bool,
    /// Only tell what would go, and why the rest stays.
    #[arg(long, conflicts_with = "yes")]
    dry_run: bool,
    /// Let go without asking.
    #[arg(long)]
    yes: bool,
}

#[derive(Debug, Serialize)]
struct SurplusObject<'a> {
    source: Option<&'a str>,
    name: &'a SafeText,
    articles: usize,
    bytes: u64,
    stay: &'a BTreeMap<Stays, usize>,
}

#[derive(Debug, Serialize)]
struct CompactObject<'a> {
    pressmark: u8,
    sources: Vec<SurplusObject<'a>>,
    articles: usize,
    bytes: u64,
    unused: u64,
    gone: usize,
    before: u64,
    after: Option<u64>,
}

/// Shows what goes, lets it go, and writes the file anew.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let wrong = |error| Failure::of("compact", error);
    let settings = session.config()?.keep;
    let mut desk = if given.dry_run {
        session.reading_desk()?
    } else {
        session.writing_desk()?
    };
    let mut surplus = desk.surplus(&settings).map_err(wrong)?;
    let removed = desk.removed_texts().map_err(wrong)?;
    if !removed.articles.is_empty() {
        surplus.push(removed);
    }
    let articles = surplus.iter().map(|one| one.articles.len()).sum();
    let unused = desk.library.unused().map_err(wrong)?;
    let before = desk.library.size().map_err(wrong)?;
    if !given.json {
        show(&surplus, articles, unused, session)?;
    }
    let mut done = None;
    if !given.dry_run {
        let agreed = given.yes || (articles > 0 && !given.json && ask(articles, session)?);
        if articles > 0 && !agreed && !given.json {
            session.out.line("Nothing went (--yes lets them go).")?;
        }
        let going = if agreed { surplus.as_slice() } else { &[] };
        let told = desk.compact(going, &mut tell);
        progress::clear();
        done = Some(told.map_err(wrong)?);
    }
    if given.json {
        session.out.json(&CompactObject {
            pressmark: json::VERSION,
            sources: surplus.iter().map(object).collect(),
            articles,
            bytes: surplus.iter().map(|one| one.bytes).sum(),
            unused,
            gone: done.map_or(0, |done| done.articles),
            before,
            after: done.map(|done| done.after),
        })?;
    } else if let Some(done) = done {
        session.out.line(&told(&done))?;
    }
    Ok(())
}

fn object(surplus: &Surplus) -> SurplusObject<'_> {
    SurplusObject {
        source: surplus.source.as_ref().map(SourceId::as_str),
        name: &surplus.name,
        articles: surplus.articles.len(),
        bytes: surplus.bytes,
        stay: &surplus.stay,
    }
}

/// What would go, and why the rest stays.
fn show(
    surplus: &[Surplus],
    articles: usize,
    unused: u64,
    session: &mut Session,
) -> Result<(), Failure> {
    let rows: Vec<Vec<Cell>> = surplus.iter().map(row).collect();
    table::write(&mut session.out, &rows, 3)?;
    let unused = human(unused);
    session.out.line(&match articles {
        0 => format!("No article goes; {unused} of the file are not used."),
        n => format!(
            "{} for good, about {}: undo cannot bring them back. {unused} of the file are not used.",
            if n == 1 { "1 article goes".to_owned() } else { format!("{n} articles go") },
            human(surplus.iter().map(|one| one.bytes).sum()),
        ),
    })?;
    Ok(())
}

fn row(surplus: &Surplus) -> Vec<Cell> {
    let stay = surplus.stay.iter();
    let stay: Vec<String> = stay
        .map(|(why, count)| format!("{count} {}", why.words()))
        .collect();
    let stay = match stay.as_slice() {
        [] => String::new(),
        reasons => format!("stay: {}", reasons.join(", ")),
    };
    vec![
        Cell::new(Look::Name, &surplus.name),
        Cell::plain(&format!("{} go", surplus.articles.len())),
        Cell::new(Look::Dim, &human(surplus.bytes)),
        Cell::new(Look::Dim, &stay),
    ]
}

fn told(done: &Compacted) -> String {
    let saved = match done.before.saturating_sub(done.after) {
        0 => "nothing to give back".to_owned(),
        bytes => format!("{} given back", human(bytes)),
    };
    format!(
        "{} articles went; {saved}, the library takes {}",
        done.articles,
        human(done.after)
    )
}

/// Asks on the terminal; elsewhere nobody can answer.
fn ask(count: usize, session: &mut Session) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() {
        return Ok(false);
    }
    let what = if count == 1 { "it" } else { "them" };
    session.out.text(&format!("Let {what} go? [y/N] "))?;
    session.out.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

/// Tells a person who waits what is done.
fn tell(step: Compacting) {
    let what = match step {
        Compacting::LettingGo(gone) => format!("letting go: {gone}"),
        Compacting::Index => "putting the index in order".to_owned(),
        Compacting::File => "writing the file anew".to_owned(),
    };
    progress::show(&format!("{what} (Ctrl-C ends it)"));
}
