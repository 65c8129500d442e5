//! Taking in what another program or person wrote: annotations, links between them, and how far somebody is with
//! labelling; each once.
//!
//! An annotation finds its article and its words (see `desk::notes::placing`). A name that is known is the same thing: the newer
//! of the two stands. An annotation whose words are gone is taken as well, and listed with its quote. A link comes when
//! both its ends are here or come with it. Everything that one delivery brings is one step of undo.

use crate::desk::Desk;
use crate::desk::notes::placing::{Text, unknown};
use crate::exchange::{Delivery, Incoming, IncomingLink, IncomingState};
use crate::library::LibraryError;
use crate::model::{
    Action, AnchorState, Annotation, AnnotationId, ArticleId, LabellingState, Link, LinkId,
    Motivation, SafeText, Target,
};
use std::collections::{HashMap, HashSet};

/// What became of one thing that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// What it is.
    pub kind: TakenKind,
    /// Its name; of a state of labelling the annotator.
    pub id: SafeText,
    /// Its article, once found; of a link that where it begins.
    pub article: Option<ArticleId>,
    /// What became of it.
    pub fate: TakenFate,
    /// How its words were found; `None` for what is on no words.
    pub anchor: Option<AnchorState>,
    /// What it says, in one line.
    pub says: String,
    /// Why it was refused.
    pub reason: Option<String>,
}

/// What a thing is that came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum TakenKind {
    Note,
    /// A fact rejected or corrected, or an end of a ruling.
    Judgement,
    /// A decision on what several people marked.
    Gold,
    Link,
    Ruling,
    /// How far somebody is with labelling an article.
    Labelling,
}

impl TakenKind {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 6] = [
        Self::Note,
        Self::Judgement,
        Self::Gold,
        Self::Link,
        Self::Ruling,
        Self::Labelling,
    ];

    /// Its name in records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Judgement => "judgement",
            Self::Gold => "gold",
            Self::Link => "link",
            Self::Ruling => "ruling",
            Self::Labelling => "labelling",
        }
    }

    const fn of(motivation: Motivation) -> Self {
        match motivation {
            Motivation::Commenting => Self::Note,
            Motivation::Moderating | Motivation::Editing | Motivation::Assessing => Self::Judgement,
            Motivation::Classifying => Self::Gold,
        }
    }
}

/// Whether a thing was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenFate {
    /// It was not here.
    New,
    /// It was here and has changed since.
    Updated,
    /// It was here, as new or newer.
    Known,
    /// It cannot be taken.
    Refused,
}

impl TakenFate {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Updated => "updated",
            Self::Known => "known",
            Self::Refused => "refused",
        }
    }

    /// Whether the library becomes otherwise by it.
    pub const fn is_taken(self) -> bool {
        matches!(self, Self::New | Self::Updated)
    }
}

/// A delivery on its way in.
#[derive(Default)]
struct Taking {
    texts: HashMap<ArticleId, Option<Text>>,
    /// The annotations that are here, or will be.
    seen: HashSet<AnnotationId>,
    links: HashSet<LinkId>,
    states: HashMap<(ArticleId, SafeText), LabellingState>,
    actions: Vec<Action>,
    taken: Vec<Taken>,
}

impl Desk {
    /// Takes a delivery in, or with `dry` only tells what would become of it.
    ///
    /// # Errors
    /// When the library refuses; nothing is taken then.
    pub fn take(&mut self, delivery: &Delivery, dry: bool) -> Result<Vec<Taken>, LibraryError> {
        let mut taking = Taking::default();
        for note in &delivery.notes {
            self.take_note(note, &mut taking)?;
        }
        for link in &delivery.links {
            self.take_link(link, &mut taking)?;
        }
        for state in &delivery.labelling {
            self.take_state(state, &mut taking)?;
        }
        if !dry && !taking.actions.is_empty() {
            let changes = self.who.changes(taking.actions);
            self.library.apply_all(&changes)?;
            self.derive_anew();
        }
        Ok(taking.taken)
    }

    fn take_note(&self, note: &Incoming, taking: &mut Taking) -> Result<(), LibraryError> {
        let mut taken = Taken {
            kind: TakenKind::of(note.motivation),
            id: SafeText::line(note.id.as_str()),
            article: self.meant(&note.about)?,
            fate: TakenFate::Refused,
            anchor: None,
            says: said(note),
            reason: None,
        };
        let Some(article) = taken.article.clone() else {
            taken.reason = Some(unknown(&note.about));
            taking.taken.push(taken);
            return Ok(());
        };
        if !taking.texts.contains_key(&article) {
            let text = self.readable(&article)?;
            taking.texts.insert(article.clone(), text);
        }
        let text = taking.texts.get(&article).and_then(Option::as_ref);
        let (target, anchor) = self.placed(&article, note, text)?;
        taken.anchor = anchor;
        let annotation = self.annotation_of(note, &article, target);
        let known = self.library.annotation(&note.id).ok();
        taken.fate = match &known {
            Some(known) if known.article != article => {
                let reason = "the name belongs to a note on another article";
                taken.reason = Some(reason.to_owned());
                TakenFate::Refused
            }
            _ if !taking.seen.insert(note.id.clone()) => TakenFate::Known,
            None => TakenFate::New,
            Some(known)
                if known.modified < annotation.modified && !says_the_same(known, &annotation) =>
            {
                TakenFate::Updated
            }
            Some(_) => TakenFate::Known,
        };
        if taken.fate.is_taken() {
            taking.actions.push(Action::Annotate(Box::new(annotation)));
        }
        taking.taken.push(taken);
        Ok(())
    }

