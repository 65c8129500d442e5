//! Hints: one or two letters on every sentence, link or word of the screen pick it.

use super::find;
use super::motion;
use crate::app::App;
use crate::app::keys::key::{Key, KeyCode};
use crate::app::layer::Layer;
use crate::model::Span;
use crate::model::block::InlineKind;
use crate::text::layout::Content;

/// The letters, the easiest first: the home row, then what the index fingers reach.
const LETTERS: &[u8] = b"asdfghjklqwertyuiopzxcvbnm";

/// State of the hints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hints {
    /// What is picked.
    pub kind: HintKind,
    /// Letters and the words they stand on, in order of the text.
    pub hints: Vec<(String, Span)>,
    /// The letters typed so far.
    pub typed: String,
}

/// What hints pick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HintKind {
    /// A sentence, to be labelled.
    Sentence,
    /// The first word of what is to be labelled.
    First,
    /// The last one; where the first begins.
    Last(usize),
    /// A link, to be opened.
    Link,
}

/// Names for `count` things: none is the beginning of another, the first are single letters as far as possible. Of more
/// things than there are pairs all have three letters.
fn names(count: usize) -> Vec<String> {
    let letters = LETTERS.len();
    if count > letters * letters {
        let letter =
            |index: usize| char::from(LETTERS.get(index % letters).copied().unwrap_or(b'a'));
        let name = |index: usize| {
            let all = [index / letters / letters, index / letters, index];
            all.map(letter).iter().collect()
        };
        return (0..count.min(letters.pow(3))).map(name).collect();
    }
    // With `double` letters kept for pairs, (letters − double) + double · letters names are there.
    let double = count
        .saturating_sub(letters)
        .div_ceil(letters - 1)
        .min(letters);
    let char_at = |index: usize| char::from(LETTERS.get(index).copied().unwrap_or(b'a'));
    let single = (0..letters - double).map(|index| char_at(index).to_string());
    let pairs = (letters - double..letters).flat_map(|first| {
        (0..letters).map(move |second| format!("{}{}", char_at(first), char_at(second)))
    });
    single.chain(pairs).take(count).collect()
}

impl App {
    /// Puts letters on the sentences of the screen.
    pub(super) fn hint_sentences(&mut self) {
        let Some(opened) = self.reader.article() else {
            return;
        };
        let text = &opened.article.text;
        let visible = self.reader.visible(self.text_height());
        let sentences = opened
            .facts
            .sentences
            .iter()
            .map(|sentence| sentence.span.trimmed(text));
        let mut spans: Vec<Span> = sentences.filter(|span| span.overlaps(visible)).collect();
        if spans.is_empty() {
            let blocks = opened.article.blocks.iter().map(|block| block.span);
            spans = blocks.filter(|span| span.overlaps(visible)).collect();
        }
        self.show_hints(HintKind::Sentence, spans);
    }

    /// Puts letters on the links of the screen.
    pub(super) fn hint_links(&mut self) {
        let Some(opened) = self.reader.article() else {
            return;
        };
        let visible = self.reader.visible(self.text_height());
        let links = opened
            .article
            .inlines
            .iter()
            .filter(|inline| matches!(inline.kind, InlineKind::Link(_)));
        let spans = links
            .map(|link| link.span)
            .filter(|span| span.overlaps(visible))
            .collect();
        self.show_hints(HintKind::Link, spans);
    }

    /// Puts letters on the words of the screen: the first of what is meant is picked, then the last.
    pub(super) fn hint_words(&mut self) {
        let words = self.shown_words();
        self.show_hints(HintKind::First, words);
    }

    /// Puts letters on the words from `start` on, the nearest first, as far as its paragraph is shown.
    fn hint_last(&mut self, start: usize) {
        let Some((block, _)) = self
            .reader
            .article()
            .and_then(|opened| motion::paragraph(opened, start))
        else {
            return;
        };
        let mut words = self.shown_words();
        words.retain(|word| word.end > start && block.covers(*word));
        self.show_hints(HintKind::Last(start), words);
    }

    /// The words on the screen: what stands between blanks, without the signs around it.
    fn shown_words(&self) -> Vec<Span> {
        let Some(opened) = self.reader.article() else {
            return Vec::new();
        };
        let text = opened.article.text.as_str();
        let rows = self.reader.layout.rows().iter();
        let rows = rows.skip(self.reader.top).take(self.text_height());
        let pieces = rows.flat_map(|row| &row.pieces);
        let shown = pieces.filter_map(|piece| match piece.content {
            Content::Text(span) => Some(span),
            Content::Decoration(_) => None,
        });
        shown
            .flat_map(|span| find::bare_words(text, span))
            .collect()
    }

    fn show_hints(&mut self, kind: HintKind, spans: Vec<Span>) {
        if spans.is_empty() {
            self.say(match kind {
                HintKind::First | HintKind::Last(_) => "No words on the screen",
                HintKind::Sentence => "No sentence on the screen",
                HintKind::Link => "No link on the screen",
            });
            return;
        }
        let hints = names(spans.len()).into_iter().zip(spans).collect();
        self.layers.push(Layer::Hints(Hints {
            kind,
            hints,
            typed: String::new(),
        }));
    }

    /// A key while hints are shown: a letter, or anything else to cancel.
    pub(in crate::app) fn hint_key(&mut self, key: Key) {
        let Some(Layer::Hints(mut hints)) = self.layers.pop() else {
            return;
        };
        match key.code {
            KeyCode::Char(letter) if !key.ctrl && !key.alt => hints.typed.push(letter),
            KeyCode::Backspace => {
                hints.typed.pop();
            }
            _ => return,
        }
        let picked = hints
            .hints
            .iter()
            .find(|(name, _)| *name == hints.typed)
            .map(|(_, span)| *span);
        match picked {
            Some(span) => self.pick(hints.kind, span),
            None if hints
                .hints
                .iter()
                .any(|(name, _)| name.starts_with(&hints.typed)) =>
            {
                self.layers.push(Layer::Hints(hints));
            }
            None => self.say("No such hint"),
        }
    }

    fn pick(&mut self, kind: HintKind, span: Span) {
        match kind {
            HintKind::Sentence => self.pick_words(span),
            HintKind::First => self.hint_last(span.start),
            HintKind::Last(start) => self.pick_words(Span::new(start, span.end)),
            HintKind::Link => {
                let address = self
                    .reader
                    .article()
                    .and_then(|opened| motion::link(opened, span.start).map(str::to_owned));
                if let Some(address) = address {
                    self.follow(&address);
                }
            }
        }
    }

    /// Words were picked: they are labelled, or selected for what waits for them.
    fn pick_words(&mut self, span: Span) {
        if self.picking.is_some() || self.reader.selection.is_some() {
            self.reader.select(span);
            return;
        }
        self.leave_place();
        self.reader.go(span.start);
        if let Some(subject) = self.subject_of(span) {
            self.open_labels_for(subject, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_hint_is_the_beginning_of_another() {
        for count in [1, 26, 27, 40, 51, 52, 300, 676, 677, 2000] {
            let names = names(count);
            assert_eq!(names.len(), count);
            for (at, name) in names.iter().enumerate() {
                let others = names.iter().enumerate().filter(|(other, _)| *other != at);
                assert!(
                    others
                        .into_iter()
                        .all(|(_, other)| !other.starts_with(name.as_str())),
                    "{count}"
                );
            }
        }
        assert_eq!(names(30).iter().filter(|name| name.len() == 1).count(), 25);
    }
}
