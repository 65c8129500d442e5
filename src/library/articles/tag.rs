//! Tags, given and taken: of articles and of sources alike.

use crate::library::articles::unindexed::index_names;
use crate::library::changes::apply::{Performed, article_row, source_row};
use crate::library::error::LibraryError;
use crate::model::{Action, ArticleId, SafeText, SourceId};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::fmt::Display;

/// What can carry tags: where they stand, and how the log speaks of them.
pub(in crate::library) trait Tagged: Clone + Display {
    /// Gives the row a name.
    const GIVE: &'static str;
    /// Takes a name from the row.
    const TAKE: &'static str;
    /// What a tag is called among the objects that a change touched.
    const OBJECT: &'static str;

    /// Its row number.
    fn row(&self, connection: &Connection) -> Result<i64, LibraryError>;

    /// The action that gives and takes tags of such things.
    fn action(things: Vec<Self>, add: Vec<SafeText>, remove: Vec<SafeText>) -> Action;

    /// What else a change of its tags changes.
    fn changed(
        &self,
        connection: &Connection,
        row: i64,
        done: &mut Performed,
    ) -> Result<(), LibraryError>;
}

/// Gives and takes tags. A tag that is both given and taken is given.
pub(in crate::library) fn tag<T: Tagged>(
    connection: &Connection,
    things: &[T],
    add: &[SafeText],
    remove: &[SafeText],
) -> Result<Performed, LibraryError> {
    let mut done = Performed::default();
    let mut back: BTreeMap<(Vec<SafeText>, Vec<SafeText>), Vec<T>> = BTreeMap::new();
    let mut give = connection.prepare_cached(T::GIVE)?;
    let mut take = connection.prepare_cached(T::TAKE)?;
    for thing in things {
        let row = thing.row(connection)?;
        let (mut given, mut taken) = (Vec::new(), Vec::new());
        for name in remove.iter().filter(|name| !add.contains(name)) {
            if take.execute((row, name.as_str()))? > 0 {
                taken.push(name.clone());
            }
        }
        for name in add {
            if give.execute((row, name.as_str()))? > 0 {
                given.push(name.clone());
            }
        }
        if given.is_empty() && taken.is_empty() {
            continue;
        }
        thing.changed(connection, row, &mut done)?;
        let names = given.iter().chain(&taken);
        done.touched
            .extend(names.map(|name| format!("{}:{thing}:{name}", T::OBJECT)));
        back.entry((given, taken)).or_default().push(thing.clone());
    }
    done.inverse = back
        .into_iter()
        .map(|((given, taken), things)| T::action(things, taken, given))
        .collect();
    Ok(done)
}

impl Tagged for ArticleId {
    const GIVE: &'static str =
        "INSERT INTO article_tag (article, name) VALUES (?, ?) ON CONFLICT DO NOTHING";
    const TAKE: &'static str = "DELETE FROM article_tag WHERE article = ? AND name = ?";
    const OBJECT: &'static str = "tag";

    fn row(&self, connection: &Connection) -> Result<i64, LibraryError> {
        article_row(connection, self)
    }

    fn action(articles: Vec<Self>, add: Vec<SafeText>, remove: Vec<SafeText>) -> Action {
        Action::Tag {
            articles,
            add,
            remove,
        }
    }

    /// An article is found by its tags.
    fn changed(
        &self,
        connection: &Connection,
        row: i64,
        done: &mut Performed,
    ) -> Result<(), LibraryError> {
        done.articles.push(self.clone());
        index_names(connection, row)
    }
}

impl Tagged for SourceId {
    const GIVE: &'static str =
        "INSERT INTO source_tag (source, name) VALUES (?, ?) ON CONFLICT DO NOTHING";
    const TAKE: &'static str = "DELETE FROM source_tag WHERE source = ? AND name = ?";
    const OBJECT: &'static str = "source-tag";

    fn row(&self, connection: &Connection) -> Result<i64, LibraryError> {
        source_row(connection, self)
    }

    fn action(sources: Vec<Self>, add: Vec<SafeText>, remove: Vec<SafeText>) -> Action {
        Action::TagSources {
            sources,
            add,
            remove,
        }
    }

    fn changed(&self, _: &Connection, _: i64, _: &mut Performed) -> Result<(), LibraryError> {
        Ok(())
    }
}
