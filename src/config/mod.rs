//! Settings: config.toml, key maps, themes and label schemes, read into plain tables.
//!
//! Every error is one line that names file and line and says what to do; a wrong value stops the program
//! before it starts, an unknown key is a warning with a suggestion. The embedded `default.toml` is both the
//! documentation and the source of every default. Nothing here draws, and nothing here knows the commands:
//! key maps are text until `app` reads them.

pub mod color;
mod document;
mod error;
pub mod fetch;
pub mod keep;
pub mod keys;
pub mod labels;
pub mod places;
pub mod role;
pub mod rules;
mod textmate;
pub mod theme;

pub use error::ConfigError;
pub use fetch::FetchSettings;
pub use keep::KeepSettings;
pub use places::Places;
pub use role::Role;
pub use theme::Theme;

use crate::model::{LabelScheme, Rule, SafeText};
use document::{Document, Section};
use keys::UserKeys;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The embedded settings file.
pub const DEFAULT: &str = include_str!("default.toml");

/// The forms of an exported folder of notes.
const FORMATS: [&str; 2] = ["markdown", "org"];

/// All settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Name or file of the theme; [`Config::theme`] loads it.
    pub theme: String,
    /// Labels and verdicts.
    pub labels: LabelScheme,
    /// The file that they came from, when they are not part of the program.
    pub labels_file: Option<PathBuf>,
    /// Who makes the annotations; `None` means the login name.
    pub annotator: Option<SafeText>,
    /// Whether only the annotator's own marks are shown.
    pub blind: bool,
    /// Program and arguments that open a link; empty means the system's.
    pub opener: Vec<String>,
    /// Program and arguments that take a copy; empty means OSC 52.
    pub clipboard: Vec<String>,
    /// Where exports go; `None` means: ask.
    pub export_folder: Option<PathBuf>,
    /// The form of an exported folder of notes: markdown or org.
    pub export_format: &'static str,
    /// A file with the template of exported notes; `None` means the built-in one.
    pub export_template: Option<PathBuf>,
    /// Width of the text column, in cells.
    pub column: u16,
    /// After how long an opened article counts as read.
    pub read_after: Duration,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether only ASCII is drawn for lines and signs.
    pub ascii: bool,
    /// How feeds are fetched.
    pub fetch: FetchSettings,
    /// How long articles are kept.
    pub keep: KeepSettings,
    /// The user's keys.
    pub keys: UserKeys,
    /// What is done with articles that come in.
    pub rules: Vec<Rule>,
    /// What was odd but did not stop the program.
    pub warnings: Vec<ConfigError>,
    /// The folder of the settings, where `themes/` and `labels/` are looked for.
    pub folder: Option<PathBuf>,
}

impl Config {
    /// Reads `path`, or config.toml in the configuration folder if there is one, over the defaults.
    ///
    /// # Errors
    /// The file that was asked for cannot be read, or a setting is wrong.
    pub fn load(path: Option<&Path>) -> Result<Self, ConfigError> {
        let folder = Places::find(None).config;
        let usual = folder.as_ref().map(|folder| folder.join("config.toml"));
        let path = path
            .map(Path::to_path_buf)
            .or_else(|| usual.filter(|path| path.exists()));
        let folder = path
            .as_ref()
            .and_then(|path| path.parent())
            .map(Path::to_path_buf)
            .or(folder);
        let mut config = Self::defaults()?;
        config.folder = folder;
        if let Some(path) = path {
            config.read(&Document::read(&path)?)?;
        }
        if let Some(path) = config.rules_file().filter(|path| path.exists()) {
            let (rules, mut warnings) = rules::load(&path)?;
            config.rules = rules;
            config.warnings.append(&mut warnings);
        }
        Ok(config)
    }

    /// The settings that hold when there is no file.
    ///
    /// # Errors
    /// Never in a tested build: the files are part of the program.
    pub fn defaults() -> Result<Self, ConfigError> {
        let mut config = Self {
            theme: String::new(),
            labels: labels::default()?,
            labels_file: None,
            annotator: None,
            blind: false,
            opener: Vec::new(),
            clipboard: Vec::new(),
            export_folder: None,
            export_format: FORMATS[0],
            export_template: None,
            column: 0,
            read_after: Duration::ZERO,
            mouse: false,
            ascii: false,
            fetch: FetchSettings::default(),
            keep: KeepSettings::default(),
            keys: UserKeys::default(),
            rules: Vec::new(),
            warnings: Vec::new(),
            folder: None,
        };
        config.read(&Document::embedded("default.toml", DEFAULT))?;
        Ok(config)
    }

