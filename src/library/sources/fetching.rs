//! How it stands with each feed: where it is now, when it was fetched, and what went wrong.
//!
//! A feed that moved keeps the location it was subscribed under, since entry ids that mean something only in their feed
//! hang on it; where it is now stands beside.

use crate::library::Library;
use crate::library::articles::full_text::Received;
use crate::library::error::LibraryError;
use crate::model::{ArticleId, SafeText, SourceId};
use jiff::Timestamp;
use rusqlite::OptionalExtension;

/// A feed that somebody subscribed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Its source.
    pub source: SourceId,
    /// What a list shows.
    pub name: SafeText,
    /// The address under which it was subscribed to; its articles are known by it.
    pub location: String,
    /// Whether the person wants to hear nothing of it unless it is named.
    pub muted: bool,
    /// How it stands.
    pub state: FetchState,
}

/// How it stands with a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FetchState {
    /// Where it is now.
    pub address: String,
    /// A host that the person typed.
    pub typed: Option<String>,
    /// User name and password, as in an address.
    pub credentials: Option<String>,
    /// The address that gave `etag` and `last_modified`.
    pub validated: Option<String>,
    /// The `ETag` of the copy at hand.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub last_modified: Option<String>,
    /// When it was last asked for.
    pub tried: Option<Timestamp>,
    /// When that last went well.
    pub succeeded: Option<Timestamp>,
    /// Failures in a row.
    pub failures: u32,
    /// What went wrong the last time.
    pub error: Option<String>,
    /// It is not fetched by itself before this.
    pub due: Option<Timestamp>,
    /// It is not fetched at all before this: the server asked for it.
    pub held: Option<Timestamp>,
    /// The server said that it is gone for good.
    pub gone: bool,
}

impl Library {
    /// The feeds that are not removed, in the order in which they were subscribed to.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn feeds(&self) -> Result<Vec<Feed>, LibraryError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT s.id, coalesce(s.given, s.name), s.location, coalesce(f.address, s.location), f.typed, f.credentials, f.validated,
                 f.etag, f.last_modified, f.tried, f.succeeded, coalesce(f.failures, 0), f.error, f.due, f.held,
                 coalesce(f.gone, 0), s.muted
             FROM source s LEFT JOIN fetching f ON f.source = s.row
             WHERE s.kind = 'feed' AND s.removed = 0 ORDER BY s.row",
        )?;
        let feeds = statement.query_map([], |row| {
            let time = |column| crate::library::list::row::time(row, column);
            Ok(Feed {
                source: SourceId::named(&row.get::<_, String>(0)?),
                name: SafeText::line(&row.get::<_, String>(1)?),
                location: row.get(2)?,
                muted: row.get(16)?,
                state: FetchState {
                    address: row.get(3)?,
                    typed: row.get(4)?,
                    credentials: row.get(5)?,
                    validated: row.get(6)?,
                    etag: row.get(7)?,
                    last_modified: row.get(8)?,
                    tried: time(9)?,
                    succeeded: time(10)?,
                    failures: row.get(11)?,
                    error: row.get(12)?,
                    due: time(13)?,
                    held: time(14)?,
                    gone: row.get(15)?,
                },
            })
        })?;
        Ok(feeds.collect::<Result<_, _>>()?)
    }

    /// Writes down how it stands with the feed of `source`.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`], [`LibraryError::ReadOnly`], or when SQLite refuses.
    pub fn keep_fetch_state(
        &mut self,
        source: &SourceId,
        state: &FetchState,
    ) -> Result<(), LibraryError> {
        let seconds = |time: Option<Timestamp>| time.map(Timestamp::as_second);
        let transaction = self.write()?;
        let written = transaction
            .prepare_cached(
                "INSERT OR REPLACE INTO fetching (source, address, typed, credentials, validated, etag, last_modified,
                     tried, succeeded, failures, error, due, held, gone)
                 SELECT row, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14 FROM source WHERE id = ?1",
            )?
            .execute((
                source.as_str(),
                &state.address,
                &state.typed,
                &state.credentials,
                &state.validated,
                &state.etag,
                &state.last_modified,
                seconds(state.tried),
                seconds(state.succeeded),
                state.failures,
                &state.error,
                seconds(state.due),
                seconds(state.held),
                state.gone,
            ))?;
        if written == 0 {
            return Err(LibraryError::Unknown {
                kind: "source",
                id: source.to_string(),
            });
        }
        transaction.commit()
    }

    /// What a server said with the bytes that a version of an article was read from, the present one without a
    /// number; `None` when they came from no server.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn received(
        &self,
        article: &ArticleId,
        revision: Option<u32>,
    ) -> Result<Option<Received>, LibraryError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT r.address, r.charset FROM article a JOIN version v ON v.row = coalesce(
                     (SELECT version FROM revision WHERE article = a.row AND number = ?2), a.version)
                 JOIN received r ON r.original = v.original WHERE a.id = ?1",
            )?
            .query_row((article.as_str(), revision), |row| {
                Ok(Received {
                    address: row.get(0)?,
                    charset: row.get(1)?,
                })
            })
            .optional()?)
    }
}
