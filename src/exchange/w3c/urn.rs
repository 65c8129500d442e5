//! Names of this program's things as IRIs, and back.

use crate::model::{AnnotationId, ArticleId, LinkId, SafeText, TextVersion};
use std::fmt::Write;

const SCHEME: &str = "urn:pressmark:";

/// An annotation. A name that is an IRI already, as other programs give them, stays as it is.
pub fn annotation(id: &AnnotationId) -> String {
    if is_iri(id.as_str()) {
        id.to_string()
    } else {
        urn("annotation", id.as_str())
    }
}

/// A link. A name that is an IRI already stays as it is.
pub fn link(id: &LinkId) -> String {
    if is_iri(id.as_str()) {
        id.to_string()
    } else {
        urn("link", id.as_str())
    }
}

/// How far a person is with labelling an article.
pub fn labelling(article: &ArticleId, annotator: &SafeText) -> String {
    urn("labelling", &format!("{article} {annotator}"))
}

/// An article.
pub fn article(id: &ArticleId) -> String {
    urn("article", id.as_str())
}

/// A text of an article.
pub fn version(version: &TextVersion) -> String {
    urn("text", &format!("{}-{}", version.hash, version.pipeline))
}

/// The annotation that an IRI names.
pub fn annotation_of(iri: &str) -> Option<AnnotationId> {
    let name = name_of("annotation", iri).unwrap_or_else(|| iri.to_owned());
    super::super::incoming::given_id(&name)
}

/// The link that an IRI names.
pub fn link_of(iri: &str) -> Option<LinkId> {
    let name = name_of("link", iri).unwrap_or_else(|| iri.to_owned());
    let id = LinkId::named(&name);
    (!id.as_str().is_empty()).then_some(id)
}

/// The article that an IRI names, if it is one of ours.
pub fn article_of(iri: &str) -> Option<ArticleId> {
    name_of("article", iri).map(|name| ArticleId::named(&name))
}

/// The text that an IRI names, if it is one of ours.
pub fn version_of(iri: &str) -> Option<TextVersion> {
    let name = name_of("text", iri)?;
    let (hash, pipeline) = name.rsplit_once('-')?;
    Some(TextVersion {
        hash: hash.to_owned(),
        pipeline: pipeline.parse().ok()?,
    })
}

/// Whether text is an absolute IRI: a scheme, a colon, and nothing that an IRI cannot hold (RFC 3987).
pub fn is_iri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let forbidden = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
    };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        && !rest.is_empty()
        && !rest.contains(forbidden)
}

fn urn(kind: &str, name: &str) -> String {
    let mut urn = format!("{SCHEME}{kind}:");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            urn.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(urn, "%{byte:02X}");
        }
    }
    urn
}

fn name_of(kind: &str, iri: &str) -> Option<String> {
    let name = iri
        .strip_prefix(SCHEME)?
        .strip_prefix(kind)?
        .strip_prefix(':')?;
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            let (high, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
            u8::try_from(high * 16 + low).ok()?
        } else {
            byte
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_iris_and_come_back() {
        for name in [
            "abcdefgh",
            "mine (2)",
            "π%41",
            "a:b c",
            "https://hypothes.is/a/x1",
        ] {
            let id = AnnotationId::named(name);
            assert!(is_iri(&annotation(&id)), "{name}");
            assert_eq!(annotation_of(&annotation(&id)), Some(id));
        }
        assert_eq!(
            article_of("urn:pressmark:article:k3%20f"),
            Some(ArticleId::named("k3 f"))
        );
        assert_eq!(article_of("https://example.org/"), None);
        assert_eq!(name_of("article", "urn:pressmark:article:%4"), None);
    }
}
