//! What a person did, taken back and done again; and what is derived from it follows at once.

use crate::desk::Desk;
use crate::library::LibraryError;
use crate::model::ChangeId;
use crate::model::change::Undone;

impl Desk {
    /// Takes back the newest change of this person.
    ///
    /// # Errors
    /// As [`Library::undo`](crate::library::Library::undo).
    pub fn undo(&mut self, id: &ChangeId) -> Result<Option<Undone>, LibraryError> {
        let (now, who) = ((self.who.now)(), &self.who);
        let undone = self.library.undo(&who.annotator, &who.instance, now, id)?;
        self.derive_anew();
        Ok(undone)
    }

    /// Does again what was taken back last.
    ///
    /// # Errors
    /// As [`Library::redo`](crate::library::Library::redo).
    pub fn redo(&mut self, id: &ChangeId) -> Result<Option<Undone>, LibraryError> {
        let (now, who) = ((self.who.now)(), &self.who);
        let redone = self.library.redo(&who.annotator, &who.instance, now, id)?;
        self.derive_anew();
        Ok(redone)
    }

    /// The change itself is on the disk: a comparison that fails now is made with the next one.
    pub(in crate::desk) fn derive_anew(&mut self) {
        let _ = self.compare_judged();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::arrive::parse;
    use crate::desk::company::relate;
    use crate::desk::{OpenOptions, Who};
    use crate::facts::ENGINE;
    use crate::ingest::PIPELINE;
    use crate::library::{NewSource, Stored};
    use crate::model::relation::{RelationKind, Side};
    use crate::model::{
        Action, Annotation, AnnotationId, ArticleId, Body, Change, GroupId, InstanceId, Motivation,
        Origin, SourceId, Target,
    };
    use jiff::Timestamp;
    use std::ops::ControlFlow;

    const META: &str = "Meta’s capital expenditures will be $65 billion in 2026.\n";
    const RIVAL: &str = "Meta’s capital expenditures will be $90 billion in 2026.\n";

    fn desk(folder: &std::path::Path) -> Desk {
        let who = Who {
            annotator: "ann".into(),
            instance: InstanceId::named("test"),
            now: || Timestamp::UNIX_EPOCH,
            random: || [7; 10],
        };
        Desk::open(folder, OpenOptions::Write, who).unwrap()
    }

    /// Brings an article in, as read by the engine with this number.
    fn add(desk: &mut Desk, id: &str, text: &str, engine: u32) {
        let document = parse::parse(&parse::Input::new(id, text.as_bytes()), None).unwrap();
        let parsed = &document.articles[0];
        let mut batch = desk.library.batch().unwrap();
        let source = NewSource {
            id: &SourceId::named("s"),
            kind: "folder",
            location: "/n",
            name: "n",
        };
        batch.source(&source).unwrap();
        let stored = Stored {
            id: &ArticleId::named(id),
            source: source.id,
            identity: &format!("path:/n/{id}.txt"),
            bytes: text.as_bytes(),
            article: &parsed.article,
            facts: &parsed.facts,
            testimony: &relate::said(parsed),
            names: &relate::names(parsed),
            pipeline: PIPELINE,
            engine,
            at: Timestamp::UNIX_EPOCH,
        };
        batch.put(&stored).unwrap();
        batch.commit().unwrap();
        desk.forget();
        compare(desk);
    }

    fn compare(desk: &mut Desk) {
        desk.compare_new(&mut |_| ControlFlow::Continue(()))
            .unwrap();
    }

    /// Judges the fact on `quote`: rejects it, or corrects it to the value of the fact on other words.
    fn judge(desk: &mut Desk, name: &str, quote: &str, corrected: Option<&str>) {
        let id = ArticleId::named("meta");
        let stored = desk.library.article(&id).unwrap();
        let text = stored.article.text.as_str();
        let at = |quote: &str| {
            let mut facts = stored.facts.standing();
            facts
                .find(|(_, fact)| fact.span.of(text).contains(quote))
                .unwrap()
                .0
        };
        let mut fact = stored.facts.judged_fact(at(quote)).unwrap();
        fact.corrected = corrected.map(|other| stored.facts.facts[at(other)].value.clone());
        let span = stored.facts.facts[at(quote)].span;
        let annotation = Annotation {
            id: AnnotationId::named(name),
            article: id,
            motivation: if corrected.is_some() {
                Motivation::Editing
            } else {
                Motivation::Moderating
            },
            target: Some(Target::new(text, stored.version.clone(), span)),
            body: Body {
                fact: Some(Box::new(fact)),
                ..Body::default()
            },
            annotator: "ann".into(),
            created: Timestamp::UNIX_EPOCH,
            modified: Timestamp::UNIX_EPOCH,
        };
        let mut change = Change {
            id: ChangeId::named(name),
            group: GroupId::named(name),
            instance: InstanceId::named("test"),
            annotator: "ann".into(),
            at: Timestamp::UNIX_EPOCH,
            origin: Origin::User,
            action: Action::Annotate(Box::new(annotation)),
        };
        desk.save(&mut change).unwrap();
    }

    fn found(desk: &Desk, query: &str) -> Vec<String> {
        let ids = desk
            .library
            .ids(&crate::query::parse(query).unwrap())
            .unwrap();
        ids.iter().map(ToString::to_string).collect()
    }

    fn disagreements(desk: &mut Desk) -> Vec<(String, u32)> {
        ["meta", "rival"]
            .map(|id| {
                let opened = desk.open_article(&ArticleId::named(id)).unwrap();
                let kinds = opened.relations.iter().map(|(_, pair)| pair.kind);
                assert_eq!(
                    kinds
                        .filter(|kind| *kind == RelationKind::Disagrees)
                        .count(),
                    opened.row.disagreements as usize,
                );
                (id.to_owned(), opened.row.disagreements)
            })
            .to_vec()
    }

    fn both(count: u32) -> Vec<(String, u32)> {
        vec![("meta".to_owned(), count), ("rival".to_owned(), count)]
    }

    #[test]
    fn a_rejected_fact_leaves_queries_and_both_articles_and_one_undo_brings_all_back() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = desk(folder.path());
        add(&mut desk, "meta", META, ENGINE);
        add(&mut desk, "rival", RIVAL, ENGINE);
        assert_eq!(disagreements(&mut desk), both(1));
        let facts = desk.library.row(&ArticleId::named("meta")).unwrap().facts;
        judge(&mut desk, "j", "$65 billion", None);
        assert_eq!(disagreements(&mut desk), both(0));
        assert_eq!(found(&desk, "fact:money"), ["rival"]);
        assert!(desk.library.doctor().unwrap().is_empty());
        desk.undo(&ChangeId::named("u")).unwrap().unwrap();
        assert_eq!(disagreements(&mut desk), both(1));
        assert_eq!(found(&desk, "fact:money"), ["rival", "meta"]);
        let again = desk.library.row(&ArticleId::named("meta")).unwrap().facts;
        assert_eq!(again, facts);
        desk.redo(&ChangeId::named("r")).unwrap().unwrap();
        assert_eq!(disagreements(&mut desk), both(0));
        assert_eq!(found(&desk, "fact:money"), ["rival"]);
    }

