//! Approximate search: where a text holds a pattern with at most so many letters wrong.
//!
//! Myers' bit-parallel algorithm ("A fast bit-vector algorithm for approximate string matching based on dynamic
//! programming", J. ACM 46, 1999) in blocks of 64 letters (Hyyrö 2003): time is text × pattern / 64.

use std::collections::HashMap;

/// A place where the pattern ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Index of the letter after the last one.
    pub end: usize,
    /// Insertions, deletions and replacements.
    pub errors: usize,
}

/// The letters of a pattern as bit masks.
struct Masks {
    of: HashMap<char, Vec<u64>>,
    blocks: usize,
    /// The bit of the last letter in the last block.
    last: u64,
}

impl Masks {
    fn new(pattern: impl Iterator<Item = char>, length: usize) -> Self {
        let blocks = length.div_ceil(64);
        let mut of: HashMap<char, Vec<u64>> = HashMap::new();
        for (at, letter) in pattern.enumerate() {
            let masks = of.entry(letter).or_insert_with(|| vec![0; blocks]);
            if let Some(mask) = masks.get_mut(at / 64) {
                *mask |= 1 << (at % 64);
            }
        }
        let last = 1 << (length.wrapping_sub(1) % 64);
        Self { of, blocks, last }
    }
}

/// Every end of the pattern in the text with at most `most` errors, in order. An empty pattern is nowhere.
pub fn search(pattern: &[char], text: &[char], most: usize) -> Vec<Hit> {
    ends(
        pattern.iter().copied(),
        pattern.len(),
        text.iter().copied(),
        most,
    )
}

/// Where the match that ends at `hit` starts: the pattern is read backwards from there.
pub fn start_of(pattern: &[char], text: &[char], hit: Hit) -> usize {
    let from = hit.end.saturating_sub(pattern.len() + hit.errors);
    let before = text.get(from..hit.end).unwrap_or_default();
    let back = ends(
        pattern.iter().rev().copied(),
        pattern.len(),
        before.iter().rev().copied(),
        hit.errors,
    );
    // Of the equally good starts the one that makes the match as long as the pattern.
    back.iter()
        .filter(|found| found.errors <= hit.errors)
        .min_by_key(|found| (found.errors, found.end.abs_diff(pattern.len())))
        .map_or(hit.end.saturating_sub(pattern.len()), |found| {
            hit.end - found.end
        })
}

/// The best hit of each neighbourhood.
pub fn peaks(hits: Vec<Hit>, length: usize) -> Vec<Hit> {
    let mut peaks: Vec<Hit> = Vec::new();
    for hit in hits {
        match peaks.last_mut() {
            Some(last) if hit.end - last.end < length / 2 + 1 => {
                if hit.errors < last.errors {
                    *last = hit;
                }
            }
            _ => peaks.push(hit),
        }
    }
    peaks
}

fn ends(
    pattern: impl Iterator<Item = char>,
    length: usize,
    text: impl Iterator<Item = char>,
    most: usize,
) -> Vec<Hit> {
    if length == 0 {
        return Vec::new();
    }
    let masks = Masks::new(pattern, length);
    let none = vec![0; masks.blocks];
    let mut column: Vec<(u64, u64)> = vec![(!0, 0); masks.blocks];
    let mut errors = length;
    let mut hits = Vec::new();
    for (at, letter) in text.enumerate() {
        let equal = masks.of.get(&letter).unwrap_or(&none);
        let mut carry = Carry::Same;
        let lowest = column.len() - 1;
        for (number, ((up, down), &equal)) in column.iter_mut().zip(equal).enumerate() {
            let out = if number == lowest {
                masks.last
            } else {
                1 << 63
            };
            carry = step(up, down, equal, carry, out);
        }
        match carry {
            Carry::More => errors += 1,
            Carry::Less => errors -= 1,
            Carry::Same => {}
        }
        if errors <= most {
            hits.push(Hit {
                end: at + 1,
                errors,
            });
        }
    }
    hits
}

/// How the number of errors changes from one text letter to the next, at a row of the table.
#[derive(Clone, Copy)]
enum Carry {
    Less,
    Same,
    More,
}

/// One block, one text letter: `up` and `down` are the rows where the table grows and shrinks downwards.
fn step(up: &mut u64, down: &mut u64, equal: u64, carry: Carry, out: u64) -> Carry {
    let vertical = equal | *down;
    let equal = match carry {
        Carry::Less => equal | 1,
        _ => equal,
    };
    let diagonal = (((equal & *up).wrapping_add(*up)) ^ *up) | equal;
    let mut grows = *down | !(diagonal | *up);
    let mut shrinks = *up & diagonal;
    let carried = if grows & out != 0 {
        Carry::More
    } else if shrinks & out != 0 {
        Carry::Less
    } else {
        Carry::Same
    };
    grows <<= 1;
    shrinks <<= 1;
    match carry {
        Carry::Less => shrinks |= 1,
        Carry::More => grows |= 1,
        Carry::Same => {}
    }
    *up = shrinks | !(vertical | grows);
    *down = grows & vertical;
    carried
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The table of Sellers' algorithm, one column after the other.
    fn slow(pattern: &[char], text: &[char]) -> Vec<usize> {
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        text.iter()
            .map(|letter| {
                let mut diagonal = 0;
                for row in 1..=pattern.len() {
                    let best = (diagonal + usize::from(pattern[row - 1] != *letter))
                        .min(column[row] + 1)
                        .min(column[row - 1] + 1);
                    diagonal = std::mem::replace(&mut column[row], best);
                }
                column[pattern.len()]
            })
            .collect()
    }

    fn letters(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn a_misspelt_word_is_found_with_its_start() {
        let (pattern, text) = (
            letters("expenditure"),
            letters("its capital expendture rose"),
        );
        let best = search(&pattern, &text, 2)
            .into_iter()
            .min_by_key(|hit| hit.errors)
            .unwrap();
        assert_eq!(best, Hit { end: 22, errors: 1 });
        assert_eq!(start_of(&pattern, &text, best), 12);
    }

    proptest! {
        #[test]
        fn the_bits_agree_with_the_table(pattern in "[abc]{1,150}", text in "[abc]{0,200}") {
            let (pattern, text) = (letters(&pattern), letters(&text));
            let fast: Vec<usize> = search(&pattern, &text, usize::MAX).iter().map(|hit| hit.errors).collect();
            prop_assert_eq!(fast, slow(&pattern, &text));
        }

        #[test]
        fn a_planted_pattern_is_found_where_it_is(pattern in "[a-f]{8,90}", before in "[x-z ]{0,50}", after in "[x-z ]{0,50}") {
            let text = letters(&format!("{before}{pattern}{after}"));
            let (start, pattern) = (before.len(), letters(&pattern));
            let hit = search(&pattern, &text, 0)[0];
            prop_assert_eq!((start_of(&pattern, &text, hit), hit.end), (start, start + pattern.len()));
        }
    }
}
