//! A query as SQL: one condition over an article (or over a note and its article), with its values.
//!
//! Values are always bound, never written into the text. Words go through the same `text::tokens`
//! as the index, so that what is typed and what is found are folded alike.

use super::error::LibraryError;
use super::{Library, figure};
use crate::model::query::{Filter, State, Thing};
use crate::model::{ArticleId, Folder, LabellingState, Motivation, Query, SafeText};
use crate::text::hits::certain_words;
use crate::text::tokens;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::types::Value;

/// As you type, only so many of the newest articles with a word are looked at.
pub(super) const CANDIDATES: usize = 2000;

/// What the condition is about. Articles are `a`, notes are `n` joined to their article `a`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Articles,
    Notes,
}

/// A condition with the values of its `?` in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Clause {
    pub sql: String,
    pub values: Vec<Value>,
}

impl Clause {
    /// A condition with one text value.
    pub fn exactly(sql: &str, value: &str) -> Self {
        Self {
            sql: sql.to_owned(),
            values: vec![Value::Text(value.to_owned())],
        }
    }

    pub(super) fn plain(sql: &str) -> Self {
        Self {
            sql: sql.to_owned(),
            values: Vec::new(),
        }
    }

    /// A condition in which every `?` stands for the same text.
    pub(super) fn of(sql: &str, value: &str) -> Self {
        let count = sql.matches('?').count();
        Self {
            sql: sql.to_owned(),
            values: vec![Value::Text(value.to_owned()); count],
        }
    }

    /// Both conditions.
    pub(super) fn and(&self, other: &Self) -> Self {
        Self {
            sql: format!("{} AND {}", self.sql, other.sql),
            values: [self.values.as_slice(), &other.values].concat(),
        }
    }

    pub(super) fn joined(parts: Vec<Self>, operator: &str, none: &str) -> Self {
        if parts.is_empty() {
            return Self::plain(none);
        }
        let sql: Vec<String> = parts.iter().map(|part| format!("({})", part.sql)).collect();
        Self {
            sql: sql.join(operator),
            values: parts.into_iter().flat_map(|part| part.values).collect(),
        }
    }
}

