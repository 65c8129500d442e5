//! Taking in files, folders and bytes: read, extract, store, in small transactions.
//!
//! What looks as it did last time is not read again. Articles are stored as they come, and told of when they are durable:
//! where somebody looks on at most some milliseconds' worth at a time, so that a list shows the first ones at once, else
//! in long transactions, which another writer's change ends early. What they say about each other is worked out afterwards
//! ([`Desk::compare_new`]), and goes on next time if it is stopped.

mod list;
mod page;
#[cfg(test)]
mod tests;

use crate::desk::arrive::arrival::{Added, Arrival};
use crate::desk::arrive::input::{self, Input};
use crate::desk::arrive::known::KnownFiles;
use crate::desk::arrive::store::{UNATTENDED, Waiting};
use crate::desk::{Desk, Request};
use crate::ingest::PIPELINE;
use crate::library::LibraryError;
use crate::model::{ArticleId, ImportProgress, SafeText, SourceId};
use jiff::{SignedDuration, Timestamp};
use std::collections::VecDeque;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

/// The first articles are stored after so long, that a list shows them at once.
const FIRST: SignedDuration = SignedDuration::from_millis(25);
/// Later ones gather for half as long as the import takes so far, but at most so long, or until they are so many bytes:
/// a full transaction writes less than many small ones.
const GATHERED: SignedDuration = SignedDuration::from_millis(500);
const GATHERED_BYTES: usize = 8 << 20;

/// What was stored is made durable and told of in lots, each of which lasts twice as long as the import before it, but
/// not shorter than this, and not longer than a transaction may ([`Desk::longest`]): the first ones come soon, and there are few.
const LOT: SignedDuration = SignedDuration::from_secs(2);

/// With more bytes than this in the parser's hands, its answers are taken first.
const BEGUN: usize = 16 * 1024 * 1024;
/// To read more bytes than this may take long, and nobody who wants to write shall wait for it.
const LARGE: usize = 1 << 20;

/// Why an import stopped. An input that cannot be read stops nothing; it is reported as refused.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The library refused.
    #[error(transparent)]
    Library(#[from] LibraryError),
    /// A chosen id was given for more than one article.
    #[error("an id can be given to a single article, and this is more than one")]
    IdForMany,
}

/// Watches an import: hears how far it is and, now and then, of an article; its answer may stop it.
pub type Watch<'a> = &'a mut dyn FnMut(&ImportProgress, Option<&Added>) -> ControlFlow<()>;

struct Import<'a, 'w> {
    desk: &'a mut Desk,
    watch: Watch<'w>,
    progress: ImportProgress,
    chosen: Option<ArticleId>,
    stopped: bool,
    known: KnownFiles,
    /// With the parser, in order.
    begun: VecDeque<(Option<SourceId>, Waiting)>,
    /// Read and not yet stored, and since when.
    pending: Vec<(SourceId, Waiting)>,
    since: Option<Timestamp>,
    /// Stored and not yet durable.
    untold: Vec<Added>,
    began: Timestamp,
    /// When the last lot was told of.
    told: Timestamp,
}

impl Desk {
    /// Imports the inputs in order. `chosen` sets the id of a single new article.
    ///
    /// # Errors
    /// When the library refuses; what was stored before stays.
    pub fn import(
        &mut self,
        inputs: &[Input],
        chosen: Option<&str>,
        watch: Watch<'_>,
    ) -> Result<ImportProgress, ImportError> {
        let chosen = chosen.map(ArticleId::named);
        if chosen.is_some() && inputs.len() > 1 {
            return Err(ImportError::IdForMany);
        }
        let mut import = Import {
            chosen,
            ..Import::new(self, watch)
        };
        import.desk.parser.forget();
        import.desk.library.expect_many(true)?;
        let taken = import.all(inputs);
        import.desk.library.expect_many(false)?;
        taken?;
        import.progress.done = true;
        let _ = (import.watch)(&import.progress, None);
        Ok(import.progress)
    }
}

impl<'a, 'w> Import<'a, 'w> {
    fn new(desk: &'a mut Desk, watch: Watch<'w>) -> Self {
        let began = (desk.who.now)();
        Self {
            began,
            told: began,
            desk,
            watch,
            progress: ImportProgress::default(),
            chosen: None,
            stopped: false,
            known: KnownFiles::default(),
            begun: VecDeque::new(),
            pending: Vec::new(),
            since: None,
            untold: Vec::new(),
        }
    }

