//! Subscriptions as OPML 2.0 (<http://opml.org/spec2.opml>), which every feed reader takes.
//!
//! Folders are outlines around outlines, tags are categories. Nothing of our own is put in, and no moment: the same
//! subscriptions give the same bytes.

use crate::model::{SafeText, Subscription};
use std::fmt::Write;

/// The list as a document, in the order of `feeds`; a folder stands where its first feed does, after the feeds beside it.
pub fn write(title: &str, feeds: &[Subscription]) -> String {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>{}</title>\n  </head>\n  <body>\n",
        escaped(title)
    );
    let feeds: Vec<&Subscription> = feeds.iter().collect();
    outlines(&feeds, 0, &mut text);
    text.push_str("  </body>\n</opml>\n");
    text
}

/// Writes feeds that lie in the same folder, `depth` folders deep.
fn outlines(feeds: &[&Subscription], depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth + 2);
    let mut folders: Vec<(&SafeText, Vec<&Subscription>)> = Vec::new();
    for &feed in feeds {
        match feed.folder.get(depth) {
            None => outline(feed, &indent, text),
            Some(name) => match folders.iter_mut().find(|(known, _)| *known == name) {
                Some((_, inside)) => inside.push(feed),
                None => folders.push((name, vec![feed])),
            },
        }
    }
    for (name, inside) in folders {
        let name = escaped(name);
        let _ = writeln!(text, "{indent}<outline text=\"{name}\" title=\"{name}\">");
        outlines(&inside, depth + 1, text);
        let _ = writeln!(text, "{indent}</outline>");
    }
}

fn outline(feed: &Subscription, indent: &str, text: &mut String) {
    let title = feed.title.as_ref().unwrap_or(&feed.address);
    let tags: Vec<&str> = feed.tags.iter().map(SafeText::as_str).collect();
    let tags = tags.join(",");
    let mut attributes = vec![
        ("type", "rss"),
        ("text", title),
        ("title", title),
        ("xmlUrl", &feed.address),
    ];
    attributes.extend(feed.site.as_ref().map(|site| ("htmlUrl", site.as_str())));
    attributes.extend((!tags.is_empty()).then_some(("category", tags.as_str())));
    let _ = write!(text, "{indent}<outline");
    for (name, value) in attributes {
        let _ = write!(text, " {name}=\"{}\"", escaped(value));
    }
    text.push_str("/>\n");
}

/// Text inside of an attribute or element. What XML 1.0 cannot hold at all never gets here: the text is safe.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(address: &str, folder: &[&str]) -> Subscription {
        Subscription {
            address: address.into(),
            folder: folder.iter().map(|name| SafeText::from(*name)).collect(),
            ..Subscription::default()
        }
    }

    #[test]
    fn folders_lie_in_folders_and_names_are_escaped() {
        let wire = Subscription {
            title: Some("Q&A \"today\" <b>".into()),
            site: Some("https://wire.example/?a=1&b=2".into()),
            tags: vec!["chips".into(), "daily".into()],
            ..feed("https://wire.example/feed", &["News", "Tech & more"])
        };
        let text = write(
            "Mine",
            &[
                wire,
                feed("https://a.example/", &["News"]),
                feed("https://b.example/", &[]),
            ],
        );
        let wanted = r#"<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head>
    <title>Mine</title>
  </head>
  <body>
    <outline type="rss" text="https://b.example/" title="https://b.example/" xmlUrl="https://b.example/"/>
    <outline text="News" title="News">
      <outline type="rss" text="https://a.example/" title="https://a.example/" xmlUrl="https://a.example/"/>
      <outline text="Tech &amp; more" title="Tech &amp; more">
        <outline type="rss" text="Q&amp;A &quot;today&quot; &lt;b&gt;" title="Q&amp;A &quot;today&quot; &lt;b&gt;" xmlUrl="https://wire.example/feed" htmlUrl="https://wire.example/?a=1&amp;b=2" category="chips,daily"/>
      </outline>
    </outline>
  </body>
</opml>
"#;
        assert_eq!(text, wanted);
    }
}
