//! The arguments of the program: what holds for every command, and the commands.

use clap::{Args, Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;

/// All arguments.
#[derive(Debug, Parser)]
#[command(
    name = "pressmark",
    version,
    about = "Read, mark and compare the news at the keyboard.",
    long_about = "Read, mark and compare the news at the keyboard.\n\n\
        With a path, an address or - the screen opens on it; with nothing, on your library. \
        The commands do the same work without a screen, for scripts and pipes.",
    after_help = "Command names win over paths: for a folder named `list` write ./list.",
    after_long_help = "Command names win over paths: for a folder named `list` write ./list.\n\n\
        Examples:\n  \
        pressmark ~/news                 open a folder; new articles are imported while you read\n  \
        pressmark add ~/news && pressmark list is:unread\n  \
        pressmark parse page.html        one JSON object per article, no library needed\n  \
        pressmark compare a.txt b.txt    where two articles agree and disagree\n  \
        pressmark export --format markdown --out ~/vault\n\n\
        Exit codes: 0 all done, 1 some input failed, 2 wrong usage. Each error is one line: \
        pressmark: NAME: what is wrong.",
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    /// Line by line, without a screen: for screen readers, pipes and dumb terminals.
    #[arg(long)]
    pub(super) plain: bool,
    /// Files, folders or addresses to open on the screen; - is standard input.
    #[arg(value_name = "PATH|URL|-")]
    pub(super) inputs: Vec<OsString>,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// What holds for every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct Global {
    /// The folder of the library.
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "PRESSMARK_DATA_DIR",
        hide_env_values = true
    )]
    pub(super) data_dir: Option<PathBuf>,
    /// The settings file, instead of config.toml in the configuration folder.
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "PRESSMARK_CONFIG",
        hide_env_values = true
    )]
    pub(super) config: Option<PathBuf>,
    /// The theme: a name (`pressmark themes` lists them) or a file.
    #[arg(long, global = true, value_name = "NAME|FILE")]
    pub(super) theme: Option<String>,
    /// Who makes the annotations; else the settings file, else the login name.
    #[arg(
        long,
        global = true,
        value_name = "NAME",
        env = "PRESSMARK_ANNOTATOR",
        hide_env_values = true
    )]
    pub(super) annotator: Option<String>,
}

/// The commands, in the order of the help.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Add(super::add::Arguments),
    Subscribe(super::subscribe::Arguments),
    Fetch(super::fetch::Arguments),
    List(super::list::Arguments),
    Show(super::show::Arguments),
    Diff(super::diff::Arguments),
    Facts(super::facts::Arguments),
    Annotate(super::annotate::Arguments),
    Notes(super::notes::Arguments),
    Link(super::link::Arguments),
    History(super::history::Arguments),
    Tag(super::tag::Arguments),
    Undo(super::undo::UndoArguments),
    Redo(super::undo::RedoArguments),
    Export(super::export::Arguments),
    Import(super::import::Arguments),
    Pull(super::pull::Arguments),
    Merge(super::merge::Arguments),
    Agreement(super::agreement::Arguments),
    Adjudicate(super::adjudicate::Arguments),
    Sources(super::sources::Arguments),
    Searches(super::searches::Arguments),
    Rules(super::rules::Arguments),
    Rule(super::rule::Arguments),
    Remove(super::remove::Arguments),
    Compare(super::compare::Arguments),
    Parse(super::parse::Arguments),
    Anchor(super::anchor::Arguments),
    Stats(super::stats::Arguments),
    Compact(super::compact::Arguments),
    Doctor(super::doctor::Arguments),
    Backup(super::keep::BackupArguments),
    Restore(super::keep::RestoreArguments),
    Keys(super::keys::Arguments),
    Themes(super::themes::Arguments),
    Completions(super::completions::Arguments),
    Man(super::man::Arguments),
    Bench(super::bench::Arguments),
}
