//! A library and a vault for the property of `edits`: what the library says, and what stands in the files.

use super::*;
use crate::exchange::vault::{Edit, Subject, edits};
use crate::model::annotation::Target;
use crate::model::gold::{Decision, Source};
use crate::model::link::LinkedMark;
use crate::model::query::Filter;
use crate::model::{Link, LinkId, LinkRelation, Motivation, Query, Span, TextVersion};
use std::collections::BTreeSet;

const ARTICLES: [&str; 2] = ["a1", "a2"];
const TEXT: &str = "Spending will reach $65 billion. The plan costs $60 billion.";

/// A person's own templates, beside the built-in one.
const TEMPLATES: [(Form, [&str; 2]); 2] = [
    (
        Form::Markdown,
        [
            "### {{words}} {{id}}\n\n- label:: {{label}}\n- tags:: {{tags}}\n\n{{text}}\n\nBy {{annotator}} · {{date}}\n{{# link}}\n* {{sentence}}\n\n{{text}}\n",
            "---\n{{note}}\n\n{{annotator}} ({{date}}) · {{tags}}\n\n{{quote}}\n\n{{id}}\n---\n{{# head }}\n{{citation}}",
        ],
    ),
    (
        Form::Org,
        [
            "* NOTE {{label}} {{tags}}\n:PROPERTIES:\n:ID: {{id}}\n:END:\n{{note}}\n\n{{quote}}\n\n/{{annotator}}/, {{date}}",
            "** {{words}}\n:PROPERTIES:\n:ID:       {{id}}\n:TAGS: {{tags}}\n:END:\n- says {{annotator}} · {{label}}\n{{quote}}\n{{note}}\n{{# head}}\n* {{title}}\n:PROPERTIES:\n:END:\n",
        ],
    ),
];

/// A note of the library with all that it ever said.
#[derive(Debug)]
pub struct Kept {
    pub said: Vec<Annotation>,
    pub alive: bool,
    /// The person threw its block away.
    pub taken_out: bool,
    /// What the person wrote into its block and did not pull.
    pub edited: Vec<String>,
}

/// A link of the library with all that it ever said.
#[derive(Debug)]
pub struct KeptLink {
    pub said: Vec<Link>,
    pub alive: bool,
}

impl KeptLink {
    pub fn now(&self) -> &Link {
        self.said.last().unwrap()
    }
}

#[derive(Debug)]
pub struct World {
    pub folder: tempfile::TempDir,
    /// Files outside of the vault, to which links in it lead.
    pub outside: tempfile::TempDir,
    pub notes: Vec<Kept>,
    pub links: Vec<KeptLink>,
    /// What the person wrote into blocks of links and did not pull, with the ids of the blocks.
    pub link_edits: Vec<(String, String)>,
    /// What the person wrote outside of blocks.
    pub own: Vec<String>,
    pub form: Form,
    template: usize,
    counter: usize,
}

impl World {
    pub fn new(form: Form) -> Self {
        Self {
            form,
            folder: tempfile::tempdir().unwrap(),
            outside: tempfile::tempdir().unwrap(),
            notes: Vec::new(),
            links: Vec::new(),
            link_edits: Vec::new(),
            own: Vec::new(),
            template: 0,
            counter: 0,
        }
    }

    /// A word that stands nowhere yet.
    pub fn word(&mut self, kind: &str) -> String {
        self.counter += 1;
        format!("{kind}{}x", self.counter)
    }

    pub fn make(&mut self, at: usize) {
        let number = self.notes.len();
        let mut note = sheet(ARTICLES[at % 2], "Title", &self.word("said"))
            .notes
            .remove(0)
            .annotation;
        note.id = AnnotationId::named(&format!("n{number}"));
        note.annotator = if number % 3 == 2 { "bob" } else { "ada" }.into();
        note.target = (!at.is_multiple_of(5)).then(|| {
            Target::new(
                TEXT,
                TextVersion::default(),
                Span::new(at % 20, 22 + at % 20),
            )
        });
        self.notes.push(Kept {
            said: vec![note],
            alive: true,
            taken_out: false,
            edited: Vec::new(),
        });
    }

    pub fn delete(&mut self, at: usize) {
        if let Some(note) = self.note(at) {
            note.alive = false;
        }
    }

    /// The note that a step means, if there is one.
    pub fn note(&mut self, at: usize) -> Option<&mut Kept> {
        let count = self.notes.len();
        self.notes.get_mut(at.checked_rem(count)?)
    }

    pub fn id(&mut self, at: usize) -> Option<String> {
        self.note(at).map(|note| note.said[0].id.to_string())
    }

