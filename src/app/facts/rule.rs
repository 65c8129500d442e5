//! Ruling on a pair of facts: confirmed, disputed or not comparable, perhaps with a note.
//!
//! A ruling is a link between two assessing annotations on the exact words of both sides. All three are one group, so
//! that one undo takes them back.

use crate::app::App;
use crate::app::keys::command::Command;
use crate::app::layer::Layer;
use crate::app::marks::editor::NoteSubject;
use crate::model::link::LinkRelation;
use crate::model::relation::Side;
use crate::model::{
    Action, Annotation, AnnotationId, Body, GroupId, Link, LinkId, Motivation, Origin, Relation,
    SafeText, Target, TextVersion,
};
use std::sync::Arc;

impl App {
    /// The pair that is shown, or under the cursor of the view of disagreements.
    pub(in crate::app) fn pair_at_hand(&self) -> Option<&Relation> {
        match self.layers.last()? {
            Layer::Compare(compare) => compare.pair(),
            Layer::Disagreements(view) => view.row(view.cursor),
            _ => None,
        }
    }

    /// The commands of a pair; whether it was one of them.
    pub(super) fn run_on_pair(&mut self, command: Command) -> bool {
        let relation = match command {
            Command::Confirmed => LinkRelation::Confirmed,
            Command::Disputed => LinkRelation::Disputed,
            Command::NotComparable => LinkRelation::NotComparable,
            Command::Note => {
                match self.pair_at_hand().and_then(|pair| pair.ruling.clone()) {
                    Some(ruling) => self.open_editor(NoteSubject::Link(ruling)),
                    None => self.say(
                        "A note goes with a ruling: c confirmed, d disputed, n not comparable",
                    ),
                }
                return true;
            }
            _ => return false,
        };
        if let Some(pair) = self.pair_at_hand().cloned() {
            self.rule(&pair, relation);
        }
        true
    }

    /// Rules on a pair: in place of what this person said before; the same again takes it back.
    fn rule(&mut self, pair: &Relation, relation: LinkRelation) {
        let group = self.group();
        let mine = pair
            .ruling
            .clone()
            .filter(|ruling| ruling.annotator == self.settings.annotator);
        let ruling = match mine {
            Some(ruling) if ruling.relation == relation => {
                self.save_as(
                    Action::Unlink {
                        link: ruling.id.clone(),
                    },
                    Origin::User,
                    group.clone(),
                    None,
                );
                for annotation in [ruling.from, ruling.to] {
                    let action = Action::DeleteAnnotation { annotation };
                    self.save_as(action, Origin::User, group.clone(), None);
                }
                self.say("The ruling is taken back; u brings it again");
                None
            }
            Some(ruling) => Some(Link {
                relation,
                modified: self.now,
                ..ruling
            }),
            None => {
                let from = self.assess(&pair.a, &group);
                let to = self.assess(&pair.b, &group);
                Some(self.new_link(from, to, relation))
            }
        };
        if let Some(ruling) = &ruling {
            let action = Action::Link(Box::new(ruling.clone()));
            self.save_as(action, Origin::User, group, None);
            self.say(match relation {
                LinkRelation::NotComparable => {
                    "Not comparable: no disagreement any more; a adds a note, u takes it back"
                }
                LinkRelation::Disputed => "Disputed; a adds a note, u takes it back",
                _ => "Confirmed; a adds a note, u takes it back",
            });
        }
        if self.settings.read_only.is_none() {
            self.show_ruling(pair, ruling.as_ref());
        }
    }

    /// A link of this person, made now.
    pub(in crate::app) fn new_link(
        &mut self,
        from: AnnotationId,
        to: AnnotationId,
        relation: LinkRelation,
    ) -> Link {
        Link {
            id: LinkId::from_random(self.ids.draw()),
            from,
            to,
            relation,
            note: SafeText::default(),
            annotator: self.settings.annotator.clone(),
            created: self.now,
            modified: self.now,
        }
    }

    /// Marks the words of one side as an end of a ruling.
    fn assess(&mut self, side: &Side, group: &GroupId) -> AnnotationId {
        let id = AnnotationId::from_random(self.ids.draw());
        let annotation = Annotation {
            id: id.clone(),
            article: side.article.clone(),
            motivation: Motivation::Assessing,
            target: Some(Target {
                version: TextVersion::default(),
                span: side.span,
                quote: side.text.clone(),
                prefix: SafeText::default(),
                suffix: SafeText::default(),
                orphan: false,
            }),
            body: Body::default(),
            annotator: self.settings.annotator.clone(),
            created: self.now,
            modified: self.now,
        };
        let action = Action::Annotate(Box::new(annotation));
        self.save_as(action, Origin::User, group.clone(), None);
        id
    }

    /// A pair says at once what was ruled on it, wherever it is at hand.
    pub(super) fn show_ruling(&mut self, pair: &Relation, ruling: Option<&Link>) {
        let say = |other: &mut Relation| {
            if is_same(pair, other) {
                other.ruling = ruling.cloned();
            }
        };
        for layer in &mut self.layers {
            match layer {
                Layer::Compare(compare) => compare.pairs.iter_mut().for_each(say),
                Layer::Disagreements(view) => view.page.rows.iter_mut().for_each(say),
                _ => {}
            }
        }
        if let Some(opened) = &mut self.reader.opened {
            let relations = opened.relations.iter();
            if relations.clone().any(|(_, other)| is_same(pair, other)) {
                let relations = Arc::make_mut(opened).relations.iter_mut();
                relations.map(|(_, other)| other).for_each(say);
                self.panel.stale = true;
            }
        }
    }

    /// A link has another note: the pair that it rules on says so.
    pub(in crate::app) fn show_link(&mut self, link: &Link) {
        let ruled = |pair: &&Relation| {
            pair.ruling
                .as_ref()
                .is_some_and(|ruling| ruling.id == link.id)
        };
        let at_hand = self.layers.iter().find_map(|layer| match layer {
            Layer::Compare(compare) => compare.pairs.iter().find(ruled),
            Layer::Disagreements(view) => view.page.rows.iter().find(ruled),
            _ => None,
        });
        if let Some(pair) = at_hand.cloned() {
            self.show_ruling(&pair, Some(link));
        }
    }

    /// The opened article came again: the pairs that are shown have the rulings that came with it.
    pub(in crate::app) fn rulings_came(&mut self) {
        let Some(opened) = self.reader.article().cloned() else {
            return;
        };
        for layer in &mut self.layers {
            if let Layer::Compare(compare) = layer
                && !compare.listed
            {
                for pair in &mut compare.pairs {
                    let mut relations = opened.relations.iter();
                    if let Some((_, found)) = relations.find(|(_, found)| is_same(pair, found)) {
                        pair.ruling.clone_from(&found.ruling);
                    }
                }
            }
        }
    }
}

/// Whether two pairs are about the same words, from whichever side one looks.
fn is_same(pair: &Relation, other: &Relation) -> bool {
    let place = |side: &Side| (side.article.clone(), side.span);
    let (a, b) = (place(&pair.a), place(&pair.b));
    let (x, y) = (place(&other.a), place(&other.b));
    (&a, &b) == (&x, &y) || (&a, &b) == (&y, &x)
}
