//! The vault in Markdown, the way Obsidian likes it.

mod escape;
mod front_matter;

use super::address::address;
use super::form::{Place, Syntax};
use super::head::Head;
use crate::model::{ArticleId, SafeText};

/// The form.
pub struct Markdown;

/// What starts a marker line.
const OPEN: &str = "<!-- pressmark:";

/// The line that ends a block.
const CLOSE: &str = "<!-- /pressmark -->";

/// What begins a block id, by which others link to the block.
const ID: &str = "^pm-";

impl Syntax for Markdown {
    fn begins(&self, line: &str) -> bool {
        self.marker(line).is_some()
    }

    fn precedes_marker(&self, _: &str) -> bool {
        false
    }

    fn marker<'l>(&self, line: &'l str) -> Option<(&'l str, &'l str)> {
        line.trim_end()
            .strip_prefix(OPEN)?
            .strip_suffix(" -->")?
            .split_once(':')
    }

    fn closes(&self, line: &str) -> bool {
        line.trim_end() == CLOSE
    }

    fn misplaced(&self, _: usize, _: &str) -> Option<&'static str> {
        None
    }

    fn seal(&self, id: &str, sum: &str, body: &str) -> String {
        format!("{OPEN}{id}:{sum} -->\n{body}{CLOSE}\n")
    }

    fn weighed(&self, body: &str) -> String {
        body.to_owned()
    }

    fn placed(&self, fresh: &str, _: &str) -> String {
        fresh.to_owned()
    }

    fn update(&self, fresh: &str) -> String {
        let mut body = if fresh.is_empty() {
            "> [!warning] Taken away in pressmark; your text above stays\n".to_owned()
        } else {
            "> [!warning] Changed in pressmark; your text above stays\n".to_owned()
        };
        // The block's id is its own, and the quote has not changed.
        let changed = fresh
            .lines()
            .skip_while(|line| line.starts_with("> ") && !line.starts_with("> [!"));
        for line in changed.filter(|line| !line.starts_with(ID)) {
            let line = without_id(line);
            body.push_str(if line.is_empty() { ">" } else { "> " });
            body.push_str(&line);
            body.push('\n');
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
        escape::quoted(text, escape::line)
    }

    fn is_quote(&self, line: &str) -> bool {
        line.starts_with('>') && callout(line).is_none()
    }

    fn note(&self, text: &str) -> String {
        format!("> [!note]\n{}", escape::quoted(text, escape::contained))
    }

    fn text(&self, text: &str) -> String {
        let lines = text.trim_matches('\n').split('\n');
        lines.map(|line| escape::contained(line) + "\n").collect()
    }

    fn noted(&self, lines: &[&str]) -> Vec<String> {
        let mut texts = Vec::new();
        let mut free = String::new();
        let mut lines = lines.iter().peekable();
        while let Some(line) = lines.next() {
            let Some(title) = callout(line) else {
                free.push_str(&escape::released(line));
                free.push('\n');
                continue;
            };
            texts.push(std::mem::take(&mut free));
            let mut text = title.to_owned();
            while let Some(line) = lines.next_if(|next| next.starts_with('>')) {
                let line = line.strip_prefix("> ").or_else(|| line.strip_prefix('>'));
                text.push('\n');
                text.push_str(&escape::released(line.unwrap_or_default()));
            }
            texts.push(text);
        }
        texts.push(free);
        texts
    }

    fn apart(&self, lines: &[&str]) -> usize {
        let first = lines
            .first()
            .is_some_and(|line| line.trim().starts_with(ID));
        usize::from(first)
    }

    fn id(&self, marker: &str) -> String {
        format!("{ID}{marker}")
    }

    fn tags(&self, tags: &[SafeText]) -> String {
        let tags = tags.iter().map(|tag| format!("#{}", escape::tag(tag)));
        tags.collect::<Vec<_>>().join(" · ")
    }

    fn tag(&self, tag: &str) -> String {
        escape::tag(tag)
    }

    fn are_tags(&self, words: &str) -> bool {
        words.split_whitespace().all(|word| word.starts_with('#'))
    }

    fn strong(&self, words: &str) -> String {
        format!("**{words}**")
    }

    fn title(&self, words: &str) -> String {
        format!("*{words}*")
    }

    fn address(&self, url: &str) -> String {
        address(url).map_or_else(|| escape::line(url), |address| format!("<{address}>"))
    }

    fn link(&self, place: &Place, _: &str) -> Option<String> {
        // Obsidian has no way to write these in the name of a link.
        if place.file.contains(['[', ']', '|', '#', '^']) {
            return None;
        }
        let block = place.block.as_ref();
        let block = block.map_or_else(String::new, |block| format!("#{}", self.id(block)));
        let target = format!("{}{block}", place.file);
        Some(if target == place.name {
            format!("[[{target}]]")
        } else {
            format!("[[{target}|{}]]", place.name)
        })
    }

    fn label(&self, link: &str) -> String {
        let inside = link.trim_start_matches('[').trim_end_matches(']');
        let (target, name) = inside.split_once('|').unwrap_or((inside, ""));
        let file = target.split('#').next().unwrap_or_default();
        escape::line(if name.is_empty() { file } else { name })
    }

    fn head(&self, head: &Head) -> String {
        front_matter::write(head)
    }

    fn merged_head(&self, head: &Head, existing: &str, line_end: &str) -> String {
        front_matter::merge(head, existing, line_end)
    }

    fn split<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        front_matter::split(text)
    }

    fn article(&self, head: &str) -> Option<ArticleId> {
        front_matter::article(head)
    }

    fn written(&self, head: &str) -> Vec<String> {
        front_matter::notes(head)
    }
}

/// A line without the block id that may stand at its end.
fn without_id(line: &str) -> String {
    match line.split_once(ID).filter(|_| !line.contains("[[")) {
        Some((before, after)) => {
            let name = |c: char| c.is_ascii_alphanumeric() || c == '-';
            format!("{}{}", before.trim_end(), after.trim_start_matches(name))
        }
        None => line.to_owned(),
    }
}

/// The title of the callout that holds a note, folded or not.
fn callout(line: &str) -> Option<&str> {
    let rest = line.strip_prefix('>')?.trim_start_matches(['>', ' ']);
    let head = rest.get(..7)?;
    let rest = rest.get(7..)?;
    head.eq_ignore_ascii_case("[!note]")
        .then(|| rest.trim_start_matches(['-', '+']).trim())
}
