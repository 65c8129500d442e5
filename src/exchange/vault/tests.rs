//! Files as Obsidian would open them.

mod forms;
mod properties;
mod sheets;

use super::*;
use crate::exchange::NoteSheet;
use crate::model::annotation::{Confidence, Target};
use crate::model::{
    AnnotationId, ArticleId, LinkRelation, PlacedAnnotation, SafeText, Span, TextVersion,
};
use proptest::prelude::*;
use sheets::{linked, note, sheet};

#[test]
fn links_and_rulings_stand_behind_the_notes_and_stay_out_when_they_were_taken_out() {
    let mut sheet = sheet(vec![note("one", "$65 billion", "")]);
    sheet.links = vec![
        linked(
            LinkRelation::NotComparable,
            "$65 billion",
            true,
            "Other years",
        ),
        linked(LinkRelation::Updates, "$65 billion", false, ""),
    ];
    let file = render(&sheet);
    assert!(file.contains(
        "“$65 billion” and “costs \\$60–\\$65 billion” (*Rivals \\[follow\\]*): **not comparable** · ada, 1970-01-01"
    ), "{file}");
    assert!(file.contains("> [!note]\n> Other years"));
    assert!(file.contains("(*Rivals \\[follow\\]*) **updates** “$65 billion”"));
    let again = merge(&file, &sheet).unwrap();
    assert_eq!((again.text.as_str(), again.conflicts), (file.as_str(), 0));
    // One that the person took out stays out; one that is gone here goes.
    let start = file.find("<!-- pressmark:ruling-from").unwrap();
    let end = file.find("<!-- pressmark:ruling-to").unwrap();
    let without = format!("{}{}", &file[..start], &file[end..]);
    assert!(
        !merge(&without, &sheet)
            .unwrap()
            .text
            .contains("not comparable")
    );
    sheet.links.pop();
    assert!(!merge(&file, &sheet).unwrap().text.contains("**updates**"));
}

/// The sheet in the built-in form, with no other file in the vault.
fn page<'a>(sheet: &'a NoteSheet, template: &'a Template) -> Page<'a> {
    Page {
        sheet,
        template,
        places: &|_| None,
        left: &[],
    }
}

fn render(sheet: &NoteSheet) -> String {
    page(sheet, &Template::default()).render()
}

fn id_of(file: &str) -> Option<ArticleId> {
    article_of(file, Form::Markdown)
}

fn edits(file: &str, sheet: &NoteSheet, history: &dyn History) -> Vec<Edit> {
    super::edits(file, &page(sheet, &Template::default()), history)
}

/// A file brought up to date without a memory of what was written before.
fn merge(existing: &str, sheet: &NoteSheet) -> Option<Merged> {
    merge_with(existing, sheet, &[])
}

/// The same, knowing that the notes once were like this.
fn merge_with(existing: &str, sheet: &NoteSheet, past: &[PlacedAnnotation]) -> Option<Merged> {
    let history = |id: &AnnotationId| {
        let of = past.iter().filter(|note| note.annotation.id == *id);
        of.map(|note| note.annotation.clone()).collect()
    };
    let template = Template::default();
    let update = Update {
        page: page(sheet, &template),
        history: &history,
        restore: false,
    };
    update.merge(existing, &|_| false)
}

#[test]
fn a_file_reads_well_and_is_always_the_same() {
    let sheet = sheet(vec![
        note("bbbb", "costs $60–$65 billion", "Check *this*.\n\nTwice."),
        note(
            "aaaa",
            "Spending will reach $65 billion.\n# Not a heading [[link]]",
            "",
        ),
        note("cccc", "", "On the whole."),
    ]);
    let text = render(&sheet);
    insta::assert_snapshot!(text);
    let mut shuffled = sheet.clone();
    shuffled.notes.reverse();
    assert_eq!(render(&shuffled), text);
    assert_eq!(id_of(&text), Some(sheet.article));
}

#[test]
fn exporting_again_changes_nothing_and_new_notes_come_after_the_old() {
    let one = sheet(vec![note("aaaa", "Spending", "x")]);
    let text = render(&one);
    assert_eq!(merge(&text, &one).unwrap().text, text);
    let two = sheet(vec![
        note("aaaa", "Spending", "x"),
        note("bbbb", "billion", "y"),
    ]);
    let merged = merge(&text, &two).unwrap();
    assert_eq!(merged.text, render(&two));
    assert_eq!(merge(&merged.text, &one).unwrap().text, text);
}

