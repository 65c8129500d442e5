//! Annotations: written and read whole, and listed over the library. Notes are the commenting ones among them.

mod row;

pub(in crate::library) use row::{judged_fact, read, read_all, read_placed, state_name};

use crate::library::Library;
use crate::library::changes::log::json;
use crate::library::error::LibraryError;
use crate::library::list::clause::Clause;
use crate::library::list::filter::Scope;
use crate::model::{
    Annotation, AnnotationId, ArticleId, Confidence, Page, PlacedAnnotation, Query, SafeText, Span,
};
use crate::text::tokens;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// Writes an annotation over the one with the same id, with its tags and its words in the index.
pub(in crate::library) fn write(
    connection: &Connection,
    new: &Annotation,
) -> Result<(), LibraryError> {
    let target = new.target.as_ref();
    let fact = new.body.fact.as_ref().map(json).transpose()?;
    let decision = new.body.decision.as_ref().map(json).transpose()?;
    connection
        .prepare_cached(
            r#"INSERT INTO annotation (id, article, hash, pipeline, start, "end", quote, prefix, suffix,
                   label, verdict, note, annotator, created, modified, motivation, fact, orphan,
                   confidence, decision)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
               ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, pipeline = excluded.pipeline,
                   start = excluded.start, "end" = excluded."end", quote = excluded.quote,
                   prefix = excluded.prefix, suffix = excluded.suffix, label = excluded.label,
                   verdict = excluded.verdict, note = excluded.note, annotator = excluded.annotator,
                   created = excluded.created, modified = excluded.modified,
                   motivation = excluded.motivation, fact = excluded.fact, orphan = excluded.orphan,
                   confidence = excluded.confidence, decision = excluded.decision"#,
        )?
        .execute(rusqlite::params![
            new.id.as_str(),
            new.article.as_str(),
            target.map(|t| t.version.hash.as_str()),
            target.map(|t| t.version.pipeline),
            target.map(|t| crate::library::list::row::integer(t.span.start)),
            target.map(|t| crate::library::list::row::integer(t.span.end)),
            target.map(|t| t.quote.as_str()),
            target.map(|t| t.prefix.as_str()),
            target.map(|t| t.suffix.as_str()),
            new.body.label.as_deref(),
            new.body.verdict.as_deref(),
            new.body.note.as_str(),
            new.annotator.as_str(),
            new.created.to_string(),
            new.modified.to_string(),
            new.motivation.name(),
            fact,
            target.is_some_and(|t| t.orphan),
            new.body.confidence.map(Confidence::name),
            decision,
        ])?;
    let row = row_of(connection, &new.id)?;
    connection
        .prepare_cached("DELETE FROM annotation_tag WHERE annotation = ?")?
        .execute([row])?;
    let mut give = connection
        .prepare_cached("INSERT INTO annotation_tag VALUES (?, ?) ON CONFLICT DO NOTHING")?;
    for tag in &new.body.tags {
        give.execute((row, tag.as_str()))?;
    }
    connection
        .prepare_cached("INSERT OR REPLACE INTO note_index (rowid, note) VALUES (?, ?)")?
        .execute((row, tokens::stream(&words(new))))?;
    Ok(())
}

/// The words by which an annotation is found. Of a judgement only what the person wrote: the fact that was
/// rejected is to be found no more by it.
fn words(annotation: &Annotation) -> String {
    let body = &annotation.body;
    if !annotation.motivation.is_note() {
        return body.note.to_string();
    }
    let label = body.label.as_deref().unwrap_or_default();
    let quote = annotation.target.as_ref().map_or("", |t| t.quote.as_str());
    let tags: Vec<&str> = body.tags.iter().map(SafeText::as_str).collect();
    [body.note.as_str(), label, quote, &tags.join(" ")].join("\n")
}

/// Counts an annotation among the notes or judgements of its article, or (-1) no more.
pub(in crate::library) fn count(
    connection: &Connection,
    annotation: &Annotation,
    by: i64,
) -> Result<(), LibraryError> {
    let sql = if annotation.motivation.is_note() {
        "UPDATE article SET notes = notes + ?2 WHERE id = ?1"
    } else {
        "UPDATE article SET judgements = judgements + ?2 WHERE id = ?1"
    };
    connection
        .prepare_cached(sql)?
        .execute((annotation.article.as_str(), by))?;
    Ok(())
}

/// Takes an annotation away.
pub(in crate::library) fn erase(
    connection: &Connection,
    id: &AnnotationId,
) -> Result<(), LibraryError> {
    let row = row_of(connection, id)?;
    connection
        .prepare_cached("DELETE FROM note_index WHERE rowid = ?")?
        .execute([row])?;
    connection
        .prepare_cached("DELETE FROM annotation WHERE row = ?")?
        .execute([row])?;
    Ok(())
}

