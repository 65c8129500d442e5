//! The list: moving, states, ranges, filter, order, undo.

use crate::session::{Session, Story, at, news, settings};
use pressmark::app::effect::Effect;
use pressmark::app::event::{Deadline, Event, MouseKind};
use pressmark::app::keys::command::Command;
use pressmark::app::layer::Layer;
use pressmark::app::{App, Focus};
use pressmark::desk::Note;
use pressmark::model::window::Window;
use pressmark::model::{ArticleId, Body, Page, Query};

#[test]
fn the_newest_article_stands_first_and_its_facts_are_beside_it() {
    let session = Session::with(&news());
    assert_eq!(
        session.titles(),
        [
            "Meta raises its forecast",
            "Rivals follow",
            "Chips grow scarce"
        ]
    );
    let panel: Vec<_> = session
        .app
        .panel
        .rows
        .iter()
        .map(|row| row.text.as_str())
        .collect();
    assert!(
        panel.iter().any(|row| row.contains("37 bn USD")),
        "{panel:?}"
    );
    assert_eq!(session.app.focus, Focus::List);
}

#[test]
fn star_read_and_archive_are_stored_and_taken_back() {
    let mut session = Session::with(&news());
    session.keys("sjr");
    assert!(session.row("meta").starred);
    assert!(session.row("rival").read);
    session.keys("uu");
    assert!(!session.row("meta").starred);
    assert!(!session.row("rival").read);
    session.keys("<C-r>");
    assert!(session.row("meta").starred);
    session.keys("ggx");
    assert_eq!(session.titles(), ["Rivals follow", "Chips grow scarce"]);
    session.keys("u");
    assert_eq!(session.titles().len(), 3);
}

#[test]
fn a_range_is_one_undo() {
    let mut session = Session::with(&news());
    session.keys("VGs");
    for id in ["meta", "rival", "chips"] {
        assert!(session.row(id).starred);
    }
    session.keys("u");
    for id in ["meta", "rival", "chips"] {
        assert!(!session.row(id).starred);
    }
}

#[test]
fn what_one_of_a_range_lacks_is_given_to_all_and_what_all_have_is_taken() {
    let mut session = Session::with(&news());
    let starred = |session: &Session| {
        let rows = session.app.list.page.rows.iter();
        rows.filter(|row| row.starred).count()
    };
    session.keys("ggsVjs");
    assert_eq!(starred(&session), 2);
    session.keys("ggVjs");
    assert_eq!(starred(&session), 0);
}

#[test]
fn the_whole_view_is_marked_read_by_one_key_and_one_undo() {
    let mut session = Session::many(300);
    session.keys("A");
    assert!(session.row("a000").read && session.row("a299").read);
    session.keys("u");
    assert!(!session.row("a000").read && !session.row("a299").read);
}

#[test]
fn the_list_holds_a_window_and_follows_the_cursor() {
    let mut session = Session::many(500);
    assert!(session.app.list.page.rows.len() <= 60);
    session.keys("G");
    assert_eq!(session.app.list.current().unwrap().as_str(), "a499");
    session.keys("gg<C-d><C-d>100j5k");
    assert!(session.app.list.current().is_some());
    assert!(session.app.list.page.rows.len() <= 60);
}

#[test]
fn a_range_longer_than_what_is_at_hand_is_changed_whole() {
    let mut session = Session::many(300);
    session.keys("2jVGkstcheck<Enter>");
    let starred = |session: &Session, id| session.row(id).starred;
    assert!(!starred(&session, "a001") && starred(&session, "a002"));
    assert!(starred(&session, "a150") && starred(&session, "a298") && !starred(&session, "a299"));
    session.keys("uu");
    assert!(!starred(&session, "a002") && !starred(&session, "a150"));
}

