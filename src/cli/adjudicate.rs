//! `pressmark adjudicate`: what several people marked in the same words, and decisions on it, for scripts.

use super::output::Look;
use super::{Failure, Session, json, ui};
use crate::app::keys::command::Command;
use crate::model::{AnnotationId, Case, CaseState, SafeText};
use clap::Args;
use serde::Serialize;

/// List and decide what several annotators marked differently.
#[derive(Debug, Args)]
#[command(
    long_about = "List what several annotators marked differently in the same words, and decide it. Decisions make the gold layer: \
        annotations of yours that remember which marks of whom they come from (pressmark notes has:gold; export --gold). \
        When one of these marks changes afterwards, its case is open again and tells why. In the program, :adjudicate shows \
        both sides beside each other and takes one key for each case.",
    after_long_help = "Examples:\n  \
        pressmark adjudicate --open id:k3f9q\n  \
        pressmark adjudicate --accept-agreed\n  \
        pressmark adjudicate tag:pilot\n  \
        pressmark adjudicate --take k3f9q\n  \
        pressmark adjudicate --neither k3f9q\n\n\
        With --json, one object a case: {\"state\",\"about\",\"reopened\",\"article\",\"versions\",\"without\",\"gold\"}; the state is \
        open, agreed or decided, about is missing, label, verdict, ends or null. --take and --neither print the gold annotations."
)]
pub(super) struct Arguments {
    /// Print one object a case.
    #[arg(long)]
    json: bool,
    /// Open the program where it decides these cases, both sides beside each other.
    #[arg(long, conflicts_with_all = ["json", "all", "accept_agreed", "take", "neither"])]
    open: bool,
    /// Agreed and decided cases as well.
    #[arg(long)]
    all: bool,
    /// Take everything on which all agree into the gold layer (one step of undo).
    #[arg(long, conflicts_with_all = ["take", "neither"])]
    accept_agreed: bool,
    /// Decide the case of this mark for it; more than one mark of a case: all of these are right.
    #[arg(long, value_name = "ID", conflicts_with = "neither")]
    take: Vec<String>,
    /// Decide that nothing is to be marked in the words of this mark.
    #[arg(long, value_name = "ID")]
    neither: Option<String>,
    /// Which articles; all when missing.
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
}

#[derive(Debug, Serialize)]
struct CaseObject<'a> {
    pressmark: u8,
    state: &'static str,
    about: Option<&'static str>,
    reopened: Option<&'a str>,
    article: &'a str,
    versions: Vec<VersionObject<'a>>,
    without: &'a [SafeText],
    gold: Vec<GoldObject<'a>>,
}

#[derive(Debug, Serialize)]
struct VersionObject<'a> {
    quote: &'a str,
    label: Option<&'a str>,
    verdict: Option<&'a str>,
    marks: Vec<MarkObject<'a>>,
}

#[derive(Debug, Serialize)]
struct MarkObject<'a> {
    id: &'a str,
    annotator: &'a str,
    note: &'a str,
}

#[derive(Debug, Serialize)]
struct GoldObject<'a> {
    id: &'a str,
    annotator: &'a str,
    outcome: Option<&'static str>,
    quote: Option<&'a str>,
    label: Option<&'a str>,
    verdict: Option<&'a str>,
    at: String,
}

/// Lists, or decides.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    session.not_blind("adjudicate")?;
    if given.open {
        Session::query(&given.query)?;
        let view = (Command::Adjudicate, given.query.join(" "));
        return ui::open(&[], Some(view), false, session);
    }
    if given.accept_agreed {
        return accept(given, session);
    }
    if given.take.is_empty() && given.neither.is_none() {
        return list(given, session);
    }
    let mut desk = session.writing_desk()?;
    let typed = given.take.iter().chain(&given.neither);
    let marks: Result<Vec<AnnotationId>, Failure> = typed
        .map(|typed| {
            let found = desk.library.annotation_id(typed);
            found.map_err(|error| Failure::of(typed, error))
        })
        .collect();
    let made = desk.adjudicate(&marks?, given.neither.is_some());
    for gold in made.map_err(|error| Failure::of("adjudicate", error))? {
        let placed = desk.library.placed(&gold.id);
        let placed = placed.map_err(|error| Failure::of("adjudicate", error))?;
        match placed {
            Some(placed) if given.json => {
                session.out.json(&json::annotation(&placed, None, None))?;
            }
            _ => {
                let words = if gold.is_gold() {
                    "gold"
                } else {
                    "nothing to mark"
                };
                session.out.text(&format!("{words}  "))?;
                session.out.styled(Look::Name, gold.id.as_str())?;
                session.out.line("")?;
            }
        }
    }
    Ok(())
}