impl Library {
    /// The condition of a query. `candidates` caps the articles looked at for a query of one word.
    pub(super) fn clause(
        &self,
        query: &Query,
        scope: Scope,
        candidates: Option<usize>,
    ) -> Result<Clause, LibraryError> {
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
        Ok(super::fold::folded(
            clause,
            super::fold::folding(query),
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
    pub(super) fn is_whole(&self, query: &Query) -> Result<bool, LibraryError> {
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

/// The condition that an article's source is muted.
const MUTED: &str = "a.source IN (SELECT row FROM source WHERE muted = 1)";

/// The condition that an annotation is a gold mark.
const GOLD: &str = "n.motivation = 'classifying' AND coalesce(json_extract(n.decision, '$.outcome'), '') <> 'neither'";

/// Whether any part of the filter is so, what it forbids included.
pub(super) fn speaks(filter: &Filter, of: fn(&Filter) -> bool) -> bool {
    match filter {
        Filter::And(all) | Filter::Or(all) => all.iter().any(|inner| speaks(inner, of)),
        Filter::Not(inner) => speaks(inner, of),
        filter => of(filter),
    }
}

/// Whether a part of the filter asks for what a list else leaves out.
fn asks_for(filter: &Filter, named: fn(&Filter) -> bool) -> bool {
    match filter {
        Filter::And(all) | Filter::Or(all) => all.iter().any(|part| asks_for(part, named)),
        Filter::Not(_) => false,
        part => named(part),
    }
}

/// Archived articles are hidden from a query that does not speak of them.
fn names_archived(part: &Filter) -> bool {
    matches!(part, Filter::Is(State::Archived) | Filter::Id(_))
}

/// Articles that rest, or that a rule keeps out, are hidden from a query that speaks neither of them nor of the archive.
fn names_hidden(part: &Filter) -> bool {
    matches!(part, Filter::Is(State::Snoozed | State::Hidden)) || names_archived(part)
}

/// Articles of muted sources are hidden from a query that speaks of no source.
fn names_source(part: &Filter) -> bool {
    matches!(
        part,
        Filter::Source(_) | Filter::Is(State::Muted) | Filter::Id(_)
    )
}

/// Judgements are hidden from a list of notes that does not speak of them.
fn names_judgements(part: &Filter) -> bool {
    matches!(part, Filter::Motivation(_) | Filter::Has(Thing::Gold))
}

struct Compiler<'a> {
    library: &'a Library,
    scope: Scope,
    candidates: Option<usize>,
}

impl Compiler<'_> {
    fn compile(&self, filter: &Filter) -> Result<Clause, LibraryError> {
        let all = |filters: &[Filter]| {
            filters
                .iter()
                .map(|f| self.compile(f))
                .collect::<Result<Vec<_>, _>>()
        };
        Ok(match filter {
            Filter::All => Clause::plain("1"),
            Filter::And(filters) => self.all(filters)?,
            Filter::Or(filters) => Clause::joined(all(filters)?, " OR ", "0"),
            Filter::Not(inner) => {
                let inner = self.compile(inner)?;
                Clause {
                    sql: format!("NOT ({})", inner.sql),
                    values: inner.values,
                }
            }
            Filter::Words { word, prefix } => self.words(word, *prefix),
            Filter::Phrase(phrase) => self.words(phrase, false),
            Filter::Pattern(pattern) => self.pattern(pattern, Clause::plain("1"))?,
            Filter::Title(words) => names("title", words),
            Filter::Site(words) => names("site", words),
            Filter::Author(words) => names("author", words),
            Filter::Is(state) => Clause::plain(match state {
                State::Unread => "a.read = 0",
                State::Read => "a.read = 1",
                State::Starred => "a.starred = 1",
                State::Archived => "a.archived = 1",
                State::Updated => "a.updated = 1",
                State::Snoozed => "a.hidden = 1",
                State::Hidden => "a.hidden = 2",
                State::Muted => MUTED,
                State::Copy => "a.copy_rank > 0",
            }),
            Filter::Has(thing) => self.has(*thing),
            Filter::Tag(tag) => self.tag(tag),
            Filter::Source(name) => {
                // `folded` gives words with a space after each; a part of a name is a part of that.
                let exact = "id = ? OR coalesce(given, name) = ? OR location = ?";
                let part = if tokens::stream(name).is_empty() {
                    "0"
                } else {
                    "instr(folded(coalesce(given, name)), trim(folded(?))) > 0"
                };
                Clause::of(
                    &format!(
                        "a.source IN (SELECT row FROM source WHERE {exact} UNION ALL
                         SELECT row FROM source WHERE {part} AND NOT EXISTS (SELECT 1 FROM source WHERE {exact}))"
                    ),
                    name,
                )
            }
            Filter::Folder(path) => {
                let folder = Folder::typed(path);
                Clause::of(
                    "a.source IN (SELECT row FROM source WHERE folder <> '' AND
                         substr(folder || '/', 1, length(?) + 1) COLLATE NOCASE = ? || '/')",
                    folder.as_str(),
                )
            }
            Filter::Language(tag) => Clause::of("a.language = ? OR a.language LIKE ? || '-%'", tag),
            Filter::Label(label) => self.note("n.label = ?", label),
            Filter::Verdict(verdict) => self.note("n.verdict = ?", verdict),
            Filter::Annotator(name) => self.note("n.annotator = ?", name),
            Filter::Motivation(motivation) => self.judgement(*motivation),
            Filter::Labelled(state) => self.labelled(*state),
            Filter::Id(typed) => match self.library.article_id(typed) {
                Ok(id) => Clause::exactly("a.id = ?", id.as_str()),
                Err(error) if self.scope == Scope::Articles => return Err(error),
                Err(error) => match self.library.annotation_id(typed) {
                    Ok(id) => Clause::exactly("n.id = ?", id.as_str()),
                    Err(_) => return Err(error),
                },
            },
            Filter::Story(typed) => self.story(typed)?,
            Filter::Before(day) => before(*day, "a.date < ?"),
            Filter::After(day) => before(*day, "a.date >= ?"),
            Filter::Fact(fact) => figure::has_fact(fact),
            Filter::Entity(name) => figure::has_name(name),
        })
    }

    /// All of these. Patterns come last and look only at what the others let through.
    fn all(&self, filters: &[Filter]) -> Result<Clause, LibraryError> {
        let is_pattern = |filter: &&Filter| match filter {
            Filter::Not(inner) => matches!(**inner, Filter::Pattern(_)),
            filter => matches!(filter, Filter::Pattern(_)),
        };
        let (patterns, others): (Vec<&Filter>, Vec<&Filter>) = filters.iter().partition(is_pattern);
        let others = others.into_iter().map(|filter| self.compile(filter));
        let mut all = Clause::joined(others.collect::<Result<_, _>>()?, " AND ", "1");
        for pattern in patterns {
            let (negated, typed) = match pattern {
                Filter::Not(inner) => (true, &**inner),
                pattern => (false, pattern),
            };
            let Filter::Pattern(typed) = typed else {
                continue;
            };
            // The condition may speak of notes, where what is looked through are articles.
            let within = if self.scope == Scope::Articles {
                all.clone()
            } else {
                Clause::plain("1")
            };
            let mut found = self.pattern(typed, within)?;
            if negated {
                found.sql = format!("NOT ({})", found.sql);
            }
            all = Clause::joined(vec![all, found], " AND ", "1");
        }
        Ok(all)
    }

    /// A pattern among what is `within`. Only articles with the words are looked through that stand in all it matches.
    fn pattern(&self, typed: &SafeText, within: Clause) -> Result<Clause, LibraryError> {
        let articles = Compiler {
            scope: Scope::Articles,
            candidates: None,
            ..*self
        };
        let mut all = vec![within];
        for word in certain_words(typed) {
            all.push(articles.words(&SafeText::new(word), false));
        }
        self.library
            .matching(typed, &Clause::joined(all, " AND ", "1"))
    }

    /// Words side by side in a text, in its names, or in a note on it.
    fn words(&self, words: &SafeText, prefix: bool) -> Clause {
        let Some((expression, short)) = expression(words, prefix) else {
            return Clause::plain("1");
        };
        let in_names = "SELECT rowid FROM name_index WHERE name_index MATCH ?";
        let own_note = "n.row IN (SELECT rowid FROM note_index WHERE note_index MATCH ?)";
        let in_text = match (short, self.candidates) {
            // One or two letters begin too many words: they are looked up in names alone.
            (true, _) => String::new(),
            (false, None) => {
                " UNION ALL SELECT rowid FROM text_index WHERE text_index MATCH ?".to_owned()
            }
            (false, Some(most)) => format!(
                " UNION ALL SELECT rowid FROM (SELECT rowid FROM text_index WHERE text_index MATCH ? ORDER BY rowid DESC LIMIT {most})"
            ),
        };
        let sql = match self.scope {
            Scope::Notes => format!("{own_note} OR a.row IN ({in_names}{in_text})"),
            Scope::Articles => format!(
                "a.row IN ({in_names}{in_text} UNION ALL
                 SELECT x.row FROM annotation n JOIN article x ON x.id = n.article WHERE {own_note})"
            ),
        };
        Clause::of(&sql, &expression)
    }