/// The row number of an annotation.
pub(in crate::library) fn row_of(
    connection: &Connection,
    id: &AnnotationId,
) -> Result<i64, LibraryError> {
    Ok(connection
        .prepare_cached("SELECT row FROM annotation WHERE id = ?")?
        .query_row([id.as_str()], |row| row.get(0))?)
}

impl Library {
    /// The annotation with this id.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`] when there is none.
    pub fn annotation(&self, id: &AnnotationId) -> Result<Annotation, LibraryError> {
        read(&self.connection, id)?.ok_or_else(|| LibraryError::Unknown {
            kind: "annotation",
            id: id.to_string(),
        })
    }

    /// The marks and notes of an article, notes on the whole first, then in order of the text.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn notes_of(&self, article: &ArticleId) -> Result<Vec<PlacedAnnotation>, LibraryError> {
        let mut notes = self.annotations_of(article)?;
        notes.retain(|note| note.annotation.motivation.is_note());
        Ok(notes)
    }

    /// As [`Library::notes_of`], with the judgements of its facts among them.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn annotations_of(
        &self,
        article: &ArticleId,
    ) -> Result<Vec<PlacedAnnotation>, LibraryError> {
        let clause = Clause::exactly("n.article = ?", article.as_str());
        let mut notes = read_placed(&self.connection, &clause, "n.row", None)?;
        notes.sort_by_key(|note| (note.span.is_some(), note.span));
        Ok(notes)
    }

    /// The articles about which somebody said anything: by a note, a judgement, or a state of labelling.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn annotated(&self) -> Result<Vec<ArticleId>, LibraryError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM article a WHERE removed = 0 AND (notes > 0 OR judgements > 0
                 OR EXISTS (SELECT 1 FROM labelling l WHERE l.article = a.row)) ORDER BY row",
        )?;
        let ids = statement.query_map([], |row| Ok(ArticleId::named(&row.get::<_, String>(0)?)))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// The articles that two people or more marked, or about whose marks something is decided.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn marked_by_several(&self) -> Result<BTreeSet<ArticleId>, LibraryError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT article FROM annotation WHERE motivation IN ('commenting', 'classifying') GROUP BY article
             HAVING count(DISTINCT iif(motivation = 'commenting', annotator, NULL)) > 1 OR max(motivation = 'classifying')",
        )?;
        let ids = statement.query_map([], |row| Ok(ArticleId::named(&row.get::<_, String>(0)?)))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Whether an annotation of this id was ever here; one that is not any more was deleted, or what made it was undone.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn was_here(&self, id: &AnnotationId) -> Result<bool, LibraryError> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM touched WHERE object = ?")?
            .exists([format!("note:{id}")])?)
    }

    /// The annotation with this id in its place; `None` when there is none.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn placed(&self, id: &AnnotationId) -> Result<Option<PlacedAnnotation>, LibraryError> {
        let clause = Clause::exactly("n.id = ?", id.as_str());
        let found = read_placed(&self.connection, &clause, "n.row", Some((0, 1)))?;
        Ok(found.into_iter().next())
    }

    /// The smallest mark of `annotator` that stands on these words of an article.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn mark_on(
        &self,
        article: &ArticleId,
        words: Span,
        annotator: &SafeText,
    ) -> Result<Option<Annotation>, LibraryError> {
        let marks = self.notes_of(article)?.into_iter().filter(|mark| {
            let covers = mark.span.is_some_and(|span| span.covers(words));
            covers && mark.annotation.annotator == *annotator
        });
        let smallest = marks.min_by_key(|mark| mark.span.map(|span| span.end - span.start));
        Ok(smallest.map(|mark| mark.annotation))
    }

    /// A window of the notes that fit the query, newest first. A note fits when its own words,
    /// label, verdict, tags and author do, or its article. A query that speaks of a motivation
    /// finds judgements as well.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn notes(
        &self,
        query: &Query,
        first: usize,
        count: usize,
    ) -> Result<Page<PlacedAnnotation>, LibraryError> {
        let clause = self.clause(query, Scope::Notes, None)?;
        let longest = query.limit.unwrap_or(usize::MAX);
        let total: usize = self
            .connection
            .prepare_cached(&format!(
                "SELECT count(*) FROM annotation n JOIN article a ON a.id = n.article WHERE {}",
                clause.sql
            ))?
            .query_row(rusqlite::params_from_iter(&clause.values), |row| {
                crate::library::list::row::count(row, 0)
            })?;
        let total = total.min(longest);
        let window = (first.min(total), count.min(total.saturating_sub(first)));
        let rows = read_placed(&self.connection, &clause, "n.row DESC", Some(window))?;
        Ok(Page {
            first,
            rows,
            total,
            ..Page::default()
        })
    }
}
