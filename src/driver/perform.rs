//! What each wish does: one call of the desk, and the event that answers it.
//!
//! These functions block; which thread calls them is the business of [`super::Driver`], and of
//! [`super::inline`] in tests. Both do the same work by the same code.

use super::clock;
use crate::app::effect::{Effect, Needle};
use crate::app::event::Event;
use crate::app::reader::find::find_by_pieces;
use crate::config::{Config, FetchSettings, KeepSettings, theme};
use crate::desk::{Access, Desk, Form, LibraryError, VaultExport, explain, template};
use crate::model::relation::Side;
use crate::model::{Action, ChangeId, OpenedArticle, Relation, SafeText, Span};
use std::path::PathBuf;
use std::sync::Arc;

/// Where things go and how they are fetched: the part of the configuration that wishes need.
#[derive(Debug, Clone)]
pub struct Bearings {
    /// Where exports go when no folder is named.
    pub export_folder: Option<PathBuf>,
    /// The form of exported notes.
    pub export_form: Form,
    /// A file with their template.
    pub export_template: Option<PathBuf>,
    /// The user's own themes.
    pub themes_folder: Option<PathBuf>,
    /// How feeds are fetched.
    pub fetch: FetchSettings,
    /// How long articles are kept.
    pub keep: KeepSettings,
}

impl Bearings {
    /// What the configuration says.
    pub fn new(config: &Config) -> Self {
        Self {
            export_folder: config.export_folder.clone(),
            export_form: Form::named(config.export_format).unwrap_or_default(),
            export_template: config.export_template.clone(),
            themes_folder: config.themes_folder(),
            fetch: config.fetch.clone(),
            keep: config.keep.clone(),
        }
    }
}

/// Reads for the list, the notes, the sources and the prompts. `None` when a newer request stopped it.
pub fn read(desk: &Desk, bearings: &Bearings, effect: Effect) -> Option<Event> {
    let library = &desk.library;
    let answer = match effect {
        Effect::Together(effects) => Ok(together(desk, bearings, effects)),
        Effect::LoadList(generation, wanted) => library
            .window(&wanted)
            .map(|window| Event::ListLoaded(generation, Box::new(window))),
        Effect::CountList(generation, query, article, groups) => library
            .census(&query, article.as_ref(), &groups)
            .map(|census| Event::ListCounted(generation, census)),
        Effect::LoadSnippets(articles, needles) => desk
            .snippets(&articles, &needles)
            .map(|found| Event::SnippetsLoaded(needles, found)),
        Effect::LoadCards(generation, wanted) => library
            .cards(&wanted)
            .map(|page| Event::CardsLoaded(generation, page)),
        Effect::Explain(generation, article, conditions) => desk
            .explain(&article, &conditions)
            .map(|holds| Event::Explained(generation, holds)),
        Effect::LoadBookmarks => library
            .bookmarks()
            .map(|kept| Event::BookmarksLoaded(Box::new(kept))),
        Effect::LoadDrafts => library.drafts().map(Event::DraftsLoaded),
        Effect::LoadTriage => library.triage().map(Event::TriageLoaded),
        Effect::FindUnread(generation, query, from, forward) => library
            .next_unread(&query, &from, forward)
            .map(|found| Event::UnreadFound(generation, found)),
        Effect::FindUnlabelled(generation, query, from, forward) => library
            .next_unlabelled(&query, &desk.who.annotator, &from, forward)
            .map(|found| Event::UnlabelledFound(generation, found)),
        Effect::LoadNotes {
            generation,
            query,
            first,
            count,
        } => {
            let page = library.notes(&query, first, count);
            page.map(|page| Event::NotesLoaded(generation, page))
        }
        Effect::LoadReview {
            generation,
            query,
            queue,
            first,
            count,
        } => {
            let page = library.to_review(&query, queue, first, count);
            page.map(|page| Event::ReviewLoaded(generation, page))
        }
        effect @ Effect::LoadCases { .. } => cases(desk, effect),
        Effect::LoadSnoozed => library.next_to_rouse().map(|next| Event::Roused(0, next)),
        Effect::CountReview => library.count_to_review().map(Event::ReviewCounted),
        Effect::LoadLedger {
            generation,
            ledger,
            first,
            count,
        } => library
            .ledger(&ledger, first, count)
            .map(|page| Event::LedgerLoaded(generation, page)),
        Effect::LoadDisagreements {
            generation,
            asked,
            first,
            count,
        } => library
            .disagreements(&asked, first, count)
            .map(|page| Event::DisagreementsLoaded(generation, page)),
        Effect::FindMarks(generation, typed, most) => desk
            .find_marks(&typed, most)
            .map(|marks| Event::MarksFound(generation, marks)),
        Effect::FindMarksOn(pair, annotator) => marks_on(desk, pair, &annotator),
        Effect::LoadChain(generation, mark) => library
            .chain(&mark)
            .map(|rows| Event::ChainLoaded(generation, rows)),
        Effect::LoadHistory(mark) => library.history_of(&mark).map(Event::HistoryLoaded),
        Effect::LoadNotesOfArticle(article) => {
            let notes = library.annotations_of(&article);
            notes.map(|notes| Event::NotesOfArticle(article, notes))
        }
        Effect::LoadSources(generation) => library
            .sources()
            .map(|sources| Event::SourcesLoaded(generation, sources)),
        Effect::LoadValues(of) => library
            .values(of)
            .map(|values| Event::ValuesLoaded(of, values)),
        Effect::LoadNames => library.names().map(Event::NamesLoaded),
        Effect::CountSearches(generation, searches, today) => desk
            .count_searches(&searches, today)
            .map(|counts| Event::SearchesCounted(generation, counts)),
        Effect::LoadTags => library.tags().map(Event::TagsLoaded),
        Effect::LoadThemes => Ok(Event::ThemesLoaded(theme::names(
            bearings.themes_folder.as_deref(),
        ))),
        other => return Some(unknown(&other)),
    };
    match answer {
        Err(error) if error.is_interrupted() => None,
        answer => Some(answer.unwrap_or_else(|error| Event::Failed(error.to_string()))),
    }
}

