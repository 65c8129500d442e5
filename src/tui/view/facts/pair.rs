//! The parts of a pair of facts as the compare view and the view of disagreements show them: what the comparison
//! says, the value, who says it, and the sentence with the words lit.

use crate::app::facts::value::describe_value;
use crate::config::Role;
use crate::model::Relation;
use crate::model::relation::{Grade, RelationKind, Side};
use crate::tui::view::Screen;
use crate::tui::view::paint::{put_right, put_short};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

impl Screen<'_> {
    /// What the comparison says, with its sign.
    pub(in crate::tui::view) fn verdict(&self, pair: &Relation) -> String {
        let voices = if pair.independent {
            ""
        } else {
            ", the same voice"
        };
        let sign = self.signs.relation(pair.kind);
        format!("{sign} {}{}{voices}", said(pair.kind), graded(pair.grade))
    }

    /// What was ruled on a pair, with `●` until it is on the disk; empty when nobody did.
    pub(in crate::tui::view) fn ruling(&self, pair: &Relation) -> String {
        pair.ruling.as_ref().map_or(String::new(), |ruling| {
            let unsaved = if self.app.pending.saves_link(&ruling.id) {
                format!(" {}", self.signs.unsaved)
            } else {
                String::new()
            };
            format!("{}{unsaved}", ruling.relation.words())
        })
    }

    /// How the value of a side looks.
    pub(in crate::tui::view) fn value_style(&self, side: &Side) -> Style {
        self.styles.fact(side.kind).add_modifier(Modifier::BOLD)
    }

    /// The value of a side, and at the end of the row who says it and when.
    pub(in crate::tui::view) fn value_and_origin(
        &self,
        row: Rect,
        side: &Side,
        buffer: &mut Buffer,
    ) {
        let value = value(side);
        let taken = put_short(
            buffer,
            row.x,
            row.y,
            row.width,
            &value,
            self.value_style(side),
        );
        let start = row.x + taken + 2;
        let room = usize::from(row.right().saturating_sub(start));
        let origin = crate::text::width::shorten(&self.origin(side), room).into_owned();
        let end = (start, row.right().max(start));
        put_right(buffer, end, row.y, &origin, self.style(Role::Dim));
    }

    /// Who says it, and when, as far as it is known; and who corrected what was read.
    pub(in crate::tui::view) fn origin(&self, side: &Side) -> String {
        let origin = &side.origin;
        let corrected = origin.corrected_by.as_ref().map(|name| {
            let own = *name == self.app.settings.annotator;
            format!("corrected by {}", if own { "you" } else { name })
        });
        let source = Some(origin.source.to_string()).filter(|source| !source.is_empty());
        let day = origin.published.map(|day| day.date().to_string());
        let parts = corrected.into_iter().chain(source).chain(day);
        let told = parts.collect::<Vec<_>>().join(", ");
        match origin.copies {
            0 => told,
            1 => format!("{told} +1 copy"),
            copies => format!("{told} +{copies} copies"),
        }
    }

    /// The sentence of a side with the fact's words lit. Of one that is longer than the area the rows around those
    /// words, with `…` where it goes on.
    pub(in crate::tui::view) fn sentence(&self, area: Rect, side: &Side, buffer: &mut Buffer) {
        let lit = side.words_in_sentence().unwrap_or_default();
        self.excerpt(area, (&side.sentence, lit), Role::Lit, buffer);
    }
}

/// The value of a side in few words; its own words when it has none.
pub(in crate::tui::view) fn value(side: &Side) -> String {
    let value = describe_value(&side.value);
    if value.is_empty() {
        side.text.to_string()
    } else {
        value
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
