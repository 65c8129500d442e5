//! A query as SQL: one condition over an article (or over a note and its article).

mod condition;
mod shown;
mod words;

pub(in crate::library) use shown::speaks;
pub(in crate::library) use words::expression;

use crate::library::Library;
use crate::library::error::LibraryError;
use crate::library::list::clause::Clause;
use crate::model::query::Filter;
use crate::model::{ArticleId, Query, SafeText};
use condition::Compiler;
use shown::{MUTED, asks_for, names_archived, names_hidden, names_judgements, names_source};

/// As you type, only so many of the newest articles with a word are looked at.
pub(in crate::library) const CANDIDATES: usize = 2000;

/// What the condition is about. Articles are `a`, notes are `n` joined to their article `a`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::library) enum Scope {
    Articles,
    Notes,
}

impl Library {
    /// The condition of a query. `candidates` caps the articles looked at for a query of one word.
    pub(in crate::library) fn clause(
        &self,
        query: &Query,
        scope: Scope,
        candidates: Option<usize>,
    ) -> Result<Clause, LibraryError> {
        self.rank(query)?;
        let words = count_words(&query.filter);
        let compiler = Compiler {
            library: self,
            scope,
            candidates: candidates.filter(|_| words == 1),
        };
        let mut clause = compiler.compile(&query.filter)?;
        // Notes stay in sight whatever becomes of their article's place in the list.
        let notes = scope == Scope::Notes && !asks_for(&query.filter, names_judgements);
        let articles = scope == Scope::Articles;
        let mut shown = "a.removed = 0".to_owned();
        if notes {
            shown += " AND n.motivation = 'commenting'";
        }
        if articles && !asks_for(&query.filter, names_archived) {
            shown += " AND a.archived = 0";
        }
        if articles && !asks_for(&query.filter, names_hidden) {
            shown += " AND a.hidden = 0";
        }
        let heard = if scope == Scope::Notes
            || asks_for(&query.filter, names_source)
            || !self.any_muted()?
        {
            String::new()
        } else {
            format!(" AND NOT ({MUTED})")
        };
        clause.sql = format!("{shown}{heard} AND ({})", clause.sql);
        if scope == Scope::Notes {
            return Ok(clause);
        }
        // Where sources are silent, an article that is not heard stands for nobody either.
        let plain = query.filter == Filter::All && heard.is_empty();
        Ok(crate::library::list::fold::folded(
            clause,
            crate::library::list::fold::folding(query),
            plain,
        ))
    }

    /// Whether a condition holds for an article, wherever a list would show it.
    ///
    /// # Errors
    /// When the condition names an article that is not there, or SQLite refuses.
    pub fn fits(&self, filter: &Filter, article: &ArticleId) -> Result<bool, LibraryError> {
        let compiler = Compiler {
            library: self,
            scope: Scope::Articles,
            candidates: None,
        };
        let own = Filter::Id(SafeText::new(article.as_str()));
        let clause = compiler.compile(&Filter::And(vec![own, filter.clone()]))?;
        let sql = format!("SELECT 1 FROM article a WHERE {}", clause.sql);
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.exists(rusqlite::params_from_iter(&clause.values))?)
    }

    /// Whether a list leaves nothing out but what is archived or out of sight.
    pub(in crate::library) fn is_whole(&self, query: &Query) -> Result<bool, LibraryError> {
        Ok(query.filter == Filter::All && query.closed.is_none() && !self.any_muted()?)
    }

    /// Whether a source is muted. Without one, no list has to look at the source of each article.
    fn any_muted(&self) -> Result<bool, LibraryError> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM source WHERE muted = 1")?
            .exists([])?)
    }
}

fn count_words(filter: &Filter) -> usize {
    match filter {
        Filter::And(all) | Filter::Or(all) => all.iter().map(count_words).sum(),
        // The cap keeps the newest that fit; turned round it would keep the wrong ones.
        Filter::Not(inner) => 2 * count_words(inner),
        Filter::Words { .. } | Filter::Phrase(_) => 1,
        _ => 0,
    }
}
