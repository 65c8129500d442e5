//! What was lately looked at to find the company of articles, so that it is not asked again.

use crate::desk::company::features::{Arrived, Features};
use crate::desk::company::names::Names;
use crate::desk::company::recent::Recent;
use crate::facts::story::Profile;
use crate::ingest::duplicate::Imprint;
use crate::library::{Library, LibraryError};
use crate::model::{Article, ArticleId, Facts};
use std::rc::Rc;

/// So many portraits are a generation of what is remembered, and of so many articles their words.
const PORTRAITS: usize = 1_000;
const IMPRINTS: usize = 250;

/// What of an article its story is found by.
#[derive(Debug)]
pub(super) struct Portrait {
    pub profile: Profile,
    pub features: Rc<Features>,
}

/// Features of articles that wait, and what was lately looked at, by the numbers of articles.
#[derive(Debug)]
pub(in crate::desk) struct Gallery {
    pub arrived: Arrived,
    pub(super) names: Names,
    pub(super) portraits: Recent<i64, Rc<Portrait>>,
    pub(super) imprints: Recent<i64, Option<Rc<Imprint>>>,
}

impl Default for Gallery {
    fn default() -> Self {
        Self {
            arrived: Arrived::default(),
            names: Names::default(),
            portraits: Recent::new(PORTRAITS),
            imprints: Recent::new(IMPRINTS),
        }
    }
}

impl Gallery {
    /// Keeps the features of an article with the text of this number, which has just come.
    pub fn arrive(&mut self, id: ArticleId, text: i64, article: &Article, facts: &Facts) {
        if self.arrived.has_room() {
            self.arrived.put(id, text, Features::of(article, facts));
        }
    }

    /// Forgets what depends on the other articles in the library: there may be more of them now.
    pub(super) fn look_anew(&mut self) {
        *self = Self {
            arrived: std::mem::take(&mut self.arrived),
            ..Self::default()
        };
    }

    /// The portrait of the article of this number, with these features.
    pub(super) fn paint(
        &mut self,
        library: &Library,
        article: i64,
        features: Rc<Features>,
    ) -> Result<Rc<Portrait>, LibraryError> {
        let mut failed = None;
        let mut rarity = |term| {
            self.names.rarity(library, term).unwrap_or_else(|error| {
                failed.get_or_insert(error);
                0.0
            })
        };
        let profile = Profile::of(&features.telling, &mut rarity);
        if let Some(error) = failed {
            return Err(error);
        }
        let portrait = Rc::new(Portrait { profile, features });
        self.portraits.put(article, Rc::clone(&portrait));
        Ok(portrait)
    }
}
