//! Themes: one plain table from roles to styles, for the interface, the kinds of facts, marks and code.
//!
//! A theme comes from a TOML file (ours are in `themes/`; any of them shows the form) or from a TextMate
//! `.tmTheme`. Nothing here knows how a terminal draws: `tui` turns the table into its own styles.

use super::color::{self, Color, Style};
use super::document::{Document, Section};
use super::error::ConfigError;
use super::role::Role;
use super::textmate;
use crate::model::{FactKind, SafeText};
use crate::text::closest::closest;
use std::path::Path;

/// Whether a theme is made for a dark or a light terminal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Appearance {
    #[default]
    Dark,
    Light,
}

/// Colours for everything on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its name, as chosen with `:theme`.
    pub name: SafeText,
    /// Dark or light.
    pub appearance: Appearance,
    /// By [`Role`], in the order of [`Role::ALL`].
    roles: [Style; Role::ALL.len()],
    /// By [`FactKind`], in the order of [`FactKind::ALL`].
    facts: [Style; FactKind::ALL.len()],
    /// By label; the first is for labels without a colour of their own.
    marks: Vec<(String, Style)>,
    /// Scope selectors of code (`comment`, `string`, `keyword.control`, …), each with its style.
    pub scopes: Vec<(String, Style)>,
}

impl Theme {
    /// A theme without any colour: only bold, underline, reverse and the like. It is used where
    /// colour is not wanted (`NO_COLOR`), and lies under every other theme.
    pub fn plain() -> Self {
        let mut theme = Self {
            name: SafeText::from("plain"),
            appearance: Appearance::Dark,
            roles: [Style::NONE; Role::ALL.len()],
            facts: [Style::NONE; FactKind::ALL.len()],
            marks: Vec::new(),
            scopes: Vec::new(),
        };
        for role in Role::ALL {
            theme.set(role, role.plain());
        }
        theme
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.roles.get(role as usize).copied().unwrap_or_default()
    }

    /// The style of a kind of fact.
    pub fn fact(&self, kind: FactKind) -> Style {
        self.facts.get(kind as usize).copied().unwrap_or_default()
    }

    /// The style of marked text with this label: the theme's own for the label, else its `mark` style.
    pub fn mark(&self, label: Option<&str>) -> Style {
        let named = |name: &str| {
            self.marks
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, style)| *style)
        };
        label
            .and_then(named)
            .unwrap_or_else(|| self.style(Role::Mark))
    }

    pub(super) fn set(&mut self, role: Role, style: Style) {
        if let Some(place) = self.roles.get_mut(role as usize) {
            *place = style;
        }
    }

    pub(super) fn set_fact(&mut self, kind: FactKind, style: Style) {
        if let Some(place) = self.facts.get_mut(kind as usize) {
            *place = style;
        }
    }
}

/// The themes that are part of the program, by name; the first is the default.
pub const BUILT_IN: [(&str, &str); 6] = [
    ("ink", include_str!("../../themes/ink.toml")),
    ("dusk", include_str!("../../themes/dusk.toml")),
    ("paper", include_str!("../../themes/paper.toml")),
    ("newsprint", include_str!("../../themes/newsprint.toml")),
    ("contrast", include_str!("../../themes/contrast.toml")),
    ("sixteen", include_str!("../../themes/sixteen.toml")),
];

/// Endings of theme files.
const ENDINGS: [&str; 2] = ["toml", "tmTheme"];

