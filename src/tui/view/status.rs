//! The status line: the mode, the place, what happened, waiting keys, and whether everything is on the disk.
//!
//! Prompts that filter or find are typed here, and questions are asked here.

use super::Screen;
use super::paint::{put_right, put_short, tint};
use super::prompt::search;
use crate::app::Focus;
use crate::app::keys::command::Command;
use crate::app::keys::scope::Scope;
use crate::app::layer::Layer;
use crate::app::panel::Tab;
use crate::app::reader::picking::Purpose;
use crate::app::status::Tone;
use crate::config::Role;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// Cells of the bar that tells how far the labelling of an article is.
const BAR: usize = 10;

/// Draws the status line. Returns where the cursor of a prompt stands.
pub fn draw(screen: &Screen<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    tint(buffer, area, screen.style(Role::Status));
    let end = right(screen, area, buffer);
    let room = Rect {
        width: end.saturating_sub(area.x),
        ..area
    };
    match screen.app.layers.last() {
        Some(Layer::Search(search)) => return Some(search::draw(screen, room, search, buffer)),
        Some(Layer::Confirm(confirm)) => {
            let question = format!(" {}  y / n", confirm.question);
            put_short(
                buffer,
                room.x,
                room.y,
                room.width,
                &question,
                screen.over(Role::Warning),
            );
            return None;
        }
        _ => {}
    }
    let mode = format!(" {} ", mode(screen));
    let mut x = room.x;
    x += put_short(
        buffer,
        x,
        room.y,
        room.width,
        &mode,
        screen.style(Role::Mode),
    ) + 1;
    let status = &screen.app.status;
    if let Some(message) = &status.message {
        let role = match message.tone {
            Tone::Info => Role::Status,
            Tone::Error => Role::Error,
        };
        put_short(
            buffer,
            x,
            room.y,
            room.right().saturating_sub(x),
            &message.text,
            screen.over(role),
        );
    } else if let Some(import) = status.import.as_ref().filter(|import| !import.done) {
        let total = import
            .total
            .map_or(String::new(), |total| format!(" of {total}"));
        let words = format!(
            "reading {}: {}{total}, {} new",
            import.what, import.seen, import.new
        );
        put_short(
            buffer,
            x,
            room.y,
            room.right().saturating_sub(x),
            &words,
            screen.over(Role::Status),
        );
    } else if let Some(searching) = screen.app.reader.found.searching {
        let words = &screen.app.reader.found.words;
        let key = screen.key_of(screen.app.scope(), Command::Cancel);
        put_short(
            buffer,
            x,
            room.y,
            room.right().saturating_sub(x),
            &format!("finding {words}: {} %, {key} stops", searching.percent),
            screen.over(Role::Status),
        );
    } else if let Some(fetch) = &status.fetch {
        let (what, seen, total) = match fetch.all_pages {
            0 => ("", fetch.seen, fetch.total),
            all => ("full text ", fetch.pages, all),
        };
        let words = format!("fetching {what}{seen} of {total} · {}", fetch.what);
        put_short(
            buffer,
            x,
            room.y,
            room.right().saturating_sub(x),
            &words,
            screen.over(Role::Status),
        );
    } else {
        put_short(
            buffer,
            x,
            room.y,
            room.right().saturating_sub(x),
            &place(screen),
            screen.over(Role::Dim),
        );
    }
    None
}

/// Waiting keys, drafts, what is not yet on the disk, read-only, and the help key. Returns where it begins.
fn right(screen: &Screen<'_>, area: Rect, buffer: &mut Buffer) -> u16 {
    let app = screen.app;
    let count = app
        .typed
        .count
        .map_or(String::new(), |count| count.to_string());
    let keys: String = app.typed.keys.iter().map(ToString::to_string).collect();
    let waiting = app.typed.letter.map_or("", |_| "…");
    let mut parts: Vec<(String, Style)> =
        vec![(format!("{count}{keys}{waiting}"), screen.over(Role::Key))];
    if !app.drafts.is_empty() {
        parts.push((
            format!("{} {}", screen.signs.draft, app.drafts.len()),
            screen.over(Role::Unsaved),
        ));
    }
    if app.pending.failure().is_some() {
        parts.push((
            format!("{} not saved", screen.signs.unsaved),
            screen.over(Role::Error),
        ));
    } else if !app.pending.is_empty() {
        parts.push((screen.signs.unsaved.to_owned(), screen.over(Role::Unsaved)));
    }
    if app.scope() == Scope::Labelling {
        parts.push((progress(screen), screen.over(Role::Accent)));
    }
    if app.status.review > 0 && matches!(app.scope(), Scope::List | Scope::Reader | Scope::Panel) {
        let key = screen.key_of(app.scope(), Command::Review);
        let words = format!("{key} {} to review", app.status.review);
        parts.push((words, screen.over(Role::Warning)));
    }
    if app.settings.read_only.is_some() {
        parts.push(("read-only".to_owned(), screen.over(Role::Warning)));
    }
    if app.layers.is_empty() && parts.iter().all(|(words, _)| words.is_empty()) {
        let help = screen.key_of(app.scope(), Command::Help);
        if !help.is_empty() {
            parts.push((format!("{help} keys"), screen.over(Role::Dim)));
        }
    }
    let mut end = area.right().saturating_sub(1);
    for (words, style) in parts.iter().rev().filter(|(words, _)| !words.is_empty()) {
        end = put_right(buffer, (area.x, end), area.y, words, *style).saturating_sub(2);
    }
    end.max(area.x)
}

