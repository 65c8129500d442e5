//! Verdicts as schema.org `ClaimReview` (<https://schema.org/ClaimReview>), JSON-LD: what search engines and fact-check
//! collections read.
//!
//! Every mark with a verdict is one review: its words are the claim, the article is where it appeared. The rating has the
//! verdict in words, and a number from 1 (false) to 5 (true) where the verdict is one of ours that means one. The page on
//! which a review stands (`url`) is for whoever publishes it to add, and the scale belongs on that page.

use super::format;
use super::sheet::NoteSheet;
use crate::model::{PlacedAnnotation, SafeText};
use serde_json::{Map, Value, json};

/// What begins a file of ours.
pub const SIGN: &str = "{\"@context\":\"https://schema.org\",\"@graph\":[";

/// The verdicts that stand for a number (ClaimReview's scale of truth); whether there is enough evidence is no number.
const RATINGS: [(&str, u8); 3] = [("supported", 5), ("disputed", 3), ("refuted", 1)];

/// Reviews that grow.
#[derive(Debug, Default)]
pub struct Writer {
    reviews: Vec<String>,
}

impl format::Writer for Writer {
    fn add(&mut self, sheet: &NoteSheet) {
        let notes = sheet.in_order();
        let reviews = notes.into_iter().filter_map(|note| review(note, sheet));
        self.reviews
            .extend(reviews.map(|review| review.to_string()));
    }

    fn finish(self: Box<Self>) -> String {
        format!("{SIGN}\n{}\n]}}\n", self.reviews.join(",\n"))
    }
}

fn review(note: &PlacedAnnotation, sheet: &NoteSheet) -> Option<Value> {
    let annotation = &note.annotation;
    let (target, verdict) = (
        annotation.target.as_ref()?,
        annotation.body.verdict.as_ref()?,
    );
    let mut rating = json!({"@type": "Rating", "alternateName": verdict.replace('_', " ")});
    if let Some((_, value)) = RATINGS.iter().find(|(name, _)| *name == verdict.as_str()) {
        rating["ratingValue"] = json!(value);
        rating["worstRating"] = json!(1);
        rating["bestRating"] = json!(5);
    }
    let metadata = &sheet.metadata;
    let mut article = Map::new();
    article.insert("@type".to_owned(), json!("NewsArticle"));
    article.insert("headline".to_owned(), json!(sheet.title));
    let known = |text: &Option<SafeText>| text.as_ref().map(|text| json!(text));
    let named = |kind: &str, name: &Option<SafeText>| {
        name.as_ref()
            .map(|name| json!({"@type": kind, "name": name}))
    };
    let parts = [
        ("url", known(&metadata.url)),
        ("author", named("Person", &metadata.byline)),
        ("publisher", named("Organization", &metadata.site)),
        (
            "datePublished",
            metadata
                .published
                .map(|published| json!(published.to_string())),
        ),
        ("inLanguage", known(&metadata.language)),
    ];
    for (key, value) in parts {
        if let Some(value) = value {
            article.insert(key.to_owned(), value);
        }
    }
    let mut review = json!({
        "@type": "ClaimReview",
        "@id": format!("urn:pressmark:annotation:{}", annotation.id),
        "claimReviewed": SafeText::line(&target.quote),
        "author": {"@type": "Person", "name": annotation.annotator},
        "datePublished": annotation.modified.to_zoned(jiff::tz::TimeZone::UTC).date().to_string(),
        "reviewRating": rating,
        "itemReviewed": {"@type": "Claim", "appearance": article},
    });
    if !annotation.body.note.trim().is_empty() {
        review["reviewBody"] = json!(annotation.body.note);
    }
    Some(review)
}

#[cfg(test)]
mod tests {
    use super::super::sheet::tests::{note, sheet};
    use super::*;
    use crate::exchange::Writer as _;

    /// Whether a document is what schema.org, and those who read reviews, ask for.
    fn is_as_wanted(document: &Value) -> bool {
        let is_review = |review: &Value| {
            let rating = &review["reviewRating"];
            review["@type"] == "ClaimReview"
                && review["claimReviewed"]
                    .as_str()
                    .is_some_and(|claim| !claim.is_empty())
                && review["datePublished"]
                    .as_str()
                    .is_some_and(|day| day.parse::<jiff::civil::Date>().is_ok())
                && review["author"]["name"].is_string()
                && rating["alternateName"].is_string()
                && (rating["ratingValue"].is_null()
                    || rating["worstRating"].is_u64() && rating["bestRating"].is_u64())
                && review["itemReviewed"]["@type"] == "Claim"
                && review["itemReviewed"]["appearance"]["headline"].is_string()
        };
        document["@context"] == "https://schema.org"
            && document["@graph"]
                .as_array()
                .is_some_and(|reviews| reviews.iter().all(is_review))
    }

    #[test]
    fn every_verdict_is_a_review_as_its_readers_want_it() {
        let mut one = note("aaaa", "$40 billion");
        one.body.verdict = Some("refuted".into());
        one.body.note = "It was \"30\".".into();
        let mut two = note("bbbb", "rose");
        two.body.verdict = Some("not_enough_evidence".into());
        let mut writer = Box::new(Writer::default());
        writer.add(&sheet(vec![one, two, note("cccc", "plan")]));
        let text = writer.finish();
        assert!(text.starts_with(SIGN), "{text}");
        let document: Value = serde_json::from_str(&text).unwrap();
        assert!(is_as_wanted(&document), "{text}");
        let reviews = document["@graph"].as_array().unwrap();
        assert_eq!(reviews.len(), 2);
        assert_eq!(
            (
                &reviews[0]["reviewRating"]["ratingValue"],
                &reviews[0]["claimReviewed"]
            ),
            (&json!(1), &json!("$40 billion"))
        );
        assert_eq!(
            reviews[1]["reviewRating"],
            json!({"@type": "Rating", "alternateName": "not enough evidence"})
        );
        assert_eq!(
            reviews[0]["itemReviewed"]["appearance"]["url"],
            "https://example.org/a"
        );
        let empty: Value = serde_json::from_str(&Box::<Writer>::default().finish()).unwrap();
        assert!(is_as_wanted(&empty));
    }
}
