//! `pressmark bench`: how this machine and this program get on with an invented library, and how the work grows
//! when the library does.
//!
//! Times are the least of several runs, which a busy machine disturbs least; an import is told by the time of the
//! processor, children included. What growth tells holds on any machine.

mod corpus;

use super::table::{self, Cell};
use super::{Failure, Session, json};
use crate::desk::{Desk, Input, Note, OpenOptions, VaultExport};
use crate::driver::worker::Worker;
use crate::model::query::Folding;
use crate::model::{Action, ArticleId, Origin, Query, StateChange};
use clap::Args;
use serde::Serialize;
use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Measure a library of invented articles.
#[derive(Debug, Args)]
#[command(
    hide = true,
    long_about = "Measure a library of invented articles, and one a tenth as large: importing, listing, opening, searching, marking, \
        noting and exporting. The articles are the same for the same seed.",
    after_long_help = "Examples:\n  \
        pressmark bench --dir /tmp/bench\n  \
        pressmark bench --dir /tmp/bench --articles 100000 --json"
)]
pub(super) struct Arguments {
    /// The folder to work in; it is made, and must be empty.
    #[arg(long, value_name = "DIR")]
    dir: PathBuf,
    /// Articles of the larger library.
    #[arg(long, value_name = "NUMBER", default_value_t = 10_000)]
    articles: usize,
    /// What the articles are drawn from.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// Print a measure a line as objects.
    #[arg(long)]
    json: bool,
}

/// As many rows as a large screen shows, and the rows beside them.
const WINDOW: usize = 180;
/// So often a short piece of work is done.
const TIMES: usize = 15;
/// So many notes are made and exported.
const NOTES: usize = 1_000;

/// Something that was measured.
#[derive(Debug, Serialize)]
struct Measure {
    pressmark: u8,
    articles: usize,
    what: &'static str,
    value: f64,
    unit: &'static str,
}

/// Makes both libraries, measures them and prints a table.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let wrong = |error| Failure::of(given.dir.to_string_lossy(), error);
    fs::create_dir_all(&given.dir).map_err(wrong)?;
    if fs::read_dir(&given.dir).map_err(wrong)?.next().is_some() {
        return Err(Failure::because(
            given.dir.to_string_lossy(),
            "is not empty: name a folder that can be filled",
        ));
    }
    let sizes = [(given.articles / 10).max(1), given.articles.max(1)];
    let mut measured = Vec::new();
    for articles in sizes {
        let folder = given.dir.join(articles.to_string());
        let mut bench = Bench {
            texts: folder.join("texts"),
            library: folder.join("library"),
            articles,
            measures: Vec::new(),
        };
        bench.write(given.seed).map_err(wrong)?;
        bench.measure(session)?;
        measured.push(bench.measures);
    }
    if given.json {
        for measure in measured.iter().flatten() {
            session.out.json(measure)?;
        }
        return Ok(());
    }
    print(sizes, &measured, session)
}

fn print(
    sizes: [usize; 2],
    measured: &[Vec<Measure>],
    session: &mut Session,
) -> Result<(), Failure> {
    let [small, large] = sizes.map(|size| size.to_string());
    let head = ["", &small, &large, "growth", ""];
    let mut rows = vec![head.map(Cell::plain).to_vec()];
    let [smaller, larger] = measured else {
        return Ok(());
    };
    for (small, large) in smaller.iter().zip(larger) {
        let growth = large.value / small.value;
        let cells = [
            small.what.to_owned(),
            format!("{:.3}", small.value),
            format!("{:.3}", large.value),
            format!("{growth:.2}"),
            small.unit.to_owned(),
        ];
        rows.push(cells.iter().map(|cell| Cell::plain(cell)).collect());
    }
    Ok(table::write(&mut session.out, &rows, 0)?)
}

/// One library that is measured.
struct Bench {
    texts: PathBuf,
    library: PathBuf,
    articles: usize,
    measures: Vec<Measure>,
}

