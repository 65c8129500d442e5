//! Who, where and when: the lines between a title and the article.
//!
//! Only lines that say nothing else are read, and only near the top. A place before a date, a date in
//! a sentence or a day without its year give nothing: what is not certain is left out.

use super::furniture::is_furniture;
use super::line::ends_sentence;
use crate::ingest::dates;
use crate::model::{Block, BlockKind, Published, Span};
use crate::text::bytes;
use crate::text::words::count;

/// How far from the top such lines may stand, in blocks.
pub(super) const BLOCKS: usize = 8;

/// A longer line is the article itself, in bytes.
const LINE: usize = 200;

/// Signs between the parts of such a line.
const SIGNS: &[&str] = &["|", "｜", "·", "•", "—", "–", " - ", " -- ", "/ "];

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Head<'a> {
    pub byline: Option<&'a str>,
    pub site: Option<&'a str>,
    pub published: Option<Published>,
    pub modified: Option<Published>,
}

/// Reads the first blocks of a text.
pub(super) fn read<'a>(text: &'a str, blocks: &[Block]) -> Head<'a> {
    let mut head = Head::default();
    for block in blocks.iter().take(BLOCKS) {
        let line = block.span.of(text);
        match block.kind {
            BlockKind::Heading if block.level == 1 => {}
            BlockKind::Paragraph if line.len() > LINE => {
                head.published = head.published.or_else(|| dateline(line));
                break;
            }
            BlockKind::Paragraph | BlockKind::Boilerplate => head.add(line),
            BlockKind::ListItem | BlockKind::Table => break,
            _ => {}
        }
    }
    head.published = head.published.or(head.modified);
    head
}

/// Whether a line does nothing but name the author, the outlet or the day.
pub(super) fn is_credit(line: &str) -> bool {
    let line = line.trim_matches(['"', '“', '”', '«', '»', ' ']);
    let mut head = Head::default();
    head.add(line);
    head.byline.is_some() || head.published.or(head.modified).is_some() && head.site.is_some()
}

impl<'a> Head<'a> {
    fn add(&mut self, line: &'a str) {
        if line.len() > LINE || count(line) > 24 || ends_prose(line) {
            return;
        }
        let dated = dates::find(line);
        let (before, after) = match &dated {
            Some((span, _)) => (
                Span::new(0, span.start).of(line),
                Span::new(span.end, line.len()).of(line),
            ),
            None => (line, ""),
        };
        // What is said about a day is asked only where there is one.
        let tail = dated.as_ref().map(|_| before.trim_end().to_lowercase());
        let says = |words: &[&str]| {
            let tail = tail.as_deref().unwrap_or_default().trim_end_matches(':');
            words.iter().any(|word| tail.ends_with(word))
        };
        let updated = says(UPDATES);
        let said = updated || says(PUBLISHES);
        let parts: Vec<&str> = pieces(before).chain(pieces(after)).collect();
        // A sentence with a date in it is no such line.
        if parts.iter().any(|part| count(part) > 12) {
            return;
        }
        let alone = parts.is_empty();
        let signed = dated.is_some() && (said || SIGNS.iter().any(|sign| line.contains(sign)));
        let mut names = Vec::new();
        for part in parts {
            if let Some(rest) = after_any(part, AUTHORS) {
                let (name, place) = rest.split_once(" on ").unwrap_or((rest, ""));
                if is_name(name) {
                    self.byline = self.byline.or(Some(name));
                    self.site = self.site.or(some(place).filter(|place| is_name(place)));
                    names.clear();
                    names.push("");
                }
            } else if let Some(rest) = after_any(part, OUTLETS) {
                self.site = self.site.or(some(rest));
                names.push("");
            } else if let Some(name) = part
                .strip_prefix('《')
                .and_then(|rest| rest.strip_suffix('》'))
            {
                self.site = self.site.or(some(name));
                names.push("");
            } else if signed && is_name(part) && !is_furniture(part) {
                names.push(part);
            }
        }
        let Some((_, date)) = dated else { return };
        if !alone && names.is_empty() {
            return;
        }
        let place = if updated {
            &mut self.modified
        } else {
            &mut self.published
        };
        *place = place.or(Some(date));
        let mut names = names.into_iter().filter_map(some);
        self.site = self.site.or_else(|| names.next());
        self.byline = self.byline.or_else(|| names.find(|name| is_person(name)));
    }
}

/// Words before a day that say what happened on it.
const UPDATES: &[&str] = &["updated", "modified", "updated on", "last update"];
const PUBLISHES: &[&str] = &["published", "posted", "published on", "posted on"];

/// What stands before the name of an author.
const AUTHORS: &[&str] = &[
    "by ",
    "posted by ",
    "written by ",
    "words by ",
    "story by ",
    "reported by ",
    "author:",
    "authors:",
    "von ",
    "par ",
    "por ",
    "记者",
    "作者",
    "文/",
    "بقلم",
    "מאת",
];

/// What stands before the name of a publication.
const OUTLETS: &[&str] = &[
    "source:",
    "来源:",
    "来源：",
    "来源",
    "published in ",
    "published by ",
    "quelle:",
    "fuente:",
];

/// The rest of a part after one of the openings, in any case.
fn after_any<'a>(part: &'a str, openings: &[&str]) -> Option<&'a str> {
    openings
        .iter()
        .find_map(|opening| {
            let head = part.get(..opening.len())?;
            let rest = part.get(opening.len()..)?;
            (head.eq_ignore_ascii_case(opening))
                .then(|| rest.trim_start_matches([' ', ':', '：', '/']).trim())
        })
        .filter(|rest| !rest.is_empty())
}

