//! `pressmark rules`: what the rules would do to the library, and doing it.

use super::output::{Look, Output};
use super::table::{self, Cell};
use super::{Failure, Session, json, read};
use crate::config::rules;
use crate::desk::{Desk, newsboat_rules};
use crate::model::{Rule, RuleEffect};
use clap::{Args, Subcommand};
use serde::Serialize;
use std::path::PathBuf;

/// Carry out the rules on the whole library.
#[derive(Debug, Args)]
#[command(
    long_about = "Carry out the rules on the whole library. Rules stand in rules.toml beside the settings and are carried out by themselves on what \
        comes in; this is for what was there before. Nothing that a rule does is on the undo stack; what one hides tells its name, and \
        `is:hidden` lists it.",
    after_long_help = "Examples:\n  \
        pressmark rules --dry-run\n  \
        pressmark rules --dry-run --json\n  \
        pressmark rules import ~/.newsboat/config\n\n\
        A rule:\n  \
        [[rule]]\n  \
        name = \"Advertising\"\n  \
        query = \"title:sponsored or site:advertorial\"\n  \
        hide = true          # or: tags = [\"ad\"], star, read, archive\n\n\
        With --json: {\"name\",\"query\",\"articles\",\"error\"}; `articles` is how many it changes."
)]
pub(super) struct Arguments {
    /// One object per rule.
    #[arg(long, global = true)]
    json: bool,
    /// Tell what each rule by itself would change, and change nothing.
    #[arg(long)]
    dry_run: bool,
    #[command(subcommand)]
    action: Option<Do>,
}

/// What else can be done with rules.
#[derive(Debug, Subcommand)]
enum Do {
    /// Take the ignore-article lines of newsboat's settings as rules that hide.
    Import {
        /// newsboat's config file.
        file: PathBuf,
    },
}

#[derive(Debug, Serialize)]
struct RuleObject<'a> {
    pressmark: u8,
    name: &'a str,
    query: &'a str,
    articles: Option<usize>,
    error: Option<&'a str>,
}

/// Prints what the rules change, and changes it.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    if let Some(Do::Import { file }) = &given.action {
        return import(file, given.json, session);
    }
    let mut desk = if given.dry_run {
        session.reading_desk()?
    } else {
        session.writing_desk()?
    };
    let effects = desk.rule_all(!given.dry_run);
    let effects = effects.map_err(|error| Failure::of("rules", error))?;
    let rules = desk.rules.clone();
    if given.json {
        for (rule, effect) in rules.iter().zip(&effects) {
            session.out.json(&object(rule, effect))?;
        }
    } else if rules.is_empty() {
        session
            .out
            .line("no rules; they stand in rules.toml beside the settings")?;
    } else {
        let rows = rules.iter().zip(&effects);
        let rows: Vec<Vec<Cell>> = rows.map(|(rule, effect)| row(rule, effect)).collect();
        table::write(&mut session.out, &rows, 3)?;
    }
    let wrong = effects.iter().filter_map(|effect| effect.wrong.as_ref());
    let wrong: Vec<_> = wrong.collect();
    for reason in &wrong {
        session.out.failed("rules", reason);
    }
    Ok(())
}

fn object<'a>(rule: &'a Rule, effect: &'a RuleEffect) -> RuleObject<'a> {
    RuleObject {
        pressmark: json::VERSION,
        name: &rule.name,
        query: &rule.query,
        articles: effect.wrong.is_none().then_some(effect.articles),
        error: effect.wrong.as_deref(),
    }
}

fn row(rule: &Rule, effect: &RuleEffect) -> Vec<Cell> {
    let mut does = Vec::new();
    let flags = [
        (rule.hide, "hides"),
        (rule.archive, "archives"),
        (rule.read, "marks read"),
        (rule.star, "stars"),
    ];
    does.extend(
        flags
            .iter()
            .filter(|(on, _)| *on)
            .map(|(_, word)| (*word).to_owned()),
    );
    does.extend(rule.tags.iter().map(|tag| format!("#{tag}")));
    let count = match (&effect.wrong, effect.articles) {
        (Some(_), _) => "-".to_owned(),
        (None, 1) => "1 article".to_owned(),
        (None, n) => format!("{n} articles"),
    };
    vec![
        Cell::new(Look::Name, &rule.name),
        Cell::plain(&count),
        Cell::plain(&does.join(", ")),
        Cell::new(Look::Dim, &rule.query),
    ]
}

fn import(file: &std::path::Path, as_json: bool, session: &mut Session) -> Result<(), Failure> {
    let name = file.to_string_lossy().into_owned();
    let bytes = read::bytes(file).map_err(|error| Failure::because(&name, read::reason(&error)))?;
    let (mut found, left_out) = newsboat_rules(&String::from_utf8_lossy(&bytes));
    let config = session.config()?;
    let Some(path) = config.rules_file() else {
        return Err(Failure::usage(
            "rules",
            "there is no folder of settings; name a settings file with --config",
        ));
    };
    // Those that are there already are not taken twice, whatever they are called.
    found.retain(|rule| config.rules.iter().all(|known| known.query != rule.query));
    for (number, rule) in found.iter_mut().enumerate() {
        rule.name = format!("newsboat {}", config.rules.len() + number + 1)
            .as_str()
            .into();
    }
    if !found.is_empty() {
        rules::append(&path, &found)
            .map_err(|error| Failure::because(path.to_string_lossy(), read::reason(&error)))?;
    }
    for rule in &found {
        if as_json {
            let effect = RuleEffect {
                rule: rule.name.clone(),
                articles: 0,
                hides: true,
                wrong: None,
            };
            session.out.json(&RuleObject {
                articles: None,
                ..object(rule, &effect)
            })?;
        } else {
            session
                .out
                .line(&format!("{}  {}", rule.name, rule.query))?;
        }
    }
    for line in &left_out {
        session.out.failed(&name, line);
    }
    if !as_json {
        let count = found.len();
        session
            .out
            .line(&format!("{count} rules written to {}", path.display()))?;
    }
    Ok(())
}

/// Carries the rules out on what came in; what they hide is told on standard error.
pub(super) fn carry_out(desk: &mut Desk) -> Result<(), Failure> {
    let effects = desk.rule_new();
    for effect in effects.map_err(|error| Failure::of("rules", error))? {
        match &effect.wrong {
            Some(reason) => Output::warn(reason),
            None if effect.articles > 0 && effect.hides => {
                let (count, rule) = (effect.articles, &effect.rule);
                Output::warn(&format!(
                    "{count} hidden by rule {rule}; is:hidden lists them"
                ));
            }
            None => {}
        }
    }
    Ok(())
}
