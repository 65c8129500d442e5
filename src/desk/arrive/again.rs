//! Reading kept bytes once more: the one way from an article of the library back to what its bytes say.
//!
//! An article is found among those that its bytes give by what it is known by. An entry that only begins its article
//! has bytes twice: those of the page give the text, its own say what the article is called, who wrote it and when.

use crate::desk::Desk;
use crate::desk::arrive::identity::find;
use crate::desk::arrive::parse::{Document, ParsedArticle};
use crate::desk::arrive::parser::{Answer, Request};
use crate::library::LibraryError;
use crate::model::ArticleId;
use std::sync::Arc;

/// Bytes that were read once more: articles that came together may share them.
#[derive(Debug)]
pub(in crate::desk) struct Reread {
    pub bytes: Arc<Vec<u8>>,
    pub document: Document,
}

impl Desk {
    /// An article as the bytes of one of its versions give it today; `None` when it is not in them any more.
    pub(in crate::desk) fn read_again(
        &mut self,
        id: &ArticleId,
        revision: u32,
    ) -> Result<Option<ParsedArticle>, LibraryError> {
        let mut again = self.reread(id, Some(revision))?;
        let found = find(&again.document.articles, &self.library.identities(id)?);
        Ok(found.map(|(at, _)| again.document.articles.swap_remove(at)))
    }

    /// Reads the bytes of a version of an article once more, of the present one without a number. What cannot be
    /// read any more gives nothing.
    pub(in crate::desk) fn reread(
        &mut self,
        id: &ArticleId,
        revision: Option<u32>,
    ) -> Result<Reread, LibraryError> {
        let bytes = Arc::new(match revision {
            Some(number) => self.library.original_at(id, number)?,
            None => self.library.original(id)?,
        });
        let received = self.library.received(id, revision)?;
        let request = Request::new(id.as_str(), Arc::clone(&bytes)).received(received.as_ref());
        let document = match self.entry_of(id)? {
            Some(entry) => self.page_of(&entry, request),
            None => self.parser.parse(request),
        };
        Ok(Reread {
            bytes,
            document: document.unwrap_or_default(),
        })
    }

    /// The entry that begins an article, when its page stands or is awaited beside it.
    pub(in crate::desk) fn entry_of(
        &mut self,
        id: &ArticleId,
    ) -> Result<Option<ParsedArticle>, LibraryError> {
        let Some(entry) = self.library.entry(id)? else {
            return Ok(None);
        };
        let request = Request::new(id.as_str(), entry.bytes).received(entry.received.as_ref());
        let mut document = self.parser.parse(request).unwrap_or_default();
        let found = find(&document.articles, &self.library.identities(id)?);
        Ok(found.map(|(at, _)| document.articles.swap_remove(at)))
    }

    /// Reads the page of an entry: its text, under the identity and with the metadata of the entry. A feed, of which
    /// an older version of the article may have been read, stays what it is.
    pub(in crate::desk) fn page_of(&mut self, entry: &ParsedArticle, request: Request) -> Answer {
        let mut document = self.parser.parse(Request {
            about: Some(Box::new(entry.article.metadata.clone())),
            ..request
        })?;
        if let (None, [page]) = (&document.feed, document.articles.as_mut_slice()) {
            page.identity = entry.identity.clone();
            page.entry.clone_from(&entry.entry);
        }
        Ok(document)
    }
}
