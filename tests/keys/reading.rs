//! The reader: moving, text objects, hints, links, folds, marks and jumps, the mouse.

use crate::session::{Session, Story, news};
use pressmark::app::Focus;
use pressmark::app::effect::Effect;
use pressmark::app::event::{Event, MouseKind};

fn opened() -> Session {
    let mut session = Session::with(&news());
    session.keys("<Enter>");
    session
}

#[test]
fn words_sentences_and_paragraphs_are_walked() {
    let mut session = opened();
    assert!(session.at_cursor().starts_with("Meta raises"));
    session.keys("w");
    assert!(session.at_cursor().starts_with("raises"));
    session.keys("}");
    assert!(session.at_cursor().starts_with("Meta will"));
    session.keys(")");
    assert!(session.at_cursor().starts_with("Analysts"));
    session.keys("2w");
    assert!(session.at_cursor().starts_with("expected"));
    session.keys("(");
    assert!(session.at_cursor().starts_with("Analysts"));
    session.keys("(");
    assert!(session.at_cursor().starts_with("Meta will"));
    session.keys("{");
    assert!(session.at_cursor().starts_with("Meta raises"));
    session.keys("e");
    assert!(session.at_cursor().starts_with("a raises"));
}

#[test]
fn rows_are_walked_over_gaps_and_the_column_is_kept() {
    let mut session = opened();
    session.keys("3l");
    session.keys("j");
    assert!(session.at_cursor().starts_with("a will spend"));
    session.keys("Ggg");
    assert!(session.at_cursor().starts_with("Meta raises"));
    session.keys("G");
    assert!(session.at_cursor().len() < 60, "{:?}", session.at_cursor());
}

#[test]
fn text_objects_select_what_they_say() {
    let mut session = opened();
    session.keys("}vis");
    assert_eq!(session.selected(), "Meta will spend $37B on chips.");
    session.keys("<Esc>viq");
    assert_eq!(session.selected(), "$37B");
    session.keys("<Esc>vip");
    assert!(session.selected().ends_with("described here."));
    session.keys("<Esc>}vib");
    assert_eq!(session.selected(), "New data centres");
    session.keys("<Esc>");
    assert_eq!(session.selected(), "");
}

#[test]
fn the_selection_grows_by_words_and_its_ends_can_be_changed() {
    let mut session = opened();
    session.keys("}wve");
    assert_eq!(session.selected(), "will");
    session.keys("ob");
    assert_eq!(session.selected(), "Meta will");
    session.keys("V");
    assert_eq!(session.selected(), "Meta will spend $37B on chips.");
    session.keys(")");
    assert_eq!(
        session.selected(),
        "Meta will spend $37B on chips. Analysts had expected less."
    );
}

#[test]
fn a_sentence_anywhere_on_the_screen_takes_three_keys_to_label() {
    let mut session = opened();
    // The heading is a sentence of its own: the third hint stands on the second sentence of the text.
    session.keys("Sdf");
    assert_eq!(
        session.marks("meta"),
        ["Analysts had expected less.|fact|||"]
    );
}

#[test]
fn links_are_followed_under_the_cursor_and_by_hint() {
    let mut session = opened();
    let plan = Effect::OpenLink("https://example.org/plan".into());
    session.keys("Fa");
    assert_eq!(session.asked, std::slice::from_ref(&plan));
    session.keys("/described<Enter>gx");
    assert_eq!(session.asked, [plan.clone(), plan]);
    session.keys("gggx");
    assert!(session.message().contains("No link"));
    session.keys("o");
    assert_eq!(
        session.asked.last(),
        Some(&Effect::OpenLink("https://example.org/meta".into()))
    );
}

#[test]
fn furniture_is_folded_until_it_is_opened() {
    let mut session = opened();
    let folded = session.app.reader.layout.len();
    session.keys("/Share<Enter>");
    session.keys("ggG");
    session.keys("/Share<Enter>za");
    assert!(session.app.reader.layout.len() <= folded);
    session.keys("za");
    assert!(session.at_cursor().starts_with("Share"));
}

