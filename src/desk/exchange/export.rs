//! Exporting: the notes of a query's articles as files in a folder, or as one file of another form.

use crate::desk::Desk;
use crate::desk::exchange::asked::Asked;
use crate::desk::exchange::vault::Vault;
use crate::desk::exchange::whole;
use crate::exchange::vault::{Form, Template, TemplateError};
use crate::exchange::{Format, NoteSheet, brat};
use crate::library::{Library, LibraryError};
use crate::model::query::{Filter, Folding, State};
use crate::model::{
    ArticleId, ArticleRow, ExportReport, Metadata, PlacedAnnotation, Query, SafeText, TextVersion,
};
use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A file says what it is within so many bytes.
const HEAD_BYTES: u64 = 1024;

/// Why nothing could be exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The folder cannot be used.
    #[error("{}: cannot be used as a folder for notes: {source}; choose another", folder.display())]
    Folder {
        /// Which.
        folder: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A template is wrong.
    #[error("{}: {source}", file.display())]
    Template {
        /// Its file.
        file: PathBuf,
        /// What is wrong, with the line.
        source: TemplateError,
    },
    /// A template cannot be read.
    #[error("{}: cannot be read as a template: {source}", file.display())]
    NoTemplate {
        /// Its file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file cannot be written.
    #[error("cannot be written: {0}")]
    File(#[from] io::Error),
    /// Something else is at this place.
    #[error("is there and was not written by this export; it was left alone, choose another name")]
    Foreign,
    /// The library cannot be read.
    #[error(transparent)]
    Library(#[from] LibraryError),
}

/// How a vault is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VaultExport {
    /// The form of its files.
    pub template: Template,
    /// Blocks that the person took out of a file come back.
    pub restore: bool,
    /// Nothing is written; the report tells which files would be.
    pub check: bool,
}

/// Which annotations of the articles are exported. Where the query names annotators, only theirs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Marks {
    /// The notes; or what the query speaks of (`motivation:moderating`).
    #[default]
    Asked,
    /// All that people said: judgements, rulings and states of labelling as well.
    All,
}

impl Desk {
    /// Writes a file for each article of the query that has notes or links, and brings up to date the file of one
    /// that has lost them. Archived articles are among them, since archiving throws no note away. Where the query names
    /// annotators or motivations, what others said keeps its blocks as they are.
    /// `go_on` is asked before each article. The report names each file that was left alone, and why.
    ///
    /// # Errors
    /// The folder cannot be made or read, or the library cannot be read. A single file that fails is in the report.
    pub fn export_vault(
        &mut self,
        query: &Query,
        folder: &Path,
        how: &VaultExport,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<ExportReport, ExportError> {
        let vault = Vault::open(folder, how.template.clone(), how.check);
        let mut vault = vault.map_err(|source| ExportError::Folder {
            folder: folder.to_path_buf(),
            source,
        })?;
        let mut report = ExportReport {
            folder: folder.to_path_buf(),
            ..ExportReport::default()
        };
        let asked = Asked::of(query);
        let annotated = self.annotated()?;
        let mut articles = Vec::new();
        for id in self.library.ids(&with_archived(query))? {
            if !annotated.contains(&id) && !vault.holds(&id) {
                continue;
            }
            let row = self.library.row(&id)?;
            if self.has_blocks(&row, &asked)? {
                vault.plan(&id, &row.title);
            } else if !vault.holds(&id) {
                continue;
            }
            articles.push(row);
        }
        for row in articles {
            if !go_on() {
                break;
            }
            let links = self.library.links_and_rulings_of(&row.id)?;
            let sheet = NoteSheet {
                links,
                notes: self.noted(&row.id)?,
                ..self.note_sheet(row)?
            };
            vault.export(&sheet, &asked, &self.library, how.restore, &mut report);
        }
        vault.finish(&mut report);
        Ok(report)
    }

    /// Whether an article has something that is asked for and has a block in a vault.
    fn has_blocks(&self, row: &ArticleRow, asked: &Asked) -> Result<bool, LibraryError> {
        if !asked.is_narrow() && row.notes > 0 {
            return Ok(true);
        }
        let (Self { library, .. }, notes) = (self, self.noted(&row.id)?);
        Ok(notes.iter().any(|note| asked.means(&note.annotation)) || {
            let links = library.links_and_rulings_of(&row.id)?;
            links.iter().any(|linked| asked.means_link(linked, &notes))
        })
    }

    /// The annotations of an article that a vault has blocks for: notes and gold marks.
    pub(in crate::desk) fn noted(
        &self,
        article: &ArticleId,
    ) -> Result<Vec<PlacedAnnotation>, LibraryError> {
        let mut notes = self.library.annotations_of(article)?;
        notes.retain(|note| {
            let annotation = &note.annotation;
            annotation.motivation.is_note() || annotation.is_gold()
        });
        Ok(notes)
    }

    /// The marks of a query's articles in one file of this form, and how many they are. `go_on` is asked before each
    /// article.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn export_text(
        &mut self,
        form: Format,
        query: &Query,
        marks: Marks,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<(String, usize), LibraryError> {
        let mut writer = form.writer();
        let mut count = 0;
        self.each_sheet(query, marks, go_on, &mut |sheet| {
            count += sheet.notes.len();
            writer.add(sheet);
        })?;
        Ok((writer.finish(), count))
    }

    /// The marks of a query's articles as a folder for brat: a text and its annotations for each article, and one
    /// configuration. Answers how many marks they are. A folder that holds something else is left alone.
    ///
    /// # Errors
    /// When the library cannot be read, the folder is somebody else's, or a file cannot be written.
    pub fn export_brat(&mut self, query: &Query, folder: &Path) -> Result<usize, ExportError> {
        let wrong = |source| ExportError::Folder {
            folder: folder.to_path_buf(),
            source,
        };
        fs::create_dir_all(folder).map_err(wrong)?;
        let configuration = folder.join(brat::CONFIGURATION);
        let ours =
            fs::read_to_string(&configuration).is_ok_and(|text| text.starts_with(brat::SIGN));
        if !ours && fs::read_dir(folder).map_err(wrong)?.next().is_some() {
            return Err(ExportError::Foreign);
        }
        let (mut types, mut documents, mut count) = (brat::Types::default(), Vec::new(), 0);
        self.each_sheet(query, Marks::Asked, &mut || true, &mut |sheet| {
            count += sheet.notes.len();
            documents.extend(types.documents(sheet));
        })?;
        let write = |path: &Path, text: &str| -> Result<(), ExportError> {
            Ok(whole::write(path, text, !path.try_exists()?)?)
        };
        write(&configuration, &types.configuration())?;
        for document in documents {
            let place = folder.join(&document.name);
            write(&place.with_extension("txt"), &document.text)?;
            write(&place.with_extension("ann"), &document.annotations)?;
        }
        Ok(count)
    }

    fn each_sheet(
        &mut self,
        query: &Query,
        marks: Marks,
        go_on: &mut dyn FnMut() -> bool,
        take: &mut dyn FnMut(&NoteSheet),
    ) -> Result<(), LibraryError> {
        let asked = Asked::of(query);
        let annotated = self.annotated()?;
        for id in self.library.ids(&with_archived(query))? {
            if !annotated.contains(&id) {
                continue;
            }
            if !go_on() {
                break;
            }
            let mut notes = self.library.annotations_of(&id)?;
            notes.retain(|note| match marks {
                Marks::All => asked.is_by(&note.annotation.annotator),
                Marks::Asked => asked.means(&note.annotation),
            });
            let mut labelling = match marks {
                Marks::All => self.library.labelling_of(&id)?,
                Marks::Asked => Vec::new(),
            };
            labelling.retain(|(annotator, _)| asked.is_by(annotator));
            if notes.is_empty() && labelling.is_empty() {
                continue;
            }
            let mut sheet = NoteSheet {
                notes,
                labelling,
                links: self.library.links_and_rulings_of(&id)?,
                ..self.note_sheet(self.library.row(&id)?)?
            };
            sheet
                .links
                .retain(|linked| asked.is_by(&linked.link.annotator));
            sheet.texts = marked_texts(&self.library, &sheet)?;
            sheet.version = match self.library.version(&id) {
                Ok(version) => Some(version),
                Err(LibraryError::NoText(_)) => None,
                Err(error) => return Err(error),
            };
            take(&sheet);
        }
        Ok(())
    }

    /// The articles about which somebody said anything: no other has to be read.
    fn annotated(&self) -> Result<HashSet<ArticleId>, LibraryError> {
        Ok(self.library.annotated()?.into_iter().collect())
    }

    /// What is to be said of an article itself.
    fn note_sheet(&mut self, row: ArticleRow) -> Result<NoteSheet, LibraryError> {
        let metadata = match self.metadata(&row.id) {
            Ok(metadata) => metadata,
            // A library restored from user data alone has the notes and not the texts.
            Err(LibraryError::NoText(_)) => Metadata::default(),
            Err(error) => return Err(error),
        };
        Ok(NoteSheet {
            article: row.id,
            title: row.title,
            metadata,
            tags: row.tags,
            notes: Vec::new(),
            version: None,
            links: Vec::new(),
            labelling: Vec::new(),
            texts: Vec::new(),
        })
    }
}

/// The template in a file, or the built-in one of this form.
///
/// # Errors
/// When the file cannot be read, or is no template: the line is named.
pub fn template(form: Form, file: Option<&Path>) -> Result<Template, ExportError> {
    let Some(file) = file else {
        return Ok(Template::built_in(form));
    };
    let text = fs::read_to_string(file).map_err(|source| ExportError::NoTemplate {
        file: file.to_path_buf(),
        source,
    })?;
    Template::read(&text, form).map_err(|source| ExportError::Template {
        file: file.to_path_buf(),
        source,
    })
}

/// The texts that an article's marks were made on, as far as they are kept.
pub(in crate::desk) fn marked_texts(
    library: &Library,
    sheet: &NoteSheet,
) -> Result<Vec<(TextVersion, SafeText)>, LibraryError> {
    let targets = sheet
        .notes
        .iter()
        .filter_map(|note| note.annotation.target.as_ref());
    let versions: BTreeSet<(&str, u32)> = targets
        .map(|target| (target.version.hash.as_str(), target.version.pipeline))
        .collect();
    let mut texts = Vec::with_capacity(versions.len());
    for (hash, pipeline) in versions {
        let version = TextVersion {
            hash: hash.to_owned(),
            pipeline,
        };
        if let Some(text) = library.text_of(&sheet.article, &version)? {
            texts.push((version, text));
        }
    }
    Ok(texts)
}

/// Writes an export into a file, over an older one of the same form at this place.
///
/// # Errors
/// [`ExportError::Foreign`] when something else is there; it is left alone.
pub fn write_export(path: &Path, form: Format, text: &str) -> Result<(), ExportError> {
    let there = path.try_exists()?;
    if there {
        let mut head = Vec::new();
        File::open(path)?.take(HEAD_BYTES).read_to_end(&mut head)?;
        if !head.is_empty() && !String::from_utf8_lossy(&head).contains(form.sign()) {
            return Err(ExportError::Foreign);
        }
    }
    Ok(whole::write(path, text, !there)?)
}

/// The same query over archived articles, copies and muted sources too, unless it speaks of them itself: what somebody
/// said is left out for none of that.
pub(in crate::desk) fn with_archived(query: &Query) -> Query {
    let archived = Filter::Is(State::Archived);
    let either = Filter::Or(vec![
        archived.clone(),
        Filter::Is(State::Muted),
        Filter::Not(Box::new(archived)),
    ]);
    Query {
        filter: Filter::And(vec![query.filter.clone(), either]),
        folding: Folding::Nothing,
        unfolded: Vec::new(),
        ..query.clone()
    }
}
