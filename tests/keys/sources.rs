//! The view of sources: a tree with counts, arranged by keys; and the searches that are kept.

use crate::session::Session;
use crate::shelf::shelf;
use pressmark::app::event::MouseKind;
use pressmark::app::layer::Layer;
use pressmark::app::sources::Row;

/// The rows of the view below the fixed ones: `/Search 2`, `Folder> 3`, `Folder/ 3`, `  source 3 muted #tags`; the cursor's row with `*`.
fn tree(session: &Session) -> Vec<String> {
    let Some(Layer::Sources(sources)) = session
        .app
        .layers
        .iter()
        .find(|layer| matches!(layer, Layer::Sources(_)))
    else {
        return Vec::new();
    };
    let rows = sources.rows.iter().enumerate().filter_map(|(index, row)| {
        let sign = if index == sources.cursor { "*" } else { "" };
        Some(match row {
            Row::View { .. } => return None,
            Row::Search { search, count } => {
                let count = count.map_or("?".to_owned(), |count| count.unread.to_string());
                format!("/{} {count}{sign}", search.name)
            }
            Row::Folder(row) => {
                let fold = if row.folded { ">" } else { "/" };
                format!(
                    "{}{}{fold} {}{sign}",
                    "  ".repeat(row.depth),
                    row.folder.name(),
                    row.unread
                )
            }
            Row::Source { source, depth, .. } => {
                let muted = if source.muted { " muted" } else { "" };
                let tags: Vec<_> = source.tags.iter().map(|tag| format!(" #{tag}")).collect();
                let tags = tags.concat();
                format!(
                    "{}{} {}{muted}{tags}{sign}",
                    "  ".repeat(*depth),
                    source.name,
                    source.unread
                )
            }
        })
    });
    rows.collect()
}

#[test]
fn the_tree_holds_folders_before_sources_and_sums_them() {
    let mut session = shelf((100, 24));
    session.keys("gS6j");
    assert_eq!(
        tree(&session),
        [
            "Press/ 0*",
            "  Tech/ 0",
            "    Chips 0",
            "  Wire 0 #agency",
            "Daily 0 #morning",
            "News 3",
        ]
    );
    session.keys("GmPress/Tech<Enter>");
    assert_eq!(
        tree(&session),
        [
            "Press/ 3",
            "  Tech/ 3",
            "    Chips 0",
            "    News 3*",
            "  Wire 0 #agency",
            "Daily 0 #morning",
        ]
    );
    session.keys("u");
    assert_eq!(tree(&session).last().unwrap(), "News 3*");
}

/// The fixed views with their numbers, unread of all.
fn views(session: &Session) -> Vec<String> {
    let Some(Layer::Sources(sources)) = session.app.layers.last() else {
        return Vec::new();
    };
    let views = sources.rows.iter().filter_map(|row| match row {
        Row::View { view, count } => Some((view, count.unwrap())),
        _ => None,
    });
    views
        .map(|(view, count)| match count.unread {
            Some(unread) => format!("{} {unread}/{}", view.name(), count.articles),
            None => format!("{} {}", view.name(), count.articles),
        })
        .collect()
}

#[test]
fn fixed_views_stand_on_top_with_their_numbers_and_list_what_they_say() {
    let mut session = shelf((100, 24));
    session.keys("sjxjrgS");
    assert_eq!(
        views(&session),
        [
            "All articles 1/2",
            "Unread 1/1",
            "Starred 1",
            "Snoozed 0",
            "Archived 1",
            "With disagreements 0/0"
        ]
    );
    session.keys("jjj<Down><Enter>");
    assert_eq!(session.app.list.filter, "is:archived");
    assert_eq!(session.titles().len(), 1);
    session.keys("gSe");
    assert!(session.message().starts_with("This view is always there"));
    session.keys("gg<Enter>");
    assert_eq!(session.app.list.filter, "");
    assert_eq!(session.titles().len(), 2);
    let mut empty = Session::with(&[]);
    empty.keys("gS");
    assert!(views(&empty).is_empty());
}

