//! Trims the article: teasers between its paragraphs, and what stands before its first and after its
//! last paragraph without being part of it.

use super::choose::{Known, Verdict, extent};
use super::phrases::{self, Phrase};
use super::survey::{Piece, Role};
use crate::ingest::dates;
use dom_query::NodeId;
use std::collections::HashMap;
use std::ops::Range;

/// Corrects the verdicts on an article's pieces. When hardly anything would be left, nothing is trimmed.
pub(super) fn trim(
    pieces: &[Piece],
    body: &[Range<usize>],
    known: Known<'_>,
    verdicts: &mut [Verdict],
) {
    let before = verdicts.to_vec();
    title(pieces, known.title, verdicts);
    copies(pieces, verdicts);
    lines(pieces, known, verdicts);
    teasers(pieces, verdicts);
    head(pieces, known, verdicts);
    tail(pieces, body, known, verdicts);
    headings(pieces, verdicts);
    let size = |verdicts: &[Verdict]| -> usize {
        let own = pieces
            .iter()
            .zip(verdicts)
            .filter(|(_, verdict)| **verdict == Verdict::Article);
        own.map(|(piece, _)| piece.size).sum()
    };
    if size(verdicts) * 3 < size(&before) {
        verdicts.copy_from_slice(&before);
        title(pieces, known.title, verdicts);
    }
}

/// Whether a heading says the title, or the title without the name of its site.
pub(super) fn is_title(words: &str, title: &str) -> bool {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let (words, title) = (plain(words), plain(title));
    !words.is_empty()
        && (words == title
            || words.len() * 2 > title.len() && words.len() >= 12 && title.contains(&words))
}

/// The article's own headline stands in its metadata and is written before its text.
fn title(pieces: &[Piece], title: &str, verdicts: &mut [Verdict]) {
    let first = pieces
        .iter()
        .zip(verdicts.iter())
        .position(|(piece, verdict)| *verdict == Verdict::Article && piece.is_prose());
    let head = pieces
        .iter()
        .zip(verdicts)
        .take(first.unwrap_or(usize::MAX));
    for (piece, verdict) in head {
        if *verdict == Verdict::Article && piece.size < 400 && is_title(&piece.text, title) {
            *verdict = Verdict::Out;
        }
    }
}

/// The same words a second time, in another container: a copy for another screen, or a sentence
/// repeated for show.
fn copies(pieces: &[Piece], verdicts: &mut [Verdict]) {
    let mut seen: HashMap<&str, Option<NodeId>> = HashMap::new();
    for at in 0..pieces.len() {
        let (Some(piece), Some(&verdict)) = (pieces.get(at), verdicts.get(at)) else {
            continue;
        };
        if verdict != Verdict::Article || piece.size < 30 || piece.role == Role::Cell {
            continue;
        }
        let words = piece.text.trim();
        let container = piece.parents.get(1).copied().flatten();
        let again = *seen.entry(words).or_insert(container) != container;
        if (again || is_repeated(pieces, verdicts, at))
            && let Some(verdict) = verdicts.get_mut(at)
        {
            *verdict = Verdict::Out;
        }
    }
}

/// Whether a quote repeats a part of one of the article's paragraphs.
fn is_repeated(pieces: &[Piece], verdicts: &[Verdict], at: usize) -> bool {
    let Some(piece) = pieces
        .get(at)
        .filter(|piece| piece.role == Role::Quote && piece.size < 400)
    else {
        return false;
    };
    let quoted = piece.text.trim_matches(|c: char| !c.is_alphanumeric());
    let near = pieces
        .iter()
        .zip(verdicts)
        .enumerate()
        .skip(at.saturating_sub(60))
        .take(120);
    near.filter(|(other, (_, verdict))| *other != at && **verdict == Verdict::Article)
        .any(|(_, (other, _))| other.role == Role::Text && other.text.contains(quoted))
}

/// Lines by which the page speaks about itself, and what stands under such a heading.
fn lines(pieces: &[Piece], known: Known<'_>, verdicts: &mut [Verdict]) {
    let Some((first, last)) = extent(pieces, verdicts) else {
        return;
    };
    let mut under: Option<Verdict> = None;
    for (at, piece) in pieces.iter().enumerate() {
        let Some(verdict) = verdicts
            .get_mut(at)
            .filter(|verdict| **verdict == Verdict::Article)
        else {
            continue;
        };
        let label = piece.size <= 60 && !matches!(piece.role, Role::Cell | Role::Code);
        let found = phrases::find(&piece.text).filter(|_| piece.role != Role::Code);
        let edge = at <= first || at >= last || at * 5 >= pieces.len() * 4;
        let leads = piece.links > 0 || label || edge && piece.size < 160;
        match found {
            Some(Phrase::Comments) if known.thread => {}
            Some(Phrase::Comments) if at > first && piece.role != Role::Item && label => {
                // Whatever comes after it was written by readers, unless that is most of the page.
                let (before, after) = (prose(pieces, 0..at), prose(pieces, at..pieces.len()));
                if after <= before * 3 {
                    verdicts
                        .iter_mut()
                        .skip(at)
                        .for_each(|verdict| *verdict = Verdict::Out);
                    return;
                }
            }
            Some(Phrase::Teaser) if leads && piece.size < 200 => {
                *verdict = Verdict::Teaser;
                under = (piece.links == 0 && label).then_some(Verdict::Teaser);
                continue;
            }
            Some(Phrase::Notice) if leads && piece.size < 240 => {
                *verdict = Verdict::Notice;
                continue;
            }
            _ => {}
        }
        if let Some(kind) = under {
            let ends = piece.is_prose() && piece.size >= 80 && piece.links * 4 < piece.size
                || matches!(piece.role, Role::Heading(_)) && piece.links == 0;
            if ends {
                under = None;
            } else {
                *verdict = kind;
            }
        }
    }
}

