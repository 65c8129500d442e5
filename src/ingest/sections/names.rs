//! The headings that news pages use for their parts, and what each part is for.

use super::whole::WHOLE;
use crate::model::SectionKind;
use crate::text::hash::ByWord;
use crate::text::words::count;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Names of parts, lower case; the more telling names first.
const NAMES: &[(SectionKind, &[&str])] = &[
    (
        SectionKind::Faq,
        &[
            "frequently asked questions",
            "faq",
            "faqs",
            "questions and answers",
            "q&a",
        ],
    ),
    (
        SectionKind::KeyTakeaways,
        &[
            "key takeaways",
            "takeaways",
            "key points",
            "key highlights",
            "highlights",
            "main points",
            "tl;dr",
            "tldr",
            "at a glance",
            "in brief",
            "the bottom line",
            "bottom line",
            "quick summary",
            "executive summary",
        ],
    ),
    (
        SectionKind::KeyFacts,
        &[
            "key facts",
            "fast facts",
            "quick facts",
            "by the numbers",
            "key figures",
            "key numbers",
            "key data",
            "key statistics",
        ],
    ),
    (
        SectionKind::WhatChanged,
        &[
            "what changed",
            "what's new",
            "what is new",
            "what happened",
            "what's changed",
            "driving the news",
        ],
    ),
    (
        SectionKind::WhyItMatters,
        &["why it matters", "why this matters", "why that matters"],
    ),
    (
        SectionKind::WhatToDo,
        &[
            "what to do next",
            "what to do",
            "what you can do",
            "next steps",
            "action items",
            "recommended actions",
        ],
    ),
    (
        SectionKind::Audience,
        &[
            "who should care",
            "who's affected",
            "who is affected",
            "who it affects",
            "who should read",
        ],
    ),
    (
        SectionKind::Technical,
        &[
            "technical deep dive",
            "technical details",
            "technical analysis",
            "under the hood",
            "technical specifications",
        ],
    ),
    (
        SectionKind::Prediction,
        &["future implications", "predictions", "our predictions"],
    ),
    (
        SectionKind::Timeline,
        &["timeline", "chronology", "key dates", "how we got here"],
    ),
    (
        SectionKind::Outlook,
        &[
            "what to watch",
            "outlook",
            "looking ahead",
            "what's next",
            "what comes next",
            "the road ahead",
            "what we're watching",
        ],
    ),
    (
        SectionKind::Related,
        &[
            "from the network",
            "related updates",
            "related stories",
            "related articles",
            "related news",
            "related content",
            "related reading",
            "related topics",
            "related posts",
            "related coverage",
            "you may also like",
            "you might also like",
            "more from",
            "more on this story",
            "recommended for you",
            "recommended stories",
            "see also",
            "further reading",
            "read next",
            "also read",
            "trending now",
            "readers also",
            "most read",
            "most popular",
        ],
    ),
];

/// Headings that only hold other parts, or open a part without a name of its own.
const PLAIN: &[&str] = &[
    "analysis",
    "key intelligence",
    "deep insight",
    "background",
    "overview",
    "introduction",
    "conclusion",
    "details",
    "the details",
    "context",
    "the big picture",
    "zoom in",
    "zoom out",
    "the intrigue",
    "between the lines",
    "go deeper",
    "summary",
    "abstract",
    "methodology",
    "competitor analysis",
    "comparison",
];

/// A known heading inside a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) struct Known {
    /// What the part is for; `None` for a heading that says nothing about it.
    pub kind: Option<SectionKind>,
    /// Where the name ends in the line, in bytes.
    pub end: usize,
    /// Whether the name is all that the line says before a seam (`:`, a dash, a glued word).
    pub opens: bool,
}

/// The names that start with a byte, for each byte: most lines have no word that starts like one.
static BY_FIRST: LazyLock<[Vec<Name>; 256]> = LazyLock::new(|| {
    let mut by_first = [const { Vec::new() }; 256];
    let named = NAMES
        .iter()
        .flat_map(|(kind, names)| names.iter().map(|name| (Some(*kind), *name)));
    for (kind, name) in named.chain(PLAIN.iter().map(|name| (None, *name))) {
        let first = name.bytes().next().map(usize::from);
        if let Some(names) = first.and_then(|first| by_first.get_mut(first)) {
            names.push(Name { kind, name });
        }
    }
    by_first
});

/// What the names of [`WHOLE`] say.
static ALONE: LazyLock<HashMap<&'static str, SectionKind, ByWord>> = LazyLock::new(|| {
    let named = WHOLE.iter();
    named
        .flat_map(|(kind, names)| names.iter().map(|name| (*name, *kind)))
        .collect()
});

