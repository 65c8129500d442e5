//! The forms by name: which can be written, which can be read, and how a file tells what it is.

use super::incoming::Delivery;
use super::sheet::NoteSheet;
use super::{claim_review, csv, doccano, hypothesis, readwise, w3c};

/// A form of notes that is one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// W3C Web Annotation, JSON-LD.
    W3c,
    /// A table for spreadsheets.
    Csv,
    /// The rows of a search of Hypothesis, JSON.
    Hypothesis,
    /// Texts with spans for doccano, JSON Lines; only written.
    Doccano,
    /// Verdicts as schema.org `ClaimReview`, JSON-LD; only written.
    ClaimReview,
    /// Highlights for Readwise, a table; read as any other table.
    Readwise,
}

/// Why a file of annotations cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ReadError {
    /// The file is in none of our forms.
    #[error("is in no form of annotations that is known here; name one with --format")]
    Unknown,
    /// The bytes are no text.
    #[error("is no UTF-8 text")]
    NoText,
    /// The text is not in this form.
    #[error("is not in the form {form}: {reason}")]
    Malformed {
        /// The form's name.
        form: &'static str,
        /// What is wrong, with the place.
        reason: String,
    },
}

/// Puts sheets into one file.
pub trait Writer {
    /// Adds an article with its notes.
    fn add(&mut self, sheet: &NoteSheet);

    /// The whole file.
    fn finish(self: Box<Self>) -> String;
}

impl Format {
    /// Those that can be read, the most exact first.
    pub const READ: [Self; 3] = [Self::W3c, Self::Hypothesis, Self::Csv];

    /// What begins a file of ours in this form, within its first kilobyte; a file without it is somebody else's.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::W3c => w3c::CONTEXT,
            Self::Csv => csv::SIGN,
            Self::Hypothesis => hypothesis::SIGN,
            Self::Doccano => doccano::SIGN,
            Self::ClaimReview => claim_review::SIGN,
            Self::Readwise => readwise::SIGN,
        }
    }

    /// An empty file to be filled.
    pub fn writer(self) -> Box<dyn Writer> {
        match self {
            Self::W3c => Box::new(w3c::Writer::default()),
            Self::Csv => Box::new(csv::Writer::default()),
            Self::Hypothesis => Box::new(hypothesis::Writer::default()),
            Self::Doccano => Box::new(doccano::Writer::default()),
            Self::ClaimReview => Box::new(claim_review::Writer::default()),
            Self::Readwise => Box::new(readwise::Writer::default()),
        }
    }

    /// Reads a file in this form.
    ///
    /// # Errors
    /// When the file as a whole makes no sense; a single record that does not is in the delivery.
    pub fn read(self, bytes: &[u8]) -> Result<Delivery, ReadError> {
        let text = text(bytes)?;
        match self {
            Self::W3c => w3c::read(text),
            Self::Csv | Self::Readwise => csv::read(text),
            Self::Hypothesis => hypothesis::read(text),
            Self::Doccano | Self::ClaimReview => Err(ReadError::Unknown),
        }
    }

    /// The form that a file seems to be in.
    pub fn seen_in(bytes: &[u8]) -> Option<Self> {
        let text = text(bytes).ok()?;
        Self::READ.into_iter().find(|form| match form {
            Self::W3c => w3c::is_like(text),
            Self::Hypothesis => hypothesis::is_like(text),
            _ => csv::is_like(text),
        })
    }
}

/// Bytes as text, without the mark that some programs begin a file with.
fn text(bytes: &[u8]) -> Result<&str, ReadError> {
    let text = std::str::from_utf8(bytes).map_err(|_| ReadError::NoText)?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}
