//! The head of a page: its `meta` elements, and the address that its links start from.

use crate::ingest::address::resolve;
use crate::model::SafeText;
use dom_query::Document;
use std::collections::HashMap;

/// What the `meta` elements of a page say.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Contents by name, property or itemprop in lower case.
    meta: HashMap<String, Vec<String>>,
    base: Option<String>,
}

impl Head {
    /// Reads the head of a page that was found at `given`.
    pub fn read(page: &Document, given: Option<&str>) -> Self {
        let mut meta: HashMap<String, Vec<String>> = HashMap::new();
        for node in page.select("meta[content]").nodes().iter().take(2_000) {
            let content = node.attr("content").unwrap_or_default();
            let content = content.trim();
            if content.is_empty() || content.len() > 20_000 {
                continue;
            }
            for key in ["property", "name", "itemprop", "http-equiv"] {
                let names = node.attr(key).unwrap_or_default();
                for name in names.split_ascii_whitespace() {
                    let known = meta.entry(name.to_ascii_lowercase()).or_default();
                    known.push(content.to_owned());
                }
            }
        }
        let base = base(page, given);
        Self { meta, base }
    }

    /// The address that relative ones are seen from.
    pub fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    /// The first content of the first of some names that has one.
    pub fn first(&self, names: &[&str]) -> Option<&str> {
        let found = names.iter().find_map(|name| self.all(name).first());
        found.map(String::as_str)
    }

    /// All contents of a name.
    pub fn all(&self, name: &str) -> &[String] {
        self.meta.get(name).map_or(&[], Vec::as_slice)
    }

    /// An address on the web in full.
    pub fn address(&self, href: &str) -> Option<SafeText> {
        let href = resolve(self.base(), href);
        let on_the_web = href.starts_with("http://") || href.starts_with("https://");
        on_the_web.then(|| SafeText::line(&href))
    }
}

fn base(page: &Document, given: Option<&str>) -> Option<String> {
    let given = given.filter(|url| url.contains("://"));
    match page.select_single("base[href]").attr("href") {
        Some(base) => Some(resolve(given, &base)).filter(|base| base.contains("://")),
        None => given.map(str::to_owned),
    }
}
