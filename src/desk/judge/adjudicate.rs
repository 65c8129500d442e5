//! Adjudication: what several people marked in the same words, side by side, and decisions that become the gold layer.
//!
//! Cases are worked out anew from the marks whenever they are asked for, by the same units as agreement. What was decided
//! remembers its marks as they were ([`Source`]); a case whose marks are otherwise now is open again, and says why.

use crate::agreement::{difference, unit};
use crate::desk::Desk;
use crate::desk::judge::marked::Marked;
use crate::library::LibraryError;
use crate::model::{
    Adjudicator, Annotation, AnnotationId, Case, CaseState, Cases, Decided, Outcome, Page,
    PlacedAnnotation, Query, SafeText, Source, Span, Version,
};
use crate::text::excerpt::excerpt;
use std::collections::{BTreeMap, BTreeSet};

/// So many code points are shown on each side of the words.
const AROUND: usize = 240;

impl Desk {
    /// A window of the cases of a query's articles that are so far, in the order of the articles and their texts. With
    /// `whole` all articles are looked at, and it is told how many cases there are of each kind; else no more of them
    /// than it takes to fill the window.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn cases(
        &self,
        query: &Query,
        wanted: CaseState,
        first: usize,
        count: usize,
        whole: bool,
    ) -> Result<Cases, LibraryError> {
        let mut cases = Cases {
            page: Page {
                first,
                ..Page::default()
            },
            ..Cases::default()
        };
        let end = first.saturating_add(count);
        for id in self.articles_of_several(query)? {
            if !whole && cases.page.total > end {
                cases.page.first = first;
                return Ok(cases);
            }
            let Some(marked) = self.marked_if_kept(&id)? else {
                continue;
            };
            for mut case in self.cases_in(&marked)? {
                let state = case.state();
                match state {
                    CaseState::Open => cases.open += 1,
                    CaseState::Agreed => cases.agreed += 1,
                    CaseState::Decided => cases.decided += 1,
                }
                cases.reopened += usize::from(case.reopened.is_some());
                if state != wanted {
                    continue;
                }
                if (first..end).contains(&cases.page.total) {
                    show(&mut case, &marked.text);
                    cases.page.rows.push(case);
                }
                cases.page.total += 1;
            }
        }
        cases.counted = true;
        cases.page.first = first.min(cases.page.total);
        Ok(cases)
    }

    /// Takes everything on which all agree into the gold layer, as one step of undo; how many cases that were.
    ///
    /// # Errors
    /// When the library refuses.
    pub fn accept_agreed(&mut self, query: &Query) -> Result<usize, LibraryError> {
        let (by, random) = (self.adjudicator(), self.who.random);
        let mut actions = Vec::new();
        let mut count = 0;
        for marked in self.marked_by_several(query)? {
            for case in self.cases_in(&marked)? {
                if case.state() == CaseState::Agreed {
                    let new_id = &mut || AnnotationId::from_random(random());
                    let decided = case.decide(&[0], Outcome::Agreed, &by, new_id);
                    actions.extend(decided.actions());
                    count += 1;
                }
            }
        }
        if count > 0 {
            self.library.apply_all(&self.who.changes(actions))?;
        }
        Ok(count)
    }

    /// Decides the case of some marks: for the versions that they stand for, or with `neither` that nothing is to be
    /// marked there. The gold marks that come of it.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`] when a mark is not there, or is no mark that several people could differ about.
    pub fn adjudicate(
        &mut self,
        marks: &[AnnotationId],
        neither: bool,
    ) -> Result<Vec<Annotation>, LibraryError> {
        let Some(first) = marks.first() else {
            return Ok(Vec::new());
        };
        let article = self.library.annotation(first)?.article;
        let cases = self.cases_in(&self.marked(&article)?)?;
        let is_in = |case: &Case, id: &AnnotationId| case.marks().any(|mark| mark.id == *id);
        let stranger = |id: &AnnotationId| LibraryError::Unknown {
            kind: "case of the mark",
            id: id.to_string(),
        };
        let case = cases.iter().find(|case| is_in(case, first));
        let case = case.ok_or_else(|| stranger(first))?;
        if let Some(other) = marks.iter().find(|id| !is_in(case, id)) {
            return Err(stranger(other));
        }
        let meant = |version: &Version| {
            let mut placed = version.marks.iter();
            placed.any(|placed| marks.contains(&placed.annotation.id))
        };
        let versions = case.versions.iter().enumerate();
        let chosen: Vec<usize> = versions
            .filter(|(_, version)| !neither && meant(version))
            .map(|(number, _)| number)
            .collect();
        let outcome = match (chosen.len(), case.about) {
            (0, _) => Outcome::Neither,
            (1, None) => Outcome::Agreed,
            (1, Some(_)) => Outcome::Chosen,
            _ => Outcome::Both,
        };
        let random = self.who.random;
        let new_id = &mut || AnnotationId::from_random(random());
        let decided = case.decide(&chosen, outcome, &self.adjudicator(), new_id);
        self.settle_case(&decided)?;
        Ok(decided.gold)
    }

    fn settle_case(&mut self, decided: &Decided) -> Result<(), LibraryError> {
        let changes = self.who.changes(decided.clone().actions());
        self.library.apply_all(&changes)?;
        Ok(())
    }

    fn adjudicator(&self) -> Adjudicator {
        Adjudicator {
            annotator: self.who.annotator.clone(),
            at: (self.who.now)(),
        }
    }

    /// The cases of an article in order of its text.
    fn cases_in(&self, marked: &Marked) -> Result<Vec<Case>, LibraryError> {
        let marks = marked.marks(&marked.people, 0);
        let title = |placed: Option<&PlacedAnnotation>| {
            placed.map_or_else(SafeText::default, |placed| placed.title.clone())
        };
        let notes: BTreeMap<&AnnotationId, &PlacedAnnotation> = marked
            .notes
            .iter()
            .map(|note| (&note.annotation.id, note))
            .collect();
        let mut decisions = Decisions::new(&marked.decided);
        let mut cases = Vec::new();
        for unit in unit::units(&marks) {
            let said: Vec<&PlacedAnnotation> = unit
                .marks
                .iter()
                .filter_map(|mark| notes.get(&mark.id).copied())
                .collect();
            let here: BTreeSet<&SafeText> =
                said.iter().map(|note| &note.annotation.annotator).collect();
            let without = marked.people.iter().filter(|name| !here.contains(name));
            let mut case = Case {
                article: marked.article.clone(),
                title: title(said.first().copied()),
                about: difference(&unit, marked.people.len()),
                without: without.cloned().collect(),
                gold: decisions.about(&said),
                versions: versions(&said),
                ..Case::default()
            };
            case.reopened = self.reopened(&case)?;
            // One person alone is no disagreement, unless something was decided when there were more.
            if marked.people.len() > 1 || !case.gold.is_empty() {
                cases.push(case);
            }
        }
        for gold in decisions.left() {
            let mut case = Case {
                article: marked.article.clone(),
                title: title(gold.first()),
                gold,
                ..Case::default()
            };
            case.reopened = self.reopened(&case)?;
            if case.reopened.is_some() {
                cases.push(case);
            }
        }
        cases.sort_by_key(|case| spans(case).min());
        Ok(cases)
    }

    /// Why a decided case is to be decided again. A mark that never was in this library tells nothing, and a new one that
    /// says what was decided changes nothing.
    fn reopened(&self, case: &Case) -> Result<Option<SafeText>, LibraryError> {
        let decisions = case.gold.iter();
        let mut sources: BTreeMap<&AnnotationId, &Source> = BTreeMap::new();
        for made in decisions.filter_map(|placed| placed.annotation.body.decision.as_ref()) {
            sources.extend(made.sources.iter().map(|source| (&source.mark, source)));
        }
        if sources.is_empty() {
            return Ok(None);
        }
        let mut why = Vec::new();
        for source in sources.values() {
            let known = match self.library.annotation(&source.mark) {
                Ok(known) => known,
                Err(LibraryError::Unknown { .. }) => {
                    if self.library.was_here(&source.mark)? {
                        why.push(format!("{} took the mark away", source.annotator));
                    }
                    continue;
                }
                Err(error) => return Err(error),
            };
            why.extend(changed(source, &known));
        }
        let gold = |mark: &Annotation| {
            case.gold.iter().any(|placed| {
                let gold = &placed.annotation;
                gold.is_gold() && says(gold) == says(mark)
            })
        };
        for mark in case.marks() {
            if !sources.contains_key(&mark.id) && !gold(mark) {
                let label = mark.body.label.as_deref().unwrap_or("a mark");
                why.push(format!("{} says {label} since", mark.annotator));
            }
        }
        Ok((!why.is_empty()).then(|| SafeText::line(&why.join("; "))))
    }
}