#[test]
fn what_a_person_wrote_stays() {
    let one = sheet(vec![
        note("aaaa", "Spending", "first"),
        note("bbbb", "billion", "second"),
    ]);
    let mut file = render(&one).replace("> first", "> first, and my own thought");
    file = file.replace("\n---\n", "\naliases: [mine]\n---\n")
        + "\nMy own words at the end, without a line end";
    file = file.replace("tags: [\"data-centres\"]", "tags:\n  - own");
    let changed = sheet(vec![
        note("aaaa", "Spending", "changed"),
        note("bbbb", "billion", "changed"),
    ]);
    let merged = merge(&file, &changed).unwrap();
    assert_eq!(merged.conflicts, 1);
    for kept in [
        "> first, and my own thought",
        "aliases: [mine]",
        "tags:\n  - own",
        "My own words at the end",
        "> changed",
    ] {
        assert!(
            merged.text.contains(kept),
            "{kept} is missing in\n{}",
            merged.text
        );
    }
    assert!(!merged.text.contains("> second"));
    assert_eq!(merge(&merged.text, &changed).unwrap().text, merged.text);
}

#[test]
fn an_edited_note_is_merged_with_what_changed_here() {
    let old = note("aaaa", "Spending", "one\n\ntwo\n\nthree");
    let new = note("aaaa", "Spending", "one\n\ntwo\n\nTHREE");
    let file = render(&sheet(vec![old.clone()])).replace("> one", "> one and mine");
    let changed = sheet(vec![new]);
    let merged = merge_with(&file, &changed, std::slice::from_ref(&old)).unwrap();
    assert_eq!(merged.conflicts, 0);
    assert!(
        merged
            .text
            .contains("> one and mine\n>\n> two\n>\n> THREE\n"),
        "{}",
        merged.text
    );
    assert_eq!(merge(&merged.text, &changed).unwrap().text, merged.text);
}

#[test]
fn where_both_changed_a_line_the_persons_stays_and_a_callout_shows_ours_once() {
    let old = note("aaaa", "Spending", "one");
    let file = render(&sheet(vec![old.clone()])).replace("> one", "> mine");
    let changed = sheet(vec![note("aaaa", "Spending", "ours")]);
    let merged = merge_with(&file, &changed, std::slice::from_ref(&old)).unwrap();
    assert_eq!(merged.conflicts, 1);
    insta::assert_snapshot!(merged.text);
    let again = merge(&merged.text, &changed).unwrap();
    assert_eq!(
        (again.text.as_str(), again.conflicts),
        (merged.text.as_str(), 0)
    );
    // A callout that was thrown away stays away, and one that is no longer true goes.
    let cut = merged.text.find("\n<!-- pressmark:update.aaaa").unwrap();
    assert_eq!(
        merge(&merged.text[..cut], &changed).unwrap().text,
        merged.text[..cut]
    );
    let agreed = sheet(vec![note("aaaa", "Spending", "mine")]);
    assert_eq!(merge(&merged.text, &agreed).unwrap().text, render(&agreed));
}

#[test]
fn a_note_that_is_gone_leaves_the_persons_text_in_its_block() {
    let one = sheet(vec![note("aaaa", "Spending", "one")]);
    let file = render(&one).replace("> one", "> mine");
    let none = sheet(Vec::new());
    let merged = merge(&file, &none).unwrap();
    assert!(merged.text.contains("> mine") && merged.text.contains("Taken away"));
    assert_eq!(merge(&merged.text, &none).unwrap().text, merged.text);
}

#[test]
fn what_a_person_wrote_in_a_block_is_read_back() {
    let one = note("aaaa", "Spending", "first\n\nsecond <!-- x");
    let whole = note("cccc", "", "");
    let file = render(&sheet(vec![one.clone(), whole.clone()]));
    let asked = sheet(vec![one.clone(), whole.clone()]);
    let history = |id: &AnnotationId| {
        let of = [&one, &whole]
            .into_iter()
            .filter(|note| note.annotation.id == *id);
        of.map(|note| note.annotation.clone()).collect()
    };
    assert_eq!(edits(&file, &asked, &history), []);
    let edited = file
        .replacen("> first", "> first, and mine", 1)
        .replacen("#capex", "#capex #new/tag", 1)
        .replacen(
            "^pm-cccc\n",
            "^pm-cccc\n\nMy own words.\n\n> A quotation.\n",
            1,
        );
    let found = edits(&edited, &asked, &history);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0].of.id(), whole.annotation.id.as_str());
    assert_eq!(
        found[0].after.note.as_str(),
        "My own words.\n\n> A quotation."
    );
    assert_eq!(
        found[1].after.note.as_str(),
        "first, and mine\n\nsecond <!-- x"
    );
    assert!(
        found
            .iter()
            .flat_map(|edit| &edit.after.tags)
            .any(|tag| tag.as_str() == "new/tag")
    );
    // The library changed another line of the note meanwhile, or the same one.
    for (text, wanted) in [
        (
            "first\n\nsecond and more",
            Some("first, and mine\n\nsecond and more"),
        ),
        ("other\n\nsecond <!-- x", None),
    ] {
        let newer = sheet(vec![note("aaaa", "Spending", text)]);
        let found = edits(&edited, &newer, &history);
        assert_eq!(found[0].conflict.is_some(), wanted.is_none());
        if let Some(wanted) = wanted {
            assert_eq!(found[0].after.note.as_str(), wanted);
        }
    }
}

