//! `pressmark agreement`: how far the people agree whose marks are in the library.

mod gold;
mod records;

use super::output::Look;
use super::{Failure, Session};
use crate::desk::Desk;
use crate::desk::agreement::{Agreement, Disagreement, Mark, Pair, Study};
use crate::model::SafeText;
use clap::Args;

/// Tell how far several annotators agree.
#[derive(Debug, Args)]
#[command(
    long_about = "Tell how far several annotators agree in the articles that at least two of them marked. Marks of different people are the same \
        unit when they share more than half of what they cover together. Labels and verdicts: Krippendorff's alpha (missing answers \
        allowed; for numbers at even distances too, when all answers are numbers) and Cohen's kappa of each two people with their \
        table. Spans: Krippendorff's alpha_U and F1, exact (the same ends) and overlapping (one character shared). Where there is a gold \
        layer (pressmark adjudicate), precision, recall and F1 of each person against it: right is a mark with the label and the span \
        of a gold mark. A figure that nothing can be said about is a dash.",
    after_long_help = "Examples:\n  \
        pressmark merge ~/shared/bob.jsonld && pressmark agreement\n  \
        pressmark agreement tag:pilot --json | jq 'select(.record == \"disagreement\")'\n\n\
        With --json, one object a record: a \"summary\", then each \"pair\" of people, then each \"disagreement\" (about missing, label, \
        verdict or ends) with the ids of its marks, then each person against \"gold\". Offsets count code points."
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
    session.not_blind("agreement")?;
    let query = Session::query(&given.query)?;
    let desk = session.reading_desk()?;
    let against = desk.against_gold(&query);
    let against = against.map_err(|error| Failure::of("agreement", error))?;
    let found = desk.agreement(&query);
    let (study, agreement) = found.map_err(|error| Failure::of("agreement", error))?;
    if given.json {
        records::write(&study, &agreement, &desk, session)?;
        return gold::records(&against, session);
    }
    if study.annotators.len() < 2 {
        session.out.line("no article has marks of two people")?;
    } else {
        readable(&study, &agreement, &desk, session)?;
    }
    gold::readable(&against, session)
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
    if !agreement.disagreements.is_empty() {
        let hint = "pressmark adjudicate --open id:ID opens those of an article to be decided; gj does in the program";
        session.out.styled(Look::Dim, hint)?;
        session.out.line("")?;
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
        let answers = confusion.answers();
        let same: usize = answers
            .iter()
            .map(|answer| confusion.count(answer, answer))
            .sum();
        session.out.line(&format!(
            "  {what:<9} kappa {}, the same in {same} of {}",
            figure(confusion.kappa()),
            confusion.total()
        ))?;
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
