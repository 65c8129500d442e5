//! The change log as a machine of states: whatever a person does, in whatever order, undo is its exact inverse, a
//! crash leaves the state before or after, and the library is what its log says.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test stops where something is missing"
)]

mod support;

use pressmark::library::{FILE, Library, OpenOptions};
use pressmark::model::link::LinkRelation;
use pressmark::model::{
    Action, Annotation, AnnotationId, ArticleId, Body, Decision, Folder, LabellingState, Link,
    LinkId, Motivation, Outcome, SafeText, Snooze, Source, SourceId, Span, StateChange, Target,
    TextVersion,
};
use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::types::Value;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use support::{Desk, at};

/// Everything that a person says, table by table. Numbers that only SQLite counts are left out, and what is derived.
const USER_DATA: &[&str] = &[
    r#"SELECT id, article, hash, start, "end", quote, prefix, suffix, orphan, label, verdict, note, annotator, created,
           modified, motivation, fact, decision FROM annotation ORDER BY id"#,
    "SELECT n.id, t.name FROM annotation_tag t JOIN annotation n ON n.row = t.annotation ORDER BY 1, 2",
    r#"SELECT id, "from", "to", relation, note, annotator, created, modified FROM link ORDER BY id"#,
    "SELECT id, read, starred, archived, snooze, separate, removed <> 0 FROM article ORDER BY id",
    "SELECT a.id, t.name FROM article_tag t JOIN article a ON a.row = t.article ORDER BY 1, 2",
    "SELECT a.id, l.annotator, l.state FROM labelling l JOIN article a ON a.row = l.article ORDER BY 1, 2",
    "SELECT id, given, folder, muted, removed <> 0 FROM source WHERE removed = 0 OR given IS NOT NULL ORDER BY id",
    "SELECT s.id, t.name FROM source_tag t JOIN source s ON s.row = t.source WHERE s.removed = 0 ORDER BY 1, 2",
    "SELECT name, query FROM saved_search ORDER BY name",
];

/// The user data of a library, as text to be compared.
fn user_data(folder: &Path) -> String {
    let file = Connection::open(folder.join(FILE)).unwrap();
    let mut data = String::new();
    for sql in USER_DATA {
        let mut statement = file.prepare(sql).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values = (0..columns).map(|at| row.get::<_, Value>(at).unwrap());
            writeln!(data, "{:?}", values.collect::<Vec<_>>()).unwrap();
        }
        data.push('\n');
    }
    data
}

/// One thing that happens: its kind, and numbers from which the rest is chosen.
type Step = (u8, usize, usize, bool);

const TEXTS: [&str; 3] = [
    "Title\nThe plan costs $5 and nobody knows when it ends. It is large.",
    "Title\nThe plan costs $7 and nobody knows when it ends. It is large.",
    "Title\nIt is large. A new lead came first, and the rest went away.",
];

/// One of three names: things are few, so that actions meet on the same ones.
fn name(number: usize) -> SafeText {
    ["one", "two", "three"][number % 3].into()
}

fn article_of(number: usize) -> ArticleId {
    ArticleId::named(["a", "b", "c"][number % 3])
}

/// What a person does in a step.
fn action(step: Step, desk: &Desk) -> Action {
    match step.0 % 22 {
        0..=6 => on_annotations(step, desk),
        7..=15 => on_articles(step),
        _ => on_sources(step),
    }
}

