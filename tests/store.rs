//! What the library promises: what was acknowledged is on the disk, whole, once, and can be taken back.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "the names of the tests say it; a test stops where something is missing"
)]

mod support;

use pressmark::library::{Access, FILE, Library, LibraryError, OpenOptions, Outcome};
use pressmark::model::{
    Action, Article, ArticleId, Block, BlockKind, Body, Query, SourceId, Span, StateChange,
};
use std::fs;
use support::{Desk, at, notes};

#[test]
fn an_undo_survives_closing_and_a_redo_too() {
    let mut desk = Desk::new();
    let article = desk.add("meta", "Meta spends\nCapex is $37B.");
    desk.note(&article, "$37B", "first");
    desk.note(&article, "Capex", "second");
    let mut desk = desk.reopened();
    assert_eq!(
        desk.undo().unwrap().as_deref(),
        Some("note on “Meta spends”")
    );
    assert_eq!(desk.notes(), ["first"]);
    let mut desk = desk.reopened();
    assert!(desk.redo().unwrap().is_some());
    assert_eq!(desk.notes(), ["second", "first"]);
    desk.undo().unwrap();
    desk.undo().unwrap();
    assert_eq!(desk.undo(), Ok(None));
    assert!(desk.notes().is_empty());
    desk.is_well();
}

#[test]
fn a_new_change_ends_what_can_be_done_again() {
    let mut desk = Desk::new();
    let article = desk.add("a", "Title\ntext");
    desk.note(&article, "", "one");
    desk.undo().unwrap();
    desk.star(&article);
    assert_eq!(desk.redo(), Ok(None));
    desk.is_well();
}

#[test]
fn a_group_is_taken_back_as_one() {
    let mut desk = Desk::new();
    let ids: Vec<ArticleId> = ["a", "b", "c"]
        .map(|id| desk.add(id, &format!("Title {id}\ntext of {id}")))
        .to_vec();
    desk.star(&ids[1]);
    let state = StateChange {
        read: Some(true),
        ..StateChange::default()
    };
    desk.act(Action::SetState {
        articles: vec![ids[0].clone()],
        state,
    });
    desk.act(Action::SetState {
        articles: ids.clone(),
        state,
    });
    assert_eq!(
        desk.undo().unwrap().as_deref(),
        Some("read mark on 3 articles")
    );
    let read: Vec<bool> = ids
        .iter()
        .map(|id| desk.library.row(id).unwrap().read)
        .collect();
    assert_eq!(
        read,
        [true, false, false],
        "only what the change changed is taken back"
    );
    assert!(desk.library.row(&ids[1]).unwrap().starred);
    desk.is_well();
}

#[test]
fn undo_refuses_and_names_a_later_change_of_the_same_thing() {
    let mut desk = Desk::new();
    let article = desk.add("a", "Title\ntext");
    let note = desk.note(&article, "text", "mine");
    let other = Action::EditBody {
        annotation: note,
        body: Body {
            note: "theirs".into(),
            ..Body::default()
        },
    };
    let change = pressmark::model::Change {
        annotator: "bob".into(),
        instance: pressmark::model::InstanceId::named("other"),
        ..desk.change(other)
    };
    desk.library.apply(&change).unwrap();
    let refused = desk.undo().unwrap_err();
    assert!(
        refused.contains("later change") && refused.contains("edit of a note"),
        "{refused}"
    );
    assert_eq!(desk.notes(), ["theirs"]);
    desk.is_well();
}

#[test]
fn an_automatic_change_is_never_undone() {
    let mut desk = Desk::new();
    let article = desk.add("a", "Title\ntext");
    desk.star(&article);
    let state = StateChange {
        read: Some(true),
        ..StateChange::default()
    };
    desk.automatically(Action::SetState {
        articles: vec![article.clone()],
        state,
    });
    desk.undo().unwrap();
    let row = desk.library.row(&article).unwrap();
    assert!(row.read && !row.starred);
    assert_eq!(desk.undo(), Ok(None));
}

