//! `pressmark agreement`: how far the people agree whose marks are in the library.

use super::output::Look;
use super::{Failure, Session, json};
use crate::desk::Desk;
use crate::desk::agreement::kappa::Confusion;
use crate::desk::agreement::spans::Matches;
use crate::desk::agreement::{Agreement, Coding, Disagreement, Mark, Pair, Study};
use crate::model::SafeText;
use clap::Args;
use serde::Serialize;

/// Tell how far several annotators agree.
#[derive(Debug, Args)]
#[command(
    long_about = "Tell how far several annotators agree in the articles that at least two of them marked. Marks of different people are the same \
        unit when they share more than half of what they cover together. Labels and verdicts: Krippendorff's alpha (missing answers \
        allowed; for numbers at even distances too, when all answers are numbers) and Cohen's kappa of each two people with their \
        table. Spans: Krippendorff's alpha_U and F1, exact (the same ends) and overlapping (one character shared). A figure that \
        nothing can be said about is a dash.",
    after_long_help = "Examples:\n  \
        pressmark merge ~/shared/bob.jsonld && pressmark agreement\n  \
        pressmark agreement tag:pilot --json | jq 'select(.record == \"disagreement\")'\n\n\
        With --json, one object a record: a \"summary\", then each \"pair\" of people, then each \"disagreement\" (about missing, label, \
        verdict or ends) with the ids of its marks. Offsets count code points."
)]
pub(super) struct Arguments {
    /// One object per record.
    #[arg(long)]
    json: bool,
    /// Which articles; all when missing.
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
}

/// Prints what can be said.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let query = Session::query(&given.query)?;
    let desk = session.reading_desk()?;
    let found = desk.agreement(&query);
    let (study, agreement) = found.map_err(|error| Failure::of("agreement", error))?;
    if given.json {
        return records(&study, &agreement, &desk, session);
    }
    if study.annotators.len() < 2 {
        session.out.line("no article has marks of two people")?;
        return Ok(());
    }
    readable(&study, &agreement, &desk, session)
}

#[derive(Debug, Serialize)]
struct Summary<'a> {
    pressmark: u8,
    record: &'static str,
    annotators: &'a [SafeText],
    articles: usize,
    units: usize,
    label: CodingObject,
    verdict: CodingObject,
    alpha_u: Option<f64>,
    per_label: Vec<LabelObject<'a>>,
}

#[derive(Debug, Serialize)]
struct CodingObject {
    units: usize,
    alpha: Option<f64>,
    alpha_interval: Option<f64>,
}

#[derive(Debug, Serialize)]
struct LabelObject<'a> {
    label: &'a str,
    alpha_u: Option<f64>,
}

#[derive(Debug, Serialize)]
struct PairObject<'a> {
    pressmark: u8,
    record: &'static str,
    annotators: [&'a str; 2],
    label: TableObject<'a>,
    verdict: TableObject<'a>,
    f1: ScoreObject,
    per_label: Vec<LabelScoreObject<'a>>,
}

#[derive(Debug, Serialize)]
struct TableObject<'a> {
    units: usize,
    observed: Option<f64>,
    kappa: Option<f64>,
    table: Vec<CellObject<'a>>,
}

#[derive(Debug, Serialize)]
struct CellObject<'a> {
    first: &'a str,
    second: &'a str,
    count: usize,
}

#[derive(Debug, Serialize)]
struct ScoreObject {
    exact: Option<f64>,
    overlapping: Option<f64>,
}

#[derive(Debug, Serialize)]
struct LabelScoreObject<'a> {
    label: &'a str,
    #[serde(flatten)]
    f1: ScoreObject,
}

#[derive(Debug, Serialize)]
struct DisagreementObject<'a> {
    pressmark: u8,
    record: &'static str,
    about: &'static str,
    article: &'a str,
    marks: Vec<MarkObject<'a>>,
}

