//! A library with sources in folders.

use crate::session::{Session, at, news};
use pressmark::app::event::Event;
use pressmark::library::FetchState;
use pressmark::model::{
    Action, Change, ChangeId, Folder, GroupId, InstanceId, Origin, SafeText, SourceId,
};

/// Three articles of `News`, and feeds in folders: `Press/Wire`, `Press/Tech/Chips`, `Daily`.
pub fn shelf(size: (u16, u16)) -> Session {
    let mut session = Session::sized(size, &news());
    for (name, folder, tags) in [
        ("Wire", "Press", "agency"),
        ("Chips", "Press/Tech", ""),
        ("Daily", "", "morning"),
    ] {
        let change = Change {
            id: ChangeId::named(name),
            group: GroupId::named(name),
            instance: InstanceId::named("before"),
            annotator: "somebody".into(),
            at: at(0),
            origin: Origin::User,
            action: Action::Subscribe {
                source: SourceId::named(&name.to_lowercase()),
                address: format!("https://{}.example/feed.xml", name.to_lowercase())
                    .as_str()
                    .into(),
                title: name.into(),
                page: None,
                folder: Folder::typed(folder),
                tags: tags.split_whitespace().map(SafeText::from).collect(),
            },
        };
        session.library.apply(&change).unwrap();
    }
    let hours = |hours: i64| Some(at(-3600 * hours));
    for (name, tried, succeeded, error) in [
        ("wire", hours(2), hours(2), None),
        ("chips", hours(5), hours(50), Some("404 Not Found")),
    ] {
        let state = FetchState {
            address: format!("https://{name}.example/feed.xml"),
            tried,
            succeeded,
            due: Some(at(5400)),
            error: error.map(str::to_owned),
            ..FetchState::default()
        };
        session
            .library
            .keep_fetch_state(&SourceId::named(name), &state)
            .unwrap();
    }
    session.happens(Event::LibraryChanged);
    session
}
