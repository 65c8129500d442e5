//! Comparison keys: what two figures must share before anyone looks at their values.

use super::entity::canonical;
use crate::model::article::Article;
use crate::model::fact::{Fact, FactKind, FactValue, Facts};
use crate::model::quantity::Unit;
use std::collections::HashMap;

/// The bucket of one comparable fact. Facts of different buckets are never compared.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// Unit and canonical subject, such as `USD|meta`.
    pub bucket: String,
    /// Index of the fact in [`Facts::facts`].
    pub fact: usize,
}

/// The keys of an article's facts, in order of the facts. A fact without a subject, or one that a person
/// rejected, has none.
pub fn keys(facts: &Facts, _article: &Article) -> Vec<Key> {
    // An article speaks of few subjects, often.
    let mut subjects: HashMap<&str, String> = HashMap::new();
    facts
        .standing()
        .filter_map(|(fact, found)| {
            Some(Key {
                bucket: bucket(found, &mut subjects)?,
                fact,
            })
        })
        .collect()
}

fn bucket<'f>(fact: &'f Fact, subjects: &mut HashMap<&'f str, String>) -> Option<String> {
    if !matches!(
        fact.kind,
        FactKind::Money | FactKind::Percent | FactKind::Count | FactKind::Measure
    ) {
        return None;
    }
    let FactValue::Quantity(quantity) = &fact.value else {
        return None;
    };
    let unit = match &quantity.unit {
        Unit::Count(noun) => head(noun).to_lowercase(),
        unit => unit.to_string(),
    };
    let subject = fact.subject.as_deref()?;
    let subject = subjects
        .entry(subject)
        .or_insert_with(|| canonical(subject));
    (!subject.is_empty() && !unit.is_empty()).then(|| format!("{unit}|{subject}"))
}

/// The last word of a counted noun phrase.
pub fn head(noun: &str) -> &str {
    noun.rsplit(' ').next().unwrap_or(noun)
}
