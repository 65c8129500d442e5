//! What a person says about sources, and the searches that are kept: stored, taken back, and told to scripts.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "the names of the tests say it; a test stops where something is missing"
)]

mod support;

#[path = "support/program.rs"]
#[allow(dead_code, reason = "each test file uses its part")]
mod program;

use pressmark::desk::{Arrival, Followed};
use pressmark::driver::clock;
use pressmark::library::{Library, OpenOptions, Stored};
use pressmark::model::{
    Action, ArticleId, ChangeId, Facts, Folder, InstanceId, Query, SafeText, SavedSearch, SourceId,
    StateChange, Subscription, SubscriptionList,
};
use pressmark::query;
use program::Place;
use serde_json::{Value, json};
use std::ops::ControlFlow;
use support::{Desk, article, at};

/// What is said about the source `test`: its name, folder, muted, tags.
fn said(desk: &Desk) -> (String, String, bool, Vec<String>) {
    let sources = desk.library.sources().unwrap();
    let source = sources
        .iter()
        .find(|source| source.id.as_str() == "test")
        .unwrap();
    let tags = source.tags.iter().map(ToString::to_string).collect();
    (
        source.name.to_string(),
        source.folder.to_string(),
        source.muted,
        tags,
    )
}

fn test_source() -> SourceId {
    SourceId::named("test")
}

#[test]
fn what_is_said_about_a_source_can_be_taken_back_and_made_again() {
    let mut desk = Desk::new();
    desk.add("a", "Title a\ntext of a");
    let actions = [
        Action::RenameSource {
            source: test_source(),
            name: Some("The Wire".into()),
        },
        Action::MoveSources {
            sources: vec![test_source()],
            folder: Folder::typed("News/Tech"),
        },
        Action::RenameFolder {
            folder: Folder::typed("News"),
            to: Folder::typed("Press"),
        },
        Action::TagSources {
            sources: vec![test_source()],
            add: vec!["chips".into(), "daily".into()],
            remove: Vec::new(),
        },
        Action::TagSources {
            sources: vec![test_source()],
            add: Vec::new(),
            remove: vec!["daily".into()],
        },
        Action::MuteSources {
            sources: vec![test_source()],
            muted: true,
        },
    ];
    let mut states = vec![said(&desk)];
    for action in actions.clone() {
        desk.act(action);
        states.push(said(&desk));
        desk.is_well();
    }
    assert_eq!(
        said(&desk),
        (
            "The Wire".into(),
            "Press/Tech".into(),
            true,
            vec!["chips".into()]
        )
    );
    // The same again changes nothing and leaves nothing to take back.
    desk.act(actions[5].clone());
    for state in states.iter().rev().skip(1) {
        desk.undo().unwrap().unwrap();
        assert_eq!(said(&desk), *state);
        desk.is_well();
    }
    for state in states.iter().skip(1) {
        desk.redo().unwrap().unwrap();
        assert_eq!(said(&desk), *state);
    }
    desk.is_well();
}

#[test]
fn a_renamed_source_is_found_and_listed_by_its_new_name() {
    let mut desk = Desk::new();
    desk.add("a", "Title a\ntext of a");
    desk.act(Action::RenameSource {
        source: test_source(),
        name: Some("Morning Wire".into()),
    });
    let found = |query: &str| {
        desk.library
            .count(&query::parse(query).unwrap())
            .unwrap()
            .articles
    };
    assert_eq!(found("morning "), 1);
    assert_eq!(found("source:wire"), 1);
    assert_eq!((found("news "), found("source:news")), (0, 0));
    assert_eq!(
        desk.library
            .row(&ArticleId::named("a"))
            .unwrap()
            .source
            .as_str(),
        "Morning Wire"
    );
}

#[test]
fn a_muted_source_is_listed_only_when_it_is_asked_for() {
    let mut desk = Desk::new();
    let a = desk.add("a", "Title a\ntext of a");
    desk.note(&a, "text", "mine");
    desk.act(Action::MuteSources {
        sources: vec![test_source()],
        muted: true,
    });
    let found = |query: &str| {
        desk.library
            .count(&query::parse(query).unwrap())
            .unwrap()
            .articles
    };
    for (query, articles) in [
        ("", 0),
        ("text ", 0),
        ("is:unread", 0),
        ("source:news", 1),
        ("-source:other", 0),
        ("is:muted", 1),
        ("id:a", 1),
    ] {
        assert_eq!(found(query), articles, "{query}");
    }
    assert_eq!(desk.notes(), ["mine"], "a note stays in sight");
    desk.undo().unwrap();
    assert_eq!(desk.library.list(&Query::default(), 0, 9).unwrap().total, 1);
}

