//! How much two texts have in common, told from small samples of their words.
//!
//! A text becomes its set of *runs*: every so many words in a row, folded as the search index folds
//! them. Two sets resemble each other by the share of runs they have in common (Jaccard's coefficient).
//! A [`Signature`] keeps of a set only its least members under a number of hash functions; two
//! signatures agree in a place with the probability of that share (MinHash: Broder, "On the resemblance
//! and containment of documents", 1997). Places are joined in bands: texts that agree in a whole band
//! are worth a look, and nobody looks at the others. Signatures are stored: what makes them never changes.

use super::tokens;
use crate::model::Span;

/// Words in a run: enough that few runs stand in two texts by chance, few enough that an edited word
/// spoils no more than four of them.
const RUN: usize = 4;
/// Places of a band. Texts with a hundredth in common agree in one band once in a million.
const PLACES: usize = 3;
/// Bands of a signature. With three places, texts with three quarters in common agree in some band but
/// once in 700; with two thirds, but once in 60.
pub const BANDS: usize = 12;
/// Places of a signature.
const HASHES: usize = PLACES * BANDS;

/// The runs of a text as numbers, in ascending order, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Runs {
    /// The runs.
    pub all: Vec<u64>,
    /// Runs that hold a figure: what they are without its digits, and what they are.
    pub figures: Vec<(u64, u64)>,
    /// How many words there were.
    pub words: usize,
}

/// The least members of a set of runs under each hash function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature([u32; HASHES]);

impl Runs {
    /// The runs of the words in these parts of `text`, read on from one to the next.
    pub fn of(text: &str, parts: impl IntoIterator<Item = Span>) -> Self {
        let mut runs = Self::default();
        let mut window = [(0, 0); RUN];
        for part in parts {
            let part = part.of(text);
            for word in tokens::spans(part) {
                window.rotate_left(1);
                let (plain, is_figure) = number(word.of(part));
                if let Some(last) = window.last_mut() {
                    *last = (plain, if is_figure { 0 } else { plain });
                }
                runs.words += 1;
                if runs.words >= RUN {
                    runs.take(&window);
                }
            }
        }
        runs.all.sort_unstable();
        runs.all.dedup();
        runs.figures.sort_unstable();
        runs.figures.dedup();
        runs
    }

    fn take(&mut self, window: &[(u64, u64); RUN]) {
        let joined = |words: fn(&(u64, u64)) -> u64| {
            window
                .iter()
                .fold(0, |run, word| mixed(run ^ words(word)).wrapping_add(1))
        };
        let run = joined(|word| word.0);
        self.all.push(run);
        if window.iter().any(|word| word.1 == 0) {
            self.figures.push((joined(|word| word.1), run));
        }
    }

    /// How many runs both have.
    pub fn shared(&self, other: &Self) -> usize {
        let (mut mine, mut theirs) = (self.all.as_slice(), other.all.as_slice());
        let mut shared = 0;
        while let ([a, more @ ..], [b, rest @ ..]) = (mine, theirs) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => mine = more,
                std::cmp::Ordering::Greater => theirs = rest,
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    (mine, theirs) = (more, rest);
                }
            }
        }
        shared
    }

    /// Of the runs with a figure that both have but for its digits: how many have the same digits, and
    /// how many others.
    pub fn figures_kept(&self, other: &Self) -> (usize, usize) {
        let (mut same, mut others) = (0, 0);
        for chunk in self.figures.chunk_by(|a, b| a.0 == b.0) {
            let Some((bare, _)) = chunk.first() else {
                continue;
            };
            let from = other.figures.partition_point(|(known, _)| known < bare);
            let theirs = other.figures.iter().skip(from);
            let mut theirs = theirs.take_while(|(known, _)| known == bare).peekable();
            if theirs.peek().is_none() {
                continue;
            }
            if theirs.any(|one| chunk.contains(one)) {
                same += 1;
            } else {
                others += 1;
            }
        }
        (same, others)
    }
}

impl Signature {
    /// The signature of a set of runs.
    pub fn of(runs: &Runs) -> Self {
        let mut least = [u32::MAX; HASHES];
        for run in &runs.all {
            // Two independent halves give as many hash functions as are wanted (Kirsch and Mitzenmacher, 2006).
            let mut value = *run;
            let step = mixed(*run) | 1;
            for place in &mut least {
                value = value.wrapping_add(step);
                *place = (*place).min((value >> 32) as u32);
            }
        }
        Self(least)
    }