impl Bench {
    /// Writes the articles, a thousand in a folder.
    fn write(&self, seed: u64) -> std::io::Result<()> {
        for number in 0..self.articles {
            let folder = self.texts.join((number / 1000).to_string());
            if number % 1000 == 0 {
                fs::create_dir_all(&folder)?;
            }
            fs::write(
                folder.join(format!("{number}.md")),
                corpus::report(seed, number),
            )?;
        }
        Ok(())
    }

    fn note(&mut self, what: &'static str, value: f64, unit: &'static str) {
        self.measures.push(Measure {
            pressmark: json::VERSION,
            articles: self.articles,
            what,
            value,
            unit,
        });
    }

    /// Does something several times and notes the least time.
    fn time<T>(
        &mut self,
        what: &'static str,
        mut work: impl FnMut(usize) -> Result<T, Failure>,
    ) -> Result<(), Failure> {
        let mut least = Duration::MAX;
        for time in 0..TIMES {
            let began = Instant::now();
            work(time)?;
            least = least.min(began.elapsed());
        }
        self.note(what, 1000.0 * least.as_secs_f64(), "ms");
        Ok(())
    }

    fn measure(&mut self, session: &Session) -> Result<(), Failure> {
        let who = session.who(&session.config()?);
        let failed = |error| Failure::of("library", error);
        let folder = self.library.clone();
        let open = || Desk::open(&folder, OpenOptions::Write, who.clone()).map_err(failed);
        self.import(&mut open()?)?;
        // Closed, it has no log beside it.
        let relative = size(&self.library) / size(&self.texts);
        self.note("library, relative to the text", relative, "");
        let mut desk = open()?;
        let query = Query {
            folding: Folding::Copies,
            ..Query::default()
        };
        self.time("open the library, first page", |_| {
            open()?.library.list(&query, 0, WINDOW).map_err(failed)
        })?;
        let total = desk.library.list(&query, 0, 1).map_err(failed)?.total;
        self.time("first page", |_| {
            desk.library.list(&query, 0, WINDOW).map_err(failed)
        })?;
        self.time("last page", |_| {
            let first = total.saturating_sub(WINDOW);
            desk.library.list(&query, first, WINDOW).map_err(failed)
        })?;
        let ids = desk.library.ids(&query).map_err(failed)?;
        let nth = |time: usize| {
            ids.get(time * ids.len() / TIMES)
                .cloned()
                .unwrap_or_default()
        };
        self.time("page around an article", |time| {
            let around = nth(time);
            desk.library
                .list_around(&query, &around, WINDOW)
                .map_err(failed)
        })?;
        self.time("open an article", |time| {
            desk.open_article(&nth(time)).map_err(failed)
        })?;
        for (what, words) in [
            ("search as one types", "dem"),
            ("search a phrase", "\"capital spending\""),
        ] {
            let mut found = Session::query(&[words.to_owned()])?;
            found.folding = Folding::Copies;
            self.time(what, |_| {
                desk.library.list(&found, 0, WINDOW).map_err(failed)
            })?;
        }
        self.time("mark as read, page again", |time| {
            mark(&mut desk, nth(time))?;
            desk.library.list(&query, 0, WINDOW).map_err(failed)
        })?;
        self.notes(&mut desk, &ids)
    }

