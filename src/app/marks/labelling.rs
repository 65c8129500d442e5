//! The labelling layer over the reader: it walks the candidates of an article, one key a decision.
//!
//! The candidate at hand is lit. A motion of the reader takes it off: then the candidate is what the cursor stands on.
//! What is labelled is not a candidate any more, and the text never moves.

use super::annotate::{Repeatable, body_of};
use super::candidates::{Candidate, CandidateKind, Covered, candidates};
use crate::app::App;
use crate::app::keys::command::Command;
use crate::app::reader::motion;
use crate::app::reader::picking::Purpose;
use crate::model::{
    ArticleId, Body, LabellingState, Motivation, Origin, SafeText, Span, TextVersion,
};
use std::collections::BTreeSet;

/// State of the labelling layer.
#[derive(Debug, Clone, Default)]
pub struct Labelling {
    /// The text that the candidates are of.
    pub text: Option<(ArticleId, TextVersion)>,
    /// All candidates of it, labelled or not.
    pub candidates: Vec<Candidate>,
    /// Those that were put off or rejected, in this run.
    pub passed: BTreeSet<Span>,
    /// The one at hand, while it is lit.
    at: Option<Candidate>,
}

impl App {
    /// Enters the labelling layer.
    pub(in crate::app) fn start_labelling(&mut self) {
        let Some(opened) = self.reader.article() else {
            return;
        };
        if opened.older.is_some() {
            self.say(
                "An older version is for reading; gv shows the present one, which takes marks",
            );
            return;
        }
        self.labelling = Some(Labelling::default());
        self.settle_labelling();
    }

    /// Leaves it.
    pub(in crate::app) fn stop_labelling(&mut self) -> bool {
        let was = self.labelling.take().is_some();
        if was {
            self.reader.lit = None;
        }
        was
    }

    /// After every event: another article, or another text of it, has other candidates.
    pub(in crate::app) fn settle_labelling(&mut self) {
        let Some(labelling) = &mut self.labelling else {
            return;
        };
        let Some(opened) = self.reader.article() else {
            return;
        };
        let here = (opened.row.id.clone(), opened.version.clone());
        if labelling.text.as_ref() == Some(&here) {
            return;
        }
        if opened.older.is_some() {
            self.labelling = None;
            return;
        }
        let article = here.0.clone();
        labelling.candidates = candidates(opened);
        labelling.passed.clear();
        labelling.text = Some(here);
        self.light_candidate(None);
        self.set_labelling(article, LabellingState::Seen, Origin::Automatic);
    }

    /// What this person marked.
    fn own_marks(&self) -> Covered {
        let own = self
            .reader
            .marks
            .iter()
            .filter(|mark| mark.note.annotation.annotator == self.settings.annotator);
        Covered::new(own.filter_map(|mark| mark.note.span).collect())
    }

    /// The candidate at hand: the lit one, else what the cursor stands on.
    pub fn candidate(&self) -> Option<Candidate> {
        let labelling = self.labelling.as_ref()?;
        let lit = labelling
            .at
            .filter(|candidate| self.reader.lit == Some(candidate.span));
        if lit.is_some() {
            return lit;
        }
        let opened = self.reader.article()?;
        let here = labelling
            .candidates
            .iter()
            .find(|one| one.span.contains(self.reader.cursor));
        here.copied().or_else(|| {
            let span = motion::sentence(opened, self.reader.cursor)?;
            Some(Candidate {
                span: span.trimmed(&opened.article.text),
                kind: CandidateKind::Sentence,
            })
        })
    }

    /// How many candidates of the article are done (labelled, put off or rejected), and how many there are.
    pub fn labelled(&self) -> (usize, usize) {
        let Some(labelling) = &self.labelling else {
            return (0, 0);
        };
        let marks = self.own_marks();
        let done =
            |one: &&Candidate| labelling.passed.contains(&one.span) || marks.touches(one.span);
        (
            labelling.candidates.iter().filter(done).count(),
            labelling.candidates.len(),
        )
    }

