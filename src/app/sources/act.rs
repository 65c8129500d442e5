//! What is done to the row under the cursor: listed, named, moved, muted, tagged, removed.

use super::{Place, Row, Sources};
use crate::app::App;
use crate::app::effect::View;
use crate::app::layer::Layer;
use crate::app::prompt::confirm::{Answer, Confirm};
use crate::app::prompt::name::Subject;
use crate::app::prompt::tags::TagSubject;
use crate::model::{Action, Folder, KeptSearch, SafeText, SourceId, SourceRow, StateChange};
use crate::query;

/// Why a fixed view is neither named, moved nor removed.
const ALWAYS_THERE: &str = "This view is always there; S in the list keeps one of your own";

/// The query that lists what a row stands for.
fn query_of(sources: &Sources, row: &Row) -> String {
    match row {
        Row::View { view, .. } => view.query().to_owned(),
        Row::Search { search, .. } => search.query.to_string(),
        Row::Folder(row) => format!("folder:\"{}\"", row.folder),
        Row::Source { source, .. } => {
            let same = |other: &&SourceRow| other.name == source.name;
            // Where the name says too little, or cannot be written in quotation marks, the id says which.
            if source.name.contains('"') || sources.stored.iter().filter(same).count() > 1 {
                format!("source:{}", source.id)
            } else {
                format!("source:\"{}\"", source.name)
            }
        }
    }
}

impl App {
    fn chosen_row(&mut self) -> Option<Row> {
        let row = self
            .sources_view()
            .and_then(|sources| sources.current().cloned());
        if row.is_none() {
            self.say("No source here");
        }
        row
    }

    /// The sources under the cursor; says so when it is on none.
    fn chosen_sources(&mut self) -> Vec<SourceId> {
        let chosen = self
            .sources_view()
            .map_or(Vec::new(), |sources| sources.chosen());
        if chosen.is_empty() {
            self.say("This is no source");
        }
        chosen
    }

    /// Leaves the view for the list of what is under the cursor.
    pub(super) fn list_chosen(&mut self) {
        let Some(sources) = self.sources_view().cloned() else {
            return;
        };
        let Some(row) = sources.current() else { return };
        let text = query_of(&sources, row);
        self.sources_left(&sources);
        self.layers.pop();
        self.leave_reader();
        self.set_filter(&text);
    }

    /// Marks the articles of what is under the cursor as read.
    pub(super) fn mark_chosen_read(&mut self) {
        let Some(sources) = self.sources_view().cloned() else {
            return;
        };
        let text = sources.current().map(|row| query_of(&sources, row));
        match text.map(|text| query::parse_on(&text, Some(self.today()))) {
            None => self.say("No source here"),
            Some(Err(error)) => self.fail(error.message),
            Some(Ok(query)) => {
                let state = StateChange {
                    read: Some(true),
                    ..StateChange::default()
                };
                let view = View {
                    query,
                    first: 0,
                    count: usize::MAX,
                };
                let articles = Vec::new();
                self.save_for_view(Action::SetState { articles, state }, view);
            }
        }
    }

    /// Asks the sources under the cursor for what is new; from a view or a kept search, all of them.
    pub(super) fn refresh_chosen(&mut self) {
        let Some(sources) = self.sources_view() else {
            return;
        };
        if let Some(Row::View { .. } | Row::Search { .. }) = sources.current() {
            let all = sources.stored.clone();
            self.say("Asking all sources for what is new");
            return self.refresh(&all);
        }
        let chosen = sources.chosen();
        let rows = sources.stored.iter().filter(|row| chosen.contains(&row.id));
        let rows: Vec<_> = rows.cloned().collect();
        self.refresh_these(&rows);
    }

    /// Asks for another name of what is under the cursor.
    pub(super) fn rename_chosen(&mut self) {
        match self.chosen_row() {
            None => {}
            Some(Row::View { .. }) => self.say(ALWAYS_THERE),
            Some(Row::Search { search, .. }) => {
                let name = search.name.clone();
                self.ask_name(Subject::RenameSearch(search.name), &name);
            }
            Some(Row::Folder(row)) => {
                let path = row.folder.to_string();
                self.ask_name(Subject::RenameFolder(row.folder), &path);
            }
            Some(Row::Source { source, .. }) => {
                self.ask_name(Subject::RenameSource(source.id), &source.name);
            }
        }
    }

    /// Moves what is under the cursor into a folder; asks for it when none is given.
    pub(super) fn move_chosen(&mut self, typed: &str) {
        let (subject, now) = match self.chosen_row() {
            Some(Row::Source { source, .. }) => {
                (Subject::MoveSource(source.id), source.folder.to_string())
            }
            Some(Row::Folder(row)) => {
                let parent = row.folder.parent().to_string();
                (Subject::MoveFolder(row.folder), parent)
            }
            Some(Row::View { .. }) => return self.say(ALWAYS_THERE),
            Some(Row::Search { .. }) => {
                return self.say("Kept searches stand on top; e renames one");
            }
            None => return,
        };
        if typed.is_empty() {
            self.ask_name(subject, &now);
        } else {
            self.name_given(subject, typed);
        }
    }

    /// Mutes what is under the cursor, or hears it again when all of it is muted.
    pub(super) fn mute_chosen(&mut self) {
        let sources = self.chosen_sources();
        let Some(Layer::Sources(view)) = self.layers.last() else {
            return;
        };
        let is_muted = |row: &Row| match row {
            Row::Source { source, .. } => source.muted,
            Row::Folder(row) => row.muted == row.sources,
            Row::View { .. } | Row::Search { .. } => false,
        };
        let muted = !view.current().is_some_and(is_muted);
        if sources.is_empty() {
            return;
        }
        self.save(Action::MuteSources { sources, muted });
        self.say(if muted {
            "Muted: not fetched by itself, listed only when source: or is:muted asks"
        } else {
            "Heard again"
        });
    }

