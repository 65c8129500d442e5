//! Wishes on their way to a thread that has a desk of its own.

use super::lane::Lane;
use super::perform::{self, Bearings};
use super::scheme::SchemeFile;
use super::{OpenDesk, Report, import};
use crate::app::effect::Effect;
use crate::app::event::Event;
use crate::desk::{Desk, Library};
use std::mem::discriminant;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Work of a thread with a desk.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly every wish is one of the large ones"
)]
pub(super) enum Wish {
    /// A wish of the state machine.
    Effect(Effect),
    /// Look whether another program, or an import, changed the library. Only a lane with a desk of its own can tell.
    Look,
    /// Look whether the label scheme's file was changed.
    Scheme(Arc<Mutex<SchemeFile>>),
    /// Copy the user data aside, once a day.
    Backup,
    /// Make again what an older version of the program made, until this is set.
    Renew(Arc<AtomicBool>),
}

/// Whether a wish is one of the writer's: it changes what the library keeps for the person.
pub(super) const fn writes(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Save(_)
            | Effect::SaveForView(..)
            | Effect::Rouse(_)
            | Effect::KeepTriage(_)
            | Effect::KeepBookmarks(_)
            | Effect::AcceptAgreed(_)
            | Effect::Undo
            | Effect::Redo
            | Effect::KeepDraft(_)
    )
}

/// Whether a wish is one of the opener's: it reads one article, which may have to be made again first.
pub(super) const fn opens(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::OpenArticle(..)
            | Effect::OpenWhole(..)
            | Effect::ReadAhead(..)
            | Effect::OpenRevision(..)
            | Effect::CompareVersions(..)
            | Effect::LoadOriginal(..)
    )
}

/// What a lane does at its desk. What it gives back is reported when the desk is free again: who acts on it finds it free.
pub(super) type Work = Box<dyn Fn(&mut Desk, &Bearings, Effect, &Report) -> Option<Event> + Send>;
/// Which waiting wishes a lane still performs.
pub(super) type Choose = fn(Vec<Wish>) -> Vec<Wish>;

/// So long somebody waits for a library that another one has before another is opened: mostly work is done by then, and
/// opening costs more.
const TURN: Duration = Duration::from_millis(10);

/// The desks of threads that take turns: who has something to do sits down where a library lies open, and opens one only
/// when there is none soon. Each open library learns the whole schema and remembers pages and statements of its own.
pub(super) struct Desks {
    open: OpenDesk,
    libraries: Mutex<Libraries>,
    /// Told when one is free again.
    freed: Condvar,
}

/// The open libraries of desks that take turns.
#[derive(Default)]
struct Libraries {
    free: Vec<Library>,
    /// So many are worked with.
    taken: usize,
}

impl Desks {
    pub fn new(open: OpenDesk) -> Arc<Self> {
        Arc::new(Self {
            open,
            libraries: Mutex::default(),
            freed: Condvar::new(),
        })
    }

    fn take(&self) -> Result<Desk, String> {
        let none = |libraries: &mut Libraries| libraries.free.is_empty() && libraries.taken > 0;
        let waited = self.freed.wait_timeout_while(self.libraries(), TURN, none);
        let (mut libraries, _) = waited.unwrap_or_else(PoisonError::into_inner);
        libraries.taken += 1;
        let free = libraries.free.pop();
        drop(libraries);
        (self.open)(free).inspect_err(|_| self.libraries().taken -= 1)
    }

    /// Where work ended in a panic, the library never comes back: others wait their turn for it before they open another.
    fn give_back(&self, desk: Desk) {
        let mut libraries = self.libraries();
        libraries.taken -= 1;
        libraries.free.push(desk.library);
        drop(libraries);
        self.freed.notify_one();
    }