fn on_annotations((kind, one, two, flag): Step, desk: &Desk) -> Action {
    let annotation = AnnotationId::named(["n1", "n2", "n3"][two % 3]);
    let target = |article: &ArticleId, from: usize| {
        let (version, text) = desk.library.text(article).unwrap();
        let start = from % text.len();
        let span = Span::new(start, start + 1 + two % 9);
        Target {
            orphan: flag && one % 3 == 0,
            ..Target::new(&text, version, span)
        }
    };
    let body = Body {
        label: flag.then(|| name(one)),
        verdict: (two % 2 == 0).then(|| "supported".into()),
        tags: vec![name(two)],
        note: name(one + two),
        decision: (one % 5 == 3).then(|| {
            Box::new(Decision {
                outcome: [Outcome::Chosen, Outcome::Neither][usize::from(flag)],
                sources: vec![Source {
                    mark: AnnotationId::named("n1"),
                    annotator: name(one),
                    quote: name(two),
                    ..Source::default()
                }],
            })
        }),
        ..Body::default()
    };
    match kind % 22 {
        0 | 1 => Action::Annotate(Box::new(Annotation {
            id: annotation,
            article: article_of(two),
            motivation: match one % 5 {
                4 => Motivation::Assessing,
                3 => Motivation::Classifying,
                _ => Motivation::Commenting,
            },
            target: (one % 4 > 0).then(|| target(&article_of(two), one)),
            body,
            annotator: "ann".into(),
            created: at(1),
            modified: at(1),
        })),
        2 => Action::EditBody { annotation, body },
        3 => Action::EditTarget {
            annotation,
            target: (one % 5 > 0).then(|| target(&article_of(one), one * 7)),
        },
        4 => Action::DeleteAnnotation { annotation },
        5 => Action::Link(Box::new(Link {
            id: LinkId::named(["l1", "l2"][one % 2]),
            from: AnnotationId::named("n1"),
            to: annotation,
            relation: [LinkRelation::Supports, LinkRelation::Contradicts][two % 2],
            note: name(two),
            annotator: "ann".into(),
            created: at(2),
            modified: at(2),
        })),
        _ => Action::Unlink {
            link: LinkId::named(["l1", "l2"][one % 2]),
        },
    }
}

fn on_articles((kind, one, two, flag): Step) -> Action {
    let articles = vec![article_of(one), article_of(two + 1)];
    match kind % 22 {
        7 | 8 => Action::SetState {
            articles,
            state: StateChange {
                read: (one % 2 == 0).then_some(flag),
                starred: (one % 3 == 0).then_some(flag),
                archived: (two % 3 == 0).then_some(flag),
                snooze: (two % 4 == 0).then_some(
                    [Snooze::Never, Snooze::Until(at(9)), Snooze::StoryChanges][one % 3],
                ),
            },
        },
        9 => Action::SetLabelling {
            article: article_of(one),
            annotator: name(two),
            state: [
                None,
                Some(LabellingState::Seen),
                Some(LabellingState::Skipped),
                Some(LabellingState::Done),
            ][(one + two) % 4],
        },
        10 => Action::Tag {
            articles,
            add: vec![name(one)],
            remove: vec![name(two)],
        },
        11 => Action::Separate {
            articles,
            separate: flag,
        },
        12 | 13 => {
            let source = source_of(one);
            if flag {
                Action::RemoveSource { source }
            } else {
                Action::RestoreSource { source }
            }
        }
        14 => Action::RemoveArticles { articles },
        _ => Action::RestoreArticles { articles },
    }
}

fn source_of(number: usize) -> SourceId {
    SourceId::named(["test", "feed"][number % 2])
}

fn on_sources((kind, one, two, flag): Step) -> Action {
    let source = source_of(one);
    let folder = |number: usize| Folder::typed(["", "News", "News/Tech", "Old"][number % 4]);
    match kind % 22 {
        16 => Action::Subscribe {
            source: SourceId::named("feed"),
            address: "https://example.org/feed".into(),
            title: "Feed".into(),
            page: None,
            folder: folder(one),
            tags: vec![name(two)],
        },
        17 => Action::RenameSource {
            source,
            name: flag.then(|| name(two)),
        },
        18 => Action::MoveSources {
            sources: vec![source],
            folder: folder(two),
        },
        19 if flag => Action::RenameFolder {
            folder: folder(1 + one % 3),
            to: folder(1 + two % 3),
        },
        19 => Action::MuteSources {
            sources: vec![source],
            muted: one % 3 > 0,
        },
        20 => Action::TagSources {
            sources: vec![source],
            add: vec![name(one)],
            remove: vec![name(two)],
        },
        _ => match one % 3 {
            0 => Action::SaveSearch {
                name: name(two),
                query: name(one),
            },
            1 => Action::RenameSearch {
                name: name(two),
                to: name(one),
            },
            _ => Action::DeleteSearch { name: name(two) },
        },
    }
}