/// The parts of a line between signs, without what stands around names.
fn pieces(words: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(words);
    let cut = std::iter::from_fn(move || {
        let line = rest?;
        let signs = if may_have_sign(line) { SIGNS } else { &[] };
        let next = signs
            .iter()
            .filter_map(|sign| Some((line.find(sign)?, sign.len())))
            .min();
        let (part, tail) = match next {
            Some((at, length)) => (line.get(..at)?, line.get(at + length..)),
            None => (line, None),
        };
        rest = tail;
        Some(part)
    });
    cut.map(bare).filter(|part| {
        part.chars().filter(|c| c.is_alphanumeric()).count() > 2
            || part.chars().any(|c| c > '\u{2e80}')
    })
}

/// Whether any byte is of a sign.
#[expect(clippy::needless_bitwise_bool, reason = "asked without branches")]
fn may_have_sign(line: &str) -> bool {
    let may_be = |byte: u8| (byte == b'|') | (byte == b'-') | (byte == b'/') | !byte.is_ascii();
    bytes::position(line.as_bytes(), may_be).is_some()
}

/// A part without signs around it and words that only say what the date is.
fn bare(part: &str) -> &str {
    let mut part = part
        .trim_start_matches(|c: char| !c.is_alphanumeric() && c != '《')
        .trim_end_matches(|c: char| !c.is_alphanumeric() && !"》)".contains(c));
    loop {
        let Some(word) = part.rsplit(' ').next().filter(|word| {
            let lower = word.to_lowercase();
            matches!(
                lower.trim_matches([':', ',']),
                "updated"
                    | "published"
                    | "posted"
                    | "on"
                    | "last"
                    | "modified"
                    | "first"
                    | "date"
                    | "at"
            )
        }) else {
            return part;
        };
        part = part
            .get(..part.len() - word.len())
            .unwrap_or_default()
            .trim_end_matches([' ', ',', ';']);
    }
}

fn some(words: &str) -> Option<&str> {
    let words = words.trim_matches(|c: char| c.is_whitespace() || ",;".contains(c));
    (!words.is_empty()).then_some(words)
}

/// A name has few words, starts with a capital (where the script has any) and holds no figures.
fn is_name(words: &str) -> bool {
    let first = words.chars().find(|c| c.is_alphanumeric());
    words.len() <= 90
        && (1..=8).contains(&count(words))
        && first.is_some_and(|c| !c.is_lowercase() && !c.is_numeric())
        && !words.bytes().any(|b| b.is_ascii_digit())
        && !ends_sentence(words)
}

/// A person has two to five names, each with a capital first where the script has any.
fn is_person(words: &str) -> bool {
    let particles = [
        "de", "la", "van", "von", "der", "den", "al", "bin", "and", "da", "di", "du", "y",
    ];
    (2..=6).contains(&count(words))
        && words
            .split_whitespace()
            .all(|word| particles.contains(&word) || !word.starts_with(char::is_lowercase))
}

/// Whether the line reads like a sentence. `Nov. 3, 2025 10 a.m.` ends with a dot and is none.
fn ends_prose(line: &str) -> bool {
    ends_sentence(line) && !line.ends_with("m.") && count(line) > 3
}

/// `LONDON, Nov 3, 2025 (Agency) — …`: the day that opens a report, after a place in capitals.
fn dateline(line: &str) -> Option<Published> {
    let mut end = line.len().min(90);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    let head = line.get(..end)?;
    let (span, date) = dates::find(head)?;
    let place = head.get(..span.start)?;
    let letters = place.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = letters > 2 && !place.chars().any(char::is_lowercase);
    let rest = head.get(span.end..)?.trim_start_matches([' ', ',']);
    (capitals && rest.starts_with(['(', '/', '—', '–', '-'])).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(line: &str) -> (Option<&str>, Option<&str>, Option<String>) {
        let mut head = Head::default();
        head.add(line);
        (
            head.byline,
            head.site,
            head.published.or(head.modified).map(|day| day.to_string()),
        )
    }

    #[test]
    fn author_outlet_and_day_are_told_apart() {
        let day = |day: &str| Some(day.to_owned());
        for (line, want) in [
            (
                "By Ada Byron — 3 Nov 2025",
                (Some("Ada Byron"), None, day("2025-11-03")),
            ),
            (
                "The Daily | Thursday, July 31, 2025",
                (None, Some("The Daily"), day("2025-07-31")),
            ),
            (
                "The Daily | Friday, May 2, 2025 | Ada Byron",
                (Some("Ada Byron"), Some("The Daily"), day("2025-05-02")),
            ),
            (
                "Posted by Ada Byron on The Daily, August 4, 2025",
                (Some("Ada Byron"), Some("The Daily"), day("2025-08-04")),
            ),
            (
                "Posted by Ada Byron on August 4, 2025",
                (Some("Ada Byron"), None, day("2025-08-04")),
            ),
            (
                "The Daily, updated November 6, 2025",
                (None, Some("The Daily"), day("2025-11-06")),
            ),
            ("Last updated: Nov 6, 2025", (None, None, day("2025-11-06"))),
            (
                "《日报》 2025年11月3日 记者 林某",
                (Some("林某"), Some("日报"), day("2025-11-03")),
            ),
            (
                "By Ada Byron, The Daily",
                (Some("Ada Byron, The Daily"), None, None),
            ),
        ] {
            assert_eq!(said(line), want, "{line}");
        }
    }

    #[test]
    fn nothing_is_guessed() {
        for line in [
            "London, 3 November 2025",
            "Results of March 2026",
            "The board met on July 31, 2025 and will meet again next month to vote on it",
            "What happened on July 31, 2025",
            "Sales by region",
            "Q3 2025 | Q4 2025",
        ] {
            assert_eq!(said(line), (None, None, None), "{line}");
        }
    }
}
