//! Which tokens are worth reading for a date. Hardly any figure and hardly any "a" or "in" begins one, and a reader
//! of dates asks each of them twenty questions. A gate decides nothing: what it leaves out is no date.

use crate::facts::lexicon::{Class, Trait, Word};
use crate::facts::scan::{Kind, Scan, Token};

/// For each token, where the next word of time stands: a month, a weekday, a unit of time.
pub(super) struct Gate {
    timely: Vec<u32>,
}

/// How many tokens behind a number the word of time that it counts or dates may stand.
const REACH: usize = 5;
/// How many tokens a number in words has at most, where it was not read yet.
const LONG: usize = 12;

impl Gate {
    pub(super) fn new(scan: &Scan) -> Self {
        let mut timely = vec![u32::MAX; scan.tokens.len() + 1];
        let mut next = u32::MAX;
        for (at, (token, place)) in scan.tokens.iter().zip(&mut timely).enumerate().rev() {
            if token.is(Trait::Timely) {
                next = at as u32;
            }
            *place = next;
        }
        Self { timely }
    }

    /// Whether a date may begin at token `at`.
    #[inline]
    pub(super) fn opens(&self, scan: &Scan, at: usize, token: &Token) -> bool {
        match token.kind {
            Kind::Word => {
                token.is(Trait::Dates)
                    && token
                        .word
                        .is_some_and(|word| self.word_opens(scan, at, word))
            }
            Kind::Digits => token.span.len() == 4 || self.figure_opens(scan, at),
            Kind::Sign(sign) => matches!(sign, '\'' | '’') && is_digits(scan, at + 1),
        }
    }

    fn figure_opens(&self, scan: &Scan, at: usize) -> bool {
        self.counts(scan, at)
            || is_written_out(scan, at)
            || is_decade(scan, at + 1)
            || scan.glued(at + 1)
                && matches!(scan.lower(at + 1), "q" | "h" | "st" | "nd" | "rd" | "th")
    }

    fn word_opens(&self, scan: &Scan, at: usize, word: &Word) -> bool {
        let by_name = word.month.is_some()
            || word.weekday.is_some()
            || word.short_weekday.is_some()
            || word.season.is_some()
            || !word.feasts.is_empty();
        if by_name {
            return true;
        }
        // "nineteen eighty-six", "two thousand and fifteen"
        let year = word.cardinal.is_some_and(|value| {
            (15..=20).contains(&value) || value == 2 && scan.lower(at + 1) == "thousand"
        });
        if year || (word.counts() || word.ordinal.is_some()) && self.counts(scan, at) {
            return true;
        }
        if word.time.is_some() {
            let before = at.checked_sub(1).map_or("", |before| scan.lower(before));
            return scan.lower(at) == "weekend" && before == "the"
                || scan.lower(at + 1) == "end"
                || matches!(scan.lower(at + 2), "end" | "s")
                || matches!(
                    scan.lower(at + 1),
                    "to" | "of"
                        | "after"
                        | "before"
                        | "starting"
                        | "beginning"
                        | "commencing"
                        | "ending"
                        | "ended"
                );
        }
        if !word.has(Class::Dating) {
            return false;
        }
        match scan.lower(at) {
            "q" | "h" => is_digits(scan, at + 1),
            "middle" | "end" | "close" | "beginning" | "start" | "rest" | "remainder" => {
                scan.lower(at + 1) == "of" || scan.is_dash(at + 1)
            }
            "now" => matches!(
                scan.lower(at + 1),
                "and" | "to" | "until" | "till" | "through"
            ),
            "in" | "a" | "an" => self.counts(scan, at + 1),
            "this" | "last" | "next" | "current" | "past" | "previous" | "prior" | "coming"
            | "following" => {
                self.counts(scan, at + 1)
                    || (at + 1..at + 3)
                        .any(|near| scan.known(near).is_some_and(|next| !next.feasts.is_empty()))
            }
            _ => true,
        }
    }

