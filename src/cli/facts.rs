//! `pressmark facts`: the ledger, every figure and statement of the articles of a query.

use super::output::Look;
use super::table::{self, Cell};
use super::{Failure, Session, json};
use crate::desk::Desk;
use crate::model::fact::FactValue;
use crate::model::query::Filter;
use crate::model::{ArticleRow, Facts, Motivation, Query, SafeText};
use clap::Args;

/// List the facts of articles: the ledger.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    pressmark facts\n  \
    pressmark facts --csv capex > capex.csv\n  \
    pressmark facts 'fact:money>100B after:2026'\n  \
    pressmark facts --json | jq 'select(.kind == \"money\") | [.subject, .metric, .norm.low]'")]
pub(super) struct Arguments {
    /// One object per fact, with its article's id.
    #[arg(long)]
    json: bool,
    /// Comma-separated values with a heading, for spreadsheets.
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// Facts that were rejected as well.
    #[arg(long)]
    rejected: bool,
    /// Which articles; all when missing. `fact:` narrows the facts as well.
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
}

/// The headings of `--csv`.
const HEADINGS: [&str; 18] = [
    "article",
    "kind",
    "text",
    "low",
    "high",
    "unit",
    "qualifier",
    "direction",
    "basis",
    "edtf",
    "start",
    "end",
    "subject",
    "metric",
    "period",
    "title",
    "published",
    "judgement",
];

/// Prints the facts, article by article.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let query = Session::query(&given.query)?;
    let mut desk = session.reading_desk()?;
    let among = if given.rejected {
        Query {
            filter: or_rejected(&query.filter),
            ..query.clone()
        }
    } else {
        query.clone()
    };
    let ids = desk.library.ids(&among);
    if given.csv {
        let headings: Vec<String> = HEADINGS.iter().map(ToString::to_string).collect();
        write_csv(&headings, session)?;
    }
    for id in ids.map_err(|error| Failure::of("facts", error))? {
        let stored = match desk.article(&id) {
            Ok(stored) => stored,
            Err(error) => {
                session.out.failed(id.as_str(), &error);
                continue;
            }
        };
        let asked = desk.library.facts_asked_for(&query, &id);
        let asked = asked.map_err(|error| Failure::of("facts", error))?;
        let facts = &stored.facts;
        let mut shown = Vec::new();
        for (index, fact) in facts.facts.iter().enumerate() {
            let is_meant = if facts.is_rejected(index) {
                let fits = desk.library.is_asked_for(&query, fact);
                given.rejected && fits.map_err(|error| Failure::of("facts", error))?
            } else {
                asked.as_ref().is_none_or(|asked| asked.contains(&index))
            };
            if is_meant {
                shown.push(index);
            }
        }
        let text = &stored.article.text;
        if given.json {
            for fact in json::ledger(id.as_str(), text, facts, &shown) {
                session.out.json(&fact)?;
            }
        } else if given.csv {
            for index in shown {
                write_csv(&record(&stored.row, text, facts, index), session)?;
            }
        } else {
            write_table(&desk, &stored.row, text, (facts, &shown), session)?;
        }
    }
    Ok(())
}

/// The same filter over articles with rejected facts as well, wherever it asks for a fact.
fn or_rejected(filter: &Filter) -> Filter {
    match filter {
        Filter::And(parts) => Filter::And(parts.iter().map(or_rejected).collect()),
        Filter::Or(parts) => Filter::Or(parts.iter().map(or_rejected).collect()),
        Filter::Fact(_) => Filter::Or(vec![
            filter.clone(),
            Filter::Motivation(Motivation::Moderating),
        ]),
        other => other.clone(),
    }
}

/// One record of RFC 4180.
fn write_csv(fields: &[String], session: &mut Session) -> Result<(), Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written = writer
        .write_record(fields)
        .and_then(|()| Ok(writer.flush()?));
    written.map_err(|error| Failure::of("facts", error))?;
    let line = writer
        .into_inner()
        .map_err(|error| Failure::of("facts", error))?;
    session.out.bytes(&line)?;
    Ok(())
}

fn record(row: &ArticleRow, text: &str, facts: &Facts, index: usize) -> Vec<String> {
    let Some(fact) = facts.facts.get(index) else {
        return Vec::new();
    };
    let known = |value: Option<String>| value.unwrap_or_default();
    let period = fact.period.as_ref().and_then(|period| period.edtf.clone());
    let mut fields = vec![
        row.id.to_string(),
        fact.kind.name().to_owned(),
        SafeText::line(fact.span.of(text)).into_string(),
    ];
    fields.extend(norm(&fact.value));
    fields.extend([
        known(fact.subject.clone()),
        known(fact.metric.clone()),
        known(period),
        row.title.to_string(),
        known(row.published.map(|at| at.to_string())),
        known(json::judgement(facts, index).map(str::to_owned)),
    ]);
    fields
}

/// The columns from `low` to `end`.
fn norm(value: &FactValue) -> [String; 9] {
    let known = |value: Option<String>| value.unwrap_or_default();
    let mut fields: [String; 9] = Default::default();
    let [
        low,
        high,
        unit,
        qualifier,
        direction,
        basis,
        edtf,
        start,
        end,
    ] = &mut fields;
    match value {
        FactValue::None => {}
        FactValue::Quantity(amount) => {
            *low = known(amount.low.map(|low| low.normalize().to_string()));
            *high = known(amount.high.map(|high| high.normalize().to_string()));
            *unit = amount.unit.to_string();
            *qualifier = word(&amount.qualifier);
            *direction = known(amount.direction.as_ref().map(word));
            *basis = known(amount.basis.as_ref().map(ToString::to_string));
        }
        FactValue::Date(date) => {
            *qualifier = word(&date.qualifier);
            *edtf = known(date.edtf.clone());
            *start = known(date.start.clone());
            *end = known(date.end.clone());
        }
    }
    fields
}

/// The contract's name of a value that is an enumeration there.
fn word(value: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

/// An article's heading, then its facts.
fn write_table(
    desk: &Desk,
    row: &ArticleRow,
    text: &str,
    (facts, shown): (&Facts, &[usize]),
    session: &mut Session,
) -> Result<(), Failure> {
    if shown.is_empty() {
        return Ok(());
    }
    let id = desk.library.short_id(&row.id);
    let id = id.map_err(|error| Failure::of("facts", error))?;
    session.out.styled(Look::Name, &id)?;
    session.out.text("  ")?;
    session.out.styled(Look::Strong, &row.title)?;
    session.out.line("")?;
    let rows: Vec<Vec<Cell>> = shown
        .iter()
        .filter_map(|index| Some((*index, facts.facts.get(*index)?)))
        .map(|(index, fact)| {
            let about = [fact.subject.as_deref(), fact.metric.as_deref()];
            let period = fact
                .period
                .as_ref()
                .and_then(|period| period.edtf.as_deref());
            let judged = json::judgement(facts, index);
            let about = about.into_iter().chain([period, judged]);
            let about: Vec<&str> = about.flatten().collect();
            vec![
                Cell::new(Look::Dim, &format!(" {}", fact.kind.sign())),
                Cell::new(Look::Dim, fact.kind.name()),
                Cell::plain(fact.span.of(text)),
                Cell::new(Look::Dim, &about.join(" · ")),
            ]
        })
        .collect();
    table::write(&mut session.out, &rows, 2)?;
    Ok(())
}
