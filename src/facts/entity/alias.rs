//! Several names of one: joined inside an article ("Meta" and "Meta Platforms"), and across articles by the alias file.

use super::Name;
use crate::facts::lexicon::{self, Class, Word};
use crate::facts::scan::{Scan, Token};
use crate::model::fact::EntityKind;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Gives each name the longest form of it that the article uses: "Zuckerberg" is "Mark Zuckerberg", "Northwind" is
/// "Northwind Energy". Two unknown words of which the article also uses the last one alone name a person.
pub(super) fn join(scan: &Scan, names: &mut [Name]) {
    let alone: HashSet<String> = names
        .iter()
        .filter(|name| name.tokens.len() == 1)
        .map(|name| name.entity.name.clone())
        .collect();
    let mut full: HashMap<String, (String, EntityKind)> = HashMap::new();
    for name in names.iter_mut() {
        if name.tokens.len() < 2 || name.entity.kind == EntityKind::Product {
            continue;
        }
        let unknown = |at: usize| scan.token(at).is_some_and(Token::is_unknown);
        let last = scan.written(name.tokens.end - 1);
        let first = scan.written(name.tokens.start);
        if name.entity.kind == EntityKind::Organization
            && name.tokens.len() <= 3
            && name.tokens.clone().all(unknown)
            && alone.contains(last)
            && !alone.contains(first)
        {
            name.entity.kind = EntityKind::Person;
        }
        let short = match name.entity.kind {
            EntityKind::Person => Some(last),
            EntityKind::Organization => {
                let legal =
                    (name.tokens.start + 1..name.tokens.end).all(|at| scan.has(at, Class::Legal));
                let kind = scan.has(name.tokens.end - 1, Class::Organization);
                (legal || kind && unknown(name.tokens.start)).then_some(first)
            }
            _ => None,
        };
        if let Some(short) = short.filter(|short| alone.contains(*short)) {
            full.entry(short.to_owned())
                .or_insert_with(|| (name.entity.name.clone(), name.entity.kind));
        }
    }
    for name in names.iter_mut().filter(|name| name.tokens.len() == 1) {
        if let Some((whole, kind)) = full.get(&name.entity.name) {
            name.entity.name.clone_from(whole);
            name.entity.kind = *kind;
        }
    }
    // "Mark Zuckerberg" may be known for a person by one mention only.
    let persons: HashSet<String> = names
        .iter()
        .filter(|name| name.entity.kind == EntityKind::Person)
        .map(|name| name.entity.name.clone())
        .collect();
    for name in names.iter_mut() {
        if name.entity.kind == EntityKind::Organization && persons.contains(&name.entity.name) {
            name.entity.kind = EntityKind::Person;
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

static ALIASES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
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

static KNOWN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    ALIASES
        .iter()
        .flat_map(|(other, name)| [*other, *name])
        .collect()
});
