//! Which articles are copies of one another, and which tell the same story: worked out for each article
//! once it is in, and once more when its text is another.
//!
//! A new article joins the copies of the one it resembles most, and the story of the one most like it, and
//! takes along those like it that were alone; so groups grow as articles come, none is torn apart or made
//! one with another by a later article, and the work for an article does not grow with the library: it is
//! laid beside the few that indexes propose.

use super::Desk;
use crate::facts::story::{self, Profile};
use crate::ingest::duplicate::{Imprint, WORTH_A_LOOK};
use crate::library::{Bearers, Company, Content, Library, LibraryError, Sketch};
use crate::model::ArticleId;
use crate::text::signature::estimate;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::ops::ControlFlow;
use std::rc::Rc;

/// The number of what is done here; articles grouped by a lower one are grouped again.
const ENGINE: u32 = 1;

/// So many articles are grouped in one transaction.
const AT_ONCE: usize = 64;
/// So many portraits are remembered.
const MOST: usize = 512;
/// Of so many words it is remembered who has them before they are asked for anew: that changes as articles come.
const WORDS: usize = 8_000;
/// So many articles are read to see whether an article is a copy of them.
const COPIES: usize = 8;
/// By so many of its weightiest names an article looks for its story.
const NAMES: usize = 8;
/// So many articles that share names with it are looked up, and so many of those of the right days are read.
const LOOKED_UP: usize = 64;
const READ: usize = 8;
/// Seconds of a day.
const DAY: i64 = 86_400;

/// What of an article its company is found by.
#[derive(Debug)]
struct Portrait {
    imprint: Option<Imprint>,
    profile: Profile,
    repeats: bool,
    /// When it was published, if it says so, in seconds.
    published: Option<i64>,
}

/// Portraits lately looked at, and who has which words.
#[derive(Debug, Default)]
pub(super) struct Gallery {
    portraits: HashMap<ArticleId, Rc<Portrait>>,
    order: VecDeque<ArticleId>,
    bearers: HashMap<String, Rc<Bearers>>,
}

impl Gallery {
    /// The articles that have these words, from memory if that was asked lately.
    fn bearers(&mut self, library: &Library, words: &str) -> Result<Rc<Bearers>, LibraryError> {
        if let Some(known) = self.bearers.get(words) {
            return Ok(Rc::clone(known));
        }
        if self.bearers.len() >= WORDS {
            self.bearers.clear();
        }
        let bearers = Rc::new(library.bearers(words)?);
        self.bearers.insert(words.to_owned(), Rc::clone(&bearers));
        Ok(bearers)
    }
}

