//! A folder of Markdown notes: our files in it, found by the article's id, and careful writing.
//!
//! A file is found again wherever in the folder it is and whatever its name. A file that says the right thing
//! already is not touched; one that we did not write is never written over. What is written is written beside
//! its place, brought to the disk, and moved there in one step.

use super::whole;
use crate::exchange::NoteSheet;
use crate::exchange::markdown::{Merged, file_name, id_of, merge, render};
use crate::model::{ArticleId, ExportReport};
use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// The head of a note fits in so many bytes; more is not read to know whose file it is.
const HEAD_BYTES: u64 = 64 << 10;

/// Folders of a vault are nested so deeply at most.
const DEEPEST: usize = 16;

/// What became of one article.
enum Outcome {
    /// No notes and no file.
    Nothing,
    /// Its file: whether it was written, and how many blocks were left because a person had edited them.
    File {
        changed: bool,
        kept: usize,
        path: PathBuf,
    },
}

/// A folder of notes.
#[derive(Debug)]
pub struct Vault {
    folder: PathBuf,
    /// Our files by article.
    ours: HashMap<ArticleId, PathBuf>,
    /// Names in the folder itself, folded as the least careful file system does.
    names: HashSet<String>,
    /// Folders in which something was written and that must reach the disk.
    written: HashSet<PathBuf>,
}

impl Vault {
    /// Opens a folder, made if there is none, and looks for our files in it.
    ///
    /// # Errors
    /// The folder cannot be made or read.
    pub fn open(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let mut vault = Self {
            folder: folder.to_path_buf(),
            ours: HashMap::new(),
            names: HashSet::new(),
            written: HashSet::new(),
        };
        for entry in fs::read_dir(folder)? {
            vault
                .names
                .insert(folded(&entry?.file_name().to_string_lossy()));
        }
        vault.walk(folder, 0);
        Ok(vault)
    }

    /// Whether there is a file for this article.
    pub fn holds(&self, article: &ArticleId) -> bool {
        self.ours.contains_key(article)
    }

    /// Brings one article's file up to date, or writes one if the article has notes, and says so in the report.
    /// A file that fails is in the report, and costs the others nothing.
    pub fn export(&mut self, sheet: &NoteSheet, report: &mut ExportReport) {
        match self.put(sheet) {
            Ok(Outcome::Nothing) => {}
            Ok(Outcome::File {
                changed,
                kept,
                path,
            }) => {
                if changed {
                    report.written += 1;
                } else {
                    report.unchanged += 1;
                }
                if kept > 0 {
                    let notes = if kept == 1 {
                        "a note was"
                    } else {
                        "notes were"
                    };
                    report.refused.push(format!(
                        "{}: {notes} edited there and kept as it stands ({kept})",
                        path.display()
                    ));
                }
            }
            Err(line) => report.refused.push(line),
        }
    }

    /// Looks for our files; folders that cannot be read hold none.
    fn walk(&mut self, folder: &Path, depth: usize) {
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
                Ok(kind)
                    if kind.is_file()
                        && path
                            .extension()
                            .is_some_and(|ending| ending.eq_ignore_ascii_case("md")) =>
                {
                    if let Some(id) = id_of_file(&path) {
                        self.ours.entry(id).or_insert(path);
                    }
                }
                _ => {}
            }
        }
    }

    /// Brings one article's file up to date, or writes a new one.
    fn put(&mut self, sheet: &NoteSheet) -> Result<Outcome, String> {
        let Some(path) = self.ours.get(&sheet.article).cloned() else {
            if sheet.notes.is_empty() {
                return Ok(Outcome::Nothing);
            }
            let path = self.free_path(sheet)?;
            self.write(&path, &render(sheet), true)
                .map_err(|error| line(&path, &error))?;
            self.ours.insert(sheet.article.clone(), path.clone());
            return Ok(Outcome::File {
                changed: true,
                kept: 0,
                path,
            });
        };
        let existing = fs::read_to_string(&path).map_err(|error| line(&path, &error))?;
        let Some(Merged { text, kept }) = merge(&existing, sheet) else {
            return Err(format!(
                "{}: is no longer ours; it was left alone",
                path.display()
            ));
        };
        let changed = text != existing;
        if changed {
            self.write(&path, &text, false)
                .map_err(|error| line(&path, &error))?;
        }
        Ok(Outcome::File {
            changed,
            kept,
            path,
        })
    }

    /// A name that nobody has: the title's, else with the article's id.
    fn free_path(&mut self, sheet: &NoteSheet) -> Result<PathBuf, String> {
        let id = sheet.article.as_str();
        let names = [
            file_name(&sheet.title, None),
            file_name(&sheet.title, Some(id)),
        ];
        let free = names
            .iter()
            .find(|name| !self.names.contains(&folded(name)));
        let Some(name) = free else {
            let [_, taken] = &names;
            let path = self.folder.join(taken);
            return Err(format!(
                "{}: exists and is not ours; it was left alone",
                path.display()
            ));
        };
        self.names.insert(folded(name));
        Ok(self.folder.join(name))
    }

    fn write(&mut self, path: &Path, text: &str, new: bool) -> io::Result<()> {
        whole::write(path, text, new)?;
        let folder = path.parent().unwrap_or(&self.folder).to_path_buf();
        self.written.insert(folder);
        Ok(())
    }

    /// Brings the new names to the disk.
    pub fn sync(&self) {
        for folder in &self.written {
            // Some systems cannot sync a folder; the files' contents are safe already.
            let _ = File::open(folder).and_then(|folder| folder.sync_all());
        }
    }
}

fn id_of_file(path: &Path) -> Option<ArticleId> {
    let mut head = Vec::new();
    File::open(path)
        .ok()?
        .take(HEAD_BYTES)
        .read_to_end(&mut head)
        .ok()?;
    id_of(&String::from_utf8_lossy(&head))
}

/// A name as file systems compare it that know neither case nor composed letters.
fn folded(name: &str) -> String {
    name.nfkc().flat_map(char::to_lowercase).collect()
}

fn line(path: &Path, error: &io::Error) -> String {
    format!("{}: cannot be written: {error}", path.display())
}

#[cfg(test)]
mod tests;
