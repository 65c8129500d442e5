//! Making and changing marks: which words a command means, and what becomes of them.

use crate::app::effect::Effect;
use crate::app::reader::motion;
use crate::app::{App, Focus};
use crate::model::{
    Action, Annotation, AnnotationId, ArticleId, Body, Confidence, Decided, GroupId, Motivation,
    Origin, SafeText, Span, StateChange, Target,
};

/// What `.` does again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Repeatable {
    /// A label, perhaps with a verdict, on the words here.
    Label(SafeText, Option<SafeText>),
    /// A state of the articles here.
    State(StateChange),
    /// Tags given and taken, of the articles or the mark here.
    Tags(Vec<SafeText>, Vec<SafeText>),
}

/// What a command on words is for.
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// A mark that exists.
    Mark(AnnotationId, Body, String),
    /// Words without a mark.
    Words(ArticleId, Target),
    /// Words that become gold once they have a label.
    Gold(Box<Decided>),
}

impl Subject {
    /// The words.
    pub fn quote(&self) -> &str {
        match self {
            Self::Mark(_, _, quote) => quote,
            Self::Words(_, target) => &target.quote,
            Self::Gold(decided) => {
                let gold = decided.gold.first();
                let target = gold.and_then(|gold| gold.target.as_ref());
                target.map_or("", |target| &target.quote)
            }
        }
    }
}

impl App {
    /// The words that a command means: the selection, the panel's item, the mark visited last, else the sentence
    /// under the cursor. Words that this person marked already mean that mark.
    pub(in crate::app) fn subject(&self) -> Option<Subject> {
        if let Some(mark) = self.chosen_mark() {
            return Some(mark);
        }
        let opened = self.reader.article()?;
        let span = match self.focus {
            Focus::Panel => self.panel.item()?.span?,
            _ => match self
                .reader
                .selected()
                .or_else(|| Some(self.candidate()?.span))
            {
                Some(span) => span,
                None => motion::sentence(opened, self.reader.cursor)?.trimmed(&opened.article.text),
            },
        };
        self.subject_of(span)
    }

    /// The subject that some words are.
    pub(in crate::app) fn subject_of(&self, span: Span) -> Option<Subject> {
        let opened = self.reader.article()?;
        let mine = self.reader.marks.iter().find(|mark| {
            mark.note.span == Some(span)
                && mark.note.annotation.annotator == self.settings.annotator
        });
        if let Some(mark) = mine {
            return Some(subject_of_mark(&mark.note.annotation));
        }
        if span.is_empty() {
            return None;
        }
        let target = Target::new(&opened.article.text, opened.version.clone(), span);
        Some(Subject::Words(opened.row.id.clone(), target))
    }

    /// Where the words of a subject stand in the text that is shown.
    pub(super) fn span_of(&self, subject: &Subject) -> Option<Span> {
        match subject {
            Subject::Words(_, target) => Some(target.span),
            Subject::Mark(id, ..) => {
                let mut marks = self.reader.marks.iter();
                marks.find(|mark| mark.note.annotation.id == *id)?.note.span
            }
            Subject::Gold(_) => None,
        }
    }

    /// The mark that the cursor of a list of marks is on, or that was made or visited last.
    pub(super) fn chosen_mark(&self) -> Option<Subject> {
        if let Some(crate::app::layer::Layer::Notes(notes)) = self.layers.last() {
            return Some(subject_of_mark(&notes.current(&self.pending)?.annotation));
        }
        if self.focus == Focus::Panel {
            let id = self.panel.item()?.mark.as_ref()?;
            let mark = self
                .reader
                .marks
                .iter()
                .find(|mark| mark.note.annotation.id == *id)?;
            return Some(subject_of_mark(&mark.note.annotation));
        }
        let latest = self
            .reader
            .latest
            .as_ref()
            .filter(|_| self.reader.selection.is_none() && self.labelling.is_none())?;
        let mark = self
            .reader
            .marks
            .iter()
            .find(|mark| mark.note.annotation.id == *latest)?;
        Some(subject_of_mark(&mark.note.annotation))
    }

    /// Makes a mark, or gives one another body; the mark's id.
    pub(in crate::app) fn put(
        &mut self,
        subject: &Subject,
        body: Body,
        group: GroupId,
        draft: Option<String>,
    ) -> AnnotationId {
        match subject {
            Subject::Mark(id, old, _) => {
                if *old != body || draft.is_some() {
                    let action = Action::EditBody {
                        annotation: id.clone(),
                        body,
                    };
                    self.save_as(action, Origin::User, group, draft);
                }
                id.clone()
            }
            Subject::Words(article, target) => {
                let target = Some(target.clone());
                self.annotate(article.clone(), target, body, group, draft)
            }
            Subject::Gold(decided) => self.settle_labelled(decided, body, &group),
        }
    }

    /// Makes a mark on words, or a note on the whole article.
    pub(in crate::app) fn annotate(
        &mut self,
        article: ArticleId,
        target: Option<Target>,
        body: Body,
        group: GroupId,
        draft: Option<String>,
    ) -> AnnotationId {
        let annotation = self.annotation(Motivation::Commenting, article, target, body);
        let id = annotation.id.clone();
        self.save_as(
            Action::Annotate(Box::new(annotation)),
            Origin::User,
            group,
            draft,
        );
        id
    }

