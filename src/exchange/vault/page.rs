//! What one file says: the article's citation, its notes and their links, as blocks in the form of a template.

use super::block::{Block, HEAD};
use super::form::{Place, Places, Syntax};
use super::head::Head;
use super::template::{Filled, Template};
use crate::exchange::NoteSheet;
use crate::model::link::LinkedMark;
use crate::model::{AnchorState, Annotation, AnnotationId, PlacedAnnotation, SafeText};
use jiff::Timestamp;
use std::collections::BTreeSet;
use unicode_segmentation::UnicodeSegmentation;

/// The quote of a note in a heading is cut to so many characters as a person sees them.
const HEADING: usize = 60;

/// What stands for the words of a note that has none.
const UNSAID: &str = "On the whole";

/// An article with its notes, and how they are to be written.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// The article.
    pub sheet: &'a NoteSheet,
    /// The form of its blocks.
    pub template: &'a Template,
    /// Where the other ends of its links stand.
    pub places: &'a Places<'a>,
    /// The blocks of the sheet that are not asked for: none is written anew, and where they stand they stay as they are.
    pub left: &'a [String],
}

impl Page<'_> {
    pub(super) fn syntax(&self) -> &'static dyn Syntax {
        self.template.form.syntax()
    }

    /// The head of the file, into which these blocks were written before.
    pub(super) fn head(&self, before: &[String]) -> Head {
        let sheet = self.sheet;
        let mut ids = block_ids_of(sheet);
        ids.retain(|id| !self.left.contains(id) || before.contains(id));
        let mut head = Head::new(&sheet.article, ids);
        head.text("title", &sheet.title);
        let metadata = &sheet.metadata;
        let published = metadata
            .published
            .map(|published| SafeText::new(published.to_string()));
        let known = [
            ("author", &metadata.byline),
            ("site", &metadata.site),
            ("published", &published),
            ("url", &metadata.url),
            ("language", &metadata.language),
        ];
        for (key, value) in known {
            if let Some(value) = value {
                head.text(key, value);
            }
        }
        let syntax = self.syntax();
        let mut tags: Vec<String> = sheet.tags.iter().map(|tag| syntax.tag(tag)).collect();
        tags.sort();
        tags.dedup();
        if !tags.is_empty() {
            head.list("tags", tags);
        }
        head
    }

    /// Citation and notes: notes on the whole article, then marks in the order of the text, then those whose
    /// words are gone; then the links.
    pub(super) fn blocks(&self) -> Vec<Block> {
        let block = |id: String, body: Filled| Block {
            id,
            body: body.text(),
            template: self.template.mark.clone(),
        };
        let head = self
            .template
            .head
            .fill(self.template.form, &|name| self.about(name));
        let mut blocks = vec![block(HEAD.to_owned(), head)];
        blocks.extend(ordered(self.sheet).into_iter().map(|note| {
            let annotation = &note.annotation;
            block(
                marker_id(&annotation.id),
                self.note_body(annotation, note.state),
            )
        }));
        let links = links_of(self.sheet);
        blocks.extend(links.map(|linked| block(link_id(linked), self.link_body(linked))));
        blocks.retain(|block| !self.left.contains(&block.id));
        blocks
    }

    pub(super) fn note_body(&self, annotation: &Annotation, state: AnchorState) -> Filled {
        self.template.note.fill(self.template.form, &|name| {
            self.part(name, annotation, state)
        })
    }

    /// What a name stands for in a note.
    pub(super) fn part(&self, name: &str, annotation: &Annotation, state: AnchorState) -> String {
        let (syntax, body) = (self.syntax(), &annotation.body);
        let line = |text: &Option<SafeText>| {
            text.as_ref()
                .map_or_else(String::new, |text| syntax.line(text))
        };
        let quote = annotation.target.as_ref().map(|target| &target.quote);
        let quoted_note = quote.is_none() && self.template.note.names("quote");
        match name {
            "quote" => quote.map_or_else(
                || note(syntax, &body.note, true),
                |quote| syntax.quote(quote),
            ),
            "note" | "text" if quoted_note => String::new(),
            "note" => note(syntax, &body.note, true),
            "text" => note(syntax, &body.note, false),
            "id" => syntax.id(&marker_id(&annotation.id)),
            "label" => line(&body.label),
            "verdict" => body.verdict.as_ref().map_or_else(String::new, |verdict| {
                syntax.line(&verdict.replace('_', " "))
            }),
            "confidence" => body
                .confidence
                .map_or_else(String::new, |sure| sure.words().to_owned()),
            "tags" => syntax.tags(&body.tags),
            "state" if quote.is_some() => state_words(state).to_owned(),
            "gold" => decided(syntax, annotation),
            "annotator" => syntax.line(&annotation.annotator),
            "date" => day(annotation.modified),
            "created" => day(annotation.created),
            "words" => {
                let words = quote.unwrap_or(&body.note);
                let words = if words.trim().is_empty() {
                    UNSAID
                } else {
                    words
                };
                syntax.line(&shortened(&SafeText::line(words)))
            }
            _ => String::new(),
        }
    }

    /// How a mark of the article is linked to another one, or what was ruled on its fact and another one.
    pub(super) fn link_body(&self, linked: &LinkedMark) -> Filled {
        let (syntax, link) = (self.syntax(), &linked.link);
        let place = (self.places)(linked);
        self.template
            .link
            .fill(self.template.form, &|name| match name {
                "sentence" => sentence(syntax, linked, place.as_ref()),
                "relation" => link.relation.words().to_owned(),
                "annotator" => syntax.line(&link.annotator),
                "date" => day(link.modified),
                "note" => note(syntax, &link.note, true),
                "text" => note(syntax, &link.note, false),
                "id" => syntax.id(&link_id(linked)),
                _ => String::new(),
            })
    }

    /// What a name stands for in what begins a file.
    fn about(&self, name: &str) -> String {
        let (syntax, metadata) = (self.syntax(), &self.sheet.metadata);
        let line = |text: &Option<SafeText>| text.as_ref().map(|text| syntax.line(text));
        let site = line(&metadata.site);
        let published = metadata.published.map(|published| published.to_string());
        let url = metadata.url.as_ref().map(|url| syntax.address(url));
        match name {
            "title" => syntax.line(&SafeText::line(&self.sheet.title)),
            "author" => line(&metadata.byline).unwrap_or_default(),
            "site" => site.unwrap_or_default(),
            "published" => published.unwrap_or_default(),
            "url" => url.unwrap_or_default(),
            "citation" => {
                let site = site.map(|site| syntax.title(&site));
                let parts = [line(&metadata.byline), site, published, url];
                parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
            }
            _ => String::new(),
        }
    }
}

