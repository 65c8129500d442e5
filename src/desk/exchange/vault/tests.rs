//! Vaults on a real disk.

mod edits;
mod folder;
mod hand;
mod world;

use super::*;
use crate::model::annotation::{Annotation, Body, Motivation};
use crate::model::{AnchorState, AnnotationId, Metadata, PlacedAnnotation, SafeText};
use jiff::Timestamp;

fn sheet(id: &str, title: &str, note: &str) -> NoteSheet {
    let annotation = Annotation {
        id: AnnotationId::named("n1"),
        article: ArticleId::named(id),
        motivation: Motivation::Commenting,
        target: None,
        body: Body {
            note: note.into(),
            ..Body::default()
        },
        annotator: "ada".into(),
        created: Timestamp::UNIX_EPOCH,
        modified: Timestamp::UNIX_EPOCH,
    };
    let placed = PlacedAnnotation {
        annotation,
        span: None,
        state: AnchorState::Exact,
        title: SafeText::default(),
    };
    NoteSheet {
        article: ArticleId::named(id),
        title: title.into(),
        metadata: Metadata::default(),
        tags: Vec::new(),
        notes: vec![placed],
        version: None,
        links: Vec::new(),
        labelling: Vec::new(),
        texts: Vec::new(),
    }
}

/// A library that does not know what its notes said before.
fn unknown(_: &AnnotationId) -> Vec<Annotation> {
    Vec::new()
}

fn export(folder: &Path, sheets: &[NoteSheet]) -> ExportReport {
    let mut vault = Vault::open(folder, Template::default(), false).unwrap();
    let mut report = ExportReport::default();
    for sheet in sheets {
        vault.plan(&sheet.article, &sheet.title);
    }
    for sheet in sheets {
        vault.export(sheet, &Asked::default(), &unknown, false, &mut report);
    }
    vault.finish(&mut report);
    report
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn exporting_twice_writes_once() {
    let folder = tempfile::tempdir().unwrap();
    let sheets = [sheet("a1", "One", "x"), sheet("a2", "Two", "y")];
    let first = export(folder.path(), &sheets);
    assert_eq!((first.written, first.unchanged), (2, 0));
    let before = fs::metadata(folder.path().join("One.md"))
        .unwrap()
        .modified()
        .unwrap();
    let second = export(folder.path(), &sheets);
    assert_eq!((second.written, second.unchanged), (0, 2));
    assert_eq!(
        fs::metadata(folder.path().join("One.md"))
            .unwrap()
            .modified()
            .unwrap(),
        before
    );
    assert_eq!(names(folder.path()), ["One.md", "Two.md"]);
}

#[test]
fn a_file_of_somebody_else_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("one.MD"), "mine").unwrap();
    export(folder.path(), &[sheet("a1", "One", "x")]);
    assert_eq!(names(folder.path()), ["One a1.md", "one.MD"]);
    assert_eq!(
        fs::read_to_string(folder.path().join("one.MD")).unwrap(),
        "mine"
    );
    fs::write(folder.path().join("Two a2.md"), "mine").unwrap();
    fs::write(folder.path().join("Two.md"), "mine").unwrap();
    let report = export(folder.path(), &[sheet("a2", "Two", "y")]);
    assert_eq!(report.written, 0);
    assert!(
        report.refused[0].contains("is not ours"),
        "{:?}",
        report.refused
    );
}

#[test]
fn a_renamed_and_moved_file_is_found_again() {
    let folder = tempfile::tempdir().unwrap();
    export(folder.path(), &[sheet("a1", "One", "x")]);
    let moved = folder.path().join("deep");
    fs::create_dir(&moved).unwrap();
    fs::rename(folder.path().join("One.md"), moved.join("Mine.md")).unwrap();
    let report = export(folder.path(), &[sheet("a1", "One", "changed")]);
    assert_eq!(report.written, 1);
    assert!(
        fs::read_to_string(moved.join("Mine.md"))
            .unwrap()
            .contains("changed")
    );
    assert_eq!(names(folder.path()), ["deep"]);
}

#[test]
fn a_note_that_was_moved_to_another_file_is_kept_up_to_date_there() {
    let folder = tempfile::tempdir().unwrap();
    export(folder.path(), &[sheet("a1", "One", "x")]);
    let (own, other) = (folder.path().join("One.md"), folder.path().join("Mine.md"));
    let text = fs::read_to_string(&own).unwrap();
    let (before, block) = text.split_at(text.find("<!-- pressmark:n1").unwrap());
    fs::write(&own, before).unwrap();
    fs::write(&other, format!("My list\n\n{block}and more")).unwrap();
    export(folder.path(), &[sheet("a1", "One", "changed")]);
    assert!(!fs::read_to_string(&own).unwrap().contains("^pm-n1"));
    let moved = fs::read_to_string(&other).unwrap();
    assert!(
        moved.starts_with("My list\n\n<!--")
            && moved.contains("> changed")
            && moved.ends_with("-->\nand more")
    );
    // A block of another article in a file of ours is not ours to take out.
    let one = fs::read_to_string(&own).unwrap();
    fs::write(
        &own,
        format!("{one}<!-- pressmark:zz:811c9dc5 -->\n<!-- /pressmark -->\n"),
    )
    .unwrap();
    assert_eq!(
        export(folder.path(), &[sheet("a1", "One", "changed")]).written,
        0
    );
}

