//! The command table: no key twice, no command out of reach, every command does something.

use crate::session::{Session, Story, news};
use pressmark::app::effect::Effect;
use pressmark::app::event::{Event, FeedOffer, ImportProgress};
use pressmark::app::keys::command::{self, Argument, Command, TABLE};
use pressmark::app::keys::key::parse_keys;
use pressmark::app::keys::keymap::Keymap;
use pressmark::app::keys::scope::Scope;
use pressmark::app::layer::Layer;
use pressmark::config::keys::{Binding, UserKeys};
use pressmark::model::relation::RelationKind;
use std::collections::BTreeMap;

#[test]
fn no_key_means_two_things_in_one_scope_and_none_hides_another() {
    for scope in Scope::ALL {
        let mut taken: BTreeMap<Vec<_>, Command> = BTreeMap::new();
        for entry in TABLE.iter().filter(|entry| entry.scopes.contains(&scope)) {
            for keys in entry.keys {
                let keys = parse_keys(keys).unwrap();
                if let Some(other) = taken.insert(keys.clone(), entry.command) {
                    panic!("{scope:?}: {keys:?} is {other:?} and {:?}", entry.command);
                }
            }
        }
        for (keys, command) in &taken {
            let hidden = taken
                .keys()
                .find(|other| other.len() > keys.len() && other.starts_with(keys));
            assert!(hidden.is_none(), "{scope:?}: {command:?} hides {hidden:?}");
        }
    }
}

#[test]
fn every_command_has_a_name_of_its_own_a_key_and_a_line_of_documentation() {
    let mut names = BTreeMap::new();
    for entry in TABLE {
        assert!(
            names.insert(entry.name, entry.command).is_none(),
            "{}",
            entry.name
        );
        assert!(
            !entry.scopes.is_empty() && !entry.keys.is_empty(),
            "{} is out of reach",
            entry.name
        );
        assert!(
            !entry.doc.is_empty() && !entry.doc.ends_with('.'),
            "{}",
            entry.name
        );
        assert_eq!(
            command::parse(entry.name),
            Some((entry.command, "")),
            "{}",
            entry.name
        );
        assert_eq!(entry.command.entry(), entry);
        for keys in entry.keys {
            // Terminals send the same bytes for these as for Tab, Enter and Backspace.
            assert!(!["<C-i>", "<C-m>", "<C-h>"].contains(keys));
        }
    }
}

#[test]
fn a_typed_command_is_found_by_its_longest_name_or_a_clear_beginning() {
    assert_eq!(
        command::parse("source remove My News"),
        Some((Command::RemoveSource, "My News"))
    );
    assert_eq!(command::parse("q"), Some((Command::Quit, "")));
    assert_eq!(command::parse("mark-v"), Some((Command::MarkViewRead, "")));
    assert_eq!(command::parse("sort-by"), None, "not clear");
    assert_eq!(command::parse("nonsense"), None);
}

#[test]
fn user_keys_lie_over_the_default_ones_and_mistakes_name_their_line() {
    let binding = |context: &str, keys: &str, commands: &[&str], line: u32| Binding {
        context: context.into(),
        keys: keys.into(),
        commands: commands.iter().map(ToString::to_string).collect(),
        place: format!("config.toml:{line}").into(),
    };
    let user = UserKeys {
        preset: "newsboat".into(),
        bindings: vec![
            binding("list", "zz", &["star", "next-unread"], 3),
            binding("list", "x", &[], 4),
            binding("list", "y", &["nonsense"], 5),
            binding("nowhere", "y", &["star"], 6),
        ],
    };
    let (map, wrong) = Keymap::new(&user);
    let keys = |text: &str| parse_keys(text).unwrap();
    assert!(map.find(Scope::List, &keys("zz")).is_some());
    assert!(map.find(Scope::List, &keys("x")).is_none());
    assert!(map.find(Scope::List, &keys("C")).is_some());
    assert_eq!(wrong.len(), 2);
    assert!(
        wrong[0].starts_with("config.toml:5: `nonsense`")
            && wrong[1].starts_with("config.toml:6: `nowhere`")
    );
}

