//! What a page says about its article: title, author, dates, addresses.
//!
//! The extractor reads the common places; here are the others. Nothing is guessed: a field that no
//! place gives stays empty.

use super::head::Head;
use super::linked_data::LinkedData;
use super::when;
use crate::ingest::finish::line;
use crate::model::SafeText;
use crate::model::article::Metadata;
use dom_query::Document;

/// The most tags that are kept.
const TAGS: usize = 30;

/// Fills the fields that are still empty.
pub(super) fn describe(
    page: &Document,
    head: &Head,
    data: &LinkedData,
    given: Option<&str>,
    metadata: &mut Metadata,
) {
    let title = head.first(&["og:title", "twitter:title", "dc.title", "title"]);
    keep(&mut metadata.title, data.headline.as_deref().or(title));
    metadata.title = metadata
        .title
        .take()
        .or_else(|| shown(page, "h1"))
        .or_else(|| shown(page, "title"));
    byline(page, head, data, metadata);
    let site = head.first(&["og:site_name"]).or(data.publisher.as_deref());
    keep(
        &mut metadata.site,
        site.or_else(|| {
            head.first(&[
                "application-name",
                "dc.publisher",
                "apple-mobile-web-app-title",
            ])
        }),
    );
    language(page, head, data, metadata);
    keep(
        &mut metadata.summary,
        head.first(&["og:description", "description", "twitter:description"]),
    );
    metadata.url = address(page, head, data).or_else(|| given.map(SafeText::line));
    let image = metadata.image.take();
    let stated = head.first(&[
        "og:image",
        "og:image:url",
        "twitter:image",
        "twitter:image:src",
        "thumbnail",
    ]);
    let image = image.as_deref().or(stated).or(data.image.as_deref());
    metadata.image = image.and_then(|image| head.address(image));
    when::dates_of(page, head, data, given, metadata);
    tags(head, data, metadata);
}

fn keep(field: &mut Option<SafeText>, value: Option<&str>) {
    if field.is_none() {
        *field = value.and_then(line);
    }
}

/// The words of the first element that fits.
fn shown(page: &Document, selector: &str) -> Option<SafeText> {
    line(&page.select_single(selector).text())
}

fn byline(page: &Document, head: &Head, data: &LinkedData, metadata: &mut Metadata) {
    metadata.byline.take_if(|byline| is_address(byline));
    keep(&mut metadata.byline, Some(&data.authors.join(", ")));
    let keys = [
        "author",
        "byl",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "article:author",
        "creator",
    ];
    let named = keys
        .iter()
        .find_map(|name| head.first(&[name]).filter(|name| !is_address(name)));
    keep(&mut metadata.byline, named.map(without_by));
    if metadata.byline.is_none() {
        let places = [
            "[itemprop=author] [itemprop=name]",
            "[itemprop=author]",
            "[rel=author]",
            ".byline",
            ".author",
        ];
        let short = |place: &&str| shown(page, place).filter(|name| name.chars().count() < 100);
        let found = places.iter().find_map(short);
        metadata.byline = found.and_then(|name| line(without_by(&name)));
    }
}

fn language(page: &Document, head: &Head, data: &LinkedData, metadata: &mut Metadata) {
    let html = page.select_single("html");
    let own = html.attr("lang").or_else(|| html.attr("xml:lang"));
    keep(&mut metadata.language, own.as_deref());
    let stated = head.first(&["og:locale", "content-language", "language", "dc.language"]);
    let stated = stated.or(data.language.as_deref());
    keep(
        &mut metadata.language,
        stated.filter(|tag| (2..=12).contains(&tag.len())),
    );
    let known = metadata.language.take();
    metadata.language = known.map(|tag| SafeText::new(tag.replace('_', "-")));
}

/// The canonical address: of the `canonical` link, of Open Graph, of linked data. The start of a site
/// is no article's address.
fn address(page: &Document, head: &Head, data: &LinkedData) -> Option<SafeText> {
    let canonical = page.select_single("link[rel=canonical]").attr("href");
    let places = [
        canonical.as_deref(),
        head.first(&["og:url"]),
        data.url.as_deref(),
    ];
    let mut addresses = places
        .into_iter()
        .flatten()
        .filter_map(|place| head.address(place));
    addresses.find(|url| {
        let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
        rest.split_once('/')
            .is_some_and(|(_, path)| !path.trim_matches('/').is_empty())
    })
}

fn tags(head: &Head, data: &LinkedData, metadata: &mut Metadata) {
    let mut tags = head.all("article:tag").to_vec();
    if tags.is_empty() {
        let listed = head.first(&["news_keywords", "keywords", "parsely-tags"]);
        tags = listed.map_or_else(|| data.keywords.clone(), |list| vec![list.to_owned()]);
    }
    for tag in tags
        .iter()
        .flat_map(|tags| tags.split([',', ';']))
        .filter_map(line)
    {
        if metadata.categories.len() < TAGS && !metadata.categories.contains(&tag) {
            metadata.categories.push(tag);
        }
    }
}

fn is_address(words: &str) -> bool {
    words.contains("://") || words.starts_with("www.") || words.starts_with('@')
}

/// A name without `By` before it.
fn without_by(name: &str) -> &str {
    let name = name.trim();
    let by = ["By ", "by ", "BY ", "By: ", "Von ", "von ", "Par ", "Por "];
    by.iter()
        .find_map(|by| name.strip_prefix(by))
        .unwrap_or(name)
        .trim()
}
