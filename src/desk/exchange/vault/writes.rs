//! Files on their way to the disk: several together, since each waits for the disk and hardly works.

use crate::desk::exchange::whole;
use crate::model::ExportReport;
use std::collections::HashSet;
use std::fs::{self, File};
use std::io;
use std::mem::take;
use std::path::{Path, PathBuf};
use std::thread;

/// So many files go together: what they say is kept in memory until then.
const TOGETHER: usize = 64;

/// So many files wait for the disk at the same time: a file system with a journal brings them there in one step.
const AT_ONCE: usize = 4;

/// The files that are on their way, and the folders they go to.
#[derive(Debug, Default)]
pub(super) struct Writes {
    waiting: Vec<Write>,
    /// Folders in which something was written and that must reach the disk.
    folders: HashSet<PathBuf>,
}

/// A file on its way.
#[derive(Debug)]
struct Write {
    path: PathBuf,
    text: String,
    /// What it takes the place of; none for a new file.
    before: Option<String>,
}

impl Writes {
    /// Puts a file on its way. With `before` it takes the place of this text, without it there is none yet.
    pub fn add(
        &mut self,
        path: &Path,
        text: String,
        before: Option<String>,
        report: &mut ExportReport,
    ) {
        self.waiting.push(Write {
            path: path.to_path_buf(),
            text,
            before,
        });
        if self.waiting.len() >= TOGETHER {
            self.settle(report);
        }
    }

    /// What a file says. One that is on its way arrives first.
    pub fn read(&mut self, path: &Path, report: &mut ExportReport) -> io::Result<String> {
        if self.waiting.iter().any(|write| write.path == path) {
            self.settle(report);
        }
        fs::read_to_string(path)
    }

    /// Brings all to the disk, new names included.
    pub fn finish(mut self, report: &mut ExportReport) {
        self.settle(report);
        for folder in &self.folders {
            // Some systems cannot sync a folder; the files' contents are safe already.
            let _ = File::open(folder).and_then(|folder| folder.sync_all());
        }
    }

    /// Brings the files to the disk, and says in the report what became of each.
    fn settle(&mut self, report: &mut ExportReport) {
        let waiting = take(&mut self.waiting);
        for (write, outcome) in waiting.iter().zip(perform(&waiting)) {
            match outcome {
                Ok(()) => {
                    report.written += 1;
                    report.files.push(write.path.clone());
                    let folder = write.path.parent().unwrap_or(Path::new("."));
                    if !self.folders.contains(folder) {
                        self.folders.insert(folder.to_path_buf());
                    }
                }
                Err(reason) => report.refused.push(reason),
            }
        }
    }
}

/// Writes them all; the outcomes are in their order.
fn perform(writes: &[Write]) -> Vec<Result<(), String>> {
    let parts = writes.chunks(writes.len().div_ceil(AT_ONCE).max(1));
    thread::scope(|scope| {
        let running: Vec<_> = parts
            .map(|part| {
                let perform = || part.iter().map(Write::perform).collect::<Vec<_>>();
                // Where no thread is to be had, this one does it.
                thread::Builder::new()
                    .spawn_scoped(scope, perform)
                    .map_err(|_| perform())
            })
            .collect();
        let done = running.into_iter().flat_map(|part| match part {
            Ok(thread) => thread
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(done) => done,
        });
        done.collect()
    })
}

impl Write {
    fn perform(&self) -> Result<(), String> {
        let path = self.path.display();
        if let Some(before) = &self.before
            && !fs::read_to_string(&self.path).is_ok_and(|now| now == *before)
        {
            return Err(format!(
                "{path}: was changed by another program just now; export again"
            ));
        }
        whole::write(&self.path, &self.text, self.before.is_none())
            .map_err(|error| format!("{path}: cannot be written: {error}"))
    }
}
