//! Adjudication: the cases, and of the one under the cursor what each side says of which words.

mod case;

use crate::app::keys::command::Command;
use crate::app::keys::scope::Scope;
use crate::app::marks::adjudicate::{Adjudication, case_rows};
use crate::config::Role;
use crate::model::{About, Case, CaseState, Version};
use crate::tui::view::Screen;
use crate::tui::view::paint::{put, put_all, put_right, put_short, row_of, rule};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// From this many columns on the two sides stand beside each other.
const SIDE_BY_SIDE: u16 = 72;
/// Cells of the bar that tells how much is decided.
const BAR: usize = 12;

/// Draws the view.
pub fn draw(screen: &Screen<'_>, view: &Adjudication, buffer: &mut Buffer) {
    let cases = &view.cases;
    let what = match view.shown {
        _ if !cases.counted => "…".to_owned(),
        CaseState::Open => format!("{} open", cases.open),
        CaseState::Agreed => format!("{} agreed", cases.agreed),
        CaseState::Decided => format!("{} decided", cases.decided),
    };
    let filter = if view.filter.is_empty() {
        String::new()
    } else {
        format!("  {}", view.filter)
    };
    let title = format!("Adjudication  {what}{filter}");
    let hint = match view.shown {
        CaseState::Open | CaseState::Decided if screen.app.size.0 >= SIDE_BY_SIDE => {
            "h left  l right  b both  x neither  e ends  c label"
        }
        CaseState::Agreed => "a take  A take all  x neither",
        _ => "",
    };
    let area = screen.whole(&title, hint, buffer);
    if view.loaded && cases.page.total == 0 {
        return nothing(screen, area, view, buffer);
    }
    let list = Rect {
        height: case_rows(area.height, cases.page.total),
        ..area
    };
    for slot in 0..usize::from(list.height) {
        let index = view.top + slot;
        let case = index.checked_sub(cases.page.first);
        let (Some(case), Some(line)) = (
            case.and_then(|at| cases.page.rows.get(at)),
            row_of(list, slot),
        ) else {
            continue;
        };
        row(screen, line, case, buffer);
        if index == view.cursor {
            screen.mark_current(line, true, buffer);
        }
    }
    if list.height < area.height {
        let rest = Rect {
            y: list.bottom(),
            height: area.height - list.height,
            ..area
        };
        progress(screen, rest, view, buffer);
        if let Some(case) = view.current() {
            case::draw(screen, rest, (view, case), buffer);
        }
    }
}

/// What there is to do when nothing is to be decided here.
fn nothing(screen: &Screen<'_>, area: Rect, view: &Adjudication, buffer: &mut Buffer) {
    let key = |command| screen.key_of(Scope::Adjudication, command);
    let cases = &view.cases;
    let words = match view.shown {
        _ if cases.open + cases.agreed + cases.decided == 0 => {
            "Nobody marked the same words as somebody else: pressmark merge brings what others marked."
        }
        CaseState::Open => "Nothing is left to decide.",
        CaseState::Agreed => "Nothing on which all agree waits for the gold layer.",
        CaseState::Decided => "Nothing is decided yet.",
    };
    let mut lines = vec![(String::new(), words.to_owned())];
    if cases.agreed > 0 {
        let words = format!("takes the {} on which all agree", cases.agreed);
        lines.push((key(Command::AcceptAgreed), words));
    }
    if cases.open + cases.agreed + cases.decided > 0 {
        let words = "shows the open, agreed or decided ones".to_owned();
        lines.push((key(Command::OtherCases), words));
    }
    screen.key_lines(area, &lines, buffer);
}

/// A case on one row: the words, what is said of them, the article, and about what people differ.
fn row(screen: &Screen<'_>, line: Rect, case: &Case, buffer: &mut Buffer) {
    let waits = screen.app.pending.queue.iter().any(|waiting| {
        matches!(&waiting.change.action, crate::model::Action::Annotate(gold) if case.holds(gold))
    });
    let first = case.versions.first().and_then(Version::mark);
    let mark = first.or_else(|| Some(&case.gold.first()?.annotation));
    let label = mark.and_then(|mark| mark.body.label.as_deref());
    let (sign, style) = if waits {
        (screen.signs.unsaved, screen.style(Role::Unsaved))
    } else {
        (screen.signs.mark, screen.label_style(label))
    };
    put(buffer, line.x + 1, line.y, 1, sign, style);
    let (state, role) = match (&case.reopened, case.about) {
        (Some(_), _) => ("open again", Role::Warning),
        (None, Some(about)) => (differ(about), Role::Dim),
        (None, None) => ("agreed", Role::Dim),
    };
    let end = put_right(
        buffer,
        (line.x, line.right().saturating_sub(1)),
        line.y,
        state,
        screen.style(role),
    );
    let mut labels: Vec<String> = Vec::new();
    for mark in case.versions.iter().filter_map(Version::mark) {
        let label = case::said(mark);
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    let labels = format!("{}  ", labels.join(" | "));
    let quote = mark.map_or(String::new(), case::quote);
    let parts = [
        (labels.as_str(), screen.style(Role::Accent)),
        (quote.as_str(), screen.words()),
        ("  ", screen.words()),
        (case.title.as_str(), screen.style(Role::Dim)),
    ];
    let x = line.x + 3;
    put_all(buffer, x, line.y, end.saturating_sub(x + 2), &parts);
}

/// The line between list and case: how much is decided, and what could be taken at once.
fn progress(screen: &Screen<'_>, area: Rect, view: &Adjudication, buffer: &mut Buffer) {
    let line = Rect { height: 1, ..area };
    let separator = screen.style(Role::Separator);
    rule(buffer, line, screen.signs.horizontal, separator);
    let cases = &view.cases;
    if !cases.counted {
        return;
    }
    let all = cases.open + cases.agreed + cases.decided;
    let filled = (cases.decided * BAR).checked_div(all).unwrap_or(0);
    let (full, empty) = if screen.signs.ascii {
        ("#", "-")
    } else {
        ("█", "░")
    };
    let bar = format!(
        " {}{} {} of {all} decided ",
        full.repeat(filled),
        empty.repeat(BAR - filled),
        cases.decided
    );
    let end = line.right().saturating_sub(2);
    let end = put_right(
        buffer,
        (line.x + 2, end),
        line.y,
        &bar,
        screen.style(Role::Accent),
    );
    let mut told = Vec::new();
    if cases.reopened > 0 && view.shown == CaseState::Open {
        told.push(format!("{} open again", cases.reopened));
    }
    if cases.agreed > 0 {
        let key = screen.key_of(Scope::Adjudication, Command::AcceptAgreed);
        told.push(format!("{key} takes {} agreed", cases.agreed));
    }
    if !told.is_empty() {
        let told = format!(" {} ", told.join("  "));
        let room = end.saturating_sub(line.x + 3);
        put_short(
            buffer,
            line.x + 2,
            line.y,
            room,
            &told,
            screen.style(Role::Hint),
        );
    }
}

const fn differ(about: About) -> &'static str {
    match about {
        About::Missing => "not by all",
        About::Label => "label",
        About::Verdict => "verdict",
        About::Ends => "ends",
    }
}