#[test]
fn the_same_change_twice_is_one() {
    let mut desk = Desk::new();
    let article = desk.add("a", "Title\ntext");
    let change = desk.change(Action::Tag {
        articles: vec![article.clone()],
        add: vec!["ai".into()],
        remove: vec![],
    });
    desk.library.apply(&change).unwrap();
    desk.library.apply(&change).unwrap();
    desk.undo().unwrap();
    assert!(desk.library.row(&article).unwrap().tags.is_empty());
    assert_eq!(desk.undo(), Ok(None));
}

#[test]
fn a_change_that_fails_changes_nothing() {
    let mut desk = Desk::new();
    let article = desk.add("a", "Title\ntext");
    let tag = desk.change(Action::Tag {
        articles: vec![article, ArticleId::named("nowhere")],
        add: vec!["x".into()],
        remove: vec![],
    });
    assert!(matches!(
        desk.library.apply(&tag),
        Err(LibraryError::Unknown { .. })
    ));
    assert!(desk.library.tags().unwrap().is_empty());
    desk.is_well();
}

#[test]
fn a_kill_at_any_byte_of_a_write_loses_nothing_acknowledged() {
    let mut desk = Desk::new();
    let article = desk.add("a", "Title\nSome text to mark.");
    desk.note(&article, "text", "acknowledged");
    let log = desk.path().join(FILE).with_extension("db-wal");
    let before = fs::metadata(&log).unwrap().len();
    desk.note(&article, "mark", "being written");
    let whole = fs::read(&log).unwrap();
    let after = tempfile::tempdir().unwrap();
    for length in (before..=whole.len() as u64)
        .step_by(509)
        .chain([whole.len() as u64])
    {
        fs::copy(desk.path().join(FILE), after.path().join(FILE)).unwrap();
        fs::write(
            after.path().join(FILE).with_extension("db-wal"),
            &whole[..length as usize],
        )
        .unwrap();
        let _ = fs::remove_file(after.path().join(FILE).with_extension("db-shm"));
        let library = Library::open(after.path(), OpenOptions::Write).unwrap();
        let found = notes(&library);
        assert!(
            found.ends_with(&["acknowledged".to_owned()]),
            "cut at {length}: {found:?}"
        );
        assert!(length < whole.len() as u64 || found.len() == 2);
        assert_eq!(
            library.doctor().unwrap(),
            Vec::<String>::new(),
            "cut at {length}"
        );
    }
}

#[test]
fn several_writers_at_once_lose_nothing() {
    let mut desk = Desk::new();
    let article = desk.add("a", "Title\ntext");
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let (folder, article) = (desk.path(), &article);
            scope.spawn(move || {
                let mut library = Library::open(folder, OpenOptions::Write).unwrap();
                for number in 0..10 {
                    let change = support::note_change(&format!("w{writer}-{number}"), article);
                    library.apply(&change).unwrap();
                }
            });
        }
    });
    assert_eq!(desk.notes().len(), 40);
    desk.is_well();
}

#[test]
fn another_process_s_change_is_noticed() {
    let mut desk = Desk::new();
    let reader = Library::open(desk.path(), OpenOptions::Read).unwrap();
    let before = reader.state().unwrap();
    assert_eq!(reader.state().unwrap(), before);
    desk.add("a", "Title\ntext");
    assert_ne!(reader.state().unwrap(), before);
}

#[test]
fn a_reader_cannot_write() {
    let desk = Desk::new();
    let mut reader = Library::open(desk.path(), OpenOptions::Read).unwrap();
    assert!(
        reader
            .keep_draft(&pressmark::model::Draft {
                key: "k".into(),
                text: "t".into()
            })
            .is_err()
    );
}

#[test]
fn a_copy_is_no_new_article_and_a_changed_text_is_a_version() {
    let mut desk = Desk::new();
    let id = desk.add("a", "Title\nThe same words here.");
    let copy = desk.put("b", "test:elsewhere", "Title\nThe same words here.");
    assert_eq!((copy.id.clone(), copy.outcome), (id.clone(), Outcome::Copy));
    assert_eq!(
        desk.put("x", "test:a", "Title\nThe same words here.")
            .outcome,
        Outcome::Known
    );
    desk.note(&id, "same words", "kept");
    let updated = desk.put("x", "test:a", "Title\nNew lead. The same words here.");
    assert_eq!(
        (updated.id, updated.outcome),
        (id.clone(), Outcome::Updated)
    );
    let note = &desk.library.notes_of(&id).unwrap()[0];
    let text = desk.library.article(&id).unwrap().article.text;
    assert_eq!(note.span.unwrap().of(&text), "same words");
    assert!(desk.library.row(&id).unwrap().updated);
    let own = desk.put("b", "test:elsewhere", "Title\nNow something else.");
    assert_eq!(
        own.outcome,
        Outcome::New,
        "a copy that changes becomes an article of its own"
    );
    desk.is_well();
}

