//! Turns the theme table into the styles of the screen, and chooses the signs it is drawn with.
//!
//! Which role a cell has is the views' business; how a role looks is the theme's. State is never told by
//! colour alone: what carries state also has a sign or a modifier, so the screen reads the same with
//! `NO_COLOR`, where only modifiers are left.

use crate::config::color;
use crate::config::{Role, Theme};
use crate::driver::highlight::ANSI;
use crate::model::FactKind;
use crate::model::relation::RelationKind;
use ratatui::style::{Color, Modifier, Style};

/// How many colours the terminal has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Depth {
    /// 24 bits.
    #[default]
    True,
    /// The 256 of xterm: each colour becomes the nearest of the cube or the grey ramp.
    Indexed,
    /// Only the sixteen that have names; the theme `sixteen` is made for them.
    Sixteen,
    /// None are wanted: `NO_COLOR` (<https://no-color.org>).
    None,
}

impl Depth {
    /// What the environment says, by its variables `NO_COLOR`, `COLORTERM` and `TERM`.
    pub fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let is = |name: &str, test: fn(&str) -> bool| variable(name).is_some_and(|v| test(&v));
        if is("NO_COLOR", |value| !value.is_empty()) {
            Self::None
        } else if is("COLORTERM", |value| {
            value == "truecolor" || value == "24bit"
        }) || is("TERM", |value| value.ends_with("-direct"))
        {
            Self::True
        } else if is("TERM", |value| {
            value.contains("256color") || value.contains("kitty") || value.contains("alacritty")
        }) {
            Self::Indexed
        } else {
            Self::Sixteen
        }
    }
}

/// How every role looks on this terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Styles {
    theme: Theme,
    depth: Depth,
    roles: [Style; Role::ALL.len()],
    facts: [Style; FactKind::ALL.len()],
}

impl Styles {
    /// The styles of a theme on a terminal with so many colours.
    pub fn new(theme: Theme, depth: Depth) -> Self {
        let theme = if depth == Depth::None {
            Theme::plain()
        } else {
            theme
        };
        let roles = Role::ALL.map(|role| style(theme.style(role), depth));
        let facts = FactKind::ALL.map(|kind| style(theme.fact(kind), depth));
        Self {
            theme,
            depth,
            roles,
            facts,
        }
    }

    /// How a role looks.
    pub fn role(&self, role: Role) -> Style {
        self.roles.get(role as usize).copied().unwrap_or_default()
    }

    /// How a kind of fact looks.
    pub fn fact(&self, kind: FactKind) -> Style {
        self.facts.get(kind as usize).copied().unwrap_or_default()
    }

    /// How marked words look: by label of the theme; else in the colour of the label scheme, a name or `#rrggbb`.
    pub fn mark(&self, label: Option<&str>, color: Option<&str>) -> Style {
        let named = self.theme.mark(label);
        let own = color.and_then(color::Color::parse);
        let base = style(named, self.depth).add_modifier(Modifier::UNDERLINED);
        match own {
            Some(own) if named == self.theme.mark(None) && self.depth != Depth::None => {
                base.underline_color(terminal_color(own, self.depth))
            }
            _ => base,
        }
    }

    /// How a relation to another article looks.
    pub fn relation(&self, kind: RelationKind) -> Style {
        self.role(match kind {
            RelationKind::Disagrees => Role::Disagree,
            RelationKind::Corroborates => Role::Agree,
            _ => Role::Dim,
        })
    }

    /// A colour that the highlighter gave, on this terminal.
    pub fn code(&self, (red, green, blue): (u8, u8, u8)) -> Style {
        let named = || ANSI.iter().position(|known| *known == (red, green, blue));
        let color = match self.depth {
            Depth::None => None,
            Depth::Sixteen => named().map(|number| Color::Indexed(number as u8)),
            depth => Some(terminal_color(color::Color::Rgb(red, green, blue), depth)),
        };
        Style {
            fg: color,
            ..Style::new()
        }
    }
}

fn style(from: color::Style, depth: Depth) -> Style {
    let modifiers = [
        (from.bold, Modifier::BOLD),
        (from.italic, Modifier::ITALIC),
        (from.underline, Modifier::UNDERLINED),
        (from.faint, Modifier::DIM),
        (from.reverse, Modifier::REVERSED),
        (from.strike, Modifier::CROSSED_OUT),
    ];
    let mut style = Style::new();
    for (_, modifier) in modifiers.iter().filter(|(set, _)| *set) {
        style = style.add_modifier(*modifier);
    }
    if depth != Depth::None {
        style.fg = from.fg.map(|color| terminal_color(color, depth));
        style.bg = from.bg.map(|color| terminal_color(color, depth));
    }
    style
}

fn terminal_color(color: color::Color, depth: Depth) -> Color {
    match (color, depth) {
        (color::Color::Default, _) => Color::Reset,
        (color::Color::Ansi(number), _) => Color::Indexed(number),
        (color::Color::Rgb(red, green, blue), Depth::True) => Color::Rgb(red, green, blue),
        (color::Color::Rgb(red, green, blue), _) => Color::Indexed(nearest([red, green, blue])),
    }
}

/// The nearest of xterm's colours 16–255: a cube with six steps a channel, then 24 greys.
fn nearest(color: [u8; 3]) -> u8 {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let distance = |other: [u8; 3]| -> u32 {
        let channel = |(a, b): (&u8, &u8)| u32::from(a.abs_diff(*b)).pow(2);
        color.iter().zip(&other).map(channel).sum()
    };
    // Each channel has its nearest step, and the first of two that are as near.
    let step = |channel: u8| (0..6_u8).min_by_key(|nth| STEPS[usize::from(*nth)].abs_diff(channel));
    let [red, green, blue] = color.map(|channel| step(channel).unwrap_or_default());
    let cube = [red, green, blue].map(|nth| STEPS[usize::from(nth)]);
    let cube = std::iter::once((16 + 36 * red + 6 * green + blue, cube));
    let greys = (0..24_u8).map(|at| (232 + at, [8 + 10 * at; 3]));
    cube.chain(greys)
        .min_by_key(|(_, other)| distance(*other))
        .map_or(7, |(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_says_how_many_colours_there_are() {
        let depth = |known: &'static [(&str, &str)]| {
            Depth::of(|name| {
                let found = known.iter().find(|(key, _)| *key == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(
            depth(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]),
            Depth::True
        );
        assert_eq!(depth(&[("TERM", "xterm-256color")]), Depth::Indexed);
        assert_eq!(depth(&[("TERM", "linux")]), Depth::Sixteen);
        assert_eq!(
            depth(&[("TERM", "xterm-direct"), ("NO_COLOR", "1")]),
            Depth::None
        );
    }

    #[test]
    fn colours_become_the_nearest_of_xterm() {
        assert_eq!(nearest([255, 0, 0]), 196);
        assert_eq!(nearest([128, 128, 128]), 244);
        assert_eq!(nearest([0, 0, 0]), 16);
    }

    #[test]
    fn without_colours_only_modifiers_are_left() {
        let styles = Styles::new(Theme::plain(), Depth::None);
        for role in Role::ALL {
            assert_eq!((styles.role(role).fg, styles.role(role).bg), (None, None));
        }
    }
}
