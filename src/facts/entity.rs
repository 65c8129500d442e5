//! Names: runs of capitalised words (`run`), told apart from words that are only capitalised by their place, with
//! what they name (`kind`), and aliases joined inside an article ("Meta" and "Meta Platforms") and across articles
//! ([`canonical`]).

mod alias;
mod kind;
mod place;
mod run;

use super::count;
use super::lexicon::Class;
use super::scan::{BORDER, Case, Kind, Scan, Token};
use crate::model::fact::{Entity, EntityKind};
use crate::model::span::Span;
use crate::text::hash::ByWord;
use alias::is_well_known;
use kind::kind;
use run::{is_month_name, runs};
use std::collections::HashMap;
use std::ops::Range;

pub use alias::canonical;

/// A name with its tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Where it stands, what it names, and its full form in this article.
    pub entity: Entity,
    /// The number of its full form: the same for all names that have it.
    form: usize,
}

/// The names of a text as they are written, numbered from 0: each is hashed once, and then asked by its number.
#[derive(Default)]
struct Forms<'a>(HashMap<&'a str, usize, ByWord>);

impl<'a> Forms<'a> {
    fn number(&mut self, words: &'a str) -> usize {
        let next = self.0.len();
        *self.0.entry(words).or_insert(next)
    }
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
    // What is certain in one place is taken for a name everywhere: inside a sentence, owning something, or known.
    let mut forms = Forms::default();
    let written = |run: &Range<usize>| scan.span(run.start, run.end).of(scan.text);
    let numbers: Vec<usize> = runs.iter().map(|run| forms.number(written(run))).collect();
    let mut inside = vec![false; forms.0.len()];
    for (run, &form) in runs.iter().zip(&numbers) {
        let single = run.len() == 1 && !common(run.start);
        let sure = !opens(scan, run.start) && !heading(run.start)
            || single && possessive(scan, run.end)
            || single && acts(scan, run.start)
            || single && is_coined(scan, run.start)
            || single && opens(scan, run.start) && is_known(scan, run.start);
        note(&mut inside, form, sure);
    }
    let mut part = vec![false; forms.0.len()];
    for words in runs.iter().flat_map(|run| parts(scan, run, common)) {
        if let Some(&form) = words.and_then(|words| forms.0.get(words)) {
            note(&mut part, form, true);
        }
    }
    let noted = |notes: &[bool], form: usize| notes.get(form) == Some(&true);
    let mut names: Vec<Name> = Vec::new();
    for (mut run, mut form) in runs.into_iter().zip(numbers) {
        let inside_too = |words: &str| {
            let form = forms.0.get(words);
            form.is_some_and(|&form| noted(&inside, form))
        };
        let led_in = is_led_in(scan, &run, common, inside_too);
        run.start += usize::from(led_in);
        let words = written(&run);
        if led_in {
            form = forms.number(words);
        }
        let certain = led_in || noted(&inside, form) || noted(&part, form);
        let sure = certain
            || !heading(run.start) && run.len() > 1
            || run.len() == 1 && possessive(scan, run.end) && !common(run.start);
        if !sure
            || is_letter(words)
            || run.len() == 2 && is_step(scan, &run)
            || run.len() == 1 && is_bound_letter(scan, run.start)
            || is_nationality(scan, &run)
            || is_exchange(scan, &run)
            || run.len() == 1 && opens(scan, run.start) && !certain && common(run.start)
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
            form,
        });
    }
    alias::agree(&mut names);
    place::share(scan, &mut names);
    alias::join(scan, &mut names);
    alias::agree(&mut names);
    names
}

fn note(notes: &mut [bool], form: usize, sure: bool) {
    if let Some(noted) = notes.get_mut(form) {
        *noted |= sure;
    }
}