    fn libraries(&self) -> MutexGuard<'_, Libraries> {
        self.libraries
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// A lane that does its work at one of these desks; when none can be opened, it tries again at the next wish.
pub(super) fn desk_lane(
    name: &'static str,
    choose: Choose,
    desks: &Arc<Desks>,
    report: &Report,
    work: impl Fn(&mut Desk, Effect, &Report) -> Option<Event> + Send + 'static,
) -> Lane<Wish> {
    let (desks, failed) = (Arc::clone(desks), Arc::clone(report));
    let report = Arc::clone(report);
    let mut seen = Seen::default();
    let work = move |wish| {
        let mut desk = match desks.take() {
            Ok(desk) => desk,
            Err(error) => return report(refused(wish, error)),
        };
        seen.begin(&desk);
        let answer = match wish {
            Wish::Effect(effect) => work(&mut desk, effect, &report),
            Wish::Backup => perform::backup(&mut desk),
            Wish::Scheme(file) => {
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                file.look()
            }
            Wish::Renew(leaving) => {
                import::renew(&mut desk, &leaving, &report);
                None
            }
            Wish::Look => seen.look(&desk).then_some(Event::LibraryChanged),
        };
        desks.give_back(desk);
        if let Some(event) = answer {
            report(event);
        }
    };
    Lane::new(
        name,
        choose,
        move || work,
        move |reason| failed(Event::Failed(reason)),
    )
}

/// The answer to a wish when the library cannot be opened. A change goes back, to be tried again.
fn refused(wish: Wish, error: String) -> Event {
    match wish {
        Wish::Effect(Effect::Save(change) | Effect::SaveForView(_, change)) => {
            Event::SaveFailed(change, error)
        }
        _ => Event::Failed(error),
    }
}

/// Of each kind of request only the newest is still wanted, and nobody reads ahead when an article is wanted now; the
/// order of the rest is kept.
pub(super) fn newest(batch: Vec<Wish>) -> Vec<Wish> {
    let mut kinds = Vec::new();
    let mut opens = false;
    let mut kept: Vec<Wish> = batch
        .into_iter()
        .rev()
        .filter(|wish| {
            let Wish::Effect(effect) = wish else {
                return true;
            };
            let kind = discriminant(effect);
            let newer = kinds.contains(&kind)
                && !matches!(effect, Effect::LoadNotesOfArticle(_) | Effect::Together(_));
            let is_needless = matches!(effect, Effect::ReadAhead(..)) && opens;
            opens |= matches!(effect, Effect::OpenArticle(..));
            kinds.push(kind);
            !newer && !is_needless
        })
        .collect();
    kept.reverse();
    kept
}

/// What was last seen of the library's changes by others.
#[derive(Debug, Default)]
struct Seen {
    number: Option<i64>,
}

impl Seen {
    /// What there is when the lane begins counts as seen.
    fn begin(&mut self, desk: &Desk) {
        if self.number.is_none() {
            self.look(desk);
        }
    }

    /// Looks; whether anything changed since the last time.
    fn look(&mut self, desk: &Desk) -> bool {
        let number = desk.library.changes_of_others().ok();
        let before = std::mem::replace(&mut self.number, number);
        before.is_some() && before != number
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{OpenOptions, Who};
    use crate::model::{ArticleId, Draft, InstanceId};

    #[test]
    fn only_the_newest_request_of_a_kind_is_performed() {
        let list = |generation| Effect::LoadList(generation, Box::default());
        let batch = vec![
            list(1),
            Effect::LoadTags,
            list(2),
            Effect::LoadSources(3),
            list(4),
        ];
        let kept = newest(batch.into_iter().map(Wish::Effect).collect());
        let generations: Vec<u64> = kept
            .iter()
            .map(|wish| match wish {
                Wish::Effect(Effect::LoadList(generation, _) | Effect::LoadSources(generation)) => {
                    *generation
                }
                _ => 0,
            })
            .collect();
        assert_eq!(generations, [0, 3, 4]);
    }

    #[test]
    fn nobody_reads_ahead_of_what_is_wanted() {
        let article = || ArticleId::named("a");
        let ahead = |generation| Wish::Effect(Effect::ReadAhead(generation, article()));
        let open = |generation| Wish::Effect(Effect::OpenArticle(generation, article()));
        assert_eq!(newest(vec![open(1), ahead(2)]).len(), 2);
        let kept = newest(vec![ahead(1), open(2), ahead(3)]);
        let [Wish::Effect(first), Wish::Effect(second)] = kept.as_slice() else {
            panic!("{kept:?}");
        };
        assert_eq!(*first, Effect::OpenArticle(2, article()));
        assert_eq!(*second, Effect::ReadAhead(3, article()));
    }

    #[test]
    fn only_what_others_change_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let desk = || {
            let who = Who {
                annotator: "ann".into(),
                instance: InstanceId::named("test"),
                now: || jiff::Timestamp::UNIX_EPOCH,
                random: || [7; 10],
            };
            Desk::open(folder.path(), OpenOptions::Write, who).unwrap()
        };
        let (mut own, mut other) = (desk(), desk());
        let mut seen = Seen::default();
        let draft = |text: &str| Draft {
            key: "article".to_owned(),
            text: text.to_owned(),
        };
        assert!(!seen.look(&own), "nothing to compare with yet");
        own.library.keep_draft(&draft("one")).unwrap();
        assert!(!seen.look(&own));
        other.library.keep_draft(&draft("two")).unwrap();
        assert!(seen.look(&own));
        assert!(!seen.look(&own));
    }
}