/// Reads several things, and answers them together.
fn together(desk: &Desk, bearings: &Bearings, effects: Vec<Effect>) -> Event {
    let answers = effects
        .into_iter()
        .filter_map(|effect| read(desk, bearings, effect));
    Event::Together(answers.collect())
}

/// The marks of a person on the words of a pair.
fn marks_on(desk: &Desk, pair: Box<Relation>, annotator: &SafeText) -> Result<Event, LibraryError> {
    let on = |side: &Side| desk.library.mark_on(&side.article, side.span, annotator);
    let marks = [on(&pair.a)?, on(&pair.b)?];
    Ok(Event::MarksOn(pair, Box::new(marks)))
}

/// A window of the cases of adjudication.
fn cases(desk: &Desk, effect: Effect) -> Result<Event, LibraryError> {
    let Effect::LoadCases {
        generation,
        query,
        wanted,
        first,
        count,
        whole,
    } = effect
    else {
        return Ok(unknown(&effect));
    };
    let cases = desk.cases(&query, wanted, first, count, whole)?;
    Ok(Event::CasesLoaded(generation, Box::new(cases)))
}

/// Copies the user data aside, at most once a day; says so only when it cannot be done.
pub fn backup(desk: &mut Desk) -> Option<Event> {
    if *desk.library.access() != Access::Write {
        return None;
    }
    let today = clock::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let done = desk.library.backup_user_data(today);
    done.err()
        .map(|error| Event::Failed(format!("the daily backup: {error}")))
}

/// Reads one article with everything shown beside it, one of its versions, or what it was read from.
pub fn open(desk: &mut Desk, effect: Effect) -> Event {
    match effect {
        Effect::OpenRevision(generation, article, revision) => {
            let found = desk.open_revision(&article, revision).map(Arc::new);
            Event::ArticleLoaded(generation, found.map_err(|error| error.to_string()))
        }
        Effect::CompareVersions(generation, article, from, to) => {
            let found = desk.difference(&article, from, to).map(Arc::new);
            Event::VersionsCompared(generation, found.map_err(|error| error.to_string()))
        }
        Effect::LoadOriginal(generation, article, revision, at) => {
            let found = desk.original_text(&article, revision, at).map(Arc::new);
            Event::OriginalLoaded(generation, found.map_err(|error| error.to_string()))
        }
        Effect::OpenWhole(generation, article) => {
            let found = desk.open_whole(&article).map(Arc::new);
            Event::ArticleLoaded(generation, found.map_err(|error| error.to_string()))
        }
        Effect::OpenArticle(generation, article) | Effect::ReadAhead(generation, article) => {
            let found = desk.open_article(&article).map(Arc::new);
            Event::ArticleLoaded(generation, found.map_err(|error| error.to_string()))
        }
        other => unknown(&other),
    }
}

/// Finds every place of some words in a long text; `None` when `go_on`, which is told the percentage, wants no more.
pub fn find(
    opened: &OpenedArticle,
    words: &str,
    go_on: &mut dyn FnMut(usize) -> bool,
) -> Option<Vec<Span>> {
    let text = &opened.article.text;
    find_by_pieces(text, words, &mut |done| {
        go_on(done * 100 / text.len().max(1))
    })
}

