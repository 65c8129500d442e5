//! Makes the rows of the panel, wrapped to a width: the facts (in a file of their own), notes, comparisons.

mod facts;

use super::{Group, Item, Kind, Panel, PanelRow, Part, Tab, relation_sign};
use crate::app::reader::{Mark, Reader};
use crate::model::relation::RelationKind;
use crate::model::{AnchorState, AnnotationId, OpenedArticle, Relation, Span};
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
pub(in crate::app) fn make(
    reader: &Reader,
    panel: &Panel,
    width: usize,
) -> (Vec<PanelRow>, Vec<Item>, &'static str) {
    let said = reader.marks.iter().chain(&reader.judgements);
    let mut said = said.map(|mark| &mark.note.annotation);
    let first = said.next();
    let mut rows = Rows {
        width,
        several: said.any(|other| first.is_some_and(|first| first.annotator != other.annotator)),
        open: &panel.open,
        made: Vec::new(),
        items: Vec::new(),
    };
    let Some(opened) = &reader.opened else {
        let remark = match panel.tab {
            Tab::Facts => "The key facts of an article stand here",
            Tab::Notes => "The notes on an article stand here",
            Tab::Comparisons => "What other articles say about the same stands here",
        };
        return (rows.made, rows.items, remark);
    };
    let remark = match panel.tab {
        Tab::Facts => {
            rows.facts(reader, opened);
            "No facts found in this text"
        }
        Tab::Notes => {
            for mark in &reader.marks {
                rows.mark(mark);
                rows.links(opened, &mark.note.annotation.id);
            }
            let gold = reader.judgements.iter();
            let mut gold = gold
                .filter(|mark| mark.note.annotation.is_gold())
                .peekable();
            if gold.peek().is_some() {
                rows.heading("Gold");
            }
            for mark in gold {
                rows.mark(mark);
            }
            "No notes yet: c labels the sentence, a writes a note"
        }
        Tab::Comparisons => {
            for (index, (_, pair)) in opened.relations.iter().enumerate() {
                rows.pair(index, pair);
            }
            rows.more(Group::Untold, opened.untold.values().sum());
            "No other article speaks about the same"
        }
    };
    (rows.made, rows.items, remark)
}

struct Rows<'a> {
    width: usize,
    /// Whether more than one person said something about the article: then notes tell who did.
    several: bool,
    open: &'a BTreeSet<Group>,
    made: Vec<PanelRow>,
    items: Vec<Item>,
}

impl Rows<'_> {
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
        let who = self.several.then(|| annotation.annotator.to_string());
        let label = [&body.label, &body.verdict]
            .into_iter()
            .flatten()
            .map(|name| name.replace('_', " "))
            .chain(body.confidence.map(|sure| sure.words().to_owned()))
            .chain(who);
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

    /// The links of a mark, each an item of its own, close below it.
    fn links(&mut self, opened: &OpenedArticle, mark: &AnnotationId) {
        for (index, linked) in opened.links.iter().enumerate() {
            if linked.at != *mark {
                continue;
            }
            self.items.push(Item {
                link: Some(index),
                ..Item::default()
            });
            let arrow = if linked.outgoing { '→' } else { '←' };
            let other = &linked.other;
            let quote = other.annotation.target.as_ref();
            let quote = quote.map_or("the whole article", |target| target.quote.as_str());
            let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
            let line = format!(
                "{arrow} {}: {quote} ({})",
                linked.link.relation.words(),
                other.title
            );
            self.wrapped(Part::Link, &line, 3);
            self.line(Part::Note, &linked.link.note);
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

    fn relations(&mut self, opened: &OpenedArticle, indices: &[usize]) {
        let mut facts = BTreeSet::new();
        for (fact, pair) in indices
            .iter()
            .filter_map(|index| opened.relations.get(*index))
        {
            self.relation(pair);
            facts.insert(fact);
        }
        let untold = facts.into_iter().filter_map(|fact| opened.untold.get(fact));
        let untold: usize = untold.sum();
        if untold > 0 {
            self.line(Part::State, &format!("⋯ {untold} more"));
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

    /// Something about the whole tab, in as many rows as it takes.
    fn remark(&mut self, text: &str) {
        for line in wrapped(text, self.width, usize::MAX) {
            self.push(None, Part::State, line);
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
pub(in crate::app) fn wrapped(text: &str, width: usize, most: usize) -> Vec<String> {
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
