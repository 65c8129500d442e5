//! Which ruling belongs to which pair of facts.
//!
//! A ruling is a link between two assessing annotations, anchored like any mark. Pairs are made anew whenever a text or
//! the engine changes, so a ruling is never tied to a pair's row: it is on the pair whose facts stand where its two ends
//! stand now. Of several the one changed last is told. A ruling on words that say something else by now rests.

use crate::library::company::pair::count_disagreements;
use crate::library::company::relation::{COLUMNS, tell};
use crate::library::company::witness::Witnesses;
use crate::library::error::LibraryError;
use crate::model::relation::Side;
use crate::model::{ArticleId, LinkId, Relation, Span};
use crate::text::tokens;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// The rulings with an end in an article, the one changed last first; of each end its article, its quote, how it came to
/// its place, and the place.
const RULINGS: &str = r#"
    SELECT l.id, f.article, f.quote, p.state, iif(p.state IS NULL, f.start, p.start), iif(p.state IS NULL, f."end", p."end"),
           t.article, t.quote, q.state, iif(q.state IS NULL, t.start, q.start), iif(q.state IS NULL, t."end", q."end")
    FROM link l JOIN annotation f ON f.id = l."from" JOIN annotation t ON t.id = l."to"
    LEFT JOIN placement p ON p.annotation = f.row LEFT JOIN placement q ON q.annotation = t.row
    WHERE l.relation IN ('confirmed', 'disputed', 'not_comparable')
    AND (l."from" IN (SELECT id FROM annotation WHERE article = ?1 AND motivation = 'assessing')
         OR l."to" IN (SELECT id FROM annotation WHERE article = ?1 AND motivation = 'assessing'))
    ORDER BY l.modified DESC, l.row DESC"#;

/// Where one end of a ruling stands.
#[derive(Debug)]
struct End {
    article: String,
    span: Span,
    quote: String,
    /// Whether the words are those on which the person ruled.
    same: bool,
}

impl End {
    /// Whether this end is on a fact.
    fn is_on(&self, side: &Side) -> bool {
        let overlaps = self
            .span
            .intersection(side.span)
            .is_some_and(|common| !common.is_empty());
        side.article.as_str() == self.article
            && overlaps
            && (self.same || tokens::stream(&self.quote) == tokens::stream(&side.text))
    }
}

#[derive(Debug)]
struct Ruling {
    link: LinkId,
    ends: [End; 2],
}

impl Ruling {
    fn is_on(&self, pair: &Relation) -> bool {
        let [one, other] = &self.ends;
        one.is_on(&pair.a) && other.is_on(&pair.b) || one.is_on(&pair.b) && other.is_on(&pair.a)
    }
}

/// Whether somebody judged facts of an article: else no ruling has an end there.
pub(in crate::library) fn is_assessed(
    connection: &Connection,
    article: &ArticleId,
) -> Result<bool, LibraryError> {
    let sql = "SELECT 1 FROM annotation WHERE article = ? AND motivation = 'assessing'";
    Ok(connection.prepare_cached(sql)?.exists([article.as_str()])?)
}

/// Gives the pairs of an article the rulings that are on them now, and counts the disagreements again of all articles
/// for which that makes a difference.
pub(in crate::library) fn match_pairs(
    connection: &Connection,
    article: i64,
) -> Result<(), LibraryError> {
    let rulings = rulings(connection, article)?;
    // Without a ruling nothing is looked at but the pairs that had one.
    let mut pairs = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM relation r CROSS JOIN reason w ON w.row = r.why
         WHERE (r.a = ?1 OR r.b = ?1) AND (?2 OR r.ruling IS NOT NULL)"
    ))?;
    let mut rows = pairs.query((article, !rulings.is_empty()))?;
    let mut witnesses = Witnesses::new(connection);
    let mut set = connection.prepare_cached("UPDATE relation SET ruling = ?2 WHERE row = ?1")?;
    let (mut found, mut counted) = (Vec::new(), BTreeSet::new());
    while let Some(row) = rows.next()? {
        let before: Option<String> = row.get(3)?;
        let pair = tell(row, &mut witnesses)?;
        let ruling = pair.and_then(|pair| rulings.iter().find(|ruling| ruling.is_on(&pair)));
        let now = ruling.map(|ruling| ruling.link.to_string());
        if before.is_some() || now.is_some() {
            counted.extend([row.get::<_, i64>(1)?, row.get(2)?]);
        }
        if before != now {
            found.push((row.get::<_, i64>(0)?, now));
        }
    }
    for (row, ruling) in found {
        set.execute((row, ruling))?;
    }
    count_disagreements(connection, &counted)
}

fn rulings(connection: &Connection, article: i64) -> Result<Vec<Ruling>, LibraryError> {
    let id: String = connection
        .prepare_cached("SELECT id FROM article WHERE row = ?")?
        .query_row([article], |row| row.get(0))?;
    let mut statement = connection.prepare_cached(RULINGS)?;
    let mut rows = statement.query([id])?;
    let mut rulings = Vec::new();
    while let Some(row) = rows.next()? {
        let end = |column: usize| -> rusqlite::Result<Option<End>> {
            let at = |column: usize| -> rusqlite::Result<Option<usize>> {
                let offset: Option<i64> = row.get(column)?;
                Ok(offset.and_then(|offset| usize::try_from(offset).ok()))
            };
            let state: Option<String> = row.get(column + 2)?;
            let (Some(start), Some(end)) = (at(column + 3)?, at(column + 4)?) else {
                return Ok(None);
            };
            Ok(Some(End {
                article: row.get(column)?,
                quote: row
                    .get::<_, Option<String>>(column + 1)?
                    .unwrap_or_default(),
                span: Span::new(start, end),
                same: matches!(state.as_deref(), None | Some("exact" | "moved")),
            }))
        };
        if let (Some(from), Some(to)) = (end(1)?, end(6)?) {
            rulings.push(Ruling {
                link: LinkId::named(&row.get::<_, String>(0)?),
                ends: [from, to],
            });
        }
    }
    Ok(rulings)
}
