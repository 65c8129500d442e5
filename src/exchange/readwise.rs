//! Highlights for Readwise (<https://readwise.io/import_bulk>), a table with the columns that it takes in.
//!
//! Readwise has no labels, verdicts or tags of its own in tables; they travel as its inline tags (`.name`) at the
//! beginning of the note. A note on the whole article is no highlight and is left out.

use super::format;
use super::sheet::NoteSheet;
use crate::model::{Annotation, SafeText};

/// What begins a file of ours: the columns.
pub const SIGN: &str = "Highlight,Title,Author,URL,Note,Location,Date";

/// A table that grows.
#[derive(Debug)]
pub struct Writer {
    rows: csv::Writer<Vec<u8>>,
}

impl Default for Writer {
    fn default() -> Self {
        let mut rows = csv::Writer::from_writer(Vec::new());
        // Writing into memory cannot fail.
        let _ = rows.write_record(SIGN.split(','));
        Self { rows }
    }
}

impl format::Writer for Writer {
    fn add(&mut self, sheet: &NoteSheet) {
        let text = |text: &Option<SafeText>| text.as_deref().unwrap_or_default().to_owned();
        for note in sheet.in_order() {
            let annotation = &note.annotation;
            let Some(target) = &annotation.target else {
                continue;
            };
            let place = sheet.place(target).map(|place| place.start.to_string());
            let _ = self.rows.write_record([
                target.quote.to_string(),
                sheet.title.to_string(),
                text(&sheet.metadata.byline),
                text(&sheet.metadata.url),
                said(annotation),
                place.unwrap_or_default(),
                annotation.created.strftime("%Y-%m-%d %H:%M:%S").to_string(),
            ]);
        }
    }

    fn finish(self: Box<Self>) -> String {
        let bytes = self.rows.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}

/// Label, verdict and tags as inline tags, then the note.
fn said(annotation: &Annotation) -> String {
    let body = &annotation.body;
    let names = body.label.iter().chain(&body.verdict).chain(&body.tags);
    let tag = |name: &SafeText| {
        let allowed = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        let name: String = name
            .chars()
            .map(|c| if allowed(c) { c } else { '-' })
            .collect();
        format!(".{name}")
    };
    let tags = names.map(tag).collect::<Vec<_>>().join(" ");
    format!("{tags} {}", body.note.trim()).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::sheet::tests::{note, sheet};
    use super::*;
    use crate::exchange::Writer as _;

    #[test]
    fn a_table_has_the_columns_that_readwise_takes_in() {
        let mut one = note("aaaa", "$40 billion");
        one.body.label = Some("key figure".into());
        one.body.tags = vec!["capex".into()];
        one.body.note = "Two\nlines, \"quoted\"".into();
        let mut writer = Box::new(Writer::default());
        writer.add(&sheet(vec![one, note("cccc", "")]));
        let text = writer.finish();
        assert!(text.starts_with(SIGN), "{text}");
        let mut rows = csv::Reader::from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
        assert_eq!(
            rows.iter().flatten().collect::<Vec<_>>(),
            [
                "$40 billion",
                "A \"plan\"",
                "",
                "https://example.org/a",
                ".key-figure .capex Two\nlines, \"quoted\"",
                "46",
                "2026-03-14 09:30:00",
            ]
        );
        // The table of other programs that is read here is the same.
        let back = super::super::csv::read(&text).unwrap();
        assert_eq!(
            back.notes[0].words.as_ref().unwrap().quote.as_str(),
            "$40 billion"
        );
    }
}
