//! Filtering a list and finding in a text: both are a line with a live answer.

use super::line::Line;
use super::tags::next_choice;
use crate::app::App;
use crate::app::effect::Effect;
use crate::app::keys::command::Command;
use crate::app::layer::Layer;
use crate::model::query::Grouping;
use crate::model::{ArticleId, LabelScheme, Query, SafeText, Span, Valued};
use crate::query;
use std::cell::Cell;

/// State of the filter or find prompt.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// What is searched.
    pub place: Place,
    /// What is typed.
    pub line: Line,
    /// Why the typed query cannot be understood, and where in it; what stands before stays in force, else the last good one.
    pub error: Option<(String, Span)>,
    /// What was in force before, for `Esc`.
    pub before: String,
    /// Where the reader's cursor was.
    pub origin: usize,
    /// The article under the list's cursor: the cursor stays on it, or stands on the first of what is found.
    pub article: Option<ArticleId>,
    /// What may stand at the cursor, with the byte where it begins.
    pub choices: Vec<query::Completion>,
    /// The chosen one.
    pub cursor: Option<usize>,
}

/// What is searched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Place {
    /// The article list.
    #[default]
    List,
    /// The notes of the library.
    Notes,
    /// The marks whose text changed.
    Review,
    /// What several people marked.
    Adjudication,
    /// The ledger.
    Ledger,
    /// The disagreements.
    Disagreements,
    /// The view of sources.
    Sources,
    /// The text of the opened article.
    Text,
}

/// The values that the label scheme knows, in the order of its palette.
fn scheme_names(scheme: &LabelScheme, of: Option<Valued>) -> Vec<SafeText> {
    match of {
        Some(Valued::Label) => scheme.labels.iter().map(|one| one.name.clone()).collect(),
        Some(Valued::Verdict) => scheme.verdicts.iter().map(|one| one.name.clone()).collect(),
        _ => Vec::new(),
    }
}

impl App {
    /// Filters the list or the notes; with `typed`, at once.
    pub(in crate::app) fn open_filter(&mut self, typed: &str) {
        let (place, before) = match self.layers.last() {
            Some(Layer::Notes(notes)) => (Place::Notes, notes.filter.clone()),
            Some(Layer::Review(review)) => (Place::Review, review.filter.clone()),
            Some(Layer::Adjudication(view)) => (Place::Adjudication, view.filter.clone()),
            Some(Layer::Ledger(ledger)) => (Place::Ledger, ledger.filter.clone()),
            Some(Layer::Disagreements(view)) => (Place::Disagreements, view.filter.clone()),
            Some(Layer::Sources(sources)) => (Place::Sources, sources.filter.clone()),
            _ => (Place::List, self.list.filter.clone()),
        };
        self.open_search(place, before.clone(), &before, typed);
    }

    /// Finds words in the text; with `typed`, at once.
    pub(in crate::app) fn open_find(&mut self, typed: &str) {
        let before = self.reader.found.words.clone();
        self.open_search(Place::Text, before, "", typed);
    }

    fn open_search(&mut self, place: Place, before: String, begin: &str, typed: &str) {
        let line = Line::new(if typed.is_empty() { begin } else { typed });
        let origin = self.reader.cursor;
        self.layers.push(Layer::Search(Search {
            place,
            line,
            before,
            origin,
            article: self.list.current().filter(|_| self.list.touched).cloned(),
            ..Search::default()
        }));
        self.search_changed();
        if !typed.is_empty() {
            if let Some(Layer::Search(Search {
                error: Some((wrong, _)),
                ..
            })) = self.layers.pop()
            {
                self.fail(wrong);
            }
            if place == Place::Text {
                self.find_everywhere(Some(origin));
            }
        }
    }

    /// What is typed changed: answer it.
    pub(in crate::app) fn search_changed(&mut self) {
        let Some(Layer::Search(search)) = self.layers.last() else {
            return;
        };
        let (place, text, origin) = (search.place, search.line.text().to_owned(), search.origin);
        let article = search.article.clone();
        if place == Place::Text {
            self.find_words(&text, origin);
            return;
        }
        if place == Place::Sources {
            return self.set_sources_filter(&text);
        }
        let parsed = query::parse_on(&text, Some(self.today()));
        self.offer_choices();
        if let Some(Layer::Search(search)) = self.layers.last_mut() {
            search.error = parsed.err().map(|error| (error.message, error.span));
            if let Some((_, span)) = &search.error {
                let before = query::before_word(&text, span.start);
                // A word that becomes a field by its colon found other things until now. Else the last good view stays where
                // nothing stands before the wrong word.
                let is_good = !before.is_empty() || text.ends_with(':');
                if is_good && query::parse_on(before, Some(self.today())).is_ok() {
                    self.filter_place(place, before, article);
                }
                return;
            }
        }
        self.filter_place(place, &text, article);
    }