#[test]
fn typing_a_filter_answers_at_once_and_escape_brings_the_old_view_back() {
    let mut session = Session::with(&news());
    session.keys("/scar");
    assert_eq!(session.titles(), ["Chips grow scarce"]);
    session.keys("<Esc>");
    assert_eq!(session.titles().len(), 3);
    session.keys("ggjr").keys("fis:unread<Enter>");
    assert_eq!(
        session.titles(),
        ["Meta raises its forecast", "Chips grow scarce"]
    );
    session.keys("<Esc>");
    assert_eq!(session.titles().len(), 3);
}

#[test]
fn a_wrong_filter_keeps_the_last_good_view_and_says_what_is_wrong() {
    let mut session = Session::with(&news());
    session.keys("/rivals");
    assert_eq!(session.titles(), ["Rivals follow"]);
    session.keys(" sort:");
    assert_eq!(session.titles(), ["Rivals follow"], "no word but an order");
    session.keys("<C-u>is:purple");
    assert!(
        session
            .app
            .layers
            .last()
            .is_some_and(|layer| format!("{layer:?}").contains("purple"))
    );
    session.keys("<Enter>");
    assert_ne!(session.message(), "");
}

#[test]
fn whoever_types_on_is_told_of_the_newest_and_whoever_rests_of_all() {
    let mut app = App::new((160, 50), settings(1));
    app.start(at(0));
    let wanted = |effects: Vec<Effect>| {
        let lists = effects.into_iter().filter_map(|effect| match effect {
            Effect::LoadList(generation, wanted) => Some((generation, wanted.whole)),
            _ => None,
        });
        lists.last().unwrap()
    };
    let typed = Event::Command(Command::Filter, None, "meta".to_owned());
    let (generation, whole) = wanted(app.update(typed, at(0)));
    assert!(!whole);
    let page = Session::many(100).library.list(&Query::default(), 0, 100);
    let page = page.unwrap();
    let told = |total, is_cut| {
        let page = Page {
            total,
            ..page.clone()
        };
        Box::new(Window {
            page,
            is_cut,
            counted: !is_cut,
            ..Window::default()
        })
    };
    let rests = app.update(Event::ListLoaded(generation, told(500, true)), at(0));
    let is_wake = |effect: &Effect| matches!(effect, Effect::Wake(Deadline::Whole, _));
    assert!(rests.iter().any(is_wake), "{rests:?}");
    assert_eq!(app.list.number(), "500+");
    let (generation, whole) = wanted(app.update(Event::Deadline(Deadline::Whole), at(1)));
    assert!(whole);
    app.update(Event::ListLoaded(generation, told(777, false)), at(1));
    assert_eq!(app.list.number(), "777");
    // Other words are answered with the newest again.
    let typed = Event::Command(Command::Filter, None, "rivals".to_owned());
    assert!(!wanted(app.update(typed, at(2))).1);
}

/// What the prompt proposes.
fn offered(session: &Session) -> Vec<String> {
    match session.app.layers.last() {
        Some(Layer::Search(search)) => {
            let choices = search.choices.iter();
            choices.map(|choice| choice.text.clone()).collect()
        }
        other => panic!("no prompt but {other:?}"),
    }
}

#[test]
fn labels_of_another_scheme_are_offered_after_those_of_this_one() {
    let mut session = Session::with(&news());
    let note = Note {
        body: Body {
            label: Some("fable".into()),
            verdict: Some("rumoured".into()),
            ..Body::default()
        },
        ..Note::default()
    };
    session
        .desk()
        .annotate(&ArticleId::named("meta"), &note)
        .unwrap();
    session.keys("/label:f");
    assert_eq!(offered(&session), ["fact", "figure", "forecast", "fable"]);
    session.keys("<C-u>verdict:r");
    assert_eq!(offered(&session), ["refuted", "rumoured"]);
}

#[test]
fn values_in_use_are_offered_for_fields_of_articles_and_notes() {
    let mut session = Session::with(&news());
    session.keys("lcg<Esc>q");
    let annotator = session.app.settings.annotator.to_string();
    session.keys("/annotator:");
    assert_eq!(offered(&session), [annotator]);
    session.keys("<Tab>");
    assert_eq!(session.titles(), ["Meta raises its forecast"]);
}

