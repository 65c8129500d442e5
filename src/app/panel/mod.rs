//! The side panel: key facts, notes, or what other articles say. Moving in it lights the words in the reader.

pub mod rows;

use crate::app::cursor::{moved, scrolled};
use crate::app::keys::command::Command;
use crate::app::{App, Focus};

use crate::model::relation::RelationKind;
use crate::model::{AnnotationId, FactKind, Span};
use std::collections::BTreeSet;

/// What the panel shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tab {
    /// The extracted key facts and figures.
    #[default]
    Facts,
    /// The marks of the article.
    Notes,
    /// What other articles say about the same things.
    Comparisons,
}

/// State of the panel: rows of text made for its width, and a cursor over their items.
#[derive(Debug, Clone, Default)]
pub struct Panel {
    /// What is shown.
    pub tab: Tab,
    /// The rows, wrapped to the width of the pane.
    pub rows: Vec<PanelRow>,
    /// What the cursor can stand on, in the order of the rows.
    pub items: Vec<Item>,
    /// The item under the cursor.
    pub cursor: usize,
    /// The first row on the screen.
    pub top: usize,
    /// Said in place of items when there are none.
    pub remark: &'static str,
    /// Groups that are shown whole.
    pub(super) open: BTreeSet<Group>,
    /// The width the rows are made for.
    pub(super) width: u16,
    /// Whether the rows must be made again.
    pub(super) stale: bool,
    /// Whether the screen was scrolled away from the cursor by the wheel.
    pub(super) loose: bool,
    /// The article that the rows are of.
    pub(super) article: Option<crate::model::ArticleId>,
}

/// One thing in the panel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// Its words in the article.
    pub span: Option<Span>,
    /// The mark, in the notes.
    pub mark: Option<AnnotationId>,
    /// What of the article's facts it is.
    pub judged: Option<Judged>,
    /// The link, below its mark: index of the opened article's links.
    pub link: Option<usize>,
    /// What other articles say about it: indices of the opened article's relations.
    pub relations: Vec<usize>,
    /// The group whose other items it stands for, or (opened) belongs to.
    pub group: Option<Group>,
    /// Whether it stands for items that are folded.
    pub folded: bool,
}

/// What a judgement of an item is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judged {
    /// A key fact, by its rank.
    KeyFact(usize),
    /// An item of a section that is no key fact.
    Passage(Span),
    /// A figure, date or quote, by its index among the facts.
    Fact(usize),
    /// A fact that was rejected, by the annotation that says so.
    Rejection(AnnotationId),
}

/// Items of one heading, of which the first are shown until it is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The figures, dates and quotes of a key fact, by its rank: each an item of its own.
    KeyFact(usize),
    /// Figures, dates or quotes.
    Kind(FactKind),
    /// A section of the article, by its index.
    Section(usize),
    /// Rejected facts.
    Rejected,
    /// The pairs that are not told at once.
    Untold,
}

/// One row of the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PanelRow {
    /// The item it belongs to; `None` for group headings and blank rows.
    pub item: Option<usize>,
    /// What stands in it.
    pub part: Part,
    /// The text, at most as wide as the pane.
    pub text: String,
}

/// What a row of the panel holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The heading of a group of items.
    Heading,
    /// A blank row between items.
    Blank,
    /// The words of an item; its first row begins with the sign of its kind (one column and a space).
    Words(Kind),
    /// Its normalised value.
    Value(Kind),
    /// The words or value of a fact that was rejected.
    Rejected,
    /// What a person said about it: that it is a claim, or was corrected.
    Judgement,
    /// Why it was picked.
    Reason,
    /// How another article stands to it.
    Relation(RelationKind),
    /// Label and verdict of a mark.
    Label,
    /// How a mark is linked to another one.
    Link,
    /// The text of a note.
    Note,
    /// Tags.
    Tags,
    /// That a mark lost its words, or is not on the disk yet.
    State,
}

/// What an item is, for its colour and sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A key sentence.
    Sentence,
    /// A fact.
    Fact(FactKind),
    /// A mark.
    Mark,
    /// A pair of facts.
    Pair(RelationKind),
}

impl Kind {
    /// A one-column sign, so that kinds are never told by colour alone.
    pub const fn sign(self) -> char {
        match self {
            Self::Sentence => '•',
            Self::Fact(kind) => kind.sign(),
            Self::Mark => '▌',
            Self::Pair(kind) => relation_sign(kind),
        }
    }
}

/// The sign of a relation.
pub const fn relation_sign(kind: RelationKind) -> char {
    match kind {
        RelationKind::Corroborates => '✓',
        RelationKind::Disagrees => '≠',
        RelationKind::Close => '≈',
        RelationKind::Related => '~',
        RelationKind::Repeats => '=',
        RelationKind::SameText => '≡',
    }
}

impl Panel {
    /// The item under the cursor.
    pub fn item(&self) -> Option<&Item> {
        self.items.get(self.cursor)
    }

