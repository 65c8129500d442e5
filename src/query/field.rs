//! The fields of the query language: one table for parser, completion and messages.

use super::QueryError;
use super::date::{self, Days};
use super::fact;
use crate::facts;
use crate::model::query::{Filter, Grouping, Query, Sort, SortKey, State, Thing};
use crate::model::{LabellingState, Motivation, SafeText, Span};
use crate::text::closest::closest;
use jiff::civil::Date;

/// A field: its name, what its value is, what it does.
pub struct Field {
    /// What is typed before the colon.
    pub name: &'static str,
    /// How its value is read.
    pub kind: Kind,
    /// What it does, for completion and help.
    pub doc: &'static str,
}

/// How a field's value is read.
pub enum Kind {
    /// Free text.
    Text(fn(SafeText) -> Filter),
    /// One of some words.
    Choice(&'static [(&'static str, Filter)]),
    /// A day, month or year.
    Days(fn(Days) -> Filter),
    /// A day, month or year, or from one to another.
    Range,
    /// `age:`
    Age,
    /// `sort:`
    Sort,
    /// `group:`
    Group,
    /// `limit:`
    Limit,
    /// `fact:`
    Fact,
}

const STATES: [(&str, Filter); 9] = [
    ("unread", Filter::Is(State::Unread)),
    ("read", Filter::Is(State::Read)),
    ("starred", Filter::Is(State::Starred)),
    ("archived", Filter::Is(State::Archived)),
    ("updated", Filter::Is(State::Updated)),
    ("snoozed", Filter::Is(State::Snoozed)),
    ("hidden", Filter::Is(State::Hidden)),
    ("muted", Filter::Is(State::Muted)),
    ("copy", Filter::Is(State::Copy)),
];

const THINGS: [(&str, Filter); 9] = [
    ("note", Filter::Has(Thing::Note)),
    ("claim", Filter::Has(Thing::Claim)),
    ("highlight", Filter::Has(Thing::Highlight)),
    ("orphan", Filter::Has(Thing::Orphan)),
    ("disagreement", Filter::Has(Thing::Disagreement)),
    ("table", Filter::Has(Thing::Table)),
    ("code", Filter::Has(Thing::Code)),
    ("copies", Filter::Has(Thing::Copies)),
    ("gold", Filter::Has(Thing::Gold)),
];

const MOTIVATIONS: [(&str, Filter); 5] = [
    ("commenting", Filter::Motivation(Motivation::Commenting)),
    ("moderating", Filter::Motivation(Motivation::Moderating)),
    ("editing", Filter::Motivation(Motivation::Editing)),
    ("assessing", Filter::Motivation(Motivation::Assessing)),
    ("classifying", Filter::Motivation(Motivation::Classifying)),
];

const LABELLED: [(&str, Filter); 4] = [
    ("done", Filter::Labelled(Some(LabellingState::Done))),
    ("seen", Filter::Labelled(Some(LabellingState::Seen))),
    ("skipped", Filter::Labelled(Some(LabellingState::Skipped))),
    ("none", Filter::Labelled(None)),
];

/// Sort keys by name.
pub const SORT_KEYS: [(&str, SortKey); 9] = [
    ("date", SortKey::Date),
    ("title", SortKey::Title),
    ("source", SortKey::Source),
    ("facts", SortKey::Facts),
    ("notes", SortKey::Notes),
    ("disagreements", SortKey::Disagreements),
    ("added", SortKey::Added),
    ("read", SortKey::Read),
    ("rank", SortKey::Rank),
];

