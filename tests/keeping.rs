//! What a library keeps, what it lets go, how large it is; and rules for what comes in.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "the names of the tests say it; a test stops where something is missing"
)]

#[allow(dead_code, reason = "each test file uses its part")]
#[path = "support/program.rs"]
mod program;
mod support;

use pressmark::library::{Library, OpenOptions, Outcome};
use pressmark::model::retention::{Kept, Stays, Surplus};
use pressmark::model::{
    Action, ArticleId, Bookmark, Bookmarks, Draft, LabellingState, Motivation, Query, Snooze,
    SourceId, StateChange,
};
use program::Place;
use std::collections::BTreeMap;
use support::{Desk, at};

/// Long after everything in these tests.
const LATER: i64 = 400 * 86_400;

fn surplus(desk: &Desk, newest: usize) -> Surplus {
    let kept = Kept {
        newest: Some(newest),
        ..Kept::default()
    };
    let source = SourceId::named("test");
    desk.library.surplus(&source, kept, at(LATER)).unwrap()
}

fn shown(desk: &Desk) -> usize {
    desk.library.list(&Query::default(), 0, 1).unwrap().total
}

fn set(desk: &mut Desk, article: &ArticleId, state: StateChange) {
    let articles = vec![article.clone()];
    desk.act(Action::SetState { articles, state });
}

#[test]
fn what_a_person_worked_on_stays_however_old_it_is() {
    let mut desk = Desk::new();
    let articles: Vec<ArticleId> = (0..12)
        .map(|n| {
            desk.add(
                &format!("a{n}"),
                &format!("Title {n}\nText number {n} costs $5."),
            )
        })
        .collect();
    desk.note(&articles[0], "Title 0", "mine");
    desk.judge(&articles[1], "$5", Motivation::Moderating);
    desk.tag(&articles[2], "keep");
    desk.star(&articles[3]);
    desk.act(Action::SetLabelling {
        article: articles[4].clone(),
        annotator: "ann".into(),
        state: Some(LabellingState::Seen),
    });
    let rests = StateChange {
        snooze: Some(Snooze::StoryChanges),
        ..StateChange::default()
    };
    set(&mut desk, &articles[5], rests);
    desk.act(Action::Separate {
        articles: vec![articles[6].clone()],
        separate: true,
    });
    let draft = Draft {
        key: format!("article {}", articles[7]),
        text: "begun".into(),
    };
    desk.library.keep_draft(&draft).unwrap();
    let place = Bookmark {
        article: articles[8].clone(),
        hash: String::new(),
        at: 0,
    };
    let letters = BTreeMap::from([('x', place)]);
    let marks = Bookmarks {
        letters,
        ..Bookmarks::default()
    };
    desk.library.keep_bookmarks(&marks).unwrap();
    let found = surplus(&desk, 0);
    assert_eq!(found.articles, articles[9..]);
    assert!(found.bytes > 0);
    let one = Stays::ALL[..8].iter().map(|stays| (*stays, 1));
    let mut stay: BTreeMap<Stays, usize> = one.collect();
    stay.insert(Stays::Annotated, 2);
    assert_eq!(found.stay, stay);
    // What was asked for before somebody worked on it stays too.
    desk.star(&articles[11]);
    assert_eq!(desk.library.let_go(&found.articles, at(LATER)).unwrap(), 2);
    assert_eq!(shown(&desk), 9, "and one of ten rests");
    desk.is_well();
}

#[test]
fn the_newest_stay_and_what_was_just_read() {
    let mut desk = Desk::new();
    for n in 0..5 {
        desk.add(&format!("a{n}"), &format!("Title {n}\nText {n}."));
    }
    let read = StateChange {
        read: Some(true),
        ..StateChange::default()
    };
    set(&mut desk, &ArticleId::named("a0"), read);
    let found = surplus(&desk, 2);
    assert_eq!(
        found
            .articles
            .iter()
            .map(ArticleId::as_str)
            .collect::<Vec<_>>(),
        ["a0", "a1", "a2"]
    );
    let kept = Kept {
        since: Some(at(3)),
        newest: None,
    };
    let found = desk
        .library
        .surplus(&SourceId::named("test"), kept, at(60))
        .unwrap();
    assert_eq!(
        found.articles,
        [ArticleId::named("a1")],
        "a2 came at that very moment"
    );
    assert_eq!(found.stay, BTreeMap::from([(Stays::ReadLately, 1)]));
}

