//! Makes the rows of the view of differences: figures and marks first, then the passages that changed.

use crate::app::facts::value;
use crate::model::{
    AnchorState, BlockKind, Difference, Fact, FigureChange, Piece, PlacedAnnotation, Span,
};
use crate::text::diff::carried;
use crate::text::layout::wrap_prose;
use crate::text::passages::{Entry, Fate, Passage, Written, outline};
use crate::text::width::shorten;
use std::collections::BTreeSet;
use std::ops::Range;

/// So many figures are told before the rest is folded.
const FIGURES: usize = 8;

/// What can be opened and closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fold {
    /// The figures beyond the first ones.
    Figures,
    /// Equal passages, by the number of the first.
    Passages(usize),
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The sign left of it: `+` came, `-` went, `~` changed, or a space.
    pub sign: char,
    /// Its words with how they look.
    pub words: Vec<(String, Look)>,
    /// Where it stands in the newer text, if it stands there.
    pub place: Option<Span>,
    /// Whether a change begins in it.
    pub change: bool,
    /// What it opens or closes.
    pub fold: Option<Fold>,
}

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Look {
    /// Words of both texts.
    Kept,
    /// Words of the older text alone.
    Removed,
    /// Words of the newer text alone.
    Added,
    /// A heading of the view or of the article.
    Heading,
    /// What is said beside.
    Dim,
}

/// All rows at a width.
pub(in crate::app) fn rows(
    difference: &Difference,
    passages: &[Passage],
    open: &BTreeSet<Fold>,
    width: usize,
) -> Vec<Row> {
    let mut made = Rows {
        difference,
        width: width.max(8),
        made: Vec::new(),
    };
    made.title();
    made.figures(open.contains(&Fold::Figures));
    made.marks();
    made.passages(passages, open);
    made.made
}

struct Rows<'a> {
    difference: &'a Difference,
    width: usize,
    made: Vec<Row>,
}

impl Rows<'_> {
    fn gap(&mut self) {
        if !self.made.is_empty() {
            self.made.push(row(' ', Vec::new()));
        }
    }

    fn heading(&mut self, words: &str) {
        self.gap();
        self.made
            .push(row(' ', vec![(words.to_owned(), Look::Heading)]));
    }

    /// A headline that changed and does not stand in the text.
    fn title(&mut self) {
        let title =
            |article: &crate::model::Article| article.metadata.title.clone().unwrap_or_default();
        let (old, new) = (title(&self.difference.old), title(&self.difference.new));
        if old == new || self.difference.new.text.contains(new.as_str()) {
            return;
        }
        self.heading("Headline");
        for (sign, words, look) in [('-', old, Look::Removed), ('+', new, Look::Added)] {
            let words = shorten(&words, self.width).into_owned();
            self.made.push(Row {
                change: sign == '-',
                ..row(sign, vec![(words, look)])
            });
        }
    }

    fn figures(&mut self, open: bool) {
        let figures = &self.difference.figures;
        if figures.is_empty() {
            return;
        }
        self.heading("Figures");
        let shown = if open || figures.len() <= FIGURES + 1 {
            figures.len()
        } else {
            FIGURES
        };
        for change in figures.iter().take(shown) {
            let row = self.figure(change);
            self.made.push(row);
        }
        let rest = figures.len() - shown;
        if rest > 0 {
            let words = vec![(format!("⋯ {rest} more figures"), Look::Dim)];
            self.made.push(Row {
                fold: Some(Fold::Figures),
                ..row(' ', words)
            });
        }
    }

    /// `$65 billion → $72 billion  Meta · capex`.
    fn figure(&self, change: &FigureChange) -> Row {
        let Difference {
            old, new, pieces, ..
        } = self.difference;
        let half = (self.width.saturating_sub(3) / 2).max(6);
        let words = |fact: &Fact, text: &str| {
            let words = fact
                .span
                .of(text)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            shorten(&words, half).into_owned()
        };
        let was = change
            .old
            .as_ref()
            .map(|fact| (words(fact, &old.text), Look::Removed));
        let is = change
            .new
            .as_ref()
            .map(|fact| (words(fact, &new.text), Look::Added));
        let sign = match (&was, &is) {
            (Some(_), Some(_)) => '~',
            (None, _) => '+',
            (_, None) => '-',
        };
        let mut shown: Vec<(String, Look)> = was.into_iter().collect();
        if let Some(is) = is {
            if !shown.is_empty() {
                shown.push((" → ".to_owned(), Look::Dim));
            }
            shown.push(is);
        }
        let fact = change.new.as_ref().or(change.old.as_ref());
        let about = fact.map_or(String::new(), value::about);
        if !about.is_empty() {
            shown.push((format!("  {about}"), Look::Dim));
        }
        let gone = || change.old.as_ref().map(|fact| carried(pieces, fact.span));
        Row {
            place: change.new.as_ref().map(|fact| fact.span).or_else(gone),
            change: true,
            ..row(sign, fitted(shown, self.width))
        }
    }

    fn marks(&mut self) {
        let marks = &self.difference.marks;
        if marks.is_empty() {
            return;
        }
        self.heading("Your marks");
        for mark in marks {
            let (sign, said) = standing(mark);
            let quote = mark
                .annotation
                .target
                .as_ref()
                .map_or("", |target| &target.quote);
            let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
            let room = self.width.saturating_sub(said.chars().count() + 4).max(8);
            let words = vec![
                (format!("“{}”", shorten(&quote, room)), Look::Kept),
                (format!("  {said}"), Look::Dim),
            ];
            self.made.push(Row {
                place: mark.span,
                ..row(sign, fitted(words, self.width))
            });
        }
    }

    fn passages(&mut self, passages: &[Passage], open: &BTreeSet<Fold>) {
        let opened = open.iter().filter_map(|fold| match fold {
            Fold::Passages(first) => Some(*first),
            Fold::Figures => None,
        });
        let opened: BTreeSet<usize> = opened.collect();
        let entries = outline(passages, &opened);
        if !entries
            .iter()
            .any(|entry| matches!(entry, Entry::Passage(_)))
        {
            self.gap();
            let words = "Nothing changed in the article's own words.".to_owned();
            self.made.push(row(' ', vec![(words, Look::Dim)]));
        }
        self.gap();
        let mut before: Option<&Passage> = None;
        for entry in entries {
            match entry {
                Entry::Folded { passages, changed } => {
                    self.folded(&passages, changed);
                    before = None;
                }
                Entry::Passage(index) => {
                    if let Some(passage) = passages.get(index) {
                        if before.is_some_and(|before| stand_apart(before, passage)) {
                            self.gap();
                        }
                        before = Some(passage);
                        let fold = (!passage.is_changed()).then(|| {
                            let first = opened.iter().rev().find(|first| **first <= index);
                            first.map(|first| Fold::Passages(*first))
                        });
                        self.passage(passage, fold.flatten());
                    }
                }
            }
        }
    }

    fn folded(&mut self, passages: &Range<usize>, changed: usize) {
        let count = passages.len();
        let same = match count {
            1 => "1 paragraph".to_owned(),
            _ => format!("{count} paragraphs"),
        };
        let words = match changed {
            0 => format!("⋯ {same} the same"),
            _ => format!("⋯ {same}, with changes to page furniture"),
        };
        self.made.push(Row {
            fold: Some(Fold::Passages(passages.start)),
            ..row(' ', vec![(words, Look::Dim)])
        });
    }

    fn passage(&mut self, passage: &Passage, fold: Option<Fold>) {
        let Difference { old, new, .. } = self.difference;
        let written = passage.written(&old.text, &new.text);
        let (sign, look) = match passage.whole() {
            Some(Fate::Added) => ('+', Look::Added),
            Some(Fate::Removed) => ('-', Look::Removed),
            Some(Fate::Kept) if passage.kind == BlockKind::Heading => (' ', Look::Heading),
            Some(Fate::Kept) => (' ', Look::Dim),
            None => ('~', Look::Kept),
        };
        let bullet = if passage.kind == BlockKind::ListItem {
            "• "
        } else {
            ""
        };
        let room = self.width - bullet.chars().count();
        let lines = wrap_prose(&written.text, Span::new(0, written.text.len()), room);
        for (number, line) in lines.into_iter().enumerate() {
            let mut words = Vec::new();
            if !bullet.is_empty() {
                let lead = if number == 0 { bullet } else { "  " };
                words.push((lead.to_owned(), Look::Dim));
            }
            words.extend(shown(&written, line, look));
            let begins = written
                .parts
                .iter()
                .find(|(span, fate, _)| *fate != Fate::Kept && line.contains(span.start));
            let touched = written.parts.iter().find(|(span, ..)| span.overlaps(line));
            let place = begins
                .or(touched)
                .map(|(_, _, place)| Span::new(*place, *place));
            self.made.push(Row {
                place: place.map(|place| self.words_at(place.start)),
                change: begins.is_some(),
                fold,
                ..row(sign, words)
            });
        }
    }

    /// The changed words of the newer text that begin at a place; an empty span where words were taken out.
    fn words_at(&self, place: usize) -> Span {
        let changed = |piece: &&Piece| !piece.same && piece.new.start == place;
        let piece = self.difference.pieces.iter().find(changed);
        piece.map_or(Span::new(place, place), |piece| piece.new)
    }
}

