//! What a page says about its article in linked data (JSON-LD, schema.org).

use dom_query::Document;
use serde_json::Value;

/// More than this is no description of an article, in bytes.
const LONGEST: usize = 4 * 1024 * 1024;

/// Things with more types than these are not articles: the words that end their names.
const ARTICLES: &[&str] = &[
    "Article", "Posting", "Report", "BlogPost", "WebPage", "Review", "Recipe", "QAPage", "Question",
];

/// An article as linked data describes it.
#[derive(Debug, Default)]
pub(super) struct LinkedData {
    /// Its headline.
    pub headline: Option<String>,
    /// The names of its authors.
    pub authors: Vec<String>,
    /// The name of its publisher.
    pub publisher: Option<String>,
    /// When it was published, as written.
    pub published: Option<String>,
    /// When it was changed, as written.
    pub modified: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The address of its image.
    pub image: Option<String>,
    /// Its keywords.
    pub keywords: Vec<String>,
    /// Its text; of a live report the text of all its posts.
    pub body: String,
    /// Whether it is made of many posts.
    pub is_thread: bool,
}

/// Reads the linked data of a page; empty when there is none.
pub(super) fn read(page: &Document) -> LinkedData {
    let mut things: Vec<(u8, Value)> = Vec::new();
    for script in page
        .select("script[type*='ld+json']")
        .nodes()
        .iter()
        .take(40)
    {
        let text = script.text();
        if text.len() > LONGEST {
            continue;
        }
        let text = text
            .trim()
            .trim_start_matches("<!--")
            .trim_start_matches("//<![CDATA[")
            .trim_start_matches("<![CDATA[");
        let text = text
            .trim_end_matches("-->")
            .trim_end()
            .trim_end_matches("]]>")
            .trim_end_matches("//");
        // Line breaks inside strings are common and wrong.
        let value = serde_json::from_str(text)
            .or_else(|_| serde_json::from_str(&text.replace(['\n', '\r', '\t'], " ")));
        if let Ok(value) = value {
            gather(value, &mut things, 0);
        }
    }
    things.sort_by_key(|(rank, _)| *rank);
    let mut data = LinkedData::default();
    for (rank, thing) in &things {
        describe(*rank, thing, &mut data);
    }
    data
}

/// Collects the articles of a value, those in its graph and in its lists too: an article proper before a page.
fn gather(value: Value, things: &mut Vec<(u8, Value)>, depth: usize) {
    match value {
        Value::Array(values) if depth < 4 => values
            .into_iter()
            .take(200)
            .for_each(|value| gather(value, things, depth + 1)),
        Value::Object(mut object) if depth < 4 => {
            if let Some(graph) = object.remove("@graph") {
                gather(graph, things, depth + 1);
            }
            if let Some(Value::Object(entity)) =
                object.get("mainEntity").filter(|entity| entity.is_object())
            {
                gather(Value::Object(entity.clone()), things, depth + 1);
            }
            let types = strings(object.get("@type"));
            let is = |end: &str| types.iter().any(|name| name.ends_with(end));
            if ARTICLES.iter().any(|end| is(end)) && things.len() < 100 {
                let rank = u8::from(is("WebPage") || is("QAPage"));
                things.push((rank, Value::Object(object)));
            }
        }
        _ => {}
    }
}

fn describe(rank: u8, thing: &Value, data: &mut LinkedData) {
    let text = |key: &str| strings(thing.get(key)).into_iter().next();
    let keep = |field: &mut Option<String>, value: Option<String>| {
        if field.is_none() {
            *field = value;
        }
    };
    keep(
        &mut data.headline,
        text("headline").or_else(|| text("name")),
    );
    keep(
        &mut data.published,
        text("datePublished").or_else(|| text("dateCreated")),
    );
    keep(&mut data.modified, text("dateModified"));
    keep(&mut data.language, text("inLanguage"));
    keep(
        &mut data.publisher,
        names(thing.get("publisher")).into_iter().next(),
    );
    keep(
        &mut data.url,
        text("url").or_else(|| strings(thing.get("mainEntityOfPage")).into_iter().next()),
    );
    keep(
        &mut data.image,
        strings(thing.get("image")).into_iter().next(),
    );
    if data.authors.is_empty() {
        data.authors = names(thing.get("author"));
    }
    if data.keywords.is_empty() {
        data.keywords = strings(thing.get("keywords"));
    }
    let kinds = strings(thing.get("@type"));
    data.is_thread |= kinds.iter().any(|kind| {
        matches!(
            kind.as_str(),
            "LiveBlogPosting" | "DiscussionForumPosting" | "QAPage" | "Question"
        )
    });
    if rank == 0 {
        for key in ["articleBody", "text"] {
            if data.body.is_empty() {
                data.body = words(&text(key).unwrap_or_default());
            }
        }
        if let Some(Value::Array(posts)) = thing.get("liveBlogUpdate") {
            for post in posts.iter().take(1_000) {
                for key in ["headline", "articleBody"] {
                    for text in strings(post.get(key)) {
                        data.body.push('\n');
                        data.body.push_str(&words(&text));
                    }
                }
            }
        }
    }
}

/// The words of a text that may hold markup.
fn words(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.to_owned();
    }
    if super::nesting::is_hostile(text) {
        return super::nesting::stripped(text);
    }
    let fragment = Document::fragment(text);
    let parts: Vec<String> = fragment
        .root()
        .descendants_it()
        .filter(dom_query::NodeRef::is_text)
        .map(|node| node.text().to_string())
        .collect();
    parts.join(" ")
}

/// What `read` finds in the first values of a list. A list in a list says nothing.
fn of_each(values: &[Value], read: fn(Option<&Value>) -> Vec<String>) -> Vec<String> {
    let plain = values.iter().take(50).filter(|value| !value.is_array());
    plain.flat_map(|value| read(Some(value))).collect()
}

/// The strings of a value: itself, those of a list, the address or the id of a thing.
fn strings(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) if !text.trim().is_empty() => vec![text.trim().to_owned()],
        Some(Value::Array(values)) => of_each(values, strings),
        Some(Value::Object(object)) => ["url", "@id", "name", "@value"]
            .iter()
            .find_map(|key| object.get(*key).and_then(Value::as_str))
            .map(|text| vec![text.to_owned()])
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The names of people or organisations.
fn names(value: Option<&Value>) -> Vec<String> {
    let all = match value {
        Some(Value::Array(values)) => of_each(values, names),
        Some(Value::Object(object)) => match object.get("name") {
            Some(Value::Array(_) | Value::String(_)) => strings(object.get("name")),
            _ => Vec::new(),
        },
        Some(Value::String(name)) => vec![name.trim().to_owned()],
        _ => Vec::new(),
    };
    let mut known: Vec<String> = Vec::new();
    for name in all {
        if !name.is_empty() && !name.contains("://") && !known.contains(&name) {
            known.push(name);
        }
    }
    known
}
