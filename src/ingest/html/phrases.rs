//! Lines by which a page speaks about itself: advertisements, teasers, invitations to subscribe.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What such a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phrase {
    /// Leads to another story.
    Teaser,
    /// Speaks about the page.
    Notice,
    /// Begins what readers wrote.
    Comments,
}

/// Longer lines are sentences of somebody, in bytes.
const LONGEST: usize = 260;

#[derive(Default)]
struct Phrases {
    whole: HashMap<&'static str, Phrase>,
    start: Vec<(&'static str, Phrase)>,
    within: Vec<(&'static str, Phrase)>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases::default();
    let mut part = "";
    for line in include_str!("phrases.txt").lines() {
        if line.starts_with("# ") || line.is_empty() {
            continue;
        }
        if line.starts_with('[') {
            part = line;
            continue;
        }
        let (phrase, words) = match line.split_at_checked(1) {
            Some(("~", words)) => (Phrase::Teaser, words),
            Some(("!", words)) => (Phrase::Comments, words),
            Some((_, words)) => (Phrase::Notice, words),
            None => continue,
        };
        match part {
            "[whole]" => {
                phrases.whole.insert(words, phrase);
            }
            "[start]" => phrases.start.push((words, phrase)),
            _ => phrases.within.push((words, phrase)),
        }
    }
    phrases
});

/// What a line says about its page, if it does.
pub(super) fn find(line: &str) -> Option<Phrase> {
    if line.len() > LONGEST {
        return None;
    }
    let lower = line.to_lowercase().replace('’', "'");
    let words = lower.trim_matches(|c: char| !c.is_alphanumeric());
    if let Some(phrase) = PHRASES.whole.get(words) {
        return Some(*phrase);
    }
    let counted =
        words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '));
    if counted.len() < words.len()
        && matches!(
            counted,
            "comments" | "comment" | "shares" | "likes" | "views" | "replies"
        )
    {
        return Some(Phrase::Notice);
    }
    let lower = lower.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©' && c != '(');
    let starts = PHRASES
        .start
        .iter()
        .find(|(words, _)| lower.starts_with(words));
    let holds = || {
        PHRASES
            .within
            .iter()
            .find(|(words, _)| lower.contains(words))
    };
    starts.or_else(holds).map(|(_, phrase)| *phrase)
}

/// Trades that the authors of articles have.
const WORK: &[&str] = &[
    "writer",
    "reporter",
    "correspondent",
    "editor",
    "columnist",
    "journalist",
    "contributor",
    "author",
    "professor",
    "fellow",
    "blogger",
    "freelance",
    "producer",
    "analyst",
    "founder",
    "director",
];

/// Whether a paragraph tells who somebody is, as the last one of many articles does.
pub(super) fn is_biography(line: &str, byline: Option<&str>) -> bool {
    if line.len() > 900 {
        return false;
    }
    let named = byline.is_some_and(|byline| {
        let mut names = byline.split([',', ';', '&']).map(str::trim);
        names.any(|name| name.len() > 4 && line.starts_with(name) && line.len() > name.len() + 8)
    });
    let lower = line.to_lowercase();
    let Some((before, after)) = lower
        .split_once(" is a ")
        .or_else(|| lower.split_once(" is the "))
        .or_else(|| lower.split_once(" is an "))
    else {
        return named
            && (lower.contains(" covers ") || lower.contains(" writes ") || lower.contains('@'));
    };
    let near: String = after.chars().take(60).collect();
    let works = WORK.iter().any(|work| near.contains(work));
    works && (named || before.split_whitespace().count() <= 4 && before.len() < 40)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_about_the_page_are_known_and_sentences_are_left_alone() {
        assert_eq!(find("ADVERTISEMENT"), Some(Phrase::Notice));
        assert_eq!(find("Read more: Mill closes"), Some(Phrase::Teaser));
        assert_eq!(find("Lesen Sie auch"), Some(Phrase::Teaser));
        assert_eq!(find("» Related articles:"), Some(Phrase::Teaser));
        assert_eq!(find("23 Comments"), Some(Phrase::Notice));
        assert_eq!(find("The share of imports fell."), None);
        assert_eq!(find("Advertising fell by four percent."), None);
    }

    #[test]
    fn a_biography_names_a_person_and_a_trade() {
        assert!(is_biography(
            "Mira Oszt is a staff writer at the Gazette.",
            None
        ));
        assert!(!is_biography(
            "The mayor said that the bridge is a symbol for the whole town.",
            None
        ));
    }
}