/// Follows a feed as `id` at an address of that name.
fn subscription(id: &str, folder: &str, tags: &[&str]) -> Action {
    Action::Subscribe {
        source: SourceId::named(id),
        address: format!("https://{id}.example/feed").as_str().into(),
        title: id.into(),
        page: None,
        folder: Folder::typed(folder),
        tags: tags.iter().map(|tag| SafeText::from(*tag)).collect(),
    }
}

#[test]
fn a_subscription_that_is_taken_back_takes_along_what_came_from_it() {
    let mut desk = Desk::new();
    desk.act(subscription("wire", "News", &["daily"]));
    desk.act(subscription("wire", "Elsewhere", &[]));
    assert_eq!(desk.library.sources().unwrap().len(), 1, "known");
    let place = |desk: &Desk| desk.library.sources().unwrap()[0].folder.to_string();
    assert_eq!(place(&desk), "News");
    for (id, age) in [("a", 1), ("b", 2)] {
        let text = format!("Title {id}\ntext of {id}");
        let mut batch = desk.library.batch().unwrap();
        batch
            .put(&Stored {
                id: &ArticleId::named(id),
                source: &SourceId::named("wire"),
                identity: id,
                bytes: text.as_bytes(),
                article: &article(&text, at(age)),
                facts: &Facts::default(),
                testimony: &pressmark::model::Testimony::default(),
                names: &[],
                pipeline: 1,
                engine: 1,
                at: at(age),
            })
            .unwrap();
        batch.commit().unwrap();
    }
    let listed = |desk: &Desk, query: &str| {
        let query = query::parse(query).unwrap();
        desk.library.count(&query).unwrap().articles
    };
    assert_eq!(
        (listed(&desk, "folder:news"), listed(&desk, "tag:daily")),
        (2, 2)
    );
    assert_eq!(
        (
            listed(&desk, "folder:new"),
            listed(&desk, "folder:News/Tech")
        ),
        (0, 0)
    );
    for _ in 0..2 {
        assert_eq!(
            desk.undo().unwrap().unwrap(),
            "subscription to \u{201c}wire\u{201d}"
        );
        assert_eq!(
            (listed(&desk, ""), desk.library.sources().unwrap().len()),
            (0, 0)
        );
        desk.is_well();
        desk.redo().unwrap().unwrap();
        assert_eq!((listed(&desk, ""), place(&desk).as_str()), (2, "News"));
        desk.is_well();
    }
}

#[test]
fn a_search_is_kept_under_one_name() {
    let mut desk = Desk::new();
    let kept = |desk: &Desk| -> Vec<String> {
        let all = desk.library.saved_searches().unwrap();
        all.iter()
            .map(|one| format!("{}={}", one.name, one.query))
            .collect()
    };
    let save = |name: &str, query: &str| Action::SaveSearch {
        name: name.into(),
        query: query.into(),
    };
    desk.act(save("Chips", "chips is:unread"));
    desk.act(save("Chips", "chips sort:-facts"));
    desk.act(save("Today", "after:1d"));
    let taken = desk.change(Action::RenameSearch {
        name: "Today".into(),
        to: "Chips".into(),
    });
    assert!(desk.library.apply(&taken).is_err());
    desk.act(Action::RenameSearch {
        name: "Today".into(),
        to: "A day".into(),
    });
    desk.act(Action::DeleteSearch {
        name: "Chips".into(),
    });
    assert_eq!(kept(&desk), ["A day=after:1d"]);
    desk.is_well();
    for wanted in [
        vec!["A day=after:1d", "Chips=chips sort:-facts"],
        vec!["Chips=chips sort:-facts", "Today=after:1d"],
        vec!["Chips=chips sort:-facts"],
        vec!["Chips=chips is:unread"],
        vec![],
    ] {
        desk.undo().unwrap().unwrap();
        assert_eq!(kept(&desk), wanted);
        desk.is_well();
    }
}

