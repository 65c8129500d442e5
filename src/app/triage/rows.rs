//! Makes the rows of a card: title, key facts by rank with what is new in them, and the beginning of the text.

use crate::app::facts::value;
use crate::app::panel::rows::{relation_word, wrapped};
use crate::app::panel::{Kind, relation_sign};
use crate::model::relation::RelationKind;
use crate::model::{ArticleRow, BlockKind, Fact, FactKind, FactValue, OpenedArticle, Relation};

/// From this width on the text stands beside the facts.
const SIDE_BY_SIDE: u16 = 120;
/// The widest column of a card, as in the reader.
const WIDEST: u16 = 76;
/// Columns at the left of a card, and between its two columns.
pub const INSET: u16 = 3;
/// Columns before the words of a fact: its sign and a space.
const INDENT: usize = 2;
/// Rows of one fact, of a title, and of one other sentence.
const FACT_ROWS: usize = 4;
const TITLE_ROWS: usize = 3;
const OTHER_ROWS: usize = 2;
/// So many rows of the text are made: more than a screen has.
const TEXT_ROWS: usize = 120;
/// Under the facts, the text has so many.
const TEXT_ROWS_BELOW: usize = 12;

/// One row of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeckRow {
    /// What stands in it.
    pub part: Part,
    /// The text, at most as wide as its column.
    pub text: String,
}

/// What a row of a card holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The title.
    Title,
    /// Source, date, state, tags.
    About,
    /// A heading.
    Heading,
    /// The words of a fact; its first row begins with the sign of its kind.
    Fact(Kind),
    /// As [`Part::Fact`], of one that was read in another article.
    Known,
    /// Its normalised value.
    Value(FactKind),
    /// How another article stands to it.
    Relation(RelationKind),
    /// Words of the text.
    Text,
    /// Nothing.
    Blank,
}

/// The widths of a card's columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Columns {
    /// Of the facts.
    pub facts: u16,
    /// Of the text beside them; 0 when it stands below.
    pub text: u16,
}

impl Columns {
    /// The columns on a screen of this width.
    pub fn new(width: u16) -> Self {
        if width < SIDE_BY_SIDE {
            return Self {
                facts: width.saturating_sub(2 * INSET).clamp(1, WIDEST),
                text: 0,
            };
        }
        let half = (width - 3 * INSET) / 2;
        Self {
            facts: half.min(WIDEST),
            text: half.min(WIDEST),
        }
    }
}

/// The rows of both columns. Until its article is here, a card tells what its row in the list knows.
pub fn make(
    card: &ArticleRow,
    opened: Option<&OpenedArticle>,
    columns: Columns,
) -> (Vec<DeckRow>, Vec<DeckRow>) {
    let mut facts = Rows::new(columns.facts);
    facts.wrap(Part::Title, &card.title, TITLE_ROWS);
    facts.wrap(Part::About, &about(card, opened), OTHER_ROWS);
    let Some(opened) = opened else {
        return (facts.made, Vec::new());
    };
    facts.blank();
    facts.key_facts(opened);
    if columns.text == 0 {
        facts.blank();
        facts.push(Part::Heading, "It begins");
        facts.text(opened, TEXT_ROWS_BELOW);
        return (facts.made, Vec::new());
    }
    let mut text = Rows::new(columns.text);
    text.text(opened, TEXT_ROWS);
    (facts.made, text.made)
}

/// Source, author, how long it is, and the state, in one line.
fn about(card: &ArticleRow, opened: Option<&OpenedArticle>) -> String {
    let mut parts = vec![card.source.to_string()];
    if let Some(published) = card.published {
        parts.push(published.date().strftime("%-d %b %Y").to_string());
    }
    if let Some(opened) = opened {
        parts.extend(opened.article.metadata.byline.as_deref().map(str::to_owned));
    }
    let marks = [
        (card.updated, "updated"),
        (card.starred, "starred"),
        (card.archived, "archived"),
    ];
    let marks = marks.iter().filter(|(is, _)| *is);
    parts.extend(marks.map(|(_, word)| (*word).to_owned()));
    match card.copy_count() {
        0 => {}
        1 => parts.push("+1 copy".to_owned()),
        n => parts.push(format!("+{n} copies")),
    }
    parts.extend(card.tags.iter().map(|tag| format!("#{tag}")));
    parts.join(" · ")
}

struct Rows {
    width: usize,
    made: Vec<DeckRow>,
}

impl Rows {
    fn new(width: u16) -> Self {
        Self {
            width: usize::from(width),
            made: Vec::new(),
        }
    }