/// All fields.
pub const FIELDS: &[Field] = &[
    Field {
        name: "is",
        kind: Kind::Choice(&STATES),
        doc: "reading state",
    },
    Field {
        name: "has",
        kind: Kind::Choice(&THINGS),
        doc: "something the article has",
    },
    Field {
        name: "tag",
        kind: Kind::Text(Filter::Tag),
        doc: "tag of the article, of its source or of a mark",
    },
    Field {
        name: "source",
        kind: Kind::Text(Filter::Source),
        doc: "feed, folder or file it came from",
    },
    Field {
        name: "folder",
        kind: Kind::Text(Filter::Folder),
        doc: "folder of sources, with all below it",
    },
    Field {
        name: "site",
        kind: Kind::Text(Filter::Site),
        doc: "publication",
    },
    Field {
        name: "author",
        kind: Kind::Text(Filter::Author),
        doc: "author",
    },
    Field {
        name: "title",
        kind: Kind::Text(Filter::Title),
        doc: "words of the title",
    },
    Field {
        name: "lang",
        kind: Kind::Text(Filter::Language),
        doc: "language, such as en",
    },
    Field {
        name: "label",
        kind: Kind::Text(Filter::Label),
        doc: "a mark with this label",
    },
    Field {
        name: "verdict",
        kind: Kind::Text(Filter::Verdict),
        doc: "a mark with this verdict",
    },
    Field {
        name: "annotator",
        kind: Kind::Text(Filter::Annotator),
        doc: "a mark by this person",
    },
    Field {
        name: "motivation",
        kind: Kind::Choice(&MOTIVATIONS),
        doc: "a note, or a judgement: a fact rejected (moderating) or corrected (editing), a ruling (assessing), gold (classifying)",
    },
    Field {
        name: "labelled",
        kind: Kind::Choice(&LABELLED),
        doc: "how far you are with labelling the article",
    },
    Field {
        name: "id",
        kind: Kind::Text(Filter::Id),
        doc: "article by the beginning of its id",
    },
    Field {
        name: "story",
        kind: Kind::Text(Filter::Story),
        doc: "articles of the story of this article, by the beginning of its id",
    },
    Field {
        name: "before",
        kind: Kind::Days(|days| Filter::Before(days.first)),
        doc: "published before, as in 2026-03",
    },
    Field {
        name: "after",
        kind: Kind::Days(|days| Filter::After(days.first)),
        doc: "published on or after, as in 2026-03-14",
    },
    Field {
        name: "date",
        kind: Kind::Range,
        doc: "published in this year, quarter or month, on this day, or from one to another: 2026-03..2026-05",
    },
    Field {
        name: "age",
        kind: Kind::Age,
        doc: "days since it was published: <3d, >2w, >=1m",
    },
    Field {
        name: "fact",
        kind: Kind::Fact,
        doc: "a fact: percent, money>100B, capex=60B..70B, 2026-Q3",
    },
    Field {
        name: "entity",
        kind: Kind::Text(|name| Filter::Entity(facts::entity::canonical(&name).into())),
        doc: "a person, company, product or place that is named",
    },
    Field {
        name: "sort",
        kind: Kind::Sort,
        doc: "order: date title source facts notes disagreements added read rank; - turns it round",
    },
    Field {
        name: "group",
        kind: Kind::Group,
        doc: "under headings: day source story none",
    },
    Field {
        name: "limit",
        kind: Kind::Limit,
        doc: "at most so many",
    },
];

/// By what a list can be grouped.
pub const GROUPINGS: [(&str, Option<Grouping>); 4] = [
    ("day", Some(Grouping::Day)),
    ("source", Some(Grouping::Source)),
    ("story", Some(Grouping::Story)),
    ("none", None),
];

fn within(days: Days) -> Filter {
    Filter::And(vec![Filter::After(days.first), Filter::Before(days.after)])
}

/// A run of days, or from one to another, both included; an end that is left out is open.
fn range(text: &str, today: Option<Date>) -> Option<Filter> {
    let Some((from, to)) = text.split_once("..") else {
        return date::read(text, today).map(within);
    };
    let end = |text: &str| match text {
        "" => Some(None),
        text => date::read(text, today).map(Some),
    };
    let (from, to) = (end(from)?, end(to)?);
    let ends = [
        from.map(|days| Filter::After(days.first)),
        to.map(|days| Filter::Before(days.after)),
    ];
    let ends: Vec<Filter> = ends.into_iter().flatten().collect();
    (!ends.is_empty()).then_some(Filter::And(ends))
}

/// An age in whole days: that of today's articles is nought. Without a sign, at most so many.
fn age(text: &str, today: Option<Date>) -> Option<Filter> {
    let signs = ["<=", ">=", "<", ">", "="];
    let sign = signs.into_iter().find(|sign| text.starts_with(sign));
    let length = text.strip_prefix(sign.unwrap_or_default())?.trim();
    let is_length =
        length.starts_with(|c: char| c.is_ascii_digit()) && length.ends_with(['d', 'w', 'm', 'y']);
    let Days { first, after } = date::read(length, today).filter(|_| is_length)?;
    Some(match sign {
        Some("<") => Filter::After(after),
        Some(">") => Filter::Before(first),
        Some(">=") => Filter::Before(after),
        Some("=") => within(Days { first, after }),
        _ => Filter::After(first),
    })
}

