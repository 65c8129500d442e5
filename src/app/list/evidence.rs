//! What in an article a condition of the filter speaks of, in words.

use super::told::{articles_in_words, snoozed};
use crate::app::facts::value;
use crate::model::query::{Filter, Reason, State, Thing};
use crate::model::relation::RelationKind;
use crate::model::{AnchorState, OpenedArticle, PlacedAnnotation, SafeText, Snooze, Span};
use crate::query::needle::{self, Part};
use crate::text::hits::{Needle, hits};
use jiff::Zoned;

/// Bytes before and after the words that are quoted.
const AROUND: usize = 60;

/// The words of the article that a condition speaks of.
pub(super) fn evidence(
    part: &Part,
    reason: &Reason,
    opened: &OpenedArticle,
    now: &Zoned,
) -> Option<String> {
    let needles = needle::needles(&part.filter);
    let (row, metadata) = (&opened.row, &opened.article.metadata);
    let line = |text: &Option<SafeText>| text.as_ref().map(ToString::to_string);
    let inner = match &part.filter {
        Filter::Not(inner) => inner,
        filter => filter,
    };
    match inner {
        _ if !needles.is_empty() => Some(places(&needles, opened)),
        Filter::Source(_) | Filter::Folder(_) => Some(row.source.to_string()),
        Filter::Site(_) => line(&metadata.site).or_else(|| Some(row.source.to_string())),
        Filter::Author(_) => line(&metadata.byline),
        Filter::Language(_) => line(&metadata.language),
        Filter::Tag(_) => {
            let tags: Vec<&str> = row.tags.iter().map(SafeText::as_str).collect();
            Some(tags.join(", ")).filter(|tags| !tags.is_empty())
        }
        Filter::Before(_) | Filter::After(_) | Filter::And(_) => {
            row.published.map(|published| published.to_string())
        }
        Filter::Fact(_) => facts(&reason.facts, opened),
        Filter::Is(State::Hidden) => {
            let rule = row.hidden_by.as_ref();
            rule.map(|rule| format!("by rule {rule}"))
        }
        Filter::Is(State::Snoozed) => {
            (row.snooze != Snooze::Never).then(|| snoozed(row.snooze, now))
        }
        Filter::Is(State::Updated) => newer(opened, now),
        Filter::Story(_) => story(opened),
        Filter::Has(Thing::Disagreement) => disagreement(opened),
        filter => marks(filter, opened),
    }
}

/// The facts that are asked for: the first in its words and its value, and how many there are besides.
fn facts(found: &[usize], opened: &OpenedArticle) -> Option<String> {
    let fact = opened.facts.facts.get(*found.first()?)?;
    let words = one_line(fact.span.of(&opened.article.text));
    let value = value::describe(fact);
    Some(and_more(&format!("“{words}” ({value})"), found.len()))
}

/// When the present text came, and which one it is.
fn newer(opened: &OpenedArticle, now: &Zoned) -> Option<String> {
    let present = opened.revisions.last().filter(|last| last.number > 1)?;
    let came = present.came.to_zoned(now.time_zone().clone());
    let day = came.strftime("%-d %b %Y, %H:%M");
    Some(format!("version {} came on {day}", present.number))
}

/// How many tell the article's story.
fn story(opened: &OpenedArticle) -> Option<String> {
    let story = opened.row.story.as_ref()?;
    let sources = match story.sources {
        1 => "1 source".to_owned(),
        n => format!("{n} sources"),
    };
    let articles = articles_in_words(story.articles as usize);
    Some(format!("{articles} of {sources} tell its story"))
}

/// What another article says otherwise.
fn disagreement(opened: &OpenedArticle) -> Option<String> {
    let relations = opened.relations.iter().map(|(_, relation)| relation);
    let others = relations.filter(|relation| relation.kind == RelationKind::Disagrees);
    let others: Vec<_> = others.collect();
    let other = &others.first()?.b;
    let told = format!("“{}” in {}", one_line(&other.text), other.title);
    Some(and_more(&told, others.len()))
}

/// The marks and notes that a condition on them speaks of: the first, and how many there are besides.
fn marks(filter: &Filter, opened: &OpenedArticle) -> Option<String> {
    let fits = |placed: &&PlacedAnnotation| {
        let note = &placed.annotation;
        let body = &note.body;
        note.motivation.is_note()
            && match filter {
                Filter::Label(label) => body.label.as_ref() == Some(label),
                Filter::Verdict(verdict) => body.verdict.as_ref() == Some(verdict),
                Filter::Annotator(name) => note.annotator == *name,
                Filter::Has(Thing::Note) => true,
                Filter::Has(Thing::Claim) => body.label.is_some(),
                Filter::Has(Thing::Highlight) => note.target.is_some(),
                Filter::Has(Thing::Orphan) => placed.state == AnchorState::Orphan,
                _ => false,
            }
    };
    let notes: Vec<&PlacedAnnotation> = opened.notes.iter().filter(fits).collect();
    let first = &notes.first()?.annotation;
    let words = match &first.target {
        Some(target) => &target.quote,
        None => &first.body.note,
    };
    let around = Span::new(0, (2 * AROUND).min(words.len())).clipped(words);
    let cut = if around.end < words.len() { " …" } else { "" };
    let told = format!("“{}{cut}”", one_line(around.of(words)));
    Some(and_more(&told, notes.len()))
}

fn and_more(first: &str, all: usize) -> String {
    match all {
        1 => first.to_owned(),
        n => format!("{first} and {} more", n - 1),
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where the words stand, with the first of them and what is around it.
fn places(needles: &[Needle], opened: &OpenedArticle) -> String {
    let text = opened.article.text.as_str();
    let in_text = hits(text, needles);
    let mut told = Vec::new();
    if !hits(&opened.row.title, needles).is_empty() {
        told.push("in the title".to_owned());
    }
    match in_text.len() {
        0 => {}
        1 => told.push("once in the text".to_owned()),
        n => told.push(format!("{n} times in the text")),
    }
    let notes = opened.notes.iter();
    if notes
        .clone()
        .any(|note| !hits(&note.annotation.body.note, needles).is_empty())
    {
        told.push("in a note".to_owned());
    }
    if told.is_empty() {
        // Source, author and tags are searched as well.
        return "in the names of the article".to_owned();
    }
    let told = told.join(", ");
    match in_text.first() {
        Some(first) => format!("{told}: {}", around(text, *first)),
        None => told,
    }
}

/// Words with what stands around them, in one line.
fn around(text: &str, words: Span) -> String {
    let around = Span::new(
        words.start.saturating_sub(AROUND),
        (words.end + AROUND).min(text.len()),
    );
    let around = around.clipped(text).of(text);
    format!("… {} …", one_line(around))
}
