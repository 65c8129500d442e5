//! Which articles are copies of one another, and which tell the same story: worked out for each article
//! once it is in, and once more when its text is another.
//!
//! A new article joins the copies of the one it resembles most, and the story of the one most like it, and
//! takes along those like it that were alone; so groups grow as articles come, none is torn apart or made
//! one with another by a later article, and the work for an article does not grow with the library: it is
//! laid beside the few that indexes propose.

use crate::desk::Desk;
use crate::desk::company::recent::Recent;
use crate::facts::story::{self, Profile};
use crate::ingest::duplicate::{Imprint, WORTH_A_LOOK};
use crate::library::{Bearers, Company, Content, Glimpse, Library, LibraryError, Sketch};
use crate::model::ArticleId;
use crate::text::signature::estimate;
use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;
use std::rc::Rc;

/// The number of what is done here; articles grouped by a lower one are grouped again.
const ENGINE: u32 = 1;

/// So many articles are looked at before what was found out is stored: those of one transaction touch the same places.
const AT_ONCE: usize = 512;
/// So many portraits are a generation of what is remembered.
const PORTRAITS: usize = 500;
/// Of so many words it is remembered how rare they are, and of so many who has them.
const WORDS: usize = 30_000;
const BEARERS: usize = 3_000;
/// Of so many articles it is remembered what they are about, and of so many their words.
const GLIMPSES: usize = 8_000;
const IMPRINTS: usize = 250;
/// So many articles are read to see whether an article is a copy of them.
const COPIES: usize = 8;
/// By so many of its weightiest names an article looks for its story.
const NAMES: usize = 8;
/// So many articles that share names with it are looked up, and so many of those of the right days are read.
const LOOKED_UP: usize = 64;
const READ: usize = 8;
/// Seconds of a day.
const DAY: i64 = 86_400;

/// What of an article its story is found by.
#[derive(Debug)]
struct Portrait {
    profile: Profile,
    repeats: bool,
    /// When it was published, if it says so, in seconds.
    published: Option<i64>,
}

/// What was lately looked at: portraits, how rare words are, who has them, and what articles are about.
#[derive(Debug)]
pub(in crate::desk) struct Gallery {
    portraits: Recent<ArticleId, Rc<Portrait>>,
    rarity: Recent<String, f64>,
    bearers: Recent<String, Rc<Bearers>>,
    glimpses: Recent<i64, Rc<Glimpse>>,
    imprints: Recent<ArticleId, Option<Rc<Imprint>>>,
}

impl Default for Gallery {
    fn default() -> Self {
        Self {
            portraits: Recent::new(PORTRAITS),
            rarity: Recent::new(WORDS),
            bearers: Recent::new(BEARERS),
            glimpses: Recent::new(GLIMPSES),
            imprints: Recent::new(IMPRINTS),
        }
    }
}

impl Gallery {
    /// The articles that have these words, from memory if that was asked lately.
    fn bearers(&mut self, library: &Library, words: &str) -> Result<Rc<Bearers>, LibraryError> {
        if let Some(known) = self.bearers.get(words) {
            return Ok(known);
        }
        let bearers = Rc::new(library.bearers(words)?);
        self.bearers.put(words.to_owned(), Rc::clone(&bearers));
        Ok(bearers)
    }

    /// What an article is about, from memory if that was asked lately.
    fn glimpse(
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

    /// How rare these words are, from memory if that was asked lately.
    fn rarity(&mut self, library: &Library, words: &str) -> Result<f64, LibraryError> {
        if let Some(known) = self.rarity.get(words) {
            return Ok(known);
        }
        let rarity = self.bearers(library, words)?.rarity;
        self.rarity.put(words.to_owned(), rarity);
        Ok(rarity)
    }
}

/// What was found out of one article.
struct Found {
    id: ArticleId,
    portrait: Option<Rc<Portrait>>,
    imprint: Option<Rc<Imprint>>,
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
        self.gallery = Gallery::default();
        let mut done = 0;
        // Who has which words is asked of the index of texts often: it is put in order first, by a step for each article,
        // so that one that comes alone waits for no more.
        for _ in self.library.ungrouped(ENGINE, AT_ONCE)? {
            if !self.library.merge_index()? {
                break;
            }
            if watch(0).is_break() {
                return Ok(0);
            }
        }
        loop {
            let waiting = self.library.ungrouped(ENGINE, AT_ONCE)?;
            if waiting.is_empty() {
                self.make_durable()?;
                return Ok(done);
            }
            let mut stopped = false;
            let mut fresh = Fresh::default();
            for id in waiting {
                self.let_through()?;
                let company = self.company(id, &fresh)?;
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
            let company = Company {
                sketch: found.imprint.as_ref().map(|imprint| Sketch {
                    signature: &imprint.signature,
                    words: imprint.runs.words,
                    repeats: portrait.is_some_and(|portrait| portrait.repeats),
                    about: about.as_deref().unwrap_or_default(),
                }),
                copy_of: &found.copy_of,
                story_with: &found.story_with,
                engine: ENGINE,
            };
            batch.group(&found.id, &company)
        })
    }

