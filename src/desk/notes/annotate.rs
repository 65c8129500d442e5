//! Marks and notes made without a screen: by the words they are on.

use crate::anchor::find_quote;
use crate::desk::Desk;
use crate::library::LibraryError;
use crate::model::{
    Action, AnchorState, Annotation, AnnotationId, ArticleId, Body, Motivation, Origin, SafeText,
    Span, Target,
};

/// A note to be made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Note {
    /// The id it gets; drawn when missing. The same id with the same words again is the same note.
    pub id: Option<String>,
    /// The words it is on; the whole article when missing.
    pub quote: Option<String>,
    /// What stands before them, when they stand more than once.
    pub prefix: Option<String>,
    /// What stands after them.
    pub suffix: Option<String>,
    /// What the person says.
    pub body: Body,
}

/// Why a note could not be made.
#[derive(Debug, thiserror::Error)]
pub enum AnnotateError {
    /// The library refused.
    #[error(transparent)]
    Library(#[from] LibraryError),
    /// The words are not in the article.
    #[error("the quote does not stand in the article as given")]
    NoSuchQuote,
    /// The words stand more than once.
    #[error("the quote stands more than once: tell them apart with --prefix or --suffix")]
    AmbiguousQuote,
    /// The id belongs to another note.
    #[error("note `{0}` is there already and says something else")]
    Taken(String),
}

impl Desk {
    /// Makes a note; when this returns, it is on the disk.
    ///
    /// # Errors
    /// When the quote cannot be placed, or the library refuses.
    pub fn annotate(
        &mut self,
        article: &ArticleId,
        note: &Note,
    ) -> Result<Annotation, AnnotateError> {
        let target = match &note.quote {
            None => None,
            Some(quote) => Some(self.target(article, quote, note)?),
        };
        let now = (self.who.now)();
        let id = match &note.id {
            Some(name) => AnnotationId::named(name),
            None => AnnotationId::from_random((self.who.random)()),
        };
        if let Some(name) = &note.id
            && let Ok(known) = self.library.annotation(&id)
        {
            let same =
                known.article == *article && known.body == note.body && known.target == target;
            return if same {
                Ok(known)
            } else {
                Err(AnnotateError::Taken(name.clone()))
            };
        }
        let mut body = note.body.clone();
        body.tags.sort();
        body.tags.dedup();
        let annotation = Annotation {
            id,
            article: article.clone(),
            motivation: Motivation::Commenting,
            target,
            body,
            annotator: self.who.annotator.clone(),
            created: now,
            modified: now,
        };
        let change = self
            .who
            .change(Origin::User, Action::Annotate(Box::new(annotation.clone())));
        self.library.apply(&change)?;
        Ok(annotation)
    }

    /// Where the quote stands in the article's current text.
    fn target(
        &self,
        article: &ArticleId,
        quote: &str,
        note: &Note,
    ) -> Result<Target, AnnotateError> {
        let (version, text) = self.library.text(article)?;
        let given = |words: &Option<String>| SafeText::new(words.clone().unwrap_or_default());
        let wanted = Target {
            version: version.clone(),
            span: Span::default(),
            quote: SafeText::new(quote),
            prefix: given(&note.prefix),
            suffix: given(&note.suffix),
            orphan: false,
        };
        let mut places = matches(&text, &wanted);
        let span = match (places.next(), places.next()) {
            (Some(only), None) => only,
            (Some(_), Some(_)) => return Err(AnnotateError::AmbiguousQuote),
            (None, _) => {
                // The surroundings may be remembered a little differently; the words may not.
                let found = find_quote(&text, &wanted);
                match (found.state, found.span) {
                    (AnchorState::Exact | AnchorState::Moved, Some(span)) => span,
                    (AnchorState::Ambiguous, _) => return Err(AnnotateError::AmbiguousQuote),
                    _ => return Err(AnnotateError::NoSuchQuote),
                }
            }
        };
        Ok(Target::new(&text, version, span))
    }
}

/// Every place where the quote stands between the given prefix and suffix.
fn matches<'a>(text: &'a str, wanted: &'a Target) -> impl Iterator<Item = Span> + 'a {
    let places = text
        .match_indices(wanted.quote.as_str())
        .filter(|(_, words)| !words.is_empty());
    places
        .map(|(at, words)| Span::new(at, at + words.len()))
        .filter(|span| {
            Span::new(0, span.start)
                .of(text)
                .ends_with(wanted.prefix.as_str())
                && Span::new(span.end, text.len())
                    .of(text)
                    .starts_with(wanted.suffix.as_str())
        })
}
