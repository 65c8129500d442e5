//! What a person did becomes changes: made, queued, sent, stored or tried again; undo; leaving.

use super::App;
use super::effect::{Effect, View};
use super::event::{Deadline, Draft};
use super::layer::Layer;
use super::list::{articles_in_words, done};
use super::pending::{Waiting, over_notes, over_row};
use super::prompt::confirm::{Answer, Confirm};
use super::sources::{over_searches, over_sources};
use super::status::{Message, Tone};
use crate::model::change::Undone;
use crate::model::{Action, Change, ChangeId, GroupId, Motivation, Origin, SafeText};
use std::collections::BTreeSet;
use std::time::Duration;

/// How long until a failed change is tried again.
const RETRY_AFTER: Duration = Duration::from_secs(3);

impl App {
    /// Asks for something to be done.
    pub(super) fn wish(&mut self, effect: Effect) {
        self.wishes.push(effect);
    }

    /// Says one line.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.tell(&text.into(), Tone::Info);
    }

    /// Says one line about something that went wrong.
    pub(super) fn fail(&mut self, text: impl Into<String>) {
        self.tell(&text.into(), Tone::Error);
    }

    fn tell(&mut self, text: &str, tone: Tone) {
        self.status.message = Some(Message {
            text: SafeText::line(text),
            tone,
            since: self.now,
        });
    }

    /// A group for changes that one undo takes back.
    pub(super) fn group(&mut self) -> GroupId {
        GroupId::from_random(self.ids.draw())
    }

    /// Makes a change of what a person did, as an undo group of its own.
    pub(super) fn save(&mut self, action: Action) {
        let group = self.group();
        self.save_as(action, Origin::User, group, None);
    }

    /// Makes a change, shows it and sends it off. `draft` names the draft that it makes needless.
    pub(super) fn save_as(
        &mut self,
        action: Action,
        origin: Origin,
        group: GroupId,
        draft: Option<String>,
    ) {
        if let Some(change) = self.change(action, origin, group) {
            self.queue(Waiting::new(change, draft));
        }
    }

    /// As [`App::save`], for all articles of a view, of which only a window is at hand: `action` names those, and the
    /// driver puts all of them in.
    pub(super) fn save_for_view(&mut self, action: Action, view: View) {
        let group = self.group();
        if let Some(change) = self.change(action, Origin::User, group) {
            self.queue(Waiting {
                view: Some(view),
                ..Waiting::new(change, None)
            });
        }
    }

    fn change(&mut self, action: Action, origin: Origin, group: GroupId) -> Option<Change> {
        if let Some(reason) = &self.settings.read_only {
            if origin == Origin::User {
                self.fail(format!("The library is read-only: {reason}"));
            }
            return None;
        }
        if origin == Origin::User {
            self.dropped = None;
        }
        Some(Change {
            id: ChangeId::from_random(self.ids.draw()),
            group,
            instance: self.settings.instance.clone(),
            annotator: self.settings.annotator.clone(),
            at: self.now,
            origin,
            action,
        })
    }

    fn queue(&mut self, waiting: Waiting) {
        // A change on an object whose last change failed waits for it: order is part of the meaning.
        if self.pending.blocks(&waiting.change.action) {
            self.pending.queue.push(waiting);
        } else {
            self.wish(waiting.effect());
            self.pending.queue.push(Waiting {
                sent: true,
                ..waiting
            });
        }
        self.show_marks();
        self.show_sources();
    }

    /// A change is on the disk: it becomes part of the stored rows, and what it may have moved is read again.
    pub(super) fn saved(&mut self, id: &ChangeId, changed: usize) {
        let Some(waiting) = self.pending.take(id) else {
            return;
        };
        let action = &waiting.change.action;
        match waiting.view {
            Some(_) => self.reader.beside.forget(),
            None => self.reader.beside.stored(action),
        }
        let judged = self.judges(action);
        self.store_in_views(&waiting.change);
        if let Some(key) = waiting.draft {
            self.drop_draft(&key);
        }
        if let Some(words) = judged {
            self.say(words);
            // Counts and comparisons followed.
            self.reload_list();
            self.load_article();
        } else {
            self.follow_up(action);
        }
        if waiting.view.is_some() {
            self.reload_list();
            let (done, many) = (done(action, &self.local()), articles_in_words(changed));
            self.say(format!("{done}: {many}; u takes it back"));
        }
        let is_state = matches!(action, Action::SetState { .. });
        if is_state && self.list.grouping().is_some() && !self.list.loading {
            self.count_list();
        }
        self.show_marks();
        self.reload_sources();
        self.show_sources();
        if self.quitting && self.pending.is_empty() {
            self.wish(Effect::Quit);
        }
    }

    /// Puts a stored change into whatever shows stored rows.
    fn store_in_views(&mut self, change: &Change) {
        for row in &mut self.list.page.rows {
            over_row(&change.action, row);
        }
        self.reader.stored(change);
        over_searches(&change.action, &mut self.names.searches);
        let mut decided = false;
        for layer in &mut self.layers {
            match layer {
                Layer::Adjudication(view) => decided |= view.stored(change),
                Layer::Notes(notes) => notes.stored(change),
                Layer::Review(review) => review.stored(change),
                Layer::Sources(sources) => {
                    over_sources(&change.action, &mut sources.stored, &mut BTreeSet::new());
                }
                _ => {}
            }
        }
        if decided {
            self.reload_adjudication();
        }
    }

    /// Reads again, and says, what follows from a stored change that judges no fact.
    fn follow_up(&mut self, action: &Action) {
        match action {
            // What left the view or changed its order or counts is read again, once it is true.
            Action::SetState { state, .. } if state.archived.is_some() => self.reload_list(),
            Action::SetState { state, .. } if state.snooze.is_some() => {
                self.reload_list();
                self.rouse();
            }
            Action::DeleteAnnotation { .. } => {
                self.reload_list();
                self.wish(Effect::CountReview);
            }
            Action::EditTarget { .. } => self.wish(Effect::CountReview),
            Action::Hide { .. } => self.reload_list(),
            Action::Separate { .. } => {
                self.say("It has a row of its own now; u takes it back");
                self.reload_list();
            }
            // A pair that was ruled on stays where it is while one looks at it; the next window is read without it.
            Action::Link(_) | Action::Unlink { .. } => {
                self.reload_list();
                self.load_article();
            }
            Action::Tag { .. } => self.wish(Effect::LoadTags),
            // What a list shows of its articles, and which it shows.
            Action::RenameSource { .. } | Action::MuteSources { .. } => self.reload_list(),
            Action::TagSources { .. } => {
                self.wish(Effect::LoadTags);
                self.reload_list();
            }
            // An end of a ruling, or a decision: what was done is said already.
            Action::Annotate(annotation)
                if matches!(
                    annotation.motivation,
                    Motivation::Assessing | Motivation::Classifying
                ) => {}
            Action::Annotate(_) | Action::EditBody { .. } => {
                self.wish(Effect::LoadTags);
                // In the labelling layer the line tells the candidate; what is unsaved has its sign.
                if self.labelling.is_none() {
                    self.say("Saved");
                }
            }
            _ => {}
        }
    }

    /// A change could not be stored: it stays on the screen, is said, and is tried again.
    pub(super) fn save_failed(&mut self, change: &Change, reason: &str) {
        if let Some(waiting) = self
            .pending
            .queue
            .iter_mut()
            .find(|w| w.change.id == change.id)
        {
            waiting.failed = Some(reason.to_owned());
            waiting.sent = false;
        }
        self.fail(format!("Not saved: {reason}; it is tried again"));
        self.wish(Effect::Wake(Deadline::Retry, RETRY_AFTER));
    }

    /// Sends everything that waits, in order.
    pub(super) fn retry(&mut self) {
        let mut effects = Vec::new();
        for waiting in self
            .pending
            .queue
            .iter_mut()
            .filter(|waiting| !waiting.sent)
        {
            waiting.sent = true;
            effects.push(waiting.effect());
        }
        self.wishes.extend(effects);
    }

    /// Takes the last thing back: a dropped draft, else the newest change of this person.
    pub(super) fn undo(&mut self) {
        if let Some(draft) = self.dropped.take() {
            self.wish(Effect::KeepDraft(draft.clone()));
            self.drafts.push(draft);
            self.say("The draft is back");
        } else {
            self.wish(Effect::Undo);
        }
    }

    /// An undo (or redo) is on the disk, or there was nothing to do, or it was refused.
    pub(super) fn undone(&mut self, outcome: Result<Option<Undone>, String>, word: &str) {
        match outcome {
            Ok(None) => self.say(format!("Nothing to {}", word.to_lowercase())),
            Err(reason) => self.fail(format!("{word}: {reason}")),
            Ok(Some(undone)) => {
                if word == "Undo" {
                    self.deck_undone(&undone);
                } else {
                    self.deck_redone(&undone);
                }
                self.say(format!("{word}: {}", undone.what));
                self.reload_list_at(&undone.articles);
                self.reload_notes();
                self.reload_disagreements();
                self.reload_review();
                self.reload_adjudication();
                self.reload_sources();
                self.rouse();
                let here = self.reader.wanted.as_ref();
                if here.is_some_and(|id| undone.articles.contains(id)) {
                    self.load_article();
                }
                self.wish(Effect::LoadTags);
                self.wish(Effect::LoadNames);
            }
        }
    }

    /// Leaves once everything is on the disk; asks first when a draft is open or a change cannot be stored.
    pub(super) fn quit(&mut self) {
        let question = if let Some(reason) = self.pending.failure() {
            format!(
                "{} not saved ({reason}). Quit and lose it?",
                changes(self.pending.queue.len())
            )
        } else if self.quitting && !self.pending.is_empty() {
            format!(
                "{} still being saved. Quit without waiting?",
                changes(self.pending.queue.len())
            )
        } else if !self.drafts.is_empty() && !self.quitting {
            format!(
                "{} kept for next time. Quit?",
                match self.drafts.len() {
                    1 => "1 draft is".to_owned(),
                    n => format!("{n} drafts are"),
                }
            )
        } else {
            self.quitting = true;
            if self.pending.is_empty() {
                self.wish(Effect::Quit);
            } else {
                self.say("Saving…");
            }
            return;
        };
        self.layers.push(Layer::Confirm(Confirm {
            question,
            answer: Answer::Quit,
        }));
    }

    /// Forgets a draft here and on the disk.
    pub(super) fn drop_draft(&mut self, key: &str) -> Option<Draft> {
        let at = self.drafts.iter().position(|draft| draft.key == key)?;
        let draft = self.drafts.remove(at);
        self.wish(Effect::KeepDraft(Draft {
            key: draft.key.clone(),
            text: String::new(),
        }));
        Some(draft)
    }
}

fn changes(count: usize) -> String {
    match count {
        1 => "1 change is".to_owned(),
        n => format!("{n} changes are"),
    }
}

/// Puts a stored change into the stored marks of one article.
pub(super) fn store_in(
    change: &Change,
    article: &crate::model::ArticleId,
    title: &SafeText,
    notes: &mut Vec<crate::model::PlacedAnnotation>,
) {
    let mut shown: Vec<_> = notes.drain(..).map(|note| (note, false)).collect();
    over_notes(change, article, title, &mut shown);
    notes.extend(shown.into_iter().map(|(note, _)| note));
}
