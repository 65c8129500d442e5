//! How rare names and words are, and which articles are found by a name: asked of the library once, and kept up to date
//! while articles are grouped, so that what was found out and is not stored yet is known too.

use crate::desk::company::group::AT_ONCE;
use crate::desk::company::recent::Recent;
use crate::facts::story::Prominent;
use crate::library::{BEARERS, Bearer, Library, LibraryError};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// With more counts than this all are forgotten.
const COUNTS: usize = 250_000;
/// Of so many names it is remembered who has them: at least of those of the articles that are not stored yet.
const NAMES: usize = 16 * AT_ONCE;
/// Articles of a language or a field that a small library lacks: they keep its few names from seeming rare or common.
const UNSEEN: f64 = 200.0;

/// What is known of names and words.
#[derive(Debug)]
pub(super) struct Names {
    /// How many articles were counted, if that was asked.
    all: Option<u32>,
    /// How many of them tell a name or a word.
    told: HashMap<u32, u32>,
    /// The newest articles that are found by a name, in their order.
    bearers: Recent<u32, Vec<Bearer>>,
}

impl Default for Names {
    fn default() -> Self {
        Self {
            all: None,
            told: HashMap::new(),
            bearers: Recent::new(NAMES),
        }
    }
}

impl Names {
    /// Counts an article that tells these terms.
    pub fn count(&mut self, library: &Library, terms: &[u32]) -> Result<(), LibraryError> {
        self.all = Some(self.all(library)? + 1);
        for term in terms {
            *self.told(library, *term)? += 1;
        }
        Ok(())
    }

    /// How rare a name or a word is: the logarithm of how many articles there are for one that tells it.
    pub fn rarity(&mut self, library: &Library, term: u32) -> Result<f64, LibraryError> {
        let all = f64::from(self.all(library)?) + UNSEEN;
        let with = f64::from(*self.told(library, term)?) + 1.0;
        Ok((all / with).ln().max(0.0))
    }

    /// The newest articles that are found by a name.
    pub fn bearers(&mut self, library: &Library, name: u32) -> Result<&[Bearer], LibraryError> {
        Ok(self.known(library, name)?)
    }

    /// An article is found by these names now.
    pub fn bear(
        &mut self,
        library: &Library,
        article: i64,
        names: &[Prominent],
    ) -> Result<(), LibraryError> {
        for name in names {
            let is_about = name.is_about;
            let bearer = Bearer { article, is_about };
            let bearers = self.known(library, name.name)?;
            bearers.retain(|known| known.article != article);
            let at = bearers.partition_point(|known| known.article < article);
            bearers.insert(at, bearer);
            if bearers.len() > BEARERS {
                bearers.remove(0);
            }
        }
        Ok(())
    }

    /// All that was found out is stored: what is not looked at often may be forgotten.
    pub fn all_is_stored(&mut self) {
        if self.told.len() > COUNTS {
            self.told = HashMap::new();
        }
    }

    fn all(&mut self, library: &Library) -> Result<u32, LibraryError> {
        match self.all {
            Some(known) => Ok(known),
            None => Ok(*self.all.insert(library.tellers(None)?)),
        }
    }

    fn told(&mut self, library: &Library, term: u32) -> Result<&mut u32, LibraryError> {
        match self.told.entry(term) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(unknown) => Ok(unknown.insert(library.tellers(Some(term))?)),
        }
    }

    fn known(&mut self, library: &Library, name: u32) -> Result<&mut Vec<Bearer>, LibraryError> {
        self.bearers.get_or_ask(name, || library.bearers(name))
    }
}
