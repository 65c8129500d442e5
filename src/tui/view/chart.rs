//! Facts as pictures: bars over one scale, and days along a line. So one looks instead of reads.

use super::Screen;
use super::paint::{put, put_right, put_short};
use crate::app::ledger::Ledger;
use crate::app::value::describe_value;
use crate::config::Role;
use crate::model::ledger::LedgerRow;
use crate::model::quantity::{Quantity, Unit};
use crate::model::{Fact, FactValue};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::symbols::bar;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The least and the greatest value of the bars on the screen, all of one unit.
#[derive(Debug, Default)]
pub(super) struct Scale {
    unit: Option<Unit>,
    low: f64,
    high: f64,
}

impl Scale {
    /// The scale of the rows on the screen that have the unit of the row under the cursor. It holds 0, so that
    /// lengths can be compared by eye.
    pub(super) fn of(ledger: &Ledger, rows: usize) -> Self {
        let unit = ledger
            .row(ledger.cursor)
            .and_then(|row| quantity(&row.fact))
            .map(|quantity| quantity.unit.clone());
        let mut scale = Self {
            unit,
            low: 0.0,
            high: 0.0,
        };
        for index in ledger.top..ledger.top + rows {
            if let Some((low, high)) = ledger.row(index).and_then(|row| scale.ends(row)) {
                scale.low = scale.low.min(low);
                scale.high = scale.high.max(high);
            }
        }
        scale
    }

    /// The bounds that a row gives on this scale; `None` when it is in another unit.
    fn ends(&self, row: &LedgerRow) -> Option<(f64, f64)> {
        let quantity =
            quantity(&row.fact).filter(|quantity| Some(&quantity.unit) == self.unit.as_ref())?;
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

fn quantity(fact: &Fact) -> Option<&Quantity> {
    match &fact.value {
        FactValue::Quantity(quantity) => Some(quantity),
        _ => None,
    }
}

/// One figure: who says it, a bar from its lower to its upper bound (from 0 when it is a single value), the value.
pub(super) fn bar(
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
    let Some((low, high)) = scale.ends(row) else {
        return;
    };
    let zero = scale.eighths(0.0, width);
    let (from, to) = if low < high {
        (scale.eighths(low, width), scale.eighths(high, width))
    } else {
        let at = scale.eighths(low, width);
        (at.min(zero), at.max(zero))
    };
    for column in 0..width {
        let start = usize::from(column) * 8;
        let filled = to.min(start + 8).saturating_sub(from.max(start));
        let x = end + column;
        if filled > 0 {
            // Blocks grow from the left; the first one of a range that begins inside a column is whole.
            let sign = if from > start {
                bar_sign(screen, 8)
            } else {
                bar_sign(screen, filled)
            };
            put(buffer, x, line.y, 1, sign, style);
        } else if start < from {
            put(
                buffer,
                x,
                line.y,
                1,
                screen.signs.dot,
                screen.style(Role::Separator),
            );
        }
    }
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
pub(super) fn moment(screen: &Screen<'_>, line: Rect, row: &LedgerRow, buffer: &mut Buffer) {
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
