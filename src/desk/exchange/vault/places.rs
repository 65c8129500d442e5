//! Where a link into the vault leads, and how it names the file.
//!
//! Obsidian finds a file by its name alone, wherever it is; where two files have the same name, a link needs the
//! folders as well, counted from the folder that holds Obsidian's own settings.

use super::Vault;
use crate::desk::exchange::asked::Asked;
use crate::exchange::vault::{Place, marker_id};
use crate::model::link::LinkedMark;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The names of a vault's files.
#[derive(Debug)]
pub struct Names {
    root: PathBuf,
    /// How many files have a name, folded as the least careful file system does.
    count: HashMap<String, usize>,
}

impl Names {
    /// None yet. The root is the nearest folder that is a vault of Obsidian, else the folder itself.
    pub fn new(folder: &Path) -> Self {
        let whole = folder
            .canonicalize()
            .unwrap_or_else(|_| folder.to_path_buf());
        let root = whole
            .ancestors()
            .find(|folder| folder.join(".obsidian").is_dir());
        Self {
            root: root.unwrap_or(&whole).to_path_buf(),
            count: HashMap::new(),
        }
    }

    /// Counts a file.
    pub fn add(&mut self, path: &Path) {
        *self.count.entry(super::folded(&name(path))).or_default() += 1;
    }

    /// How a link names a file: its name, with its folders where the name is not enough.
    fn of(&self, path: &Path) -> String {
        let name = name(path);
        if self.count.get(&super::folded(&name)) == Some(&1) {
            return name;
        }
        let folder = path.parent().map(|folder| {
            folder
                .canonicalize()
                .unwrap_or_else(|_| folder.to_path_buf())
        });
        let inside = folder
            .as_deref()
            .and_then(|folder| folder.strip_prefix(&self.root).ok());
        let folders = inside
            .into_iter()
            .flat_map(Path::iter)
            .map(|folder| folder.to_string_lossy());
        let mut parts: Vec<String> = folders.map(String::from).collect();
        parts.push(name);
        parts.join("/")
    }
}

impl Vault {
    /// Where the other end of a link stands, or will once everything that is asked for is written.
    pub fn place(&self, linked: &LinkedMark, asked: &Asked, restore: bool) -> Option<Place> {
        let other = &linked.other.annotation;
        let block = marker_id(&other.id);
        let stands = self.standing(&block).next();
        let article = &other.article;
        let path = stands
            .or_else(|| self.ours.get(article))
            .or_else(|| self.planned.get(article))?;
        // A judgement of a fact has no block, and one that the person took out is nowhere; the file is still the place
        // to look.
        let will_stand = (other.motivation.is_note() || other.is_gold())
            && asked.means(other)
            && (restore || !self.written_blocks.contains(&block));
        let there = stands.is_some() || will_stand;
        Some(Place {
            file: self.linked.of(path),
            name: name(path),
            article: article.clone(),
            block: there.then_some(block),
        })
    }
}

/// A file's name without its ending.
fn name(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