/// Article text around which a page can change: the last paragraph is furniture.
fn with_page(words: &str, page: &str) -> Article {
    let text = format!("{words}\n\n{page}");
    let mut article = support::article(&text, at(0));
    let (own, rest) = (words.len(), words.len() + 2);
    article.blocks = vec![
        Block::new(BlockKind::Paragraph, Span::new(0, own)),
        Block::new(BlockKind::Boilerplate, Span::new(rest, text.len())),
    ];
    article
}

#[test]
fn a_page_that_changes_around_an_article_is_no_new_version_and_does_not_grow() {
    let mut desk = Desk::new();
    let put = |desk: &mut Desk, words: &str, page: &str| {
        desk.put_article("a", "test:a", &with_page(words, page))
    };
    let id = put(&mut desk, "Title. The words.", "1 comment").id;
    let mark = desk.note(&id, "The words", "kept");
    for comments in 2..9 {
        let arrived = put(
            &mut desk,
            "Title.  The words.",
            &format!("{comments} comments"),
        );
        assert_eq!(arrived.outcome, Outcome::Known);
    }
    let stored = desk.library.article(&id).unwrap();
    assert!(
        stored.article.text.contains("8 comments"),
        "the text is right"
    );
    assert!(!desk.library.row(&id).unwrap().updated);
    assert_eq!(desk.library.revisions(&id).unwrap().len(), 1);
    // The first text carries the mark and stays; of the others only the present one is there.
    assert_eq!(desk.texts(), 2);
    assert_eq!(
        desk.library.notes_of(&id).unwrap()[0]
            .span
            .unwrap()
            .of(&stored.article.text),
        "The words"
    );
    assert_eq!(
        desk.library
            .annotation(&mark)
            .unwrap()
            .target
            .unwrap()
            .quote
            .as_str(),
        "The words"
    );
    desk.is_well();
    assert_eq!(
        put(&mut desk, "Title. Other words.", "8 comments").outcome,
        Outcome::Updated
    );
    assert_eq!(desk.library.revisions(&id).unwrap().len(), 2);
    desk.is_well();
}

#[test]
fn versions_are_kept_whole_numbered_and_a_text_that_comes_back_is_one_more() {
    let mut desk = Desk::new();
    let texts = [
        "Title\nIt costs 5.",
        "Title\nIt costs 7.",
        "Title\nIt costs 5.",
    ];
    let id = desk.add("a", texts[0]);
    for text in &texts[1..] {
        assert_eq!(desk.put("a", "test:a", text).outcome, Outcome::Updated);
    }
    let mut desk = desk.reopened();
    let revisions = desk.library.revisions(&id).unwrap();
    let numbers: Vec<u32> = revisions.iter().map(|one| one.number).collect();
    assert_eq!(numbers, [1, 2, 3]);
    assert!(revisions[0].came < revisions[1].came && revisions[1].came < revisions[2].came);
    for (number, text) in (1..).zip(texts) {
        let stored = desk.library.article_at(&id, number).unwrap();
        assert_eq!(stored.article.text.as_str(), text);
        assert_eq!(
            desk.library.original_at(&id, number).unwrap(),
            text.as_bytes()
        );
    }
    assert!(desk.library.article_at(&id, 4).is_err());
    desk.is_well();
    desk.add("b", "Another");
    desk.is_well();
}

