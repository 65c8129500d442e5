//! What files looked like when they were last read, asked for many at a time.

use crate::library::{FileStamp, KnownFile, Library, LibraryError};

/// So many known files are read at once, at most: some thousand would be felt by whoever adds one file to a large folder.
const MOST: usize = 512;

/// Known files whose paths follow one another. A folder is walked in about their order, so that one look into the
/// library answers for many files; one that is asked for out of order costs another look.
#[derive(Debug, Default)]
pub(super) struct KnownFiles {
    /// All known ones from the first path on, in order of their paths, up to the last of them.
    from: Option<String>,
    files: Vec<KnownFile>,
    /// Whether there are none behind them.
    is_end: bool,
}

impl KnownFiles {
    /// What is known of the file at `path` if it still looks as it did when it was last read.
    pub fn unchanged(
        &mut self,
        library: &Library,
        path: &str,
        stamp: FileStamp,
    ) -> Result<Option<&KnownFile>, LibraryError> {
        if !self.reach(path) {
            // Whoever asks for one file may ask for no other.
            let most = (2 * self.files.len()).clamp(1, MOST);
            self.files = library.files_from(path, most)?;
            self.is_end = self.files.len() < most;
            self.from = Some(path.to_owned());
        }
        let known = self
            .files
            .binary_search_by(|known| known.path.as_str().cmp(path));
        let known = known.ok().and_then(|at| self.files.get(at));
        Ok(known.filter(|known| known.stamp == stamp))
    }

    /// Whether they tell of the file at `path`, be it that it is not known.
    fn reach(&self, path: &str) -> bool {
        let last = self.files.last().map(|known| known.path.as_str());
        self.from.as_deref().is_some_and(|from| from <= path)
            && (self.is_end || last.is_some_and(|last| path <= last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{NewSource, OpenOptions};
    use crate::model::SourceId;

    const STAMP: FileStamp = FileStamp {
        size: 9,
        modified: 1,
        inode: 7,
        pipeline: 1,
    };

    #[test]
    fn files_are_recognised_in_whatever_order_they_come() {
        let folder = tempfile::tempdir().unwrap();
        let mut library = Library::open(folder.path(), OpenOptions::Write).unwrap();
        let path = |number: usize| format!("/news/{number:05}.txt");
        let mut batch = library.batch().unwrap();
        let new = NewSource {
            id: &SourceId::named("s"),
            kind: "folder",
            location: "/news",
            name: "news",
        };
        let source = batch.source(&new).unwrap();
        for number in (0..3_000).step_by(2) {
            batch.stamp(&source, &path(number), STAMP, None).unwrap();
        }
        batch.commit().unwrap();
        let backwards = (0..40).rev();
        for order in [(0..3_010).collect::<Vec<_>>(), backwards.collect()] {
            let mut known = KnownFiles::default();
            for number in order {
                let found = known.unchanged(&library, &path(number), STAMP).unwrap();
                let is_known = number < 3_000 && number % 2 == 0;
                assert_eq!(found.is_some(), is_known, "{number}");
            }
        }
        let changed = FileStamp { size: 8, ..STAMP };
        let mut known = KnownFiles::default();
        assert!(
            known
                .unchanged(&library, &path(0), changed)
                .unwrap()
                .is_none()
        );
    }
}