    pub fn say(&mut self, at: usize, change: impl FnOnce(&mut Body)) {
        self.counter += 1;
        let modified = Timestamp::UNIX_EPOCH
            + jiff::SignedDuration::from_hours(i64::try_from(self.counter).unwrap() * 7);
        if let Some(note) = self.note(at) {
            let mut next = note.said.last().unwrap().clone();
            next.modified = modified;
            change(&mut next.body);
            note.said.push(next);
        }
    }

    /// Links two notes, or takes the link away again.
    pub fn link_notes(&mut self, at: usize) {
        let (from, to) = (self.id(at), self.id(at / 3 + 1));
        let (Some(from), Some(to)) = (from, to) else {
            return;
        };
        let id = LinkId::named(&format!("l{from}{to}"));
        if let Some(known) = self.links.iter_mut().find(|link| link.now().id == id) {
            known.alive = !known.alive;
        } else if from != to {
            let link = Link {
                id,
                from: AnnotationId::named(&from),
                to: AnnotationId::named(&to),
                relation: LinkRelation::ALL[at % 8],
                note: SafeText::default(),
                annotator: if at.is_multiple_of(3) { "bob" } else { "ada" }.into(),
                created: Timestamp::UNIX_EPOCH,
                modified: Timestamp::UNIX_EPOCH,
            };
            self.links.push(KeptLink {
                said: vec![link],
                alive: true,
            });
        }
    }

    /// The link that a step means, if there is one.
    pub fn link_at(&self, at: usize) -> Option<usize> {
        at.checked_rem(self.links.len())
    }

    /// Says something of a link.
    pub fn say_of_link(&mut self, at: usize, text: &str) {
        if let Some(link) = self.link_at(at).and_then(|at| self.links.get_mut(at)) {
            let next = Link {
                note: text.into(),
                ..link.now().clone()
            };
            link.said.push(next);
        }
    }

    /// Makes a note a gold mark, as one that was decided on from the marks of two.
    pub fn decide(&mut self, at: usize) {
        if let Some(note) = self.note(at).filter(|note| note.said.len() == 1) {
            let gold = &mut note.said[0];
            gold.motivation = Motivation::Classifying;
            let sources = ["ada", "bob"].map(source).to_vec();
            gold.body.decision = Some(Box::new(Decision {
                sources,
                ..Decision::default()
            }));
        }
    }

    pub fn write_otherwise(&mut self, at: usize) {
        self.template = at % 3;
    }

    pub fn template(&self) -> Template {
        let own = TEMPLATES.iter().find(|(form, _)| *form == self.form);
        match own.and_then(|(_, own)| own.get(self.template)) {
            Some(text) => Template::read(text, self.form).unwrap(),
            None => Template::built_in(self.form),
        }
    }

    fn placed(&self, id: &AnnotationId) -> Option<PlacedAnnotation> {
        let note = self.notes.iter().find(|note| note.said[0].id == *id)?;
        let annotation = note.said.last().filter(|_| note.alive)?;
        Some(PlacedAnnotation {
            span: annotation.target.as_ref().map(|target| target.span),
            title: format!("Title of {}", annotation.article).as_str().into(),
            annotation: annotation.clone(),
            state: AnchorState::Exact,
        })
    }

    pub fn sheet(&self, article: &str) -> NoteSheet {
        let mut sheet = sheet(article, &format!("Title of {article}"), "");
        sheet.tags = vec!["topic".into()];
        let notes = self
            .notes
            .iter()
            .filter_map(|note| self.placed(&note.said[0].id));
        let is_own = |note: &PlacedAnnotation| note.annotation.article.as_str() == article;
        sheet.notes = notes.filter(is_own).collect();
        for link in self.links.iter().filter(|link| link.alive) {
            let link = link.now();
            let (Some(from), Some(to)) = (self.placed(&link.from), self.placed(&link.to)) else {
                continue;
            };
            for (one, other, outgoing) in [(&from, &to, true), (&to, &from, false)] {
                if is_own(one) {
                    sheet.links.push(LinkedMark {
                        at: one.annotation.id.clone(),
                        quote: SafeText::default(),
                        link: link.clone(),
                        outgoing,
                        other: other.clone(),
                    });
                }
            }
        }
        sheet
    }

    /// Everything, as when no query narrows it: the gold layer is asked for as well.
    pub fn all_asked() -> Asked {
        let all = Motivation::ALL.map(Filter::Motivation);
        Asked::of(&Query {
            filter: Filter::Or(all.to_vec()),
            ..Query::default()
        })
    }