/// Whether the words at `span` lie in a person's name: "August" of "August Wilson" is no month.
pub fn is_named(names: &[Name], span: Span) -> bool {
    let next = names.partition_point(|name| name.entity.span.end <= span.start);
    names.get(next).is_some_and(|name| {
        name.entity.kind == EntityKind::Person
            && name.entity.span.start <= span.start
            && span.end <= name.entity.span.end
    })
}

/// The words of a whole name that are names by themselves: "Kells: …" after "Sandra Kells", "Toyota" after "Toyota Motor
/// Corp.", "Chloe" after "Chloe Nguyen".
fn parts<'a>(
    scan: &Scan<'a>,
    run: &Range<usize>,
    common: impl Fn(usize) -> bool,
) -> [Option<&'a str>; 2] {
    if run.len() < 2 {
        return [None, None];
    }
    let all = |case: Case| {
        run.clone()
            .all(|at| scan.token(at).is_some_and(|token| token.case == case))
    };
    let alone = |at: usize| (!common(at)).then(|| scan.written(at));
    let (first, last) = (run.start, run.end - 1);
    let unknown = |at: usize| scan.token(at).is_some_and(Token::is_unknown);
    let person = || scan.has(first, Class::GivenName) || is_month_name(scan, first);
    let plain = (2..=3).contains(&run.len()) && (all(Case::Capital) || all(Case::Upper));
    let kind = (first + 1..run.end)
        .any(|at| scan.has(at, Class::Legal) || scan.has(at, Class::Organization));
    [
        (plain && (unknown(last) || person()))
            .then(|| alone(last))
            .flatten(),
        (kind && unknown(first) || plain && scan.has(first, Class::GivenName))
            .then(|| alone(first))
            .flatten(),
    ]
}

/// Whether the first word of a run only has its capital by its place: "Compare Meta", "Unlike Google", "Shares Nvidia".
fn is_led_in(
    scan: &Scan,
    run: &Range<usize>,
    common: impl Fn(usize) -> bool,
    inside: impl Fn(&str) -> bool,
) -> bool {
    if run.len() < 2 || !opens(scan, run.start) {
        return false;
    }
    let Some(first) = scan.token(run.start) else {
        return false;
    };
    let named = first.has(Class::GivenName)
        || first.has(Class::PlaceName)
        || is_month_name(scan, run.start);
    let part = first.has(Class::Place)
        || first.has(Class::Organization)
        || first.has(Class::Nationality)
        || first.has(Class::Office)
        || first.has(Class::Adjective)
        || first.has(Class::Particle);
    if !named && !part && first.case == Case::Capital && !first.is_unknown() {
        return true;
    }
    let rest = scan.span(run.start + 1, run.end).of(scan.text);
    let known = is_known_firm(scan, run.start + 1);
    !named
        && kind(scan, run) != Some(EntityKind::Person)
        && (known && run.len() == 2 && !part
            || (common(run.start) || !part && !first.is_unknown() || known) && inside(rest))
}

/// "Ramirez said", "Ramirez, who has": an unknown word that does what people do, and is no plural of some.
fn acts(scan: &Scan, at: usize) -> bool {
    let told =
        scan.has(at + 1, Class::Report) || scan.is_sign(at + 1, ',') && scan.lower(at + 2) == "who";
    let plain = scan
        .token(at)
        .is_some_and(|token| token.case == Case::Capital && token.is_unknown());
    told && plain && !count::is_plural(scan, at)
}

/// "IndiGo", "AMC closed": capitals inside a word are not there for its place, nor are capitals alone before small letters.
fn is_coined(scan: &Scan, at: usize) -> bool {
    let small = || {
        scan.token(at + 1)
            .is_some_and(|next| next.is_word() && next.case == Case::Lower)
    };
    scan.token(at).is_some_and(|token| {
        token.is_unknown()
            && (token.case == Case::Mixed
                || token.case == Case::Upper && token.span.len() > 2 && small())
    })
}

/// Whether a list has the word for a name: such a name is one even where its place capitalises it.
fn is_known(scan: &Scan, at: usize) -> bool {
    is_known_firm(scan, at) || scan.has(at, Class::PlaceName)
}

