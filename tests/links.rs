//! Links between annotations, and rulings on pairs of facts: kept, taken back, found again, and what they count for.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "the names of the tests say it; a test stops where something is missing"
)]

mod support;

#[path = "support/program.rs"]
#[allow(dead_code, reason = "each test file uses its part")]
mod program;

use jiff::civil::date;
use pressmark::library::Library;
use pressmark::model::fact::FactValue;
use pressmark::model::relation::{Grade, Origin, RelationKind, Side};
use pressmark::model::{
    Action, AnnotationId, ArticleId, Confidence, Disagreements, FactKind, Link, LinkId,
    LinkRelation, Motivation, Pair, Relation, Span,
};
use program::Place;
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
    let pairs = pairs.each_ref().map(Pair::from);
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

/// Three claims in two articles: the first contradicts the second, the third updates the first.
fn claims() -> (Desk, [AnnotationId; 3]) {
    let mut desk = disputed();
    let (meta, rival) = (ArticleId::named("meta"), ArticleId::named("rival"));
    let claims = [
        desk.note(&meta, "Capex is $37B", "one"),
        desk.note(&rival, "Meta spends $40B", "two"),
        desk.note(&meta, "up from $30B", "three"),
    ];
    let [one, two, three] = &claims;
    for link in [
        link(one, two, LinkRelation::Contradicts),
        link(three, one, LinkRelation::Updates),
    ] {
        desk.act(Action::Link(Box::new(link)));
    }
    (desk, claims)
}

/// A chain as rows of depth, arrow, relation and note.
fn chain(desk: &Desk, mark: &AnnotationId) -> Vec<String> {
    let rows = desk.library.chain(mark).unwrap().into_iter();
    rows.map(|row| {
        let via = row.via.map_or(String::new(), |via| {
            let arrow = if via.outgoing { "→" } else { "←" };
            format!("{arrow} {} ", via.link.relation.name())
        });
        let again = if row.again { " again" } else { "" };
        format!(
            "{} {via}{}{again}",
            row.depth, row.mark.annotation.body.note
        )
    })
    .collect()
}

#[test]
fn links_are_seen_from_both_ends_and_a_chain_is_a_tree_that_ends() {
    let (mut desk, [one, two, three]) = claims();
    let of_rival = desk.library.links_of(&ArticleId::named("rival")).unwrap();
    assert_eq!(of_rival.len(), 1);
    assert!(!of_rival[0].outgoing && of_rival[0].at == two);
    assert_eq!(of_rival[0].other.annotation.id, one);
    assert_eq!(of_rival[0].other.title.as_str(), "Meta spends");
    assert_eq!(
        chain(&desk, &two),
        ["0 two", "1 ← contradicts one", "2 ← updates three"]
    );
    // A circle is told and not walked for ever.
    desk.act(Action::Link(Box::new(link(
        &two,
        &three,
        LinkRelation::Cites,
    ))));
    assert_eq!(
        chain(&desk, &one),
        [
            "0 one",
            "1 → contradicts two",
            "2 → cites three",
            "3 → updates one again",
            "1 ← updates three again",
        ]
    );
    desk.is_well();
}

#[test]
fn a_link_whose_mark_was_deleted_rests_until_the_mark_is_back() {
    let (mut desk, [one, two, _]) = claims();
    desk.act(Action::DeleteAnnotation {
        annotation: two.clone(),
    });
    assert_eq!(chain(&desk, &one), ["0 one", "1 ← updates three"]);
    assert_eq!(desk.library.links_at(&one).unwrap().len(), 2);
    desk.is_well();
    desk.undo().unwrap();
    assert_eq!(chain(&desk, &one).len(), 3);
}

