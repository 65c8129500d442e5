//! Exporting: the notes of a query's articles as Markdown files in a folder.

use super::Desk;
use super::vault::Vault;
use crate::exchange::markdown::NoteSheet;
use crate::library::LibraryError;
use crate::model::query::{Filter, Folding, State};
use crate::model::{ArticleRow, ExportReport, Metadata, Query};
use std::io;
use std::path::{Path, PathBuf};

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
    /// The library cannot be read.
    #[error(transparent)]
    Library(#[from] LibraryError),
}

impl Desk {
    /// Writes a Markdown file for each article of the query that has notes, and brings up to date the file of one
    /// that has lost them. Archived articles are among them, since archiving throws no note away.
    /// `go_on` is asked before each article. The report names each file that was left alone, and why.
    ///
    /// # Errors
    /// The folder cannot be made or read, or the library cannot be read. A single file that fails is in the report.
    pub fn export_markdown(
        &mut self,
        query: &Query,
        folder: &Path,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<ExportReport, ExportError> {
        let mut vault = Vault::open(folder).map_err(|source| ExportError::Folder {
            folder: folder.to_path_buf(),
            source,
        })?;
        let mut report = ExportReport {
            folder: folder.to_path_buf(),
            ..ExportReport::default()
        };
        for id in self.library.ids(&with_archived(query))? {
            if !go_on() {
                break;
            }
            let row = self.library.row(&id)?;
            if row.notes > 0 || vault.holds(&id) {
                vault.export(&self.note_sheet(row)?, &mut report);
            }
        }
        vault.sync();
        Ok(report)
    }

    fn note_sheet(&mut self, row: ArticleRow) -> Result<NoteSheet, LibraryError> {
        let metadata = match self.article(&row.id) {
            Ok(stored) => stored.article.metadata,
            // A library restored from user data alone has the notes and not the texts.
            Err(LibraryError::NoText(_)) => Metadata::default(),
            Err(error) => return Err(error),
        };
        Ok(NoteSheet {
            notes: self.library.notes_of(&row.id)?,
            article: row.id,
            title: row.title,
            metadata,
            tags: row.tags,
        })
    }
}

/// The same query over archived articles and copies too, unless it speaks of them itself.
fn with_archived(query: &Query) -> Query {
    let archived = Filter::Is(State::Archived);
    let either = Filter::Or(vec![archived.clone(), Filter::Not(Box::new(archived))]);
    Query {
        filter: Filter::And(vec![query.filter.clone(), either]),
        folding: Folding::Nothing,
        unfolded: Vec::new(),
        ..query.clone()
    }
}
