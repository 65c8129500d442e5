//! Hashing of words: for tables of our own words, where nobody can choose keys that clash.

use std::hash::{BuildHasherDefault, Hasher};

/// Maps and sets of words, hashed by [`WordHasher`].
pub type ByWord = BuildHasherDefault<WordHasher>;

/// Eight bytes at a time, multiplied and turned: words are short, and the table is ours, so no one can choose
/// clashing keys. (The multiplier is the golden ratio in 64 bits, as in Knuth's multiplicative hashing.)
#[derive(Default)]
pub struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.write_u64(u64::from_le_bytes(*eight) ^ 8 << 56);
        }
        if !rest.is_empty() {
            let last = rest
                .iter()
                .rev()
                .fold(0, |last, byte| last << 8 | u64::from(*byte));
            self.write_u64(last ^ (rest.len() as u64) << 56);
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}
