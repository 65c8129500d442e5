//! Taking back what the person changed inside the blocks of a vault: notes, gold marks and the texts of links.

use crate::desk::exchange::asked::Asked;
use crate::desk::exchange::vault::Vault;
use crate::desk::{Desk, ExportError};
use crate::exchange::NoteSheet;
use crate::exchange::vault::{Edit, Page, Subject, Template, edits};
use crate::library::LibraryError;
use crate::model::{
    Action, AnnotationId, ArticleId, Change, GroupId, Link, Metadata, Origin, SafeText,
};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A note or a link that was changed in a vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pulled {
    /// The file.
    pub path: PathBuf,
    /// The article.
    pub article: ArticleId,
    /// What changed.
    pub edit: Edit,
}

/// A note whose block the person took out of a vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// The file in which the block stood.
    pub path: PathBuf,
    /// The article.
    pub article: ArticleId,
    /// The note.
    pub annotation: AnnotationId,
    /// What it is on, or what it says.
    pub words: SafeText,
}

/// What a vault has to say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pull {
    /// What was changed there; those with a conflict are only told.
    pub notes: Vec<Pulled>,
    /// Notes whose blocks are gone: offered to be deleted here too.
    pub deleted: Vec<Gone>,
    /// One line for each file that cannot be read.
    pub refused: Vec<String>,
}

impl Desk {
    /// Looks for changes of notes and links in the files of a vault. Nothing is changed by it.
    ///
    /// # Errors
    /// The folder or the library cannot be read.
    pub fn look_into(&self, folder: &Path, template: &Template) -> Result<Pull, ExportError> {
        let wrong = |source| ExportError::Folder {
            folder: folder.to_path_buf(),
            source,
        };
        fs::read_dir(folder).map_err(wrong)?;
        let vault = Vault::open(folder, template.clone(), true).map_err(wrong)?;
        let mut pull = Pull::default();
        let mut seen: HashSet<String> = HashSet::new();
        let asked = Asked::default();
        for article in vault.articles() {
            if !self.library.has_article(&article)? {
                continue;
            }
            let sheet = self.notes_alone(&article)?;
            for (note, path) in vault.gone(&sheet) {
                let (id, target) = (note.annotation.id.clone(), note.annotation.target.as_ref());
                let words = target.map_or(&note.annotation.body.note, |target| &target.quote);
                pull.deleted.push(Gone {
                    path,
                    article: article.clone(),
                    annotation: id,
                    words: SafeText::line(words),
                });
            }
            for path in vault.files(&sheet) {
                let text = match fs::read_to_string(&path) {
                    Ok(text) => text,
                    Err(error) => {
                        pull.refused
                            .push(format!("{}: cannot be read: {error}", path.display()));
                        continue;
                    }
                };
                let page = Page {
                    sheet: &sheet,
                    template,
                    places: &|linked| vault.place(linked, &asked, false),
                    left: &[],
                };
                for edit in edits(&text, &page, &self.library) {
                    if seen.insert(edit.of.id().to_owned()) {
                        pull.notes.push(Pulled {
                            path: path.clone(),
                            article: article.clone(),
                            edit,
                        });
                    }
                }
            }
        }
        Ok(pull)
    }

    /// Takes these changes over and deletes the notes that are gone, as one step of undo; changes with a conflict are
    /// left out. Answers how many were taken.
    ///
    /// # Errors
    /// When the library refuses; nothing is taken then.
    pub fn pull(&mut self, pull: &Pull) -> Result<usize, LibraryError> {
        let group = GroupId::from_random((self.who.random)());
        let taken = pull
            .notes
            .iter()
            .filter(|pulled| pulled.edit.conflict.is_none());
        let modified = (self.who.now)();
        let edits = taken.map(|pulled| match &pulled.edit.of {
            Subject::Note(note) => Action::EditBody {
                annotation: note.id.clone(),
                body: pulled.edit.after.clone(),
            },
            Subject::Link(linked) => Action::Link(Box::new(Link {
                note: pulled.edit.after.note.clone(),
                modified,
                ..linked.link.clone()
            })),
        });
        let deletions = pull.deleted.iter().map(|gone| Action::DeleteAnnotation {
            annotation: gone.annotation.clone(),
        });
        let changes: Vec<Change> = edits
            .chain(deletions)
            .map(|action| Change {
                group: group.clone(),
                ..self.who.change(Origin::User, action)
            })
            .collect();
        if !changes.is_empty() {
            self.library.apply_all(&changes)?;
        }
        Ok(changes.len())
    }

    /// The notes and links of an article without what is said about the article.
    fn notes_alone(&self, article: &ArticleId) -> Result<NoteSheet, LibraryError> {
        let row = self.library.row(article)?;
        Ok(NoteSheet {
            article: row.id,
            title: row.title,
            metadata: Metadata::default(),
            tags: row.tags,
            notes: self.noted(article)?,
            version: None,
            labelling: Vec::new(),
            links: self.library.links_and_rulings_of(article)?,
            texts: Vec::new(),
        })
    }
}
