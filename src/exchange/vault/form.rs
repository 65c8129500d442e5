//! The forms that the files of a vault can have, and all in which they differ.
//!
//! What a vault is — blocks that are found again, merged and read back — is said once, in this module's neighbours. A
//! form tells how its marks, its words and the head of a file are written, and nothing else.

use super::head::Head;
use super::markdown::Markdown;
use super::org::Org;
use crate::model::link::LinkedMark;
use crate::model::{ArticleId, SafeText};
use std::ops::Range;

/// A form of the files of a vault.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// Markdown, as Obsidian likes it.
    #[default]
    Markdown,
    /// Org-mode.
    Org,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Markdown, Self::Org];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Org => "org",
        }
    }

    /// The form of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }

    /// The ending of its files' names.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Org => "org",
        }
    }

    /// Its built-in template, which explains itself.
    pub const fn template(self) -> &'static str {
        match self {
            Self::Markdown => include_str!("markdown/template.md"),
            Self::Org => include_str!("org/template.org"),
        }
    }

    pub(super) fn syntax(self) -> &'static dyn Syntax {
        match self {
            Self::Markdown => &Markdown,
            Self::Org => &Org,
        }
    }
}

/// Where the other end of a link stands in the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file as a link of Obsidian names it: its name without the ending, with folders where the name is not enough.
    pub file: String,
    /// The file's name alone.
    pub name: String,
    /// The article that the file is about.
    pub article: ArticleId,
    /// The block, when the mark has one there.
    pub block: Option<String>,
}

/// Tells where the other end of a link stands; `None` when it is in no file.
pub type Places<'a> = dyn Fn(&LinkedMark) -> Option<Place> + 'a;

/// How one form writes what all forms say.
pub(super) trait Syntax {
    /// Whether a block may begin with this line.
    fn begins(&self, line: &str) -> bool;

    /// Whether this line may stand between the first of a block and its marker.
    fn precedes_marker(&self, line: &str) -> bool;

    /// Id and sum of a marker line.
    fn marker<'l>(&self, line: &'l str) -> Option<(&'l str, &'l str)>;

    /// Whether this line ends a block.
    fn closes(&self, line: &str) -> bool;

    /// Why a line cannot stand at this place of a section, counted from 0.
    fn misplaced(&self, at: usize, line: &str) -> Option<&'static str>;

    /// A block: its body with the marker and the line that ends it.
    fn seal(&self, id: &str, sum: &str, body: &str) -> String;

    /// What counts when it is asked whether a body is still the same.
    fn weighed(&self, body: &str) -> String;

    /// What we have to say in the way in which it must stand where `there` is.
    fn placed(&self, fresh: &str, there: &str) -> String;

    /// The body of the block that shows what we would have written; of a note that was taken away, nothing.
    fn update(&self, fresh: &str) -> String;

    /// Words as one line that shows these words and obeys none of them.
    fn line(&self, text: &str) -> String;

    /// The words that a line shows.
    fn shown(&self, line: &str) -> String;

    /// Words of an article as a quotation of whole lines.
    fn quote(&self, text: &str) -> String;

    /// Whether a line belongs to a quotation.
    fn is_quote(&self, line: &str) -> bool;

    /// A person's own text as whole lines, set apart, that stay inside their block.
    fn note(&self, text: &str) -> String;

    /// The same, not set apart from what else stands there.
    fn text(&self, text: &str) -> String;

    /// The texts that lines hold: those that [`Syntax::note`] set apart, and what stands before, between and after them.
    fn noted(&self, lines: &[&str]) -> Vec<String>;

    /// How many of these lines, from the first, are never a note: ids, headings, drawers.
    fn apart(&self, lines: &[&str]) -> usize;

    /// The name by which a block is linked to.
    fn id(&self, marker: &str) -> String;

    /// Tags as they stand in a line.
    fn tags(&self, tags: &[SafeText]) -> String;

    /// One tag as it is written there.
    fn tag(&self, tag: &str) -> String;

    /// Whether words of a line are tags.
    fn are_tags(&self, words: &str) -> bool;

    /// Words with weight.
    fn strong(&self, words: &str) -> String;

    /// A title as it stands beside words.
    fn title(&self, words: &str) -> String;

    /// An address that can be followed, when it is one of the web.
    fn address(&self, url: &str) -> String;

    /// A link into the vault; `None` when the place has a name that no link can hold.
    fn link(&self, place: &Place, title: &str) -> Option<String>;

    /// The words that a link of ours shows, as a line.
    fn label(&self, link: &str) -> String;

    /// A body of a link that is no more: its sentence names the other article and leads there no longer. Links that
    /// the person wrote stay.
    fn unlinked(&self, body: &str) -> String {
        // The sentence has the place in parentheses, and stands before what a person adds.
        let ours = |link: &Range<usize>| {
            let (before, after) = (body.get(..link.start), body.get(link.end..));
            before.is_some_and(|text| text.ends_with('('))
                && after.is_some_and(|text| text.starts_with(')'))
        };
        let link = links(body).into_iter().find(ours).unwrap_or_default();
        let mut unlinked = body.to_owned();
        if let Some(text) = body.get(link.clone()).filter(|text| !text.is_empty()) {
            unlinked.replace_range(link, &self.title(&self.label(text)));
        }
        unlinked
    }

    /// The text with its links leading where those of `like` lead; `None` when they are not the same links.
    fn relinked(&self, text: &str, like: &str) -> Option<String> {
        let (there, wanted) = (links(text), links(like));
        if there.len() != wanted.len() {
            return None;
        }
        let mut linked = String::with_capacity(text.len());
        let mut at = 0;
        for (there, wanted) in there.into_iter().zip(wanted) {
            linked.push_str(text.get(at..there.start)?);
            linked.push_str(like.get(wanted)?);
            at = there.end;
        }
        Some(linked + text.get(at..)?)
    }

    /// The head of a new file.
    fn head(&self, head: &Head) -> String;

    /// The head that stands in a file, with our keys brought up to date.
    fn merged_head(&self, head: &Head, existing: &str, line_end: &str) -> String;

    /// The head of a file and the rest; `None` when it has none.
    fn split<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)>;

    /// The article that a head names.
    fn article(&self, head: &str) -> Option<ArticleId>;

    /// The blocks that a head says were written.
    fn written(&self, head: &str) -> Vec<String>;
}

/// The links into the vault, each with its brackets, which both forms write alike.
fn links(text: &str) -> Vec<Range<usize>> {
    let mut links = Vec::new();
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find("[[")) {
        let start = at + open;
        at = start + 2;
        let rest = text.get(at..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        if let Some(close) = line.find("]]") {
            links.push(start..at + close + 2);
            at += close + 2;
        }
    }
    links
}
