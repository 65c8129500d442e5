//! What there is and what changed, in words.
//!
//! The state before a line and the state after it are compared; what a person with eyes would see change is said.

use super::{article, page};
use crate::app::App;
use crate::app::command::{Command, Scope};
use crate::app::deck_rows::Part as CardPart;
use crate::app::layer::Layer;
use crate::app::list::ShownRow;
use crate::app::panel::{Part as PanelPart, Tab};
use crate::app::status::Tone;
use crate::model::{ArticleId, ArticleRow, Snooze};

/// What was shown before a line was taken.
pub(super) struct Place {
    scope: Scope,
    /// The list: the article under the cursor, its index, and what the rows answer.
    row: Option<(usize, ArticleRow)>,
    total: usize,
    list: String,
    /// The reader.
    article: Option<ArticleId>,
    version: Option<String>,
    cursor: usize,
    selected: Option<String>,
    marks: usize,
    /// The panel.
    tab: Tab,
    item: usize,
    items: usize,
    /// The deck.
    card: Option<ArticleId>,
    /// The lines of a view.
    lines: Vec<String>,
}

impl Place {
    /// What is shown now.
    pub(super) fn of(app: &App) -> Self {
        let opened = app.reader.article();
        Self {
            scope: app.scope(),
            row: row(app, app.list.cursor).map(|shown| (app.list.cursor, shown.row)),
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
fn view_of(app: &App) -> String {
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

fn selected(app: &App) -> Option<String> {
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

fn end_of_text() -> String {
    "End of the article. next-unread goes on, back goes to the list.".to_owned()
}

/// What is here, from the beginning.
pub(super) fn here(app: &App) -> Vec<String> {
    if is_view(app) {
        return page::lines(app);
    }
    match app.scope() {
        Scope::List => list(app),
        Scope::Panel | Scope::Facts => panel(app),
        Scope::Deck => deck(app),
        Scope::Prompt => asked(app),
        Scope::Editor => editor(app),
        Scope::Labels => labels(app),
        Scope::Confirm => match app.layers.last() {
            Some(Layer::Confirm(confirm)) => vec![confirm.question.clone(), "y or n".to_owned()],
            _ => Vec::new(),
        },
        _ => reader(app),
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
        Scope::List if same => lines.extend(list_changes(before, app, command)),
        Scope::Panel | Scope::Facts if same && before.tab == app.panel.tab => {
            lines.extend(panel_changes(before, app, command));
        }
        Scope::Deck if same => {
            if card(app).map(|card| &card.id) != before.card.as_ref() {
                lines.extend(deck(app));
            }
        }
        _ if reads(scope) => lines.extend(reader_changes(before, app, command)),
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
    let mut rows = near.filter_map(|index| row(app, index));
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

fn row(app: &App, index: usize) -> Option<ShownRow> {
    app.list.row(index, &app.pending)
}

/// The list: how much there is, and a page from the cursor on.
fn list(app: &App) -> Vec<String> {
    let list = &app.list;
    let filter = if list.filter.is_empty() {
        String::new()
    } else {
        format!(", filter {}", list.filter)
    };
    let mut lines = vec![match list.total() {
        0 if list.filter.is_empty() => "No articles. add PATH takes some in.".to_owned(),
        0 => format!("No articles{filter}."),
        1 => format!("1 article{filter}."),
        n => format!("{n} articles{filter}."),
    }];
    lines.extend(list_page(app));
    lines
}

fn list_page(app: &App) -> Vec<String> {
    let end = app.list.cursor + app.geometry().list_rows();
    let rows =
        (app.list.cursor..end).filter_map(|index| Some(row_line(app, index, &row(app, index)?)));
    let mut lines: Vec<String> = rows.collect();
    let left = app.list.total().saturating_sub(end);
    if left > 0 {
        lines.push(format!("{left} more. Enter goes on."));
    }
    lines
}

/// One article of the list.
fn row_line(app: &App, index: usize, shown: &ShownRow) -> String {
    let row = &shown.row;
    let at = row.published.map_or(row.added, |published| published.at);
    let day = at.to_zoned(app.settings.zone.clone());
    let mut parts = vec![
        row.source.to_string(),
        day.strftime("%-d %b %Y").to_string(),
    ];
    let states = [
        (!row.read, "unread"),
        (row.starred, "starred"),
        (row.archived, "archived"),
        (row.updated, "updated"),
        (shown.unsaved, "not yet saved"),
    ];
    parts.extend(
        states
            .iter()
            .filter(|(is, _)| *is)
            .map(|(_, word)| (*word).to_owned()),
    );
    let counts = [
        (row.notes, "note"),
        (row.disagreements, "disagreement"),
        (row.facts, "key fact"),
    ];
    parts.extend(
        counts
            .iter()
            .filter_map(|(count, one)| article::many(*count as usize, one)),
    );
    parts.extend(row.tags.iter().map(|tag| format!("#{tag}")));
    format!(
        "{}. {}. {}.",
        index + 1,
        row.title.trim_end_matches('.'),
        parts.join(", ")
    )
}

fn list_changes(before: &Place, app: &App, command: Option<Command>) -> Vec<String> {
    let at = app.list.cursor;
    let is_other = |now: &ShownRow| {
        before
            .row
            .as_ref()
            .is_none_or(|(_, old)| old.id != now.row.id)
    };
    let pages = [
        Command::PageDown,
        Command::PageUp,
        Command::HalfPageDown,
        Command::HalfPageUp,
        Command::Bottom,
    ];
    if view_of(app) != before.list
        || (app.list.total() != before.total && command != Some(Command::Archive))
    {
        return list(app);
    }
    match row(app, at) {
        Some(now) if is_other(&now) && command.is_some_and(|command| pages.contains(&command)) => {
            list_page(app)
        }
        Some(now) if is_other(&now) => vec![row_line(app, at, &now)],
        None if app.list.total() == 0 && before.total > 0 => list(app),
        _ => Vec::new(),
    }
}

fn reader(app: &App) -> Vec<String> {
    let Some(opened) = app.reader.article() else {
        return vec!["Nothing is open.".to_owned()];
    };
    let mut lines = article::head(app, opened);
    let at = app.reader.cursor;
    if opened.stopped.is_some_and(|stopped| stopped == at) {
        lines.push(format!(
            "You stopped here, {} percent in:",
            article::percent(opened, at)
        ));
    }
    lines.extend(article::paragraph(opened, at));
    lines
}

fn reader_changes(before: &Place, app: &App, command: Option<Command>) -> Vec<String> {
    let Some(opened) = app.reader.article() else {
        return Vec::new();
    };
    let is_new = before.article.as_ref() != Some(&opened.row.id)
        || before.version.as_ref() != Some(&opened.version.hash);
    // Into the reader one comes by opening; back from a view or the panel one knows the article.
    if is_new || before.scope == Scope::List {
        return reader(app);
    }
    let at = app.reader.cursor;
    let mut lines = Vec::new();
    match app.reader.marks.len() {
        n if n > before.marks => lines.push("Marked.".to_owned()),
        n if n < before.marks => lines.push("The mark is gone.".to_owned()),
        _ => {}
    }
    let now = selected(app);
    if now != before.selected {
        lines.push(match now {
            Some(words) => format!("Selected: {words}"),
            None => "Nothing is selected".to_owned(),
        });
    } else if at != before.cursor {
        let by_paragraph = [
            Command::ParagraphForward,
            Command::ParagraphBack,
            Command::Top,
            Command::Onward,
        ];
        lines.extend(match command {
            Some(command) if by_paragraph.contains(&command) => article::paragraph(opened, at),
            _ => article::sentence(opened, at),
        });
    } else if command == Some(Command::ParagraphForward) {
        return vec![end_of_text()];
    } else if before.scope != app.scope() {
        lines.push(format!(
            "{}, {} percent.",
            opened.row.title,
            article::percent(opened, at)
        ));
    }
    lines
}

/// The panel: its items from the cursor on, each with its number.
fn panel(app: &App) -> Vec<String> {
    let (what, count) = (app.panel.tab, app.panel.items.len());
    let name = match what {
        Tab::Facts => "Facts",
        Tab::Notes => "Notes",
        Tab::Comparisons => "Comparisons",
    };
    if count == 0 {
        return vec![format!("{name}: {}.", app.panel.remark)];
    }
    let mut lines = vec![format!("{name}, {count}. A number goes to its words.")];
    lines.extend(panel_page(app));
    lines
}

fn panel_page(app: &App) -> Vec<String> {
    const ITEMS: usize = 10;
    let from = app.panel.cursor;
    let end = (from + ITEMS).min(app.panel.items.len());
    let mut lines: Vec<String> = (from..end).map(|item| item_line(app, item)).collect();
    let left = app.panel.items.len() - end;
    if left > 0 {
        lines.push(format!("{left} more. {} goes to the next ones.", end + 1));
    }
    lines
}

/// An item: its words without the sign before them, then what stands below them.
fn item_line(app: &App, item: usize) -> String {
    let mut line = String::new();
    for row in app.panel.rows.iter().filter(|row| row.item == Some(item)) {
        let is_words = matches!(row.part, PanelPart::Words(_));
        let words = row
            .text
            .split_once(' ')
            .filter(|_| is_words && line.is_empty());
        let text = words.map_or(row.text.as_str(), |(_, words)| words);
        if !line.is_empty() {
            line.push_str(if is_words { " " } else { "; " });
        }
        line.push_str(text.trim());
    }
    format!("{}. {line}", item + 1)
}

fn panel_changes(before: &Place, app: &App, command: Option<Command>) -> Vec<String> {
    let at = app.panel.cursor;
    let pages = [
        Command::PageDown,
        Command::PageUp,
        Command::HalfPageDown,
        Command::HalfPageUp,
    ];
    if app.panel.items.len() != before.items {
        return panel(app);
    }
    match command {
        _ if at == before.item => Vec::new(),
        Some(command) if pages.contains(&command) => panel_page(app),
        _ => vec![item_line(app, at)],
    }
}

/// The card: title and key facts, and what can be done.
fn deck(app: &App) -> Vec<String> {
    let Some(Layer::Deck(deck)) = app.layers.last() else {
        return Vec::new();
    };
    if deck.card().is_none() {
        let told = deck.decisions();
        let told: Vec<String> = told
            .iter()
            .map(|(made, count)| format!("{count} {}", made.word()))
            .collect();
        return vec![format!("No card is left. {}", told.join(", "))];
    }
    let mut lines = vec![format!("{} left.", deck.left)];
    let rows = deck.rows.iter().filter(|row| row.part != CardPart::Text);
    lines.extend(
        rows.map(|row| row.text.trim().to_owned())
            .filter(|text| !text.is_empty()),
    );
    lines.push("keep, seen, drop, tag, snooze, open; Enter leaves it for later.".to_owned());
    lines
}

/// How a note is written, and what it says already.
fn editor(app: &App) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(Layer::Editor(editor)) = app.layers.last()
        && !editor.typed().is_empty()
    {
        lines.push("The note says; what you write comes after it:".to_owned());
        lines.extend(editor.typed().lines().map(str::to_owned));
    }
    lines.push("Write the note. A line with a single dot saves it.".to_owned());
    lines
}

/// What a prompt asks for, and what may be typed.
fn asked(app: &App) -> Vec<String> {
    let (question, choices): (&str, Vec<String>) = match app.layers.last() {
        Some(Layer::Tags(prompt)) => ("Tags to give, -TAG takes one away:", texts(&prompt.choices)),
        Some(Layer::Name(prompt)) => ("A name:", texts(&prompt.choices)),
        Some(Layer::Search(_)) => ("Words to look for:", Vec::new()),
        Some(Layer::Palette(_)) => ("A command:", Vec::new()),
        Some(Layer::Correct(_)) => ("The value as it should be:", Vec::new()),
        Some(Layer::Picker(_)) => ("Words of the other mark:", Vec::new()),
        _ => ("Type:", Vec::new()),
    };
    let mut lines = vec![format!("{question} an empty line leaves it.")];
    if !choices.is_empty() {
        lines.push(format!("In use: {}", choices.join(", ")));
    }
    lines
}

fn texts(choices: &[crate::model::SafeText]) -> Vec<String> {
    choices.iter().map(ToString::to_string).collect()
}

/// The labels or verdicts with their letters.
fn labels(app: &App) -> Vec<String> {
    use crate::app::labels::Stage;
    let Some(Layer::Labels(labels)) = app.layers.last() else {
        return page::lines(app);
    };
    let told = |key: char, name: &str| format!("{key} {}", name.replace('_', " "));
    let scheme = &app.scheme;
    let (what, choices): (&str, Vec<String>) = match &labels.stage {
        Stage::Label(..) => (
            "Label",
            scheme
                .labels
                .iter()
                .map(|one| told(one.key, &one.name))
                .collect(),
        ),
        Stage::Verdict(_) => (
            "Verdict",
            scheme
                .verdicts
                .iter()
                .map(|one| told(one.key, &one.name))
                .collect(),
        ),
        Stage::Attribute(..) => return page::lines(app),
    };
    vec![
        format!("{what} for: {}", labels.quote),
        format!("{}. An empty line leaves it.", choices.join(", ")),
    ]
}