/// Does it, takes it back, does it again: each time the state is what it was. What cannot be done changes nothing.
fn act(desk: &mut Desk, step: Step) {
    let before = user_data(desk.path());
    let action = action(step, desk);
    let change = desk.change(action.clone());
    let Ok(applied) = desk.library.apply(&change) else {
        assert_eq!(user_data(desk.path()), before, "a refused {action:?}");
        return;
    };
    let after = user_data(desk.path());
    if applied.changed == 0 {
        assert_eq!(after, before, "{action:?} said that it changed nothing");
        return;
    }
    desk.undo().unwrap();
    assert_eq!(user_data(desk.path()), before, "undo of {action:?}");
    desk.redo().unwrap();
    assert_eq!(user_data(desk.path()), after, "redo of {action:?}");
}

/// The power goes while an action is written: what is found afterwards is the state before or after it.
fn crash(desk: &mut Desk, step: Step) {
    let log = desk.path().join(FILE).with_extension("db-wal");
    let length = |log: &Path| fs::metadata(log).map_or(0, |file| file.len());
    let (before, from) = (user_data(desk.path()), length(&log));
    let change = desk.change(action(step, desk));
    let _ = desk.library.apply(&change);
    let (after, to) = (user_data(desk.path()), length(&log));
    if to <= from {
        return;
    }
    let cut = from + (step.1 as u64 * 997) % (to - from + 1);
    let elsewhere = tempfile::tempdir().unwrap();
    fs::copy(desk.path().join(FILE), elsewhere.path().join(FILE)).unwrap();
    let whole = fs::read(&log).unwrap();
    let part = whole.get(..usize::try_from(cut).unwrap()).unwrap();
    fs::write(elsewhere.path().join(FILE).with_extension("db-wal"), part).unwrap();
    let library = Library::open(elsewhere.path(), OpenOptions::Write).unwrap();
    assert_eq!(library.doctor().unwrap(), Vec::<String>::new());
    let found = user_data(elsewhere.path());
    assert!(
        found == before || found == after,
        "cut at {cut} of {from}..{to}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_is_done_the_library_is_what_its_log_says(
        steps in prop::collection::vec((0u8..30, 0usize..60, 0usize..60, any::<bool>()), 1..24),
    ) {
        let mut desk = Desk::new();
        for id in ["a", "b", "c"] {
            desk.add(id, &format!("{} Of {id}.", TEXTS[0]));
        }
        for step in steps {
            let (kind, one, two, _) = step;
            match kind {
                // The text of an article changes under its marks.
                22 | 23 => {
                    let id = ["a", "b", "c"][one % 3];
                    desk.put(id, &format!("test:{id}"), &format!("{} Of {id}.", TEXTS[two % 3]));
                }
                24 | 25 => drop(desk.undo()),
                26 => drop(desk.redo()),
                27 => desk = desk.reopened(),
                28 | 29 => crash(&mut desk, (kind.wrapping_add(u8::try_from(two).unwrap()), one, two, true)),
                _ => act(&mut desk, step),
            }
        }
        desk.is_well();
        let before = user_data(desk.path());
        let mut desk = desk.reopened();
        prop_assert_eq!(user_data(desk.path()), before);
        // All the way back: nothing of what was done is in the way of undoing it.
        while let Ok(Some(_)) = desk.undo() {}
        desk.is_well();
    }
}

/// A target of a text that nobody has.
#[test]
fn a_mark_on_an_unknown_text_is_kept_as_it_is() {
    let mut desk = Desk::new();
    let article = desk.add("a", TEXTS[0]);
    let id = desk.note(&article, "plan", "why");
    let target = Target {
        version: TextVersion::default(),
        ..desk.library.annotation(&id).unwrap().target.unwrap()
    };
    desk.act(Action::EditTarget {
        annotation: id.clone(),
        target: Some(target.clone()),
    });
    let kept = desk.reopened().library.annotation(&id).unwrap();
    assert_eq!(kept.target, Some(target));
}
