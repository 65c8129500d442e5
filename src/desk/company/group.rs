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
use crate::library::{Company, LibraryError, Sketch, Ungrouped};
use crate::model::ArticleId;
use crate::text::signature::estimate;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::rc::Rc;

/// The number of what is done here; articles grouped by a lower one are grouped again.
const ENGINE: u32 = 2;

/// So many articles are looked at before what was found out is stored: those of one transaction touch the same places.
pub(super) const AT_ONCE: usize = 512;
/// So many articles are read to see whether an article is a copy of them.
const COPIES: usize = 8;
/// So many articles of the right days that share names with an article are read.
const READ: usize = 8;
/// Seconds of a day.
const DAY: i64 = 86_400;

/// What was found out of one article and is not stored yet.
struct Found {
    article: i64,
    /// `None` when its text is not here.
    features: Option<Rc<Features>>,
    /// What it tells, if it is to be counted.
    counted: Option<Vec<u32>>,
    sample: Vec<u8>,
    /// The names that it is found by, and whether it is about them.
    names: Vec<(u32, bool)>,
    copy_of: Vec<i64>,
    story_with: Vec<i64>,
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
        // The index of texts is put in order when many came. After a few its pieces wait, so that nobody else does.
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
            // All are counted before the first one is grouped: so a name that many of them tell is not rare to the first.
            let mut fresh = Vec::with_capacity(waiting.len());
            for one in waiting {
                self.let_through()?;
                fresh.push(self.counted(&one)?);
            }
            for at in 0..fresh.len() {
                self.let_through()?;
                self.company(&mut fresh, at)?;
                done += 1;
                stopped = watch(done).is_break();
                if stopped {
                    fresh.truncate(at + 1);
                    break;
                }
            }
            self.keep_groups(&fresh)?;
            if stopped {
                self.make_durable()?;
                return Ok(done);
            }
        }
    }

    fn keep_groups(&mut self, found: &[Found]) -> Result<(), LibraryError> {
        self.keep_derived(found, |batch, found| {
            let sketch = found.features.as_ref().map(|features| Sketch {
                signature: features.signature.as_ref(),
                repeats: features.repeats,
                counted: found.counted.as_deref(),
            });
            let company = Company {
                sketch,
                names: &found.names,
                copy_of: &found.copy_of,
                story_with: &found.story_with,
                engine: ENGINE,
            };
            batch.group(found.article, &company)
        })?;
        self.gallery.names.all_is_stored();
        Ok(())
    }

    /// An article with its features; what it tells is counted if it was not.
    fn counted(&mut self, one: &Ungrouped) -> Result<Found, LibraryError> {
        let arrived = one
            .text
            .and_then(|text| self.gallery.arrived.get(&one.id, text));
        self.gallery.arrived.remove(&one.id);
        let features = match arrived {
            Some(features) => Some(features),
            None => self.features_of(&one.id)?,
        };
        let mut found = Found {
            article: one.article,
            features: None,
            counted: None,
            sample: Vec::new(),
            names: Vec::new(),
            copy_of: Vec::new(),
            story_with: Vec::new(),
        };
        if let Some(features) = &features {
            if let Some((signature, _)) = &features.signature {
                found.sample = signature.sample().to_vec();
            }
            if !one.is_counted {
                let terms = features.telling.terms();
                self.gallery.names.count(&self.library, &terms)?;
                found.counted = Some(terms);
            }
        }
        found.features = features;
        Ok(found)
    }

    /// What the one at this place is to those in the library and to those before it, which are not stored yet.
    fn company(&mut self, fresh: &mut [Found], at: usize) -> Result<(), LibraryError> {
        let (before, rest) = fresh.split_at_mut(at);
        let Some(found) = rest.first_mut() else {
            return Ok(());
        };
        let Some(features) = found.features.clone() else {
            return Ok(());
        };
        found.copy_of = self.copied(found, &features, before)?;
        let own = self.gallery.paint(&self.library, found.article, features)?;
        if found.copy_of.is_empty() {
            found.story_with = self.story_with(found.article, &own)?;
        }
        let names = &own.profile.prominent;
        found.names = names
            .iter()
            .map(|name| (name.name, name.is_about))
            .collect();
        self.gallery.names.bear(&self.library, found.article, names)
    }

    /// The articles that this one is a copy of, that with which it has most in common first.
    fn copied(
        &mut self,
        found: &Found,
        features: &Features,
        before: &[Found],
    ) -> Result<Vec<i64>, LibraryError> {
        let article = found.article;
        let Some((signature, _)) = &features.signature else {
            return Ok(Vec::new());
        };
        let fresh = before
            .iter()
            .filter(|other| estimate(&found.sample, &other.sample) >= WORTH_A_LOOK);
        let alike = self.library.alike(article, signature, WORTH_A_LOOK)?;
        let others = fresh.map(|other| other.article);
        let others: Vec<i64> = others.chain(alike.into_iter().take(COPIES)).collect();
        if others.is_empty() || self.library.is_separate(article)? {
            return Ok(Vec::new());
        }
        let Some(own) = self.imprint_of(article)? else {
            return Ok(Vec::new());
        };
        let mut shares = Vec::new();
        for other in others {
            let theirs = self.imprint_of(other)?;
            shares.extend(theirs.and_then(|theirs| Some((own.copy(&theirs)?, other))));
        }
        Ok(likest_first(shares))
    }

    /// The articles that tell the same story as this one, the likest first. Those that share the weightiest names with it,
    /// and are about one that it is about, are read, the newest of the like first.
    fn story_with(&mut self, article: i64, own: &Portrait) -> Result<Vec<i64>, LibraryError> {
        if own.profile.is_about_nothing() {
            return Ok(Vec::new());
        }
        let mut met: BTreeMap<i64, (f64, bool)> = BTreeMap::new();
        for name in &own.profile.prominent {
            for bearer in self.gallery.names.bearers(&self.library, name.name)? {
                let (weight, may_share) = met.entry(bearer.article).or_default();
                *weight += name.weight;
                *may_share |= name.is_about && bearer.is_about;
            }
        }
        let met = met.into_iter();
        let mut heaviest: Vec<(i64, f64)> = met
            .filter(|(other, (_, may_share))| *may_share && *other != article)
            .map(|(other, (weight, _))| (other, weight))
            .collect();
        heaviest.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
        let mut likeness = Vec::new();
        let mut read = 0;
        for (other, _) in heaviest {
            if let Some(portrait) = self.portrait_near(own.features.published, other)? {
                let alike = own.profile.likeness(&portrait.profile);
                likeness.extend((alike >= story::SAME).then_some((alike, other)));
                read += 1;
            }
            if read == READ {
                break;
            }
        }
        Ok(likest_first(likeness))
    }

    /// The imprint of an article; `None` when it is too short to have one, or its text is not here.
    fn imprint_of(&mut self, article: i64) -> Result<Option<Rc<Imprint>>, LibraryError> {
        if let Some(known) = self.gallery.imprints.get(&article) {
            return Ok(known);
        }
        let wording = self.library.wording(article)?;
        let imprint = wording.and_then(|wording| Imprint::of(&wording));
        let imprint = imprint.map(Rc::new);
        self.gallery.imprints.put(article, imprint.clone());
        Ok(imprint)
    }

    /// The features of an article from its text; `None` when that is not here.
    fn features_of(&mut self, id: &ArticleId) -> Result<Option<Rc<Features>>, LibraryError> {
        let content = self.remembered(id)?;
        Ok(content.map(|content| Rc::new(Features::of(&content.article, &content.facts))))
    }

    /// The portrait of an article that is near this day; `None` when it is not, or its text is not here.
    fn portrait_near(
        &mut self,
        day: Option<i64>,
        article: i64,
    ) -> Result<Option<Rc<Portrait>>, LibraryError> {
        if let Some(known) = self.gallery.portraits.get(&article) {
            return Ok(near(day, known.features.published).then_some(known));
        }
        let glimpse = self.library.glimpse(article)?;
        let Some(glimpse) = glimpse.filter(|other| near(day, other.published)) else {
            return Ok(None);
        };
        let features = self.features_of(&glimpse.id)?;
        let paint = |features| self.gallery.paint(&self.library, article, features);
        features.map(paint).transpose()
    }
}

/// Articles by how much they are like another one; of those alike the first given.
fn likest_first(mut articles: Vec<(f64, i64)>) -> Vec<i64> {
    articles.sort_by(|a, b| b.0.total_cmp(&a.0));
    articles.into_iter().map(|(_, article)| article).collect()
}

/// Whether two reports can be of one story by their days; one without a day can be of any.
fn near(a: Option<i64>, b: Option<i64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= story::DAYS * DAY,
        _ => true,
    }
}
