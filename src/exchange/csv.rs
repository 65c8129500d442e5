//! Notes as a table for spreadsheets (CSV, RFC 4180), one a row; and back.
//!
//! The first row names the columns. In reading their order does not matter, some may be missing, and names that
//! other programs give to the same things are understood (a highlight is a quote). A cell that a spreadsheet would take
//! for a formula gets an apostrophe in front, which is taken away again in reading. Tags are a row of their own
//! inside the cell, so that a tag may hold a comma.

use super::format::{self, ReadError};
use super::incoming::{About, Delivery, Incoming, Words, given_id, made_id, tags};
use super::sheet::NoteSheet;
use crate::model::{ArticleId, Body, Motivation, PlacedAnnotation, SafeText, TextVersion};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::HashMap;

/// The columns in the order of writing.
const COLUMNS: [&str; 18] = [
    "id",
    "article",
    "title",
    "url",
    "quote",
    "prefix",
    "suffix",
    "start",
    "end",
    "text_version",
    "label",
    "verdict",
    "tags",
    "note",
    "annotator",
    "created",
    "modified",
    "motivation",
];

/// What begins a table of ours.
pub const SIGN: &str = "id,article,title,url,quote";

/// Other names of columns.
const OTHER_NAMES: [(&str, &str); 12] = [
    ("uri", "url"),
    ("address", "url"),
    ("source", "url"),
    ("exact", "quote"),
    ("highlight", "quote"),
    ("comment", "note"),
    ("text", "note"),
    ("user", "annotator"),
    ("creator", "annotator"),
    ("date", "created"),
    ("updated", "modified"),
    ("tag", "tags"),
];

/// A table that grows.
#[derive(Debug)]
pub struct Writer {
    rows: csv::Writer<Vec<u8>>,
}

impl Default for Writer {
    fn default() -> Self {
        let mut rows = csv::Writer::from_writer(Vec::new());
        // Writing into memory cannot fail.
        let _ = rows.write_record(COLUMNS);
        Self { rows }
    }
}

impl format::Writer for Writer {
    fn add(&mut self, sheet: &NoteSheet) {
        for note in sheet.in_order() {
            let row = row(note, sheet);
            let _ = self.rows.write_record(row.iter().map(|cell| guarded(cell)));
        }
    }

    fn finish(self: Box<Self>) -> String {
        let bytes = self.rows.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}

fn row(note: &PlacedAnnotation, sheet: &NoteSheet) -> [String; 18] {
    let annotation = &note.annotation;
    let (body, target) = (&annotation.body, annotation.target.as_ref());
    let place = target.and_then(|target| sheet.place(target));
    let version = target.map_or(sheet.version.as_ref(), |target| Some(&target.version));
    let text = |text: Option<&SafeText>| text.map(SafeText::to_string).unwrap_or_default();
    let number =
        |number: Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
    [
        annotation.id.to_string(),
        annotation.article.to_string(),
        sheet.title.to_string(),
        text(sheet.metadata.url.as_ref()),
        text(target.map(|target| &target.quote)),
        text(target.map(|target| &target.prefix)),
        text(target.map(|target| &target.suffix)),
        number(place.as_ref().map(|place| place.start)),
        number(place.as_ref().map(|place| place.end)),
        version.map_or_else(String::new, |version| {
            format!("{}-{}", version.hash, version.pipeline)
        }),
        text(body.label.as_ref()),
        text(body.verdict.as_ref()),
        list(&body.tags),
        body.note.to_string(),
        annotation.annotator.to_string(),
        annotation.created.to_string(),
        annotation.modified.to_string(),
        annotation.motivation.name().to_owned(),
    ]
}

/// Tags as a row inside a cell.
fn list(tags: &[SafeText]) -> String {
    let mut row = csv::WriterBuilder::new().from_writer(Vec::new());
    let _ = row.write_record(tags.iter().map(SafeText::as_str));
    let bytes = row.into_inner().unwrap_or_default();
    String::from_utf8(bytes)
        .unwrap_or_default()
        .trim_end_matches('\n')
        .to_owned()
}

/// The tags of a cell; a semicolon parts them as well.
fn listed(cell: &str) -> Vec<SafeText> {
    let mut row = csv::ReaderBuilder::new()
        .has_headers(false)
        .trim(csv::Trim::All)
        .from_reader(cell.as_bytes());
    let record = row
        .records()
        .next()
        .and_then(Result::ok)
        .unwrap_or_default();
    match record.iter().collect::<Vec<_>>().as_slice() {
        [one] => tags(one.split(';')),
        several => tags(several.iter().copied()),
    }
}

/// Signs by which spreadsheets know a formula, and the one that says it is none.
const FORMULA: [char; 5] = ['=', '+', '-', '@', '\''];

fn guarded(cell: &str) -> String {
    if cell.starts_with(FORMULA) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'')
        .filter(|rest| rest.starts_with(FORMULA))
        .unwrap_or(cell)
}

