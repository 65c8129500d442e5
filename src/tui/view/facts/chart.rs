//! Facts as pictures: bars over one scale, and days along a line. So one looks instead of reads.

use crate::app::facts::ledger::Ledger;
use crate::app::facts::value::describe_value;
use crate::config::Role;
use crate::model::FactValue;
use crate::model::ledger::LedgerRow;
use crate::model::quantity::{Quantity, Unit};
use crate::tui::view::Screen;
use crate::tui::view::paint::{put, put_right, put_short};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::bar;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The least and the greatest value of the bars on the screen, all of one unit.
#[derive(Debug, Default)]
pub(in crate::tui::view) struct Scale {
    unit: Option<Unit>,
    low: f64,
    high: f64,
}

impl Scale {
    /// The scale of the rows on the screen that have the unit of the row under the cursor. It holds 0, so that
    /// lengths can be compared by eye.
    pub(in crate::tui::view) fn of(ledger: &Ledger, rows: usize) -> Self {
        let unit = ledger
            .row(ledger.cursor)
            .and_then(|row| quantity(&row.fact.value))
            .map(|quantity| quantity.unit.clone());
        let mut scale = Self {
            unit,
            low: 0.0,
            high: 0.0,
        };
        for index in ledger.top..ledger.top + rows {
            let row = ledger.row(index).and_then(|row| quantity(&row.fact.value));
            if let Some((low, high)) = row.and_then(|row| scale.ends(row)) {
                scale.low = scale.low.min(low);
                scale.high = scale.high.max(high);
            }
        }
        scale
    }

    /// The scale of two values of one unit; `None` when they have no common one.
    pub(in crate::tui::view) fn of_two(one: &FactValue, other: &FactValue) -> Option<Self> {
        let (FactValue::Quantity(one), FactValue::Quantity(other)) = (one, other) else {
            return None;
        };
        let mut scale = Self {
            unit: Some(one.unit.clone()),
            low: 0.0,
            high: 0.0,
        };
        for quantity in [one, other] {
            let (low, high) = scale.ends(quantity)?;
            scale.low = scale.low.min(low);
            scale.high = scale.high.max(high);
        }
        (scale.low < scale.high).then_some(scale)
    }

    /// The bounds of a quantity on this scale; `None` when it is in another unit.
    fn ends(&self, quantity: &Quantity) -> Option<(f64, f64)> {
        if Some(&quantity.unit) != self.unit.as_ref() {
            return None;
        }
        let number = |value: Option<Decimal>| value.and_then(|value| value.to_f64());
        let low = number(quantity.low.or(quantity.high))?;
        let high = number(quantity.high.or(quantity.low))?;
        Some((low, high))
    }

    /// How many eighths of a column lie left of a value, on `width` columns.
    #[expect(clippy::cast_sign_loss, reason = "clamped to what is not negative")]
    fn eighths(&self, value: f64, width: u16) -> usize {
        let range = self.high - self.low;
        if range <= 0.0 {
            return 0;
        }
        let share = (value - self.low) / range;
        (share * f64::from(width) * 8.0)
            .round()
            .clamp(0.0, f64::from(width) * 8.0) as usize
    }
}

impl Scale {
    /// Draws a bar from the lower to the upper bound of a value, from 0 when it is a single one.
    pub(in crate::tui::view) fn bar(
        &self,
        screen: &Screen<'_>,
        area: Rect,
        value: &FactValue,
        style: Style,
        buffer: &mut Buffer,
    ) {
        let Some((low, high)) = quantity(value).and_then(|quantity| self.ends(quantity)) else {
            return;
        };
        let width = area.width;
        let zero = self.eighths(0.0, width);
        let (from, to) = if low < high {
            (self.eighths(low, width), self.eighths(high, width))
        } else {
            let at = self.eighths(low, width);
            (at.min(zero), at.max(zero))
        };
        for column in 0..width {
            let start = usize::from(column) * 8;
            let filled = to.min(start + 8).saturating_sub(from.max(start));
            let x = area.x + column;
            if filled > 0 {
                // Blocks grow from the left; the first one of a range that begins inside a column is whole.
                let sign = bar_sign(screen, if from > start { 8 } else { filled });
                put(buffer, x, area.y, 1, sign, style);
            } else if start < from {
                let dim = screen.style(Role::Separator);
                put(buffer, x, area.y, 1, screen.signs.dot, dim);
            }
        }
    }
}

fn quantity(value: &FactValue) -> Option<&Quantity> {
    match value {
        FactValue::Quantity(quantity) => Some(quantity),
        _ => None,
    }
}

/// One figure: who says it, a bar from its lower to its upper bound (from 0 when it is a single value), the value.
pub(in crate::tui::view) fn bar(
    screen: &Screen<'_>,
    line: Rect,
    row: &LedgerRow,
    scale: &Scale,
    buffer: &mut Buffer,
) {
    let style = screen.styles.fact(row.fact.kind);
    let (label, told) = (line.width / 3, (line.width / 5).clamp(12, 24));
    let about = [row.fact.subject.as_deref(), row.fact.metric.as_deref()];
    let about: Vec<&str> = about.into_iter().flatten().collect();
    let words = if about.is_empty() {
        row.source.to_string()
    } else {
        format!("{} · {}", row.source, about.join(" "))
    };
    let end = line.x + 1 + label;
    put_short(
        buffer,
        line.x + 2,
        line.y,
        label.saturating_sub(2),
        &words,
        screen.words(),
    );
    let value = describe_value(&row.fact.value);
    put_right(
        buffer,
        (end, line.right().saturating_sub(1)),
        line.y,
        &value,
        style,
    );
    let width = line.right().saturating_sub(end + told + 2);
    let area = Rect {
        x: end,
        width,
        ..line
    };
    scale.bar(screen, area, &row.fact.value, style, buffer);
}

/// The sign for so many eighths of a column.
fn bar_sign(screen: &Screen<'_>, eighths: usize) -> &'static str {
    const LEFT: [&str; 8] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", bar::FULL];
    if screen.signs.ascii {
        return "#";
    }
    LEFT.get(eighths.saturating_sub(1))
        .copied()
        .unwrap_or(bar::FULL)
}

/// One fact beside its day: the day, a point on a line, the sentence, who says it.
pub(in crate::tui::view) fn moment(
    screen: &Screen<'_>,
    line: Rect,
    row: &LedgerRow,
    buffer: &mut Buffer,
) {
    let style = screen.styles.fact(row.fact.kind);
    let told = match &row.fact.value {
        FactValue::Date(date) => Some(date),
        _ => row.fact.period.as_ref(),
    };
    let day = told.and_then(|told| told.edtf.clone().or_else(|| told.relative.clone()));
    let column = (line.width / 5).clamp(10, 21);
    let start = line.x + 1 + column;
    put_right(
        buffer,
        (line.x + 1, start),
        line.y,
        &crate::text::width::shorten(&day.unwrap_or_default(), usize::from(column)),
        style,
    );
    put(
        buffer,
        start + 1,
        line.y,
        1,
        screen.signs.dot,
        screen.style(Role::Accent),
    );
    let source = if line.width >= 76 { line.width / 5 } else { 0 };
    let room = line.right().saturating_sub(start + 4 + source);
    put_short(
        buffer,
        start + 3,
        line.y,
        room,
        &row.sentence,
        screen.words(),
    );
    let end = line.right().saturating_sub(1);
    let who = crate::text::width::shorten(&row.source, usize::from(source.saturating_sub(2)));
    put_right(
        buffer,
        (end.saturating_sub(source), end),
        line.y,
        &who,
        screen.style(Role::Dim),
    );
}
