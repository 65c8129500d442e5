//! Filtering a list and finding in a text: both are a line with a live answer.

use super::line::Line;
use super::tags::next_choice;
use crate::app::App;
use crate::app::effect::{Effect, Generation};
use crate::app::keys::command::Command;
use crate::app::layer::Layer;
use crate::app::reader::Searching;
use crate::app::reader::find::find_in;
use crate::model::query::Grouping;
use crate::model::{Query, Span};
use crate::query;
use crate::text::layout::WHOLE;

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

    /// What is found around the cursor of a long text is looked for in all of it.
    /// As long as nothing was found there, the cursor goes from `from` to the first place.
    fn find_everywhere(&mut self, from: Option<usize>) {
        let Some(opened) = self.reader.article().cloned() else {
            return;
        };
        let words = self.reader.found.words.clone();
        if words.is_empty() || opened.article.text.len() <= WHOLE {
            return;
        }
        let generation = self.next_request();
        self.reader.found.searching = Some(Searching {
            percent: 0,
            generation,
            from: from.filter(|_| self.reader.found.spans.is_empty()),
        });
        self.wish(Effect::FindWords(generation, opened, words));
    }

    /// Nobody waits for the rest of a long text.
    pub(in crate::app) fn stop_searching(&mut self) -> bool {
        let stops = self.reader.found.searching.take().is_some();
        if stops {
            self.wish(Effect::CancelFind);
        }
        stops
    }

    /// So much of a long text is searched.
    pub(in crate::app) fn search_went_on(&mut self, generation: Generation, percent: usize) {
        let searching = self.reader.found.searching.as_mut();
        if let Some(searching) = searching.filter(|it| it.generation == generation) {
            searching.percent = percent;
        }
    }

    /// All of a long text is searched.
    pub(in crate::app) fn words_found(&mut self, generation: Generation, spans: Vec<Span>) {
        let found = &mut self.reader.found;
        let Some(searching) = found.searching.take_if(|it| it.generation == generation) else {
            return;
        };
        found.spans = spans;
        // Who went on meanwhile stays where they are.
        if let Some(from) = searching.from.filter(|from| *from == self.reader.cursor) {
            self.go_to_found(from);
        }
        self.say_found();
    }

    fn say_found(&mut self) {
        match self.reader.found.spans.len() {
            0 => self.say("Not found"),
            n => self.say(format!("{n} found; n and N walk them")),
        }
    }

    /// What is typed changed: answer it.
    pub(in crate::app) fn search_changed(&mut self) {
        let Some(Layer::Search(search)) = self.layers.last() else {
            return;
        };
        let (place, text, origin) = (search.place, search.line.text().to_owned(), search.origin);
        if place == Place::Text {
            self.find_words(&text, origin);
            return;
        }
        if place == Place::Sources {
            return self.set_sources_filter(&text);
        }
        let parsed = query::parse_on(&text, Some(self.today()));
        if let Some(Layer::Search(search)) = self.layers.last_mut() {
            let known = |field: &str| match field {
                "tag" => self.tags.iter().map(ToString::to_string).collect(),
                "source" => self.names.sources.iter().map(ToString::to_string).collect(),
                "folder" => self.names.folders.iter().map(ToString::to_string).collect(),
                "label" => self
                    .scheme
                    .labels
                    .iter()
                    .map(|label| label.name.to_string())
                    .collect(),
                "verdict" => self
                    .scheme
                    .verdicts
                    .iter()
                    .map(|one| one.name.to_string())
                    .collect(),
                _ => Vec::new(),
            };
            search.choices = query::complete_with(&text, search.line.cursor(), &known);
            // What is typed in full is no choice.
            let typed = |span: Span| text.get(span.start..span.end);
            let choices = &mut search.choices;
            choices.retain(|choice| typed(choice.span) != Some(choice.text.as_str()));
            search.cursor = None;
            search.error = parsed.err().map(|error| (error.message, error.span));
            if let Some((_, span)) = &search.error {
                // A field that is being typed was a word a moment ago, which found other things.
                let before = query::before_word(&text, span.start);
                if query::parse_on(before, Some(self.today())).is_ok() {
                    self.filter_place(place, before);
                }
                return;
            }
        }
        self.filter_place(place, &text);
    }

    /// A text came: the words that stand, or are being typed, are found in it.
    pub(in crate::app) fn find_again(&mut self) {
        if matches!(self.layers.last(), Some(Layer::Search(search)) if search.place == Place::Text)
        {
            self.search_changed();
        } else if std::mem::take(&mut self.reader.found.stale) {
            self.find_around(self.reader.cursor);
            self.find_everywhere(None);
        }
    }

    fn filter_place(&mut self, place: Place, text: &str) {
        match place {
            Place::List => self.set_filter(text),
            Place::Notes => self.set_notes_filter(text),
            Place::Review => self.set_review_filter(text),
            Place::Adjudication => self.set_adjudication_filter(text),
            Place::Ledger => self.set_ledger_filter(text),
            Place::Disagreements => self.set_disagreements_filter(text),
            Place::Sources => self.set_sources_filter(text),
            Place::Text => {}
        }
    }

    /// The list shows what fits `text`; nothing happens when it shows that already.
    pub(in crate::app) fn set_filter(&mut self, text: &str) {
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
            self.list.needles = needles;
            self.reader.found.words.clear();
            self.light_hits();
        }
        if query != self.list.query {
            self.list.query = query;
            self.list.groups.clear();
            self.list.changed = true;
            self.list.range = None;
            self.reload_list();
        }
    }

    /// Finds words; the cursor goes to the first place at or after `from`.
    fn find_words(&mut self, words: &str, from: usize) {
        if self.reader.article().is_some() {
            words.clone_into(&mut self.reader.found.words);
            self.stop_searching();
            self.find_around(from);
            self.go_to_found(from);
        }
    }

    /// Finds the words that stand: in a long text only around a place, which costs what a short one costs.
    fn find_around(&mut self, from: usize) {
        let Some(opened) = self.reader.article() else {
            return;
        };
        let text = &opened.article.text;
        let around = if text.len() > WHOLE {
            Span::new(from.saturating_sub(WHOLE / 2), from + WHOLE / 2)
        } else {
            Span::new(0, text.len())
        };
        self.reader.found.spans = find_in(text, &self.reader.found.words, around);
    }

    /// The cursor goes to the first place at or after `from`.
    fn go_to_found(&mut self, from: usize) {
        let spans = &self.reader.found.spans;
        let next = spans
            .iter()
            .find(|span| span.start >= from)
            .or(spans.first())
            .copied();
        match next {
            Some(span) => self.reader.point_at(span),
            None => self.reader.go(from),
        }
    }

    /// Goes to the next or previous place, round the end.
    pub(in crate::app) fn find_next(&mut self, forward: bool, count: Option<usize>) {
        let len = self.reader.found.spans.len();
        let is_searching = self.reader.found.searching.is_some();
        if len == 0 {
            self.say(if is_searching {
                "The text is still being searched"
            } else if self.reader.found.words.is_empty() {
                "/ finds words"
            } else {
                "Not found"
            });
            return;
        }
        let at = self.reader.cursor;
        let spans = &self.reader.found.spans;
        let steps = count.unwrap_or(1) % len;
        let index = if forward {
            spans.partition_point(|span| span.start <= at) + steps + len - 1
        } else {
            spans.partition_point(|span| span.start < at) + 2 * len - steps
        };
        let found = spans.get(index % len).copied();
        self.leave_place();
        if let Some(span) = found {
            self.reader.point_at(span);
            let place = self
                .reader
                .found
                .spans
                .partition_point(|other| other.start <= span.start);
            let so_far = if is_searching { " near here" } else { "" };
            self.say(format!("{place} of {len}{so_far}"));
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
            self.filter_place(search.place, &search.before);
        }
    }
}