/// Whether text looks like a table of notes: its first row names a quote or a note.
pub fn is_like(text: &str) -> bool {
    let columns = columns(text);
    (columns.contains_key("quote") || columns.contains_key("note"))
        && (columns.contains_key("url")
            || columns.contains_key("article")
            || columns.contains_key("title"))
}

/// The columns of the first row by our names.
fn columns(text: &str) -> HashMap<String, usize> {
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let first = rows
        .records()
        .next()
        .and_then(Result::ok)
        .unwrap_or_default();
    let mut columns = HashMap::new();
    for (at, name) in first.iter().enumerate() {
        let name = name.trim().to_lowercase().replace(' ', "_");
        let ours = OTHER_NAMES.iter().find(|(other, _)| *other == name);
        columns
            .entry(ours.map_or(name, |(_, ours)| (*ours).to_owned()))
            .or_insert(at);
    }
    columns
}

/// Reads a table.
///
/// # Errors
/// When its first row names neither a quote nor a note.
pub fn read(text: &str) -> Result<Delivery, ReadError> {
    if !is_like(text) {
        return Err(ReadError::Malformed {
            form: "csv",
            reason: "its first row must name a column `quote` or `note`, and `url`, `article` or `title`".to_owned(),
        });
    }
    let columns = columns(text);
    let mut delivery = Delivery::default();
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(true)
        .flexible(true)
        .from_reader(text.as_bytes());
    for record in rows.records() {
        match record {
            Ok(record) => {
                let cell = |name: &str| {
                    let at = columns.get(name);
                    let cell = at.and_then(|at| record.get(*at)).unwrap_or_default();
                    unguarded(cell)
                };
                let line = record.position().map_or(0, csv::Position::line);
                match incoming(&cell) {
                    Some(note) => delivery.notes.push(note),
                    None => delivery.refused.push(format!(
                        "line {line}: does not say which article it is about"
                    )),
                }
            }
            Err(error) => delivery.refused.push(error.to_string()),
        }
    }
    Ok(delivery)
}

fn incoming<'a>(cell: &impl Fn(&str) -> &'a str) -> Option<Incoming> {
    let line = |name: &str| Some(SafeText::line(cell(name))).filter(|text| !text.is_empty());
    let version = cell("text_version")
        .rsplit_once('-')
        .and_then(|(hash, pipeline)| {
            Some(TextVersion {
                hash: hash.to_owned(),
                pipeline: pipeline.parse().ok()?,
            })
        });
    let about = About {
        article: line("article").map(|id| ArticleId::named(&id)),
        addresses: line("url").into_iter().collect(),
        version,
        title: line("title"),
    };
    if about.article.is_none() && about.addresses.is_empty() {
        return None;
    }
    let text = |name: &str| SafeText::new(cell(name).replace("\r\n", "\n"));
    let number = |name: &str| cell(name).trim().parse::<usize>().ok();
    let words = (!cell("quote").is_empty()).then(|| Words {
        quote: text("quote"),
        prefix: text("prefix"),
        suffix: text("suffix"),
        place: number("start")
            .zip(number("end"))
            .map(|(start, end)| start..end),
    });
    let said = [
        "article",
        "url",
        "quote",
        "note",
        "label",
        "tags",
        "annotator",
        "created",
    ]
    .map(cell);
    let created = moment(cell("created"));
    // What judges a fact needs more than a table holds.
    // A fact that is judged is told by no table; a gold mark is.
    let motivation = match cell("motivation") {
        "classifying" => Motivation::Classifying,
        _ => Motivation::Commenting,
    };
    Some(Incoming {
        id: given_id(cell("id")).unwrap_or_else(|| made_id(&said)),
        about,
        words,
        motivation,
        body: Body {
            label: line("label"),
            verdict: line("verdict"),
            tags: listed(cell("tags")),
            note: text("note"),
            ..Body::default()
        },
        annotator: line("annotator"),
        created,
        modified: moment(cell("modified")).or(created),
    })
}

