//! Where the panes are. Drawing, paging and the mouse all ask here, so they agree.

use super::Focus;
use ratatui::layout::Rect;

/// Columns left of the text for the signs of marks and facts.
pub const GUTTER: u16 = 2;
/// Columns left of a title in the list: the cursor's bar, the signs of state and of what is folded, a space.
pub const LIST_SIGNS: u16 = 3;
/// Below this many columns or rows there is only a message.
pub const SMALLEST: (u16, u16) = (20, 5);

/// One pane: a heading row over a body.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pane {
    /// The heading, one row.
    pub heading: Rect,
    /// The rest.
    pub body: Rect,
}

impl Pane {
    fn new(area: Rect) -> Self {
        Self {
            heading: Rect {
                height: area.height.min(1),
                ..area
            },
            body: Rect {
                y: area.y.saturating_add(1),
                height: area.height.saturating_sub(1),
                ..area
            },
        }
    }

    /// Whether a cell of the screen is in heading or body.
    pub fn contains(&self, column: u16, row: u16) -> bool {
        self.heading.union(self.body).contains((column, row).into())
    }
}

/// The rectangles of one screen. A pane that is not shown is `None`. Neighbouring panes leave one column for a separator.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Geometry {
    /// The article list.
    pub list: Option<Pane>,
    /// The reader.
    pub reader: Option<Pane>,
    /// Facts, notes or comparisons.
    pub panel: Option<Pane>,
    /// Everything over the status line: full-screen views (notes, sources, help) stand here.
    pub main: Pane,
    /// The last row.
    pub status: Rect,
    /// The widest text column, in columns.
    pub column: u16,
    /// Too small for anything but a message.
    pub too_small: bool,
}

impl Geometry {
    /// Splits a screen of `width` × `height`: three panes from 120 columns, two from 80, else the one with the focus.
    pub fn new(width: u16, height: u16, focus: Focus, column: u16) -> Self {
        let status = Rect::new(0, height.saturating_sub(1), width, height.min(1));
        let main = Rect::new(0, 0, width, height.saturating_sub(1));
        let mut all = Self {
            status,
            column,
            main: Pane::new(main),
            too_small: width < SMALLEST.0 || height < SMALLEST.1,
            ..Self::default()
        };
        if all.too_small {
            return all;
        }
        // A side pane of about a quarter: 32 columns hold a headline in two rows, more than 52 only adds white.
        let side = (width / 4).clamp(32, 52);
        let pane = |x: u16, end: u16| {
            Some(Pane::new(Rect {
                x,
                width: end.saturating_sub(x),
                ..main
            }))
        };
        match (width, focus) {
            (120.., _) => {
                all.list = pane(0, side);
                all.reader = pane(side + 1, width - side - 1);
                all.panel = pane(width - side, width);
            }
            (80..=119, Focus::List) => {
                let end = width * 11 / 20;
                all.list = pane(0, end);
                all.panel = pane(end + 1, width);
            }
            (80..=119, _) => {
                let start = width - width * 2 / 5;
                all.reader = pane(0, start - 1);
                all.panel = pane(start, width);
            }
            (_, Focus::List) => all.list = pane(0, width),
            (_, Focus::Reader) => all.reader = pane(0, width),
            (_, Focus::Panel) => all.panel = pane(0, width),
        }
        all
    }

    /// The text column inside the reader: at most `column` wide, right of the gutter, one column free at the right.
    pub fn text(&self) -> Rect {
        let body = self.reader.unwrap_or(self.main).body;
        Rect {
            x: body.x + GUTTER.min(body.width),
            width: body
                .width
                .saturating_sub(GUTTER + 1)
                .clamp(1, self.column.max(1)),
            ..body
        }
    }

    /// Rows that one article takes in the list: two (title, then what is known about it) unless one line holds both.
    pub fn list_row_height(&self) -> u16 {
        if self.list.is_some_and(|pane| pane.body.width >= 100) {
            1
        } else {
            2
        }
    }

    /// How many articles the list shows at once, at least one.
    pub fn list_rows(&self) -> usize {
        let height = self
            .list
            .map_or(self.main.body.height, |pane| pane.body.height);
        usize::from((height / self.list_row_height()).max(1))
    }
}