#[test]
fn what_is_let_go_does_not_come_again_and_the_log_stays_right() {
    let mut desk = Desk::new();
    let old = desk.add("old", "Old news\nNobody reads it any more.");
    assert_eq!(
        desk.put("copy", "test:copy", "Old news\nNobody reads it any more.")
            .outcome,
        Outcome::Copy
    );
    let removed = desk.add("removed", "Thrown away\nBy hand.");
    desk.add("new", "New news\nEverybody reads it.");
    let read = StateChange {
        read: Some(true),
        ..StateChange::default()
    };
    set(&mut desk, &old, read);
    desk.act(Action::RemoveArticles {
        articles: vec![removed.clone()],
    });
    let found = desk.library.removed_texts(at(LATER)).unwrap();
    assert_eq!(found.articles, std::slice::from_ref(&removed));
    desk.library
        .let_go(&[old.clone(), removed], at(LATER))
        .unwrap();
    assert_eq!((shown(&desk), desk.texts()), (1, 1));
    let mut desk = desk.reopened();
    for identity in ["test:old", "test:copy", "test:removed"] {
        let put = desk.put("again", identity, "Old news\nNow with other words.");
        assert_eq!(put.outcome, Outcome::Known, "{identity}");
    }
    assert_eq!((shown(&desk), desk.texts()), (1, 1));
    desk.is_well();
    // The log may be walked back over what is gone; the texts are not there any more.
    while desk.undo().unwrap().is_some() {
        desk.is_well();
    }
    while desk.redo().unwrap().is_some() {
        desk.is_well();
    }
    assert_eq!(shown(&desk), 1);
    let query = Query {
        filter: pressmark::model::query::Filter::Phrase("nobody".into()),
        ..Query::default()
    };
    assert_eq!(desk.library.list(&query, 0, 1).unwrap().total, 0);
}

#[test]
fn the_disk_is_given_back_while_another_program_has_the_library_open() {
    let mut desk = Desk::new();
    let noise = |n: usize| -> String {
        let mut seed = n as u64 + 1;
        let next = |_| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            char::from(b'a' + (seed >> 59) as u8 % 26)
        };
        (0..90_000).map(next).collect()
    };
    for n in 0..12 {
        desk.add(&format!("a{n}"), &format!("Title {n}\n{}", noise(n)));
    }
    let mut other = Library::open(desk.path(), OpenOptions::Write).unwrap();
    let going = surplus(&desk, 1).articles;
    assert_eq!(desk.library.let_go(&going, at(LATER)).unwrap(), 11);
    let before = desk.library.size().unwrap();
    assert!(desk.library.unused().unwrap() > before / 4);
    let mut steps = 0;
    while desk.library.tidy_index(steps == 0).unwrap() {
        steps += 1;
        assert!(steps < 100, "it comes to an end");
    }
    desk.library.rewrite().unwrap();
    assert!(desk.library.size().unwrap() < before / 2);
    assert_eq!(desk.library.unused().unwrap(), 0);
    assert_eq!(
        std::fs::metadata(desk.library.path()).unwrap().len(),
        desk.library.size().unwrap()
    );
    // The other one reads and writes on, in the same file.
    assert_eq!(other.list(&Query::default(), 0, 1).unwrap().total, 1);
    other
        .apply(&support::note_change("theirs", &ArticleId::named("a11")))
        .unwrap();
    assert_eq!(desk.notes(), ["theirs"]);
    desk.is_well();
}

/// A feed with these entries.
fn feed(entries: &[&str]) -> String {
    let items = entries.iter().map(|name| {
        format!("<item><guid>{name}</guid><title>{name}</title><description>All about {name}, at some length.</description></item>")
    });
    format!(
        "<rss version='2.0'><channel><title>Paper</title>{}</channel></rss>",
        items.collect::<String>()
    )
}