    /// The same said again by the same person is the same link, whatever its name.
    fn take_link(&self, link: &IncomingLink, taking: &mut Taking) -> Result<(), LibraryError> {
        let begins = self.library.annotation(&link.from).ok();
        let mut taken = Taken {
            kind: if link.relation.is_ruling() {
                TakenKind::Ruling
            } else {
                TakenKind::Link
            },
            id: SafeText::line(link.id.as_str()),
            article: begins.map(|annotation| annotation.article),
            fate: TakenFate::Refused,
            anchor: None,
            says: format!("{} {} {}", link.from, link.relation.words(), link.to),
            reason: None,
        };
        for end in [&link.from, &link.to] {
            if !taking.seen.contains(end) && self.library.annotation(end).is_err() {
                taken.reason = Some(format!("its end {end} is not here and did not come"));
            }
        }
        if taken.reason.is_none() {
            let new = self.link_of(link);
            let same_name = self.library.link(&link.id).ok();
            let known = match same_name {
                Some(known) => Some(known),
                None => self.same_link(&new)?,
            };
            taken.fate = match known {
                _ if !taking.links.insert(link.id.clone()) => TakenFate::Known,
                None => TakenFate::New,
                Some(known) if known.id == new.id && is_newer(&new, &known) => TakenFate::Updated,
                Some(_) => TakenFate::Known,
            };
            if taken.fate.is_taken() {
                taking.actions.push(Action::Link(Box::new(new)));
            }
        }
        taking.taken.push(taken);
        Ok(())
    }

    /// A decision stands: only who was no further than to have seen an article is further now.
    fn take_state(&self, state: &IncomingState, taking: &mut Taking) -> Result<(), LibraryError> {
        let mut taken = Taken {
            kind: TakenKind::Labelling,
            id: state.annotator.clone(),
            article: self.meant(&state.about)?,
            fate: TakenFate::Refused,
            anchor: None,
            says: state.state.name().to_owned(),
            reason: None,
        };
        match taken.article.clone() {
            None => taken.reason = Some(unknown(&state.about)),
            Some(article) => {
                let key = (article, state.annotator.clone());
                let known = match taking.states.get(&key) {
                    Some(known) => Some(*known),
                    None => self.library.labelling(&key.0, &key.1)?,
                };
                taken.fate = match known {
                    None => TakenFate::New,
                    Some(LabellingState::Seen) if state.state != LabellingState::Seen => {
                        TakenFate::Updated
                    }
                    Some(_) => TakenFate::Known,
                };
                if taken.fate.is_taken() {
                    taking.states.insert(key.clone(), state.state);
                    taking.actions.push(Action::SetLabelling {
                        article: key.0,
                        annotator: key.1,
                        state: Some(state.state),
                    });
                }
            }
        }
        taking.taken.push(taken);
        Ok(())
    }

    fn annotation_of(
        &self,
        note: &Incoming,
        article: &ArticleId,
        target: Option<Target>,
    ) -> Annotation {
        let now = (self.who.now)();
        let created = note.created.unwrap_or(now);
        let me = || self.who.annotator.clone();
        Annotation {
            id: note.id.clone(),
            article: article.clone(),
            target,
            motivation: note.motivation,
            body: note.body.clone(),
            annotator: note.annotator.clone().unwrap_or_else(me),
            created,
            modified: note.modified.unwrap_or(created),
        }
    }

    fn link_of(&self, link: &IncomingLink) -> Link {
        let now = (self.who.now)();
        let created = link.created.unwrap_or(now);
        let me = || self.who.annotator.clone();
        Link {
            id: link.id.clone(),
            from: link.from.clone(),
            to: link.to.clone(),
            relation: link.relation,
            note: link.note.clone(),
            annotator: link.annotator.clone().unwrap_or_else(me),
            created,
            modified: link.modified.unwrap_or(created),
        }
    }

    /// The link by which the same person said the same.
    fn same_link(&self, new: &Link) -> Result<Option<Link>, LibraryError> {
        let links = self.library.links_at(&new.from)?;
        Ok(links.into_iter().find(|known| {
            let ends = known.from == new.from && known.to == new.to;
            ends && known.relation == new.relation && known.annotator == new.annotator
        }))
    }
}

/// Whether two annotations say the same of the same words, whenever that was and however the text is read.
fn says_the_same(one: &Annotation, other: &Annotation) -> bool {
    let quote = |annotation: &Annotation| {
        annotation
            .target
            .as_ref()
            .map(|target| target.quote.clone())
    };
    one.body == other.body && one.annotator == other.annotator && quote(one) == quote(other)
}

/// Whether a link was changed since the known one, and says something else.
fn is_newer(new: &Link, known: &Link) -> bool {
    let said = |link: &Link| {
        (
            link.from.clone(),
            link.relation,
            link.to.clone(),
            link.note.clone(),
        )
    };
    known.modified < new.modified && said(new) != said(known)
}

/// Who says what of which words, in one line.
fn said(note: &Incoming) -> String {
    let body = &note.body;
    let why = (!note.motivation.is_note()).then(|| note.motivation.name());
    let quote = note
        .words
        .as_ref()
        .map(|words| format!("“{}”", words.quote));
    let parts = [
        note.annotator.as_deref(),
        why,
        body.label.as_deref(),
        body.verdict.as_deref(),
        quote.as_deref(),
        Some(body.note.as_str()),
    ];
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    SafeText::line(&parts.collect::<Vec<_>>().join(" ")).into_string()
}
