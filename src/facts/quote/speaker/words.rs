//! The words around whoever speaks: what leads to the verb, what ties a description together, and where it ends.

use crate::facts::lexicon::Class;
use crate::facts::scan::{Case, Scan, Token};

/// Who speaks for somebody else, and what is written in somebody's name.
pub(super) fn is_mouth(scan: &Scan, at: usize) -> bool {
    matches!(
        scan.lower(at),
        "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "spokespeople"
            | "statement"
            | "report"
            | "study"
            | "survey"
            | "analysis"
            | "letter"
            | "release"
            | "filing"
            | "memo"
    )
}

/// Words that tie a name to the noun before it: "a lawyer for the family", "a person close to the talks".
pub(super) fn is_tie(scan: &Scan, at: usize) -> bool {
    match scan.lower(at) {
        "of" | "for" | "from" | "by" | "at" | "in" | "with" => true,
        "to" => at.checked_sub(1).is_some_and(|before| {
            matches!(
                scan.lower(before),
                "close"
                    | "adviser"
                    | "advisor"
                    | "aide"
                    | "ambassador"
                    | "envoy"
                    | "heir"
                    | "witness"
            )
        }),
        _ => false,
    }
}

/// Words that stand between whoever speaks and the verb: "has also said", "later told", "used to say".
pub(super) fn is_helper(scan: &Scan, at: usize) -> bool {
    scan.token(at).is_some_and(|token| {
        token.is_word()
            && token.case == Case::Lower
            && (token.has(Class::Auxiliary)
                || token.has(Class::Modal) && !token.has(Class::Report)
                || token.has(Class::Adverb)
                || scan.lower(at).ends_with("ly")
                || matches!(
                    scan.lower(at),
                    "to" | "used"
                        | "never"
                        | "simply"
                        | "once"
                        | "often"
                        | "always"
                        | "eventually"
                        | "finally"
                ))
    })
}

/// "a déclaré", "hat gesagt", "ha dicho": right before its verb.
pub(super) fn is_foreign_helper(scan: &Scan, at: usize) -> bool {
    matches!(scan.lower(at), "a" | "ont" | "hat" | "haben" | "ha" | "han")
}

pub(super) fn is_pronoun(scan: &Scan, at: usize) -> bool {
    matches!(
        scan.lower(at),
        "he" | "she"
            | "they"
            | "it"
            | "er"
            | "sie"
            | "il"
            | "elle"
            | "ils"
            | "elles"
            | "él"
            | "ella"
    )
}

/// Words that begin a description: "the", "his", "another", "two".
pub(super) fn is_opening(scan: &Scan, at: usize) -> bool {
    scan.token(at).is_some_and(|token: &Token| {
        token.has(Class::Determiner)
            || token.has(Class::Vague)
            || token.word.is_some_and(|word| word.cardinal.is_some())
            || matches!(
                scan.lower(at),
                "der" | "die" | "das" | "le" | "la" | "el" | "ein" | "eine"
            )
    })
}

/// Words that no description goes over.
pub(super) fn is_stop(scan: &Scan, at: usize) -> bool {
    scan.token(at).is_none_or(|token| {
        token.word.is_some_and(|word| {
            (word.is_function() && !word.has(Class::Particle)
                || word.has(Class::Report)
                || word.has(Class::Modal))
                && !word.has(Class::Determiner)
        })
    })
}

/// Words that only point: "that being said" is nobody's.
pub(super) fn points(word: &str) -> bool {
    matches!(
        word,
        "that" | "this" | "these" | "those" | "all" | "one" | "su" | "sus"
    )
}
