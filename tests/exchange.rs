//! Notes that leave the program and come back, and notes of other people: the commands as scripts see them.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "the names of the tests say it; a test stops where something is missing"
)]

#[path = "support/program.rs"]
#[allow(dead_code, reason = "each test file uses its part")]
mod program;

use program::{Place, Run};
use serde_json::Value;

const TEXT: &str = "Plan for chips\n\nUmsätze 📊 rose. Spending will reach $40 billion this year.\n\nA second plan of $40 billion is disputed.\n";

/// A library with one article and three notes by "tester".
fn annotated() -> Place {
    let place = Place::with_article("plan", TEXT);
    let quote = "Spending will reach $40 billion";
    place
        .run(&[
            "annotate",
            "plan",
            "--quote",
            quote,
            "--label",
            "figure",
            "--verdict",
            "disputed",
            "--tag",
            "capex",
            "--note",
            "A \"note\"\nof two lines",
        ])
        .well();
    place
        .run(&[
            "annotate",
            "plan",
            "--quote",
            "$40 billion",
            "--suffix",
            " is disputed",
            "--id",
            "second",
        ])
        .well();
    place
        .run(&["annotate", "plan", "--note", "On the whole."])
        .well();
    place
}

/// A library of somebody else that has the same article.
fn other(text: &str) -> Place {
    Place::with_article("elsewhere", text)
}

fn export(place: &Place, form: &str) -> String {
    place.run(&["export", "--format", form]).well().out
}

fn import(place: &Place, text: &str, more: &[&str]) -> Run {
    let arguments = [&["import", "-", "--json"], more].concat();
    place.run_with(&arguments, text)
}

fn states(run: &Run) -> Vec<(String, String)> {
    let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let records = run.records();
    records
        .iter()
        .map(|one| (word(&one["state"]), word(&one["anchor"])))
        .collect()
}

fn pairs(states: &[(&str, &str)]) -> Vec<(String, String)> {
    states
        .iter()
        .map(|(one, other)| ((*one).to_owned(), (*other).to_owned()))
        .collect()
}

fn notes(place: &Place) -> Vec<Value> {
    let mut notes = place.run(&["notes", "--json"]).well().records();
    notes.sort_by_key(|note| note["id"].as_str().unwrap().to_owned());
    notes
}

#[test]
fn notes_go_out_and_come_back_once() {
    let place = annotated();
    let (text, before) = (export(&place, "w3c"), notes(&place));
    assert_eq!(export(&place, "w3c"), text);
    let again = import(&place, &text, &[]).well();
    assert_eq!(
        states(&again),
        pairs(&[("known", "exact"), ("known", "exact"), ("known", "-")])
    );
    // What was taken away comes back as it was, as one step.
    place.run(&["undo"]).well();
    place.run(&["undo"]).well();
    let dry = import(&place, &text, &["--dry-run"]).well();
    assert_eq!(
        states(&dry),
        pairs(&[("known", "exact"), ("new", "exact"), ("new", "-")])
    );
    assert_eq!(notes(&place).len(), 1);
    import(&place, &text, &[]).well();
    assert_eq!(notes(&place), before);
    place.run(&["undo"]).well();
    assert_eq!(notes(&place).len(), 1);
}

#[test]
fn a_newer_note_stands_and_an_older_one_does_not() {
    let place = annotated();
    let text = export(&place, "w3c");
    let newer = text.replace("On the whole.", "Changed.");
    assert_eq!(states(&import(&place, &newer, &[]).well())[2].0, "known");
    let lines = newer.lines().map(|line| {
        let (before, after) = line.split_once("\"modified\":\"").unwrap_or((line, ""));
        let after = after.get(4..).unwrap_or_default();
        if after.is_empty() {
            line.to_owned()
        } else {
            format!("{before}\"modified\":\"2999{after}")
        }
    });
    let newer = lines.collect::<Vec<_>>().join("\n");
    let states = states(&import(&place, &newer, &[]).well());
    assert_eq!(
        states
            .iter()
            .map(|(state, _)| state.as_str())
            .collect::<Vec<_>>(),
        ["known", "known", "updated"]
    );
    assert!(place.notes().contains(&"Changed.".to_owned()));
}