    /// The file of the rules.
    pub fn rules_file(&self) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(rules::FILE))
    }

    /// The folder of the user's own themes.
    pub fn themes_folder(&self) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join("themes"))
    }

    /// The template for a folder of notes in this form, if one is named for it.
    pub fn template_of(&self, format: &str) -> Option<PathBuf> {
        let template = self.export_template.clone();
        template.filter(|_| self.export_format == format)
    }

    /// The configured theme, or the one `wanted` instead, with warnings.
    ///
    /// # Errors
    /// There is no such theme, or its file is wrong.
    pub fn theme(&self, wanted: Option<&str>) -> Result<(Theme, Vec<ConfigError>), ConfigError> {
        theme::load(
            wanted.unwrap_or(&self.theme),
            self.themes_folder().as_deref(),
        )
    }

    /// Lays the settings of a document over these.
    fn read(&mut self, document: &Document) -> Result<(), ConfigError> {
        let table = document.parse()?;
        let mut root = Section::new(document, &table);
        if let Some(theme) = root.text("theme")? {
            theme.clone_into(&mut self.theme);
        }
        if let Some(name) = root.text("labels")? {
            self.read_labels(name, &root, document)?;
        }
        if let Some(name) = root.text("annotator")? {
            self.annotator = Some(SafeText::line(name)).filter(|name| !name.is_empty());
        }
        if let Some(command) = root.texts("opener")? {
            self.opener = command;
        }
        if let Some(command) = root.texts("clipboard")? {
            self.clipboard = command;
        }
        if let Some(folder) = root.text("export_folder")? {
            self.export_folder = Some(places::expand_home(folder)).filter(|_| !folder.is_empty());
        }
        if let Some(format) = root.choice("export_format", &FORMATS)? {
            self.export_format = format;
        }
        if let Some(file) = root.text("export_template")? {
            self.export_template = Some(places::expand_home(file)).filter(|_| !file.is_empty());
        }
        if let Some(column) = root.whole("column", 20..=400)? {
            self.column = column;
        }
        if let Some(seconds) = root.whole("read_after", 0..=3600)? {
            self.read_after = Duration::from_secs(u64::from(seconds));
        }
        self.blind = root.flag("blind")?.unwrap_or(self.blind);
        self.mouse = root.flag("mouse")?.unwrap_or(self.mouse);
        self.ascii = root.flag("ascii")?.unwrap_or(self.ascii);
        if let Some(mut section) = root.section("fetch")? {
            self.fetch
                .read(document, &mut section, &mut self.warnings)?;
        }
        if let Some(mut section) = root.section("keep")? {
            self.keep.read(document, &mut section, &mut self.warnings)?;
        }
        if let Some(mut section) = root.section("keys")? {
            self.keys = keys::read(document, &mut section)?;
        }
        self.warnings.append(&mut root.unknown());
        Ok(())
    }

    fn read_labels(
        &mut self,
        name: &str,
        root: &Section,
        document: &Document,
    ) -> Result<(), ConfigError> {
        let named = self
            .folder
            .as_ref()
            .map(|folder| folder.join("labels").join(format!("{name}.toml")));
        let named = named.filter(|path| path.is_file());
        if let Some(preset) = labels::preset(name).filter(|_| named.is_none()) {
            self.labels = preset?;
            self.labels_file = None;
            return Ok(());
        }
        let path = named.unwrap_or_else(|| document.resolve(name));
        if !path.is_file() {
            let shown: String = name.chars().take(60).collect();
            let message = format!(
                "`labels`: there is no scheme `{shown}`; write {}, a file, or a name in labels/",
                labels::PRESETS.map(|(name, _)| name).join(", ")
            );
            return Err(root.error("labels", &message));
        }
        let (scheme, mut warnings) = labels::load(&path)?;
        self.labels = scheme;
        self.labels_file = Some(path);
        self.warnings.append(&mut warnings);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
