//! The part of `pressmark agreement` that holds each person's marks against the gold layer.

use super::{figure, shown};
use crate::cli::output::Look;
use crate::cli::{Failure, Session, json};
use crate::desk::AgainstGold;
use crate::desk::agreement::spans::Matches;
use serde::Serialize;

#[derive(Debug, Serialize)]
struct GoldObject<'a> {
    pressmark: u8,
    record: &'static str,
    annotator: &'a str,
    articles: usize,
    exact: ScoreObject,
    overlapping: ScoreObject,
    per_label: Vec<LabelObject<'a>>,
}

#[derive(Debug, Serialize)]
struct LabelObject<'a> {
    label: &'a str,
    exact: ScoreObject,
    overlapping: ScoreObject,
}

#[derive(Debug, Serialize)]
struct ScoreObject {
    marks: usize,
    gold: usize,
    precision: Option<f64>,
    recall: Option<f64>,
    f1: Option<f64>,
}

fn object(matches: Matches) -> ScoreObject {
    ScoreObject {
        marks: matches.ones,
        gold: matches.others,
        precision: matches.precision(),
        recall: matches.recall(),
        f1: matches.f1(),
    }
}

/// One record a person.
pub(super) fn records(against: &[AgainstGold], session: &mut Session) -> Result<(), Failure> {
    for one in against {
        let per_label = one.score.per_label.iter();
        session.out.json(&GoldObject {
            pressmark: json::VERSION,
            record: "gold",
            annotator: &one.annotator,
            articles: one.articles,
            exact: object(one.score.exact),
            overlapping: object(one.score.overlapping),
            per_label: per_label
                .map(|(label, exact, overlapping)| LabelObject {
                    label,
                    exact: object(*exact),
                    overlapping: object(*overlapping),
                })
                .collect(),
        })?;
    }
    Ok(())
}

/// A small table a person.
pub(super) fn readable(against: &[AgainstGold], session: &mut Session) -> Result<(), Failure> {
    for one in against {
        let heading = format!("{} against gold, {} articles", one.annotator, one.articles);
        session.out.line("")?;
        session.out.styled(Look::Strong, &heading)?;
        session.out.line("")?;
        let names = ["precision", "recall", "F1"].map(|name| format!("{name:>9}"));
        let names = format!("    {:<18} {}   overlapping", "", names.join(" "));
        session.out.styled(Look::Dim, &names)?;
        session.out.line("")?;
        let all = ("all labels", one.score.exact, one.score.overlapping);
        let labels = one.score.per_label.iter();
        let labels = labels.map(|(label, exact, overlapping)| (shown(label), *exact, *overlapping));
        for (label, exact, overlapping) in labels.chain([all]) {
            let figures = [exact, overlapping].map(|matches| {
                let three = [matches.precision(), matches.recall(), matches.f1()];
                three.map(|value| format!("{:>9}", figure(value))).join(" ")
            });
            session
                .out
                .line(&format!("    {label:<18} {}", figures.join("  ")))?;
        }
    }
    Ok(())
}
