//! Addresses that are relative to another one.

/// `href` as seen from `base` (RFC 3986, section 5, without the cases that only strange schemes have).
pub(super) fn resolve(base: Option<&str>, href: &str) -> String {
    let href = href.trim();
    let Some(base) = base.filter(|_| !has_scheme(href)) else {
        return href.to_owned();
    };
    let Some((scheme, rest)) = base.split_once("://") else {
        return href.to_owned();
    };
    if let Some(host) = href.strip_prefix("//") {
        return format!("{scheme}://{host}");
    }
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let path = path.split(['?', '#']).next().unwrap_or_default();
    if href.is_empty() {
        return base.to_owned();
    }
    if href.starts_with(['#', '?']) {
        return format!("{scheme}://{host}{path}{href}");
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let joined = if href.starts_with('/') {
        href.to_owned()
    } else {
        format!("{folder}/{href}")
    };
    let (way, tail) = joined.split_at(joined.find(['?', '#']).unwrap_or(joined.len()));
    let mut parts: Vec<&str> = Vec::new();
    for part in way.split('/').skip(1) {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("{scheme}://{host}/{}{tail}", parts.join("/"))
}

/// Whether an address starts with a scheme.
fn has_scheme(href: &str) -> bool {
    href.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn addresses_are_seen_from_their_base() {
        let base = Some("https://example.org/a/b.xml?x");
        assert_eq!(resolve(base, "c"), "https://example.org/a/c");
        assert_eq!(resolve(base, "../c?y"), "https://example.org/c?y");
        assert_eq!(resolve(base, "/d"), "https://example.org/d");
        assert_eq!(resolve(base, "//other.org/e"), "https://other.org/e");
        assert_eq!(resolve(base, "mailto:x@y"), "mailto:x@y");
        assert_eq!(resolve(None, "c"), "c");
    }
}
