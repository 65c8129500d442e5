//! What one file says: the article's citation and its notes, as blocks.

use super::block::{Block, HEAD};
use super::escape;
use super::front_matter::FrontMatter;
use crate::exchange::NoteSheet;
use crate::model::link::LinkedMark;
use crate::model::{AnchorState, Annotation, AnnotationId, PlacedAnnotation, SafeText};

impl NoteSheet {
    /// The head of the file.
    pub fn front_matter(&self) -> FrontMatter {
        let notes = self.ordered();
        let ids: Vec<String> = notes
            .iter()
            .map(|note| marker_id(&note.annotation.id))
            .chain(self.links.iter().map(link_id))
            .collect();
        let mut front = FrontMatter::new(
            &self.article,
            &ids.iter().map(String::as_str).collect::<Vec<_>>(),
        );
        front.text("title", &self.title);
        let published = self
            .metadata
            .published
            .map(|published| SafeText::new(published.to_string()));
        let known = [
            ("author", &self.metadata.byline),
            ("site", &self.metadata.site),
            ("published", &published),
            ("url", &self.metadata.url),
            ("language", &self.metadata.language),
        ];
        for (key, value) in known {
            if let Some(value) = value {
                front.text(key, value);
            }
        }
        let mut tags: Vec<String> = self.tags.iter().map(|tag| escape::tag(tag)).collect();
        tags.sort();
        tags.dedup();
        if !tags.is_empty() {
            front.list("tags", &tags.iter().map(String::as_str).collect::<Vec<_>>());
        }
        front
    }

    /// Citation and notes: notes on the whole article, then marks in the order of the text, then those whose
    /// words are gone.
    pub fn blocks(&self) -> Vec<Block> {
        let mut blocks = vec![Block {
            id: HEAD.to_owned(),
            body: self.citation(),
        }];
        blocks.extend(self.ordered().into_iter().map(|note| Block {
            id: marker_id(&note.annotation.id),
            body: body(&note.annotation, note.state),
        }));
        blocks.extend(self.links.iter().map(|linked| Block {
            id: link_id(linked),
            body: link_body(linked),
        }));
        blocks
    }

    /// The note whose block has this id.
    pub fn note_in(&self, block: &str) -> Option<&PlacedAnnotation> {
        self.notes
            .iter()
            .find(|note| marker_id(&note.annotation.id) == block)
    }

    fn ordered(&self) -> Vec<&PlacedAnnotation> {
        let mut notes: Vec<&PlacedAnnotation> = self.notes.iter().collect();
        notes.sort_by(|one, other| rank(one).cmp(&rank(other)));
        notes
    }

    /// Title, byline, site, date, address.
    fn citation(&self) -> String {
        let mut parts = Vec::new();
        let site = self.metadata.site.as_ref();
        parts.extend(
            self.metadata
                .byline
                .as_ref()
                .map(|byline| escape::line(byline)),
        );
        parts.extend(site.map(|site| format!("*{}*", escape::line(site))));
        parts.extend(
            self.metadata
                .published
                .map(|published| published.to_string()),
        );
        parts.extend(
            self.metadata
                .url
                .as_ref()
                .map(|url| match escape::address(url) {
                    Some(address) => format!("<{address}>"),
                    None => escape::line(url),
                }),
        );
        let title = escape::line(&SafeText::line(&self.title));
        match parts.join(", ") {
            none if none.is_empty() => format!("# {title}"),
            citation => format!("# {title}\n\n{citation}"),
        }
    }
}

/// Where a note comes in its file. Times and ids make the order the same every time.
fn rank(note: &PlacedAnnotation) -> (u8, usize, usize, jiff::Timestamp, &str) {
    let annotation = &note.annotation;
    let (class, start, end) = match (&annotation.target, note.span) {
        (None, _) => (0, 0, 0),
        (Some(_), Some(span)) => (1, span.start, span.end),
        (Some(_), None) => (2, 0, 0),
    };
    (
        class,
        start,
        end,
        annotation.created,
        annotation.id.as_str(),
    )
}