#[test]
fn another_library_finds_the_article_by_its_text_and_words_in_a_changed_one_by_quote() {
    let text = export(&annotated(), "w3c");
    let same = other(TEXT);
    import(&same, &text, &[]).well();
    assert_eq!(notes(&same).len(), 3);
    let stranger = other("Another text\n\nIt says nothing.\n");
    assert_eq!(import(&stranger, &text, &[]).code, 1);
    assert_eq!(notes(&stranger).len(), 0);
    let changed = Place::with_article(
        "plan",
        &TEXT
            .replace("Umsätze", "The turnover")
            .replace("is disputed", "was disputed"),
    );
    let run = import(&changed, &text, &[]).well();
    assert_eq!(
        states(&run),
        pairs(&[("new", "moved"), ("new", "moved"), ("new", "-")])
    );
    let second = &notes(&changed)
        .into_iter()
        .find(|note| note["id"] == "second")
        .unwrap();
    let at = usize::try_from(second["start"].as_u64().unwrap()).unwrap();
    let words: Vec<char> = changed
        .run(&["show", "plan", "--plain"])
        .well()
        .out
        .chars()
        .collect();
    assert!(
        words[at..]
            .iter()
            .collect::<String>()
            .starts_with("$40 billion was disputed")
    );
    let gone = Place::with_article("plan", "Plan for chips\n\nNothing of it is left.\n");
    let run = import(&gone, &text, &[]).well();
    assert_eq!(
        states(&run),
        pairs(&[("new", "orphan"), ("new", "orphan"), ("new", "-")])
    );
    assert_eq!(
        notes(&gone)
            .iter()
            .filter(|note| note["quote"].is_string())
            .count(),
        2
    );
}

#[test]
fn a_file_of_somebody_else_is_not_written_over() {
    let place = annotated();
    place.write("mine.json", "{}");
    place
        .run(&["export", "--format", "w3c", "--out", "mine.json"])
        .fails_with("left alone");
    place
        .run(&["export", "--format", "w3c", "--out", "notes.jsonld"])
        .well();
    place
        .run(&["export", "--format", "w3c", "--out", "notes.jsonld"])
        .well();
    place
        .run(&["import", "mine.json"])
        .fails_with("no form of annotations that is known here");
}

fn vault(place: &Place, more: &[&str]) -> Run {
    place.run(&[&["export", "--format", "markdown", "--out", "vault"], more].concat())
}

fn vault_file(place: &Place) -> String {
    std::fs::read_to_string(place.path("vault/Plan for chips.md")).unwrap()
}

#[test]
fn what_was_written_in_a_vault_comes_back_when_the_person_says_so() {
    let place = annotated();
    vault(&place, &[]).well();
    vault(&place, &["--check"]).well();
    let edited = vault_file(&place)
        .replace("> of two lines", "> of two lines\n> and mine")
        .replace("#capex", "#capex #chips");
    place.write("vault/Plan for chips.md", edited);
    let shown = place.run(&["pull", "vault", "--dry-run"]).well();
    assert!(
        shown.out.contains("  + and mine\n  +#chips\n1 changed"),
        "{}",
        shown.out
    );
    assert!(!shown.out.contains("- A"), "{}", shown.out);
    assert_eq!(
        place.run(&["pull", "vault"]).well().out.lines().last(),
        Some("1 changed; nothing was taken over (--yes does it)")
    );
    let taken = place
        .run(&["pull", "vault", "--yes", "--json"])
        .well()
        .records();
    assert_eq!(
        (&taken[0]["state"], &taken[0]["tags"]["after"]),
        (&"taken".into(), &serde_json::json!(["capex", "chips"]))
    );
    assert!(
        place
            .notes()
            .contains(&"A \"note\"\nof two lines\nand mine".to_owned())
    );
    assert_eq!(place.run(&["pull", "vault", "--json"]).well().out, "");
    // The date of the change is new, and then nothing is.
    vault(&place, &[]).well();
    vault(&place, &["--check"]).well();
    place.run(&["undo"]).well();
    assert!(
        place
            .notes()
            .contains(&"A \"note\"\nof two lines".to_owned())
    );
    let stale = vault(&place, &["--check"]);
    stale.fails_with("Plan for chips.md: is stale");
}

