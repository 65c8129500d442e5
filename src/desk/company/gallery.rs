//! What was lately looked at to find the company of articles, so that it is not asked again.

use crate::desk::company::features::{Arrived, Features};
use crate::desk::company::recent::Recent;
use crate::facts::story::Profile;
use crate::ingest::duplicate::Imprint;
use crate::library::{Bearers, Glimpse, Library, LibraryError};
use crate::model::{Article, ArticleId, Facts};
use std::collections::HashMap;
use std::rc::Rc;

/// So many portraits are a generation of what is remembered.
const PORTRAITS: usize = 500;
/// With more names and words than this everything is forgotten.
const TERMS: usize = 250_000;
/// Of so many names it is remembered who has them.
const BEARERS: usize = 3_000;
/// Of so many articles it is remembered what they are about, and of so many their words.
const GLIMPSES: usize = 8_000;
const IMPRINTS: usize = 250;

/// What of an article its story is found by.
#[derive(Debug)]
pub(super) struct Portrait {
    pub profile: Profile,
    pub features: Rc<Features>,
}

/// A name or a word that articles tell.
#[derive(Debug)]
struct Term {
    words: Box<str>,
    /// How rare it is, if that was asked.
    rarity: Option<f64>,
}

/// Features of articles that wait, and what was lately looked at: portraits, how rare terms are, who has them, and what
/// articles are about.
#[derive(Debug)]
pub(in crate::desk) struct Gallery {
    pub arrived: Arrived,
    terms: HashMap<u32, Term>,
    bearers: Recent<u32, Rc<Bearers>>,
    glimpses: Recent<i64, Rc<Glimpse>>,
    pub(super) portraits: Recent<ArticleId, Rc<Portrait>>,
    pub(super) imprints: Recent<ArticleId, Option<Rc<Imprint>>>,
}

impl Default for Gallery {
    fn default() -> Self {
        Self {
            arrived: Arrived::default(),
            terms: HashMap::new(),
            bearers: Recent::new(BEARERS),
            glimpses: Recent::new(GLIMPSES),
            portraits: Recent::new(PORTRAITS),
            imprints: Recent::new(IMPRINTS),
        }
    }
}

impl Gallery {
    /// Keeps the features of an article with the text of this number, which has just come.
    pub fn arrive(&mut self, id: ArticleId, text: i64, article: &Article, facts: &Facts) {
        if self.arrived.has_room() {
            let features = self.features(article, facts);
            self.arrived.put(id, text, features);
        }
    }

    /// Forgets what depends on the other articles in the library: there may be more of them now.
    pub(super) fn look_anew(&mut self) {
        let arrived = std::mem::take(&mut self.arrived);
        let mut terms = std::mem::take(&mut self.terms);
        for term in terms.values_mut() {
            term.rarity = None;
        }
        *self = Self {
            arrived,
            terms,
            ..Self::default()
        };
    }

    /// The features of an article with these facts.
    pub(super) fn features(&mut self, article: &Article, facts: &Facts) -> Features {
        if self.terms.len() > TERMS {
            *self = Self::default();
        }
        Features::of(article, facts, &mut |number, words| {
            self.terms.entry(number).or_insert_with(|| Term {
                words: words.into(),
                rarity: None,
            });
        })
    }

    /// The portrait of an article with these features.
    pub(super) fn paint(
        &mut self,
        library: &Library,
        id: &ArticleId,
        features: Rc<Features>,
    ) -> Result<Rc<Portrait>, LibraryError> {
        let mut failed = None;
        let mut rarity = |number| {
            self.rarity(library, number).unwrap_or_else(|error| {
                failed.get_or_insert(error);
                0.0
            })
        };
        let profile = Profile::of(&features.telling, &mut rarity);
        if let Some(error) = failed {
            return Err(error);
        }
        let portrait = Rc::new(Portrait { profile, features });
        self.portraits.put(id.clone(), Rc::clone(&portrait));
        Ok(portrait)
    }

    /// The articles that have a name, from memory if that was asked lately.
    pub(super) fn bearers(
        &mut self,
        library: &Library,
        number: u32,
    ) -> Result<Rc<Bearers>, LibraryError> {
        if let Some(known) = self.bearers.get(&number) {
            return Ok(known);
        }
        let term = self.terms.get(&number);
        let words = term.map_or("", |term| &term.words);
        let bearers = Rc::new(library.bearers(words)?);
        self.bearers.put(number, Rc::clone(&bearers));
        Ok(bearers)
    }

    /// What an article is about, from memory if that was asked lately.
    pub(super) fn glimpse(
        &mut self,
        library: &Library,
        number: i64,
    ) -> Result<Option<Rc<Glimpse>>, LibraryError> {
        if let Some(known) = self.glimpses.get(&number) {
            return Ok(Some(known));
        }
        let Some(glimpse) = library.glimpse(number)?.map(Rc::new) else {
            return Ok(None);
        };
        // What is not known yet may be known the next time.
        if glimpse.about.is_some() {
            self.glimpses.put(number, Rc::clone(&glimpse));
        }
        Ok(Some(glimpse))
    }

    /// How rare a term is.
    fn rarity(&mut self, library: &Library, number: u32) -> Result<f64, LibraryError> {
        let Some(term) = self.terms.get_mut(&number) else {
            return Ok(0.0);
        };
        if let Some(known) = term.rarity {
            return Ok(known);
        }
        let rarity = library.bearers(&term.words)?.rarity;
        term.rarity = Some(rarity);
        Ok(rarity)
    }
}
