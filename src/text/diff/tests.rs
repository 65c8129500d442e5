use super::*;
use proptest::prelude::*;
use rustix::time::{ClockId, clock_gettime};
use std::fmt::Write;
use std::time::Duration;

/// `[-gone-]{+come+}` and what is the same.
fn told(old: &str, new: &str) -> String {
    let mut told = String::new();
    for piece in diff(old, new) {
        if piece.same {
            told.push_str(piece.new.of(new));
            continue;
        }
        if !piece.old.is_empty() {
            write!(told, "[-{}-]", piece.old.of(old)).unwrap();
        }
        if !piece.new.is_empty() {
            write!(told, "{{+{}+}}", piece.new.of(new)).unwrap();
        }
    }
    told
}

#[test]
fn a_figure_that_changed_stands_alone() {
    assert_eq!(
        told(
            "Meta plans $65 billion in 2025.",
            "Meta plans $72 billion in 2026."
        ),
        "Meta plans $[-65-]{+72+} billion in [-2025-]{+2026+}."
    );
}

#[test]
fn an_added_sentence_begins_with_its_first_word() {
    assert_eq!(
        told(
            "The plan is large. The plan is late.",
            "The plan is large. The plan is new. The plan is late."
        ),
        "The plan is large. {+The plan is new.+} The plan is late."
    );
}

#[test]
fn white_space_and_the_shape_of_marks_are_no_change() {
    let (old, new) = (
        "It\u{2019}s \u{201c}new\u{201d}\nhere",
        "It's  \"new\" here",
    );
    assert!(diff(old, new).iter().all(|piece| piece.same));
    assert!(diff("", "").is_empty());
}

#[test]
fn a_word_left_alone_between_larger_changes_goes_with_them() {
    assert_eq!(
        told(
            "a red fox and one grey dog ran",
            "a blue hen and two wild cats ran"
        ),
        "a [-red fox and one grey dog-]{+blue hen and two wild cats+} ran"
    );
    assert_eq!(
        told("one and two", "1 and 2"),
        "[-one-]{+1+} and [-two-]{+2+}"
    );
    assert!(told("one two\nand\nthree four", "1 2\nand\n3 4").contains("\nand\n"));
}

#[test]
fn a_span_is_carried_to_its_words_and_over_a_change() {
    let (old, new) = (
        "It plans $65 billion now.",
        "Today it plans $72 billion now.",
    );
    let at = |text: &str, words: &str| {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let pieces = diff(old, new);
    assert_eq!(
        carried(&pieces, at(old, "$65 billion")).of(new),
        "$72 billion"
    );
    assert_eq!(carried(&pieces, at(old, "now")).of(new), "now");
}

/// Words of a small vocabulary, so that the same ones come again and again.
fn prose(words: usize, seed: u64) -> String {
    let mut state = seed;
    let mut text = String::new();
    for number in 0..words {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let word = state >> 52;
        let end = if number % 13 == 12 { ".\n" } else { " " };
        write!(text, "w{word}{end}").unwrap();
    }
    text
}

/// Processor time of this thread: what else the machine does is no part of it.
fn spent() -> Duration {
    let spent = clock_gettime(ClockId::ThreadCPUTime);
    spent.try_into().unwrap()
}

/// The processor time that it takes at best.
fn shortest(mut work: impl FnMut()) -> Duration {
    let times = (0..3).map(|_| {
        let before = spent();
        work();
        spent().saturating_sub(before)
    });
    times.min().unwrap()
}

#[test]
fn ten_times_the_text_takes_about_ten_times_as_long() {
    let every_other = |words: usize| {
        let (old, other) = (prose(words, 1), prose(words, 2));
        let mixed: Vec<&str> = old
            .split(' ')
            .zip(other.split(' '))
            .enumerate()
            .map(|(at, (same, changed))| if at % 2 == 0 { same } else { changed })
            .collect();
        (old.clone(), mixed.join(" "))
    };
    let (small, large) = (every_other(2_000), every_other(20_000));
    let one = shortest(|| drop(diff(&small.0, &small.1)));
    let ten = shortest(|| drop(diff(&large.0, &large.1)));
    assert!(ten < one * 40, "{one:?} for one, {ten:?} for ten");
}

#[test]
fn a_megabyte_of_common_words_in_another_order_ends_soon() {
    // Without optimisation this takes many times as long as it does for a person; benches/diff.rs tells how long that is.
    let common = |seed: u64| {
        let words = prose(170_000, seed);
        let few = words.split(' ').map(|word| word.get(..3).unwrap_or(word));
        few.collect::<Vec<_>>().join(" ")
    };
    let (old, new) = (common(1), common(2));
    let before = spent();
    diff(&old, &new);
    assert!(spent().saturating_sub(before) < Duration::from_secs(60));
}

proptest! {
    #[test]
    fn the_pieces_make_both_texts_and_say_truly_what_is_the_same(
        old in "[abc人 .\n\u{e9}’']{0,60}", new in "[abc人 .\n\u{e9}’']{0,60}",
    ) {
        let pieces = diff(&old, &new);
        let (mut before, mut after) = (String::new(), String::new());
        for piece in &pieces {
            before.push_str(old.get(piece.old.start..piece.old.end).expect("char boundaries"));
            after.push_str(new.get(piece.new.start..piece.new.end).expect("char boundaries"));
            let keys = |text: &str, span: Span| -> Vec<String> {
                words(text, span).map(|word| key(word.of(text)).into_owned()).collect()
            };
            if piece.same {
                prop_assert_eq!(keys(&old, piece.old), keys(&new, piece.new));
            } else {
                prop_assert!(!piece.old.is_empty() || !piece.new.is_empty());
            }
        }
        prop_assert_eq!((&before, &after), (&old, &new));
        let moved = carried(&pieces, Span::new(0, old.len()));
        prop_assert!(moved.end <= new.len());
    }

    #[test]
    fn a_text_is_the_same_as_itself(text in "\\PC{0,80}") {
        prop_assert!(diff(&text, &text).iter().all(|piece| piece.same));
    }
}
