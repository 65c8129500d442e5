//! A vault that a person works in while the library changes: random edits between random changes.
//!
//! Every line that the person writes and every text of a note has a number of its own, so that after each export
//! it can be said what must be there, what must not, and that nothing is there twice.

use super::*;
use crate::exchange::markdown::{bodies, edits};
use crate::model::Span;
use crate::model::TextVersion;
use crate::model::annotation::Target;
use proptest::prelude::*;
use std::collections::BTreeSet;

const ARTICLES: [&str; 2] = ["a1", "a2"];
const TEXT: &str = "Spending will reach $65 billion. The plan costs $60 billion.";

/// What happens: in the library, or in the vault by the person's hand. Numbers choose a note or a place.
#[derive(Debug, Clone)]
enum Step {
    Make(usize),
    Change(usize),
    Tag(usize),
    Delete(usize),
    BringBack(usize),
    WriteBetween(usize),
    WritePlugin(usize),
    TakeOut(usize),
    MoveDown(usize),
    MoveAway(usize),
    EditNote(usize),
    WriteInside(usize),
    Rename(usize),
    FrontMatter(usize),
    OtherLineEnds(usize),
    NoFinalLineEnd(usize),
    Pull,
}

fn step() -> impl Strategy<Value = Step> {
    use Step::{
        BringBack, Change, Delete, EditNote, FrontMatter, Make, MoveAway, MoveDown, NoFinalLineEnd,
        OtherLineEnds, Pull, Rename, Tag, TakeOut, WriteBetween, WriteInside, WritePlugin,
    };
    let kinds: [fn(usize) -> Step; 16] = [
        Make,
        Change,
        Tag,
        Delete,
        BringBack,
        WriteBetween,
        WritePlugin,
        TakeOut,
        MoveDown,
        MoveAway,
        EditNote,
        WriteInside,
        Rename,
        FrontMatter,
        OtherLineEnds,
        NoFinalLineEnd,
    ];
    prop_oneof![
        12 => (0..kinds.len(), 0usize..40).prop_map(move |(kind, at)| kinds[kind](at)),
        1 => Just(Pull),
    ]
}

/// A note of the library with all that it ever said.
#[derive(Debug)]
struct Kept {
    said: Vec<Annotation>,
    alive: bool,
    /// The person threw its block away.
    taken_out: bool,
    /// What the person wrote into its block and did not pull.
    edited: Vec<String>,
}

#[derive(Debug)]
struct World {
    folder: tempfile::TempDir,
    notes: Vec<Kept>,
    /// What the person wrote outside of blocks, by file and in order.
    own: Vec<String>,
    counter: usize,
}