#[test]
fn folders_fold_and_stay_so_and_the_cursor_stays_on_its_row() {
    let mut session = shelf((100, 24));
    session.keys("gS8jh");
    assert_eq!(tree(&session)[..2], ["Press/ 0", "  Tech> 0*"]);
    session.keys("h");
    assert_eq!(tree(&session), ["Press> 0*", "Daily 0 #morning", "News 3"]);
    session.keys("<Esc>gS");
    assert_eq!(tree(&session)[0], "Press> 0*");
    session.keys("lza");
    assert_eq!(tree(&session)[0], "Press> 0*");
    session.keys("G,u");
    assert_eq!(tree(&session), ["Press> 0", "News 3*", "Daily 0 #morning"]);
    session.keys(",u");
    assert_eq!(tree(&session)[1..], ["Daily 0 #morning", "News 3*"]);
    session.keys("/wire<Enter>");
    assert_eq!(tree(&session), ["Press/ 0", "  Wire 0 #agency*"]);
}

#[test]
fn enter_lists_a_source_and_all_that_lies_in_a_folder() {
    let mut session = shelf((100, 24));
    session.keys("gSG<Enter>");
    assert_eq!(session.app.list.filter, "source:\"News\"");
    assert_eq!(session.titles().len(), 3);
    session.keys("gSmPress/Tech<Enter>7ggl<Enter>");
    assert_eq!(session.app.list.filter, "folder:\"Press\"");
    assert_eq!(session.titles().len(), 3);
}

#[test]
fn a_source_is_named_muted_tagged_and_taken_back() {
    let mut session = shelf((100, 24));
    session.keys("gSGe<C-u>Morning paper<Enter>");
    assert!(
        tree(&session).contains(&"Morning paper 3*".to_owned()),
        "{:?}",
        tree(&session)
    );
    assert_eq!(
        session.library.names().unwrap().sources[2].as_str(),
        "Morning paper"
    );
    session.keys("tdaily<Enter>M");
    assert!(tree(&session).contains(&"Morning paper 3 muted #daily*".to_owned()));
    assert!(
        session
            .message()
            .starts_with("Muted: not fetched by itself")
    );
    assert!(session.titles().is_empty(), "muted articles are not listed");
    session.keys("<Enter>");
    assert_eq!(session.titles().len(), 3, "but when they are asked for");
    session.keys("<Esc>gSuuu");
    assert!(
        tree(&session).contains(&"News 3*".to_owned()),
        "{:?}",
        tree(&session)
    );
}

#[test]
fn a_folder_is_renamed_moved_muted_and_removed_as_one() {
    let mut session = shelf((100, 24));
    session.keys("gS6je<C-u>Media<Enter>");
    assert_eq!(
        tree(&session)[..3],
        ["Media/ 0*", "  Tech/ 0", "    Chips 0"]
    );
    session.keys("jm<C-u><Enter>");
    assert_eq!(
        tree(&session)[..4],
        ["Media/ 0", "  Wire 0 #agency", "Tech/ 0*", "  Chips 0"]
    );
    session.keys("7ggmTech<Enter>");
    assert_eq!(
        tree(&session)[..4],
        ["Tech/ 0", "  Media/ 0*", "    Wire 0 #agency", "  Chips 0"]
    );
    session.keys("7ggM");
    assert_eq!(
        tree(&session)[2..4],
        ["    Wire 0 muted #agency", "  Chips 0 muted"]
    );
    session.keys("md<Esc>gS7ggmTech/Media<Enter>");
    assert!(
        session.message().contains("cannot move into itself"),
        "{}",
        session.message()
    );
    session.keys("d");
    let question = match session.app.layers.last() {
        Some(Layer::Confirm(confirm)) => confirm.question.clone(),
        other => panic!("{other:?}"),
    };
    assert!(
        question.starts_with("Remove the 2 sources of Tech"),
        "{question}"
    );
    session.keys("y");
    assert_eq!(tree(&session), ["Daily 0 #morning*", "News 3"]);
    session.keys("u");
    assert_eq!(tree(&session).len(), 6);
}