/// The ids of an article's blocks, in their order: those of its notes, then those of its links.
pub fn block_ids_of(sheet: &NoteSheet) -> Vec<String> {
    let notes = ordered(sheet)
        .into_iter()
        .map(|note| marker_id(&note.annotation.id));
    notes.chain(links_of(sheet).map(link_id)).collect()
}

/// The blocks of a sheet whose notes and links are not meant.
pub fn blocks_left(
    sheet: &NoteSheet,
    note: &dyn Fn(&Annotation) -> bool,
    link: &dyn Fn(&LinkedMark) -> bool,
) -> Vec<String> {
    let notes = sheet.notes.iter().map(|placed| &placed.annotation);
    let notes = notes.filter(|annotation| !note(annotation));
    let links = links_of(sheet).filter(|linked| !link(linked));
    notes
        .map(|annotation| marker_id(&annotation.id))
        .chain(links.map(link_id))
        .collect()
}

/// The links that have a block. One between two marks of the article stands where it begins, and not twice in one file.
pub(super) fn links_of(sheet: &NoteSheet) -> impl Iterator<Item = &LinkedMark> {
    let leads_away = |linked: &&LinkedMark| linked.other.annotation.article != sheet.article;
    let links = sheet.links.iter();
    links.filter(move |linked| linked.outgoing || leads_away(linked))
}

