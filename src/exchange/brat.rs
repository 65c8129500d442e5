//! Marks in the standoff form of brat (<https://brat.nlplab.org/standoff.html>): a text beside a file of annotations, and
//! one configuration for all.
//!
//! Offsets count code points of the stored text, which stands beside them unchanged. A mark is a text-bound annotation of
//! its label's type, in as many fragments as it has lines, since the form knows no line end inside one; its verdict is an
//! attribute, its text a note of the annotator; links between marks of one text are relations. Notes on the whole article
//! have no place in this form and are left out.

use super::sheet::NoteSheet;
use crate::model::link::Link;
use crate::model::{Annotation, AnnotationId, SafeText, TextVersion};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The name of the configuration.
pub const CONFIGURATION: &str = "annotation.conf";

/// What begins a configuration of ours.
pub const SIGN: &str = "# pressmark";

/// The type of a mark that has no label.
const UNLABELLED: &str = "note";

/// An article's text with what was marked on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The names of its files, without their endings.
    pub name: String,
    /// The text.
    pub text: String,
    /// The annotations.
    pub annotations: String,
}

/// All types that documents use, as brat has to be told.
#[derive(Debug, Default)]
pub struct Types {
    labels: BTreeSet<String>,
    verdicts: BTreeSet<String>,
    relations: BTreeSet<String>,
}

impl Types {
    /// The documents of an article, one for each text that it was marked on.
    pub fn documents(&mut self, sheet: &NoteSheet) -> Vec<Document> {
        let texts = sheet.texts.iter().enumerate();
        let name = |number: usize| match number {
            0 => name(sheet.article.as_str()),
            _ => format!("{}-{}", name(sheet.article.as_str()), number + 1),
        };
        texts
            .map(|(number, (version, text))| Document {
                name: name(number),
                text: text.to_string(),
                annotations: self.annotations(sheet, version),
            })
            .collect()
    }

    fn annotations(&mut self, sheet: &NoteSheet, version: &TextVersion) -> String {
        let (mut lines, mut attributes, mut notes) = (String::new(), 0, 0);
        let mut numbers: BTreeMap<&AnnotationId, usize> = BTreeMap::new();
        for note in sheet.in_order() {
            let annotation = &note.annotation;
            let Some((places, words)) = fragments(annotation, sheet, version) else {
                continue;
            };
            let number = numbers.len() + 1;
            numbers.insert(&annotation.id, number);
            let label = annotation
                .body
                .label
                .as_deref()
                .map_or(UNLABELLED.to_owned(), name);
            // Writing to a string cannot fail.
            let _ = writeln!(lines, "T{number}\t{label} {places}\t{words}");
            self.labels.insert(label);
            if let Some(verdict) = annotation.body.verdict.as_deref().map(name) {
                attributes += 1;
                let _ = writeln!(lines, "A{attributes}\tverdict T{number} {verdict}");
                self.verdicts.insert(verdict);
            }
            let said = SafeText::line(annotation.body.note.trim());
            if !said.is_empty() {
                notes += 1;
                let _ = writeln!(lines, "#{notes}\tAnnotatorNotes T{number}\t{said}");
            }
        }
        for (count, link) in sheet.beginning_here().into_iter().enumerate() {
            let Link {
                from, to, relation, ..
            } = link;
            if let (Some(from), Some(to)) = (numbers.get(from), numbers.get(to)) {
                let relation = relation.name();
                let _ = writeln!(lines, "R{}\t{relation} Arg1:T{from} Arg2:T{to}", count + 1);
                self.relations.insert(relation.to_owned());
            }
        }
        lines
    }

    /// The configuration for the documents so far.
    pub fn configuration(&self) -> String {
        let each = |names: &BTreeSet<String>, behind: &str| -> String {
            let lines = names.iter().flat_map(|name| [name.as_str(), behind, "\n"]);
            lines.collect()
        };
        let relations = each(&self.relations, "\tArg1:<ENTITY>, Arg2:<ENTITY>");
        let verdicts = self.verdicts.iter().cloned().collect::<Vec<_>>().join("|");
        let attributes = match verdicts.as_str() {
            "" => String::new(),
            verdicts => format!("verdict\tArg:<ENTITY>, Value:{verdicts}\n"),
        };
        format!(
            "{SIGN}\n[entities]\n{}\n[relations]\n{relations}\n[events]\n\n[attributes]\n{attributes}",
            each(&self.labels, "")
        )
    }
}

