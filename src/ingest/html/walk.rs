//! The walk over a content tree, without recursion.

use crate::ingest::writer::{Item, Writer};
use crate::model::BlockKind;
use crate::model::block::{Alignment, InlineKind};
use dom_query::NodeRef;

/// Where the walk is.
#[derive(Debug, Default)]
struct Place {
    /// Lists around, innermost last: the next number of an ordered one.
    lists: Vec<Option<u32>>,
    /// How many quotes are around.
    quotes: u8,
    /// How many tables are around that are written as tables.
    tables: usize,
    /// How many `pre` elements are around.
    code: usize,
    /// Whether the next block inside a list item is the item itself.
    item: Option<Item>,
    /// What an open caption makes of its words.
    caption: bool,
}

/// What has to happen when an element ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    Nothing,
    Block,
    Inline,
    List,
    Item,
    Quote,
    Table,
    Cell,
    Code,
    Caption,
    Skip,
}

/// Writes everything below `root`.
pub(super) fn walk(root: &NodeRef<'_>, writer: &mut Writer) {
    let mut place = Place::default();
    let mut exits: Vec<Exit> = Vec::new();
    let mut next = root.first_child();
    while let Some(node) = next {
        let exit = enter(&node, &mut place, writer);
        let child = if exit == Exit::Skip {
            None
        } else {
            node.first_child()
        };
        if let Some(child) = child {
            exits.push(exit);
            next = Some(child);
            continue;
        }
        leave(exit, &mut place, writer);
        let mut at = node;
        next = loop {
            if let Some(sibling) = at.next_sibling() {
                break Some(sibling);
            }
            let Some(exit) = exits.pop() else { break None };
            leave(exit, &mut place, writer);
            match at.parent() {
                Some(parent) => at = parent,
                None => break None,
            }
        };
    }
    writer.end();
}

fn enter(node: &NodeRef<'_>, place: &mut Place, writer: &mut Writer) -> Exit {
    if node.is_text() {
        words(&node.text(), place, writer);
        return Exit::Nothing;
    }
    let Some(name) = node.node_name() else {
        return Exit::Nothing;
    };
    match name.as_ref() {
        "script" | "style" | "template" | "head" | "iframe" | "object" | "svg" | "select"
        | "textarea" | "noscript" | "input" => Exit::Skip,
        "table" if place.tables > 0 => Exit::Nothing,
        "table" if is_data_table(node) => {
            writer.begin(BlockKind::Table, 0);
            place.tables += 1;
            Exit::Table
        }
        "caption" if place.tables > 0 => Exit::Skip,
        "tr" if place.tables > 0 => {
            writer.row();
            Exit::Cell
        }
        "td" | "th" if place.tables > 0 => {
            cell(node, &name, writer);
            Exit::Cell
        }
        _ if place.tables > 0 => {
            if is_block(&name) || &*name == "br" {
                writer.line_break();
            }
            inline(node, &name, writer)
        }
        "br" => {
            if place.code > 0 {
                writer.verbatim("\n");
            } else {
                writer.line_break();
            }
            Exit::Nothing
        }
        "hr" => {
            writer.begin(BlockKind::Rule, 0);
            writer.words("---");
            writer.end();
            Exit::Nothing
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let level = name.bytes().nth(1).map_or(2, |digit| digit - b'0');
            writer.begin(BlockKind::Heading, level);
            place.item = None;
            Exit::Block
        }
        "pre" => {
            writer.begin(BlockKind::Code, 0);
            let language = language(node);
            writer.adjust(|block| block.language = language);
            place.code += 1;
            Exit::Code
        }
        "ul" | "menu" => list(None, place, writer),
        "ol" => {
            let start = node
                .attr("start")
                .and_then(|start| start.parse().ok())
                .unwrap_or(1);
            list(Some(start), place, writer)
        }
        "li" => {
            writer.end();
            let number = place.lists.last_mut().and_then(|list| {
                let number = *list;
                *list = number.map(|n| n.saturating_add(1));
                number
            });
            place.item = Some(Item { ordinal: number });
            Exit::Item
        }
        "blockquote" => {
            writer.end();
            place.quotes = place.quotes.saturating_add(1);
            Exit::Quote
        }
        "figcaption" => {
            writer.end();
            place.caption = true;
            Exit::Caption
        }
        _ if is_block(&name) => {
            writer.end();
            Exit::Block
        }
        _ => inline(node, &name, writer),
    }
}

fn leave(exit: Exit, place: &mut Place, writer: &mut Writer) {
    match exit {
        Exit::Nothing | Exit::Skip => {}
        Exit::Block => writer.end(),
        Exit::Inline => writer.close_inline(),
        Exit::List => {
            writer.end();
            place.lists.pop();
        }
        Exit::Item => {
            writer.end();
            place.item = None;
        }
        Exit::Quote => {
            writer.end();
            place.quotes = place.quotes.saturating_sub(1);
        }
        Exit::Table => {
            writer.end();
            place.tables -= 1;
        }
        Exit::Cell => writer.end_cell(),
        Exit::Code => {
            writer.end();
            place.code -= 1;
        }
        Exit::Caption => {
            writer.end();
            place.caption = false;
        }
    }
}

