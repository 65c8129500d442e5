//! By what an article is known again, and the search for it among those that some bytes give.

use crate::desk::arrive::parse::{Identity, ParsedArticle};

/// By what the library knows an article again. An entry's id that is no URI, and what stands for a missing one,
/// mean something only inside its feed.
pub(in crate::desk) fn identity(parsed: &ParsedArticle, path: &str) -> String {
    match (&parsed.identity, &parsed.entry) {
        (Identity::Entry(id), _) if is_universal(id) => format!("entry:{id}"),
        (Identity::Entry(id), _) => format!("entry:{path}#{id}"),
        (Identity::Url(url), _) => format!("url:{url}"),
        (Identity::Unknown, Some(entry)) => {
            let title = entry.title.as_deref().unwrap_or_default();
            let published = entry.published.as_deref().unwrap_or_default();
            format!("entry:{path}#{title} {published}")
        }
        (Identity::Unknown, None) => format!("path:{path}"),
    }
}

/// Where an article came from, as far as it stands in its identity; an entry is found among its feed's others by it.
pub(in crate::desk) fn place(identity: &str) -> &str {
    identity
        .split_once(':')
        .map_or("", |(_, path)| path.split('#').next().unwrap_or(path))
}

/// Whether an id is one in the whole world, by its scheme.
fn is_universal(id: &str) -> bool {
    ["http:", "https:", "tag:", "urn:", "mid:"]
        .iter()
        .any(|scheme| id.starts_with(scheme))
}

/// The one of `articles` that is known by one of these identities, with its place among them.
pub(in crate::desk) fn find(
    articles: &[ParsedArticle],
    known: &[String],
) -> Option<(usize, String)> {
    known.iter().find_map(|name| {
        let path = place(name);
        let same = |parsed: &ParsedArticle| identity(parsed, path) == *name;
        Some((articles.iter().position(same)?, name.clone()))
    })
}
