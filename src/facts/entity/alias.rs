//! Several names of one: joined inside an article ("Meta" and "Meta Platforms"), and across articles by the alias file.

use super::Name;
use crate::facts::lexicon::{self, Class, Word};
use crate::facts::scan::{Scan, Token};
use crate::model::fact::EntityKind;
use crate::text::hash::ByWord;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Gives each name the longest form of it that the article uses: "Zuckerberg" is "Mark Zuckerberg", "Northwind" is
/// "Northwind Energy", "FAA" is "Federal Aviation Administration", and "the Bank" is the bank named before it. Two unknown
/// words of which the article also uses the last one alone name a person.
pub(super) fn join(scan: &Scan, names: &mut [Name]) {
    let alone: HashSet<Cow<str>, ByWord> = names
        .iter()
        .filter(|name| name.tokens.len() == 1)
        .map(|name| folded(scan.written(name.tokens.start)))
        .collect();
    // The whole name that each short one stands for, by its place.
    let mut full: HashMap<Cow<str>, usize, ByWord> = HashMap::default();
    for (place, name) in names.iter_mut().enumerate() {
        if name.tokens.len() < 2 || name.entity.kind == EntityKind::Product {
            continue;
        }
        let unknown = |at: usize| scan.token(at).is_some_and(Token::is_unknown);
        let last = folded(scan.written(name.tokens.end - 1));
        let first = folded(scan.written(name.tokens.start));
        if name.entity.kind == EntityKind::Organization
            && name.tokens.len() <= 3
            && name.tokens.clone().all(unknown)
            && alone.contains(&last)
            && !alone.contains(&first)
        {
            name.entity.kind = EntityKind::Person;
        }
        let mut short = Vec::new();
        match name.entity.kind {
            EntityKind::Person => {
                short.push(last);
                if scan.has(name.tokens.start, Class::GivenName) {
                    short.push(first);
                }
            }
            EntityKind::Organization => {
                let kind = (name.tokens.start + 1..name.tokens.end)
                    .any(|at| scan.has(at, Class::Legal) || scan.has(at, Class::Organization));
                if kind && unknown(name.tokens.start) {
                    short.push(first);
                }
                let letters = initials(scan, name);
                short.extend(letters.map(|letters| Cow::Owned(folded(&letters).into_owned())));
            }
            _ => {}
        }
        for short in short.into_iter().filter(|short| alone.contains(short)) {
            full.entry(short).or_insert(place);
        }
    }
    // The last whole name that begins or ends with a kind of institution: "the Commission".
    let mut institutions: HashMap<u32, usize, ByWord> = HashMap::default();
    for place in 0..names.len() {
        let (before, rest) = names.split_at_mut(place);
        let Some((name, behind)) = rest.split_first_mut() else {
            continue;
        };
        if name.tokens.len() > 1 {
            for end in [name.tokens.start, name.tokens.end - 1] {
                if let Some(token) = scan
                    .token(end)
                    .filter(|token| token.has(Class::Organization))
                {
                    institutions.insert(token.id, place);
                }
            }
        } else {
            let meant = || {
                let the = scan.lower(name.tokens.start.checked_sub(1)?) == "the";
                institutions
                    .get(&scan.token(name.tokens.start)?.id)
                    .filter(|_| the)
            };
            let said = folded(scan.written(name.tokens.start));
            let whole = full.get(&said).or_else(meant);
            let whole = whole.and_then(|&whole| {
                let behind = || behind.get(whole.checked_sub(place + 1)?);
                before.get(whole).or_else(behind)
            });
            if let Some(whole) = whole {
                name.entity.name.clone_from(&whole.entity.name);
                name.entity.kind = whole.entity.kind;
                name.form = whole.form;
            }
        }
    }
}

/// Persons known for ones by one mention are persons in every other.
pub(super) fn agree(names: &mut [Name]) {
    let forms = names.iter().map(|name| name.form + 1).max();
    let mut kinds = vec![None; forms.unwrap_or(0)];
    for Name { entity, form, .. } in names.iter() {
        if matches!(entity.kind, EntityKind::Person | EntityKind::Place)
            && let Some(kind) = kinds.get_mut(*form)
        {
            kind.get_or_insert(entity.kind);
        }
    }
    for Name { entity, form, .. } in names {
        let known = kinds.get(*form).copied().flatten();
        if entity.kind == EntityKind::Organization {
            entity.kind = known.unwrap_or(entity.kind);
        }
    }
}

/// A name as it is compared inside an article: "FROST" of an interview is "Frost", but "US" stays what it is.
fn folded(name: &str) -> Cow<'_, str> {
    if name.len() <= SHOUTED || !name.chars().all(char::is_uppercase) {
        return Cow::Borrowed(name);
    }
    let mut letters = name.chars();
    let first: String = letters.by_ref().take(1).collect();
    Cow::Owned(first + &letters.as_str().to_lowercase())
}

/// Capitals alone of more letters are a name that is shouted rather than an abbreviation.
const SHOUTED: usize = 4;

/// The abbreviation of a name of three words or more, without the small ones: "FAA". Two letters meet by chance.
fn initials(scan: &Scan, name: &Name) -> Option<String> {
    let letters = scan.tokens.get(name.tokens.clone())?.iter();
    let letters = letters
        .filter(|token| token.is_capitalised())
        .filter_map(|token| token.span.of(scan.text).chars().next());
    let length: usize = letters.clone().map(char::len_utf8).sum();
    (length > 2).then(|| letters.collect())
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
            lexicon::word(word.trim_end_matches('.')).is_some_and(|w: &Word| w.has(Class::Legal))
        })
    {
        words.pop();
    }
    let joined = words.join(" ");
    ALIASES
        .get(joined.as_str())
        .map_or(joined, |alias| (*alias).to_owned())
}

static ALIASES: LazyLock<HashMap<&'static str, &'static str, ByWord>> = LazyLock::new(|| {
    include_str!("../lexicon/aliases.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" = "))
        .collect()
});

/// Whether an alias file line names it: such a name is one even where only its place capitalises it.
pub(super) fn is_well_known(folded: &str) -> bool {
    folded.len() > 3 && KNOWN.contains(folded)
}

static KNOWN: LazyLock<HashSet<&'static str, ByWord>> = LazyLock::new(|| {
    ALIASES
        .iter()
        .flat_map(|(other, name)| [*other, *name])
        .collect()
});