    /// Shows a tab from its first item.
    pub(super) fn show(&mut self, tab: Tab) {
        if self.tab != tab {
            self.tab = tab;
            (self.cursor, self.top, self.stale) = (0, 0, true);
        }
        self.loose = false;
    }

    /// Scrolls by rows; the cursor stays.
    pub(super) fn scroll(&mut self, down: bool, rows: usize, height: usize) {
        let last = self.rows.len().saturating_sub(height);
        self.top = if down {
            (self.top + rows).min(last)
        } else {
            self.top.saturating_sub(rows)
        };
        self.loose = true;
    }

    /// The rows of the item under the cursor; with the heading over a first item.
    fn cursor_rows(&self) -> Option<(usize, usize)> {
        let is_here = |row: &PanelRow| row.item == Some(self.cursor);
        let first = self.rows.iter().position(is_here)?;
        let last = self.rows.iter().rposition(is_here)?;
        let heading = first.checked_sub(1).filter(|above| {
            self.rows
                .get(*above)
                .is_some_and(|r| r.part == Part::Heading)
        });
        Some((heading.unwrap_or(first), last))
    }
}

impl App {
    /// After every event: rows for article, tab and width; the screen around the cursor.
    pub(super) fn settle_panel(&mut self) {
        let Some(pane) = self.geometry().panel else {
            return;
        };
        let article = self
            .reader
            .opened
            .as_ref()
            .map(|opened| opened.row.id.clone());
        if self.panel.article != article {
            self.panel.article = article;
            (self.panel.cursor, self.panel.top, self.panel.stale) = (0, 0, true);
            self.panel.open.clear();
        }
        // One column is left free on each side.
        let width = pane.body.width.saturating_sub(2);
        if self.panel.stale || self.panel.width != width {
            let made = rows::make(&self.reader, &self.panel, usize::from(width));
            (self.panel.rows, self.panel.items, self.panel.remark) = made;
            self.panel.width = width;
            self.panel.stale = false;
            self.panel.cursor = self
                .panel
                .cursor
                .min(self.panel.items.len().saturating_sub(1));
        }
        let height = usize::from(pane.body.height.max(1));
        if !self.panel.loose
            && let Some((from, to)) = self.panel.cursor_rows()
        {
            self.panel.top = scrolled(self.panel.top, from, to, height);
        }
        self.panel.top = self.panel.top.min(self.panel.rows.len().saturating_sub(1));
    }

    /// Commands of the panel.
    pub(super) fn run_in_panel(&mut self, command: Command, count: Option<usize>) -> bool {
        // Items are about four rows high; a page goes by as many as fit.
        let page = usize::from(self.geometry().panel.map_or(4, |pane| pane.body.height)) / 4;
        if let Some(to) = moved(
            command,
            count,
            self.panel.cursor,
            self.panel.items.len(),
            page,
        ) {
            self.panel.cursor = to;
            self.light_item();
            return true;
        }
        match command {
            Command::Fold => self.fold_group(),
            Command::Open if self.panel.item().is_some_and(|item| item.folded) => self.fold_group(),
            Command::Open => self.open_item(),
            Command::RejectFact => self.reject_fact(),
            Command::CorrectFact => self.correct_fact(),
            Command::ClaimFact => self.claim_fact(),
            _ => return false,
        }
        true
    }

    /// Shows all items of a group, or its first ones again.
    fn fold_group(&mut self) {
        match self.panel.item().and_then(|item| item.group) {
            Some(Group::Untold) => {
                self.tell_all();
            }
            Some(group) => {
                if !self.panel.open.remove(&group) {
                    self.panel.open.insert(group);
                }
                self.panel.stale = true;
            }
            None => self.say("Nothing is folded here"),
        }
    }

    /// The words of the item under the cursor are lit and on the screen.
    pub(super) fn light_item(&mut self) {
        self.panel.loose = false;
        if let Some(span) = self.panel.item().and_then(|item| item.span) {
            self.reader.point_at(span);
        }
    }

    /// `Enter`: both sentences, where another article speaks about the same; else to the words.
    pub(super) fn open_item(&mut self) {
        let Some(item) = self.panel.item().cloned() else {
            return;
        };
        let Some(opened) = self.reader.article().cloned() else {
            return;
        };
        if let Some(link) = self.chosen_link().cloned() {
            self.open_mark(&link.other);
        } else if self.panel.tab == Tab::Comparisons {
            let chosen = item.relations.first().copied().unwrap_or(0);
            let pairs: Vec<_> = opened
                .relations
                .iter()
                .map(|(_, pair)| pair.clone())
                .collect();
            self.open_compare(pairs, chosen);
        } else if !item.relations.is_empty() {
            let facts = item.relations.iter();
            let facts = facts.filter_map(|index| opened.relations.get(*index));
            self.compare_facts(facts.map(|(fact, _)| *fact).collect());
        } else if let Some(span) = item.span {
            self.leave_place();
            self.reader.point_at(span);
            self.reader.latest = item.mark;
            self.focus = Focus::Reader;
            self.enter_reader();
        } else if item.mark.is_some() {
            self.open_note();
        }
    }
}