#[test]
fn the_version_read_last_is_known_and_reading_is_no_change_to_take_back() {
    let mut desk = Desk::new();
    let id = desk.add("a", "Title\nOne.");
    desk.automatically(Action::SetState {
        articles: vec![id.clone()],
        state: StateChange {
            read: Some(true),
            ..StateChange::default()
        },
    });
    desk.put("a", "test:a", "Title\nTwo.");
    desk.put("a", "test:a", "Title\nThree.");
    let seen = |desk: &Desk| -> Vec<bool> {
        let all = desk.library.revisions(&id).unwrap();
        all.iter().map(|one| one.seen.is_some()).collect()
    };
    assert_eq!(
        seen(&desk),
        [true, false, false],
        "only what was there when it was read"
    );
    assert!(desk.library.row(&id).unwrap().updated);
    let see = |revision| Action::See {
        article: id.clone(),
        revision,
    };
    desk.automatically(see(2));
    assert!(desk.library.row(&id).unwrap().updated, "not the newest");
    desk.automatically(see(3));
    assert!(!desk.library.row(&id).unwrap().updated);
    assert_eq!(seen(&desk), [true, true, true]);
    let mut desk = desk.reopened();
    assert_eq!(desk.undo().unwrap(), None);
    assert_eq!(seen(&desk), [true, true, true]);
    desk.is_well();
}

#[test]
fn marks_follow_over_versions_and_an_undo_brings_one_back_to_its_words() {
    let mut desk = Desk::new();
    let id = desk.add("a", "Title\nThe plan is large. It costs much.");
    let mark = desk.note(&id, "It costs much", "why");
    desk.put(
        "a",
        "test:a",
        "Title\nA word before. The plan is large. It costs much.",
    );
    desk.act(Action::DeleteAnnotation { annotation: mark });
    desk.put(
        "a",
        "test:a",
        "Title\nTwo words more before. The plan is large. It costs much.",
    );
    let mut desk = desk.reopened();
    desk.undo().unwrap();
    let note = &desk.library.notes_of(&id).unwrap()[0];
    let text = desk.library.article(&id).unwrap().article.text;
    assert_eq!(note.span.unwrap().of(&text), "It costs much");
    desk.is_well();
}

#[test]
fn the_same_bytes_read_by_a_newer_program_are_no_new_version() {
    let mut desk = Desk::new();
    let id = desk.add("a", "Title\nWords.");
    let remade = support::article("Title\nWords, read better.", at(0));
    let put = support::put_read_by(
        &mut desk.library,
        "a",
        "test:a",
        b"Title\nWords.",
        &remade,
        2,
    );
    assert_eq!(put.outcome, Outcome::Known);
    assert!(!desk.library.row(&id).unwrap().updated);
    assert_eq!(desk.library.revisions(&id).unwrap().len(), 1);
    assert_eq!(desk.texts(), 1, "the reading before is not kept");
    desk.is_well();
}

#[test]
fn removing_a_source_keeps_what_a_person_worked_on() {
    let mut desk = Desk::new();
    let ids: Vec<ArticleId> = ["a", "b", "c"]
        .map(|id| desk.add(id, &format!("Title {id}\ntext of {id}")))
        .to_vec();
    desk.note(&ids[0], "", "mine");
    desk.tag(&ids[1], "keep");
    let change = desk.change(Action::RemoveSource {
        source: SourceId::named("test"),
    });
    let applied = desk.library.apply(&change).unwrap();
    assert_eq!((applied.articles.len(), applied.kept), (1, 2));
    assert_eq!(desk.library.list(&Query::default(), 0, 9).unwrap().total, 2);
    desk.is_well();
    desk.undo().unwrap();
    assert_eq!(desk.library.list(&Query::default(), 0, 9).unwrap().total, 3);
    desk.add("d", "Title d\nCame in between.");
    desk.redo().unwrap();
    assert_eq!(
        desk.library.list(&Query::default(), 0, 9).unwrap().total,
        3,
        "what came in between stays"
    );
    desk.is_well();
}

#[test]
fn the_list_is_read_by_window_from_either_end() {
    let mut desk = Desk::new();
    for number in 0..50 {
        desk.add(
            &format!("a{number:02}"),
            &format!("Title {number}\ntext {number}"),
        );
    }
    let all: Vec<String> = desk
        .library
        .all(&Query::default())
        .unwrap()
        .iter()
        .map(|row| row.id.to_string())
        .collect();
    assert_eq!(all[0], "a49");
    for first in [0, 7, 30, 45, 60] {
        let page = desk.library.list(&Query::default(), first, 10).unwrap();
        let ids: Vec<String> = page.rows.iter().map(|row| row.id.to_string()).collect();
        assert_eq!(
            ids,
            all[first.min(50)..(first + 10).min(50)],
            "from {first}"
        );
        assert_eq!(page.total, 50);
    }
    let around = desk
        .library
        .list_around(&Query::default(), &ArticleId::named("a20"), 10)
        .unwrap();
    assert!(around.rows.iter().any(|row| row.id.as_str() == "a20"));
    assert_eq!(around.first, 24);
}

