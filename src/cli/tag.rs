//! `pressmark tag`: gives and takes tags of an article.

use super::undo::ChangeObject;
use super::{Failure, Session, json, words};
use crate::model::{Action, Origin, SafeText};
use clap::Args;

/// Give and take tags of an article.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
        pressmark tag k3f9q +capex +ai -todo\n  \
        pressmark undo")]
pub(super) struct Arguments {
    /// Print the stored change as an object.
    #[arg(long)]
    json: bool,
    /// The article: its id or any beginning of it that fits no other.
    #[arg(value_name = "ID")]
    article: String,
    /// Tags to give (+TAG) and to take (-TAG).
    #[arg(value_name = "+TAG|-TAG", required = true)]
    tags: Vec<String>,
}

/// Stores the change.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let (add, remove) = read(&given.tags)?;
    let mut desk = session.writing_desk()?;
    let wrong = |error| Failure::of(&given.article, error);
    let article = desk.library.article_id(&given.article).map_err(wrong)?;
    let action = Action::Tag {
        articles: vec![article],
        add,
        remove,
    };
    let change = desk.who.change(Origin::User, action);
    let applied = desk.library.apply(&change).map_err(wrong)?;
    if given.json {
        session.out.json(&ChangeObject {
            pressmark: json::VERSION,
            change: &change,
        })?;
    } else if applied.changed == 0 {
        session.out.line("nothing to change")?;
    } else {
        let row = desk.library.row(&applied.articles[0]).map_err(wrong)?;
        let tags: Vec<String> = row.tags.iter().map(|tag| format!("#{tag}")).collect();
        session
            .out
            .line(&format!("{}  {}", row.title, tags.join(" ")))?;
    }
    Ok(())
}

/// Tags to give and tags to take, from `+TAG` and `-TAG`.
///
/// # Errors
/// A word that begins otherwise, or names no tag.
pub(super) fn read(typed: &[String]) -> Result<(Vec<SafeText>, Vec<SafeText>), Failure> {
    let (mut add, mut remove) = (Vec::new(), Vec::new());
    for word in typed {
        let word = words::typed(word);
        let (list, tag) = match (word.strip_prefix('+'), word.strip_prefix('-')) {
            (Some(tag), _) => (&mut add, tag),
            (_, Some(tag)) => (&mut remove, tag),
            _ => {
                return Err(Failure::usage(
                    word,
                    "write +TAG to give a tag, -TAG to take it",
                ));
            }
        };
        let tag = SafeText::line(tag);
        if tag.is_empty() {
            return Err(Failure::usage(word, "names no tag"));
        }
        list.push(tag);
    }
    Ok((add, remove))
}
