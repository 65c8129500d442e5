//! The names in use, by which prompts complete what is typed.

use super::folder::Folder;
use super::safe_text::SafeText;
use super::saved::KeptSearch;

/// Names of sources, of folders that hold some, and the kept searches; each by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Sources.
    pub sources: Vec<SafeText>,
    /// Folders with sources in them; not those that hold only folders.
    pub folders: Vec<Folder>,
    /// Kept searches.
    pub searches: Vec<KeptSearch>,
}

/// What has few values in a library of any size, by which prompts complete what is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Valued {
    /// The publication of an article.
    Site,
    /// Its author.
    Author,
    /// Its language.
    Language,
    /// Who wrote a note.
    Annotator,
    /// The label of a note.
    Label,
    /// The verdict of a note.
    Verdict,
}

impl Valued {
    /// That of a field of the query language.
    pub fn of_field(name: &str) -> Option<Self> {
        Some(match name {
            "site" => Self::Site,
            "author" => Self::Author,
            "lang" => Self::Language,
            "annotator" => Self::Annotator,
            "label" => Self::Label,
            "verdict" => Self::Verdict,
            _ => return None,
        })
    }
}
