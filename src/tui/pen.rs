//! Writes cells to the terminal in few bytes, because a terminal takes as long for a frame as it is long.
//!
//! The pen knows where it stands and how it writes, and says only what changes: a colour, not all of them; a step to
//! the right, or the few letters that stand between, instead of a place; one sequence for a run of blanks. What looks
//! the same is the same: the colour of letters is nothing to a blank. See "XTerm Control Sequences" and ECMA-48.

use crate::text::width::grapheme_columns;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// Modifiers that are seen on a blank.
const SEEN_ON_BLANKS: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK);

/// How modifiers are switched on and off. Bold and faint go off together.
const SWITCHES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// The sixteen colours that have names, by their numbers.
const NAMED: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

/// So many letters that stay are written again rather than stepped over: a step takes as many bytes.
const STEP: usize = 4;

/// More blanks than these are erased: that, and the step over them, takes as many bytes.
const SPACES: usize = 10;

/// Writes what differs of two screens of the same size, from plain ink to plain ink. `erases` says whether the terminal
/// erases in the colour of the ground.
pub(super) fn write_changes(out: &mut Vec<u8>, shown: &Buffer, next: &Buffer, erases: bool) {
    let width = usize::from(next.area.width).max(1);
    let mut pen = Pen {
        out,
        at: None,
        ink: Ink::PLAIN,
        width,
        erases,
    };
    let rows = shown.content.chunks(width).zip(next.content.chunks(width));
    for (y, (shown, next)) in rows.enumerate() {
        pen.row(y, shown, next);
    }
    pen.turn(Ink::PLAIN);
}

/// What a cell looks like besides its letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ink {
    letter: Color,
    ground: Color,
    line: Color,
    modifier: Modifier,
}

impl Ink {
    const PLAIN: Self = Self {
        letter: Color::Reset,
        ground: Color::Reset,
        line: Color::Reset,
        modifier: Modifier::empty(),
    };

    /// What this ink must become for a cell: for a blank nothing but its ground matters.
    fn for_cell(self, cell: &Cell) -> Self {
        if is_blank(cell) {
            return Self {
                ground: cell.bg,
                modifier: self.modifier - SEEN_ON_BLANKS,
                ..self
            };
        }
        Self {
            letter: cell.fg,
            ground: cell.bg,
            line: cell.underline_color,
            modifier: cell.modifier,
        }
    }
}

/// The pen over a terminal.
struct Pen<'a> {
    out: &'a mut Vec<u8>,
    /// Column and row of the terminal's cursor, where they are certain.
    at: Option<(usize, usize)>,
    ink: Ink,
    /// Columns of the screen.
    width: usize,
    erases: bool,
}

