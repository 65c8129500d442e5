//! Taking in files, folders and bytes: read, extract, store, in small transactions.
//!
//! What looks as it did last time is not read again. Articles are stored as they come, at most
//! [`LONGEST`] at a time, so that nobody waits for an import: a list shows the first ones at once, and
//! another writer's change gets in between. What they say about each other is worked out afterwards
//! ([`Desk::compare_new`]), and goes on next time if it is stopped.

use super::arrival::{Added, Arrival};
use super::fetch;
use super::input::{self, Input};
use super::parse::{self, Identity, ParsedArticle};
use super::{Desk, Followed, Request, relate};
use crate::facts::ENGINE;
use crate::ingest::PIPELINE;
use crate::ingest::fetch::{self as network, Address, Limits};
use crate::library::{Batch, FileStamp, LibraryError, NewSource, Outcome, Stored};
use crate::model::{ArticleId, ImportProgress, SafeText, SourceId, SubscriptionList};
use jiff::{SignedDuration, Timestamp};
use std::collections::VecDeque;
use std::fs;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A transaction of an import lasts no longer.
const LONGEST: SignedDuration = SignedDuration::from_millis(25);

/// With more bytes than this in the parser's hands, its answers are taken first.
const BEGUN: usize = 16 * 1024 * 1024;

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

/// An input that is read, and then its articles, which wait to be stored.
pub(super) struct Waiting {
    pub input: String,
    /// The path by which its articles are known when nothing inside says better.
    pub path: String,
    pub bytes: Arc<Vec<u8>>,
    pub articles: Vec<ParsedArticle>,
    pub stamp: Option<FileStamp>,
    /// The address and encoding that a server named with the bytes.
    pub received: Option<(String, Option<String>)>,
}

struct Import<'a, 'w> {
    desk: &'a mut Desk,
    watch: Watch<'w>,
    progress: ImportProgress,
    chosen: Option<ArticleId>,
    stopped: bool,
    /// With the parser, in order.
    begun: VecDeque<(Option<SourceId>, Waiting)>,
    /// Read and not yet stored, and since when.
    pending: Vec<(SourceId, Waiting)>,
    since: Option<Timestamp>,
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
        for input in inputs {
            if import.stopped {
                break;
            }
            match input {
                Input::Path(path) => import.path(path)?,
                Input::Bytes(name, bytes) => import.bytes(name, bytes)?,
                Input::Address(address) => import.address(address)?,
            }
        }
        while !import.begun.is_empty() {
            import.collect()?;
        }
        import.flush()?;
        import.progress.done = true;
        let _ = (import.watch)(&import.progress, None);
        Ok(import.progress)
    }
}

impl Desk {
    /// Stores what was read elsewhere, in the same short transactions, and tells of each article.
    pub(super) fn store(
        &mut self,
        source: &SourceId,
        waiting: Waiting,
        tell: &mut dyn FnMut(&Added),
    ) -> Result<(), ImportError> {
        let watch = &mut |_: &ImportProgress, added: Option<&Added>| {
            added.into_iter().for_each(&mut *tell);
            ControlFlow::Continue(())
        };
        let mut import = Import::new(self, watch);
        import.pending.push((source.clone(), waiting));
        import.flush()
    }

    /// The source at a place, made known, and shown again with its articles if it was removed.
    pub(super) fn source(
        &mut self,
        kind: &str,
        location: &str,
        name: &str,
    ) -> Result<SourceId, LibraryError> {
        if let Some((source, articles)) = self.library.removed_source(location)? {
            let back = self.come_back(&source, articles);
            self.library.apply_all(&back)?;
            return Ok(source);
        }
        if let Ok(known) = self.library.source_at(location) {
            return Ok(known);
        }
        let id = SourceId::from_random((self.who.random)());
        let mut batch = self.library.batch()?;
        let source = batch.source(&NewSource {
            id: &id,
            kind,
            location,
            name,
        })?;
        batch.commit()?;
        Ok(source)
    }
}

impl<'a, 'w> Import<'a, 'w> {
    fn new(desk: &'a mut Desk, watch: Watch<'w>) -> Self {
        Self {
            desk,
            watch,
            progress: ImportProgress::default(),
            chosen: None,
            stopped: false,
            begun: VecDeque::new(),
            pending: Vec::new(),
            since: None,
        }
    }

    fn path(&mut self, path: &Path) -> Result<(), ImportError> {
        let place = match fs::canonicalize(path)
            .and_then(|place| Ok((fs::metadata(&place)?.is_dir(), place)))
        {
            Ok(place) => place,
            Err(error) => {
                self.refuse(&input::name(path), &reason(&error));
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
            self.refuse(&input::name(&path), &reason(&error));
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
                self.refuse(&shown, &reason(&error));
                return Ok(());
            }
        };
        let stamp = input::stamp(&metadata, PIPELINE);
        if self.desk.library.stamp(&path)? == Some(stamp) {
            self.progress.seen += 1;
            if source.is_none() {
                self.file_source(&path)?;
            }
            let id = self.desk.library.article_of_file(&path)?;
            let title = match &id {
                Some(id) => Some(self.desk.library.row(id)?.title),
                None => None,
            };
            self.tell(&Added {
                input: shown,
                id,
                arrival: Arrival::Known,
                reason: None,
                title,
            });
            return Ok(());
        }
        match read(place) {
            Ok(bytes) => self.take(
                source,
                Waiting {
                    input: shown,
                    path,
                    bytes: Arc::new(bytes),
                    articles: Vec::new(),
                    stamp: Some(stamp),
                    received: None,
                },
            ),
            Err(error) => {
                self.refuse(&shown, &reason(&error));
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
            },
        )
    }