impl World {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            notes: Vec::new(),
            own: Vec::new(),
            counter: 0,
        }
    }

    fn word(&mut self, kind: &str) -> String {
        self.counter += 1;
        format!("{kind}{}x", self.counter)
    }

    fn make(&mut self, at: usize) {
        let number = self.notes.len();
        let mut note = sheet(ARTICLES[at % 2], "Title", &self.word("said"))
            .notes
            .remove(0)
            .annotation;
        note.id = AnnotationId::named(&format!("n{number}"));
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

    /// The note that a step means, if there is one.
    fn note(&mut self, at: usize) -> Option<&mut Kept> {
        let count = self.notes.len();
        self.notes.get_mut(at.checked_rem(count)?)
    }

    fn say(&mut self, at: usize, change: impl FnOnce(&mut Body)) {
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

    fn sheet(&self, article: &str) -> NoteSheet {
        let mut sheet = sheet(article, &format!("Title of {article}"), "");
        sheet.tags = vec!["topic".into()];
        let alive = self.notes.iter().filter(|note| note.alive);
        let own = alive
            .map(|note| note.said.last().unwrap())
            .filter(|note| note.article.as_str() == article);
        sheet.notes = own
            .map(|annotation| PlacedAnnotation {
                annotation: annotation.clone(),
                span: annotation.target.as_ref().map(|target| target.span),
                state: AnchorState::Exact,
                title: SafeText::default(),
            })
            .collect();
        sheet
    }

    fn history(&self, id: &str) -> Vec<Annotation> {
        let note = self
            .notes
            .iter()
            .find(|note| note.said[0].id.as_str() == id);
        note.map_or_else(Vec::new, |note| note.said.clone())
    }

    fn export(&self) -> ExportReport {
        let mut vault = Vault::open(self.folder.path(), false).unwrap();
        let mut report = ExportReport::default();
        for article in ARTICLES {
            let sheet = self.sheet(article);
            let past = |id: &str| self.history(id).iter().flat_map(bodies).collect();
            let update = Update {
                sheet: &sheet,
                past: &past,
                restore: false,
            };
            vault.export(&update, &mut report);
        }
        report
    }

    /// Takes over what the person wrote into blocks. A conflict stays in the vault.
    fn pull(&mut self) {
        let vault = Vault::open(self.folder.path(), true).unwrap();
        let mut found = Vec::new();
        for article in ARTICLES {
            let sheet = self.sheet(article);
            for path in vault.files(&sheet) {
                let text = fs::read_to_string(path).unwrap();
                found.extend(edits(&text, &sheet, &|id| self.history(id.as_str())));
            }
        }
        for edit in found.into_iter().filter(|edit| edit.conflict.is_none()) {
            let at = self
                .notes
                .iter()
                .position(|note| note.said[0].id == edit.annotation)
                .unwrap();
            for word in std::mem::take(&mut self.notes[at].edited) {
                assert!(
                    edit.after.note.contains(&word),
                    "{word} was not pulled: {edit:?}"
                );
            }
            self.say(at, |body| *body = edit.after);
        }
    }

    fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let mut folders = vec![self.folder.path().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push(path);
                }
            }
        }
        files.sort();
        files
    }

    fn all(&self) -> String {
        let texts = self
            .files()
            .into_iter()
            .map(|path| fs::read_to_string(path).unwrap());
        texts.collect::<Vec<_>>().join("\n=====\n")
    }

    /// Changes one of the files, as lines without their ends.
    fn edit(&self, at: usize, change: impl FnOnce(&mut Vec<String>)) {
        let files = self.files();
        let Some(path) = at.checked_rem(files.len()).map(|at| &files[at]) else {
            return;
        };
        let text = fs::read_to_string(path).unwrap();
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut lines: Vec<String> = text
            .split('\n')
            .map(|line| line.trim_end_matches('\r').to_owned())
            .collect();
        change(&mut lines);
        fs::write(path, lines.join(line_end)).unwrap();
    }

    /// The file and the lines of a note's block.
    fn block(&self, id: &str) -> Option<(usize, std::ops::Range<usize>)> {
        self.files().iter().enumerate().find_map(|(file, path)| {
            let text = fs::read_to_string(path).unwrap();
            let lines: Vec<&str> = text.lines().collect();
            let start = lines
                .iter()
                .position(|line| line.starts_with(&format!("<!-- pressmark:{id}:")))?;
            let end = lines[start..]
                .iter()
                .position(|line| *line == "<!-- /pressmark -->")?;
            Some((file, start..start + end + 1))
        })
    }

    #[expect(clippy::too_many_lines, reason = "one arm a step")]
    fn take(&mut self, step: &Step) {
        let id_of =
            |world: &mut Self, at: usize| world.note(at).map(|note| note.said[0].id.to_string());
        match *step {
            Step::Make(at) => self.make(at),
            Step::Change(at) => {
                let word = self.word("said");
                self.say(at, |body| body.note = word.as_str().into());
            }
            Step::Tag(at) => {
                let tag = self.word("tag");
                self.say(at, |body| body.tags = vec![tag.as_str().into()]);
            }
            Step::Delete(at) => {
                if let Some(note) = self.note(at) {
                    note.alive = false;
                }
            }
            Step::BringBack(at) => {
                if let Some(note) = self.note(at)
                    && !note.taken_out
                {
                    note.alive = true;
                }
            }
            Step::WriteBetween(at) => self.write_between(at, "own"),
            Step::WritePlugin(at) => self.write_between(at, "%% plugin %% own"),
            Step::TakeOut(at) => {
                let Some(id) = id_of(self, at) else { return };
                if let Some((file, lines)) = self.block(&id) {
                    self.edit(file, |all| drop(all.drain(lines)));
                    let note = self.note(at).unwrap();
                    note.taken_out = true;
                    note.edited.clear();
                }
            }
            Step::MoveDown(at) => {
                let Some(id) = id_of(self, at) else { return };
                if let Some((file, lines)) = self.block(&id) {
                    self.edit(file, |all| {
                        let block: Vec<String> = all.drain(lines).collect();
                        all.extend(block);
                        all.push(String::new());
                    });
                }
            }
            Step::MoveAway(at) => {
                let Some(id) = id_of(self, at) else { return };
                if let Some((file, lines)) = self.block(&id) {
                    let mut block = Vec::new();
                    self.edit(file, |all| block = all.drain(lines).collect());
                    let other = self.folder.path().join("Mine.md");
                    // On a line of its own, as an editor pastes lines.
                    let mut text = fs::read_to_string(&other).unwrap_or_default();
                    if !text.is_empty() && !text.ends_with('\n') {
                        text.push('\n');
                    }
                    fs::write(other, text + &block.join("\n") + "\n").unwrap();
                }
            }
            Step::EditNote(at) => {
                let word = self.word("edit");
                let Some(id) = id_of(self, at) else { return };
                let Some((file, lines)) = self.block(&id) else {
                    return;
                };
                let mut done = false;
                self.edit(file, |all| {
                    if let Some(at) = lines.clone().find(|at| all[*at].starts_with("> [!note]")) {
                        all[at + 1] = format!("{} {word}", all[at + 1]);
                        done = true;
                    }
                });
                if done {
                    self.note(at).unwrap().edited.push(word);
                }
            }
            Step::WriteInside(at) => {
                let word = self.word("edit");
                let Some(id) = id_of(self, at) else { return };
                let Some((file, lines)) = self.block(&id) else {
                    return;
                };
                self.edit(file, |all| {
                    all.splice(lines.end - 1..lines.end - 1, [String::new(), word.clone()]);
                });
                self.note(at).unwrap().edited.push(word);
            }
            Step::Rename(at) => {
                let files = self.files();
                let Some(path) = at.checked_rem(files.len()).map(|at| &files[at]) else {
                    return;
                };
                if path.ends_with("Mine.md") {
                    return;
                }
                let deep = self.folder.path().join(format!("deep{}", at % 3));
                fs::create_dir_all(&deep).unwrap();
                let name = self.word("Renamed ");
                fs::rename(path, deep.join(format!("{name}.md"))).unwrap();
            }
            Step::FrontMatter(at) => {
                let word = self.word("own");
                let mut done = false;
                self.edit(at, |all| {
                    if all.first().is_some_and(|line| line == "---") {
                        let place = 1 + at % 3;
                        all.insert(place, format!("key{word}: [mine, {word}]"));
                        done = true;
                    }
                });
                if done {
                    self.own.push(word);
                }
            }
            Step::OtherLineEnds(at) => {
                let files = self.files();
                if let Some(path) = at.checked_rem(files.len()).map(|at| &files[at]) {
                    let text = fs::read_to_string(path).unwrap();
                    let other = if text.contains("\r\n") {
                        text.replace("\r\n", "\n")
                    } else {
                        text.replace('\n', "\r\n")
                    };
                    fs::write(path, other).unwrap();
                }
            }
            Step::NoFinalLineEnd(at) => self.edit(at, |all| {
                while all.last().is_some_and(String::is_empty) {
                    all.pop();
                }
            }),
            Step::Pull => self.pull(),
        }
    }

    /// Writes a line of the person's own somewhere outside of blocks and front matter.
    fn write_between(&mut self, at: usize, kind: &str) {
        let word = self.word(kind);
        let mut done = false;
        self.edit(at, |all| {
            let mut inside = all.first().is_some_and(|line| line == "---");
            let mut places = Vec::new();
            for (number, line) in all.iter().enumerate() {
                if line.starts_with("<!-- pressmark:") {
                    inside = true;
                } else if line == "<!-- /pressmark -->" || (line == "---" && number > 0) {
                    inside = false;
                    places.push(number + 1);
                } else if !inside {
                    places.push(number + 1);
                }
            }
            if let Some(place) = at.checked_rem(places.len()) {
                all.insert(places[place], word.clone());
                done = true;
            }
        });
        if done {
            self.own.push(word);
        }
    }

    /// What must hold after every export.
    fn holds(&self) -> Result<(), TestCaseError> {
        let all = self.all();
        let again = self.export();
        prop_assert_eq!(
            (again.written, self.all()),
            (0, all.clone()),
            "a second export changes nothing"
        );
        for own in &self.own {
            prop_assert_eq!(
                all.matches(own.as_str()).count(),
                front(&all, own),
                "{} stays\n{}",
                own,
                all
            );
        }
        for note in &self.notes {
            let said = note.said.last().unwrap();
            let mark = format!("^pm-{}", said.id);
            let count = all.lines().filter(|line| *line == mark).count();
            for word in &note.edited {
                prop_assert!(
                    all.contains(word.as_str()),
                    "{} of {} is lost\n{}",
                    word,
                    said.id,
                    all
                );
            }
            if note.taken_out {
                prop_assert_eq!(count, 0, "{} was thrown away\n{}", mark, all);
            } else if !note.alive {
                prop_assert!(
                    count == 0 || !note.edited.is_empty(),
                    "{} is gone\n{}",
                    mark,
                    all
                );
            } else {
                prop_assert_eq!(count, 1, "{} is there once\n{}", mark, all);
                for line in said.body.note.lines() {
                    prop_assert!(all.contains(line), "{} is shown\n{}", line, all);
                }
                if note.edited.is_empty() {
                    let body = &bodies(said)[0];
                    let text = all.replace("\r\n", "\n");
                    prop_assert!(
                        text.contains(body.trim_end()),
                        "{} stands as it is\n{}",
                        mark,
                        all
                    );
                }
            }
        }
        let heads = self
            .files()
            .into_iter()
            .filter_map(|path| id_of(&fs::read_to_string(path).unwrap()));
        let heads: Vec<ArticleId> = heads.collect();
        let different: BTreeSet<&ArticleId> = heads.iter().collect();
        prop_assert_eq!(heads.len(), different.len(), "an article has one file");
        Ok(())
    }
}

/// A key of the person's front matter says its word twice.
fn front(all: &str, word: &str) -> usize {
    if all.contains(&format!("key{word}:")) {
        2
    } else {
        1
    }
}

proptest! {
    // Each case writes files and brings them to the disk; PROPTEST_CASES asks for more of them.
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 10, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_to_a_vault_nothing_is_lost_and_nothing_comes_twice(steps in proptest::collection::vec(step(), 1..24)) {
        let mut world = World::new();
        for at in 0..4 {
            world.make(at);
        }
        world.export();
        for step in &steps {
            world.take(step);
            world.export();
            world.holds()?;
        }
    }
}
