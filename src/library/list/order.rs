//! The order of a list, and what lies beyond a place in it.

use crate::library::list::clause::Clause;
use crate::model::query::{Folding, Sort, SortKey};
use rusqlite::types::Value;

/// The order of the list, and its reverse by which the far end is read.
pub(in crate::library) struct Order {
    pub forward: String,
    pub backward: String,
    /// The expressions that order, and whether the largest comes first.
    keys: Vec<(&'static str, bool)>,
}

/// To which side of a place one looks, and whether the place itself belongs to what is seen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::library) enum Side {
    Before,
    /// The place and what comes after it.
    From,
}

/// A part of what lies to one side of a place: what belongs to it, and its order.
pub(in crate::library) struct Stretch {
    pub clause: Clause,
    pub by: String,
}

impl Order {
    /// Whether it is the order by date, of which there are indexes.
    pub(in crate::library) fn is_by_date(&self) -> bool {
        matches!(self.keys.as_slice(), [("date" | LATEST, one), ("row", other)] if one == other)
    }

    /// Whether an index has this order, or its reverse.
    fn is_indexed(&self) -> bool {
        let by_source = matches!(self.keys.as_slice(),
            [(SOURCE, source), ("date", date), ("row", row)] if source != date && date == row);
        by_source || self.is_by_date()
    }

    /// Whether the list begins with what is largest by its first key.
    pub(in crate::library) fn is_descending(&self) -> bool {
        self.keys.first().is_some_and(|(_, descending)| *descending)
    }

    /// Whether every article has a place in it: who was never read has none in the order of reading.
    pub(in crate::library) fn has_all(&self) -> bool {
        self.keys.iter().all(|(key, _)| *key != "read_at")
    }

    /// The keys of the article called `table`.
    pub(in crate::library) fn keys_of(&self, table: &str) -> String {
        let keys = self.keys.iter().map(|(key, _)| on(table, key));
        keys.collect::<Vec<_>>().join(", ")
    }

    /// The condition that article `a` stands before article `o`.
    pub(in crate::library) fn before(&self) -> String {
        self.beyond(true)
    }

    /// The condition that article `a` stands after article `o`.
    pub(in crate::library) fn after(&self) -> String {
        self.beyond(false)
    }

    /// Smaller (or greater) by the first key, or equal there and so by the next, and so on.
    fn beyond(&self, before: bool) -> String {
        let mut terms = Vec::new();
        for (index, (key, descending)) in self.keys.iter().enumerate() {
            let equal = self
                .keys
                .iter()
                .take(index)
                .map(|(key, _)| format!("{} IS {} AND ", on("a", key), on("o", key)));
            let sign = if *descending == before { ">" } else { "<" };
            terms.push(format!(
                "({}{} {sign} {})",
                equal.collect::<String>(),
                on("a", key),
                on("o", key)
            ));
        }
        let beyond = terms.join(" OR ");
        match self.keys.first() {
            // Said of the date alone, it lets the search begin in the index of dates.
            Some((key @ ("date" | LATEST), descending)) => {
                let sign = if *descending == before { ">=" } else { "<=" };
                format!("{} {sign} {} AND ({beyond})", on("a", key), on("o", key))
            }
            _ => beyond,
        }
    }

    /// What lies to one side of a place, in stretches that follow one another, the nearest first; a place is told by the values of
    /// the keys. Each is a run of an
    /// index, where there is one: by date the rest of the place's own second, and what lies beyond it.
    pub(in crate::library) fn stretches(&self, place: &[Value], side: Side) -> Vec<Stretch> {
        let before = side == Side::Before;
        let by = if before {
            &self.backward
        } else {
            &self.forward
        };
        let mut stretches = Vec::new();
        for (index, (key, descending)) in self.keys.iter().enumerate().rev() {
            let last = index + 1 == self.keys.len();
            let sign = match (*descending == before, last && !before) {
                (true, false) => ">",
                (true, true) => ">=",
                (false, false) => "<",
                (false, true) => "<=",
            };
            let equal = self.keys.iter().take(index);
            let mut terms: Vec<String> = equal
                .map(|(key, _)| format!("{} = ?", on("a", key)))
                .collect();
            terms.push(format!("{} {sign} ?", on("a", key)));
            let turn = if sign.starts_with('<') { " DESC" } else { "" };
            stretches.push(Stretch {
                clause: Clause {
                    sql: terms.join(" AND "),
                    values: place.iter().take(index + 1).cloned().collect(),
                },
                // What is equal in this stretch is no part of its order.
                by: if last {
                    format!("{}{turn}", on("a", key))
                } else {
                    by.clone()
                },
            });
        }
        if self.is_indexed() {
            return stretches;
        }
        let all = stretches.into_iter().map(|stretch| stretch.clause);
        vec![Stretch {
            clause: Clause::joined(all.collect(), " OR ", "0"),
            by: by.clone(),
        }]
    }
}