#[test]
fn a_note_that_was_thrown_out_of_a_vault_comes_back_only_when_asked_for() {
    let place = annotated();
    vault(&place, &[]).well();
    let whole = vault_file(&place);
    let cut = whole.find("\n<!-- pressmark:second").unwrap();
    place.write("vault/Plan for chips.md", &whole[..cut]);
    vault(&place, &[]).well();
    assert_eq!(vault_file(&place), whole[..cut]);
    vault(&place, &["--restore"]).well();
    assert_eq!(vault_file(&place), whole);
    let run = place.run(&["export", "--format", "w3c", "--check"]);
    assert_eq!(run.code, 2, "{}", run.err);
}

/// What somebody else marked in the same article, in a library of their own.
fn bobs() -> Place {
    let place = other(TEXT);
    let annotate = |quote: &str, label: &str| {
        let arguments = [
            "--annotator",
            "bob",
            "annotate",
            "elsewhere",
            "--quote",
            quote,
            "--label",
            label,
        ];
        place.run(&arguments).well();
    };
    annotate("Spending will reach $40 billion", "figure");
    annotate("A second plan of $40 billion is disputed", "opinion");
    place
}

#[test]
fn the_notes_of_another_library_come_in_once_with_their_author() {
    let (mine, theirs) = (annotated(), bobs());
    let folder = theirs.path("data").to_string_lossy().into_owned();
    let before = std::fs::read(theirs.path("data/library.db")).unwrap();
    let dry = mine.run(&["merge", &folder, "--dry-run"]).well();
    assert!(
        dry.out.starts_with("2 new, 0 updated, 0 known, 0 refused"),
        "{}",
        dry.out
    );
    assert_eq!(notes(&mine).len(), 3);
    let merged = mine.run(&["merge", &folder, "--json"]).well();
    assert_eq!(
        states(&merged),
        pairs(&[("new", "exact"), ("new", "exact")])
    );
    assert!(
        notes(&mine)
            .iter()
            .filter(|note| note["annotator"] == "bob")
            .all(|note| note["article"] == "plan")
    );
    // The same again, from an export and from a backup, brings nothing.
    theirs
        .run(&["export", "--format", "w3c", "--out", "bob.jsonld"])
        .well();
    theirs.run(&["backup", "bob.db"]).well();
    for file in ["bob.jsonld", "bob.db"] {
        let file = theirs.path(file).to_string_lossy().into_owned();
        let again = mine.run(&["merge", &file]).well();
        assert!(
            again.out.starts_with("0 new, 0 updated, 2 known"),
            "{}",
            again.out
        );
    }
    assert_eq!(
        std::fs::read(theirs.path("data/library.db")).unwrap().len(),
        before.len()
    );
    mine.run(&["undo"]).well();
    assert_eq!(notes(&mine).len(), 3);
    mine.write("nothing/x", "");
    mine.run(&["merge", "nothing"]).fails_with("library.db");
}

#[test]
fn it_is_told_how_far_people_agree_and_where_not() {
    let mine = annotated();
    assert!(
        mine.run(&["agreement"])
            .well()
            .out
            .contains("no article has marks of two people")
    );
    let folder = bobs();
    let path = folder.path("data").to_string_lossy().into_owned();
    mine.run(&["merge", &path]).well();
    let records = mine.run(&["agreement", "--json"]).well().records();
    let of = |kind: &str| {
        records
            .iter()
            .filter(|one| one["record"] == kind)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of("summary")[0]["annotators"],
        serde_json::json!(["bob", "tester"])
    );
    assert_eq!(
        (
            &of("summary")[0]["units"],
            &of("summary")[0]["label"]["units"]
        ),
        (&3.into(), &1.into())
    );
    assert_eq!(of("pair")[0]["f1"]["exact"], 0.5);
    assert_eq!(of("pair")[0]["f1"]["overlapping"], 1.0);
    let about: Vec<&str> = of("disagreement")
        .iter()
        .map(|one| one["about"].as_str().unwrap())
        .collect();
    assert_eq!(about, ["verdict", "missing", "missing"]);
    let mark = &of("disagreement")[1]["marks"][0];
    assert_eq!(
        (&mark["annotator"], &mark["quote"]),
        (
            &"bob".into(),
            &"A second plan of $40 billion is disputed".into()
        )
    );
    let text = mine.run(&["agreement"]).well().out;
    assert!(
        text.starts_with("bob, tester in 1 articles, 3 units\n")
            && text.contains("3 disagreements"),
        "{text}"
    );
}

