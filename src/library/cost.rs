//! What reading costs, counted in steps of SQLite's machine: a page, folded or not, an opened article, the sources, and
//! the question whether an arriving text is known must not cost more in a library ten times as large.

use super::filter::{CANDIDATES, Scope};
use super::{Company, Library, OpenOptions, article, list, put, relation, sample, source};
use crate::model::query::Folding;
use crate::model::{ArticleId, Facts, Query};
use jiff::Timestamp;
use rusqlite::StatementStatus::VmStep;

/// As many rows as a large screen shows.
const SCREEN: usize = 60;

/// One article in so many is a copy of the one before it.
const COPY: usize = 10;

/// A library of tiny articles, a minute apart, each with a subject of its own, all read but the oldest.
fn library(folder: &std::path::Path, articles: usize) -> Library {
    let mut library = Library::open(folder, OpenOptions::Write).unwrap();
    let mut batch = library.batch().unwrap();
    for number in 0..articles {
        let text = format!("Article {number}\nIts text.");
        let at = Timestamp::from_second(60 * i64::try_from(number).unwrap()).unwrap();
        let (id, keys) = (id(number), [format!("USD {number}")]);
        sample::put(&mut batch, id.as_str(), &text, &Facts::default(), &keys, at);
        if number % COPY == 1 {
            let company = Company {
                copy_of: &[self::id(number - 1)],
                ..Company::default()
            };
            batch.group(&id, &company).unwrap();
        }
    }
    batch
        .transaction
        .execute("UPDATE article SET read = 1 WHERE row > 1", [])
        .unwrap();
    batch.commit().unwrap();
    library
}

fn id(number: usize) -> ArticleId {
    ArticleId::named(&format!("a{number:05}"))
}

/// The steps that a statement of the cache has taken since this was asked last.
fn steps(library: &Library, sql: &str) -> i32 {
    let statement = library.connection.prepare_cached(sql).unwrap();
    statement.reset_status(VmStep)
}

/// Steps for the first page and the last one of each way to fold, for an article with its body, for its pairs, for the
/// sources with their counts, and for an article that arrives to learn whether its text is known.
fn costs(articles: usize) -> Vec<i32> {
    let folder = tempfile::tempdir().unwrap();
    let mut library = library(folder.path(), articles);
    let mut costs = Vec::new();
    for (folding, rows) in [
        (Folding::Nothing, articles),
        (Folding::Copies, articles - articles / COPY),
        (Folding::Stories, articles - articles / COPY),
    ] {
        let query = Query {
            folding,
            ..Query::default()
        };
        let clause = library
            .clause(&query, Scope::Articles, Some(CANDIDATES))
            .unwrap();
        let order = list::order(&[], folding);
        for (first, by) in [(0, &order.forward), (rows - SCREEN, &order.backward)] {
            let page = library.list(&query, first, SCREEN).unwrap();
            assert_eq!((page.rows.len(), page.total), (SCREEN, rows));
            assert_eq!(page.folded, articles - rows);
            costs.push(steps(&library, &list::window(&clause, folding, by)));
        }
        assert_eq!(
            library
                .next_unread(&query, &id(articles - 1), true)
                .unwrap(),
            Some(id(0))
        );
    }
    let middle = id(articles / 2);
    library.article(&middle).unwrap();
    library.relations(&middle).unwrap();
    let sources = library.sources().unwrap();
    assert_eq!(
        (sources[0].articles, sources[0].unread),
        (articles as u64, 1)
    );
    let pairs = relation::pairs_of_one();
    costs.extend([article::BODY, &pairs, source::SOURCES].map(|sql| steps(&library, sql)));
    steps(&library, put::SAME_TEXT);
    let mut batch = library.batch().unwrap();
    let (facts, at) = (Facts::default(), Timestamp::UNIX_EPOCH);
    sample::put(&mut batch, "late", "A late article.", &facts, &[], at);
    batch.commit().unwrap();
    costs.push(steps(&library, put::SAME_TEXT));
    costs
}

#[test]
fn a_page_an_opened_article_the_sources_and_an_arrival_cost_the_same_in_a_library_ten_times_as_large()
 {
    let (small, large) = (costs(200), costs(2_000));
    assert!(small.iter().all(|steps| *steps > 0), "{small:?}");
    // Which statements run is the same; a comparison more or less is no growth.
    for (small, large) in small.iter().zip(large) {
        assert!(large <= small + small / 10, "{small} steps became {large}");
    }
}
