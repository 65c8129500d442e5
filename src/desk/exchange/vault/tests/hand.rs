//! What a person does to the files of a vault.

use super::world::World;
use super::*;

impl World {
    /// Changes a file, as lines without their ends.
    fn edit(path: &Path, change: impl FnOnce(&mut Vec<String>)) {
        let text = fs::read_to_string(path).unwrap();
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut lines: Vec<String> = text
            .split('\n')
            .map(|line| line.trim_end_matches('\r').to_owned())
            .collect();
        change(&mut lines);
        fs::write(path, lines.join(line_end)).unwrap();
    }

    /// Writes a line of the person's own somewhere outside of blocks and front matter.
    pub fn write_between(&mut self, at: usize, kind: &str) {
        let word = self.word(kind);
        let Some(path) = self.file(at) else { return };
        Self::edit(&path, |all| {
            let lines: Vec<&str> = all.iter().map(String::as_str).collect();
            let (head, blocks) = (self.head(&lines), self.blocks(&lines));
            let inside = |at: usize| {
                blocks
                    .iter()
                    .any(|(_, block)| block.start < at && at < block.end)
            };
            let places: Vec<usize> = (head..=all.len()).filter(|at| !inside(*at)).collect();
            all.insert(places[at % places.len()], word.clone());
        });
        self.own.push(word);
    }

    pub fn take_out(&mut self, at: usize) {
        let Some(id) = self.id(at) else { return };
        if let Some((path, lines)) = self.block(&id) {
            Self::edit(&path, |all| drop(all.drain(lines)));
            let note = self.note(at).unwrap();
            note.taken_out = true;
            note.edited.clear();
        }
    }

    pub fn move_down(&mut self, at: usize) {
        let Some(id) = self.id(at) else { return };
        if let Some((path, lines)) = self.block(&id) {
            Self::edit(&path, |all| {
                let block: Vec<String> = all.drain(lines).collect();
                all.extend(block);
                all.push(String::new());
            });
        }
    }

    /// Makes the heading of a subtree deeper, and aligns its properties.
    pub fn refile(&mut self, at: usize) {
        let Some(id) = self.id(at).filter(|_| self.form == Form::Org) else {
            return;
        };
        if let Some((path, lines)) = self.block(&id) {
            Self::edit(&path, |all| {
                all[lines.start].insert(0, '*');
                let id = lines.clone().find(|at| all[*at].starts_with(":ID: "));
                if let Some(at) = id {
                    all[at] = all[at].replace(":ID: ", ":ID:       ");
                }
            });
        }
    }

    /// Moves a block into a file of the person's own.
    pub fn move_away(&mut self, at: usize) {
        let Some(id) = self.id(at) else { return };
        if let Some((path, lines)) = self.block(&id) {
            let mut block = Vec::new();
            Self::edit(&path, |all| block = all.drain(lines).collect());
            let other = self.folder.path().join(self.own_file());
            // On a line of its own, as an editor pastes lines.
            let mut text = fs::read_to_string(&other).unwrap_or_default();
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            fs::write(other, text + &block.join("\n") + "\n").unwrap();
        }
    }

    /// Adds a word to the text of a note, in its place.
    pub fn edit_note(&mut self, at: usize) {
        let word = self.word("edit");
        let Some(id) = self.id(at) else { return };
        let said = self
            .note(at)
            .unwrap()
            .said
            .last()
            .unwrap()
            .body
            .note
            .clone();
        let Some(first) = said.lines().find(|line| !line.trim().is_empty()) else {
            return;
        };
        let mut done = false;
        if let Some((path, mut lines)) = self.block(&id) {
            Self::edit(&path, |all| {
                let is_its = |line: &str| line == first || line.strip_prefix("> ") == Some(first);
                if let Some(at) = lines.find(|at| is_its(&all[*at])) {
                    all[at] = format!("{} {word}", all[at]);
                    done = true;
                }
            });
        }
        if done {
            self.note(at).unwrap().edited.push(word);
        }
    }

    /// Writes a line at the end of a block.
    pub fn write_inside(&mut self, at: usize) {
        let word = self.word("edit");
        let Some(id) = self.id(at) else { return };
        if let Some((path, lines)) = self.block(&id) {
            Self::edit(&path, |all| {
                all.splice(lines.end - 1..lines.end - 1, [String::new(), word.clone()]);
            });
            self.note(at).unwrap().edited.push(word);
        }
    }

