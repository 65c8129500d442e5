//! Mojibake: UTF-8 that someone read in a one-byte code page and saved again.
//!
//! Repairs are exact and reversible: each remembers its place, what stood there, how sure it is and
//! the code page. Text that is right is never touched, and repairing twice changes nothing more.

mod beyond;
mod classes;
mod codepage;
mod damaged;
mod lost;
mod sequence;

use super::draft::{Draft, Edit, Shifts};
use crate::model::article::{Certainty, Repair};
use crate::model::{SafeText, Span};
use beyond::beyond_ascii;
use classes::is_sign;
use codepage::{CODEPAGES, Codepage, is_c1};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Text that was garbled more often than this was garbled on purpose.
const ROUNDS: usize = 8;

/// With more garbled places than this, those that stand within so many bytes are one.
const MANY: usize = 50_000;
const REACH: usize = 200;

/// A longer text is searched for its code page in a part of it, in bytes beyond ASCII.
const SAMPLE: usize = 50_000;

/// Puts garbled characters of the draft right and notes each place.
pub(super) fn repair(draft: &mut Draft) {
    let mut known = Evidence::default();
    for _ in 0..ROUNDS {
        let (characters, touch) = characters(&draft.text);
        if characters.is_empty() {
            return;
        }
        // What lost bytes is read only when nothing complete is left: a layer below may complete it.
        let done = touch && sequences(draft, &characters, &mut known)
            || damaged(draft, &known)
            || lost_bytes(draft, &characters, &known) | controls(draft, &characters);
        if !done {
            return;
        }
    }
}

/// The characters beyond ASCII, and whether any two of them touch each other, as those of a complete sequence do.
fn characters(text: &str) -> (BTreeSet<char>, bool) {
    let (mut end, mut touch) = (None, false);
    let noted = beyond_ascii(text).map(|(at, c)| {
        touch |= end == Some(at);
        end = Some(at + c.len_utf8());
        c
    });
    (noted.collect(), touch)
}

/// What the text has shown so far.
#[derive(Default)]
struct Evidence {
    /// The code page that was found last.
    page: Option<&'static Codepage>,
    /// How many places were certain.
    certain: usize,
}

impl Evidence {
    fn is(&self, page: &Codepage) -> bool {
        self.page.is_some_and(|known| known.name == page.name)
    }
}

/// Repairs complete sequences of the best code page; says whether there were any.
fn sequences(draft: &mut Draft, characters: &BTreeSet<char>, known: &mut Evidence) -> bool {
    let Some((page, found)) = best(&draft.text, characters, known) else {
        return false;
    };
    if known.page.is_none() && is_chance(&draft.text, &found) {
        return false;
    }
    known.page = Some(page);
    known.certain += found.len();
    let edits = found
        .iter()
        .map(|s| Edit {
            span: s.span,
            with: Cow::Owned(s.decoded.to_string()),
        })
        .collect();
    apply(draft, edits, Certainty::Certain, page.name)
}

/// One garbled letter among characters that are right is somebody's spelling, not a wrong reading.
fn is_chance(text: &str, found: &[sequence::Sequence]) -> bool {
    let &[alone] = found else { return false };
    let garbled = alone.span.of(text);
    let right = |part: Span| !part.of(text).is_ascii();
    !is_sign(alone.decoded)
        && !garbled.chars().any(is_c1)
        && (right(Span::new(0, alone.span.start)) || right(Span::new(alone.span.end, text.len())))
}

/// Repairs sequences with a replaced byte, once the code page is known.
fn damaged(draft: &mut Draft, known: &Evidence) -> bool {
    let Some(page) = known.page else { return false };
    let edits = damaged::find(&draft.text, page);
    apply(draft, edits, Certainty::Likely, page.name)
}

/// Repairs signs that lost bytes, of the code page that explains most of them.
fn lost_bytes(draft: &mut Draft, characters: &BTreeSet<char>, known: &Evidence) -> bool {
    let is_lead = |page: &Codepage| {
        let lead = |&c: &char| matches!(page.byte(c), Some(0xe2 | 0xef | 0xf0));
        characters.iter().any(lead)
    };
    let lost = CODEPAGES
        .iter()
        .filter(|page| is_lead(page))
        .map(|page| {
            let repaired = if known.is(page) { known.certain } else { 0 };
            (
                page,
                lost::find(&draft.text, page, repaired, &draft.repairs),
            )
        })
        .max_by_key(|(_, guesses)| guesses.len());
    let Some((page, guesses)) = lost else {
        return false;
    };
    let edits = guesses
        .iter()
        .map(|guess| Edit {
            span: guess.span,
            with: Cow::Borrowed(guess.with),
        })
        .collect();
    apply(draft, edits, Certainty::Likely, page.name)
}

