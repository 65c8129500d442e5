//! What articles are to each other and say about each other: worked out when they have come in.
//! First who belongs together ([`Desk::group_new`]), since a list shows that; then, bucket by bucket, what
//! their figures say. Articles are laid beside each other by their testimonies; their texts are read only where two
//! sentences may be copies of each other.

use crate::desk::Desk;
use crate::desk::arrive::parse::ParsedArticle;
use crate::desk::company::gallery::Gallery;
use crate::desk::company::recent::Recent;
use crate::facts;
use crate::facts::compare::{Comparable, Ready, Verdict, compare};
use crate::facts::testimony::{copied, testimony};
use crate::library::{Content, LibraryError};
use crate::model::relation::Grade;
use crate::model::{ArticleId, Pair, Rejections, Relation, SafeText, Span, Testimony};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::rc::Rc;

/// Articles lately looked at: those of one story come again and again.
#[derive(Debug)]
pub(in crate::desk) struct Remembered {
    contents: Recent<ArticleId, Rc<Content>>,
    testimonies: Recent<ArticleId, Rc<Testimony>>,
    /// Testimonies that had to be read from whole articles, to be kept with the next pairs.
    unkept: Vec<(ArticleId, Rc<Testimony>)>,
}

/// So many whole articles are a generation of what is remembered, and so many testimonies: some buckets full.
const CONTENTS: usize = 64;
const TESTIMONIES: usize = 2_000;

/// So many articles are compared before their pairs are stored: those of one transaction touch the same places.
const AT_ONCE: usize = 1_024;

impl Default for Remembered {
    fn default() -> Self {
        Self {
            contents: Recent::new(CONTENTS),
            testimonies: Recent::new(TESTIMONIES),
            unkept: Vec::new(),
        }
    }
}