    /// The label that a candidate is offered: the scheme's for its kind, else the one given last, else the first.
    pub fn suggested_label(&self, kind: CandidateKind) -> Option<SafeText> {
        let labels = &self.scheme.labels;
        let suggested = self.scheme.suggested(kind.name());
        if let Some(label) = suggested.and_then(|index| labels.get(index)) {
            return Some(label.name.clone());
        }
        match &self.last {
            Some(Repeatable::Label(label, _)) => Some(label.clone()),
            _ => labels.first().map(|label| label.name.clone()),
        }
    }

    /// Lights the first open candidate after `after`; without one, the first on the screen from the cursor on.
    fn light_candidate(&mut self, after: Option<Candidate>) {
        let next = self.open_candidate(after, true, |labelling, one| {
            !labelling.passed.contains(&one.span)
        });
        self.take_up(next);
    }

    /// The nearest open candidate after (or before) one, or from the cursor on.
    fn open_candidate(
        &self,
        from: Option<Candidate>,
        forward: bool,
        wanted: impl Fn(&Labelling, &Candidate) -> bool,
    ) -> Option<Candidate> {
        let labelling = self.labelling.as_ref()?;
        let marks = self.own_marks();
        let all = &labelling.candidates;
        let place = match from {
            Some(from) => all
                .iter()
                .position(|one| *one == from)
                .map(|at| (at, at + 1)),
            None => None,
        };
        let (before, after) = place.unwrap_or_else(|| {
            let at = from.map_or(self.reader.cursor, |from| from.span.start);
            let at = all
                .iter()
                .position(|one| one.span.end > at)
                .unwrap_or(all.len());
            (at, at)
        });
        let open = |one: &&Candidate| !marks.touches(one.span) && wanted(labelling, one);
        if forward {
            all.iter().skip(after).find(open).copied()
        } else {
            all.iter().take(before).rev().find(open).copied()
        }
    }

    fn take_up(&mut self, candidate: Option<Candidate>) {
        if let Some(labelling) = &mut self.labelling {
            labelling.at = candidate;
        }
        if let Some(candidate) = candidate {
            self.reader.point_at(candidate.span);
        } else {
            self.reader.lit = None;
            self.say("No candidate after this; D says that the article is done");
        }
    }

    /// Commands that only the labelling layer has.
    pub(in crate::app) fn run_in_labelling(&mut self, command: Command) -> bool {
        if self.labelling.is_none() {
            return false;
        }
        match command {
            Command::NextCandidate | Command::PreviousCandidate => {
                let forward = command == Command::NextCandidate;
                let lit = self.lit_candidate();
                let next = self.open_candidate(lit, forward, |_, _| true);
                match next {
                    None if !forward => self.say("No candidate before this"),
                    next => self.take_up(next),
                }
            }
            Command::AcceptCandidate => match self.candidate() {
                Some(candidate) => self.accept_candidate(candidate),
                None => self.say("No words to label here"),
            },
            Command::RejectCandidate => self.pass_candidate(true),
            Command::SkipCandidate => self.pass_candidate(false),
            Command::AdjustCandidate => {
                if let Some(candidate) = self.candidate() {
                    self.reader.select(candidate.span);
                    self.start_picking(Purpose::Adjust, None);
                }
            }
            Command::AcceptVisible => self.accept_visible(),
            Command::ArticleDone => self.finish_article(LabellingState::Done),
            Command::ArticleSkipped => self.finish_article(LabellingState::Skipped),
            _ => return false,
        }
        true
    }

    fn lit_candidate(&self) -> Option<Candidate> {
        let at = self.labelling.as_ref()?.at?;
        (self.reader.lit == Some(at.span)).then_some(at)
    }

