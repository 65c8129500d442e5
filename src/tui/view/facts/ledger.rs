//! The ledger: figures and dates of many articles as a table, as bars, or along their days; at the foot
//! the sentence of the row under the cursor.

use crate::app::facts::ledger::{FOOT, Form, Ledger, TALL};
use crate::app::facts::value::describe_value;
use crate::config::Role;
use crate::model::ledger::{LedgerKey, LedgerRow};
use crate::model::{Fact, Span};
use crate::text::layout::wrap_prose;
use crate::tui::view::Screen;
use crate::tui::view::facts::chart;
use crate::tui::view::paint::{put, put_right, put_short, row_of, rule};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the view.
pub fn draw(screen: &Screen<'_>, ledger: &Ledger, buffer: &mut Buffer) {
    let filter = if ledger.filter.is_empty() {
        String::new()
    } else {
        format!("  {}", ledger.filter)
    };
    let title = format!("Ledger  {}{filter}", ledger.page.total);
    let hint = match ledger.form {
        Form::Table => "Enter goes there, / filters, b bars, B timeline, , sorts",
        Form::Bars => "b shows the table again",
        Form::Timeline => "B shows the table again",
    };
    let area = screen.whole(&title, hint, buffer);
    if ledger.loaded && ledger.page.total == 0 {
        let words = if ledger.filter.is_empty() {
            "No figures yet: articles that are read in bring them."
        } else {
            "No fact fits the filter: fact:money>1B, fact:percent, entity:NAME, source:NAME …"
        };
        return screen.key_lines(area, &[(String::new(), words.to_owned())], buffer);
    }
    let foot = if area.height >= TALL { FOOT } else { 0 };
    let rows = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(foot + 1),
        ..area
    };
    let columns = Columns::of(area.width);
    heading(screen, ledger, Rect { height: 1, ..area }, &columns, buffer);
    let scale = chart::Scale::of(ledger, usize::from(rows.height));
    for slot in 0..usize::from(rows.height) {
        let index = ledger.top + slot;
        let (Some(line), Some(row)) = (row_of(rows, slot), ledger.row(index)) else {
            continue;
        };
        match ledger.form {
            Form::Table => table_row(screen, line, row, &columns, buffer),
            Form::Bars => chart::bar(screen, line, row, &scale, buffer),
            Form::Timeline => chart::moment(screen, line, row, buffer),
        }
        if index == ledger.cursor {
            screen.mark_current(line, true, buffer);
        }
    }
    if foot > 0
        && let Some(row) = ledger.row(ledger.cursor)
    {
        let area = Rect {
            y: rows.bottom(),
            height: foot,
            ..area
        };
        sentence(screen, area, row, buffer);
    }
}

/// How wide the columns are; 0 leaves one out. The words take what is left.
struct Columns {
    value: u16,
    subject: u16,
    metric: u16,
    period: u16,
    source: u16,
}

impl Columns {
    /// Narrow screens keep the value and whom it is about.
    const fn of(width: u16) -> Self {
        match width {
            130.. => Self {
                value: 22,
                subject: 22,
                metric: 18,
                period: 18,
                source: 32,
            },
            100.. => Self {
                value: 20,
                subject: 20,
                metric: 15,
                period: 10,
                source: 18,
            },
            76.. => Self {
                value: 20,
                subject: 18,
                metric: 0,
                period: 9,
                source: 12,
            },
            _ => Self {
                value: 18,
                subject: 16,
                metric: 0,
                period: 0,
                source: 0,
            },
        }
    }

    /// The area of each column of a row: value, subject, metric, period, words, source.
    fn areas(&self, row: Rect) -> [Rect; 6] {
        let row = Rect {
            width: row.width.saturating_sub(1),
            ..row
        };
        let mut x = row.x + 3;
        let fixed = [self.value, self.subject, self.metric, self.period];
        let gaps = fixed.iter().filter(|width| **width > 0).count() as u16;
        let taken: u16 = fixed.iter().sum::<u16>() + gaps;
        let source = self.source + u16::from(self.source > 0);
        let words = row.width.saturating_sub(3 + taken + source);
        let mut take = |width: u16| {
            let width = width.min(row.right().saturating_sub(x));
            let area = Rect { x, width, ..row };
            x += width + u16::from(width > 0);
            area
        };
        [
            take(self.value),
            take(self.subject),
            take(self.metric),
            take(self.period),
            take(words),
            take(self.source),
        ]
    }
}

