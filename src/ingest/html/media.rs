//! What has no words of its own: rules, pictures, films.

use super::sign;
use crate::ingest::address::resolve;
use crate::ingest::writer::Writer;
use crate::model::BlockKind;
use crate::model::article::PICTURE;
use crate::model::block::InlineKind;
use dom_query::NodeRef;

/// Something between the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Aside {
    /// A thematic break.
    Rule,
    /// A picture's description for those who cannot see it.
    Picture(String),
    /// A film or an embedded player: what it is called, and where it is.
    Film(String, String),
    /// A picture that stands for words: a formula, an emoji.
    Words(String),
}

/// What an element is, when it is no container of words.
pub(super) fn aside(node: &NodeRef<'_>, name: &str, base: Option<&str>) -> Option<Aside> {
    match name {
        "hr" => Some(Aside::Rule),
        "img" | "amp-img" => picture(node),
        "iframe" | "video" | "embed" | "amp-youtube" | "amp-iframe" | "amp-video"
        | "lite-youtube" => film(node, name, base),
        _ => None,
    }
}

fn picture(node: &NodeRef<'_>) -> Option<Aside> {
    let alt = node.attr("alt").or_else(|| node.attr("data-alt"))?;
    let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
    if alt.is_empty()
        || node
            .attr("aria-hidden")
            .is_some_and(|hidden| &*hidden == "true")
            && !alt.contains('\\')
    {
        return None;
    }
    let class = node.class().unwrap_or_default().to_ascii_lowercase();
    let source = node.attr("src").unwrap_or_default().to_ascii_lowercase();
    let formula = ["mwe-math", "latex", "katex", "mathjax"]
        .iter()
        .any(|word| class.contains(word))
        || class == "math"
        || class == "tex"
        || source.contains("latex")
        || alt.starts_with("{\\displaystyle");
    if formula {
        let words = alt
            .strip_prefix("{\\displaystyle")
            .and_then(|rest| rest.strip_suffix('}'))
            .unwrap_or(&alt);
        return Some(Aside::Words(words.trim().to_owned()));
    }
    if class.contains("emoji")
        || class.contains("smiley")
        || alt.chars().count() <= 2 && !alt.is_ascii()
    {
        return Some(Aside::Words(alt));
    }
    // A file's name says nothing, nor does one word.
    let says = alt.contains(' ') && alt.chars().count() >= 12
        || alt.chars().filter(|c| *c > '\u{2e80}').count() >= 4;
    (says && alt.len() < 1_000).then_some(Aside::Picture(alt))
}

fn film(node: &NodeRef<'_>, name: &str, base: Option<&str>) -> Option<Aside> {
    let source = node
        .attr("src")
        .or_else(|| node.attr("data-src"))
        .or_else(|| node.attr("data-lazy-src"));
    let inner = || {
        node.children_it(false)
            .find(|child| child.has_name("source"))?
            .attr("src")
    };
    let source = source.or_else(inner);
    let address = match (
        source,
        node.attr("data-videoid").or_else(|| node.attr("videoid")),
    ) {
        (Some(source), _) if !source.trim().is_empty() => resolve(base, source.trim()),
        (_, Some(id)) if name.contains("youtube") => {
            format!("https://www.youtube.com/watch?v={id}")
        }
        _ => return None,
    };
    let plays = [
        "youtube",
        "youtu.be",
        "vimeo",
        "dailymotion",
        "video",
        "player",
        "bilibili",
        "v.qq.com",
        "twitch",
    ];
    let lower = address.to_ascii_lowercase();
    if !lower.starts_with("http")
        || name != "video" && !plays.iter().any(|word| lower.contains(word))
    {
        return None;
    }
    let title = node
        .attr("title")
        .or_else(|| node.attr("aria-label"))
        .unwrap_or_default();
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let known = title.is_empty() || title.to_ascii_lowercase().contains("video player");
    Some(Aside::Film(
        if known { "Video".to_owned() } else { title },
        address,
    ))
}

/// Whether a caption stands in the figure around a picture: then it says more than the description.
pub(super) fn is_captioned(node: &NodeRef<'_>) -> bool {
    node.ancestors_it(Some(5)).any(|around| {
        let classed = || {
            around
                .class()
                .is_some_and(|class| class.contains("caption"))
        };
        let frame = around.has_name("figure") || classed();
        frame
            && around
                .descendants_it()
                .take(200)
                .any(|inner| is_filled_caption(&inner))
    })
}

fn is_filled_caption(node: &NodeRef<'_>) -> bool {
    let named = node
        .node_name()
        .is_some_and(|name| sign::is_caption(node, &name));
    named
        && node
            .descendants_it()
            .take(20)
            .any(|inner| inner.is_nonempty_text())
}

/// Writes a rule, a description or a link.
pub(super) fn write(aside: &Aside, kind: BlockKind, writer: &mut Writer) {
    match aside {
        Aside::Rule => {
            writer.begin(BlockKind::Rule, 0);
            writer.words("---");
        }
        Aside::Picture(words) => {
            writer.begin(kind, 0);
            writer.words(&format!("{PICTURE}{words}]"));
        }
        Aside::Film(title, address) => {
            writer.begin(kind, 0);
            writer.open_inline(InlineKind::Link(address.clone()));
            writer.words(title);
            writer.close_inline();
        }
        Aside::Words(words) => writer.words(words),
    }
    writer.end();
}
