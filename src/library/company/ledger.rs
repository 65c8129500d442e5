//! The ledger: facts of many articles as rows, sorted by what they say, read by window.

use crate::library::company::figure::of_figure;
use crate::library::error::LibraryError;
use crate::library::list::clause::Clause;
use crate::library::list::filter::Scope;
use crate::library::list::row::{article_row, columns, integer};
use crate::library::{Content, Library};
use crate::model::ledger::{Ledger, LedgerKey, LedgerRow, LedgerSort};
use crate::model::query::{FactFilter, Filter};
use crate::model::{ArticleId, ArticleRow, Fact, Page, Query, Rejections, SafeText};
use rusqlite::params_from_iter;
use rusqlite::types::Value;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Where the facts of a condition stand.
const FROM: &str =
    "FROM figure f CROSS JOIN article a ON a.row = f.article JOIN source s ON s.row = a.source";

impl Library {
    /// A window of a ledger: `count` rows from index `first`.
    ///
    /// # Errors
    /// When the query names an article that is not there, or SQLite refuses.
    pub fn ledger(
        &self,
        ledger: &Ledger,
        first: usize,
        count: usize,
    ) -> Result<Page<LedgerRow>, LibraryError> {
        let clause = self.ledger_clause(&ledger.query)?;
        let total: usize = self
            .connection
            .prepare_cached(&format!("SELECT count(*) {FROM} WHERE {}", clause.sql))?
            .query_row(params_from_iter(&clause.values), |row| {
                crate::library::list::row::count(row, 0)
            })?;
        let first = first.min(total);
        let sql = format!(
            "SELECT {}, f.fact {FROM} WHERE {} ORDER BY {} LIMIT ? OFFSET ?",
            columns(false),
            clause.sql,
            order(ledger.sort)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let window = [count, first].map(|bound| Value::Integer(integer(bound)));
        let found = statement.query_map(
            params_from_iter(clause.values.iter().chain(&window)),
            |row| {
                Ok((
                    article_row(row)?,
                    crate::library::list::row::count(row, "fact")?,
                ))
            },
        )?;
        let mut texts = HashMap::new();
        let mut rows = Vec::with_capacity(count);
        for row in found {
            let (article, fact) = row?;
            rows.extend(self.ledger_row(article, fact, &mut texts)?);
        }
        Ok(Page {
            first,
            rows,
            total,
            ..Page::default()
        })
    }

    /// The facts of an article that the query asks for, as indices; `None` when it asks for no fact.
    ///
    /// # Errors
    /// As [`Library::ledger`].
    pub fn facts_asked_for(
        &self,
        query: &Query,
        article: &ArticleId,
    ) -> Result<Option<Vec<usize>>, LibraryError> {
        let asked = asked(&query.filter);
        if asked.is_empty() {
            return Ok(None);
        }
        let id = Clause::exactly("a.id = ?", article.as_str());
        let parts = asked.into_iter().map(of_figure).chain([id]);
        let clause = Clause::joined(parts.collect(), " AND ", "1");
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT f.fact FROM article a CROSS JOIN figure f ON f.article = a.row WHERE {} ORDER BY f.fact",
            clause.sql
        ))?;
        let found = statement.query_map(params_from_iter(&clause.values), |row| {
            crate::library::list::row::count(row, 0)
        })?;
        Ok(Some(found.collect::<Result<_, _>>()?))
    }

    /// Whether a fact is one of those for which a query asks (`fact:money>1B`); that of a query without `fact:` any is.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn is_asked_for(&self, query: &Query, fact: &Fact) -> Result<bool, LibraryError> {
        let asked = asked(&query.filter).into_iter().map(of_figure);
        let clause = Clause::joined(asked.collect(), " AND ", "1");
        crate::library::company::figure::fits(&self.connection, fact, &clause)
    }

    fn ledger_clause(&self, query: &Query) -> Result<Clause, LibraryError> {
        let articles = self.clause(query, Scope::Articles, None)?;
        let facts = asked(&query.filter).into_iter().map(of_figure);
        let parts = std::iter::once(articles).chain(facts);
        Ok(Clause::joined(parts.collect(), " AND ", "1"))
    }

    /// One row with its words; `None` when the text is not here, or was written by another version of the program.
    fn ledger_row(
        &self,
        article: ArticleRow,
        fact: usize,
        texts: &mut HashMap<ArticleId, Option<Content>>,
    ) -> Result<Option<LedgerRow>, LibraryError> {
        let content = match texts.entry(article.id.clone()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(match self.content(&article.id) {
                Ok(mut content) => {
                    self.judge(&article.id, &mut content.facts, &Rejections::default())?;
                    Some(content)
                }
                Err(LibraryError::NoText(_) | LibraryError::Stale(_)) => None,
                Err(error) => return Err(error),
            }),
        };
        Ok(content.as_ref().and_then(|content| {
            let judgements = &content.facts.judgements;
            let (index, fact) = (fact, content.facts.facts.get(fact)?.clone());
            let text = content.article.text.as_str();
            let sentence = content.facts.sentences.get(fact.sentence);
            Some(LedgerRow {
                text: SafeText::line(fact.span.of(text)),
                was: judgements
                    .corrected
                    .get(&index)
                    .map(|found| found.value.clone()),
                sentence: SafeText::line(sentence.map_or(fact.span, |s| s.span).of(text)),
                fact,
                article: article.id,
                title: article.title,
                source: article.source,
                published: article.published,
            })
        }))
    }
}

