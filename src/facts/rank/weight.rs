//! The weights of a sentence's features, one line each.

/// A feature of a sentence, its weight, and the reason shown for it (empty: too small to be told).
#[expect(clippy::struct_field_names, reason = "a weight has a weight")]
pub(super) struct Weight {
    pub(super) feature: Feature,
    pub(super) weight: f64,
    pub(super) reason: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Feature {
    Percent,
    Attribution,
    Number,
    Comparison,
    Past,
    Money,
    TimeWord,
    Change,
    Name,
    Quote,
    Question,
    Opinion,
    Modal,
    FirstPerson,
    SecondPerson,
    Short,
    Long,
    NumberWord,
    Record,
    Topic,
    Universal,
    Courtesy,
    Wish,
}

/// Weights of a linear model of check-worthiness (what fact-checkers picked in debates and news).
pub(super) const WEIGHTS: [Weight; 23] = [
    // A share is the most checkable thing a sentence can say.
    Weight {
        feature: Feature::Percent,
        weight: 1.95,
        reason: "percent",
    },
    // Somebody said it: a source to check.
    Weight {
        feature: Feature::Attribution,
        weight: 1.24,
        reason: "attributed",
    },
    // Any figure.
    Weight {
        feature: Feature::Number,
        weight: 0.94,
        reason: "figure",
    },
    // More, fewer, largest: a claim about two things.
    Weight {
        feature: Feature::Comparison,
        weight: 0.71,
        reason: "comparison",
    },
    // It has happened.
    Weight {
        feature: Feature::Past,
        weight: 0.64,
        reason: "",
    },
    // An amount of money, on top of being a figure.
    Weight {
        feature: Feature::Money,
        weight: 0.56,
        reason: "money",
    },
    // A word of time or a date.
    Weight {
        feature: Feature::TimeWord,
        weight: 0.53,
        reason: "dated",
    },
    // Rose, fell, cut.
    Weight {
        feature: Feature::Change,
        weight: 0.51,
        reason: "change",
    },
    // A name.
    Weight {
        feature: Feature::Name,
        weight: 0.36,
        reason: "",
    },
    // Words in somebody's mouth.
    Weight {
        feature: Feature::Quote,
        weight: 0.30,
        reason: "quoted",
    },
    // Asks rather than says.
    Weight {
        feature: Feature::Question,
        weight: -1.62,
        reason: "",
    },
    // Believes, should, wonderful.
    Weight {
        feature: Feature::Opinion,
        weight: -0.90,
        reason: "",
    },
    // May, could, will: not yet checkable.
    Weight {
        feature: Feature::Modal,
        weight: -0.86,
        reason: "",
    },
    // I, we.
    Weight {
        feature: Feature::FirstPerson,
        weight: -0.39,
        reason: "",
    },
    // You.
    Weight {
        feature: Feature::SecondPerson,
        weight: -0.34,
        reason: "",
    },
    // Fewer than six words say little.
    Weight {
        feature: Feature::Short,
        weight: -0.60,
        reason: "",
    },
    // Twelve words or more have room for a claim.
    Weight {
        feature: Feature::Long,
        weight: 0.45,
        reason: "",
    },
    // A number that counts nothing we know: "he voted against it four times".
    Weight {
        feature: Feature::NumberWord,
        weight: 0.55,
        reason: "",
    },
    // What somebody did and what is on record: voted, signed, passed, closed, built.
    Weight {
        feature: Feature::Record,
        weight: 0.60,
        reason: "",
    },
    // Jobs, taxes, revenue, crime: what is counted by somebody.
    Weight {
        feature: Feature::Topic,
        weight: 0.45,
        reason: "",
    },
    // Every, never, only, first: one case refutes it.
    Weight {
        feature: Feature::Universal,
        weight: 0.25,
        reason: "",
    },
    // Thanks, greetings, turns of the debate.
    Weight {
        feature: Feature::Courtesy,
        weight: -1.30,
        reason: "",
    },
    // Wants, promises, lets us: not yet done.
    Weight {
        feature: Feature::Wish,
        weight: -0.60,
        reason: "",
    },
];