fn list(first: Option<u32>, place: &mut Place, writer: &mut Writer) -> Exit {
    writer.end();
    place.lists.push(first);
    Exit::List
}

/// Words open the block that their place asks for.
fn words(text: &str, place: &mut Place, writer: &mut Writer) {
    if place.code > 0 {
        writer.verbatim(&text.replace('\r', ""));
        return;
    }
    if place.tables > 0 {
        writer.words(text);
        return;
    }
    if !writer.is_open() {
        if text.trim().is_empty() {
            return;
        }
        let depth = u8::try_from(place.lists.len()).unwrap_or(u8::MAX).min(32);
        if place.caption {
            writer.begin(BlockKind::Figure, 0);
        } else if let Some(item) = place.item.take() {
            writer.begin(BlockKind::ListItem, depth.max(1));
            writer.adjust(|block| block.ordinal = item.ordinal);
        } else if place.quotes > 0 {
            writer.begin(BlockKind::Quote, place.quotes);
        } else {
            writer.begin(BlockKind::Paragraph, 0);
        }
    }
    writer.words(text);
}

fn inline(node: &NodeRef<'_>, name: &str, writer: &mut Writer) -> Exit {
    let kind = match name {
        "a" => match node.attr("href") {
            Some(href) if is_safe_link(&href) => InlineKind::Link(href.to_string()),
            _ => return Exit::Nothing,
        },
        "em" | "i" | "cite" | "dfn" | "var" => InlineKind::Emphasis,
        "strong" | "b" => InlineKind::Strong,
        "code" | "kbd" | "samp" | "tt" => InlineKind::Code,
        "del" | "s" | "strike" => InlineKind::Deleted,
        _ => return Exit::Nothing,
    };
    writer.open_inline(kind);
    Exit::Inline
}

/// Links that lead somewhere and run nothing.
pub(in crate::ingest) fn is_safe_link(href: &str) -> bool {
    let scheme = href
        .trim_start()
        .split([':', '/', '?', '#'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    !href.is_empty()
        && !matches!(scheme.as_str(), "javascript" | "data" | "vbscript")
        && !href.chars().any(char::is_control)
}

fn cell(node: &NodeRef<'_>, name: &str, writer: &mut Writer) {
    writer.cell();
    let right = node.attr("align").is_some_and(|align| &*align == "right");
    let head = name == "th";
    writer.adjust_table(|table| {
        let column = table.rows.last().map_or(0, Vec::len);
        if right && table.rows.len() == 2 {
            table.alignment.resize(column + 1, Alignment::Left);
            if let Some(place) = table.alignment.get_mut(column) {
                *place = Alignment::Right;
            }
        }
        if head && column == 0 && table.rows.len() == table.head_rows + 1 && table.rows.len() <= 2 {
            table.head_rows = table.rows.len();
        }
    });
}

/// A table that holds data: more than one column, and no other table.
fn is_data_table(table: &NodeRef<'_>) -> bool {
    if table
        .attr("role")
        .is_some_and(|role| &*role == "presentation")
    {
        return false;
    }
    let mut columns = 0;
    let mut row = 0;
    for node in table.descendants_it().take(20_000) {
        let Some(name) = node.node_name() else {
            continue;
        };
        match name.as_ref() {
            "table" | "p" | "ul" | "ol" | "h1" | "h2" | "h3" | "blockquote" | "pre"
                if &*name == "table" =>
            {
                return false;
            }
            "tr" => row = 0,
            "td" | "th" => {
                row += 1;
                columns = columns.max(row);
            }
            _ => {}
        }
    }
    columns >= 2
}

/// The language of a code block: `language-rust` or `lang-rust` on it or on the code inside.
fn language(pre: &NodeRef<'_>) -> Option<String> {
    let inner = pre.first_element_child();
    [Some(*pre), inner].into_iter().flatten().find_map(|node| {
        let class = node.class()?;
        class
            .split_whitespace()
            .find_map(|class| {
                class
                    .strip_prefix("language-")
                    .or_else(|| class.strip_prefix("lang-"))
            })
            .map(str::to_owned)
    })
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "aside"
            | "nav"
            | "figure"
            | "address"
            | "center"
            | "dl"
            | "dt"
            | "dd"
            | "details"
            | "summary"
            | "form"
            | "fieldset"
            | "legend"
            | "body"
            | "html"
            | "table"
            | "tbody"
            | "thead"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "hgroup"
            | "li"
            | "ul"
            | "ol"
            | "pre"
            | "blockquote"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
    )
}
