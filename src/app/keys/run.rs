//! Gives each command to the layer or pane that it is for, and does those that belong to none.

use super::command::Command;
use super::help::Help;
use crate::app::effect::Effect;
use crate::app::layer::Layer;
use crate::app::panel::Tab;
use crate::app::{App, Focus};

impl App {
    /// Does a command where the keys are, or says why not.
    pub(in crate::app) fn run(&mut self, command: Command, argument: &str) {
        let scope = self.scope();
        if !command.entry().scopes.contains(&scope) {
            let places: Vec<_> = command.entry().scopes.iter().map(|s| s.name()).collect();
            let name = command.entry().name;
            self.fail(format!(
                "`{name}` does nothing here; it works in: {}",
                places.join(", ")
            ));
            return;
        }
        let count = self.typed.count.take();
        if marks_words(command) && self.reads_older() {
            self.say(
                "An older version is for reading; gv shows the present one, which takes marks",
            );
            return;
        }
        let done = match (self.layers.last(), self.focus) {
            (Some(_), _) => self.run_in_layer(command, argument, count),
            (None, Focus::List) => self.run_in_list(command, count),
            (None, Focus::Reader) => self.run_in_reader(command, count),
            (None, Focus::Panel) => self.run_in_panel(command, count),
        };
        if !done {
            self.run_anywhere(command, argument, count);
        }
    }

    /// Whether the keys go to an older version of an article.
    pub(in crate::app) fn reads_older(&self) -> bool {
        let older = self
            .reader
            .article()
            .is_some_and(|opened| opened.older.is_some());
        older && self.layers.is_empty() && self.focus != Focus::List
    }

    /// Commands that a layer has for itself.
    fn run_in_layer(&mut self, command: Command, argument: &str, count: Option<usize>) -> bool {
        match self.layers.last() {
            Some(Layer::Search(_)) => self.run_in_search(command),
            Some(Layer::Palette(_)) => self.run_in_palette(command),
            Some(Layer::Tags(_)) => self.run_in_tags(command),
            Some(Layer::Name(_)) => self.run_in_name(command),
            Some(Layer::Correct(_)) => self.run_in_correction(command),
            Some(Layer::Editor(_)) => self.run_in_editor(command),
            Some(Layer::Deck(_)) => self.run_in_deck(command, count),
            Some(Layer::Notes(_)) => self.run_in_notes(command, argument, count),
            Some(Layer::Ledger(_)) => self.run_in_ledger(command, argument, count),
            Some(Layer::Disagreements(_)) => self.run_in_disagreements(command, argument, count),
            Some(Layer::Same(_)) => self.run_in_same(command, count),
            Some(Layer::Review(_)) => self.run_in_review(command, argument, count),
            Some(Layer::Adjudication(_)) => self.run_in_adjudication(command, argument, count),
            Some(Layer::Offers(_)) => self.run_in_offers(command, count),
            Some(Layer::Sources(_)) => self.run_in_sources(command, argument, count),
            Some(Layer::Picker(_)) => self.run_in_picker(command),
            Some(Layer::Chain(_)) => self.run_in_chain(command, count),
            Some(Layer::Compare(_)) => self.run_in_compare(command, count),
            Some(Layer::Diff(_)) => self.run_in_diff(command, argument, count),
            Some(Layer::Page(_)) => self.run_in_page(command, count),
            Some(Layer::Help(_)) => self.run_in_help(command, count),
            Some(Layer::Themes(_)) => self.run_in_themes(command, count),
            Some(Layer::Labels(_) | Layer::Relate(_) | Layer::Hints(_) | Layer::Confirm(_))
            | None => false,
        }
    }

    /// Commands that mean the same everywhere.
    fn run_anywhere(&mut self, command: Command, argument: &str, count: Option<usize>) {
        match command {
            Command::NextPane => self.turn(true),
            Command::PreviousPane => self.turn(false),
            Command::Cancel => self.cancel(),
            Command::Interrupt => {
                self.cancel();
                self.say("Q quits");
            }
            Command::Back => self.back(),
            Command::Quit => self.quit(),
            Command::Line => self.open_palette(false, ""),
            Command::Palette => self.open_palette(true, ""),
            Command::Help => self
                .layers
                .push(Layer::Help(Help::new(&self.keymap, self.scope()))),
            Command::Undo => self.undo(),
            Command::Redo => self.wish(Effect::Redo),
            Command::Repeat => self.repeat(),
            Command::Blind => self.turn_blind(),
            Command::Discard => self.discard(),
            Command::Facts => self.show_tab(Tab::Facts),
            Command::ArticleNotes => self.show_tab(Tab::Notes),
            Command::Comparisons => self.show_tab(Tab::Comparisons),
            Command::Differences => self.open_diff(argument),
            Command::Version => self.read_version(argument, count),
            Command::Details => self.show_details(),
            Command::AllNotes => self.open_notes(),
            Command::Compare => self.compare(argument),
            Command::Disagreements => self.open_disagreements(argument),
            Command::Ledger => self.open_ledger(argument),
            Command::Review => self.open_review(argument),
            Command::Adjudicate => self.open_adjudication(argument),
            Command::Sources => self.open_sources(),
            Command::Group => self.group_list(argument),
            Command::SaveSearch => self.save_search(argument),
            Command::OpenSaved => self.open_saved(argument),
            Command::RemoveSource => self.remove_source(argument),
            Command::Export => self.export(argument),
            Command::Theme => self.choose_theme(argument),
            Command::Filter => self.open_filter(argument),
            Command::Find => self.open_find(argument),
            Command::Add if argument.is_empty() => self.open_palette(false, "add "),
            Command::Add => self.wish(Effect::Import(vec![argument.into()])),
            Command::Subscribe => self.subscribe(argument),
            Command::StopImport => self.stop_import(),
            Command::Refresh => {
                let generation = self.next_request();
                self.refreshing = Some(generation);
                self.wish(Effect::LoadSources(generation));
                self.say("Asking the sources for what is new");
            }
            Command::SetMark | Command::GoToMark => self.ask_letter(command),
            Command::JumpBack => self.jump(false),
            Command::JumpForward => self.jump(true),
            Command::Confidence => self.rate(),
            Command::Link => self.link(),
            Command::Chain => self.open_chain(),
            Command::History => self.open_history(),
            Command::Label => self.open_labels(),
            Command::Triage => self.open_deck(),
            Command::Why => self.ask_why(),
            Command::SnoozeDay
            | Command::SnoozeTomorrow
            | Command::SnoozeWeekend
            | Command::SnoozeWeek
            | Command::SnoozeStory
            | Command::SnoozeUntil => self.snooze_by(command, argument),
            Command::WakeUp => self.bring_back(),
            Command::LabelSame => self.open_same(),
            Command::Note | Command::NoteOnFact => self.open_note(),
            Command::NoteOnArticle => self.open_note_on_article(),
            Command::Tag => self.tag(argument),
            Command::TagArticle => self.tag_article(),
            Command::Copy => self.copy(),
            Command::Edit => self.open_note(),
            Command::Delete => self.delete_mark(),
            Command::Redraw => self.wish(Effect::Redraw),
            Command::Suspend => self.wish(Effect::Suspend),
            _ => {}
        }
    }

