//! What an element says about itself by its name, role, class and id: that it is furniture, that it
//! holds the article's body, or that nobody is meant to see it.
//!
//! Classes are cut into their words (`articleBody`, `article-body` and `article__body` are the same two
//! words), so that the few words which all publishing systems share are enough.

use dom_query::NodeRef;

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

/// Words of one class that mean [`Sign::Tool`] alone.
const TOOL: &[&str] = &[
    "share",
    "sharing",
    "sharedaddy",
    "sharebar",
    "addthis",
    "addtoany",
    "sharethis",
    "socials",
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "adsbygoogle",
    "adslot",
    "adunit",
    "dfp",
    "sponsor",
    "sponsored",
    "outbrain",
    "taboola",
    "teads",
    "nav",
    "navbar",
    "navigation",
    "breadcrumb",
    "breadcrumbs",
    "pagination",
    "pager",
    "toolbar",
    "skiplink",
    "cookie",
    "cookies",
    "gdpr",
    "consent",
    "onetrust",
    "login",
    "signin",
    "popup",
    "modal",
    "editsection",
    "navbox",
    "catlinks",
    "printfooter",
    "jumplinks",
    "sprite",
    "noprint",
    "toc",
    "adblock",
];

/// Words that mean [`Sign::Related`] alone.
const RELATED: &[&str] = &[
    "related",
    "relateds",
    "recommended",
    "recommendation",
    "recommendations",
    "recirc",
    "recirculation",
    "trending",
    "readmore",
    "mostread",
    "mostpopular",
    "upnext",
    "similar",
    "suggested",
    "suggestions",
    "relatedposts",
    "jp-relatedposts",
    "morestories",
    "readnext",
];

/// Words that mean [`Sign::Notice`] alone.
const NOTICE: &[&str] = &[
    "newsletter",
    "newsletters",
    "subscribe",
    "subscription",
    "signup",
    "promo",
    "promos",
    "promotion",
    "cta",
    "donate",
    "donation",
    "bio",
    "aboutauthor",
    "authorbox",
    "tags",
    "taglist",
    "tagcloud",
    "copyright",
    "poll",
    "survey",
    "paywall",
    "regwall",
    "piano",
    "syndication",
];

/// Words that mean [`Sign::Comments`] alone.
const COMMENTS: &[&str] = &[
    "comments",
    "commentlist",
    "disqus",
    "respond",
    "commentform",
];

/// Words that mean [`Sign::Byline`] alone.
const BYLINE: &[&str] = &[
    "byline",
    "bylines",
    "pubdate",
    "timestamp",
    "postmeta",
    "authors",
    "credits",
];

/// Words that mean [`Sign::Aside`] alone.
const ASIDE: &[&str] = &[
    "sidebar",
    "rail",
    "widget",
    "widgets",
    "masthead",
    "footer",
    "menu",
    "skyscraper",
    "dropdown",
    "slideshow",
];

/// Two words of one class, one after the other.
const PAIRS: &[(&str, &str, Sign)] = &[
    ("read", "more", Sign::Related),
    ("read", "next", Sign::Related),
    ("also", "read", Sign::Related),
    ("most", "read", Sign::Related),
    ("most", "popular", Sign::Related),
    ("more", "stories", Sign::Related),
    ("more", "news", Sign::Related),
    ("more", "from", Sign::Related),
    ("more", "on", Sign::Related),
    ("up", "next", Sign::Related),
    ("next", "article", Sign::Related),
    ("next", "post", Sign::Related),
    ("post", "navigation", Sign::Tool),
    ("sign", "up", Sign::Notice),
    ("log", "in", Sign::Tool),
    ("author", "bio", Sign::Notice),
    ("author", "box", Sign::Notice),
    ("author", "info", Sign::Notice),
    ("author", "card", Sign::Notice),
    ("author", "profile", Sign::Notice),
    ("author", "description", Sign::Notice),
    ("author", "details", Sign::Notice),
    ("about", "author", Sign::Notice),
    ("the", "author", Sign::Notice),
    ("tag", "list", Sign::Notice),
    ("tag", "links", Sign::Notice),
    ("follow", "us", Sign::Notice),
    ("app", "download", Sign::Notice),
    ("social", "links", Sign::Tool),
    ("social", "icons", Sign::Tool),
    ("social", "buttons", Sign::Tool),
    ("social", "media", Sign::Tool),
    ("social", "share", Sign::Tool),
    ("social", "bar", Sign::Tool),
    ("social", "tools", Sign::Tool),
    ("social", "follow", Sign::Tool),
    ("table", "of", Sign::Tool),
    ("entry", "meta", Sign::Byline),
    ("post", "meta", Sign::Byline),
    ("article", "meta", Sign::Byline),
    ("article", "info", Sign::Byline),
    ("post", "info", Sign::Byline),
    ("article", "date", Sign::Byline),
    ("post", "date", Sign::Byline),
    ("publish", "date", Sign::Byline),
    ("published", "date", Sign::Byline),
    ("author", "name", Sign::Byline),
    ("comment", "list", Sign::Comments),
    ("comment", "count", Sign::Tool),
    ("comments", "link", Sign::Tool),
    ("comment", "form", Sign::Comments),
    ("reading", "time", Sign::Byline),
];

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
    let pair = words.windows(2).find_map(|two| {
        let [first, second] = two else { return None };
        let found = PAIRS.iter().find(|(a, b, _)| first == a && second == b);
        found.map(|(_, _, sign)| *sign)
    });
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    pair.or_else(|| {
        if has(RELATED) {
            Some(Sign::Related)
        } else if has(TOOL) {
            Some(Sign::Tool)
        } else if has(NOTICE) {
            Some(Sign::Notice)
        } else if has(COMMENTS) {
            Some(Sign::Comments)
        } else if has(BYLINE) {
            Some(Sign::Byline)
        } else if has(ASIDE) {
            Some(Sign::Aside)
        } else {
            None
        }
    })
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
