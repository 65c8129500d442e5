//! What articles say of their facts, as the person judged them, so that a stored pair can be told in words: each text is read once for all
//! pairs of an answer.
//!
//! What was compared is in the testimony of an article, which is unfolded much sooner than all that was found in its text.

use crate::library::articles::columns::unpack_facts;
use crate::library::articles::compress::unpack;
use crate::library::error::LibraryError;
use crate::library::marks::judgement::lay_over;
use crate::library::marks::place::text_of;
use crate::model::fact::{Fact, FactKind, FactValue};
use crate::model::relation::{Origin, Side};
use crate::model::testimony::Testimony;
use crate::model::{ArticleId, Facts, Rejections, SafeText, Span};
use rusqlite::{Connection, OptionalExtension};
use std::collections::HashMap;

/// An article's text, and what it says.
struct Witness {
    id: ArticleId,
    title: SafeText,
    text: SafeText,
    said: Said,
}

/// What an article says.
enum Said {
    /// What was laid beside other articles, as it was found.
    Testimony(Testimony),
    /// All that was found in its text, as a person judged it.
    Facts(Box<Facts>),
}

impl Said {
    /// A fact where it is still found, and where its sentence stands.
    fn fact(&self, kind: FactKind, span: Span) -> Option<(&Fact, Option<Span>)> {
        let same = |fact: &Fact| fact.span == span && fact.kind == kind;
        match self {
            Self::Testimony(said) => {
                let figure = said.figures.iter().find(|figure| same(&figure.fact))?;
                let wording = said.sentences.get(figure.sentence);
                Some((&figure.fact, wording.map(|wording| wording.place)))
            }
            Self::Facts(facts) => {
                let fact = facts.facts.iter().find(|fact| same(fact))?;
                let sentence = facts.sentences.get(fact.sentence);
                Some((fact, sentence.map(|sentence| sentence.span)))
            }
        }
    }

    /// Whether it is only a testimony, and one without this fact.
    fn is_silent_on(&self, kind: FactKind, span: Span) -> bool {
        matches!(self, Self::Testimony(_)) && self.fact(kind, span).is_none()
    }

    /// Who corrected a fact.
    fn corrected_by(&self, kind: FactKind, span: Span) -> Option<SafeText> {
        let Self::Facts(facts) = self else {
            return None;
        };
        let same = |fact: &Fact| fact.span == span && fact.kind == kind;
        let at = facts.facts.iter().position(same)?;
        let corrected = facts.judgements.corrected.get(&at)?;
        Some(corrected.annotator.clone())
    }
}

/// An id, a title, and whether its facts are judged.
type Names = (String, String, bool);

/// The articles of some pairs.
pub(in crate::library) struct Witnesses<'c> {
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
        // Of what is not in the testimony something may still be found in the text.
        let found = match self.known.get(&article) {
            Some(Some(witness)) if witness.said.is_silent_on(kind, span) => {
                Some(self.facts(article, &witness.id, &witness.text)?)
            }
            _ => None,
        };
        if let (Some(facts), Some(Some(witness))) = (found, self.known.get_mut(&article)) {
            witness.said = Said::Facts(Box::new(facts));
        }
        let Some(Some(witness)) = self.known.get(&article) else {
            return Ok(None);
        };
        let fact = witness.said.fact(kind, span);
        let place = fact.and_then(|(_, place)| place).unwrap_or(span);
        let side = Side {
            article: witness.id.clone(),
            title: witness.title.clone(),
            kind,
            span,
            text: SafeText::new(span.of(&witness.text)),
            sentence: SafeText::new(place.of(&witness.text)),
            place,
            value: fact.map_or(FactValue::None, |(fact, _)| fact.value.clone()),
            origin: Origin {
                corrected_by: witness.said.corrected_by(kind, span),
                ..Origin::default()
            },
        };
        Ok(Some((side, fact.map(|(fact, _)| fact))))
    }

    /// An article that has a text. Facts of another version of the program are none.
    fn read(&self, article: i64) -> Result<Option<Witness>, LibraryError> {
        let stored: Option<(Names, Vec<u8>, Option<Vec<u8>>)> = self
            .connection
            .prepare_cached(
                "SELECT a.id, a.title, a.judgements > 0, b.text, t.said
                 FROM article a JOIN body b ON b.version = a.version
                 LEFT JOIN testimony t ON t.article = a.row WHERE a.row = ?",
            )?
            .query_row([article], |row| {
                Ok((
                    (row.get(0)?, row.get(1)?, row.get(2)?),
                    row.get(3)?,
                    row.get(4)?,
                ))
            })
            .optional()?;
        let Some(((id, title, is_judged), text, said)) = stored else {
            return Ok(None);
        };
        let (id, text) = (ArticleId::named(&id), text_of(text)?);
        let said = said.filter(|_| !is_judged).and_then(|said| unpack(&said));
        let said = match said {
            Some(testimony) => Said::Testimony(testimony),
            None => Said::Facts(Box::new(self.facts(article, &id, &text)?)),
        };
        Ok(Some(Witness {
            id,
            title: SafeText::line(&title),
            text,
            said,
        }))
    }

    /// What was found in an article, as a person judged it.
    fn facts(&self, article: i64, id: &ArticleId, text: &str) -> Result<Facts, LibraryError> {
        let packed: Vec<u8> = self
            .connection
            .prepare_cached(
                "SELECT b.facts FROM article a JOIN body b ON b.version = a.version WHERE a.row = ?",
            )?
            .query_row([article], |row| row.get(0))?;
        let mut facts = unpack_facts(&packed, text).unwrap_or_default();
        lay_over(self.connection, id, &mut facts, &Rejections::default())?;
        Ok(facts)
    }
}
