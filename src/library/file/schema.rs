//! The shape of the file, and how an older shape becomes the present one.
//!
//! The schema's number is SQLite's `user_version`; it counts the steps that were taken. A step is
//! taken in one transaction, after a full copy of the file was put aside, so that an accident
//! leaves the old library or the new one and nothing between.

use crate::library::articles::compress::number as number_of;
use crate::library::error::LibraryError;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, TransactionBehavior};

/// Marks the file as ours (SQLite's `application_id`): `prmk`.
pub(in crate::library) const APPLICATION_ID: i32 = 0x7072_6d6b;

/// The steps from an empty file to the present shape. Steps are only ever added.
pub(in crate::library) const STEPS: &[&str] = &[
    include_str!("schema.sql"),
    include_str!("schema/sources.sql"),
    include_str!("schema/figures.sql"),
    include_str!("schema/versions.sql"),
    include_str!("schema/copies.sql"),
    include_str!("schema/fetch.sql"),
    include_str!("schema/judgements.sql"),
    include_str!("schema/pairs.sql"),
    include_str!("schema/links.sql"),
    include_str!("schema/snooze.sql"),
    include_str!("schema/rules.sql"),
    include_str!("schema/full_text.sql"),
    include_str!("schema/merging.sql"),
    include_str!("schema/verdicts.sql"),
    include_str!("schema/review.sql"),
    include_str!("schema/labelling.sql"),
    include_str!("schema/confidence.sql"),
    include_str!("schema/reading.sql"),
    include_str!("schema/bookmarks.sql"),
    include_str!("schema/retention.sql"),
    include_str!("schema/gold.sql"),
    concat!(
        include_str!("schema/runs.sql"),
        include_str!("schema/runs_counted.sql")
    ),
    concat!(
        include_str!("schema/counts.sql"),
        include_str!("schema/counts_counted.sql")
    ),
    include_str!("schema/outlets.sql"),
    include_str!("schema/testimony.sql"),
    include_str!("schema/keys.sql"),
    include_str!("schema/dictionaries.sql"),
    include_str!("schema/ascending.sql"),
    include_str!("schema/stories.sql"),
];

/// The number of the present shape.
pub(in crate::library) fn present() -> i64 {
    crate::library::list::row::integer(STEPS.len())
}

/// The number of the file's shape; 0 for an empty file.
pub(in crate::library) fn number(connection: &Connection) -> Result<i64, LibraryError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Takes the `steps` that the file has not taken yet, all in one transaction.
///
/// Two processes may meet here: the number is read again under the write lock. A table that others refer to takes
/// another shape by way of a new one, so foreign keys are not looked after meanwhile.
pub(in crate::library) fn migrate(
    connection: &mut Connection,
    steps: &[&str],
) -> Result<(), LibraryError> {
    let guarded: bool = connection.pragma_query_value(None, "foreign_keys", |row| row.get(0))?;
    connection.pragma_update(None, "foreign_keys", false)?;
    let taken = take(connection, steps);
    connection.pragma_update(None, "foreign_keys", guarded)?;
    taken
}

