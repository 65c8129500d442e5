//! Older versions of an article: opened to be read, and compared with the present one; and what it was read from.

use crate::desk::Desk;
use crate::facts::{self, ENGINE};
use crate::ingest;
use crate::library::{LibraryError, StoredArticle};
use crate::model::revision::seen_before;
use crate::model::{
    AnchorState, Article, ArticleId, Block, BlockKind, Difference, Facts, OpenedArticle,
    OriginalText, PlacedAnnotation, Rejections, Revision, SafeText, Span,
};
use crate::text::diff::diff;
use thiserror::Error;

/// So much of an original is shown on the screen, in bytes; `pressmark show ID --original` writes all of it.
const SHOWN: usize = 1 << 20;

/// Why two versions were not compared.
#[derive(Debug, Error)]
pub enum DifferenceError {
    /// The library refused, or there is no such version.
    #[error(transparent)]
    Library(#[from] LibraryError),
    /// There is nothing to compare with.
    #[error("only one version of this article is known")]
    OnlyOne,
    /// The versions were named the wrong way round.
    #[error("version {0} is not older than version {1}")]
    NotOlder(u32, u32),
}

impl Desk {
    /// Two versions of an article compared: without `to` the present one, without `from` the one that the person
    /// saw last before it.
    ///
    /// # Errors
    /// [`DifferenceError::OnlyOne`]; [`LibraryError::Unknown`] when there is no such article or version.
    pub fn difference(
        &mut self,
        id: &ArticleId,
        from: Option<u32>,
        to: Option<u32>,
    ) -> Result<Difference, DifferenceError> {
        let row = self.library.row(id)?;
        let revisions = self.library.revisions(id)?;
        let present = revisions.last().map_or(0, |newest| newest.number);
        let to = to.unwrap_or(present);
        let from = from.or_else(|| seen_before(&revisions, to));
        let from = from.ok_or(DifferenceError::OnlyOne)?;
        if from >= to {
            return Err(DifferenceError::NotOlder(from, to));
        }
        let (old, old_facts) = self.version(id, from)?;
        let (new, new_facts) = self.version(id, to)?;
        let pieces = diff(&old.text, &new.text);
        let figures =
            facts::change::changes((&old.text, &old_facts), (&new.text, &new_facts), &pieces);
        let marks = if to == present {
            self.library.notes_of(id)?
        } else {
            Vec::new()
        };
        let marks = marks
            .into_iter()
            .filter(|mark| lost_its_place(mark, &revisions, from));
        Ok(Difference {
            article: id.clone(),
            title: row.title,
            from,
            to,
            marks: marks.collect(),
            old,
            new,
            pieces,
            figures,
            revisions,
        })
    }

    /// An older version of an article, to be read; the present one when `revision` is the newest.
    ///
    /// # Errors
    /// As [`Desk::open_article`]; [`LibraryError::Unknown`] also when there is no such version.
    pub fn open_revision(
        &mut self,
        id: &ArticleId,
        revision: u32,
    ) -> Result<OpenedArticle, LibraryError> {
        let revisions = self.library.revisions(id)?;
        if revisions
            .last()
            .is_some_and(|newest| newest.number == revision)
        {
            return self.open_article(id);
        }
        let (article, mut facts) = self.version(id, revision)?;
        let found = revisions.iter().find(|one| one.number == revision);
        let version = found.map(|one| one.version.clone()).unwrap_or_default();
        let notes = self.library.annotations_of(id)?.into_iter();
        let notes = notes.filter_map(|note| {
            let target = note.annotation.target.as_ref()?;
            (target.version.hash == version.hash).then(|| PlacedAnnotation {
                span: Some(target.span),
                state: AnchorState::Exact,
                ..note.clone()
            })
        });
        let notes: Vec<PlacedAnnotation> = notes.collect();
        facts.judge(&notes, &Rejections::default());
        Ok(OpenedArticle {
            row: self.library.row(id)?,
            version,
            notes,
            limits: facts::limits(&article),
            links: Vec::new(),
            article,
            facts,
            rejections: Rejections::default(),
            revisions,
            older: Some(revision),
            full_text: None,
            relations: Vec::new(),
            untold: std::collections::BTreeMap::new(),
            stopped: None,
            read_before: std::collections::BTreeSet::new(),
        })
    }

