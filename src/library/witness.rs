//! What articles say of their facts, as the person judged them, so that a stored pair can be told in words: each text is read once for all
//! pairs of an answer.

use super::columns::unpack_facts;
use super::error::LibraryError;
use super::judgement::lay_over;
use super::place::unpack_text;
use crate::model::fact::{Fact, FactKind, FactValue};
use crate::model::relation::{Origin, Side};
use crate::model::{ArticleId, Facts, Rejections, SafeText, Span};
use rusqlite::{Connection, OptionalExtension};
use std::collections::HashMap;

/// An article's text, and what was found in it.
struct Witness {
    id: ArticleId,
    title: SafeText,
    text: SafeText,
    facts: Facts,
}

/// An id, a title, and whether its facts are judged.
type Names = (String, String, bool);

/// The articles of some pairs.
pub(super) struct Witnesses<'c> {
    connection: &'c Connection,
    known: HashMap<i64, Option<Witness>>,
}

impl<'c> Witnesses<'c> {
    pub fn new(connection: &'c Connection) -> Self {
        Self {
            connection,
            known: HashMap::new(),
        }
    }

    /// A side of a pair, with the fact itself where it is still found; `None` when the text is not here.
    pub fn side(
        &mut self,
        article: i64,
        kind: FactKind,
        span: Span,
    ) -> Result<Option<(Side, Option<&Fact>)>, LibraryError> {
        if !self.known.contains_key(&article) {
            let read = self.read(article)?;
            self.known.insert(article, read);
        }
        let Some(Some(witness)) = self.known.get(&article) else {
            return Ok(None);
        };
        let facts = &witness.facts;
        let same = |fact: &&Fact| fact.span == span && fact.kind == kind;
        let at = facts.facts.iter().position(|fact| same(&fact));
        let fact = at.and_then(|at| facts.facts.get(at));
        let corrected = at.and_then(|at| facts.judgements.corrected.get(&at));
        let sentence = fact.and_then(|fact| facts.sentences.get(fact.sentence));
        let place = sentence.map_or(span, |sentence| sentence.span);
        let side = Side {
            article: witness.id.clone(),
            title: witness.title.clone(),
            kind,
            span,
            text: SafeText::new(span.of(&witness.text)),
            sentence: SafeText::new(place.of(&witness.text)),
            place,
            value: fact.map_or(FactValue::None, |fact| fact.value.clone()),
            origin: Origin {
                corrected_by: corrected.map(|corrected| corrected.annotator.clone()),
                ..Origin::default()
            },
        };
        Ok(Some((side, fact)))
    }

    /// An article that has a text. Facts of another version of the program are none.
    fn read(&self, article: i64) -> Result<Option<Witness>, LibraryError> {
        let stored: Option<(Names, [Vec<u8>; 2])> = self
            .connection
            .prepare_cached(
                "SELECT a.id, a.title, a.judgements > 0, b.text, b.facts
                 FROM article a JOIN body b ON b.version = a.version WHERE a.row = ?",
            )?
            .query_row([article], |row| {
                Ok((
                    (row.get(0)?, row.get(1)?, row.get(2)?),
                    [row.get(3)?, row.get(4)?],
                ))
            })
            .optional()?;
        let Some(((id, title, is_judged), [text, facts])) = stored else {
            return Ok(None);
        };
        let (id, text) = (ArticleId::named(&id), unpack_text(&text)?);
        let mut facts = unpack_facts(&facts, &text).unwrap_or_default();
        if is_judged {
            lay_over(self.connection, &id, &mut facts, &Rejections::default())?;
        }
        Ok(Some(Witness {
            id,
            title: SafeText::line(&title),
            text,
            facts,
        }))
    }
}
