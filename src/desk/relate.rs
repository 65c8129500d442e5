//! What articles are to each other and say about each other: worked out when they have come in.
//! First who belongs together ([`Desk::group_new`]), since a list shows that; then, bucket by bucket, what
//! their figures say.

use super::Desk;
use super::parse::ParsedArticle;
use crate::facts;
use crate::facts::compare::{Comparable, compare};
use crate::library::{Content, LibraryError};
use crate::model::{Article, ArticleId, Facts, Rejections, Relation, SafeText};
use std::collections::{BTreeSet, VecDeque};
use std::ops::ControlFlow;
use std::rc::Rc;

/// Articles lately looked at: those of one story come again and again.
#[derive(Debug, Default)]
pub(super) struct Remembered(VecDeque<Rc<Content>>);

/// So many are remembered: a few buckets full.
const MOST: usize = 256;

/// So many articles are asked for at a time.
const AT_ONCE: usize = 32;

/// What an article says about others: its relations, and its buckets where they are others than before.
#[derive(Debug, Default)]
struct Company {
    relations: Vec<Relation>,
    buckets: Option<BTreeSet<String>>,
}

impl Desk {
    /// Groups the articles that came in since the last time, and compares them with those that share a
    /// subject with them. `watch` hears how many were compared, after each, and may stop it; the rest waits for the
    /// next time.
    ///
    /// # Errors
    /// When the library refuses.
    pub fn compare_new(
        &mut self,
        watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> Result<usize, LibraryError> {
        self.compare_judged()?;
        let mut stopped = false;
        let grouped = self.group_new(&mut |done| {
            let answer = watch(done);
            stopped |= answer.is_break();
            answer
        })?;
        let mut done = 0;
        loop {
            let waiting = if stopped {
                Vec::new()
            } else {
                self.library.uncompared(AT_ONCE)?
            };
            if waiting.is_empty() {
                return Ok(done.max(grouped));
            }
            let mut found = Vec::with_capacity(waiting.len());
            for id in waiting {
                let judged = self.library.is_judged(&id)?;
                let company = self.company_of(&id, judged)?;
                found.push((id, company));
                done += 1;
                stopped = watch(done).is_break();
                if stopped {
                    break;
                }
            }
            self.keep_company(&found)?;
        }
    }

    /// Compares the articles again whose facts were judged since they were compared. There is one of them after
    /// a judgement, and none otherwise.
    ///
    /// # Errors
    /// When the library refuses.
    pub fn compare_judged(&mut self) -> Result<(), LibraryError> {
        let judged = self.library.judged_since_compared()?;
        if judged.is_empty() {
            return Ok(());
        }
        // Others may have brought newer texts since this desk compared the last time.
        self.forget();
        let mut found = Vec::with_capacity(judged.len());
        for id in judged {
            let company = self.company_of(&id, true)?;
            found.push((id, company));
        }
        self.keep_company(&found)
    }

    /// Its buckets are those of its arrival, unless its facts are `judged`.
    fn company_of(&mut self, id: &ArticleId, judged: bool) -> Result<Company, LibraryError> {
        let mut company = Company::default();
        let mut buckets = self.library.buckets(id)?;
        if judged && let Some(own) = self.judged(id)? {
            let stored = std::mem::replace(&mut buckets, buckets_of(&own.facts, &own.article));
            company.buckets = (buckets != stored).then(|| buckets.clone());
        }
        let candidates = self.library.candidates(id, &buckets)?;
        if candidates.is_empty() {
            return Ok(company);
        }
        let Some(own) = self.judged(id)? else {
            return Ok(company);
        };
        for other in candidates {
            if let Some(other) = self.judged(&other)? {
                let relations = compare(&side(&own), &side(&other));
                company.relations.extend(relations);
            }
        }
        Ok(company)
    }

    fn keep_company(&mut self, found: &[(ArticleId, Company)]) -> Result<(), LibraryError> {
        let mut batch = self.library.batch()?;
        for (id, company) in found {
            if let Some(buckets) = &company.buckets {
                batch.gather(id, buckets)?;
            }
            batch.relate(id, &company.relations)?;
        }
        batch.commit()
    }

    /// An article with its facts as they are judged now.
    fn judged(&mut self, id: &ArticleId) -> Result<Option<Rc<Content>>, LibraryError> {
        let Some(found) = self.remembered(id)? else {
            return Ok(None);
        };
        if !self.library.is_judged(id)? {
            return Ok(Some(found));
        }
        let mut judged = Content::clone(&found);
        self.library
            .judge(id, &mut judged.facts, &Rejections::default())?;
        Ok(Some(Rc::new(judged)))
    }

    /// An article, from memory if it was looked at lately; `None` when its text is not here.
    pub(super) fn remembered(
        &mut self,
        id: &ArticleId,
    ) -> Result<Option<Rc<Content>>, LibraryError> {
        let known = self.compared.0.iter().position(|known| known.id == *id);
        let article = match known.and_then(|at| self.compared.0.remove(at)) {
            Some(article) => article,
            None => match self.library.content(id) {
                Ok(article) => Rc::new(article),
                Err(LibraryError::NoText(_) | LibraryError::Stale(_)) => return Ok(None),
                Err(error) => return Err(error),
            },
        };
        self.compared.0.push_back(Rc::clone(&article));
        if self.compared.0.len() > MOST {
            self.compared.0.pop_front();
        }
        Ok(Some(article))
    }

    /// Forgets what was remembered of articles: their texts may be others now.
    pub(super) fn forget(&mut self) {
        self.compared.0.clear();
        self.gallery = super::group::Gallery::default();
    }
}

/// The buckets of an article as the library keeps them, each once.
pub(super) fn keys(parsed: &ParsedArticle) -> Vec<String> {
    buckets_of(&parsed.facts, &parsed.article)
        .into_iter()
        .collect()
}

fn buckets_of(found: &Facts, article: &Article) -> BTreeSet<String> {
    let keys = facts::keys::keys(found, article).into_iter();
    keys.map(|key| key.bucket).collect()
}

/// The names in an article as the library looks them up, each once.
pub(super) fn names(parsed: &ParsedArticle) -> Vec<String> {
    let entities = parsed.facts.entities.iter();
    let names: BTreeSet<String> = entities
        .map(|entity| facts::entity::canonical(&entity.name))
        .collect();
    names.into_iter().collect()
}

/// Articles outside a library compared with each other, pair by pair in their order; each has a name.
pub fn compare_all(articles: &[(ArticleId, ParsedArticle)]) -> Vec<Relation> {
    let titles: Vec<SafeText> = articles
        .iter()
        .map(|(id, parsed)| {
            let title = parsed.article.metadata.title.as_deref();
            SafeText::line(title.unwrap_or(id.as_str()))
        })
        .collect();
    let sides: Vec<Comparable> = articles
        .iter()
        .zip(&titles)
        .map(|((id, parsed), title)| Comparable {
            id,
            title,
            article: &parsed.article,
            facts: &parsed.facts,
        })
        .collect();
    let mut relations = Vec::new();
    for (at, a) in sides.iter().enumerate() {
        for b in sides.iter().skip(at + 1) {
            relations.extend(compare(a, b));
        }
    }
    relations
}

fn side(stored: &Content) -> Comparable<'_> {
    Comparable {
        id: &stored.id,
        title: &stored.title,
        article: &stored.article,
        facts: &stored.facts,
    }
}