#[test]
fn every_form_that_is_written_is_known_and_brings_nothing_twice() {
    let place = annotated();
    let before = notes(&place);
    for form in ["w3c", "csv", "hypothesis"] {
        let text = export(&place, form);
        let again = import(&place, &text, &[]).well();
        assert_eq!(again.records().len(), 3, "{form}");
        assert!(
            again.records().iter().all(|one| one["state"] == "known"),
            "{form}: {}",
            again.out
        );
        // In a library that has lost them they are what they were.
        let empty = Place::with_article("plan", TEXT);
        import(&empty, &text, &["--format", form]).well();
        assert_eq!(notes(&empty), before, "{form}");
    }
}

#[test]
fn who_annotates_blind_sees_only_their_own_notes() {
    let place = annotated();
    place
        .run(&["--annotator", "bob", "annotate", "plan", "--note", "Bob's."])
        .well();
    place.write("blind.toml", "blind = true\n");
    let shown = |who: &str| {
        let run = place.run(&[
            "--config",
            "blind.toml",
            "--annotator",
            who,
            "notes",
            "--json",
        ]);
        run.well().records().len()
    };
    assert_eq!(
        (shown("bob"), shown("tester"), notes(&place).len()),
        (1, 3, 4)
    );
}

#[test]
fn a_note_that_was_thrown_out_of_a_vault_is_deleted_only_when_the_person_says_so() {
    let place = annotated();
    vault(&place, &[]).well();
    let file = vault_file(&place);
    let start = file.find("<!-- pressmark:second:").unwrap();
    let end = start + file[start..].find("<!-- /pressmark -->\n").unwrap();
    let without = format!("{}{}", &file[..start], &file[end + 20..]);
    place.write("vault/Plan for chips.md", without);
    let told = place.run(&["pull", "vault", "--yes"]).well().out;
    assert!(told.contains("its block is gone: $40 billion"), "{told}");
    assert_eq!(notes(&place).len(), 3);
    let done = place.run(&["pull", "vault", "--deleted", "--json"]).well();
    assert_eq!(done.records()[0]["state"], "deleted");
    assert_eq!(notes(&place).len(), 2);
    place.run(&["undo"]).well();
    assert_eq!(notes(&place).len(), 3);
}

#[test]
fn a_vault_of_org_files_goes_out_and_comes_back() {
    let place = annotated();
    let export = ["export", "--format", "org", "--out", "org"];
    place.run(&export).well();
    place.run(&[&export[..], &["--check"]].concat()).well();
    let path = "org/Plan for chips.org";
    let file = std::fs::read_to_string(place.path(path)).unwrap();
    place.write(
        path,
        file.replace(
            "On the whole.\n# /press",
            "On the whole, and more.\n# /press",
        )
        .replace(":LABEL: figure", ":LABEL: claim"),
    );
    place
        .run(&["pull", "org", "--format", "org", "--yes"])
        .well();
    assert!(
        place
            .notes()
            .contains(&"On the whole, and more.".to_owned())
    );
    assert!(notes(&place).iter().any(|note| note["label"] == "claim"));
    let stale = place.run(&[&export[..], &["--check"]].concat());
    assert_eq!(stale.code, 1);
}

#[test]
fn a_template_that_is_wrong_is_told_with_file_and_line() {
    let place = annotated();
    place.write("mine.md", "{{quote}}\n\n{{id}}\n\n{{lable}}\n");
    let wrong = vault(&place, &["--template", "mine.md"]);
    assert_eq!(wrong.code, 1);
    assert!(
        wrong
            .err
            .contains("mine.md: line 5: `lable` is no name here, perhaps `label`"),
        "{}",
        wrong.err
    );
    let own = place.run(&["export", "--print-template"]).well().out;
    place.write(
        "mine.md",
        own.replace("{{note}}\n{{! How", "Says: {{label}}\n\n{{text}}\n{{! How"),
    );
    vault(&place, &["--template", "mine.md"]).well();
    assert!(vault_file(&place).contains("Says: figure\n\nA \"note\"\nof two lines\n"));
    vault(&place, &["--template", "mine.md", "--check"]).well();
}