impl Pen<'_> {
    fn row(&mut self, y: usize, shown: &[Cell], next: &[Cell]) {
        let changed = changes(shown, next);
        let mut x = 0;
        while let Some(same) = changed[x..].iter().position(|changed| *changed) {
            x += same;
            let cell = &next[x];
            self.reach(x, y, next);
            if is_blank(cell) {
                let end = next.len() - x;
                let alike = |other: &Cell| is_blank(other) && other.bg == cell.bg;
                let others = next[x..].iter().position(|other| !alike(other));
                let run = others.unwrap_or(end);
                let last = changed[x..x + run].iter().rposition(|changed| *changed);
                self.blank(last.map_or(0, |last| last + 1), run == end, cell);
                x += run;
            } else {
                self.put(cell);
                x += columns(cell.symbol());
            }
        }
    }

    /// Goes to a place of this row.
    fn reach(&mut self, x: usize, y: usize, row: &[Cell]) {
        match self.at {
            Some(at) if at == (x, y) => {}
            Some((from, same)) if same == y && from < x => {
                let between = &row[from..x];
                let suits =
                    |cell: &Cell| cell.symbol().len() == 1 && self.ink.for_cell(cell) == self.ink;
                if between.len() <= STEP && between.iter().all(suits) {
                    for cell in between {
                        self.say(cell.symbol());
                    }
                } else {
                    self.say(&format!("\x1b[{}C", x - from));
                }
            }
            _ => self.say(&format!("\x1b[{};{}H", y + 1, x + 1)),
        }
        self.at = Some((x, y));
    }

    fn put(&mut self, cell: &Cell) {
        self.turn(self.ink.for_cell(cell));
        let cluster = cell.symbol();
        self.say(cluster);
        self.went(columns(cluster), is_certain(cluster));
    }

    /// Makes so many cells blank like this one, up to the end of the row if it `ends` so.
    fn blank(&mut self, count: usize, ends: bool, like: &Cell) {
        self.turn(self.ink.for_cell(like));
        let erases = self.erases || like.bg == Color::Reset;
        if erases && ends {
            self.say("\x1b[K");
        } else if erases && count > SPACES {
            self.say(&format!("\x1b[{count}X"));
        } else {
            self.say(&" ".repeat(count));
            self.went(count, true);
        }
    }

    /// The cursor went on by so many columns. Behind the last one it stands nowhere.
    fn went(&mut self, columns: usize, certain: bool) {
        let at = self.at.map(|(x, y)| (x + columns, y));
        self.at = at.filter(|(x, _)| certain && *x < self.width);
    }

    /// Changes the ink.
    fn turn(&mut self, to: Ink) {
        let from = std::mem::replace(&mut self.ink, to);
        if from == to {
            return;
        }
        if to == Ink::PLAIN {
            return self.say("\x1b[m");
        }
        let mut codes = Vec::new();
        let mut left = from.modifier;
        for (modifier, _, off) in SWITCHES {
            if left.contains(modifier) && !to.modifier.contains(modifier) {
                codes.push(off.to_string());
                let together = SWITCHES.iter().filter(|other| other.2 == off);
                together.for_each(|other| left.remove(other.0));
            }
        }
        for (modifier, on, _) in SWITCHES {
            if (to.modifier - left).contains(modifier) {
                codes.push(on.to_string());
            }
        }
        let colors = [
            (from.line, to.line, 58),
            (from.letter, to.letter, 38),
            (from.ground, to.ground, 48),
        ];
        for (_, color, kind) in colors.into_iter().filter(|(from, to, _)| from != to) {
            codes.push(color_code(color, kind));
        }
        self.say(&format!("\x1b[{}m", codes.join(";")));
    }

    fn say(&mut self, words: &str) {
        self.out.extend_from_slice(words.as_bytes());
    }
}

/// Which cells of a row must be written. What something wide hides is not looked at.
fn changes(shown: &[Cell], next: &[Cell]) -> Vec<bool> {
    let mut changed = vec![false; next.len()];
    // Before this column stands what is left of something wide that is written over.
    let mut torn = 0;
    let mut x = 0;
    while let Some(cell) = next.get(x) {
        let end = (x + columns(cell.symbol())).min(next.len());
        changed[x] = x < torn || !looks_same(&shown[x], cell);
        if changed[x] {
            let halves = (x..end).map(|at| at + columns(shown[at].symbol()));
            torn = halves.fold(torn, usize::max);
        }
        x = end;
    }
    changed
}

/// Columns that a cell takes for its cluster, with those that it hides.
fn columns(cluster: &str) -> usize {
    if cluster.len() == 1 {
        1
    } else {
        grapheme_columns(cluster).max(1)
    }
}

/// Whether a cell shows nothing but its ground.
fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && !cell.modifier.intersects(SEEN_ON_BLANKS)
}

/// Whether two cells look the same.
fn looks_same(one: &Cell, other: &Cell) -> bool {
    let letters = match (one.symbol().as_bytes(), other.symbol().as_bytes()) {
        ([one], [other]) => one == other,
        (one, other) => one == other,
    };
    let ink = |cell: &Cell| (cell.fg, cell.underline_color, cell.modifier);
    letters && one.bg == other.bg && (ink(one) == ink(other) || is_blank(one) && is_blank(other))
}

/// Whether every terminal gives a cluster the columns that we count: one character that is narrow or an ideograph.
fn is_certain(cluster: &str) -> bool {
    if cluster.len() == 1 {
        return true;
    }
    let mut chars = cluster.chars();
    let one = chars.next().filter(|_| chars.next().is_none());
    one.is_some_and(|c| {
        grapheme_columns(cluster) == 1
            || matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{ffe6}')
    })
}

/// The code of a colour: `kind` is 38 for letters, 48 for their ground, 58 for the line under them.
fn color_code(color: Color, kind: u8) -> String {
    match color {
        Color::Reset => (kind + 1).to_string(),
        Color::Rgb(red, green, blue) => format!("{kind};2;{red};{green};{blue}"),
        Color::Indexed(number) => format!("{kind};5;{number}"),
        named => {
            let number = NAMED.iter().position(|other| *other == named);
            format!("{kind};5;{}", number.unwrap_or_default())
        }
    }
}

#[cfg(test)]
mod tests;