#[test]
fn a_folder_is_completed_and_a_new_one_is_made_by_its_name() {
    let mut session = shelf((100, 24));
    session.keys("gSGkmtec<Tab><Enter>");
    assert_eq!(tree(&session)[3], "    Daily 0 #morning*");
    session.keys(":move Evening / Late<Enter>");
    assert_eq!(
        tree(&session)[..3],
        ["Evening/ 0", "  Late/ 0", "    Daily 0 #morning*"]
    );
}

#[test]
fn what_the_list_shows_is_kept_under_a_name_and_shown_again() {
    let mut session = shelf((100, 24));
    session.keys("/chip<Enter>,t:save Chips<Enter>");
    assert!(session.message().starts_with("Kept as Chips"));
    let kept = session.library.saved_searches().unwrap();
    assert_eq!(kept[0].query.as_str(), "sort:title chip");
    let before = session.titles();
    session.keys("<Esc>,d/rivals<Enter>SRivals<Enter><Esc>");
    session.keys("gS6j");
    assert_eq!(tree(&session)[..2], ["/Chips 2*", "/Rivals 1"]);
    session.keys("<Enter>");
    assert_eq!(session.titles(), before);
    session.keys("<Esc>g/ch<Tab><Enter>");
    assert_eq!(session.app.list.filter, "sort:title chip");
    session.keys("gSe<C-u>Scarce<Enter>");
    assert_eq!(tree(&session)[..2], ["/Rivals 1", "/Scarce 2*"]);
    session.keys("d");
    assert_eq!(tree(&session)[..2], ["/Rivals 1", "Press/ 0*"]);
    session.keys("u");
    assert!(
        tree(&session).contains(&"/Scarce 2".to_owned()),
        "{:?}",
        tree(&session)
    );
    session.keys("<Esc>:saved nothing<Enter>");
    assert!(session.message().contains("No search is kept as `nothing`"));
}

#[test]
fn all_articles_of_a_source_are_read_with_one_key() {
    let mut session = shelf((100, 24));
    session.keys("gSGA");
    assert_eq!(tree(&session)[5], "News 0*");
    assert!(session.row("meta").read && session.row("chips").read);
    session.keys("u");
    assert_eq!(tree(&session)[5], "News 3*");
}

#[test]
fn what_is_not_yet_on_the_disk_is_shown_at_once() {
    let mut session = shelf((100, 24));
    session.slow = true;
    session.keys("gSGe<C-u>Paper<Enter>mPress<Enter>");
    assert_eq!(tree(&session)[3], "  Paper 3*");
    assert_eq!(session.library.names().unwrap().sources[2].as_str(), "News");
    session.catch_up();
    assert_eq!(tree(&session)[3], "  Paper 3*");
    assert_eq!(
        session.library.names().unwrap().sources[2].as_str(),
        "Paper"
    );
}

#[test]
fn a_click_chooses_a_row_and_a_double_click_lists_it() {
    let mut session = shelf((100, 24));
    session.keys("gS");
    session.mouse(MouseKind::Press, 10, 13);
    assert_eq!(tree(&session)[5], "News 3*");
    session.mouse(MouseKind::WheelUp, 10, 13);
    assert_eq!(tree(&session)[4], "Daily 0 #morning*");
    session
        .mouse(MouseKind::Press, 10, 13)
        .mouse(MouseKind::Press, 10, 13);
    assert_eq!(session.app.list.filter, "source:\"News\"");
}

#[test]
fn days_count_from_today_in_what_is_typed_and_kept() {
    let mut session = shelf((100, 24));
    session.keys("/after:1d<Enter>SNew<Enter>");
    assert_eq!(session.titles().len(), 2);
    session.keys("gS6j");
    assert_eq!(tree(&session)[0], "/New 2*");
}