    fn all(&mut self, inputs: &[Input]) -> Result<(), ImportError> {
        for input in inputs {
            if self.stopped {
                break;
            }
            match input {
                Input::Path(path) => self.path(path)?,
                Input::Bytes(name, bytes) => self.bytes(name, bytes)?,
                Input::Address(address) => self.address(address)?,
            }
        }
        while !self.begun.is_empty() {
            self.collect()?;
        }
        self.flush()?;
        self.settle()
    }

    fn path(&mut self, path: &Path) -> Result<(), ImportError> {
        let place = match fs::canonicalize(path)
            .and_then(|place| Ok((fs::metadata(&place)?.is_dir(), place)))
        {
            Ok(place) => place,
            Err(error) => {
                self.refuse(&input::name(path), &input::reason(&error));
                return Ok(());
            }
        };
        let (is_folder, place) = place;
        if is_folder && self.chosen.is_some() {
            return Err(ImportError::IdForMany);
        }
        let name = place.file_name().map_or_else(
            || input::name(&place),
            |name| name.to_string_lossy().into_owned(),
        );
        self.progress.what = SafeText::line(&name);
        if !is_folder {
            self.progress.total = Some(self.progress.seen + 1);
            return self.file(None, &place, path);
        }
        let source = self.desk.source("folder", &input::name(&place), &name)?;
        let mut refused = Vec::new();
        let files = input::files(&place, &mut refused);
        self.progress.total = Some(self.progress.seen + files.len());
        for (path, error) in refused {
            self.refuse(&input::name(&path), &input::reason(&error));
        }
        for file in files {
            // What was named by a relative path is reported by one.
            let shown = file
                .strip_prefix(&place)
                .map_or_else(|_| file.clone(), |inside| path.join(inside));
            self.file(Some(&source), &file, &shown)?;
            if self.stopped {
                break;
            }
        }
        Ok(())
    }

    /// Takes a file in; one that belongs to no folder is its own source.
    fn file(
        &mut self,
        source: Option<&SourceId>,
        place: &Path,
        shown: &Path,
    ) -> Result<(), ImportError> {
        let (shown, path) = (input::name(shown), input::name(place));
        let metadata = match fs::metadata(place) {
            Ok(metadata) => metadata,
            Err(error) => {
                self.refuse(&shown, &input::reason(&error));
                return Ok(());
            }
        };
        let stamp = input::stamp(&metadata, PIPELINE);
        if let Some(known) = self.known.unchanged(&self.desk.library, &path, stamp)? {
            let added = Added {
                input: shown,
                id: known.article.clone(),
                arrival: Arrival::Known,
                reason: None,
                title: known.title.clone(),
            };
            self.progress.seen += 1;
            if source.is_none() {
                self.file_source(&path)?;
            }
            self.tell(&added);
            return Ok(());
        }
        // A pipe gives its bytes when it likes.
        if !metadata.is_file() {
            self.settle()?;
        }
        match input::read(place) {
            Ok(bytes) => self.take(
                source,
                Waiting {
                    input: shown,
                    path,
                    bytes: Arc::new(bytes),
                    articles: Vec::new(),
                    stamp: Some(stamp),
                    received: None,
                    full_text: false,
                },
            ),
            Err(error) => {
                self.refuse(&shown, &input::reason(&error));
                Ok(())
            }
        }
    }

    fn bytes(&mut self, name: &str, bytes: &[u8]) -> Result<(), ImportError> {
        let source = self.desk.source("stdin", "-", "standard input")?;
        // Nothing tells one standard input from the next; the same text again is a copy.
        let path = format!("-/{}", ArticleId::from_random((self.desk.who.random)()));
        self.take(
            Some(&source),
            Waiting {
                input: name.to_owned(),
                path,
                bytes: Arc::new(bytes.to_vec()),
                articles: Vec::new(),
                stamp: None,
                received: None,
                full_text: false,
            },
        )
    }

    /// Has one input read and its facts extracted. While the parser works on it, what was read before is stored.
    fn take(&mut self, source: Option<&SourceId>, waiting: Waiting) -> Result<(), ImportError> {
        self.progress.seen += 1;
        self.stopped |= (self.watch)(&self.progress, None).is_break();
        let request = Request::new(waiting.input.as_str(), Arc::clone(&waiting.bytes));
        let request = request.received(waiting.received.as_ref());
        self.desk.parser.begin(request);
        self.begun.push_back((source.cloned(), waiting));
        let bytes = |begun: &VecDeque<(Option<SourceId>, Waiting)>| -> usize {
            begun.iter().map(|(_, waiting)| waiting.bytes.len()).sum()
        };
        while self.begun.len() >= self.desk.parser.ahead()
            || self.begun.len() > 1 && bytes(&self.begun) > BEGUN
        {
            self.collect()?;
        }
        Ok(())
    }