#[test]
fn sorting_keeps_the_cursor_on_its_article() {
    let mut session = Session::with(&news());
    session.keys(",t");
    assert_eq!(
        session.titles(),
        [
            "Chips grow scarce",
            "Meta raises its forecast",
            "Rivals follow"
        ]
    );
    assert_eq!(session.app.list.current().unwrap().as_str(), "meta");
    session.keys(",t");
    assert_eq!(session.titles()[0], "Rivals follow");
    session.keys(",d");
    assert_eq!(session.titles()[0], "Meta raises its forecast");
}

#[test]
fn j_and_k_with_shift_walk_the_unread_and_leave_read_ones_behind() {
    let mut session = Session::with(&news());
    session.keys("jrk").keys("J");
    assert!(session.row("meta").read);
    assert_eq!(session.app.list.current().unwrap().as_str(), "chips");
    session.keys("u");
    assert!(
        session.row("meta").read,
        "an automatic mark is never on the undo stack"
    );
}

#[test]
fn an_article_counts_as_read_after_it_was_open_for_a_while() {
    let mut session = Session::with(&news());
    session.keys("l");
    assert!(!session.row("meta").read);
    session.after(Deadline::Read);
    assert!(session.row("meta").read);
}

#[test]
fn tags_are_given_and_taken_with_completion() {
    let mut session = Session::with(&news());
    session.keys("tbudget ai<Enter>");
    assert_eq!(session.row("meta").tags.len(), 2);
    session.keys("jtbud<Tab><Enter>");
    assert_eq!(session.row("rival").tags, ["budget".into()]);
    session.keys("t-budget<Enter>");
    assert!(session.row("rival").tags.is_empty());
    session.keys("gg/tag:ai<Enter>");
    assert_eq!(session.titles(), ["Meta raises its forecast"]);
}

#[test]
fn the_dot_repeats_the_last_state() {
    let mut session = Session::with(&news());
    session.keys("sj.");
    assert!(session.row("rival").starred);
}

#[test]
fn escape_never_quits_and_q_at_the_root_does() {
    let mut session = Session::with(&news());
    session.keys("l<Esc><Esc><Esc>");
    assert!(!session.left);
    session.keys("lq");
    assert!(!session.left);
    session.keys("q");
    assert!(session.left);
}

#[test]
fn the_mouse_moves_opens_and_scrolls() {
    let mut session = Session::with(&news());
    session.mouse(MouseKind::Press, 5, 3);
    assert_eq!(session.app.list.current().unwrap().as_str(), "rival");
    session
        .mouse(MouseKind::Release, 5, 3)
        .mouse(MouseKind::Press, 5, 3);
    assert_eq!(session.app.focus, Focus::Reader);
    session.mouse(MouseKind::WheelUp, 5, 3);
    assert_eq!(session.app.list.cursor, 0);
}

#[test]
fn one_pane_two_panes_three_panes() {
    for (width, shown) in [(60, 1), (100, 2), (160, 3)] {
        let mut session = Session::sized((width, 30), &news());
        for keys in ["", "l", "<Tab>"] {
            session.keys(keys);
            let geometry = session.app.geometry();
            let panes = [geometry.list, geometry.reader, geometry.panel];
            assert_eq!(panes.iter().flatten().count(), shown, "{width} {keys}");
        }
    }
    assert!(Session::sized((12, 4), &news()).app.geometry().too_small);
    Session::sized((1, 1), &news()).keys("jlGvcq");
}

#[test]
fn the_next_unread_article_is_found_far_below_what_is_at_hand() {
    let names: Vec<&'static str> = (0..300)
        .map(|n| &*Box::leak(format!("a{n:03}").into_boxed_str()))
        .collect();
    let stories: Vec<Story> = names
        .iter()
        .map(|name| Story::new(name, name, &format!("# {name}\n\nText of {name}.")))
        .collect();
    let mut session = Session::with(&stories);
    session.keys("AGrgg");
    let first = session.app.list.cursor;
    session.keys("J");
    assert_eq!((first, session.app.list.cursor), (0, 299));
    session.keys("J");
    assert_eq!(session.message(), "No more unread articles");
}

