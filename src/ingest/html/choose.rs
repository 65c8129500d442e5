//! Which pieces of a page are its article.
//!
//! The extractor's choice is where it starts. What the page itself says overrules it: the text of the
//! article in its linked data, the container that it calls the article's body, and elements that it
//! calls furniture. Between the first and the last paragraph of the article, and between its headline
//! and its first paragraph, what the extractor left out comes back unless something speaks against it.

use super::oracle::Oracle;
use super::sign::Sign;
use super::survey::{Piece, Role, Survey};
use super::{label, phrases, region, trim};
use std::collections::HashSet;
use std::ops::Range;

/// What becomes of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Part of the article.
    Article,
    /// A teaser of another story that stands in it: folded.
    Teaser,
    /// Words about the page that stand in it: folded.
    Notice,
    /// No part of it.
    Out,
}

/// What is known about the article beside the page's body.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known<'a> {
    /// Its headline.
    pub title: &'a str,
    /// Its author.
    pub byline: Option<&'a str>,
    /// Its text, from the page's linked data.
    pub oracle: Option<&'a Oracle>,
    /// Whether the page is one of many posts: a forum, a live report.
    pub thread: bool,
}

/// More pieces than any article has: of such a page the extractor's choice is taken as it is.
const PIECES: usize = 30_000;

/// Judges every piece of a page.
pub(super) fn choose(survey: &Survey, known: Known<'_>) -> Vec<Verdict> {
    let pieces = &survey.pieces;
    if pieces.len() > PIECES {
        let taken = |piece: &Piece| {
            if piece.is_kept() {
                Verdict::Article
            } else {
                Verdict::Out
            }
        };
        return pieces.iter().map(taken).collect();
    }
    let body = region::find(survey, known.thread);
    let signs = signs(survey, &body, known);
    let inside = |at: usize| body.iter().any(|range| range.contains(&at));
    let replaced = !body.is_empty()
        && !pieces
            .iter()
            .enumerate()
            .any(|(at, piece)| inside(at) && piece.is_kept() && piece.is_prose());
    let mut verdicts: Vec<Verdict> = pieces
        .iter()
        .zip(&signs)
        .enumerate()
        .map(|(at, (piece, sign))| {
            let taken = if replaced {
                inside(at)
            } else {
                piece.is_kept()
            };
            match sign {
                _ if !taken => Verdict::Out,
                Some(Sign::Related) => Verdict::Teaser,
                Some(Sign::Notice) => Verdict::Notice,
                Some(Sign::Tool | Sign::Comments) => Verdict::Out,
                Some(Sign::Byline) if piece.size < 120 => Verdict::Out,
                _ => Verdict::Article,
            }
        })
        .collect();
    let consulted = known
        .oracle
        .is_some_and(|oracle| oracle.judge(pieces, &mut verdicts));
    if let Some((first, last)) =
        extent(pieces, &verdicts).filter(|_| consulted || !is_list(pieces, &verdicts))
    {
        if !body.is_empty() && !consulted {
            leave_outside(pieces, &body, &mut verdicts);
        }
        recover(survey, &signs, &body, known, first..last + 1, &mut verdicts);
    }
    trim::trim(pieces, &body, known, &mut verdicts);
    verdicts
}

/// Whether most headlines of what was taken lead elsewhere: then it is a list of stories, and what the
/// extractor left out of it are other stories.
fn is_list(pieces: &[Piece], verdicts: &[Verdict]) -> bool {
    let own = pieces
        .iter()
        .zip(verdicts)
        .filter(|(_, verdict)| **verdict == Verdict::Article);
    let headlines = own.filter(|(piece, _)| matches!(piece.role, Role::Heading(_)));
    let (all, links) = headlines.fold((0, 0), |(all, links), (piece, _)| {
        (all + 1, links + usize::from(piece.is_link()))
    });
    links >= 3 && links * 2 > all
}

/// The first and the last paragraph of the article.
pub(super) fn extent(pieces: &[Piece], verdicts: &[Verdict]) -> Option<(usize, usize)> {
    let mut own = pieces
        .iter()
        .zip(verdicts)
        .enumerate()
        .filter(|(_, (piece, verdict))| **verdict == Verdict::Article && piece.is_prose())
        .map(|(at, _)| at);
    let first = own.next()?;
    Some((first, own.next_back().unwrap_or(first)))
}

/// The sign that counts for each piece. One that would take much of the article names a page's state
/// or layout and nothing else.
fn signs(survey: &Survey, body: &[Range<usize>], known: Known<'_>) -> Vec<Option<Sign>> {
    let whole = 0..survey.pieces.len();
    let total = region::prose(survey, std::slice::from_ref(&whole), true);
    let mut signs = vec![None; survey.pieces.len()];
    let around = |range: &Range<usize>| {
        !body.is_empty()
            && body
                .iter()
                .any(|own| range.start <= own.start && own.end <= range.end)
    };
    let apart = |range: &Range<usize>| {
        !body.is_empty()
            && body
                .iter()
                .all(|own| own.end <= range.start || range.end <= own.start)
    };
    let teasers = if known.thread {
        Vec::new()
    } else {
        teasers(survey, known)
    };
    for range in teasers {
        signs
            .get_mut(range)
            .into_iter()
            .flatten()
            .for_each(|own| *own = Some(Sign::Related));
    }
    for (sign, range) in &survey.signs {
        let taken = region::prose(survey, std::slice::from_ref(range), true);
        let counts = match sign {
            Sign::Comments if known.thread => false,
            _ if around(range) => false,
            _ if apart(range) => true,
            Sign::Comments => taken * 2 <= total,
            Sign::Byline => true,
            _ => taken * 4 <= total,
        };
        if counts {
            signs
                .get_mut(range.clone())
                .into_iter()
                .flatten()
                .for_each(|own| *own = (*own).max(Some(*sign)));
        }
    }
    signs
}

