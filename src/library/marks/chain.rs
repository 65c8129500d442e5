//! What claims are linked to: the links of one mark, those of an article's marks, and the chain that begins at a mark.

use crate::library::Library;
use crate::library::error::LibraryError;
use crate::model::link::{ChainRow, LinkedMark};
use crate::model::{AnnotationId, ArticleId, SafeText};
use std::collections::BTreeSet;

/// A chain is followed so many links far.
const DEEPEST: usize = 12;
/// So many marks of a chain are told at most.
const MOST: usize = 200;

impl Library {
    /// The links between claims that begin or end at a mark, each with the mark at its other end, in order of their
    /// making. A link whose other end was deleted rests and is left out.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn linked(&self, mark: &AnnotationId) -> Result<Vec<LinkedMark>, LibraryError> {
        let mut linked = self.linked_or_ruled(mark)?;
        linked.retain(|linked| !linked.link.relation.is_ruling());
        Ok(linked)
    }

    /// As [`Library::linked`], for all marks of an article.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn links_of(&self, article: &ArticleId) -> Result<Vec<LinkedMark>, LibraryError> {
        let mut linked = self.links_and_rulings_of(article)?;
        linked.retain(|linked| !linked.link.relation.is_ruling());
        Ok(linked)
    }

    /// As [`Library::links_of`], with the rulings on pairs of facts of the article.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn links_and_rulings_of(
        &self,
        article: &ArticleId,
    ) -> Result<Vec<LinkedMark>, LibraryError> {
        let mut statement = self.connection.prepare_cached(
            r#"SELECT n.id FROM annotation n WHERE n.article = ? AND
               (EXISTS (SELECT 1 FROM link l WHERE l."from" = n.id) OR EXISTS (SELECT 1 FROM link l WHERE l."to" = n.id))
               ORDER BY n.row"#,
        )?;
        let marks = statement.query_map([article.as_str()], |row| row.get::<_, String>(0))?;
        let mut links = Vec::new();
        for mark in marks {
            links.extend(self.linked_or_ruled(&AnnotationId::named(&mark?))?);
        }
        Ok(links)
    }

    fn linked_or_ruled(&self, mark: &AnnotationId) -> Result<Vec<LinkedMark>, LibraryError> {
        let links = self.links_at(mark)?;
        let own = if links.is_empty() {
            None
        } else {
            self.placed(mark)?
        };
        let quote = own.and_then(|own| own.annotation.target);
        let quote = quote.map_or_else(SafeText::default, |target| target.quote);
        let mut linked = Vec::new();
        for link in links {
            let outgoing = link.from == *mark;
            let other = if outgoing { &link.to } else { &link.from };
            if let Some(other) = self.placed(other)? {
                linked.push(LinkedMark {
                    at: mark.clone(),
                    quote: quote.clone(),
                    outgoing,
                    other,
                    link,
                });
            }
        }
        Ok(linked)
    }

    /// All that a mark is linked to, directly or over others, as a tree that begins at it. A mark that is met again is
    /// told where it stands and followed no further.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn chain(&self, mark: &AnnotationId) -> Result<Vec<ChainRow>, LibraryError> {
        let mut rows = Vec::new();
        let Some(first) = self.placed(mark)? else {
            return Ok(rows);
        };
        let mut met = BTreeSet::new();
        let mut waiting = vec![ChainRow {
            depth: 0,
            via: None,
            mark: first,
            again: false,
        }];
        while let Some(mut row) = waiting.pop() {
            if rows.len() == MOST {
                break;
            }
            let id = row.mark.annotation.id.clone();
            row.again = !met.insert(id.clone());
            let depth = row.depth + 1;
            let (again, came) = (row.again, row.via.as_ref().map(|link| link.link.id.clone()));
            rows.push(row);
            if again || depth > DEEPEST {
                continue;
            }
            // The last one put aside is told first.
            for linked in self.linked(&id)?.into_iter().rev() {
                if Some(&linked.link.id) != came.as_ref() {
                    waiting.push(ChainRow {
                        depth,
                        mark: linked.other.clone(),
                        via: Some(linked),
                        again: false,
                    });
                }
            }
        }
        Ok(rows)
    }
}
