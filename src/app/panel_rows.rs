//! Makes the rows of the panel: facts with value and reasons, notes, comparisons, wrapped to a width.

use super::panel::{Group, Item, Kind, Panel, PanelRow, Part, Tab, relation_sign};
use super::reader::{Mark, Reader};
use super::value;
use crate::model::relation::RelationKind;
use crate::model::{AnchorState, Fact, FactKind, OpenedArticle, Relation, SectionKind, Span};
use crate::text::layout::wrap_prose;
use crate::text::width::shorten;
use std::collections::BTreeSet;

/// Columns before the words of an item: its sign and a space.
const INDENT: usize = 2;
/// Long items are cut after so many rows; the reader shows all of the words.
const WORD_ROWS: usize = 4;
/// So many items of a group are shown until it is opened, besides those that other articles speak of.
const SHOWN: usize = 5;

/// The rows, the items, and what is said when there are none.
pub(super) fn make(
    reader: &Reader,
    panel: &Panel,
    width: usize,
) -> (Vec<PanelRow>, Vec<Item>, &'static str) {
    let mut rows = Rows {
        width,
        open: &panel.open,
        made: Vec::new(),
        items: Vec::new(),
    };
    let Some(opened) = &reader.opened else {
        return (rows.made, rows.items, "");
    };
    let remark = match panel.tab {
        Tab::Facts => {
            rows.facts(opened);
            "No facts found in this text"
        }
        Tab::Notes => {
            for mark in &reader.marks {
                rows.mark(mark);
            }
            "No notes yet: c labels the sentence, a writes a note"
        }
        Tab::Comparisons => {
            for (index, (_, pair)) in opened.relations.iter().enumerate() {
                rows.pair(index, pair);
            }
            "No other article speaks about the same"
        }
    };
    (rows.made, rows.items, remark)
}

struct Rows<'a> {
    width: usize,
    open: &'a BTreeSet<Group>,
    made: Vec<PanelRow>,
    items: Vec<Item>,
}

