//! Correcting a fact: another value, typed in words, or other words, selected in the text. What is typed also says of
//! what kind it is: a percentage in the place of a sum of money makes the fact one.
//!
//! While one types, the prompt says what it understood, by the readers that read articles; what it cannot read it
//! refuses, with the reason. From the prompt one goes to the text and comes back with the words selected there.

use super::value::describe_value;
use crate::app::keys::command::Command;
use crate::app::layer::Layer;
use crate::app::panel::{Group, Judged};
use crate::app::prompt::line::Line;
use crate::app::reader::picking::Purpose;
use crate::app::{App, Focus};
use crate::model::{
    Action, AnnotationId, ArticleId, Body, FactKind, FactValue, JudgedFact, Motivation, Origin,
    Published, SafeText, Span, Target,
};
use crate::query::read_value;

/// A fact that is being corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its article.
    pub article: ArticleId,
    /// What it was taken for.
    pub kind: FactKind,
    /// The value it was read as.
    pub found: FactValue,
    /// The words it was read in; the corrected ones share some of them.
    found_in: Span,
    /// The words it is to have.
    pub span: Span,
    /// The same as text.
    pub words: SafeText,
    /// The value being typed.
    pub line: Line,
    /// What the typed words say, or why they say nothing.
    pub reading: Result<(FactKind, FactValue), String>,
    /// What stood in the line at first; until it is touched, it follows the words.
    first: String,
    /// The kind and value that stand for that, also where the words alone would not say all of it.
    value: (FactKind, FactValue),
    /// The annotation that corrected it before.
    annotation: Option<AnnotationId>,
}

impl App {
    /// Opens the prompt for the fact under the cursor.
    pub(in crate::app) fn correct_fact(&mut self) {
        let index = match self.panel.item().and_then(|item| item.judged.clone()) {
            Some(Judged::Fact(index)) => index,
            Some(Judged::KeyFact(rank)) => match self.figures_of(rank).as_slice() {
                [only] => *only,
                [] => return self.say("No figure is in it; x rejects it"),
                _ => {
                    self.panel.open.insert(Group::KeyFact(rank));
                    self.panel.stale = true;
                    return self.say("More than one figure is in it: j to the one, then e");
                }
            },
            Some(Judged::Rejection(_)) => return self.say("It is rejected; x takes that back"),
            Some(Judged::Passage(_)) => return self.say("No figure here; x rejects the passage"),
            None => return self.say("No fact here"),
        };
        let Some(correction) = self.correction(index) else {
            return;
        };
        if correction.found == FactValue::None {
            self.select_words(correction);
        } else {
            self.layers.push(Layer::Correct(Box::new(correction)));
            self.correction_changed();
        }
    }

    /// The indices of the figures, dates and quotes for which a key fact is shown.
    fn figures_of(&self, rank: usize) -> Vec<usize> {
        let Some(opened) = self.reader.article() else {
            return Vec::new();
        };
        let mut key_facts = opened.facts.key_facts.iter();
        let key_fact = key_facts.find(|key_fact| key_fact.rank == rank);
        key_fact.map_or(Vec::new(), |key_fact| {
            opened
                .facts
                .telling(key_fact)
                .map(|(index, _)| index)
                .collect()
        })
    }

    fn correction(&self, index: usize) -> Option<Correction> {
        let opened = self.reader.article()?;
        let fact = opened.facts.facts.get(index)?;
        let before = opened.facts.judgements.corrected.get(&index);
        let mut correction = Correction {
            article: opened.row.id.clone(),
            kind: before.map_or(fact.kind, |found| found.kind),
            found: before.map_or_else(|| fact.value.clone(), |found| found.value.clone()),
            found_in: before.map_or(fact.span, |found| found.span),
            span: fact.span,
            words: SafeText::line(fact.span.of(&opened.article.text)),
            line: Line::default(),
            reading: Ok((fact.kind, fact.value.clone())),
            first: String::new(),
            value: (fact.kind, fact.value.clone()),
            annotation: before.map(|found| found.annotation.clone()),
        };
        // The article's own words, where they alone say the value; else the value in short.
        let short = describe_value(&fact.value);
        let says_it =
            |words: &&str| self.read(&correction, words).as_ref() == Ok(&correction.value);
        let words = [correction.words.as_str(), &short]
            .into_iter()
            .find(says_it);
        let first = words.unwrap_or(&short).to_owned();
        correction.line = Line::new(&first);
        correction.first = first;
        Some(correction)
    }