    fn has(&self, thing: Thing) -> Clause {
        match thing {
            Thing::Note if self.scope == Scope::Notes => Clause::plain("n.note <> ''"),
            Thing::Note => Clause::plain("a.notes > 0"),
            Thing::Highlight => self.note("n.start IS NOT NULL", ""),
            Thing::Claim => self.note("n.label IS NOT NULL", ""),
            Thing::Orphan => self.note(
                "EXISTS (SELECT 1 FROM placement p WHERE p.annotation = n.row AND p.state = 'orphan')", "",
            ),
            Thing::Disagreement => Clause::plain("a.disagreements > 0"),
            Thing::Gold if self.scope == Scope::Notes => Clause::plain(GOLD),
            Thing::Gold => Clause::plain(&format!(
                "a.judgements > 0 AND EXISTS (SELECT 1 FROM annotation n WHERE n.article = a.id AND {GOLD})"
            )),
            Thing::Table => Clause::plain("a.tables = 1"),
            Thing::Code => Clause::plain("a.code = 1"),
            Thing::Copies => Clause::plain(
                "a.copy_group IS NOT NULL AND a.copy_rank = 0 AND a.separate = 0 AND EXISTS (SELECT 1 FROM article c
                     WHERE c.copy_group = a.copy_group AND c.row <> a.row AND c.removed = 0 AND c.separate = 0)
                 OR EXISTS (SELECT 1 FROM identity i WHERE i.article = a.row AND i.copy = 1)",
            ),
        }
    }

    /// The articles of a story, by its own id or that of one of them; an article without a story is one by itself.
    fn story(&self, typed: &SafeText) -> Result<Clause, LibraryError> {
        let of_story = "SELECT row FROM story WHERE id = ?";
        let there = self
            .library
            .connection
            .prepare_cached(of_story)?
            .exists([typed.as_str()])?;
        if there {
            return Ok(Clause::exactly(&format!("a.story = ({of_story})"), typed));
        }
        let id = self.library.article_id(typed)?;
        Ok(Clause::of(
            "a.id = ? OR a.story = (SELECT story FROM article WHERE id = ?)",
            id.as_str(),
        ))
    }

    fn tag(&self, tag: &SafeText) -> Clause {
        let on_article =
            "EXISTS (SELECT 1 FROM article_tag t WHERE t.article = a.row AND t.name = ?)
             OR a.source IN (SELECT source FROM source_tag WHERE name = ?)";
        let on_note =
            "EXISTS (SELECT 1 FROM annotation_tag t WHERE t.annotation = n.row AND t.name = ?)";
        let note = self.note(on_note, tag);
        Clause::joined(vec![Clause::of(on_article, tag), note], " OR ", "0")
    }

    /// A condition on a note: of the note itself, or of any note of the article. Judgements are none.
    fn note(&self, condition: &str, value: &str) -> Clause {
        match self.scope {
            Scope::Notes => Clause::of(condition, value),
            Scope::Articles => Clause::of(
                &format!(
                    "a.notes > 0 AND EXISTS (SELECT 1 FROM annotation n WHERE n.article = a.id
                         AND n.motivation = 'commenting' AND {condition})"
                ),
                value,
            ),
        }
    }

    /// So far is the person with labelling the article.
    fn labelled(&self, state: Option<LabellingState>) -> Clause {
        let person = self.library.person.as_str();
        let of_person = "SELECT 1 FROM labelling l WHERE l.article = a.row AND l.annotator = ?";
        match state {
            None => Clause::exactly(&format!("NOT EXISTS ({of_person})"), person),
            Some(state) => Clause {
                sql: format!("EXISTS ({of_person} AND l.state = ?)"),
                values: [person, state.name()]
                    .map(|text| Value::Text(text.to_owned()))
                    .into(),
            },
        }
    }

    /// An annotation that was made for this, or (of articles) one that has it.
    fn judgement(&self, motivation: Motivation) -> Clause {
        let made_for = Clause::exactly("n.motivation = ?", motivation.name());
        let count = if motivation.is_note() {
            "notes"
        } else {
            "judgements"
        };
        match self.scope {
            Scope::Notes => made_for,
            Scope::Articles => Clause {
                sql: format!(
                    "a.{count} > 0 AND EXISTS (SELECT 1 FROM annotation n WHERE n.article = a.id AND {})",
                    made_for.sql
                ),
                values: made_for.values,
            },
        }
    }
}

