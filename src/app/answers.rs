//! What the driver reports: rows, articles, stored changes, progress.

use super::App;
use super::effect::Effect;
use super::event::{Deadline, Draft, Event, Tint};
use super::list::articles_in_words;
use crate::model::{ArticleId, ExportReport, Feeds, ImportProgress, Span};

impl App {
    /// Takes a report of the driver.
    pub(super) fn answer(&mut self, event: Event) {
        match event {
            Event::Together(events) => events.into_iter().for_each(|event| self.answer(event)),
            Event::ListLoaded(generation, window) => self.list_loaded(generation, *window),
            Event::ListCounted(generation, census) => self.list_counted(generation, &census),
            Event::SnippetsLoaded(needles, found) => self.list.snippets_loaded(&needles, found),
            Event::Explained(generation, holds) => self.explained(generation, &holds),
            Event::CardsLoaded(generation, page) => self.cards_loaded(generation, page),
            Event::TriageLoaded(kept) => self.triage = kept,
            Event::BookmarksLoaded(bookmarks) => self.bookmarks_loaded(*bookmarks),
            Event::ArticleLoaded(generation, found) => self.article_loaded(generation, found),
            Event::Searching(generation, percent) => self.search_went_on(generation, percent),
            Event::WordsFound(generation, spans) => self.words_found(generation, spans),
            Event::VersionsCompared(generation, found) => self.versions_compared(generation, found),
            Event::OriginalLoaded(generation, found) => self.original_loaded(generation, found),
            Event::NotesOfArticle(article, notes) => {
                if let Some(opened) = self
                    .reader
                    .opened
                    .as_mut()
                    .filter(|opened| opened.row.id == article && opened.older.is_none())
                {
                    std::sync::Arc::make_mut(opened).notes = notes;
                    self.show_marks();
                }
            }
            Event::NotesLoaded(generation, page) => self.notes_loaded(generation, &page),
            Event::ReviewLoaded(generation, page) => self.review_loaded(generation, page),
            Event::CasesLoaded(generation, cases) => self.cases_loaded(generation, *cases),
            Event::AgreedAccepted(outcome) => self.agreed_accepted(outcome),
            Event::ReviewCounted(count) => self.status.review = count,
            Event::LedgerLoaded(generation, page) => self.ledger_loaded(generation, page),
            Event::DisagreementsLoaded(generation, page) => {
                self.disagreements_loaded(generation, page);
            }
            Event::MarksFound(generation, marks) => self.marks_found(generation, marks),
            Event::MarksOn(pair, marks) => self.marks_on(&pair, *marks),
            Event::ChainLoaded(generation, rows) => self.chain_loaded(generation, rows),
            Event::HistoryLoaded(entries) => self.history_loaded(&entries),
            Event::SourcesLoaded(generation, rows) => self.sources_loaded(generation, &rows),
            Event::TagsLoaded(tags) => {
                self.tags = tags;
                self.tags_changed();
            }
            Event::NamesLoaded(names) => self.names_loaded(names),
            Event::ValuesLoaded(of, values) => {
                self.values.insert(of, values);
                self.offer_choices();
            }
            Event::SearchesCounted(generation, counts) => {
                self.searches_counted(generation, &counts);
            }
            Event::Ruled(effects) => self.ruled(&effects),
            Event::LetGo(count) => self.let_go(count),
            Event::Roused(count, next) => self.roused(count, next),
            Event::SchemeLoaded(scheme) => {
                self.say(format!("The labels are those of {} now", scheme.name));
                self.scheme = *scheme;
            }
            Event::Saved(id, changed) => self.saved(&id, changed),
            Event::SaveFailed(change, reason) => self.save_failed(&change, &reason),
            Event::Undone(outcome) => self.undone(outcome, "Undo"),
            Event::Redone(outcome) => self.undone(outcome, "Redo"),
            Event::DraftsLoaded(drafts) => self.drafts_loaded(drafts),
            Event::ImportProgress(progress) => self.import_went_on(progress),
            Event::FetchProgress(progress) => self.fetch_went_on(progress),
            Event::Subscribed(outcome) => self.subscribed(outcome),
            Event::FeedsOffered(page, offers) => self.offer_feeds(&page, offers),
            Event::LibraryChanged => {
                self.reload();
                self.wish(Effect::LoadBookmarks);
                self.rouse();
            }
            Event::UnreadFound(generation, found) => self.unread_found(generation, found),
            Event::UnlabelledFound(generation, found) => self.unlabelled_found(generation, found),
            Event::Focus => {}
            Event::Highlighted(article, block, tints) => self.highlighted(&article, block, tints),
            Event::Lit(article, needles, spans) => self.lit(&article, &needles, spans),
            Event::Exported(Ok(report)) => self.exported(&report),
            Event::Exported(Err(reason)) => self.fail(format!("Export: {reason}")),
            Event::SourceRemoved(outcome) => self.source_removed(outcome),
            Event::Copied(Ok(way)) => self.say(format!("Copied with its citation ({way})")),
            Event::Copied(Err(reason)) => self.fail(format!("Not copied: {reason}")),
            Event::ThemesLoaded(names) => self.themes_loaded(names),
            Event::Failed(reason) => self.fail(reason),
            Event::Key(_)
            | Event::Command(..)
            | Event::Paste(_)
            | Event::Mouse(_)
            | Event::Resize(..)
            | Event::Deadline(_) => {}
        }
    }

