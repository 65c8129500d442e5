//! The vault in org-mode: a note is a subtree with a drawer, linked to by its id.
//!
//! The marker is a property in the drawer, so that a subtree takes it along when it is moved or refiled; how deep a
//! heading is, and how editors align tags and properties, makes no difference.

mod escape;
mod properties;

use super::address::address;
use super::field::single_spaced;
use super::form::{Place, Syntax};
use super::head::Head;
use crate::model::{ArticleId, SafeText};

/// The form.
pub struct Org;

/// What starts a drawer.
const PROPERTIES: &str = ":PROPERTIES:";

/// What ends one.
const END: &str = ":END:";

/// The property that marks a block.
const MARKER: &str = ":PRESSMARK:";

/// The line that ends a block.
const CLOSE: &str = "# /pressmark";

/// What begins the id of a block.
const ID: &str = "pm-";

/// What may stand between a heading and its drawer.
const PLANNING: [&str; 3] = ["SCHEDULED:", "DEADLINE:", "CLOSED:"];

/// Whether a line is this word, as org compares them.
fn is(line: &str, word: &str) -> bool {
    line.trim().eq_ignore_ascii_case(word)
}

/// How deep a heading is; `None` for another line.
fn depth(line: &str) -> Option<usize> {
    let stars = line.bytes().take_while(|byte| *byte == b'*').count();
    (stars > 0 && line.as_bytes().get(stars) == Some(&b' ')).then_some(stars)
}

impl Syntax for Org {
    fn begins(&self, line: &str) -> bool {
        depth(line).is_some()
    }

    fn precedes_marker(&self, line: &str) -> bool {
        let line = line.trim();
        line.starts_with(':') || PLANNING.iter().any(|word| line.starts_with(word))
    }

