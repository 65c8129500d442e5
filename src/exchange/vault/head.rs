//! The head of a file: our keys with their values, and how they are brought up to date among a person's own.

use super::sum_of;
use crate::model::ArticleId;

/// The key by which a file is found again, whatever its name.
pub const ID: &str = "pressmark-id";

/// The key of the blocks that were written, so that one the person took out stays out.
pub const NOTES: &str = "pressmark-notes";

/// The key of the sum of our lines.
pub const SUM: &str = "pressmark-sum";

/// The key that people change most: once they did, it is theirs.
pub const TAGS: &str = "tags";

/// Every key that may be ours.
pub const OURS: [&str; 10] = [
    ID,
    NOTES,
    SUM,
    TAGS,
    "title",
    "author",
    "site",
    "published",
    "url",
    "language",
];

/// What a key says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A list.
    List(Vec<String>),
}

/// Keys with their values, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// The keys.
    pub keys: Vec<(&'static str, Value)>,
}

impl Head {
    /// For an article, with the ids of its blocks.
    pub fn new(id: &ArticleId, notes: Vec<String>) -> Self {
        let mut head = Self::default();
        head.text(ID, id.as_str());
        head.list(NOTES, notes);
        head
    }

    /// Adds a text.
    pub fn text(&mut self, key: &'static str, value: &str) {
        self.keys.push((key, Value::Text(value.to_owned())));
    }

    /// Adds a list.
    pub fn list(&mut self, key: &'static str, values: Vec<String>) {
        self.keys.push((key, Value::List(values)));
    }
}

/// The lines of a head, as a form writes them.
pub struct Lines<'a> {
    /// The key of a line that has one, by the name that it has in [`OURS`] when it is ours.
    pub key: &'a dyn Fn(&str) -> Option<String>,
    /// Whether a line continues the one before.
    pub continues: &'a dyn Fn(&str) -> bool,
}

impl Lines<'_> {
    fn is(&self, line: &str, name: &str) -> bool {
        (self.key)(line).is_some_and(|key| key == name)
    }

    fn is_ours(&self, line: &str) -> bool {
        (self.key)(line).is_some_and(|key| OURS.contains(&key.as_str()))
    }

    /// The sum of our lines among these, without the line of the sum itself.
    pub fn sum(&self, lines: &[&str]) -> String {
        let ours = lines
            .iter()
            .filter(|line| self.is_ours(line) && !self.is(line, SUM));
        sum_of(&ours.copied().collect::<Vec<_>>().join("\n"))
    }

    /// The lines that are there, with ours brought up to date, and those of `fresh` that were not there. `untouched`
    /// tells that our lines are as we wrote them.
    pub fn merge(
        &self,
        there: &[&str],
        mut fresh: Vec<String>,
        untouched: bool,
    ) -> (Vec<String>, Vec<String>) {
        let mut merged: Vec<String> = Vec::new();
        let mut replacing = false;
        for line in there {
            match (self.key)(line) {
                Some(key) if key == TAGS && !untouched => {
                    fresh.retain(|row| !self.is(row, TAGS));
                    replacing = false;
                    merged.push((*line).to_owned());
                }
                Some(key) => {
                    let at = fresh.iter().position(|row| self.is(row, &key));
                    // Lines that we wrote go when there is nothing to say any more.
                    replacing = at.is_some() || (untouched && self.is_ours(line));
                    match at {
                        Some(at) => merged.push(fresh.remove(at)),
                        None if !replacing => merged.push((*line).to_owned()),
                        None => {}
                    }
                }
                // What continues one of our keys goes with its old value.
                None if replacing && (self.continues)(line) => {}
                None => merged.push((*line).to_owned()),
            }
        }
        (merged, fresh)
    }
}
