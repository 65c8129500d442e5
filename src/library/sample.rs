//! Articles for this room's own tests.

use super::company::relation::BUCKET;
use super::{Batch, Library, NewSource, OpenOptions, Stored};
use crate::model::testimony::{Figure, Testimony};
use crate::model::{
    Action, Article, ArticleId, Change, ChangeId, Fact, FactKind, FactValue, Facts, GroupId,
    InstanceId, Origin, SourceId, Span,
};
use jiff::Timestamp;
use std::path::Path;

/// One article in so many of [`many`] is a copy of the one before it, and tells its story.
pub(super) const COPY: usize = 10;

/// One article in so many of [`many`] disagrees with the one in the middle.
const PAIR: usize = 100;

/// The id of an article of [`many`].
pub(super) fn id(number: usize) -> ArticleId {
    ArticleId::named(&format!("a{number:05}"))
}

/// A library of tiny articles, a minute apart, all read but the oldest. The first is put as any other; its rows are the
/// pattern of the others, which come in one transaction by a few statements.
pub(super) fn many(folder: &Path, articles: usize) -> Library {
    let mut library = Library::open(folder, OpenOptions::Write).unwrap();
    let mut batch = library.batch().unwrap();
    let first = id(0);
    let text = "Article 0\nIts text.";
    let keys = ["USD 0".to_owned()];
    let at = Timestamp::UNIX_EPOCH;
    put(
        &mut batch,
        first.as_str(),
        text,
        &Facts::default(),
        &keys,
        at,
    );
    batch.commit().unwrap();
    let connection = &library.connection;
    let rivals = articles / 2;
    connection
        .execute_batch(&format!(
            "BEGIN;
             CREATE TEMP TABLE number AS
                 WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x + 1 < {articles}) SELECT x FROM n;
             INSERT INTO story (id) SELECT 'story ' || x FROM (SELECT 0 AS x UNION ALL SELECT x FROM number) WHERE x % {COPY} = 0;
             INSERT INTO article (id, source, title, added, date, read, grouped, copy_group, copy_rank, story, story_rank)
                 SELECT printf('a%05d', x), a.source, 'Article ' || x, 60 * x, 60 * x, 1, a.grouped,
                        iif(x % {COPY} < 2, x / {COPY} + 1, NULL), x % {COPY} = 1,
                        iif(x % {COPY} < 2, x / {COPY} + 1, NULL), x % {COPY} = 1
                 FROM number, article a WHERE a.id = 'a00000' ORDER BY x;
             UPDATE article SET copy_group = 1, story = 1 WHERE id = 'a00000';
             INSERT INTO identity SELECT 'path:' || id, row, 0 FROM article WHERE row > 1;
             INSERT INTO version SELECT row, row, 'hash ' || row, 1, added, NULL FROM article WHERE row > 1;
             INSERT INTO packed SELECT v.row, b.text, b.structure, b.facts, b.engine, NULL FROM version v, packed b
                 WHERE v.row > 1 AND b.version = 1;
             INSERT INTO revision SELECT article, 1, row, made, NULL FROM version WHERE row > 1;
             UPDATE article SET version = row WHERE row > 1;
             INSERT INTO bucket SELECT row, row FROM article WHERE row > 1;
             INSERT INTO reason VALUES (1, 'other amounts');
             INSERT INTO relation (a, b, kind, grade, independent, fact, start_a, length_a, start_b, length_b, why)
                 SELECT row, {rivals} + 1, 1, 0, 1, 0, 0, 7, 0, 7, 1 FROM article WHERE row % {PAIR} = 0 LIMIT {BUCKET};
             INSERT INTO name_index (rowid, title) SELECT row, 'article ' || row FROM article WHERE row > 1;
             INSERT INTO text_index (rowid, body) SELECT row, 'article ' || row || ' its text' FROM article WHERE row > 1;
             COMMIT;"
        ))
        .unwrap();
    library
}

/// Makes a change, the so-manyth of its library.
pub(super) fn change(library: &mut Library, number: usize, action: Action) {
    let name = format!("change {number}");
    let change = Change {
        id: ChangeId::named(&name),
        group: GroupId::named(&name),
        instance: InstanceId::named("here"),
        annotator: "ann".into(),
        at: Timestamp::UNIX_EPOCH,
        origin: Origin::User,
        action,
    };
    library.apply(&change).unwrap();
}

/// Puts a text into the folder `/news`, known by its id, with a figure in each of the buckets `keys`.
pub(super) fn put(
    batch: &mut Batch<'_>,
    id: &str,
    text: &str,
    facts: &Facts,
    keys: &[String],
    at: Timestamp,
) {
    let source = SourceId::named("source");
    let new = NewSource {
        id: &source,
        kind: "folder",
        location: "/news",
        name: "News",
    };
    batch.source(&new).unwrap();
    let figure = |bucket: &String| Figure {
        bucket: bucket.clone(),
        fact: Fact {
            kind: FactKind::Money,
            span: Span::new(0, 0),
            sentence: 0,
            value: FactValue::None,
            subject: None,
            metric: None,
            period: None,
        },
        sentence: 0,
    };
    let stored = Stored {
        id: &ArticleId::named(id),
        source: &source,
        identity: &format!("path:{id}"),
        bytes: text.as_bytes(),
        article: &Article {
            text: text.into(),
            ..Article::default()
        },
        facts,
        testimony: &Testimony {
            figures: keys.iter().map(figure).collect(),
            ..Testimony::default()
        },
        names: &[],
        pipeline: 1,
        engine: 1,
        at,
    };
    batch.put(&stored).unwrap();
}
