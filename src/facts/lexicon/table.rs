//! Finding a word: the lexicon and the words of a text lie in tables of one form, so that a word is hashed once.

/// A word as it is hashed and compared. Words of up to `HEAD` bytes, which nearly all are, are equal when their keys are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// The first bytes, eight each.
    head: [u64; 2],
    /// The length in bytes.
    length: u32,
    hash: u32,
}

impl Key {
    /// The key of the bytes `start..end` of a text.
    #[inline]
    pub fn of(text: &[u8], start: usize, end: usize) -> Self {
        let with = |hash: u64, next: u64| (hash.rotate_left(23) ^ next).wrapping_mul(GOLDEN);
        let mut head = [eight(text, start, end), 0];
        let mut hash = with(0, head[0]);
        if end - start > 8 {
            head[1] = eight(text, start + 8, end);
            hash = with(hash, head[1]);
        }
        let mut at = start + HEAD;
        while at < end {
            hash = with(hash, eight(text, at, end));
            at += 8;
        }
        Self {
            head,
            length: (end - start) as u32,
            hash: (hash ^ hash >> 32) as u32,
        }
    }
}

/// So many bytes of a word lie in its key.
const HEAD: usize = 16;

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

/// What there is to say of each word, in the order of their coming. An open table, at most half full.
#[derive(Debug)]
pub struct Table<T> {
    slots: Vec<Slot>,
    entries: Vec<(Key, T)>,
}

/// Lies at the place that a word's hash tells, or behind it. It tells most other words apart, so that they need not be
/// looked at: that costs more than all else where they lie far apart.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    hash: u32,
    /// One more than a word's number; 0 is free.
    word: u32,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self::with_room(0)
    }
}

impl<T> Table<T> {
    /// Of no word, with room for so many; more can come.
    pub fn with_room(words: usize) -> Self {
        let slots = (words * 2).next_power_of_two().max(1024);
        Self {
            slots: vec![Slot::default(); slots],
            entries: Vec::with_capacity(words),
        }
    }

    /// What there is to say of a word. `same` tells whether an entry is that of this very word; it is asked for words whose
    /// keys do not tell.
    #[inline]
    pub fn find(&self, key: &Key, same: impl Fn(&T) -> bool) -> Option<&T> {
        let number = self.probe(key, same).ok()?;
        self.entries.get(number).map(|(_, entry)| entry)
    }

    /// The same, with `new` for a word that comes for the first time: it is given its number, from 0.
    #[inline]
    pub fn entry(
        &mut self,
        key: &Key,
        same: impl Fn(&T) -> bool,
        new: impl FnOnce(usize) -> T,
    ) -> &mut T {
        if self.entries.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let number = self.probe(key, same).unwrap_or_else(|place| {
            let number = self.entries.len();
            self.entries.push((*key, new(number)));
            if let Some(slot) = self.slots.get_mut(place) {
                *slot = Slot {
                    hash: key.hash,
                    word: number as u32 + 1,
                };
            }
            number
        });
        &mut self.entries[number].1
    }

    /// All that there is to say, in the order of the words.
    pub fn entries_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.entries.iter_mut().map(|(_, entry)| entry)
    }

    /// How many words it has.
    pub fn count(&self) -> usize {
        self.entries.len()
    }

    /// The number of a word, or the free slot where it belongs.
    #[inline]
    fn probe(&self, key: &Key, same: impl Fn(&T) -> bool) -> Result<usize, usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut place = key.hash as usize & mask;
        while let Some(slot) = self.slots.get(place).filter(|slot| slot.word != 0) {
            let number = slot.word as usize - 1;
            if slot.hash == key.hash
                && let Some((known, entry)) = self.entries.get(number)
                && known == key
                && (key.length as usize <= HEAD || same(entry))
            {
                return Ok(number);
            }
            place = (place + 1) & mask;
        }
        Err(place)
    }

    fn grow(&mut self) {
        let size = self.slots.len() * 2;
        let slots = std::mem::replace(&mut self.slots, vec![Slot::default(); size]);
        for slot in slots.into_iter().filter(|slot| slot.word != 0) {
            let mut place = slot.hash as usize & (size - 1);
            while self.slots.get(place).is_some_and(|other| other.word != 0) {
                place = (place + 1) & (size - 1);
            }
            if let Some(free) = self.slots.get_mut(place) {
                *free = slot;
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
        fn equal_words_have_one_number(words in prop::collection::vec("[ab]{1,3}|[a-c]{7,25}", 0..2000)) {
            let mut table = Table::default();
            let mut first: Vec<&str> = Vec::new();
            for word in &words {
                let key = Key::of(word.as_bytes(), 0, word.len());
                let numbered = |number| (number, word.as_str());
                let entry = table.entry(&key, |(_, known)| known == word, numbered);
                let (number, known) = *entry;
                if number == first.len() {
                    prop_assert!(!first.contains(&word.as_str()));
                    first.push(word);
                }
                prop_assert_eq!(known, word);
                prop_assert_eq!(first[number], word);
                prop_assert!(table.find(&key, |(_, known)| known == word).is_some());
            }
            prop_assert_eq!(table.count(), first.len());
        }
    }
}
