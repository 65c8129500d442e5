//! Names: runs of capitalised words, told apart from words that are only capitalised by their place,
//! with aliases joined inside an article ("Meta" and "Meta Platforms") and across articles ([`canonical`]).

mod alias;

use super::lexicon::{Class, Word};
use super::scan::{BORDER, Case, Kind, Language, Scan, Token};
use crate::model::fact::{Entity, EntityKind};
use crate::text::hash::ByWord;
use alias::is_well_known;
use std::collections::HashSet;
use std::ops::Range;

pub use alias::canonical;

/// A name with its tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Where it stands, what it names, and its full form in this article.
    pub entity: Entity,
}

/// All names of a scan. `heading` tells the tokens in headings, whose capitals prove nothing.
pub fn names(scan: &Scan, heading: impl Fn(usize) -> bool) -> Vec<Name> {
    let runs = runs(scan);
    let mut lower = vec![false; scan.distinct()];
    for token in &scan.tokens {
        if token.is_word()
            && token.case == Case::Lower
            && let Some(seen) = lower.get_mut(token.id as usize)
        {
            *seen = true;
        }
    }
    // Whether the text also has the word without a capital.
    let common = |at: usize| {
        scan.token(at)
            .and_then(|token| lower.get(token.id as usize).copied())
            .unwrap_or(false)
    };
    // "Kells: …" after "Sandra Kells": the last word of a whole name is one by itself.
    let surnames = runs.iter().filter_map(|run| {
        let plain = (2..=3).contains(&run.len())
            && run.clone().all(|at| {
                scan.token(at)
                    .is_some_and(|token| token.case == Case::Capital)
            });
        let last = scan.token(run.end - 1).filter(|last| last.is_unknown())?;
        (plain && !common(run.end - 1)).then_some(last.span.of(scan.text))
    });
    // What is certain in one place is taken for a name everywhere: inside a sentence, or owning something.
    let inside: HashSet<&str, ByWord> = runs
        .iter()
        .filter(|run| {
            let single = run.len() == 1 && !common(run.start);
            !opens(scan, run.start) && !heading(run.start)
                || single && possessive(scan, run.end)
                || single && opens(scan, run.start) && is_well_known(scan.lower(run.start))
        })
        .map(|run| scan.span(run.start, run.end).of(scan.text))
        .chain(surnames)
        .collect();
    let mut names: Vec<Name> = Vec::new();
    for mut run in runs {
        // "Compare Meta", "Unlike Google": the first word is only capitalised by its place.
        let rest = scan.span(run.start + 1, run.end).of(scan.text);
        let name = scan
            .known(run.start)
            .is_some_and(|w| w.has(Class::GivenName) || w.has(Class::PlaceName));
        if run.len() > 1
            && !name
            && (common(run.start)
                || !scan.token(run.start).is_some_and(Token::is_unknown)
                || is_well_known(scan.lower(run.start + 1)))
            && opens(scan, run.start)
            && !rest.is_empty()
            && inside.contains(rest)
            && kind(scan, &run) != Some(EntityKind::Person)
        {
            run.start += 1;
        }
        let words = scan.span(run.start, run.end).of(scan.text);
        let sure = inside.contains(words)
            || !heading(run.start)
                && run.len() > 1
                && (!opens(scan, run.start)
                    || scan
                        .known(run.start)
                        .is_none_or(|w| !w.is_listed() || w.has(Class::GivenName))
                    || scan
                        .token(run.start)
                        .is_some_and(|t| t.case != Case::Capital))
            || run.len() == 1 && possessive(scan, run.end) && !common(run.start);
        if !sure
            || is_letter(words)
            || is_nationality(scan, &run)
            || run.len() == 1
                && opens(scan, run.start)
                && !inside.contains(words)
                && common(run.start)
        {
            continue;
        }
        names.push(Name {
            entity: Entity {
                span: scan.span(run.start, run.end),
                kind: kind(scan, &run).unwrap_or(EntityKind::Organization),
                name: words.to_owned(),
            },
            tokens: run,
        });
    }
    alias::join(scan, &mut names);
    names
}

/// A letter names nothing, but for the network that took one for its name.
fn is_letter(words: &str) -> bool {
    words.chars().nth(1).is_none() && words != "X"
}

/// "American", "Chinese": where something comes from, no name of an actor.
fn is_nationality(scan: &Scan, run: &Range<usize>) -> bool {
    run.clone().all(|at| scan.has(at, Class::Nationality))
}