struct Name {
    kind: Option<SectionKind>,
    name: &'static str,
}

/// The known name in a heading of at most nine words.
pub(in crate::ingest) fn known(line: &str) -> Option<Known> {
    if line.len() > 120 || count(line) > 9 {
        return None;
    }
    let lower = line.to_lowercase();
    let curly = lower.contains('’');
    let straight = if curly {
        Cow::Owned(lower.replace('’', "'"))
    } else {
        Cow::Borrowed(lower.as_str())
    };
    if let Some(kind) = ALONE.get(straight.as_ref()) {
        return Some(Known {
            kind: Some(*kind),
            end: line.len(),
            opens: true,
        });
    }
    // Folding must not move bytes; where it does (a few letters of other scripts) nothing is known.
    if lower.len() != line.len() {
        return None;
    }
    starts(&lower)
        .filter_map(|at| Some((at, BY_FIRST.get(usize::from(*lower.as_bytes().get(at)?))?)))
        .flat_map(|(at, names)| names.iter().map(move |name| (at, name)))
        .filter_map(|(at, name)| {
            let end = at + length(lower.get(at..)?, name.name, curly)?;
            let rest = line.get(end..)?;
            // A glued tagline starts with a capital: `TimelineUpdated daily`.
            let glued = rest.starts_with(char::is_uppercase)
                && line.get(..end)?.ends_with(char::is_lowercase);
            let ends_word =
                !rest.starts_with(char::is_alphanumeric) && !rest.starts_with(['\'', '’']) || glued;
            let plain_only = name.kind.is_some() || at == 0 && rest.trim().is_empty();
            let opens = at == 0
                && (rest.is_empty() || glued || rest.starts_with([':', ' ', '—', '–', '?']));
            let known = Known {
                kind: name.kind,
                end,
                opens,
            };
            (ends_word && plain_only).then_some((at, known))
        })
        .max_by_key(|&(at, known)| (known.end - at, known.kind.is_some()))
        .map(|(_, known)| known)
}

/// Where the first three words start: a name has at most two words before it.
fn starts(lower: &str) -> impl Iterator<Item = usize> {
    let mut words = 0;
    let mut before = ' ';
    lower
        .char_indices()
        .map_while(move |(at, c)| {
            words += usize::from(before.is_whitespace() && !c.is_whitespace());
            let starts = !before.is_alphanumeric() && !c.is_whitespace();
            before = c;
            (words <= 3).then_some(starts.then_some(at))
        })
        .flatten()
}

/// How long `name` is at the start of `lower`; a curly apostrophe, if there is any, is as good as a straight one.
fn length(lower: &str, name: &str, curly: bool) -> Option<usize> {
    if lower.starts_with(name) {
        return Some(name.len());
    }
    if !curly {
        return None;
    }
    let (head, tail) = name.split_once('\'')?;
    let rest = lower.strip_prefix(head)?.strip_prefix('’')?;
    rest.starts_with(tail)
        .then(|| name.len() - 1 + '’'.len_utf8())
}

/// A label is no longer than this, in bytes.
const LABEL: usize = 40;

/// `Why it matters: …`: the known name and where the words after the colon start.
pub(in crate::ingest) fn labelled(line: &str) -> Option<(SectionKind, usize, usize)> {
    let bytes = line.as_bytes();
    let colon = memchr::memchr(b':', bytes.get(..=LABEL).unwrap_or(bytes))?;
    let label = line.get(..colon)?;
    let found = known(label).filter(|known| known.opens && known.end == label.trim_end().len())?;
    let rest = line.get(colon + 1..)?;
    let words = rest.trim_start();
    let kind = found.kind?;
    // `Key Takeaways: The Firm's Plan` is a heading; `Why it matters: rates` is not.
    let says = matches!(
        kind,
        SectionKind::Audience
            | SectionKind::WhyItMatters
            | SectionKind::WhatChanged
            | SectionKind::WhatToDo
    ) || words.ends_with(['.', '!', '…', '”', '"']);
    (says && !words.is_empty()).then_some((kind, found.end, line.len() - words.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_glued_and_with_additions() {
        let kind = |line| known(line).and_then(|known| known.kind);
        assert_eq!(kind("Key Takeaways"), Some(SectionKind::KeyTakeaways));
        assert_eq!(
            kind("Enhanced Key Takeaways"),
            Some(SectionKind::KeyTakeaways)
        );
        assert_eq!(
            kind("Future ImplicationsWritten by a model"),
            Some(SectionKind::Prediction)
        );
        assert_eq!(kind("The timelines of both firms differ"), None);
        assert_eq!(
            labelled("Why it matters:Costs rise"),
            Some((SectionKind::WhyItMatters, 14, 15))
        );
    }
}