/// The id as it stands in markers and block ids, where Obsidian allows letters, digits and `-`.
fn marker_id(id: &AnnotationId) -> String {
    id.as_str()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect()
}

/// The id of a link's block. A link stands in the files of both its articles; each side has a block of its own.
fn link_id(linked: &LinkedMark) -> String {
    let id = marker_id(&AnnotationId::named(linked.link.id.as_str()));
    let side = if linked.outgoing { "from" } else { "to" };
    format!("{id}-{side}")
}

/// How a mark of the article is linked to another one, or what was ruled on its fact and another one.
fn link_body(linked: &LinkedMark) -> String {
    let quoted = |words: &str| format!("“{}”", escape::line(&SafeText::line(words)));
    let own = quoted(&linked.quote);
    let target = linked.other.annotation.target.as_ref();
    let other = format!(
        "{} (*{}*)",
        target.map_or(String::new(), |target| quoted(&target.quote)),
        escape::line(&linked.other.title)
    );
    let link = &linked.link;
    let words = link.relation.words();
    let said = match (link.relation.is_ruling(), linked.outgoing) {
        (true, _) => format!("{own} and {other}: **{words}**"),
        (false, true) => format!("{own} **{words}** {other}"),
        (false, false) => format!("{other} **{words}** {own}"),
    };
    let day = link.modified.to_zoned(jiff::tz::TimeZone::UTC).date();
    let mut body = format!("{said} · {}, {day}\n", escape::line(&link.annotator));
    if !link.note.trim().is_empty() {
        body.push_str("\n> [!note]\n");
        body.push_str(&escape::quote(&link.note, true));
    }
    body
}

/// Every body that a note may have been written with, whatever became of its words; the first as they stand.
pub fn bodies(annotation: &Annotation) -> Vec<String> {
    [
        AnchorState::Exact,
        AnchorState::Ambiguous,
        AnchorState::Orphan,
    ]
    .map(|state| body(annotation, state))
    .to_vec()
}

fn body(annotation: &Annotation, state: AnchorState) -> String {
    let mut parts = Vec::new();
    if let Some(target) = &annotation.target {
        parts.push(escape::quote(&target.quote, false));
    }
    if !annotation.body.note.trim().is_empty() {
        parts.push(format!(
            "> [!note]\n{}",
            escape::quote(&annotation.body.note, true)
        ));
    }
    // An Obsidian block id stands alone after the block that it names.
    let after = parts.len().min(1);
    parts.insert(after, format!("^pm-{}\n", marker_id(&annotation.id)));
    parts.insert(after + 1, properties(annotation, state));
    if parts.len() == 2 {
        // Nothing but properties: they are the block, and the id follows them.
        parts.swap(0, 1);
    }
    parts.join("\n")
}

/// Label, verdict, tags, state, who and when, on one line.
fn properties(annotation: &Annotation, state: AnchorState) -> String {
    let body = &annotation.body;
    let mut words = Vec::new();
    words.extend(
        body.label
            .as_ref()
            .map(|label| format!("**{}**", escape::line(label))),
    );
    words.extend(
        body.verdict
            .as_ref()
            .map(|verdict| escape::line(&verdict.replace('_', " "))),
    );
    words.extend(body.confidence.map(|sure| sure.words().to_owned()));
    words.extend(body.tags.iter().map(|tag| format!("#{}", escape::tag(tag))));
    if annotation.target.is_some() {
        words.extend(match state {
            AnchorState::Orphan => Some("no longer in the text".to_owned()),
            AnchorState::Ambiguous => Some("more than once in the text".to_owned()),
            AnchorState::Exact | AnchorState::Changed | AnchorState::Moved => None,
        });
    }
    let day = annotation.modified.to_zoned(jiff::tz::TimeZone::UTC).date();
    words.push(format!("{}, {day}", escape::line(&annotation.annotator)));
    words.join(" · ") + "\n"
}
