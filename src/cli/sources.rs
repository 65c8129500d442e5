//! `pressmark sources`: where articles come from.

use super::output::Look;
use super::{Failure, Session, json};
use crate::desk::OpenOptions;
use clap::Args;

/// Lists the sources with their numbers of articles and unread ones.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Print JSON Lines.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let desk = session.desk(OpenOptions::Read)?;
    for source in desk
        .library
        .sources()
        .map_err(|error| Failure::of("library", error))?
    {
        if given.json {
            session.out.json(&json::source(&source))?;
        } else {
            session.out.styled(Look::Strong, &source.name)?;
            session.out.text(&format!(
                "  {} articles, {} unread",
                source.articles, source.unread
            ))?;
            session
                .out
                .styled(Look::Dim, &format!("  {}", source.location))?;
            session.out.line("")?;
        }
    }
    Ok(())
}
