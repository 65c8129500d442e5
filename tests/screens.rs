//! The screen as it looks, styles included, at the sizes that people have.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test stops where something is missing"
)]

#[allow(dead_code, reason = "each test file uses its part")]
#[path = "keys/session.rs"]
mod session;

#[path = "keys/shelf.rs"]
mod shelf;

use pressmark::app::event::{Deadline, Event};
use pressmark::config::theme;
use pressmark::model::relation::RelationKind;
use pressmark::tui::signs::Signs;
use pressmark::tui::theme::{Depth, Styles};
use pressmark::tui::view;
use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use session::{Session, Story, news, wire};
use std::fmt::Write;

/// Draws the screen of a session with a theme of ours.
fn drawn(session: &Session, theme: &str, depth: Depth, signs: &Signs) -> Buffer {
    let (width, height) = session.app.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let styles = Styles::new(theme::load(theme, None).unwrap().0, depth);
    view::draw(&session.app, (&styles, signs), &mut buffer);
    buffer
}

/// The rows as text, then the same rows with a letter for each style, then what the letters mean.
fn styled(buffer: &Buffer) -> String {
    const LETTERS: &[u8] = b".abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    let width = usize::from(buffer.area.width).max(1);
    let mut looks: Vec<String> = Vec::new();
    let (mut words, mut styles) = (String::new(), String::new());
    for row in buffer.content.chunks(width) {
        let text: String = row.iter().map(Cell::symbol).collect();
        words.push_str(text.trim_end());
        words.push('\n');
        let mut letters = String::new();
        for cell in row {
            let look = look(cell);
            let known = looks.iter().position(|known| *known == look);
            let index = known.unwrap_or_else(|| {
                looks.push(look);
                looks.len() - 1
            });
            letters.push(LETTERS[index] as char);
        }
        styles.push_str(letters.trim_end_matches('.'));
        styles.push('\n');
    }
    let mut legend = String::new();
    for (index, look) in looks.iter().enumerate() {
        writeln!(legend, "{} {look}", LETTERS[index] as char).unwrap();
    }
    format!("{words}\n{styles}\n{legend}")
}

fn look(cell: &Cell) -> String {
    let color = |color: Color| match color {
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        other => other.to_string().to_lowercase(),
    };
    let mut look = format!("{} on {}", color(cell.fg), color(cell.bg));
    for (name, modifier) in cell.modifier.iter_names() {
        let _: Modifier = modifier;
        look.push(' ');
        look.push_str(&name.to_lowercase());
    }
    look
}

/// A session of this size in which a sentence is marked and another one selected.
fn working(width: u16, height: u16) -> Session {
    let mut session = Session::sized((width, height), &news());
    session.keys("l}cg<Esc>)v");
    session
}

fn snapshot(name: &str, session: &Session) {
    let buffer = drawn(session, "ink", Depth::True, &Signs::UNICODE);
    insta::assert_snapshot!(name, styled(&buffer));
}

#[test]
fn the_reader_at_every_size() {
    for (width, height) in [(80, 24), (120, 40), (200, 60), (40, 12), (12, 4), (1, 1)] {
        snapshot(&format!("reader_{width}x{height}"), &working(width, height));
    }
}

#[test]
fn the_list_and_the_first_run() {
    snapshot("list_100x20", &Session::sized((100, 20), &news()));
    snapshot("first_run_100x20", &Session::sized((100, 20), &[]));
}

#[test]
fn copies_and_stories_in_the_list() {
    for width in [60, 100, 160] {
        let mut session = wire();
        session.happens(Event::Resize(width, 16));
        snapshot(&format!("copies_{width}x16"), &session);
        session.keys("Gza");
        snapshot(&format!("copies_unfolded_{width}x16"), &session);
        let mut session = session.told_with("farm", "wire");
        session.keys("gsza");
        snapshot(&format!("stories_unfolded_{width}x16"), &session);
    }
}

#[test]
fn the_sheets_over_the_panes() {
    for (name, keys) in [
        ("labels", "l}c"),
        ("editor", "l}aA second source?"),
        ("tags", "t"),
        ("palette", ":th"),
        ("filter", "/chip"),
        ("hints", "lS"),
        ("notes", "l}cg<Esc>gN"),
        ("help", "?"),
        ("ledger", "gl,v"),
        ("bars", "gl,vb"),
        ("timeline", "glB"),
    ] {
        let mut session = Session::sized((100, 24), &news());
        session.keys(keys);
        snapshot(&format!("{name}_100x24"), &session);
    }
}

