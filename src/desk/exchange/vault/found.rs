//! What stands in the folder: our files wherever they are and whatever their names, and the blocks in them.

use super::Vault;
use crate::exchange::NoteSheet;
use crate::exchange::vault::{article_of, block_ids, block_ids_of, blocks_written, marker_id};
use crate::model::{ArticleId, PlacedAnnotation};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A note is no longer than this; of a longer file only the beginning is looked at.
const LONGEST: u64 = 8 << 20;

/// Folders of a vault are nested so deeply at most.
const DEEPEST: usize = 16;

impl Vault {
    /// Whether there is a file for this article.
    pub fn holds(&self, article: &ArticleId) -> bool {
        self.ours.contains_key(article)
    }

    /// The articles that have a file, in order of their ids.
    pub fn articles(&self) -> Vec<ArticleId> {
        let mut articles: Vec<ArticleId> = self.ours.keys().cloned().collect();
        articles.sort();
        articles
    }

    /// The files in which notes of this sheet may stand, the article's own first.
    pub fn files(&self, sheet: &NoteSheet) -> Vec<PathBuf> {
        let own = self.ours.get(&sheet.article).cloned();
        let mut files: Vec<PathBuf> = own.into_iter().collect();
        let ids = block_ids_of(sheet);
        for file in ids.iter().flat_map(|id| self.standing(id)) {
            if !files.contains(file) {
                files.push(file.clone());
            }
        }
        files
    }

    /// The notes of this sheet that were written into its file and stand nowhere any more, with that file.
    pub fn gone<'s>(&self, sheet: &'s NoteSheet) -> Vec<(&'s PlacedAnnotation, PathBuf)> {
        let Some(own) = self.ours.get(&sheet.article) else {
            return Vec::new();
        };
        let notes = sheet.notes.iter().filter(|note| {
            let block = marker_id(&note.annotation.id);
            self.written_blocks.contains(&block) && self.standing(&block).next().is_none()
        });
        notes.map(|note| (note, own.clone())).collect()
    }

    /// The files in which a block stands; in a copy of a file it is the person's own.
    pub(super) fn standing(&self, block: &str) -> impl Iterator<Item = &PathBuf> {
        let is_copy = |file: &PathBuf| self.doubles.iter().any(|(_, copy)| copy == file);
        let files = self.blocks.get(block).into_iter().flatten();
        files.filter(move |file| !is_copy(file))
    }

    /// Looks for our files; folders that cannot be read hold none.
    pub(super) fn walk(&mut self, folder: &Path, depth: usize) {
        let mut entries: Vec<fs::DirEntry> = fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .collect();
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let (path, hidden) = (
                entry.path(),
                entry.file_name().to_string_lossy().starts_with('.'),
            );
            // Links lead out of the folder; hidden folders belong to other programs.
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && !hidden && depth < DEEPEST => {
                    self.walk(&path, depth + 1);
                }
                Ok(kind) if kind.is_file() && !hidden && self.is_note(&path) => self.look_at(path),
                _ => {}
            }
        }
    }

    /// Whether a file has the ending of a note.
    fn is_note(&self, path: &Path) -> bool {
        path.extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case(self.form().ending()))
    }

    fn look_at(&mut self, path: PathBuf) {
        self.linked.add(&path);
        let Ok(text) = beginning(&path) else { return };
        for id in block_ids(&text, self.form()) {
            let files = self.blocks.entry(id).or_default();
            if files.last() != Some(&path) {
                files.push(path.clone());
            }
        }
        if let Some(id) = article_of(&text, self.form()) {
            if self.ours.contains_key(&id) {
                self.doubles.push((id, path));
            } else {
                let written = blocks_written(&text, self.form());
                self.written_blocks.extend(written);
                self.ours.insert(id, path);
            }
        }
    }
}

/// A file's text, its beginning when it is very long.
fn beginning(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LONGEST).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
