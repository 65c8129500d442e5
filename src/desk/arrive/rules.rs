//! Rules: what comes in is tagged, starred, archived, read or hidden as the person wrote down.
//!
//! What a rule does is an automatic change, never on the undo stack, and nothing that it hides is lost:
//! the article tells which rule it was. Each article goes through the rules once, when it has come;
//! [`Desk::rule_all`] carries them out on the whole library, or tells what that would do.

use crate::desk::{Desk, LibraryError};
use crate::ingest::subscriptions;
use crate::model::query::{Filter, State};
use crate::model::{Action, ArticleId, Origin, Query, Rule, RuleEffect, SafeText, StateChange};
use crate::query;

impl Desk {
    /// Carries the rules out on what came since they were carried out last.
    ///
    /// # Errors
    /// When the library refuses.
    pub fn rule_new(&mut self) -> Result<Vec<RuleEffect>, LibraryError> {
        let (from, to) = (self.library.ruled()?, self.library.newest_row()?);
        if from == to {
            return Ok(Vec::new());
        }
        let effects = self.rule(from, true)?;
        self.library.set_ruled(to)?;
        Ok(effects)
    }

    /// Carries the rules out on the whole library, or (without `carry_out`) tells what each by itself would change.
    ///
    /// # Errors
    /// When the library refuses.
    pub fn rule_all(&mut self, carry_out: bool) -> Result<Vec<RuleEffect>, LibraryError> {
        self.rule(0, carry_out)
    }

    fn rule(&mut self, after: i64, carry_out: bool) -> Result<Vec<RuleEffect>, LibraryError> {
        let today = (self.who.now)().to_zoned(jiff::tz::TimeZone::UTC).date();
        let mut effects = Vec::new();
        for rule in self.rules.clone() {
            let mut effect = RuleEffect {
                rule: rule.name.clone(),
                articles: 0,
                hides: rule.hide,
                wrong: None,
            };
            match query::parse_on(&rule.query, Some(today)) {
                Err(error) => {
                    let wrong = format!("{}: rule {}: {}", rule.place, rule.name, error.message);
                    effect.wrong = Some(SafeText::line(&wrong));
                }
                Ok(wanted) => {
                    let articles = self
                        .library
                        .arrived_after(&narrowed(&rule, wanted), after)?;
                    effect.articles = articles.len();
                    if carry_out && !articles.is_empty() {
                        self.carry_out(&rule, articles)?;
                    }
                }
            }
            effects.push(effect);
        }
        Ok(effects)
    }

    fn carry_out(&mut self, rule: &Rule, articles: Vec<ArticleId>) -> Result<(), LibraryError> {
        let set = |on: bool| on.then_some(true);
        let state = StateChange {
            read: set(rule.read),
            starred: set(rule.star),
            archived: set(rule.archive),
            ..StateChange::default()
        };
        let mut actions = Vec::new();
        if state != StateChange::default() {
            let articles = articles.clone();
            actions.push(Action::SetState { articles, state });
        }
        if !rule.tags.is_empty() {
            actions.push(Action::Tag {
                articles: articles.clone(),
                add: rule.tags.clone(),
                remove: Vec::new(),
            });
        }
        if rule.hide {
            let rule = Some(rule.name.clone());
            actions.push(Action::Hide { articles, rule });
        }
        let changes: Vec<_> = actions
            .into_iter()
            .map(|action| self.who.change(Origin::Automatic, action))
            .collect();
        self.library.apply_all(&changes).map(|_| ())
    }
}

/// The articles of a rule's query that it would change: what is archived or hidden is not in a list anyway.
fn narrowed(rule: &Rule, wanted: Query) -> Query {
    let not = |filter| Filter::Not(Box::new(filter));
    let mut open: Vec<Filter> = rule
        .tags
        .iter()
        .cloned()
        .map(Filter::Tag)
        .map(not)
        .collect();
    if rule.star {
        open.push(not(Filter::Is(State::Starred)));
    }
    if rule.read {
        open.push(Filter::Is(State::Unread));
    }
    if rule.archive || rule.hide {
        open.push(Filter::All);
    }
    Query {
        filter: Filter::And(vec![wanted.filter, Filter::Or(open)]),
        sort: Vec::new(),
        limit: None,
        ..wanted
    }
}

/// The rules in newsboat's settings (`ignore-article`), and the lines that cannot be said here, each with why.
pub fn newsboat_rules(text: &str) -> (Vec<Rule>, Vec<String>) {
    let (found, left_out) = subscriptions::ignored_articles(text);
    let rules = found.into_iter().enumerate().map(|(number, query)| Rule {
        name: SafeText::line(&format!("newsboat {}", number + 1)),
        query: SafeText::line(&query),
        hide: true,
        ..Rule::default()
    });
    (rules.collect(), left_out)
}