/// C1 controls that are left are bytes of windows-1252 that were read as Latin-1.
fn controls(draft: &mut Draft, characters: &BTreeSet<char>) -> bool {
    if !characters.iter().any(|&c| is_c1(c)) {
        return false;
    }
    let edits = beyond_ascii(&draft.text)
        .filter_map(|(at, c)| {
            let shown = is_c1(c).then(|| codepage::windows_1252(c))??;
            Some(Edit {
                span: Span::new(at, at + c.len_utf8()),
                with: Cow::Owned(shown.to_string()),
            })
        })
        .collect();
    apply(draft, edits, Certainty::Likely, "windows-1252")
}

/// The code page in which most of the text is garbled, and where.
fn best(
    text: &str,
    characters: &BTreeSet<char>,
    known: &Evidence,
) -> Option<(&'static Codepage, Vec<sequence::Sequence>)> {
    let has = |page: &Codepage, low: u8, high: u8| {
        characters
            .iter()
            .any(|&c| page.byte(c).is_some_and(|b| (low..=high).contains(&b)))
    };
    let likely: Vec<&'static Codepage> = CODEPAGES
        .iter()
        .filter(|page| has(page, 0xc2, 0xf4) && has(page, 0x80, 0xbf))
        .collect();
    let part = sample(text);
    if part.len() < text.len()
        && let Some((page, _)) = best_of(part, &likely, known)
    {
        return best_of(text, &[page], known);
    }
    best_of(text, &likely, known)
}

/// The first part of a long text that holds [`SAMPLE`] bytes beyond ASCII, to the end of its line.
fn sample(text: &str) -> &str {
    if text.len() <= SAMPLE {
        return text;
    }
    let bytes = text.as_bytes();
    let mut beyond = bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| !byte.is_ascii());
    let Some((at, _)) = beyond.nth(SAMPLE) else {
        return text;
    };
    let end = memchr::memchr2(b'\n', b' ', bytes.get(at..).unwrap_or_default());
    end.and_then(|end| text.get(..at + end)).unwrap_or(text)
}

fn best_of(
    text: &str,
    pages: &[&'static Codepage],
    known: &Evidence,
) -> Option<(&'static Codepage, Vec<sequence::Sequence>)> {
    let mut best: Option<(&'static Codepage, Vec<sequence::Sequence>)> = None;
    let mut most = 0;
    for page in pages {
        let mut found = sequence::find(text, page, known.is(page));
        if !found.is_empty() && !known.is(page) {
            found = sequence::find(text, page, true);
        }
        // The page that explains most characters: three that are one sign are more than two of them.
        let explained: usize = found.iter().map(|s| s.span.of(text).chars().count()).sum();
        if explained > most {
            most = explained;
            best = Some((*page, found));
        }
    }
    best
}

/// Rewrites the text and notes the repairs; neighbouring ones are one, and a repair of a repair
/// remembers what stood there at first. Says whether there was anything to do.
fn apply(draft: &mut Draft, edits: Vec<Edit>, certainty: Certainty, codec: &str) -> bool {
    if edits.is_empty() {
        return false;
    }
    // Where nearly everything is garbled, a repair may hold right characters between wrong ones.
    let reach = if edits.len() > MANY { REACH } else { 0 };
    let mut merged: Vec<Edit> = Vec::new();
    for edit in edits {
        match merged.last_mut() {
            Some(last)
                if edit.span.start - last.span.end <= reach
                    && (reach == 0 || last.span.len() < 2 * REACH) =>
            {
                let with = last.with.to_mut();
                with.push_str(Span::new(last.span.end, edit.span.start).of(&draft.text));
                with.push_str(&edit.with);
                last.span.end = edit.span.end;
            }
            _ => merged.push(edit),
        }
    }
    let mut old = std::mem::take(&mut draft.repairs).into_iter().peekable();
    let (mut kept, mut fresh) = (Vec::new(), Vec::new());
    for edit in &merged {
        while let Some(repair) = old.next_if(|repair| repair.span.end <= edit.span.start) {
            kept.push(repair);
        }
        let (mut before, mut at) = (String::new(), edit.span.start);
        while let Some(repair) = old.next_if(|repair| repair.span.start < edit.span.end) {
            before.push_str(Span::new(at, repair.span.start).of(&draft.text));
            before.push_str(&repair.before);
            at = repair.span.end;
        }
        before.push_str(Span::new(at, edit.span.end).of(&draft.text));
        fresh.push(before);
    }
    kept.extend(old);
    draft.repairs = kept;
    draft.rewrite(&merged);
    let shifts = Shifts::new(&merged);
    let added = fresh.into_iter().enumerate().filter_map(|(index, before)| {
        Some(Repair {
            span: shifts.place(index)?,
            before: SafeText::new(before),
            certainty,
            codec: SafeText::new(codec),
        })
    });
    draft.repairs.extend(added);
    draft.repairs.sort_by_key(|repair| repair.span.start);
    true
}

#[cfg(test)]
mod tests;