#[test]
fn places_are_remembered_by_letter_and_in_the_jump_list() {
    let mut session = opened();
    session.keys("}ma").keys("G").keys("'a");
    assert!(session.at_cursor().starts_with("Meta will"));
    session.keys("<C-o>");
    assert!(session.at_cursor().len() < 60);
    session.keys("]j");
    assert!(session.at_cursor().starts_with("Meta will"));
    session.keys("'z");
    assert!(session.message().contains("not set"));
}

#[test]
fn jumps_lead_back_to_the_article_before() {
    let mut session = opened();
    session.keys("}").keys("<Esc>jl");
    assert!(session.at_cursor().starts_with("Rivals"));
    session.keys("<C-o>");
    assert!(
        session.at_cursor().starts_with("Meta will"),
        "{}",
        session.at_cursor()
    );
}

#[test]
fn the_mouse_selects_by_dragging_and_a_double_click_takes_the_sentence() {
    let mut session = opened();
    let text = session.app.geometry().text();
    let row = text.y + 2;
    session
        .mouse(MouseKind::Press, text.x, row)
        .mouse(MouseKind::Drag, text.x + 8, row)
        .mouse(MouseKind::Release, text.x + 8, row);
    assert_eq!(session.selected(), "Meta will");
    session.keys("<Esc>");
    session
        .mouse(MouseKind::Press, text.x + 4, row)
        .mouse(MouseKind::Release, text.x + 4, row)
        .mouse(MouseKind::Press, text.x + 4, row);
    assert_eq!(session.selected(), "Meta will spend $37B on chips.");
}

#[test]
fn a_quote_is_copied_with_its_citation() {
    let mut session = opened();
    session.keys("}y");
    let Some(Effect::Copy(text)) = session.asked.last() else {
        panic!("nothing was copied");
    };
    assert!(
        text.starts_with(
            "“Meta will spend $37B on chips.”\n— Meta raises its forecast, The Wire, 2026-"
        ),
        "{text}"
    );
    assert!(text.ends_with("https://example.org/meta"));
}

#[test]
fn space_pages_and_then_opens_the_next_unread() {
    let mut session = opened();
    session.keys("<Space>");
    assert_eq!(
        session.app.reader.wanted.as_ref().unwrap().as_str(),
        "rival"
    );
    assert!(session.row("meta").read);
}

#[test]
fn reading_begins_at_the_article_s_own_words() {
    let mut session = Session::with(&[Story::new(
        "page",
        "A page",
        "~ Share this story\n\n# A page\n\nIts first sentence.",
    )]);
    session.keys("l");
    assert!(session.at_cursor().starts_with("A page"));
}

/// A text of two megabytes: one line, or paragraphs of a hundred words.
fn huge(paragraphs: bool) -> Session {
    let words = "Harbours were quiet that year, and nobody could say why it was so. ";
    let mut text = "The beginning of it. ".to_owned();
    while text.len() < 2_000_000 {
        text.push_str(&words.repeat(8));
        if paragraphs {
            text.push_str("\n\n");
        }
    }
    text.push_str("The very end of it.");
    let mut session = Session::with(&[]);
    session.opens(&text);
    session
}

#[test]
fn a_huge_text_costs_its_reader_no_more_rows_than_a_few_screens() {
    for paragraphs in [false, true] {
        let mut session = huge(paragraphs);
        let rows = |session: &Session| session.app.reader.layout.len();
        // What is at hand is as much as a long article has, wherever one is.
        let enough = 8_000;
        assert!(session.at_cursor().starts_with("The beginning"));
        assert!(rows(&session) < enough, "{}", rows(&session));
        for keys in ["<C-f><C-f><C-f>", "99<C-d>", "G", "<C-b>k", "gg", "j"] {
            session.keys(keys);
            assert!(rows(&session) < enough, "{keys}: {}", rows(&session));
        }
        session.keys("G");
        assert!(
            session.at_cursor().len() < 100,
            "{}",
            session.at_cursor().len()
        );
        let end = session.app.reader.cursor;
        session.happens(Event::Resize(50, 20));
        assert_eq!(
            session.app.reader.cursor, end,
            "another width moves nothing"
        );
        assert!(rows(&session) < 2 * enough);
        session.keys("gg/very end<Enter>");
        assert!(session.at_cursor().starts_with("very end"));
    }
}

