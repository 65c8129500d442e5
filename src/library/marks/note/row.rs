//! Annotations as they are read from their rows, with their places where these are asked for.

use crate::library::changes::log::{from_json, time};
use crate::library::error::LibraryError;
use crate::library::list::clause::Clause;
use crate::model::{
    AnchorState, Annotation, AnnotationId, ArticleId, Body, Confidence, JudgedFact, Motivation,
    PlacedAnnotation, SafeText, Span, Target, TextVersion,
};
use rusqlite::{Connection, OptionalExtension, Row};

/// The columns that [`annotation`] and [`placed`] read.
const COLUMNS: &str = r#"n.id, n.article, n.hash, n.pipeline, n.start, n."end", n.quote, n.prefix, n.suffix,
    n.label, n.verdict, n.note, n.annotator, n.created, n.modified,
    (SELECT group_concat(name, char(10) ORDER BY name) FROM annotation_tag t WHERE t.annotation = n.row),
    n.motivation, n.fact, n.orphan, n.confidence, n.decision"#;

/// The annotation with this id.
pub(in crate::library) fn read(
    connection: &Connection,
    id: &AnnotationId,
) -> Result<Option<Annotation>, LibraryError> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM annotation n WHERE n.id = ?"
        ))?
        .query_row([id.as_str()], |row| Ok(annotation(row)))
        .optional()?
        .transpose()
}

/// All annotations, in order of their making.
pub(in crate::library) fn read_all(
    connection: &Connection,
) -> Result<Vec<Annotation>, LibraryError> {
    let mut statement = connection.prepare(&format!(
        "SELECT {COLUMNS} FROM annotation n ORDER BY n.row"
    ))?;
    let rows = statement.query_map([], |row| Ok(annotation(row)))?;
    rows.map(|row| row?).collect()
}

/// The annotations of a condition with their places, a window of them or all.
pub(in crate::library) fn read_placed(
    connection: &Connection,
    clause: &Clause,
    order: &str,
    window: Option<(usize, usize)>,
) -> Result<Vec<PlacedAnnotation>, LibraryError> {
    let window = window.map_or_else(String::new, |(first, count)| {
        format!(" LIMIT {count} OFFSET {first}")
    });
    let mut statement = connection.prepare_cached(&format!(
        r#"SELECT {COLUMNS}, a.title, p.state, p.start, p."end"
           FROM annotation n JOIN article a ON a.id = n.article
           LEFT JOIN placement p ON p.annotation = n.row
           WHERE {} ORDER BY {order}{window}"#,
        clause.sql
    ))?;
    let rows = statement.query_map(rusqlite::params_from_iter(&clause.values), |row| {
        Ok(placed(row))
    })?;
    rows.map(|row| row?).collect()
}

fn annotation(row: &Row<'_>) -> Result<Annotation, LibraryError> {
    let text = |column: usize| -> rusqlite::Result<SafeText> {
        Ok(SafeText::new(row.get::<_, String>(column)?))
    };
    let maybe = |column: usize| -> rusqlite::Result<Option<SafeText>> {
        Ok(row.get::<_, Option<String>>(column)?.map(SafeText::new))
    };
    let target = match (row.get::<_, Option<String>>(2)?, span(row, 4)?) {
        (Some(hash), Some(span)) => Some(Target {
            version: TextVersion {
                hash,
                pipeline: row.get(3)?,
            },
            span,
            quote: text(6)?,
            prefix: text(7)?,
            suffix: text(8)?,
            orphan: row.get(18)?,
        }),
        _ => None,
    };
    let tags = row.get::<_, Option<String>>(15)?.unwrap_or_default();
    let motivation: String = row.get(16)?;
    let fact: Option<String> = row.get(17)?;
    let decision: Option<String> = row.get(20)?;
    Ok(Annotation {
        id: AnnotationId::named(&row.get::<_, String>(0)?),
        article: ArticleId::named(&row.get::<_, String>(1)?),
        motivation: Motivation::named(&motivation)
            .ok_or_else(|| LibraryError::Damaged(format!("`{motivation}` is no motivation")))?,
        target,
        body: Body {
            label: maybe(9)?,
            verdict: maybe(10)?,
            confidence: row
                .get::<_, Option<String>>(19)?
                .and_then(|name| Confidence::named(&name)),
            tags: tags.lines().map(SafeText::line).collect(),
            note: text(11)?,
            fact: fact.as_deref().map(judged_fact).transpose()?.map(Box::new),
            decision: decision.as_deref().map(from_json).transpose()?,
        },
        annotator: text(12)?,
        created: time(&row.get::<_, String>(13)?)?,
        modified: time(&row.get::<_, String>(14)?)?,
    })
}

/// The judged fact of an annotation, as it lies in the file.
pub(in crate::library) fn judged_fact(stored: &str) -> Result<JudgedFact, LibraryError> {
    serde_json::from_str(stored)
        .map_err(|error| LibraryError::Damaged(format!("a judged fact: {error}")))
}

fn placed(row: &Row<'_>) -> Result<PlacedAnnotation, LibraryError> {
    let annotation = annotation(row)?;
    let title = SafeText::line(&row.get::<_, String>(21)?);
    let (state, span) = match row.get::<_, Option<String>>(22)? {
        None => (
            AnchorState::Exact,
            annotation.target.as_ref().map(|target| target.span),
        ),
        Some(state) => (state_named(&state)?, span(row, 23)?),
    };
    Ok(PlacedAnnotation {
        annotation,
        span,
        state,
        title,
    })
}

/// A span in two neighbouring columns.
fn span(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Span>> {
    let (start, end): (Option<i64>, Option<i64>) = (row.get(column)?, row.get(column + 1)?);
    let at = |offset: i64| usize::try_from(offset).unwrap_or_default();
    Ok(start
        .zip(end)
        .map(|(start, end)| Span::new(at(start), at(end))))
}

/// The stored name of an anchor state.
pub(in crate::library) const fn state_name(state: AnchorState) -> &'static str {
    match state {
        AnchorState::Exact => "exact",
        AnchorState::Changed => "changed",
        AnchorState::Moved => "moved",
        AnchorState::Ambiguous => "ambiguous",
        AnchorState::Orphan => "orphan",
    }
}

fn state_named(name: &str) -> Result<AnchorState, LibraryError> {
    use AnchorState::{Ambiguous, Changed, Exact, Moved, Orphan};
    [Exact, Changed, Moved, Ambiguous, Orphan]
        .into_iter()
        .find(|&state| state_name(state) == name)
        .ok_or_else(|| LibraryError::Damaged(format!("`{name}` is no anchor state")))
}
