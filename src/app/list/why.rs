//! Why an article is in the list: the conditions of the filter, whether each holds, and the words that say so.
//! Also what of the filter is lit, in the list and in the opened article.

use super::evidence::evidence;
use crate::app::effect::{Effect, Generation};
use crate::app::layer::Layer;
use crate::app::reader::page::{Kind, Page};
use crate::app::{App, Focus};
use crate::model::query::Reason;
use crate::model::{ArticleId, Span};
use crate::query::needle;
use crate::text::hits::Needle;

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
    pub(in crate::app) fn explained(&mut self, generation: Generation, reasons: &[Reason]) {
        let Some((_, parts)) = self.list.explaining.take_if(|asked| asked.0 == generation) else {
            return;
        };
        let opened = self.reader.article().cloned();
        let now = self.local();
        let entries = parts.iter().zip(reasons).map(|(part, reason)| {
            let label = if reason.holds { "Holds" } else { "Does not" };
            let opened = opened.as_deref();
            let evidence = opened.and_then(|opened| evidence(part, reason, opened, &now));
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
