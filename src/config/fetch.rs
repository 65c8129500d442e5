//! How feeds are fetched: by themselves, or only when asked; and whether the pages of teasers are fetched with them.

use super::document::{Document, Section};
use super::error::ConfigError;
use std::time::Duration;

/// The section `[fetch]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FetchSettings {
    every: Every,
    full_text: FullText,
    sources: Vec<Exception>,
}

/// What holds for one source instead.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Exception {
    /// Its name, address or id.
    source: String,
    every: Option<Every>,
    full_text: Option<FullText>,
}

/// Whether the page of an entry that only begins its article is fetched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum FullText {
    /// A person who follows a feed asked for the feed: its pages are another word.
    #[default]
    Never,
    Auto,
}

/// How often something is fetched by itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Every {
    #[default]
    Never,
    Each(Duration),
}

/// Nobody is asked more often than this.
const SHORTEST: Duration = Duration::from_secs(5 * 60);
/// A longer time is a slip of the finger.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 3_600);

impl FetchSettings {
    /// All sources are fetched by themselves, so often.
    pub fn each(every: Duration) -> Self {
        Self {
            every: Every::Each(every),
            ..Self::default()
        }
    }

    /// The pages of entries that only begin their article are fetched.
    #[must_use]
    pub fn with_full_text(self) -> Self {
        Self {
            full_text: FullText::Auto,
            ..self
        }
    }

    /// Whether the pages of a source with one of these names are fetched where its entries only begin an article.
    pub fn full_text(&self, names: &[&str]) -> bool {
        let own = self.exceptions(names).find_map(|own| own.full_text);
        own.unwrap_or(self.full_text) == FullText::Auto
    }

    /// How often a source with one of these names is fetched by itself; `None`: only when somebody asks.
    pub fn every(&self, names: &[&str]) -> Option<Duration> {
        let own = self.exceptions(names).find_map(|own| own.every);
        match own.unwrap_or(self.every) {
            Every::Never => None,
            Every::Each(time) => Some(time),
        }
    }

    /// Whether anything at all is fetched by itself.
    pub fn is_automatic(&self) -> bool {
        let own = self.sources.iter().filter_map(|own| own.every);
        own.chain([self.every]).any(|every| every != Every::Never)
    }

    fn exceptions<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'a Exception> {
        self.sources
            .iter()
            .filter(|own| names.contains(&own.source.as_str()))
    }

    /// Lays what a document says over these.
    pub(super) fn read(
        &mut self,
        document: &Document,
        section: &mut Section<'_>,
        warnings: &mut Vec<ConfigError>,
    ) -> Result<(), ConfigError> {
        self.every = every(section)?.unwrap_or(self.every);
        self.full_text = full_text(section)?.unwrap_or(self.full_text);
        if let Some(sources) = section.section("sources")? {
            for entry in sources.entries() {
                let mut own = Section::of(document, entry)?;
                self.sources.push(Exception {
                    source: entry.key.to_owned(),
                    every: every(&mut own)?,
                    full_text: full_text(&mut own)?,
                });
                warnings.append(&mut own.unknown());
            }
        }
        warnings.append(&mut section.unknown());
        Ok(())
    }
}

fn every(section: &mut Section<'_>) -> Result<Option<Every>, ConfigError> {
    let Some(text) = section.text("every")? else {
        return Ok(None);
    };
    if text.is_empty() || text == "never" {
        return Ok(Some(Every::Never));
    }
    match duration(text) {
        Some(time) if (SHORTEST..=LONGEST).contains(&time) => Ok(Some(Every::Each(time))),
        Some(_) => Err(section.error("every", "`every` must be from 5m to a year, or \"never\"")),
        None => Err(section.error(
            "every",
            "`every` must be a time such as \"30m\", \"2h\" or \"1d\", or \"never\"",
        )),
    }
}

fn full_text(section: &mut Section<'_>) -> Result<Option<FullText>, ConfigError> {
    match section.text("full_text")? {
        None => Ok(None),
        Some("never") => Ok(Some(FullText::Never)),
        Some("auto") => Ok(Some(FullText::Auto)),
        Some(_) => Err(section.error("full_text", "`full_text` must be \"auto\" or \"never\"")),
    }
}

/// `90m`, `1h30m`, `2d`.
fn duration(text: &str) -> Option<Duration> {
    let (mut whole, mut rest) = (Duration::ZERO, text.trim());
    while !rest.is_empty() {
        let (digits, after) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit())?);
        let unit = match after.chars().next()? {
            's' => 1,
            'm' => 60,
            'h' => 3_600,
            'd' => 86_400,
            _ => return None,
        };
        let seconds = digits.parse::<u64>().ok()?.checked_mul(unit)?;
        whole = whole.checked_add(Duration::from_secs(seconds))?;
        rest = after.get(1..)?.trim_start();
    }
    (!whole.is_zero()).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<FetchSettings, ConfigError> {
        let document = Document::embedded("test.toml", text);
        let table = document.parse()?;
        let mut settings = FetchSettings::default();
        settings.read(
            &document,
            &mut Section::new(&document, &table),
            &mut Vec::new(),
        )?;
        Ok(settings)
    }

    #[test]
    fn nothing_is_fetched_by_itself_unless_somebody_wants_it() {
        let nothing = FetchSettings::default();
        assert!(!nothing.is_automatic());
        let settings = read(
            "every = \"1h30m\"\n[sources.\"News\"]\nevery = \"never\"\n\
             [sources.\"https://a.example/feed\"]\nevery = \"1d\"",
        );
        let settings = settings.unwrap();
        assert_eq!(settings.every(&["Other"]), Some(Duration::from_secs(5_400)));
        assert_eq!(settings.every(&["id", "News"]), None);
        assert_eq!(
            settings.every(&["https://a.example/feed"]),
            Some(Duration::from_secs(86_400))
        );
        assert!(settings.is_automatic());
    }

    #[test]
    fn full_texts_are_wanted_of_all_sources_or_of_some() {
        assert!(!FetchSettings::default().full_text(&["News"]));
        let settings = read("[sources.\"News\"]\nfull_text = \"auto\"\nevery = \"1h\"").unwrap();
        assert!(settings.full_text(&["id", "News"]));
        assert!(!settings.full_text(&["Other"]));
        let settings =
            read("full_text = \"auto\"\n[sources.\"News\"]\nfull_text = \"never\"").unwrap();
        assert!(!settings.full_text(&["News"]));
        assert!(settings.full_text(&["Other"]));
        let wrong = read("full_text = \"always\"").unwrap_err().to_string();
        assert!(
            wrong.contains("test.toml:1") && wrong.contains("`full_text`"),
            "{wrong}"
        );
    }

    #[test]
    fn a_wrong_time_is_told_with_its_line() {
        for wrong in ["1", "h", "1x", "-1h", "1s", "900d", "99999999999999999999h"] {
            let error = read(&format!("every = \"{wrong}\""))
                .unwrap_err()
                .to_string();
            assert!(
                error.contains("test.toml:1") && error.contains("`every`"),
                "{error}"
            );
        }
    }
}