    fn accept_candidate(&mut self, candidate: Candidate) {
        if let Some(label) = self.suggested_label(candidate.kind) {
            let group = self.group();
            self.give_label(candidate.span, label.clone(), group);
            self.last = Some(Repeatable::Label(label, None));
        }
        self.light_candidate(Some(candidate));
    }

    /// Labels picked words in place of the candidate at hand.
    pub(in crate::app) fn accept_words(&mut self, span: Span) {
        let candidate = self.candidate_picked();
        let kind = candidate.map_or(CandidateKind::Sentence, |candidate| candidate.kind);
        if let Some(label) = self.suggested_label(kind) {
            let group = self.group();
            self.give_label(span, label.clone(), group);
            self.last = Some(Repeatable::Label(label, None));
        }
        self.light_candidate(candidate);
    }

    /// The candidate whose ends are being adjusted.
    fn candidate_picked(&self) -> Option<Candidate> {
        self.labelling.as_ref()?.at
    }

    fn give_label(&mut self, span: Span, label: SafeText, group: crate::model::GroupId) {
        if let Some(subject) = self.subject_of(span) {
            let body = Body {
                label: Some(label),
                ..body_of(&subject)
            };
            let id = self.put(&subject, body, group, None);
            self.touched(id);
        }
    }

    /// The palette gave the candidate at hand a label: on to the next one.
    pub(super) fn labelled_candidate(&mut self, span: Option<Span>) {
        let (Some(labelling), Some(span)) = (&self.labelling, span) else {
            return;
        };
        let here = labelling.candidates.iter().find(|one| one.span == span);
        let from = here.copied().unwrap_or(Candidate {
            span,
            kind: CandidateKind::Sentence,
        });
        self.light_candidate(Some(from));
    }

    /// Puts the candidate at hand off, or rejects it.
    fn pass_candidate(&mut self, reject: bool) {
        let Some(candidate) = self.candidate() else {
            return;
        };
        if reject {
            self.reject_words(candidate);
        }
        if let Some(labelling) = &mut self.labelling {
            labelling.passed.insert(candidate.span);
        }
        self.light_candidate(Some(candidate));
    }

    /// Gives every fact on the screen its suggested label; where there is none, every sentence. One undo takes all back.
    fn accept_visible(&mut self) {
        let Some(labelling) = &self.labelling else {
            return;
        };
        let visible = self.reader.visible(self.text_height());
        let marks = self.own_marks();
        let open: Vec<Candidate> = labelling
            .candidates
            .iter()
            .filter(|one| visible.overlaps(one.span) && !labelling.passed.contains(&one.span))
            .filter(|one| !marks.touches(one.span))
            .copied()
            .collect();
        let facts = open
            .iter()
            .filter(|one| one.kind != CandidateKind::Sentence);
        let mut chosen: Vec<Candidate> = facts.copied().collect();
        let what = if chosen.is_empty() {
            chosen = open;
            "sentences"
        } else {
            "facts"
        };
        let Some(last) = chosen.last().copied() else {
            self.say("No candidates on the screen");
            return;
        };
        let group = self.group();
        for candidate in &chosen {
            if let Some(label) = self.suggested_label(candidate.kind) {
                self.give_label(candidate.span, label, group.clone());
            }
        }
        self.light_candidate(Some(last));
        self.say(format!(
            "Labelled {} {what}; u takes all back",
            chosen.len()
        ));
    }

    /// Keeps that a fact is none, or not worth a label. That a sentence is left out says nothing about a fact.
    fn reject_words(&mut self, candidate: Candidate) {
        let CandidateKind::Fact(kind) = candidate.kind else {
            return;
        };
        let Some(opened) = self.reader.article().cloned() else {
            return;
        };
        let facts = &opened.facts;
        let at = facts
            .facts
            .iter()
            .position(|fact| fact.kind == kind && fact.span == candidate.span);
        if let Some(fact) = at.and_then(|at| facts.judged_fact(at)) {
            let group = self.group();
            self.judge(Motivation::Moderating, candidate.span, fact, group);
        }
    }
}
