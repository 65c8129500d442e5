//! What a key costs in a library of 20,000 articles: steps of SQLite's machine, and bytes allocated.
//!
//! A page, a row that is changed, an opened article and the sources cost at most what three screens of rows cost in a
//! small library, and hardly more than the same in a library a tenth as large. Time is not measured: it says what else
//! the machine does.

use super::Library;
use super::articles::put;
use super::list::runs::miscounted;
use super::sample::{self, COPY, id};
use crate::model::query::{Filter, Folding, Sort, SortKey, State};
use crate::model::window::{Seen, Wanted};
use crate::model::{
    Action, Annotation, AnnotationId, ArticleId, Body, Facts, Motivation, Query, StateChange,
};
use jiff::Timestamp;
use rusqlite::StatementStatus::VmStep;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// As many rows as a large screen shows.
const SCREEN: usize = 60;
/// So many screens at most.
const SCREENS: u64 = 3;
/// So many articles, and a tenth of them.
const ARTICLES: usize = 20_000;
/// What is the same work may differ by so many hundredths.
const GROWTH: u64 = 150;

#[derive(Debug, Clone, Copy)]
struct Cost {
    steps: u64,
    bytes: u64,
}

/// Something to do with a library whose work is counted.
type Work = Rc<dyn Fn(&mut Counted)>;

/// A library whose work is counted.
struct Counted {
    library: Library,
    articles: usize,
    steps: Arc<AtomicU64>,
    changes: usize,
    _folder: tempfile::TempDir,
}

impl Counted {
    fn new(articles: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut library = sample::many(folder.path(), articles);
        let steps = Arc::new(AtomicU64::new(0));
        let taken = Arc::clone(&steps);
        let step = move || {
            taken.fetch_add(1, Ordering::Relaxed);
            false
        };
        library.connection.progress_handler(1, Some(step)).unwrap();
        Self {
            library,
            articles,
            steps,
            changes: 0,
            _folder: folder,
        }
    }

    /// What some work costs when it is done for the second time.
    fn cost(&mut self, mut work: impl FnMut(&mut Self)) -> Cost {
        work(self);
        let before = self.steps.load(Ordering::Relaxed);
        let bytes = allocation_counter::measure(|| work(self)).bytes_total;
        Cost {
            steps: self.steps.load(Ordering::Relaxed) - before,
            bytes,
        }
    }

    /// Reads a screen of rows and tells their ids.
    fn window(&self, wanted: &Wanted) -> Vec<ArticleId> {
        let window = self.library.window(wanted).unwrap();
        assert_eq!(window.page.rows.len(), SCREEN, "{wanted:?}");
        window.page.rows.into_iter().map(|row| row.id).collect()
    }

    fn set(&mut self, number: usize, state: StateChange) {
        self.change(Action::SetState {
            articles: vec![id(number)],
            state,
        });
    }

    /// Writes a note on an article and deletes it.
    fn note(&mut self, number: usize) {
        let annotation = Annotation {
            id: AnnotationId::named(&format!("note {}", self.changes)),
            article: id(number),
            motivation: Motivation::Commenting,
            target: None,
            body: Body {
                note: "It says so.".into(),
                ..Body::default()
            },
            annotator: "ann".into(),
            created: Timestamp::UNIX_EPOCH,
            modified: Timestamp::UNIX_EPOCH,
        };
        let deleted = annotation.id.clone();
        self.change(Action::Annotate(Box::new(annotation)));
        self.change(Action::DeleteAnnotation {
            annotation: deleted,
        });
    }

    fn change(&mut self, action: Action) {
        self.changes += 1;
        sample::change(&mut self.library, self.changes, action);
    }

    /// What the hands on the keyboard ask for, each with its cost.
    fn costs(&mut self) -> Vec<(String, Cost)> {
        let works = [self.pages(), self.changes(), Self::readings()].concat();
        let cost = |(what, work): (String, Work)| (what, self.cost(|counted| work(counted)));
        works.into_iter().map(cost).collect()
    }

    /// The pages of lists.
    fn pages(&self) -> Vec<(String, Work)> {
        let mut works = Vec::new();
        let articles = self.articles;
        for folding in [Folding::Nothing, Folding::Copies, Folding::Stories] {
            let rows = match folding {
                Folding::Nothing => articles,
                _ => articles - articles / COPY,
            };
            let whole = Wanted {
                query: Query {
                    folding,
                    ..Query::default()
                },
                count: SCREEN,
                ..Wanted::default()
            };
            let page = self.library.window(&whole).unwrap();
            assert!(page.counted);
            assert_eq!((page.page.total, page.page.folded), (rows, articles - rows));
            let read = Wanted {
                query: Query {
                    filter: Filter::Is(State::Read),
                    folding,
                    ..Query::default()
                },
                ..whole.clone()
            };
            // A copy that was read stands for the oldest, which was not.
            let were_read = rows - usize::from(folding == Folding::Nothing);
            for (name, list, count) in [("all", &whole, rows), ("read", &read, were_read)] {
                for (what, wanted) in self.windows(list, count, articles - rows) {
                    let work = move |counted: &mut Self| {
                        counted.window(&wanted);
                    };
                    works.push((
                        format!("{name}, {folding:?}: {what}"),
                        Rc::new(work) as Work,
                    ));
                }
            }
        }
        works
    }

