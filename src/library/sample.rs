//! Articles for this room's own tests.

use super::{Batch, NewSource, Stored};
use crate::model::{Article, ArticleId, Facts, SourceId};
use jiff::Timestamp;

/// Puts a text into the folder `/news`, known by its id and by the buckets `keys`.
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
        keys,
        names: &[],
        pipeline: 1,
        engine: 1,
        at,
    };
    batch.put(&stored).unwrap();
}
