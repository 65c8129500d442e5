//! The tab of facts: key facts, what sections say, figures by kind, and what was rejected.

use super::{Rows, SHOWN};
use crate::app::facts::value;
use crate::app::panel::{Group, Item, Judged, Kind, Part};
use crate::app::reader::{Mark, Reader};
use crate::model::fact::KeyFact;
use crate::model::{Fact, FactKind, Motivation, OpenedArticle, Section, SectionKind, Span};

impl Rows<'_> {
    pub(in crate::app) fn facts(&mut self, reader: &Reader, opened: &OpenedArticle) {
        if let Some(limits) = opened.limits {
            self.remark(limits);
        }
        let mut shown: Vec<Span> = Vec::new();
        if !opened.facts.key_facts.is_empty() {
            self.heading("Key facts");
        }
        for key_fact in &opened.facts.key_facts {
            self.key_fact(reader, opened, key_fact);
            shown.push(key_fact.span);
        }
        let rejected = rejections(reader).filter_map(|mark| {
            let of = mark.note.annotation.body.fact.as_ref()?.kind;
            mark.note.span.filter(|_| of == FactKind::Statement)
        });
        let rejected: Vec<Span> = rejected.collect();
        shown.sort_unstable();
        self.sections(reader, opened, &shown, &rejected);
        self.figures(reader, opened, &shown);
        self.rejected(reader);
    }

    /// A key fact: its sentence, its values, why it was picked and what others say. Opened, its figures are items.
    fn key_fact(&mut self, reader: &Reader, opened: &OpenedArticle, key_fact: &KeyFact) {
        // The sign tells a figure before a date before a quote; a sentence that only states something has its own.
        let telling = opened.facts.telling(key_fact).next();
        let kind = telling.map_or(Kind::Sentence, |(_, fact)| Kind::Fact(fact.kind));
        let relations = relations_of(opened, &key_fact.facts);
        let group = Group::KeyFact(key_fact.rank);
        let standing: Vec<(usize, &Fact)> = opened
            .facts
            .standing()
            .filter(|(index, _)| key_fact.facts.contains(index))
            .collect();
        self.item(Item {
            span: Some(key_fact.span),
            judged: Some(Judged::KeyFact(key_fact.rank)),
            relations: relations.clone(),
            group: telling.map(|_| group),
            ..Item::default()
        });
        self.words(kind, key_fact.span.of(&opened.article.text));
        let open = self.open.contains(&group);
        if !open {
            for (index, fact) in &standing {
                self.value(opened, *index, fact);
            }
        }
        self.line(Part::Reason, &key_fact.reasons.join(" · "));
        self.claims(reader, key_fact.span);
        self.relations(opened, &relations);
        if open {
            for (index, fact) in standing {
                if fact.kind != FactKind::Statement {
                    self.fact(reader, opened, index, Some(group));
                }
            }
        }
    }

    /// A figure, date or quote that is an item of its own.
    fn fact(
        &mut self,
        reader: &Reader,
        opened: &OpenedArticle,
        index: usize,
        group: Option<Group>,
    ) {
        let Some(fact) = opened.facts.facts.get(index) else {
            return;
        };
        let relations = relations_of(opened, &[index]);
        self.item(Item {
            span: Some(fact.span),
            judged: Some(Judged::Fact(index)),
            relations: relations.clone(),
            group,
            ..Item::default()
        });
        self.words(Kind::Fact(fact.kind), fact.span.of(&opened.article.text));
        self.value(opened, index, fact);
        self.claims(reader, fact.span);
        self.relations(opened, &relations);
    }

    /// The figures, dates and quotes that no key fact tells, kind by kind.
    fn figures(&mut self, reader: &Reader, opened: &OpenedArticle, shown: &[Span]) {
        for kind in FactKind::ALL {
            if matches!(kind, FactKind::TableCell | FactKind::Statement) {
                continue;
            }
            let of_kind = opened
                .facts
                .standing()
                .filter(|(_, fact)| fact.kind == kind && !covered(shown, fact.span));
            let of_kind: Vec<usize> = of_kind.map(|(index, _)| index).collect();
            if of_kind.is_empty() {
                continue;
            }
            self.heading(plural(kind));
            let group = Group::Kind(kind);
            let all = self.shows_all(group, of_kind.len());
            let mut left_out = 0;
            for (number, index) in of_kind.iter().enumerate() {
                if !all && number >= SHOWN && relations_of(opened, &[*index]).is_empty() {
                    left_out += 1;
                    continue;
                }
                let group = (of_kind.len() > SHOWN).then_some(group);
                self.fact(reader, opened, *index, group);
            }
            self.more(group, left_out);
        }
    }

    /// Timeline rows and the items of sections that are neither key facts already nor rejected.
    fn sections(
        &mut self,
        reader: &Reader,
        opened: &OpenedArticle,
        shown: &[Span],
        rejected: &[Span],
    ) {
        let text = opened.article.text.as_str();
        for (index, section) in opened.article.sections.iter().enumerate() {
            if !is_told(section.kind) {
                continue;
            }
            let mut items = items(section);
            items.retain(|span| {
                let none = rejected.iter().any(|rejected| rejected.is_mostly(*span));
                !span.is_empty() && !none && !covered(shown, *span)
            });
            if items.is_empty() {
                continue;
            }
            let heading = section.heading.map_or("More points", |span| span.of(text));
            self.heading(heading);
            let group = Group::Section(index);
            let all = self.shows_all(group, items.len());
            let shown = if all { items.len() } else { SHOWN };
            for span in items.iter().copied().take(shown) {
                self.item(Item {
                    span: Some(span),
                    judged: Some(Judged::Passage(span)),
                    group: (items.len() > SHOWN).then_some(group),
                    ..Item::default()
                });
                let kind = if section.kind == SectionKind::Timeline {
                    Kind::Fact(FactKind::Event)
                } else {
                    Kind::Sentence
                };
                self.words(kind, span.of(text));
                self.claims(reader, span);
            }
            self.more(group, items.len() - shown);
        }
    }

    /// What was rejected, folded until it is asked for.
    fn rejected(&mut self, reader: &Reader) {
        let count = rejections(reader).count();
        if count == 0 {
            return;
        }
        self.heading("Rejected");
        let group = Group::Rejected;
        if !self.open.contains(&group) {
            self.item(Item {
                group: Some(group),
                folded: true,
                ..Item::default()
            });
            self.push_item(Part::State, &format!("⋯ {count} rejected"));
            return;
        }
        for mark in rejections(reader) {
            let annotation = &mark.note.annotation;
            self.item(Item {
                span: mark.note.span,
                judged: Some(Judged::Rejection(annotation.id.clone())),
                group: Some(group),
                ..Item::default()
            });
            let quote = annotation
                .target
                .as_ref()
                .map_or("", |target| &target.quote);
            self.wrapped(Part::Rejected, &words_of(quote), 2);
            let value = annotation.body.fact.as_ref();
            let value = value.map(|fact| value::describe_value(&fact.value));
            self.line(Part::Rejected, &value.unwrap_or_default());
            if mark.note.span.is_none() {
                self.line(Part::State, "the words are gone");
            }
            if mark.unsaved {
                self.line(Part::State, "● not yet saved");
            }
        }
    }

    /// The value of a fact with its sign; of a corrected one also what it was read as.
    fn value(&mut self, opened: &OpenedArticle, index: usize, fact: &Fact) {
        let value = value::describe(fact);
        if !value.is_empty() {
            self.line(
                Part::Value(Kind::Fact(fact.kind)),
                &format!("{} {value}", fact.kind.sign()),
            );
        }
        if let Some(found) = opened.facts.judgements.corrected.get(&index) {
            let was = if found.value == fact.value {
                found.span.of(&opened.article.text).to_owned()
            } else {
                value::describe_value(&found.value)
            };
            self.line(Part::Judgement, &format!("✎ corrected by you · was {was}"));
        }
    }

    /// The labels that marks give to these words, or to words among them.
    fn claims(&mut self, reader: &Reader, span: Span) {
        for mark in &reader.marks {
            let here = mark.note.span.is_some_and(|marked| span.covers(marked));
            let body = &mark.note.annotation.body;
            if let Some(label) = body.label.as_ref().filter(|_| here) {
                let verdict = body.verdict.iter().map(|verdict| format!(" · {verdict}"));
                let verdict: String = verdict.collect();
                let unsaved = if mark.unsaved { " ●" } else { "" };
                let words = format!("▌ claim: {label}{verdict}{unsaved}");
                self.line(Part::Judgement, &words.replace('_', " "));
            }
        }
    }
}

