//! Words that several people marked, side by side, to be decided on.
//!
//! A [`Case`] is what people said about the same words: versions, each with the marks that say it. Deciding gives gold
//! marks ([`Case::decide`]); that is the only place where they are made, whoever asks for it.

use super::annotation::{Annotation, Body, Motivation, PlacedAnnotation};
use super::change::Action;
use super::gold::{Decision, Outcome, Source};
use super::id::{AnnotationId, ArticleId};
use super::row::Page;
use super::safe_text::SafeText;
use super::span::Span;
use jiff::Timestamp;

/// About what people differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// Not everybody marked these words.
    Missing,
    /// The label.
    Label,
    /// The verdict.
    Verdict,
    /// Where the words begin and end.
    Ends,
}

impl About {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Label => "label",
            Self::Verdict => "verdict",
            Self::Ends => "ends",
        }
    }
}

/// Words that several people marked, or might have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Case {
    /// The article.
    pub article: ArticleId,
    /// Its title.
    pub title: SafeText,
    /// About what people differ; `None` when all say the same.
    pub about: Option<About>,
    /// The words with what stands around them.
    pub excerpt: SafeText,
    /// What people say, the version of most first. None when all its marks are gone.
    pub versions: Vec<Version>,
    /// Who marked the article and not these words.
    pub without: Vec<SafeText>,
    /// What was decided: gold marks, or the one annotation that says that there is none.
    pub gold: Vec<PlacedAnnotation>,
    /// Why it is to be decided again.
    pub reopened: Option<SafeText>,
}

/// One way of marking the words: the same ends, label and verdict.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Version {
    /// The marks that say so.
    pub marks: Vec<PlacedAnnotation>,
    /// Its words, in bytes of the case's excerpt.
    pub lit: Span,
}

impl Version {
    /// The mark that speaks for it.
    pub fn mark(&self) -> Option<&Annotation> {
        self.marks.first().map(|placed| &placed.annotation)
    }

    /// Who says so.
    pub fn people(&self) -> Vec<&SafeText> {
        let marks = self.marks.iter();
        marks.map(|placed| &placed.annotation.annotator).collect()
    }
}

/// How far a case is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum CaseState {
    /// People differ, and nothing is decided; or something has changed since.
    #[default]
    Open,
    /// All say the same, and it is not in the gold layer yet.
    Agreed,
    /// It is decided.
    Decided,
}

impl CaseState {
    /// The next one in turn.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Open => Self::Agreed,
            Self::Agreed => Self::Decided,
            Self::Decided => Self::Open,
        }
    }
}

/// A window of the cases that are so far, and how many there are of each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cases {
    /// The window.
    pub page: Page<Case>,
    /// Whether all were looked at; else the numbers are of those that came before the end of the window.
    pub counted: bool,
    /// Cases to be decided.
    pub open: usize,
    /// Those among them that were decided before.
    pub reopened: usize,
    /// Cases on which all agree, not in the gold layer yet.
    pub agreed: usize,
    /// Decided ones.
    pub decided: usize,
}

/// What a decision comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
    /// Gold marks as they are from now on.
    pub gold: Vec<Annotation>,
    /// Gold marks of an earlier decision that are none any more.
    pub dropped: Vec<AnnotationId>,
}

impl Decided {
    /// The same as changes, to be one step of undo.
    pub fn actions(self) -> Vec<Action> {
        let dropped = self.dropped.into_iter();
        let gold = self.gold.into_iter();
        dropped
            .map(|annotation| Action::DeleteAnnotation { annotation })
            .chain(gold.map(|gold| Action::Annotate(Box::new(gold))))
            .collect()
    }
}

/// Who decides, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjudicator {
    /// The person.
    pub annotator: SafeText,
    /// The moment.
    pub at: Timestamp,
}

impl Case {
    /// All marks of it.
    pub fn marks(&self) -> impl Iterator<Item = &Annotation> {
        let versions = self.versions.iter();
        versions.flat_map(|version| version.marks.iter().map(|placed| &placed.annotation))
    }

