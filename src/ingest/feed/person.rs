//! Names of authors out of the forms in which feeds write them.

use super::plain_line;
use crate::ingest::finish::line;
use crate::model::SafeText;

/// The names of everyone whom the best source names, each once, with commas between them.
pub(super) fn names(authors: &[(u8, SafeText)]) -> Option<SafeText> {
    let best = authors.iter().map(|(rank, _)| *rank).min()?;
    let mut names: Vec<SafeText> = Vec::new();
    for (_, author) in authors.iter().filter(|(rank, _)| *rank == best).take(50) {
        if let Some(name) = name(author).filter(|name| !names.contains(name)) {
            names.push(name);
        }
    }
    line(
        &names
            .iter()
            .map(SafeText::as_str)
            .collect::<Vec<_>>()
            .join(", "),
    )
}

/// The name in `Name <mail>`, `mail (Name)`, `Name (mail)` or `mail`; a mail address only when there is no name.
pub(super) fn name(author: &str) -> Option<SafeText> {
    let author = author.trim();
    let is_mail = |words: &str| words.contains('@') && !words.trim().contains(char::is_whitespace);
    let bracketed = |open: char, close: char| {
        let (before, rest) = author.split_once(open)?;
        let inside = rest.trim_end().strip_suffix(close)?;
        Some((before.trim(), inside.trim()))
    };
    let parts = bracketed('<', '>').or_else(|| bracketed('(', ')'));
    match parts {
        Some((name, mail)) if is_mail(mail) && !name.is_empty() => {
            plain_line(name.trim_matches('"'))
        }
        Some((mail, name)) if is_mail(mail) && !name.is_empty() => plain_line(name),
        _ => plain_line(author),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_found_in_every_form() {
        for (author, name_of_it) in [
            ("Jane Doe", "Jane Doe"),
            ("Jane Doe <jane@example.org>", "Jane Doe"),
            ("\"Jane Doe\" <jane@example.org>", "Jane Doe"),
            ("jane@example.org (Jane Doe)", "Jane Doe"),
            ("Jane Doe (jane@example.org)", "Jane Doe"),
            ("jane@example.org", "jane@example.org"),
            ("Jane Doe (Reuters)", "Jane Doe (Reuters)"),
            ("Jane &amp; Joe", "Jane & Joe"),
        ] {
            assert_eq!(name(author).as_deref(), Some(name_of_it), "{author}");
        }
        let two = [
            (0, "Jane".into()),
            (1, "wire".into()),
            (0, "Joe".into()),
            (0, "Jane".into()),
        ];
        assert_eq!(names(&two).as_deref(), Some("Jane, Joe"));
    }
}
