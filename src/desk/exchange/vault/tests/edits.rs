//! A vault that a person works in while the library changes: random edits between random changes.
//!
//! Every line that the person writes and every text of a note has a number of its own, so that after each export
//! it can be said what must be there, what must not, and that nothing is there twice.

use super::world::World;
use super::*;
use crate::exchange::vault::article_of;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What happens: in the library, or in the vault by the person's hand. Numbers choose a note or a place.
type Step = (&'static str, fn(&mut World, usize));

const STEPS: [Step; 30] = [
    ("make a note", World::make),
    ("change a note", |world, at| {
        let word = world.word("said");
        world.say(at, |body| body.note = word.as_str().into());
    }),
    ("make a note longer", |world, at| {
        let (one, other) = (world.word("said"), world.word("said"));
        world.say(at, |body| {
            body.note = format!("{one}\n\n{other}").as_str().into();
        });
    }),
    ("tag a note", |world, at| {
        let tag = world.word("tag");
        world.say(at, |body| body.tags = vec![tag.as_str().into()]);
    }),
    ("label a note", |world, at| {
        let label = world.word("label");
        world.say(at, |body| body.label = Some(label.as_str().into()));
    }),
    ("delete a note", World::delete),
    ("bring a note back", |world, at| {
        if let Some(note) = world.note(at).filter(|note| !note.taken_out) {
            note.alive = true;
        }
    }),
    ("link notes", World::link_notes),
    ("link other notes", |world, at| {
        world.link_notes(at + 7);
    }),
    ("say something of a link", |world, at| {
        let word = world.word("said");
        world.say_of_link(at, &word);
    }),
    ("decide on a mark", World::decide),
    ("export what one said", World::export_of_one),
    ("write inside a link", World::write_inside_link),
    ("take another template", World::write_otherwise),
    ("write between", |world, at| {
        world.write_between(at, "own");
    }),
    ("write as a plugin", |world, at| {
        world.write_between(at, "%% plugin %% own");
    }),
    ("take a block out", World::take_out),
    ("move a block down", World::move_down),
    ("move a block away", World::move_away),
    ("refile a subtree", World::refile),
    ("edit a note", World::edit_note),
    ("write inside a block", World::write_inside),
    ("rename a file", World::rename),
    ("rename a file by case", World::rename_by_case),
    ("edit the front matter", World::front_matter),
    ("take other line ends", |world, at| {
        world.other_line_ends(at);
    }),
    ("take the last line end away", |world, at| {
        world.no_final_line_end(at);
    }),
    ("copy a file", World::copy),
    ("link to a file outside", World::link_outside),
    ("pull", |world, _| {
        world.pull();
    }),
];

impl World {
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
        for (block, word) in &self.link_edits {
            prop_assert!(
                all.contains(word.as_str()),
                "{} of {} is lost\n{}",
                word,
                block,
                all
            );
        }
        self.notes_hold(&all)?;
        self.links_hold(&all)?;
        let heads = self
            .files()
            .into_iter()
            .filter_map(|path| article_of(&fs::read_to_string(path).unwrap(), self.form));
        let heads: Vec<ArticleId> = heads.collect();
        let different: BTreeSet<&ArticleId> = heads.iter().collect();
        prop_assert_eq!(heads.len(), different.len(), "an article has one file");
        Ok(())
    }

    fn notes_hold(&self, all: &str) -> Result<(), TestCaseError> {
        let template = self.template();
        for note in &self.notes {
            let said = note.said.last().unwrap();
            // At the end of its line; links to it end otherwise.
            let mark = match self.form {
                Form::Markdown => format!("^pm-{}", said.id),
                Form::Org => format!(" pm-{}", said.id),
            };
            let count = all.lines().filter(|line| line.ends_with(&mark)).count();
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
                    let sheet = self.sheet(said.article.as_str());
                    let alone = NoteSheet {
                        notes: sheet
                            .notes
                            .into_iter()
                            .filter(|one| one.annotation.id == said.id)
                            .collect(),
                        links: Vec::new(),
                        ..sheet
                    };
                    let page = Page {
                        sheet: &alone,
                        template: &template,
                        places: &|_| None,
                        left: &[],
                    };
                    let file = page.render();
                    let lines: Vec<&str> = file.lines().collect();
                    let (_, block) = self
                        .blocks(&lines)
                        .into_iter()
                        .find(|(id, _)| *id == said.id.as_str())
                        .unwrap();
                    let block = plain(&lines[block].join("\n"));
                    let text = plain(&all.replace("\r\n", "\n"));
                    prop_assert!(text.contains(&block), "{} stands as it is\n{}", mark, all);
                }
            }
        }
        Ok(())
    }

    /// Every link leads to a file that is there, and to the block of a note that stands in it.
    fn links_hold(&self, all: &str) -> Result<(), TestCaseError> {
        let files = self.files();
        let root = self.folder.path();
        if self.form == Form::Org {
            let ids = all
                .split("[[id:")
                .skip(1)
                .filter_map(|rest| rest.split_once(']'));
            for (id, _) in ids {
                let is_id = |line: &str| {
                    line.trim().starts_with(":ID:") && line.trim().ends_with(&format!(" {id}"))
                };
                prop_assert!(all.lines().any(is_id), "{} leads nowhere\n{}", id, all);
            }
            return Ok(());
        }
        for link in all
            .split("[[")
            .skip(1)
            .filter_map(|rest| rest.split_once("]]"))
        {
            let target = link.0.split('|').next().unwrap();
            let (file, block) = target.split_once('#').unwrap_or((target, ""));
            let named: Vec<&PathBuf> = files
                .iter()
                .filter(|path| {
                    let name = path.strip_prefix(root).unwrap().with_extension("");
                    name == Path::new(file) || (!file.contains('/') && name.ends_with(file))
                })
                .collect();
            let exact = named
                .iter()
                .find(|path| ***path == root.join(format!("{file}.md")));
            let found = exact.or(named.first());
            prop_assert!(
                found.is_some(),
                "{} leads nowhere\n{:?}\n{}",
                target,
                files,
                all
            );
            prop_assert!(
                named.len() == 1 || exact.is_some(),
                "{} leads to {:?}",
                target,
                named
            );
            let text = fs::read_to_string(found.unwrap()).unwrap();
            prop_assert!(text.contains(block), "{} is not there\n{}", target, all);
        }
        Ok(())
    }
}

