//! Finding a word: the lexicon and the words of a text lie in tables of one form, so that a word is hashed once.

/// A word as it is hashed and compared. Words of up to eight bytes are equal when their keys are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// The first eight bytes.
    head: u64,
    /// The length in bytes.
    length: usize,
    hash: u64,
}

impl Key {
    /// The key of the bytes `start..end` of a text.
    #[inline]
    pub fn of(text: &[u8], start: usize, end: usize) -> Self {
        let head = eight(text, start, end);
        let mut hash = head.wrapping_mul(GOLDEN);
        let mut at = start + 8;
        while at < end {
            hash = (hash.rotate_left(23) ^ eight(text, at, end)).wrapping_mul(GOLDEN);
            at += 8;
        }
        Self {
            head,
            length: end - start,
            hash: hash ^ hash >> 32,
        }
    }
}

/// The golden ratio in 64 bits, as in Knuth's multiplicative hashing.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// Up to eight bytes of a text as a number, from `at` on and before `end`; what is missing is zero.
#[inline]
fn eight(text: &[u8], at: usize, end: usize) -> u64 {
    let rest = text.get(at..).unwrap_or_default();
    match rest.first_chunk() {
        Some(eight) if end - at >= 8 => u64::from_le_bytes(*eight),
        Some(eight) => u64::from_le_bytes(*eight) & ((1 << (8 * (end - at))) - 1),
        // Less than eight bytes before the end of the text.
        None => {
            let last = rest.iter().take(end - at).rev();
            last.fold(0, |number, byte| number << 8 | u64::from(*byte))
        }
    }
}

/// Numbers words from 0, in the order of their coming. An open table, at most half full.
#[derive(Debug, Default)]
pub struct Table {
    /// One more than a word's number, at the place that its hash tells or behind it; 0 is free.
    slots: Vec<u32>,
    keys: Vec<Key>,
}

impl Table {
    /// Of no word, with room for so many; more can come.
    pub fn with_room(words: usize) -> Self {
        Self {
            slots: vec![0; (words * 2).next_power_of_two().max(1024)],
            keys: Vec::with_capacity(words),
        }
    }

    /// The number of a word. `same` tells whether the word of a number has all bytes in common with it; it is asked
    /// for words whose keys do not tell.
    pub fn find(&self, key: &Key, same: impl Fn(usize) -> bool) -> Option<usize> {
        self.probe(key, same).ok()
    }

    /// The number of a word, and whether the word is new.
    #[inline]
    pub fn number(&mut self, key: &Key, same: impl Fn(usize) -> bool) -> (usize, bool) {
        if self.keys.len() * 2 >= self.slots.len() {
            self.grow();
        }
        match self.probe(key, same) {
            Ok(number) => (number, false),
            Err(place) => {
                self.keys.push(*key);
                if let Some(slot) = self.slots.get_mut(place) {
                    *slot = self.keys.len() as u32;
                }
                (self.keys.len() - 1, true)
            }
        }
    }

    /// How many words it has.
    pub fn count(&self) -> usize {
        self.keys.len()
    }

    /// The number of a word, or the free slot where it belongs.
    #[inline]
    fn probe(&self, key: &Key, same: impl Fn(usize) -> bool) -> Result<usize, usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut place = key.hash as usize & mask;
        while let Some(number) = self.slots.get(place).and_then(|slot| slot.checked_sub(1)) {
            let number = number as usize;
            if self.keys.get(number) == Some(key) && (key.length <= 8 || same(number)) {
                return Ok(number);
            }
            place = (place + 1) & mask;
        }
        Err(place)
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1024);
        self.slots = vec![0; size];
        for (number, key) in (1..).zip(&self.keys) {
            let mut place = key.hash as usize & (size - 1);
            while self.slots.get(place).is_some_and(|slot| *slot != 0) {
                place = (place + 1) & (size - 1);
            }
            if let Some(slot) = self.slots.get_mut(place) {
                *slot = number;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_end_of_the_text_makes_no_other_word() {
        let key = |text: &str, start, end| Key::of(text.as_bytes(), start, end);
        for word in ["a", "capacity", "capacitys", "expenditures of"] {
            let inside = format!("{word} and so on");
            assert_eq!(key(word, 0, word.len()), key(&inside, 0, word.len()));
        }
    }

    proptest! {
        #[test]
        fn equal_words_have_one_number(words in prop::collection::vec("[ab]{1,3}|[a-c]{7,17}", 0..2000)) {
            let mut table = Table::default();
            let mut first: Vec<&str> = Vec::new();
            for word in &words {
                let key = Key::of(word.as_bytes(), 0, word.len());
                let (number, new) = table.number(&key, |number| first[number] == word);
                if new {
                    prop_assert!(!first.contains(&word.as_str()));
                    first.push(word);
                }
                prop_assert_eq!(first[number], word);
            }
            prop_assert_eq!(table.count(), first.len());
        }
    }
}
