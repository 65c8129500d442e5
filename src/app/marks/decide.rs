//! What a key decides in adjudication: which version of a case becomes gold, or other words, or another label.
//!
//! A decision becomes gold marks ([`Case::decide`]), all of it one step of undo.

use super::annotate::Subject;
use super::labels::{Labels, Stage};
use crate::app::App;
use crate::app::layer::Layer;
use crate::app::reader::picking::Purpose;
use crate::model::{
    Adjudicator, AnnotationId, Body, Case, Decided, GroupId, Origin, Outcome, Span, Target,
};

impl App {
    fn adjudicator(&self) -> Adjudicator {
        Adjudicator {
            annotator: self.settings.annotator.clone(),
            at: self.now,
        }
    }

    /// What it comes to when the case under the cursor is decided for these versions.
    fn decided(&mut self, versions: &[usize], outcome: Outcome) -> Option<(Case, Decided)> {
        let case = self.adjudication()?.current()?.clone();
        let (by, ids) = (self.adjudicator(), &mut self.ids);
        let new_id = &mut || AnnotationId::from_random(ids.draw());
        let decided = case.decide(versions, outcome, &by, new_id);
        Some((case, decided))
    }

    /// Takes one version, or none. Where all marks are gone, left is the gold mark as it is.
    pub(in crate::app) fn take(&mut self, version: Option<usize>, outcome: Outcome) {
        let versions: Vec<usize> = version.into_iter().collect();
        let Some((case, decided)) = self.decided(&versions, outcome) else {
            return;
        };
        if case.versions.is_empty() && version.is_some() {
            return self.confirm_gold();
        }
        let whose = version.and_then(|number| case.versions.get(number));
        let said = whose.map_or_else(
            || "Nothing is marked here; u takes it back".to_owned(),
            |version| {
                let people: Vec<&str> = version.people().into_iter().map(|name| &**name).collect();
                format!("Gold as {} has it; u takes it back", people.join(" and "))
            },
        );
        self.settle_case(decided, &said);
    }

    pub(super) fn take_both(&mut self) {
        let view = self.adjudication();
        let Some(right) = view.and_then(|view| view.right()) else {
            return self.say("There is one version only; h takes it, x takes none");
        };
        if let Some((_, decided)) = self.decided(&[0, right], Outcome::Both) {
            self.settle_case(decided, "Gold as both have it; u takes it back");
        }
    }

    /// Takes what all agree on, or lets gold marks stand whatever changed under them.
    pub(super) fn confirm_gold(&mut self) {
        let by = self.adjudicator();
        let Some(case) = self.adjudication().and_then(|view| view.current().cloned()) else {
            return;
        };
        if !case.gold.is_empty() {
            return self.settle_case(case.confirm(&by), "It stands; u takes it back");
        }
        match (case.about, self.decided(&[0], Outcome::Agreed)) {
            (None, Some((_, decided))) => self.settle_case(decided, "Gold; u takes it back"),
            _ => self.say("They differ: h takes the left one, l the right one, b both, x none"),
        }
    }

    /// The person picks the words; label and verdict are those of the left version.
    pub(super) fn take_other_words(&mut self) {
        let decided = self.decided(&[0], Outcome::Edited);
        let Some((case, decided)) = decided.filter(|(case, _)| !case.versions.is_empty()) else {
            return self.say("No words to start from here");
        };
        let Some(layer) = self.layers.pop() else {
            return;
        };
        let span = span_of(&case);
        self.open_at(case.article, span);
        if let Some(span) = span.filter(|_| self.reader.article().is_some()) {
            self.reader.select(span);
        }
        self.start_picking(Purpose::Gold(Box::new(decided)), Some(layer));
    }

    /// The person gives another label; the words are those of the left version.
    pub(super) fn take_other_label(&mut self) {
        let decided = self.decided(&[0], Outcome::Edited);
        let Some((_, decided)) = decided.filter(|(case, _)| !case.versions.is_empty()) else {
            return self.say("No words to label here");
        };
        let subject = Subject::Gold(Box::new(decided));
        self.layers.push(Layer::Labels(Labels {
            quote: subject.quote().to_owned(),
            stage: Stage::Label(subject, None),
            guidelines: false,
        }));
    }

    /// The words of a gold mark were picked.
    pub(in crate::app) fn gold_on(&mut self, mut decided: Decided, span: Span) {
        let Some(opened) = self.reader.article() else {
            return;
        };
        let target = Target::new(&opened.article.text, opened.version.clone(), span);
        let article = opened.row.id.clone();
        match decided.gold.first_mut() {
            Some(gold) if gold.article == article => gold.target = Some(target),
            _ => return self.say("These words are in another article"),
        }
        self.settle_case(decided, "Gold on these words; u takes it back");
    }

    /// A gold mark has its label now, in the undo group of the palette; its id.
    pub(super) fn settle_labelled(
        &mut self,
        decided: &Decided,
        body: Body,
        group: &GroupId,
    ) -> AnnotationId {
        let mut decided = decided.clone();
        let mut id = AnnotationId::default();
        if let Some(gold) = decided.gold.first_mut() {
            id.clone_from(&gold.id);
            gold.body = body;
        }
        for action in decided.actions() {
            self.save_as(action, Origin::User, group.clone(), None);
        }
        self.next_case();
        id
    }

    /// Stores a decision and goes on to the next case.
    fn settle_case(&mut self, decided: Decided, said: &str) {
        let group = self.group();
        for action in decided.actions() {
            self.save_as(action, Origin::User, group.clone(), None);
        }
        if self.settings.read_only.is_none() {
            self.next_case();
            self.say(said);
        }
    }

    /// Goes on to the next case, until the one at hand has left.
    fn next_case(&mut self) {
        if let Some(view) = self.adjudication() {
            view.go((view.cursor + 1).min(view.cases.page.total.saturating_sub(1)));
        }
    }
}

/// Where the first version of a case stands, else its gold mark.
pub(super) fn span_of(case: &Case) -> Option<Span> {
    let versions = case.versions.iter().flat_map(|version| &version.marks);
    versions.chain(&case.gold).find_map(|placed| placed.span)
}
