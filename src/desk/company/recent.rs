//! What was lately looked at, so that it is not read again: bounded, and what is looked at often stays.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
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

    /// The thing of this name, to be changed; what is not remembered is asked for.
    pub fn get_or_ask<E>(
        &mut self,
        name: K,
        ask: impl FnOnce() -> Result<T, E>,
    ) -> Result<&mut T, E> {
        let mut known = None;
        if !self.young.contains_key(&name) {
            known = self.old.remove(&name);
            self.age();
        }
        match self.young.entry(name) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(place) => Ok(place.insert(known.map_or_else(ask, Ok)?)),
        }
    }

    pub fn put(&mut self, name: K, thing: T) {
        self.age();
        self.young.insert(name, thing);
    }

    /// Makes room for one more young one.
    fn age(&mut self) {
        if self.young.len() >= self.generation {
            self.old = std::mem::take(&mut self.young);
        }
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

    #[test]
    fn what_is_not_remembered_is_asked_for_and_what_was_changed_stays_so() {
        let mut recent = Recent::new(10);
        for number in 0..100 {
            *recent.get_or_ask(0, || Ok::<_, ()>(7)).unwrap() += 1;
            recent.put(number + 1, 0);
        }
        assert_eq!(recent.get(&0), Some(107));
        assert_eq!(recent.get_or_ask(200, || Err("nobody")), Err("nobody"));
    }
}
