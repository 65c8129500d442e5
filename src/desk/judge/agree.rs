//! How far the people agree whose marks are in the library, with each other and with the gold layer.

use crate::agreement::gold::{Score, score};
use crate::agreement::{Agreement, Mark, Study, judge};
use crate::desk::Desk;
use crate::desk::exchange::export::with_archived;
use crate::desk::judge::marked::Marked;
use crate::library::LibraryError;
use crate::model::{AnnotationId, ArticleId, Query, SafeText};
use std::collections::{BTreeMap, BTreeSet};

/// One person's marks against the gold layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgainstGold {
    /// Who.
    pub annotator: SafeText,
    /// In so many articles.
    pub articles: usize,
    /// How near.
    pub score: Score,
}

impl Desk {
    /// What was marked in the articles of a query, and how far people agree. Only articles that two people or more
    /// marked are looked at: of a person without a mark nobody can say whether nothing was found or nothing read.
    /// Marks that have lost their words are left out.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn agreement(&self, query: &Query) -> Result<(Study, Agreement), LibraryError> {
        let mut texts = Vec::new();
        let mut people: BTreeSet<SafeText> = BTreeSet::new();
        for marked in self.marked_by_several(query)? {
            if marked.people.len() > 1 {
                people.extend(marked.people.iter().cloned());
                texts.push(marked);
            }
        }
        let mut study = Study {
            annotators: people.into_iter().collect(),
            ..Study::default()
        };
        for (at, marked) in texts.iter().enumerate() {
            study.marks.extend(marked.marks(&study.annotators, at));
            study.texts.push((marked.article.clone(), marked.length()));
        }
        let agreement = judge(&study);
        Ok((study, agreement))
    }

    /// How near each person's marks are to the gold layer, in the articles of a query that have one. Where a person's
    /// marks were decided on, those count that were; of somebody whom no decision there speaks of, all.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn against_gold(&self, query: &Query) -> Result<Vec<AgainstGold>, LibraryError> {
        let mut people: BTreeMap<SafeText, (usize, Vec<Mark>, Vec<Mark>)> = BTreeMap::new();
        for (at, marked) in self.marked_by_several(query)?.iter().enumerate() {
            if marked.decided.is_empty() {
                continue;
            }
            let gold = marked.gold(at);
            let (judged, decided) = spoken_of(marked);
            for (person, name) in marked.people.iter().enumerate() {
                let (articles, own, right) = people.entry(name.clone()).or_default();
                let marks = marked.marks(&marked.people, at).into_iter();
                let counts = |mark: &Mark| {
                    mark.annotator == person
                        && (!judged.contains(name) || decided.contains(&mark.id))
                };
                *articles += 1;
                own.extend(marks.filter(counts));
                right.extend(gold.iter().cloned());
            }
        }
        let told = people
            .into_iter()
            .map(|(annotator, (articles, own, gold))| {
                let own: Vec<&Mark> = own.iter().collect();
                let gold: Vec<&Mark> = gold.iter().collect();
                AgainstGold {
                    annotator,
                    articles,
                    score: score(&own, &gold),
                }
            });
        Ok(told.collect())
    }

    /// The articles of a query that two people or more marked, or about whose marks something is decided.
    pub(in crate::desk) fn marked_by_several(
        &self,
        query: &Query,
    ) -> Result<Vec<Marked>, LibraryError> {
        let mut texts = Vec::new();
        for id in self.articles_of_several(query)? {
            texts.extend(self.marked_if_kept(&id)?);
        }
        Ok(texts)
    }

    /// The ids of these articles.
    pub(in crate::desk) fn articles_of_several(
        &self,
        query: &Query,
    ) -> Result<Vec<ArticleId>, LibraryError> {
        let several = self.library.marked_by_several()?;
        if several.is_empty() {
            return Ok(Vec::new());
        }
        let ids = self.library.ids(&with_archived(query))?.into_iter();
        Ok(ids.filter(|id| several.contains(id)).collect())
    }

    /// What was marked in an article; `None` in a library restored from user data alone, which has no texts.
    pub(in crate::desk) fn marked_if_kept(
        &self,
        id: &ArticleId,
    ) -> Result<Option<Marked>, LibraryError> {
        match self.marked(id) {
            Ok(marked) => Ok(Some(marked)),
            Err(LibraryError::NoText(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Whose marks the decisions of an article speak of, and which.
fn spoken_of(marked: &Marked) -> (BTreeSet<SafeText>, BTreeSet<AnnotationId>) {
    let decisions = marked.decided.iter();
    let decisions = decisions.filter_map(|placed| placed.annotation.body.decision.as_ref());
    let sources = decisions.flat_map(|decision| &decision.sources);
    sources
        .map(|source| (source.annotator.clone(), source.mark.clone()))
        .unzip()
}