/// Without what org leaves to its editors: how deep a heading is, and how properties are aligned.
fn plain(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let deep = line.trim_start_matches('*');
        let line = if deep.starts_with(' ') && deep.len() < line.len() {
            deep
        } else {
            line
        };
        line.split(' ')
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
            + "\n"
    });
    lines.collect()
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
    fn whatever_happens_to_a_vault_nothing_is_lost_and_nothing_comes_twice(
        steps in proptest::collection::vec((0..STEPS.len(), 0usize..40), 1..24), form in 0..Form::ALL.len(),
    ) {
        let mut world = World::new(Form::ALL[form]);
        for at in 0..4 {
            world.make(at);
        }
        world.export();
        for (step, at) in steps {
            let (_, happen) = STEPS[step];
            happen(&mut world, at);
            let apart = world.left_alone();
            world.export();
            world.holds()?;
            prop_assert_eq!(world.left_alone(), apart, "copies and files outside are left alone");
        }
    }
}

#[test]
fn a_subtree_made_deeper_is_ours_again_once_what_was_written_in_it_is_pulled() {
    let mut world = World::new(Form::Org);
    world.make(0);
    world.export();
    world.write_inside(0);
    world.refile(0);
    world.export();
    world.say(0, |body| body.tags = vec!["new".into()]);
    world.export();
    world.pull();
    world.export();
    world.holds().unwrap();
}

#[test]
fn a_link_that_a_person_wrote_something_about_leads_on_when_its_other_end_is_thrown_away() {
    for form in Form::ALL {
        let mut world = World::new(form);
        for at in 0..4 {
            world.make(at);
        }
        world.link_notes(20);
        world.export();
        world.write_inside_link(1);
        world.take_out(4);
        world.export();
        world.holds().unwrap();
    }
}

#[test]
fn a_link_that_a_person_wrote_something_about_leads_nowhere_once_it_is_gone() {
    for form in Form::ALL {
        let mut world = World::new(form);
        for at in 0..4 {
            world.make(at);
        }
        world.link_notes(14);
        world.export();
        world.write_inside_link(2);
        world.delete(1);
        world.export();
        world.holds().unwrap();
        assert!(!world.all().contains("[["), "{}", world.all());
        assert!(world.all().contains("Title of a2"), "its words stay");
    }
}

#[test]
fn a_line_of_ours_that_stands_elsewhere_is_not_read_as_the_note() {
    let mut world = World::new(Form::Markdown);
    for at in 0..4 {
        world.make(at);
    }
    world.export();
    // Both texts stand there now, and the line with the name stands where the newer text has words.
    world.write_inside(0);
    world.say(0, |body| body.note = "one\n\nother".into());
    world.export();
    world.pull();
    world.export();
    world.holds().unwrap();
}
