//! The tag prompt: words give tags, `-word` takes one away; completion from the tags in use.

use super::line::Line;
use crate::app::keys::command::Command;
use crate::app::layer::Layer;
use crate::app::marks::annotate::{Repeatable, Subject, body_of};
use crate::app::{App, Focus};
use crate::model::{Action, ArticleId, Body, SafeText, SourceId};

/// At most so many completions are offered.
const OFFERED: usize = 8;

/// State of the tag prompt.
#[derive(Debug, Clone)]
pub struct TagPrompt {
    /// What is tagged.
    pub subject: TagSubject,
    /// What is typed: tags with spaces between.
    pub line: Line,
    /// Tags that begin with the word under the cursor, most used first.
    pub choices: Vec<SafeText>,
    /// The chosen one.
    pub cursor: Option<usize>,
}

/// What is tagged.
#[derive(Debug, Clone, PartialEq)]
pub enum TagSubject {
    /// These articles.
    Articles(Vec<ArticleId>),
    /// These sources.
    Sources(Vec<SourceId>),
    /// Words or a mark.
    Span(Subject),
}

impl TagPrompt {
    /// The word under the cursor: where it starts (behind a minus) and what is typed of it.
    fn word(&self) -> (usize, &str) {
        let (before, _) = self.line.split();
        let start = before.rfind([' ', ',']).map_or(0, |at| at + 1);
        let word = before.get(start..).unwrap_or_default();
        match word.strip_prefix(['-', '+', '#']) {
            Some(rest) => (start + 1, rest),
            None => (start, word),
        }
    }
}

/// Tags to give and to take, as typed: `budget -draft #ai`.
fn read(typed: &str) -> (Vec<SafeText>, Vec<SafeText>) {
    let (mut add, mut remove) = (Vec::new(), Vec::new());
    for word in typed.split([' ', ',']).filter(|word| !word.is_empty()) {
        match word.strip_prefix('-') {
            Some(tag) if !tag.is_empty() => remove.push(SafeText::line(tag)),
            _ => {
                let tag = word.trim_start_matches(['+', '#', '-']);
                add.extend((!tag.is_empty()).then(|| SafeText::line(tag)));
            }
        }
    }
    (add, remove)
}

impl App {
    /// Tags what is meant here; with `typed`, at once.
    pub(in crate::app) fn tag(&mut self, typed: &str) {
        let in_list = self.focus == Focus::List && self.layers.is_empty();
        let subject = if in_list {
            Some(TagSubject::Articles(self.chosen_articles()))
                .filter(|_| self.list.current().is_some())
        } else {
            self.subject().map(TagSubject::Span)
        };
        match subject {
            None => self.say("Nothing to tag here"),
            Some(subject) => self.tag_what(subject, typed),
        }
    }

    /// Tags a subject; with `typed`, at once.
    pub(in crate::app) fn tag_what(&mut self, subject: TagSubject, typed: &str) {
        if typed.is_empty() {
            self.open_tags(subject);
        } else {
            self.apply_tags(subject, typed);
        }
    }

    /// Tags the opened article.
    pub(in crate::app) fn tag_article(&mut self) {
        if let Some(article) = self.reader.wanted.clone() {
            self.open_tags(TagSubject::Articles(vec![article]));
        }
    }

    fn open_tags(&mut self, subject: TagSubject) {
        self.wish(crate::app::effect::Effect::LoadTags);
        let prompt = TagPrompt {
            subject,
            line: Line::default(),
            choices: Vec::new(),
            cursor: None,
        };
        self.layers.push(Layer::Tags(prompt));
        self.tags_changed();
    }

    /// What is typed changed, or the tags in use were read: offer what fits.
    pub(in crate::app) fn tags_changed(&mut self) {
        let Some(Layer::Tags(prompt)) = self.layers.last_mut() else {
            return;
        };
        let word = prompt.word().1.to_lowercase();
        let fits = |tag: &&SafeText| tag.to_lowercase().starts_with(&word) && tag.as_str() != word;
        let choices: Vec<SafeText> = self
            .tags
            .iter()
            .filter(fits)
            .take(OFFERED)
            .cloned()
            .collect();
        prompt.choices = choices;
        prompt.cursor = None;
    }