#[derive(Debug, Serialize)]
struct MarkObject<'a> {
    id: &'a str,
    annotator: &'a str,
    start: usize,
    end: usize,
    quote: String,
    label: Option<&'a str>,
    verdict: Option<&'a str>,
}

fn records(
    study: &Study,
    agreement: &Agreement,
    desk: &Desk,
    session: &mut Session,
) -> Result<(), Failure> {
    session.out.json(&Summary {
        pressmark: json::VERSION,
        record: "summary",
        annotators: &study.annotators,
        articles: study.texts.len(),
        units: agreement.units,
        label: coding(agreement.label),
        verdict: coding(agreement.verdict),
        alpha_u: agreement.unitizing,
        per_label: agreement
            .per_label
            .iter()
            .map(|(label, alpha_u)| LabelObject {
                label,
                alpha_u: *alpha_u,
            })
            .collect(),
    })?;
    for pair in &agreement.pairs {
        let per_label = pair.per_label.iter();
        session.out.json(&PairObject {
            pressmark: json::VERSION,
            record: "pair",
            annotators: [
                name(study, pair.annotators.0),
                name(study, pair.annotators.1),
            ],
            label: table(&pair.label),
            verdict: table(&pair.verdict),
            f1: score(pair.exact, pair.overlapping),
            per_label: per_label
                .map(|(label, exact, overlapping)| LabelScoreObject {
                    label,
                    f1: score(*exact, *overlapping),
                })
                .collect(),
        })?;
    }
    for one in &agreement.disagreements {
        let article = one
            .marks
            .first()
            .and_then(|mark| study.texts.get(mark.text));
        let marks = one.marks.iter();
        session.out.json(&DisagreementObject {
            pressmark: json::VERSION,
            record: "disagreement",
            about: one.about.name(),
            article: article.map_or("", |(id, _)| id.as_str()),
            marks: marks
                .map(|mark| MarkObject {
                    id: mark.id.as_str(),
                    annotator: name(study, mark.annotator),
                    start: mark.span.start,
                    end: mark.span.end,
                    quote: quote(desk, mark),
                    label: mark.label.as_deref(),
                    verdict: mark.verdict.as_deref(),
                })
                .collect(),
        })?;
    }
    Ok(())
}

const fn coding(coding: Coding) -> CodingObject {
    CodingObject {
        units: coding.units,
        alpha: coding.alpha,
        alpha_interval: coding.interval,
    }
}

fn table(confusion: &Confusion) -> TableObject<'_> {
    TableObject {
        units: confusion.total(),
        observed: confusion.observed(),
        kappa: confusion.kappa(),
        table: confusion
            .cells()
            .map(|(first, second, count)| CellObject {
                first,
                second,
                count,
            })
            .collect(),
    }
}

fn score(exact: Matches, overlapping: Matches) -> ScoreObject {
    ScoreObject {
        exact: exact.f1(),
        overlapping: overlapping.f1(),
    }
}

fn name(study: &Study, annotator: usize) -> &str {
    study.annotators.get(annotator).map_or("", SafeText::as_str)
}

/// The marked words.
fn quote(desk: &Desk, mark: &Mark) -> String {
    let annotation = desk.library.annotation(&mark.id).ok();
    let target = annotation.and_then(|annotation| annotation.target);
    target.map_or_else(String::new, |target| target.quote.to_string())
}

/// A figure for people.
fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
}

/// A label for people; marks without one have a name too.
fn shown(label: &SafeText) -> &str {
    if label.is_empty() {
        "(no label)"
    } else {
        label
    }
}