/// Whether a free row stands between two passages: not between the items of a list or the rows of a table, and not
/// below a heading.
fn stand_apart(before: &Passage, passage: &Passage) -> bool {
    let close = matches!(
        passage.kind,
        BlockKind::ListItem | BlockKind::Table | BlockKind::Code
    );
    before.kind != BlockKind::Heading && !(close && before.kind == passage.kind)
}

/// The words of one line, each with its look.
fn shown(written: &Written, line: Span, plain: Look) -> Vec<(String, Look)> {
    let mut words: Vec<(String, Look)> = Vec::new();
    let mut at = line.start;
    let text = written.text.as_str();
    for (span, fate, _) in &written.parts {
        let Some(part) = span.intersection(line) else {
            continue;
        };
        if at < part.start {
            words.push((Span::new(at, part.start).of(text).to_owned(), plain));
        }
        let look = match fate {
            Fate::Kept => plain,
            Fate::Removed => Look::Removed,
            Fate::Added => Look::Added,
        };
        words.push((part.of(text).to_owned(), look));
        at = part.end;
    }
    words
}

/// What became of a mark.
const fn standing(mark: &PlacedAnnotation) -> (char, &'static str) {
    match mark.state {
        AnchorState::Exact => (' ', "stands"),
        AnchorState::Changed => ('~', "its words changed"),
        AnchorState::Moved => ('>', "moved"),
        AnchorState::Ambiguous => ('?', "more than one place fits"),
        AnchorState::Orphan => ('-', "its words are gone"),
    }
}

const fn row(sign: char, words: Vec<(String, Look)>) -> Row {
    Row {
        sign,
        words,
        place: None,
        change: false,
        fold: None,
    }
}

/// Words cut to a width: the last that do not fit end with `…`.
fn fitted(words: Vec<(String, Look)>, width: usize) -> Vec<(String, Look)> {
    let mut room = width;
    let mut fitted = Vec::new();
    for (text, look) in words {
        let short = shorten(&text, room).into_owned();
        room -= crate::text::width::columns(&short).min(room);
        if !short.is_empty() {
            fitted.push((short, look));
        }
    }
    fitted
}