    fn key_facts(&mut self, opened: &OpenedArticle) {
        let key_facts = &opened.facts.key_facts;
        if key_facts.is_empty() {
            return self.push(Part::Heading, "No key facts");
        }
        let known: Vec<Option<&Relation>> = key_facts
            .iter()
            .map(|key| known_from(opened, &key.facts))
            .collect();
        let new = known.iter().filter(|known| known.is_none()).count();
        let count = match key_facts.len() {
            1 => "1 key fact".to_owned(),
            n => format!("{n} key facts"),
        };
        self.push(
            Part::Heading,
            &match new {
                _ if new == key_facts.len() => count,
                0 => format!("{count}, nothing new"),
                new => format!("{count}, {new} new"),
            },
        );
        for (key, known) in key_facts.iter().zip(known) {
            let facts: Vec<&Fact> = key
                .facts
                .iter()
                .filter(|index| !opened.facts.is_rejected(**index))
                .filter_map(|index| opened.facts.facts.get(*index))
                .collect();
            let words = key.span.of(&opened.article.text);
            if let Some(other) = known {
                self.words(Part::Known, '=', words, OTHER_ROWS);
                let line = format!("  read before in {}", other.b.title);
                self.push(Part::Known, &line);
                continue;
            }
            let telling = facts
                .iter()
                .filter(|fact| fact.kind != FactKind::Statement)
                .min_by_key(|fact| fact.kind);
            let kind = telling.map_or(Kind::Sentence, |fact| Kind::Fact(fact.kind));
            self.words(Part::Fact(kind), kind.sign(), words, FACT_ROWS);
            self.values(&facts);
            self.disagreements(opened, &key.facts);
        }
    }

    /// The figures of a sentence in one row; its dates only where it has no figures, which tell them.
    fn values(&mut self, facts: &[&Fact]) {
        let is_date = |fact: &&&Fact| matches!(fact.value, FactValue::Date(_));
        let (dates, figures): (Vec<&&Fact>, Vec<&&Fact>) = facts.iter().partition(is_date);
        let told = if figures.is_empty() { dates } else { figures };
        let kind = told.iter().map(|fact| fact.kind).min();
        let values = told.into_iter().map(|fact| value::describe(fact));
        let values: Vec<String> = values.filter(|value| !value.is_empty()).collect();
        if let Some(kind) = kind.filter(|_| !values.is_empty()) {
            self.push(Part::Value(kind), &format!("  {}", values.join("; ")));
        }
    }

    /// What others say otherwise.
    fn disagreements(&mut self, opened: &OpenedArticle, facts: &[usize]) {
        let relations = opened.relations.iter().filter(|(fact, relation)| {
            facts.contains(fact) && relation.kind == RelationKind::Disagrees
        });
        for (_, relation) in relations {
            let (kind, b) = (relation.kind, &relation.b);
            let line = format!("{}: {} ({})", relation_word(kind), b.text, b.title);
            self.words(Part::Relation(kind), relation_sign(kind), &line, OTHER_ROWS);
        }
    }

    /// The paragraphs of the article from its beginning.
    fn text(&mut self, opened: &OpenedArticle, most: usize) {
        let text = opened.article.text.as_str();
        let before = self.made.len();
        for block in &opened.article.blocks {
            // The title stands over the card already.
            if block.span.of(text).trim() == opened.row.title.trim() {
                continue;
            }
            let part = match block.kind {
                // They say little in a narrow column, and their figures are facts.
                BlockKind::Table | BlockKind::Code => continue,
                kind if kind.is_furniture() => continue,
                BlockKind::Heading => Part::Heading,
                _ => Part::Text,
            };
            let left = most.saturating_sub(self.made.len() - before);
            if left < 2 {
                break;
            }
            if self.made.len() > before {
                self.blank();
            }
            self.wrap(part, block.span.of(text), left - 1);
        }
    }

    /// Words behind a sign.
    fn words(&mut self, part: Part, sign: char, words: &str, most: usize) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let lines = wrapped(&words, self.width.saturating_sub(INDENT), most);
        for (number, line) in lines.into_iter().enumerate() {
            let sign = if number == 0 { sign } else { ' ' };
            self.push(part, &format!("{sign} {line}"));
        }
    }

    fn wrap(&mut self, part: Part, words: &str, most: usize) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        for line in wrapped(&words, self.width, most) {
            self.push(part, &line);
        }
    }

    fn blank(&mut self) {
        self.push(Part::Blank, "");
    }

    fn push(&mut self, part: Part, text: &str) {
        let text = crate::text::width::shorten(text, self.width).into_owned();
        self.made.push(DeckRow { part, text });
    }
}

/// The article from which the reader knows everything that these facts say: each that can be compared was met in an
/// article that was read, as the same words, the same value from the same voice, or confirmed by another.
fn known_from<'a>(opened: &'a OpenedArticle, facts: &[usize]) -> Option<&'a Relation> {
    let met = |fact: usize| {
        opened.relations.iter().find_map(|(of, relation)| {
            (*of == fact
                && relation.kind.is_same()
                && opened.read_before.contains(&relation.b.article))
            .then_some(relation)
        })
    };
    let is_said = |index: &usize| {
        let fact = opened.facts.facts.get(*index);
        fact.is_some_and(|fact| !value::describe_value(&fact.value).is_empty())
    };
    let first = facts.iter().find_map(|fact| met(*fact))?;
    let mut said = facts.iter().filter(|index| is_said(index));
    said.all(|fact| met(*fact).is_some()).then_some(first)
}
