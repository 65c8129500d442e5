//! The note editor: several lines of text that are never lost. `C-s` saves, `Esc` keeps a draft.

use super::annotate::{Subject, body_of};
use crate::app::effect::Effect;
use crate::app::event::{Deadline, Draft};
use crate::app::keys::command::Command;
use crate::app::keys::key::{Key, KeyCode};
use crate::app::layer::Layer;
use crate::app::{App, Focus};
use crate::model::{Action, ArticleId, Body, Link, Origin, SafeText, Span};
use ratatui_textarea::{CursorMove, Input, TextArea, WrapMode};
use std::time::Duration;

/// Typed text is written down after so long without a key.
const DRAFT_AFTER: Duration = Duration::from_secs(2);

/// State of the note editor.
#[derive(Debug, Clone)]
pub struct Editor {
    /// What the note is on.
    pub subject: NoteSubject,
    /// The words it is on, for the heading; empty for a note on the whole article.
    pub quote: String,
    /// The text and its cursor.
    pub text: TextArea<'static>,
    /// What was stored when the editor opened.
    pub original: String,
    /// Whether the text came from a draft.
    pub from_draft: bool,
}

/// What a note is on.
#[derive(Debug, Clone, PartialEq)]
pub enum NoteSubject {
    /// Words or a mark.
    Span(Subject),
    /// The whole article.
    Article(ArticleId),
    /// A link: a ruling, or how two claims stand to each other.
    Link(Link),
}

impl Editor {
    /// The typed text.
    pub fn typed(&self) -> String {
        self.text.lines().join("\n")
    }

    /// The name of its draft.
    pub fn key(&self) -> String {
        match &self.subject {
            NoteSubject::Span(Subject::Mark(id, ..)) => format!("mark {id}"),
            NoteSubject::Span(Subject::Words(article, target)) => words_key(article, target.span),
            NoteSubject::Span(subject @ Subject::Gold(_)) => format!("gold {}", subject.quote()),
            NoteSubject::Article(article) => format!("article {article}"),
            NoteSubject::Link(link) => format!("link {}", link.id),
        }
    }

    /// Inserts pasted text, made safe.
    pub(in crate::app) fn insert(&mut self, text: &str) {
        let text = SafeText::new(text.replace("\r\n", "\n").replace('\r', "\n"));
        self.text.insert_str(text.as_str());
    }
}

/// The name of a draft on words without a mark.
fn words_key(article: &ArticleId, span: Span) -> String {
    format!("words {article} {} {}", span.start, span.end)
}

/// The article a draft belongs to, when its name says it.
fn article_of(key: &str) -> Option<&str> {
    let mut words = key.split(' ');
    matches!(words.next(), Some("words" | "article"))
        .then(|| words.next())
        .flatten()
}

impl App {
    /// Writes a note on the words that are meant, or edits the one they have.
    pub(in crate::app) fn open_note(&mut self) {
        if let Some(linked) = self.chosen_link() {
            let link = linked.link.clone();
            return self.open_editor(NoteSubject::Link(link));
        }
        match self.subject() {
            Some(subject) => self.open_editor(NoteSubject::Span(subject)),
            None => self.say("No words for a note here"),
        }
    }

    /// Writes a note on the whole article.
    pub(in crate::app) fn open_note_on_article(&mut self) {
        let article = match self.focus {
            Focus::List => self.list.current().cloned(),
            _ => self.reader.wanted.clone(),
        };
        match article {
            Some(article) => self.open_editor(NoteSubject::Article(article)),
            None => self.say("No article here"),
        }
    }

    pub(in crate::app) fn open_editor(&mut self, subject: NoteSubject) {
        let (quote, original) = match &subject {
            NoteSubject::Span(Subject::Mark(_, body, quote)) => {
                (quote.clone(), body.note.to_string())
            }
            NoteSubject::Span(subject) => (subject.quote().to_owned(), String::new()),
            NoteSubject::Article(_) => (String::new(), String::new()),
            NoteSubject::Link(link) => (link.relation.words().to_owned(), link.note.to_string()),
        };
        let mut editor = Editor {
            subject,
            quote,
            text: TextArea::default(),
            original,
            from_draft: false,
        };
        self.adopt_draft(&editor);
        let key = editor.key();
        let draft = self.drafts.iter().find(|draft| draft.key == key);
        editor.from_draft = draft.is_some();
        let text = draft.map_or(&editor.original, |draft| &draft.text);
        editor.text = TextArea::new(text.split('\n').map(str::to_owned).collect());
        editor.text.set_wrap_mode(WrapMode::WordOrGlyph);
        editor.text.move_cursor(CursorMove::Bottom);
        editor.text.move_cursor(CursorMove::End);
        if editor.from_draft {
            self.say("This is the draft you left; :discard drops it");
        }
        self.layers.push(Layer::Editor(Box::new(editor)));
    }