#[test]
fn the_history_of_a_claim_tells_who_changed_what_and_what_was_taken_back() {
    let (mut desk, [one, ..]) = claims();
    let old = desk.library.annotation(&one).unwrap();
    let body = pressmark::model::Body {
        label: Some("figure".into()),
        verdict: Some("not_enough_evidence".into()),
        tags: vec!["capex".into()],
        ..old.body
    };
    desk.act(Action::EditBody {
        annotation: one.clone(),
        body,
    });
    desk.undo().unwrap();
    desk.act(Action::EditBody {
        annotation: one.clone(),
        body: pressmark::model::Body {
            confidence: Some(Confidence::High),
            ..desk.library.annotation(&one).unwrap().body
        },
    });
    let told: Vec<String> = desk
        .library
        .history_of(&one)
        .unwrap()
        .iter()
        .map(|entry| format!("{}: {}", entry.annotator, entry.what))
        .collect();
    assert_eq!(
        told,
        [
            "ann: made, note: one",
            "ann: → contradicts “Meta spends $40B”: because",
            "ann: ← updates “up from $30B”: because",
            "ann: label figure, verdict not enough evidence, +#capex",
            "ann: taken back: label figure, verdict not enough evidence, +#capex",
            "ann: high confidence",
        ]
    );
}

#[test]
fn claims_are_linked_and_their_history_told() {
    let place = Place::with_article("lift", "Meta\nIt is $37B. It was $30B.");
    let id = |quote: &str| {
        let run = place.run(&[
            "annotate", "lift", "--quote", quote, "--label", "figure", "--json",
        ]);
        run.well().records()[0]["id"].as_str().unwrap().to_owned()
    };
    let (one, two) = (id("$37B"), id("$30B"));
    let linked = place.run(&[
        "link",
        &one,
        "updates",
        &two,
        "--note",
        "a year on",
        "--json",
    ]);
    let link = linked.well().records().remove(0);
    assert_eq!(
        (&link["from"], &link["relation"]),
        (&one.as_str().into(), &"updates".into())
    );
    let again = place.run(&[
        "link",
        &one,
        "updates",
        &two,
        "--note",
        "a year on",
        "--json",
    ]);
    assert_eq!(again.well().records()[0]["id"], link["id"]);
    let notes = place.run(&["notes", "--json"]).well().records();
    let seen = |id: &str| {
        let note = notes.iter().find(|note| note["id"] == id).unwrap();
        let link = &note["links"][0];
        ["relation", "annotation", "direction"].map(|key| link[key].as_str().unwrap().to_owned())
    };
    assert_eq!(seen(&one), ["updates", two.as_str(), "out"]);
    assert_eq!(seen(&two), ["updates", one.as_str(), "in"]);
    place
        .run(&["export", "--format", "markdown", "--out", "vault"])
        .well();
    let file = std::fs::read_dir(place.path("vault"))
        .unwrap()
        .next()
        .unwrap();
    let file = std::fs::read_to_string(file.unwrap().path()).unwrap();
    let shown = format!("“$37B” **updates** “$30B” ([[Meta#^pm-{two}|Meta]])");
    assert_eq!(file.matches(&shown).count(), 1, "{file}");
    place
        .run(&[
            "export", "--format", "markdown", "--out", "vault", "--check",
        ])
        .well();
    let told = place.run(&["history", &two, "--json"]).well().records();
    assert_eq!(told.last().unwrap()["what"], "← updates “$37B”: a year on");
    let wrong = place.run(&["link", &one, "follows", &two]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("write one of supports"), "{}", wrong.err);
    place
        .run(&["link", &one, "updates", &one])
        .fails_with("not linked to itself");
}

#[test]
fn only_the_relations_that_are_asked_for_are_told() {
    let place = Place::new();
    place.write(
        "a.txt",
        "Meta plans\n\nMeta expects capital expenditures of $65 billion in 2025.\n",
    );
    place.write(
        "b.txt",
        "Meta plans more\n\nMeta expects capital expenditures of $95 billion in 2025.\n",
    );
    let pairs = |relation: &str| {
        let run = place.run(&[
            "compare",
            "a.txt",
            "b.txt",
            "--json",
            "--relation",
            relation,
        ]);
        run.well().records()
    };
    let found = pairs("disagrees,close");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["relation"], "disagrees");
    assert!(found[0]["ruling"].is_null());
    assert!(pairs("corroborates").is_empty());
}
