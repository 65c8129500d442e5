//! What is written is read again, and what others write is understood.

use super::*;
use crate::exchange::sheet::tests::{TEXT, note as plain, sheet, version};
use crate::exchange::{Delivery, NoteSheet, Writer as _};
use crate::model::link::LinkedMark;
use crate::model::{
    Annotation, AnnotationId, Body, Confidence, Decision, FactKind, FactValue, JudgedFact,
    LabellingState, Link, LinkId, LinkRelation, Motivation, Outcome, SafeText, Source, Span,
    Target,
};
use proptest::prelude::*;

/// A note with this body.
fn note(id: &str, quote: &str, body: Body) -> Annotation {
    Annotation {
        body,
        ..plain(id, quote)
    }
}

fn full() -> Body {
    Body {
        label: Some("figure".into()),
        verdict: Some("not_enough_evidence".into()),
        tags: vec!["capex".into(), "π test".into()],
        note: "A \"note\"\nwith two lines".into(),
        ..Body::default()
    }
}

fn written(sheet: &NoteSheet) -> String {
    let mut writer = Box::new(Writer::default());
    writer.add(sheet);
    writer.finish()
}

fn taken(text: &str) -> Delivery {
    let delivery = read(text).unwrap();
    assert_eq!(delivery.refused, Vec::<String>::new());
    delivery
}

#[test]
fn a_collection_is_one_document_with_one_annotation_a_line() {
    let text = written(&sheet(vec![
        note("aaaa", "$40 billion", full()),
        note("bbbb", "", Body::default()),
    ]));
    insta::assert_snapshot!(text);
    assert_eq!(written(&sheet(Vec::new())).lines().count(), 1);
    assert!(is_like(&text));
}

#[test]
fn positions_count_code_points() {
    let delivery = taken(&written(&sheet(vec![note("aaaa", "$40 billion", full())])));
    let words = delivery.notes[0].words.as_ref().unwrap();
    let place = words.place.clone().unwrap();
    let letters: Vec<char> = TEXT.chars().collect();
    assert_eq!(letters[place].iter().collect::<String>(), "$40 billion");
    assert_eq!(delivery.notes[0].about.version, Some(version()));
}

#[test]
fn a_judged_fact_comes_back() {
    let fact = JudgedFact {
        kind: FactKind::Quote,
        value: FactValue::None,
        corrected: None,
        corrected_kind: None,
        reasons: vec!["early".into()],
    };
    let mut one = note("aaaa", "$40 billion", Body::default());
    one.motivation = Motivation::Moderating;
    one.body.fact = Some(Box::new(fact));
    let delivery = taken(&written(&sheet(vec![one.clone()])));
    assert_eq!(delivery.notes[0].motivation, Motivation::Moderating);
    assert_eq!(delivery.notes[0].body, one.body);
}

#[test]
fn a_gold_mark_comes_back_with_where_it_comes_from_and_what_others_classify_is_a_note() {
    let mut one = note("aaaa", "$40 billion", full());
    one.motivation = Motivation::Classifying;
    one.body.decision = Some(Box::new(Decision {
        outcome: Outcome::Edited,
        sources: vec![Source {
            mark: AnnotationId::named("m1"),
            annotator: "bob".into(),
            quote: "$40".into(),
            label: Some("figure".into()),
            verdict: None,
        }],
    }));
    let delivery = taken(&written(&sheet(vec![one.clone()])));
    assert_eq!(delivery.notes[0].motivation, Motivation::Classifying);
    assert_eq!(delivery.notes[0].body, one.body);
    let foreign = r#"{"type":"Annotation","motivation":"classifying","bodyValue":"claim","target":"http://example.org/a"}"#;
    let foreign = taken(foreign);
    assert_eq!(foreign.notes[0].motivation, Motivation::Commenting);
    assert_eq!(foreign.notes[0].body.label.as_deref(), Some("claim"));
}

#[test]
fn links_and_states_of_labelling_come_back_and_foreign_links_are_notes() {
    let one = note("aaaa", "$40 billion", Body::default());
    let link = Link {
        id: LinkId::named("l 1"),
        from: one.id.clone(),
        to: AnnotationId::named("https://example.org/annotation"),
        relation: LinkRelation::NotComparable,
        note: "other years".into(),
        annotator: "ada".into(),
        created: one.created,
        modified: one.modified,
    };
    let mut sheet = sheet(vec![one]);
    let other = sheet.notes[0].clone();
    let linked = |outgoing| LinkedMark {
        at: link.from.clone(),
        quote: SafeText::default(),
        link: link.clone(),
        outgoing,
        other: other.clone(),
    };
    sheet.links = vec![linked(false), linked(true)];
    sheet.labelling = vec![("bob".into(), LabellingState::Done)];
    let text = written(&sheet);
    insta::assert_snapshot!(text);
    let delivery = taken(&text);
    let back = &delivery.links[0];
    assert_eq!(delivery.links.len(), 1, "it is written where it begins");
    assert_eq!(
        (&back.id, &back.from, &back.to, back.relation, &back.note),
        (&link.id, &link.from, &link.to, link.relation, &link.note)
    );
    assert_eq!(
        (back.created, back.modified),
        (Some(link.created), Some(link.modified))
    );
    let state = &delivery.labelling[0];
    assert_eq!(
        (state.annotator.as_str(), state.state, &state.about.article),
        ("bob", LabellingState::Done, &Some(sheet.article.clone()))
    );
    let foreign = r#"{"type":"Annotation","motivation":"linking","body":"http://example.org/b","target":"http://example.org/a"}"#;
    assert_eq!(taken(foreign).notes.len(), 1);
}

