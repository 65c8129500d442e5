//! How long articles are kept: for ever, unless a person says otherwise.

use super::document::{Document, Section};
use super::error::ConfigError;

/// The section `[keep]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeepSettings {
    all: Limits,
    sources: Vec<(String, Limits)>,
}

/// Limits as they are written; 0 takes a limit away, nothing leaves it as it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Limits {
    days: Option<u16>,
    count: Option<u16>,
}

impl KeepSettings {
    /// For how many days the articles of a source with one of these names are kept; `None`: for ever.
    pub fn days(&self, names: &[&str]) -> Option<u16> {
        self.limit(names, |limits| limits.days)
    }

    /// How many articles of a source with one of these names are kept; `None`: all.
    pub fn count(&self, names: &[&str]) -> Option<u16> {
        self.limit(names, |limits| limits.count)
    }

    /// Whether there is any limit.
    pub fn is_limited(&self) -> bool {
        let own = self.sources.iter().map(|(_, limits)| limits);
        own.chain([&self.all]).any(|limits| {
            [limits.days, limits.count]
                .into_iter()
                .flatten()
                .any(|limit| limit > 0)
        })
    }

    fn limit(&self, names: &[&str], which: fn(&Limits) -> Option<u16>) -> Option<u16> {
        let own = self
            .sources
            .iter()
            .filter(|(name, _)| names.contains(&name.as_str()));
        own.map(|(_, limits)| limits)
            .chain([&self.all])
            .find_map(which)
            .filter(|limit| *limit > 0)
    }

    /// Lays what a document says over these.
    pub(super) fn read(
        &mut self,
        document: &Document,
        section: &mut Section<'_>,
        warnings: &mut Vec<ConfigError>,
    ) -> Result<(), ConfigError> {
        let said = limits(section)?;
        self.all.days = said.days.or(self.all.days);
        self.all.count = said.count.or(self.all.count);
        if let Some(sources) = section.section("sources")? {
            for entry in sources.entries() {
                let mut own = Section::of(document, entry)?;
                self.sources.push((entry.key.to_owned(), limits(&mut own)?));
                warnings.append(&mut own.unknown());
            }
        }
        warnings.append(&mut section.unknown());
        Ok(())
    }
}

fn limits(section: &mut Section<'_>) -> Result<Limits, ConfigError> {
    Ok(Limits {
        days: section.whole("days", 0..=36_500)?,
        count: section.whole("count", 0..=u16::MAX)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<KeepSettings, ConfigError> {
        let document = Document::embedded("test.toml", text);
        let table = document.parse()?;
        let mut settings = KeepSettings::default();
        let mut section = Section::new(&document, &table);
        settings.read(&document, &mut section, &mut Vec::new())?;
        Ok(settings)
    }

    #[test]
    fn everything_is_kept_until_somebody_sets_a_limit() {
        assert!(!KeepSettings::default().is_limited());
        assert!(!read("days = 0\ncount = 0").unwrap().is_limited());
        let settings = read(
            "days = 90\n[sources.\"The Wire\"]\ncount = 500\n[sources.\"https://a.example/feed\"]\ndays = 0",
        );
        let settings = settings.unwrap();
        assert!(settings.is_limited());
        let limits = |name| (settings.days(&["id", name]), settings.count(&["id", name]));
        assert_eq!(limits("Other"), (Some(90), None));
        assert_eq!(limits("The Wire"), (Some(90), Some(500)));
        assert_eq!(limits("https://a.example/feed"), (None, None));
    }

    #[test]
    fn a_wrong_limit_is_told_with_its_line() {
        for wrong in ["days = -1", "days = \"30\"", "count = 70000", "days = 1.5"] {
            let error = read(wrong).unwrap_err().to_string();
            assert!(
                error.contains("test.toml:1") && error.contains("whole number"),
                "{error}"
            );
        }
    }
}