/// Runs of capitalised words with the signs that hold a name together.
fn runs(scan: &Scan) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < scan.tokens.len() {
        if !starts(scan, at) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while let Some(next) = extension(scan, end) {
            end = next;
        }
        split_at_title(scan, at..end, &mut found);
        at = end;
    }
    found
}

/// "Goldman Sachs Chief Executive David Solomon" holds two names with a title between them; "Treasury Secretary
/// Laura Pike" one, since a single word before a title only tells its kind. So does the land in "of State Antony Blinken".
fn split_at_title(scan: &Scan, run: Range<usize>, found: &mut Vec<Range<usize>>) {
    let title = |at: usize| {
        scan.has(at, Class::Title)
            && !scan.has(at, Class::GivenName)
            && !scan.has(at + 1, Class::Organization)
            && !scan.has(at + 1, Class::Place)
    };
    let Some(first) = run.clone().find(|&at| title(at)) else {
        let office = run.start > 1
            && scan.lower(run.start - 1) == "of"
            && scan.has(run.start - 2, Class::Title)
            && run.len() > 2;
        if office {
            found.push(run.start..run.start + 1);
        }
        found.push(run.start + usize::from(office)..run.end);
        return;
    };
    let behind = (first..run.end).find(|&at| !title(at)).unwrap_or(run.end);
    let person = behind < run.end && scan.token(behind).is_some_and(Token::is_word);
    if !person {
        found.push(run);
        return;
    }
    if first >= run.start + 2 {
        found.push(run.start..first);
    }
    found.push(behind..run.end);
}

fn starts(scan: &Scan, at: usize) -> bool {
    let Some(token) = scan.token(at).filter(|t| t.is_capitalised()) else {
        return false;
    };
    let Some(word) = token.word else { return true };
    let named = word.has(Class::PlaceName) || word.has(Class::GivenName);
    let common = is_function(scan, word)
        || word.month.is_some()
        || word.weekday.is_some()
        || word.short_weekday.is_some()
        || word.code.is_some()
        || word.cardinal.is_some()
        || word.ordinal.is_some()
        || word.scale.is_some()
        || word.letter.is_some()
        || word.coin.is_some()
        || word.has(Class::Acronym)
        || word.has(Class::Title);
    let loose = opens(scan, at)
        && (word.has(Class::Verb)
            || word.has(Class::Report)
            || word.has(Class::Adjective)
            || word.has(Class::Up)
            || word.has(Class::Down)
            || word.has(Class::Weak)
            || word.has(Class::Metric)
            || word.has(Class::People));
    if matches!(scan.lower(at), "us" | "it") {
        return token.case == Case::Upper;
    }
    named || !common && !loose
}

/// Whether a word holds sentences together here; in an English text "Los" and "Der" are parts of names.
fn is_function(scan: &Scan, word: &Word) -> bool {
    word.is_function() && !(scan.language == Language::English && word.has(Class::Particle))
}

/// One past the next word of a name that has reached token `end`.
fn extension(scan: &Scan, end: usize) -> Option<usize> {
    let token = scan.token(end)?;
    let name = |at: usize| {
        scan.token(at).is_some_and(|t| {
            t.is_capitalised()
                && t.word.is_none_or(|w| {
                    !(is_function(scan, w)
                        || w.month.is_some()
                        || w.weekday.is_some()
                        || w.has(Class::Acronym) && t.case == Case::Upper && !t.glued)
                })
        })
    };
    if name(end) && !matches!(token.kind, Kind::Sign(_)) {
        return Some(end + 1);
    }
    match token.kind {
        // "Llama 4", "H100"
        Kind::Digits => (token.glued
            || token.span.len() <= 3
                && super::unit::behind(scan, end + 1).is_none()
                && !super::count::is_plural(scan, end + 1))
        .then_some(end + 1)
        .filter(|_| {
            !scan.glued(end + 1)
                || !matches!(
                    scan.token(end + 1).map(|t| t.kind),
                    Some(Kind::Sign('%' | '.' | ','))
                )
        }),
        Kind::Sign('-' | '‑') if token.glued && scan.glued(end + 1) => {
            (name(end + 1) || scan.token(end + 1)?.kind == Kind::Digits).then_some(end + 2)
        }
        Kind::Sign('&') if name(end + 1) => Some(end + 2),
        Kind::Sign('.') if token.glued => {
            let initial = scan.written(end - 1).chars().count() == 1;
            (initial && name(end + 1)).then_some(end + 2)
        }
        Kind::Word
            if matches!(scan.lower(end), "of" | "de" | "von" | "van" | "for") && name(end + 1) =>
        {
            let head = scan
                .known(end - 1)
                .is_some_and(|w| w.has(Class::Organization) || w.has(Class::Place));
            (head || matches!(scan.lower(end), "de" | "von" | "van")).then_some(end + 2)
        }
        _ => None,
    }
}