/// What `name:value` means: a filter, or `None` when it set order, groups or limit of `query`.
///
/// # Errors
/// The field or its value is unknown.
pub fn read(
    (name, value): (&str, &str),
    (name_at, value_at): (Span, Span),
    today: Option<Date>,
    query: &mut Query,
) -> Result<Option<Filter>, QueryError> {
    let Some(field) = FIELDS
        .iter()
        .find(|field| field.name.eq_ignore_ascii_case(name))
    else {
        let hint = match closest(
            &name.to_ascii_lowercase(),
            FIELDS.iter().map(|field| field.name),
        ) {
            Some(near) => format!("did you mean `{near}:`?"),
            None => "put it in quotation marks to search for it".to_owned(),
        };
        return Err(QueryError::new(
            name_at,
            format!("there is no field `{}:`; {hint}", SafeText::line(name)),
        ));
    };
    let text = SafeText::line(value);
    if text.is_empty() {
        return Err(QueryError::new(
            name_at,
            format!("`{}:` needs a value: {}", field.name, field.doc),
        ));
    }
    let wrong = |wanted: String| {
        QueryError::new(
            value_at,
            format!("`{}:{text}` is not known; {wanted}", field.name),
        )
    };
    match &field.kind {
        Kind::Text(filter) => Ok(Some(filter(text))),
        Kind::Choice(choices) => choices
            .iter()
            .find(|(word, _)| text.eq_ignore_ascii_case(word))
            .map(|(_, filter)| Some(filter.clone()))
            .ok_or_else(|| {
                let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
                wrong(format!("write one of {}", words.join(", ")))
            }),
        Kind::Days(filter) => date::read(&text, today)
            .map(|days| Some(filter(days)))
            .ok_or_else(|| {
                wrong("write a day, month, quarter or year: 2026-03-14, 2026-03, 2026-Q1, 2026".to_owned())
            }),
        Kind::Range => range(&text, today).map(Some).ok_or_else(|| {
            wrong("write a day, month, quarter or year, or two with .. between: 2026-03-14, 2026-03..2026-05, 7d..".to_owned())
        }),
        Kind::Age => age(&text, today)
            .map(Some)
            .ok_or_else(|| wrong("write a number of days, weeks, months or years: <3d, >2w, >=1m".to_owned())),
        Kind::Fact => fact::read(&text, today)
            .map(|filter| Some(Filter::Fact(filter)))
            .ok_or_else(|| {
                wrong("write a kind, a subject or metric, perhaps with > < = and an amount: money>100B, capex=60B..70B, 2026-Q3".to_owned())
            }),
        Kind::Sort => {
            query.sort = text
                .split(',')
                .map(sort)
                .collect::<Option<_>>()
                .ok_or_else(|| {
                    let words: Vec<&str> = SORT_KEYS.iter().map(|(word, _)| *word).collect();
                    wrong(format!(
                        "write some of {}, each with - for the other direction",
                        words.join(", ")
                    ))
                })?;
            Ok(None)
        }
        Kind::Group => {
            let (_, group) = GROUPINGS
                .iter()
                .find(|(word, _)| text.eq_ignore_ascii_case(word))
                .ok_or_else(|| wrong("write one of day, source, story, none".to_owned()))?;
            query.group = *group;
            Ok(None)
        }
        Kind::Limit => {
            query.limit = Some(
                text.parse()
                    .map_err(|_| wrong("write a whole number".to_owned()))?,
            );
            Ok(None)
        }
    }
}

/// An order as a query says it; empty for the usual one.
pub fn sort_text(order: &[Sort]) -> String {
    let keys = order.iter().filter_map(|sort| {
        let (name, _) = SORT_KEYS.iter().find(|(_, key)| *key == sort.key)?;
        Some(format!("{}{name}", if sort.descending { "-" } else { "" }))
    });
    let keys: Vec<String> = keys.collect();
    if keys.is_empty() {
        String::new()
    } else {
        format!("sort:{}", keys.join(","))
    }
}

fn sort(word: &str) -> Option<Sort> {
    let (descending, name) = match word.trim().strip_prefix('-') {
        Some(name) => (true, name),
        None => (false, word.trim()),
    };
    let (_, key) = SORT_KEYS
        .iter()
        .find(|(known, _)| name.eq_ignore_ascii_case(known))?;
    Some(Sort {
        key: *key,
        descending,
    })
}