    #[test]
    fn a_corrected_value_is_the_one_that_is_asked_for_and_compared() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = desk(folder.path());
        let text = format!("{META}\nIts rival’s costs will be $90 billion in 2026.\n");
        add(&mut desk, "meta", &text, ENGINE);
        add(&mut desk, "rival", RIVAL, ENGINE);
        assert_eq!(disagreements(&mut desk), both(1));
        judge(&mut desk, "j", "$65 billion", Some("$90 billion"));
        assert_eq!(disagreements(&mut desk), both(0));
        assert!(found(&desk, "fact:money<80B").is_empty());
        let opened = desk.open_article(&ArticleId::named("meta")).unwrap();
        let corrected = opened.facts.judgements.corrected.iter().next().unwrap();
        let told = |value| serde_json::to_string(value).unwrap();
        assert!(told(&corrected.1.value).contains("65000000000"));
        assert!(told(&opened.facts.facts[*corrected.0].value).contains("90000000000"));
        let by = |side: &Side| side.origin.corrected_by.clone();
        let pair = &opened.relations[0].1;
        assert_eq!((by(&pair.a), by(&pair.b)), (Some("ann".into()), None));
        desk.undo(&ChangeId::named("u")).unwrap().unwrap();
        assert_eq!(disagreements(&mut desk), both(1));
        assert_eq!(found(&desk, "fact:money<80B"), ["meta"]);
    }

    #[test]
    fn a_rejected_fact_stays_rejected_when_the_text_changes_or_a_newer_engine_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = desk(folder.path());
        add(&mut desk, "meta", META, 0);
        add(&mut desk, "rival", RIVAL, 0);
        judge(&mut desk, "j", "$65 billion", None);
        assert_eq!(desk.renew(&mut |_| ControlFlow::Continue(())).unwrap(), 2);
        compare(&mut desk);
        assert_eq!(found(&desk, "fact:money"), ["rival"]);
        assert_eq!(disagreements(&mut desk), both(0));
        let newer =
            format!("Updated on Monday with a comment.\n\n{META}\nIts sales were $9 billion.\n");
        add(&mut desk, "meta", &newer, ENGINE);
        assert_eq!(found(&desk, "fact:money>60B"), ["rival"]);
        assert_eq!(found(&desk, "fact:money"), ["rival", "meta"]);
        assert_eq!(disagreements(&mut desk), both(0));
        assert!(desk.library.doctor().unwrap().is_empty());
    }

    #[test]
    fn the_like_of_what_was_rejected_elsewhere_is_ranked_lower_and_says_why() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = desk(folder.path());
        add(&mut desk, "meta", META, ENGINE);
        let text = "Sales of the firm rose to $90 billion in the year.\n\nIts staff grew to 4,000 people in the year.\n";
        add(&mut desk, "rival", text, ENGINE);
        let key_facts = |desk: &mut Desk| {
            let opened = desk.open_article(&ArticleId::named("rival")).unwrap();
            let key_facts = opened.facts.key_facts;
            key_facts
                .into_iter()
                .map(|key| (key.rank, key.reasons))
                .collect::<Vec<_>>()
        };
        let before = key_facts(&mut desk);
        assert_eq!(
            before.iter().map(|(rank, _)| *rank).collect::<Vec<_>>(),
            [1, 2]
        );
        judge(&mut desk, "j", "$65 billion", None);
        let after = key_facts(&mut desk);
        assert_eq!(
            after.iter().map(|(rank, _)| *rank).collect::<Vec<_>>(),
            [2, 1]
        );
        assert_eq!(after[1].1.last().unwrap(), "rejected before");
        desk.undo(&ChangeId::named("u")).unwrap();
        assert_eq!(key_facts(&mut desk), before);
    }
}