    pub fn export(&self) -> ExportReport {
        self.export_of(&Self::all_asked())
    }

    pub fn export_of(&self, asked: &Asked) -> ExportReport {
        let mut vault = Vault::open(self.folder.path(), self.template(), false).unwrap();
        let mut report = ExportReport::default();
        let sheets = ARTICLES.map(|article| self.sheet(article));
        for sheet in sheets.iter().filter(|sheet| !sheet.notes.is_empty()) {
            vault.plan(&sheet.article, &sheet.title);
        }
        for sheet in &sheets {
            vault.export(sheet, asked, self, false, &mut report);
        }
        vault.finish(&mut report);
        report
    }

    /// Exports what one person said. What others said stays as it stands.
    pub fn export_of_one(&mut self, at: usize) {
        let name = ["ada", "bob"][at % 2];
        let before = self.blocks_of_others(name);
        let person = Filter::Annotator(name.into());
        self.export_of(&Asked::of(&Query {
            filter: person,
            ..Query::default()
        }));
        assert_eq!(self.blocks_of_others(name), before, "{name}");
    }

    /// The blocks of the notes that somebody else wrote and that are there.
    fn blocks_of_others(&self, name: &str) -> Vec<(String, Vec<String>)> {
        let others = self.notes.iter().filter(|note| {
            let is_gold = note.said[0].motivation != Motivation::Commenting;
            note.alive && (is_gold || note.said[0].annotator.as_str() != name)
        });
        let blocks = others.filter_map(|note| {
            let id = note.said[0].id.to_string();
            let (path, lines) = self.block(&id)?;
            let text = fs::read_to_string(path).unwrap();
            let lines = text.lines().skip(lines.start).take(lines.len());
            Some((id, lines.map(str::to_owned).collect()))
        });
        blocks.collect()
    }

    /// Takes over what the person wrote into blocks. A conflict stays in the vault.
    pub fn pull(&mut self) {
        let mut seen = BTreeSet::new();
        for edit in self.pullable() {
            let id = edit.of.id().to_owned();
            // The other side of the link is read with the next pull.
            if !seen.insert(id.clone()) || edit.conflict.is_some() {
                continue;
            }
            let is_in = |word: &String| {
                assert!(
                    edit.after.note.contains(word),
                    "{word} was not pulled: {edit:?}"
                );
            };
            match &edit.of {
                Subject::Note(_) => {
                    let mut notes = self.notes.iter();
                    let at = notes.position(|note| note.said[0].id.as_str() == id);
                    let at = at.unwrap();
                    for word in &std::mem::take(&mut self.notes[at].edited) {
                        is_in(word);
                    }
                    self.say(at, |body| *body = edit.after);
                }
                Subject::Link(linked) => {
                    let side = if linked.outgoing { "from" } else { "to" };
                    let block = format!("{id}-{side}");
                    let edits = std::mem::take(&mut self.link_edits);
                    let (taken, left) = edits.into_iter().partition(|(of, _)| *of == block);
                    let taken: Vec<(String, String)> = taken;
                    for (_, word) in &taken {
                        is_in(word);
                    }
                    self.link_edits = left;
                    let mut links = self.links.iter();
                    let at = links.position(|link| link.now().id.as_str() == id);
                    self.say_of_link(at.unwrap(), &edit.after.note);
                }
            }
        }
    }

    fn pullable(&self) -> Vec<Edit> {
        let template = self.template();
        let vault = Vault::open(self.folder.path(), template.clone(), true).unwrap();
        let mut found = Vec::new();
        for article in ARTICLES {
            let sheet = self.sheet(article);
            let page = Page {
                sheet: &sheet,
                template: &template,
                places: &|linked| vault.place(linked, &Self::all_asked(), false),
                left: &[],
            };
            for path in vault.files(&sheet) {
                let text = fs::read_to_string(path).unwrap();
                found.extend(edits(&text, &page, self));
            }
        }
        found
    }
}

impl History for World {
    fn note(&self, id: &AnnotationId) -> Vec<Annotation> {
        let note = self.notes.iter().find(|note| note.said[0].id == *id);
        note.map_or_else(Vec::new, |note| note.said.clone())
    }

    fn link(&self, id: &LinkId) -> Vec<Link> {
        let link = self.links.iter().find(|link| link.now().id == *id);
        link.map_or_else(Vec::new, |link| link.said.clone())
    }
}

/// A mark that was decided on.
fn source(annotator: &str) -> Source {
    Source {
        annotator: annotator.into(),
        ..Source::default()
    }
}
