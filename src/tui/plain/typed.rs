//! What a typed line means: a command by its name or its keys, a number, or the answer to what was asked.

use crate::app::App;
use crate::app::event::Event;
use crate::app::keys::command::{self, Argument, Command, Entry, TABLE};
use crate::app::keys::key::{Key, KeyCode, parse_keys};
use crate::app::keys::keymap::Node;
use crate::app::keys::scope::Scope;
use crate::app::layer::Layer;

/// A line that was read.
#[derive(Debug, Default)]
pub(super) struct Typed {
    /// What happens by it.
    pub events: Vec<Event>,
    /// The command that was named, if one was.
    pub command: Option<Command>,
    /// What goes into what the command opens.
    pub rest: String,
    /// What is told at once.
    pub lines: Vec<String>,
}

/// Ends a note that is being written.
const END: &str = ".";

/// Reads a line.
pub(super) fn read(app: &App, line: &str) -> Typed {
    if app.typed.letter.is_some() {
        return answer(keys_of(line.trim()));
    }
    match app.scope() {
        Scope::Editor => return note(app, line),
        Scope::Prompt => return prompt(line),
        Scope::Labels | Scope::Hints | Scope::Confirm => {
            let line = line.trim();
            let keys = if line.is_empty() {
                vec![key(KeyCode::Esc)]
            } else {
                keys_of(line)
            };
            return answer(keys);
        }
        _ => {}
    }
    let line = line.trim();
    if line.is_empty() {
        return more(app);
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (digits, words) = line.split_at_checked(digits).unwrap_or((line, ""));
    let count = digits.parse::<usize>().ok();
    match (count, words.trim()) {
        (Some(number), "") => go_to(app, number),
        (_, words) => named(app, count, words),
    }
}

/// The empty line: on, in the way that the place has.
fn more(app: &App) -> Typed {
    given(match app.scope() {
        Scope::Reader | Scope::Select => Command::ParagraphForward,
        Scope::Deck => Command::Later,
        _ => Command::PageDown,
    })
}

/// A number alone: the row of that number, opened.
fn go_to(app: &App, number: usize) -> Typed {
    let event = |command, count| Event::Command(command, count, String::new());
    let enter = app.keymap.find(app.scope(), &[key(KeyCode::Enter)]);
    let open = match enter {
        Some(Node::Leaf(bound)) => bound.first().map(|bound| bound.command),
        _ => None,
    };
    let in_text = matches!(app.scope(), Scope::Reader | Scope::Select);
    let mut events = vec![event(Command::Top, Some(number.max(1)))];
    events.extend(open.filter(|_| !in_text).map(|open| event(open, None)));
    Typed {
        events,
        command: open.or(Some(Command::Top)),
        ..Typed::default()
    }
}

/// A command by its whole name, else by its keys, else by a beginning that only one name has.
fn named(app: &App, count: Option<usize>, line: &str) -> Typed {
    let (word, rest) = sign(app, line)
        .or_else(|| line.split_once(' '))
        .map_or((line, ""), |(word, rest)| (word, rest.trim()));
    let is_whole = |entry: &Entry| {
        line.strip_prefix(entry.name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            && entry.scopes.contains(&app.scope())
    };
    let whole = TABLE
        .iter()
        .filter(|entry| is_whole(entry))
        .max_by_key(|entry| entry.name.len());
    let keys = parse_keys(word).unwrap_or_default();
    let (bound, rest) = match (whole, app.keymap.find(app.scope(), &keys)) {
        (Some(entry), _) => {
            let rest = line.get(entry.name.len()..).unwrap_or_default();
            (vec![(entry.command, String::new())], rest.trim())
        }
        (None, Some(Node::Leaf(bound))) => {
            let bound = bound.iter().map(|one| (one.command, one.argument.clone()));
            (bound.collect(), rest)
        }
        _ => match command::parse(line) {
            Some((command, rest)) => (vec![(command, String::new())], rest),
            None => {
                return Typed {
                    lines: vec![format!("{word} is no command here. help lists them.")],
                    ..Typed::default()
                };
            }
        },
    };
    let command = bound.first().map(|(command, _)| *command);
    if command == Some(Command::Help) {
        return Typed {
            lines: help(app, rest),
            ..Typed::default()
        };
    }
    if let (Some(Command::Open), Ok(number)) = (command, rest.parse()) {
        return go_to(app, number);
    }
    let takes = command.is_some_and(|command| command.entry().argument != Argument::None);
    let argument = if takes { rest } else { "" };
    let event = |(command, own): (Command, String)| {
        Event::Command(
            command,
            count,
            if own.is_empty() {
                argument.to_owned()
            } else {
                own
            },
        )
    };
    Typed {
        events: bound.into_iter().map(event).collect(),
        command,
        rest: if takes {
            String::new()
        } else {
            rest.to_owned()
        },
        ..Typed::default()
    }
}

/// A key that is no letter with what its command takes right behind it, as in `/chips`.
fn sign<'l>(app: &App, line: &'l str) -> Option<(&'l str, &'l str)> {
    let first = line
        .chars()
        .next()
        .filter(|first| !first.is_alphanumeric())?;
    let bound = match app.keymap.find(app.scope(), &[key(KeyCode::Char(first))]) {
        Some(Node::Leaf(bound)) => bound.first()?,
        _ => return None,
    };
    let takes = bound.command.entry().argument != Argument::None;
    takes.then(|| line.split_at(first.len_utf8()))
}

/// What stands behind a command that takes nothing goes into what it opened: the words of a note or prompt, the letters of
/// a label.
pub(super) fn into_opened(app: &mut App, rest: &str) -> Vec<Event> {
    if rest.is_empty() {
        return Vec::new();
    }
    if app.typed.letter.is_some() {
        return answer(keys_of(rest)).events;
    }
    match app.scope() {
        Scope::Editor => {
            begin_anew(app);
            vec![Event::Paste(rest.to_owned()), command(Command::SaveNote)]
        }
        Scope::Prompt => prompt(rest).events,
        Scope::Labels | Scope::Hints | Scope::Confirm => answer(keys_of(rest)).events,
        _ => Vec::new(),
    }
}

/// What is typed takes the place of what stood in the note.
pub(super) fn begin_anew(app: &mut App) {
    if let Some(Layer::Editor(editor)) = app.layers.last_mut() {
        editor.text.select_all();
        editor.text.cut();
    }
}

/// A line of a note, after those that it has.
fn note(app: &App, line: &str) -> Typed {
    if line.trim() == END {
        return given(Command::SaveNote);
    }
    let has_lines = match app.layers.last() {
        Some(Layer::Editor(editor)) => !editor.typed().is_empty(),
        _ => false,
    };
    let end = if has_lines { "\n" } else { "" };
    Typed {
        events: vec![Event::Paste(format!("{end}{line}"))],
        command: Some(Command::Note),
        ..Typed::default()
    }
}

/// The line that was asked for, in place of what stood there; an empty one leaves it.
fn prompt(line: &str) -> Typed {
    let line = line.trim();
    if line.is_empty() {
        return given(Command::Cancel);
    }
    let clear = Key {
        ctrl: true,
        ..key(KeyCode::Char('u'))
    };
    Typed {
        events: vec![
            Event::Key(clear),
            Event::Paste(line.to_owned()),
            command(Command::Accept),
        ],
        command: Some(Command::Accept),
        ..Typed::default()
    }
}

fn answer(keys: Vec<Key>) -> Typed {
    Typed {
        events: keys.into_iter().map(Event::Key).collect(),
        ..Typed::default()
    }
}

fn given(command: Command) -> Typed {
    Typed {
        events: vec![self::command(command)],
        command: Some(command),
        ..Typed::default()
    }
}

fn command(command: Command) -> Event {
    Event::Command(command, None, String::new())
}

fn keys_of(letters: &str) -> Vec<Key> {
    letters
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| key(KeyCode::Char(c)))
        .collect()
}

