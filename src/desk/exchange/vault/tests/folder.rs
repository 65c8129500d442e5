//! What stands in the files of the property's vault, read without the program's own readers.

use super::world::World;
use crate::exchange::vault::Form;
use std::fs;
use std::ops::Range;
use std::path::PathBuf;

impl World {
    /// The files of the vault, without copies that the person made and links to other places.
    pub fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let mut folders = vec![self.folder.path().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                let kind = entry.file_type().unwrap();
                if kind.is_dir() && entry.file_name() != "zz copies" {
                    folders.push(entry.path());
                } else if kind.is_file() {
                    files.push(entry.path());
                }
            }
        }
        files.sort();
        files
    }

    /// The file that a step means.
    pub fn file(&self, at: usize) -> Option<PathBuf> {
        let files = self.files();
        Some(files[at.checked_rem(files.len())?].clone())
    }

    pub fn all(&self) -> String {
        let texts = self
            .files()
            .into_iter()
            .map(|path| fs::read_to_string(path).unwrap());
        texts.collect::<Vec<_>>().join("\n=====\n")
    }

    /// The file and the lines of a note's block.
    pub fn block(&self, id: &str) -> Option<(PathBuf, Range<usize>)> {
        self.files().into_iter().find_map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let lines: Vec<&str> = text.lines().collect();
            let (_, range) = self.blocks(&lines).into_iter().find(|(own, _)| own == id)?;
            Some((path, range))
        })
    }

    /// The lines of all blocks in a file, by the ids in their markers.
    pub fn blocks(&self, lines: &[&str]) -> Vec<(String, Range<usize>)> {
        let (marker, close) = match self.form {
            Form::Markdown => ("<!-- pressmark:", "<!-- /pressmark -->"),
            Form::Org => (":PRESSMARK: ", "# /pressmark"),
        };
        let starts = lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.starts_with(marker));
        let blocks = starts.filter_map(|(at, line)| {
            let id = line[marker.len()..].split([':', ' ']).next()?;
            let end = at + lines[at..].iter().position(|line| *line == close)?;
            let start = match self.form {
                Form::Markdown => at,
                Form::Org => lines[..at].iter().rposition(|line| line.starts_with('*'))?,
            };
            Some((id.to_owned(), start..end + 1))
        });
        blocks.collect()
    }

    /// How many lines the head of a file has.
    pub fn head(&self, lines: &[&str]) -> usize {
        match self.form {
            Form::Markdown if lines.first() == Some(&"---") => lines
                .iter()
                .skip(1)
                .position(|line| *line == "---")
                .map_or(0, |end| end + 2),
            Form::Org if lines.first() == Some(&":PROPERTIES:") => {
                let end = lines
                    .iter()
                    .position(|line| *line == ":END:")
                    .map_or(0, |end| end + 1);
                end + lines[end..]
                    .iter()
                    .take_while(|line| line.starts_with("#+"))
                    .count()
            }
            _ => 0,
        }
    }

    /// The name of a file of the person's own.
    pub fn own_file(&self) -> String {
        format!("Mine.{}", self.form.ending())
    }
}
