//! Two sentences side by side: what one article says, and what another one says about the same.

use crate::app::App;
use crate::app::cursor::moved;
use crate::app::keys::command::Command;
use crate::app::layer::Layer;
use crate::model::Relation;

/// Which pairs of the opened article are to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::app) enum Chosen {
    /// Those with an article, by the beginning of its id or words of its title; with nothing typed all, from the cursor on.
    With(String),
    /// Those of some facts.
    Of(Vec<usize>),
}

/// State of the compare view.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Compare {
    /// The pairs at hand: of one fact, of the whole article (`a` is the opened one), or rows of the disagreements.
    pub pairs: Vec<Relation>,
    /// Index of the first of them among all.
    pub first: usize,
    /// How many there are.
    pub total: usize,
    /// Index among all of the pair that is shown.
    pub cursor: usize,
    /// Whether they are rows of the view of disagreements under it, and its cursor goes along.
    pub listed: bool,
}

impl Compare {
    /// The pair that is shown, once it is at hand.
    pub fn pair(&self) -> Option<&Relation> {
        self.pairs.get(self.cursor.checked_sub(self.first)?)
    }
}

impl App {
    /// Shows pairs, beginning with one of them.
    pub(in crate::app) fn open_compare(&mut self, pairs: Vec<Relation>, cursor: usize) {
        self.layers.push(Layer::Compare(Compare {
            total: pairs.len(),
            pairs,
            cursor,
            ..Compare::default()
        }));
        self.light_pair();
    }

    /// Shows the pair under the cursor of the view of disagreements.
    pub(super) fn open_compare_listed(&mut self) {
        self.layers.push(Layer::Compare(Compare {
            listed: true,
            ..Compare::default()
        }));
        self.follow_disagreements();
    }

    /// What stands over the view of disagreements shows its rows.
    pub(super) fn follow_disagreements(&mut self) {
        let Some(view) = self.disagreements() else {
            return;
        };
        let (page, at) = (view.page.clone(), view.cursor);
        if let Some(Layer::Compare(compare)) = self.layers.last_mut()
            && compare.listed
        {
            (compare.first, compare.total, compare.cursor) = (page.first, page.total, at);
            compare.pairs = page.rows;
        }
    }

    /// Shows all pairs of the article at hand from the cursor on; with `other`, the beginning of an id or words of a
    /// title, only those with that article.
    pub(in crate::app) fn compare(&mut self, other: &str) {
        if self.focus == crate::app::Focus::List
            && let Some(article) = self.list.current().cloned()
        {
            self.want(article);
        }
        self.comparing = Some(Chosen::With(other.to_owned()));
        self.compare_again();
    }

    /// Shows all pairs of some facts of the article at hand.
    pub(in crate::app) fn compare_facts(&mut self, facts: Vec<usize>) {
        self.comparing = Some(Chosen::Of(facts));
        self.compare_again();
    }

    /// Shows the pairs that are to be shown, once the article is here with all of them.
    pub(in crate::app) fn compare_again(&mut self) {
        if self.comparing.is_none() || self.tell_all() {
            return;
        }
        let Some(opened) = self.reader.article().cloned() else {
            return;
        };
        let other = match self.comparing.take() {
            Some(Chosen::With(other)) => other,
            Some(Chosen::Of(facts)) => {
                let pairs = opened.relations.iter();
                let pairs = pairs.filter(|(fact, _)| facts.contains(fact));
                return self.open_compare(pairs.map(|(_, pair)| pair.clone()).collect(), 0);
            }
            None => return,
        };
        let named = other.to_lowercase();
        let pairs: Vec<Relation> = opened
            .relations
            .iter()
            .map(|(_, pair)| pair)
            .filter(|pair| is_named(pair, &named))
            .cloned()
            .collect();
        let here = self.reader.cursor;
        let at = pairs.iter().position(|pair| pair.a.span.end > here);
        match pairs.is_empty() {
            false => self.open_compare(pairs, at.unwrap_or(0)),
            true if other.is_empty() => self.say("No other article speaks about the same"),
            true => self.fail(format!(
                "No article called `{other}` speaks about the same; Tab offers those that do"
            )),
        }
    }

    /// The other articles of the pairs, for completion: id and title, each once.
    pub(in crate::app) fn comparable(&self, typed: &str) -> Vec<(String, String)> {
        let typed = typed.to_lowercase();
        let relations = self
            .reader
            .article()
            .map_or(&[][..], |opened| &opened.relations);
        let mut named: Vec<(String, String)> = Vec::new();
        for (_, pair) in relations.iter().filter(|(_, pair)| is_named(pair, &typed)) {
            let one = (pair.b.article.to_string(), pair.b.title.to_string());
            if !named.contains(&one) {
                named.push(one);
            }
        }
        named
    }

    /// Commands of the view: `Enter` opens the other article at its sentence, `h` the one on the left.
    pub(in crate::app) fn run_in_compare(
        &mut self,
        command: Command,
        count: Option<usize>,
    ) -> bool {
        let Some(Layer::Compare(compare)) = self.layers.last_mut() else {
            return false;
        };
        if let Some(to) = moved(command, count, compare.cursor, compare.total, 1) {
            if !compare.listed {
                compare.cursor = to;
            } else if let Some(view) = self.disagreements() {
                view.cursor = to;
                self.follow_disagreements();
            }
            self.light_pair();
            return true;
        }
        if self.run_on_pair(command) {
            return true;
        }
        let Some(Layer::Compare(compare)) = self.layers.last() else {
            return false;
        };
        let (listed, pair) = (compare.listed, compare.pair().cloned());
        let side = match (command, pair) {
            (Command::Open, Some(pair)) => pair.b,
            (Command::OpenLeft, Some(pair)) => pair.a,
            (Command::Open | Command::OpenLeft, None) => return true,
            _ => return false,
        };
        self.layers.pop();
        if listed {
            self.layers.pop();
        }
        self.open_at(side.article, Some(side.span));
        true
    }

    fn light_pair(&mut self) {
        if let Some(Layer::Compare(compare)) = self.layers.last()
            && let Some(pair) = compare.pair()
            && self
                .reader
                .article()
                .is_some_and(|opened| opened.row.id == pair.a.article)
        {
            let span = pair.a.span;
            self.reader.point_at(span);
        }
    }
}

/// Whether the other article of a pair has an id that begins with `typed`, or these words in its title.
fn is_named(pair: &Relation, typed: &str) -> bool {
    pair.b.article.as_str().starts_with(typed) || pair.b.title.to_lowercase().contains(typed)
}