/// Two articles that disagree about a figure, in sentences longer than a row.
fn disputed(width: u16, height: u16) -> Session {
    let mut stories = news();
    stories[0].text = stories[0].text.replace(
        "Meta will spend $37B on chips.",
        "After a quarter in which nobody had expected anything of the kind, and against the advice of its bank, Meta \
         will spend $37B on chips, its finance chief said on Thursday.",
    );
    Session::sized((width, height), &stories).relate(
        RelationKind::Disagrees,
        ("meta", "$37B"),
        ("rival", "$40B"),
    )
}

#[test]
fn a_disagreement_at_several_sizes() {
    for (width, height) in [(60, 30), (80, 24), (140, 30)] {
        let mut session = disputed(width, height);
        session.keys("g!");
        snapshot(&format!("disagreements_{width}x{height}"), &session);
        session.keys("<Enter>");
        snapshot(&format!("compare_{width}x{height}"), &session);
    }
    for (width, height) in [(20, 5), (33, 7), (71, 9), (99, 6)] {
        let mut session = disputed(width, height);
        session.keys("g!");
        drawn(&session, "ink", Depth::True, &Signs::ASCII);
        session.keys("<Enter>");
        drawn(&session, "ink", Depth::None, &Signs::ASCII);
    }
}

/// A session in which an article changed since it was read, with a figure, a paragraph and a mark.
fn changed(width: u16, height: u16) -> Session {
    let mut session = Session::sized((width, height), &news());
    session
        .keys("l}cg<Esc>)cf<Esc>")
        .after(Deadline::Read)
        .keys("q");
    let old = &news()[0];
    let text = old
        .text
        .replace("$37B", "$40B")
        .replace("Analysts had expected less.", "Nobody is surprised.")
        + "\n\nA third paragraph came with the new text, and it says nothing at all.";
    session.comes_again(&Story::new(old.id, old.title, &text));
    session
}

#[test]
fn what_changed_at_several_sizes() {
    for (width, height) in [(60, 20), (80, 24), (100, 24), (160, 40)] {
        let mut session = changed(width, height);
        session.keys("gd]c");
        snapshot(&format!("diff_{width}x{height}"), &session);
    }
    let mut session = changed(100, 24);
    session.keys("gd]c");
    let buffer = drawn(&session, "ink", Depth::None, &Signs::ASCII);
    insta::assert_snapshot!("diff_no_colour_100x24", styled(&buffer));
}

#[test]
fn marks_whose_text_changed_beside_the_new_words() {
    for (width, height) in [(60, 20), (100, 24), (100, 8)] {
        let mut session = changed(width, height);
        session.keys("<Esc>gr");
        snapshot(&format!("review_{width}x{height}"), &session);
    }
    let mut session = changed(100, 24);
    session.keys("<Esc>gro");
    snapshot("orphans_100x24", &session);
    session.keys("<Esc>gre");
    snapshot("placing_100x24", &session);
}

#[test]
fn what_two_people_marked_side_by_side() {
    for (width, height) in [(80, 24), (120, 40), (50, 20)] {
        let mut session = Session::sized((width, height), &news());
        session.as_person("ann", "l}cg<Esc>)cf<Esc>}co<Esc>");
        session.as_person("bob", "gg}cp<Esc>)cf<Esc>}}cf<Esc>");
        session.keys("<Esc><Esc>gjl");
        session.as_person("bob", "<Esc>lgg}co<Esc>");
        session.keys("<Esc><Esc>gj");
        snapshot(&format!("adjudication_{width}x{height}"), &session);
    }
}

#[test]
fn the_labelling_layer_with_its_offer_and_its_bar() {
    for (width, height) in [(60, 16), (100, 24)] {
        let mut session = Session::sized((width, height), &news());
        session.keys("lAa");
        snapshot(&format!("labelling_{width}x{height}"), &session);
    }
    let mut session = Session::sized((100, 24), &news());
    session.keys("lAc?");
    snapshot("guidelines_100x24", &session);
    session.keys("<Esc><Esc>f");
    snapshot("word_hints_100x24", &session);
    session.keys("<Esc>gg+co*");
    snapshot("same_100x24", &session);
}

