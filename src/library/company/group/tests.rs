//! Who stands where, however articles come.

use super::*;
use crate::library::{Library, OpenOptions, sample};
use crate::model::Facts;
use jiff::Timestamp;

const ARTICLES: i64 = 12;

/// Its ranks among copies and in its story, the newest date of that if it stands for it, and the story.
type Stands = (i64, i64, Option<i64>, Option<i64>);

/// Articles of which each joins the story of those before it, every third as a copy of the first, `at_once` of them in a
/// batch: how often the row of one was written at most, and where they stand.
fn joined(at_once: i64) -> (i64, Vec<Stands>) {
    let folder = tempfile::tempdir().unwrap();
    let mut library = Library::open(folder.path(), OpenOptions::Write).unwrap();
    let mut batch = library.batch().unwrap();
    for number in 0..ARTICLES {
        let (id, facts) = (format!("a{number}"), Facts::default());
        let at = Timestamp::from_second(number).unwrap();
        sample::put(&mut batch, &id, &format!("Text {number}."), &facts, &[], at);
    }
    batch.commit().unwrap();
    let count = "CREATE TEMP TABLE written (article INTEGER);
        CREATE TEMP TRIGGER written AFTER UPDATE ON main.article BEGIN INSERT INTO written VALUES (new.row); END";
    library.connection.execute_batch(count).unwrap();
    for first in (1..=ARTICLES).step_by(usize::try_from(at_once).unwrap()) {
        let mut batch = library.batch().unwrap();
        for article in first..first + at_once {
            let before: Vec<i64> = (1..article).collect();
            let is_copy = article % 3 == 0;
            let company = Company {
                copy_of: if is_copy { &[1] } else { &[] },
                story_with: if is_copy { &[] } else { &before },
                engine: 1,
                ..Company::default()
            };
            batch.group(article, &company).unwrap();
        }
        batch.commit().unwrap();
    }
    let most = "SELECT max(times) FROM (SELECT count(*) AS times FROM written GROUP BY article)";
    let connection = &library.connection;
    let most = connection.query_row(most, [], |row| row.get(0)).unwrap();
    let mut rows = connection
        .prepare("SELECT copy_rank, story_rank, latest, story FROM article WHERE grouped = 1 ORDER BY row")
        .unwrap();
    let rows = rows.query_map([], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    });
    (most, rows.unwrap().collect::<Result<_, _>>().unwrap())
}

#[test]
fn each_row_is_written_once_in_a_batch_and_all_stand_where_they_would_one_by_one() {
    let (most, together) = joined(ARTICLES);
    assert_eq!(most, 1);
    let copies = [0, 0, 1, 0, 0, 2, 0, 0, 3, 0, 0, 4];
    let stands_for = together.iter().map(|row| row.0);
    assert!(stands_for.eq(copies), "{together:?}");
    let leading: Vec<_> = together.iter().filter(|row| row.2.is_some()).collect();
    assert_eq!(leading, [&(0, 0, Some(ARTICLES - 1), Some(1))]);
    let stories = together.iter().map(|row| row.1);
    assert!(
        stories.eq([0, 1, 8, 2, 3, 9, 4, 5, 10, 6, 7, 11]),
        "{together:?}"
    );
    let (most, alone) = joined(1);
    assert!(most > 1);
    assert_eq!(alone, together);
}
