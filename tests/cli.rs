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