/// The places of a mark in this text, line by line, and its words.
fn fragments(
    annotation: &Annotation,
    sheet: &NoteSheet,
    version: &TextVersion,
) -> Option<(String, String)> {
    let target = annotation
        .target
        .as_ref()
        .filter(|target| target.version == *version)?;
    let mut at = sheet.place(target)?.start;
    let (mut places, mut words) = (Vec::new(), Vec::new());
    // Its readers take the separators of Unicode for line ends as well.
    for line in target.quote.split(['\n', '\u{2028}', '\u{2029}']) {
        let end = at + line.chars().count();
        if end > at {
            places.push(format!("{at} {end}"));
            words.push(line);
        }
        at = end + 1;
    }
    (!places.is_empty()).then(|| (places.join(";"), words.join(" ")))
}

/// A name as brat takes it: letters, digits, `-` and `_`.
fn name(words: &str) -> String {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    words
        .chars()
        .map(|c| if allowed(c) { c } else { '_' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::sheet::tests::{TEXT, note, sheet};
    use super::*;
    use crate::model::Span;
    use crate::model::annotation::Target;

    /// Type, fragments and words of every text-bound annotation, as another program reads them.
    fn read(document: &Document) -> Vec<(String, Vec<String>, String)> {
        let letters: Vec<char> = document.text.chars().collect();
        let bound = document
            .annotations
            .lines()
            .filter(|line| line.starts_with('T'));
        bound
            .map(|line| {
                let [_, middle, words] = line.split('\t').collect::<Vec<_>>()[..] else {
                    panic!("{line}");
                };
                let (kind, places) = middle.split_once(' ').unwrap();
                let fragments = places.split(';').map(|place| {
                    let (start, end) = place.split_once(' ').unwrap();
                    letters[start.parse().unwrap()..end.parse().unwrap()]
                        .iter()
                        .collect()
                });
                (kind.to_owned(), fragments.collect(), words.to_owned())
            })
            .collect()
    }

    #[test]
    fn offsets_are_those_of_the_text_beside_them() {
        let mut one = note("aaaa", "$40 billion");
        one.body.label = Some("key figure".into());
        one.body.verdict = Some("disputed".into());
        one.body.note = "Two\nlines".into();
        let lines = format!("{TEXT}\n\nAnd more.");
        let mut two = note("bbbb", "rose");
        let (version, whole) = (
            two.target.as_ref().unwrap().version.clone(),
            Span::new(lines.len() - 20, lines.len()),
        );
        two.target = Some(Target::new(&lines, version.clone(), whole));
        let mut sheet = sheet(vec![one, two, note("cccc", "")]);
        sheet.texts = vec![(version, lines.as_str().into())];
        let mut types = Types::default();
        let documents = types.documents(&sheet);
        let [document] = documents.as_slice() else {
            panic!("{documents:?}")
        };
        assert_eq!(document.text, lines);
        let found = read(document);
        assert_eq!(
            found[0],
            (
                "key_figure".to_owned(),
                vec!["$40 billion".to_owned()],
                "$40 billion".to_owned()
            )
        );
        let (kind, fragments, words) = &found[1];
        assert_eq!((kind.as_str(), fragments.len()), ("note", 2));
        assert_eq!(&fragments.join(" "), words);
        assert!(
            document
                .annotations
                .contains("A1\tverdict T1 disputed\n#1\tAnnotatorNotes T1\tTwo lines\n")
        );
        let configuration = types.configuration();
        assert!(
            configuration.starts_with(SIGN)
                && configuration.contains("[entities]\nkey_figure\nnote\n")
        );
        assert!(configuration.contains("verdict\tArg:<ENTITY>, Value:disputed"));
    }
}
