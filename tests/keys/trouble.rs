//! When the disk refuses, the library is read-only, or answers come late.

use crate::session::{Session, at, news, settings};
use pressmark::app::App;
use pressmark::app::effect::Effect;
use pressmark::app::event::{Deadline, Event, MouseKind};
use pressmark::app::keys::key::parse_keys;
use pressmark::app::settings::Settings;
use pressmark::model::window::Wanted;

#[test]
fn a_change_that_fails_stays_visible_and_is_tried_again() {
    let mut session = Session::with(&news());
    session.broken = Some("disk full");
    session.keys("s");
    assert!(!session.row("meta").starred);
    let shown = session.app.list.row(0, &session.app.pending).unwrap();
    assert!(shown.row.starred && shown.unsaved);
    assert!(session.message().contains("disk full"));
    // What is done to the same article waits behind it.
    session.keys("s");
    assert_eq!(session.app.pending.queue.len(), 2);
    session.broken = None;
    session.after(Deadline::Retry);
    assert!(session.app.pending.is_empty());
    assert!(
        !session.row("meta").starred,
        "starred and unstarred, in order"
    );
}

#[test]
fn who_sits_still_is_left_alone_whatever_was_said_last() {
    let mut session = Session::with(&news());
    session.after(Deadline::Upkeep);
    assert_eq!(session.wakes(), []);
    session.keys("u");
    assert_ne!(session.message(), "");
    session.happens(Event::Failed("the network is gone".to_owned()));
    assert_eq!(session.wakes(), []);
}

#[test]
fn what_was_said_goes_when_the_person_goes_on_and_an_error_a_moment_later() {
    let mut session = Session::with(&news());
    session.keys("u");
    assert_ne!(session.message(), "");
    session.pass(3600).keys("j");
    assert_eq!(session.message(), "");
    session.happens(Event::Failed("the network is gone".to_owned()));
    session.keys("jk");
    assert_eq!(session.message(), "the network is gone");
    session.pass(6).mouse(MouseKind::WheelDown, 1, 5);
    assert_eq!(session.message(), "");
}

#[test]
fn quitting_waits_for_what_is_being_saved_and_asks_about_what_cannot() {
    let mut session = Session::with(&news());
    session.slow = true;
    session.keys("sQ");
    assert!(!session.left);
    session.catch_up();
    assert!(session.left);
    let mut session = Session::with(&news());
    session.broken = Some("disk full");
    session.keys("sQ");
    assert!(!session.left);
    session.keys("y");
    assert!(session.left);
}

#[test]
fn a_read_only_library_says_so_and_takes_nothing() {
    let read_only = Some("it belongs to another user".to_owned());
    let mut app = App::new(
        (160, 40),
        Settings {
            read_only,
            ..settings(1)
        },
    );
    let mut session = Session::with(&news());
    std::mem::swap(&mut session.app, &mut app);
    let generation = session
        .app
        .start(at(0))
        .into_iter()
        .find_map(|wish| match wish {
            Effect::LoadList(generation, _) => Some(generation),
            _ => None,
        });
    let wanted = Wanted {
        count: 10,
        ..Wanted::default()
    };
    let window = session.library.window(&wanted).unwrap();
    session.happens(Event::ListLoaded(generation.unwrap(), Box::new(window)));
    session.keys("s");
    assert!(session.message().contains("belongs to another user"));
    assert!(!session.row("meta").starred);
}

#[test]
fn stale_answers_are_dropped() {
    let mut session = Session::with(&news());
    session.happens(Event::ListLoaded(0, Box::default()));
    assert_eq!(session.titles().len(), 3);
}

#[test]
fn keys_never_wait_for_rows() {
    let mut app = App::new((160, 40), settings(1));
    app.start(at(0));
    for key in parse_keys("jjGlsrcagntx:q").unwrap() {
        app.update(Event::Key(key), at(1));
    }
}

#[test]
fn an_empty_library_opens_and_every_key_is_harmless() {
    let mut session = Session::with(&[]);
    session.keys("jklGggsrxtJKAVo.gfgngcE<Esc><Esc><Tab>");
    assert!(!session.left);
    assert!(session.app.list.loaded);
}
