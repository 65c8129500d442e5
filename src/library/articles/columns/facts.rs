//! What was found in an article, in columns.

use super::{Distinct, Places, spoken_of, steps, walked};
use crate::model::date::DateValue;
use crate::model::fact::{
    Entity, EntityKind, Fact, FactKind, FactValue, KeyFact, Number, Quote, QuoteKind, Sentence,
};
use crate::model::judgement::Judgements;
use crate::model::quantity::Quantity;
use crate::model::{Facts, Span};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Scores are kept in thousandths, as they are told.
const THOUSANDTHS: f64 = 1000.0;

/// [`Facts`] in columns. Lists of one kind of thing are as long as each other.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Columns {
    words: Vec<String>,
    quantities: Vec<Quantity>,
    dates: Vec<DateValue>,
    sentences: Places,
    scores: Vec<i64>,
    sentence_reasons: Vec<Vec<usize>>,
    key_facts: Places,
    ranks: Vec<usize>,
    key_reasons: Vec<Vec<usize>>,
    key_parts: Vec<Vec<usize>>,
    facts: Places,
    kinds: Vec<FactKind>,
    of_sentence: Vec<isize>,
    /// 0 for none, an odd number for a quantity, an even one for a date.
    values: Vec<usize>,
    subjects: Vec<usize>,
    metrics: Vec<usize>,
    periods: Vec<usize>,
    numbers: Places,
    number_values: Vec<usize>,
    entities: Places,
    entity_kinds: Vec<EntityKind>,
    entity_names: Vec<usize>,
    quotes: Places,
    speakers: Vec<usize>,
    quote_kinds: Vec<QuoteKind>,
    duplicates: Vec<Places>,
}

/// The words of an article's facts; those that stand in the text itself are number 0.
struct Words<'a> {
    text: &'a str,
    distinct: Distinct<'a, str>,
}

impl<'a> Words<'a> {
    fn own(&mut self, span: Span, words: &'a str) -> usize {
        if span.of(self.text) == words {
            return 0;
        }
        self.distinct.number(Some(words))
    }

    fn all(&mut self, words: &'a [String]) -> Vec<usize> {
        words
            .iter()
            .map(|word| self.distinct.number(Some(word.as_str())))
            .collect()
    }
}

impl Columns {
    pub fn of(found: &Facts, text: &str) -> Self {
        let mut words = Words {
            text,
            distinct: Distinct::new(),
        };
        let (mut quantities, mut dates) = (Distinct::new(), Distinct::new());
        let numbers = found.numbers.iter();
        let written: Vec<String> = numbers.map(|number| number.value.to_string()).collect();
        let (sentences, keys, facts) = (&found.sentences, &found.key_facts, &found.facts);
        let values = facts.iter().map(|fact| match &fact.value {
            FactValue::None => 0,
            FactValue::Quantity(quantity) => 2 * quantities.number(Some(quantity)) - 1,
            FactValue::Date(date) => 2 * dates.number(Some(date)),
        });
        let values: Vec<usize> = values.collect();
        Self {
            sentences: Places::of(sentences.iter().map(|sentence| sentence.span)),
            scores: sentences.iter().map(|it| thousandths(it.score)).collect(),
            sentence_reasons: sentences.iter().map(|it| words.all(&it.reasons)).collect(),
            key_facts: Places::of(keys.iter().map(|key| key.span)),
            ranks: keys.iter().map(|key| key.rank).collect(),
            key_reasons: keys.iter().map(|key| words.all(&key.reasons)).collect(),
            key_parts: keys.iter().map(|key| key.facts.clone()).collect(),
            facts: Places::of(facts.iter().map(|fact| fact.span)),
            kinds: facts.iter().map(|fact| fact.kind).collect(),
            of_sentence: steps(facts.iter().map(|fact| fact.sentence)),
            values,
            subjects: facts
                .iter()
                .map(|fact| words.distinct.number(fact.subject.as_deref()))
                .collect(),
            metrics: facts
                .iter()
                .map(|fact| words.distinct.number(fact.metric.as_deref()))
                .collect(),
            periods: facts
                .iter()
                .map(|fact| dates.number(fact.period.as_ref()))
                .collect(),
            numbers: Places::of(found.numbers.iter().map(|number| number.span)),
            number_values: found
                .numbers
                .iter()
                .zip(&written)
                .map(|(number, written)| words.own(number.span, written))
                .collect(),
            entities: Places::of(found.entities.iter().map(|entity| entity.span)),
            entity_kinds: found.entities.iter().map(|entity| entity.kind).collect(),
            entity_names: found
                .entities
                .iter()
                .map(|entity| words.own(entity.span, &entity.name))
                .collect(),
            quotes: Places::of(found.quotes.iter().map(|quote| quote.span)),
            speakers: found
                .quotes
                .iter()
                .map(|quote| words.distinct.number(quote.speaker.as_deref()))
                .collect(),
            quote_kinds: found.quotes.iter().map(|quote| quote.kind).collect(),
            duplicates: found
                .duplicates
                .iter()
                .map(|group| Places::of(group.iter().copied()))
                .collect(),
            words: words.distinct.owned(),
            quantities: quantities.owned(),
            dates: dates.owned(),
        }
    }

