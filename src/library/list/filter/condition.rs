//! Each part of a filter as a condition.

use super::shown::MUTED;
use super::words::{names, pattern};
use super::{Clause, Scope};
use crate::library::Library;
use crate::library::company::figure;
use crate::library::error::LibraryError;
use crate::model::query::{Filter, State, Thing};
use crate::model::{Folder, LabellingState, Motivation, SafeText};
use crate::text::tokens;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::types::Value;

/// The condition that an annotation is a gold mark.
const GOLD: &str = "n.motivation = 'classifying' AND coalesce(json_extract(n.decision, '$.outcome'), '') <> 'neither'";

/// Compiles a filter for one scope.
pub(super) struct Compiler<'a> {
    pub library: &'a Library,
    pub scope: Scope,
    pub candidates: Option<usize>,
}

impl Compiler<'_> {
    pub(super) fn compile(&self, filter: &Filter) -> Result<Clause, LibraryError> {
        let all = |filters: &[Filter]| {
            filters
                .iter()
                .map(|f| self.compile(f))
                .collect::<Result<Vec<_>, _>>()
        };
        Ok(match filter {
            Filter::All => Clause::plain("1"),
            Filter::And(filters) => Clause::joined(all(filters)?, " AND ", "1"),
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
            Filter::Pattern(typed) => pattern(typed),
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
            Filter::Id(typed) => self.id(typed)?,
            Filter::Story(typed) => self.story(typed)?,
            Filter::Before(day) => before(*day, "a.date < ?"),
            Filter::After(day) => before(*day, "a.date >= ?"),
            Filter::Fact(fact) => figure::has_fact(fact),
            Filter::Entity(name) => figure::has_name(name),
        })
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

    /// An article by its id, or a note where notes are asked for.
    fn id(&self, typed: &SafeText) -> Result<Clause, LibraryError> {
        match self.library.article_id(typed) {
            Ok(id) => Ok(Clause::exactly("a.id = ?", id.as_str())),
            Err(error) if self.scope == Scope::Articles => Err(error),
            Err(error) => {
                let note = self.library.annotation_id(typed).map_err(|_| error)?;
                Ok(Clause::exactly("n.id = ?", note.as_str()))
            }
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

fn before(day: Date, sql: &str) -> Clause {
    let seconds = day
        .to_zoned(TimeZone::UTC)
        .map_or(0, |zoned| zoned.timestamp().as_second());
    Clause {
        sql: sql.to_owned(),
        values: vec![Value::Integer(seconds)],
    }
}
