//! Which articles are copies of one another, and which tell the same story: worked out for each article
//! once it is in, and once more when its text is another.
//!
//! A new article joins the copies of the one it resembles most, and the story of the one most like it, and
//! takes along those like it that were alone; so groups grow as articles come, none is torn apart or made
//! one with another by a later article, and the work for an article does not grow with the library: it is
//! laid beside the few that indexes propose.

use crate::desk::Desk;
use crate::desk::company::features::Features;
use crate::desk::company::gallery::{Gallery, Portrait};
use crate::facts::story;
use crate::ingest::duplicate::{Imprint, WORTH_A_LOOK};
use crate::library::{Company, LibraryError, Sketch};
use crate::model::ArticleId;
use crate::text::signature::estimate;
use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;
use std::rc::Rc;

/// The number of what is done here; articles grouped by a lower one are grouped again.
const ENGINE: u32 = 1;

/// So many articles are looked at before what was found out is stored: those of one transaction touch the same places.
const AT_ONCE: usize = 512;
/// So many articles are read to see whether an article is a copy of them.
const COPIES: usize = 8;
/// By so many of its weightiest names an article looks for its story.
const NAMES: usize = 8;
/// So many articles that share names with it are looked up, and so many of those of the right days are read.
const LOOKED_UP: usize = 64;
const READ: usize = 8;
/// Seconds of a day.
const DAY: i64 = 86_400;

/// What was found out of one article.
struct Found {
    id: ArticleId,
    portrait: Option<Rc<Portrait>>,
    sample: Vec<u8>,
    copy_of: Vec<ArticleId>,
    story_with: Vec<ArticleId>,
}

/// What was found out and is not stored yet.
#[derive(Default)]
struct Fresh {
    found: Vec<Found>,
    ids: HashSet<ArticleId>,
}