    /// Goes to the next or previous pane. The reader and the panel can be entered once an article is wanted.
    fn turn(&mut self, forward: bool) {
        self.focus = match (self.focus, forward) {
            (Focus::List, true) | (Focus::Panel, false) => Focus::Reader,
            (Focus::Reader, true) | (Focus::List, false) => Focus::Panel,
            (Focus::Panel, true) | (Focus::Reader, false) => Focus::List,
        };
        if self.focus != Focus::List && self.reader.wanted.is_none() {
            match self.list.current().cloned() {
                Some(article) => self.want(article),
                None => self.focus = Focus::List,
            }
        }
        if self.focus == Focus::Reader {
            self.enter_reader();
        }
    }

    /// Cancels the innermost thing, else goes one level back; never quits.
    fn cancel(&mut self) {
        if let Some(layer) = self.layers.pop() {
            self.close(layer);
        } else if self.stop_searching() {
            // What was found near the cursor stays.
        } else if self.focus == Focus::Reader && self.stop_picking() {
            // What waited for the words goes without them.
        } else if self.reader.selection.take().is_some() || self.list.range.take().is_some() {
            // The selection was the innermost thing.
        } else if self.focus == Focus::Reader && self.stop_labelling() {
            // From the labelling layer one comes back to reading.
        } else if self.focus == Focus::Panel && self.reader.entered {
            self.focus = Focus::Reader;
        } else if self.focus == Focus::Reader && self.read_present() {
            // From an older version one comes back to the present one.
        } else if self.focus != Focus::List {
            self.leave_reader();
        } else if self.list.filter.is_empty() {
            if !self.stop_arrivals() {
                self.say("Q quits");
            }
        } else {
            self.set_filter("");
        }
    }

    /// What closing a layer without taking it means.
    fn close(&mut self, layer: Layer) {
        match layer {
            Layer::Search(search) => self.search_cancelled(&search),
            Layer::Editor(editor) => self.keep_draft(&editor),
            Layer::Themes(_) => {
                let theme = self.settings.theme.clone();
                self.set_theme(&theme, false);
            }
            Layer::Confirm(_) => self.quitting = false,
            Layer::Sources(sources) => self.sources_left(&sources),
            Layer::Deck(deck) => self.deck_left(&deck),
            _ => {}
        }
    }

    /// As [`App::cancel`], but quits at the root.
    fn back(&mut self) {
        let root = self.layers.is_empty()
            && self.focus == Focus::List
            && self.list.range.is_none()
            && self.list.filter.is_empty();
        if root { self.quit() } else { self.cancel() }
    }

    /// Shows a tab of the panel; again: goes into it.
    fn show_tab(&mut self, tab: Tab) {
        if self.reader.wanted.is_none() {
            match self.list.current().cloned() {
                Some(article) => self.want(article),
                None => return,
            }
        }
        self.panel.show(tab);
        self.reader.selection = None;
        self.focus = Focus::Panel;
    }

    /// Exports the notes: those of the view, to the folder given or configured.
    fn export(&mut self, folder: &str) {
        let folder = (!folder.is_empty()).then(|| folder.into());
        let query = match self.focus {
            Focus::List => self.list.query.clone(),
            _ => self
                .article_query()
                .unwrap_or_else(|| self.list.query.clone()),
        };
        let only = self.settings.blind.then(|| self.settings.annotator.clone());
        self.wish(Effect::Export(query.of(only), folder));
        self.say("Exporting…");
    }
}

/// Commands that make or change marks on the words of the opened article.
const fn marks_words(command: Command) -> bool {
    matches!(
        command,
        Command::Label
            | Command::ClaimFact
            | Command::RejectFact
            | Command::CorrectFact
            | Command::Link
            | Command::Confidence
            | Command::Note
            | Command::NoteOnFact
            | Command::Tag
            | Command::Edit
            | Command::Delete
            | Command::Repeat
            | Command::SentenceHints
            | Command::WordHints
            | Command::LabelSame
            | Command::Labelling
            | Command::TakeWords
    )
}
