//! `pressmark keys`: the key map in force, from the one table of commands.

use super::output::Look;
use super::table::{self, Cell};
use super::{Failure, Session};
use crate::app::keys::command::Command;
use crate::app::keys::key::Key;
use crate::app::keys::keymap::{Bound, Keymap};
use crate::app::keys::scope::Scope;
use clap::Args;
use serde::Serialize;
use std::collections::BTreeMap;

/// List the keys, pane by pane, your own settings included.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    pressmark keys                   the keys of every pane\n  \
    pressmark keys reader            only those of the reader\n  \
    pressmark keys --toml            as settings, to start your own key map from\n  \
    pressmark keys --json | jq -r 'select(.command == \"export\").keys'")]
pub(super) struct Arguments {
    /// One object per key.
    #[arg(long)]
    json: bool,
    /// In the form of the settings file.
    #[arg(long, conflicts_with = "json")]
    toml: bool,
    /// Only the keys of this pane or layer.
    #[arg(value_name = "CONTEXT")]
    context: Option<String>,
}

/// All keys that give one command in one scope.
struct Row {
    bound: Vec<Bound>,
    keys: Vec<String>,
}

/// One command's keys in one scope, for programs.
#[derive(Debug, Serialize)]
struct KeysObject<'a> {
    pressmark: u8,
    context: &'a str,
    keys: &'a [String],
    command: String,
    doc: &'a str,
}

/// Prints the keys.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let config = session.config()?;
    let (keymap, wrong) = Keymap::new(&config.keys);
    for message in &wrong {
        session.out.failed("", message);
    }
    let scopes = scopes(given.context.as_deref())?;
    for (at, scope) in scopes.iter().enumerate() {
        let rows = rows(&keymap, *scope);
        if given.json {
            write_json(*scope, &rows, session)?;
            continue;
        }
        if at > 0 {
            session.out.line("")?;
        }
        if given.toml {
            write_toml(*scope, &rows, session)?;
        } else {
            write_table(*scope, &rows, session)?;
        }
    }
    Ok(())
}

fn scopes(context: Option<&str>) -> Result<Vec<Scope>, Failure> {
    let Some(name) = context else {
        return Ok(Scope::ALL.to_vec());
    };
    let known = Scope::ALL.into_iter().find(|scope| scope.name() == name);
    known.map(|scope| vec![scope]).ok_or_else(|| {
        let names: Vec<_> = Scope::ALL.iter().map(|scope| scope.name()).collect();
        let names = names.join(", ");
        Failure::usage(name, format!("is no context; there are {names}"))
    })
}

/// The bindings of a scope, those of one command together, in the order of the table of commands.
fn rows(keymap: &Keymap, scope: Scope) -> Vec<Row> {
    let mut by_command: BTreeMap<(Option<Command>, String), Row> = BTreeMap::new();
    for (keys, bound) in keymap.bindings(scope) {
        let order = (
            bound.first().map(|first| first.command),
            lines(&bound).join("\n"),
        );
        let row = by_command.entry(order).or_insert_with(|| Row {
            bound,
            keys: Vec::new(),
        });
        row.keys.push(keys.iter().map(Key::to_string).collect());
    }
    let mut rows: Vec<Row> = by_command.into_values().collect();
    for row in &mut rows {
        row.keys
            .sort_by_key(|keys| (keys.starts_with('<'), keys.len()));
    }
    rows
}

/// The command lines that keys stand for, as one writes them in the settings.
fn lines(bound: &[Bound]) -> Vec<String> {
    let lines = bound.iter().map(|one| {
        let name = one.command.entry().name;
        match one.argument.as_str() {
            "" => name.to_owned(),
            argument => format!("{name} {argument}"),
        }
    });
    lines.collect()
}

fn doc(bound: &[Bound]) -> &'static str {
    bound.first().map_or("", |first| first.command.entry().doc)
}

fn write_json(scope: Scope, rows: &[Row], session: &mut Session) -> Result<(), Failure> {
    for row in rows {
        session.out.json(&KeysObject {
            pressmark: super::json::VERSION,
            context: scope.name(),
            keys: &row.keys,
            command: lines(&row.bound).join("; "),
            doc: doc(&row.bound),
        })?;
    }
    Ok(())
}

fn write_table(scope: Scope, rows: &[Row], session: &mut Session) -> Result<(), Failure> {
    session.out.styled(Look::Strong, scope.name())?;
    session.out.line("")?;
    let cells: Vec<Vec<Cell>> = rows
        .iter()
        .map(|row| {
            vec![
                Cell::plain(""),
                Cell::new(Look::Name, &row.keys.join(" ")),
                Cell::new(Look::Dim, &lines(&row.bound).join("; ")),
                Cell::plain(doc(&row.bound)),
            ]
        })
        .collect();
    table::write(&mut session.out, &cells, 3)?;
    Ok(())
}

fn write_toml(scope: Scope, rows: &[Row], session: &mut Session) -> Result<(), Failure> {
    session.out.line(&format!("[keys.{}]", scope.name()))?;
    for row in rows {
        let commands: Vec<String> = lines(&row.bound).iter().map(|line| quoted(line)).collect();
        let value = match commands.as_slice() {
            [one] => one.clone(),
            many => format!("[{}]", many.join(", ")),
        };
        for keys in &row.keys {
            session.out.line(&format!(
                "{} = {value}  # {}",
                quoted(keys),
                doc(&row.bound)
            ))?;
        }
    }
    Ok(())
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
