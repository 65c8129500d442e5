//! Names: runs of capitalised words, told apart from words that are only capitalised by their place,
//! with aliases joined inside an article ("Meta" and "Meta Platforms") and across articles ([`canonical`]).

use super::lexicon::{ByWord, Class, Word};
use super::scan::{BORDER, Case, Kind, Scan};
use crate::model::fact::{Entity, EntityKind};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

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
    let lower: HashSet<&str, ByWord> = scan
        .tokens
        .iter()
        .filter(|token| token.is_word() && token.case == Case::Lower)
        .map(|token| token.span.of(scan.text))
        .collect();
    // What is certain in one place is taken for a name everywhere: inside a sentence, or owning something.
    let inside: HashSet<&str, ByWord> = runs
        .iter()
        .filter(|run| {
            let single = run.len() == 1 && !lower.contains(scan.lower(run.start));
            !opens(scan, run.start) && !heading(run.start)
                || single && possessive(scan, run.end)
                || single && opens(scan, run.start) && is_well_known(scan.lower(run.start))
        })
        .map(|run| scan.span(run.start, run.end).of(scan.text))
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
            && opens(scan, run.start)
            && !rest.is_empty()
            && inside.contains(rest)
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
                        .is_none_or(|w| w.has(Class::GivenName))
                    || scan
                        .token(run.start)
                        .is_some_and(|t| t.case != Case::Capital))
            || run.len() == 1
                && possessive(scan, run.end)
                && !lower.contains(scan.lower(run.start));
        if !sure
            || is_nationality(scan, &run)
            || run.len() == 1
                && opens(scan, run.start)
                && !inside.contains(words)
                && lower.contains(scan.lower(run.start))
        {
            continue;
        }
        names.push(Name {
            entity: Entity {
                span: scan.span(run.start, run.end),
                kind: kind(scan, &run),
                name: words.to_owned(),
            },
            tokens: run,
        });
    }
    join_aliases(&mut names);
    names
}

/// Whether an alias file line names it: such a name is one even where only its place capitalises it.
fn is_well_known(folded: &str) -> bool {
    folded.len() > 3 && KNOWN.contains(folded)
}

static KNOWN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    ALIASES
        .iter()
        .flat_map(|(other, name)| [*other, *name])
        .collect()
});

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
        found.push(at..end);
        at = end;
    }
    found
}

fn starts(scan: &Scan, at: usize) -> bool {
    let Some(token) = scan.token(at).filter(|t| t.is_capitalised()) else {
        return false;
    };
    let Some(word) = token.word else { return true };
    let named = word.has(Class::PlaceName) || word.has(Class::GivenName);
    let common = word.is_function()
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

/// One past the next word of a name that has reached token `end`.
fn extension(scan: &Scan, end: usize) -> Option<usize> {
    let token = scan.token(end)?;
    let name = |at: usize| {
        scan.token(at).is_some_and(|t| {
            t.is_capitalised()
                && t.word.is_none_or(|w| {
                    !(w.is_function()
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

fn kind(scan: &Scan, run: &Range<usize>) -> EntityKind {
    let has = |class: Class| run.clone().any(|at| scan.has(at, class));
    let title = run.start.checked_sub(1).is_some_and(|b| {
        scan.has(b, Class::Title) || scan.is_sign(b, '.') && b > 0 && scan.has(b - 1, Class::Title)
    });
    let first = scan.known(run.start);
    if run
        .clone()
        .any(|at| scan.token(at).is_some_and(|t| t.kind == Kind::Digits))
    {
        return EntityKind::Product;
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
        return EntityKind::Ticker;
    }
    if has(Class::Legal) || has(Class::Organization) {
        return EntityKind::Organization;
    }
    if title || run.len() > 1 && first.is_some_and(|w| w.has(Class::GivenName)) {
        return EntityKind::Person;
    }
    if run.len() <= 2
        && run.clone().all(|at| {
            scan.known(at)
                .is_some_and(|w| w.has(Class::PlaceName) || w.has(Class::Place))
        })
    {
        return EntityKind::Place;
    }
    if run.len() > 1 && scan.has(run.end - 1, Class::Place) {
        return EntityKind::Place;
    }
    let speaks = run.len() >= 2
        && run.len() <= 3
        && (scan.has(run.end, Class::Report)
            || run.start > 0 && scan.has(run.start - 1, Class::Report))
        && first.is_none();
    if speaks
        && !has(Class::Metric)
        && scan.known(run.end - 1).is_none()
        && scan.lower(run.end) == "said"
    {
        return EntityKind::Organization;
    }
    EntityKind::Organization
}

/// Gives each name the longest form of it that the article uses: "Zuckerberg" is "Mark Zuckerberg".
fn join_aliases(names: &mut [Name]) {
    let mut full: HashMap<String, (String, EntityKind)> = HashMap::new();
    for name in names.iter() {
        let words: Vec<&str> = name.entity.name.split_whitespace().collect();
        if words.len() < 2 || name.entity.kind == EntityKind::Product {
            continue;
        }
        let whole = (name.entity.name.clone(), name.entity.kind);
        let short = match name.entity.kind {
            EntityKind::Person => words.last().copied(),
            EntityKind::Organization => {
                let legal = words.iter().skip(1).all(|word| {
                    super::lexicon::word(&word.to_lowercase()).is_some_and(|w| w.has(Class::Legal))
                });
                if legal { words.first().copied() } else { None }
            }
            _ => None,
        };
        if let Some(short) = short {
            full.entry(short.to_owned()).or_insert(whole);
        }
    }
    for name in names.iter_mut() {
        if let Some((whole, kind)) = full.get(&name.entity.name) {
            name.entity.name.clone_from(whole);
            name.entity.kind = *kind;
        }
    }
}

/// The form of a name that is the same in every article: lower case, legal endings cut off, aliases replaced.
pub fn canonical(name: &str) -> String {
    let folded = name.to_lowercase();
    let folded = folded.trim_end_matches(['.', ',', '\'', '’', ' ']);
    let mut words: Vec<&str> = folded
        .split_whitespace()
        .map(|word| word.trim_end_matches(','))
        .collect();
    while words.len() > 1
        && words.last().is_some_and(|word| {
            super::lexicon::word(word.trim_end_matches('.'))
                .is_some_and(|w: &Word| w.has(Class::Legal))
        })
    {
        words.pop();
    }
    let joined = words.join(" ");
    ALIASES
        .get(joined.as_str())
        .map_or(joined, |alias| (*alias).to_owned())
}

static ALIASES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    include_str!("lexicon/aliases.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" = "))
        .collect()
});

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
