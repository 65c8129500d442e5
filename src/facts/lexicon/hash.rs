//! Hashing of words.

use std::hash::{BuildHasherDefault, Hasher};

/// Maps and sets of words, hashed by [`WordHasher`].
pub type ByWord = BuildHasherDefault<WordHasher>;

/// Eight bytes at a time, multiplied and turned: words are short, and the table is ours, so no one can choose
/// clashing keys. (The multiplier is the golden ratio in 64 bits, as in Knuth's multiplicative hashing.)
#[derive(Default)]
pub struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut eight = [0; 8];
            for (to, from) in eight.iter_mut().zip(chunk) {
                *to = *from;
            }
            self.write_u64(u64::from_le_bytes(eight) ^ (chunk.len() as u64) << 56);
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}
