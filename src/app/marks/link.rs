//! Linking claims: pick the other mark among those of the library, then say with one key how the first stands to it.
//! The two sentences of a pair are linked at once; words that are not marked yet are marked with the link, as one undo.

use super::annotate::{Subject, body_of, subject_of_mark};
use crate::app::App;
use crate::app::effect::{Effect, Generation};
use crate::app::keys::command::Command;
use crate::app::keys::key::{Key, KeyCode};
use crate::app::layer::Layer;
use crate::app::prompt::line::Line;
use crate::app::prompt::tags::next_choice;
use crate::model::link::LinkedMark;
use crate::model::relation::Side;
use crate::model::{
    Action, Annotation, AnnotationId, LinkRelation, Origin, PlacedAnnotation, Relation, SafeText,
    Target, TextVersion,
};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// So many marks are looked at for what is typed.
const LOOKED_AT: usize = 200;

/// The relations with their keys, and what the first says of the second.
const RELATIONS: [(char, LinkRelation, &str); 5] = [
    ('s', LinkRelation::Supports, "gives reason to believe it"),
    ('c', LinkRelation::Contradicts, "both cannot be true"),
    (
        'u',
        LinkRelation::Updates,
        "takes its place: later, or corrected",
    ),
    ('r', LinkRelation::Repeats, "says the same again"),
    ('i', LinkRelation::Cites, "names it as where it comes from"),
];

/// State of the picker: which mark is the other end.
#[derive(Debug, Clone, Default)]
pub struct Picker {
    /// What the link begins at.
    pub from: Option<Subject>,
    /// What is typed.
    pub line: Line,
    /// Marks that fit, best first.
    pub marks: Vec<PlacedAnnotation>,
    /// The chosen one.
    pub cursor: Option<usize>,
    /// The number of the newest request.
    pub generation: Generation,
}

/// State of the choice of a relation.
#[derive(Debug, Clone, PartialEq)]
pub struct Relate {
    /// What the link begins at.
    pub from: Subject,
    /// Where it ends.
    pub to: Subject,
}

impl App {
    /// Links the mark that is meant, or the two sentences of the pair at hand.
    pub(in crate::app) fn link(&mut self) {
        if let Some(pair) = self.pair_at_hand().cloned() {
            let annotator = self.settings.annotator.clone();
            return self.wish(Effect::FindMarksOn(Box::new(pair), annotator));
        }
        let Some(from) = self.mark_under_cursor().or_else(|| self.subject()) else {
            return self.say("No mark or words to link here");
        };
        self.layers.push(Layer::Picker(Box::new(Picker {
            from: Some(from),
            ..Picker::default()
        })));
        self.picker_changed();
    }

    /// The mark that the cursor of a list of marks is on, that was made or visited last, or that the reader's cursor
    /// is in.
    pub(super) fn mark_under_cursor(&self) -> Option<Subject> {
        let here = || {
            let mark = self.reader.mark_here()?;
            (self.focus == crate::app::Focus::Reader && self.reader.selection.is_none())
                .then(|| subject_of_mark(&mark.note.annotation))
        };
        self.chosen_mark().or_else(here)
    }

    /// What is typed changed: ask for the marks that fit.
    pub(in crate::app) fn picker_changed(&mut self) {
        let generation = self.next_request();
        let Some(Layer::Picker(picker)) = self.layers.last_mut() else {
            return;
        };
        picker.generation = generation;
        let typed = picker.line.text().to_owned();
        self.wish(Effect::FindMarks(generation, typed, LOOKED_AT));
    }

    /// Marks arrived: those that fit the typed letters best come first, then those found by their article's words.
    pub(in crate::app) fn marks_found(
        &mut self,
        generation: Generation,
        marks: Vec<PlacedAnnotation>,
    ) {
        let Some(Layer::Picker(picker)) = self.layers.last_mut() else {
            return;
        };
        if picker.generation != generation {
            return;
        }
        let own = match &picker.from {
            Some(Subject::Mark(id, ..)) => Some(id.clone()),
            _ => None,
        };
        let others = marks
            .into_iter()
            .filter(|mark| Some(&mark.annotation.id) != own.as_ref());
        picker.marks = ranked(picker.line.text(), others.collect());
        picker.cursor = (!picker.marks.is_empty()).then_some(0);
    }

    /// Which marks of this person stand on the words of a pair: the ends of the link.
    pub(in crate::app) fn marks_on(&mut self, pair: &Relation, marks: [Option<Annotation>; 2]) {
        if self.pair_at_hand().is_none() {
            return;
        }
        let [from, to] = marks;
        let end = |mark: Option<Annotation>, side: &Side| {
            mark.map_or_else(|| sentence_of(side), |mark| subject_of_mark(&mark))
        };
        self.layers.push(Layer::Relate(Box::new(Relate {
            from: end(from, &pair.a),
            to: end(to, &pair.b),
        })));
    }