#[test]
fn the_next_unread_article_is_found_however_far_away_and_from_an_article_that_left_the_list() {
    let mut desk = Desk::new();
    let ids: Vec<ArticleId> = (0..200)
        .map(|number| desk.add(&format!("a{number:03}"), &format!("Title\ntext {number}")))
        .collect();
    let state = StateChange {
        read: Some(true),
        ..StateChange::default()
    };
    desk.act(Action::SetState {
        articles: ids[3..].to_vec(),
        state,
    });
    let all = Query::default();
    let unread = Query {
        filter: pressmark::query::parse("is:unread").unwrap().filter,
        ..Query::default()
    };
    let newest = &ids[199];
    for query in [&all, &unread] {
        let next = |from, forward| desk.library.next_unread(query, from, forward).unwrap();
        assert_eq!(next(newest, true).as_ref(), Some(&ids[2]));
        assert_eq!(next(&ids[2], true).as_ref(), Some(&ids[1]));
        assert_eq!(next(&ids[0], true), None);
        assert_eq!(next(&ids[0], false).as_ref(), Some(&ids[1]));
        assert_eq!(next(&ids[2], false), None);
    }
}

#[test]
fn words_are_found_in_texts_titles_notes_and_tags() {
    let mut desk = Desk::new();
    let meta = desk.add(
        "meta",
        "Meta lifts capex\nThe Café near 人工智能投资 spends on H100 chips.",
    );
    let other = desk.add("other", "Weather\nRain is expected.");
    desk.note(&other, "Rain", "check with the Ōsaka office");
    desk.tag(&other, "climate");
    let found = |typed: &str| -> Vec<String> {
        let query = pressmark::query::parse(typed).unwrap();
        let rows = desk.library.list(&query, 0, 10).unwrap().rows;
        assert_eq!(desk.library.all(&query).unwrap(), rows, "{typed}");
        rows.iter().map(|row| row.id.to_string()).collect()
    };
    assert_eq!(found("cafe"), ["meta"]);
    assert_eq!(found("智能"), ["meta"]);
    assert_eq!(found("智"), ["meta"]);
    assert_eq!(found("me"), ["meta"], "two letters look in names");
    assert_eq!(found("chi"), ["meta"], "three look in texts");
    assert_eq!(found("osaka"), ["other"]);
    assert_eq!(
        found("climate rain"),
        ["other"],
        "words may stand in different places"
    );
    assert_eq!(found("tag:climate"), ["other"]);
    assert_eq!(found("\"spends on\""), ["meta"]);
    assert_eq!(found("\"on spends\""), Vec::<String>::new());
    assert_eq!(found("title:capex"), ["meta"]);
    assert_eq!(found("-rain"), ["meta"]);
    assert_eq!(found("has:note"), ["other"]);
    assert_eq!(found("source:news"), ["other", "meta"]);
    assert_eq!(meta.as_str(), "meta");
}

#[test]
fn a_backup_brings_everything_back() {
    let mut desk = Desk::new();
    let article = desk.add("a", "Title\nSome text.");
    desk.note(&article, "text", "before");
    let file = desk.path().join("copy.db");
    desk.library.backup(&file).unwrap();
    desk.note(&article, "", "after");
    let folder = desk.path().to_owned();
    let kept = Library::restore(&folder, &file).unwrap().unwrap();
    let mut desk = desk.reopened();
    assert_eq!(desk.notes(), ["before"]);
    desk.is_well();
    Library::restore(&folder, &kept).unwrap();
    desk = desk.reopened();
    assert_eq!(
        desk.notes(),
        ["after", "before"],
        "what was there before the restore was kept"
    );
}