    /// The facts; `None` when they are damaged.
    pub fn facts(&self, text: &str) -> Option<Facts> {
        Some(Facts {
            sentences: self.sentences(),
            key_facts: self.key_facts(),
            numbers: self.numbers(text)?,
            entities: self.entities(text),
            quotes: self.quotes(),
            duplicates: self
                .duplicates
                .iter()
                .map(|group| group.spans().collect())
                .collect(),
            facts: self.all_facts()?,
            judgements: Judgements::default(),
        })
    }

    fn word(&self, number: usize) -> Option<String> {
        spoken_of(&self.words, number)
    }

    fn all_words(&self, numbers: &[usize]) -> Vec<String> {
        let words = numbers.iter().filter_map(|number| self.word(*number));
        words.collect()
    }

    fn sentences(&self) -> Vec<Sentence> {
        let scored = self.scores.iter().zip(&self.sentence_reasons);
        let all = self.sentences.spans().zip(scored);
        all.map(|(span, (score, reasons))| Sentence {
            span,
            score: *score as f64 / THOUSANDTHS,
            reasons: self.all_words(reasons),
        })
        .collect()
    }

    fn key_facts(&self) -> Vec<KeyFact> {
        let told = self.key_reasons.iter().zip(&self.key_parts);
        let all = self.key_facts.spans().zip(&self.ranks).zip(told);
        all.map(|((span, rank), (reasons, facts))| KeyFact {
            span,
            rank: *rank,
            reasons: self.all_words(reasons),
            facts: facts.clone(),
        })
        .collect()
    }

    fn numbers(&self, text: &str) -> Option<Vec<Number>> {
        let all = self.numbers.spans().zip(&self.number_values);
        all.map(|(span, number)| {
            let written = self.word(*number);
            let written = written.as_deref().unwrap_or_else(|| span.of(text));
            let value = written.parse::<Decimal>().ok()?;
            Some(Number { span, value })
        })
        .collect()
    }

    fn entities(&self, text: &str) -> Vec<Entity> {
        let named = self.entity_kinds.iter().zip(&self.entity_names);
        let all = self.entities.spans().zip(named);
        all.map(|(span, (kind, number))| {
            let name = self.word(*number);
            Entity {
                span,
                kind: *kind,
                name: name.unwrap_or_else(|| span.of(text).to_owned()),
            }
        })
        .collect()
    }

    fn quotes(&self) -> Vec<Quote> {
        let said = self.speakers.iter().zip(&self.quote_kinds);
        let all = self.quotes.spans().zip(said);
        all.map(|(span, (speaker, kind))| Quote {
            span,
            speaker: self.word(*speaker),
            kind: *kind,
        })
        .collect()
    }

    fn value(&self, number: usize) -> Option<FactValue> {
        Some(if number == 0 {
            FactValue::None
        } else if number % 2 == 1 {
            FactValue::Quantity(spoken_of(&self.quantities, number.div_ceil(2))?)
        } else {
            FactValue::Date(spoken_of(&self.dates, number / 2)?)
        })
    }

    fn all_facts(&self) -> Option<Vec<Fact>> {
        let sentences = walked(&self.of_sentence);
        let about = self.subjects.iter().zip(&self.metrics).zip(&self.periods);
        let all = self.facts.spans().zip(&self.kinds).zip(sentences);
        all.zip(self.values.iter().zip(about))
            .map(
                |(((span, kind), sentence), (value, ((subject, metric), period)))| {
                    Some(Fact {
                        kind: *kind,
                        span,
                        sentence,
                        value: self.value(*value)?,
                        subject: self.word(*subject),
                        metric: self.word(*metric),
                        period: spoken_of(&self.dates, *period),
                    })
                },
            )
            .collect()
    }
}

/// A score in thousandths; one out of all measure becomes the greatest.
fn thousandths(score: f64) -> i64 {
    (score * THOUSANDTHS).round() as i64
}
