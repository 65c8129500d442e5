//! The commands that work on a library: what they print, what they store, and how they end.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "the names of the tests say it; a test stops where something is missing"
)]

#[path = "support/program.rs"]
#[allow(dead_code, reason = "each test file uses its part")]
mod program;

use program::Place;
use serde_json::{Value, json};

const STORY: &str =
    "Meta lifts spending\n\nMeta will spend $37B this year.\n\nÜber 40 % more than last year.\n";

/// A place whose library holds one article, `meta`.
fn with_story() -> Place {
    let place = Place::new();
    place.write("meta.txt", STORY);
    place.run(&["add", "--id", "meta", "meta.txt"]).well();
    place
}

#[test]
fn add_tells_what_each_input_was() {
    let place = Place::new();
    place.write("news/b.txt", "Second headline\n\nAnother story.\n");
    place.write("news/deep/c.txt", "Second headline\n\nAnother story.\n");
    place.write("news/a.txt", STORY);
    place.write("news/.hidden.txt", "Nobody reads this.\n");
    place.write("news/empty.txt", " \n");
    let run = place.run(&["add", "--json", "news", "missing.txt"]);
    assert_eq!(run.code, 1);
    let told: Vec<(String, String)> = run
        .records()
        .iter()
        .map(|one| {
            (
                one["path"].as_str().unwrap().to_owned(),
                one["state"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    let state = |path: &str| {
        told.iter()
            .find(|(known, _)| known == path)
            .map(|(_, state)| state.as_str())
    };
    assert_eq!(state("news/a.txt"), Some("new"));
    assert_eq!(state("news/b.txt"), Some("new"));
    assert_eq!(state("news/deep/c.txt"), Some("copy"));
    assert_eq!(state("news/empty.txt"), Some("refused"));
    assert_eq!(state("missing.txt"), Some("refused"));
    assert_eq!(told.len(), 5);
    assert_eq!(run.error_lines().len(), 2);
    assert!(
        run.err
            .contains("pressmark: missing.txt: there is no such file")
    );
    let again = place.run(&["add", "--json", "news/a.txt"]).well();
    assert_eq!(again.records()[0]["state"], "known");
    assert_eq!(again.records()[0]["title"], "Meta lifts spending");
    place.write(
        "news/a.txt",
        "Meta lifts spending\n\nMeta will now spend $40B this year.\n",
    );
    assert_eq!(
        place.run(&["add", "--json", "news/a.txt"]).well().records()[0]["state"],
        "updated"
    );
    assert_eq!(place.run(&["list", "--json"]).well().records().len(), 2);
}

#[test]
fn a_changed_article_is_compared_shown_and_written_as_it_came() {
    let place = with_story();
    let newer = STORY
        .replace("$37B", "$40B")
        .replace("Über 40 % more", "Über 50 % more");
    place
        .run(&["annotate", "meta", "--quote", "40 % more", "--note", "x"])
        .well();
    place.write("meta.txt", &newer);
    place.run(&["add", "meta.txt"]).well();
    assert_eq!(
        place
            .run(&["list", "--json", "is:updated"])
            .well()
            .records()[0]["updated"],
        true
    );
    let told = place.run(&["diff", "meta"]).well().out;
    for words in [
        "~ $37B → $40B",
        "~ Meta will spend $[-37B-]{+40B+} this year.",
    ] {
        assert!(told.contains(words), "{words} in {told}");
    }
    let object = place.run(&["diff", "met", "--json"]).well().records()[0].clone();
    assert_eq!(
        (&object["from"]["number"], &object["to"]["number"]),
        (&json!(1), &json!(2))
    );
    let texts = ["1", "2"].map(|number| {
        let shown = place
            .run(&["show", "meta", "--json", "--version", number])
            .well();
        shown.records()[0]["text"]
            .as_str()
            .unwrap()
            .chars()
            .collect::<Vec<char>>()
    });
    for change in object["changes"].as_array().unwrap() {
        for (side, text) in [("old", &texts[0]), ("new", &texts[1])] {
            let at = |name: &str| usize::try_from(change[side][name].as_u64().unwrap()).unwrap();
            let words: String = text[at("start")..at("end")].iter().collect();
            assert_eq!(change[side]["text"], words);
        }
    }
    assert_eq!(object["figures"][0]["new"]["norm"]["low"], "40000000000");
    assert_eq!(object["marks"][0]["quote"], "40 % more");
    let versions = &place.run(&["show", "meta", "--json"]).well().records()[0]["versions"];
    assert_eq!(versions.as_array().unwrap().len(), 2);
    assert_eq!(versions[0]["read"], Value::Null);
    assert_eq!(place.run(&["show", "meta", "--original"]).well().out, newer);
    assert_eq!(
        place
            .run(&["show", "meta", "--original", "--version", "1"])
            .well()
            .out,
        STORY
    );
    assert_eq!(place.run(&["show", "meta", "--version", "3"]).code, 1);
    assert_eq!(
        place
            .run(&["diff", "meta", "--from", "2", "--to", "1"])
            .code,
        2
    );
    assert_eq!(place.run(&["show", "meta.txt", "--version", "1"]).code, 2);
}

#[test]
fn an_article_that_never_changed_has_nothing_to_compare() {
    let place = with_story();
    let run = place.run(&["diff", "meta"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            1,
            "pressmark: meta: only one version of this article is known\n"
        )
    );
}

#[test]
fn an_id_is_for_a_single_article() {
    let place = with_story();
    place.write("other.txt", "Other\n\nWords.\n");
    let run = place.run(&["add", "--id", "two", "meta.txt", "other.txt"]);
    assert_eq!(run.code, 2);
    assert_eq!(place.run(&["add", "--id", "meta", "other.txt"]).code, 1);
    assert_eq!(place.run(&["list", "--json"]).records().len(), 1);
}

#[test]
fn a_mark_is_stored_with_its_place_in_code_points() {
    let place = with_story();
    let run = place
        .run(&[
            "annotate",
            "--json",
            "met",
            "--quote",
            "40 %",
            "--label",
            "figure",
            "--verdict",
            "supported",
            "--tag",
            "b",
            "--tag",
            "a",
            "--note",
            "two\nlines",
        ])
        .well();
    let note = &run.records()[0];
    let text: Vec<char> = place.run(&["show", "meta", "--json"]).well().records()[0]["text"]
        .as_str()
        .unwrap()
        .chars()
        .collect();
    let at = |name: &str| usize::try_from(note[name].as_u64().unwrap()).unwrap();
    assert_eq!(
        text[at("start")..at("end")].iter().collect::<String>(),
        "40 %"
    );
    assert_eq!(note["tags"], json!(["a", "b"]));
    assert_eq!(
        (&note["label"], &note["verdict"], &note["state"]),
        (&json!("figure"), &json!("supported"), &json!("exact"))
    );
    let listed = place.run(&["notes", "--json", "label:figure"]).well();
    assert_eq!(listed.records(), run.records());
    let plain = place.run(&["notes", "--plain"]).well();
    let cells: Vec<&str> = plain.out.trim_end().split('\t').collect();
    assert_eq!(cells[1..], ["meta", "40 %", "figure", "a,b", "two⏎lines"]);
    assert_eq!(
        place.run(&["list", "--json", "has:note"]).records()[0]["notes"],
        1
    );
}

#[test]
fn a_quote_that_cannot_be_placed_is_refused() {
    let place = with_story();
    let absent = place.run(&[
        "annotate",
        "meta",
        "--quote",
        "no such words",
        "--note",
        "x",
    ]);
    assert_eq!((absent.code, absent.out.as_str()), (1, ""));
    let twice = place.run(&["annotate", "meta", "--quote", "year", "--note", "x"]);
    assert!(
        twice.code == 1 && twice.err.contains("more than once"),
        "{}",
        twice.err
    );
    place
        .run(&[
            "annotate", "meta", "--quote", "year", "--prefix", "last ", "--note", "x",
        ])
        .well();
    assert_eq!(
        place
            .run(&["annotate", "meta", "--verdict", "nonsense"])
            .code,
        2
    );
    assert_eq!(place.run(&["annotate", "meta"]).code, 2);
    assert_eq!(place.run(&["annotate", "nowhere", "--note", "x"]).code, 1);
}

#[test]
fn every_line_is_one_note_whole_and_a_number_before_a_tab_is_its_id_if_free() {
    let place = with_story();
    let lines = [
        "7\tfirst note",
        "a word\tand more",
        "word\tmore",
        "7\tfirst note",
    ];
    let run = place
        .run_with(
            &["annotate", "--stdin-lines", "meta"],
            &(lines.join("\n") + "\n"),
        )
        .well();
    let acks: Vec<&str> = run.out.lines().collect();
    assert_eq!(acks.len(), 4);
    let taken: Vec<bool> = acks.iter().map(|ack| *ack == "ack 7").collect();
    assert_eq!(taken, [true, false, false, false]);
    let stored = place.run(&["notes", "--json"]).records();
    let mut texts: Vec<&str> = stored
        .iter()
        .filter_map(|note| note["note"].as_str())
        .collect();
    let mut wanted = lines;
    texts.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(texts, wanted);
}

#[test]
fn tags_undo_and_redo_tell_the_stored_change() {
    let place = with_story();
    let run = place
        .run(&["tag", "meta", "+ai", "+money", "--json"])
        .well();
    assert_eq!(
        run.records()[0]["action"]["tag"]["add"],
        json!(["ai", "money"])
    );
    place.run(&["tag", "meta", "-ai"]).well();
    let tags = || place.run(&["list", "--json"]).well().records()[0]["tags"].clone();
    assert_eq!(tags(), json!(["money"]));
    assert_eq!(
        place.run(&["undo", "--json"]).well().records()[0]["articles"],
        json!(["meta"])
    );
    assert_eq!(tags(), json!(["ai", "money"]));
    place.run(&["redo"]).well();
    assert_eq!(tags(), json!(["money"]));
    place.run(&["undo"]).well();
    place.run(&["undo"]).well();
    let nothing = place.run(&["undo"]);
    assert_eq!(
        (nothing.code, nothing.err.as_str()),
        (1, "pressmark: undo: nothing to undo\n")
    );
    assert_eq!(place.run(&["tag", "meta", "ai"]).code, 2);
}

#[test]
fn one_annotator_does_not_take_back_what_another_did() {
    let place = with_story();
    place
        .run(&["--annotator", "ann", "tag", "meta", "+hers"])
        .well();
    assert_eq!(place.run(&["--annotator", "bob", "undo"]).code, 1);
    place.run(&["--annotator", "ann", "undo"]).well();
}

#[test]
fn a_backup_is_restored_and_what_was_there_is_kept() {
    let place = with_story();
    place.run(&["annotate", "meta", "--note", "before"]).well();
    place.run(&["backup", "copy.db"]).well();
    place.run(&["annotate", "meta", "--note", "after"]).well();
    let restored = place.run(&["restore", "copy.db"]).well();
    assert!(
        restored.out.contains("before-restore-1.db"),
        "{}",
        restored.out
    );
    let notes = |query: &str| {
        place
            .run(&["notes", "--json", query])
            .well()
            .records()
            .len()
    };
    assert_eq!((notes("before"), notes("after")), (1, 0));
    place.write("diary.txt", "not a backup");
    assert_eq!(place.run(&["restore", "diary.txt"]).code, 1);
    assert_eq!(place.run(&["backup", "diary.txt"]).code, 1);
    assert!(place.run(&["doctor"]).well().out.ends_with("\nok\n"));
}

#[test]
fn a_damaged_library_is_told_and_a_backup_brings_it_back() {
    let place = with_story();
    place.run(&["annotate", "meta", "--note", "kept"]).well();
    place.run(&["backup", "copy.db"]).well();
    let file = place.path("data/library.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 4;
    bytes[middle..].fill(0x5a);
    std::fs::write(&file, bytes).unwrap();
    assert_eq!(place.run(&["doctor"]).code, 1);
    place.run(&["restore", "copy.db"]).well();
    assert!(place.run(&["doctor"]).well().out.ends_with("\nok\n"));
    assert_eq!(place.run(&["notes", "--json"]).well().records().len(), 1);
}

#[test]
fn a_library_that_is_not_ours_is_an_error_of_one_line() {
    let place = Place::new();
    place.write("data/library.db", "SQLite format 3\0 but not really");
    let run = place.run(&["list"]);
    assert_eq!((run.code, run.error_lines().len()), (1, 1));
    assert_eq!(
        std::fs::read(place.path("data/library.db")).unwrap(),
        b"SQLite format 3\0 but not really"
    );
}

#[test]
fn an_empty_library_is_listed_without_being_made() {
    let place = Place::new();
    for command in ["list", "notes", "facts", "sources"] {
        assert_eq!(place.run(&[command, "--json"]).well().out, "");
    }
    assert!(place.run(&["doctor"]).well().out.ends_with("\nok\n"));
    assert!(!place.path("data").exists());
}

#[test]
fn a_removed_source_comes_back_when_it_is_added_again() {
    let place = Place::new();
    place.write("news/a.txt", STORY);
    place.write("news/b.txt", "Other\n\nWords.\n");
    place.run(&["add", "news"]).well();
    let id = place.run(&["list", "--json", "title:meta"]).records()[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    place.run(&["annotate", &id, "--note", "mine"]).well();
    let removed = place.run(&["remove", "--json", "news"]).well();
    assert_eq!(
        (
            &removed.records()[0]["removed"],
            &removed.records()[0]["kept"]
        ),
        (&json!(1), &json!(1))
    );
    assert_eq!(place.run(&["list", "--json"]).records().len(), 1);
    assert_eq!(place.run(&["sources", "--json"]).records().len(), 0);
    place.run(&["add", "news"]).well();
    assert_eq!(place.run(&["list", "--json"]).records().len(), 2);
    let sources = place.run(&["sources", "--json"]).well().records();
    assert_eq!(
        (&sources[0]["name"], &sources[0]["articles"]),
        (&json!("news"), &json!(2))
    );
    assert!(place.run(&["doctor"]).well().out.ends_with("\nok\n"));
}

#[test]
fn wrong_usage_is_one_line_and_exit_code_2() {
    let place = with_story();
    for arguments in [
        &["list", "is:nonsense"][..],
        &["nonsense"],
        &["add"],
        &["export", "--format", "markdown"],
        &["export", "--format", "x"],
    ] {
        let run = place.run(arguments);
        assert_eq!(
            (run.code, run.error_lines().len()),
            (2, 1),
            "{arguments:?}: {}",
            run.err
        );
    }
}

#[test]
fn the_ledger_is_json_and_csv() {
    let place = with_story();
    let facts = place.run(&["facts", "--json"]).well().records();
    assert!(facts.iter().any(|fact| fact["text"] == "$37B"
        && fact["norm"]["low"] == "37000000000"
        && fact["article"] == "meta"));
    let csv = place.run(&["facts", "--csv"]).well().out;
    assert!(csv.starts_with("article,kind,text,low,high,unit"));
    assert_eq!(csv.lines().count(), facts.len() + 1);
}

#[test]
fn an_exported_note_is_written_once() {
    let place = with_story();
    place
        .run(&["annotate", "meta", "--quote", "$37B", "--note", "checked"])
        .well();
    let export = |state: &str| -> Value {
        place
            .run(&["export", "--format", "markdown", "--out", "vault", "--json"])
            .well()
            .records()[0][state]
            .clone()
    };
    assert_eq!(export("written"), 1);
    assert_eq!(export("unchanged"), 1);
}

#[test]
fn two_articles_that_disagree_say_so_until_one_changes() {
    let place = Place::new();
    place.write(
        "one.txt",
        "Meta spending\n\nMeta's capital expenditures will be $37 billion in 2025.\n",
    );
    place.write(
        "two.txt",
        "Meta budget\n\nMeta's capital expenditures will be $60 billion in 2025.\n",
    );
    let files = place
        .run(&["compare", "one.txt", "two.txt", "--json"])
        .well()
        .records();
    assert_eq!(files.len(), 1, "{files:?}");
    assert_eq!(
        (&files[0]["relation"], &files[0]["a"]["file"]),
        (&json!("disagrees"), &json!("one.txt"))
    );
    place.run(&["add", "--id", "one", "one.txt"]).well();
    place.run(&["add", "--id", "two", "two.txt"]).well();
    let stored = place
        .run(&["compare", "--query", "meta", "--json"])
        .well()
        .records();
    assert_eq!(stored.len(), 1);
    let counts = || -> Vec<Value> {
        place
            .run(&["list", "--json"])
            .well()
            .records()
            .iter()
            .map(|row| row["disagreements"].clone())
            .collect()
    };
    assert_eq!(counts(), [1, 1]);
    assert_eq!(
        place
            .run(&["list", "--json", "has:disagreement"])
            .records()
            .len(),
        2
    );
    place.write(
        "two.txt",
        "Meta budget\n\nMeta did not say what it will spend on its data centers.\n",
    );
    place.run(&["add", "two.txt"]).well();
    assert_eq!(counts(), [0, 0]);
    assert!(place.run(&["doctor"]).well().out.ends_with("\nok\n"));
}

#[test]
fn copies_are_told_and_an_updated_article_leaves_them() {
    let place = Place::new();
    let body = "The ministry said on Monday that the bridge over the northern arm of the river will stay closed until \
        the spring, since the cracks found in two of its piers reach deeper than divers had reported in the autumn.\n\n\
        Engineers from the university will measure the piers every week. A ferry takes cyclists and people on foot \
        across from six in the morning until ten at night, and lorries are sent over the motorway bridge instead.\n";
    place.write("news/a.txt", format!("Bridge stays closed\n\n{body}"));
    place.write(
        "news/b.txt",
        format!("No way across the river\n\n{body}\nBy a staff reporter.\n"),
    );
    place.write("news/c.txt", format!("Bridge stays closed\n\n{body}"));
    place.write(
        "news/d.txt",
        "Ferry times\n\nThe ferry over the northern arm of the river leaves every ten minutes.\n",
    );
    place.run(&["add", "news"]).well();
    let listed = |query: &str| {
        let run = place.run(&["list", "--json", query]).well();
        let titles = run
            .records()
            .into_iter()
            .map(|row| row["title"].as_str().unwrap().to_owned());
        titles.collect::<Vec<_>>()
    };
    assert_eq!(listed("").len(), 3, "every article has a line");
    assert_eq!(listed("is:copy"), ["No way across the river"]);
    assert_eq!(listed("has:copies"), ["Bridge stays closed"]);
    let best = &place.run(&["list", "--json", "has:copies"]).records()[0];
    assert_eq!(
        best["copies"], 2,
        "one under another headline, one word for word"
    );
    let plain = place.run(&["list"]).well().out;
    assert!(
        plain.contains("+2 copies") && plain.contains("  copy"),
        "{plain}"
    );
    place.write("news/b.txt", "No way across the river\n\nThe bridge opened again on Friday, after new piers were cast in record time.\n");
    place.run(&["add", "news"]).well();
    assert_eq!(listed("is:copy"), [""; 0]);
    assert!(place.run(&["doctor"]).well().out.ends_with("\nok\n"));
}

#[test]
fn reports_of_one_event_are_a_story_and_a_roundup_of_many_firms_is_in_none() {
    let place = Place::new();
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/sample-data");
    place.run(&["add", samples]).well();
    let rows = place.run(&["list", "--stories", "--json"]).well().records();
    let story = |title: &str| {
        let row = rows
            .iter()
            .find(|row| row["title"].as_str().unwrap().contains(title));
        row.unwrap_or_else(|| panic!("{title}"))["story"].clone()
    };
    let july = story("Meta Lifts the Floor");
    for other in [
        "what Meta told its investors",
        "Nobody Should Panic",
        "Gets a Higher Floor",
    ] {
        assert_eq!(story(other), july, "{other}");
    }
    for other in [
        "Meta shares fall",
        "the questions readers ask most",
        "in wide tables",
        "Alphabet Raises",
    ] {
        assert_ne!(story(other), july, "{other}");
    }
    assert_ne!(
        story("Alphabet Raises"),
        story("the questions readers ask most")
    );
    let places: Vec<usize> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row["story"] == july)
        .map(|(at, _)| at)
        .collect();
    assert_eq!(places.last().unwrap() - places[0], 3, "they stand together");
}
