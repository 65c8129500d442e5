//! Which pairs of an article are told when it is opened.
//!
//! An article of which many others speak has more pairs than anybody looks at, and each takes the text of the other one to
//! be told in words. So the first few of each place are told and the others counted: opening an article costs the same
//! in a library of any size.

use crate::library::Library;
use crate::library::changes::apply::article_row;
use crate::library::company::relation::{pairs, read};
use crate::library::company::witness::Witnesses;
use crate::library::error::LibraryError;
use crate::library::list::row::count;
use crate::model::relation::RelationKind;
use crate::model::{ArticleId, Relation};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// So many pairs of each place of a text are told.
const TOLD: usize = 3;

/// The pairs of article ?1 as the indexes know them: their kinds, where its facts stand, and whether a person ruled on them.
const BRIEFLY: &str = "SELECT row, kind, start_a, ruling IS NOT NULL FROM relation WHERE a = ?1
     UNION ALL SELECT row, kind, start_b, ruling IS NOT NULL FROM relation WHERE b = ?1";

/// Whether the person has read the article with which article ?2 makes the pair ?1.
const MET: &str = "SELECT 1 FROM relation r CROSS JOIN article x ON x.row = r.a + r.b - ?2
     WHERE r.row = ?1 AND x.read = 1 AND x.removed = 0";

/// A pair before it is told.
struct Brief {
    row: i64,
    kind: Option<RelationKind>,
    is_ruled: bool,
}

impl Library {
    /// What other articles say about the facts of this one, as far as it is told at once: of each place first where they
    /// disagree, then where the person read the same, then the newest. With it the places of which there is more, by the
    /// byte where they begin, and how much.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn first_relations(
        &self,
        id: &ArticleId,
    ) -> Result<(Vec<Relation>, BTreeMap<usize, usize>), LibraryError> {
        let article = article_row(&self.connection, id)?;
        let mut tell = self
            .connection
            .prepare_cached(&format!("{} AND r.row = ?1", pairs()))?;
        let mut witnesses = Witnesses::new(&self.connection);
        let (mut relations, mut untold) = (Vec::new(), BTreeMap::new());
        for (start, pairs) in self.briefly(article)? {
            let mut told = 0;
            let mut left = pairs.len();
            for row in self.in_order(article, pairs)? {
                if told == TOLD {
                    break;
                }
                left -= 1;
                // An article that was removed makes no pairs.
                let mut found = tell.query([row])?;
                if let Some(row) = found.next()?
                    && let Some(relation) = read(row, &mut witnesses)?
                {
                    relations.push(relation.seen_from(id));
                    told += 1;
                }
            }
            if left > 0 {
                untold.insert(start, left);
            }
        }
        relations.sort_by_key(|relation| (relation.a.span, relation.kind as u8));
        Ok((relations, untold))
    }

    /// The pairs of an article by the places of its facts.
    fn briefly(&self, article: i64) -> Result<BTreeMap<usize, Vec<Brief>>, LibraryError> {
        let mut places: BTreeMap<usize, Vec<Brief>> = BTreeMap::new();
        let mut statement = self.connection.prepare_cached(BRIEFLY)?;
        let mut rows = statement.query([article])?;
        while let Some(row) = rows.next()? {
            places.entry(count(row, 2)?).or_default().push(Brief {
                row: row.get(0)?,
                kind: RelationKind::ALL.get(count(row, 1)?).copied(),
                is_ruled: row.get(3)?,
            });
        }
        Ok(places)
    }

    /// The pairs of one place in the order in which they are told. What a person ruled on is settled.
    fn in_order(&self, article: i64, mut pairs: Vec<Brief>) -> Result<Vec<i64>, LibraryError> {
        let disagrees = |pair: &Brief| pair.kind == Some(RelationKind::Disagrees);
        pairs.sort_by_key(|pair| (!disagrees(pair), pair.is_ruled, Reverse(pair.row)));
        if pairs.len() > TOLD {
            let mut is_met = self.connection.prepare_cached(MET)?;
            for at in 0..pairs.len() {
                let same = pairs
                    .get(at)
                    .filter(|pair| pair.kind.is_some_and(RelationKind::is_same));
                if let Some(pair) = same
                    && is_met.exists([pair.row, article])?
                {
                    let met = pairs.remove(at);
                    pairs.insert(at.min(1), met);
                    break;
                }
            }
        }
        Ok(pairs.into_iter().map(|pair| pair.row).collect())
    }
}