/// Finds the words of a filter in an article that is open.
pub fn light(opened: &OpenedArticle, needles: Vec<Needle>) -> Event {
    let spans = explain::lit(opened, &needles);
    Event::Lit(opened.row.id.clone(), needles, spans)
}

/// Writes, and answers only when it is on the disk.
pub fn write(desk: &mut Desk, effect: Effect) -> Vec<Event> {
    match effect {
        Effect::Save(mut change) => match desk.save(&mut change) {
            Ok(applied) => {
                let mut events = vec![Event::Saved(change.id.clone(), applied.articles.len())];
                if let Action::RemoveSource { .. } = change.action {
                    events.push(Event::SourceRemoved(Ok((
                        applied.articles.len(),
                        applied.kept,
                    ))));
                }
                events
            }
            Err(error) => vec![Event::SaveFailed(change, error.to_string())],
        },
        Effect::SaveForView(view, mut change) => {
            let stored = desk.library.ids(&view.query).and_then(|ids| {
                let mut all = ids.into_iter().skip(view.first).take(view.count).collect();
                if takes_folded(&change.action) {
                    all = desk.library.with_folded(&view.query, all)?;
                }
                if let Action::SetState { articles, .. }
                | Action::Tag { articles, .. }
                | Action::Separate { articles, .. }
                | Action::Hide { articles, .. } = &mut change.action
                {
                    *articles = all;
                }
                desk.library.apply(&change)
            });
            match stored {
                Ok(applied) => vec![Event::Saved(change.id.clone(), applied.articles.len())],
                Err(error) => vec![Event::SaveFailed(change, error.to_string())],
            }
        }
        Effect::KeepTriage(kept) => match desk.library.keep_triage(kept.as_ref()) {
            Ok(()) => Vec::new(),
            Err(error) => vec![Event::Failed(format!("the triage is not kept: {error}"))],
        },
        Effect::KeepBookmarks(kept) => match desk.library.keep_bookmarks(&kept) {
            Ok(()) => Vec::new(),
            Err(error) => vec![Event::Failed(format!("where you are is not kept: {error}"))],
        },
        Effect::Rouse(now) => vec![match desk.library.rouse(now) {
            Ok(roused) => Event::Roused(roused.articles.len(), roused.next),
            Err(error) => Event::Failed(error.to_string()),
        }],
        Effect::AcceptAgreed(query) => {
            let accepted = desk.accept_agreed(&query);
            vec![Event::AgreedAccepted(
                accepted.map_err(|error| error.to_string()),
            )]
        }
        Effect::Undo => {
            let id = ChangeId::from_random(clock::random());
            let done = desk.undo(&id);
            vec![Event::Undone(done.map_err(|error| error.to_string()))]
        }
        Effect::Redo => {
            let id = ChangeId::from_random(clock::random());
            let done = desk.redo(&id);
            vec![Event::Redone(done.map_err(|error| error.to_string()))]
        }
        Effect::KeepDraft(draft) => match desk.library.keep_draft(&draft) {
            Ok(()) => Vec::new(),
            Err(error) => vec![Event::Failed(format!("the draft is not kept: {error}"))],
        },
        other => vec![unknown(&other)],
    }
}

/// Exports the notes of a query; `go_on` is asked before each article.
pub fn export(
    desk: &mut Desk,
    bearings: &Bearings,
    effect: Effect,
    go_on: &mut dyn FnMut() -> bool,
) -> Event {
    let Effect::Export(query, folder) = effect else {
        return unknown(&effect);
    };
    let Some(folder) = folder.or_else(|| bearings.export_folder.clone()) else {
        let hint = "type :export FOLDER, or set export_folder in config.toml";
        return Event::Exported(Err(hint.to_owned()));
    };
    let template = template(bearings.export_form, bearings.export_template.as_deref());
    let done = template.and_then(|template| {
        let how = VaultExport {
            template,
            ..VaultExport::default()
        };
        desk.export_vault(&query, &folder, &how, go_on)
    });
    Event::Exported(done.map_err(|error| error.to_string()))
}

/// Whether a change of rows is one of what is folded under them: who reads or archives a row is done with it.
const fn takes_folded(action: &Action) -> bool {
    matches!(action, Action::SetState { state, .. }
        if state.read.is_some() || state.archived.is_some() || state.snooze.is_some())
}

/// A wish that came to the wrong place: a mistake in this room, said and not hidden.
pub(super) fn unknown(effect: &Effect) -> Event {
    Event::Failed(format!("nobody performs {effect:?}"))
}
