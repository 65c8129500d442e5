//! Vaults on a real disk.

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
        texts: Vec::new(),
    }
}

fn export(folder: &Path, sheets: &[NoteSheet]) -> ExportReport {
    let mut vault = Vault::open(folder).unwrap();
    let mut report = ExportReport::default();
    for sheet in sheets {
        vault.export(sheet, &mut report);
    }
    vault.sync();
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
fn a_folder_that_is_a_file_is_an_error() {
    let file = tempfile::NamedTempFile::new().unwrap();
    assert!(Vault::open(file.path()).is_err());
}