    /// Writes a line at the end of a link's block.
    pub fn write_inside_link(&mut self, at: usize) {
        let word = self.word("edit");
        let Some(link) = self.link_at(at) else { return };
        let side = if at.is_multiple_of(2) { "from" } else { "to" };
        let id = format!("{}-{side}", self.links[link].now().id);
        if let Some((path, lines)) = self.block(&id) {
            Self::edit(&path, |all| {
                all.splice(lines.end - 1..lines.end - 1, [String::new(), word.clone()]);
            });
            self.link_edits.push((id, word));
        }
    }

    /// Renames a file, into another folder as well.
    pub fn rename(&mut self, at: usize) {
        let Some(path) = self
            .file(at)
            .filter(|path| !path.ends_with(self.own_file()))
        else {
            return;
        };
        let deep = self
            .folder
            .path()
            .join(format!("deep{}", at % 3))
            .join("er");
        fs::create_dir_all(&deep).unwrap();
        // Names that others have as well, and new ones.
        let name = if at.is_multiple_of(2) {
            "Same".to_owned()
        } else {
            self.word("Renamed ")
        };
        let to = deep.join(format!("{name}.{}", self.form.ending()));
        if !to.exists() {
            fs::rename(path, to).unwrap();
        }
    }

    pub fn rename_by_case(&mut self, at: usize) {
        let Some(path) = self
            .file(at)
            .filter(|path| !path.ends_with(self.own_file()))
        else {
            return;
        };
        let name = path.file_stem().unwrap().to_string_lossy().to_uppercase();
        fs::rename(
            &path,
            path.with_file_name(format!("{name}.{}", self.form.ending())),
        )
        .unwrap();
    }

    pub fn front_matter(&mut self, at: usize) {
        let word = self.word("own");
        let Some(path) = self.file(at) else { return };
        let mut done = false;
        Self::edit(&path, |all| {
            let lines: Vec<&str> = all.iter().map(String::as_str).collect();
            if self.head(&lines) > 0 {
                let line = match self.form {
                    Form::Markdown => format!("key{word}: [mine, {word}]"),
                    Form::Org => format!(":key{word}: {word}"),
                };
                all.insert(1 + at % 3, line);
                done = true;
            }
        });
        if done {
            self.own.push(word);
        }
    }

    pub fn other_line_ends(&self, at: usize) {
        if let Some(path) = self.file(at) {
            let text = fs::read_to_string(&path).unwrap();
            let other = if text.contains("\r\n") {
                text.replace("\r\n", "\n")
            } else {
                text.replace('\n', "\r\n")
            };
            fs::write(path, other).unwrap();
        }
    }

    pub fn no_final_line_end(&self, at: usize) {
        if let Some(path) = self.file(at) {
            Self::edit(&path, |all| {
                while all.last().is_some_and(String::is_empty) {
                    all.pop();
                }
            });
        }
    }

    /// Copies a file, as people do before they try something.
    pub fn copy(&mut self, at: usize) {
        let Some(path) = self
            .file(at)
            .filter(|path| !path.ends_with(self.own_file()))
        else {
            return;
        };
        let copies = self.folder.path().join("zz copies");
        fs::create_dir_all(&copies).unwrap();
        let name = self.word("copy");
        fs::copy(path, copies.join(format!("{name}.{}", self.form.ending()))).unwrap();
    }

    /// Puts a link into the vault that leads to a file of ours outside of it.
    #[cfg(unix)]
    pub fn link_outside(&mut self, at: usize) {
        let Some(path) = self.file(at) else { return };
        let name = self.word("link");
        let outside = self.outside.path().join(&name);
        fs::copy(path, &outside).unwrap();
        std::os::unix::fs::symlink(
            &outside,
            self.folder
                .path()
                .join(format!("{name}.{}", self.form.ending())),
        )
        .unwrap();
    }

    #[cfg(not(unix))]
    pub fn link_outside(&mut self, _: usize) {}

    /// What must not change by any export: copies, and what is outside.
    pub fn left_alone(&self) -> Vec<(PathBuf, String)> {
        let folders = [
            self.folder.path().join("zz copies"),
            self.outside.path().to_path_buf(),
        ];
        let entries = folders
            .iter()
            .filter_map(|folder| fs::read_dir(folder).ok())
            .flatten();
        let paths = entries.map(|entry| entry.unwrap().path());
        paths
            .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
            .collect()
    }
}
