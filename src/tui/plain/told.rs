//! What there is and what changed, in words.
//!
//! The state before a line and the state after it are compared; what a person with eyes would see change is said.

use super::{article, asked, list, page, panel, reader, sources};
use crate::app::App;
use crate::app::event::Event;
use crate::app::keys::command::Command;
use crate::app::keys::scope::Scope;
use crate::app::layer::Layer;
use crate::app::panel::Tab;
use crate::app::status::Tone;
use crate::model::{ArticleId, ArticleRow, Snooze};

/// What was shown before a line was taken.
pub(super) struct Place {
    pub(super) scope: Scope,
    /// The list: the article under the cursor, its index, and what the rows answer.
    pub(super) row: Option<(usize, ArticleRow)>,
    pub(super) total: usize,
    pub(super) list: String,
    /// The reader.
    pub(super) article: Option<ArticleId>,
    pub(super) version: Option<String>,
    pub(super) cursor: usize,
    pub(super) selected: Option<String>,
    pub(super) marks: usize,
    /// The panel.
    pub(super) tab: Tab,
    pub(super) item: usize,
    pub(super) items: usize,
    /// The deck.
    pub(super) card: Option<ArticleId>,
    /// The view of sources: the lines of its rows, and the cursor among them.
    pub(super) sources: (Vec<String>, usize),
    /// The lines of a view.
    pub(super) lines: Vec<String>,
}

impl Place {
    /// What is shown now.
    pub(super) fn of(app: &App) -> Self {
        let opened = app.reader.article();
        Self {
            scope: app.scope(),
            row: list::row(app, app.list.cursor)
                .map(|shown| (app.list.cursor, shown.row.into_owned())),
            total: app.list.total(),
            list: view_of(app),
            article: opened.map(|opened| opened.row.id.clone()),
            version: opened.map(|opened| opened.version.hash.clone()),
            cursor: app.reader.cursor,
            selected: selected(app),
            marks: app.reader.marks.len(),
            tab: app.panel.tab,
            item: app.panel.cursor,
            items: app.panel.items.len(),
            card: card(app).map(|card| card.id.clone()),
            sources: sources::rows(app),
            lines: if is_view(app) {
                page::lines(app)
            } else {
                Vec::new()
            },
        }
    }
}

impl Place {
    /// Whether the list has another filter or order than then.
    pub(super) fn is_another_list(&self, app: &App) -> bool {
        app.scope() == Scope::List && view_of(app) != self.list
    }
}

/// Filter and order of the list: with others the rows are others.
pub(super) fn view_of(app: &App) -> String {
    format!(
        "{:?} {:?} {}",
        app.list.query, app.list.order, app.list.stories
    )
}

fn card(app: &App) -> Option<&ArticleRow> {
    match app.layers.last() {
        Some(Layer::Deck(deck)) => deck.card(),
        _ => None,
    }
}

pub(super) fn selected(app: &App) -> Option<String> {
    let opened = app.reader.article()?;
    app.reader
        .selected()
        .map(|span| article::line(span, opened))
}

/// Whether the top layer is told by what the screen would show.
fn is_view(app: &App) -> bool {
    !matches!(
        app.scope(),
        Scope::List
            | Scope::Reader
            | Scope::Select
            | Scope::Labelling
            | Scope::Picking
            | Scope::Panel
            | Scope::Facts
            | Scope::Deck
            | Scope::Sources
            | Scope::Prompt
            | Scope::Editor
            | Scope::Labels
            | Scope::Confirm
    ) || matches!(app.layers.last(), Some(Layer::Relate(_)))
}

/// The newest message.
pub(super) fn message(app: &App) -> Vec<String> {
    let message = app.status.message.iter();
    message
        .map(|message| match message.tone {
            Tone::Info => message.text.to_string(),
            Tone::Error => format!("Error: {}", message.text),
        })
        .collect()
}

/// What stands before the input.
pub(super) fn prompt(app: &App) -> &'static str {
    app.scope().name()
}

