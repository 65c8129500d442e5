//! Our blocks inside a file: how they are marked, written, and found again.

use super::sum;

/// A piece of a file that is ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The note's id as it stands in markers, or [`HEAD`].
    pub id: String,
    /// The lines between the markers.
    pub body: String,
}

/// The id of the block with title and citation.
pub const HEAD: &str = "head";

/// What stands before the id of the block that shows what became of a note while the person edited its block.
const UPDATE: &str = "update.";

/// What starts a marker line.
pub const OPEN: &str = "<!-- pressmark:";

/// The line that ends a block.
pub const CLOSE: &str = "<!-- /pressmark -->";

impl Block {
    /// The block with its marker lines.
    pub fn write(&self) -> String {
        self.write_over(&self.body)
    }

    /// The block with a person's own text in it, which has seen `shown` as the last that we had to say.
    pub fn write_over(&self, shown: &str) -> String {
        let body = self.body.trim_end_matches('\n');
        format!("{OPEN}{}:{} -->\n{body}\n{CLOSE}\n", self.id, sum(shown))
    }

    /// The callout that shows what we would have written: `fresh`, or nothing for a note that was taken away.
    pub fn update(id: &str, fresh: &str) -> Self {
        let mut body = if fresh.is_empty() {
            "> [!warning] Taken away in pressmark; your text above stays\n".to_owned()
        } else {
            "> [!warning] Changed in pressmark; your text above stays\n".to_owned()
        };
        // The block's id is its own, and the quote has not changed.
        let changed = fresh
            .lines()
            .skip_while(|line| line.starts_with("> ") && !line.starts_with("> [!"));
        for line in changed.filter(|line| !line.starts_with("^pm-")) {
            body.push_str(if line.is_empty() { ">" } else { "> " });
            body.push_str(line);
            body.push('\n');
        }
        Self {
            id: format!("{UPDATE}{id}"),
            body,
        }
    }
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
    /// The lines between the markers, ended by LF.
    pub body: String,
    /// All of it, markers included.
    pub whole: &'f str,
}

impl Found<'_> {
    /// Whether it is as we wrote it.
    pub fn untouched(&self) -> bool {
        sum(&self.body) == self.shown
    }
}

/// The file in pieces; together they are the file. A block whose end is missing is the person's own text.
pub fn cut(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut own, mut at) = (0, 0);
    let mut open: Option<(usize, usize, &str, &str)> = None;
    for line in text.split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        match (open, marker(line)) {
            (_, Some((id, sum))) => open = Some((start, end, id, sum)),
            (Some((from, body_from, id, shown)), None) if line.trim_end() == CLOSE => {
                let slice = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
                pieces.push(Piece::Own(slice(own, from)));
                pieces.push(Piece::Block(Found {
                    id,
                    shown,
                    body: slice(body_from, start).replace("\r\n", "\n"),
                    whole: slice(from, end),
                }));
                own = end;
                open = None;
            }
            _ => {}
        }
    }
    pieces.push(Piece::Own(text.get(own..).unwrap_or_default()));
    pieces
}

/// Id and sum of a marker line.
fn marker(line: &str) -> Option<(&str, &str)> {
    line.trim_end()
        .strip_prefix(OPEN)?
        .strip_suffix(" -->")?
        .split_once(':')
}