    /// Takes the parser's next answer, and stores it with its neighbours.
    fn collect(&mut self) -> Result<(), ImportError> {
        let Some((source, mut waiting)) = self.begun.pop_front() else {
            return Ok(());
        };
        if waiting.bytes.len() > LARGE || self.desk.library.is_awaited() {
            self.settle()?;
        }
        let Some(answer) = self.desk.parser.finish() else {
            return Ok(());
        };
        let document = match answer {
            Ok(document) => document,
            Err(error) => {
                self.refuse(&waiting.input, &error.to_string());
                return Ok(());
            }
        };
        if let Some(list) = &document.subscriptions {
            return self.follow(&waiting.input, list);
        }
        if waiting.received.is_some() && document.feed.is_some() {
            let reason = "is a feed; `subscribe` follows it and stores its articles";
            self.refuse(&waiting.input, reason);
            return Ok(());
        }
        let source = match source {
            Some(source) => source,
            None => self.file_source(&waiting.path)?,
        };
        // What is stored is what was read.
        waiting.bytes = document.unpacked.map_or(waiting.bytes, Arc::new);
        waiting.articles = document.articles;
        if self.chosen.is_some() && waiting.articles.len() > 1 {
            return Err(ImportError::IdForMany);
        }
        self.pending.push((source, waiting));
        let now = (self.desk.who.now)();
        let waited = self.since.get_or_insert(now).duration_until(now);
        let patience = (self.began.duration_until(now) / 2)
            .max(FIRST)
            .min(GATHERED);
        let gathered = self.pending.iter().map(|(_, waiting)| waiting.bytes.len());
        if waited >= patience || gathered.sum::<usize>() >= GATHERED_BYTES {
            self.flush()?;
        }
        Ok(())
    }

    /// Stores what was read.
    fn flush(&mut self) -> Result<(), ImportError> {
        self.since = None;
        let pending = std::mem::take(&mut self.pending);
        if pending.is_empty() {
            return Ok(());
        }
        let (watch, progress, stopped) = (&mut self.watch, &mut self.progress, &mut self.stopped);
        let (chosen, untold) = (self.chosen.take(), &mut self.untold);
        self.desk
            .store_more(&pending, chosen, untold, &mut |added| {
                *stopped |= tell_stored(progress, watch, added).is_break();
            })?;
        let now = (self.desk.who.now)();
        let lot = (self.began.duration_until(self.told) * 2).max(LOT);
        // Where somebody looks on, the list shows at once what came.
        if self.desk.longest < UNATTENDED || self.told.duration_until(now) >= lot {
            self.settle()?;
        }
        if self.untold.is_empty() {
            self.told = now;
        }
        Ok(())
    }

    /// Makes durable what was stored, and tells of it.
    fn settle(&mut self) -> Result<(), ImportError> {
        self.desk.make_durable()?;
        for added in std::mem::take(&mut self.untold) {
            self.stopped |= tell_stored(&mut self.progress, self.watch, &added).is_break();
        }
        Ok(())
    }

    /// The source that a single file is.
    fn file_source(&mut self, path: &str) -> Result<SourceId, ImportError> {
        let name = Path::new(path).file_name();
        let name = name.map_or_else(
            || path.to_owned(),
            |name| name.to_string_lossy().into_owned(),
        );
        Ok(self.desk.source("file", path, &name)?)
    }

    fn refuse(&mut self, input: &str, reason: &str) {
        self.progress.refused.push(format!("{input}: {reason}"));
        self.tell(&Added {
            input: input.to_owned(),
            id: None,
            arrival: Arrival::Refused,
            reason: Some(reason.to_owned()),
            title: None,
        });
    }

    fn tell(&mut self, added: &Added) {
        self.stopped |= (self.watch)(&self.progress, Some(added)).is_break();
    }
}

/// Tells of an article that is durable now.
fn tell_stored(progress: &mut ImportProgress, watch: Watch<'_>, added: &Added) -> ControlFlow<()> {
    progress.new += usize::from(matches!(added.arrival, Arrival::New | Arrival::Updated));
    watch(progress, Some(added))
}
