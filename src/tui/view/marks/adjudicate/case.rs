//! One case: what each side says of which words, and below them what was decided before.

use super::SIDE_BY_SIDE;
use crate::app::marks::adjudicate::Adjudication;
use crate::config::Role;
use crate::model::{About, Annotation, Case, SafeText, Span, Version};
use crate::text::layout::wrap_prose;
use crate::tui::view::Screen;
use crate::tui::view::paint::{put_all, put_right, put_short, row_of};
use crate::tui::view::sheet::halves;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows of a note that are shown.
const NOTE_ROWS: usize = 3;

/// Both sides of a case, and below them what was decided before.
pub(super) fn draw(
    screen: &Screen<'_>,
    area: Rect,
    (view, case): (&Adjudication, &Case),
    buffer: &mut Buffer,
) {
    let before = decided(case);
    let foot = u16::try_from(before.len())
        .unwrap_or(0)
        .min(area.height / 3);
    let body = Rect {
        x: area.x + 2.min(area.width),
        y: area.y + 1,
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(1 + foot),
    };
    let [left, right] = halves(body, area.width >= SIDE_BY_SIDE);
    let first = case.versions.first();
    match first {
        Some(version) => side(screen, left, (case, version), "", buffer),
        None => gone(
            screen,
            left,
            "All marks are gone",
            "h leaves the gold mark as it is",
            buffer,
        ),
    }
    let others = case.versions.len().saturating_sub(1);
    match view.right().and_then(|number| case.versions.get(number)) {
        Some(version) if others > 1 => {
            let which = format!("{} of {others}, Tab", 1 + view.other % others);
            side(screen, right, (case, version), &which, buffer);
        }
        Some(version) => side(screen, right, (case, version), "", buffer),
        None => {
            let names: Vec<&str> = case.without.iter().map(SafeText::as_str).collect();
            if !names.is_empty() {
                gone(
                    screen,
                    right,
                    &names.join(", "),
                    "nothing is marked here",
                    buffer,
                );
            } else if first.is_none() {
                gone(
                    screen,
                    right,
                    "No mark",
                    "l takes the gold mark away",
                    buffer,
                );
            }
        }
    }
    for (number, (words, role)) in before.iter().enumerate() {
        let y = body.bottom() + u16::try_from(number).unwrap_or(u16::MAX);
        if y < area.bottom() {
            put_short(buffer, body.x, y, body.width, words, screen.style(*role));
        }
    }
}

/// One side: who, what they say, of which words, and their notes.
fn side(
    screen: &Screen<'_>,
    area: Rect,
    (case, version): (&Case, &Version),
    which: &str,
    buffer: &mut Buffer,
) {
    let (Some(head), Some(mark)) = (row_of(area, 0), version.mark()) else {
        return;
    };
    let people: Vec<&str> = version.people().into_iter().map(SafeText::as_str).collect();
    let end = (head.x, head.right());
    let end = put_right(buffer, end, head.y, which, screen.style(Role::Hint));
    let room = end.saturating_sub(head.x + 1);
    let heading = screen.style(Role::Heading);
    put_short(buffer, head.x, head.y, room, &people.join(", "), heading);
    if let Some(line) = row_of(area, 1) {
        let label = mark.body.label.as_deref();
        let tags: Vec<String> = mark.body.tags.iter().map(|tag| format!("#{tag}")).collect();
        let verdict = mark.body.verdict.as_ref();
        let verdict = verdict.map_or(String::new(), |name| format!(" · {}", words(name)));
        let sure = mark.body.confidence;
        let sure = sure.map_or(String::new(), |sure| format!(" · {}", sure.words()));
        let differs = matches!(case.about, Some(About::Verdict));
        let verdict_role = if differs { Role::Accent } else { Role::Dim };
        let name = label.map_or_else(|| "no label".to_owned(), |label| label.replace('_', " "));
        let parts = [
            (screen.signs.mark, screen.label_style(label)),
            (" ", screen.words()),
            (name.as_str(), screen.style(Role::Strong)),
            (verdict.as_str(), screen.style(verdict_role)),
            (sure.as_str(), screen.style(Role::Dim)),
            ("  ", screen.words()),
            (&tags.join(" "), screen.style(Role::Tag)),
        ];
        put_all(buffer, line.x, line.y, line.width, &parts);
    }
    let notes: Vec<&Annotation> = version
        .marks
        .iter()
        .map(|placed| &placed.annotation)
        .filter(|mark| !mark.body.note.is_empty())
        .collect();
    let kept = notes.len().min(2) * NOTE_ROWS;
    let rows = usize::from(area.height).saturating_sub(2);
    let text = Rect {
        y: (area.y + 2).min(area.bottom()),
        height: u16::try_from(rows - kept.min(rows / 2)).unwrap_or(0),
        ..area
    };
    let used = screen.excerpt(text, (&case.excerpt, version.lit), Role::Lit, buffer);
    let mut next = 2 + used;
    for mark in notes {
        let note = format!("{}: {}", mark.annotator, mark.body.note);
        let lines = wrap_prose(
            &note,
            Span::new(0, note.len()),
            usize::from(area.width.max(1)),
        );
        for line in lines.iter().take(NOTE_ROWS) {
            let Some(row) = row_of(area, next) else {
                return;
            };
            let quote = screen.style(Role::Quote);
            put_short(buffer, row.x, row.y, row.width, line.of(&note), quote);
            next += 1;
        }
    }
}

/// A side without a mark.
fn gone(screen: &Screen<'_>, area: Rect, heading: &str, words: &str, buffer: &mut Buffer) {
    for (number, (words, role)) in [(heading, Role::Heading), (words, Role::Dim)]
        .into_iter()
        .enumerate()
    {
        if let Some(row) = row_of(area, number) {
            put_short(buffer, row.x, row.y, row.width, words, screen.style(role));
        }
    }
}

/// What was decided before, by whom and when, and why it is open again.
fn decided(case: &Case) -> Vec<(String, Role)> {
    let mut lines: Vec<(String, Role)> = Vec::new();
    if let Some(why) = &case.reopened {
        lines.push((format!("Open again: {why}"), Role::Warning));
    }
    for placed in &case.gold {
        let gold = &placed.annotation;
        let outcome = gold.body.decision.as_ref().map(|made| made.outcome.name());
        let what = if gold.is_gold() {
            format!("Gold: {} “{}”", said(gold), quote(gold))
        } else {
            "Gold: nothing is marked here".to_owned()
        };
        let at = gold.modified.strftime("%Y-%m-%d");
        let outcome = outcome.unwrap_or("taken over");
        let line = format!("{what}  {outcome} by {}, {at}", gold.annotator);
        lines.push((line, Role::Dim));
    }
    lines
}

/// Label and verdict of a mark.
pub(super) fn said(mark: &Annotation) -> String {
    let body = &mark.body;
    let parts = [&body.label, &body.verdict].into_iter().flatten();
    let parts: Vec<String> = parts.map(words).collect();
    if parts.is_empty() {
        "no label".to_owned()
    } else {
        parts.join(" ")
    }
}

pub(super) fn quote(mark: &Annotation) -> String {
    let target = mark.target.as_ref();
    target.map_or(String::new(), |target| target.quote.replace('\n', " "))
}

fn words(name: &SafeText) -> String {
    name.replace('_', " ")
}
