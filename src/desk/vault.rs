//! A folder of Markdown notes: our files in it, found by the article's id, and careful writing.
//!
//! A file is found again wherever in the folder it is and whatever its name, and so is a block that the person
//! moved into another file. A file that says the right thing already is not touched; one that we did not write is
//! never written over, nor is one that changed while we looked at it. What is written is written beside its
//! place, brought to the disk, and moved there in one step.

use super::whole;
use crate::exchange::NoteSheet;
use crate::exchange::markdown::{
    Merged, Update, block_ids, file_name, id_of, notes_written, render,
};
use crate::model::{ArticleId, ExportReport};
use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// A note is no longer than this; of a longer file only the beginning is looked at.
const LONGEST: u64 = 8 << 20;

/// Folders of a vault are nested so deeply at most.
const DEEPEST: usize = 16;

/// A folder of notes.
#[derive(Debug)]
pub struct Vault {
    folder: PathBuf,
    /// Our files by article.
    ours: HashMap<ArticleId, PathBuf>,
    /// Files that say they are the file of an article that has one already.
    doubles: Vec<(ArticleId, PathBuf)>,
    /// The files in which a block of this id stands.
    blocks: HashMap<String, Vec<PathBuf>>,
    /// Names in the folder itself, folded as the least careful file system does.
    names: HashSet<String>,
    /// Folders in which something was written and that must reach the disk.
    written: HashSet<PathBuf>,
    /// Whether nothing is written, and only told.
    check: bool,
}

impl Vault {
    /// Opens a folder and looks for our files in it. Without `check` it is made if there is none.
    ///
    /// # Errors
    /// The folder cannot be made or read.
    pub fn open(folder: &Path, check: bool) -> io::Result<Self> {
        let mut vault = Self {
            folder: folder.to_path_buf(),
            ours: HashMap::new(),
            doubles: Vec::new(),
            blocks: HashMap::new(),
            names: HashSet::new(),
            written: HashSet::new(),
            check,
        };
        if check && !folder.try_exists()? {
            return Ok(vault);
        }
        if !check {
            fs::create_dir_all(folder)?;
        }
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
        let ids = sheet.blocks().into_iter().skip(1).map(|block| block.id);
        for file in ids.filter_map(|id| self.blocks.get(&id)).flatten() {
            if !files.contains(file) {
                files.push(file.clone());
            }
        }
        files
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
                Ok(kind) if kind.is_file() && !hidden && is_note(&path) => self.look_at(path),
                _ => {}
            }
        }
    }

    fn look_at(&mut self, path: PathBuf) {
        let Ok(text) = beginning(&path) else { return };
        for id in block_ids(&text) {
            let files = self.blocks.entry(id).or_default();
            if files.last() != Some(&path) {
                files.push(path.clone());
            }
        }
        if let Some(id) = id_of(&text) {
            match self.ours.get(&id) {
                Some(_) => self.doubles.push((id, path)),
                None => {
                    self.ours.insert(id, path);
                }
            }
        }
    }

    /// Brings one article's file up to date, or writes one if the article has notes, and says so in the report.
    /// A file that fails is in the report, and costs the others nothing.
    pub fn export(&mut self, update: &Update<'_>, report: &mut ExportReport) {
        let sheet = update.sheet;
        for (_, path) in self.doubles.iter().filter(|(id, _)| *id == sheet.article) {
            let first = self
                .ours
                .get(&sheet.article)
                .map(|first| first.display().to_string());
            report.refused.push(format!(
                "{}: is a second file of the article of {}; it was left alone",
                path.display(),
                first.unwrap_or_default()
            ));
        }
        let Some(own) = self.ours.get(&sheet.article).cloned() else {
            if !sheet.notes.is_empty() {
                self.create(sheet, report);
            }
            return;
        };
        let existing = match fs::read_to_string(&own) {
            Ok(existing) => existing,
            Err(error) => return report.refused.push(line(&own, &error)),
        };
        let before = notes_written(&existing);
        let elsewhere = |id: &str| {
            let files = self.blocks.get(id).map_or(&[][..], Vec::as_slice);
            files.iter().any(|file| *file != own)
        };
        match update.merge(&existing, &elsewhere) {
            Some(merged) => self.put(&own, &existing, &merged, report),
            None => report.refused.push(format!(
                "{}: is no longer ours; it was left alone",
                own.display()
            )),
        }
        // Blocks that were moved elsewhere, those of notes that are gone included.
        let mut files = self.files(sheet);
        files.extend(
            before
                .iter()
                .filter_map(|id| self.blocks.get(id))
                .flatten()
                .cloned(),
        );
        let mut seen = HashSet::from([own]);
        for path in files {
            if !seen.insert(path.clone()) {
                continue;
            }
            match fs::read_to_string(&path) {
                Ok(existing) => {
                    let merged = update.refresh(&existing, &before);
                    if merged.text != existing || merged.conflicts > 0 {
                        self.put(&path, &existing, &merged, report);
                    }
                }
                Err(error) => report.refused.push(line(&path, &error)),
            }
        }
    }

    fn create(&mut self, sheet: &NoteSheet, report: &mut ExportReport) {
        let path = match self.free_path(sheet) {
            Ok(path) => path,
            Err(reason) => return report.refused.push(reason),
        };
        if let Err(error) = self.write(&path, &render(sheet), true) {
            return report.refused.push(line(&path, &error));
        }
        report.written += 1;
        report.files.push(path.clone());
        self.ours.insert(sheet.article.clone(), path);
    }

    /// Brings a file that is there to its new text.
    fn put(&mut self, path: &Path, existing: &str, merged: &Merged, report: &mut ExportReport) {
        if merged.conflicts > 0 {
            let notes = if merged.conflicts == 1 {
                "a note was"
            } else {
                "notes were"
            };
            report.refused.push(format!(
                "{}: {notes} changed there and here ({}); your text stays, ours stands below it",
                path.display(),
                merged.conflicts
            ));
        }
        if merged.text == existing {
            report.unchanged += 1;
            return;
        }
        match fs::read_to_string(path) {
            Ok(now) if now == existing => {}
            _ => {
                return report.refused.push(format!(
                    "{}: was changed by another program just now; export again",
                    path.display()
                ));
            }
        }
        match self.write(path, &merged.text, false) {
            Ok(()) => {
                report.written += 1;
                report.files.push(path.to_path_buf());
            }
            Err(error) => report.refused.push(line(path, &error)),
        }
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
        if self.check {
            return Ok(());
        }
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

/// Whether a file has the ending of a note.
fn is_note(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("md"))
}

/// A file's text, its beginning when it is very long.
fn beginning(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LONGEST).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
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
