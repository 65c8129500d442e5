//! How far the people agree whose marks are in the library.

use super::Desk;
use super::export::with_archived;
use crate::agreement::{Agreement, Mark, Study, judge};
use crate::library::LibraryError;
use crate::model::span::CodePoints;
use crate::model::{ArticleId, PlacedAnnotation, Query, SafeText, Span};
use std::collections::BTreeSet;

impl Desk {
    /// What was marked in the articles of a query, and how far people agree. Only articles that two people or more
    /// marked are looked at: of a person without a mark nobody can say whether nothing was found or nothing read.
    /// Marks that have lost their words are left out.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn agreement(&self, query: &Query) -> Result<(Study, Agreement), LibraryError> {
        let mut texts: Vec<(ArticleId, SafeText, Vec<PlacedAnnotation>)> = Vec::new();
        let mut people: BTreeSet<SafeText> = BTreeSet::new();
        for id in self.library.ids(&with_archived(query))? {
            if self.library.row(&id)?.notes < 2 {
                continue;
            }
            let mut notes = self.library.notes_of(&id)?;
            notes.retain(|note| note.span.is_some());
            let here: BTreeSet<&SafeText> = notes
                .iter()
                .map(|note| &note.annotation.annotator)
                .collect();
            if here.len() < 2 {
                continue;
            }
            people.extend(here.into_iter().cloned());
            let (_, text) = self.library.text(&id)?;
            texts.push((id, text, notes));
        }
        let mut study = Study {
            annotators: people.into_iter().collect(),
            ..Study::default()
        };
        for (id, text, notes) in texts {
            let points = CodePoints::new(&text);
            for note in notes {
                let annotator = study.annotators.binary_search(&note.annotation.annotator);
                let (Some(span), Ok(annotator)) = (note.span, annotator) else {
                    continue;
                };
                let at = |offset| points.from_byte(&text, offset);
                study.marks.push(Mark {
                    id: note.annotation.id,
                    annotator,
                    text: study.texts.len(),
                    span: Span::new(at(span.start), at(span.end)),
                    label: note.annotation.body.label,
                    verdict: note.annotation.body.verdict,
                });
            }
            study.texts.push((id, at_end(&points, &text)));
        }
        let agreement = judge(&study);
        Ok((study, agreement))
    }
}

/// How long a text is, in code points.
fn at_end(points: &CodePoints, text: &str) -> usize {
    points.from_byte(text, text.len())
}
