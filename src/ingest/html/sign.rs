//! What an element says about itself by its name, role, class and id: that it is furniture, that it
//! holds the article's body, or that nobody is meant to see it.
//!
//! Classes are cut into their words (`articleBody`, `article-body` and `article__body` are the same two
//! words), so that the few words which all publishing systems share are enough.

use dom_query::NodeRef;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The kinds of furniture, from the weakest sign to the strongest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    /// Who wrote it and when; the metadata has it.
    Byline,
    /// What stands beside the article; it only keeps words out that the extractor left out.
    Aside,
    /// Newsletter boxes, author boxes, tags: words that speak about the page.
    Notice,
    /// Teasers of other stories.
    Related,
    /// What readers wrote below.
    Comments,
    /// Share bars, advertisements, navigation, forms: nothing that anybody reads.
    Tool,
}

/// What the words of classes and ids mean.
#[derive(Default)]
struct Names {
    /// Words that mean a sign alone; of two words with different signs the earlier entry counts.
    words: Vec<(Sign, HashSet<&'static str>)>,
    /// Two words, one after the other.
    pairs: HashMap<(&'static str, &'static str), Sign>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names::default();
    for line in include_str!("sign.txt").lines() {
        let sign = match line {
            "[related]" => Sign::Related,
            "[tool]" => Sign::Tool,
            "[notice]" => Sign::Notice,
            "[comments]" => Sign::Comments,
            "[byline]" => Sign::Byline,
            "[aside]" => Sign::Aside,
            _ => {
                if let Some((sign, words)) =
                    names.words.last_mut().filter(|_| !line.starts_with('#'))
                {
                    match line.split_once(' ') {
                        Some(pair) => drop(names.pairs.insert(pair, *sign)),
                        None => drop(words.insert(line)),
                    }
                }
                continue;
            }
        };
        names.words.push((sign, HashSet::new()));
    }
    names
});

/// A class that begins with one of these speaks about a state and not about what the element is.
const STATES: &[&str] = &[
    "no", "non", "has", "with", "without", "hide", "show", "is", "js", "can",
];

/// The sign of an element, if it gives one.
pub(super) fn of(node: &NodeRef<'_>, name: &str) -> Option<Sign> {
    match name {
        "nav" | "menu" | "footer" | "form" | "dialog" | "amp-ad" | "amp-consent" => {
            return Some(Sign::Tool);
        }
        "aside" => return Some(Sign::Aside),
        "body" | "html" | "article" | "main" => return None,
        _ => {}
    }
    if let Some(role) = node.attr("role") {
        match role.as_ref() {
            "navigation" | "dialog" | "alertdialog" | "contentinfo" | "search" | "menu"
            | "menubar" | "alert" => {
                return Some(Sign::Tool);
            }
            "complementary" => return Some(Sign::Aside),
            _ => {}
        }
    }
    if node.attr("rel").is_some_and(|rel| &*rel == "author") {
        return Some(Sign::Byline);
    }
    let named = [node.class(), node.id_attr()];
    named.iter().flatten().find_map(|names| {
        let mut classes = names.split_ascii_whitespace().take(40);
        classes.find_map(of_class)
    })
}

/// The sign of one class or id.
fn of_class(class: &str) -> Option<Sign> {
    let words = words(class);
    if words
        .first()
        .is_none_or(|first| STATES.contains(&first.as_str()))
    {
        return None;
    }
    // An embedded post is what the article talks about.
    if words
        .iter()
        .any(|word| matches!(word.as_str(), "embed" | "embedded" | "tweet"))
    {
        return None;
    }
    let pairs = words.windows(2).filter_map(|two| match two {
        [first, second] => NAMES.pairs.get(&(first.as_str(), second.as_str())).copied(),
        _ => None,
    });
    let alone = NAMES.words.iter().filter_map(|(sign, names)| {
        let said = words.iter().any(|word| names.contains(word.as_str()));
        said.then_some(*sign)
    });
    pairs.chain(alone).next()
}

/// Whether an element says that it holds the article's body and nothing else, and by which word.
pub(super) fn body(node: &NodeRef<'_>) -> Option<String> {
    let property = node.attr("itemprop");
    if property.is_some_and(|names| {
        names
            .split_ascii_whitespace()
            .any(|name| name == "articleBody")
    }) {
        return Some("articleBody".to_owned());
    }
    let named = [node.class(), node.id_attr()];
    named.iter().flatten().find_map(|names| {
        let mut classes = names.split_ascii_whitespace().take(40);
        classes.find(|class| names_body(class)).map(str::to_owned)
    })
}