/// How far long work is.
pub(super) fn progress(event: &Event) -> Option<String> {
    Some(match event {
        Event::ImportProgress(import) if !import.done => {
            let total = import
                .total
                .map_or(String::new(), |total| format!(" of {total}"));
            format!(
                "Reading {}: {}{total}, {} new.",
                import.what, import.seen, import.new
            )
        }
        Event::FetchProgress(fetch) if fetch.all_pages > 0 => {
            format!("Fetching full text {} of {}.", fetch.pages, fetch.all_pages)
        }
        Event::FetchProgress(fetch) => {
            format!(
                "Fetching {} of {}, {} new.",
                fetch.seen, fetch.total, fetch.new
            )
        }
        _ => return None,
    })
}

/// When a line changed nothing.
pub(super) fn nothing(app: &App, command: Option<Command>) -> Option<String> {
    Some(match (app.scope(), command) {
        (Scope::List, Some(Command::PageDown)) if app.list.total() > 0 => {
            "End of the list.".to_owned()
        }
        (Scope::Editor, _) => return None,
        _ => "Nothing changed.".to_owned(),
    })
}

/// What is here, from the beginning.
pub(super) fn here(app: &App) -> Vec<String> {
    if is_view(app) {
        return page::lines(app);
    }
    match app.scope() {
        Scope::List => list::all(app),
        Scope::Panel | Scope::Facts => panel::all(app),
        Scope::Deck => asked::deck(app),
        Scope::Sources => sources::all(app),
        Scope::Prompt => asked::line(app),
        Scope::Editor => asked::editor(app),
        Scope::Labels => asked::labels(app),
        Scope::Confirm => match app.layers.last() {
            Some(Layer::Confirm(confirm)) => vec![confirm.question.clone(), "y or n".to_owned()],
            _ => Vec::new(),
        },
        _ => reader::all(app),
    }
}

/// What is otherwise than before.
pub(super) fn changes(before: &Place, app: &App, command: Option<Command>) -> Vec<String> {
    if command == Some(Command::Redraw) {
        return here(app);
    }
    if app.typed.letter.is_some() {
        return vec!["Which letter?".to_owned()];
    }
    let scope = app.scope();
    let reads = |scope: Scope| matches!(scope, Scope::Reader | Scope::Select | Scope::Labelling);
    let same = scope == before.scope || (reads(scope) && reads(before.scope));
    let mut lines = state_changes(before, app);
    match scope {
        Scope::Editor if same => {}
        _ if is_view(app) && same => lines.extend(page::new(&before.lines, &page::lines(app))),
        Scope::List if same => lines.extend(list::changes(before, app, command)),
        Scope::Sources if same => lines.extend(sources::changes(before, app, command)),
        Scope::Panel | Scope::Facts if same && before.tab == app.panel.tab => {
            lines.extend(panel::changes(before, app, command));
        }
        Scope::Deck if same => {
            if card(app).map(|card| &card.id) != before.card.as_ref() {
                lines.extend(asked::deck(app));
            }
        }
        _ if reads(scope) => lines.extend(reader::changes(before, app, command)),
        _ => lines.extend(here(app)),
    }
    lines
}

/// How the states of the article that was meant changed.
fn state_changes(before: &Place, app: &App) -> Vec<String> {
    let Some((index, old)) = &before.row else {
        return Vec::new();
    };
    let near = index.saturating_sub(2)..index + 3;
    let mut rows = near.filter_map(|index| list::row(app, index));
    let Some(now) = rows.find(|now| now.row.id == old.id).map(|now| now.row) else {
        return Vec::new();
    };
    let mut told = Vec::new();
    let mut flag = |was: bool, is: bool, yes: &str, no: &str| {
        if was != is {
            told.push(if is { yes } else { no }.to_owned());
        }
    };
    flag(old.read, now.read, "Marked as read", "Marked as unread");
    flag(old.starred, now.starred, "Starred", "The star is off");
    flag(old.archived, now.archived, "Archived", "Out of the archive");
    let rests = |row: &ArticleRow| row.snooze != Snooze::Never;
    flag(rests(old), rests(&now), "Snoozed", "Awake");
    if old.tags != now.tags {
        let tags: Vec<String> = now.tags.iter().map(ToString::to_string).collect();
        told.push(match tags.as_slice() {
            [] => "No tags now".to_owned(),
            tags => format!("Tags: {}", tags.join(", ")),
        });
    }
    if told.is_empty() {
        return told;
    }
    vec![format!("{}: {}.", told.join(", "), now.title)]
}
