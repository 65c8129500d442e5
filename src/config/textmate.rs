//! TextMate themes (`.tmTheme`, an XML property list) as tables.
//!
//! Only what a theme holds is read: dictionaries of texts, and one list of them. The interface gets its
//! colours from the theme's general settings and from the scopes that mean the same.

use super::color::{Color, Style};
use super::document::Document;
use super::error::ConfigError;
use super::role::Role;
use super::theme::{Appearance, Theme, contrast};
use crate::model::{FactKind, SafeText};
use quick_xml::Reader;
use quick_xml::events::Event;

/// One rule: its path of keys is flattened to the last one.
#[derive(Debug, Default)]
struct Rule {
    scope: Option<String>,
    foreground: Option<Color>,
    background: Option<Color>,
    selection: Option<Color>,
    caret: Option<Color>,
    line: Option<Color>,
    font: String,
}

/// A property list is at most this deep; a theme needs five.
const DEEPEST: usize = 16;

/// Reads a theme.
///
/// # Errors
/// The text is no property list, or has no settings.
pub fn read(document: &Document, name: SafeText) -> Result<Theme, ConfigError> {
    let rules = rules(document)?;
    let Some(general) = rules.iter().find(|rule| rule.scope.is_none()) else {
        let message = "is no theme: a .tmTheme has an entry of `settings` without a scope that gives foreground and background";
        return Err(ConfigError::file(document.name(), message));
    };
    let mut theme = Theme::plain();
    theme.name = name;
    let ground = general.background.unwrap_or(Color::Rgb(0, 0, 0));
    let dark = contrast(ground, Color::Rgb(255, 255, 255)).unwrap_or(21.0) > 4.5;
    theme.appearance = if dark {
        Appearance::Dark
    } else {
        Appearance::Light
    };
    for rule in &rules {
        let style = rule.style();
        for selector in rule.scope.as_deref().unwrap_or_default().split(',') {
            if !selector.trim().is_empty() {
                theme.scopes.push((selector.trim().to_owned(), style));
            }
        }
    }
    dress(&mut theme, general);
    Ok(theme)
}

/// Scopes whose colour the interface borrows, each with the roles that borrow it.
const BORROWED: [(&str, &[Role]); 8] = [
    (
        "comment",
        &[Role::Dim, Role::Separator, Role::TableLine, Role::Hint],
    ),
    (
        "keyword",
        &[
            Role::Accent,
            Role::PaneTitleActive,
            Role::Key,
            Role::Unsaved,
        ],
    ),
    (
        "entity.name",
        &[Role::Heading, Role::Title, Role::TableHead],
    ),
    ("string", &[Role::Quote, Role::Success, Role::Agree]),
    ("constant", &[Role::Code, Role::Warning, Role::Star]),
    ("support", &[Role::Link]),
    ("variable", &[Role::Tag]),
    ("invalid", &[Role::Error, Role::Disagree]),
];

/// Scopes whose colours the kinds of facts borrow, in turn.
const FACTS: [&str; 6] = [
    "string",
    "constant",
    "keyword",
    "entity.name",
    "support",
    "variable",
];

fn dress(theme: &mut Theme, general: &Rule) {
    let color = |scope: &str| {
        let fits = |selector: &&(String, Style)| {
            selector.0 == scope || selector.0.starts_with(&format!("{scope}."))
        };
        theme
            .scopes
            .iter()
            .find(fits)
            .and_then(|(_, style)| style.fg)
    };
    let borrowed: Vec<(Role, Color)> = BORROWED
        .iter()
        .filter_map(|(scope, roles)| color(scope).map(|color| (*roles, color)))
        .flat_map(|(roles, color)| roles.iter().map(move |role| (*role, color)))
        .collect();
    let kinds: Vec<Color> = FACTS.iter().filter_map(|scope| color(scope)).collect();
    for (role, fg) in borrowed {
        theme.set(
            role,
            Style {
                fg: Some(fg),
                faint: false,
                ..role.plain()
            },
        );
    }
    for (kind, fg) in FactKind::ALL.into_iter().zip(kinds.into_iter().cycle()) {
        theme.set_fact(
            kind,
            Style {
                fg: Some(fg),
                ..Style::NONE
            },
        );
    }
    let ground = Style {
        fg: general.foreground,
        bg: general.background,
        ..Style::NONE
    };
    theme.set(Role::Text, ground);
    theme.set(Role::Popup, ground);
    if let Some(bg) = general.selection {
        theme.set(
            Role::Selection,
            Style {
                bg: Some(bg),
                ..Style::NONE
            },
        );
    }
    if let Some(bg) = general.line.or(general.selection) {
        theme.set(
            Role::CursorInactive,
            Style {
                bg: Some(bg),
                ..Style::NONE
            },
        );
        theme.set(
            Role::Status,
            Style {
                fg: general.foreground,
                bg: Some(bg),
                ..Style::NONE
            },
        );
    }
    if let (Some(bg), Some(fg)) = (general.caret, general.background) {
        theme.set(
            Role::Cursor,
            Style {
                fg: Some(fg),
                bg: Some(bg),
                ..Style::NONE
            },
        );
    }
}

