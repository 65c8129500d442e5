//! A page as a flat list of pieces: runs of words that stand together in one block.
//!
//! Everything that decides what belongs to the article looks at this list and at ranges of it (the
//! extent of an element), never at the tree again.

use super::sign::{self, Sign};
use dom_query::{NodeId, NodeRef};
use std::collections::HashSet;
use std::ops::Range;

/// What kind of block a piece stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Text,
    Heading(u8),
    Item,
    Cell,
    Caption,
    Quote,
    Code,
}

/// A run of words in one block.
#[derive(Debug)]
pub(super) struct Piece {
    /// The text nodes it is made of.
    pub nodes: Vec<NodeId>,
    /// The block around it, and the block around that.
    pub parents: [Option<NodeId>; 2],
    /// What that block is.
    pub role: Role,
    /// Its words, white space collapsed.
    pub text: String,
    /// How much it says: characters, where one of Han, kana or Hangul counts as two and a half.
    pub size: usize,
    /// How much of that leads elsewhere.
    pub links: usize,
    /// How much of that the extractor took.
    pub kept: usize,
    /// Whether it is all emphasised.
    pub slanted: bool,
}

impl Piece {
    /// Whether it reads as running text and not as a label or a list of links.
    pub fn is_prose(&self) -> bool {
        let fits = matches!(
            self.role,
            Role::Text | Role::Quote | Role::Item | Role::Cell
        );
        fits && self.links * 5 < self.size * 2
            && (self.size >= 80 || self.size >= 35 && self.is_sentence())
    }

    /// Whether it ends as sentences end.
    pub fn is_sentence(&self) -> bool {
        let end = self
            .text
            .trim_end_matches(['"', '”', '’', '»', ')', ']', '」', '\'', ' ']);
        end.ends_with([
            '.', '!', '?', '…', ':', '。', '！', '？', '؟', '।', '።', '۔',
        ])
    }

    /// Whether all of it, or all but a sign, is a link.
    pub fn is_link(&self) -> bool {
        self.links > 0 && self.links * 10 >= self.size * 9
    }

    /// Whether the extractor took it.
    pub fn is_kept(&self) -> bool {
        self.kept * 2 > self.size
    }
}

/// A page, surveyed.
#[derive(Debug, Default)]
pub(super) struct Survey {
    pub pieces: Vec<Piece>,
    /// Furniture by its own word, each with the pieces in it.
    pub signs: Vec<(Sign, Range<usize>)>,
    /// Containers of an article's body by their own word, each with the pieces in it.
    pub bodies: Vec<(String, Range<usize>)>,
    /// The pieces of `article` elements.
    pub articles: Vec<Range<usize>>,
    /// How much running text stands before each piece, and last how much there is.
    pub prose: Vec<usize>,
    /// How much of that the extractor took.
    pub taken: Vec<usize>,
}

impl Survey {
    /// Sums up the running text, once all pieces are known.
    pub fn sum_up(&mut self) {
        let sums = |counts: &dyn Fn(&Piece) -> bool| -> Vec<usize> {
            let mut sum = 0;
            let sizes = self.pieces.iter().map(|piece| {
                sum += if counts(piece) { piece.size } else { 0 };
                sum
            });
            std::iter::once(0).chain(sizes).collect()
        };
        let prose = sums(&Piece::is_prose);
        let taken = sums(&|piece| piece.is_prose() && piece.is_kept());
        (self.prose, self.taken) = (prose, taken);
    }
}

/// An element that is being walked.
#[derive(Default)]
struct Frame {
    block: bool,
    link: bool,
    slant: bool,
    role: bool,
    first: usize,
    sign: Option<Sign>,
    body: Option<String>,
    article: bool,
}

/// Lists the pieces below `root`; `kept` are the text nodes that the extractor took.
pub(super) fn survey(root: &NodeRef<'_>, kept: &HashSet<NodeId>) -> Survey {
    let mut walk = Walk {
        kept,
        survey: Survey::default(),
        blocks: Vec::new(),
        roles: Vec::new(),
        links: 0,
        slants: 0,
        open: false,
    };
    walk.blocks.push(root.id);
    let mut frames: Vec<Frame> = Vec::new();
    let mut next = root.first_child();
    while let Some(node) = next {
        let frame = walk.enter(&node);
        if let Some(frame) = frame {
            if let Some(child) = node.first_child() {
                frames.push(frame);
                next = Some(child);
                continue;
            }
            walk.leave(frame);
        }
        let mut at = node;
        next = loop {
            if let Some(sibling) = at.next_sibling() {
                break Some(sibling);
            }
            let Some(frame) = frames.pop() else {
                break None;
            };
            walk.leave(frame);
            match at.parent() {
                Some(parent) => at = parent,
                None => break None,
            }
        };
    }
    walk.survey.sum_up();
    walk.survey
}

struct Walk<'a> {
    kept: &'a HashSet<NodeId>,
    survey: Survey,
    blocks: Vec<NodeId>,
    roles: Vec<Role>,
    links: usize,
    slants: usize,
    /// Whether the next words go on with the last piece.
    open: bool,
}