/// The name of whose keys are in force.
fn mode(screen: &Screen<'_>) -> &'static str {
    match screen.app.scope() {
        Scope::List if screen.app.list.range.is_some() => "RANGE",
        Scope::List => "LIST",
        Scope::Reader => "READ",
        Scope::Select => "SELECT",
        Scope::Labelling => "LABEL",
        Scope::Picking => match &screen.app.picking {
            Some(picking) if picking.purpose == Purpose::Adjust => "ADJUST",
            Some(picking) if matches!(picking.purpose, Purpose::Correct(_)) => "CORRECT",
            Some(picking) if matches!(picking.purpose, Purpose::Gold(_)) => "DECIDE",
            _ => "PLACE",
        },
        Scope::Facts => "FACTS",
        Scope::Panel if screen.app.panel.tab == Tab::Comparisons => "COMPARE",
        Scope::Panel => "NOTES",
        Scope::Deck => "TRIAGE",
        Scope::Notes => "NOTES",
        Scope::Review => "REVIEW",
        Scope::Adjudication => "DECIDE",
        Scope::Same => "LABEL",
        Scope::Ledger => "LEDGER",
        Scope::Disagreements => "DISAGREE",
        Scope::Sources => "SOURCES",
        Scope::Compare => "COMPARE",
        Scope::Diff => "CHANGES",
        Scope::Page => "PAGE",
        Scope::Offers => "CHOOSE",
        Scope::Help => "HELP",
        Scope::Themes => "THEME",
        Scope::Prompt => "TYPE",
        Scope::Editor => "NOTE",
        Scope::Labels => "LABEL",
        Scope::Hints => "PICK",
        Scope::Confirm => "?",
    }
}

/// Where the cursor is.
fn place(screen: &Screen<'_>) -> String {
    let app = screen.app;
    if let Some(layer) = app.layers.last()
        && let Some(place) = place_in(layer)
    {
        return place;
    }
    if app.scope() == Scope::Prompt {
        return String::new();
    }
    if app.layers.is_empty() && app.focus == Focus::Reader {
        if let Some(picking) = &app.picking {
            return waits(screen, &picking.purpose);
        }
        if app.scope() == Scope::Labelling {
            return candidate(screen);
        }
    }
    match app.focus {
        Focus::List if app.list.range.is_some() => {
            format!("{} of {} selected", app.list.chosen(), app.list.number())
        }
        Focus::List if app.list.total() > 0 => {
            format!("{} of {}", app.list.cursor + 1, app.list.number())
        }
        Focus::Reader | Focus::Panel => screen
            .opened()
            .map_or(String::new(), |opened| opened.row.title.to_string()),
        Focus::List => String::new(),
    }
}

/// Where the cursor of a layer is; `None` for one that stands over a part of the panes.
fn place_in(layer: &Layer) -> Option<String> {
    let of = |cursor: usize, all: usize| match all {
        0 => String::new(),
        all => format!("{} of {all}", (cursor + 1).min(all)),
    };
    Some(match layer {
        Layer::Deck(deck) => of(deck.done(), deck.done() + deck.left),
        Layer::Notes(notes) => of(notes.cursor, notes.page.total),
        Layer::Ledger(ledger) => of(ledger.cursor, ledger.page.total),
        Layer::Disagreements(view) => of(view.cursor, view.page.total),
        Layer::Review(review) => of(review.cursor, review.page.total),
        Layer::Adjudication(view) => of(view.cursor, view.cases.page.total),
        Layer::Sources(sources) => of(sources.cursor, sources.rows.len()),
        Layer::Compare(compare) => of(compare.cursor, compare.total),
        Layer::Diff(diff) => match diff.place() {
            (_, 0) => String::new(),
            (here, all) => format!("change {} of {all}", here.max(1)),
        },
        _ => return None,
    })
}

/// What picked words are for, and the keys.
fn waits(screen: &Screen<'_>, purpose: &Purpose) -> String {
    let take = screen.key_of(Scope::Picking, Command::TakeWords);
    match purpose {
        Purpose::Place(_, quote) => {
            format!(
                "select the words, {take} puts the mark there: “{}”",
                quote.replace('\n', " ")
            )
        }
        Purpose::Correct(correction) => format!(
            "select the words of the fact, {take} takes them: “{}”",
            correction.words
        ),
        Purpose::Gold(_) => format!("select the words that are right, {take} makes them gold"),
        Purpose::Adjust => format!("change the ends, {take} labels the words, Esc gives up"),
    }
}

/// The candidate at hand with the label that it is offered.
fn candidate(screen: &Screen<'_>) -> String {
    let app = screen.app;
    let Some(candidate) = app.candidate() else {
        return String::new();
    };
    let key = |command| screen.key_of(Scope::Labelling, command);
    let label = app.suggested_label(candidate.kind).unwrap_or_default();
    format!(
        "{}: {} {label}  {} other  {} reject  {} adjust  {} next",
        candidate.kind.name(),
        key(Command::AcceptCandidate),
        key(Command::Label),
        key(Command::RejectCandidate),
        key(Command::AdjustCandidate),
        key(Command::NextCandidate),
    )
}

/// How far the labelling of the article is: a bar and the numbers.
fn progress(screen: &Screen<'_>) -> String {
    let (done, all) = screen.app.labelled();
    if all == 0 {
        return String::new();
    }
    let filled = done * BAR / all;
    let (full, empty) = if screen.signs.ascii {
        ("#", "-")
    } else {
        ("█", "░")
    };
    format!(
        "{}{} {done}/{all}",
        full.repeat(filled),
        empty.repeat(BAR - filled)
    )
}

impl Screen<'_> {
    /// A role's colour on the ground of the status line.
    pub(super) fn over(&self, role: Role) -> Style {
        let status = self.style(Role::Status);
        let style = self.style(role);
        Style {
            bg: style.bg.filter(|_| role == Role::Error).or(status.bg),
            ..status.patch(style)
        }
    }
}
