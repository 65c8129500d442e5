//! The article object: all that is known about one text.

use super::border::Border;
use super::difference::{VersionObject, version};
use super::fact::{FactObject, facts};
use super::parts::{self, BlockObject, LossObject, RepairObject, SectionObject};
use super::value::decimal;
use super::{VERSION, border};
use crate::desk::parse::ParsedArticle;
use crate::model::fact::{EntityKind, QuoteKind};
use crate::model::{Article, Facts, Revision};
use border::{Place, Words};
use serde::Serialize;
use serde_json::Value;
use std::path::Path;

/// What the caller calls an article, and where it came from.
#[derive(Debug, Clone, Copy)]
pub(in crate::cli) struct Origin<'a> {
    /// File name, entry id, or the caller's own id.
    pub id: &'a Value,
    /// The file, if it was one.
    pub path: Option<&'a str>,
    /// Its address, if the caller knows one; else the article's own is given.
    pub url: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct ArticleObject<'a> {
    pressmark: u8,
    id: &'a Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    url: Option<&'a str>,
    title: Option<&'a str>,
    byline: Option<&'a str>,
    site: Option<&'a str>,
    published: Option<String>,
    modified: Option<String>,
    language: Option<&'a str>,
    charset: Option<&'a str>,
    repairs: Vec<RepairObject<'a>>,
    losses: Vec<LossObject>,
    text: &'a str,
    blocks: Vec<BlockObject<'a>>,
    sections: Vec<SectionObject<'a>>,
    sentences: Vec<SentenceObject<'a>>,
    key_facts: Vec<KeyFactObject<'a>>,
    facts: Vec<FactObject<'a>>,
    numbers: Vec<NumberObject>,
    entities: Vec<EntityObject<'a>>,
    quotes: Vec<QuoteObject<'a>>,
    duplicates: Vec<Vec<Place>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    versions: Vec<VersionObject<'a>>,
}

#[derive(Debug, Serialize)]
struct SentenceObject<'a> {
    #[serde(flatten)]
    place: Place,
    score: f64,
    reasons: &'a [String],
}

#[derive(Debug, Serialize)]
struct KeyFactObject<'a> {
    #[serde(flatten)]
    words: Words<'a>,
    rank: usize,
    reasons: &'a [String],
    facts: &'a [usize],
}

#[derive(Debug, Serialize)]
struct NumberObject {
    #[serde(flatten)]
    place: Place,
    value: String,
}

#[derive(Debug, Serialize)]
struct EntityObject<'a> {
    #[serde(flatten)]
    words: Words<'a>,
    kind: EntityKind,
    norm: &'a str,
}

#[derive(Debug, Serialize)]
struct QuoteObject<'a> {
    #[serde(flatten)]
    words: Words<'a>,
    speaker: Option<&'a str>,
    kind: QuoteKind,
}

#[derive(Debug, Serialize)]
struct Answer<'a> {
    pressmark: u8,
    id: &'a Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    articles: Vec<Value>,
}

/// Several articles of one input, such as the mails of an mbox file, in one object.
pub(in crate::cli) fn articles<'a>(
    id: &'a Value,
    path: Option<&Path>,
    parsed: &[ParsedArticle],
) -> impl Serialize + use<'a> {
    let path = path.map(|path| path.to_string_lossy().into_owned());
    let origin = Origin {
        id,
        path: path.as_deref(),
        url: None,
    };
    let objects = parsed.iter().map(|parsed| {
        serde_json::to_value(article(origin, &parsed.article, &parsed.facts)).unwrap_or_default()
    });
    let articles = objects.collect();
    Answer {
        pressmark: VERSION,
        id,
        path,
        articles,
    }
}

/// The article object of the contract.
pub(in crate::cli) fn article<'a>(
    origin: Origin<'a>,
    article: &'a Article,
    facts_found: &'a Facts,
) -> impl Serialize + use<'a> {
    stored_article(origin, article, facts_found, &[])
}

/// The same of an article of the library, with all its versions, the oldest first.
pub(in crate::cli) fn stored_article<'a>(
    origin: Origin<'a>,
    article: &'a Article,
    facts_found: &'a Facts,
    versions: &'a [Revision],
) -> impl Serialize + use<'a> {
    let border = Border::new(&article.text);
    let metadata = &article.metadata;
    let sentences = facts_found.sentences.iter().map(|sentence| SentenceObject {
        place: border.place(sentence.span),
        score: sentence.score,
        reasons: &sentence.reasons,
    });
    let key_facts = facts_found.key_facts.iter().zip(1..);
    let key_facts = key_facts.map(|(key, rank)| KeyFactObject {
        words: border.words(key.span),
        rank,
        reasons: &key.reasons,
        facts: &key.facts,
    });
    let numbers = facts_found.numbers.iter().map(|number| NumberObject {
        place: border.place(number.span),
        value: decimal(number.value),
    });
    let entities = facts_found.entities.iter().map(|entity| EntityObject {
        words: border.words(entity.span),
        kind: entity.kind,
        norm: &entity.name,
    });
    let quotes = facts_found.quotes.iter().map(|quote| QuoteObject {
        words: border.words(quote.span),
        speaker: quote.speaker.as_deref(),
        kind: quote.kind,
    });
    let duplicates = facts_found.duplicates.iter();
    ArticleObject {
        pressmark: VERSION,
        id: origin.id,
        path: origin.path,
        url: origin.url.or(metadata.url.as_deref()),
        title: metadata.title.as_deref(),
        byline: metadata.byline.as_deref(),
        site: metadata.site.as_deref(),
        published: metadata.published.map(|at| at.to_string()),
        modified: metadata.modified.map(|at| at.to_string()),
        language: metadata.language.as_deref(),
        charset: metadata.charset.as_deref(),
        repairs: parts::repairs(&border, &article.repairs),
        losses: parts::losses(&border, &article.losses),
        text: &article.text,
        blocks: parts::blocks(&border, &article.blocks),
        sections: parts::sections(&border, &article.sections),
        sentences: sentences.collect(),
        key_facts: key_facts.collect(),
        facts: facts(&border, facts_found),
        numbers: numbers.collect(),
        entities: entities.collect(),
        quotes: quotes.collect(),
        duplicates: duplicates
            .map(|group| group.iter().map(|&span| border.place(span)).collect())
            .collect(),
        versions: versions.iter().map(version).collect(),
    }
}
