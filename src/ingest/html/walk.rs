//! The walk over a tree, without recursion: elements become blocks and inlines.
//!
//! What the canonical text makes of markup that has no letters of its own:
//! superscript digits are `10^6` after a digit, `m²` after letters of a unit, `[3]` after a word; subscript
//! digits are `H₂O`; deleted words stay and are marked; `ruby` readings and `abbr` titles stand in
//! parentheses; formulas are their TeX where the page has it; a film is a line that links to it.

use super::choose::Verdict;
use super::inline::{self, Opened};
use super::list;
use super::media::{self, Aside};
use super::place::{Place, kind_of};
use super::table::{self, Grid};
use super::{sign, survey};
use crate::ingest::writer::Writer;
use crate::model::BlockKind;
use dom_query::{NodeId, NodeRef};
use std::collections::HashMap;

/// What is shown of a tree, and where its links start.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct View<'a> {
    /// The verdicts on its text nodes; a node without one is left out. `None` shows all.
    pub verdicts: Option<&'a HashMap<NodeId, Verdict>>,
    /// The address that links are resolved against.
    pub base: Option<&'a str>,
}

impl View<'_> {
    fn verdict(&self, node: &NodeRef<'_>) -> Verdict {
        self.verdicts.map_or(Verdict::Article, |verdicts| {
            verdicts.get(&node.id).copied().unwrap_or(Verdict::Out)
        })
    }

    /// Whether any words below an element are shown.
    fn shows(&self, node: &NodeRef<'_>) -> bool {
        self.verdicts.is_none()
            || node
                .descendants_it()
                .any(|node| node.is_text() && self.verdict(&node) != Verdict::Out)
    }
}

/// What has to happen when an element ends.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Exit {
    Nothing,
    Block,
    Term,
    Inline,
    Close(&'static str),
    Explain(String),
    List,
    Item,
    Quote,
    Heading,
    Table,
    Caption,
    TableCaption,
    Row,
    Cell(usize),
    Code,
    Skip,
}

/// Writes everything below `root` that the view shows.
pub(super) fn walk(root: &NodeRef<'_>, view: View<'_>, writer: &mut Writer) {
    walk_from(root, view, Place::default(), writer);
}