/// What a mark says of which words.
fn says(mark: &Annotation) -> (Option<&SafeText>, Option<&SafeText>, Option<&SafeText>) {
    let quote = mark.target.as_ref().map(|target| &target.quote);
    (quote, mark.body.label.as_ref(), mark.body.verdict.as_ref())
}

/// What has changed in a mark since it was decided on.
fn changed(then: &Source, now: &Annotation) -> Option<String> {
    let who = &then.annotator;
    let (quote, label, verdict) = says(now);
    let name = |name: Option<&SafeText>| name.map_or("none", SafeText::as_str).replace('_', " ");
    let change = |what: &str, then: Option<&SafeText>, now: Option<&SafeText>| {
        format!("{who}: {what} {} → {}", name(then), name(now))
    };
    if label != then.label.as_ref() {
        Some(change("label", then.label.as_ref(), label))
    } else if verdict != then.verdict.as_ref() {
        Some(change("verdict", then.verdict.as_ref(), verdict))
    } else if quote.is_some_and(|quote| *quote != then.quote) {
        Some(format!("{who} marks other words"))
    } else {
        None
    }
}

/// Marks that say the same of the same words, together; what most say comes first.
fn versions(said: &[&PlacedAnnotation]) -> Vec<Version> {
    let mut versions: Vec<Version> = Vec::new();
    for note in said {
        let same = |version: &&mut Version| {
            version.marks.first().is_some_and(|first| {
                let body = |placed: &PlacedAnnotation| {
                    let body = &placed.annotation.body;
                    (body.label.clone(), body.verdict.clone())
                };
                first.span == note.span && body(first) == body(note)
            })
        };
        match versions.iter_mut().find(same) {
            Some(version) => version.marks.push((*note).clone()),
            None => versions.push(Version {
                marks: vec![(*note).clone()],
                lit: Span::default(),
            }),
        }
    }
    versions.sort_by_key(|version| std::cmp::Reverse(version.marks.len()));
    versions
}

