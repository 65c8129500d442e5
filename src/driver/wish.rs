//! Wishes on their way to a thread that has a desk of its own.

use super::lane::Lane;
use super::perform::{self, Bearings};
use super::scheme::SchemeFile;
use super::{OpenDesk, Report, import};
use crate::app::effect::Effect;
use crate::app::event::Event;
use crate::desk::Desk;
use std::mem::discriminant;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Work of a thread with a desk.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly every wish is one of the large ones"
)]
pub(super) enum Wish {
    /// A wish of the state machine.
    Effect(Effect),
    /// Report the drafts that were kept.
    Drafts,
    /// Look whether another program, or an import, changed the library.
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
            | Effect::ReadAhead(..)
            | Effect::OpenRevision(..)
            | Effect::CompareVersions(..)
            | Effect::LoadOriginal(..)
    )
}

/// The library is looked at so often at most.
const LOOKED: Duration = Duration::from_millis(250);

/// What a lane does with its desk.
pub(super) type Work = Box<dyn Fn(&mut Desk, &Bearings, Effect, &Report) + Send>;
/// Which waiting wishes a lane still performs.
pub(super) type Choose = fn(Vec<Wish>) -> Vec<Wish>;

/// A lane that opens a desk at its first wish, and tries again at the next when that failed.
pub(super) fn desk_lane(
    name: &str,
    choose: Choose,
    open: OpenDesk,
    report: Report,
    work: impl Fn(&mut Desk, Effect, &Report) + Send + 'static,
) -> Lane<Wish> {
    let failed = Arc::clone(&report);
    let begin = move || {
        let mut desk: Option<Desk> = None;
        let mut seen = Seen::default();
        move |wish| {
            if desk.is_none() {
                match open() {
                    Ok(opened) => {
                        seen.look(&opened);
                        desk = Some(opened);
                    }
                    // Who asked for nothing hears of it with the first wish.
                    Err(_) if matches!(wish, Wish::Look) => return,
                    Err(error) => return report(refused(wish, error)),
                }
            }
            let Some(desk) = &mut desk else { return };
            match wish {
                Wish::Effect(effect) => work(desk, effect, &report),
                Wish::Drafts => report(perform::drafts(desk)),
                Wish::Backup => {
                    if let Some(event) = perform::backup(desk) {
                        report(event);
                    }
                }
                Wish::Scheme(file) => {
                    let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                    if let Some(event) = file.look() {
                        report(event);
                    }
                }
                Wish::Renew(leaving) => import::renew(desk, &leaving, &report),
                Wish::Look => {
                    if seen.is_due() && seen.look(desk) {
                        report(Event::LibraryChanged);
                    }
                }
            }
        }
    };
    Lane::start(name, choose, begin, move |reason| {
        failed(Event::Failed(reason));
    })
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
            let newer = kinds.contains(&kind) && !matches!(effect, Effect::LoadNotesOfArticle(_));
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
    at: Option<Instant>,
}

impl Seen {
    /// Whether it is time to look again: someone holding a key down, while an import runs, would else
    /// have everything read again at every repetition.
    fn is_due(&self) -> bool {
        self.at.is_none_or(|at| at.elapsed() >= LOOKED)
    }

    /// Looks; whether anything changed since the last time.
    fn look(&mut self, desk: &Desk) -> bool {
        self.at = Some(Instant::now());
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