fn key(code: KeyCode) -> Key {
    Key {
        code,
        ctrl: false,
        alt: false,
        shift: false,
    }
}

/// The commands of the place, or those whose name or meaning has this word.
fn help(app: &App, word: &str) -> Vec<String> {
    let scope = app.scope();
    let word = word.to_lowercase();
    let fits = |entry: &&Entry| {
        let told = format!("{} {}", entry.name, entry.doc).to_lowercase();
        entry.scopes.contains(&scope) && told.contains(&word)
    };
    let line = |entry: &Entry| {
        let keys = app.keymap.keys_of(scope, entry.command);
        let keys = keys.map_or(String::new(), |keys| format!(" ({keys})"));
        let argument = match entry.argument {
            Argument::None => String::new(),
            Argument::Optional(name) | Argument::Needed(name) => format!(" {name}"),
        };
        format!("{}{argument}{keys}: {}", entry.name, entry.doc)
    };
    let mut lines = Vec::new();
    if word.is_empty() {
        lines.extend(
            [
                "Type a command, the beginning of its name, or its keys, and Enter.",
                "Enter alone goes on: the next page, paragraph or card.",
                "A number opens what has that number. A number before a command repeats it.",
                "redraw says again where you are. quit ends. help WORD finds commands.",
            ]
            .map(str::to_owned),
        );
        lines.push(format!("Commands here ({}):", scope.name()));
    }
    let found = lines.len();
    lines.extend(TABLE.iter().filter(fits).map(line));
    if lines.len() == found {
        lines.push(format!("No command here speaks of {word}."));
    }
    lines
}