    /// A new annotation of this person, made now.
    pub(in crate::app) fn annotation(
        &mut self,
        motivation: Motivation,
        article: ArticleId,
        target: Option<Target>,
        body: Body,
    ) -> Annotation {
        Annotation {
            id: AnnotationId::from_random(self.ids.draw()),
            article,
            motivation,
            target,
            body,
            annotator: self.settings.annotator.clone(),
            created: self.now,
            modified: self.now,
        }
    }

    /// A mark was made or changed: the selection ends, and the next command is for this mark.
    pub(in crate::app) fn touched(&mut self, id: AnnotationId) {
        self.reader.selection = None;
        self.reader.latest = Some(id);
    }

    /// Makes the marks that are shown, after a change or an answer.
    pub(in crate::app) fn show_marks(&mut self) {
        let only = self.settings.blind.then_some(&self.settings.annotator);
        self.reader.show_marks(&self.pending, only);
        self.panel.stale = true;
    }

    /// Shows only the annotator's own marks and notes from now on, or everybody's again.
    pub(in crate::app) fn turn_blind(&mut self) {
        self.settings.blind = !self.settings.blind;
        self.show_marks();
        self.reload_notes();
        let whose = if self.settings.blind {
            "your own"
        } else {
            "everybody's"
        };
        self.say(format!("Marks and notes: {whose}"));
    }

    /// Deletes the mark that is meant.
    pub(in crate::app) fn delete_mark(&mut self) {
        if let Some(linked) = self.chosen_link() {
            let link = linked.link.id.clone();
            self.save(Action::Unlink { link });
            return self.say("The link is taken away; u brings it back");
        }
        let here = || {
            let mark = self
                .reader
                .mark_here()
                .filter(|_| self.focus == Focus::Reader)?;
            Some(subject_of_mark(&mark.note.annotation))
        };
        match self.chosen_mark().or_else(here) {
            Some(Subject::Mark(id, ..)) => {
                self.save(Action::DeleteAnnotation { annotation: id });
                self.say("Deleted; u brings it back");
            }
            _ => self.say("No mark here"),
        }
    }

    /// Says how sure the person is of the mark that is meant: one step more, and after the last nothing again.
    pub(in crate::app) fn rate(&mut self) {
        let Some(subject @ Subject::Mark(..)) = self.mark_under_cursor() else {
            return self.say("No mark here; c labels the sentence first");
        };
        let body = body_of(&subject);
        let confidence = match body.confidence {
            None => Some(Confidence::Low),
            Some(Confidence::Low) => Some(Confidence::Medium),
            Some(Confidence::Medium) => Some(Confidence::High),
            Some(Confidence::High) => None,
        };
        let group = self.group();
        self.put(&subject, Body { confidence, ..body }, group, None);
    }

    /// Copies the words that are meant, with their citation.
    pub(in crate::app) fn copy(&mut self) {
        let (Some(subject), Some(opened)) = (self.subject(), self.reader.article()) else {
            self.say("Nothing to copy here");
            return;
        };
        let quote = subject.quote();
        let metadata = &opened.article.metadata;
        let site = metadata.site.as_ref().unwrap_or(&opened.row.source);
        let mut citation = vec![opened.row.title.to_string()];
        citation.extend(metadata.byline.iter().map(ToString::to_string));
        citation.extend((!site.is_empty()).then(|| site.to_string()));
        citation.extend(
            opened
                .row
                .published
                .map(|published| published.date().to_string()),
        );
        citation.extend(metadata.url.iter().map(ToString::to_string));
        let text = format!("“{}”\n— {}", quote.trim(), citation.join(", "));
        self.wish(Effect::Copy(text));
        self.reader.selection = None;
    }

    /// Does the last label, tags or state again, here.
    pub(in crate::app) fn repeat(&mut self) {
        match self.last.clone() {
            None => self.say("Nothing to repeat yet"),
            Some(Repeatable::State(state)) => self.apply_state(state),
            Some(Repeatable::Tags(add, remove)) => {
                if self.focus == Focus::List {
                    let articles = self.chosen_articles();
                    self.tag_articles(articles, add, remove);
                } else if let Some(subject) = self.subject() {
                    self.tag_subject(&subject, &add, &remove);
                }
            }
            Some(Repeatable::Label(label, verdict)) => {
                match self.subject().filter(|_| self.focus != Focus::List) {
                    Some(subject) => {
                        let body = Body {
                            label: Some(label),
                            verdict,
                            ..body_of(&subject)
                        };
                        let group = self.group();
                        let span = self.span_of(&subject);
                        let id = self.put(&subject, body, group, None);
                        self.touched(id);
                        self.labelled_candidate(span);
                    }
                    None => self.say("No words to label here"),
                }
            }
        }
    }
}

/// The body that a subject has so far.
pub(in crate::app) fn body_of(subject: &Subject) -> Body {
    match subject {
        Subject::Mark(_, body, _) => body.clone(),
        Subject::Words(..) => Body::default(),
        Subject::Gold(decided) => {
            let gold = decided.gold.first();
            gold.map_or_else(Body::default, |gold| gold.body.clone())
        }
    }
}

/// A mark as the subject of a command.
pub(super) fn subject_of_mark(annotation: &Annotation) -> Subject {
    let quote = annotation
        .target
        .as_ref()
        .map_or(String::new(), |target| target.quote.to_string());
    Subject::Mark(annotation.id.clone(), annotation.body.clone(), quote)
}
