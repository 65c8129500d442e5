//! Work on the text at hand, which asks nothing of the library: code is coloured, the words of a filter are lit, and the
//! words of a search are found.

use super::highlight::Highlighter;
use super::lane::{self, Lane};
use super::{Report, perform};
use crate::app::effect::{Generation, Needle};
use crate::app::event::Event;
use crate::app::settings::Settings;
use crate::config::{Config, Theme};
use crate::model::{OpenedArticle, Span};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The lane that does it.
pub(super) struct Painter {
    lane: Lane<Paint>,
    /// The search of a long text that is wanted; nought for none.
    finding: Arc<AtomicU64>,
}

#[derive(Debug)]
enum Paint {
    Theme(Box<Theme>),
    Code(Arc<OpenedArticle>, usize, String, Span),
    Words(Arc<OpenedArticle>, Vec<Needle>),
    /// While this request is the wanted one.
    Find(Generation, Arc<OpenedArticle>, String),
}

impl Painter {
    /// Makes it ready. The grammars are unpacked at the first block of code.
    pub fn new(config: &Config, settings: &Settings, report: &Report) -> Self {
        let finding = Arc::new(AtomicU64::new(0));
        let wanted = Arc::clone(&finding);
        let (config, name) = (config.clone(), settings.theme.clone());
        let mut theme: Option<Theme> = None;
        let mut highlighter: Option<Highlighter> = None;
        let (report, failed) = (Arc::clone(report), Arc::clone(report));
        let work = move |paint| match paint {
            Paint::Theme(new) => {
                if let Some(highlighter) = &mut highlighter {
                    highlighter.use_theme(&new);
                }
                theme = Some(*new);
            }
            Paint::Code(opened, block, language, span) => {
                let theme = theme.get_or_insert_with(|| {
                    let read = config.theme(Some(&name));
                    read.map_or_else(|_| Theme::plain(), |(theme, _)| theme)
                });
                let highlighter = highlighter.get_or_insert_with(|| Highlighter::new(theme));
                let tints = highlighter.tints(&opened.article.text, span, &language);
                report(Event::Highlighted(opened.row.id.clone(), block, tints));
            }
            Paint::Find(generation, opened, words) => {
                let mut go_on = |percent| {
                    report(Event::Searching(generation, percent));
                    wanted.load(Ordering::Relaxed) == generation
                };
                if let Some(spans) = perform::find(&opened, &words, &mut go_on) {
                    report(Event::WordsFound(generation, spans));
                }
            }
            Paint::Words(opened, needles) => report(perform::light(&opened, needles)),
        };
        let lane = Lane::new(
            "painter",
            lane::all,
            move || work,
            move |reason| failed(Event::Failed(reason)),
        );
        Self { lane, finding }
    }

    /// Colours a block of code in this language.
    pub fn colour(
        &mut self,
        opened: Arc<OpenedArticle>,
        block: usize,
        language: String,
        code: Span,
    ) {
        self.lane.put(Paint::Code(opened, block, language, code));
    }

    /// Lights these words.
    pub fn light(&mut self, opened: Arc<OpenedArticle>, needles: Vec<Needle>) {
        self.lane.put(Paint::Words(opened, needles));
    }

    /// Finds words in a long text; a search that goes on is given up.
    pub fn find(&mut self, request: Generation, opened: Arc<OpenedArticle>, words: String) {
        self.finding.store(request, Ordering::Relaxed);
        self.lane.put(Paint::Find(request, opened, words));
    }

    /// Gives up the search that goes on.
    pub fn cancel_find(&self) {
        self.finding.store(0, Ordering::Relaxed);
    }

    /// Colours code by another theme from now on.
    pub fn use_theme(&mut self, theme: &Theme) {
        self.lane.put(Paint::Theme(Box::new(theme.clone())));
    }
}
