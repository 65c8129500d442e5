//! Why an article is in the list: the conditions of the filter, whether each holds, and the words that say so.
//! Also what of the filter is lit, in the list and in the opened article.

use crate::app::effect::{Effect, Generation};
use crate::app::layer::Layer;
use crate::app::reader::page::{Kind, Page};
use crate::app::{App, Focus};
use crate::model::query::Filter;
use crate::model::{ArticleId, OpenedArticle, SafeText, Span};
use crate::query::needle::{self, Part};
use crate::text::hits::{Needle, hits};

/// Bytes before and after the words that are quoted.
const AROUND: usize = 60;

impl App {
    /// Asks which conditions of the filter hold for the article at hand.
    pub(in crate::app) fn ask_why(&mut self) {
        if self.list.filter.trim().is_empty() {
            return self.say("There is no filter: the list shows everything that is not archived");
        }
        let here = match self.focus {
            Focus::List => self.list.current().cloned(),
            _ => self.reader.wanted.clone(),
        };
        let Some(article) = here else {
            return self.say("No article here yet");
        };
        let Ok(parts) = needle::parts(&self.list.filter, Some(self.today())) else {
            return;
        };
        self.want(article.clone());
        let generation = self.next_request();
        let conditions = parts.iter().map(|part| part.filter.clone()).collect();
        self.list.explaining = Some((generation, parts));
        self.wish(Effect::Explain(generation, article, conditions));
    }

    /// The answer came: a page tells it.
    pub(in crate::app) fn explained(&mut self, generation: Generation, holds: &[bool]) {
        let Some((_, parts)) = self.list.explaining.take_if(|asked| asked.0 == generation) else {
            return;
        };
        let opened = self.reader.article().cloned();
        let entries = parts.iter().zip(holds).map(|(part, holds)| {
            let label = if *holds { "Holds" } else { "Does not" };
            let evidence = opened.as_deref().and_then(|opened| evidence(part, opened));
            let words = match evidence {
                Some(evidence) => format!("{} · {evidence}", part.text),
                None => part.text.clone(),
            };
            (label, words)
        });
        let title = "Why it is in the list".to_owned();
        let page = Page::new(Kind::Details, title, entries.collect());
        self.layers.push(Layer::Page(page));
    }

    /// Lights the words of the filter in the opened article, unless others are being searched in it.
    pub(in crate::app) fn light_hits(&mut self) {
        if !self.reader.found.words.is_empty() {
            return;
        }
        let needles = self.list.needles.clone();
        match self.reader.article().cloned() {
            Some(_) if needles.is_empty() => self.reader.found.spans.clear(),
            Some(opened) => self.wish(Effect::Light(opened, needles)),
            None => {}
        }
    }

    /// The words were found in an article: they are lit if it is still shown, and still they that are asked for.
    pub(in crate::app) fn lit(
        &mut self,
        article: &ArticleId,
        needles: &[Needle],
        spans: Vec<Span>,
    ) {
        let here = self.reader.article();
        if here.is_some_and(|opened| opened.row.id == *article)
            && self.reader.found.words.is_empty()
            && self.list.needles == needles
        {
            self.reader.found.spans = spans;
        }
    }
}

/// The words of the article that a condition speaks of.
fn evidence(part: &Part, opened: &OpenedArticle) -> Option<String> {
    let needles = needle::needles(&part.filter);
    let (row, metadata) = (&opened.row, &opened.article.metadata);
    let line = |text: &Option<SafeText>| text.as_ref().map(ToString::to_string);
    let inner = match &part.filter {
        Filter::Not(inner) => inner,
        filter => filter,
    };
    match inner {
        _ if !needles.is_empty() => Some(places(&needles, opened)),
        Filter::Source(_) | Filter::Site(_) => Some(row.source.to_string()),
        Filter::Author(_) => line(&metadata.byline),
        Filter::Language(_) => line(&metadata.language),
        Filter::Tag(_) => {
            let tags: Vec<&str> = row.tags.iter().map(SafeText::as_str).collect();
            Some(tags.join(", ")).filter(|tags| !tags.is_empty())
        }
        Filter::Before(_) | Filter::After(_) | Filter::And(_) => {
            row.published.map(|published| published.to_string())
        }
        _ => None,
    }
}

/// Where the words stand, with the first of them and what is around it.
fn places(needles: &[Needle], opened: &OpenedArticle) -> String {
    let text = opened.article.text.as_str();
    let in_text = hits(text, needles);
    let mut told = Vec::new();
    if !hits(&opened.row.title, needles).is_empty() {
        told.push("in the title".to_owned());
    }
    match in_text.len() {
        0 => {}
        1 => told.push("once in the text".to_owned()),
        n => told.push(format!("{n} times in the text")),
    }
    let notes = opened.notes.iter();
    if notes
        .clone()
        .any(|note| !hits(&note.annotation.body.note, needles).is_empty())
    {
        told.push("in a note".to_owned());
    }
    if told.is_empty() {
        // Source, author and tags are searched as well.
        return "in the names of the article".to_owned();
    }
    let told = told.join(", ");
    match in_text.first() {
        Some(first) => format!("{told}: {}", around(text, *first)),
        None => told,
    }
}

/// Words with what stands around them, in one line.
fn around(text: &str, words: Span) -> String {
    let around = Span::new(
        words.start.saturating_sub(AROUND),
        (words.end + AROUND).min(text.len()),
    );
    let around = around.clipped(text).of(text);
    format!(
        "… {} …",
        around.split_whitespace().collect::<Vec<_>>().join(" ")
    )
}