#[test]
fn counts_of_sources_follow_every_state_of_their_articles() {
    let mut desk = Desk::new();
    let ids: Vec<ArticleId> = ["a", "b", "c", "d"]
        .map(|id| desk.add(id, &format!("Title {id}\ntext of {id}")))
        .to_vec();
    let counts = |desk: &Desk| {
        let source = &desk.library.sources().unwrap()[0];
        (source.articles, source.unread)
    };
    let state = |read, archived| StateChange {
        read,
        archived,
        ..StateChange::default()
    };
    assert_eq!(counts(&desk), (4, 4));
    for (articles, state, wanted) in [
        (&ids[..2], state(Some(true), None), (4, 2)),
        (&ids[1..3], state(None, Some(true)), (4, 1)),
        (&ids[..1], state(Some(false), None), (4, 2)),
    ] {
        desk.act(Action::SetState {
            articles: articles.to_vec(),
            state,
        });
        assert_eq!(counts(&desk), wanted);
    }
    desk.act(Action::RemoveArticles {
        articles: ids[..2].to_vec(),
    });
    assert_eq!(counts(&desk), (2, 1));
    desk.undo().unwrap();
    assert_eq!(counts(&desk), (4, 2));
    let copy = desk.folder.path().join("day");
    std::fs::create_dir(&copy).unwrap();
    let file = desk
        .library
        .backup_user_data(jiff::civil::date(2026, 6, 1))
        .unwrap()
        .unwrap();
    Library::restore(&copy, &file).unwrap();
    let restored = Library::open(&copy, OpenOptions::Read).unwrap();
    assert_eq!(restored.doctor().unwrap(), Vec::<String>::new());
}

/// A place with two sources, `wire` and `daily`, of one article each.
fn two_sources() -> Place {
    let place = Place::new();
    place.write("wire/a.txt", "Chips grow scarce\n\nPrices rise.\n");
    place.write("daily/b.txt", "Rivals follow\n\nOthers spend more.\n");
    place.run(&["add", "wire", "daily"]).well();
    place
}

fn source(place: &Place, name: &str) -> Value {
    let sources = place.run(&["sources", "--json"]).well().records();
    let found = sources.into_iter().find(|source| source["name"] == name);
    found.unwrap_or(Value::Null)
}

#[test]
fn sources_are_arranged_from_the_command_line() {
    let place = two_sources();
    place.run(&["sources", "rename", "wire", "The Wire"]).well();
    let moved = place
        .run(&[
            "sources",
            "--json",
            "move",
            "The Wire",
            "daily",
            "News / Tech",
        ])
        .well();
    assert_eq!(
        moved.records()[0]["action"]["move_sources"]["folder"],
        "News/Tech"
    );
    place.run(&["sources", "rename", "News/", "Press"]).well();
    place
        .run(&["sources", "tag", "Press/", "+daily", "+old"])
        .well();
    place.run(&["sources", "tag", "daily", "-old"]).well();
    place.run(&["sources", "mute", "daily"]).well();
    let (wire, daily) = (source(&place, "The Wire"), source(&place, "daily"));
    assert_eq!(
        (
            &wire["folder"],
            &wire["tags"],
            &wire["muted"],
            &wire["unread"]
        ),
        (
            &json!("Press/Tech"),
            &json!(["daily", "old"]),
            &json!(false),
            &json!(1)
        )
    );
    assert_eq!(
        (&daily["tags"], &daily["muted"]),
        (&json!(["daily"]), &json!(true))
    );
    let listed = |query: &str| place.run(&["list", "--json", query]).well().records().len();
    assert_eq!(listed(""), 1);
    assert_eq!(
        (
            listed("folder:press"),
            listed("source:daily"),
            listed("tag:old")
        ),
        (1, 1, 1)
    );
    place.run(&["undo"]).well();
    assert_eq!((listed(""), listed("folder:press")), (2, 2));
    place.run(&["sources", "remove", "Press/Tech/"]).well();
    assert_eq!((listed(""), source(&place, "daily")), (0, Value::Null));
    assert_eq!(
        place.run(&["undo"]).well().out,
        "taken back: removal of source \u{201c}daily\u{201d} and 1 more\n"
    );
    assert_eq!(listed(""), 2);
    assert!(place.run(&["doctor"]).well().out.ends_with("\nok\n"));
}

