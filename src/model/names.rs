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
