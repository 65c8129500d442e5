//! What holds for every form and every template.

use super::*;
use crate::exchange::vault::block::{Piece, cut};
use proptest::sample::{Index, subsequence};

fn written(sheet: &NoteSheet, template: &Template) -> String {
    page(sheet, template).render()
}

fn pulled(file: &str, sheet: &NoteSheet, template: &Template) -> Vec<Edit> {
    let history = |id: &AnnotationId| {
        let own = sheet.notes.iter().filter(|note| note.annotation.id == *id);
        own.map(|note| note.annotation.clone()).collect()
    };
    super::super::edits(file, &page(sheet, template), &history)
}

fn again(file: &str, sheet: &NoteSheet, template: &Template) -> Merged {
    let history = |id: &AnnotationId| {
        let own = sheet.notes.iter().filter(|note| note.annotation.id == *id);
        own.map(|note| note.annotation.clone()).collect()
    };
    let update = Update {
        page: page(sheet, template),
        history: &history,
        restore: false,
    };
    update.merge(file, &|_| false).unwrap()
}

#[test]
fn a_file_of_org_mode_reads_well() {
    let mut sheet = sheet(vec![
        note(
            "bbbb",
            "costs $60–$65 billion",
            "Check /this/.\n* No heading\n\nTwice.",
        ),
        note(
            "aaaa",
            "Spending will reach $65 billion.\n# Not a heading [[link]]",
            "",
        ),
        note("cccc", "", "On the whole."),
    ]);
    sheet.links = vec![linked(LinkRelation::Supports, "$65 billion", true, "")];
    let template = Template::built_in(Form::Org);
    let text = written(&sheet, &template);
    insta::assert_snapshot!(text);
    assert_eq!(again(&text, &sheet, &template).text, text);
    assert_eq!(article_of(&text, Form::Org), Some(sheet.article));
}

#[test]
fn what_a_person_changed_in_the_fields_of_a_block_is_read_back() {
    let one = note("aaaa", "Spending", "first");
    let asked = sheet(vec![one.clone()]);
    for (form, changes) in [
        (
            Form::Markdown,
            [
                (
                    "**figure** · not enough",
                    "**key claim** · high confidence · not enough",
                ),
                ("not enough evidence", "supported"),
                ("#capex · #_2026", "#capex #new"),
                ("> first", "> first and mine"),
            ],
        ),
        (
            Form::Org,
            [
                (
                    ":LABEL: figure",
                    ":LABEL:    key claim\n:CONFIDENCE: high confidence",
                ),
                ("not enough evidence", "supported"),
                (" :capex:2026:", "      :capex:new:"),
                ("\nfirst\n", "\nfirst and mine\n"),
            ],
        ),
    ] {
        let template = Template::built_in(form);
        let file = written(&asked, &template);
        let edited = changes.iter().fold(file.clone(), |text, (from, to)| {
            assert!(text.contains(from), "{from} in\n{text}");
            text.replacen(from, to, 1)
        });
        let found = pulled(&edited, &asked, &template);
        assert_eq!(found.len(), 1, "{edited}");
        let after = &found[0].after;
        assert_eq!(found[0].conflict, None);
        assert_eq!(after.label.as_deref(), Some("key claim"), "{form:?}");
        assert_eq!(after.verdict.as_deref(), Some("supported"), "{form:?}");
        assert_eq!(after.confidence, Some(Confidence::High));
        assert_eq!(after.note.as_str(), "first and mine");
        let tags: Vec<&str> = after.tags.iter().map(SafeText::as_str).collect();
        assert_eq!(tags, ["capex", "new"], "{form:?}");
        // Taken over, the block is ours again.
        let mut taken = asked.clone();
        taken.notes[0].annotation.body = found[0].after.clone();
        let history = |_: &AnnotationId| vec![one.annotation.clone()];
        let update = Update {
            page: page(&taken, &template),
            history: &history,
            restore: false,
        };
        let merged = update.merge(&edited, &|_| false).unwrap();
        assert_eq!(merged.text, written(&taken, &template));
    }
}

#[test]
fn a_field_that_both_changed_is_told_with_both_words() {
    let one = note("aaaa", "Spending", "first");
    let file = render(&sheet(vec![one.clone()])).replacen("**figure**", "**mine**", 1);
    let mut newer = one.clone();
    newer.annotation.body.label = Some("ours".into());
    let history = |_: &AnnotationId| vec![one.annotation.clone()];
    let found = edits(&file, &sheet(vec![newer]), &history);
    assert_eq!(
        found[0].conflict,
        Some("the label changed in the library as well")
    );
    let words = (
        found[0].before.label.as_deref(),
        found[0].after.label.as_deref(),
    );
    assert_eq!(words, (Some("ours"), Some("mine")));
}

