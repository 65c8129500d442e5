//! The weights of a sentence's features, one line each.

use crate::facts::lexicon::Class;
use crate::model::fact::FactKind;
use std::ops::BitOrAssign;

/// A feature of a sentence, its weight, and the reason shown for it (empty: too small to be told).
#[expect(clippy::struct_field_names, reason = "a weight has a weight")]
pub(super) struct Weight {
    /// A sentence that has any of these has the feature.
    pub(super) any: Seen,
    pub(super) weight: f64,
    pub(super) reason: &'static str,
}

/// What is seen in a sentence, a bit each: classes of its words, kinds of its facts, and marks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) words: u64,
    rest: u32,
}

/// What a sentence is marked by beside its words and facts.
#[derive(Debug, Clone, Copy)]
#[repr(u32)]
pub(super) enum Mark {
    Past = 16,
    /// A number, in digits or in words, whatever it counts.
    Number,
    Name,
    Quote,
    Question,
    Short,
    Long,
    /// Somebody speaks of the own family.
    Personal,
}

/// The kinds of facts that are figures.
const FIGURES: [FactKind; 5] = [
    FactKind::Money,
    FactKind::Percent,
    FactKind::Count,
    FactKind::Measure,
    FactKind::Duration,
];

impl Seen {
    /// Words of any of the classes.
    pub(super) const fn words(classes: &[Class]) -> Self {
        let (mut words, mut at) = (0, 0);
        while at < classes.len() {
            words |= 1 << classes[at] as u64;
            at += 1;
        }
        Self { words, rest: 0 }
    }

    /// Facts of any of the kinds.
    pub(super) const fn kinds(kinds: &[FactKind]) -> Self {
        let (mut rest, mut at) = (0, 0);
        while at < kinds.len() {
            rest |= 1 << kinds[at] as u32;
            at += 1;
        }
        Self { words: 0, rest }
    }

    /// A mark.
    pub(super) const fn mark(mark: Mark) -> Self {
        Self {
            words: 0,
            rest: 1 << mark as u32,
        }
    }

    /// Both together.
    const fn and(self, other: Self) -> Self {
        Self {
            words: self.words | other.words,
            rest: self.rest | other.rest,
        }
    }

    /// Marks the sentence if `so`.
    pub(super) const fn note(&mut self, mark: Mark, so: bool) {
        self.rest |= (so as u32) << mark as u32;
    }

    /// Whether words of both classes are in it.
    pub(super) const fn has_both(self, first: Class, second: Class) -> bool {
        let both = 1 << first as u64 | 1 << second as u64;
        self.words & both == both
    }

    /// Whether the two have anything in common.
    pub(super) const fn meets(self, other: Self) -> bool {
        self.words & other.words != 0 || self.rest & other.rest != 0
    }
}

impl BitOrAssign for Seen {
    fn bitor_assign(&mut self, other: Self) {
        *self = self.and(other);
    }
}

/// Weights of a linear model of check-worthiness (what fact-checkers picked in debates and news).
pub(super) const WEIGHTS: [Weight; 24] = [
    // A share is the most checkable thing a sentence can say.
    Weight {
        any: Seen::kinds(&[FactKind::Percent]),
        weight: 1.95,
        reason: "percent",
    },
    // Somebody said it: a source to check.
    Weight {
        any: Seen::words(&[Class::Report]),
        weight: 1.24,
        reason: "attributed",
    },
    // Any figure.
    Weight {
        any: Seen::kinds(&FIGURES),
        weight: 0.94,
        reason: "figure",
    },
    // More, fewer, largest: a claim about two things.
    Weight {
        any: Seen::words(&[Class::Comparison]),
        weight: 0.71,
        reason: "comparison",
    },
    // It has happened.
    Weight {
        any: Seen::mark(Mark::Past),
        weight: 0.64,
        reason: "",
    },
    // An amount of money, on top of being a figure.
    Weight {
        any: Seen::kinds(&[FactKind::Money]),
        weight: 0.56,
        reason: "money",
    },
    // A word of time or a date.
    Weight {
        any: Seen::words(&[Class::TimeWord]).and(Seen::kinds(&[FactKind::Date, FactKind::Period])),
        weight: 0.53,
        reason: "dated",
    },
    // Rose, fell, cut.
    Weight {
        any: Seen::words(&[Class::Up, Class::Down]),
        weight: 0.51,
        reason: "change",
    },
    // A name.
    Weight {
        any: Seen::mark(Mark::Name),
        weight: 0.36,
        reason: "",
    },
    // Words in somebody's mouth.
    Weight {
        any: Seen::mark(Mark::Quote),
        weight: 0.30,
        reason: "quoted",
    },
    // Asks rather than says.
    Weight {
        any: Seen::mark(Mark::Question),
        weight: -1.62,
        reason: "",
    },
    // Believes, should, wonderful.
    Weight {
        any: Seen::words(&[Class::Opinion]),
        weight: -0.90,
        reason: "",
    },
    // May, could, will: not yet checkable.
    Weight {
        any: Seen::words(&[Class::Modal]),
        weight: -0.86,
        reason: "",
    },
    // I, we.
    Weight {
        any: Seen::words(&[Class::FirstPerson]),
        weight: -0.39,
        reason: "",
    },
    // You.
    Weight {
        any: Seen::words(&[Class::SecondPerson]),
        weight: -0.34,
        reason: "",
    },
    // Fewer than six words say little.
    Weight {
        any: Seen::mark(Mark::Short),
        weight: -0.60,
        reason: "",
    },
    // Twelve words or more have room for a claim.
    Weight {
        any: Seen::mark(Mark::Long),
        weight: 0.45,
        reason: "",
    },
    // A number that counts nothing we know: "he voted against it four times".
    Weight {
        any: Seen::mark(Mark::Number),
        weight: 0.55,
        reason: "",
    },
    // What somebody did and what is on record: voted, signed, passed, closed, built.
    Weight {
        any: Seen::words(&[Class::Record]),
        weight: 0.60,
        reason: "",
    },
    // Jobs, taxes, revenue, crime: what is counted by somebody.
    Weight {
        any: Seen::words(&[Class::Metric, Class::Topic]),
        weight: 0.45,
        reason: "",
    },
    // Every, never, only, first: one case refutes it.
    Weight {
        any: Seen::words(&[Class::Universal]),
        weight: 0.25,
        reason: "",
    },
    // Thanks, greetings, turns of the debate.
    Weight {
        any: Seen::words(&[Class::Courtesy]),
        weight: -1.30,
        reason: "",
    },
    // Of oneself and one's family: true perhaps, and nobody checks it.
    Weight {
        any: Seen::mark(Mark::Personal),
        weight: -0.90,
        reason: "",
    },
    // Wants, promises, lets us: not yet done.
    Weight {
        any: Seen::words(&[Class::Wish]),
        weight: -0.60,
        reason: "",
    },
];
