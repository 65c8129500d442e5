//! Trims the article: teasers between its paragraphs, and what stands before its first and after its
//! last paragraph without being part of it.

use super::choose::{Known, Verdict, extent};
use super::label::{is_byline, is_dated, is_title};
use super::phrases::{self, Phrase};
use super::survey::{Piece, Role};
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

/// The article's own headline stands in its metadata and is written before its text.
fn title(pieces: &[Piece], title: &str, verdicts: &mut [Verdict]) {
    let first = pieces
        .iter()
        .zip(verdicts.iter())
        .position(|(piece, verdict)| *verdict == Verdict::Article && piece.is_prose());
    for (at, (piece, verdict)) in pieces.iter().zip(verdicts).enumerate() {
        let head = first.is_none_or(|first| at < first) || matches!(piece.role, Role::Heading(_));
        if *verdict == Verdict::Article && head && piece.size < 400 && is_title(&piece.text, title)
        {
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
        // What the extractor took twice its author may have written twice.
        let again = *seen.entry(words).or_insert(container) != container && !piece.is_kept();
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
                under = matches!(piece.role, Role::Heading(_)).then_some(Verdict::Notice);
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
    for at in 0..pieces.len() {
        let Some(piece) = pieces
            .get(at)
            .filter(|piece| piece.is_link() && says(piece))
        else {
            continue;
        };
        let teaser = match piece.role {
            Role::Text => true,
            Role::Item => is_list_of_teasers(pieces, verdicts, at),
            _ => false,
        };
        if let Some(verdict) = verdicts
            .get_mut(at)
            .filter(|verdict| teaser && **verdict == Verdict::Article)
        {
            *verdict = Verdict::Teaser;
        }
    }
}

/// Whether a link is long enough to be a headline.
fn says(piece: &Piece) -> bool {
    let words = piece.text.split_whitespace().count();
    words >= 4 || piece.text.chars().filter(|c| *c > '\u{2e80}').count() >= 8
}

/// More items of a list than these are not looked at.
const LIST: usize = 100;

/// Whether a list holds nothing but links and nothing introduces it: it stands between two paragraphs,
/// and the first of them does not end with a colon.
fn is_list_of_teasers(pieces: &[Piece], verdicts: &[Verdict], at: usize) -> bool {
    let list = pieces
        .get(at)
        .and_then(|piece| piece.parents.get(1).copied().flatten());
    let same = |piece: &&Piece| {
        piece.role == Role::Item && piece.parents.get(1).copied().flatten() == list
    };
    let up = pieces
        .get(..at)
        .unwrap_or_default()
        .iter()
        .rev()
        .take(LIST)
        .take_while(same);
    let down = pieces
        .get(at..)
        .unwrap_or_default()
        .iter()
        .take(LIST)
        .take_while(same);
    let first = at - up.clone().count();
    let before = pieces
        .iter()
        .zip(verdicts)
        .take(first)
        .rev()
        .find(|(_, verdict)| **verdict != Verdict::Out);
    let led = before.is_some_and(|(piece, verdict)| match verdict {
        Verdict::Article => !piece.is_prose() || piece.text.trim_end().ends_with([':', '：']),
        _ => false,
    });
    !led && up.chain(down).all(|piece| piece.is_link() && says(piece))
}

/// Pieces after the first paragraph among which names and dates may still stand: the first paragraph
/// may be a deck.
const HEAD: usize = 8;

/// What stands before the first paragraph and close after it: labels, dates, names, links. On a page of
/// many posts each of them has such a head.
fn head(pieces: &[Piece], known: Known<'_>, verdicts: &mut [Verdict]) {
    let Some((first, _)) = extent(pieces, verdicts) else {
        return;
    };
    let end = if known.thread {
        pieces.len()
    } else {
        first + HEAD
    };
    for (at, (piece, verdict)) in pieces.iter().zip(verdicts).enumerate().take(end) {
        let fits = match piece.role {
            Role::Text | Role::Item | Role::Quote | Role::Cell => true,
            // The name of the site, which leads to its start.
            Role::Heading(_) => at < first && piece.is_link(),
            Role::Caption | Role::Code => false,
        };
        if *verdict != Verdict::Article || !fits {
            continue;
        }
        let links = piece.links * 2 > piece.size;
        let label = piece.role == Role::Text && piece.size < 40 && !piece.is_sentence();
        let before = at < first && (links || label);
        let text = piece.role == Role::Text || at < first;
        if before || text && (is_dated(piece) || is_byline(piece, known.byline)) {
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