    /// Windows of a list of `count` rows, in which so many are folded.
    fn windows(&self, list: &Wanted, count: usize, folded: usize) -> [(&'static str, Wanted); 5] {
        let middle = self.library.list(&list.query, count / 2, 1).unwrap();
        let seen = Seen {
            article: middle.rows[0].id.clone(),
            index: count / 2,
            total: count,
            folded,
            state: None,
        };
        let beside = |first: usize, around: Option<&ArticleId>| Wanted {
            first,
            around: around.cloned(),
            seen: Some(seen.clone()),
            ..list.clone()
        };
        [
            ("first page", list.clone()),
            ("last page", beside(count - SCREEN, None)),
            ("next page", beside(count / 2 + 1, None)),
            ("page before", beside(count / 2 - SCREEN, None)),
            ("around an article", beside(0, Some(&seen.article))),
        ]
    }

    /// Changes of an article, each taken back.
    fn changes(&self) -> Vec<(String, Work)> {
        let middle = self.articles / 2 + 5;
        let state = |read, starred, archived| StateChange {
            read,
            starred,
            archived,
            ..StateChange::default()
        };
        let flip = |there: StateChange, back: StateChange| {
            Rc::new(move |counted: &mut Self| {
                counted.set(middle, there);
                counted.set(middle, back);
            }) as Work
        };
        let (yes, no) = (Some(true), Some(false));
        vec![
            (
                "mark as unread and as read".to_owned(),
                flip(state(no, None, None), state(yes, None, None)),
            ),
            (
                "star and take back".to_owned(),
                flip(state(None, yes, None), state(None, no, None)),
            ),
            (
                "annotate and take back".to_owned(),
                Rc::new(move |counted: &mut Self| counted.note(middle)),
            ),
            (
                "archive and take back".to_owned(),
                flip(state(None, None, yes), state(None, None, no)),
            ),
        ]
    }

    /// What is read of one article, and of all sources.
    fn readings() -> Vec<(String, Work)> {
        let open = |counted: &mut Self| {
            // Of the one in the middle speak more articles, the larger the library is.
            let opened = id(counted.articles / 2);
            counted.library.article(&opened).unwrap();
            counted.library.first_relations(&opened).unwrap();
            counted.library.annotations_of(&opened).unwrap();
        };
        let sources = |counted: &mut Self| {
            let sources = counted.library.sources().unwrap();
            assert_eq!(
                (sources[0].articles, sources[0].unread),
                (counted.articles as u64, 1)
            );
        };
        vec![
            ("open an article".to_owned(), Rc::new(open)),
            ("sources".to_owned(), Rc::new(sources)),
        ]
    }
}

#[test]
fn a_key_costs_at_most_three_screens_and_the_same_in_a_library_ten_times_as_large() {
    let mut small = Counted::new(ARTICLES / 10);
    let screen = small.cost(|counted| {
        let query = Query {
            folding: Folding::Copies,
            ..Query::default()
        };
        counted.library.list(&query, 0, SCREEN).unwrap();
    });
    let before = small.costs();
    let mut large = Counted::new(ARTICLES);
    let mut wrong = Vec::new();
    for ((what, small), (_, large)) in before.into_iter().zip(large.costs()) {
        let dear = large.steps > SCREENS * screen.steps || large.bytes > SCREENS * screen.bytes;
        let grows = |small: u64, large: u64| large * 100 > small * GROWTH;
        if dear || grows(small.steps, large.steps) || grows(small.bytes, large.bytes) {
            wrong.push(format!("{what}: {small:?} became {large:?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "a screen: {screen:?}\n{}",
        wrong.join("\n")
    );
    assert_eq!(miscounted(&large.library.connection).unwrap(), 0);
}

#[test]
fn a_letter_typed_and_a_page_by_title_cost_no_more_than_the_library_is_larger() {
    let words = Query {
        filter: Filter::Words {
            word: "arti".into(),
            prefix: true,
        },
        folding: Folding::Copies,
        ..Query::default()
    };
    let by_title = Query {
        sort: vec![Sort {
            key: SortKey::Title,
            descending: false,
        }],
        ..Query::default()
    };
    let costs = |articles: usize| {
        let mut counted = Counted::new(articles);
        [(&words, false), (&words, true), (&by_title, false)].map(|(query, whole)| {
            let wanted = Wanted {
                query: query.clone(),
                count: SCREEN,
                whole,
                ..Wanted::default()
            };
            counted.cost(|counted| {
                // What was found by the letter before says nothing of this one.
                counted.library.found.take();
                counted.window(&wanted);
            })
        })
    };
    let ([small, small_whole, small_page], [large, large_whole, large_page]) =
        (costs(3_000), costs(12_000));
    // So many of the newest are looked at, however many there are.
    assert!(
        large.steps * 100 <= small.steps * GROWTH,
        "{small:?} {large:?}"
    );
    assert!(
        large.bytes * 100 <= small.bytes * GROWTH,
        "{small:?} {large:?}"
    );
    // Of all that was found is kept a number each, and while it is looked for a bit or some.
    assert!(
        large_whole.bytes <= small_whole.bytes + 9_000 * 5,
        "{small_whole:?} {large_whole:?}"
    );
    // What rows show is read of a screen of them, and a step or some of each of the others.
    assert!(large_page.steps <= 12_000 * 40, "{large_page:?}");
    assert!(
        large_page.bytes * 100 <= small_page.bytes * GROWTH,
        "{small_page:?} {large_page:?}"
    );
}

#[test]
fn whether_an_arriving_text_is_known_costs_the_same_in_a_library_ten_times_as_large() {
    let steps = |articles| {
        let mut counted = Counted::new(articles);
        let library = &mut counted.library;
        let mut batch = library.batch().unwrap();
        let (facts, at) = (Facts::default(), Timestamp::UNIX_EPOCH);
        sample::put(&mut batch, "late", "A late article.", &facts, &[], at);
        batch.commit().unwrap();
        let statement = library.connection.prepare_cached(put::SAME_TEXT).unwrap();
        statement.reset_status(VmStep)
    };
    let (small, large) = (steps(200), steps(2_000));
    assert!(large <= small + small / 10, "{small} steps became {large}");
}