/// Articles within a page whose headlines lead elsewhere: teasers of other stories. When they hold most
/// of what was taken the page is a list of stories, and they are what it has.
fn teasers(survey: &Survey, known: Known<'_>) -> Vec<Range<usize>> {
    let is_teaser = |range: &&Range<usize>| {
        let mut pieces = survey
            .pieces
            .get((*range).clone())
            .unwrap_or_default()
            .iter();
        let headline = pieces.find(|piece| matches!(piece.role, Role::Heading(_)));
        headline.is_some_and(|headline| {
            headline.is_link() && !label::is_title(&headline.text, known.title)
        })
    };
    let teasers: Vec<Range<usize>> = survey.articles.iter().filter(is_teaser).cloned().collect();
    let whole = 0..survey.pieces.len();
    let total = region::prose(survey, std::slice::from_ref(&whole), true);
    let theirs = region::prose(survey, &region::outermost(teasers.clone()), true);
    if theirs * 10 > total * 6 {
        Vec::new()
    } else {
        teasers
    }
}

/// What was taken outside the article's own container: what follows it is about the page, what comes
/// before it is the article's head.
fn leave_outside(pieces: &[Piece], body: &[Range<usize>], verdicts: &mut [Verdict]) {
    let start = body.first().map_or(0, |range| range.start);
    let end = body.last().map_or(0, |range| range.end);
    for (at, (piece, verdict)) in pieces.iter().zip(verdicts).enumerate() {
        if *verdict != Verdict::Article || body.iter().any(|range| range.contains(&at)) {
            continue;
        }
        let label = matches!(piece.role, Role::Item | Role::Cell) && !piece.is_prose();
        if at >= end || at < start && label || at >= start && piece.role != Role::Caption {
            *verdict = Verdict::Notice;
        }
    }
}

/// Brings back what the extractor left out.
fn recover(
    survey: &Survey,
    signs: &[Option<Sign>],
    body: &[Range<usize>],
    known: Known<'_>,
    own: Range<usize>,
    verdicts: &mut [Verdict],
) {
    let pieces = &survey.pieces;
    let head = pieces
        .get(..own.start)
        .unwrap_or_default()
        .iter()
        .rposition(|piece| {
            matches!(piece.role, Role::Heading(1 | 2)) && label::is_title(&piece.text, known.title)
        });
    let containers: HashSet<_> = pieces
        .iter()
        .zip(verdicts.iter())
        .filter(|(piece, verdict)| **verdict == Verdict::Article && piece.is_prose())
        .filter_map(|(piece, _)| piece.parents.get(1).copied().flatten())
        .collect();
    for (at, piece) in pieces.iter().enumerate() {
        let out = verdicts.get(at) == Some(&Verdict::Out);
        if !out
            || signs.get(at).copied().flatten().is_some()
            || phrases::find(&piece.text).is_some()
        {
            continue;
        }
        let sibling = || {
            piece
                .parents
                .get(1)
                .copied()
                .flatten()
                .is_some_and(|parent| containers.contains(&parent))
        };
        let in_body = body.iter().any(|range| range.contains(&at));
        let back = if own.contains(&at) || in_body {
            belongs(piece, sibling())
        } else if at < own.start {
            let next = || {
                pieces
                    .get(at + 1)
                    .is_some_and(|next| is_lead(next) || at + 1 == own.start)
            };
            let label = matches!(piece.role, Role::Heading(2..)) && piece.links == 0 && next();
            head.is_some_and(|head| at > head && own.start - head <= 60)
                && (is_lead(piece) || label)
        } else {
            piece.is_prose() && sibling()
        };
        if back
            && !label::is_title(&piece.text, known.title)
            && let Some(verdict) = verdicts.get_mut(at)
        {
            *verdict = Verdict::Article;
        }
    }
}

/// Whether a piece inside the article reads like part of it.
fn belongs(piece: &Piece, sibling: bool) -> bool {
    let few_links = piece.links * 2 < piece.size;
    match piece.role {
        Role::Code => true,
        Role::Heading(_) => few_links,
        Role::Caption => few_links && piece.size >= 10,
        Role::Item | Role::Cell => few_links,
        Role::Text | Role::Quote => piece.is_prose() || few_links && sibling && piece.size >= 25,
    }
}

/// Whether a piece between headline and body reads like a lead, a deck or a caption.
fn is_lead(piece: &Piece) -> bool {
    let plain = piece.links * 4 < piece.size;
    match piece.role {
        Role::Heading(2 | 3) => plain && piece.size >= 40,
        Role::Caption => plain && piece.size >= 15,
        Role::Text | Role::Quote | Role::Item => {
            plain
                && piece.size >= 45
                && (piece.is_sentence() || piece.size >= 80)
                && !label::is_dated(piece)
        }
        _ => false,
    }
}
