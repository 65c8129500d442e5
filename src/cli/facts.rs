//! `pressmark facts`: the ledger, every fact of many articles.

use super::{Failure, Session, json, session};
use crate::desk::{LibraryError, OpenOptions};
use clap::Args;

/// Lists the facts of the articles of a query.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Which articles; all when missing.
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    query: Vec<String>,
    /// Print JSON Lines.
    #[arg(long)]
    json: bool,
    /// Print CSV with a heading.
    #[arg(long, conflicts_with = "json")]
    csv: bool,
}

/// The columns of the table for people and of the CSV.
const COLUMNS: [&str; 11] = [
    "article",
    "kind",
    "text",
    "low",
    "high",
    "unit",
    "qualifier",
    "subject",
    "metric",
    "start",
    "end",
];

pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let mut desk = session.desk(OpenOptions::Read)?;
    let query = session::query(&given.query)?;
    let ids = desk
        .library
        .ids(&query)
        .map_err(|error| Failure::of("library", error))?;
    if given.csv {
        write_csv(session, &COLUMNS)?;
    }
    for id in ids {
        let article = match desk.article(&id) {
            Ok(article) => article,
            // A library brought back from user data alone has articles without a text: nothing to list there.
            Err(error @ LibraryError::NoText(_)) => {
                session.out.failed(id.as_str(), &error);
                continue;
            }
            Err(error) => return Err(Failure::of(id.as_str(), error)),
        };
        for fact in json::facts_of(&id, &article.article.text, &article.facts) {
            if given.json {
                session.out.json(&fact)?;
                continue;
            }
            let cells = cells(&serde_json::to_value(&fact).unwrap_or_default());
            if given.csv {
                write_csv(session, &cells)?;
            } else {
                let short = desk
                    .library
                    .short_id(&id)
                    .map_err(|error| Failure::of("library", error))?;
                let [_, kind, text, low, high, unit, _, subject, metric, start, _] = &cells;
                let value = if low == high || high.is_empty() {
                    low.clone()
                } else {
                    format!("{low}..{high}")
                };
                let about = [subject.as_str(), metric.as_str(), start.as_str()].join(" ");
                session.out.line(
                    &format!(
                        "{short}  {kind:<9}  {value} {unit}  {text}  {}",
                        about.trim()
                    )
                    .replace('\n', " "),
                )?;
            }
        }
    }
    Ok(())
}

/// The columns of one fact, taken from its JSON so that both say the same.
fn cells(fact: &serde_json::Value) -> [String; 11] {
    COLUMNS.map(|column| {
        let period = &fact["period"];
        let value = match column {
            "low" | "high" | "unit" | "qualifier" => &fact["norm"][column],
            "start" | "end" if fact["norm"][column].is_string() => &fact["norm"][column],
            "start" | "end" => &period[column],
            _ => &fact[column],
        };
        value.as_str().unwrap_or_default().to_owned()
    })
}

fn write_csv<T: AsRef<[u8]>>(session: &mut Session, cells: &[T]) -> Result<(), Failure> {
    let mut line = csv::Writer::from_writer(Vec::new());
    let written = line.write_record(cells).map_err(std::io::Error::from);
    written?;
    let line = line
        .into_inner()
        .map_err(|error| Failure::of("csv", error))?;
    session.out.text(&String::from_utf8_lossy(&line))?;
    Ok(())
}
