//! Links between annotations, and rulings on pairs of facts: kept, taken back, found again, and what they count for.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "the names of the tests say it; a test stops where something is missing"
)]

mod support;

use jiff::civil::date;
use pressmark::library::Library;
use pressmark::model::fact::FactValue;
use pressmark::model::relation::{Grade, Origin, RelationKind, Side};
use pressmark::model::{
    Action, AnnotationId, ArticleId, Disagreements, FactKind, Link, LinkId, LinkRelation,
    Motivation, Relation, Span,
};
use support::{Desk, at};

const META: &str = "Meta spends\nCapex is $37B, up from $30B.";
const RIVAL: &str = "Rivals follow\nMeta spends $40B, one report says.";

fn side(library: &Library, article: &str, words: &str) -> Side {
    let id = ArticleId::named(article);
    let stored = library.article(&id).unwrap();
    let start = stored.article.text.find(words).unwrap();
    let span = Span::new(start, start + words.len());
    Side {
        article: id,
        title: stored.row.title,
        kind: FactKind::Money,
        span,
        text: words.into(),
        sentence: words.into(),
        place: span,
        value: FactValue::None,
        origin: Origin::default(),
    }
}

/// Two articles that disagree: on $37B and $40B, softly on $30B and $40B.
fn disputed() -> Desk {
    let mut desk = Desk::new();
    desk.add("meta", META);
    desk.add("rival", RIVAL);
    compare(&mut desk);
    desk
}

/// What the comparison says after an article came.
fn compare(desk: &mut Desk) {
    let library = &desk.library;
    let pair = |words: &str, grade| Relation {
        kind: RelationKind::Disagrees,
        grade,
        independent: true,
        reason: "other amounts".into(),
        a: side(library, "meta", words),
        b: side(library, "rival", "$40B"),
        ruling: None,
    };
    let pairs = [pair("$37B", Grade::Firm), pair("$30B", Grade::Soft)];
    let mut batch = desk.library.batch().unwrap();
    batch.relate(&ArticleId::named("meta"), &pairs).unwrap();
    batch.commit().unwrap();
}

fn link(from: &AnnotationId, to: &AnnotationId, relation: LinkRelation) -> Link {
    Link {
        id: LinkId::named(&format!("{from}-{to}")),
        from: from.clone(),
        to: to.clone(),
        relation,
        note: "because".into(),
        annotator: "ann".into(),
        created: at(0),
        modified: at(0),
    }
}

/// Rules on the pair of these words.
fn rule(desk: &mut Desk, words: &str, relation: LinkRelation) -> Link {
    let (meta, rival) = (ArticleId::named("meta"), ArticleId::named("rival"));
    let from = desk.judge(&meta, words, Motivation::Assessing);
    let to = desk.judge(&rival, "$40B", Motivation::Assessing);
    let link = link(&from, &to, relation);
    desk.act(Action::Link(Box::new(link.clone())));
    link
}

/// The rulings on the pairs of the first article, in order of its text.
fn rulings(desk: &Desk) -> Vec<Option<LinkRelation>> {
    let pairs = desk.library.relations(&ArticleId::named("meta")).unwrap();
    let told = pairs.into_iter().map(|pair| pair.ruling);
    told.map(|ruling| ruling.map(|ruling| ruling.relation))
        .collect()
}

fn counts(desk: &Desk) -> [u32; 2] {
    ["meta", "rival"].map(|id| {
        desk.library
            .row(&ArticleId::named(id))
            .unwrap()
            .disagreements
    })
}

fn listed(desk: &Desk, firm: Option<bool>, ruled: Option<bool>) -> usize {
    let asked = Disagreements {
        firm,
        ruled,
        ..Disagreements::default()
    };
    let page = desk.library.disagreements(&asked, 0, 9).unwrap();
    assert_eq!(page.total, page.rows.len());
    page.total
}

#[test]
fn a_ruling_is_on_its_pair_alone_and_read_from_both_sides() {
    let mut desk = disputed();
    rule(&mut desk, "$37B", LinkRelation::Confirmed);
    assert_eq!(rulings(&desk), [Some(LinkRelation::Confirmed), None]);
    let other = desk.library.relations(&ArticleId::named("rival")).unwrap();
    let told = other.iter().filter(|pair| pair.ruling.is_some());
    assert_eq!(
        told.map(|pair| pair.b.text.as_str()).collect::<Vec<_>>(),
        ["$37B"]
    );
    assert_eq!(
        (
            listed(&desk, None, Some(true)),
            listed(&desk, None, Some(false))
        ),
        (1, 1)
    );
    assert_eq!(
        (
            listed(&desk, Some(true), None),
            listed(&desk, Some(false), None)
        ),
        (1, 1)
    );
    assert_eq!(counts(&desk), [2, 1]);
    desk.is_well();
}