/// A session in which every command of `scope` has something to do.
fn ready(scope: Scope) -> Session {
    let mut stories = news();
    stories.extend((0..60).map(|n| {
        Story::new(
            Box::leak(format!("a{n}").into_boxed_str()),
            "More",
            &format!("Text number {n}."),
        )
    }));
    stories[0].text += "\n\n$50B more. So it goes.";
    stories[0].text += "\n\nIt {โ€™|’}s late.\n\n# Later\n\nIt {โ€™|’}s over.";
    for _ in 0..60 {
        stories[0].text.push_str("\n\nParagraph of many words.");
    }
    // The first article came in two older versions.
    let present = Story::new(stories[0].id, stories[0].title, &stories[0].text);
    let mut session = Session::with(&stories);
    for older in ["$20B", "$30B", "$37B"] {
        let text = present.text.replace("$37B", older);
        session.comes_again(&Story::new(present.id, present.title, &text));
    }
    let mut session = session
        .relate(RelationKind::Disagrees, ("meta", "$37B"), ("rival", "$40B"))
        .relate(
            RelationKind::Corroborates,
            ("chips", "Prices"),
            ("rival", "Others"),
        );
    // Two marks, a draft, a change to take back and one to do again.
    session
        .keys("l")
        .keys("}}cg<Esc>]ncf<Esc>")
        .keys("}}}}cg<Esc>")
        .keys("aDraft<Esc>gg")
        .keys("<Esc>tone two<Enter>ss")
        .keys("u");
    session.keys("G5kgg5j");
    let keys = match scope {
        Scope::List | Scope::Offers => "",
        Scope::Reader | Scope::Select => "ggl",
        Scope::Labelling => "gglA",
        Scope::Picking => "gglAe",
        Scope::Same => "ggl/many<Enter>+co*",
        Scope::Review => "gglGcg<Esc><Esc>",
        Scope::Adjudication => "",
        Scope::Facts => "ggl/many<Enter>gf",
        Scope::Panel => "ggl/many<Enter>gn",
        Scope::Deck => "T<Space>",
        Scope::Notes => "gN",
        Scope::Ledger => "gl",
        Scope::Disagreements => "g!",
        Scope::Sources => "gSGmPress<Enter>",
        Scope::Compare => "gglgf<Enter>",
        Scope::Diff => "gggd]c",
        Scope::Page => "ggl/late<Enter>3hgo",
        Scope::Help => "?",
        Scope::Themes => "gT",
        Scope::Prompt => "t",
        Scope::Editor => "gglaText",
        Scope::Labels => "gglc",
        Scope::Hints => "gglS",
        Scope::Confirm => "gSgX",
    };
    session.keys(keys);
    if scope == Scope::Review {
        // The paragraph of the newest mark stands there once more.
        let text = format!("{}\n\nParagraph of many words.", present.text);
        session.comes_again(&Story::new(present.id, present.title, &text));
        session.keys("grl");
    }
    if scope == Scope::Labelling {
        session.keys("/paragraph<Enter>nnn");
    }
    if matches!(scope, Scope::Reader | Scope::Select) {
        // In the middle of the text: places behind and before, words found, a jump taken back.
        session.keys("/paragraph<Enter>nnn10)<C-o>");
    }
    if scope == Scope::Select {
        session.keys("vee");
    }
    if scope == Scope::Offers {
        let feed = |address: &str| FeedOffer {
            address: address.into(),
            title: None,
        };
        let feeds = ["https://a.example/1", "https://a.example/2"].repeat(40);
        let feeds = feeds.into_iter().map(feed).collect();
        session.happens(Event::FeedsOffered("https://a.example/".to_owned(), feeds));
        session.keys("30j");
    }
    if scope == Scope::Adjudication {
        // Somebody else marked the same, some of it otherwise.
        session
            .keys("ggl}cf<Esc>")
            .as_person("bob", "gg}cg<Esc>}}cf<Esc>}}}}cf<Esc>");
        session.keys("<Esc><Esc>gj");
    }
    session.asked.clear();
    session
}

/// Everything a person could notice.
fn noticed(session: &Session) -> String {
    let app = &session.app;
    let library = &session.library;
    format!(
        "{:?}{:?}{:?}{:?}{:?}{:?}{:?}{:?}{:?}{:?}{:?}{:?}{:?}{:?}{:?}{:?}",
        app.focus,
        app.layers,
        (
            app.list.cursor,
            app.list.top,
            app.list.range,
            &app.list.query
        ),
        (
            app.reader.cursor,
            app.reader.top,
            app.reader.selection,
            app.reader.lit,
            &app.reader.wanted
        ),
        (app.panel.tab, app.panel.cursor, app.panel.top),
        (app.typed.letter, &app.arrangement),
        app.status.message,
        app.theme,
        app.reader.folding,
        app.reader.found,
        session.asked,
        session.left,
        library.all(&pressmark::model::Query::default()).unwrap(),
        library
            .notes(&pressmark::model::Query::default(), 0, 99)
            .unwrap(),
        library.drafts().unwrap(),
        app.typed.keys,
    )
}