/// What was found out of one article.
struct Found {
    id: ArticleId,
    portrait: Option<Rc<Portrait>>,
    copy_of: Vec<ArticleId>,
    story_with: Vec<ArticleId>,
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
        if self.library.ungrouped(ENGINE, 1)?.is_empty() {
            return Ok(0);
        }
        // Who has which words is asked of the index of texts often: it is put in order first.
        while self.library.merge_index()? {
            if watch(0).is_break() {
                return Ok(0);
            }
        }
        loop {
            let waiting = self.library.ungrouped(ENGINE, AT_ONCE)?;
            if waiting.is_empty() {
                return Ok(done);
            }
            let mut stopped = false;
            let mut found = Vec::with_capacity(waiting.len());
            for id in waiting {
                let company = self.company(id, &found)?;
                found.push(company);
                done += 1;
                stopped = watch(done).is_break();
                if stopped {
                    break;
                }
            }
            let mut batch = self.library.batch()?;
            for Found {
                id,
                portrait,
                copy_of,
                story_with,
            } in &found
            {
                let imprint = portrait
                    .as_ref()
                    .and_then(|portrait| portrait.imprint.as_ref());
                let company = Company {
                    sketch: imprint.map(|imprint| Sketch {
                        signature: &imprint.signature,
                        words: imprint.runs.words,
                        repeats: portrait.as_ref().is_some_and(|portrait| portrait.repeats),
                    }),
                    copy_of,
                    story_with,
                    engine: ENGINE,
                };
                batch.group(id, &company)?;
            }
            batch.commit()?;
            if stopped {
                return Ok(done);
            }
        }
    }

    /// What an article is to those in the library and to the `fresh` ones, which are not stored yet.
    fn company(&mut self, id: ArticleId, fresh: &[Found]) -> Result<Found, LibraryError> {
        let Some(own) = self.portrait(&id)? else {
            return Ok(Found {
                id,
                portrait: None,
                copy_of: Vec::new(),
                story_with: Vec::new(),
            });
        };
        let fresh: Vec<(ArticleId, Rc<Portrait>)> = fresh
            .iter()
            .filter_map(|found| Some((found.id.clone(), Rc::clone(found.portrait.as_ref()?))))
            .collect();
        let copy_of = self.copied(&id, &own, &fresh)?;
        let story_with = if copy_of.is_empty() {
            self.story_with(&id, &own, fresh)?
        } else {
            Vec::new()
        };
        Ok(Found {
            id,
            portrait: Some(own),
            copy_of,
            story_with,
        })
    }

    /// The articles that this one is a copy of, that with which it has most in common first.
    fn copied(
        &mut self,
        id: &ArticleId,
        own: &Portrait,
        fresh: &[(ArticleId, Rc<Portrait>)],
    ) -> Result<Vec<ArticleId>, LibraryError> {
        let Some(imprint) = &own.imprint else {
            return Ok(Vec::new());
        };
        if self.library.is_separate(id)? {
            return Ok(Vec::new());
        }
        let own = imprint.signature.sample();
        let worth_a_look = |portrait: &Portrait| {
            let other = portrait.imprint.as_ref();
            other.is_some_and(|other| estimate(&own, &other.signature.sample()) >= WORTH_A_LOOK)
        };
        let fresh = fresh.iter().filter(|(_, portrait)| worth_a_look(portrait));
        let mut candidates: Vec<_> = fresh.cloned().collect();
        let alike = self.library.alike(id, &imprint.signature, WORTH_A_LOOK)?;
        for other in alike.into_iter().take(COPIES) {
            if let Some(portrait) = self.portrait(&other)? {
                candidates.push((other, portrait));
            }
        }
        let shares = candidates.into_iter().filter_map(|(other, portrait)| {
            Some((imprint.copy(portrait.imprint.as_ref()?)?, other))
        });
        Ok(likest_first(shares))
    }

    /// The articles that tell the same story as this one, the likest first.
    fn story_with(
        &mut self,
        id: &ArticleId,
        own: &Portrait,
        mut candidates: Vec<(ArticleId, Rc<Portrait>)>,
    ) -> Result<Vec<ArticleId>, LibraryError> {
        let mut weights: BTreeMap<i64, f64> = BTreeMap::new();
        for (name, weight) in own.profile.names.iter().take(NAMES) {
            for number in &self.gallery.bearers(&self.library, name)?.newest {
                *weights.entry(*number).or_default() += weight;
            }
        }
        let mut heaviest: Vec<(i64, f64)> = weights.into_iter().collect();
        heaviest.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
        let mut read = 0;
        for (number, _) in heaviest.into_iter().take(LOOKED_UP) {
            let Some((other, date, published)) = self.library.dated(number)? else {
                continue;
            };
            let near = near(own.published, published.then_some(date));
            if other == *id || !near || candidates.iter().any(|(known, _)| *known == other) {
                continue;
            }
            if let Some(portrait) = self.portrait(&other)? {
                candidates.push((other, portrait));
                read += 1;
            }
            if read == READ {
                break;
            }
        }
        let likeness = candidates
            .into_iter()
            .filter(|(_, other)| near(own.published, other.published))
            .map(|(id, other)| (own.profile.likeness(&other.profile), id));
        Ok(likest_first(
            likeness.filter(|(likeness, _)| *likeness >= story::SAME),
        ))
    }

    /// The portrait of an article; `None` when its text is not here.
    fn portrait(&mut self, id: &ArticleId) -> Result<Option<Rc<Portrait>>, LibraryError> {
        if let Some(known) = self.gallery.portraits.get(id) {
            return Ok(Some(Rc::clone(known)));
        }
        let Some(content) = self.remembered(id)? else {
            return Ok(None);
        };
        let portrait = Rc::new(self.painted(&content)?);
        let gallery = &mut self.gallery;
        gallery.portraits.insert(id.clone(), Rc::clone(&portrait));
        gallery.order.push_back(id.clone());
        if gallery.order.len() > MOST
            && let Some(oldest) = gallery.order.pop_front()
        {
            gallery.portraits.remove(&oldest);
        }
        Ok(Some(portrait))
    }

    fn painted(&mut self, content: &Content) -> Result<Portrait, LibraryError> {
        let (library, gallery) = (&self.library, &mut self.gallery);
        let mut failed = None;
        let mut rarity = |words: &str| match gallery.bearers(library, words) {
            Ok(bearers) => bearers.rarity,
            Err(error) => {
                failed.get_or_insert(error);
                0.0
            }
        };
        let profile = Profile::of(&content.article, &content.facts, &mut rarity);
        if let Some(error) = failed {
            return Err(error);
        }
        let metadata = &content.article.metadata;
        Ok(Portrait {
            imprint: Imprint::of(&content.article),
            profile,
            repeats: metadata.original_source.is_some(),
            published: metadata.published.map(|at| at.at.as_second()),
        })
    }
}

/// Articles by how much they are like another one; of those alike the first given.
fn likest_first(articles: impl Iterator<Item = (f64, ArticleId)>) -> Vec<ArticleId> {
    let mut articles: Vec<(f64, ArticleId)> = articles.collect();
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