    /// Fetches a page. A feed is not taken as articles by the way: following it is another decision.
    fn address(&mut self, typed: &str) -> Result<(), ImportError> {
        let address = match Address::parse(typed) {
            Ok(address) => address,
            Err(error) => {
                self.refuse(&fetch::without_password(typed), &error.to_string());
                return Ok(());
            }
        };
        let shown = address.to_string();
        self.progress.what = SafeText::line(address.host());
        let (progress, watch) = (&self.progress, &mut self.watch);
        let mut stopped = false;
        let got = fetch::get(
            &network::Request::typed(address),
            &Limits::default(),
            self.desk.who.now,
            &mut || {
                let go_on = watch(progress, None);
                stopped |= go_on.is_break();
                go_on
            },
        );
        self.stopped |= stopped;
        let (response, body) = match got {
            Ok(got) => got,
            Err(error) => {
                self.refuse(&shown, &error.to_string());
                return Ok(());
            }
        };
        let source = self.desk.source("web", "web:", "Pages of the web")?;
        self.take(
            Some(&source),
            Waiting {
                input: shown.clone(),
                path: shown,
                bytes: Arc::new(body.bytes),
                articles: Vec::new(),
                stamp: None,
                received: Some((response.address.to_string(), body.charset)),
            },
        )
    }

    /// Has one input read and its facts extracted. While the parser works on it, what was read before is stored.
    fn take(&mut self, source: Option<&SourceId>, waiting: Waiting) -> Result<(), ImportError> {
        self.progress.seen += 1;
        let (url, charset) = waiting.received.clone().unzip();
        let request = Request {
            url,
            charset: charset.flatten(),
            ..Request::new(waiting.input.as_str(), Arc::clone(&waiting.bytes))
        };
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
        let since = *self.since.get_or_insert(now);
        if since.duration_until(now) >= LONGEST {
            self.flush()?;
        }
        Ok(())
    }

    /// Takes what a list of feeds names. Nothing is fetched; what the list names and was not taken is told.
    fn follow(&mut self, input: &str, list: &SubscriptionList) -> Result<(), ImportError> {
        let (watch, progress) = (&mut self.watch, &mut self.progress);
        progress.total = progress.total.map(|total| total + list.feeds.len());
        let mut stopped = false;
        self.desk.subscribe_all(list, &mut |followed| {
            let added = match followed {
                Followed::Feed(feed, subscribed) => {
                    progress.seen += 1;
                    progress.feeds += usize::from(subscribed.arrival != Arrival::Known);
                    Added {
                        input: feed.address.to_string(),
                        id: None,
                        arrival: subscribed.arrival,
                        reason: None,
                        title: feed.title.clone(),
                    }
                }
                // A search is told when it could not be kept.
                Followed::Search(_, Arrival::New | Arrival::Known) => {
                    let answer = watch(progress, None);
                    stopped |= answer.is_break();
                    return answer;
                }
                Followed::Search(search, arrival) => Added {
                    input: format!("{input}: {}", search.name),
                    id: None,
                    arrival,
                    reason: Some("another search is kept under this name".to_owned()),
                    title: Some(search.name.clone()),
                },
            };
            if let Some(reason) = &added.reason {
                progress.refused.push(format!("{}: {reason}", added.input));
            }
            let answer = watch(progress, Some(&added));
            stopped |= answer.is_break();
            answer
        })?;
        self.stopped |= stopped;
        for left in &list.left_out {
            self.refuse(&format!("{input}: {}", left.written), &left.reason);
        }
        Ok(())
    }

