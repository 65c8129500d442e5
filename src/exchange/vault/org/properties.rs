//! The head of an org file: a drawer with our properties, then title and tags as keywords; all else stays as it is.

use super::super::field::single_spaced;
use super::super::head::{Head, ID, Lines, NOTES, SUM, TAGS, Value};
use super::{END, PROPERTIES, escape, is};
use crate::model::{ArticleId, SafeText};

/// What begins the name by which a file is linked to.
pub const FILE: &str = "pressmark-";

/// The keys that stand below the drawer, by their names in org.
const KEYWORDS: [(&str, &str); 2] = [("title", "#+title:"), (TAGS, "#+filetags:")];

const LINES: Lines<'static> = Lines {
    key: &key,
    continues: &|_| false,
};

/// The whole head.
pub fn write(head: &Head) -> String {
    let (drawer, keywords) = rows(head);
    let article = head.keys.iter().find_map(|(key, value)| match value {
        Value::Text(id) if *key == ID => Some(id.as_str()),
        _ => None,
    });
    let id = format!(":ID: {FILE}{}", article.unwrap_or_default());
    let lines = [
        vec![PROPERTIES.to_owned(), id],
        drawer,
        vec![END.to_owned()],
        keywords,
    ];
    lines.concat().into_iter().map(|line| line + "\n").collect()
}

/// The lines of the drawer and those below it.
fn rows(head: &Head) -> (Vec<String>, Vec<String>) {
    let (mut drawer, mut keywords) = (Vec::new(), Vec::new());
    for (name, value) in &head.keys {
        let text = match value {
            Value::Text(text) if *name == "title" => escape::line(&SafeText::line(text)),
            Value::Text(text) => single_spaced(
                &SafeText::line(text).replace(['\u{2028}', '\u{2029}', '\u{85}'], " "),
            ),
            Value::List(all) if *name == TAGS => format!(":{}:", all.join(":")),
            Value::List(all) => all.join(" "),
        };
        let text = text.trim();
        match KEYWORDS.iter().find(|(key, _)| key == name) {
            Some((_, keyword)) => keywords.push(single_spaced(&format!("{keyword} {text}"))),
            None => drawer.push(format!(":{}: {text}", name.to_uppercase())),
        }
    }
    let all = [drawer.as_slice(), keywords.as_slice()].concat();
    let sum = LINES.sum(&all.iter().map(String::as_str).collect::<Vec<_>>());
    drawer.push(format!(":{}: {sum}", SUM.to_uppercase()));
    (drawer, keywords)
}

/// The head that stands in a file, with our keys brought up to date.
pub fn merge(head: &Head, existing: &str, line_end: &str) -> String {
    let lines: Vec<String> = existing.lines().map(single_spaced).collect();
    let spaced: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    let untouched = value(existing, SUM).is_some_and(|sum| sum == LINES.sum(&spaced));
    let there: Vec<&str> = existing.lines().collect();
    let at = |name: &str| there.iter().position(|line| is(line, name));
    let start = at(PROPERTIES).map_or(0, |at| at + 1);
    let end = at(END).unwrap_or(start);
    let part = |from: usize, to: usize| there.get(from..to).unwrap_or_default();
    let (drawer, keywords) = rows(head);
    let (drawer, new) = LINES.merge(part(start, end), drawer, untouched);
    let (below, newer) = LINES.merge(part(end + 1, there.len()), keywords, untouched);
    let before = part(0, start).iter().map(|line| (*line).to_owned());
    let fence = part(end, end + 1).iter().map(|line| (*line).to_owned());
    let all = before
        .chain(drawer)
        .chain(new)
        .chain(fence)
        .chain(below)
        .chain(newer);
    all.map(|line| line + line_end).collect()
}

/// The head of a file and the rest; `None` when it has none. Only comments may stand before it.
pub fn split(text: &str) -> Option<(&str, &str)> {
    let mut at = 0;
    let mut end = None;
    let mut begun = false;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches('\u{feff}').trim();
        at += line.len();
        match () {
            () if end.is_some() && is_keyword(bare) => end = Some(at),
            // Keywords may stand apart.
            () if end.is_some() && bare.is_empty() => {}
            () if end.is_some() => break,
            () if begun && is(bare, END) => end = Some(at),
            () if begun => {}
            () if is(bare, PROPERTIES) => begun = true,
            () if bare.is_empty() || bare == "#" || bare.starts_with("# ") => {}
            () => return None,
        }
    }
    text.split_at_checked(end?)
}

fn is_keyword(line: &str) -> bool {
    line.strip_prefix("#+")
        .and_then(|rest| rest.split_once(':'))
        .is_some_and(|(name, _)| !name.is_empty() && !name.contains(char::is_whitespace))
}

/// The article that a head of ours names.
pub fn article(head: &str) -> Option<ArticleId> {
    let id = value(head, ID).filter(|id| !id.is_empty())?;
    Some(ArticleId::named(&id))
}

/// The ids of the blocks that were written into a file.
pub fn notes(head: &str) -> Vec<String> {
    let all = value(head, NOTES).unwrap_or_default();
    all.split_whitespace().map(str::to_owned).collect()
}

/// The key of a line: ours by our names, others by theirs.
fn key(line: &str) -> Option<String> {
    let line = line.trim();
    if line.starts_with("#+") {
        let (name, _) = line.split_once(':')?;
        let name = format!("{}:", name.to_lowercase());
        let ours = KEYWORDS.iter().find(|(_, keyword)| *keyword == name);
        return Some(ours.map_or(name, |(key, _)| (*key).to_owned()));
    }
    let (name, _) = line.strip_prefix(':')?.split_once(':')?;
    let name = name.to_lowercase();
    let below = KEYWORDS.iter().any(|(key, _)| *key == name);
    Some(if below { format!(":{name}:") } else { name })
}

fn value(head: &str, name: &str) -> Option<String> {
    let line = head
        .lines()
        .find(|line| key(line).as_deref() == Some(name))?;
    let (_, value) = line.trim().strip_prefix(':')?.split_once(':')?;
    Some(value.trim().to_owned())
}
