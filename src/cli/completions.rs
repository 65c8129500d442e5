//! `pressmark completions`: what a shell needs to complete our commands.

use super::{Failure, Session, args};
use clap::{Args, CommandFactory};
use clap_complete::Shell;

/// Print a completion script for a shell.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    pressmark completions bash > ~/.local/share/bash-completion/completions/pressmark\n  \
    pressmark completions zsh > ~/.zfunc/_pressmark\n  \
    pressmark completions fish > ~/.config/fish/completions/pressmark.fish")]
pub(super) struct Arguments {
    /// The shell.
    shell: Shell,
}

/// Prints the script.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(
        given.shell,
        &mut args::Arguments::command(),
        "pressmark",
        &mut script,
    );
    session.out.bytes(&script)?;
    Ok(())
}
