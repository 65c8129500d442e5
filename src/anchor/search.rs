//! Approximate search: where a text holds a pattern with at most so many letters wrong.
//!
//! Myers' bit-parallel algorithm ("A fast bit-vector algorithm for approximate string matching based on dynamic
//! programming", J. ACM 46, 1999) in blocks of 64 letters (Hyyrö 2003): time is text × pattern / 64.

/// A place where the pattern ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Index of the letter after the last one.
    pub end: usize,
    /// Insertions, deletions and replacements.
    pub errors: usize,
}

/// A pattern made ready for searching: where each letter stands in it, a bit a place.
pub struct Pattern {
    letters: Vec<char>,
    /// How many blocks of 64 places there are.
    blocks: usize,
    /// For each ASCII letter its blocks, one after the other.
    ascii: Vec<u64>,
    /// The blocks of the other letters.
    others: Vec<(char, Vec<u64>)>,
    /// The blocks of a letter that does not occur.
    none: Vec<u64>,
}

impl Pattern {
    /// Makes `letters` ready.
    pub fn new(letters: Vec<char>) -> Self {
        let blocks = letters.len().div_ceil(64);
        let mut pattern = Self {
            blocks,
            ascii: vec![0; ASCII * blocks],
            others: Vec::new(),
            none: vec![0; blocks],
            letters: Vec::new(),
        };
        for (at, &letter) in letters.iter().enumerate() {
            if let Some(block) = pattern.places_mut(letter).get_mut(at / 64) {
                *block |= 1 << (at % 64);
            }
        }
        pattern.letters = letters;
        pattern
    }

    /// How many letters it has.
    pub const fn len(&self) -> usize {
        self.letters.len()
    }

    /// Every end of the pattern in the text with at most `most` errors, in order. An empty pattern is nowhere.
    pub fn search(&self, text: &[char], most: usize) -> Vec<Hit> {
        self.ends(text.iter().copied(), most)
    }

    /// Where the match that ends at `hit` starts: the pattern is read backwards from there.
    pub fn start_of(&self, text: &[char], hit: Hit) -> usize {
        let from = hit.end.saturating_sub(self.len() + hit.errors);
        let before = text.get(from..hit.end).unwrap_or_default();
        let backwards = Self::new(self.letters.iter().rev().copied().collect());
        let back = backwards.ends(before.iter().rev().copied(), hit.errors);
        // Of the equally good starts the one that makes the match as long as the pattern.
        back.iter()
            .filter(|found| found.errors <= hit.errors)
            .min_by_key(|found| (found.errors, found.end.abs_diff(self.len())))
            .map_or(hit.end.saturating_sub(self.len()), |found| {
                hit.end - found.end
            })
    }

    fn places_mut(&mut self, letter: char) -> &mut [u64] {
        if let Some(first) = ascii(letter) {
            let first = first * self.blocks;
            return self
                .ascii
                .get_mut(first..first + self.blocks)
                .unwrap_or_default();
        }
        let at = self.others.iter().position(|(other, _)| *other == letter);
        let at = at.unwrap_or_else(|| {
            self.others.push((letter, self.none.clone()));
            self.others.len() - 1
        });
        self.others
            .get_mut(at)
            .map(|(_, places)| &mut **places)
            .unwrap_or_default()
    }

    fn places(&self, letter: char) -> &[u64] {
        if let Some(first) = ascii(letter) {
            let first = first * self.blocks;
            return self
                .ascii
                .get(first..first + self.blocks)
                .unwrap_or_default();
        }
        let other = self.others.iter().find(|(other, _)| *other == letter);
        other.map_or(&self.none, |(_, places)| places)
    }

    fn ends(&self, text: impl Iterator<Item = char>, most: usize) -> Vec<Hit> {
        let Some(last) = self.len().checked_sub(1) else {
            return Vec::new();
        };
        let mut column = vec![Block { up: !0, down: 0 }; self.blocks];
        let mut errors = self.len();
        let mut hits = Vec::new();
        for (at, letter) in text.enumerate() {
            super::work(self.blocks);
            let mut out = (0, 0);
            for (block, &equal) in column.iter_mut().zip(self.places(letter)) {
                out = block.step(equal, (out.0 >> 63, out.1 >> 63));
            }
            let bit = |places: u64| (places >> (last % 64)) as usize & 1;
            errors = errors + bit(out.0) - bit(out.1);
            if errors <= most {
                hits.push(Hit {
                    end: at + 1,
                    errors,
                });
            }
        }
        hits
    }
}

/// 64 rows of a column of the table.
#[derive(Debug, Clone, Copy)]
struct Block {
    /// The rows that hold one error more than the row above.
    up: u64,
    /// The rows that hold one error less.
    down: u64,
}

impl Block {
    /// On to the next letter of the text, which stands at the places `equal` of the pattern. What goes in, and what
    /// comes out a bit a row, is where the table grows and where it shrinks from one letter to the next.
    #[inline]
    const fn step(&mut self, equal: u64, (grows_above, shrinks_above): (u64, u64)) -> (u64, u64) {
        let vertical = equal | self.down;
        let equal = equal | shrinks_above;
        let diagonal = ((equal & self.up).wrapping_add(self.up) ^ self.up) | equal;
        let grows = self.down | !(diagonal | self.up);
        let shrinks = self.up & diagonal;
        let (more, fewer) = (grows << 1 | grows_above, shrinks << 1 | shrinks_above);
        self.up = fewer | !(vertical | more);
        self.down = more & vertical;
        (grows, shrinks)
    }
}

/// How many letters ASCII has.
const ASCII: usize = 128;

/// The number of an ASCII letter.
fn ascii(letter: char) -> Option<usize> {
    Some(letter as usize).filter(|number| *number < ASCII)
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
        let pattern = Pattern::new(pattern);
        let best = pattern
            .search(&text, 2)
            .into_iter()
            .min_by_key(|hit| hit.errors)
            .unwrap();
        assert_eq!(best, Hit { end: 22, errors: 1 });
        assert_eq!(pattern.start_of(&text, best), 12);
    }

    proptest! {
        #[test]
        fn the_bits_agree_with_the_table(pattern in "[abcé人]{1,150}", text in "[abcé人ü]{0,200}") {
            let (pattern, text) = (letters(&pattern), letters(&text));
            let fast: Vec<usize> = Pattern::new(pattern.clone()).search(&text, usize::MAX).iter().map(|hit| hit.errors).collect();
            prop_assert_eq!(fast, slow(&pattern, &text));
        }

        #[test]
        fn a_planted_pattern_is_found_where_it_is(pattern in "[a-f]{8,90}", before in "[x-z ]{0,50}", after in "[x-z ]{0,50}") {
            let text = letters(&format!("{before}{pattern}{after}"));
            let (start, pattern) = (before.len(), Pattern::new(letters(&pattern)));
            let hit = pattern.search(&text, 0)[0];
            prop_assert_eq!((pattern.start_of(&text, hit), hit.end), (start, start + pattern.len()));
        }
    }
}