    /// Stores what was read, in transactions of at most [`LONGEST`].
    fn flush(&mut self) -> Result<(), ImportError> {
        let pending = std::mem::take(&mut self.pending);
        self.since = None;
        for (_, waiting) in &pending {
            self.read_alike(waiting)?;
        }
        let who = self.desk.who.clone();
        let mut articles = pending
            .iter()
            .flat_map(|(source, waiting)| {
                let count = waiting.articles.len();
                let articles = waiting.articles.iter().enumerate();
                articles.map(move |(at, parsed)| (source, waiting, parsed, at, at + 1 == count))
            })
            .peekable();
        let mut first = None;
        while articles.peek().is_some() {
            let mut stored = Vec::new();
            let began = (who.now)();
            let mut batch = self.desk.library.batch()?;
            for (source, waiting, parsed, at, is_last) in articles.by_ref() {
                let chosen = self.chosen.take();
                let id = chosen.unwrap_or_else(|| ArticleId::from_random((who.random)()));
                let put = put(&mut batch, source, waiting, parsed, &id, (who.now)())?;
                if at == 0 {
                    first = Some(put.0.clone());
                }
                if let (Arrival::New | Arrival::Updated, Some((address, charset))) =
                    (put.1, &waiting.received)
                {
                    batch.received(&waiting.bytes, address, charset.as_deref())?;
                }
                // A file counts as read when its last article is stored.
                if let (true, Some(stamp)) = (is_last, waiting.stamp) {
                    batch.stamp(source, &waiting.path, stamp, first.as_ref())?;
                }
                stored.push((put, waiting, parsed));
                if began.duration_until((who.now)()) >= LONGEST {
                    break;
                }
            }
            batch.commit()?;
            for ((id, arrival), waiting, parsed) in stored {
                self.progress.new +=
                    usize::from(matches!(arrival, Arrival::New | Arrival::Updated));
                self.tell(&Added {
                    input: waiting.input.clone(),
                    id: Some(id),
                    arrival,
                    reason: None,
                    title: parsed.article.metadata.title.clone(),
                });
            }
        }
        Ok(())
    }

    /// What an older version of the program read is read again before newer bytes take its place: else a better reader
    /// would pass for a changed article.
    fn read_alike(&mut self, waiting: &Waiting) -> Result<(), LibraryError> {
        for parsed in &waiting.articles {
            let identity = identity(parsed, &waiting.path);
            let (library, bytes) = (&self.desk.library, own_bytes(waiting, parsed));
            if let Some(id) = library.read_otherwise(&identity, bytes, PIPELINE)? {
                // What its bytes do not hold any more cannot be read again, and is compared as it is.
                match self.desk.renew_article(&id) {
                    Err(LibraryError::Stale(_)) | Ok(()) => {}
                    Err(error) => return Err(error),
                }
            }
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

/// Stores one article of an input.
fn put(
    batch: &mut Batch<'_>,
    source: &SourceId,
    waiting: &Waiting,
    parsed: &ParsedArticle,
    id: &ArticleId,
    at: Timestamp,
) -> Result<(ArticleId, Arrival), LibraryError> {
    let put = batch.put(&Stored {
        id,
        source,
        identity: &identity(parsed, &waiting.path),
        bytes: own_bytes(waiting, parsed),
        article: &parsed.article,
        facts: &parsed.facts,
        keys: &relate::keys(parsed),
        names: &relate::names(parsed),
        pipeline: PIPELINE,
        engine: ENGINE,
        at,
    })?;
    let arrival = match put.outcome {
        Outcome::New => Arrival::New,
        Outcome::Known => Arrival::Known,
        Outcome::Updated => Arrival::Updated,
        Outcome::Copy => Arrival::Copy,
    };
    Ok((put.id, arrival))
}

/// The bytes an article was read from: a mail of many has its own.
fn own_bytes<'w>(waiting: &'w Waiting, parsed: &ParsedArticle) -> &'w [u8] {
    let own = parsed
        .part
        .and_then(|part| waiting.bytes.get(part.start..part.end));
    own.unwrap_or(&waiting.bytes)
}

/// By what the library knows an article again. An entry's id that is no URI, and what stands for a missing one,
/// mean something only inside its feed.
pub(super) fn identity(parsed: &ParsedArticle, path: &str) -> String {
    match (&parsed.identity, &parsed.entry) {
        (Identity::Entry(id), _) if is_universal(id) => format!("entry:{id}"),
        (Identity::Entry(id), _) => format!("entry:{path}#{id}"),
        (Identity::Url(url), _) => format!("url:{url}"),
        (Identity::Unknown, Some(entry)) => {
            let title = entry.title.as_deref().unwrap_or_default();
            let published = entry.published.as_deref().unwrap_or_default();
            format!("entry:{path}#{title} {published}")
        }
        (Identity::Unknown, None) => format!("path:{path}"),
    }
}

/// Where an article came from, as far as it stands in its identity; an entry is found among its feed's others by it.
pub(super) fn place(identity: &str) -> &str {
    identity
        .split_once(':')
        .map_or("", |(_, path)| path.split('#').next().unwrap_or(path))
}

/// Whether an id is one in the whole world, by its scheme.
fn is_universal(id: &str) -> bool {
    ["http:", "https:", "tag:", "urn:", "mid:"]
        .iter()
        .any(|scheme| id.starts_with(scheme))
}

/// The bytes of a file, one more than the limit at most, so that the reader can tell an input that is too large.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?
        .take(parse::MAX_BYTES as u64 + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A file error as a person says it.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read (permission denied)".to_owned(),
        _ => error.to_string(),
    }
}

/// Paths as inputs; `-` stands for standard input, whose bytes the caller has read.
impl From<PathBuf> for Input {
    fn from(path: PathBuf) -> Self {
        Self::Path(path)
    }
}