fn accept(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let query = Session::query(&given.query)?;
    let accepted = session.writing_desk()?.accept_agreed(&query);
    let accepted = accepted.map_err(|error| Failure::of("adjudicate", error))?;
    session.out.line(&format!(
        "{accepted} agreed cases are in the gold layer now"
    ))?;
    Ok(())
}

fn list(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let query = Session::query(&given.query)?;
    let desk = session.reading_desk()?;
    let wanted: &[CaseState] = if given.all {
        &[CaseState::Open, CaseState::Agreed, CaseState::Decided]
    } else {
        &[CaseState::Open]
    };
    let mut last = None;
    for state in wanted {
        let cases = desk.cases(&query, *state, 0, usize::MAX, true);
        let cases = cases.map_err(|error| Failure::of("adjudicate", error))?;
        for case in &cases.page.rows {
            if given.json {
                session.out.json(&object(case))?;
            } else {
                readable(case, session)?;
            }
        }
        last = Some((cases.open, cases.agreed, cases.decided));
    }
    if let (false, Some((open, agreed, decided))) = (given.json, last) {
        let line = format!("{open} open, {agreed} agreed, {decided} decided");
        session.out.styled(Look::Strong, &line)?;
        session.out.line("")?;
    }
    Ok(())
}

const fn name(state: CaseState) -> &'static str {
    match state {
        CaseState::Open => "open",
        CaseState::Agreed => "agreed",
        CaseState::Decided => "decided",
    }
}

fn object(case: &Case) -> CaseObject<'_> {
    let versions = case.versions.iter().filter_map(|version| {
        let mark = version.mark()?;
        let marks = version.marks.iter().map(|placed| MarkObject {
            id: placed.annotation.id.as_str(),
            annotator: &placed.annotation.annotator,
            note: &placed.annotation.body.note,
        });
        Some(VersionObject {
            quote: mark.target.as_ref().map_or("", |target| &target.quote),
            label: mark.body.label.as_deref(),
            verdict: mark.body.verdict.as_deref(),
            marks: marks.collect(),
        })
    });
    let gold = case.gold.iter().map(|placed| {
        let gold = &placed.annotation;
        let decision = gold.body.decision.as_ref();
        GoldObject {
            id: gold.id.as_str(),
            annotator: &gold.annotator,
            outcome: decision.map(|made| made.outcome.name()),
            quote: gold.target.as_ref().map(|target| target.quote.as_str()),
            label: gold.body.label.as_deref(),
            verdict: gold.body.verdict.as_deref(),
            at: gold.modified.to_string(),
        }
    });
    CaseObject {
        pressmark: json::VERSION,
        state: name(case.state()),
        about: case.about.map(crate::model::About::name),
        reopened: case.reopened.as_deref(),
        article: case.article.as_str(),
        versions: versions.collect(),
        without: &case.without,
        gold: gold.collect(),
    }
}

fn readable(case: &Case, session: &mut Session) -> Result<(), Failure> {
    let about = case.about.map_or("agreed", crate::model::About::name);
    session.out.text(&format!("{about:<8} "))?;
    session.out.styled(Look::Name, case.article.as_str())?;
    session.out.line(&format!("  {}", case.title))?;
    for version in &case.versions {
        let Some(mark) = version.mark() else { continue };
        let said = [&mark.body.label, &mark.body.verdict].into_iter().flatten();
        let said: Vec<&str> = said.map(SafeText::as_str).collect();
        let quote = mark.target.as_ref().map_or("", |target| &target.quote);
        let people: Vec<&str> = version.people().into_iter().map(SafeText::as_str).collect();
        session
            .out
            .styled(Look::Dim, &format!("  {:<6}", mark.id))?;
        session.out.line(&format!(
            "  {}: {} “{}”",
            people.join(", "),
            said.join(" · "),
            quote.replace('\n', " ")
        ))?;
    }
    for name in &case.without {
        session.out.line(&format!("          {name}: nothing"))?;
    }
    if let Some(why) = &case.reopened {
        session
            .out
            .line(&format!("  decided before, and then {why}"))?;
    }
    session.out.line("")?;
    Ok(())
}