/// What a query asks of every fact: its `fact:` parts that hold for all it finds.
fn asked(filter: &Filter) -> Vec<&FactFilter> {
    match filter {
        Filter::Fact(fact) => vec![fact],
        Filter::And(all) => all.iter().flat_map(asked).collect(),
        _ => Vec::new(),
    }
}

fn order(sort: LedgerSort) -> String {
    // "By 1880" stands where it ends: it says nothing of a beginning.
    const DAY: &str = "iif(f.first > -9223372036854775808, f.first, f.last)";
    const UNIT: &str = "(SELECT folded FROM term t WHERE t.row = f.unit)";
    const SUBJECT: &str = "(SELECT folded FROM term t WHERE t.row = f.subject)";
    const METRIC: &str = "(SELECT folded FROM term t WHERE t.row = f.metric)";
    let keys: &[&str] = match sort.key {
        LedgerKey::Article => &["a.date"],
        LedgerKey::Value => &["f.high"],
        LedgerKey::Unit => &[UNIT, "f.high"],
        LedgerKey::Subject => &[SUBJECT, METRIC],
        LedgerKey::Metric => &[METRIC, SUBJECT],
        LedgerKey::Period => &[DAY, "f.last"],
    };
    let direction = if sort.descending { "DESC" } else { "ASC" };
    // What a fact does not say stands at the end in either direction.
    let keys: Vec<String> = keys
        .iter()
        .map(|key| format!("{key} {direction} NULLS LAST"))
        .collect();
    format!("{}, a.date DESC, a.row DESC, f.fact", keys.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{OpenOptions, sample};
    use crate::model::fact::{FactKind, FactValue, Sentence};
    use crate::model::quantity::{Quantity, Unit};
    use crate::model::{Fact, Facts, Span};
    use jiff::Timestamp;
    use rust_decimal::Decimal;

    /// An article whose text is amounts of dollars, each a fact of its own.
    fn put(library: &mut Library, name: &str, amounts: &[i64]) {
        let mut text = String::new();
        let mut facts = Facts::default();
        for amount in amounts {
            let start = text.len();
            text.push('$');
            text.push_str(&amount.to_string());
            let span = Span::new(start, text.len());
            text.push_str(" it said.\n");
            facts.sentences.push(Sentence {
                span: Span::new(start, text.len() - 1),
                score: 0.0,
                reasons: Vec::new(),
            });
            facts.facts.push(Fact {
                kind: FactKind::Money,
                span,
                sentence: facts.sentences.len() - 1,
                value: FactValue::Quantity(Quantity::exact(
                    Decimal::from(*amount),
                    Unit::Currency("USD".to_owned()),
                )),
                subject: Some(name.to_owned()),
                metric: None,
                period: None,
            });
        }
        let mut batch = library.batch().unwrap();
        sample::put(&mut batch, name, &text, &facts, &[], Timestamp::UNIX_EPOCH);
        batch.commit().unwrap();
    }

    fn told(library: &Library, query: &str, key: LedgerKey, descending: bool) -> Vec<String> {
        let ledger = Ledger {
            query: Query {
                filter: filter(query),
                ..Query::default()
            },
            sort: LedgerSort { key, descending },
        };
        let page = library.ledger(&ledger, 0, 10).unwrap();
        assert_eq!(page.total, page.rows.len());
        let rows = page.rows.iter();
        rows.map(|row| format!("{} {}", row.article, row.sentence))
            .collect()
    }

    /// Above so many dollars, in articles of this name.
    fn filter(least: &str) -> Filter {
        use crate::model::query::{Bound, Interval};
        let Ok(value) = least.parse() else {
            return Filter::All;
        };
        let low = Some(Bound {
            value,
            inclusive: true,
        });
        Filter::Fact(FactFilter {
            value: Some(Interval { low, high: None }),
            ..FactFilter::default()
        })
    }

    #[test]
    fn rows_are_sorted_by_value_and_narrowed_with_the_articles() {
        let folder = tempfile::tempdir().unwrap();
        let mut library = Library::open(folder.path(), OpenOptions::Write).unwrap();
        put(&mut library, "meta", &[65, 7]);
        put(&mut library, "amazon", &[30]);
        assert_eq!(
            told(&library, "", LedgerKey::Value, true),
            [
                "meta $65 it said.",
                "amazon $30 it said.",
                "meta $7 it said."
            ]
        );
        assert_eq!(
            told(&library, "30", LedgerKey::Subject, false),
            ["amazon $30 it said.", "meta $65 it said."]
        );
    }

    #[test]
    fn a_newer_text_replaces_the_rows_of_the_older_one() {
        let folder = tempfile::tempdir().unwrap();
        let mut library = Library::open(folder.path(), OpenOptions::Write).unwrap();
        put(&mut library, "meta", &[65]);
        put(&mut library, "meta", &[72]);
        assert_eq!(
            told(&library, "", LedgerKey::Article, true),
            ["meta $72 it said."]
        );
    }
}