#[test]
fn a_check_writes_nothing_and_tells_what_is_stale() {
    let folder = tempfile::tempdir().unwrap();
    let vault = folder.path().join("vault");
    let check = |title: &str| {
        let mut report = ExportReport::default();
        let mut vault = Vault::open(&vault, Template::default(), true).unwrap();
        let asked = Asked::default();
        vault.export(
            &sheet("a1", title, "x"),
            &asked,
            &unknown,
            false,
            &mut report,
        );
        report.files
    };
    assert_eq!(check("One"), [vault.join("One.md")]);
    assert!(!vault.exists());
    export(&vault, &[sheet("a1", "One", "x")]);
    assert_eq!(check("One"), Vec::<PathBuf>::new());
    assert_eq!(check("Two"), [vault.join("One.md")]);
    assert!(
        !fs::read_to_string(vault.join("One.md"))
            .unwrap()
            .contains("Two")
    );
}

#[test]
fn two_articles_of_one_title_have_two_files_and_none_leaves_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let vault = folder.path().join("vault");
    export(
        &vault,
        &[sheet("a1", "../../One", "x"), sheet("a2", "../../ONE", "y")],
    );
    assert_eq!(names(&vault), ["ONE a2.md", "One.md"]);
    assert_eq!(names(folder.path()), ["vault"]);
}

#[test]
fn an_article_without_notes_gets_no_file_but_loses_its_old_notes() {
    let folder = tempfile::tempdir().unwrap();
    let full = sheet("a1", "One", "x");
    let empty = NoteSheet {
        notes: Vec::new(),
        ..full.clone()
    };
    assert_eq!(
        export(folder.path(), std::slice::from_ref(&empty)).written,
        0
    );
    export(folder.path(), &[full]);
    assert_eq!(export(folder.path(), &[empty]).written, 1);
    assert!(
        !fs::read_to_string(folder.path().join("One.md"))
            .unwrap()
            .contains("^pm-n1")
    );
}

#[test]
fn a_file_that_is_write_protected_is_left_alone_and_told() {
    let folder = tempfile::tempdir().unwrap();
    export(folder.path(), &[sheet("a1", "One", "x")]);
    let own = folder.path().join("One.md");
    let before = fs::read_to_string(&own).unwrap();
    let mut permissions = fs::metadata(&own).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&own, permissions).unwrap();
    let report = export(folder.path(), &[sheet("a1", "One", "changed")]);
    assert_eq!((report.written, report.refused.len()), (0, 1));
    assert!(report.refused[0].contains("write-protected"));
    assert_eq!(fs::read_to_string(&own).unwrap(), before);
}

#[test]
fn many_files_are_told_in_their_order_and_one_changed_on_the_way_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let sheets = |note: &str| {
        let sheet = |at| {
            let mut sheet = sheet(&format!("a{at}"), &format!("Title {at:03}"), note);
            sheet.notes[0].annotation.id = AnnotationId::named(&format!("n{at}"));
            sheet
        };
        (0..150).map(sheet).collect::<Vec<_>>()
    };
    let path = |at: usize| folder.path().join(format!("Title {at:03}.md"));
    let report = export(folder.path(), &sheets("x"));
    assert_eq!(report.files, (0..150).map(path).collect::<Vec<_>>());

    let mut vault = Vault::open(folder.path(), Template::default(), false).unwrap();
    let mut report = ExportReport::default();
    for sheet in sheets("changed") {
        vault.export(&sheet, &Asked::default(), &unknown, false, &mut report);
        // The last files are still on their way when somebody saves one of them.
        if sheet.title.as_str() == "Title 149" {
            fs::write(path(149), "mine").unwrap();
        }
    }
    vault.finish(&mut report);
    assert_eq!((report.written, report.files.len()), (149, 149));
    assert!(report.refused[0].contains("Title 149.md: was changed by another program just now"));
    assert_eq!(fs::read_to_string(path(149)).unwrap(), "mine");
}

#[test]
fn a_folder_that_is_a_file_is_an_error() {
    let file = tempfile::NamedTempFile::new().unwrap();
    assert!(Vault::open(file.path(), Template::default(), false).is_err());
}