    /// Whether a word of time stands behind the number that begins at `at`, or near `at` where none does.
    fn counts(&self, scan: &Scan, at: usize) -> bool {
        let end = match scan.numbers.end(at) {
            Some(end) => end + REACH,
            None => at + LONG,
        };
        self.timely
            .get(at)
            .is_some_and(|next| (*next as usize) < end)
    }
}

fn is_digits(scan: &Scan, at: usize) -> bool {
    scan.token(at).is_some_and(|next| next.kind == Kind::Digits)
}

/// `3/14`, `14.3.2026`, `12-2015`.
fn is_written_out(scan: &Scan, at: usize) -> bool {
    matches!(
        scan.token(at + 1),
        Some(Token {
            kind: Kind::Sign('-' | '/' | '.'),
            glued: true,
            ..
        })
    ) && is_digits(scan, at + 2)
}

/// `90s`, `90's`.
fn is_decade(scan: &Scan, at: usize) -> bool {
    let quote = usize::from(matches!(
        scan.token(at),
        Some(Token {
            kind: Kind::Sign('\'' | '’'),
            ..
        })
    ));
    scan.lower(at + quote) == "s"
}

#[cfg(test)]
mod tests {
    use super::Gate;
    use crate::facts::date::when;
    use crate::facts::number::Numbers;
    use crate::facts::scan::{Kind, Scan};
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn what_may_stand_between_a_pointing_word_and_a_feast() {
        for (text, day) in [
            ("last 2026 Christmas", None),
            ("last fiscal Christmas", None),
            ("last Christmas", Some("2025-12-25")),
            ("this past Christmas", Some("2025-12-25")),
            ("this last Christmas", Some("2025-12-25")),
        ] {
            let mut scan = Scan::new(text);
            scan.numbers = Numbers::of(&scan);
            let found = when(&scan, 0, Some(date(2026, 3, 14)));
            assert_eq!(
                found.and_then(|when| when.value.edtf).as_deref(),
                day,
                "{text}"
            );
            let opens = Gate::new(&scan).opens(&scan, 0, &scan.tokens[0]);
            assert!(opens || day.is_none(), "{text}");
        }
    }

    /// Pieces of dates in any order.
    fn pieces() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "in",
            "a",
            "the",
            "couple of",
            "few",
            "three",
            "twenty-one",
            "nineteen",
            "two thousand",
            "5",
            "14",
            "2026",
            "1990",
            "s",
            "'",
            "/",
            "-",
            ".",
            ",",
            "of",
            "to",
            "and",
            "last",
            "next",
            "this",
            "end",
            "early",
            "week",
            "weeks",
            "months",
            "year",
            "day",
            "quarter",
            "half",
            "first",
            "second",
            "final",
            "March",
            "May",
            "Monday",
            "Christmas",
            "fiscal",
            "FY",
            "Q3",
            "ago",
            "before",
            "from now",
            "now",
            "until",
            "rest of",
            "the",
            "weekend",
            "Easter",
            "Q",
            "on the",
            "commencing",
            "ended",
            "century",
            "summer",
            "th",
            "Q",
        ]);
        prop::collection::vec((pieces, prop::bool::weighted(0.8)), 1..12).prop_map(|all| {
            let spaced = all.into_iter().map(|(piece, space)| {
                if space {
                    format!("{piece} ")
                } else {
                    piece.to_owned()
                }
            });
            spaced.collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn what_the_gate_leaves_out_is_no_date(text in pieces()) {
            let mut scan = Scan::new(&text);
            scan.numbers = Numbers::of(&scan);
            let gate = Gate::new(&scan);
            for (at, token) in scan.tokens.iter().enumerate() {
                // A date is looked for where a figure, a quote or a word of dates stands.
                let asked = match token.kind {
                    Kind::Digits => true,
                    Kind::Sign(c) => matches!(c, '\'' | '’'),
                    Kind::Word => token.word.is_some_and(crate::facts::lexicon::Word::dates),
                };
                if asked && !gate.opens(&scan, at, token) {
                    prop_assert_eq!(when(&scan, at, Some(date(2026, 3, 14))), None, "{} at {}", text, at);
                }
            }
        }
    }
}