fn take(connection: &mut Connection, steps: &[&str]) -> Result<(), LibraryError> {
    let function = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("number", 1, function, |context| {
        Ok(number_of(context.get::<String>(0)?.as_bytes()))
    })?;
    crate::library::articles::dictionary::teach(connection)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let taken = usize::try_from(number(&transaction)?).unwrap_or(usize::MAX);
    for step in steps.iter().skip(taken) {
        transaction.execute_batch(step)?;
    }
    if taken < steps.len() {
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(
            None,
            "user_version",
            crate::library::list::row::integer(steps.len()),
        )?;
    }
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(connection: &Connection, sql: &str) -> i64 {
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn an_older_shape_takes_only_the_steps_it_lacks() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, STEPS).unwrap();
        connection
            .execute("INSERT INTO draft VALUES ('k', 'typed')", [])
            .unwrap();
        let later = [
            STEPS,
            &["ALTER TABLE draft ADD COLUMN at INTEGER NOT NULL DEFAULT 7"],
        ]
        .concat();
        migrate(&mut connection, &later).unwrap();
        migrate(&mut connection, &later).unwrap();
        assert_eq!(number(&connection).unwrap(), present() + 1);
        assert_eq!(
            value(&connection, "SELECT at FROM draft WHERE text = 'typed'"),
            7
        );
    }

    #[test]
    fn what_was_noted_before_there_were_judgements_is_a_note() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &STEPS[..6]).unwrap();
        connection
            .execute_batch(
                "INSERT INTO source VALUES (1, 's', 'file', '/s', 's', 0, NULL, '', 0, NULL);
                 INSERT INTO article (id, source, title, added, date, notes) VALUES ('a', 1, 'A', 0, 0, 1);
                 INSERT INTO annotation (id, article, note, annotator, created, modified)
                     VALUES ('n', 'a', 'words', 'ann', '1970-01-01T00:00:00Z', '1970-01-01T00:00:00Z');",
            )
            .unwrap();
        migrate(&mut connection, STEPS).unwrap();
        let note =
            crate::library::marks::note::read(&connection, &crate::model::AnnotationId::named("n"))
                .unwrap();
        assert_eq!(
            note.unwrap().motivation,
            crate::model::Motivation::Commenting
        );
        assert_eq!(value(&connection, "SELECT judgements FROM article"), 0);
    }

    #[test]
    fn what_is_derived_is_kept_when_its_keys_become_shorter() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection
            .pragma_update(None, "foreign_keys", true)
            .unwrap();
        migrate(&mut connection, &STEPS[..25]).unwrap();
        let hash = "e3b0c44298fc1c149afbf4c8996fb924";
        connection
            .execute_batch(&format!(
                "INSERT INTO source (row, id, kind, location, name) VALUES (1, 's', 'folder', '/s', 'Paper');
                 INSERT INTO article (row, id, source, title, added, date) VALUES (7, 'a', 1, 'A', 0, 0), (8, 'b', 1, 'B', 0, 0);
                 INSERT INTO version (row, article, hash, pipeline, made) VALUES (3, 7, '{hash}', 1, 0);
                 INSERT INTO body VALUES (3, x'', x'', x'', 1);
                 INSERT INTO revision VALUES (7, 1, 3, 0, NULL);
                 UPDATE article SET version = 3 WHERE row = 7;
                 INSERT INTO term VALUES (5, 'Café', 'cafe '), (6, 'cafe', 'cafe ');
                 INSERT INTO figure VALUES (7, 0, 1, NULL, 5, 6, 1.5, 2.5, NULL, NULL);
                 INSERT INTO mention VALUES (7, 5), (7, 6);
                 INSERT INTO testimony VALUES (8, x'');
                 INSERT INTO bucket VALUES ('USD|cafe', 7), ('percent|cafe', 7), ('USD|cafe', 8);"
            ))
            .unwrap();
        migrate(&mut connection, STEPS).unwrap();
        let guarded = value(&connection, "PRAGMA foreign_keys");
        assert_eq!(guarded, 1);
        let broken = value(&connection, "SELECT count(*) FROM pragma_foreign_key_check");
        assert_eq!(broken, 0);
        for (sql, expected) in [
            (
                "SELECT subject * 10 + metric FROM figure WHERE article = 7",
                56,
            ),
            ("SELECT sum(name) FROM mention WHERE article = 7", 11),
            (
                "SELECT row FROM term WHERE folded = 'cafe ' AND name = 'Café'",
                5,
            ),
            ("SELECT count(*) FROM bucket", 3),
            ("SELECT count(DISTINCT key) FROM bucket", 2),
            ("SELECT article FROM gathered", 7),
            (
                "SELECT v.row FROM version v JOIN body b ON b.version = v.row WHERE v.article = 7",
                3,
            ),
        ] {
            assert_eq!(value(&connection, sql), expected, "{sql}");
        }
        let key = number_of(b"USD|cafe");
        let met = format!("SELECT sum(article) FROM bucket WHERE key = {key}");
        assert_eq!(value(&connection, &met), 15);
        let plan: String = connection
            .query_row(
                &format!(
                    "EXPLAIN QUERY PLAN {}",
                    crate::library::articles::put::SAME_TEXT
                ),
                [hash],
                |row| row.get("detail"),
            )
            .unwrap();
        assert!(plan.contains("version_by_hash"), "{plan}");
    }

    #[test]
    fn lists_are_in_the_same_order_when_what_is_new_stands_at_the_end_of_their_indexes() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &STEPS[..27]).unwrap();
        connection
            .execute_batch(
                "INSERT INTO source (row, id, kind, location, name) VALUES (1, 's', 'folder', '/s', 'Paper');
                 INSERT INTO article (row, id, source, title, added, date)
                     VALUES (1, 'a', 1, 'A', 0, 5), (2, 'b', 1, 'B', 0, 9), (3, 'c', 1, 'C', 0, 5);
                 INSERT INTO file (path, source, size, modified, inode, pipeline, article) VALUES ('/s/a', 1, 1, 1, 1, 1, 1);
                 INSERT INTO text_index (rowid, body) VALUES (1, 'words');",
            )
            .unwrap();
        migrate(&mut connection, STEPS).unwrap();
        let newest_first =
            "SELECT group_concat(id, '') FROM (SELECT id FROM article INDEXED BY article_by_date
            WHERE removed = 0 AND archived = 0 AND hidden = 0 ORDER BY date DESC, row DESC)";
        let order: String = connection
            .query_row(newest_first, [], |row| row.get(0))
            .unwrap();
        assert_eq!(order, "bca");
        for (sql, expected) in [
            ("SELECT article FROM file WHERE path = '/s/a'", 1),
            (
                "SELECT rowid FROM text_index WHERE text_index MATCH 'words'",
                1,
            ),
            ("SELECT v FROM text_index_config WHERE k = 'usermerge'", 8),
            (
                "SELECT v FROM text_index_config WHERE k = 'crisismerge'",
                64,
            ),
        ] {
            assert_eq!(value(&connection, sql), expected, "{sql}");
        }
    }

    #[test]
    fn copies_and_stories_stay_until_articles_are_grouped_again_by_names() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &STEPS[..28]).unwrap();
        connection
            .execute_batch(
                "INSERT INTO source (row, id, kind, location, name) VALUES (1, 's', 'folder', '/s', 'Paper');
                 INSERT INTO story (row, id) VALUES (4, 'a');
                 INSERT INTO article (row, id, source, title, added, date, grouped, story, copy_group)
                     VALUES (7, 'a', 1, 'A', 0, 0, 1, 4, 7), (8, 'b', 1, 'B', 0, 0, 1, 4, 7);
                 INSERT INTO sketch (article, sample, words, repeats, about) VALUES (7, x'0102', 30, 1, x'01000000');
                 INSERT INTO band (key, article) VALUES (5, 7);",
            )
            .unwrap();
        migrate(&mut connection, STEPS).unwrap();
        for (sql, expected) in [
            (
                "SELECT count(*) FROM article WHERE story = 4 AND copy_group = 7",
                2,
            ),
            (
                "SELECT words FROM sketch WHERE article = 7 AND sample = x'0102' AND repeats = 1",
                30,
            ),
            ("SELECT counted FROM sketch WHERE article = 7", 0),
            ("SELECT article FROM band WHERE key = 5", 7),
            ("SELECT count(*) FROM told", 0),
            ("SELECT count(*) FROM bearer", 0),
        ] {
            assert_eq!(value(&connection, sql), expected, "{sql}");
        }
    }

    #[test]
    fn a_step_that_fails_leaves_the_file_as_it_was() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, STEPS).unwrap();
        let later = [
            STEPS,
            &["CREATE TABLE fresh (x); SELECT nonsense FROM nowhere"],
        ]
        .concat();
        assert!(migrate(&mut connection, &later).is_err());
        assert_eq!(number(&connection).unwrap(), present());
        assert_eq!(
            value(
                &connection,
                "SELECT count(*) FROM sqlite_schema WHERE name = 'fresh'"
            ),
            0
        );
    }
}
