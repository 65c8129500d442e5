//! `pressmark sources rename`, `move`, `mute`, `unmute`, `tag` and `remove`: one group of changes each.

use super::undo::ChangeObject;
use super::{Failure, Session, json, tag};
use crate::desk::Desk;
use crate::model::{Action, Folder, GroupId, Origin, SafeText, SourceId};
use clap::Subcommand;

/// What can be done to sources.
#[derive(Debug, Subcommand)]
pub(super) enum Change {
    /// Give a source, or with FOLDER/ a folder, another name; an empty one is the source's own.
    Rename {
        /// The source, or a folder with a slash at its end.
        source: String,
        /// The name; of a folder, its path.
        name: String,
    },
    /// Move sources into a folder.
    Move {
        /// The sources, then the folder; / is the top.
        #[arg(value_name = "SOURCE… FOLDER", num_args = 2.., required = true)]
        names: Vec<String>,
    },
    /// Mute sources.
    Mute {
        /// Which.
        #[arg(value_name = "SOURCE", required = true)]
        sources: Vec<String>,
    },
    /// Hear muted sources again.
    Unmute {
        /// Which.
        #[arg(value_name = "SOURCE", required = true)]
        sources: Vec<String>,
    },
    /// Give and take tags of a source; all its articles have them.
    Tag {
        /// The source.
        source: String,
        /// Tags to give (+TAG) and to take (-TAG).
        #[arg(value_name = "+TAG|-TAG", required = true)]
        tags: Vec<String>,
    },
    /// Remove sources with their articles; articles with notes, tags or a star stay.
    Remove {
        /// Which.
        #[arg(value_name = "SOURCE", required = true)]
        sources: Vec<String>,
    },
}

/// Stores the changes as one undo, and tells them.
pub(super) fn run(change: &Change, as_json: bool, session: &mut Session) -> Result<(), Failure> {
    let mut desk = session.writing_desk()?;
    let actions = actions(change, &desk)?;
    let group = GroupId::from_random((desk.who.random)());
    let changes: Vec<crate::model::Change> = actions
        .into_iter()
        .map(|action| crate::model::Change {
            group: group.clone(),
            ..desk.who.change(Origin::User, action)
        })
        .collect();
    let applied = desk.library.apply_all(&changes);
    let applied = applied.map_err(|error| Failure::of("sources", error))?;
    if as_json {
        for change in &changes {
            session.out.json(&ChangeObject {
                pressmark: json::VERSION,
                change,
            })?;
        }
        return Ok(());
    }
    let told = match (applied.changed, change) {
        (0, _) => "nothing to change".to_owned(),
        (_, Change::Remove { .. }) => format!(
            "removed {} articles; {} stay, since they carry notes, tags or a star",
            applied.articles.len(),
            applied.kept
        ),
        (_, Change::Tag { .. }) => "done".to_owned(),
        (1, _) => "1 source changed".to_owned(),
        (many, _) => format!("{many} sources changed"),
    };
    session.out.line(&told)?;
    Ok(())
}

fn actions(change: &Change, desk: &Desk) -> Result<Vec<Action>, Failure> {
    Ok(match change {
        Change::Rename { source, name } => vec![rename(desk, source, name)?],
        Change::Move { names } => match names.split_last() {
            Some((to, sources)) => vec![Action::MoveSources {
                sources: all(desk, sources)?,
                folder: Folder::typed(to),
            }],
            None => Vec::new(),
        },
        Change::Mute { sources } => vec![Action::MuteSources {
            sources: all(desk, sources)?,
            muted: true,
        }],
        Change::Unmute { sources } => vec![Action::MuteSources {
            sources: all(desk, sources)?,
            muted: false,
        }],
        Change::Tag { source, tags } => {
            let (add, remove) = tag::read(tags)?;
            vec![Action::TagSources {
                sources: named(desk, source)?,
                add,
                remove,
            }]
        }
        Change::Remove { sources } => all(desk, sources)?
            .into_iter()
            .map(|source| Action::RemoveSource { source })
            .collect(),
    })
}

/// Another name for a source, or another path for a folder.
fn rename(desk: &Desk, source: &str, name: &str) -> Result<Action, Failure> {
    if let Some(folder) = folder(source) {
        named(desk, source)?;
        let to = Folder::typed(name);
        return Ok(Action::RenameFolder { folder, to });
    }
    let name = SafeText::line(name);
    Ok(Action::RenameSource {
        source: one(desk, source)?,
        name: (!name.is_empty()).then_some(name),
    })
}

/// The folder that a name with a slash at its end means.
fn folder(name: &str) -> Option<Folder> {
    // An address may end with one too.
    name.strip_suffix('/')
        .filter(|path| !path.contains("://") && !path.starts_with('/'))
        .map(Folder::typed)
}

fn all(desk: &Desk, names: &[String]) -> Result<Vec<SourceId>, Failure> {
    let each = names.iter().map(|name| named(desk, name));
    Ok(each.collect::<Result<Vec<_>, _>>()?.concat())
}

/// The sources that a name means: of a folder all, else one.
fn named(desk: &Desk, name: &str) -> Result<Vec<SourceId>, Failure> {
    let Some(folder) = folder(name) else {
        return Ok(vec![one(desk, name)?]);
    };
    let sources = desk.library.sources();
    let sources = sources.map_err(|error| Failure::of(name, error))?;
    let inside: Vec<SourceId> = sources
        .into_iter()
        .filter(|source| folder.holds(&source.folder))
        .map(|source| source.id)
        .collect();
    if inside.is_empty() {
        return Err(Failure::because(name, "no source lies in this folder"));
    }
    Ok(inside)
}

fn one(desk: &Desk, name: &str) -> Result<SourceId, Failure> {
    let source = desk.library.source_id(name);
    source.map_err(|error| Failure::of(name, error))
}