/// The names that can be chosen: ours, then the files of the user's themes folder in order.
pub fn names(folder: Option<&Path>) -> Vec<SafeText> {
    let mut names: Vec<SafeText> = BUILT_IN
        .iter()
        .map(|(name, _)| SafeText::from(*name))
        .collect();
    let mut own: Vec<SafeText> = folder
        .and_then(|folder| folder.read_dir().ok())
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let ending = path.extension()?.to_str()?;
            let stem = path.file_stem()?.to_str()?;
            ENDINGS.contains(&ending).then(|| SafeText::line(stem))
        })
        .collect();
    own.sort();
    for name in own {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// A theme by name (the user's themes folder first, then ours) or by file (anything with a `/` or one of
/// the endings `.toml`, `.tmTheme`), with warnings about unknown keys.
///
/// # Errors
/// There is no such theme, or its file is wrong.
pub fn load(wanted: &str, folder: Option<&Path>) -> Result<(Theme, Vec<ConfigError>), ConfigError> {
    let path = Path::new(wanted);
    let ending = path.extension().and_then(|ending| ending.to_str());
    if wanted.contains(std::path::is_separator) || ending.is_some_and(|e| ENDINGS.contains(&e)) {
        return read(&Document::read(path)?);
    }
    let own = folder
        .into_iter()
        .flat_map(|folder| ENDINGS.map(|ending| folder.join(format!("{wanted}.{ending}"))));
    if let Some(path) = own.into_iter().find(|path| path.is_file()) {
        return read(&Document::read(&path)?);
    }
    match BUILT_IN.iter().find(|(name, _)| *name == wanted) {
        Some((name, text)) => read(&Document::embedded(&format!("themes/{name}.toml"), text)),
        None => Err(unknown_theme(wanted, folder)),
    }
}

fn unknown_theme(wanted: &str, folder: Option<&Path>) -> ConfigError {
    let names = names(folder);
    let shown: String = wanted.chars().take(60).collect();
    let names: Vec<&str> = names.iter().map(SafeText::as_str).collect();
    let hint = match closest(wanted, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}", names.join(", ")),
    };
    ConfigError::file("theme", &format!("no theme is named `{shown}`; {hint}"))
}

/// Reads a theme from a document of either form.
///
/// # Errors
/// The document is no theme.
pub fn read(document: &Document) -> Result<(Theme, Vec<ConfigError>), ConfigError> {
    let stem = Path::new(document.name())
        .file_stem()
        .and_then(|stem| stem.to_str());
    let name = SafeText::line(stem.unwrap_or("theme"));
    if document.text().trim_start().starts_with('<') {
        return textmate::read(document, name).map(|theme| (theme, Vec::new()));
    }
    let table = document.parse()?;
    let mut root = Section::new(document, &table);
    let mut warnings = Vec::new();
    let mut theme = Theme::plain();
    theme.name = root.text("name")?.map_or(name, SafeText::line);
    if root.choice("appearance", &["dark", "light"])? == Some("light") {
        theme.appearance = Appearance::Light;
    }
    let palette = match root.section("palette")? {
        Some(section) => color::palette(document, &section)?,
        None => color::Palette::new(),
    };
    for (part, known) in [
        ("ui", Role::ALL.map(Role::name).to_vec()),
        ("facts", FactKind::ALL.map(FactKind::name).to_vec()),
        ("marks", Vec::new()),
        ("code", Vec::new()),
    ] {
        let Some(section) = root.section(part)? else {
            continue;
        };
        for entry in section.entries() {
            let style = color::style(document, &palette, entry, &mut warnings)?;
            match part {
                "marks" => theme.marks.push((entry.key.to_owned(), style)),
                "code" => theme.scopes.push((entry.key.to_owned(), style)),
                _ => match known.iter().position(|name| *name == entry.key) {
                    None => {
                        warnings.push(unknown_role(document, part, entry.key, entry.at, &known));
                    }
                    Some(at) if part == "ui" => theme.set(Role::ALL[at], style),
                    Some(at) => theme.set_fact(FactKind::ALL[at], style),
                },
            }
        }
    }
    warnings.append(&mut root.unknown());
    Ok((theme, warnings))
}

fn unknown_role(
    document: &Document,
    part: &str,
    key: &str,
    at: usize,
    known: &[&str],
) -> ConfigError {
    let shown: String = key.chars().take(40).collect();
    let hint = match closest(key, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known here: {}", known.join(", ")),
    };
    document.error(
        at..at,
        &format!("unknown role `{shown}` of [{part}] is ignored; {hint}"),
    )
}

/// How well two colours can be told apart: the contrast ratio of WCAG 2.2 (1 to 21).
/// `None` when one of them is the terminal's own and so not known.
pub fn contrast(one: Color, other: Color) -> Option<f64> {
    let (one, other) = (luminance(one)?, luminance(other)?);
    Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

/// Relative luminance as WCAG 2.2 defines it.
fn luminance(color: Color) -> Option<f64> {
    let Color::Rgb(red, green, blue) = color else {
        return None;
    };
    let linear = |channel: u8| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    Some(0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue))
}
