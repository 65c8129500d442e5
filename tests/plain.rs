//! Linear mode: the program line by line, as a script or a screen reader has it.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "the names of the tests say it; a test stops where something is missing"
)]

#[allow(dead_code, reason = "each test file uses its part")]
#[path = "support/program.rs"]
mod program;

use program::Place;

/// A library with three articles, which are listed by title.
fn place() -> Place {
    let place = Place::new();
    place.write(
        "news/a.md",
        "# Apples are late\n\nThe harvest began in May. Growers lost $3 million.\n\n- Rain in April\n- Frost in March\n\nNobody was surprised.\n",
    );
    place.write(
        "news/b.md",
        "# Bridges are closed\n\nTwo bridges are closed. Ships wait.\n",
    );
    place.write(
        "news/c.md",
        "# Cranes stand still\n\nOne crane fell. Others stand still.\n",
    );
    place.run(&["add", "news"]).well();
    place
}

/// What is told by these lines, after the list.
fn told(place: &Place, lines: &[&str]) -> String {
    let input = format!("filter sort:title\n{}\n", lines.join("\n"));
    let out = place.run_with(&["--plain"], &input).well().out;
    assert!(
        !out.contains('\u{1b}') && !out.contains('\r'),
        "nothing but lines: {out:?}"
    );
    let (_, told) = out.split_once("filter sort:title.").unwrap();
    let (_, told) = told.split_once("3. Cranes stand still").unwrap();
    told.split_once('\n').unwrap().1.to_owned()
}

fn has(told: &str, wanted: &[&str]) {
    let mut rest = told;
    for words in wanted {
        match rest.split_once(words) {
            Some((_, after)) => rest = after,
            None => panic!("`{words}` does not come in its place:\n{told}"),
        }
    }
}

#[test]
fn an_article_is_opened_by_its_number_and_read_by_paragraphs_and_sentences() {
    let place = place();
    let told = told(&place, &["1", "", ")", "", "", "", "", "q", "j"]);
    has(
        &told,
        &[
            "Apples are late\n",
            "words.\n",
            "Heading: Apples are late\n",
            "The harvest began in May. Growers lost $3 million.\n",
            "Growers lost $3 million.\n",
            "Item: Rain in April\n",
            "Item: Frost in March\n",
            "Nobody was surprised.\n",
            "End of the article.",
            "3 articles",
            "2. Bridges are closed",
        ],
    );
}

#[test]
fn what_a_command_changes_is_said_and_taken_back() {
    let place = place();
    let told = told(
        &place,
        &["s", "tag harvest urgent", "u", "undo", "2", "star", "back"],
    );
    has(
        &told,
        &[
            "Starred: Apples are late.",
            "Tags: harvest, urgent: Apples are late.",
            "Undo:",
            "No tags now: Apples are late.",
            "Undo:",
            "The star is off: Apples are late.",
            "Bridges are closed\n",
            "Starred: Bridges are closed.",
        ],
    );
    let starred = place
        .run(&["list", "is:starred", "--json"])
        .well()
        .records();
    assert_eq!(starred.len(), 1);
}

#[test]
fn rows_of_tables_have_the_numbers_by_which_they_are_opened() {
    let place = place();
    let told = told(
        &place,
        &[
            "1",
            "}",
            "note Check this",
            "all-notes",
            "1",
            "back",
            "ledger",
            "2",
        ],
    );
    has(
        &told,
        &[
            "Marked.",
            "> 1. ",
            "Apples are late",
            "> 1. ",
            "2. ",
            "The harvest began in May.",
        ],
    );
}

#[test]
fn a_filter_tells_where_its_words_stand() {
    let place = place();
    let told = told(&place, &["filter frost"]);
    has(&told, &["1. Apples are late. ", "Found: Frost in March"]);
}

#[test]
fn notes_and_labels_are_written_line_by_line_or_in_one() {
    let place = place();
    let lines = [
        "1",
        "}",
        "note Check this figure",
        ")",
        "note",
        "Two lines",
        "of words",
        ".",
        "}",
        "label",
        "g",
    ];
    let told = told(&place, &lines);
    has(
        &told,
        &[
            "Marked.",
            "Write the note. A line with a single dot saves it.",
            "Marked.",
            "Label for: Rain in April",
            "g figure",
        ],
    );
    let mut notes = place.notes();
    notes.sort();
    assert_eq!(notes, ["", "Check this figure", "Two lines\nof words"]);
    let notes = place.run(&["notes", "--json"]).well().records();
    assert_eq!(
        notes.iter().filter(|note| !note["label"].is_null()).count(),
        1
    );
}

#[test]
fn the_list_is_filtered_and_a_wrong_query_is_told() {
    let place = place();
    let told = told(
        &place,
        &[
            "filter bridges",
            "filter before:soon",
            "filter",
            "",
            "frobnicate",
            "help bridge",
        ],
    );
    has(
        &told,
        &[
            "1 article, filter bridges.",
            "1. Bridges are closed",
            "Error: ",
            "Words to look for",
            "frobnicate is no command here.",
            "No command here speaks of bridge.",
        ],
    );
}

#[test]
fn the_deck_is_gone_through_by_words() {
    let place = place();
    let told = told(&place, &["triage", "keep", "", "drop"]);
    has(
        &told,
        &[
            "3 left.",
            "Apples are late",
            "2 left.",
            "1 left.",
            "No card is left.",
            "1 kept",
            "1 left for later",
            "1 dropped",
        ],
    );
}

#[test]
fn facts_are_numbered_and_lead_to_their_words() {
    let place = place();
    let told = told(&place, &["1", "facts", "1", "sources", "q"]);
    has(
        &told,
        &[
            "Facts, ",
            "1. $3 million; ",
            "Growers lost $3 million.
",
        ],
    );
    assert!(told.contains("news"), "the view of sources: {told}");
}

#[test]
fn sources_and_views_are_numbered_and_listed_by_their_number() {
    let place = place();
    let told = told(&place, &["sources", "7", "sources", "move Press", "2"]);
    has(
        &told,
        &[
            "1 source.\n",
            "1. All articles: 3 articles, 3 unread.\n",
            "2. Unread: 3 articles.\n",
            "7. news: 3 articles, 3 unread.\n",
            "3 articles, filter source:\"news\".\n",
            "8. news, in Press: 3 articles, 3 unread.\n",
            "3 articles, filter is:unread.\n",
        ],
    );
}

#[test]
fn reading_goes_on_the_next_time_and_the_end_of_the_input_is_the_end() {
    let place = place();
    told(&place, &["1", "", "", ""]);
    let again = told(&place, &["1"]);
    has(&again, &["You stopped here, ", "Item: "]);
}

#[test]
fn a_sign_takes_what_stands_right_behind_it_and_why_is_told_without_the_list() {
    let place = place();
    let told = told(&place, &["/bridges", "gw"]);
    has(
        &told,
        &[
            "1 article, filter bridges.",
            "Bridges are closed",
            "Why it is in the list",
            "Holds: bridges · in the title",
        ],
    );
    let (_, why) = told.split_once("Why it is").unwrap();
    assert!(!why.contains("Articles"), "{why}");
}
