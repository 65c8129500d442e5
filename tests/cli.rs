//! The program as scripts see it: what goes to standard output, what to standard error, and the exit code.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "the names of the tests say it; a test stops where something is missing"
)]

#[path = "support/program.rs"]
mod program;

use program::Place;
use serde_json::{Value, json};

#[test]
fn parse_writes_one_object_per_file_and_goes_on_after_a_failure() {
    let place = Place::new();
    place.write(
        "one.txt",
        "First headline\n\nCapex rose 12% to $40 billion.\n",
    );
    let run = place.run(&["parse", "missing.txt", "one.txt"]);
    assert_eq!(run.code, 1);
    assert_eq!(
        run.error_lines(),
        ["pressmark: missing.txt: there is no such file"]
    );
    let articles = run.records();
    assert_eq!(articles.len(), 1);
    assert_eq!(articles[0]["pressmark"], 1);
    assert_eq!(articles[0]["id"], "one.txt");
    assert_eq!(articles[0]["title"], "First headline");
    assert_eq!(articles[0]["facts"][0]["norm"]["unit"], "percent");
}

#[test]
fn offsets_count_code_points() {
    let place = Place::new();
    let asked = json!({"id": 7, "text": "Ümläute 📊 und 人工: the price rose 5%."});
    let run = place.run_with(&["parse", "--jsonl"], &format!("{asked}\n"));
    let article = &run.records()[0];
    let text: Vec<char> = article["text"].as_str().unwrap().chars().collect();
    for fact in article["facts"].as_array().unwrap() {
        let (start, end) = (number(&fact["start"]), number(&fact["end"]));
        let words: String = text[start..end].iter().collect();
        assert_eq!(fact["text"], words);
    }
    assert_eq!(article["facts"][0]["text"], "5%");
}

#[test]
fn jsonl_answers_every_line_in_order_with_its_id() {
    let place = Place::new();
    place.write(
        "page.html",
        "<html><title>T</title><body><p>A page of words.</p></body></html>",
    );
    let lines = [
        json!({"id": "a", "text": "One article."}).to_string(),
        "this is no JSON".to_owned(),
        json!({"id": 3, "path": "page.html"}).to_string(),
        json!({"id": {"of": "mine"}, "path": "missing.txt"}).to_string(),
        json!({"id": "both", "text": "x", "html": "y"}).to_string(),
        json!({"id": "when", "text": "Sales fell last quarter.", "ref": "2026-05-02T10:00:00Z"})
            .to_string(),
    ];
    let run = place.run_with(&["parse", "--jsonl"], &lines.join("\n"));
    assert_eq!(run.code, 1);
    let answers = run.records();
    let ids: Vec<&Value> = answers.iter().map(|answer| &answer["id"]).collect();
    assert_eq!(
        ids,
        [
            &json!("a"),
            &json!(null),
            &json!(3),
            &json!({"of": "mine"}),
            &json!("both"),
            &json!("when")
        ]
    );
    let failed: Vec<bool> = answers
        .iter()
        .map(|answer| !answer["error"].is_null())
        .collect();
    assert_eq!(failed, [false, true, false, true, true, false]);
    assert_eq!(run.error_lines().len(), 3);
}

#[test]
fn jsonl_answers_each_line_before_the_next_one_is_written() {
    let place = Place::new();
    let mut talk = place.talk(&["parse", "--jsonl"]);
    for id in 0..3 {
        talk.say(&json!({"id": id, "text": "A line."}).to_string());
        assert_eq!(talk.hear()["id"], id);
    }
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let place = Place::new();
    let many = json!({"id": 1, "text": "word ".repeat(2000)}).to_string() + "\n";
    let code = place.run_and_leave(&["parse", "--jsonl"], &many.repeat(50));
    assert_eq!(code, 0);
}