fn names_body(class: &str) -> bool {
    const WHOLE: &[&str] = &[
        "articlebody",
        "storybody",
        "bodytext",
        "articletext",
        "richtext",
        "mw-parser-output",
        "markdown-body",
        "available-content",
        "gh-content",
        "caas-body",
        "postbody",
        "cooked",
        "bbwrapper",
        "message-body",
        "js-post-body",
        "s-prose",
        "rich-text",
        "bodycopy",
        "body-copy",
        "kg-canvas",
    ];
    const OWNER: &[&str] = &[
        "article", "story", "post", "entry", "news", "blog", "single", "content", "body", "artikel",
    ];
    const PART: &[&str] = &["body", "content", "text", "copy", "contents"];
    const AFTER: &[&str] = &["wrapper", "container", "inner", "main", "core"];
    let lower = class.to_ascii_lowercase();
    if WHOLE.contains(&lower.as_str()) {
        return true;
    }
    let words = words(class);
    words.windows(2).enumerate().any(|(at, two)| {
        let [owner, part] = two else { return false };
        let rest = words.get(at + 2..).unwrap_or_default();
        OWNER.contains(&owner.as_str())
            && PART.contains(&part.as_str())
            && rest.iter().all(|word| AFTER.contains(&word.as_str()))
    })
}

/// Whether an element is the caption of a picture.
pub(super) fn is_caption(node: &NodeRef<'_>, name: &str) -> bool {
    if name == "figcaption" {
        return true;
    }
    matches!(name, "p" | "div")
        && node.class().is_some_and(|classes| {
            let mut classes = classes.split_ascii_whitespace().take(40);
            classes.any(|class| {
                words(class).iter().any(|word| {
                    matches!(word.as_str(), "caption" | "figcaption" | "bildunterschrift")
                })
            })
        })
}

/// Whether an element is not shown: by attribute, by style, or by a class for screen readers alone.
pub(super) fn is_hidden(node: &NodeRef<'_>, name: &str) -> bool {
    let Some(element) = node.element_ref() else {
        return false;
    };
    element.attrs.iter().any(|attribute| {
        let value = attribute.value.as_ref();
        match attribute.name.local.as_ref() {
            // What is found by a search on the page is folded, not hidden.
            "hidden" => value != "until-found",
            "aria-hidden" => value == "true" && !matches!(name, "img" | "math"),
            "style" => {
                let style: String = value
                    .chars()
                    .filter(|c| !c.is_whitespace())
                    .take(2_000)
                    .collect();
                let style = style.to_ascii_lowercase();
                ["display:none", "visibility:hidden", "mso-hide:all"]
                    .iter()
                    .any(|rule| style.contains(rule))
            }
            "class" => value
                .split_ascii_whitespace()
                .take(40)
                .any(is_for_readers_only),
            _ => false,
        }
    })
}

/// Classes for text that only screen readers say, and for the line numbers beside code.
fn is_for_readers_only(class: &str) -> bool {
    const NAMES: &[&str] = &[
        "sr-only",
        "sr-only-focusable",
        "visually-hidden",
        "visuallyhidden",
        "screen-reader-text",
        "screenreader-text",
        "screen-reader-only",
        "screenreader",
        "u-visually-hidden",
        "a11y-hidden",
        "element-invisible",
        "offscreen",
        "lineno",
        "linenos",
        "linenumber",
        "line-numbers-rows",
        "rouge-gutter",
        "blob-num",
        "mw-editsection",
        "noexcerpt-a11y",
    ];
    NAMES.iter().any(|name| class.eq_ignore_ascii_case(name)) || class.ends_with("VisuallyHidden")
}

/// The words of a class: cut at signs and before capitals, lower case.
fn words(class: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    let mut lower = false;
    for c in class.chars().take(120) {
        if !c.is_ascii_alphanumeric() {
            open = false;
            continue;
        }
        let starts = !open || (c.is_ascii_uppercase() && lower);
        if starts {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(c.to_ascii_lowercase());
        }
        open = true;
        lower = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_class_are_found_however_they_are_joined() {
        for class in [
            "articleBody",
            "article-body",
            "c-article__body",
            "ArticleBody_wrapper",
        ] {
            assert!(names_body(class), "{class}");
        }
        assert!(!names_body("article-body-header"));
        assert_eq!(of_class("post-share-buttons"), Some(Sign::Tool));
        assert_eq!(of_class("RelatedStories"), Some(Sign::Related));
        assert_eq!(of_class("has-related"), None);
        assert_eq!(of_class("shared-values"), None);
        assert_eq!(of_class("roadside"), None);
    }
}