    /// Takes the texts in, and then once more.
    fn import(&mut self, desk: &mut Desk) -> Result<(), Failure> {
        let failed = |error: &dyn std::fmt::Display| Failure::because("import", error.to_string());
        let inputs = [Input::Path(self.texts.clone())];
        let go_on = |_: usize| ControlFlow::Continue(());
        desk.parser = Box::new(Worker::of_this_program(|_| {}));
        let began = spent();
        let done = desk.import(&inputs, None, &mut |_, _| ControlFlow::Continue(()));
        done.map_err(|error| failed(&error))?;
        desk.compare_new(&mut |done| go_on(done))
            .map_err(|error| failed(&error))?;
        // A child counts when it has ended.
        desk.parser = Box::new(crate::desk::InProcess::default());
        let (text, seconds) = (size(&self.texts), spent() - began);
        self.note(
            "import, per second of the processor",
            text / 1e6 / seconds,
            "MB",
        );
        let began = Instant::now();
        size(&self.texts);
        let walk = began.elapsed().as_secs_f64();
        self.note("walk of the files", 1000.0 * walk, "ms");
        let began = Instant::now();
        let again = desk.import(&inputs, None, &mut |_, _| ControlFlow::Continue(()));
        again.map_err(|error| failed(&error))?;
        let again = began.elapsed().as_secs_f64();
        self.note("import of what is known", 1000.0 * again, "ms");
        Ok(())
    }

    fn notes(&mut self, desk: &mut Desk, ids: &[ArticleId]) -> Result<(), Failure> {
        let failed = |error: &dyn std::fmt::Display| Failure::because("notes", error.to_string());
        let mut least = Duration::MAX;
        for id in ids.iter().take(NOTES) {
            let began = Instant::now();
            desk.annotate(id, &Note::default())
                .map_err(|error| failed(&error))?;
            least = least.min(began.elapsed());
        }
        self.note(
            "note on an article, to the disk",
            1000.0 * least.as_secs_f64(),
            "ms",
        );
        let vault = self.texts.with_file_name("vault");
        let began = Instant::now();
        desk.export_vault(
            &Query::default(),
            &vault,
            &VaultExport::default(),
            &mut || true,
        )
        .map_err(|error| failed(&error))?;
        let export = began.elapsed().as_secs_f64();
        self.note("export of the notes", 1000.0 * export, "ms");
        let plain = plainly(&vault)
            .map_err(|error| failed(&error))?
            .as_secs_f64();
        self.note("the same files, plainly written", 1000.0 * plain, "ms");
        self.note("export, relative to that", export / plain, "");
        Ok(())
    }
}

/// Writes the files of a folder again beside it, each by a temporary file, a sync and a renaming; tells how long that took.
fn plainly(folder: &Path) -> std::io::Result<Duration> {
    let again = folder.with_extension("again");
    fs::create_dir_all(&again)?;
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        files.push((path.file_name().map(Into::into), fs::read(&path)?));
    }
    let began = Instant::now();
    for (name, bytes) in files {
        let name: PathBuf = name.unwrap_or_default();
        let beside = again.join(".beside");
        let mut file = fs::File::create(&beside)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        fs::rename(&beside, again.join(name))?;
    }
    fs::File::open(&again)?.sync_all()?;
    Ok(began.elapsed())
}

fn mark(desk: &mut Desk, article: ArticleId) -> Result<(), Failure> {
    let action = Action::SetState {
        articles: vec![article],
        state: StateChange {
            read: Some(true),
            ..StateChange::default()
        },
    };
    let change = desk.who.change(Origin::User, action);
    let applied = desk.library.apply(&change);
    applied.map_err(|error| Failure::of("library", error))?;
    Ok(())
}

/// Seconds of the processor that this process and its ended children have had; 0 where the system does not tell.
fn spent() -> f64 {
    // proc(5): after the name in brackets, fields 14 to 17 are times in hundredths of a second.
    let told = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = told.rsplit(')').next().unwrap_or_default();
    let times = fields.split_whitespace().skip(11).take(4);
    times
        .filter_map(|field| field.parse::<f64>().ok())
        .sum::<f64>()
        / 100.0
}

/// Bytes of a folder's files and of those in its folders.
fn size(folder: &Path) -> f64 {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0.0;
    };
    let sizes = entries
        .filter_map(Result::ok)
        .map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => size(&entry.path()),
            Ok(metadata) => metadata.len() as f64,
            Err(_) => 0.0,
        });
    sizes.sum()
}