#[test]
fn pairs_that_cannot_be_compared_leave_the_counts_and_come_back_with_an_undo() {
    let mut desk = disputed();
    rule(&mut desk, "$30B", LinkRelation::NotComparable);
    assert_eq!(counts(&desk), [1, 1]);
    assert_eq!(
        (listed(&desk, None, None), listed(&desk, None, Some(true))),
        (1, 1)
    );
    desk.undo().unwrap();
    assert_eq!(counts(&desk), [2, 1]);
    desk.redo().unwrap();
    assert_eq!(counts(&desk), [1, 1]);
    desk.is_well();
    let desk = desk.reopened();
    assert_eq!(counts(&desk), [1, 1]);
}

#[test]
fn of_several_rulings_the_one_changed_last_is_told() {
    let mut desk = disputed();
    let first = rule(&mut desk, "$37B", LinkRelation::Confirmed);
    rule(&mut desk, "$37B", LinkRelation::Disputed);
    assert_eq!(rulings(&desk)[0], Some(LinkRelation::Disputed));
    let changed = Link {
        relation: LinkRelation::NotComparable,
        modified: at(99),
        ..first
    };
    desk.act(Action::Link(Box::new(changed)));
    assert_eq!(rulings(&desk)[0], Some(LinkRelation::NotComparable));
    desk.undo().unwrap();
    assert_eq!(rulings(&desk)[0], Some(LinkRelation::Disputed));
    desk.is_well();
}

#[test]
fn a_ruling_whose_end_is_deleted_rests_and_comes_back() {
    let mut desk = disputed();
    let link = rule(&mut desk, "$37B", LinkRelation::NotComparable);
    desk.act(Action::DeleteAnnotation {
        annotation: link.to.clone(),
    });
    assert_eq!((rulings(&desk), counts(&desk)), (vec![None, None], [2, 1]));
    assert_eq!(desk.library.link(&link.id).unwrap(), link);
    desk.is_well();
    desk.undo().unwrap();
    assert_eq!(rulings(&desk)[0], Some(LinkRelation::NotComparable));
    assert_eq!(counts(&desk), [1, 1]);
    desk.is_well();
}

#[test]
fn a_ruling_is_found_again_in_a_new_text_and_in_a_comparison_made_anew() {
    let mut desk = disputed();
    rule(&mut desk, "$37B", LinkRelation::NotComparable);
    // The engine reads the same again.
    compare(&mut desk);
    assert_eq!(
        (rulings(&desk)[0], counts(&desk)),
        (Some(LinkRelation::NotComparable), [1, 1])
    );
    // Another text with the same figure at another place.
    desk.add(
        "meta",
        "Meta spends\nIts outlook changed again. Capex is $37B, up from $30B.",
    );
    assert_eq!(counts(&desk), [0, 0], "pairs of the old text are gone");
    compare(&mut desk);
    assert_eq!(
        (rulings(&desk)[0], counts(&desk)),
        (Some(LinkRelation::NotComparable), [1, 1])
    );
    desk.is_well();
}

#[test]
fn rulings_and_links_are_in_the_daily_copy_and_come_back_from_it() {
    let mut desk = disputed();
    let ruling = rule(&mut desk, "$37B", LinkRelation::Confirmed);
    let copy = desk
        .library
        .backup_user_data(date(2026, 3, 14))
        .unwrap()
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    Library::restore(folder.path(), &copy).unwrap();
    let mut other = Desk::new();
    other.library = Library::open(folder.path(), pressmark::library::OpenOptions::Write).unwrap();
    assert_eq!(other.library.link(&ruling.id).unwrap(), ruling);
    compare(&mut other);
    assert_eq!(rulings(&other)[0], Some(LinkRelation::Confirmed));
    assert_eq!(other.library.doctor().unwrap(), Vec::<String>::new());
}

#[test]
fn undo_and_redo_of_links_end_where_they_began() {
    let mut desk = disputed();
    let meta = ArticleId::named("meta");
    let one = desk.note(&meta, "Capex", "one");
    let two = desk.note(&meta, "$30B", "two");
    let claim = link(&one, &two, LinkRelation::Contradicts);
    desk.act(Action::Link(Box::new(claim.clone())));
    desk.act(Action::Unlink {
        link: claim.id.clone(),
    });
    assert!(desk.library.links_at(&one).unwrap().is_empty());
    assert_eq!(
        desk.undo().unwrap().unwrap(),
        "removal of link (contradicts) in “Meta spends”"
    );
    assert_eq!(desk.library.links_at(&two).unwrap()[0], claim);
    desk.undo().unwrap();
    assert!(desk.library.links_at(&one).unwrap().is_empty());
    desk.redo().unwrap();
    assert_eq!(desk.library.links_at(&one).unwrap(), [claim]);
    desk.redo().unwrap();
    assert!(desk.library.links_at(&one).unwrap().is_empty());
    desk.is_well();
}
