//! The place of a source among folders: a path such as `News/Tech`.
//!
//! A folder has no existence of its own. It is there as long as a source lies in it or below it.

use super::safe_text::SafeText;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Parts the names of a path.
const SEPARATOR: char = '/';
/// Stands for the separator inside of a name (U+2215, a slash that is none).
const SLASH_IN_NAME: &str = "\u{2215}";

/// A path of folders; the empty one is the top.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Folder(SafeText);

impl Folder {
    /// A path as a person types it: blanks around names and empty names are left out.
    pub fn typed(path: &str) -> Self {
        Self::within(path.split(SEPARATOR))
    }

    /// The path of these names, outermost first. A slash inside of a name becomes one that parts nothing.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let names: Vec<String> = names
            .into_iter()
            .map(|name| name.replace(SEPARATOR, SLASH_IN_NAME))
            .collect();
        Self::within(names.iter().map(String::as_str))
    }

    fn within<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let names: Vec<SafeText> = names
            .map(SafeText::line)
            .filter(|name| !name.is_empty())
            .collect();
        let names: Vec<&str> = names.iter().map(SafeText::as_str).collect();
        Self(SafeText::new(names.join("/")))
    }

    /// The path as text, without a slash at its ends.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is no folder but the place of what lies in none.
    pub fn is_top(&self) -> bool {
        self.0.is_empty()
    }

    /// The names of the path, outermost first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.as_str()
            .split(SEPARATOR)
            .filter(|name| !name.is_empty())
    }

    /// The innermost name; empty at the top.
    pub fn name(&self) -> &str {
        self.names().last().unwrap_or_default()
    }

    /// The folder that this one lies in; the top for one that lies in none.
    pub fn parent(&self) -> Self {
        let parent = self.as_str().rsplit_once(SEPARATOR);
        Self(SafeText::new(parent.map_or("", |(parent, _)| parent)))
    }

    /// This folder and those around it, outermost first; nothing for the top.
    pub fn with_parents(&self) -> Vec<Self> {
        let mut all = vec![self.clone()];
        while let Some(parent) = all.last().map(Self::parent).filter(|up| !up.is_top()) {
            all.push(parent);
        }
        all.retain(|folder| !folder.is_top());
        all.reverse();
        all
    }

    /// Whether `other` is this folder or lies in it, at any depth. Everything lies below the top.
    pub fn holds(&self, other: &Self) -> bool {
        self.below(other).is_some()
    }

    /// Where this folder is after `from` became `to`; `None` when it does not lie there.
    pub fn moved(&self, from: &Self, to: &Self) -> Option<Self> {
        let rest = from.below(self)?;
        Some(Self::within(to.names().chain(rest.split(SEPARATOR))))
    }

    /// The path from this folder down to `other`.
    fn below<'a>(&self, other: &'a Self) -> Option<&'a str> {
        if self.is_top() {
            return Some(other.as_str());
        }
        let rest = other.as_str().strip_prefix(self.as_str())?;
        (rest.is_empty() || rest.starts_with(SEPARATOR)).then_some(rest)
    }
}

impl fmt::Display for Folder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_path_is_put_in_order() {
        assert_eq!(
            Folder::typed(" News /  Tech wire//").as_str(),
            "News/Tech wire"
        );
        assert!(Folder::typed(" / ").is_top());
        let slash = Folder::of(["TV/Film", "New"]);
        assert_eq!(slash.names().collect::<Vec<_>>(), ["TV\u{2215}Film", "New"]);
    }

    #[test]
    fn a_folder_knows_what_lies_around_and_below_it() {
        let tech = Folder::typed("News/Tech");
        assert_eq!((tech.name(), tech.parent().as_str()), ("Tech", "News"));
        assert_eq!(tech.with_parents(), [Folder::typed("News"), tech.clone()]);
        assert!(Folder::default().with_parents().is_empty());
        assert!(Folder::typed("News").holds(&tech) && Folder::default().holds(&tech));
        assert!(!Folder::typed("New").holds(&tech) && !tech.holds(&Folder::typed("News")));
    }

    #[test]
    fn a_folder_moves_with_the_one_it_lies_in() {
        let moved = |path: &str, from: &str, to: &str| {
            let moved = Folder::typed(path).moved(&Folder::typed(from), &Folder::typed(to));
            moved.map(|folder| folder.to_string())
        };
        assert_eq!(
            moved("News/Tech", "News", "Press"),
            Some("Press/Tech".into())
        );
        assert_eq!(moved("News", "News", "News/Old"), Some("News/Old".into()));
        assert_eq!(moved("News/Tech", "News", ""), Some("Tech".into()));
        assert_eq!(moved("Newsletters", "News", "Press"), None);
    }
}
