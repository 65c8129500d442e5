//! What the README shows is what the program has: the key table, the themes, the files it names.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "the names of the tests say it; a test stops where something is missing"
)]

use pressmark::app::keys::command::{Argument, Entry, TABLE};
use pressmark::app::keys::scope::Scope;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

const BEGIN: &str = "<!-- keys:begin -->\n";
const END: &str = "<!-- keys:end -->";
/// Set to anything, the test writes the table into the README instead of comparing it.
const WRITE: &str = "PRESSMARK_WRITE_README";
/// Named where a key has more places than a line should list.
const MANY: usize = 6;

#[test]
fn the_key_table_is_the_table_of_commands() {
    let readme = read("README.md");
    let (before, rest) = readme.split_once(BEGIN).unwrap();
    let (shown, after) = rest.split_once(END).unwrap();
    let made = key_table();
    if std::env::var_os(WRITE).is_some() {
        fs::write(
            root("README.md"),
            format!("{before}{BEGIN}{made}{END}{after}"),
        )
        .unwrap();
        return;
    }
    assert!(
        shown == made,
        "the README's key table is old: {WRITE}=1 cargo test --test readme writes the new one"
    );
}

#[test]
fn every_theme_is_named() {
    let readme = read("README.md");
    for entry in fs::read_dir(root("themes")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(readme.contains(&format!("`{name}`")), "{name} is not named");
    }
}

#[test]
fn every_sample_that_is_named_is_there() {
    let readme = read("README.md");
    let named = readme.split("sample-data/").skip(1).map(|rest| {
        let end = rest.find(|c: char| c.is_whitespace() || "`),|".contains(c));
        rest.get(..end.unwrap_or(rest.len())).unwrap()
    });
    let mut seen = 0;
    for name in named.filter(|name| !name.is_empty() && !name.contains('*')) {
        assert!(
            root("sample-data").join(name).exists(),
            "{name} is not there"
        );
        seen += 1;
    }
    assert!(seen > 0, "the README names no sample");
}

fn key_table() -> String {
    let mut table = String::from("| Keys | What they do | Where | `:` name |\n|:--|:--|:--|:--|\n");
    for entry in TABLE {
        let keys: Vec<String> = entry.keys.iter().map(|keys| code(keys)).collect();
        let name = match entry.argument {
            Argument::None => entry.name.to_owned(),
            Argument::Optional(what) => format!("{} [{what}]", entry.name),
            Argument::Needed(what) => format!("{} {what}", entry.name),
        };
        let (keys, name) = (keys.join(" "), code(&name));
        let (doc, place) = (entry.doc, place(entry));
        writeln!(table, "| {keys} | {doc} | {place} | {name} |").unwrap();
    }
    table
}

fn place(entry: &Entry) -> String {
    let names = |scopes: &[Scope]| {
        let names: Vec<_> = scopes.iter().map(|scope| scope.name()).collect();
        names.join(", ")
    };
    match entry.scopes.len() {
        all if all == Scope::ALL.len() => "everywhere".to_owned(),
        many if many > MANY => "all panes and views".to_owned(),
        _ => names(entry.scopes),
    }
}

/// Inline code in a table cell, where a bar would end the cell.
fn code(text: &str) -> String {
    format!("`{}`", text.replace('|', "\\|"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root(name)).unwrap()
}

fn root(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}