    /// What an article is to those in the library and to the `fresh` ones, which are not stored yet.
    fn company(&mut self, id: ArticleId, fresh: &Fresh) -> Result<Found, LibraryError> {
        let mut found = Found {
            id,
            portrait: None,
            imprint: None,
            sample: Vec::new(),
            copy_of: Vec::new(),
            story_with: Vec::new(),
        };
        let Some(content) = self.remembered(&found.id)? else {
            return Ok(found);
        };
        found.imprint = self.imprint(&content);
        if let Some(imprint) = &found.imprint {
            found.sample = imprint.signature.sample().to_vec();
        }
        let own = self.portrait(&content)?;
        found.copy_of = self.copied(&found, fresh)?;
        if found.copy_of.is_empty() {
            found.story_with = self.story_with(&found.id, &own, fresh)?;
        }
        found.portrait = Some(own);
        Ok(found)
    }

    /// The articles that this one is a copy of, that with which it has most in common first.
    fn copied(&mut self, found: &Found, fresh: &Fresh) -> Result<Vec<ArticleId>, LibraryError> {
        let Some(imprint) = &found.imprint else {
            return Ok(Vec::new());
        };
        if self.library.is_separate(&found.id)? {
            return Ok(Vec::new());
        }
        let mut shares = Vec::new();
        for other in &fresh.found {
            let Some(theirs) = &other.imprint else {
                continue;
            };
            if estimate(&found.sample, &other.sample) >= WORTH_A_LOOK {
                shares.extend(imprint.copy(theirs).map(|share| (share, other.id.clone())));
            }
        }
        let alike = self
            .library
            .alike(&found.id, &imprint.signature, WORTH_A_LOOK)?;
        for other in alike.into_iter().take(COPIES) {
            let theirs = self.imprint_of(&other)?;
            shares.extend(theirs.and_then(|theirs| Some((imprint.copy(&theirs)?, other))));
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
        let mut weights: BTreeMap<i64, f64> = BTreeMap::new();
        for (name, weight) in own.profile.names.iter().take(NAMES) {
            for number in &self.gallery.bearers(&self.library, name)?.newest {
                *weights.entry(*number).or_default() += weight;
            }
        }
        let mut heaviest: Vec<(i64, f64)> = weights.into_iter().collect();
        heaviest.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
        let mut likeness = Vec::new();
        for found in &fresh.found {
            let portrait = found.portrait.as_ref();
            let near = portrait.filter(|other| near(own.published, other.published));
            let alike = near.map(|other| own.profile.likeness(&other.profile));
            likeness.extend(alike.map(|alike| (alike, found.id.clone())));
        }
        let mut read = 0;
        for (number, _) in heaviest.into_iter().take(LOOKED_UP) {
            let Self {
                library, gallery, ..
            } = self;
            let Some(other) = gallery.glimpse(library, number)? else {
                continue;
            };
            let worth_reading = other.id != *id
                && near(own.published, other.published)
                && other
                    .about
                    .as_ref()
                    .is_none_or(|about| own.profile.may_share(about))
                && !fresh.ids.contains(&other.id);
            if !worth_reading {
                continue;
            }
            if let Some(portrait) = self.portrait_of(&other.id)? {
                likeness.push((own.profile.likeness(&portrait.profile), other.id.clone()));
                read += 1;
            }
            if read == READ {
                break;
            }
        }
        likeness.retain(|(likeness, _)| *likeness >= story::SAME);
        Ok(likest_first(likeness))
    }

    /// The imprint of an article; `None` when it is too short to have one, or its text is not here.
    fn imprint_of(&mut self, id: &ArticleId) -> Result<Option<Rc<Imprint>>, LibraryError> {
        if let Some(known) = self.gallery.imprints.get(id) {
            return Ok(known);
        }
        let content = self.remembered(id)?;
        Ok(content.and_then(|content| self.imprint(&content)))
    }

    fn imprint(&mut self, content: &Content) -> Option<Rc<Imprint>> {
        let imprint = Imprint::of(&content.article).map(Rc::new);
        let imprints = &mut self.gallery.imprints;
        imprints.put(content.id.clone(), imprint.clone());
        imprint
    }

    /// The portrait of an article; `None` when its text is not here.
    fn portrait_of(&mut self, id: &ArticleId) -> Result<Option<Rc<Portrait>>, LibraryError> {
        if let Some(known) = self.gallery.portraits.get(id) {
            return Ok(Some(known));
        }
        let content = self.remembered(id)?;
        content.map(|content| self.portrait(&content)).transpose()
    }

    fn portrait(&mut self, content: &Content) -> Result<Rc<Portrait>, LibraryError> {
        if let Some(known) = self.gallery.portraits.get(&content.id) {
            return Ok(known);
        }
        let (library, gallery) = (&self.library, &mut self.gallery);
        let mut failed = None;
        let mut rarity = |words: &str| {
            let rarity = gallery.rarity(library, words);
            rarity.unwrap_or_else(|error| {
                failed.get_or_insert(error);
                0.0
            })
        };
        let profile = Profile::of(&content.article, &content.facts, &mut rarity);
        if let Some(error) = failed {
            return Err(error);
        }
        let metadata = &content.article.metadata;
        let portrait = Rc::new(Portrait {
            profile,
            repeats: metadata.original_source.is_some(),
            published: metadata.published.map(|at| at.at.as_second()),
        });
        let portraits = &mut self.gallery.portraits;
        portraits.put(content.id.clone(), Rc::clone(&portrait));
        Ok(portrait)
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
