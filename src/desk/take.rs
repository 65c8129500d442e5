//! Taking in annotations that another program or person wrote: each finds its article and its words, once.
//!
//! A name that is known is the same annotation: the newer of the two stands. Words are placed by their position
//! when it counts in a text that is kept here (or when the quote stands exactly there), else by quote, prefix and
//! suffix. An annotation whose words are gone is taken as well, and listed with its quote. Everything that one
//! delivery brings is one step of undo.

use super::Desk;
use crate::anchor::find_quote;
use crate::exchange::{About, Delivery, Incoming, Words};
use crate::library::LibraryError;
use crate::model::span::CodePoints;
use crate::model::{
    Action, AnchorState, Annotation, AnnotationId, ArticleId, Change, GroupId, Origin, SafeText,
    Span, Target, TextVersion,
};
use std::collections::{HashMap, HashSet};

/// What became of one annotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Its name.
    pub id: AnnotationId,
    /// Its article, once found.
    pub article: Option<ArticleId>,
    /// What became of it.
    pub fate: TakenFate,
    /// How its words were found; `None` for a note on the whole.
    pub anchor: Option<AnchorState>,
    /// Why it was refused.
    pub reason: Option<String>,
}

/// Whether an annotation was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenFate {
    /// It was not here.
    New,
    /// It was here and has changed since.
    Updated,
    /// It was here, as new or newer.
    Known,
    /// It cannot be taken.
    Refused,
}

impl TakenFate {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Updated => "updated",
            Self::Known => "known",
            Self::Refused => "refused",
        }
    }
}

/// The text of an article, read once for all its annotations.
struct Text {
    version: TextVersion,
    words: SafeText,
    points: CodePoints,
}

impl Desk {
    /// Takes a delivery in, or with `dry` only tells what would become of it.
    ///
    /// # Errors
    /// When the library refuses; nothing is taken then.
    pub fn take(&mut self, delivery: &Delivery, dry: bool) -> Result<Vec<Taken>, LibraryError> {
        let mut taken = Vec::with_capacity(delivery.notes.len());
        let mut changes: Vec<Change> = Vec::new();
        let mut texts: HashMap<ArticleId, Option<Text>> = HashMap::new();
        let mut seen: HashSet<&AnnotationId> = HashSet::new();
        let group = GroupId::from_random((self.who.random)());
        for note in &delivery.notes {
            let Some(article) = self.meant(&note.about)? else {
                taken.push(refused(note, None, &unknown(&note.about)));
                continue;
            };
            if !texts.contains_key(&article) {
                texts.insert(article.clone(), self.readable(&article)?);
            }
            let text = texts.get(&article).and_then(Option::as_ref);
            let (target, anchor) = self.placed(&article, note, text)?;
            let annotation = self.annotation_of(note, &article, target);
            let known = self.library.annotation(&note.id).ok();
            let fate = match &known {
                _ if !seen.insert(&note.id) => TakenFate::Known,
                None => TakenFate::New,
                Some(known) if known.article != article => {
                    let reason = "the name belongs to a note on another article";
                    taken.push(refused(note, Some(article), reason));
                    continue;
                }
                Some(known)
                    if known.modified < annotation.modified
                        && !says_the_same(known, &annotation) =>
                {
                    TakenFate::Updated
                }
                Some(_) => TakenFate::Known,
            };
            if matches!(fate, TakenFate::New | TakenFate::Updated) {
                let change = self
                    .who
                    .change(Origin::User, Action::Annotate(Box::new(annotation)));
                changes.push(Change {
                    group: group.clone(),
                    ..change
                });
            }
            taken.push(Taken {
                id: note.id.clone(),
                article: Some(article),
                fate,
                anchor,
                reason: None,
            });
        }
        if !dry && !changes.is_empty() {
            self.library.apply_all(&changes)?;
        }
        Ok(taken)
    }

    /// The article that is meant: by its id if it ever had this text, by an address, by the very text, else by its id
    /// alone, since people who name their articles may give one name to two.
    fn meant(&self, about: &About) -> Result<Option<ArticleId>, LibraryError> {
        let library = &self.library;
        let named = match &about.article {
            Some(id) if library.has_article(id)? => Some(id.clone()),
            _ => None,
        };
        if let Some(id) = &named {
            let same_text = match &about.version {
                Some(version) => library.text_of(id, version)?.is_some(),
                None => about.addresses.is_empty(),
            };
            if same_text {
                return Ok(named);
            }
        }
        for address in about
            .addresses
            .iter()
            .flat_map(|address| spellings(address))
        {
            // Another library names an article by its whole identity.
            for identity in [
                format!("url:{address}"),
                format!("entry:{address}"),
                address,
            ] {
                if let Some(id) = library.article_known_as(&identity)? {
                    return Ok(Some(id));
                }
            }
        }
        let by_text = match &about.version {
            Some(version) => library.article_with_text(&version.hash)?,
            None => None,
        };
        Ok(by_text.or(named))
    }