    /// A draft on words that were marked since then belongs to the mark.
    fn adopt_draft(&mut self, editor: &Editor) {
        let NoteSubject::Span(Subject::Mark(id, ..)) = &editor.subject else {
            return;
        };
        let mark = self
            .reader
            .marks
            .iter()
            .find(|mark| mark.note.annotation.id == *id);
        let Some((span, article)) =
            mark.and_then(|mark| Some((mark.note.span?, &mark.note.annotation.article)))
        else {
            return;
        };
        let old = words_key(article, span);
        if let Some(draft) = self.drop_draft(&old) {
            let draft = Draft {
                key: editor.key(),
                ..draft
            };
            self.wish(Effect::KeepDraft(draft.clone()));
            self.drafts.push(draft);
        }
    }

    /// A key that is text or an editing key.
    pub(in crate::app) fn editor_key(&mut self, key: Key) {
        if let Some(Layer::Editor(editor)) = self.layers.last_mut()
            && editor.text.input(input(key))
        {
            self.editor_changed();
        }
    }

    /// The text changed: it is written down when the hand rests.
    pub(in crate::app) fn editor_changed(&mut self) {
        self.wish(Effect::Wake(Deadline::Draft, DRAFT_AFTER));
    }

    /// The hand rested: write the text down.
    pub(in crate::app) fn draft_due(&mut self) {
        if let Some(Layer::Editor(editor)) = self.layers.last() {
            let draft = Draft {
                key: editor.key(),
                text: editor.typed(),
            };
            if draft.text != editor.original {
                self.wish(Effect::KeepDraft(draft));
            }
        }
    }

    /// Commands of the note editor.
    pub(in crate::app) fn run_in_editor(&mut self, command: Command) -> bool {
        if command != Command::SaveNote {
            return false;
        }
        if let Some(reason) = self.settings.read_only.clone() {
            self.fail(format!(
                "The library is read-only: {reason}; the text stays here"
            ));
            return true;
        }
        let Some(Layer::Editor(editor)) = self.layers.pop() else {
            return false;
        };
        let key = editor.key();
        let note = SafeText::new(editor.typed().trim_end());
        let group = self.group();
        match &editor.subject {
            NoteSubject::Span(subject) if note.as_str() != editor.original => {
                let body = Body {
                    note,
                    ..body_of(subject)
                };
                let id = self.put(subject, body, group, Some(key));
                if self.focus != Focus::List {
                    self.touched(id);
                }
            }
            NoteSubject::Article(article) if !note.is_empty() => {
                let body = Body {
                    note,
                    ..Body::default()
                };
                self.annotate(article.clone(), None, body, group, Some(key));
            }
            NoteSubject::Link(link) if note.as_str() != editor.original => {
                let link = Link {
                    note,
                    modified: self.now,
                    ..link.clone()
                };
                self.show_link(&link);
                self.save_as(Action::Link(Box::new(link)), Origin::User, group, Some(key));
            }
            _ => {
                self.drop_draft(&key);
                self.say("Nothing to save");
            }
        }
        true
    }

    /// Keeps what is typed as a draft, when it is something new.
    pub(in crate::app) fn keep_draft(&mut self, editor: &Editor) {
        let draft = Draft {
            key: editor.key(),
            text: editor.typed(),
        };
        self.drafts.retain(|other| other.key != draft.key);
        if draft.text.trim_end() == editor.original.trim_end() {
            self.wish(Effect::KeepDraft(Draft {
                text: String::new(),
                ..draft
            }));
            return;
        }
        self.wish(Effect::KeepDraft(draft.clone()));
        self.drafts.push(draft);
        self.say("✎ Kept as a draft; a goes on, :discard drops it");
    }

    /// Drops a draft: of the words or article here, else the newest. `u` brings it back.
    pub(in crate::app) fn discard(&mut self) {
        let here = self.reader.wanted.as_ref();
        let of_article = self
            .drafts
            .iter()
            .rev()
            .find(|draft| here.is_some_and(|id| article_of(&draft.key) == Some(id.as_str())));
        let Some(key) = of_article
            .or(self.drafts.last())
            .map(|draft| draft.key.clone())
        else {
            self.say("There is no draft");
            return;
        };
        self.dropped = self.drop_draft(&key);
        self.say("Draft dropped; u brings it back");
    }
}

/// A key in the text area's own words.
fn input(key: Key) -> Input {
    use ratatui_textarea::Key as To;
    let to = match key.code {
        KeyCode::Char(c) => To::Char(c),
        KeyCode::Enter => To::Enter,
        KeyCode::Esc => To::Esc,
        KeyCode::Tab => To::Tab,
        KeyCode::Backspace => To::Backspace,
        KeyCode::Delete => To::Delete,
        KeyCode::Up => To::Up,
        KeyCode::Down => To::Down,
        KeyCode::Left => To::Left,
        KeyCode::Right => To::Right,
        KeyCode::Home => To::Home,
        KeyCode::End => To::End,
        KeyCode::PageUp => To::PageUp,
        KeyCode::PageDown => To::PageDown,
        KeyCode::F(n) => To::F(n),
    };
    Input {
        key: to,
        ctrl: key.ctrl,
        alt: key.alt,
        shift: key.shift,
    }
}
