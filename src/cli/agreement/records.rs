//! The records of `pressmark agreement --json`.

use super::{name, quote};
use crate::cli::{Failure, Session, json};
use crate::desk::Desk;
use crate::desk::agreement::kappa::Confusion;
use crate::desk::agreement::spans::Matches;
use crate::desk::agreement::{Agreement, Coding, Study};
use crate::model::SafeText;
use serde::Serialize;

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

/// One object a record: a summary, each two people, each disagreement.
pub(super) fn write(
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