    /// Commands of the tag prompt.
    pub(in crate::app) fn run_in_tags(&mut self, command: Command) -> bool {
        let Some(Layer::Tags(prompt)) = self.layers.last_mut() else {
            return false;
        };
        let len = prompt.choices.len();
        match command {
            Command::NextChoice => prompt.cursor = next_choice(prompt.cursor, len, true),
            Command::PreviousChoice => prompt.cursor = next_choice(prompt.cursor, len, false),
            Command::Complete => {
                if let Some(tag) = prompt.choices.get(prompt.cursor.unwrap_or(0)).cloned() {
                    let start = prompt.word().0;
                    prompt.line.replace_before_cursor(start, &format!("{tag} "));
                    self.tags_changed();
                }
            }
            Command::Accept => {
                if let Some(tag) = prompt.cursor.and_then(|at| prompt.choices.get(at)).cloned() {
                    let start = prompt.word().0;
                    prompt.line.replace_before_cursor(start, &tag);
                }
                if let Some(Layer::Tags(prompt)) = self.layers.pop() {
                    self.apply_tags(prompt.subject, prompt.line.text());
                }
            }
            _ => return false,
        }
        true
    }

    fn apply_tags(&mut self, subject: TagSubject, typed: &str) {
        let (add, remove) = read(typed);
        if add.is_empty() && remove.is_empty() {
            return;
        }
        if let TagSubject::Sources(sources) = subject {
            return self.save(Action::TagSources {
                sources,
                add,
                remove,
            });
        }
        self.last = Some(Repeatable::Tags(add.clone(), remove.clone()));
        match subject {
            TagSubject::Sources(_) => {}
            TagSubject::Articles(_) if matches!(self.layers.last(), Some(Layer::Deck(_))) => {
                self.tag_card(add, remove);
            }
            TagSubject::Articles(articles) => self.tag_articles(articles, add, remove),
            TagSubject::Span(subject) => self.tag_subject(&subject, &add, &remove),
        }
    }

    /// Gives and takes tags of articles, as one undo.
    pub(in crate::app) fn tag_articles(
        &mut self,
        articles: Vec<ArticleId>,
        add: Vec<SafeText>,
        remove: Vec<SafeText>,
    ) {
        if !articles.is_empty() {
            self.change_articles(Action::Tag {
                articles,
                add,
                remove,
            });
        }
    }

    /// Gives and takes tags of a mark; words without a mark get one.
    pub(in crate::app) fn tag_subject(
        &mut self,
        subject: &Subject,
        add: &[SafeText],
        remove: &[SafeText],
    ) {
        let mut body = body_of(subject);
        body.tags.retain(|tag| !remove.contains(tag));
        body.tags.extend_from_slice(add);
        body.tags.sort();
        body.tags.dedup();
        if body == Body::default() {
            return;
        }
        let group = self.group();
        let id = self.put(subject, body, group, None);
        self.touched(id);
    }
}

/// The next or previous of `len` choices, with none between the last and the first.
pub(in crate::app) fn next_choice(
    cursor: Option<usize>,
    len: usize,
    forward: bool,
) -> Option<usize> {
    match (cursor, forward) {
        (None, true) => (len > 0).then_some(0),
        (None, false) => len.checked_sub(1),
        (Some(at), true) => (at + 1 < len).then_some(at + 1),
        (Some(at), false) => at.checked_sub(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_tags_are_given_and_taken() {
        let (add, remove) = read("budget, #ai -draft -");
        assert_eq!(add, vec![SafeText::from("budget"), SafeText::from("ai")]);
        assert_eq!(remove, vec![SafeText::from("draft")]);
    }
}