/// Words of one column of the index of names; the last may go on.
fn names(column: &str, words: &SafeText) -> Clause {
    match expression(words, true) {
        None => Clause::plain("1"),
        Some((expression, _)) => Clause::exactly(
            "a.row IN (SELECT rowid FROM name_index WHERE name_index MATCH ?)",
            &format!("{column} : ({expression})"),
        ),
    }
}

/// FTS5's expression for words side by side, and whether it is too short for the index of texts.
fn expression(words: &str, prefix: bool) -> Option<(String, bool)> {
    let tokens = tokens::query_tokens(words);
    let last = tokens.last()?;
    let mut letters = last.chars();
    let (first, second, third) = (letters.next(), letters.next(), letters.next());
    // A single character of a script without spaces is the beginning of a pair.
    let lone = second.is_none()
        && first.is_some_and(|c| !c.is_ascii() && !c.is_lowercase() && !c.is_uppercase());
    let prefix = prefix || lone;
    let short = prefix && tokens.len() == 1 && third.is_none() && last.is_ascii();
    let quoted: Vec<String> = tokens.iter().map(|token| format!("\"{token}\"")).collect();
    Some((
        format!("{}{}", quoted.join(" + "), if prefix { " *" } else { "" }),
        short,
    ))
}

fn before(day: Date, sql: &str) -> Clause {
    let seconds = day
        .to_zoned(TimeZone::UTC)
        .map_or(0, |zoned| zoned.timestamp().as_second());
    Clause {
        sql: sql.to_owned(),
        values: vec![Value::Integer(seconds)],
    }
}