    /// Typed words as a value of the fact.
    fn read(&self, correction: &Correction, words: &str) -> Result<(FactKind, FactValue), String> {
        let metadata = self.reader.article().map(|opened| &opened.article.metadata);
        let day = metadata
            .and_then(|metadata| metadata.published)
            .map(Published::date);
        let language = metadata.and_then(|metadata| metadata.language.as_deref());
        let fact = (correction.kind, &correction.found);
        read_value(words, fact, day, language).map_err(|why| why.to_string())
    }

    /// What is typed changed: say what it says.
    pub(in crate::app) fn correction_changed(&mut self) {
        let Some(Layer::Correct(correction)) = self.layers.last() else {
            return;
        };
        let reading = if correction.line.text() == correction.first {
            Ok(correction.value.clone())
        } else {
            self.read(correction, correction.line.text())
        };
        if let Some(Layer::Correct(correction)) = self.layers.last_mut() {
            correction.reading = reading;
        }
    }

    /// Commands of the prompt.
    pub(in crate::app) fn run_in_correction(&mut self, command: Command) -> bool {
        let Some(Layer::Correct(correction)) = self.layers.last() else {
            return false;
        };
        match (command, &correction.reading) {
            (Command::Accept, Err(why)) => {
                let why = why.clone();
                self.say(why);
            }
            (Command::Accept, Ok(value)) => {
                let value = value.clone();
                if let Some(Layer::Correct(correction)) = self.layers.pop() {
                    self.store_correction(*correction, value);
                }
            }
            (Command::Complete, _) => {
                if let Some(Layer::Correct(correction)) = self.layers.pop() {
                    self.select_words(*correction);
                }
            }
            _ => return false,
        }
        true
    }

    /// Goes to the text, where the words of the fact are selected and others can be picked.
    fn select_words(&mut self, correction: Correction) {
        self.focus = Focus::Reader;
        self.enter_reader();
        self.reader.select(correction.span);
        self.reader.unfold(correction.span.start);
        let correction = Box::new(correction);
        let back =
            (correction.found != FactValue::None).then(|| Layer::Correct(correction.clone()));
        self.start_picking(Purpose::Correct(correction), back);
    }

    /// Whether some of the words in which a fact was found are among these; says so when not.
    pub(in crate::app) fn has_words(&mut self, correction: &Correction, span: Span) -> bool {
        let has_some = span.overlaps(correction.found_in);
        if !has_some {
            self.say(
                "None of the words that were found is among them; x in the panel rejects a fact",
            );
        }
        has_some
    }

    /// Back from the text with the words of the fact.
    pub(in crate::app) fn words_picked(&mut self, mut correction: Correction, span: Span) {
        self.focus = Focus::Panel;
        let Some(opened) = self.reader.article() else {
            return;
        };
        let words = SafeText::line(span.of(&opened.article.text));
        let untouched = correction.line.text() == correction.first;
        if untouched && let Ok(value) = self.read(&correction, &words) {
            correction.value = value;
            correction.line = Line::new(&words);
            correction.line.text().clone_into(&mut correction.first);
        }
        (correction.span, correction.words) = (span, words);
        if correction.found == FactValue::None {
            let value = (correction.kind, FactValue::None);
            self.store_correction(correction, value);
        } else {
            self.layers.push(Layer::Correct(Box::new(correction)));
            self.correction_changed();
        }
    }

    /// Corrects the fact; one that is again as it was found is corrected no more.
    fn store_correction(&mut self, correction: Correction, value: (FactKind, FactValue)) {
        let (kind_now, value) = value;
        let Correction {
            article,
            kind,
            found,
            found_in,
            span,
            annotation,
            ..
        } = correction;
        if self.reader.wanted.as_ref() != Some(&article) {
            return self.say("That fact is in another article");
        }
        let as_found = value == found && kind_now == kind && span == found_in;
        let fact = JudgedFact {
            kind,
            corrected: (value != found).then_some(value),
            corrected_kind: (kind_now != kind).then_some(kind_now),
            value: found,
            reasons: Vec::new(),
        };
        let group = self.group();
        match annotation {
            None if as_found => self.say("It says that already"),
            None => self.judge(Motivation::Editing, span, fact, group),
            Some(annotation) if as_found => self.save(Action::DeleteAnnotation { annotation }),
            Some(annotation) => {
                let Some(opened) = self.reader.article() else {
                    return;
                };
                let version = opened.version.clone();
                let target = Some(Target::new(&opened.article.text, version, span));
                let body = Body {
                    fact: Some(Box::new(fact)),
                    ..Body::default()
                };
                let edits = [
                    Action::EditBody {
                        annotation: annotation.clone(),
                        body,
                    },
                    Action::EditTarget { annotation, target },
                ];
                for edit in edits {
                    self.save_as(edit, Origin::User, group.clone(), None);
                }
            }
        }
    }
}