fn ordered(sheet: &NoteSheet) -> Vec<&PlacedAnnotation> {
    let mut notes: Vec<&PlacedAnnotation> = sheet.notes.iter().collect();
    notes.sort_by(|one, other| rank(one).cmp(&rank(other)));
    notes
}

/// Where a note comes in its file. Times and ids make the order the same every time.
fn rank(note: &PlacedAnnotation) -> (u8, usize, usize, Timestamp, &str) {
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
pub fn marker_id(id: &AnnotationId) -> String {
    id.as_str()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect()
}

/// The id of a link's block. A link stands in the files of both its articles; each side has a block of its own.
pub(super) fn link_id(linked: &LinkedMark) -> String {
    let id = marker_id(&AnnotationId::named(linked.link.id.as_str()));
    let side = if linked.outgoing { "from" } else { "to" };
    format!("{id}-{side}")
}

/// Whether a block is, or was, that of a link.
pub(super) fn is_of_link(block: &str) -> bool {
    block.ends_with("-from") || block.ends_with("-to")
}

/// A link in words: both marks by theirs, the other one with the place where it stands.
fn sentence(syntax: &dyn Syntax, linked: &LinkedMark, place: Option<&Place>) -> String {
    let quoted = |words: &str| format!("“{}”", syntax.line(&SafeText::line(words)));
    let own = quoted(&linked.quote);
    let title = &linked.other.title;
    let place = place.and_then(|place| syntax.link(place, title));
    let place = place.unwrap_or_else(|| syntax.title(&syntax.line(title)));
    let target = linked.other.annotation.target.as_ref();
    let other = format!(
        "{} ({place})",
        target.map_or(String::new(), |target| quoted(&target.quote)),
    );
    let words = syntax.strong(linked.link.relation.words());
    match (linked.link.relation.is_ruling(), linked.outgoing) {
        (true, _) => format!("{own} and {other}: {words}"),
        (false, true) => format!("{own} {words} {other}"),
        (false, false) => format!("{other} {words} {own}"),
    }
}

/// A note's text, set apart as the form likes it or as it was written; nothing without one.
fn note(syntax: &dyn Syntax, text: &SafeText, apart: bool) -> String {
    match text.trim().is_empty() {
        true => String::new(),
        false if apart => syntax.note(text),
        false => syntax.text(text),
    }
}

/// What begins the words for where a gold mark comes from.
pub(super) const GOLD: &str = "gold";

/// Where a gold mark comes from: what was decided, and whose marks it was decided on. Nothing for any other.
fn decided(syntax: &dyn Syntax, annotation: &Annotation) -> String {
    let decision = annotation.body.decision.as_ref();
    let Some(made) = decision.filter(|_| annotation.is_gold()) else {
        return String::new();
    };
    let people: BTreeSet<&SafeText> = made.sources.iter().map(|from| &from.annotator).collect();
    let people: Vec<String> = people.into_iter().map(|name| syntax.line(name)).collect();
    format!("{GOLD} ({}: {})", made.outcome.name(), people.join(", "))
}

/// A mark's words are gone.
pub(super) const GONE: &str = "no longer in the text";

/// A mark's words are there more than once.
pub(super) const TWICE: &str = "more than once in the text";

/// What became of a mark's words, where there is something to say.
const fn state_words(state: AnchorState) -> &'static str {
    match state {
        AnchorState::Orphan => GONE,
        AnchorState::Ambiguous => TWICE,
        AnchorState::Exact | AnchorState::Changed | AnchorState::Moved => "",
    }
}

fn day(at: Timestamp) -> String {
    at.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}

/// The first words of a line.
fn shortened(line: &str) -> String {
    match line.grapheme_indices(true).nth(HEADING) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line.to_owned(),
    }
}