#[test]
fn wrong_usage_is_one_line_and_exit_code_2() {
    let place = Place::new();
    for arguments in [
        vec!["parse"],
        vec!["parse", "--format", "poem", "x"],
        vec!["prase"],
        vec!["--nonsense"],
        vec!["completions"],
        vec!["themes", "no-such-theme"],
        vec!["keys", "no-such-context"],
        vec!["anchor", "a", "b"],
        vec!["missing-folder", "list"],
    ] {
        let run = place.run(&arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert_eq!(run.out, "", "{arguments:?}");
        assert_eq!(run.error_lines().len(), 1, "{arguments:?}: {}", run.err);
        assert!(run.err.starts_with("pressmark: "), "{}", run.err);
    }
}

#[test]
fn a_slip_of_the_finger_is_answered_with_the_command_that_was_meant() {
    let run = Place::new().run(&["prase"]);
    assert!(run.err.contains("did you mean `parse`?"), "{}", run.err);
}

#[test]
fn the_screen_needs_a_terminal() {
    let run = Place::new().run(&["-"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("no terminal"), "{}", run.err);
}

#[test]
fn names_from_outside_reach_the_terminal_tame() {
    let place = Place::new();
    let run = place.run(&["parse", "no\u{1b}[31m\nsuch\u{202e}file"]);
    assert_eq!(run.error_lines().len(), 1);
    assert!(run.err.chars().all(|c| c == '\n' || !c.is_control()));
    assert!(!run.err.contains('\u{202e}'));
}

#[test]
fn keys_are_printed_for_people_programs_and_settings() {
    let place = Place::new();
    assert!(place.run(&["keys"]).out.contains("Go down one row"));
    let reader = place.run(&["keys", "reader", "--json"]).records();
    assert!(reader.iter().all(|row| row["context"] == "reader"));
    let settings = place.run(&["keys", "--toml"]).out;
    place.write("config.toml", &settings);
    let again = place.run(&["--config", "config.toml", "keys", "--toml"]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert_eq!(again.out, settings);
}

#[test]
fn every_built_in_theme_is_listed_and_its_file_can_be_used() {
    let place = Place::new();
    let themes = place.run(&["themes", "--json"]).records();
    assert!(themes.len() >= 4);
    assert_eq!(
        themes
            .iter()
            .filter(|theme| theme["current"] == true)
            .count(),
        1
    );
    for theme in &themes {
        let file = place.run(&["themes", theme["name"].as_str().unwrap()]);
        assert_eq!(file.code, 0);
        assert!(!file.out.is_empty());
    }
}

#[test]
fn completions_and_manual_name_every_command() {
    let place = Place::new();
    let help = place.run(&["--help"]).out;
    let manual = place.run(&["man"]).out;
    for shell in ["bash", "zsh", "fish"] {
        assert!(place.run(&["completions", shell]).out.contains("parse"));
    }
    for command in ["parse", "anchor", "keys", "themes", "completions", "man"] {
        assert!(help.contains(command));
        assert!(manual.contains(&format!(".SS {command}")), "{command}");
        let own = place.run(&[command, "--help"]);
        assert!(own.code == 0 && own.out.contains("Usage:"), "{command}");
    }
}

#[test]
fn anchor_carries_spans_to_the_new_text() {
    let place = Place::new();
    place.write("old.txt", "naïve words stay here.");
    place.write("new.txt", "Now naïve words stay here.");
    let asked = "{\"id\":\"w\",\"start\":6,\"end\":11}\n{\"id\":\"nothing\"}\n";
    let run = place.run_with(&["anchor", "old.txt", "new.txt", "--jsonl"], asked);
    assert_eq!(run.code, 1);
    let answers = run.records();
    assert_eq!(
        answers[0],
        json!({"pressmark":1,"id":"w","state":"exact","start":10,"end":15})
    );
    assert!(answers[1]["error"].is_string());
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

#[test]
fn an_article_goes_through_its_whole_life() {
    let place = Place::new();
    place.write(
        "news/a.txt",
        "Meta lifts spending\n\nCapex rose 12% to $40 billion.\n",
    );
    let added = place
        .run(&["add", "news/a.txt", "--id", "a1", "--json"])
        .well()
        .records();
    assert_eq!(added[0]["state"], "new");
    assert_eq!(added[0]["id"], "a1");
    assert_eq!(added[0]["path"], "news/a.txt");
    assert_eq!(
        place.run(&["add", "news/a.txt", "--json"]).well().records()[0]["state"],
        "known"
    );

    let marked = place
        .run(&[
            "annotate",
            "a1",
            "--quote",
            "$40 billion",
            "--label",
            "figure",
            "--verdict",
            "disputed",
            "--tag",
            "capex",
            "--note",
            "sure?",
            "--json",
        ])
        .well()
        .records();
    assert_eq!(marked[0]["quote"], "$40 billion");
    assert_eq!(
        (&marked[0]["start"], &marked[0]["end"]),
        (&json!(39), &json!(50))
    );
    assert_eq!(marked[0]["annotator"], "tester");

    place.run(&["tag", "a1", "+ai", "+html"]).well();
    place.run(&["tag", "a1", "-html"]).well();
    let row = &place.run(&["list", "tag:ai", "--json"]).well().records()[0];
    assert_eq!(row["title"], "Meta lifts spending");
    assert_eq!(place.run(&["list", "-tag:ai", "--json"]).well().out, "");
    assert_eq!((&row["tags"], &row["notes"]), (&json!(["ai"]), &json!(1)));

    let shown = &place.run(&["show", "a1", "--json"]).well().records()[0];
    assert_eq!(shown["id"], "a1");
    assert_eq!(shown["facts"][0]["text"], "12%");
    assert_eq!(
        place.run(&["facts", "--json"]).well().records()[0]["article"],
        "a1"
    );

    let out = place.path("vault");
    let export = [
        "export",
        "--format",
        "markdown",
        "--out",
        out.to_str().unwrap(),
        "--json",
    ];
    assert_eq!(place.run(&export).well().records()[0]["written"], 1);
    assert_eq!(place.run(&export).well().records()[0]["unchanged"], 1);
    assert!(place.run(&["doctor"]).well().out.ends_with("\nok\n"));
}

#[test]
fn undo_and_redo_walk_the_log_from_run_to_run() {
    let place = Place::with_article("a1", "A headline\n\nSome words.");
    place.run(&["annotate", "a1", "--note", "first"]).well();
    place.run(&["tag", "a1", "+x"]).well();
    assert!(place.run(&["undo"]).well().out.contains("tag +x"));
    assert_eq!(
        place.run(&["undo", "--json"]).well().records()[0]["kind"],
        "undo"
    );
    assert_eq!(place.run(&["notes"]).well().out, "");
    place.run(&["redo"]).well();
    assert_eq!(place.notes(), ["first"]);
    place
        .run(&["--annotator", "other", "undo"])
        .fails_with("nothing to undo");
}

#[test]
fn a_note_keeps_its_words_whatever_they_are() {
    let place = Place::with_article("a1", "A headline\n\nSome words.");
    for note in ["two\nlines", "\ttab", "--note", "人工智能 🤖", " spaces "] {
        place.run(&["annotate", "a1", "--note", note]).well();
    }
    assert_eq!(
        place.notes(),
        [" spaces ", "人工智能 🤖", "--note", "\ttab", "two\nlines"]
    );
    let plain = place.run(&["notes", "--plain"]).well().out;
    assert_eq!(plain.lines().count(), 5);
    assert!(
        plain.lines().last().unwrap().ends_with("\ttwo⏎lines"),
        "{plain}"
    );
}

#[test]
fn lines_are_acknowledged_one_by_one_and_are_there_at_once() {
    let place = Place::with_article("a1", "A headline\n\nSome words.");
    let mut talk = place.talk(&["annotate", "--stdin-lines", "a1"]);
    for note in ["one", "two", "three"] {
        talk.say(note);
        let answer = talk.hear_line();
        let id = answer.strip_prefix("ack ").unwrap();
        let stored = place.run(&["notes", "--json", "--", note]).well().records();
        assert_eq!(
            (&stored[0]["id"], &stored[0]["note"]),
            (&json!(id), &json!(note))
        );
    }
}

#[test]
fn a_refused_input_costs_the_others_nothing() {
    let place = Place::new();
    place.write("good.txt", "A headline\n\nSome words.");
    place.write("empty.txt", "");
    let run = place.run(&[
        "add",
        "missing.txt",
        "empty.txt",
        "https://example.org/",
        "good.txt",
        "--json",
    ]);
    assert_eq!(run.code, 1);
    let states: Vec<String> = run
        .records()
        .iter()
        .map(|added| added["state"].to_string())
        .collect();
    assert_eq!(states.iter().filter(|state| *state == "\"new\"").count(), 1);
    assert_eq!(
        states
            .iter()
            .filter(|state| *state == "\"refused\"")
            .count(),
        3
    );
    assert_eq!(run.error_lines().len(), 3);
    for name in ["missing.txt", "empty.txt", "https://example.org/"] {
        assert!(
            run.error_lines().iter().any(|line| line.contains(name)),
            "{}",
            run.err
        );
    }
}

#[test]
fn showing_a_file_makes_no_library() {
    let place = Place::new();
    place.write("a.md", "# Title\n\nSome *words*.\n");
    assert_eq!(
        place
            .run(&["show", "--plain", "a.md"])
            .well()
            .out
            .matches("Some words")
            .count(),
        1
    );
    assert!(place.run(&["show", "a.md"]).well().out.contains("Title"));
    assert_eq!(place.run(&["list"]).well().out, "");
    assert!(!place.path("data").exists());
}

#[test]
fn errors_name_what_they_are_about() {
    let place = Place::with_article("a1", "A headline\n\nSome words and some words.");
    for (arguments, code, told) in [
        (vec!["show", "nothing"], 1, "pressmark: nothing: "),
        (
            vec!["annotate", "nothing", "--note", "x"],
            1,
            "pressmark: nothing: ",
        ),
        (vec!["annotate", "a1"], 2, "pressmark: annotate: "),
        (
            vec!["annotate", "a1", "--quote", "words"],
            1,
            "more than once",
        ),
        (
            vec!["annotate", "a1", "--quote", "absent"],
            1,
            "does not stand",
        ),
        (
            vec!["annotate", "a1", "--note", "x", "--verdict", "maybe"],
            2,
            "pressmark: maybe: ",
        ),
        (vec!["tag", "a1", "plain"], 2, "pressmark: plain: "),
        (vec!["list", "is:nonsense"], 2, "nonsense"),
        (vec!["export", "--format", "markdown"], 2, "--out"),
        (vec!["export", "--format", "poem"], 2, "poem"),
        (vec!["restore", "missing.db"], 1, "pressmark: missing.db: "),
        (vec!["remove", "nothing"], 1, "pressmark: nothing: "),
        (
            vec!["--config", "missing.toml", "list"],
            1,
            "pressmark: missing.toml: ",
        ),
        (vec!["--theme", "no-such", "list"], 1, "no-such"),
        (vec!["--data-dir", "a1.txt", "list"], 1, "a1.txt"),
    ] {
        let run = place.run(&arguments);
        assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
        assert_eq!(run.error_lines().len(), 1, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(told), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn a_backup_brings_the_notes_back() {
    let place = Place::with_article("a1", "A headline\n\nSome words.");
    place.run(&["annotate", "a1", "--note", "kept"]).well();
    place.run(&["backup", "copy.db"]).well();
    assert!(place.run(&["backup"]).well().out.contains("backups"));
    place.run(&["annotate", "a1", "--note", "later"]).well();
    assert!(
        place
            .run(&["restore", "copy.db"])
            .well()
            .out
            .contains("is kept as")
    );
    assert_eq!(place.notes(), ["kept"]);
}

#[test]
fn a_removed_source_leaves_what_a_person_worked_on() {
    let place = Place::new();
    place.write("news/a.txt", "One headline\n\nSome words.");
    place.write("news/b.txt", "Another headline\n\nOther words.");
    place.run(&["add", "news"]).well();
    let ids = place.run(&["list", "another", "--json"]).well().records();
    place
        .run(&["tag", ids[0]["id"].as_str().unwrap(), "+keep"])
        .well();
    assert_eq!(
        place.run(&["sources", "--json"]).well().records()[0]["articles"],
        2
    );
    assert!(
        place
            .run(&["remove", "news"])
            .well()
            .out
            .starts_with("removed 1")
    );
    assert_eq!(place.run(&["list", "--json"]).well().records().len(), 1);
    place.run(&["undo"]).well();
    assert_eq!(place.run(&["list", "--json"]).well().records().len(), 2);
}

#[test]
fn a_table_for_spreadsheets_is_whole_and_quoted() {
    let place = Place::with_article(
        "a1",
        "Spending, again\n\nCapex rose 12% to $40 billion in 2025.",
    );
    let out = place.run(&["facts", "--csv"]).well().out;
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let columns = reader.headers().unwrap().len();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(records.len() >= 2);
    assert!(
        records.iter().all(|record| record.len() == columns
            && record.iter().any(|field| field == "Spending, again"))
    );
}

#[test]
fn nothing_is_coloured_when_nobody_looks() {
    let place = Place::with_article("a1", "A headline\n\nCapex rose 12%.");
    for arguments in [
        vec!["list"],
        vec!["show", "a1"],
        vec!["facts"],
        vec!["keys"],
    ] {
        assert!(
            !place.run(&arguments).well().out.contains('\u{1b}'),
            "{arguments:?}"
        );
    }
}

#[test]
fn a_list_of_feeds_gives_its_feeds_searches_and_what_was_left_out() {
    let place = Place::new();
    let urls =
        "https://a.example/feed.xml news\n\"query:New:unread = \\\"yes\\\"\"\nexec:~/bin/x\n";
    place.write("urls", urls);
    let lines = place.run(&["parse", "urls"]).well().records();
    assert_eq!(
        lines[0]["subscription"]["address"],
        "https://a.example/feed.xml"
    );
    assert_eq!(lines[0]["subscription"]["tags"], json!(["news"]));
    assert_eq!(lines[1]["search"]["query"], "is:unread");
    assert_eq!(lines[2]["left_out"]["written"], "exec:~/bin/x");
    let asked = json!({"id": 1, "path": "urls"}).to_string();
    let answer = place.run_with(&["parse", "--jsonl"], &asked).records();
    assert_eq!(answer.len(), 1);
    assert_eq!(answer[0]["subscriptions"][0], lines[0]["subscription"]);
}

#[test]
fn feeds_of_a_list_are_counted_at_the_end() {
    let place = Place::new();
    place.write(
        "urls",
        "https://a.example/feed.xml news\nhttps://b.example/feed.xml \"~B\"\n",
    );
    let told = place.run(&["add", "urls"]).well().out;
    assert!(
        told.ends_with("2 new feeds; `pressmark fetch` gets what is in them\n"),
        "{told}"
    );
    // None of them is new the second time.
    let told = place.run(&["add", "urls"]).well().out;
    assert!(!told.contains("feeds;"), "{told}");
}

#[test]
fn mails_packed_files_and_a_maildir_are_taken_in_once() {
    let place = Place::new();
    let mail = |number: u8| {
        format!(
            "From: Wire <wire@example.org>\nDate: Sat, 14 Mar 2026 09:3{number}:00 GMT\nSubject: Letter {number}\n\
             Message-ID: <{number}@example.org>\n\nWords of letter {number}.\n"
        )
    };
    place.write("box/cur/1.x:2,S", mail(1));
    place.write("box/new/2.x", mail(2));
    place.write("box/tmp/3.x", mail(3));
    place.write("box/maildirsize", "10000000S\n");
    place.write("box/.Lists/cur/4.x:2,", mail(4));
    place.write("box/.Lists/new/.keep", "");
    place.write("box/.Lists/tmp/.keep", "");
    let from = "From wire@example.org Sat Mar 14 09:30:00 2026\n";
    place.write("all.mbox", format!("{from}{}\n{from}{}", mail(2), mail(5)));
    let states = |arguments: &[&str]| -> Vec<(String, String)> {
        let run = place.run(arguments).well();
        let field = |added: &Value, name: &str| added[name].as_str().unwrap().to_owned();
        let records = run.records();
        records
            .iter()
            .map(|added| (field(added, "title"), field(added, "state")))
            .collect()
    };
    let pair = |title: &str, state: &str| (title.to_owned(), state.to_owned());
    assert_eq!(
        states(&["add", "box", "--json"]),
        [
            pair("Letter 4", "new"),
            pair("Letter 1", "new"),
            pair("Letter 2", "new")
        ]
    );
    assert_eq!(
        states(&["add", "all.mbox", "--json"]),
        [pair("Letter 2", "known"), pair("Letter 5", "new")]
    );
}

#[test]
fn the_feeds_of_a_list_are_followed_and_its_searches_kept_without_a_fetch() {
    let place = Place::new();
    place.write(
        "urls",
        "https://a.example/feed.xml markets \"~The A\"\nhttps://b.example/rss\n\"query:Fresh:unread = \\\"yes\\\"\"\nexec:~/bin/x\n",
    );
    let run = place.run(&["add", "urls"]);
    assert_eq!(run.code, 1);
    assert_eq!(
        run.error_lines(),
        ["pressmark: urls: exec:~/bin/x: would run a command, and nothing is ever run"]
    );
    assert!(
        run.out
            .contains("new     https://a.example/feed.xml  The A"),
        "{}",
        run.out
    );
    let sources = place.run(&["sources", "--json"]).well().records();
    assert_eq!(sources.len(), 2, "{sources:?}");
    let again = place.run(&["add", "urls", "--json"]).records();
    let states: Vec<&Value> = again.iter().map(|added| &added["state"]).collect();
    assert_eq!(states, ["known", "known", "refused"]);
    assert_eq!(again[0]["url"], "https://a.example/feed.xml");
}
