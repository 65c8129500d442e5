//! What holds for any title and any note.

use super::*;

proptest! {
    #[test]
    fn any_title_gives_a_name_that_every_system_takes(title in any::<String>(), id in proptest::option::of("[a-z]{16}")) {
        let name = file_name(&title, id.as_deref(), "md");
        prop_assert!(name.len() <= 160 && name.strip_suffix(".md").is_some() && !name.starts_with('.'));
        prop_assert!(!name.contains(['/', '\\', ':', '\0', '\n', '#', '[', ']', '|']));
        prop_assert!(name.len() > 3);
    }

    #[test]
    fn a_note_is_read_back_as_it_was_written(
        // Separators of lines are shown as blanks, and what looks like an entity stands for another character.
        text in "(> |[-#*`|_ \n]|<!-- |%%|[a-c]|#x|[\\PC--[&\u{85}\u{2028}\u{2029}]]){0,40}", more in "[a-z]{1,9}",
    ) {
        let one = note("aaaa", "Spending", text.trim_matches('\n'));
        let asked = sheet(vec![one.clone()]);
        let file = render(&asked);
        let history = |_: &AnnotationId| vec![one.annotation.clone()];
        prop_assert_eq!(edits(&file, &asked, &history), []);
        if one.annotation.body.note.trim().is_empty() {
            return Ok(());
        }
        let edited = file.replacen("> [!note]\n", &format!("> [!note]\n> {more}\n"), 1);
        let found = edits(&edited, &asked, &history);
        let wanted = format!("{more}\n{}", one.annotation.body.note.as_str());
        prop_assert_eq!(found[0].after.note.as_str(), wanted.trim_matches('\n'));
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