    /// The present text of an article; `None` in a library restored from user data alone.
    fn readable(&self, article: &ArticleId) -> Result<Option<Text>, LibraryError> {
        match self.library.text(article) {
            Ok((version, words)) => Ok(Some(Text {
                points: CodePoints::new(&words),
                version,
                words,
            })),
            Err(LibraryError::NoText(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Where the words are, and how they were found.
    fn placed(
        &self,
        article: &ArticleId,
        note: &Incoming,
        text: Option<&Text>,
    ) -> Result<(Option<Target>, Option<AnchorState>), LibraryError> {
        let Some(words) = &note.words else {
            return Ok((None, None));
        };
        // In the present text, the position is right if the quote stands there.
        if let Some(text) = text
            && let Some(span) = at_position(&text.words, &text.points, words)
        {
            let target = Target::new(&text.words, text.version.clone(), span);
            return Ok((Some(target), Some(AnchorState::Exact)));
        }
        // In an older text that is kept, it is carried over to the present one as any mark is.
        if let Some(version) = &note.about.version
            && let Some(old) = self.library.text_of(article, version)?
            && let Some(span) = at_position(&old, &CodePoints::new(&old), words)
        {
            let state = text.map(|text| crate::anchor::anchor(&old, &text.words, &[span]));
            let state = state.and_then(|found| Some(found.first()?.state));
            let target = Target::new(&old, version.clone(), span);
            return Ok((Some(target), Some(state.unwrap_or(AnchorState::Exact))));
        }
        let given = Target {
            version: note.about.version.clone().unwrap_or_default(),
            span: Span::default(),
            quote: words.quote.clone(),
            prefix: words.prefix.clone(),
            suffix: words.suffix.clone(),
            orphan: false,
        };
        let Some(text) = text else {
            return Ok((Some(given), None));
        };
        let found = find_quote(&text.words, &given);
        let exactly = found
            .span
            .filter(|span| span.of(&text.words) == words.quote.as_str());
        let target = match exactly {
            Some(span) => Target::new(&text.words, text.version.clone(), span),
            // The words as they were marked stay with the mark for ever; where they are now is derived.
            None => given,
        };
        Ok((Some(target), Some(found.state)))
    }

    fn annotation_of(
        &self,
        note: &Incoming,
        article: &ArticleId,
        target: Option<Target>,
    ) -> Annotation {
        let now = (self.who.now)();
        let created = note.created.unwrap_or(now);
        let me = || self.who.annotator.clone();
        Annotation {
            id: note.id.clone(),
            article: article.clone(),
            target,
            motivation: note.motivation,
            body: note.body.clone(),
            annotator: note.annotator.clone().unwrap_or_else(me),
            created,
            modified: note.modified.unwrap_or(created),
        }
    }
}

/// Whether two annotations say the same of the same words, whenever that was and however the text is read.
fn says_the_same(one: &Annotation, other: &Annotation) -> bool {
    let quote = |annotation: &Annotation| {
        annotation
            .target
            .as_ref()
            .map(|target| target.quote.clone())
    };
    one.body == other.body && one.annotator == other.annotator && quote(one) == quote(other)
}

/// The place that a position names, if the quote stands there.
fn at_position(text: &str, points: &CodePoints, words: &Words) -> Option<Span> {
    let place = words.place.as_ref()?;
    let span = Span::new(
        points.to_byte(text, place.start),
        points.to_byte(text, place.end),
    );
    (span.of(text) == words.quote.as_str()).then_some(span)
}

/// An address as it may be known: as it is, without its fragment, with and without the last slash.
fn spellings(address: &str) -> Vec<String> {
    let bare = address.split('#').next().unwrap_or(address);
    let mut spellings = vec![address.to_owned(), bare.to_owned()];
    spellings.push(match bare.strip_suffix('/') {
        Some(shorter) => shorter.to_owned(),
        None => format!("{bare}/"),
    });
    spellings.dedup();
    spellings
}

fn unknown(about: &About) -> String {
    let names = about.addresses.iter().map(SafeText::as_str);
    let name = about.title.as_deref().into_iter().chain(names).next();
    let own = about.article.as_ref().map(ArticleId::as_str);
    match name.or(own) {
        Some(name) => format!("no article of the library is {name}: add it first"),
        None => "it does not say which article it is about".to_owned(),
    }
}

fn refused(note: &Incoming, article: Option<ArticleId>, reason: &str) -> Taken {
    Taken {
        id: note.id.clone(),
        article,
        fate: TakenFate::Refused,
        anchor: None,
        reason: Some(reason.to_owned()),
    }
}
