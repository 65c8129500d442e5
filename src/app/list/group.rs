//! Groups of the list under headings: by day or by source. A story has a row, not a heading.
//!
//! A heading is no row: it stands above the first row of its group and takes a line of the pane. A closed group keeps
//! one row, which shows its heading and opens it.

use super::List;
use crate::app::App;
use crate::app::Focus;
use crate::model::query::{Closed, Grouping};
use crate::model::{SafeText, SearchCount};

/// So many groups are closed one by one; another one opens the one closed first. As many are opened one by one.
const MOST: usize = 64;

/// What is said where there are none.
const NO_GROUPS: &str = "The list has no groups; gG or :group day, :group source makes some";

/// Where a row stands in the pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Index of the row in the list.
    pub index: usize,
    /// Its first line, from the top of the pane.
    pub line: usize,
    /// How many lines it has: a closed group no more than its heading.
    pub height: usize,
    /// The group whose heading stands in the line above it.
    pub heading: Option<SafeText>,
}

impl List {
    /// By what the rows have headings.
    pub fn grouping(&self) -> Option<Grouping> {
        let grouping = self.query.group.filter(|_| !self.stories);
        grouping.filter(|grouping| *grouping != Grouping::Story)
    }

    /// The group of the row at `index`: what stands under another row is in that one's group.
    pub fn group(&self, index: usize) -> Option<SafeText> {
        let grouping = self.grouping()?;
        let mut rows = (0..=index).rev().map_while(|index| self.stored(index));
        rows.find(|row| row.under.is_none())
            .map(|row| grouping.of(row))
    }

    /// The group that begins with the row at `index`.
    fn begins(&self, index: usize) -> Option<SafeText> {
        let group = self.group(index)?;
        match index.checked_sub(1) {
            None => Some(group),
            Some(above) => self
                .group(above)
                .filter(|other| *other != group)
                .map(|_| group),
        }
    }

    /// The closed group for which the row at `index` stands.
    pub fn closed(&self, index: usize) -> Option<SafeText> {
        let group = self.group(index)?;
        self.query.closed.holds(&group).then_some(group)
    }

    /// What is in a group, once it is counted.
    pub fn in_group(&self, group: &SafeText) -> Option<SearchCount> {
        self.groups.get(group).copied()
    }

    /// The groups of the rows at hand.
    pub(super) fn groups_at_hand(&self) -> Vec<SafeText> {
        let Some(grouping) = self.grouping() else {
            return Vec::new();
        };
        let mut groups: Vec<SafeText> = self.page.rows.iter().map(|row| grouping.of(row)).collect();
        groups.dedup();
        groups
    }

    /// Which rows stand in a pane of so many lines when each takes `height` of them.
    fn slots(&self, lines: usize, height: usize) -> Vec<Slot> {
        let mut slots = Vec::new();
        let mut line = 0;
        for index in self.top..self.total() {
            let is_closed = self.closed(index).is_some();
            let heading = self.begins(index).filter(|_| !is_closed);
            let height = if is_closed { 1 } else { height };
            line += usize::from(heading.is_some());
            if line >= lines {
                break;
            }
            slots.push(Slot {
                index,
                line,
                height,
                heading,
            });
            line += height;
        }
        slots
    }

    /// Scrolls on until the row under the cursor is seen below the headings.
    pub(super) fn scroll_past_headings(&mut self, lines: usize, height: usize) {
        let is_seen = |list: &Self| {
            let slots = list.slots(lines, height);
            let slot = slots.iter().find(|slot| slot.index == list.cursor);
            slot.is_some_and(|slot| slot.line + slot.height <= lines)
        };
        while self.top < self.cursor && !is_seen(self) {
            self.top += 1;
        }
    }
}

impl App {
    /// Which rows stand in the list's pane, and where.
    pub fn list_slots(&self) -> Vec<Slot> {
        let (lines, height) = self.list_lines();
        self.list.slots(lines, height)
    }

    /// How many rows the pane shows at most: of closed groups one a line.
    pub(in crate::app) fn list_rows(&self) -> usize {
        if self.list.grouping().is_some() && !self.list.query.closed.is_none() {
            self.list_lines().0
        } else {
            self.geometry().list_rows()
        }
    }

    /// Lines of the list's pane, and of a row.
    pub(super) fn list_lines(&self) -> (usize, usize) {
        let geometry = self.geometry();
        let pane = geometry.list.unwrap_or(geometry.main);
        let height = usize::from(geometry.list_row_height());
        (usize::from(pane.body.height).max(height), height)
    }

    /// Closes the group under the cursor, or opens it.
    pub(super) fn toggle_group(&mut self) {
        let Some(group) = self.list.group(self.list.cursor) else {
            return self.say(NO_GROUPS);
        };
        self.list.query.closed.turn(&group, MOST);
        self.list.closing = self.list.query.closed.holds(&group).then_some(group);
        self.list.range = None;
        self.load_list(self.list.current().cloned());
    }

    /// Closes all groups, or opens them.
    pub(in crate::app) fn close_groups(&mut self, close: bool) {
        if self.list.grouping().is_none() {
            return self.say(NO_GROUPS);
        }
        self.list.query.closed = if close {
            Closed::AllBut(Vec::new())
        } else {
            Closed::default()
        };
        self.list.closing = self.list.group(self.list.cursor).filter(|_| close);
        self.list.range = None;
        self.load_list(self.list.current().cloned());
    }

    /// Groups the list by what is typed; by the next thing when nothing is. What the list shows stays a query, so that
    /// it can be kept with its groups.
    pub(in crate::app) fn group_list(&mut self, typed: &str) {
        let next = match self.list.query.group {
            None => "day",
            Some(Grouping::Day) => "source",
            Some(Grouping::Source) => "story",
            Some(Grouping::Story) => "none",
        };
        let by = if typed.is_empty() { next } else { typed };
        let others = self.list.filter.split(' ');
        let mut words: Vec<&str> = others.filter(|word| !word.starts_with("group:")).collect();
        let group = format!("group:{by}");
        if by != "none" {
            // An unfinished word must stay at the end.
            words.insert(0, &group);
        }
        let text = words.join(" ");
        match crate::query::parse_on(&text, Some(self.today())) {
            Err(error) => self.fail(error.message),
            Ok(_) => self.set_filter(text.trim()),
        }
    }

    /// Whether a closed group is among the chosen rows: nothing is done to what one does not see.
    pub(super) fn is_closed_chosen(&self) -> bool {
        if self.focus != Focus::List {
            return false;
        }
        let other = self.list.range.unwrap_or(self.list.cursor);
        let mut range = other.min(self.list.cursor)..=other.max(self.list.cursor);
        range.any(|index| self.list.closed(index).is_some())
    }
}