impl Walk<'_> {
    fn enter(&mut self, node: &NodeRef<'_>) -> Option<Frame> {
        if node.is_text() {
            self.words(node);
            return Some(Frame::default());
        }
        let Some(name) = node.node_name() else {
            return Some(Frame::default());
        };
        let name = name.as_ref();
        if is_silent(node, name) || sign::is_hidden(node, name) {
            return None;
        }
        let role = match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(Role::Heading(
                name.as_bytes().get(1).map_or(2, |digit| digit - b'0'),
            )),
            "li" | "dd" | "dt" => Some(Role::Item),
            "td" | "th" => Some(Role::Cell),
            "caption" => Some(Role::Caption),
            _ if sign::is_caption(node, name) => Some(Role::Caption),
            "blockquote" => Some(Role::Quote),
            "pre" => Some(Role::Code),
            _ => None,
        };
        let frame = Frame {
            block: is_block(name),
            link: name == "a" && node.has_attr("href"),
            slant: matches!(name, "em" | "i" | "cite"),
            role: role.is_some(),
            first: self.survey.pieces.len(),
            sign: sign::of(node, name),
            body: sign::body(node),
            article: name == "article",
        };
        if frame.block {
            self.open = false;
            self.blocks.push(node.id);
        }
        self.roles.extend(role);
        self.links += usize::from(frame.link);
        self.slants += usize::from(frame.slant);
        Some(frame)
    }

    fn leave(&mut self, frame: Frame) {
        if frame.block {
            self.open = false;
            self.blocks.pop();
        }
        if frame.role {
            self.roles.pop();
        }
        self.links -= usize::from(frame.link);
        self.slants -= usize::from(frame.slant);
        let range = frame.first..self.survey.pieces.len();
        if range.is_empty() {
            return;
        }
        if let Some(sign) = frame.sign {
            self.survey.signs.push((sign, range.clone()));
        }
        if let Some(word) = frame.body {
            self.survey.bodies.push((word, range.clone()));
        }
        if frame.article {
            self.survey.articles.push(range);
        }
    }

    fn words(&mut self, node: &NodeRef<'_>) {
        let text = node.text();
        let size = size(&text);
        let code = self.roles.last() == Some(&Role::Code);
        if size == 0 && !code {
            // White space between two words of one piece.
            if let Some(last) = self.survey.pieces.last_mut().filter(|_| self.open) {
                last.nodes.push(node.id);
                collapse(&text, &mut last.text);
            }
            return;
        }
        if !self.open {
            let up = |steps: usize| {
                self.blocks
                    .len()
                    .checked_sub(steps)
                    .and_then(|at| self.blocks.get(at))
                    .copied()
            };
            self.survey.pieces.push(Piece {
                nodes: Vec::new(),
                parents: [up(1), up(2)],
                role: self.roles.last().copied().unwrap_or(Role::Text),
                text: String::new(),
                size: 0,
                links: 0,
                kept: 0,
                slanted: true,
            });
            self.open = true;
        }
        let Some(piece) = self.survey.pieces.last_mut() else {
            return;
        };
        piece.nodes.push(node.id);
        piece.size += size;
        piece.links += if self.links > 0 { size } else { 0 };
        piece.kept += if self.kept.contains(&node.id) {
            size
        } else {
            0
        };
        piece.slanted &= self.slants > 0;
        collapse(&text, &mut piece.text);
    }
}

/// Appends words with white space collapsed.
fn collapse(text: &str, into: &mut String) {
    for c in text.chars() {
        if c.is_whitespace() {
            if !into.is_empty() && !into.ends_with(' ') {
                into.push(' ');
            }
        } else {
            into.push(c);
        }
    }
}

/// How much a text says.
pub(super) fn size(text: &str) -> usize {
    let halves: usize = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{ad}' | '\u{feff}' | '¶'))
        .map(|c| {
            if ('\u{2e80}'..'\u{fb00}').contains(&c) {
                5
            } else {
                2
            }
        })
        .sum();
    halves / 2
}

/// Elements whose words are never shown.
pub(super) fn is_silent(node: &NodeRef<'_>, name: &str) -> bool {
    match name {
        "script" | "style" | "template" | "head" | "iframe" | "object" | "svg" | "select"
        | "textarea" | "noscript" | "input" | "datalist" | "dialog" | "canvas" | "audio"
        | "video" | "map" => true,
        // A question that opens its answer is a button; any other button does something.
        "button" => !node.parent().is_some_and(|parent| {
            parent.node_name().is_some_and(|name| {
                matches!(
                    name.as_ref(),
                    "h2" | "h3" | "h4" | "h5" | "h6" | "dt" | "summary"
                )
            })
        }),
        _ => false,
    }
}

/// Elements that stand in lines of their own.
pub(super) fn is_block(name: &str) -> bool {
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
            | "figcaption"
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
            | "menu"
            | "pre"
            | "blockquote"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "hr"
            | "dir"
            | "search"
            | "amp-story"
            | "optgroup"
    )
}
