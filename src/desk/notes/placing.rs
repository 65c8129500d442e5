//! Which article and which words an incoming annotation means.
//!
//! Words are placed by their position when it counts in a text that is kept here (or when the quote stands exactly
//! there), else by quote, prefix and suffix.

use crate::anchor::find_quote;
use crate::desk::Desk;
use crate::exchange::{About, Incoming, Words};
use crate::library::LibraryError;
use crate::model::span::CodePoints;
use crate::model::{AnchorState, ArticleId, SafeText, Span, Target, TextVersion};

/// The text of an article, read once for all its annotations.
pub(in crate::desk) struct Text {
    version: TextVersion,
    words: SafeText,
    points: CodePoints,
}

impl Desk {
    /// The article that is meant: by its id if it ever had this text, by an address, by the very text, else by its id
    /// alone, since people who name their articles may give one name to two.
    pub(in crate::desk) fn meant(&self, about: &About) -> Result<Option<ArticleId>, LibraryError> {
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
    pub(in crate::desk) fn readable(
        &self,
        article: &ArticleId,
    ) -> Result<Option<Text>, LibraryError> {
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
    pub(in crate::desk) fn placed(
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

pub(in crate::desk) fn unknown(about: &About) -> String {
    let names = about.addresses.iter().map(SafeText::as_str);
    let name = about.title.as_deref().into_iter().chain(names).next();
    let own = about.article.as_ref().map(ArticleId::as_str);
    match name.or(own) {
        Some(name) => format!("no article of the library is {name}: add it first"),
        None => "it does not say which article it is about".to_owned(),
    }
}