    /// Commands of the picker.
    pub(in crate::app) fn run_in_picker(&mut self, command: Command) -> bool {
        let Some(Layer::Picker(picker)) = self.layers.last_mut() else {
            return false;
        };
        let len = picker.marks.len();
        match command {
            Command::NextChoice => picker.cursor = next_choice(picker.cursor, len, true),
            Command::PreviousChoice => picker.cursor = next_choice(picker.cursor, len, false),
            Command::Accept => {
                let chosen = picker.cursor.and_then(|at| picker.marks.get(at)).cloned();
                let from = picker.from.clone();
                if let Some((from, to)) = from.zip(chosen) {
                    let to = subject_of_mark(&to.annotation);
                    self.layers.pop();
                    self.layers
                        .push(Layer::Relate(Box::new(Relate { from, to })));
                }
            }
            _ => return false,
        }
        true
    }

    /// A key in the choice of a relation.
    pub(in crate::app) fn relate_key(&mut self, key: Key) {
        let letter = match key.code {
            KeyCode::Char(letter) if !key.ctrl && !key.alt => Some(letter),
            _ => None,
        };
        let Some(Layer::Relate(relate)) = self.layers.last() else {
            return;
        };
        let offered = self.relations(relate);
        let chosen = offered.iter().find(|(key, ..)| Some(*key) == letter);
        let Some((_, relation, _)) = chosen else {
            let keys: Vec<String> = offered.iter().map(|(key, ..)| key.to_string()).collect();
            return self.say(if keys.is_empty() {
                "The label scheme has no relation for these two labels; Esc goes back".to_owned()
            } else {
                format!("No relation has that key; {} or Esc", keys.join(" "))
            });
        };
        if let Some(Layer::Relate(relate)) = self.layers.pop() {
            let group = self.group();
            let from = self.put(&relate.from, body_of(&relate.from), group.clone(), None);
            let to = self.put(&relate.to, body_of(&relate.to), group.clone(), None);
            let link = self.new_link(from, to, *relation);
            self.save_as(Action::Link(Box::new(link)), Origin::User, group, None);
            self.reader.selection = None;
        }
    }

    /// The relations that the label scheme has for the labels of the two.
    pub fn relations(&self, relate: &Relate) -> Vec<(char, LinkRelation, &'static str)> {
        let labels = [&relate.from, &relate.to].map(|end| body_of(end).label);
        let labels = labels.each_ref().map(Option::as_deref);
        let relations = RELATIONS.into_iter();
        relations
            .filter(|(_, relation, _)| self.scheme.relates(labels, relation.name()))
            .collect()
    }

    /// The link under the cursor of the panel.
    pub(in crate::app) fn chosen_link(&self) -> Option<&LinkedMark> {
        let in_panel = self.layers.is_empty() && self.focus == crate::app::Focus::Panel;
        let index = self.panel.item().filter(|_| in_panel)?.link?;
        self.reader.article()?.links.get(index)
    }

    /// Opens the article of a linked mark at its words.
    pub(in crate::app) fn open_mark(&mut self, mark: &PlacedAnnotation) {
        self.open_at(mark.annotation.article.clone(), mark.span);
    }
}

/// The sentence of one side of a pair, to be marked. The other article is not on the screen: the desk knows its text.
fn sentence_of(side: &Side) -> Subject {
    let target = Target {
        version: TextVersion::default(),
        span: side.place,
        quote: side.sentence.clone(),
        prefix: SafeText::default(),
        suffix: SafeText::default(),
        orphan: false,
    };
    Subject::Words(side.article.clone(), target)
}

/// Marks in the order in which their words fit what is typed; those that do not fit keep their order behind.
fn ranked(typed: &str, marks: Vec<PlacedAnnotation>) -> Vec<PlacedAnnotation> {
    if typed.trim().is_empty() {
        return marks;
    }
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut scored: Vec<(Option<u32>, PlacedAnnotation)> = marks
        .into_iter()
        .map(|mark| {
            let words = words(&mark);
            let score = pattern.score(Utf32Str::new(&words, &mut buffer), &mut matcher);
            (score, mark)
        })
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, mark)| mark).collect()
}

/// The words by which a mark is looked for.
fn words(mark: &PlacedAnnotation) -> String {
    let annotation = &mark.annotation;
    let quote = annotation.target.as_ref().map(|target| &target.quote);
    let parts = [
        annotation.body.label.as_deref(),
        quote.map(SafeText::as_str),
        Some(annotation.body.note.as_str()),
        Some(mark.title.as_str()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The id of a mark, when a subject is one.
pub(super) fn id_of(subject: &Subject) -> Option<AnnotationId> {
    match subject {
        Subject::Mark(id, ..) => Some(id.clone()),
        Subject::Words(..) | Subject::Gold(_) => None,
    }
}
