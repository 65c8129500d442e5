//! Where the program's files live.

use directories::{BaseDirs, ProjectDirs};
use std::path::{Path, PathBuf};

/// The folders of the program. A folder is `None` when the system names none (no home) and nobody gave one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// Settings: `config.toml`, `themes/`, `labels/`.
    pub config: Option<PathBuf>,
    /// The library and its backups.
    pub data: Option<PathBuf>,
    /// The log.
    pub state: Option<PathBuf>,
}

impl Places {
    /// The folders that the system has for us (on Linux those of the XDG base directory specification);
    /// `data_dir` is taken for data and, so that nothing is left elsewhere, for the log.
    pub fn find(data_dir: Option<&Path>) -> Self {
        let own = ProjectDirs::from("", "", "pressmark");
        let own = own.as_ref();
        let data = data_dir.or_else(|| own.map(ProjectDirs::data_dir));
        let state = data_dir
            .or_else(|| own.and_then(ProjectDirs::state_dir))
            .or(data);
        Self {
            config: own.map(|own| own.config_dir().to_path_buf()),
            data: data.map(Path::to_path_buf),
            state: state.map(Path::to_path_buf),
        }
    }
}

/// A path in which a leading `~/` stands for the home folder.
pub fn expand_home(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), BaseDirs::new()) {
        (Some(rest), Some(base)) => base.home_dir().join(rest),
        _ => PathBuf::from(path),
    }
}