#[test]
fn front_matter_that_an_editor_wrote_anew_is_still_ours() {
    let one = sheet(vec![
        note("aaaa", "Spending", "x"),
        note("bbbb", "billion", "y"),
    ]);
    let file = render(&one);
    let cut = file.find("\n<!-- pressmark:bbbb").unwrap();
    let rewritten = file[..cut]
        .replace(
            "pressmark-id: \"abcdefghijklmnop\"",
            "pressmark-id: abcdefghijklmnop",
        )
        .replace(
            "pressmark-notes: [\"aaaa\", \"bbbb\"]",
            "pressmark-notes:\n  - aaaa\n  - bbbb",
        );
    for file in [rewritten.clone(), format!("\u{feff}{rewritten}")] {
        let merged = merge(&file, &one).unwrap().text;
        assert!(!merged.contains("^pm-bbbb"), "{merged}");
        assert_eq!(merged.starts_with('\u{feff}'), file.starts_with('\u{feff}'));
        assert_eq!(merge(&merged, &one).unwrap().text, merged);
    }
}

#[test]
fn a_block_that_a_person_took_out_stays_out() {
    let one = sheet(vec![
        note("aaaa", "Spending", "x"),
        note("bbbb", "billion", "y"),
    ]);
    let text = render(&one);
    let cut = text.find("\n<!-- pressmark:bbbb").unwrap();
    let merged = merge(&text[..cut], &one).unwrap();
    assert_eq!(merged.text, text[..cut]);
    let template = Template::default();
    let asked_for = Update {
        page: page(&one, &template),
        history: &|_: &AnnotationId| Vec::new(),
        restore: true,
    };
    assert_eq!(
        asked_for.merge(&text[..cut], &|_| false).unwrap().text,
        text
    );
}

#[test]
fn line_ends_of_another_system_are_kept() {
    let one = sheet(vec![note("aaaa", "Spending", "x")]);
    let text = render(&one).replace('\n', "\r\n");
    assert_eq!(merge(&text, &one).unwrap().text, text);
    let more = sheet(vec![
        note("aaaa", "Spending", "changed"),
        note("bbbb", "billion", "y"),
    ]);
    let merged = merge(&text, &more).unwrap().text;
    assert_eq!(merged.matches('\n').count(), merged.matches("\r\n").count());
}

#[test]
fn a_hostile_note_stays_inside_its_quote() {
    let hostile = "---\nevil: true\n---\n```\n<!-- x\n%% y\n<!-- /pressmark -->\n^pm-zzzz";
    let one = sheet(vec![
        note("aaaa", "Spending", hostile),
        note("bbbb", "billion", "after"),
    ]);
    let text = render(&one);
    assert_eq!(text.matches("\n<!-- /pressmark -->").count(), 3);
    assert!(!text.contains("\n---\nevil") && !text.contains("%%") && !text.contains("^pm-zzzz"));
    assert_eq!(merge(&text, &one).unwrap().text, text);
    let mut titled = one;
    titled.title = "\u{2028}--- #x \"\\".into();
    let text = render(&titled);
    assert!(text.contains("title: \"\\u2028--- #x \\\"\\\\\""), "{text}");
    assert_eq!(id_of(&text), Some(titled.article));
}

#[test]
fn file_names_are_safe() {
    for (title, name) in [
        ("Meta's plan: $65 billion?", "Meta's plan $65 billion.md"),
        ("../../etc/passwd", "etc passwd.md"),
        (".hidden", "hidden.md"),
        ("CON", "_CON.md"),
        ("nul.txt", "_nul.txt.md"),
        ("", "article.md"),
        ("///", "article.md"),
        ("人工智能投资", "人工智能投资.md"),
        ("a\u{202e}b\u{0}c", "a b c.md"),
        ("trailing. . ", "trailing.md"),
    ] {
        assert_eq!(file_name(title, None, "md"), name, "{title:?}");
    }
    assert_eq!(file_name("Plan", Some("abc/../d"), "md"), "Plan abcd.md");
}

#[test]
fn a_file_of_somebody_else_is_not_ours() {
    for text in [
        "",
        "---",
        "# Title",
        "---\ntitle: x\n---\n",
        "---\npressmark-id: \"a\"\n",
        "pressmark-id: a",
    ] {
        assert_eq!(id_of(text), None, "{text:?}");
        assert_eq!(merge(text, &sheet(Vec::new())), None);
    }
}