impl Rule {
    fn style(&self) -> Style {
        let has = |word: &str| self.font.split_whitespace().any(|font| font == word);
        Style {
            fg: self.foreground,
            bg: self.background,
            bold: has("bold"),
            italic: has("italic"),
            underline: has("underline"),
            ..Style::NONE
        }
    }

    fn take(&mut self, key: &str, text: &str) {
        // `#rrggbbaa` is allowed there; a terminal has no transparency.
        let color = || Color::parse(text.get(..7).unwrap_or(text));
        match key {
            "scope" => self.scope = Some(text.to_owned()),
            "foreground" => self.foreground = color(),
            "background" => self.background = color(),
            "selection" => self.selection = color(),
            "caret" => self.caret = color(),
            "lineHighlight" => self.line = color(),
            "fontStyle" => text.clone_into(&mut self.font),
            _ => {}
        }
    }
}

/// Walks the property list: a dictionary directly inside a list is a rule, dictionaries inside it belong to it.
fn rules(document: &Document) -> Result<Vec<Rule>, ConfigError> {
    let mut reader = Reader::from_str(document.text());
    let mut rules: Vec<Rule> = Vec::new();
    let (mut open, mut key, mut text): (Vec<String>, String, String) = Default::default();
    loop {
        let event = reader.read_event().map_err(|error| {
            let at = usize::try_from(reader.error_position()).unwrap_or_default();
            document.error(at..at, &format!("is not valid XML: {error}"))
        })?;
        match event {
            Event::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                if name == "dict" && open.last().is_some_and(|parent| parent == "array") {
                    rules.push(Rule::default());
                }
                open.push(name);
                text.clear();
                if open.len() > DEEPEST {
                    return Err(ConfigError::file(
                        document.name(),
                        "is nested too deeply for a theme",
                    ));
                }
            }
            Event::Text(part) => text.push_str(&part),
            Event::End(_) => {
                match (open.pop().as_deref(), rules.last_mut()) {
                    (Some("key"), _) => text.trim().clone_into(&mut key),
                    (Some("string"), Some(rule)) if open.iter().any(|name| name == "array") => {
                        rule.take(&key, text.trim());
                    }
                    _ => {}
                }
                text.clear();
            }
            Event::Eof => return Ok(rules),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict>
<key>name</key><string>Small</string>
<key>settings</key><array>
<dict><key>settings</key><dict><key>background</key><string>#fdf6e3</string><key>foreground</key><string>#586e75ff</string></dict></dict>
<dict><key>scope</key><string>comment, comment.line</string><key>settings</key><dict><key>foreground</key><string>#93a1a1</string><key>fontStyle</key><string>italic</string></dict></dict>
</array></dict></plist>"#;

    #[test]
    fn a_textmate_theme_gives_scopes_and_dresses_the_interface() {
        let theme = read(&Document::embedded("small.tmTheme", SMALL), "small".into()).unwrap();
        assert_eq!(theme.appearance, Appearance::Light);
        assert_eq!(
            theme.style(Role::Text).fg,
            Some(Color::Rgb(0x58, 0x6e, 0x75))
        );
        assert_eq!(
            theme.style(Role::Dim).fg,
            Some(Color::Rgb(0x93, 0xa1, 0xa1))
        );
        assert_eq!(theme.scopes.len(), 2);
        assert!(theme.scopes[0].1.italic);
    }

    #[test]
    fn a_broken_textmate_theme_is_one_error() {
        for text in [
            "<plist>",
            "<plist><array></array></plist>",
            "<a",
            &"<dict>".repeat(10_000),
            "<x></y>",
        ] {
            assert!(
                read(&Document::embedded("x.tmTheme", text), "x".into()).is_err(),
                "{text:.30}"
            );
        }
    }
}