/// Whether the token at `at` is the first of its sentence or item.
fn opens(scan: &Scan, at: usize) -> bool {
    let mut before = at;
    while let Some(previous) = before.checked_sub(1) {
        match scan.token(previous).map(|t| t.kind) {
            Some(Kind::Sign(BORDER)) => return true,
            Some(Kind::Sign('"' | '“' | '‘' | '(' | '\'' | '«' | '„' | '-' | '•' | '*')) =>
            {
                before = previous;
            }
            // "☐ Buildings": marks of lists and pictures.
            Some(Kind::Sign(c)) if c >= '\u{2190}' => before = previous,
            Some(Kind::Digits) if scan.glued(before) => before = previous,
            _ => return false,
        }
    }
    true
}

fn possessive(scan: &Scan, end: usize) -> bool {
    matches!(
        scan.token(end).map(|t| t.kind),
        Some(Kind::Sign('\'' | '’'))
    ) && scan.glued(end)
}

/// What a name names, where its words or its neighbours tell it.
fn kind(scan: &Scan, run: &Range<usize>) -> Option<EntityKind> {
    let has = |class: Class| run.clone().any(|at| scan.has(at, class));
    let title = run.start.checked_sub(1).is_some_and(|b| {
        scan.has(b, Class::Title) || scan.is_sign(b, '.') && b > 0 && scan.has(b - 1, Class::Title)
    });
    let first = scan.known(run.start);
    if run
        .clone()
        .any(|at| scan.token(at).is_some_and(|t| t.kind == Kind::Digits))
    {
        return Some(EntityKind::Product);
    }
    let bracketed = run.len() == 1
        && run
            .start
            .checked_sub(1)
            .is_some_and(|b| scan.is_sign(b, '(') || scan.is_sign(b, ':'))
        && scan.is_sign(run.end, ')');
    if bracketed
        && scan.token(run.start).is_some_and(|t| t.case == Case::Upper)
        && scan.written(run.start).len() <= 5
    {
        return Some(EntityKind::Ticker);
    }
    if has(Class::Legal) || has(Class::Organization) {
        return Some(EntityKind::Organization);
    }
    if title || run.len() > 1 && first.is_some_and(|w| w.has(Class::GivenName)) {
        return Some(EntityKind::Person);
    }
    if run.len() <= 2
        && run.clone().all(|at| {
            scan.known(at)
                .is_some_and(|w| w.has(Class::PlaceName) || w.has(Class::Place))
        })
    {
        return Some(EntityKind::Place);
    }
    if run.len() > 1 && scan.has(run.end - 1, Class::Place) {
        return Some(EntityKind::Place);
    }
    // "Elena Marsh, 34," and "Elena Marsh, a nurse": what is told in an apposition is told of people.
    let plain = (2..=3).contains(&run.len())
        && run.clone().all(|at| {
            scan.token(at)
                .is_some_and(|token| token.case == Case::Capital && token.is_unknown())
        });
    let apposed = scan.is_sign(run.end, ',')
        && (scan
            .token(run.end + 1)
            .is_some_and(|age| age.kind == Kind::Digits && age.span.len() == 2)
            && scan.is_sign(run.end + 2, ',')
            || matches!(scan.lower(run.end + 1), "who" | "whose"));
    (plain && apposed).then_some(EntityKind::Person)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_legal_ending_and_an_alias_make_no_other_company() {
        assert_eq!(canonical("Meta Platforms"), canonical("Meta"));
        assert_eq!(
            canonical("Facebook Inc."),
            canonical("Meta Platforms, Inc.")
        );
        assert_ne!(canonical("Meta"), canonical("Metro"));
    }

    #[test]
    fn names_are_joined_and_told_from_capitalised_words() {
        let scan = Scan::with_borders(
            "Mark Zuckerberg runs Meta Platforms. Analysts doubt Zuckerberg.",
            &[0, 37],
        );
        let found: Vec<String> = names(&scan, |_| false)
            .into_iter()
            .map(|name| name.entity.name)
            .collect();
        assert_eq!(
            found,
            ["Mark Zuckerberg", "Meta Platforms", "Mark Zuckerberg"]
        );
    }
}