impl Rows<'_> {
    fn facts(&mut self, opened: &OpenedArticle) {
        let mut shown: Vec<Span> = Vec::new();
        if !opened.facts.key_facts.is_empty() {
            self.heading("Key facts");
        }
        for key_fact in &opened.facts.key_facts {
            let facts: Vec<(usize, &Fact)> = key_fact
                .facts
                .iter()
                .filter_map(|index| Some((*index, opened.facts.facts.get(*index)?)))
                .collect();
            // The sign tells a figure before a date before a quote; a sentence that only states something has its own.
            let telling = facts
                .iter()
                .filter(|(_, fact)| fact.kind != FactKind::Statement)
                .min_by_key(|(_, fact)| fact.kind);
            let kind = telling.map_or(Kind::Sentence, |(_, fact)| Kind::Fact(fact.kind));
            let relations = relations_of(opened, &key_fact.facts);
            self.item(Item {
                span: Some(key_fact.span),
                relations: relations.clone(),
                ..Item::default()
            });
            self.words(kind, key_fact.span.of(&opened.article.text));
            for (_, fact) in &facts {
                self.value(fact);
            }
            self.line(Part::Reason, &key_fact.reasons.join(" · "));
            self.relations(opened, &relations);
            shown.push(key_fact.span);
        }
        shown.sort_unstable();
        self.sections(opened, &shown);
        let rest: Vec<(usize, &Fact)> = opened.facts.facts.iter().enumerate().collect();
        for kind in FactKind::ALL {
            if matches!(kind, FactKind::TableCell | FactKind::Statement) {
                continue;
            }
            let of_kind = rest
                .iter()
                .filter(|(_, fact)| fact.kind == kind && !covered(&shown, fact.span));
            let of_kind: Vec<&(usize, &Fact)> = of_kind.collect();
            if of_kind.is_empty() {
                continue;
            }
            self.heading(plural(kind));
            let group = Group::Kind(kind);
            let all = self.shows_all(group, of_kind.len());
            let mut left_out = 0;
            for (number, (index, fact)) in of_kind.iter().enumerate() {
                let relations = relations_of(opened, &[*index]);
                if !all && number >= SHOWN && relations.is_empty() {
                    left_out += 1;
                    continue;
                }
                self.item(Item {
                    span: Some(fact.span),
                    relations: relations.clone(),
                    group: (of_kind.len() > SHOWN).then_some(group),
                    ..Item::default()
                });
                self.words(Kind::Fact(kind), fact.span.of(&opened.article.text));
                self.value(fact);
                self.relations(opened, &relations);
            }
            self.more(group, left_out);
        }
    }

    /// Whether a group of so many items is shown whole: it is open, or only one would be left out.
    fn shows_all(&self, group: Group, items: usize) -> bool {
        items <= SHOWN + 1 || self.open.contains(&group)
    }

    /// An item that stands for those left out.
    fn more(&mut self, group: Group, left_out: usize) {
        if left_out > 0 {
            self.item(Item {
                group: Some(group),
                folded: true,
                ..Item::default()
            });
            self.push_item(Part::State, &format!("⋯ {left_out} more"));
        }
    }

    /// Timeline rows and the items of sections that are no key facts already.
    fn sections(&mut self, opened: &OpenedArticle, shown: &[Span]) {
        let text = opened.article.text.as_str();
        for (index, section) in opened.article.sections.iter().enumerate() {
            let told = matches!(
                section.kind,
                SectionKind::KeyTakeaways
                    | SectionKind::KeyFacts
                    | SectionKind::WhatChanged
                    | SectionKind::WhyItMatters
                    | SectionKind::WhatToDo
                    | SectionKind::Prediction
                    | SectionKind::Timeline
                    | SectionKind::Faq
                    | SectionKind::Outlook
            );
            if !told {
                continue;
            }
            let mut items: Vec<Span> =
                if section.kind == SectionKind::Timeline && !section.rows.is_empty() {
                    let ends = section
                        .rows
                        .iter()
                        .filter_map(|row| Some((row.first()?, row.last()?)));
                    ends.map(|(first, last)| {
                        Span::new(first.start.min(last.start), last.end.max(first.end))
                    })
                    .collect()
                } else {
                    section.items.clone()
                };
            items.retain(|span| !span.is_empty() && !covered(shown, *span));
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
                    group: (items.len() > SHOWN).then_some(group),
                    ..Item::default()
                });
                let kind = if section.kind == SectionKind::Timeline {
                    Kind::Fact(FactKind::Event)
                } else {
                    Kind::Sentence
                };
                self.words(kind, span.of(text));
            }
            self.more(group, items.len() - shown);
        }
    }

    fn mark(&mut self, mark: &Mark) {
        let annotation = &mark.note.annotation;
        self.item(Item {
            span: mark.note.span,
            mark: Some(annotation.id.clone()),
            ..Item::default()
        });
        let quote = annotation
            .target
            .as_ref()
            .map_or("The whole article", |target| target.quote.as_str());
        self.words(Kind::Mark, quote);
        let body = &annotation.body;
        let label = [&body.label, &body.verdict]
            .into_iter()
            .flatten()
            .map(|name| name.replace('_', " "));
        self.line(Part::Label, &label.collect::<Vec<_>>().join(" · "));
        let tags: Vec<String> = body.tags.iter().map(|tag| format!("#{tag}")).collect();
        self.line(Part::Tags, &tags.join(" "));
        for line in body.note.split('\n').filter(|line| !line.trim().is_empty()) {
            self.wrapped(Part::Note, line, usize::MAX);
        }
        let state = match mark.note.state {
            AnchorState::Exact | AnchorState::Moved => "",
            AnchorState::Changed => "the words changed",
            AnchorState::Ambiguous => "more than one place fits",
            AnchorState::Orphan => "the words are gone",
        };
        self.line(Part::State, state);
        if mark.unsaved {
            self.line(Part::State, "● not yet saved");
        }
    }

    fn pair(&mut self, index: usize, pair: &Relation) {
        self.item(Item {
            span: Some(pair.a.span),
            relations: vec![index],
            ..Item::default()
        });
        self.words(Kind::Pair(pair.kind), &pair.a.text);
        self.relation(pair);
    }

    fn value(&mut self, fact: &Fact) {
        let value = value::describe(fact);
        if !value.is_empty() {
            self.line(
                Part::Value(Kind::Fact(fact.kind)),
                &format!("{} {value}", fact.kind.sign()),
            );
        }
    }

    fn relations(&mut self, opened: &OpenedArticle, indices: &[usize]) {
        for (_, pair) in indices
            .iter()
            .filter_map(|index| opened.relations.get(*index))
        {
            self.relation(pair);
        }
    }

    fn relation(&mut self, pair: &Relation) {
        let line = format!(
            "{} {}: {} ({})",
            relation_sign(pair.kind),
            relation_word(pair.kind),
            pair.b.text,
            pair.b.title
        );
        self.wrapped(Part::Relation(pair.kind), &line, 2);
        if let Some(ruling) = &pair.ruling {
            let words = format!("{} {}", ruling.relation.words(), ruling.note);
            self.line(Part::Label, words.trim_end());
        }
    }

    fn heading(&mut self, text: &str) {
        if !self.made.is_empty() {
            self.push(None, Part::Blank, String::new());
        }
        let text = shorten(
            &text.split_whitespace().collect::<Vec<_>>().join(" "),
            self.width,
        )
        .into_owned();
        self.push(None, Part::Heading, text);
    }

    fn item(&mut self, item: Item) {
        if self.made.last().is_some_and(|row| row.item.is_some()) {
            self.push(None, Part::Blank, String::new());
        }
        self.items.push(item);
    }

    /// The words of an item behind its sign.
    fn words(&mut self, kind: Kind, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let lines = wrapped(&text, self.width.saturating_sub(INDENT), WORD_ROWS);
        for (number, line) in lines.into_iter().enumerate() {
            let first = number == 0;
            let text = if first {
                format!("{} {line}", kind.sign())
            } else {
                format!("  {line}")
            };
            self.push_item(Part::Words(kind), &text);
        }
    }

    /// One more line of an item, wrapped into at most two rows; nothing when it is empty.
    fn line(&mut self, part: Part, text: &str) {
        if !text.is_empty() {
            self.wrapped(part, text, 2);
        }
    }

    fn wrapped(&mut self, part: Part, text: &str, rows: usize) {
        for line in wrapped(text, self.width.saturating_sub(INDENT), rows) {
            self.push_item(part, &format!("  {line}"));
        }
    }

    fn push_item(&mut self, part: Part, text: &str) {
        let item = self.items.len().checked_sub(1);
        let text = shorten(text, self.width).into_owned();
        self.push(item, part, text);
    }

    fn push(&mut self, item: Option<usize>, part: Part, text: String) {
        self.made.push(PanelRow { item, part, text });
    }
}

/// `text` in rows of at most `width` columns; the last of `most` rows says with `…` that there is more.
pub(super) fn wrapped(text: &str, width: usize, most: usize) -> Vec<String> {
    let lines = wrap_prose(text, Span::new(0, text.len()), width.max(1));
    let mut shown: Vec<String> = lines
        .iter()
        .take(most)
        .map(|line| line.of(text).to_owned())
        .collect();
    if let (Some(last), Some(cut)) = (
        shown.last_mut(),
        most.checked_sub(1).and_then(|last| lines.get(last)),
    ) && lines.len() > most
    {
        *last = shorten(Span::new(cut.start, text.len()).of(text), width).into_owned();
    }
    shown
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

/// A relation in one word.
pub const fn relation_word(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Corroborates => "agrees",
        RelationKind::Disagrees => "disagrees",
        RelationKind::Close => "close",
        RelationKind::Related => "related",
        RelationKind::Repeats => "repeats",
        RelationKind::SameText => "same text",
    }
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
