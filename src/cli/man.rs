//! `pressmark man`: the manual page, made from the arguments and the table of commands.

use super::{Failure, Session, args};
use crate::app::keys::command::TABLE;
use crate::app::keys::scope::Scope;
use clap::builder::StyledStr;
use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, italic, roman};

/// Print the manual page.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    pressmark man | man -l -\n  \
    pressmark man > ~/.local/share/man/man1/pressmark.1")]
pub(super) struct Arguments {}

/// Prints the page.
pub(super) fn run(_given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let mut program = args::Arguments::command();
    program.build();
    let page = Man::new(program.clone());
    let mut text = Vec::new();
    page.render_title(&mut text)?;
    page.render_name_section(&mut text)?;
    page.render_synopsis_section(&mut text)?;
    page.render_description_section(&mut text)?;
    page.render_options_section(&mut text)?;
    let mut roff = Roff::new();
    commands(&mut roff, &program);
    keys(&mut roff);
    files(&mut roff);
    roff.to_writer(&mut text)?;
    page.render_version_section(&mut text)?;
    session.out.bytes(&text)?;
    Ok(())
}

fn commands(roff: &mut Roff, program: &Command) {
    roff.control("SH", ["COMMANDS"]);
    for command in program
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
    {
        roff.control("SS", [command.get_name()]);
        let about = command.get_long_about().or(command.get_about());
        paragraph(roff, &plain(about));
        let own = command
            .get_arguments()
            .filter(|argument| !argument.is_global_set() && !argument.is_hide_set())
            .filter(|argument| !matches!(argument.get_id().as_str(), "help" | "version"));
        for argument in own {
            roff.control("TP", []);
            let long = argument.get_long().map(|long| format!("--{long}"));
            let values: Vec<&str> = argument
                .get_value_names()
                .filter(|_| argument.get_action().takes_values())
                .map(|names| names.iter().map(clap::builder::Str::as_str).collect())
                .unwrap_or_default();
            let mut line = Vec::new();
            if let Some(long) = &long {
                line.push(bold(long));
                line.push(roman(" "));
            }
            line.push(italic(values.join(" ")));
            roff.text(line);
            roff.text([roman(plain(argument.get_help()))]);
        }
        if let Some(help) = command.get_after_long_help() {
            roff.control("PP", []);
            roff.control("nf", []);
            for line in help.to_string().lines() {
                roff.text([roman(line)]);
            }
            roff.control("fi", []);
        }
    }
}

/// The default keys, in the order in which the commands are explained.
fn keys(roff: &mut Roff) {
    roff.control("SH", ["KEYS"]);
    paragraph(
        roff,
        "The default keys; `pressmark keys` prints those in force. A command is also given by its name after : on the screen.",
    );
    for scope in Scope::ALL {
        roff.control("SS", [scope.name()]);
        for entry in TABLE.iter().filter(|entry| entry.scopes.contains(&scope)) {
            roff.control("TP", ["24"]);
            roff.text([bold(entry.keys.join(" ")), roman("  "), italic(entry.name)]);
            roff.text([roman(entry.doc)]);
        }
    }
}

fn files(roff: &mut Roff) {
    roff.control("SH", ["FILES"]);
    let files = [
        (
            "$XDG_CONFIG_HOME/pressmark/config.toml",
            "Settings; themes/ and labels/ beside it hold your own themes and label schemes.",
        ),
        (
            "$XDG_DATA_HOME/pressmark/library.db",
            "The library: one SQLite file, with daily backups of your own data beside it.",
        ),
        ("$XDG_STATE_HOME/pressmark/", "The log."),
    ];
    for (path, doc) in files {
        roff.control("TP", []);
        roff.text([italic(path)]);
        roff.text([roman(doc)]);
    }
    roff.control("SH", ["EXIT STATUS"]);
    paragraph(
        roff,
        "0 all done, 1 some input failed, 2 wrong usage. Each error is one line on standard error: pressmark: NAME: what is wrong.",
    );
}

fn paragraph(roff: &mut Roff, text: &str) {
    roff.control("PP", []);
    roff.text([roman(text)]);
}

fn plain(text: Option<&StyledStr>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}
