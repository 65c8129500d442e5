//! What a key costs in a library of 20,000 articles: steps of SQLite's machine, and bytes allocated.
//!
//! A page, a row that is changed, an opened article and the sources cost at most what three screens of rows cost in a
//! small library, and hardly more than the same in a library a tenth as large. Time is not measured: it says what else
//! the machine does.

use super::Library;
use super::articles::put;
use super::sample::{self, COPY, id};
use crate::model::query::{Filter, Folding, Sort, SortKey, State};
use crate::model::window::{Seen, Wanted};
use crate::model::{
    Action, Annotation, AnnotationId, ArticleId, Body, Change, ChangeId, Facts, GroupId,
    InstanceId, Motivation, Origin, Query, StateChange,
};
use jiff::Timestamp;
use rusqlite::StatementStatus::VmStep;
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
        let name = format!("change {}", self.changes);
        let change = Change {
            id: ChangeId::named(&name),
            group: GroupId::named(&name),
            instance: InstanceId::named("here"),
            annotator: "ann".into(),
            at: Timestamp::UNIX_EPOCH,
            origin: Origin::User,
            action,
        };
        self.library.apply(&change).unwrap();
    }

    /// What the hands on the keyboard ask for, each with its cost.
    fn costs(&mut self) -> Vec<(String, Cost)> {
        let mut costs = self.costs_of_pages();
        costs.extend(self.costs_of_an_article());
        costs
    }

    fn costs_of_pages(&mut self) -> Vec<(String, Cost)> {
        let mut costs = Vec::new();
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
                let middle = self.library.list(&list.query, count / 2, 1).unwrap();
                let seen = Seen {
                    article: middle.rows[0].id.clone(),
                    index: count / 2,
                    total: count,
                    folded: articles - rows,
                    state: None,
                };
                let beside = |first: usize, around: Option<&ArticleId>| Wanted {
                    first,
                    around: around.cloned(),
                    seen: Some(seen.clone()),
                    ..list.clone()
                };
                let asked = [
                    ("first page", list.clone()),
                    ("last page", beside(count - SCREEN, None)),
                    ("next page", beside(count / 2 + 1, None)),
                    ("page before", beside(count / 2 - SCREEN, None)),
                    ("around an article", beside(0, Some(&seen.article))),
                ];
                for (what, wanted) in asked {
                    let cost = self.cost(|counted| {
                        counted.window(&wanted);
                    });
                    costs.push((format!("{name}, {folding:?}: {what}"), cost));
                }
            }
        }
        costs
    }

    fn costs_of_an_article(&mut self) -> Vec<(String, Cost)> {
        let mut costs = Vec::new();
        let articles = self.articles;
        let middle = articles / 2 + 5;
        let flip = |now: bool| StateChange {
            read: Some(now),
            ..StateChange::default()
        };
        let cost = self.cost(|counted| {
            counted.set(middle, flip(false));
            counted.set(middle, flip(true));
        });
        costs.push(("mark as unread and as read".to_owned(), cost));
        let star = |now: bool| StateChange {
            starred: Some(now),
            ..StateChange::default()
        };
        let cost = self.cost(|counted| {
            counted.set(middle, star(true));
            counted.set(middle, star(false));
        });
        costs.push(("star and take back".to_owned(), cost));
        let cost = self.cost(|counted| counted.note(middle));
        costs.push(("annotate and take back".to_owned(), cost));
        let archive = |now: bool| StateChange {
            archived: Some(now),
            ..StateChange::default()
        };
        let cost = self.cost(|counted| {
            counted.set(middle, archive(true));
            counted.set(middle, archive(false));
        });
        costs.push(("archive and take back".to_owned(), cost));
        // Of the one in the middle speak more articles, the larger the library is.
        let opened = id(articles / 2);
        let cost = self.cost(|counted| {
            counted.library.article(&opened).unwrap();
            counted.library.first_relations(&opened).unwrap();
            counted.library.annotations_of(&opened).unwrap();
        });
        costs.push(("open an article".to_owned(), cost));
        let cost = self.cost(|counted| {
            let sources = counted.library.sources().unwrap();
            assert_eq!(
                (sources[0].articles, sources[0].unread),
                (articles as u64, 1)
            );
        });
        costs.push(("sources".to_owned(), cost));
        costs
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
    assert_eq!(large.library.doctor_of_counts(), 0);
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
        [&words, &by_title].map(|query| {
            let wanted = Wanted {
                query: query.clone(),
                count: SCREEN,
                ..Wanted::default()
            };
            counted.cost(|counted| {
                counted.window(&wanted);
            })
        })
    };
    let ([small, small_page], [large, large_page]) = (costs(3_000), costs(12_000));
    // So many of the newest are looked at, however many there are.
    assert!(
        large.steps * 100 <= small.steps * GROWTH,
        "{small:?} {large:?}"
    );
    assert!(
        large.bytes * 100 <= small.bytes * GROWTH,
        "{small:?} {large:?}"
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

#[test]
fn the_counts_of_lists_stay_true_whatever_happens_and_are_counted_anew_when_they_do_not() {
    let mut counted = Counted::new(1_500);
    let state = |what: &str, now: bool| StateChange {
        archived: (what == "archived").then_some(now),
        starred: (what == "starred").then_some(now),
        ..StateChange::default()
    };
    for number in (0..1_500).step_by(3) {
        counted.set(number, state("archived", true));
        counted.set(number + 1, state("starred", true));
    }
    for number in (0..1_500).step_by(6) {
        counted.set(number, state("archived", false));
    }
    let connection = &counted.library.connection;
    // Many come into one run, which is halved; some change their date or leave.
    connection
        .execute_batch(
            "INSERT INTO article (id, source, title, added, date)
                 SELECT 'b' || x, 1, '', 7, 7 FROM number WHERE x < 1400;
             UPDATE article SET date = 9 WHERE row % 7 = 0;
             UPDATE article SET latest = date + 90 WHERE row % 11 = 0 AND story_rank = 0;
             UPDATE article SET removed = 1 WHERE row % 13 = 0;
             INSERT INTO identity SELECT 'there:' || id, row, 1 FROM article WHERE row % 17 = 0;
             UPDATE article SET hidden = 2 WHERE row % 34 = 0;",
        )
        .unwrap();
    assert_eq!(counted.library.doctor_of_counts(), 0);
    let most: i64 = connection
        .query_row("SELECT max(articles) FROM run WHERE list < 3", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert!(most < 512, "{most}");
    let standing = counted.library.sources().unwrap()[0].standing;
    let counts = "SELECT sum(archived = 0 AND hidden = 0), sum(starred = 1 AND archived = 0 AND hidden = 0), sum(archived = 1)
        FROM article WHERE removed = 0";
    let walked: [i64; 3] = connection
        .query_row(counts, [], |row| {
            Ok([row.get(0)?, row.get(1)?, row.get(2)?])
        })
        .unwrap();
    let kept = [standing.listed, standing.starred, standing.archived];
    assert_eq!(kept.map(u64::cast_signed), walked);
    // Every place is where a walk through the list finds it.
    for folding in [Folding::Nothing, Folding::Copies, Folding::Stories] {
        let query = Query {
            folding,
            ..Query::default()
        };
        let all = counted.library.all(&query).unwrap();
        for at in (0..all.len()).step_by(97) {
            let page = counted.library.list(&query, at, 5).unwrap();
            assert_eq!(page.total, all.len());
            assert_eq!(page.rows, all[at..(at + 5).min(all.len())]);
            let around = counted
                .library
                .list_around(&query, &all[at].id, 10)
                .unwrap();
            assert_eq!(around.first, at.saturating_sub(5));
        }
    }
    connection
        .execute_batch("UPDATE run SET articles = articles + 1 WHERE list = 1")
        .unwrap();
    assert!(counted.library.doctor_of_counts() > 0);
    counted.library.count_anew().unwrap();
    assert_eq!(counted.library.doctor_of_counts(), 0);
}

impl Library {
    fn doctor_of_counts(&self) -> usize {
        super::list::runs::miscounted(&self.connection).unwrap()
    }
}