/// Where the marks of a case stand; without any, where its gold marks do.
fn spans(case: &Case) -> impl Iterator<Item = Span> + '_ {
    let marks = case.versions.iter().flat_map(|version| &version.marks);
    let gold = case.gold.iter().filter(|_| case.versions.is_empty());
    marks.chain(gold).filter_map(|placed| placed.span)
}

/// Puts the words into the case, with what stands around all of them.
fn show(case: &mut Case, text: &str) {
    let whole = spans(case)
        .reduce(|one, other| Span::new(one.start.min(other.start), one.end.max(other.end)));
    let Some(whole) = whole else { return };
    let around = excerpt(text, whole, AROUND);
    for version in &mut case.versions {
        let span = version.marks.first().and_then(|placed| placed.span);
        if let Some(span) = span {
            let start = around.lit.start + (span.start - whole.start);
            version.lit = Span::new(start, start + span.len());
        }
    }
    case.excerpt = around.text;
}

/// The decisions of an article, by the marks that they speak of.
struct Decisions {
    left: Vec<PlacedAnnotation>,
}

impl Decisions {
    fn new(decided: &[PlacedAnnotation]) -> Self {
        Self {
            left: decided.to_vec(),
        }
    }

    /// Takes out those that speak of any of these marks.
    fn about(&mut self, marks: &[&PlacedAnnotation]) -> Vec<PlacedAnnotation> {
        let ids: BTreeSet<&AnnotationId> = marks.iter().map(|mark| &mark.annotation.id).collect();
        let (found, left) = std::mem::take(&mut self.left)
            .into_iter()
            .partition(|placed| sources(placed).any(|mark| ids.contains(mark)));
        self.left = left;
        found
    }

    /// Those whose marks stand nowhere any more, together where they are of one decision.
    fn left(self) -> Vec<Vec<PlacedAnnotation>> {
        let mut groups: BTreeMap<Vec<AnnotationId>, Vec<PlacedAnnotation>> = BTreeMap::new();
        for placed in self.left {
            let of: Vec<AnnotationId> = sources(&placed).cloned().collect();
            groups.entry(of).or_default().push(placed);
        }
        groups.into_values().collect()
    }
}

/// The marks that a decision speaks of.
fn sources(placed: &PlacedAnnotation) -> impl Iterator<Item = &AnnotationId> {
    let decision = placed.annotation.body.decision.iter();
    decision.flat_map(|made| made.sources.iter().map(|source| &source.mark))
}