#[test]
fn what_org_files_hold_of_a_person_stays() {
    let template = Template::built_in(Form::Org);
    let one = sheet(vec![
        note("aaaa", "Spending", "first"),
        note("bbbb", "billion", "second"),
    ]);
    let file = written(&one, &template)
        .replace(":URL:", ":ZOTERO: x\n:URL:")
        .replace("#+title:", "#+startup: overview\n#+title:")
        .replacen("** Spending ", "**** TODO Spending ", 1)
        + "* My own\nwords";
    assert_eq!(again(&file, &one, &template).text, file);
    let changed = sheet(vec![
        note("aaaa", "Spending", "first"),
        note("bbbb", "billion", "changed"),
    ]);
    let text = again(&file, &changed, &template).text;
    for kept in [
        ":ZOTERO: x\n",
        "#+startup: overview\n",
        "**** TODO Spending ",
        "* My own\nwords",
        "changed",
    ] {
        assert!(text.contains(kept), "{kept} is missing in\n{text}");
    }
    assert!(!text.contains("second"));
}

/// Lines of which a template can be made, each of which may stand anywhere.
fn lines(form: Form) -> Vec<&'static str> {
    match form {
        Form::Markdown => vec![
            "{{quote}}",
            "{{label}}",
            "### {{words}}",
            "**{{label}}** · {{verdict}} · {{tags}} · {{annotator}}, {{date}}",
            "---",
            "- tags:: {{tags}}",
            "> [!quote] {{annotator}}",
            "my own words",
            "",
            "",
            "{{confidence}} · {{state}}",
            "verdict:: {{verdict}}",
            "%% x %%",
        ],
        Form::Org => vec![
            "{{quote}}",
            "- {{label}} ::",
            "{{words}}",
            "{{label}} · {{verdict}} · {{annotator}}, {{date}}",
            "-----",
            "# a comment",
            "my own words",
            "",
            "",
            ": {{tags}}",
            "#+begin_center",
            "#+end_center",
        ],
    }
}

/// A random template that shows the note's text.
fn template() -> impl Strategy<Value = Template> {
    let form = prop_oneof![Just(Form::Markdown), Just(Form::Org)];
    form.prop_flat_map(|form| {
        let all = lines(form);
        let count = all.len();
        let some = subsequence(all, 0..count).prop_shuffle();
        (
            Just(form),
            some,
            any::<Index>(),
            any::<Index>(),
            any::<bool>(),
        )
    })
    .prop_map(|(form, mut lines, one, other, plain)| {
        lines.insert(
            one.index(lines.len() + 1),
            if plain { "{{text}}" } else { "{{note}}" },
        );
        let mut text = String::new();
        match form {
            Form::Markdown => {
                let at = other.index(lines.len() + 1);
                lines.splice(at..at, ["", "{{id}}", ""]);
            }
            Form::Org => text.push_str("** {{label}} {{tags}}\n:PROPERTIES:\n:ID: {{id}}\n:END:\n"),
        }
        Template::read(&(text + &lines.join("\n")), form).unwrap()
    })
}

proptest! {
    #[test]
    fn whatever_the_template_a_file_is_the_same_and_what_is_written_comes_back(
        template in template(), text in "([a-c]{1,4}|[-#*>|:=_ \n]|<!-- |\\[!note\\]|#\\+end_quote|:END:|\\PC){0,30}", word in "[d-k]{3,9}", whole in any::<bool>(),
    ) {
        let one = note("aaaa", if whole { "" } else { "Spending will" }, &text);
        let said = one.annotation.body.note.clone();
        let asked = sheet(vec![one, note("bbbb", "billion", "after")]);
        let file = written(&asked, &template);
        prop_assert_eq!(&again(&file, &asked, &template).text, &file);
        prop_assert_eq!(pulled(&file, &asked, &template), []);
        // The blocks are found again, each once and whole.
        let syntax = template.form.syntax();
        let (_, rest) = syntax.split(&file).unwrap();
        let ids: Vec<String> = block_ids(rest, template.form);
        prop_assert_eq!(ids.len(), 2, "{}", file);
        let untouched = cut(rest, syntax).into_iter().all(|piece| match piece {
            Piece::Block(found) => found.untouched(syntax),
            Piece::Own(own) => own.trim().is_empty(),
        });
        prop_assert!(untouched, "{}", file);
        // A word that the person adds behind another one is added to the note, or is told; nothing else changes.
        let edited = file.replacen("after", &format!("after {word}"), 1);
        let found = pulled(&edited, &asked, &template);
        prop_assert_eq!(found.len(), 1, "{}", edited);
        prop_assert_eq!(found[0].after.note.as_str(), format!("after {word}"), "{}", edited);
        prop_assert_eq!((&found[0].after.tags, &found[0].after.label), (&found[0].before.tags, &found[0].before.label));
        // A line of a note of any text.
        if let Some(line) = said.lines().find(|line| line.len() > 3 && line.bytes().all(|byte| matches!(byte, b'a'..=b'c'))) {
            let edited = file.replacen(line, &format!("{line} {word}"), 1);
            for edit in pulled(&edited, &asked, &template).into_iter().filter(|edit| edit.conflict.is_none()) {
                let wanted = said.replacen(line, &format!("{line} {word}"), 1);
                prop_assert_eq!(edit.after.note.trim(), wanted.trim(), "{}", edited);
            }
        }
    }
}
