//! Builders that make a test read like a sentence.
#![allow(dead_code, missing_docs, reason = "each test file uses its part")]

use jiff::Timestamp;
use pressmark::library::{Library, OpenOptions, Put, Stored};
use pressmark::model::{
    Action, Annotation, AnnotationId, Article, ArticleId, Block, BlockKind, Body, Change, ChangeId,
    FactKind, FactValue, Facts, GroupId, InstanceId, JudgedFact, Motivation, Origin, Published,
    SafeText, SourceId, Span, StateChange, Target, TextVersion,
};
use std::path::Path;
use tempfile::TempDir;

/// A moment that many seconds after a fixed day.
pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_780_000_000 + seconds).unwrap()
}

/// A library in a folder of its own, and a person who works in it.
pub struct Desk {
    pub folder: TempDir,
    pub library: Library,
    pub annotator: SafeText,
    pub instance: InstanceId,
    counter: i64,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path(), OpenOptions::Write).unwrap();
        Self {
            folder,
            library,
            annotator: "ann".into(),
            instance: InstanceId::named("run-1"),
            counter: 0,
        }
    }

    /// Closes and opens again, as another run of the program.
    pub fn reopened(mut self) -> Self {
        drop(self.library);
        self.library = Library::open(self.folder.path(), OpenOptions::Write).unwrap();
        self.instance = InstanceId::named(&format!("{}+", self.instance));
        self
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    fn next(&mut self) -> i64 {
        self.counter += 1;
        self.counter
    }

    /// Stores an article under `id`; its title is its first line.
    pub fn add(&mut self, id: &str, text: &str) -> ArticleId {
        self.put(id, &format!("test:{id}"), text).id
    }

    pub fn put(&mut self, id: &str, identity: &str, text: &str) -> Put {
        let at = at(self.next());
        put(&mut self.library, id, identity, text, at)
    }

    /// As [`Desk::put`], with blocks of the test's own.
    pub fn put_article(&mut self, id: &str, identity: &str, article: &Article) -> Put {
        let text = article.text.clone();
        put_read_by(&mut self.library, id, identity, text.as_bytes(), article, 1)
    }

    /// How many texts are kept.
    pub fn texts(&self) -> i64 {
        let file = rusqlite::Connection::open(self.library.path()).unwrap();
        file.query_row("SELECT count(*) FROM packed", [], |row| row.get(0))
            .unwrap()
    }

    pub fn change(&mut self, action: Action) -> Change {
        let number = self.next();
        Change {
            id: ChangeId::named(&format!("{}-c{number}", self.instance)),
            group: GroupId::named(&format!("{}-g{number}", self.instance)),
            instance: self.instance.clone(),
            annotator: self.annotator.clone(),
            at: at(number),
            origin: Origin::User,
            action,
        }
    }

    pub fn act(&mut self, action: Action) {
        let change = self.change(action);
        self.library.apply(&change).unwrap();
    }

    pub fn automatically(&mut self, action: Action) {
        let change = Change {
            origin: Origin::Automatic,
            ..self.change(action)
        };
        self.library.apply(&change).unwrap();
    }

    /// Marks `quote` in the article with a note; without a quote, a note on the whole.
    pub fn note(&mut self, article: &ArticleId, quote: &str, note: &str) -> AnnotationId {
        let number = self.next();
        let target = (!quote.is_empty()).then(|| {
            let stored = self.library.article(article).unwrap();
            let start = stored.article.text.find(quote).unwrap();
            Target::new(
                &stored.article.text,
                stored.version,
                Span::new(start, start + quote.len()),
            )
        });
        let id = AnnotationId::named(&format!("{}-n{number}", self.instance));
        self.act(Action::Annotate(Box::new(Annotation {
            id: id.clone(),
            article: article.clone(),
            motivation: Motivation::Commenting,
            target,
            body: Body {
                note: note.into(),
                ..Body::default()
            },
            annotator: self.annotator.clone(),
            created: at(number),
            modified: at(number),
        })));
        id
    }

    /// Judges `quote` in the article as a fact of the kind "money".
    pub fn judge(
        &mut self,
        article: &ArticleId,
        quote: &str,
        motivation: Motivation,
    ) -> AnnotationId {
        let number = self.next();
        let stored = self.library.article(article).unwrap();
        let start = stored.article.text.find(quote).unwrap();
        let span = Span::new(start, start + quote.len());
        let id = AnnotationId::named(&format!("{}-j{number}", self.instance));
        self.act(Action::Annotate(Box::new(Annotation {
            id: id.clone(),
            article: article.clone(),
            motivation,
            target: Some(Target::new(&stored.article.text, stored.version, span)),
            body: Body {
                fact: Some(Box::new(JudgedFact {
                    kind: FactKind::Money,
                    value: FactValue::None,
                    corrected: None,
                    corrected_kind: None,
                    reasons: vec!["money".into()],
                })),
                ..Body::default()
            },
            annotator: self.annotator.clone(),
            created: at(number),
            modified: at(number),
        })));
        id
    }

    pub fn star(&mut self, article: &ArticleId) {
        let state = StateChange {
            starred: Some(true),
            ..StateChange::default()
        };
        self.act(Action::SetState {
            articles: vec![article.clone()],
            state,
        });
    }

    pub fn tag(&mut self, article: &ArticleId, tag: &str) {
        self.act(Action::Tag {
            articles: vec![article.clone()],
            add: vec![tag.into()],
            remove: Vec::new(),
        });
    }

    pub fn undo(&mut self) -> Result<Option<String>, String> {
        let (at, id) = (
            at(self.next()),
            ChangeId::named(&format!("{}-u{}", self.instance, self.counter)),
        );
        let undone = self.library.undo(&self.annotator, &self.instance, at, &id);
        undone
            .map(|u| u.map(|u| u.what.to_string()))
            .map_err(|e| e.to_string())
    }

    pub fn redo(&mut self) -> Result<Option<String>, String> {
        let (at, id) = (
            at(self.next()),
            ChangeId::named(&format!("{}-r{}", self.instance, self.counter)),
        );
        let redone = self.library.redo(&self.annotator, &self.instance, at, &id);
        redone
            .map(|u| u.map(|u| u.what.to_string()))
            .map_err(|e| e.to_string())
    }

    /// All note texts of the library, newest first.
    pub fn notes(&self) -> Vec<String> {
        notes(&self.library)
    }

    pub fn is_well(&self) {
        assert_eq!(self.library.doctor().unwrap(), Vec::<String>::new());
    }
}