#[test]
fn what_others_write_is_understood() {
    let selectors = r#"{"type":"FragmentSelector","value":"p1","refinedBy":{"type":"TextQuoteSelector","exact":"words"}}"#;
    for (text, quote, said) in [
        (
            r#"{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://example.org/anno1","type":"Annotation","bodyValue":"Comment","target":"http://example.org/page"}"#.to_owned(),
            None,
            "Comment",
        ),
        (
            format!(r#"[{{"type":["Annotation","x"],"body":[{{"type":"TextualBody","value":"One"}},"http://example.org/two"],"target":{{"source":"http://example.org/page","selector":{selectors}}}}}]"#),
            Some("words"),
            "One\n\nhttp://example.org/two",
        ),
        (
            r#"{"type":"AnnotationCollection","first":{"type":"AnnotationPage","items":[{"type":"Annotation","motivation":"replying","body":{"type":"Choice","items":[{"value":"Chosen"}]},"target":{"id":"http://example.org/page","type":"Text"}}]}}"#.to_owned(),
            None,
            "Chosen",
        ),
        (
            "{\"type\":\"Annotation\",\"motivation\":\"tagging\",\"bodyValue\":\"capex\",\"target\":\"http://example.org/page\"}\n\n{\"type\":\"Annotation\",\"target\":\"http://example.org/page\"}\n".to_owned(),
            None,
            "",
        ),
    ] {
        let delivery = taken(&text);
        let note = &delivery.notes[0];
        assert_eq!(note.about.addresses, ["http://example.org/page".into()]);
        assert_eq!(note.words.as_ref().map(|words| words.quote.as_str()), quote);
        assert_eq!(note.body.note.as_str(), said);
        assert_eq!(taken(&text), delivery, "names are the same every time");
    }
}

#[test]
fn what_makes_no_sense_is_refused_by_name_and_costs_the_others_nothing() {
    let text = r#"[{"type":"Annotation","id":"urn:x:1","target":[]},
        {"type":"Annotation","target":["http://a.example/","http://b.example/"]},
        {"type":"Annotation","target":{"source":"http://a.example/","selector":{"type":"XPathSelector","value":"/p"}}},
        {"type":"Annotation","target":"http://a.example/"}, 3, "x"]"#;
    let delivery = read(text).unwrap();
    assert_eq!(delivery.notes.len(), 1);
    assert_eq!(
        delivery.refused,
        [
            "urn:x:1: has no target",
            "annotation 2: has more than one target; an annotation here has one",
            "annotation 3: is on a part that is told by no quote",
        ]
    );
    assert!(read("no JSON at all").is_err());
}

proptest! {
    #[test]
    fn every_annotation_comes_back_as_it_went(
        id in "\\PC{1,20}", text in "\\PC{0,40}", tags in proptest::collection::vec("\\PC{1,12}", 0..4),
        label in proptest::option::of("[a-z.]{1,9}"), sure in proptest::option::of(0usize..3), start in 0usize..70, length in 1usize..30,
    ) {
        let span = Span::new(start, start + length).clipped(TEXT);
        let mut tags: Vec<SafeText> = tags.iter().map(|tag| SafeText::line(tag)).filter(|tag| !tag.is_empty()).collect();
        tags.sort();
        tags.dedup();
        let mut one = note("x", "", Body {
            label: label.map(SafeText::from),
            verdict: None,
            tags,
            note: SafeText::new(text),
            confidence: sure.map(|step| Confidence::ALL[step]),
            fact: None,
            decision: None,
        });
        one.id = AnnotationId::named(&id);
        prop_assume!(!one.id.as_str().is_empty() && !one.body.note.trim().is_empty() && !span.is_empty());
        one.target = Some(Target::new(TEXT, version(), span));
        let delivery = taken(&written(&sheet(vec![one.clone()])));
        let back = &delivery.notes[0];
        prop_assert_eq!(&back.id, &one.id);
        prop_assert_eq!(&back.body, &one.body);
        prop_assert_eq!(back.about.article.as_ref(), Some(&one.article));
        prop_assert_eq!((back.annotator.clone(), back.created, back.modified), (Some(one.annotator), Some(one.created), Some(one.modified)));
        let (words, target) = (back.words.clone().unwrap(), one.target.unwrap());
        prop_assert_eq!((words.quote, words.prefix, words.suffix), (target.quote, target.prefix, target.suffix));
        let place = words.place.unwrap();
        prop_assert_eq!(TEXT.chars().skip(place.start).take(place.len()).collect::<String>(), span.of(TEXT));
    }
}