#[test]
fn the_head_tells_versions_and_repairs_as_far_as_there_is_room() {
    for (width, height) in [(60, 12), (80, 12), (160, 12)] {
        let mut session = changed(width, height);
        session.keys("l");
        snapshot(&format!("updated_{width}x{height}"), &session);
    }
    let mut session = changed(100, 24);
    session.keys("lgv");
    snapshot("older_100x24", &session);
    session.keys("gi");
    snapshot("details_100x24", &session);
}

#[test]
fn a_table_that_lost_its_columns_is_told_where_it_stands() {
    let mut story = news().remove(0);
    story.text += "\n\n^ YearSpendingShare2024$39B12%2025$72B19%";
    let mut session = Session::sized((160, 30), &[story]);
    let shown = |session: &Session| styled(&drawn(session, "ink", Depth::True, &Signs::UNICODE));
    session.keys("l");
    for words in ["▦ 1 table lost its columns", "▦ YearSpendingShare2024"] {
        assert!(shown(&session).contains(words), "{words}");
    }
    session.keys("gi");
    assert!(shown(&session).contains("1 table whose cells touch each other"));
}

#[test]
fn the_sources_at_every_width() {
    for (width, height) in [(100, 24), (140, 24), (60, 24), (36, 10)] {
        let mut session = shelf::shelf((width, height));
        session.keys("/chip<Enter>SChips<Enter><Esc>gSGkMkk");
        snapshot(&format!("sources_{width}x{height}"), &session);
    }
    let mut session = Session::sized((60, 12), &[]);
    session.keys("gS");
    snapshot("sources_empty_60x12", &session);
    let mut session = shelf::shelf((100, 24));
    session.keys("gS6jmtec");
    snapshot("folder_prompt_100x24", &session);
}

#[test]
fn the_triage_deck_narrow_and_wide() {
    for (width, height) in [(80, 24), (160, 50), (40, 12)] {
        let mut session = Session::sized((width, height), &news()).relate(
            RelationKind::Disagrees,
            ("meta", "$37B"),
            ("rival", "$40B"),
        );
        session.keys("T");
        snapshot(&format!("deck_{width}x{height}"), &session);
    }
    let mut session = Session::sized((80, 24), &news());
    session.keys("Tsx<Space>");
    snapshot("deck_end_80x24", &session);
    session.keys("qzu");
    snapshot("snooze_prompt_80x24", &session);
}

#[test]
fn without_colour_and_beyond_ascii_nothing_of_the_state_is_lost() {
    let session = working(100, 24);
    let buffer = drawn(&session, "ink", Depth::None, &Signs::ASCII);
    let plain = |cell: &Cell| (cell.fg, cell.bg) == (Color::Reset, Color::Reset);
    assert!(buffer.content.iter().all(plain));
    insta::assert_snapshot!("no_colour_100x24", styled(&buffer));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_size_is_drawn(width in 1u16..180, height in 1u16..50, layer in 0usize..18) {
        let layers = [
            "", "l", "lvj", "?", ":", "t", "lc", "la", "gN", "gl", "glb", "glB", "gd", "lgi", "lgo", "gS", "gSe", "T",
        ];
        let mut session = changed(width, height);
        session.keys(layers[layer]);
        let buffer = drawn(&session, "paper", Depth::True, &Signs::UNICODE);
        prop_assert!(buffer.content.iter().all(|cell| !cell.symbol().contains(char::is_control)));
    }
}

#[test]
fn the_keys_that_may_follow_are_told_in_all_their_words() {
    let mut session = Session::sized((80, 24), &news());
    session.keys("Tz").after(Deadline::KeyHints);
    snapshot("deck_keys_80x24", &session);
}

#[test]
fn what_keeps_an_article_out_of_the_list_stands_first() {
    let mut session = Session::sized((60, 16), &news());
    session.keys("zc/is:snoozed<Enter>");
    snapshot("snoozed_60x16", &session);
}

#[test]
fn a_query_that_cannot_be_understood_is_explained_in_all_words() {
    let mut session = Session::sized((60, 16), &news());
    session.keys("/fact:money>>1");
    snapshot("filter_wrong_60x16", &session);
}

#[test]
fn the_day_of_a_group_is_told_in_short_where_there_is_little_room() {
    let mut session = Session::sized((30, 10), &news());
    session.keys("/group:day<Enter>");
    snapshot("days_30x10", &session);
}
