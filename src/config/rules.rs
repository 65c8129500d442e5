//! Rules for what comes in: `rules.toml` beside the settings.
//!
//! ```toml
//! [[rule]]
//! name = "Advertising"
//! query = "title:sponsored or site:\"Partner content\""
//! hide = true
//!
//! [[rule]]
//! name = "Chips"
//! query = "nvidia or tsmc"
//! tags = ["chips"]
//! star = true
//! ```
//!
//! A rule's query is read where it is carried out: this room knows no queries.

use super::document::{Document, Section};
use super::error::ConfigError;
use crate::model::{Rule, SafeText};
use std::collections::HashSet;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

/// The file's name in the configuration folder.
pub const FILE: &str = "rules.toml";

/// The rules of a file, in order, with warnings about unknown keys.
///
/// # Errors
/// The file cannot be read, or a rule has no name, no query or nothing to do.
pub fn load(path: &Path) -> Result<(Vec<Rule>, Vec<ConfigError>), ConfigError> {
    read(&Document::read(path)?)
}

fn read(document: &Document) -> Result<(Vec<Rule>, Vec<ConfigError>), ConfigError> {
    let table = document.parse()?;
    let mut root = Section::new(document, &table);
    let (mut rules, mut warnings) = (Vec::new(), Vec::new());
    let mut names = HashSet::new();
    for (at, mut section) in root.sections("rule")? {
        let text = |value: Option<&str>| SafeText::line(value.unwrap_or_default());
        let tags = section.texts("tags")?.unwrap_or_default();
        let rule = Rule {
            name: text(section.text("name")?),
            query: text(section.text("query")?),
            tags: tags.iter().map(|tag| SafeText::line(tag)).collect(),
            star: section.flag("star")?.unwrap_or_default(),
            read: section.flag("read")?.unwrap_or_default(),
            archive: section.flag("archive")?.unwrap_or_default(),
            hide: section.flag("hide")?.unwrap_or_default(),
            place: document.place(at),
        };
        if rule.name.is_empty() || rule.query.is_empty() {
            let message = "a rule needs a `name` and a `query`";
            return Err(document.error(at..at, message));
        }
        if rule.tags.is_empty() && !(rule.star || rule.read || rule.archive || rule.hide) {
            let message = "this rule does nothing; write tags, star, read, archive or hide";
            return Err(document.error(at..at, message));
        }
        if !names.insert(rule.name.clone()) {
            let message = format!("the name `{}` is given twice; choose another", rule.name);
            return Err(section.error("name", &message));
        }
        warnings.append(&mut section.unknown());
        rules.push(rule);
    }
    warnings.append(&mut root.unknown());
    Ok((rules, warnings))
}

/// Writes rules behind those of a file, which is made when there is none.
///
/// # Errors
/// When the file cannot be written.
pub fn append(path: &Path, rules: &[Rule]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
    file.write_all(written(rules).as_bytes())?;
    file.sync_all()
}

/// Rules as the file holds them.
pub fn written(rules: &[Rule]) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let mut lines = Vec::new();
    for rule in rules {
        lines.push("\n[[rule]]".to_owned());
        lines.push(format!("name = {}", quoted(&rule.name)));
        lines.push(format!("query = {}", quoted(&rule.query)));
        if !rule.tags.is_empty() {
            let tags: Vec<String> = rule.tags.iter().map(|tag| quoted(tag)).collect();
            lines.push(format!("tags = [{}]", tags.join(", ")));
        }
        let flags = [
            ("star", rule.star),
            ("read", rule.read),
            ("archive", rule.archive),
            ("hide", rule.hide),
        ];
        let set = flags.iter().filter(|(_, set)| *set);
        lines.extend(set.map(|(name, _)| format!("{name} = true")));
    }
    lines.push(String::new());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(text: &str) -> Result<(Vec<Rule>, Vec<ConfigError>), ConfigError> {
        read(&Document::embedded("rules.toml", text))
    }

    #[test]
    fn a_rule_is_read_as_it_is_written() {
        let rule = Rule {
            name: "Ads \"and\" more".into(),
            query: r#"title:"sponsored" or /a\d/"#.into(),
            tags: vec!["ad".into(), "two words".into()],
            star: true,
            hide: true,
            ..Rule::default()
        };
        let (read, warnings) = rules(&written(std::slice::from_ref(&rule))).unwrap();
        assert!(warnings.is_empty());
        let place = read[0].place.clone();
        assert_eq!(read, [Rule { place, ..rule }]);
    }

    #[test]
    fn a_wrong_rule_is_told_with_its_line() {
        let wrong = |text: &str| rules(text).unwrap_err().to_string();
        assert!(wrong("[[rule]]\nname = 'x'\n").starts_with("rules.toml:1: a rule needs"));
        assert!(
            wrong("\n[[rule]]\nname='x'\nquery='y'")
                .starts_with("rules.toml:2: this rule does nothing")
        );
        let twice = "[[rule]]\nname='x'\nquery='y'\nhide=true\n".repeat(2);
        assert!(wrong(&twice).contains("given twice"));
        let (_, warnings) = rules("[[rule]]\nname='x'\nquery='y'\nhide=true\nhied=true").unwrap();
        assert_eq!(warnings.len(), 1);
    }
}
