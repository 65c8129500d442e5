//! Our blocks inside a file: how they are found again.

use super::form::Syntax;

/// What one block says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The note's id as it stands in markers, or [`HEAD`].
    pub id: String,
    /// Its lines without the marker.
    pub body: String,
    /// The mark of the template that they are written by.
    pub template: String,
}

/// The id of the block with title and citation.
pub const HEAD: &str = "head";

/// What stands before the id of the block that shows what became of a note while the person edited its block.
const UPDATE: &str = "update.";

impl Block {
    /// The block as it stands in a file.
    pub fn write(&self, syntax: &dyn Syntax) -> String {
        self.write_over(&self.body, syntax)
    }

    /// The block with a person's own text in it, which has seen `shown` as the last that we had to say.
    pub fn write_over(&self, shown: &str, syntax: &dyn Syntax) -> String {
        let body = self.body.trim_end_matches('\n');
        let mut shown = sum(shown, syntax);
        if !self.template.is_empty() {
            shown = format!("{shown}.{}", self.template);
        }
        syntax.seal(&self.id, &shown, &format!("{body}\n"))
    }

    /// The block that shows what we would have written: `fresh`, or nothing for a note that was taken away.
    pub fn update(id: &str, fresh: &str, syntax: &dyn Syntax) -> Self {
        Self {
            id: format!("{UPDATE}{id}"),
            body: syntax.update(fresh),
            template: String::new(),
        }
    }
}

/// The sum of what counts in a body.
pub fn sum(body: &str, syntax: &dyn Syntax) -> String {
    super::sum_of(&syntax.weighed(body))
}

/// The note of whose change a block tells, if it is such a block.
pub fn updated(id: &str) -> Option<&str> {
    id.strip_prefix(UPDATE)
}

/// A piece of a file.
#[derive(Debug)]
pub enum Piece<'f> {
    /// The person's own text.
    Own(&'f str),
    /// One of our blocks.
    Block(Found<'f>),
}

/// A block as it stands in a file.
#[derive(Debug)]
pub struct Found<'f> {
    /// The id in its marker.
    pub id: &'f str,
    /// The sum of what we last showed the person there.
    pub shown: &'f str,
    /// The mark of the template that its lines are written by.
    pub template: &'f str,
    /// Its lines without the marker, ended by LF.
    pub body: String,
    /// All of it, markers included.
    pub whole: &'f str,
}

impl Found<'_> {
    /// Whether it is as we wrote it.
    pub fn untouched(&self, syntax: &dyn Syntax) -> bool {
        sum(&self.body, syntax) == self.shown
    }
}

/// A block that has begun: where it does, its marker line, and what that says.
struct Begun<'f> {
    from: usize,
    marker: (usize, usize),
    id: &'f str,
    shown: &'f str,
}

/// The file in pieces; together they are the file. A block whose end is missing is the person's own text.
pub fn cut<'f>(text: &'f str, syntax: &dyn Syntax) -> Vec<Piece<'f>> {
    let slice = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let mut pieces = Vec::new();
    let (mut own, mut at) = (0, 0);
    let (mut first, mut begun): (Option<usize>, Option<Begun<'f>>) = (None, None);
    for line in text.split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        if syntax.begins(line) {
            first = Some(start);
        }
        if let (Some(from), Some((id, shown))) = (first, syntax.marker(line)) {
            begun = Some(Begun {
                from,
                marker: (start, end),
                id,
                shown,
            });
        } else if syntax.closes(line)
            && let Some(block) = begun.take()
        {
            pieces.push(Piece::Own(slice(own, block.from)));
            let body = format!(
                "{}{}",
                slice(block.from, block.marker.0),
                slice(block.marker.1, start)
            );
            let (shown, template) = block.shown.split_once('.').unwrap_or((block.shown, ""));
            pieces.push(Piece::Block(Found {
                id: block.id,
                shown,
                template,
                body: body.replace("\r\n", "\n"),
                whole: slice(block.from, end),
            }));
            own = end;
        }
        if !syntax.begins(line) && !syntax.precedes_marker(line) {
            first = None;
        }
    }
    pieces.push(Piece::Own(slice(own, text.len())));
    pieces
}
