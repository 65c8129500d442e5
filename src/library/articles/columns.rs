//! Bodies as they lie in the file: column by column.
//!
//! Written one after the other, facts and blocks are mostly offsets that grow and names that come again, which no
//! compression finds. Here a place is told as the distance from the end of the one before, a name stands once and is
//! spoken of by number, and like things stand beside each other: half the room, and quicker to unfold. Nothing
//! is left out. A body of another shape unfolds to nothing and is made again from the article's bytes.

mod article;
mod facts;

use crate::model::article::Metadata;
use crate::model::{Article, Facts, Span};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::hash::Hash;

/// The number of the shape, by which another one is told from it. It is raised when the columns change.
const SHAPE: u16 = 0x5101;

/// Facts of the article with this text in bytes; `None` when they cannot be written down.
pub(in crate::library) fn pack_facts(facts: &Facts, text: &str) -> Option<Vec<u8>> {
    postcard::to_stdvec(&(SHAPE, facts::Columns::of(facts, text))).ok()
}

/// The facts from their bytes; `None` when they are damaged or of another shape than today's.
pub(in crate::library) fn unpack_facts(bytes: &[u8], text: &str) -> Option<Facts> {
    let (shape, columns): (u16, facts::Columns) = postcard::from_bytes(bytes).ok()?;
    columns.facts(text).filter(|_| shape == SHAPE)
}

/// An article's structure without its text in bytes; `None` when it cannot be written down.
pub(in crate::library) fn pack_structure(article: &Article) -> Option<Vec<u8>> {
    postcard::to_stdvec(&(SHAPE, article::Columns::of(article))).ok()
}

/// The article from its bytes, still without its text; `None` when it is damaged or of another shape than today's.
pub(in crate::library) fn unpack_structure(bytes: &[u8]) -> Option<Article> {
    let (shape, columns): (u16, article::Columns) = postcard::from_bytes(bytes).ok()?;
    (shape == SHAPE).then(|| columns.article())
}

/// What is known of an article beside its text, from the head of its structure; `None` as for [`unpack_structure`].
pub(in crate::library) fn unpack_metadata(bytes: &[u8]) -> Option<Metadata> {
    let (shape, metadata): (u16, Metadata) = postcard::from_bytes(bytes).ok()?;
    (shape == SHAPE).then_some(metadata)
}

/// Places in a text: for each the distance from the end of the one before, and its length.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Places {
    gaps: Vec<isize>,
    lengths: Vec<usize>,
}

impl Places {
    fn of(spans: impl IntoIterator<Item = Span>) -> Self {
        let mut places = Self::default();
        let mut end = 0;
        for span in spans {
            places.gaps.push(distance(end, span.start));
            places.lengths.push(span.len());
            end = span.end;
        }
        places
    }

    fn spans(&self) -> impl Iterator<Item = Span> {
        let mut end = 0;
        self.gaps
            .iter()
            .zip(&self.lengths)
            .map(move |(gap, length)| {
                let start = moved(end, *gap);
                end = start.saturating_add(*length);
                Span::new(start, end)
            })
    }
}

/// How far `to` lies behind `from`.
const fn distance(from: usize, to: usize) -> isize {
    to.wrapping_sub(from).cast_signed()
}

/// The offset that lies so far behind `from`; a damaged distance leads to some offset.
const fn moved(from: usize, distance: isize) -> usize {
    from.wrapping_add_signed(distance)
}

/// Numbers, each as its difference from the one before.
fn steps(numbers: impl IntoIterator<Item = usize>) -> Vec<isize> {
    let mut before = 0;
    let step = |number| distance(std::mem::replace(&mut before, number), number);
    numbers.into_iter().map(step).collect()
}

/// The numbers that such differences tell.
fn walked(steps: &[isize]) -> impl Iterator<Item = usize> {
    let mut at = 0;
    steps.iter().map(move |step| {
        at = moved(at, *step);
        at
    })
}

/// Things that are spoken of by number, from 1; 0 is none.
#[derive(Debug)]
struct Distinct<'a, T: ?Sized> {
    all: Vec<&'a T>,
    known: HashMap<&'a T, usize>,
}

impl<'a, T: ?Sized + Eq + Hash + ToOwned> Distinct<'a, T> {
    fn new() -> Self {
        Self {
            all: Vec::new(),
            known: HashMap::new(),
        }
    }

    fn number(&mut self, thing: Option<&'a T>) -> usize {
        let Some(thing) = thing else { return 0 };
        *self.known.entry(thing).or_insert_with(|| {
            self.all.push(thing);
            self.all.len()
        })
    }

    /// All things in the order of their numbers.
    fn owned(&self) -> Vec<T::Owned> {
        self.all.iter().map(|thing| (*thing).to_owned()).collect()
    }
}

