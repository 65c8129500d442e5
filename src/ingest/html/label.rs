//! Short lines that pages write around an article, in words or shape that tell them: its title again, when, and who.

use super::survey::Piece;
use crate::ingest::dates;

/// Whether a heading says the title, without the name of its site or with a kicker before it.
pub(super) fn is_title(words: &str, title: &str) -> bool {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let (words, title) = (plain(words), plain(title));
    let part = words.len() * 2 > title.len() && words.len() >= 12 && title.contains(&words);
    let more = title.len() * 9 > words.len() * 5 && title.len() >= 12 && words.contains(&title);
    !words.is_empty() && (words == title || part || more)
}

/// A short line that says when.
pub(super) fn is_dated(piece: &Piece) -> bool {
    const AGO: &[&str] = &[
        " ago",
        "min read",
        "minute read",
        "mins read",
        "minutes read",
        "vor ",
        "il y a ",
        "hace ",
    ];
    const SAID: &[&str] = &[
        "published",
        "posted",
        "updated",
        "last updated",
        "modified",
        "veröffentlicht",
        "aktualisiert",
        "stand:",
        "publié",
        "mis à jour",
        "publicado",
        "actualizado",
        "atualizado",
        "pubblicato",
        "aggiornato",
        "опубликовано",
        "обновлено",
        "gepubliceerd",
        "publicerad",
        "uppdaterad",
        "publisert",
        "oppdatert",
        "opublikowano",
        "aktualizacja",
    ];
    if piece.size > 90 || piece.is_prose() && piece.is_sentence() {
        return false;
    }
    let lower = piece.text.to_lowercase();
    let digits = lower.contains(|c: char| c.is_ascii_digit());
    let says = |words: &[&str]| words.iter().any(|words| lower.contains(words));
    let opens = SAID
        .iter()
        .any(|words| lower.trim_start().starts_with(words));
    let clock = piece.size <= 8
        && digits
        && lower
            .trim()
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | 'h' | 'a' | 'p' | 'm' | ' '));
    let numbers = || {
        lower
            .split(|c: char| !c.is_ascii_digit() && c != '.' && c != '/')
            .any(is_numeric_date)
    };
    digits
        && (clock
            || opens
            || piece.size < 40 && says(AGO)
            || piece.size <= 60 && (dates::find(&piece.text).is_some() || numbers()))
}

/// `14.03.2026`, `3/14/2026`.
fn is_numeric_date(word: &str) -> bool {
    let parts: Vec<&str> = word.trim_end_matches('.').split(['.', '/']).collect();
    matches!(parts.as_slice(), [first, second, year] if (1..=2).contains(&first.len()) && (1..=2).contains(&second.len()) && year.len() == 4)
}

/// A short line that says who.
pub(super) fn is_byline(piece: &Piece, byline: Option<&str>) -> bool {
    if piece.size > 160 || piece.is_sentence() && piece.size > 60 {
        return false;
    }
    let lower = piece.text.to_lowercase();
    let opens = [
        "by ",
        "by: ",
        "von ",
        "par ",
        "por ",
        "di ",
        "text: ",
        "words by ",
        "written by ",
        "автор:",
        "文/",
        "記者",
    ];
    opens.iter().any(|open| lower.starts_with(open)) && !piece.is_sentence()
        || byline.is_some_and(|byline| {
            piece.text.contains(byline) && piece.text.len() < byline.len() + 80
        })
}
