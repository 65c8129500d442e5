//! Lists: bulleted, numbered in any order, of terms and their meanings.

use super::place::Place;
use super::walk::Exit;
use crate::ingest::writer::{Item, Writer};
use crate::model::block::InlineKind;
use dom_query::NodeRef;

/// A list or a part of one.
pub(super) fn enter(
    node: &NodeRef<'_>,
    name: &str,
    place: &mut Place,
    writer: &mut Writer,
) -> Exit {
    writer.end();
    match name {
        "ol" => {
            place.lists.push(Some(numbers(node)));
            Exit::List
        }
        "li" => {
            let ordinal = number(node, place).and_then(|number| u32::try_from(number).ok());
            place.item = Some(Item { ordinal });
            Exit::Item
        }
        "dd" => {
            place.item = Some(Item::default());
            Exit::Item
        }
        "dt" | "summary" => {
            writer.open_inline(InlineKind::Strong);
            Exit::Term
        }
        _ => {
            place.lists.push(None);
            Exit::List
        }
    }
}

/// The number of an item of an ordered list.
fn number(node: &NodeRef<'_>, place: &mut Place) -> Option<i64> {
    let (next, step) = place.lists.last_mut()?.as_mut()?;
    let value = node
        .attr("value")
        .and_then(|value| value.trim().parse().ok());
    let number: i64 = value.unwrap_or(*next);
    *next = number.saturating_add(*step);
    Some(number)
}

/// The first number of an ordered list and the step to the next one.
fn numbers(node: &NodeRef<'_>) -> (i64, i64) {
    let reversed = node.has_attr("reversed");
    let start = node
        .attr("start")
        .and_then(|start| start.trim().parse().ok());
    let count = || {
        node.element_children()
            .iter()
            .filter(|child| child.has_name("li"))
            .count()
    };
    let start = start.unwrap_or_else(|| {
        if reversed {
            i64::try_from(count()).unwrap_or(1)
        } else {
            1
        }
    });
    (start, if reversed { -1 } else { 1 })
}