/// What an article says about others: its pairs, and its buckets where they are others than before.
#[derive(Debug, Default)]
struct Company {
    pairs: Vec<Pair>,
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
        self.library.expect_many(true)?;
        let compared = self.compare_waiting(watch);
        self.library.expect_many(false)?;
        self.library.empty_log()?;
        compared
    }

    fn compare_waiting(
        &mut self,
        watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> Result<usize, LibraryError> {
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
                self.make_durable()?;
                return Ok(done.max(grouped));
            }
            let newest = self.library.newest_compared()?;
            let mut found = Vec::with_capacity(waiting.len());
            for (id, judged) in waiting {
                self.let_through()?;
                let company = self.company_of(&id, judged, newest)?;
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
        let newest = self.library.newest_compared()?;
        let mut found = Vec::with_capacity(judged.len());
        for id in judged {
            let company = self.company_of(&id, true, newest)?;
            found.push((id, company));
        }
        self.keep_company(&found)?;
        self.make_durable()
    }

    /// Its buckets are those of its arrival, unless its facts are `judged`; none that is compared is newer than `newest`.
    fn company_of(
        &mut self,
        id: &ArticleId,
        judged: bool,
        newest: i64,
    ) -> Result<Company, LibraryError> {
        let mut company = Company::default();
        let Some(own) = self.testimony(id)? else {
            return Ok(company);
        };
        let figures = own.figures.iter();
        let buckets: BTreeSet<&str> = figures.map(|figure| figure.bucket.as_str()).collect();
        if judged {
            let now: BTreeSet<String> = buckets.iter().map(ToString::to_string).collect();
            company.buckets = (!self.library.is_gathered(id, &now)?).then_some(now);
        }
        let ready = Ready::of(&own);
        let mut text = None;
        for other in self.library.candidates(id, &buckets, newest)? {
            let Some(theirs) = self.testimony(&other)? else {
                continue;
            };
            let (mut failed, mut their_text) = (None, None);
            let mut copied = |mine: Span, place: Span| {
                let mine = (id, &mut text, mine);
                let copied = self.is_copied(mine, (&other, &mut their_text, place));
                copied.unwrap_or_else(|error| {
                    failed.get_or_insert(error);
                    None
                })
            };
            let found = ready.verdicts(&theirs, &mut copied).into_iter();
            company
                .pairs
                .extend(found.map(|verdict| pair(verdict, id, &other)));
            if let Some(error) = failed {
                return Err(error);
            }
        }
        Ok(company)
    }

    /// Whether a sentence of an article is one of another article. Their texts are kept once they were read.
    fn is_copied(
        &self,
        (id, text, mine): (&ArticleId, &mut Option<SafeText>, Span),
        (other, their_text, theirs): (&ArticleId, &mut Option<SafeText>, Span),
    ) -> Result<Option<Grade>, LibraryError> {
        let text = self.text_once(id, text)?;
        let their_text = self.text_once(other, their_text)?;
        Ok(copied(mine.of(text), theirs.of(their_text)))
    }

    fn text_once<'t>(
        &self,
        id: &ArticleId,
        text: &'t mut Option<SafeText>,
    ) -> Result<&'t SafeText, LibraryError> {
        match text {
            Some(text) => Ok(text),
            None => Ok(text.insert(self.library.text(id)?.1)),
        }
    }

    fn keep_company(&mut self, found: &[(ArticleId, Company)]) -> Result<(), LibraryError> {
        let unkept = std::mem::take(&mut self.compared.unkept);
        self.keep_derived(unkept, |batch, (id, said)| batch.keep_testimony(&id, &said))?;
        self.keep_derived(found, |batch, (id, company)| {
            if let Some(buckets) = &company.buckets {
                batch.gather(id, buckets)?;
            }
            batch.relate(id, &company.pairs)
        })
    }

    /// What an article says that others may say too, as its facts are judged; `None` when its text is not here.
    fn testimony(&mut self, id: &ArticleId) -> Result<Option<Rc<Testimony>>, LibraryError> {
        if let Some(known) = self.compared.testimonies.get(id) {
            return Ok(Some(known));
        }
        let said = match self.library.testimony(id)? {
            Some(said) => Rc::new(said),
            None => match self.testimony_read(id)? {
                Some(said) => said,
                None => return Ok(None),
            },
        };
        self.compared.testimonies.put(id.clone(), Rc::clone(&said));
        Ok(Some(said))
    }

    /// The same from the whole article: its facts were judged, or what it says was not kept when it was stored.
    fn testimony_read(&mut self, id: &ArticleId) -> Result<Option<Rc<Testimony>>, LibraryError> {
        let Some(found) = self.remembered(id)? else {
            return Ok(None);
        };
        let Self {
            library, compared, ..
        } = self;
        if library.is_judged(id)? {
            let mut facts = found.facts.clone();
            library.judge(id, &mut facts, &Rejections::default())?;
            return Ok(Some(Rc::new(testimony(&facts, &found.article))));
        }
        let said = Rc::new(testimony(&found.facts, &found.article));
        compared.unkept.push((id.clone(), Rc::clone(&said)));
        Ok(Some(said))
    }

    /// An article, from memory if it was looked at lately; `None` when its text is not here.
    pub(in crate::desk) fn remembered(
        &mut self,
        id: &ArticleId,
    ) -> Result<Option<Rc<Content>>, LibraryError> {
        if let Some(known) = self.compared.contents.get(id) {
            return Ok(Some(known));
        }
        let article = match self.library.content(id) {
            Ok(article) => Rc::new(article),
            Err(LibraryError::NoText(_) | LibraryError::Stale(_)) => return Ok(None),
            Err(error) => return Err(error),
        };
        self.compared.contents.put(id.clone(), Rc::clone(&article));
        Ok(Some(article))
    }

    /// Whether an article was read whole lately.
    #[cfg(test)]
    pub(in crate::desk) fn has_read(&mut self, id: &ArticleId) -> bool {
        self.compared.contents.get(id).is_some()
    }

    /// Forgets what was remembered of articles: their texts may be others now.
    pub(in crate::desk) fn forget(&mut self) {
        self.compared = Remembered::default();
        self.gallery = Gallery::default();
    }
}

/// What an article says that others may say too.
pub(in crate::desk) fn said(parsed: &ParsedArticle) -> Testimony {
    testimony(&parsed.facts, &parsed.article)
}

fn pair(verdict: Verdict<'_>, id: &ArticleId, other: &ArticleId) -> Pair {
    Pair {
        kind: verdict.kind,
        grade: verdict.grade,
        independent: verdict.independent,
        fact: verdict.mine.kind,
        why: verdict.why,
        a: (id.clone(), verdict.mine.span),
        b: (other.clone(), verdict.theirs.span),
    }
}

/// The names in an article as the library looks them up, each once.
pub(in crate::desk) fn names(parsed: &ParsedArticle) -> Vec<String> {
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