pub fn notes(library: &Library) -> Vec<String> {
    let page = library
        .notes(&pressmark::model::Query::default(), 0, usize::MAX)
        .unwrap();
    page.rows
        .into_iter()
        .map(|note| note.annotation.body.note.to_string())
        .collect()
}

/// Stores a plain text as one article of the source `test`.
pub fn put(library: &mut Library, id: &str, identity: &str, text: &str, at: Timestamp) -> Put {
    let article = article(text, at);
    store(library, id, identity, text.as_bytes(), &article, (1, at))
}

/// Stores an article that a program of this number read from some bytes.
pub fn put_read_by(
    library: &mut Library,
    id: &str,
    identity: &str,
    bytes: &[u8],
    article: &Article,
    pipeline: u32,
) -> Put {
    store(library, id, identity, bytes, article, (pipeline, at(0)))
}

fn store(
    library: &mut Library,
    id: &str,
    identity: &str,
    bytes: &[u8],
    article: &Article,
    (pipeline, at): (u32, Timestamp),
) -> Put {
    let mut batch = library.batch().unwrap();
    let source = batch
        .source(&pressmark::library::NewSource {
            id: &SourceId::named("test"),
            kind: "folder",
            location: "/news",
            name: "News",
        })
        .unwrap();
    let put = batch
        .put(&Stored {
            id: &ArticleId::named(id),
            source: &source,
            identity,
            bytes,
            article,
            facts: &Facts::default(),
            testimony: &pressmark::model::Testimony::default(),
            names: &[],
            pipeline,
            engine: 1,
            at,
        })
        .unwrap();
    batch.commit().unwrap();
    put
}

/// An article whose title is its first line and whose text is one paragraph.
pub fn article(text: &str, published: Timestamp) -> Article {
    let mut article = Article {
        text: text.into(),
        ..Article::default()
    };
    article.metadata.title = text.lines().next().map(SafeText::line);
    article.metadata.published = Some(Published::moment(published));
    article.blocks = vec![Block::new(BlockKind::Paragraph, Span::new(0, text.len()))];
    article
}

/// The version of a text that was never stored.
pub fn no_version() -> TextVersion {
    TextVersion {
        hash: "0".to_owned(),
        pipeline: 1,
    }
}

/// A note on the whole article, whose text and names are `name`.
pub fn note_change(name: &str, article: &ArticleId) -> Change {
    Change {
        id: ChangeId::named(name),
        group: GroupId::named(name),
        instance: InstanceId::named("other"),
        annotator: "ann".into(),
        at: at(0),
        origin: Origin::User,
        action: Action::Annotate(Box::new(Annotation {
            id: AnnotationId::named(name),
            article: article.clone(),
            motivation: Motivation::Commenting,
            target: None,
            body: Body {
                note: name.into(),
                ..Body::default()
            },
            annotator: "ann".into(),
            created: at(0),
            modified: at(0),
        })),
    }
}

/// Writes SQLite's `user_version` straight into the file (bytes 60 to 63, SQLite file format 1.3).
pub fn set_schema_number(file: &Path, number: u32) {
    let mut bytes = std::fs::read(file).unwrap();
    bytes[60..64].copy_from_slice(&number.to_be_bytes());
    std::fs::write(file, bytes).unwrap();
}