#[test]
fn a_wrong_key_keeps_the_labels_open_and_says_which_there_are() {
    let mut session = Session::with(&news());
    session.keys("lcz");
    assert_eq!(
        session.message(),
        "No label has that key; f g p o q c or Esc"
    );
    session.keys("g");
    assert_eq!(session.marks("meta").len(), 1);
}

#[test]
fn all_above_and_all_below_the_cursor_are_changed_at_once_and_counted() {
    let mut session = Session::many(200);
    session.keys("120gg{r");
    assert_eq!(session.message(), "Read: 120 articles; u takes it back");
    assert!(session.row("a000").read && session.row("a119").read && !session.row("a120").read);
    session.keys("u").keys("150gg}tcheck<Enter>");
    assert_eq!(
        session.message(),
        "Tags +check: 51 articles; u takes it back"
    );
    assert!(session.row("a148").tags.is_empty() && !session.row("a149").tags.is_empty());
    assert!(!session.row("a000").read, "one undo took all of them back");
    session.keys("u");
    assert!(session.row("a199").tags.is_empty());
    session.is_well();
}

#[test]
fn the_whole_filtered_view_is_selected_by_one_key() {
    let mut session = Session::many(120);
    session.keys("/title<Enter>%x");
    assert_eq!(session.message(), "Archived: 120 articles; u takes it back");
    assert!(session.titles().is_empty());
    session.keys("u");
    assert_eq!(session.app.list.total(), 120);
    session.keys("A");
    assert_eq!(session.message(), "Read: 120 articles; u takes it back");
}

#[test]
fn what_was_read_is_listed_with_the_latest_first() {
    let mut session = Session::with(&news());
    session.keys("Gr").pass(60).keys("ggr").keys("gh");
    assert_eq!(
        session.titles(),
        ["Meta raises its forecast", "Chips grow scarce"]
    );
    session.keys("<Esc>");
    assert_eq!(session.titles().len(), 3);
    let stats = session
        .library
        .stats(
            crate::session::at(0)
                .to_zoned(jiff::tz::TimeZone::UTC)
                .date(),
            7,
            0,
        )
        .unwrap();
    assert_eq!((stats.articles, stats.unread), (3, 1));
    assert_eq!(stats.days.len(), 7);
    assert_eq!(stats.days[6].read, 2);
    assert!(stats.bytes.text > 0 && stats.bytes.file > stats.bytes.text);
}

/// The title under the cursor.
fn here(session: &Session) -> String {
    let list = &session.app.list;
    let shown = list.row(list.cursor, &session.app.pending).unwrap();
    shown.row.title.to_string()
}

#[test]
fn an_article_that_is_taken_back_has_the_cursor_again() {
    let mut session = Session::many(60);
    session.keys("40jx");
    let next = here(&session);
    session.keys("gg").keys("u");
    assert_ne!(here(&session), next);
    assert_eq!(here(&session), session.row("a040").title.as_str());
    session.keys("zdu");
    assert_eq!(here(&session), session.row("a040").title.as_str());
}

#[test]
fn while_a_filter_is_typed_the_cursor_stands_on_its_article_or_on_the_first() {
    let mut session = Session::with(&news());
    session.keys("G").keys("/r");
    assert_eq!(here(&session), "Meta raises its forecast");
    session.keys("ivals");
    assert_eq!(here(&session), "Rivals follow");
    session.keys("<C-u>r");
    assert_eq!(here(&session), "Meta raises its forecast");
    session.keys("<C-u>c");
    assert_eq!(here(&session), "Chips grow scarce", "where it was");
    session.keys("<C-u>ri").keys("<Esc>");
    assert_eq!(here(&session), "Chips grow scarce");
}