impl Desk {
    /// Groups the articles that came in since the last time. `watch` hears how many were done, after
    /// each, and may stop it; the rest waits for the next time.
    ///
    /// # Errors
    /// When the library refuses.
    pub fn group_new(
        &mut self,
        watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> Result<usize, LibraryError> {
        self.gallery.look_anew();
        let mut done = 0;
        // Who has which words is asked of the index of texts often: it is put in order first when many came. After a few
        // its pieces wait, so that nobody else does.
        let are_many = self.library.ungrouped(ENGINE, AT_ONCE)?.len() == AT_ONCE;
        while are_many && self.library.merge_index()? {
            if watch(0).is_break() {
                return Ok(0);
            }
        }
        loop {
            let waiting = self.library.ungrouped(ENGINE, AT_ONCE)?;
            if waiting.is_empty() {
                self.gallery = Gallery::default();
                self.make_durable()?;
                return Ok(done);
            }
            let mut stopped = false;
            let mut fresh = Fresh::default();
            for (id, text) in waiting {
                self.let_through()?;
                let company = self.company(id, text, &fresh)?;
                fresh.ids.insert(company.id.clone());
                fresh.found.push(company);
                done += 1;
                stopped = watch(done).is_break();
                if stopped {
                    break;
                }
            }
            self.keep_groups(&fresh.found)?;
            if stopped {
                self.make_durable()?;
                return Ok(done);
            }
        }
    }

    fn keep_groups(&mut self, found: &[Found]) -> Result<(), LibraryError> {
        self.keep_derived(found, |batch, found| {
            let portrait = found.portrait.as_ref();
            let about = portrait.map(|portrait| portrait.profile.about());
            let sketch = portrait.and_then(|portrait| {
                let (signature, words) = portrait.features.signature.as_ref()?;
                Some(Sketch {
                    signature,
                    words: *words,
                    repeats: portrait.features.repeats,
                    about: about.as_deref().unwrap_or_default(),
                })
            });
            let company = Company {
                sketch,
                copy_of: &found.copy_of,
                story_with: &found.story_with,
                engine: ENGINE,
            };
            batch.group(&found.id, &company)
        })
    }

    /// What an article, whose text has this number, is to those in the library and to the `fresh` ones, which are not
    /// stored yet.
    fn company(
        &mut self,
        id: ArticleId,
        text: Option<i64>,
        fresh: &Fresh,
    ) -> Result<Found, LibraryError> {
        let mut found = Found {
            id,
            portrait: None,
            sample: Vec::new(),
            copy_of: Vec::new(),
            story_with: Vec::new(),
        };
        let arrived = text.and_then(|text| self.gallery.arrived.get(&found.id, text));
        self.gallery.arrived.remove(&found.id);
        let features = match arrived {
            Some(features) => features,
            None => match self.features_of(&found.id)? {
                Some(features) => features,
                None => return Ok(found),
            },
        };
        if let Some((signature, _)) = &features.signature {
            found.sample = signature.sample().to_vec();
        }
        found.copy_of = self.copied(&found.id, &features, &found.sample, fresh)?;
        let own = self.gallery.paint(&self.library, &found.id, features)?;
        if found.copy_of.is_empty() {
            found.story_with = self.story_with(&found.id, &own, fresh)?;
        }
        found.portrait = Some(own);
        Ok(found)
    }

    /// The articles that this one is a copy of, that with which it has most in common first.
    fn copied(
        &mut self,
        id: &ArticleId,
        features: &Features,
        sample: &[u8],
        fresh: &Fresh,
    ) -> Result<Vec<ArticleId>, LibraryError> {
        let Some((signature, _)) = &features.signature else {
            return Ok(Vec::new());
        };
        let fresh = fresh.found.iter();
        let fresh = fresh.filter(|other| estimate(sample, &other.sample) >= WORTH_A_LOOK);
        let alike = self.library.alike(id, signature, WORTH_A_LOOK)?;
        let others = fresh.map(|other| other.id.clone());
        let others: Vec<ArticleId> = others.chain(alike.into_iter().take(COPIES)).collect();
        if others.is_empty() || self.library.is_separate(id)? {
            return Ok(Vec::new());
        }
        let Some(own) = self.imprint_of(id)? else {
            return Ok(Vec::new());
        };
        let mut shares = Vec::new();
        for other in others {
            let theirs = self.imprint_of(&other)?;
            shares.extend(theirs.and_then(|theirs| Some((own.copy(&theirs)?, other))));
        }
        Ok(likest_first(shares))
    }

    /// The articles that tell the same story as this one, the likest first.
    fn story_with(
        &mut self,
        id: &ArticleId,
        own: &Portrait,
        fresh: &Fresh,
    ) -> Result<Vec<ArticleId>, LibraryError> {
        if own.profile.is_about_nothing() {
            return Ok(Vec::new());
        }
        let mut weights: BTreeMap<i64, f64> = BTreeMap::new();
        for (name, weight) in own.profile.names.iter().take(NAMES) {
            for number in &self.gallery.bearers(&self.library, *name)?.newest {
                *weights.entry(*number).or_default() += weight;
            }
        }
        let mut heaviest: Vec<(i64, f64)> = weights.into_iter().collect();
        heaviest.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
        let published = own.features.published;
        let mut likeness = Vec::new();
        for found in &fresh.found {
            let portrait = found.portrait.as_ref();
            let near = portrait.filter(|other| near(published, other.features.published));
            let alike = near.map(|other| own.profile.likeness(&other.profile));
            let alike = alike.filter(|alike| *alike >= story::SAME);
            likeness.extend(alike.map(|alike| (alike, found.id.clone())));
        }
        let mut read = 0;
        for (number, _) in heaviest.into_iter().take(LOOKED_UP) {
            let Some(other) = self.gallery.glimpse(&self.library, number)? else {
                continue;
            };
            let worth_reading = other.id != *id
                && near(published, other.published)
                && other
                    .about
                    .as_ref()
                    .is_none_or(|about| own.profile.may_share(about))
                && !fresh.ids.contains(&other.id);
            if !worth_reading {
                continue;
            }
            if let Some(portrait) = self.portrait_of(&other.id)? {
                let alike = own.profile.likeness(&portrait.profile);
                likeness.extend((alike >= story::SAME).then(|| (alike, other.id.clone())));
                read += 1;
            }
            if read == READ {
                break;
            }
        }
        Ok(likest_first(likeness))
    }

    /// The imprint of an article; `None` when it is too short to have one, or its text is not here.
    fn imprint_of(&mut self, id: &ArticleId) -> Result<Option<Rc<Imprint>>, LibraryError> {
        if let Some(known) = self.gallery.imprints.get(id) {
            return Ok(known);
        }
        let article = self.library.wording(id)?;
        let imprint = article.and_then(|article| Imprint::of(&article));
        let imprint = imprint.map(Rc::new);
        self.gallery.imprints.put(id.clone(), imprint.clone());
        Ok(imprint)
    }

    /// The features of an article from its text; `None` when that is not here.
    fn features_of(&mut self, id: &ArticleId) -> Result<Option<Rc<Features>>, LibraryError> {
        let content = self.remembered(id)?;
        let features = content.map(|content| {
            let features = self.gallery.features(&content.article, &content.facts);
            Rc::new(features)
        });
        Ok(features)
    }

    /// The portrait of an article; `None` when its text is not here.
    fn portrait_of(&mut self, id: &ArticleId) -> Result<Option<Rc<Portrait>>, LibraryError> {
        if let Some(known) = self.gallery.portraits.get(id) {
            return Ok(Some(known));
        }
        let features = match self.gallery.arrived.latest(id) {
            Some(features) => Some(features),
            None => self.features_of(id)?,
        };
        let paint = |features| self.gallery.paint(&self.library, id, features);
        features.map(paint).transpose()
    }
}

/// Articles by how much they are like another one; of those alike the first given.
fn likest_first(mut articles: Vec<(f64, ArticleId)>) -> Vec<ArticleId> {
    articles.sort_by(|a, b| b.0.total_cmp(&a.0));
    articles.into_iter().map(|(_, id)| id).collect()
}

/// Whether two reports can be of one story by their days; one without a day can be of any.
fn near(a: Option<i64>, b: Option<i64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= story::DAYS * DAY,
        _ => true,
    }
}