    /// Its bands as numbers below 2³¹; texts with the same number in the same place are worth a look.
    pub fn bands(&self) -> [u32; BANDS] {
        let mut bands = [0; BANDS];
        for ((number, band), places) in (0..).zip(&mut bands).zip(self.0.chunks(PLACES)) {
            let joined = places
                .iter()
                .fold(number, |joined, place| mixed(joined ^ u64::from(*place)));
            *band = (joined >> 33) as u32;
        }
        bands
    }

    /// One byte of each place: enough to estimate by.
    pub fn sample(&self) -> [u8; HASHES] {
        self.0.map(|place| (mixed(u64::from(place)) >> 56) as u8)
    }
}

/// The share of runs in common, estimated from two samples; its standard error is at most 0.09.
pub fn estimate(a: &[u8], b: &[u8]) -> f64 {
    let same = a.iter().zip(b).filter(|(a, b)| a == b).count();
    same as f64 / HASHES as f64
}

/// A number for a word as the search index folds it (FNV-1a, 64 bits), never 0, and whether the word has a digit.
fn number(word: &str) -> (u64, bool) {
    let next = |(hash, is_figure): (u64, bool), byte: u8| {
        let hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        (hash, is_figure | byte.is_ascii_digit())
    };
    let none = (0xcbf2_9ce4_8422_2325, false);
    let (hash, is_figure) = if word.is_ascii() {
        let folded = word.bytes().map(|byte| byte.to_ascii_lowercase());
        folded.fold(none, next)
    } else {
        tokens::fold(word).bytes().fold(none, next)
    };
    (hash.max(1), is_figure)
}

/// Every bit of the number counts in every bit of the answer (the finisher of SplitMix64).
const fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn runs(text: &str) -> Runs {
        Runs::of(text, [Span::new(0, text.len())])
    }

    fn words(from: usize, to: usize) -> String {
        let words: Vec<String> = (from..to).map(|n| format!("word{n}")).collect();
        words.join(" ")
    }

    #[test]
    fn accents_case_signs_and_white_space_make_no_other_runs() {
        let (a, b) = (
            runs("Über  50 Mio. Euro —\nsagte sie."),
            runs("uber 50 mio euro sagte sie"),
        );
        assert_eq!(a, b);
        assert_eq!((a.words, a.all.len()), (6, 3));
    }

    #[test]
    fn runs_go_on_from_one_part_to_the_next() {
        let text = "one two three four";
        let parts = [Span::new(0, 8), Span::new(8, text.len())];
        assert_eq!(Runs::of(text, parts), runs(text));
    }

    #[test]
    fn a_figure_that_was_exchanged_is_counted() {
        let (a, b) = (
            runs("sales were 12 percent up on the year and costs rose 4 percent"),
            runs("sales were 12 percent up on the year and costs rose 9 percent"),
        );
        let (same, others) = a.figures_kept(&b);
        assert!(same > 0 && others > 0, "{same} {others}");
        assert_eq!(a.figures_kept(&a).1, 0);
    }

    #[test]
    fn the_estimate_is_near_the_share() {
        for kept in [0, 250, 500, 900, 1000] {
            let (a, b) = (
                runs(&words(0, 1000)),
                runs(&words(1000 - kept, 2000 - kept)),
            );
            let shared = a.shared(&b);
            let share = shared as f64 / (a.all.len() + b.all.len() - shared) as f64;
            let [a, b] = [a, b].map(|runs| Signature::of(&runs).sample());
            let estimate = estimate(&a, &b);
            assert!((estimate - share).abs() < 0.25, "{estimate} for {share}");
        }
    }

    #[test]
    fn what_is_stored_never_changes() {
        let signature = Signature::of(&runs(&words(0, 50)));
        assert_eq!(
            signature.bands()[..3],
            [279_885_303, 348_769_343, 1_324_934_525]
        );
    }

    proptest! {
        #[test]
        fn any_text_has_runs_and_all_of_them_in_common_with_itself(text in "\\PC{0,200}") {
            let runs = runs(&text);
            prop_assert_eq!(runs.shared(&runs), runs.all.len());
            prop_assert!(runs.all.len() <= runs.words);
            let signature = Signature::of(&runs);
            prop_assert!(signature.bands().iter().all(|band| *band < 1 << 31));
        }
    }
}
