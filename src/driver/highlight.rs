//! Colours code blocks with syntect, by the theme's scopes. Slow the first time (the grammars are unpacked),
//! so it has a thread of its own.

use crate::app::event::Tint;
use crate::config::color::{Color, Style};
use crate::config::{Role, Theme};
use crate::model::Span;
use std::str::FromStr;
use syntect::easy::HighlightLines;
use syntect::highlighting as paint;
use syntect::parsing::{SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

/// Longer blocks stay in one colour: they are data, not code that somebody reads.
const LONGEST: usize = 200_000;

/// The sixteen colours as xterm shows them, by ANSI number.
pub const ANSI: [(u8, u8, u8); 16] = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (92, 92, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
];

/// Grammars and a theme, ready to colour.
#[derive(Debug)]
pub struct Highlighter {
    grammars: SyntaxSet,
    theme: paint::Theme,
}

impl Highlighter {
    /// Unpacks the grammars.
    pub fn new(theme: &Theme) -> Self {
        Self {
            grammars: SyntaxSet::load_defaults_newlines(),
            theme: scopes(theme),
        }
    }

    /// Colours from now on by another theme.
    pub fn use_theme(&mut self, theme: &Theme) {
        self.theme = scopes(theme);
    }

    /// The colours of a code block: spans of `text` inside `block`, in order. Nothing when the language is
    /// not known or the block is too long.
    pub fn tints(&self, text: &str, block: Span, language: &str) -> Vec<(Span, Tint)> {
        let code = block.of(text);
        let Some(grammar) = self
            .grammar(language, code)
            .filter(|_| code.len() <= LONGEST)
        else {
            return Vec::new();
        };
        let mut lines = HighlightLines::new(grammar, &self.theme);
        let mut tints: Vec<(Span, Tint)> = Vec::new();
        let mut at = block.start;
        for line in LinesWithEndings::from(code) {
            let Ok(parts) = lines.highlight_line(line, &self.grammars) else {
                return tints;
            };
            for (style, part) in parts {
                let span = Span::new(at, at + part.len());
                at = span.end;
                let tint = tint(style);
                match tints.last_mut() {
                    Some((last, same)) if *same == tint => last.end = span.end,
                    _ => tints.push((span, tint)),
                }
            }
        }
        tints
    }

    fn grammar(&self, language: &str, code: &str) -> Option<&SyntaxReference> {
        let token = language.split([',', ' ', '{']).next().unwrap_or_default();
        match token {
            "" => self
                .grammars
                .find_syntax_by_first_line(code.lines().next()?),
            token => self.grammars.find_syntax_by_token(token),
        }
    }
}

fn tint(style: paint::Style) -> Tint {
    let color = style.foreground;
    Tint {
        rgb: (color.r, color.g, color.b),
        bold: style.font_style.contains(paint::FontStyle::BOLD),
        italic: style.font_style.contains(paint::FontStyle::ITALIC),
    }
}

/// The theme's `[code]` table as a TextMate theme. Selectors that cannot be read match nothing.
fn scopes(theme: &Theme) -> paint::Theme {
    let plain = |role| theme.style(role).fg.and_then(rgb);
    let item = |(selector, style): &(String, Style)| {
        let mut font = paint::FontStyle::empty();
        font.set(paint::FontStyle::BOLD, style.bold);
        font.set(paint::FontStyle::ITALIC, style.italic);
        Some(paint::ThemeItem {
            scope: paint::ScopeSelectors::from_str(selector).ok()?,
            style: paint::StyleModifier {
                foreground: style.fg.and_then(rgb),
                background: None,
                font_style: Some(font),
            },
        })
    };
    paint::Theme {
        settings: paint::ThemeSettings {
            foreground: plain(Role::Code).or_else(|| plain(Role::Text)),
            ..paint::ThemeSettings::default()
        },
        scopes: theme.scopes.iter().filter_map(item).collect(),
        ..paint::Theme::default()
    }
}

fn rgb(color: Color) -> Option<paint::Color> {
    let (r, g, b) = match color {
        Color::Default => return None,
        Color::Rgb(r, g, b) => (r, g, b),
        Color::Ansi(number) => *ANSI.get(usize::from(number))?,
    };
    Some(paint::Color { r, g, b, a: 255 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::theme;

    #[test]
    fn code_gets_the_colours_of_the_theme_and_every_byte_one_of_them() {
        let (theme, _) = theme::load("ink", None).unwrap();
        let highlighter = Highlighter::new(&theme);
        let text = "Look:\nlet spend = \"37B\"; // capex\n";
        let block = Span::new(6, text.len());
        let tints = highlighter.tints(text, block, "rust");
        assert_eq!(tints.first().unwrap().0.start, 6);
        assert_eq!(tints.last().unwrap().0.end, text.len());
        assert!(
            tints
                .windows(2)
                .all(|pair| pair[0].0.end == pair[1].0.start)
        );
        let of = |words: &str| {
            let at = text.find(words).unwrap() + 1;
            tints.iter().find(|(span, _)| span.contains(at)).unwrap().1
        };
        assert_ne!(of("let").rgb, of("37B").rgb);
        assert!(of("capex").italic);
        assert!(
            highlighter
                .tints(text, block, "no such language")
                .is_empty()
        );
    }
}
