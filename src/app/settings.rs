//! What the state machine is told when it starts: who works, with which labels, keys and theme.

use super::keys::command::Command;
use crate::config::keys::UserKeys;
use crate::model::{InstanceId, LabelScheme, SafeText};

/// Plain data from the configuration and the command line.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The author of the marks made here.
    pub annotator: SafeText,
    /// Whether only that author's marks are shown.
    pub blind: bool,
    /// This run of the program.
    pub instance: InstanceId,
    /// Sixteen random bytes: the seed of all ids made here.
    pub seed: [u8; 16],
    /// Labels and verdicts.
    pub scheme: LabelScheme,
    /// The user's key map.
    pub keys: UserKeys,
    /// The reader's time zone, by which days begin.
    pub zone: jiff::tz::TimeZone,
    /// The widest text column, in columns.
    pub column: u16,
    /// An article that was open this long counts as read.
    pub read_after: std::time::Duration,
    /// The theme in force.
    pub theme: String,
    /// The filter to begin with.
    pub filter: String,
    /// A command to begin with, once the list stands, and what it is given.
    pub command: Option<(Command, String)>,
    /// Paths to import at once (a bare path on the command line).
    pub import: Vec<std::path::PathBuf>,
    /// Whether some feed is fetched by itself.
    pub fetches: bool,
    /// Why nothing can be written, when the library is opened read-only.
    pub read_only: Option<String>,
}