    /// One version of an article with its facts by today's engine. What another version of the program stored is made
    /// again from its bytes; when that gives nothing, the text alone is left.
    ///
    /// # Errors
    /// As [`crate::library::Library::article_at`].
    pub fn version(
        &mut self,
        id: &ArticleId,
        revision: u32,
    ) -> Result<(Article, Facts), LibraryError> {
        match self.library.article_at(id, revision) {
            Ok(StoredArticle {
                article,
                facts,
                engine,
                ..
            }) if engine == ENGINE => Ok((article, facts)),
            Ok(StoredArticle { article, .. }) => {
                let facts = facts::extract(&article, None);
                Ok((article, facts))
            }
            Err(LibraryError::Stale(_)) => {
                let text = self.library.text_at(id, revision)?;
                let again = self.read_again(id, revision)?;
                Ok(again
                    .map(|parsed| (parsed.article, parsed.facts))
                    .filter(|(article, _)| article.text == text)
                    .unwrap_or_else(|| bare(text)))
            }
            Err(error) => Err(error),
        }
    }

    /// What a version of an article was read from, as text before any repair, and where in it `at` of the article's
    /// text came from. Without `revision` the present version.
    ///
    /// # Errors
    /// As [`crate::library::Library::original`].
    pub fn original_text(
        &mut self,
        id: &ArticleId,
        revision: Option<u32>,
        at: usize,
    ) -> Result<OriginalText, LibraryError> {
        let row = self.library.row(id)?;
        let (bytes, article) = match revision {
            Some(number) => (
                self.library.original_at(id, number)?,
                self.version(id, number)?.0,
            ),
            None => (self.library.original(id)?, self.article(id)?.article),
        };
        let named = article.metadata.charset.as_deref();
        let (mut text, charset) = ingest::decoded(&bytes, named);
        let source = article.source_map.source(Span::new(at, at + 1));
        // As much text as the bytes before the place decode to.
        let before = source.and_then(|source| bytes.get(..source.start));
        let place = before.map_or(0, |before| ingest::decoded(before, Some(&charset)).0.len());
        let place = Span::new(place, place).clipped(&text).start;
        // A window around the place, from the beginning of a line.
        let from = if text.len() <= SHOWN {
            0
        } else {
            place.saturating_sub(SHOWN / 2)
        };
        let window = Span::new(from, (from + SHOWN).min(text.len())).clipped(&text);
        if window.len() < text.len() {
            text = window.of(&text).to_owned();
        }
        let place = place - window.start;
        let safe = SafeText::new(text.as_str());
        // The gate replaces characters one by one; those before the place may have become longer.
        let place = SafeText::new(Span::new(0, place).clipped(&text).of(&text)).len();
        Ok(OriginalText {
            article: id.clone(),
            title: row.title,
            charset,
            bytes: bytes.len(),
            text: safe,
            place,
        })
    }
}

/// A text of which nothing is known but its words.
fn bare(text: SafeText) -> (Article, Facts) {
    let mut article = Article::default();
    let mut at = 0;
    for part in text.split_inclusive("\n\n") {
        let extent = Span::new(at, at + part.len());
        article.blocks.push(Block {
            extent,
            ..Block::new(BlockKind::Paragraph, extent.trimmed(&text))
        });
        at = extent.end;
    }
    article.text = text;
    let facts = facts::extract(&article, None);
    (article, facts)
}

/// Whether a mark was made on the version `from` or an older one and stands now on other words, elsewhere, or nowhere.
fn lost_its_place(mark: &PlacedAnnotation, revisions: &[Revision], from: u32) -> bool {
    let Some(target) = &mark.annotation.target else {
        return false;
    };
    let newer = |one: &&Revision| one.number > from;
    let made_later = revisions
        .iter()
        .filter(newer)
        .any(|one| one.version.hash == target.version.hash);
    mark.state != AnchorState::Exact && !made_later
}
