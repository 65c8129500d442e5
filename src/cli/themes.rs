//! `pressmark themes`: the themes one can choose, and their files.

use super::output::Look;
use super::table::{self, Cell};
use super::{Failure, Session};
use crate::config::theme::{self, Appearance, BUILT_IN};
use clap::Args;
use serde::Serialize;

/// List the themes, or print the file of one of ours.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    pressmark themes\n  \
    pressmark themes ink > ~/.config/pressmark/themes/mine.toml\n  \
    pressmark --theme paper ~/news\n\n\
    A .toml or .tmTheme file in the themes folder beside config.toml can be chosen by its name.")]
pub(super) struct Arguments {
    /// One object per theme.
    #[arg(long)]
    json: bool,
    /// Print this theme's file, to start your own from.
    #[arg(value_name = "NAME", conflicts_with = "json")]
    name: Option<String>,
}

/// One theme, for programs.
#[derive(Debug, Serialize)]
struct ThemeObject<'a> {
    pressmark: u8,
    name: &'a str,
    appearance: &'a str,
    built_in: bool,
    current: bool,
}

/// Prints the themes, or one file.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    if let Some(name) = &given.name {
        let found = BUILT_IN.iter().find(|(known, _)| known == name);
        let (_, file) = found.ok_or_else(|| {
            Failure::usage(name, "is no built-in theme; `pressmark themes` lists them")
        })?;
        session.out.text(file)?;
        return Ok(());
    }
    let config = session.config()?;
    let current = session
        .global
        .theme
        .as_deref()
        .unwrap_or(&config.theme)
        .to_owned();
    let folder = config.themes_folder();
    let mut rows = Vec::new();
    for name in theme::names(folder.as_deref()) {
        let theme = match theme::load(&name, folder.as_deref()) {
            Ok((theme, _)) => theme,
            Err(error) => {
                session.out.failed("", &error);
                continue;
            }
        };
        let built_in = BUILT_IN.iter().any(|(known, _)| *known == name.as_str());
        let appearance = match theme.appearance {
            Appearance::Dark => "dark",
            Appearance::Light => "light",
        };
        if given.json {
            session.out.json(&ThemeObject {
                pressmark: super::json::VERSION,
                name: &name,
                appearance,
                built_in,
                current: name.as_str() == current,
            })?;
            continue;
        }
        rows.push(vec![
            Cell::plain(if name.as_str() == current { "*" } else { "" }),
            Cell::new(Look::Name, &name),
            Cell::plain(appearance),
            Cell::new(Look::Dim, if built_in { "" } else { "yours" }),
        ]);
    }
    table::write(&mut session.out, &rows, 1)?;
    Ok(())
}
