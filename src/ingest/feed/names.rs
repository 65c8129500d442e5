//! Namespaces of XML feeds, by the class that matters: the address that was declared, else the usual prefix.

/// Part of a namespace's address, its usual prefix, and its class; the feed's own words have none.
const KNOWN: &[(&str, &str, &str)] = &[
    ("modules/content", "content", "content"),
    ("purl.org/dc/elements", "dc", "dc"),
    ("purl.org/dc/terms", "dcterms", "dcterms"),
    ("w3.org/2005/atom", "atom", "atom"),
    ("purl.org/atom", "atom03", "atom"),
    ("search.yahoo.com/mrss", "media", "media"),
    ("podcast-1.0.dtd", "itunes", "itunes"),
    ("itunes.apple.com", "itunes", "itunes"),
    ("google.com/schemas/play-podcasts", "googleplay", "itunes"),
    ("podcastindex", "podcast", "podcast"),
    ("feedburner", "feedburner", "feedburner"),
    ("1999/02/22-rdf-syntax", "rdf", ""),
    ("purl.org/rss/1.0/modules", "", "other"),
    ("purl.org/rss", "rss", ""),
    ("purl.org/net/rss", "rss11", ""),
    ("my.netscape.com/rdf", "rss09", ""),
    ("channel.netscape.com/rdf", "rss09", ""),
    ("backend.userland.com", "rss", ""),
    ("w3.org/1999/xhtml", "xhtml", ""),
];

/// The class of a namespace, by its address (lower case) or else by its usual prefix.
pub(super) fn class(address: &str, prefix: &str) -> &'static str {
    let by_address = KNOWN
        .iter()
        .find(|(part, ..)| !address.is_empty() && address.contains(part));
    let by_prefix = || {
        KNOWN
            .iter()
            .find(|(_, usual, _)| address.is_empty() && *usual == prefix)
    };
    by_address
        .or_else(by_prefix)
        .map_or("other", |(_, _, class)| class)
}
