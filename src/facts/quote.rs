//! Quotations: whose words they are, and which marks only set off a term.
//!
//! Marks are paired inside a paragraph ([`marks`]); a paragraph that opens a quotation and does not close it is
//! continued by the next one, and a paragraph of nothing but quoted words goes on with the speaker before it, or,
//! where two people talk in turns, with the other one.
//! Who speaks is read from the words around ([`speaker`]). Where two talk without any marks, the paragraphs tell by what
//! they begin with ([`turns`]).

mod marks;
mod speaker;
mod turns;

use super::entity::Name;
use super::lexicon::Class;
use super::outline::Unit;
use super::scan::{Kind, Scan, Token};
use crate::model::article::Article;
use crate::model::block::BlockKind;
use crate::model::fact::{Quote, QuoteKind};
use crate::model::span::Span;
use speaker::Talk;
use std::ops::Range;

/// All quotations of the article's own text.
pub fn quotes(article: &Article, scan: &Scan, units: &[Unit], names: &[Name]) -> Vec<Quote> {
    let text: &str = &article.text;
    let mut found: Vec<Quote> = Vec::new();
    // The speaker of the paragraph before, and where its open quotation lies that waits for one.
    let mut before: Option<String> = None;
    // Whoever spoke before that, while two people talk in turns.
    let mut other: Option<String> = None;
    let mut waiting: Option<usize> = None;
    let mut still_open = false;
    let mut spoken: Vec<Span> = Vec::new();
    let mut turns = turns::turns(article, names).into_iter().peekable();
    for (number, block) in article.blocks.iter().enumerate() {
        if let Some(turn) = turns.next_if(|turn| turn.block == number) {
            found.push(Quote {
                span: turn.words,
                speaker: Some(turn.speaker),
                kind: QuoteKind::Direct,
            });
            continue;
        }
        if !matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote
        ) {
            continue;
        }
        let (pairs, unclosed) = marks::pairs(text, block.span);
        let around = scan.within(block.span);
        spoken.extend(&pairs);
        let talk = Talk {
            scan,
            names,
            units,
            spoken: &spoken,
        };
        let goes_on = waiting.is_some() || is_all_quoted(scan, &pairs, &around);
        let turn = if still_open { &before } else { &other };
        let turn = turn.clone().or_else(|| before.clone());
        let mut last: Option<String> = None;
        for (index, pair) in pairs.iter().enumerate() {
            let tokens = scan.within(*pair);
            let direct = is_direct(scan, text, *pair, &tokens, &around);
            let mut speaker = None;
            if direct {
                // An interrupted quotation goes on with the same speaker.
                speaker = speaker::speaker(talk, &tokens, &around)
                    .or_else(|| last.clone())
                    .or_else(|| {
                        speaker::led_in(talk, around.start).filter(|_| index == 0 && goes_on)
                    })
                    .or_else(|| turn.clone().filter(|_| index == 0 && goes_on));
                last.clone_from(&speaker);
            }
            if let Some(open) = waiting.take().and_then(|open| found.get_mut(open)) {
                open.speaker.clone_from(&speaker);
            }
            found.push(Quote {
                span: *pair,
                speaker,
                kind: if direct {
                    QuoteKind::Direct
                } else {
                    QuoteKind::Term
                },
            });
        }
        let nobody = found.last().is_some_and(|quote| quote.speaker.is_none());
        waiting = (unclosed && nobody).then(|| found.len() - 1);
        still_open = unclosed;
        if pairs.is_empty() {
            other = None;
        } else if last.is_some() && before.is_some() && last != before {
            other.clone_from(&before);
        }
        if last.is_some() || !goes_on {
            before = last;
        }
    }
    found
}

/// Whether nothing but quoted words stands in the paragraph.
fn is_all_quoted(scan: &Scan, pairs: &[Span], around: &Range<usize>) -> bool {
    !pairs.is_empty()
        && around.clone().all(|at| {
            scan.token(at).is_none_or(|token| {
                let next = pairs.partition_point(|pair| pair.end <= token.span.start);
                !token.is_word()
                    || pairs
                        .get(next)
                        .is_some_and(|pair| pair.contains(token.span.start))
            })
        })
}

/// Somebody's words rather than a term: long enough, a whole sentence, or tied to a verb of saying or a colon.
fn is_direct(
    scan: &Scan,
    text: &str,
    pair: Span,
    tokens: &Range<usize>,
    around: &Range<usize>,
) -> bool {
    let words = tokens
        .clone()
        .filter(|&at| scan.token(at).is_some_and(Token::is_word))
        .count();
    let quoted = pair.of(text);
    let ended = quoted.ends_with([',', '.', '!', '?', '…']);
    let said = verb_near(scan, tokens, around);
    // "“The Salt Year” won the prize, its author says": a title is somebody's words only with the verb beside it.
    let is_beside = |at: usize| !tokens.contains(&at) && speaker::is_saying(scan, at);
    let mut beside = tokens.start.saturating_sub(3).max(around.start)..tokens.end + 6;
    if words >= 2 && is_title(scan, tokens) && !beside.any(is_beside) {
        return false;
    }
    let opens = tokens.start <= around.start + 1;
    let told = tokens.start.checked_sub(2).is_some_and(|before| {
        [':', ',', '.', super::scan::BORDER]
            .into_iter()
            .any(|sign| scan.is_sign(before, sign))
    });
    let whole = ended
        || ['.', '!', '?']
            .iter()
            .any(|&sign| scan.is_sign(tokens.end + 1, sign));
    let capital = quoted.starts_with(char::is_uppercase);
    let sentence = whole && capital && (opens || told);
    // "“No,” he said": a word alone is somebody's when the verb follows at once.
    let answer =
        ended && capital && (tokens.end + 1..tokens.end + 3).any(|at| speaker::is_saying(scan, at));
    words >= 6
        || words >= 1 && answer
        || words >= 2 && (ended && said || sentence)
        || words >= 3 && said
}

/// Whether every longer word has a capital, as in the title of a work: "The Long Road Home". Short words alone tell nothing.
fn is_title(scan: &Scan, tokens: &Range<usize>) -> bool {
    let mut words = tokens
        .clone()
        .filter_map(|at| scan.token(at))
        .filter(|token| token.is_word());
    let long = |token: &Token| token.span.len() > 3;
    let capitals = words
        .clone()
        .filter(|token| token.is_capitalised() && token.span.len() > 1);
    capitals.count() > 1
        && words
            .clone()
            .any(|token| long(token) && token.is_capitalised())
        && words.clone().next().is_some_and(Token::is_capitalised)
        && words.all(|token| {
            token.is_capitalised()
                || !long(token)
                || token.word.is_some_and(super::lexicon::Word::is_function)
        })
}

/// Whether a verb of saying stands near the quotation, in its own sentence.
fn verb_near(scan: &Scan, tokens: &Range<usize>, around: &Range<usize>) -> bool {
    let ends = |at: &usize| {
        matches!(
            scan.token(*at).map(|token| token.kind),
            Some(Kind::Sign(super::scan::BORDER))
        )
    };
    let before = (tokens.start.saturating_sub(9).max(around.start)..tokens.start)
        .rev()
        .take_while(|at| !ends(at));
    let behind = (tokens.end..(tokens.end + 13).min(around.end)).take_while(|at| !ends(at));
    before
        .chain(behind)
        .any(|at| scan.has(at, Class::Report) || speaker::is_put_it(scan, at))
}