/// The same from a place inside other markup.
pub(super) fn walk_from(root: &NodeRef<'_>, view: View<'_>, mut place: Place, writer: &mut Writer) {
    let mut exits: Vec<Exit> = Vec::new();
    let mut next = root.first_child();
    while let Some(node) = next {
        let exit = enter(&node, view, &mut place, writer);
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

fn enter(node: &NodeRef<'_>, view: View<'_>, place: &mut Place, writer: &mut Writer) -> Exit {
    if node.is_text() {
        words(node, view, place, writer);
        return Exit::Nothing;
    }
    let Some(name) = node.node_name() else {
        return Exit::Nothing;
    };
    let name = name.as_ref();
    if let Some(aside) = media::aside(node, name, view.base) {
        return aside_of(aside, node, view, place, writer);
    }
    if survey::is_silent(node, name) || sign::is_hidden(node, name) && name != "math" {
        return Exit::Skip;
    }
    if place.grid.is_some() {
        return table::enter(node, name, view.base, place, writer);
    }
    match name {
        "table" | "pre" | "listing" | "xmp" if !view.shows(node) => Exit::Skip,
        "table" if table::is_data(node) => {
            place.begin(BlockKind::Table, writer);
            place.grid = Some(Grid::default());
            Exit::Table
        }
        "br" if place.code > 0 => {
            writer.verbatim("\n");
            Exit::Nothing
        }
        // Two line breaks end a paragraph.
        "br" if writer.breaks() && place.heading.is_none() => {
            writer.end();
            Exit::Nothing
        }
        "br" => {
            writer.line_break();
            Exit::Nothing
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            writer.end();
            place.heading = name.as_bytes().get(1).map(|digit| digit - b'0');
            Exit::Heading
        }
        "pre" | "listing" | "xmp" => {
            place.begin(BlockKind::Code, writer);
            let language = inline::language(node);
            writer.adjust(|block| block.language = language);
            place.code += 1;
            Exit::Code
        }
        _ if place.code > 0 && survey::is_block(name) => {
            writer.start_line();
            Exit::Nothing
        }
        "ul" | "menu" | "dir" | "ol" | "li" | "dd" | "dt" | "summary" => {
            list::enter(node, name, place, writer)
        }
        "blockquote" => {
            writer.end();
            place.quotes = place.quotes.saturating_add(1);
            Exit::Quote
        }
        _ if sign::is_caption(node, name) => {
            writer.end();
            place.caption = true;
            Exit::Caption
        }
        _ if survey::is_block(name) => {
            if place.heading.is_some() {
                writer.line_break();
                Exit::Nothing
            } else {
                writer.end();
                Exit::Block
            }
        }
        "q" | "rt" | "sup" | "sub" | "math" | "abbr" if !view.shows(node) => Exit::Skip,
        _ => inside(node, name, view, place, writer),
    }
}

/// An element inside a line.
fn inside(
    node: &NodeRef<'_>,
    name: &str,
    view: View<'_>,
    place: &mut Place,
    writer: &mut Writer,
) -> Exit {
    match inline::enter(node, name, view.base, place, writer) {
        Opened::Exit(exit) => exit,
        Opened::Words(text) => {
            place.open(Verdict::Article, writer);
            writer.words(&text);
            Exit::Skip
        }
        Opened::Between(before, after) => {
            place.open(Verdict::Article, writer);
            writer.words(before);
            Exit::Close(after)
        }
    }
}

fn leave(exit: Exit, place: &mut Place, writer: &mut Writer) {
    match exit {
        Exit::Nothing | Exit::Skip => {}
        Exit::Block => writer.end(),
        Exit::Inline => writer.close_inline(),
        Exit::Close(words) => {
            if writer.is_open() {
                writer.glue(words);
            }
        }
        Exit::Explain(words) => {
            if writer.is_open() {
                writer.words(&words);
            }
        }
        Exit::Term => {
            writer.close_inline();
            writer.end();
        }
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
        Exit::Heading => {
            writer.end();
            place.heading = None;
        }
        Exit::Table => {
            writer.end();
            place.grid = None;
        }
        Exit::TableCaption => writer.end_caption(),
        Exit::Row => table::end_row(place, writer),
        Exit::Cell(columns) => {
            writer.end_cell();
            (1..columns).for_each(|_| writer.empty_cell());
        }
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

fn words(node: &NodeRef<'_>, view: View<'_>, place: &mut Place, writer: &mut Writer) {
    let verdict = view.verdict(node);
    if verdict == Verdict::Out {
        return;
    }
    let text = node.text();
    if place.code > 0 {
        writer.verbatim(&text.replace('\r', ""));
        return;
    }
    if place.grid.is_some() {
        writer.words(&inline::plain(&text));
        return;
    }
    let folds = kind_of(verdict);
    if writer.is_open() && folds != place.folded {
        writer.end();
    }
    if text
        .trim_matches(|c: char| c.is_whitespace() || c == '\u{ad}')
        .is_empty()
    {
        if writer.is_open() {
            writer.words(" ");
        }
        return;
    }
    place.open(verdict, writer);
    writer.words(&inline::plain(&text));
}

/// A rule, a picture or a film: written before the next words of the article, so that what stands
/// around an article leaves no trace in it.
fn aside_of(
    aside: Aside,
    node: &NodeRef<'_>,
    view: View<'_>,
    place: &mut Place,
    writer: &mut Writer,
) -> Exit {
    match aside {
        Aside::Words(words) => {
            if view.verdicts.is_none() || writer.is_open() {
                if place.grid.is_none() {
                    place.open(Verdict::Article, writer);
                }
                writer.words(&words);
            } else if place.started {
                place.asides.push(Aside::Words(words));
            }
        }
        aside if view.verdicts.is_none() => {
            if place.grid.is_none()
                && place.code == 0
                && (aside == Aside::Rule || !media::is_captioned(node))
            {
                let open = writer.is_open();
                if aside == Aside::Rule || !open {
                    media::write(&aside, BlockKind::Figure, writer);
                    place.item = place.item.take_if(|_| open);
                }
            }
        }
        aside => {
            if place.started
                && place.asides.len() < 50
                && (aside == Aside::Rule || !media::is_captioned(node))
            {
                place.asides.push(aside);
            }
        }
    }
    Exit::Skip
}