#[test]
fn what_names_no_source_is_said() {
    let place = two_sources();
    for (arguments, code) in [
        (&["sources", "mute", "nowhere"][..], 1),
        (&["sources", "mute", "Nowhere/"], 1),
        (&["sources", "move", "wire"], 2),
        (&["sources", "tag", "wire", "daily"], 2),
        (&["sources", "nonsense"], 2),
    ] {
        let run = place.run(arguments);
        assert_eq!(
            (run.code, run.error_lines().len()),
            (code, 1),
            "{arguments:?}: {}",
            run.err
        );
    }
}

#[test]
fn a_long_list_of_feeds_is_one_undo_and_is_known_the_next_time() {
    let folder = tempfile::tempdir().unwrap();
    let who = pressmark::desk::Who {
        annotator: "ann".into(),
        instance: InstanceId::named("run"),
        now: clock::now,
        random: clock::random,
    };
    let mut desk = pressmark::desk::Desk::open(folder.path(), OpenOptions::Write, who).unwrap();
    let feeds: Vec<Subscription> = (0..2_000)
        .map(|number| Subscription {
            address: format!("https://feed{number}.example/rss").as_str().into(),
            title: (number % 2 == 0).then(|| format!("Feed {number}").as_str().into()),
            folder: vec!["News/Wire".into(), "Tech".into()],
            ..Subscription::default()
        })
        .collect();
    let list = SubscriptionList {
        feeds: feeds.clone(),
        searches: vec![SavedSearch {
            name: "Unread".into(),
            query: "is:unread".into(),
            ..SavedSearch::default()
        }],
        ..SubscriptionList::default()
    };
    for wanted in [Arrival::New, Arrival::Known] {
        let mut told = 0;
        desk.subscribe_all(&list, &mut |followed| {
            match followed {
                Followed::Feed(_, subscribed) => assert_eq!(subscribed.arrival, wanted),
                Followed::Search(_, arrival) => assert_eq!(arrival, wanted),
            }
            told += 1;
            ControlFlow::Continue(())
        })
        .unwrap();
        assert_eq!(told, feeds.len() + 1);
    }
    let sources = desk.library.sources().unwrap();
    assert_eq!(sources.len(), feeds.len());
    assert!(sources.iter().all(|one| one.folder.names().count() == 2));
    assert!(
        sources
            .iter()
            .any(|one| one.name.as_str() == "feed1.example/rss")
    );
    let (annotator, instance) = (desk.who.annotator.clone(), desk.who.instance.clone());
    let undo = ChangeId::named("undo");
    desk.library
        .undo(&annotator, &instance, at(0), &undo)
        .unwrap();
    assert!(desk.library.sources().unwrap().is_empty());
    assert!(desk.library.saved_searches().unwrap().is_empty());
    assert_eq!(desk.subscribe(&feeds[0]).unwrap().arrival, Arrival::Updated);
    assert_eq!(desk.library.sources().unwrap().len(), 1);
    assert_eq!(desk.library.doctor().unwrap(), Vec::<String>::new());
}

const FEEDS: &str = r#"<?xml version="1.0"?>
<opml version="1.0"><head><title>Mine</title></head><body>
  <outline text="News"><outline text="Tech &amp; Chips">
    <outline type="rss" text="Wire" xmlUrl="https://wire.example/feed" htmlUrl="https://wire.example/" category="chips,agency"/>
    <outline text="Daily &quot;A&quot;" xmlUrl="https://daily.example/feed?a=1&amp;b=2"/>
  </outline></outline>
  <outline type="rss" text="Lone" xmlUrl="https://lone.example/rss"/>
  <outline type="link" text="No feed" url="https://page.example/"/>
</body></opml>"#;

/// Folder, tags, name, page and place of every source.
fn told(place: &Place) -> Vec<String> {
    let sources = place.run(&["sources", "--json"]).well().records();
    let one = |source: &Value| {
        let field = |name: &str| source[name].to_string();
        ["folder", "tags", "name", "page", "location", "kind"]
            .map(field)
            .join(" ")
    };
    sources.iter().map(one).collect()
}