    /// How far it is.
    pub fn state(&self) -> CaseState {
        match (self.gold.is_empty(), self.about) {
            _ if self.reopened.is_some() => CaseState::Open,
            (false, _) => CaseState::Decided,
            (true, None) => CaseState::Agreed,
            (true, Some(_)) => CaseState::Open,
        }
    }

    /// Whether an annotation is a mark of this case, or a decision on one.
    pub fn holds(&self, annotation: &Annotation) -> bool {
        let decides = |id: &AnnotationId| {
            let decision = annotation.body.decision.as_ref();
            decision.is_some_and(|made| made.sources.iter().any(|source| source.mark == *id))
        };
        let gold = self.gold.iter().map(|placed| &placed.annotation.id);
        self.marks()
            .any(|mark| mark.id == annotation.id || decides(&mark.id))
            || gold.into_iter().any(|id| *id == annotation.id)
    }

    /// Decides for some of its versions, by number; for none of them: nothing is to be marked. Gold marks of an earlier
    /// decision become the new ones, as far as there are any, so that their history goes on.
    pub fn decide(
        &self,
        versions: &[usize],
        outcome: Outcome,
        by: &Adjudicator,
        new_id: &mut dyn FnMut() -> AnnotationId,
    ) -> Decided {
        let chosen = versions
            .iter()
            .filter_map(|number| self.versions.get(*number)?.mark());
        let mut bodies: Vec<(&Annotation, Body)> = chosen
            .map(|mark| {
                let body = Body {
                    label: mark.body.label.clone(),
                    verdict: mark.body.verdict.clone(),
                    tags: mark.body.tags.clone(),
                    decision: Some(Box::new(self.decision(outcome))),
                    ..Body::default()
                };
                (mark, body)
            })
            .collect();
        // That there is nothing to mark is said on the words in question.
        if let (true, Some(mark)) = (bodies.is_empty(), self.marks().next()) {
            let body = Body {
                decision: Some(Box::new(self.decision(Outcome::Neither))),
                ..Body::default()
            };
            bodies.push((mark, body));
        }
        let mut before = self.gold.iter().map(|placed| &placed.annotation);
        let gold = bodies
            .into_iter()
            .map(|(mark, body)| {
                let known = before.next();
                Annotation {
                    id: known.map_or_else(&mut *new_id, |known| known.id.clone()),
                    article: self.article.clone(),
                    motivation: Motivation::Classifying,
                    target: mark.target.clone(),
                    body,
                    annotator: by.annotator.clone(),
                    created: known.map_or(by.at, |known| known.created),
                    modified: by.at,
                }
            })
            .collect();
        Decided {
            gold,
            dropped: before.map(|known| known.id.clone()).collect(),
        }
    }

    /// Decides that the gold marks stand, whatever changed under them.
    pub fn confirm(&self, by: &Adjudicator) -> Decided {
        let gold = self.gold.iter().map(|placed| {
            let mut gold = placed.annotation.clone();
            let outcome = gold.body.decision.as_ref().map(|made| made.outcome);
            let decision = self.decision(outcome.unwrap_or_default());
            gold.body.decision = Some(Box::new(decision));
            (gold.annotator, gold.modified) = (by.annotator.clone(), by.at);
            gold
        });
        Decided {
            gold: gold.collect(),
            dropped: Vec::new(),
        }
    }

    /// A decision on its marks as they are.
    fn decision(&self, outcome: Outcome) -> Decision {
        let sources = self.marks().map(|mark| Source {
            mark: mark.id.clone(),
            annotator: mark.annotator.clone(),
            quote: mark
                .target
                .as_ref()
                .map_or_else(SafeText::default, |target| target.quote.clone()),
            label: mark.body.label.clone(),
            verdict: mark.body.verdict.clone(),
        });
        Decision {
            outcome,
            sources: sources.collect(),
        }
    }
}
