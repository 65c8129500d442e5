//! What several people marked in one article, and what was decided about it: what agreement and adjudication start from.

use crate::agreement::Mark;
use crate::desk::Desk;
use crate::library::LibraryError;
use crate::model::span::CodePoints;
use crate::model::{ArticleId, Motivation, PlacedAnnotation, SafeText, Span};
use std::collections::BTreeSet;

/// The marks of one article that have their place in its text.
pub(in crate::desk) struct Marked {
    pub article: ArticleId,
    pub text: SafeText,
    pub notes: Vec<PlacedAnnotation>,
    /// Gold marks, and decisions that nothing is to be marked; those without a place too.
    pub decided: Vec<PlacedAnnotation>,
    /// Who marked it, by name.
    pub people: Vec<SafeText>,
    points: CodePoints,
}

impl Desk {
    /// Reads the marks of an article. Marks that have lost their words are left out.
    pub(in crate::desk) fn marked(&self, article: &ArticleId) -> Result<Marked, LibraryError> {
        let (_, text) = self.library.text(article)?;
        let mut all = self.library.annotations_of(article)?;
        let (mut notes, mut decided) = (Vec::new(), Vec::new());
        for placed in all.drain(..) {
            match placed.annotation.motivation {
                Motivation::Commenting if placed.span.is_some() => notes.push(placed),
                Motivation::Classifying => decided.push(placed),
                _ => {}
            }
        }
        let people: BTreeSet<SafeText> = notes
            .iter()
            .map(|note| note.annotation.annotator.clone())
            .collect();
        Ok(Marked {
            article: article.clone(),
            points: CodePoints::new(&text),
            text,
            notes,
            decided,
            people: people.into_iter().collect(),
        })
    }
}

impl Marked {
    /// How long the text is, in code points.
    pub fn length(&self) -> usize {
        self.points.from_byte(&self.text, self.text.len())
    }

    /// The marks of these people as agreement counts them; those of anybody else are left out.
    pub fn marks(&self, people: &[SafeText], text: usize) -> Vec<Mark> {
        let marks = self.notes.iter().filter_map(|note| {
            let annotator = people.binary_search(&note.annotation.annotator).ok()?;
            self.mark(note, (annotator, text))
        });
        marks.collect()
    }

    /// The gold marks as agreement counts them. Whose they are does not matter.
    pub fn gold(&self, text: usize) -> Vec<Mark> {
        let gold = self
            .decided
            .iter()
            .filter(|placed| placed.annotation.is_gold());
        gold.filter_map(|placed| self.mark(placed, (0, text)))
            .collect()
    }

    fn mark(&self, placed: &PlacedAnnotation, (annotator, text): (usize, usize)) -> Option<Mark> {
        let span = placed.span?;
        let at = |offset| self.points.from_byte(&self.text, offset);
        let body = &placed.annotation.body;
        Some(Mark {
            id: placed.annotation.id.clone(),
            annotator,
            text,
            span: Span::new(at(span.start), at(span.end)),
            label: body.label.clone(),
            verdict: body.verdict.clone(),
        })
    }
}