#[test]
fn a_huge_text_is_searched_aside_and_the_search_can_be_stopped() {
    let mut session = huge(true);
    session.late = true;
    session.keys("gg/very end<Enter>");
    assert!(session.app.reader.found.searching.is_some());
    assert!(session.at_cursor().starts_with("The beginning"));
    session.keys("n");
    assert_eq!(session.message(), "The text is still being searched");
    session.keys("<Esc>");
    assert!(session.app.reader.found.searching.is_none());
    assert_eq!(
        session.app.focus,
        Focus::Reader,
        "the search was the innermost"
    );
    session.catch_up();
    assert!(
        session.at_cursor().starts_with("The beginning"),
        "nobody wants it any more"
    );

    session.late = true;
    session.keys("/quiet<Enter>");
    let near = session.app.reader.found.spans.len();
    let here = session.app.reader.cursor;
    assert!(near > 100, "what is near is found at once: {near}");
    session.catch_up();
    let all = session.app.reader.found.spans.len();
    assert!(all > 4 * near, "{all}");
    assert_eq!(session.app.reader.cursor, here, "and the cursor stays");
    assert_eq!(session.message(), format!("{all} found; n and N walk them"));
}

#[test]
fn a_key_of_the_list_shows_its_article_in_the_same_frame() {
    let mut session = Session::many(8);
    let shown = |session: &Session| {
        let article = session.app.reader.article().map(|opened| &opened.row.id);
        article.is_some() && article == session.app.list.current()
    };
    session.keys("j");
    // Nothing that is asked for from here on comes.
    session.late = true;
    for key in ["j", "k", "k", "j"] {
        session.keys(key);
        assert!(shown(&session), "{key}");
    }
    session.keys("jj");
    assert!(!shown(&session), "nobody read that far ahead");
    session.catch_up();
    assert!(shown(&session));
    // The way up is read ahead as well.
    session.keys("k");
    session.late = true;
    session.keys("k");
    assert!(shown(&session));
    session.catch_up();
    // What a star makes of it is known, and it stays at hand.
    session.keys("Vks");
    session.late = true;
    session.keys("j");
    assert!(shown(&session));
    assert!(session.app.reader.article().unwrap().row.starred);
    session.catch_up();
    // Whatever else was stored since is read again.
    session.keys("Vktharvest<Enter>");
    session.late = true;
    session.keys("j");
    assert!(!shown(&session));
    session.catch_up();
    assert!(shown(&session));
}

#[test]
fn rows_of_a_huge_text_follow_each_other_over_the_borders_of_what_is_at_hand() {
    let mut session = huge(false);
    session.keys("gg");
    let (mut last, mut seen) = (0, 0);
    for _ in 0..120 {
        session.keys("40j");
        let reader = &session.app.reader;
        let row = reader.place().0;
        let bytes = reader.cursor - last;
        assert!(
            bytes > 40 * 30 && bytes <= 40 * 80,
            "forty rows on: {bytes}"
        );
        assert!(
            row >= reader.top && row < reader.top + 40,
            "the cursor is on the screen"
        );
        last = reader.cursor;
        seen += bytes;
    }
    assert!(seen > 256 << 10, "it went over a border");
    for _ in 0..120 {
        session.keys("40k");
    }
    assert!(
        session.app.reader.cursor < 200,
        "and back: {}",
        session.app.reader.cursor
    );
}