/// A moment, or the beginning of a day in UTC.
fn moment(cell: &str) -> Option<Timestamp> {
    let day = || {
        Some(
            cell.get(..10)?
                .parse::<Date>()
                .ok()?
                .to_zoned(TimeZone::UTC)
                .ok()?
                .timestamp(),
        )
    };
    cell.trim().parse().ok().or_else(day)
}

#[cfg(test)]
mod tests {
    use super::super::sheet::tests::{note, sheet};
    use super::*;
    use crate::exchange::Writer as _;
    use proptest::prelude::*;

    fn written(sheet: &NoteSheet) -> String {
        let mut writer = Box::new(Writer::default());
        writer.add(sheet);
        writer.finish()
    }

    #[test]
    fn a_table_is_quoted_and_no_formula() {
        let mut one = note("aaaa", "$40 billion");
        one.body.note = "=1+1, \"so\"\nthey say".into();
        one.body.tags = vec!["a, b".into(), "capex".into()];
        let text = written(&sheet(vec![one]));
        assert!(text.starts_with(SIGN), "{text}");
        insta::assert_snapshot!(text);
        assert!(is_like(&text));
    }

    #[test]
    fn a_table_of_another_program_is_understood() {
        let text = "Highlight,Title,Author,URL,Note,Location,Date\n\"$40 billion\",A plan,Someone,https://example.org/a,\"Mine, too\",3,2026-03-14 09:30:00\n";
        let delivery = read(text).unwrap();
        let one = &delivery.notes[0];
        assert_eq!(one.words.as_ref().unwrap().quote.as_str(), "$40 billion");
        assert_eq!(
            (one.body.note.as_str(), one.annotator.as_ref()),
            ("Mine, too", None)
        );
        assert_eq!(one.created.unwrap().to_string(), "2026-03-14T00:00:00Z");
        assert_eq!(
            read(text).unwrap(),
            delivery,
            "names are the same every time"
        );
        assert!(read("a,b\n1,2\n").is_err());
        assert_eq!(read("quote,url\nx,\n").unwrap().refused.len(), 1);
    }

    proptest! {
        #[test]
        fn every_note_comes_back_as_it_went(text in "(=|'|-|,|\"|;|\n|\\PC){0,20}", all in proptest::collection::vec("(=|'|,|\"|;|\\PC){1,9}", 0..4)) {
            let mut one = note("x", "$40 billion");
            one.body.note = SafeText::new(text);
            one.body.tags = tags(all.iter().map(String::as_str));
            prop_assume!(one.body.tags.len() != 1 || !one.body.tags[0].contains(';'));
            let delivery = read(&written(&sheet(vec![one.clone()]))).unwrap();
            prop_assert_eq!(&delivery.notes[0].body, &one.body);
            prop_assert_eq!(&delivery.notes[0].id, &one.id);
            prop_assert_eq!(delivery.notes[0].modified, Some(one.modified));
            prop_assert_eq!(delivery.notes[0].words.as_ref().unwrap().place.clone(), Some(46..57));
        }
    }
}