    fn marker<'l>(&self, line: &'l str) -> Option<(&'l str, &'l str)> {
        let (id, sum) = line.trim().strip_prefix(MARKER)?.trim().split_once(' ')?;
        Some((id, sum.trim()))
    }

    fn closes(&self, line: &str) -> bool {
        line.trim_end() == CLOSE
    }

    fn misplaced(&self, at: usize, line: &str) -> Option<&'static str> {
        match at {
            0 if depth(line).is_none() => Some("in org-mode a section begins with a heading"),
            1 if line.trim() != PROPERTIES => {
                Some("in org-mode the heading of a section has its :PROPERTIES: below it")
            }
            _ => None,
        }
    }

    fn seal(&self, id: &str, sum: &str, body: &str) -> String {
        let lines: Vec<&str> = body.lines().collect();
        let head = lines
            .iter()
            .take_while(|line| depth(line).is_some() || self.precedes_marker(line));
        let drawer = head.clone().position(|line| is(line, PROPERTIES));
        let after = drawer.map_or_else(|| usize::from(head.count() > 0), |at| at + 1);
        let marker = format!("{MARKER} {id} {sum}");
        let (before, rest) = lines.split_at(after.min(lines.len()));
        let all = before
            .iter()
            .copied()
            .chain([marker.as_str()])
            .chain(rest.iter().copied());
        all.chain([CLOSE]).flat_map(|line| [line, "\n"]).collect()
    }

    fn weighed(&self, body: &str) -> String {
        let depth = body.lines().next().and_then(depth).unwrap_or(0);
        let body = body.get(depth..).unwrap_or_default();
        let lines = body
            .lines()
            .map(|line| single_spaced(line).trim_end().to_owned() + "\n");
        lines.collect()
    }

    fn placed(&self, fresh: &str, there: &str) -> String {
        match (depth(fresh), depth(there)) {
            (Some(ours), Some(theirs)) => {
                "*".repeat(theirs) + fresh.get(ours..).unwrap_or_default()
            }
            _ => fresh.to_owned(),
        }
    }

    fn update(&self, fresh: &str) -> String {
        let what = if fresh.is_empty() {
            "Taken away"
        } else {
            "Changed"
        };
        let mut body =
            format!("*** {what} in pressmark; your text above stays\n{PROPERTIES}\n{END}\n");
        // The block's id is its own.
        let ours = |line: &str| is(line, PROPERTIES) || is(line, END) || line.starts_with(":ID:");
        let lines: Vec<String> = fresh
            .lines()
            .filter(|line| !ours(line))
            .map(|line| escape::example(line) + "\n")
            .collect();
        if !lines.is_empty() {
            body.push_str("#+begin_example\n");
            body.extend(lines);
            body.push_str("#+end_example\n");
        }
        body
    }

    fn line(&self, text: &str) -> String {
        escape::line(text)
    }

    fn shown(&self, line: &str) -> String {
        escape::shown(line)
    }

    fn quote(&self, text: &str) -> String {
        let lines = text.trim_matches('\n').split('\n');
        let lines: String = lines.map(|line| escape::line(line) + "\n").collect();
        format!("#+begin_quote\n{lines}#+end_quote\n")
    }

    fn is_quote(&self, line: &str) -> bool {
        is(line, "#+begin_quote") || is(line, "#+end_quote")
    }

    fn note(&self, text: &str) -> String {
        self.text(text)
    }

    fn text(&self, text: &str) -> String {
        let is_ours =
            |line: &str| depth(line).is_some() || self.closes(line) || self.precedes_marker(line);
        let lines = text.trim_matches('\n').split('\n');
        lines
            .map(|line| escape::contained(line, is_ours) + "\n")
            .collect()
    }

    fn noted(&self, lines: &[&str]) -> Vec<String> {
        let lines = lines.iter().map(|line| escape::released(line));
        vec![lines.collect::<Vec<_>>().join("\n")]
    }

    fn apart(&self, lines: &[&str]) -> usize {
        let Some(first) = lines.first() else { return 0 };
        let first = first.trim();
        let is_drawer =
            first.len() > 2 && first.starts_with(':') && first.ends_with(':') && !is(first, END);
        match () {
            () if is_drawer => lines
                .iter()
                .position(|line| is(line, END))
                .map_or(1, |end| end + 1),
            () if depth(first).is_some() || self.precedes_marker(first) => 1,
            () => 0,
        }
    }

    fn id(&self, marker: &str) -> String {
        format!("{ID}{marker}")
    }

    fn tags(&self, tags: &[SafeText]) -> String {
        let tags: Vec<String> = tags.iter().map(|tag| escape::tag(tag)).collect();
        if tags.is_empty() {
            String::new()
        } else {
            format!(":{}:", tags.join(":"))
        }
    }

    fn tag(&self, tag: &str) -> String {
        escape::tag(tag)
    }

    fn are_tags(&self, words: &str) -> bool {
        let inside = words
            .strip_prefix(':')
            .and_then(|words| words.strip_suffix(':'));
        inside.is_some_and(|tags| !tags.is_empty() && !tags.contains(char::is_whitespace))
    }

    fn strong(&self, words: &str) -> String {
        format!("*{words}*")
    }

    fn title(&self, words: &str) -> String {
        format!("/{words}/")
    }

    fn address(&self, url: &str) -> String {
        let bracketless = |url: String| url.replace('[', "%5B").replace(']', "%5D");
        address(url).map_or_else(
            || escape::line(url),
            |url| format!("[[{}]]", bracketless(url)),
        )
    }

    fn link(&self, place: &Place, title: &str) -> Option<String> {
        let target = match &place.block {
            Some(block) => self.id(block),
            None => format!("{}{}", properties::FILE, place.article),
        };
        // Brackets would end the description.
        let title = SafeText::line(title).replace('[', "(").replace(']', ")");
        Some(format!("[[id:{target}][{}]]", escape::line(&title)))
    }

    fn label(&self, link: &str) -> String {
        let inside = link.trim_start_matches('[').trim_end_matches(']');
        let (target, title) = inside.split_once("][").unwrap_or((inside, inside));
        if title.is_empty() { target } else { title }.to_owned()
    }

    fn head(&self, head: &Head) -> String {
        properties::write(head)
    }

    fn merged_head(&self, head: &Head, existing: &str, line_end: &str) -> String {
        properties::merge(head, existing, line_end)
    }

    fn split<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        properties::split(text)
    }

    fn article(&self, head: &str) -> Option<ArticleId> {
        properties::article(head)
    }

    fn written(&self, head: &str) -> Vec<String> {
        properties::notes(head)
    }
}
