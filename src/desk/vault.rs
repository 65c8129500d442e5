//! A folder of notes: our files in it, found by the article's id, and careful writing.
//!
//! A file is found again wherever in the folder it is and whatever its name, and so is a block that the person
//! moved into another file. A file that says the right thing already is not touched; one that we did not write is
//! never written over, nor is one that is write-protected or changed while we looked at it. What is written is written
//! beside its place, brought to the disk, and moved there in one step.

mod places;

use super::asked::Asked;
use super::whole;
use crate::exchange::NoteSheet;
use crate::exchange::vault::{
    Form, History, Merged, Page, Template, Update, article_of, block_ids, block_ids_of,
    blocks_left, blocks_written, file_name, marker_id,
};
use crate::library::Library;
use crate::model::link::LinkedMark;
use crate::model::{
    Annotation, AnnotationId, ArticleId, ExportReport, Link, LinkId, PlacedAnnotation,
};
use places::Names;
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
    /// The form of its files.
    template: Template,
    /// Our files by article.
    ours: HashMap<ArticleId, PathBuf>,
    /// Files that say they are the file of an article that has one already.
    doubles: Vec<(ArticleId, PathBuf)>,
    /// The files that articles without one will have.
    planned: HashMap<ArticleId, PathBuf>,
    /// The files in which a block of this id stands.
    blocks: HashMap<String, Vec<PathBuf>>,
    /// The blocks that were written into any file; one of them that stands nowhere was taken out.
    written_blocks: HashSet<String>,
    /// How links name its files.
    linked: Names,
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
    pub fn open(folder: &Path, template: Template, check: bool) -> io::Result<Self> {
        let mut vault = Self {
            folder: folder.to_path_buf(),
            template,
            ours: HashMap::new(),
            doubles: Vec::new(),
            planned: HashMap::new(),
            blocks: HashMap::new(),
            written_blocks: HashSet::new(),
            linked: Names::new(folder),
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

    /// The form of its files.
    pub fn form(&self) -> Form {
        self.template.form
    }

    /// Says that an article will have a file, before any is written: links may lead there already.
    pub fn plan(&mut self, article: &ArticleId, title: &str) {
        if self.ours.contains_key(article) || self.planned.contains_key(article) {
            return;
        }
        if let Ok(path) = self.free_path(article, title) {
            self.linked.add(&path);
            self.planned.insert(article.clone(), path);
        }
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
    fn standing(&self, block: &str) -> impl Iterator<Item = &PathBuf> {
        let is_copy = |file: &PathBuf| self.doubles.iter().any(|(_, copy)| copy == file);
        let files = self.blocks.get(block).into_iter().flatten();
        files.filter(move |file| !is_copy(file))
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

    /// Brings one article's file up to date, or writes one if the article has something that is asked for, and says so
    /// in the report. Blocks that the person took out come back with `restore`. A file that fails is in the report, and
    /// costs the others nothing.
    pub fn export(
        &mut self,
        sheet: &NoteSheet,
        asked: &Asked,
        history: &dyn History,
        restore: bool,
        report: &mut ExportReport,
    ) {
        let mut places = HashMap::new();
        for linked in &sheet.links {
            places.insert(
                (&linked.link.id, linked.outgoing),
                self.place(linked, asked, restore),
            );
        }
        let places = |linked: &LinkedMark| places.get(&(&linked.link.id, linked.outgoing))?.clone();
        let template = self.template.clone();
        let left = blocks_left(sheet, &|note| asked.means(note), &|linked| {
            asked.means_link(linked, &sheet.notes)
        });
        let update = Update {
            page: Page {
                sheet,
                template: &template,
                places: &places,
                left: &left,
            },
            history,
            restore,
        };
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
            if block_ids_of(sheet).iter().any(|id| !left.contains(id)) {
                self.create(&update.page, report);
            }
            return;
        };
        let existing = match fs::read_to_string(&own) {
            Ok(existing) => existing,
            Err(error) => return report.refused.push(line(&own, &error)),
        };
        let before = blocks_written(&existing, self.form());
        let elsewhere = |id: &str| self.standing(id).any(|file| *file != own);
        match update.merge(&existing, &elsewhere) {
            Some(merged) => self.put(&own, &existing, &merged, report),
            None => report.refused.push(format!(
                "{}: is no longer ours; it was left alone",
                own.display()
            )),
        }
        // Blocks that were moved elsewhere, those of notes that are gone included.
        let mut files = self.files(sheet);
        files.extend(before.iter().flat_map(|id| self.standing(id)).cloned());
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

    fn create(&mut self, page: &Page<'_>, report: &mut ExportReport) {
        let article = &page.sheet.article;
        let planned = self.planned.remove(article);
        let path = match planned.map_or_else(|| self.free_path(article, &page.sheet.title), Ok) {
            Ok(path) => path,
            Err(reason) => return report.refused.push(reason),
        };
        if let Err(error) = self.write(&path, &page.render(), true) {
            return report.refused.push(line(&path, &error));
        }
        report.written += 1;
        report.files.push(path.clone());
        self.ours.insert(article.clone(), path);
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
        if fs::metadata(path).is_ok_and(|about| about.permissions().readonly()) {
            return report.refused.push(format!(
                "{}: is write-protected; it was left alone",
                path.display()
            ));
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
    fn free_path(&mut self, article: &ArticleId, title: &str) -> Result<PathBuf, String> {
        let ending = self.form().ending();
        let names = [
            file_name(title, None, ending),
            file_name(title, Some(article.as_str()), ending),
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

/// Without a history a person's edit is kept as it is.
impl History for Library {
    fn note(&self, id: &AnnotationId) -> Vec<Annotation> {
        self.history(id).unwrap_or_default()
    }

    fn link(&self, id: &LinkId) -> Vec<Link> {
        self.link_history(id).unwrap_or_default()
    }
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