    /// Offers what may stand at the cursor. Values that are not at hand are wished for, and offered when they come.
    pub(in crate::app) fn offer_choices(&mut self) {
        let Some(Layer::Search(search)) = self.layers.last_mut() else {
            return;
        };
        let missing = Cell::new(None);
        let known = |field: &str| match field {
            "tag" => self.tags.iter().map(ToString::to_string).collect(),
            "source" => self.names.sources.iter().map(ToString::to_string).collect(),
            "folder" => self.names.folders.iter().map(ToString::to_string).collect(),
            field => {
                let of = Valued::of_field(field);
                let values = of.and_then(|of| self.values.get(&of));
                missing.set(of.filter(|_| values.is_none()));
                let mut names = scheme_names(&self.scheme, of);
                // What another scheme left in the library stands after the names of this one.
                let others = values.into_iter().flatten();
                let others = others.filter(|value| !names.contains(value)).cloned();
                names.extend(others.collect::<Vec<_>>());
                names.iter().map(ToString::to_string).collect()
            }
        };
        let text = search.line.text();
        search.choices = query::complete_with(text, search.line.cursor(), &known);
        // What is typed in full is no choice.
        let typed = |span: Span| text.get(span.start..span.end);
        let choices = &mut search.choices;
        choices.retain(|choice| typed(choice.span) != Some(choice.text.as_str()));
        search.cursor = None;
        if let Some(of) = missing.get() {
            self.wish(Effect::LoadValues(of));
        }
    }

    fn filter_place(&mut self, place: Place, text: &str, article: Option<ArticleId>) {
        match place {
            Place::List => self.filter_list(text, article),
            Place::Notes => self.set_notes_filter(text),
            Place::Review => self.set_review_filter(text),
            Place::Adjudication => self.set_adjudication_filter(text),
            Place::Ledger => self.set_ledger_filter(text),
            Place::Disagreements => self.set_disagreements_filter(text),
            Place::Sources => self.set_sources_filter(text),
            Place::Text => {}
        }
    }

    /// The list shows what fits `text`, with the cursor on its article where that fits as well.
    pub(in crate::app) fn set_filter(&mut self, text: &str) {
        let here = self.list.current().filter(|_| self.list.touched).cloned();
        self.filter_list(text, here);
    }

    /// As [`App::set_filter`], with the cursor on this article; nothing happens when the list shows that already.
    fn filter_list(&mut self, text: &str, article: Option<ArticleId>) {
        let Ok(mut query) = query::parse_on(text, Some(self.today())) else {
            return;
        };
        if query.sort.is_empty() {
            query.sort.clone_from(&self.list.order);
        }
        query.keep_groups();
        let by_story = |query: &Query| query.group == Some(Grouping::Story);
        if by_story(&query) != by_story(&self.list.query) {
            self.list.stories = by_story(&query);
        }
        query.folding = self.folding();
        text.clone_into(&mut self.list.filter);
        let needles = query::needle::needles(&query.filter);
        if needles != self.list.needles {
            self.list.look_for(needles);
            self.reader.found.words.clear();
            self.light_hits();
        }
        if query != self.list.query {
            self.list.query = query;
            self.list.groups.clear();
            self.list.changed = true;
            self.list.range = None;
            self.reader.beside.forget();
            self.load_list(article);
        }
    }

    /// Commands of the filter and find prompts.
    pub(in crate::app) fn run_in_search(&mut self, command: Command) -> bool {
        let Some(Layer::Search(search)) = self.layers.last_mut() else {
            return false;
        };
        let len = search.choices.len();
        match command {
            Command::NextChoice => search.cursor = next_choice(search.cursor, len, true),
            Command::PreviousChoice => search.cursor = next_choice(search.cursor, len, false),
            Command::Complete => {
                if let Some(choice) = search.choices.get(search.cursor.unwrap_or(0)).cloned() {
                    search
                        .line
                        .replace_before_cursor(choice.span.start, &choice.text);
                    self.search_changed();
                }
            }
            Command::Accept => {
                if let Some(choice) = search.cursor.and_then(|at| search.choices.get(at)).cloned() {
                    search
                        .line
                        .replace_before_cursor(choice.span.start, &choice.text);
                    self.search_changed();
                    return true;
                }
                if let Some(Layer::Search(search)) = self.layers.pop() {
                    self.search_accepted(&search);
                }
            }
            _ => return false,
        }
        true
    }

    fn search_accepted(&mut self, search: &Search) {
        if let Some((message, _)) = &search.error {
            self.fail(message.clone());
        }
        if search.place != Place::Text || search.line.text().is_empty() {
            return;
        }
        self.find_everywhere(Some(search.origin));
        if self.reader.found.searching.is_none() {
            self.say_found();
        }
    }

    /// `Esc`: what was in force before is so again.
    pub(in crate::app) fn search_cancelled(&mut self, search: &Search) {
        if search.place == Place::Text {
            self.find_words(&search.before, search.origin);
            self.find_everywhere(None);
            self.reader.go(search.origin);
        } else {
            self.filter_place(search.place, &search.before, search.article.clone());
        }
    }
}