    /// Whether what happened is only kept for later: nothing of it is on the screen.
    pub(super) fn is_for_later(&self, event: &Event) -> bool {
        match event {
            Event::Together(events) => events.iter().all(|event| self.is_for_later(event)),
            Event::ArticleLoaded(generation, _) => *generation != self.reader.generation,
            Event::TagsLoaded(_) | Event::NamesLoaded(_) | Event::ValuesLoaded(..) => {
                self.layers.is_empty()
            }
            Event::ReviewCounted(count) => *count == self.status.review,
            Event::DraftsLoaded(drafts) => drafts.is_empty() && self.drafts.is_empty(),
            Event::TriageLoaded(_)
            | Event::BookmarksLoaded(_)
            | Event::Roused(0, _)
            | Event::Focus
            | Event::Deadline(Deadline::Bookmarks | Deadline::Upkeep) => true,
            _ => false,
        }
    }

    /// A source was removed, or not.
    fn source_removed(&mut self, outcome: Result<(usize, usize), String>) {
        match outcome {
            Ok((removed, kept)) => {
                self.say(format!("Removed {removed} articles; {kept} with notes, tags or stars stay; u takes it back"));
                self.reload();
            }
            Err(reason) => self.fail(format!("Not removed: {reason}")),
        }
    }

    /// Old articles are gone.
    fn let_go(&mut self, count: usize) {
        let articles = articles_in_words(count);
        self.say(format!("{articles} beyond what you keep went for good"));
        self.reload();
    }

    /// Colours for a code block arrived.
    fn highlighted(&mut self, article: &ArticleId, block: usize, tints: Vec<(Span, Tint)>) {
        let opened = self.reader.opened.as_ref();
        if opened.is_some_and(|opened| opened.row.id == *article) {
            self.reader.tints.insert(block, tints);
        }
    }

    /// The drafts that were kept when the program last ended.
    fn drafts_loaded(&mut self, drafts: Vec<Draft>) {
        match drafts.len() {
            0 => {}
            1 => self.say("1 draft of a note is kept; a on its words goes on"),
            n => self.say(format!(
                "{n} drafts of notes are kept; a on their words goes on"
            )),
        }
        self.drafts = drafts;
    }

    /// A deadline that was asked for.
    pub(super) fn deadline(&mut self, deadline: Deadline) {
        match deadline {
            Deadline::Read => self.read_long_enough(),
            Deadline::Draft => self.draft_due(),
            Deadline::Bookmarks => self.keep_bookmarks(),
            Deadline::KeyHints => self.typed.hints = !self.typed.keys.is_empty(),
            Deadline::Snooze => self.rouse(),
            Deadline::Whole => self.want_whole_list(),
            Deadline::Retry => self.retry(),
            Deadline::Fetch => self.wish(Effect::Fetch(Feeds::Due)),
            Deadline::Upkeep => self.wish(Effect::LookAfter),
        }
    }

    /// Reads again what is shown.
    pub(super) fn reload(&mut self) {
        self.reload_list();
        self.load_article();
        self.reload_notes();
        self.reload_review();
        self.reload_adjudication();
        self.reload_ledger();
        self.reload_disagreements();
        self.reload_sources();
        self.values.clear();
        self.wish(Effect::LoadTags);
        self.wish(Effect::LoadNames);
    }

    fn import_went_on(&mut self, progress: ImportProgress) {
        if !progress.done {
            self.status.import = Some(progress);
            return;
        }
        self.status.import = None;
        let articles = match progress.new {
            1 => "1 new article".to_owned(),
            n => format!("{n} new articles"),
        };
        let new = match progress.feeds {
            0 => articles,
            1 => "1 feed is followed now".to_owned(),
            n => format!("{n} feeds are followed now"),
        };
        match progress.refused.as_slice() {
            [] => {
                let files = match progress.seen {
                    0 | 1 => String::new(),
                    n => format!(" in {n} files"),
                };
                self.say(format!("{}: {new}{files}", progress.what));
            }
            [one] => self.fail(format!("{}: {new}; refused {one}", progress.what)),
            [first, rest @ ..] => {
                self.fail(format!(
                    "{}: {new}; refused {first}, and {} more (see the log)",
                    progress.what,
                    rest.len()
                ));
            }
        }
        self.reload();
    }

    fn exported(&mut self, report: &ExportReport) {
        let folder = report.folder.display();
        let line = format!(
            "{folder}: {} written, {} unchanged",
            report.written, report.unchanged
        );
        match report.refused.as_slice() {
            [] => self.say(line),
            [first, rest @ ..] => {
                self.fail(format!("{line}; left alone: {first}{}", more(rest.len())));
            }
        }
    }
}

fn more(count: usize) -> String {
    if count == 0 {
        String::new()
    } else {
        format!(", and {count} more")
    }
}
