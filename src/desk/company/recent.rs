//! What was lately looked at, so that it is not read again: bounded, and what is looked at often stays.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

/// Things by their names, in two generations: one that is looked at again is young again, and when there are enough
/// young ones the old ones go. At most twice as many are kept as make a generation.
#[derive(Debug)]
pub(in crate::desk) struct Recent<K, T> {
    generation: usize,
    young: HashMap<K, T>,
    old: HashMap<K, T>,
}

impl<K: Eq + Hash, T: Clone> Recent<K, T> {
    pub fn new(generation: usize) -> Self {
        Self {
            generation,
            young: HashMap::new(),
            old: HashMap::new(),
        }
    }

    pub fn get<Q: Eq + Hash + ?Sized>(&mut self, name: &Q) -> Option<T>
    where
        K: Borrow<Q>,
    {
        if let Some(known) = self.young.get(name) {
            return Some(known.clone());
        }
        let (name, known) = self.old.remove_entry(name)?;
        self.put(name, known.clone());
        Some(known)
    }

    pub fn put(&mut self, name: K, thing: T) {
        if self.young.len() >= self.generation {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(name, thing);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_at_again_stays_and_the_rest_goes() {
        let mut recent = Recent::new(10);
        for number in 0..100 {
            recent.put(number, number * number);
            assert_eq!(recent.get(&0), Some(0));
        }
        assert_eq!(recent.get(&99), Some(9_801));
        assert_eq!(recent.get(&50), None);
        assert!(recent.young.len() + recent.old.len() <= 20);
    }
}