fn prose(pieces: &[Piece], range: Range<usize>) -> usize {
    let own = pieces.get(range).unwrap_or_default().iter();
    own.filter(|piece| piece.is_prose())
        .map(|piece| piece.size)
        .sum()
}

/// A paragraph that is all one link leads to another story, unless the article is a list of links.
fn teasers(pieces: &[Piece], verdicts: &mut [Verdict]) {
    let own = || {
        pieces
            .iter()
            .zip(verdicts.iter())
            .filter(|(_, verdict)| **verdict == Verdict::Article)
            .map(|(piece, _)| piece)
    };
    let (size, links) = own().fold((0, 0), |(size, links), piece| {
        (size + piece.size, links + piece.links)
    });
    if links * 5 > size * 2 {
        return;
    }
    for (piece, verdict) in pieces.iter().zip(verdicts) {
        let words = piece
            .text
            .split_whitespace()
            .count()
            .max(piece.text.chars().filter(|c| *c > '\u{2e80}').count() / 2);
        if *verdict == Verdict::Article && piece.role == Role::Text && piece.is_link() && words >= 4
        {
            *verdict = Verdict::Teaser;
        }
    }
}

/// What stands before the first paragraph: labels, dates, names, links.
fn head(pieces: &[Piece], known: Known<'_>, verdicts: &mut [Verdict]) {
    let Some((first, _)) = extent(pieces, verdicts) else {
        return;
    };
    for (piece, verdict) in pieces.iter().zip(verdicts).take(first) {
        if *verdict != Verdict::Article
            || matches!(piece.role, Role::Caption | Role::Code | Role::Heading(_))
        {
            continue;
        }
        let links = piece.links * 2 > piece.size;
        let label = piece.role == Role::Text && piece.size < 40 && !piece.is_sentence();
        if links || label || is_dated(piece) || is_byline(piece, known.byline) {
            *verdict = Verdict::Notice;
        }
    }
}

/// What stands after the last paragraph: links, dates, names, and who the author is.
fn tail(pieces: &[Piece], body: &[Range<usize>], known: Known<'_>, verdicts: &mut [Verdict]) {
    let own: Vec<usize> = (0..pieces.len())
        .filter(|at| verdicts.get(*at) == Some(&Verdict::Article))
        .collect();
    let size: usize = own
        .iter()
        .filter_map(|at| pieces.get(*at))
        .map(|piece| piece.size)
        .sum();
    for at in own
        .iter()
        .rev()
        .take(4)
        .filter(|_| own.len() > 4 && size > 600)
    {
        let (Some(piece), Some(verdict)) = (pieces.get(*at), verdicts.get_mut(*at)) else {
            continue;
        };
        if matches!(piece.role, Role::Text) && phrases::is_biography(&piece.text, known.byline) {
            *verdict = Verdict::Notice;
        }
    }
    let Some((_, last)) = extent(pieces, verdicts) else {
        return;
    };
    for (at, (piece, verdict)) in pieces.iter().zip(verdicts).enumerate().skip(last + 1) {
        // Lists inside the article's own container were written by its author.
        let own = piece.role == Role::Item && body.iter().any(|range| range.contains(&at));
        if *verdict != Verdict::Article || piece.role == Role::Code || own {
            continue;
        }
        if piece.links * 2 > piece.size {
            *verdict = Verdict::Teaser;
        } else if matches!(piece.role, Role::Text)
            && (is_dated(piece) || is_byline(piece, known.byline))
        {
            *verdict = Verdict::Notice;
        }
    }
}

/// A heading under which nothing is left.
fn headings(pieces: &[Piece], verdicts: &mut [Verdict]) {
    let mut below: Option<u8> = None;
    let mut gone = true;
    let mut kind = Verdict::Notice;
    for at in (0..pieces.len()).rev() {
        let (Some(piece), Some(verdict)) = (pieces.get(at), verdicts.get_mut(at)) else {
            continue;
        };
        match (*verdict, piece.role) {
            (Verdict::Article, Role::Heading(level)) => {
                if gone && below.is_none_or(|below| below <= level) {
                    *verdict = kind;
                } else {
                    (below, gone, kind) = (Some(level), false, Verdict::Notice);
                }
            }
            (Verdict::Article, _) => (below, gone) = (Some(u8::MAX), false),
            (Verdict::Teaser | Verdict::Notice, _) => {
                kind = *verdict;
                gone = gone || below.is_some_and(|level| level < u8::MAX);
            }
            (Verdict::Out, _) => {}
        }
    }
}

/// A short line that says when.
pub(super) fn is_dated(piece: &Piece) -> bool {
    if piece.size > 90 || piece.is_prose() && piece.is_sentence() {
        return false;
    }
    let lower = piece.text.to_lowercase();
    let ago = [
        " ago",
        "min read",
        "minute read",
        "mins read",
        "minutes read",
        "vor ",
        "il y a ",
        "hace ",
    ];
    dates::find(&piece.text).is_some()
        || piece.size < 40
            && ago.iter().any(|words| lower.contains(words))
            && lower.contains(|c: char| c.is_ascii_digit())
}

/// A short line that says who.
fn is_byline(piece: &Piece, byline: Option<&str>) -> bool {
    if piece.size > 120 || piece.is_sentence() && piece.size > 60 {
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
            piece.text.contains(byline) && piece.text.len() < byline.len() + 60
        })
}
