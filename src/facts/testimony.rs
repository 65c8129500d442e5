//! What of an article's facts is laid beside those of others: its figures with their keys, and the wording of the
//! sentences they stand in.

use super::entity::canonical;
use super::keys::keys;
use crate::model::article::Article;
use crate::model::fact::{Fact, Facts};
use crate::model::relation::Grade;
use crate::model::span::Span;
use crate::model::testimony::{Figure, Testimony, Wording};
use std::collections::{HashMap, HashSet};

/// Words in a run.
const RUN: usize = 4;
/// Two different runs have the same number once in 65,536; so many such accidents are allowed for.
const ACCIDENTS: usize = 2;

/// What an article says that others may say too, or deny. What a person rejected is not among it.
pub fn testimony(facts: &Facts, article: &Article) -> Testimony {
    let metadata = &article.metadata;
    let voices = [&metadata.original_source, &metadata.site];
    let voices = voices.into_iter().flatten().map(|name| canonical(name));
    let mut testimony = Testimony {
        voices: voices.filter(|name| !name.is_empty()).collect(),
        ..Testimony::default()
    };
    let mut known: HashMap<Span, usize> = HashMap::new();
    for key in keys(facts, article) {
        let Some(fact) = facts.facts.get(key.fact) else {
            continue;
        };
        let place = place(facts, fact);
        let sentences = &mut testimony.sentences;
        let sentence = *known.entry(place).or_insert_with(|| {
            sentences.push(wording(place, place.of(&article.text)));
            sentences.len() - 1
        });
        testimony.figures.push(Figure {
            bucket: key.bucket,
            fact: fact.clone(),
            sentence,
        });
    }
    testimony
}

/// Where the sentence of a fact stands; where there is none, the fact itself.
pub(super) fn place(facts: &Facts, fact: &Fact) -> Span {
    let sentence = facts.sentences.get(fact.sentence);
    sentence.map_or(fact.span, |sentence| sentence.span)
}

/// The words of a sentence without signs.
fn written_words(sentence: &str) -> impl Iterator<Item = &str> {
    let words = sentence.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty())
}

fn wording(place: Span, sentence: &str) -> Wording {
    let words: Vec<u64> = written_words(sentence).map(number).collect();
    let joined = |words: &[u64]| words.iter().fold(0, |all, word| mixed(all ^ word));
    let mut runs: Vec<u16> = words
        .windows(RUN)
        .map(|run| (joined(run) >> 48) as u16)
        .collect();
    runs.sort_unstable();
    runs.dedup();
    Wording {
        place,
        words: (joined(&words) >> 32) as u32,
        runs,
    }
}

/// Whether [`copied`] may find that one of two sentences was taken from the other; `false` is certain.
pub(super) fn may_be_copied(a: &Wording, b: &Wording) -> bool {
    let (mut mine, mut theirs, mut shared) = (a.runs.as_slice(), b.runs.as_slice(), 0);
    while let ([x, more @ ..], [y, rest @ ..]) = (mine, theirs) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => mine = more,
            std::cmp::Ordering::Greater => theirs = rest,
            std::cmp::Ordering::Equal => {
                shared += 1;
                (mine, theirs) = (more, rest);
            }
        }
    }
    let all = a.runs.len() + b.runs.len() - shared;
    a.words == b.words || (shared + ACCIDENTS) * 5 >= all * 4
}

/// Whether two sentences are the same words, or nearly so (four fifths of their runs of four words shared).
pub fn copied(a: &str, b: &str) -> Option<Grade> {
    let words = |sentence| written_words(sentence).map(str::to_lowercase).collect();
    let [a, b]: [Vec<String>; 2] = [a, b].map(words);
    if a == b {
        return Some(Grade::Copy);
    }
    let runs = |words: &[String]| {
        words
            .windows(RUN)
            .map(<[String]>::to_vec)
            .collect::<HashSet<_>>()
    };
    let (a, b) = (runs(&a), runs(&b));
    let shared = a.intersection(&b).count();
    let all = a.union(&b).count();
    (all >= 5 && shared * 5 >= all * 4).then_some(Grade::NearDuplicate)
}

/// A number for a word in lower case (FNV-1a, 64 bits).
fn number(word: &str) -> u64 {
    let number = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    let none = 0xcbf2_9ce4_8422_2325;
    if word.is_ascii() {
        let letters = word.bytes().map(|byte| byte.to_ascii_lowercase());
        return letters.fold(none, number);
    }
    word.to_lowercase().bytes().fold(none, number)
}

/// Every bit of the number counts in every bit of the answer (the finisher of SplitMix64).
const fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_copied_always_may_be(
            words in prop::collection::vec("[a-d]{1,2}", 0..24),
            cut in 0usize..4,
            other in prop::collection::vec("[a-d]{1,2}", 0..3),
        ) {
            let cut = cut.min(words.len());
            let (a, b) = (words.join(" "), [&words[cut..], &other].concat().join(", "));
            let [x, y] = [&a, &b].map(|text| wording(Span::new(0, text.len()), text));
            prop_assert!(copied(&a, &b).is_none() || may_be_copied(&x, &y), "{a} | {b}");
        }
    }

    #[test]
    fn what_is_kept_never_changes() {
        let text = "Zürich said so, on TUESDAY.";
        let kept = wording(Span::new(0, text.len()), text);
        assert_eq!(
            (kept.words, kept.runs),
            (2_957_339_182, vec![42_016, 63_898])
        );
    }

    #[test]
    fn sentences_that_share_little_are_told_apart_by_their_wording() {
        let [a, b] = [
            "Meta said on Tuesday that it would spend 37 billion dollars this year.",
            "Analysts at a bank expect Meta to spend 40 billion dollars in the year.",
        ]
        .map(|text| wording(Span::new(0, text.len()), text));
        assert!(!may_be_copied(&a, &b));
    }
}
