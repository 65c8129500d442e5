//! What an arriving article costs once it is in, counted in steps of SQLite's machine: whom it meets in a bucket that
//! everybody is in, what each of those testifies, who is found by a name that everybody tells, and how many disagreements
//! they then have, must not cost more in a library ten times as large.

use crate::library::BEARERS;
use crate::library::articles::compress::number;
use crate::library::company::{kin, names, pair, relation, testimony};
use crate::library::sample::{id, many};
use crate::model::relation::{Grade, RelationKind};
use crate::model::{ArticleId, FactKind, Pair, Span};
use rusqlite::StatementStatus::VmStep;

const COMMON: &str = "percent everybody";

/// A name by which all articles are found.
const NAME: u32 = 7;

/// Steps of each statement that the company of the newest article takes.
fn costs(articles: usize) -> Vec<i32> {
    let folder = tempfile::tempdir().unwrap();
    let mut library = many(folder.path(), articles);
    let everybody = format!(
        "INSERT INTO bucket SELECT {}, row FROM article;
         INSERT INTO bearer SELECT {NAME}, row, 1 FROM article;
         INSERT OR IGNORE INTO testimony SELECT a.row, t.said FROM article a, testimony t WHERE t.article = 1",
        number(COMMON.as_bytes())
    );
    library.connection.execute_batch(&everybody).unwrap();
    let newest = id(articles - 1);
    let met = library.candidates(&newest, &[COMMON].into(), 0).unwrap();
    assert_eq!(met.len(), relation::BUCKET);
    assert_eq!(library.bearers(NAME).unwrap().len(), BEARERS);
    for (number, other) in (1..).zip(&met) {
        assert!(library.testimony(other).unwrap().is_some());
        assert!(library.glimpse(number).unwrap().is_some());
    }
    let disagreement = |other: &ArticleId| Pair {
        kind: RelationKind::Disagrees,
        grade: Grade::Firm,
        independent: true,
        fact: FactKind::Money,
        why: "other amounts".to_owned(),
        a: (newest.clone(), Span::new(0, 1)),
        b: (other.clone(), Span::new(0, 1)),
    };
    let pairs: Vec<Pair> = met.iter().map(disagreement).collect();
    let mut batch = library.batch().unwrap();
    batch.relate(&newest, &pairs).unwrap();
    batch.commit().unwrap();
    let count = pair::count();
    let asked = [
        relation::NEWEST,
        testimony::TESTIMONY,
        kin::GLIMPSE,
        names::NEWEST,
        &count,
    ];
    let steps = |sql: &str| {
        let statement = library.connection.prepare_cached(sql).unwrap();
        statement.reset_status(VmStep)
    };
    asked.map(steps).into()
}

#[test]
fn the_company_of_an_arrival_costs_the_same_in_a_library_ten_times_as_large() {
    let (small, large) = (costs(300), costs(3_000));
    assert!(small.iter().all(|steps| *steps > 0), "{small:?}");
    for (small, large) in small.iter().zip(large) {
        assert!(large <= small + small / 10, "{small} steps became {large}");
    }
}

/// Steps of looking whom an article meets that came before most of the others, none of which is compared yet.
fn steps_of_the_first(articles: usize) -> i32 {
    let folder = tempfile::tempdir().unwrap();
    let library = many(folder.path(), articles);
    let everybody = format!(
        "INSERT INTO bucket SELECT {}, row FROM article; UPDATE article SET compared = 0",
        number(COMMON.as_bytes())
    );
    library.connection.execute_batch(&everybody).unwrap();
    let newest = library.newest_compared().unwrap();
    let met = library.candidates(&id(100), &[COMMON].into(), newest);
    assert_eq!(met.unwrap().len(), relation::BUCKET);
    let connection = &library.connection;
    let statement = connection.prepare_cached(relation::NEWEST).unwrap();
    statement.reset_status(VmStep)
}

#[test]
fn an_arrival_passes_by_none_of_those_that_wait_with_it() {
    assert_eq!(steps_of_the_first(3_000), steps_of_the_first(300));
}
