//! The feeds that are followed, as a list for other readers.

use crate::desk::exchange::whole;
use crate::desk::{Desk, LibraryError};
use crate::exchange::opml;
use crate::model::{SafeText, Subscription};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// What the list calls itself.
const TITLE: &str = "pressmark";
/// A list says what it is within so many bytes.
const HEAD: u64 = 1024;

/// Why the list could not be written.
#[derive(Debug, thiserror::Error)]
pub enum FeedsError {
    /// The file cannot be written.
    #[error("cannot be written: {0}")]
    File(#[from] io::Error),
    /// Something else is at this place.
    #[error("is there and is no list of feeds; it was left alone, choose another name")]
    Foreign,
    /// The library cannot be read.
    #[error(transparent)]
    Library(#[from] LibraryError),
}

impl Desk {
    /// The feeds of the library, in the order of their names.
    ///
    /// # Errors
    /// When the library refuses.
    pub fn subscriptions(&self) -> Result<Vec<Subscription>, LibraryError> {
        let sources = self.library.sources()?.into_iter();
        let feeds = sources.filter(|source| source.kind.as_str() == "feed");
        Ok(feeds
            .map(|source| Subscription {
                address: source.location,
                title: Some(source.name),
                site: source.page,
                folder: source.folder.names().map(SafeText::from).collect(),
                tags: source.tags,
                hidden: false,
            })
            .collect())
    }

    /// The feeds of the library as an OPML document, and how many they are.
    ///
    /// # Errors
    /// When the library refuses.
    pub fn opml(&self) -> Result<(String, usize), LibraryError> {
        let feeds = self.subscriptions()?;
        Ok((opml::write(TITLE, &feeds), feeds.len()))
    }

    /// Writes the feeds of the library into a file, over an older list at this place. Answers how many they are.
    ///
    /// # Errors
    /// [`FeedsError::Foreign`] when something else is there; it is left alone.
    pub fn write_opml(&self, path: &Path) -> Result<usize, FeedsError> {
        let (text, feeds) = self.opml()?;
        let there = path.try_exists()?;
        if there && !is_list(path)? {
            return Err(FeedsError::Foreign);
        }
        whole::write(path, &text, !there)?;
        Ok(feeds)
    }
}

fn is_list(path: &Path) -> io::Result<bool> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(String::from_utf8_lossy(&head).contains("<opml"))
}