fn readable(
    study: &Study,
    agreement: &Agreement,
    desk: &Desk,
    session: &mut Session,
) -> Result<(), Failure> {
    let people: Vec<&str> = study.annotators.iter().map(SafeText::as_str).collect();
    let heading = format!(
        "{} in {} articles, {} units",
        people.join(", "),
        study.texts.len(),
        agreement.units
    );
    session.out.styled(Look::Strong, &heading)?;
    session.out.line("")?;
    for (what, coding) in [("labels", agreement.label), ("verdicts", agreement.verdict)] {
        let interval = match coding.interval {
            Some(interval) => format!("   as numbers {interval:.3}"),
            None => String::new(),
        };
        session.out.line(&format!(
            "  {what:<9} alpha {:>6}{interval}   {} units with two answers",
            figure(coding.alpha),
            coding.units
        ))?;
    }
    session.out.line(&format!(
        "  spans     alpha_U {:>4}",
        figure(agreement.unitizing)
    ))?;
    for (label, alpha) in &agreement.per_label {
        session
            .out
            .line(&format!("    {:<18} {:>6}", shown(label), figure(*alpha)))?;
    }
    for pair in &agreement.pairs {
        session.out.line("")?;
        readable_pair(study, pair, session)?;
    }
    if !agreement.disagreements.is_empty() {
        session.out.line("")?;
        let count = agreement.disagreements.len();
        session
            .out
            .styled(Look::Strong, &format!("{count} disagreements"))?;
        session.out.line("")?;
    }
    for one in &agreement.disagreements {
        readable_disagreement(study, one, desk, session)?;
    }
    Ok(())
}

fn readable_pair(study: &Study, pair: &Pair, session: &mut Session) -> Result<(), Failure> {
    let (one, other) = pair.annotators;
    let heading = format!("{} and {}", name(study, one), name(study, other));
    session.out.styled(Look::Strong, &heading)?;
    session.out.line("")?;
    session.out.line(&format!(
        "  spans     F1 exact {}, overlapping {}",
        figure(pair.exact.f1()),
        figure(pair.overlapping.f1())
    ))?;
    for (label, exact, overlapping) in &pair.per_label {
        session.out.line(&format!(
            "    {:<18} {:>6} {:>6}",
            shown(label),
            figure(exact.f1()),
            figure(overlapping.f1())
        ))?;
    }
    for (what, confusion) in [("labels", &pair.label), ("verdicts", &pair.verdict)] {
        if confusion.total() == 0 {
            continue;
        }
        session.out.line(&format!(
            "  {what:<9} kappa {}, the same {} of {} times",
            figure(confusion.kappa()),
            figure(confusion.observed()),
            confusion.total()
        ))?;
        let answers = confusion.answers();
        let columns: Vec<String> = answers
            .iter()
            .map(|answer| format!("{:>10.10}", answer.as_str()))
            .collect();
        session
            .out
            .styled(Look::Dim, &format!("    {:<18} {}", "", columns.join(" ")))?;
        session.out.line("")?;
        for row in &answers {
            let cells: Vec<String> = answers
                .iter()
                .map(|column| format!("{:>10}", confusion.count(row, column)))
                .collect();
            session
                .out
                .line(&format!("    {:<18} {}", row.as_str(), cells.join(" ")))?;
        }
    }
    Ok(())
}

fn readable_disagreement(
    study: &Study,
    one: &Disagreement,
    desk: &Desk,
    session: &mut Session,
) -> Result<(), Failure> {
    let Some(first) = one.marks.first() else {
        return Ok(());
    };
    let article = study.texts.get(first.text);
    session.out.text(&format!("  {:<8} ", one.about.name()))?;
    let id = article.map_or("", |(id, _)| id.as_str());
    session.out.styled(Look::Name, id)?;
    let words: String = SafeText::line(&quote(desk, first))
        .chars()
        .take(60)
        .collect();
    session.out.line(&format!("  {words}"))?;
    for mark in &one.marks {
        let said = [&mark.label, &mark.verdict].into_iter().flatten();
        let said: Vec<&str> = said.map(SafeText::as_str).collect();
        session.out.line(&format!(
            "           {}  {}  {}",
            mark.id,
            name(study, mark.annotator),
            said.join(" · ")
        ))?;
    }
    Ok(())
}
