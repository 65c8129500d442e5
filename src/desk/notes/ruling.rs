//! Rulings on pairs of facts made without a screen.

use crate::desk::Desk;
use crate::library::LibraryError;
use crate::model::relation::Side;
use crate::model::{
    Action, Annotation, AnnotationId, ArticleId, Body, Link, LinkId, LinkRelation, Motivation,
    Relation, SafeText, Target,
};

/// Which pair is meant, and what is said about it.
#[derive(Debug, Clone)]
pub struct NewRuling {
    /// The two articles.
    pub articles: [ArticleId; 2],
    /// Words of the fact in each, where more than one pair stands between the two.
    pub words: [Option<String>; 2],
    /// The ruling.
    pub relation: LinkRelation,
    /// What the person says about it.
    pub note: SafeText,
}

/// Why a pair was not ruled on.
#[derive(Debug, thiserror::Error)]
pub enum RuleError {
    /// The library refused.
    #[error(transparent)]
    Library(#[from] LibraryError),
    /// There is no such pair.
    #[error(
        "nothing was compared between these two that has such words; `pressmark compare --query id:ID` lists the pairs"
    )]
    NoPair,
    /// There is more than one.
    #[error("{} pairs stand between these two: tell them apart by --first and --second: {}", .0.len(), .0.join("; "))]
    Ambiguous(Vec<String>),
}

impl Desk {
    /// Rules on a pair of facts, in place of what this person said about it before; when this returns, it is on the disk.
    ///
    /// # Errors
    /// When not exactly one pair is meant, or the library refuses.
    pub fn rule_on_pair(&mut self, ruling: &NewRuling) -> Result<Link, RuleError> {
        let pair = self.pair_meant(ruling)?;
        let now = (self.who.now)();
        let known = pair.ruling.as_ref();
        let mine = known.filter(|known| known.annotator == self.who.annotator);
        let mut actions = Vec::new();
        let link = if let Some(mine) = mine {
            Link {
                relation: ruling.relation,
                note: ruling.note.clone(),
                modified: now,
                ..mine.clone()
            }
        } else {
            let ends = [self.assessed(&pair.a)?, self.assessed(&pair.b)?];
            let [from, to] = ends.each_ref().map(|end| end.id.clone());
            actions.extend(ends.map(|end| Action::Annotate(Box::new(end))));
            Link {
                id: LinkId::from_random((self.who.random)()),
                from,
                to,
                relation: ruling.relation,
                note: ruling.note.clone(),
                annotator: self.who.annotator.clone(),
                created: now,
                modified: now,
            }
        };
        actions.push(Action::Link(Box::new(link.clone())));
        self.library.apply_all(&self.who.changes(actions))?;
        Ok(link)
    }

    fn pair_meant(&self, ruling: &NewRuling) -> Result<Relation, RuleError> {
        let [one, other] = &ruling.articles;
        let [first, second] = &ruling.words;
        let has = |side: &Side, words: &Option<String>| {
            words.as_ref().is_none_or(|words| side.text.contains(words))
        };
        let mut pairs = self.library.relations(one)?;
        pairs
            .retain(|pair| pair.b.article == *other && has(&pair.a, first) && has(&pair.b, second));
        let told = |pair: &Relation| format!("“{}” and “{}”", pair.a.text, pair.b.text);
        match pairs.as_slice() {
            [] => Err(RuleError::NoPair),
            [only] => Ok(only.clone()),
            several => Err(RuleError::Ambiguous(several.iter().map(told).collect())),
        }
    }

    /// The words of one side as an end of a ruling.
    fn assessed(&self, side: &Side) -> Result<Annotation, LibraryError> {
        let (version, text) = self.library.text(&side.article)?;
        let now = (self.who.now)();
        Ok(Annotation {
            id: AnnotationId::from_random((self.who.random)()),
            article: side.article.clone(),
            motivation: Motivation::Assessing,
            target: Some(Target::new(&text, version, side.span)),
            body: Body::default(),
            annotator: self.who.annotator.clone(),
            created: now,
            modified: now,
        })
    }
}