#[test]
fn the_daily_backup_holds_user_data_and_is_skipped_when_nothing_changed() {
    let mut desk = Desk::new();
    let day = |d| jiff::civil::date(2026, 3, d);
    assert_eq!(desk.library.backup_user_data(day(1)).unwrap(), None);
    let article = desk.add("a", "Title\nSome text to mark.");
    desk.add("b", "Other\nNobody marked this.");
    desk.note(&article, "text", "kept");
    desk.tag(&article, "ai");
    let file = desk.library.backup_user_data(day(2)).unwrap().unwrap();
    assert_eq!(desk.library.backup_user_data(day(3)).unwrap(), None);
    for d in 4..=14 {
        desk.note(&article, "", "more");
        desk.library.backup_user_data(day(d)).unwrap();
    }
    assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 7);
    let file = file.with_file_name("user-data-2026-03-08.db");
    let elsewhere = tempfile::tempdir().unwrap();
    Library::restore(elsewhere.path(), &file).unwrap();
    let library = Library::open(elsewhere.path(), OpenOptions::Write).unwrap();
    assert!(notes(&library).contains(&"kept".to_owned()));
    assert_eq!(
        library.article(&article).unwrap().article.text.as_str(),
        "Title\nSome text to mark."
    );
    assert_eq!(
        library
            .list(&pressmark::query::parse("mark tag:ai").unwrap(), 0, 9)
            .unwrap()
            .total,
        1
    );
    assert_eq!(library.doctor().unwrap(), Vec::<String>::new());
}

#[test]
fn a_file_that_is_not_ours_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(FILE);
    fs::write(&file, "my diary, not a library").unwrap();
    for options in [OpenOptions::Read, OpenOptions::Write] {
        assert!(matches!(
            Library::open(folder.path(), options),
            Err(LibraryError::Foreign(_))
        ));
    }
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        "my diary, not a library"
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_newer_library_is_read_and_not_written() {
    let mut desk = Desk::new();
    let article = desk.add("a", "Title\ntext");
    desk.note(&article, "", "from the future");
    let path = desk.path().join(FILE);
    let folder = desk.folder;
    drop(desk.library);
    support::set_schema_number(&path, 99);
    let mut library = Library::open(folder.path(), OpenOptions::Write).unwrap();
    assert!(matches!(library.access(), Access::Read(reason) if reason.contains("newer")));
    assert_eq!(notes(&library), ["from the future"]);
    assert!(matches!(
        library.apply(&support::note_change("x", &article)),
        Err(LibraryError::ReadOnly(_))
    ));
}

#[test]
fn folder_and_file_belong_to_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("made/here");
    let _library = Library::open(&folder, OpenOptions::Write).unwrap();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(&folder.join(FILE)), 0o600);
    assert_eq!(mode(&folder.join("library.db-wal")), 0o600);
}

#[test]
fn ids_are_found_by_any_beginning_and_an_exact_one_wins() {
    let mut desk = Desk::new();
    for id in ["news", "newspaper", "other"] {
        desk.add(id, &format!("Title {id}\ntext of {id}"));
    }
    let id = |typed: &str| desk.library.article_id(typed).map(|id| id.to_string());
    assert_eq!(id("news").unwrap(), "news");
    assert_eq!(id("newsp").unwrap(), "newspaper");
    assert!(matches!(id("new"), Err(LibraryError::Ambiguous { .. })));
    assert!(matches!(id("z"), Err(LibraryError::Unknown { .. })));
    assert_eq!(
        desk.library
            .short_id(&ArticleId::named("newspaper"))
            .unwrap(),
        "newsp"
    );
    assert_eq!(
        desk.library.short_id(&ArticleId::named("other")).unwrap(),
        "other"
    );
}

#[test]
fn drafts_are_kept_until_they_are_empty() {
    let mut desk = Desk::new();
    let draft = |text: &str| pressmark::model::Draft {
        key: "note:a".into(),
        text: text.into(),
    };
    desk.library.keep_draft(&draft("half a sen")).unwrap();
    let mut desk = desk.reopened();
    assert_eq!(desk.library.drafts().unwrap(), [draft("half a sen")]);
    desk.library.keep_draft(&draft("")).unwrap();
    assert!(desk.library.drafts().unwrap().is_empty());
}
