//! A folder of notes: our files in it, found by the article's id, and careful writing.
//!
//! A file is found again wherever in the folder it is and whatever its name, and so is a block that the person
//! moved into another file. A file that says the right thing already is not touched; one that we did not write is
//! never written over, nor is one that is write-protected or changed while we looked at it. What is written is written
//! beside its place, brought to the disk, and moved there in one step.

mod found;
mod places;
mod writes;

use crate::desk::exchange::asked::Asked;
use crate::exchange::NoteSheet;
use crate::exchange::vault::{
    Form, History, Merged, Page, Template, Update, block_ids_of, blocks_left, blocks_written,
    file_name,
};
use crate::library::Library;
use crate::model::link::LinkedMark;
use crate::model::{Annotation, AnnotationId, ArticleId, ExportReport, Link, LinkId};
use places::Names;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;
use writes::Writes;

/// A folder of notes. What was written is there when it is finished ([`Vault::finish`]).
#[derive(Debug)]
#[must_use]
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
    /// The files that are on their way to the disk.
    writes: Writes,
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
            writes: Writes::default(),
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
        let existing = match self.writes.read(&own, report) {
            Ok(existing) => existing,
            Err(error) => return report.refused.push(line(&own, &error)),
        };
        let before = blocks_written(&existing, self.form());
        let elsewhere = |id: &str| self.standing(id).any(|file| *file != own);
        match update.merge(&existing, &elsewhere) {
            Some(merged) => self.put(&own, existing, merged, report),
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
            match self.writes.read(&path, report) {
                Ok(existing) => {
                    let merged = update.refresh(&existing, &before);
                    if merged.text != existing || merged.conflicts > 0 {
                        self.put(&path, existing, merged, report);
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
        self.write(&path, page.render(), None, report);
        self.ours.insert(article.clone(), path);
    }

    /// Brings a file that is there to its new text.
    fn put(&mut self, path: &Path, existing: String, merged: Merged, report: &mut ExportReport) {
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
        self.write(path, merged.text, Some(existing), report);
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

    fn write(
        &mut self,
        path: &Path,
        text: String,
        before: Option<String>,
        report: &mut ExportReport,
    ) {
        if self.check {
            report.written += 1;
            report.files.push(path.to_path_buf());
        } else {
            self.writes.add(path, text, before, report);
        }
    }

    /// Brings what was written to the disk, new names included.
    pub fn finish(self, report: &mut ExportReport) {
        self.writes.finish(report);
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

/// A name as file systems compare it that know neither case nor composed letters.
fn folded(name: &str) -> String {
    name.nfkc().flat_map(char::to_lowercase).collect()
}

fn line(path: &Path, error: &io::Error) -> String {
    format!("{}: cannot be written: {error}", path.display())
}

#[cfg(test)]
mod tests;