#[test]
fn a_list_of_feeds_goes_in_and_comes_out_as_the_same_tree() {
    let place = Place::new();
    place.write("feeds.opml", FEEDS);
    let run = place.run(&["add", "--json", "feeds.opml"]);
    assert_eq!(run.code, 1, "what is no feed is told");
    let states: Vec<String> = run
        .records()
        .iter()
        .map(|one| one["state"].to_string())
        .collect();
    assert_eq!(states, ["\"new\"", "\"new\"", "\"new\"", "\"refused\""]);
    assert_eq!(run.records()[0]["url"], "https://wire.example/feed");
    assert!(run.err.contains("https://page.example/"), "{}", run.err);
    let before = told(&place);
    assert_eq!(before.len(), 3, "the list itself is no source: {before:?}");
    let opml = place.run(&["export", "--format", "opml"]).well().out;
    let other = Place::new();
    other.write("out.opml", &opml);
    other.run(&["add", "out.opml"]).well();
    assert_eq!(told(&other), before);
    assert_eq!(other.run(&["export", "--format", "opml"]).well().out, opml);
    assert_eq!(
        other.run(&["add", "--json", "out.opml"]).well().records()[0]["state"],
        "known"
    );
    other.run(&["undo"]).well();
    assert!(told(&other).is_empty());
}

#[test]
fn a_list_is_written_over_an_older_one_and_over_nothing_else() {
    let place = Place::new();
    place.write("feeds.opml", FEEDS);
    place.run(&["add", "feeds.opml"]);
    for _ in 0..2 {
        let run = place
            .run(&["export", "--format", "opml", "--out", "out.opml", "--json"])
            .well();
        assert_eq!(run.records()[0]["feeds"], 3);
    }
    place.write("diary.txt", "Mine.");
    let run = place.run(&["export", "--format", "opml", "--out", "diary.txt"]);
    assert!(
        run.code == 1 && run.err.contains("no list of feeds"),
        "{}",
        run.err
    );
    assert_eq!(
        std::fs::read_to_string(place.path("diary.txt")).unwrap(),
        "Mine."
    );
    assert_eq!(
        place.run(&["export", "--format", "opml", "is:read"]).code,
        2
    );
}

#[test]
fn a_list_of_the_other_kind_brings_its_searches_along() {
    let place = two_sources();
    place.write(
        "urls",
        "https://wire.example/feed chips \"~The Wire\"\n\
         \"query:Unread chips:unread = \\\"yes\\\" and tags # \\\"chips\\\"\"\n\
         exec:~/bin/make-feed\n",
    );
    let run = place.run(&["add", "--json", "urls"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("exec:"), "{}", run.err);
    let searches = place.run(&["searches", "--json"]).well().records();
    assert_eq!(searches[0]["name"], "Unread chips");
    assert_eq!(searches[0]["articles"], 0);
    place.run(&["sources", "tag", "wire", "+chips"]).well();
    let found = place
        .run(&["list", "--json", "--saved", "Unread chips"])
        .well()
        .records();
    assert_eq!(found[0]["title"], "Chips grow scarce");
}

#[test]
fn searches_are_kept_and_used_from_the_command_line() {
    let place = two_sources();
    place
        .run(&[
            "searches",
            "save",
            "Spending",
            "spend",
            "-is:read",
            "sort:-facts",
        ])
        .well();
    let kept = place.run(&["searches", "--json"]).well().records();
    assert_eq!(
        (&kept[0]["query"], &kept[0]["articles"], &kept[0]["unread"]),
        (&json!("spend -is:read sort:-facts"), &json!(1), &json!(1))
    );
    let listed = |words: &[&str]| {
        let arguments = [&["list", "--json", "--saved", "Spending"], words].concat();
        place.run(&arguments).well().records().len()
    };
    assert_eq!(
        (
            listed(&[]),
            listed(&["source:daily"]),
            listed(&["source:wire"])
        ),
        (1, 1, 0)
    );
    place
        .run(&["searches", "rename", "Spending", "Money"])
        .well();
    assert_eq!(place.run(&["list", "--saved", "Spending"]).code, 1);
    place.run(&["searches", "remove", "Money"]).well();
    assert!(
        place
            .run(&["searches", "--json"])
            .well()
            .records()
            .is_empty()
    );
    assert_eq!(
        place.run(&["undo"]).well().out,
        "taken back: removal of saved search \u{201c}Money\u{201d}\n"
    );
    for (wrong, code) in [
        (&["searches", "save", "X", "is:nonsense"][..], 2),
        (&["searches", "save", "X"], 2),
        (&["searches", "remove", "nothing"], 1),
    ] {
        assert_eq!(place.run(wrong).code, code, "{wrong:?}");
    }
}
