//! The reader: one opened article, a cursor that is a byte offset of its text, and a selection.

use super::effect::Generation;
use super::event::{OpenedArticle, Tint};
use crate::model::{ArticleId, PlacedAnnotation, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// State of the reader pane.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    /// The article that is wanted here; its content may still be on the way.
    pub wanted: Option<ArticleId>,
    /// The article at hand.
    pub opened: Option<Arc<OpenedArticle>>,
    /// Its marks as they are shown: stored ones with the pending changes over them, in order of the text.
    pub marks: Vec<Mark>,
    /// The number of the newest request.
    pub generation: Generation,
    /// The cursor: a byte offset of the text.
    pub cursor: usize,
    /// The first display row on the screen.
    pub top: usize,
    /// The selection's other end and its unit.
    pub selection: Option<Selection>,
    /// Words the panel points at: shown lit.
    pub lit: Option<Span>,
    /// What was searched in the text, and where it was found.
    pub found: Found,
    /// Folds that were opened or closed by hand: indices of blocks.
    pub unfolded: BTreeSet<usize>,
    /// Colours of code blocks by block index.
    pub tints: BTreeMap<usize, Vec<(Span, Tint)>>,
}

/// A mark with whether it is on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The mark and its place.
    pub note: PlacedAnnotation,
    /// Whether a change of it is not yet on the disk (`●`).
    pub unsaved: bool,
}

/// A selection in progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// The end that stays while the cursor moves.
    pub anchor: usize,
    /// Whether whole sentences are selected.
    pub sentences: bool,
}

/// Words searched in the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// As typed.
    pub words: String,
    /// Every place, in order.
    pub spans: Vec<Span>,
}