/// What a number speaks of: nothing for 0, and for a damaged one.
fn spoken_of<T: Clone>(all: &[T], number: usize) -> Option<T> {
    all.get(number.checked_sub(1)?).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::{Certainty, Repair};
    use crate::model::block::{Alignment, Inline, InlineKind, Table};
    use crate::model::date::DateValue;
    use crate::model::fact::{
        Entity, EntityKind, FactKind, FactValue, KeyFact, Number, Quote, QuoteKind, Sentence,
    };
    use crate::model::quantity::{Quantity, Unit};
    use crate::model::source_map::{Run, SourceMap};
    use crate::model::{Block, BlockKind, Fact, Loss, LossKind, SafeText, Section, SectionKind};
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    const TEXT: &str = "Meta Platforms spent $1,200 on chips, Meta said.\nA\tB\n“Yes,” it said.\n";

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    /// Structure of each kind.
    fn article() -> Article {
        let rows = vec![vec![span("A"), span("B")], Vec::new()];
        let mut table = Block::new(BlockKind::Table, span("A\tB"));
        table.extent = span("A\tB\n");
        table.ordinal = Some(3);
        table.language = Some("en".to_owned());
        table.table = Some(Table {
            caption: Some(span("chips")),
            head_rows: 1,
            rows: rows.clone(),
            alignment: vec![Alignment::Right],
        });
        let mut first = Block::new(BlockKind::Heading, span("Meta Platforms"));
        (first.level, first.extent.end) = (2, table.extent.start);
        let mut section = Section::new(SectionKind::Table, table.extent);
        (section.heading, section.rows) = (Some(first.span), rows);
        section.items = vec![span("B"), span("A")];
        let mut source_map = SourceMap::default();
        source_map.push(Run {
            text: Span::new(0, 9),
            source: Span::new(3, 12),
            verbatim: true,
        });
        Article {
            text: TEXT.into(),
            blocks: vec![first, table],
            inlines: vec![Inline {
                span: span("chips"),
                kind: InlineKind::Link("https://a.example/".to_owned()),
            }],
            sections: vec![section],
            repairs: vec![Repair {
                span: span("“"),
                before: "â€œ".into(),
                certainty: Certainty::Certain,
                codec: "windows-1252".into(),
            }],
            losses: vec![Loss {
                span: span("A"),
                kind: LossKind::Table,
            }],
            source_map,
            ..Article::default()
        }
    }

    /// Facts of each kind.
    fn facts() -> Facts {
        let year = DateValue {
            edtf: Some("2026".to_owned()),
            ..DateValue::default()
        };
        let fact = |words: &str, sentence, value| Fact {
            kind: FactKind::Money,
            span: span(words),
            sentence,
            value,
            subject: Some("Meta".to_owned()),
            metric: None,
            period: Some(year.clone()),
        };
        let amount = Quantity::exact(Decimal::from(1_200), Unit::Currency("USD".to_owned()));
        Facts {
            sentences: vec![Sentence {
                span: span("A\tB"),
                score: -1.25,
                reasons: vec!["money".to_owned(), "money".to_owned()],
            }],
            judgements: crate::model::judgement::Judgements::default(),
            key_facts: vec![KeyFact {
                span: span("chips"),
                rank: 1,
                reasons: vec!["early".to_owned()],
                facts: vec![1, 0],
            }],
            facts: vec![
                fact("$1,200", 1, FactValue::Quantity(amount)),
                fact("Yes", 0, FactValue::Date(year.clone())),
                fact("A", 0, FactValue::None),
            ],
            numbers: vec![
                Number {
                    span: span("1,200"),
                    value: Decimal::from(1_200),
                },
                Number {
                    span: span("200"),
                    value: Decimal::from(200),
                },
            ],
            entities: ["Meta Platforms", "Meta"]
                .map(|name| Entity {
                    span: span("Meta"),
                    kind: EntityKind::Organization,
                    name: name.to_owned(),
                })
                .into(),
            quotes: vec![Quote {
                span: span("Yes,"),
                speaker: Some("Meta".to_owned()),
                kind: QuoteKind::Direct,
            }],
            duplicates: vec![vec![span("B"), span("A")]],
        }
    }

    #[test]
    fn everything_comes_back_but_the_text() {
        let (article, facts) = (article(), facts());
        let packed = pack_facts(&facts, &article.text).unwrap();
        assert_eq!(unpack_facts(&packed, &article.text), Some(facts));
        let packed = pack_structure(&article).unwrap();
        let structure = Article {
            text: SafeText::default(),
            ..article
        };
        assert_eq!(unpack_structure(&packed), Some(structure));
    }

    #[test]
    fn what_was_written_in_another_shape_is_told() {
        let (article, facts) = (article(), facts());
        let others = [
            postcard::to_stdvec(&article).unwrap(),
            postcard::to_stdvec(&facts).unwrap(),
        ];
        for other in others {
            assert_eq!(unpack_structure(&other), None);
            assert_eq!(unpack_facts(&other, &article.text), None);
        }
    }

    proptest! {
        #[test]
        fn places_come_back_in_any_order(ends in prop::collection::vec((0usize..9_000, 0usize..900), 0..30)) {
            let spans: Vec<Span> = ends.iter().map(|(start, length)| Span::new(*start, start + length)).collect();
            let places = Places::of(spans.iter().copied());
            prop_assert_eq!(places.spans().collect::<Vec<_>>(), spans);
        }

        #[test]
        fn damaged_columns_are_noticed_or_harmless(bytes in any::<Vec<u8>>(), text in "\\PC{0,40}") {
            if let Ok(columns) = postcard::from_bytes::<facts::Columns>(&bytes) {
                let _ = columns.facts(&text);
            }
            if let Ok(columns) = postcard::from_bytes::<article::Columns>(&bytes) {
                let _ = columns.article();
            }
        }
    }
}