/// The SQL order for the sort keys; the date and the row number make every order complete.
pub(in crate::library) fn order(sort: &[Sort], folding: Folding) -> Order {
    let date = if folding == Folding::Stories {
        LATEST
    } else {
        "date"
    };
    let mut keys: Vec<(&'static str, bool)> = sort
        .iter()
        .map(|sort| match sort.key {
            SortKey::Date => (date, sort.descending),
            key => (column(key), sort.descending),
        })
        .collect();
    for key in [date, "row"] {
        if !keys.iter().any(|(known, _)| *known == key) {
            let descending = keys
                .last()
                .filter(|(known, _)| *known == date)
                .is_none_or(|(_, descending)| *descending);
            keys.push((key, descending));
        }
    }
    let written = |turned: bool| {
        let terms: Vec<String> = keys
            .iter()
            .map(|(key, descending)| {
                format!(
                    "{}{}",
                    on("a", key),
                    if *descending == turned { "" } else { " DESC" }
                )
            })
            .collect();
        terms.join(", ")
    };
    Order {
        forward: written(false),
        backward: written(true),
        keys,
    }
}

const fn column(key: SortKey) -> &'static str {
    match key {
        SortKey::Date => "date",
        SortKey::Title => "title COLLATE NOCASE",
        // The name that the row shows.
        SortKey::Source => SOURCE,
        SortKey::Facts => "facts",
        SortKey::Notes => "notes",
        SortKey::Disagreements => "disagreements",
        SortKey::Added => "row",
        SortKey::Read => "read_at",
        SortKey::Rank => RANK,
    }
}

/// The name of a row's publication or source.
const SOURCE: &str = "outlet COLLATE NOCASE";

/// The date of a story's newest article, by which its row stands in a list of stories.
const LATEST: &str = "latest";

/// How well the article fits the words that are asked for.
const RANK: &str = "rank";

/// A sort key of the article called `table`.
fn on(table: &str, key: &str) -> String {
    match key {
        LATEST => format!("coalesce({table}.latest, {table}.date)"),
        RANK => format!("ranked({table}.row)"),
        key => format!("{table}.{key}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_is_complete_and_turns_round() {
        let newest = order(&[], Folding::Nothing);
        assert_eq!(newest.forward, "a.date DESC, a.row DESC");
        assert_eq!(newest.backward, "a.date, a.row");
        let oldest = order(
            &[Sort {
                key: SortKey::Date,
                descending: false,
            }],
            Folding::Nothing,
        );
        assert_eq!(oldest.forward, "a.date, a.row");
        let title = order(
            &[Sort {
                key: SortKey::Title,
                descending: false,
            }],
            Folding::Nothing,
        );
        assert_eq!(
            title.forward,
            "a.title COLLATE NOCASE, a.date DESC, a.row DESC"
        );
    }

    #[test]
    fn what_comes_after_a_place_by_date_is_the_rest_of_its_second_and_what_is_older() {
        let place = [7, 3].map(Value::Integer);
        let newest = order(&[], Folding::Nothing);
        let said: Vec<_> = newest.stretches(&place, Side::From);
        let said: Vec<_> = said.iter().map(|part| part.clause.sql.as_str()).collect();
        assert_eq!(said, ["a.date = ? AND a.row <= ?", "a.date < ?"]);
        let said = newest.stretches(&place, Side::Before);
        assert_eq!(said[0].clause.sql, "a.date = ? AND a.row > ?");
        assert_eq!(said[1].by, newest.backward);
    }
}
