//! Marks for doccano's sequence labelling (<https://doccano.github.io/doccano/>), JSON Lines: one text a line with its spans.
//!
//! Spans count code points of the text that they were made on; an article whose marks were made on two texts gives two
//! lines. A mark without a label has the label `note`. What people wrote stands among the comments, each mark's after its
//! words; whole-article notes are comments alone.

use super::format;
use super::sheet::NoteSheet;
use serde::Serialize;

/// What begins a file of ours.
pub const SIGN: &str = "{\"article\":";

/// The label of a mark that has none.
const UNLABELLED: &str = "note";

/// Lines that grow.
#[derive(Debug, Default)]
pub struct Writer {
    lines: String,
}

#[derive(Debug, Serialize)]
struct Line<'a> {
    article: &'a str,
    title: &'a str,
    url: Option<&'a str>,
    text: &'a str,
    label: Vec<(usize, usize, &'a str)>,
    #[serde(rename = "Comments")]
    comments: Vec<String>,
}

impl format::Writer for Writer {
    fn add(&mut self, sheet: &NoteSheet) {
        for (number, (version, text)) in sheet.texts.iter().enumerate() {
            let mut line = Line {
                article: sheet.article.as_str(),
                title: &sheet.title,
                url: sheet.metadata.url.as_deref(),
                text,
                label: Vec::new(),
                comments: Vec::new(),
            };
            for note in sheet.in_order() {
                let (annotation, said) = (&note.annotation, note.annotation.body.note.trim());
                let Some(target) = &annotation.target else {
                    if number == 0 && !said.is_empty() {
                        line.comments.push(said.to_owned());
                    }
                    continue;
                };
                if target.version != *version {
                    continue;
                }
                if let Some(place) = sheet.place(target) {
                    let label = annotation.body.label.as_deref().unwrap_or(UNLABELLED);
                    line.label.push((place.start, place.end, label));
                }
                if !said.is_empty() {
                    line.comments.push(format!("{}: {said}", target.quote));
                }
            }
            // What is plain data can always be written.
            self.lines
                .push_str(&serde_json::to_string(&line).unwrap_or_default());
            self.lines.push('\n');
        }
    }

    fn finish(self: Box<Self>) -> String {
        self.lines
    }
}

#[cfg(test)]
mod tests {
    use super::super::sheet::tests::{note, sheet};
    use super::*;
    use crate::exchange::Writer as _;
    use serde_json::Value;

    #[test]
    fn spans_are_the_marked_words_for_a_reader_that_counts_code_points() {
        let mut one = note("aaaa", "$40 billion");
        one.body.label = Some("figure".into());
        one.body.note = "Whose?".into();
        let mut whole = note("cccc", "");
        whole.body.note = "On the whole.".into();
        let mut writer = Box::new(Writer::default());
        writer.add(&sheet(vec![one, note("bbbb", "📊 rose"), whole]));
        let text = writer.finish();
        assert!(
            text.starts_with(SIGN) && text.lines().count() == 1,
            "{text}"
        );
        let line: Value = serde_json::from_str(&text).unwrap();
        let letters: Vec<char> = line["text"].as_str().unwrap().chars().collect();
        let spans = line["label"].as_array().unwrap().iter().map(|span| {
            let at = |index: usize| usize::try_from(span[index].as_u64().unwrap()).unwrap();
            let words: String = letters[at(0)..at(1)].iter().collect();
            (words, span[2].as_str().unwrap().to_owned())
        });
        let wanted = [("$40 billion", "figure"), ("📊 rose", "note")];
        let wanted = wanted.map(|(words, label)| (words.to_owned(), label.to_owned()));
        assert_eq!(spans.collect::<Vec<_>>(), wanted);
        assert_eq!(
            line["Comments"],
            serde_json::json!(["$40 billion: Whose?", "On the whole."])
        );
    }
}