#[test]
fn every_command_is_seen_or_stored_in_one_of_its_scopes() {
    let mut idle = Vec::new();
    let states: BTreeMap<Scope, Session> = Scope::ALL.map(|scope| (scope, ready(scope))).into();
    for entry in TABLE {
        let does_something = entry.scopes.iter().any(|scope| {
            let mut session = states[scope].fork();
            assert_eq!(session.app.scope(), *scope, "{}", entry.name);
            if entry.command == Command::StopImport {
                session.happens(Event::ImportProgress(ImportProgress::default()));
            }
            session.app.status.message = None;
            let before = noticed(&session);
            session.keys(entry.keys[0]);
            noticed(&session) != before
        });
        if !does_something {
            idle.push(entry.name);
        }
    }
    assert!(idle.is_empty(), "nothing happens on {idle:?}");
}

#[test]
fn the_command_line_takes_arguments_and_says_when_something_is_wrong() {
    let mut session = Session::with(&news());
    session.keys(":add /tmp/news<Enter>");
    assert_eq!(session.asked, [Effect::Import(vec!["/tmp/news".into()])]);
    session.keys(":export notes<Enter>");
    assert!(matches!(
        session.asked.last(),
        Some(Effect::Export(_, Some(_)))
    ));
    session.keys(":nonsense<Enter>");
    assert!(session.message().contains("`nonsense` is no command"));
    session.keys(":find x<Enter>");
    assert!(session.message().contains("works in: reader"));
    session.keys(":q<Enter>");
    assert!(session.left);
}

#[test]
fn a_source_is_removed_by_name_after_a_question() {
    let mut session = Session::with(&news());
    session.keys(":source remove news<Enter>");
    assert!(session.asked.is_empty());
    session.keys("y<Esc>");
    assert!(session.titles().is_empty());
    session.keys("u");
    assert_eq!(session.titles().len(), 3);
}

#[test]
fn the_view_of_sources_shows_a_removal_that_was_taken_back() {
    let mut session = Session::with(&news());
    session.keys(":source remove news<Enter>y");
    let rows = |session: &Session| {
        session.app.layers.iter().find_map(|layer| match layer {
            Layer::Sources(sources) => Some(sources.rows.len()),
            _ => None,
        })
    };
    assert_eq!(rows(&session), Some(0));
    session.keys("u");
    assert_eq!(rows(&session), Some(7));
}

#[test]
fn a_theme_is_previewed_while_one_chooses() {
    let mut session = Session::with(&news());
    session.keys(":theme<Enter>j");
    assert_eq!(session.app.theme, "light");
    session.keys("<Esc>");
    assert_eq!(session.app.theme, "dark");
    session.keys(":theme<Enter>jj<Enter>");
    assert_eq!(session.app.theme, "paper");
    assert!(session.message().contains("config.toml"));
    assert_eq!(
        session.asked.last(),
        Some(&Effect::SetTheme("paper".into(), true))
    );
}

#[test]
fn the_palette_finds_commands_by_their_words() {
    let mut session = Session::with(&news());
    session.keys("<C-p>number of disagreements<Enter>");
    assert_eq!(session.app.list.query.sort.len(), 1);
}

#[test]
fn help_lists_every_default_key() {
    let mut session = Session::with(&news());
    session.keys("?");
    let shown = format!("{:?}", session.app.layers);
    for entry in TABLE {
        assert!(shown.contains(entry.doc), "{}", entry.name);
        assert!(matches!(
            entry.argument,
            Argument::None | Argument::Optional(_) | Argument::Needed(_)
        ));
    }
}

#[test]
fn waiting_keys_show_what_may_follow() {
    let mut session = Session::with(&news());
    session
        .keys("g")
        .after(pressmark::app::event::Deadline::KeyHints);
    let hints = session.app.hints().unwrap().hints();
    assert!(
        hints
            .iter()
            .any(|(key, doc)| key.to_string() == "S" && doc.contains("sources"))
    );
    session.keys("<Esc>");
    assert!(session.app.hints().is_none());
}

#[test]
fn a_window_of_the_largest_height_is_no_trouble() {
    let mut session = Session::sized((1, u16::MAX), &news());
    session.keys("gi").keys("<Esc>T?");
    session.is_well();
}