/// "Rival Anthropic", but not "Real Madrid".
fn is_known_firm(scan: &Scan, at: usize) -> bool {
    scan.has(at, Class::Firm) || is_well_known(scan.lower(at))
}

/// "(NASDAQ: NVDA)": where a share is traded names nobody.
fn is_exchange(scan: &Scan, run: &Range<usize>) -> bool {
    scan.is_sign(run.end, ':')
        && run.start > 0
        && scan.is_sign(run.start - 1, '(')
        && scan.is_sign(run.end + 2, ')')
}

/// A letter names nothing, but for the network that took one for its name.
fn is_letter(words: &str) -> bool {
    words.chars().nth(1).is_none() && words != "X"
}

/// "Category 4", "Phase 2": which one of several.
fn is_step(scan: &Scan, run: &Range<usize>) -> bool {
    let number = scan
        .token(run.start + 1)
        .is_some_and(|token| token.kind == Kind::Digits);
    number
        && matches!(
            scan.lower(run.start),
            "call"
                | "ring"
                | "dial"
                | "category"
                | "phase"
                | "level"
                | "stage"
                | "step"
                | "grade"
                | "chapter"
                | "section"
                | "table"
                | "figure"
                | "part"
                | "day"
                | "week"
                | "page"
                | "item"
                | "type"
                | "tier"
        )
}

/// "X-rays": a letter that a hyphen ties to a word.
fn is_bound_letter(scan: &Scan, at: usize) -> bool {
    scan.written(at).len() == 1 && scan.is_dash(at + 1) && scan.glued(at + 1) && scan.glued(at + 2)
}

/// "American", "Chinese": where something comes from, no name of an actor.
fn is_nationality(scan: &Scan, run: &Range<usize>) -> bool {
    let part = |at: usize| {
        matches!(
            scan.lower(at),
            "north" | "south" | "east" | "west" | "central"
        )
    };
    let from = |at: usize| scan.has(at, Class::Nationality);
    let last = run.end - 1;
    from(last) && (run.start..last).all(|at| from(at) || at == run.start && part(at))
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
    #[test]
    fn units_are_no_names_and_towns_are_places() {
        let scan = Scan::with_borders(
            "Rain cooled Nagpur and the United States by 2 degrees Celsius at 8 p.m. EDT, said C.S. Iyer, and a man from \
             Wexham near Dunmore paid Rs 60 for 1.4 GW and NZ$5.",
            &[0],
        );
        let found: Vec<(String, EntityKind)> = names(&scan, |_| false)
            .into_iter()
            .map(|name| (name.entity.name, name.entity.kind))
            .collect();
        let place = |name: &str| (name.to_owned(), EntityKind::Place);
        assert_eq!(
            found,
            [
                place("Nagpur"),
                place("United States"),
                ("C.S. Iyer".to_owned(), EntityKind::Person),
                place("Wexham"),
                place("Dunmore"),
            ]
        );
    }
    #[test]
    fn a_person_is_told_by_what_is_said_of_people() {
        let scan = Scan::with_borders(
            "Bukaro Sanda, back after weeks, scored his goal, said her lawyer, Renva Fonten. Kelda Works raised its price, and \
             IndiGo carried North American fans by road to Wexham on the Mary River.",
            &[0, 80],
        );
        let found: Vec<(String, EntityKind)> = names(&scan, |_| false)
            .into_iter()
            .map(|name| (name.entity.name, name.entity.kind))
            .collect();
        let named = |name: &str, kind| (name.to_owned(), kind);
        assert_eq!(
            found,
            [
                named("Bukaro Sanda", EntityKind::Person),
                named("Renva Fonten", EntityKind::Person),
                named("Kelda Works", EntityKind::Organization),
                named("IndiGo", EntityKind::Organization),
                named("Wexham", EntityKind::Place),
                named("Mary River", EntityKind::Place),
            ]
        );
    }
}
