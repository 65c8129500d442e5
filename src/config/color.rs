//! Colours and text styles as a theme file writes them.

use super::document::{Document, Entry, Section};
use super::error::ConfigError;
use std::collections::BTreeMap;
use toml::de::DeValue;

/// A colour of the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Color {
    /// The terminal's own foreground or background.
    Default,
    /// One of the sixteen named colours, by ANSI number 0–15.
    Ansi(u8),
    /// Red, green, blue.
    Rgb(u8, u8, u8),
}

/// The sixteen colours by ANSI number, with the names that theme files use.
pub const ANSI: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

impl Color {
    /// Reads `#rrggbb`, `#rgb`, `default`, or a name of [`ANSI`].
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(digits) = text.strip_prefix('#') {
            let number = u32::from_str_radix(digits, 16)
                .ok()
                .filter(|_| digits.is_ascii() && !digits.starts_with('+'))?;
            let byte = |shift: u32| u8::try_from((number >> shift) & 0xff).ok();
            let nibble = |shift: u32| u8::try_from((number >> shift) & 0xf).ok().map(|n| n * 17);
            return match digits.len() {
                6 => Some(Self::Rgb(byte(16)?, byte(8)?, byte(0)?)),
                3 => Some(Self::Rgb(nibble(8)?, nibble(4)?, nibble(0)?)),
                _ => None,
            };
        }
        match text {
            "default" => Some(Self::Default),
            "gray" | "grey" => Some(Self::Ansi(8)),
            name => ANSI
                .iter()
                .position(|known| *known == name)
                .and_then(|at| u8::try_from(at).ok())
                .map(Self::Ansi),
        }
    }
}

/// How text looks. What is not set is taken from what lies below.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Style {
    /// Foreground.
    pub fg: Option<Color>,
    /// Background.
    pub bg: Option<Color>,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
    /// Faint.
    pub faint: bool,
    /// Foreground and background change places.
    pub reverse: bool,
    /// Struck through.
    pub strike: bool,
}

impl Style {
    /// Nothing set.
    pub const NONE: Self = Self {
        fg: None,
        bg: None,
        bold: false,
        italic: false,
        underline: false,
        faint: false,
        reverse: false,
        strike: false,
    };
}

/// The named colours of a theme's `[palette]`.
pub type Palette = BTreeMap<String, Color>;

/// Reads `[palette]`.
///
/// # Errors
/// A value is no colour.
pub fn palette(document: &Document, section: &Section) -> Result<Palette, ConfigError> {
    let mut palette = Palette::new();
    for entry in section.entries() {
        let text = entry.value.get_ref().as_str().unwrap_or_default();
        let color = color(document, &palette, text, entry.value.span().start)?;
        palette.insert(entry.key.to_owned(), color);
    }
    Ok(palette)
}

/// Reads a style: `"red"`, or `{ fg = "red", bg = "#101010", bold = true }`.
///
/// # Errors
/// A colour or modifier is unknown.
pub fn style(
    document: &Document,
    palette: &Palette,
    entry: Entry,
    warnings: &mut Vec<ConfigError>,
) -> Result<Style, ConfigError> {
    let at = entry.value.span().start;
    if let DeValue::String(text) = entry.value.get_ref() {
        return Ok(Style {
            fg: Some(color(document, palette, text, at)?),
            ..Style::NONE
        });
    }
    let mut section = Section::of(document, entry)?;
    let mut side = |key| match section.text(key)? {
        Some(text) => color(document, palette, text, at).map(Some),
        None => Ok(None),
    };
    let (fg, bg) = (side("fg")?, side("bg")?);
    let mut is = |key| section.flag(key).map(Option::unwrap_or_default);
    let style = Style {
        fg,
        bg,
        bold: is("bold")?,
        italic: is("italic")?,
        underline: is("underline")?,
        faint: is("faint")?,
        reverse: is("reverse")?,
        strike: is("strike")?,
    };
    warnings.append(&mut section.unknown());
    Ok(style)
}

fn color(
    document: &Document,
    palette: &Palette,
    text: &str,
    at: usize,
) -> Result<Color, ConfigError> {
    palette
        .get(text)
        .copied()
        .or_else(|| Color::parse(text))
        .ok_or_else(|| {
            let shown: String = text.chars().take(40).collect();
            let message = format!(
                "`{shown}` is no colour; write #rrggbb, default, a name of [palette], or one of {}",
                ANSI.join(", ")
            );
            document.error(at..at, &message)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_in_three_forms() {
        assert_eq!(Color::parse("#ff8000"), Some(Color::Rgb(255, 128, 0)));
        assert_eq!(Color::parse("#fa0"), Some(Color::Rgb(255, 170, 0)));
        assert_eq!(Color::parse("bright-blue"), Some(Color::Ansi(12)));
        assert_eq!(Color::parse("default"), Some(Color::Default));
        for wrong in [
            "#12345",
            "rgb(999,0,0)",
            "nosuch",
            "",
            "#",
            "#+12345",
            "#é1234",
        ] {
            assert_eq!(Color::parse(wrong), None, "{wrong}");
        }
    }
}