    /// Gives and takes tags of what is under the cursor.
    pub(super) fn tag_chosen(&mut self, typed: &str) {
        let sources = self.chosen_sources();
        if !sources.is_empty() {
            self.tag_what(TagSubject::Sources(sources), typed);
        }
    }

    /// Removes what is under the cursor. A kept search is forgotten at once: one `u` brings it back.
    pub(super) fn delete_chosen(&mut self) {
        match self.chosen_row() {
            None => {}
            Some(Row::View { .. }) => self.say(ALWAYS_THERE),
            Some(Row::Search { search, .. }) => {
                self.say(format!(
                    "{} is no longer kept; u brings it back",
                    search.name
                ));
                self.save(Action::DeleteSearch { name: search.name });
            }
            Some(Row::Folder(row)) => {
                let sources = self.chosen_sources();
                let what = format!("the {} of {}", sources_in_words(sources.len()), row.folder);
                self.ask_removal(&what, row.articles, sources);
            }
            Some(Row::Source { source, .. }) => {
                self.ask_removal(&source.name, source.articles, vec![source.id]);
            }
        }
    }

    /// Removes the source under the cursor, or the one with a name; asks before.
    pub(in crate::app) fn remove_source(&mut self, name: &str) {
        if matches!(self.layers.last(), Some(Layer::Sources(_))) && name.is_empty() {
            return self.delete_chosen();
        }
        self.open_sources();
        if let Some(sources) = self.sources_view() {
            sources.remove = (!name.is_empty()).then(|| name.to_owned());
        }
        if name.is_empty() {
            self.say("Choose the source, then d removes it");
        }
    }

    pub(super) fn remove_named(&mut self, name: &str, rows: &[SourceRow]) {
        let exact = rows
            .iter()
            .filter(|row| row.name.as_str() == name || row.id.as_str() == name);
        let part = rows
            .iter()
            .filter(|row| row.name.to_lowercase().contains(&name.to_lowercase()));
        let found: Vec<_> = match exact.collect::<Vec<_>>() {
            exact if exact.len() == 1 => exact,
            _ => part.collect(),
        };
        match found.as_slice() {
            [source] => self.ask_removal(&source.name, source.articles, vec![source.id.clone()]),
            [] => self.fail(format!("No source is named `{name}`")),
            _ => self.fail(format!(
                "{} sources fit `{name}`; choose one, then d removes it",
                found.len()
            )),
        }
    }

    fn ask_removal(&mut self, what: &str, articles: u64, sources: Vec<SourceId>) {
        let articles = match articles {
            1 => "1 article".to_owned(),
            n => format!("{n} articles"),
        };
        self.layers.push(Layer::Confirm(Confirm {
            question: format!("Remove {what} with {articles}? Annotated ones stay."),
            answer: Answer::RemoveSources(sources),
        }));
    }

    /// Keeps the filter and order of the list under a name; asks for it when none is given.
    pub(in crate::app) fn save_search(&mut self, name: &str) {
        let query = self.search_text();
        if query.is_empty() {
            return self.say("The list shows everything: filter or sort it first");
        }
        let subject = Subject::SaveSearch(SafeText::line(&query));
        if name.is_empty() {
            self.ask_name(subject, "");
        } else {
            self.name_given(subject, name);
        }
    }

    /// What the list shows, as a query: the filter as typed, with the order that was chosen by key.
    fn search_text(&self) -> String {
        let (filter, sort) = (self.list.filter.trim(), &self.list.query.sort);
        let typed =
            query::parse_on(filter, Some(self.today())).map_or(Vec::new(), |query| query.sort);
        if typed == *sort {
            return filter.to_owned();
        }
        let order = query::sort_text(sort);
        // The last order wins, and an unfinished word must stay at the end.
        let text = if typed.is_empty() {
            format!("{order} {filter}")
        } else {
            format!("{filter} {order}")
        };
        text.trim().to_owned()
    }

    /// Shows the kept search of this name, or asks for one.
    pub(in crate::app) fn open_saved(&mut self, name: &str) {
        if self.kept_searches().is_empty() {
            return self.say("No search is kept yet; S keeps what the list shows");
        }
        if name.is_empty() {
            self.ask_name(Subject::OpenSearch, "");
        } else {
            self.name_given(Subject::OpenSearch, name);
        }
    }

    /// Shows the kept search that is called so, or the only one that begins so.
    pub(in crate::app) fn apply_saved(&mut self, name: &str) {
        let all = self.kept_searches();
        let wanted = name.to_lowercase();
        let begun = |search: &&KeptSearch| search.name.to_lowercase().starts_with(&wanted);
        let exact = all.iter().find(|search| search.name.as_str() == name);
        let mut fitting = all.iter().filter(begun);
        let found = exact.or_else(|| fitting.next().filter(|_| fitting.next().is_none()));
        match found {
            Some(search) => {
                self.leave_reader();
                self.set_filter(&search.query);
            }
            None => self.fail(format!("No search is kept as `{name}`")),
        }
    }

    /// After a move: the place it went to is open, and the cursor stays on what moved.
    pub(in crate::app) fn follow_move(&mut self, folder: &Folder) {
        for around in folder.with_parents() {
            self.arrangement.folded.remove(&around);
        }
        self.show_sources();
    }

    /// Puts the cursor of the view on what has another name now.
    pub(in crate::app) fn cursor_to(&mut self, place: &Place) {
        if let Some(sources) = self.sources_view() {
            sources.go(Some(place));
        }
    }
}

fn sources_in_words(count: usize) -> String {
    match count {
        1 => "1 source".to_owned(),
        n => format!("{n} sources"),
    }
}