#[test]
fn the_settings_say_what_is_kept_and_nothing_goes_unasked() {
    let place = Place::new();
    place.write("feed.xml", feed(&["one", "two", "three"]));
    place.write("limits.toml", "[keep]\ncount = 1\n");
    let limited = ["--config", "limits.toml"];
    let compact = |more: &[&str]| place.run(&[&["compact"], &limited[..], more].concat());
    place.run(&["add", "feed.xml"]).well();
    let ids = place.run(&["list", "one", "--json"]).well().records();
    place
        .run(&["tag", ids[0]["id"].as_str().unwrap(), "+keep"])
        .well();
    assert!(
        place
            .run(&["compact", "--dry-run"])
            .well()
            .out
            .starts_with("No article goes")
    );
    let told = compact(&["--dry-run"]).well().out;
    assert!(
        told.contains("1 go") && told.contains("stay: 1 with tags"),
        "{told}"
    );
    assert!(told.contains("undo cannot bring"), "{told}");
    // Nobody is there to say yes.
    assert!(compact(&[]).well().out.contains("Nothing went"));
    assert_eq!(place.run(&["list", "--json"]).well().records().len(), 3);
    let done = compact(&["--yes", "--json"]).well().records();
    assert_eq!(
        (done[0]["gone"].as_i64(), done[0]["articles"].as_i64()),
        (Some(1), Some(1))
    );
    assert_eq!(done[0]["sources"][0]["stay"]["tagged"], 1);
    place.write("feed.xml", feed(&["one", "two", "three", "four"]));
    place.run(&["add", "feed.xml"]).well();
    let titles = place.run(&["list", "--json"]).well().records();
    let mut titles: Vec<_> = titles
        .iter()
        .map(|row| row["title"].as_str().unwrap().to_owned())
        .collect();
    titles.sort();
    assert_eq!(titles.len(), 3, "{titles:?}");
    assert!(titles.contains(&"four".to_owned()) && titles.contains(&"one".to_owned()));
    place.run(&["doctor"]).well();
}

#[test]
fn stats_tell_what_is_there_how_large_it_is_and_what_was_read() {
    let place = Place::new();
    place.write(
        "news/a.txt",
        "One headline\n\nSome words that cost $5 million.",
    );
    place.write("news/b.txt", "Another headline\n\nOther words.");
    place.run(&["add", "news"]).well();
    place.write("settings/config.toml", "");
    place.write(
        "settings/rules.toml",
        "[[rule]]
name = \"Seen\"
query = \"title:another\"
read = true
",
    );
    place
        .run(&["rules", "--config", "settings/config.toml"])
        .well();
    let stats = place
        .run(&["stats", "--days", "7", "--json"])
        .well()
        .records();
    let [stats] = stats.as_slice() else {
        panic!("one object")
    };
    assert_eq!(
        (stats["articles"].as_i64(), stats["unread"].as_i64()),
        (Some(2), Some(1))
    );
    let sizes = &stats["bytes"];
    let parts = ["text", "structure", "facts", "original", "log", "other"];
    let parts: i64 = parts.iter().map(|part| sizes[part].as_i64().unwrap()).sum();
    assert_eq!(Some(parts), sizes["file"].as_i64());
    let days = stats["days"].as_array().unwrap();
    assert_eq!(days.len(), 7);
    let sum = |what: &str| -> i64 { days.iter().map(|day| day[what].as_i64().unwrap()).sum() };
    assert_eq!((sum("added"), sum("read")), (2, 1));
    let told = place.run(&["stats"]).well().out;
    assert!(
        told.contains("articles         2")
            && told.contains("read")
            && told.contains("1 in 30 days"),
        "{told}"
    );
}

#[test]
fn rules_are_tried_and_carried_out_and_a_wrong_one_names_its_place() {
    let place = Place::new();
    place.write("news/a.txt", "Mattress sale\n\nBuy it.");
    place.write("news/b.txt", "A headline\n\nSome words.");
    place.run(&["add", "news"]).well();
    place.write("settings/config.toml", "");
    place.write(
        "settings/rules.toml",
        "[[rule]]\nname = \"Ads\"\nquery = \"title:mattress\"\nhide = true\n",
    );
    let ruled = |arguments: &[&str]| {
        place.run(&[&["--config", "settings/config.toml"], arguments].concat())
    };
    let told = ruled(&["rules", "--dry-run", "--json"]).well().records();
    assert_eq!(
        (told[0]["name"].as_str(), told[0]["articles"].as_i64()),
        (Some("Ads"), Some(1))
    );
    assert_eq!(place.run(&["list", "--json"]).well().records().len(), 2);
    ruled(&["rules"]).well();
    assert_eq!(place.run(&["list", "--json"]).well().records().len(), 1);
    let hidden = place.run(&["list", "is:hidden", "--json"]).well().records();
    assert_eq!(hidden[0]["title"], "Mattress sale");
    place.write(
        "settings/rules.toml",
        "[[rule]]\nname = \"Odd\"\nquery = \"after:soon\"\nhide = true\n",
    );
    ruled(&["rules", "--dry-run"]).fails_with("rules.toml:1");
}