/// The judgements that reject a fact.
fn rejections(reader: &Reader) -> impl Iterator<Item = &Mark> {
    let all = reader.judgements.iter();
    all.filter(|mark| mark.note.annotation.motivation == Motivation::Moderating)
}

/// Words in one line.
fn words_of(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the panel tells the items of such a section.
const fn is_told(kind: SectionKind) -> bool {
    matches!(
        kind,
        SectionKind::KeyTakeaways
            | SectionKind::KeyFacts
            | SectionKind::WhatChanged
            | SectionKind::WhyItMatters
            | SectionKind::WhatToDo
            | SectionKind::Prediction
            | SectionKind::Timeline
            | SectionKind::Faq
            | SectionKind::Outlook
    )
}

/// The items of a section; of a timeline its rows.
fn items(section: &Section) -> Vec<Span> {
    if section.kind != SectionKind::Timeline || section.rows.is_empty() {
        return section.items.clone();
    }
    let ends = section
        .rows
        .iter()
        .filter_map(|row| Some((row.first()?, row.last()?)));
    ends.map(|(first, last)| Span::new(first.start.min(last.start), last.end.max(first.end)))
        .collect()
}

/// Whether one of the sorted `spans` covers `span`.
fn covered(spans: &[Span], span: Span) -> bool {
    let index = spans.partition_point(|other| other.start <= span.start);
    spans
        .iter()
        .take(index)
        .rev()
        .take(4)
        .any(|other| other.covers(span))
}

fn relations_of(opened: &OpenedArticle, facts: &[usize]) -> Vec<usize> {
    let indices = opened.relations.iter().enumerate();
    indices
        .filter(|(_, (fact, _))| facts.contains(fact))
        .map(|(index, _)| index)
        .collect()
}

const fn plural(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Money => "Money",
        FactKind::Percent => "Percentages",
        FactKind::Count => "Counts",
        FactKind::Measure => "Measures",
        FactKind::Date => "Dates",
        FactKind::Period => "Periods",
        FactKind::Duration => "Durations",
        FactKind::Event => "Events",
        FactKind::Quote => "Quotes",
        FactKind::Statement => "Statements",
        FactKind::TableCell => "Table cells",
    }
}
