//! Two changes of the same text put together, line by line.
//!
//! This is the three-way merge of `diff3` (Khanna, Kunal and Pierce, "A Formal Investigation of Diff3", 2007):
//! both sides are compared with the text that they began from, and a stretch that only one side changed is
//! taken from that side. Where both changed the same lines, or lines that touch, in different ways, there is no
//! answer, and nothing is guessed.

use imara_diff::{Algorithm, Diff, InternedInput};
use std::ops::Range;

/// A change of lines: which lines of the old text became which of the new.
pub type Hunk = (Range<usize>, Range<usize>);

/// The text with the changes of both sides; `None` where they contradict each other.
pub fn merge(base: &str, mine: &str, theirs: &str) -> Option<String> {
    if mine == theirs || theirs == base {
        return Some(mine.to_owned());
    }
    if mine == base {
        return Some(theirs.to_owned());
    }
    let [base, mine, theirs] = [base, mine, theirs].map(|text| {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        lines
    });
    let (my_hunks, their_hunks) = (hunks(&base, &mine), hunks(&base, &theirs));
    let (mut my_next, mut their_next) = (my_hunks.iter().peekable(), their_hunks.iter().peekable());
    let mut merged = String::new();
    let mut at = 0;
    loop {
        let (hunk, lines) = match (my_next.peek().copied(), their_next.peek().copied()) {
            (None, None) => break,
            (Some(own), None) => (my_next.next()?, lines_of(&mine, &own.1)),
            (None, Some(other)) => (their_next.next()?, lines_of(&theirs, &other.1)),
            (Some(own), Some(other)) if touch(&own.0, &other.0) => {
                let same =
                    own.0 == other.0 && lines_of(&mine, &own.1) == lines_of(&theirs, &other.1);
                if !same {
                    return None;
                }
                their_next.next();
                (my_next.next()?, lines_of(&mine, &own.1))
            }
            (Some(own), Some(other)) if own.0.start < other.0.start => {
                (my_next.next()?, lines_of(&mine, &own.1))
            }
            (Some(_), Some(other)) => (their_next.next()?, lines_of(&theirs, &other.1)),
        };
        merged.extend(lines_of(&base, &(at..hunk.0.start)).iter().copied());
        merged.extend(lines.iter().copied());
        at = hunk.0.end;
    }
    merged.extend(lines_of(&base, &(at..base.len())).iter().copied());
    Some(merged)
}

/// Whether two stretches share a line or a border.
const fn touch(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start <= other.end && other.start <= one.end
}

fn lines_of<'a, 'l>(lines: &'a [&'l str], range: &Range<usize>) -> &'a [&'l str] {
    lines.get(range.clone()).unwrap_or_default()
}

/// All changes of lines, in their order.
pub fn hunks(old: &[&str], new: &[&str]) -> Vec<Hunk> {
    let mut input = InternedInput::default();
    input.update_before(old.iter().copied());
    input.update_after(new.iter().copied());
    let mut diff = Diff::default();
    diff.compute_with(
        Algorithm::Histogram,
        &input.before,
        &input.after,
        input.interner.num_tokens(),
    );
    let range = |range: Range<u32>| range.start as usize..range.end as usize;
    diff.hunks()
        .map(|hunk| (range(hunk.before), range(hunk.after)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn changes_of_different_lines_come_together_and_those_of_one_do_not() {
        let base = "one\ntwo\nthree\nfour\n";
        for (mine, theirs, merged) in [
            (
                "ONE\ntwo\nthree\nfour\n",
                "one\ntwo\nthree\nFOUR\n",
                Some("ONE\ntwo\nthree\nFOUR\n"),
            ),
            (
                "two\nthree\nfour\n",
                "one\ntwo\nthree\nfour\nfive\n",
                Some("two\nthree\nfour\nfive\n"),
            ),
            ("one\n2\nthree\nfour\n", "one\ntwo\n3\nfour\n", None),
            ("one\nTWO\nthree\nfour\n", "one\n2\nthree\nfour\n", None),
            (
                "one\n2\nthree\nfour\n",
                "one\n2\nthree\nfour\n",
                Some("one\n2\nthree\nfour\n"),
            ),
            ("", "one\ntwo\nthree\n4\n", None),
        ] {
            assert_eq!(merge(base, mine, theirs).as_deref(), merged);
            assert_eq!(merge(base, theirs, mine).as_deref(), merged);
        }
    }

    proptest! {
        #[test]
        fn who_changed_nothing_adds_nothing(base in "([ab]\n){0,6}", mine in "([abc]\n){0,6}") {
            prop_assert_eq!(merge(&base, &mine, &base), Some(mine.clone()));
            prop_assert_eq!(merge(&base, &base, &mine), Some(mine.clone()));
            prop_assert_eq!(merge(&base, &mine, &mine), Some(mine));
        }

        #[test]
        fn a_merge_holds_what_either_side_put_in(
            base in "([ab]\n){0,8}", mine in "([ab]\n){0,8}", theirs in "([ab]\n){0,8}",
        ) {
            // Marked, the lines of one side that the base has not are all in the answer, in their order.
            let (mine, theirs) = (mine.replace('a', "mine"), theirs.replace('b', "theirs"));
            if let Some(merged) = merge(&base, &mine, &theirs) {
                for (side, mark) in [(&mine, "mine"), (&theirs, "theirs")] {
                    let count = |text: &str| text.lines().filter(|line| *line == mark).count();
                    prop_assert_eq!(count(&merged), count(side));
                }
                prop_assert_eq!(merge(&base, &theirs, &mine), Some(merged));
            }
        }
    }
}
