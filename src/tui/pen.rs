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
    fn for_cell(self, cell: &Cell, cluster: &str) -> Self {
        if is_blank(cell, cluster) {
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
            let cluster = cell.symbol();
            self.reach(x, y, next);
            if is_blank(cell, cluster) {
                let end = next.len() - x;
                let alike = |other: &Cell| is_blank(other, other.symbol()) && other.bg == cell.bg;
                let others = next[x..].iter().position(|other| !alike(other));
                let run = others.unwrap_or(end);
                let last = changed[x..x + run].iter().rposition(|changed| *changed);
                self.blank(last.map_or(0, |last| last + 1), run == end, cell);
                x += run;
            } else {
                self.turn(self.ink.for_cell(cell, cluster));
                let (columns, certain) = (columns(cluster), is_certain(cluster));
                if !certain && (self.erases || cell.bg == Color::Reset) {
                    // A terminal that gives it fewer columns shows nothing old in the others.
                    self.control(&[columns], b'X');
                }
                self.say(cluster);
                self.went(columns, certain);
                x += columns;
            }
        }
    }

    /// Goes to a place of this row.
    fn reach(&mut self, x: usize, y: usize, row: &[Cell]) {
        match self.at {
            Some(at) if at == (x, y) => {}
            Some((from, same)) if same == y && from < x => {
                let between = &row[from..x];
                let suits = |cell: &Cell| {
                    let cluster = cell.symbol();
                    cluster.len() == 1 && self.ink.for_cell(cell, cluster) == self.ink
                };
                if between.len() <= STEP && between.iter().all(suits) {
                    for cell in between {
                        self.say(cell.symbol());
                    }
                } else {
                    self.control(&[x - from], b'C');
                }
            }
            _ => self.control(&[y + 1, x + 1], b'H'),
        }
        self.at = Some((x, y));
    }

    /// Makes so many cells blank like this one, up to the end of the row if it `ends` so.
    fn blank(&mut self, count: usize, ends: bool, like: &Cell) {
        self.turn(self.ink.for_cell(like, " "));
        let erases = self.erases || like.bg == Color::Reset;
        if erases && ends {
            self.say("\x1b[K");
        } else if erases && count > SPACES {
            self.control(&[count], b'X');
        } else {
            self.out.extend(std::iter::repeat_n(b' ', count));
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
        let mut codes = Codes::default();
        let mut left = from.modifier;
        for (modifier, _, off) in SWITCHES {
            if left.contains(modifier) && !to.modifier.contains(modifier) {
                codes.add(off);
                let together = SWITCHES.iter().filter(|other| other.2 == off);
                together.for_each(|other| left.remove(other.0));
            }
        }
        for (modifier, on, _) in SWITCHES {
            if (to.modifier - left).contains(modifier) {
                codes.add(on);
            }
        }
        let colors = [
            (from.line, to.line, 58),
            (from.letter, to.letter, 38),
            (from.ground, to.ground, 48),
        ];
        for (_, color, kind) in colors.into_iter().filter(|(from, to, _)| from != to) {
            codes.add_color(color, kind);
        }
        self.control(codes.all(), b'm');
    }

    /// A control sequence with these numbers.
    fn control(&mut self, numbers: &[usize], end: u8) {
        self.say("\x1b[");
        for (at, number) in numbers.iter().enumerate() {
            if at > 0 {
                self.out.push(b';');
            }
            self.digits(*number);
        }
        self.out.push(end);
    }

    fn digits(&mut self, number: usize) {
        if number >= 10 {
            self.digits(number / 10);
        }
        self.out.push(b'0' + (number % 10) as u8);
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
    let mut x = alike(shown, next);
    while let (Some(old), Some(cell)) = (shown.get(x), next.get(x)) {
        let (before, cluster) = (old.symbol(), cell.symbol());
        let end = x + columns(cluster);
        if x < torn || !looks_same((old, before), (cell, cluster)) {
            changed[x] = true;
            // Two plain letters tear nothing.
            if end > x + 1 || before.len() > 1 {
                let halves = (x..end.min(shown.len())).map(|at| at + columns(shown[at].symbol()));
                torn = halves.fold(torn, usize::max);
            }
            x = end;
        } else {
            x = end.min(next.len());
            if x >= torn {
                x += alike(&shown[x..], &next[x..]);
            }
        }
    }
    changed
}

/// How many cells are the same to the last colour, up to one with more than a plain letter: most of a screen mostly is.
fn alike(shown: &[Cell], next: &[Cell]) -> usize {
    let is_same = |(old, cell): &(&Cell, &Cell)| {
        let letters = (old.symbol().as_bytes(), cell.symbol().as_bytes());
        matches!(letters, ([old], [letter]) if old == letter)
            && old.bg == cell.bg
            && old.fg == cell.fg
            && old.modifier == cell.modifier
            && old.underline_color == cell.underline_color
    };
    shown.iter().zip(next).take_while(is_same).count()
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
fn is_blank(cell: &Cell, cluster: &str) -> bool {
    is_same(cluster, " ") && !cell.modifier.intersects(SEEN_ON_BLANKS)
}

/// Whether two cells with their clusters look the same.
fn looks_same((one, left): (&Cell, &str), (other, right): (&Cell, &str)) -> bool {
    let ink = |cell: &Cell| (cell.fg, cell.underline_color, cell.modifier);
    is_same(left, right)
        && one.bg == other.bg
        && (ink(one) == ink(other) || is_blank(one, left) && is_blank(other, right))
}

/// Whether two clusters are the same; mostly they are one byte long.
fn is_same(one: &str, other: &str) -> bool {
    match (one.as_bytes(), other.as_bytes()) {
        ([one], [other]) => one == other,
        (one, other) => one == other,
    }
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

/// The numbers that change the ink: no more than three colours and every modifier.
#[derive(Default)]
struct Codes {
    numbers: [usize; 3 * 5 + SWITCHES.len()],
    count: usize,
}

impl Codes {
    fn add(&mut self, number: u8) {
        if let Some(free) = self.numbers.get_mut(self.count) {
            (*free, self.count) = (usize::from(number), self.count + 1);
        }
    }

    /// A colour: `kind` is 38 for letters, 48 for their ground, 58 for the line under them.
    fn add_color(&mut self, color: Color, kind: u8) {
        let codes: &[u8] = match color {
            Color::Reset => &[kind + 1],
            Color::Rgb(red, green, blue) => &[kind, 2, red, green, blue],
            Color::Indexed(number) => &[kind, 5, number],
            named => {
                let number = NAMED.iter().position(|other| *other == named);
                &[kind, 5, number.unwrap_or_default() as u8]
            }
        };
        for code in codes {
            self.add(*code);
        }
    }

    fn all(&self) -> &[usize] {
        self.numbers.get(..self.count).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