fn heading(
    screen: &Screen<'_>,
    ledger: &Ledger,
    row: Rect,
    columns: &Columns,
    buffer: &mut Buffer,
) {
    if ledger.form != Form::Table {
        return;
    }
    let arrow = if ledger.asked.sort.descending {
        screen.signs.down
    } else {
        screen.signs.up
    };
    let name = |name: &str, keys: &[LedgerKey]| {
        if keys.contains(&ledger.asked.sort.key) {
            format!("{name} {arrow}")
        } else {
            name.to_owned()
        }
    };
    let names = [
        name("Value", &[LedgerKey::Value, LedgerKey::Unit]),
        name("Subject", &[LedgerKey::Subject]),
        name("Metric", &[LedgerKey::Metric]),
        name("Period", &[LedgerKey::Period]),
        "Words".to_owned(),
        name("Article", &[LedgerKey::Article]),
    ];
    for (area, name) in columns.areas(row).into_iter().zip(names) {
        put_short(
            buffer,
            area.x,
            area.y,
            area.width,
            &name,
            screen.style(Role::Dim),
        );
    }
}

fn table_row(
    screen: &Screen<'_>,
    line: Rect,
    row: &LedgerRow,
    columns: &Columns,
    buffer: &mut Buffer,
) {
    let fact = &row.fact;
    let style = screen.styles.fact(fact.kind);
    let sign = fact.kind.sign().to_string();
    put(buffer, line.x + 1, line.y, 1, &sign, style);
    let [value, subject, metric, period, words, source] = columns.areas(line);
    let mut told = describe_value(&fact.value);
    if row.was.is_some() {
        told = format!("{} {told}", screen.signs.notes);
    }
    let told = if told.is_empty() {
        row.text.to_string()
    } else {
        told
    };
    put_short(buffer, value.x, value.y, value.width, &told, style);
    let plain = [
        (
            subject,
            fact.subject.as_deref().unwrap_or_default(),
            screen.words(),
        ),
        (
            metric,
            fact.metric.as_deref().unwrap_or_default(),
            screen.words(),
        ),
        (period, &*told_period(fact), screen.words()),
        (words, row.text.as_str(), screen.style(Role::Dim)),
    ];
    for (area, words, style) in plain {
        put_short(buffer, area.x, area.y, area.width, words, style);
    }
    let day = row
        .published
        .map_or(String::new(), |at| format!(" {}", at.date()));
    let dim = screen.style(Role::Dim);
    let day = if source.width >= 24 {
        day
    } else {
        String::new()
    };
    let end = put_right(buffer, (source.x, source.right()), source.y, &day, dim);
    let room = end.saturating_sub(source.x);
    put_short(buffer, source.x, source.y, room, &row.source, dim);
}

/// The period a figure is about, in EDTF.
fn told_period(fact: &Fact) -> String {
    let period = fact.period.as_ref();
    period
        .and_then(|period| period.edtf.clone().or_else(|| period.relative.clone()))
        .unwrap_or_default()
}

/// The sentence with the fact's words lit, and whose it is.
fn sentence(screen: &Screen<'_>, area: Rect, row: &LedgerRow, buffer: &mut Buffer) {
    let line = Rect { height: 1, ..area };
    rule(
        buffer,
        line,
        screen.signs.horizontal,
        screen.style(Role::Separator),
    );
    let was = row.was.as_ref().map(describe_value);
    let was = was.map_or(String::new(), |was| {
        format!(" · corrected by you, was {was}")
    });
    let from = format!(" {} · {}{was} ", row.source, row.title);
    let room = area.width.saturating_sub(4);
    put_short(
        buffer,
        area.x + 2,
        area.y,
        room,
        &from,
        screen.style(Role::Dim),
    );
    let words = row.sentence.as_str();
    let lit = words
        .find(row.text.as_str())
        .map(|at| Span::new(at, at + row.text.len()));
    let rows = usize::from(area.height) - 1;
    let lines = wrap_prose(words, Span::new(0, words.len()), usize::from(room.max(1)));
    for (number, span) in lines.into_iter().take(rows).enumerate() {
        let Some(line) = row_of(area, number + 1) else {
            break;
        };
        let x = line.x + 2;
        put_short(buffer, x, line.y, room, span.of(words), screen.words());
        if let Some(part) = lit.and_then(|lit| lit.intersection(span)) {
            let before = crate::text::width::columns(Span::new(span.start, part.start).of(words));
            let x = x + u16::try_from(before).unwrap_or(u16::MAX).min(room);
            let room = line.right().saturating_sub(x);
            put_short(
                buffer,
                x,
                line.y,
                room,
                part.of(words),
                screen.style(Role::Lit),
            );
        }
    }
}
