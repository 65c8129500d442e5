//! Files as Obsidian would open them.

use super::*;
use crate::model::annotation::{Annotation, Body, Motivation, Target};
use crate::model::{
    AnchorState, AnnotationId, ArticleId, Metadata, PlacedAnnotation, SafeText, Span, TextVersion,
};
use jiff::Timestamp;
use proptest::prelude::*;

const TEXT: &str = "Spending will reach $65 billion.\n# Not a heading [[link]]\nThe plan, *they* say, costs $60–$65 billion.";

fn sheet(notes: Vec<PlacedAnnotation>) -> NoteSheet {
    NoteSheet {
        article: ArticleId::named("abcdefghijklmnop"),
        title: "A plan: \"big\" spending".into(),
        metadata: Metadata {
            byline: Some("Ada".into()),
            site: Some("The Wire".into()),
            url: Some("https://example.org/a b".into()),
            ..Metadata::default()
        },
        tags: vec!["data centres".into()],
        notes,
        texts: Vec::new(),
    }
}

fn note(id: &str, quote: &str, text: &str) -> PlacedAnnotation {
    let span = TEXT
        .find(quote)
        .filter(|_| !quote.is_empty())
        .map(|at| Span::new(at, at + quote.len()));
    PlacedAnnotation {
        annotation: Annotation {
            id: AnnotationId::named(id),
            article: ArticleId::named("abcdefghijklmnop"),
            motivation: Motivation::Commenting,
            target: span.map(|span| Target::new(TEXT, TextVersion::default(), span)),
            body: Body {
                label: Some("figure".into()),
                verdict: Some("not_enough_evidence".into()),
                tags: vec!["capex".into(), "2026".into()],
                note: text.into(),
                fact: None,
            },
            annotator: "ada".into(),
            created: Timestamp::UNIX_EPOCH,
            modified: Timestamp::UNIX_EPOCH,
        },
        span,
        state: AnchorState::Exact,
        title: SafeText::default(),
    }
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
    assert_eq!(merged.kept, 1);
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
fn a_block_that_a_person_took_out_stays_out() {
    let one = sheet(vec![
        note("aaaa", "Spending", "x"),
        note("bbbb", "billion", "y"),
    ]);
    let text = render(&one);
    let cut = text.find("\n<!-- pressmark:bbbb").unwrap();
    let merged = merge(&text[..cut], &one).unwrap();
    assert_eq!(merged.text, text[..cut]);
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
        assert_eq!(file_name(title, None), name, "{title:?}");
    }
    assert_eq!(file_name("Plan", Some("abc/../d")), "Plan abcd.md");
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

proptest! {
    #[test]
    fn any_title_gives_a_name_that_every_system_takes(title in any::<String>(), id in proptest::option::of("[a-z]{16}")) {
        let name = file_name(&title, id.as_deref());
        prop_assert!(name.len() <= 160 && name.strip_suffix(".md").is_some() && !name.starts_with('.'));
        prop_assert!(!name.contains(['/', '\\', ':', '\0', '\n', '#', '[', ']', '|']));
        prop_assert!(name.len() > 3);
    }

    #[test]
    fn any_note_survives_being_written_twice(
        quote in "([-#>*`|$&_ \n\\[\\]]|[a-c]|\\PC){1,40}", text in "([-#>*`|$&_ \n]|<!-- |\\PC){0,60}", own in "([a-z -]|\n|\\PC){0,40}",
    ) {
        let mut one = sheet(vec![note("aaaa", "Spending", &text)]);
        one.notes[0].annotation.target = Some(Target::new(&quote, TextVersion::default(), Span::new(0, quote.len())));
        let file = render(&one);
        prop_assert_eq!(&merge(&file, &one).unwrap().text, &file);
        let file = file + &own;
        prop_assert_eq!(&merge(&file, &one).unwrap().text, &file);
        let none = sheet(Vec::new());
        let fewer = merge(&file, &none).unwrap().text;
        prop_assert!(fewer.ends_with(&own) && !fewer.contains("^pm-aaaa"));
    }
}
