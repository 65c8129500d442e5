//! Two sentences about the same thing: side by side where there is room, else one over the other.

use super::Screen;
use super::paint::{put_right, put_short, row_of};
use crate::app::compare::Compare;
use crate::app::value::describe_value;
use crate::config::Role;
use crate::model::Span;
use crate::model::relation::{Grade, RelationKind, Side};
use crate::text::layout::wrap;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// From this many columns the two stand side by side.
const SIDE_BY_SIDE: u16 = 72;

/// Draws the pair under the cursor.
pub fn draw(screen: &Screen<'_>, compare: &Compare, buffer: &mut Buffer) {
    let Some(pair) = compare.pairs.get(compare.cursor) else {
        return;
    };
    let title = format!("{} of {}", compare.cursor + 1, compare.pairs.len());
    let rows = if screen.app.size.0 >= SIDE_BY_SIDE {
        12
    } else {
        18
    };
    let area = screen.sheet(
        rows,
        &title,
        "j k next and previous, Enter opens the other",
        buffer,
    );
    let Some(head) = row_of(area, 0) else { return };
    let sign = screen.signs.relation(pair.kind);
    let voices = if pair.independent {
        ""
    } else {
        ", the same voice"
    };
    let verdict = format!("{sign} {}{}{voices}", said(pair.kind), graded(pair.grade));
    let taken = put_short(
        buffer,
        head.x,
        head.y,
        head.width,
        &verdict,
        screen.styles.relation(pair.kind),
    );
    let x = head.x + taken + 2;
    put_short(
        buffer,
        x,
        head.y,
        head.right().saturating_sub(x),
        &pair.reason,
        screen.style(Role::Dim),
    );
    let body = Rect {
        y: area.y + 2.min(area.height),
        height: area.height.saturating_sub(2),
        ..area
    };
    let (left, right) = if area.width + 4 >= SIDE_BY_SIDE {
        let half = body.width.saturating_sub(3) / 2;
        let right = Rect {
            x: body.right() - half,
            width: half,
            ..body
        };
        (
            Rect {
                width: half,
                ..body
            },
            right,
        )
    } else {
        let half = body.height / 2;
        let right = Rect {
            y: body.y + half,
            height: body.height - half,
            ..body
        };
        (
            Rect {
                height: half,
                ..body
            },
            right,
        )
    };
    side(screen, left, &pair.a, "this article", buffer);
    side(screen, right, &pair.b, pair.b.title.as_str(), buffer);
}

fn side(screen: &Screen<'_>, area: Rect, side: &Side, title: &str, buffer: &mut Buffer) {
    let Some(head) = row_of(area, 0) else { return };
    let value = describe_value(&side.value);
    let end = put_right(
        buffer,
        (head.x, head.right()),
        head.y,
        &value,
        screen.styles.fact(side.kind),
    );
    put_short(
        buffer,
        head.x,
        head.y,
        end.saturating_sub(head.x + 1),
        title,
        screen.style(Role::Heading),
    );
    let sentence = side.sentence.as_str();
    let lit = sentence
        .find(side.text.as_str())
        .map(|at| Span::new(at, at + side.text.len()));
    let lines = wrap::wrap_prose(
        sentence,
        Span::new(0, sentence.len()),
        usize::from(area.width.max(1)),
    );
    for (number, line) in lines.into_iter().enumerate() {
        let Some(row) = row_of(area, number + 1) else {
            break;
        };
        put_short(
            buffer,
            row.x,
            row.y,
            row.width,
            line.of(sentence),
            screen.words(),
        );
        if let Some(part) = lit.and_then(|lit| lit.intersection(line)) {
            let before =
                crate::text::width::columns(Span::new(line.start, part.start).of(sentence));
            let x = row.x + u16::try_from(before).unwrap_or(u16::MAX).min(row.width);
            put_short(
                buffer,
                x,
                row.y,
                row.right().saturating_sub(x),
                part.of(sentence),
                screen.style(Role::Lit),
            );
        }
    }
}

const fn said(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Corroborates => "agree",
        RelationKind::Disagrees => "disagree",
        RelationKind::Close => "close",
        RelationKind::Related => "related",
        RelationKind::Repeats => "repeated",
        RelationKind::SameText => "the same words",
    }
}

const fn graded(grade: Grade) -> &'static str {
    match grade {
        Grade::Firm => "",
        Grade::Soft => ", softly",
        Grade::PeriodUnknown => ", period unknown",
        Grade::PeriodDiffers => ", other period",
        Grade::Vague => ", vague",
        Grade::NearDuplicate => ", nearly a copy",
        Grade::Copy => ", a copy",
    }
}
