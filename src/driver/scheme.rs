//! The label scheme's file while the program runs: read again when it was changed.

use crate::app::event::Event;
use crate::config::labels;
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

/// A scheme's file and when it was last changed.
#[derive(Debug)]
pub(super) struct SchemeFile {
    path: PathBuf,
    modified: Option<SystemTime>,
}

impl SchemeFile {
    /// The file as it is now: it was read when the program began.
    pub fn new(path: PathBuf) -> Self {
        let modified = modified(&path);
        Self { path, modified }
    }

    /// The scheme, or what is wrong with it, if the file was changed since the last look. A file that is gone is no
    /// change: many editors take it away for a moment.
    pub fn look(&mut self) -> Option<Event> {
        let now = modified(&self.path)?;
        if self.modified == Some(now) {
            return None;
        }
        self.modified = Some(now);
        Some(match labels::load(&self.path) {
            Ok((scheme, _)) => Event::SchemeLoaded(Box::new(scheme)),
            Err(error) => Event::Failed(format!("{error}; the labels stay as they were")),
        })
    }
}

fn modified(path: &PathBuf) -> Option<SystemTime> {
    fs::metadata(path).and_then(|found| found.modified()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_changed_file_is_read_once_and_a_wrong_one_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine.toml");
        let write = |text: &str, second: u64| {
            fs::write(&path, text).unwrap();
            let file = fs::File::options().write(true).open(&path).unwrap();
            let at = SystemTime::UNIX_EPOCH + Duration::from_secs(second);
            file.set_modified(at).unwrap();
        };
        write("[[label]]\nname='one'\nkey='o'", 1);
        let mut file = SchemeFile::new(path.clone());
        let mut look = || file.look();
        assert!(look().is_none());
        write("[[label]]\nname='two'\nkey='t'", 2);
        let found = look();
        assert!(
            matches!(&found, Some(Event::SchemeLoaded(scheme)) if scheme.labels[0].name.as_str() == "two")
        );
        assert!(look().is_none());
        write("[[label]]", 3);
        assert!(
            matches!(look(), Some(Event::Failed(line)) if line.contains("mine.toml:1") && line.contains("stay as they were"))
        );
        fs::remove_file(&path).unwrap();
        assert!(look().is_none());
    }
}
