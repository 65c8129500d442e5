//! How fast two versions of a text are compared: `cargo bench --bench diff`.

use divan::counter::BytesCount;
use pressmark::text::diff::diff;
use std::fmt::Write;

/// Prose of about so many bytes from a vocabulary of `words` words; another `seed` gives other words in another order.
fn prose(bytes: usize, words: u64, seed: u64) -> String {
    let mut state = seed;
    let mut text = String::with_capacity(bytes + 16);
    while text.len() < bytes {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let end = if state.is_multiple_of(16) {
            ".\n\n"
        } else {
            " "
        };
        let _ = write!(text, "w{}{end}", (state >> 33) % words);
    }
    text
}

/// The words of `one` and `other` in turn.
fn mixed(one: &str, other: &str) -> String {
    let pairs = one.split(' ').zip(other.split(' ')).enumerate();
    let words: Vec<&str> = pairs
        .map(|(at, (one, other))| if at % 2 == 0 { one } else { other })
        .collect();
    words.join(" ")
}

/// Every second word is another one.
#[divan::bench(args = [10_000, 100_000, 1_000_000])]
fn every_second_word(bencher: divan::Bencher, bytes: usize) {
    let old = prose(bytes, 4_000, 1);
    let new = mixed(&old, &prose(bytes, 4_000, 2));
    run(bencher, &old, &new);
}

/// Texts of the same few words, which stand in another order everywhere: nothing is rare enough to hold on to.
#[divan::bench(args = [10_000, 100_000, 1_000_000])]
fn the_same_few_words(bencher: divan::Bencher, bytes: usize) {
    run(bencher, &prose(bytes, 50, 1), &prose(bytes, 50, 2));
}

/// Texts that share no word.
#[divan::bench(args = [1_000_000])]
fn nothing_in_common(bencher: divan::Bencher, bytes: usize) {
    let new = prose(bytes, 4_000, 2).replace('w', "v");
    run(bencher, &prose(bytes, 4_000, 1), &new);
}

fn run(bencher: divan::Bencher, old: &str, new: &str) {
    bencher
        .counter(BytesCount::new(old.len() + new.len()))
        .bench(|| diff(divan::black_box(old), divan::black_box(new)));
}

fn main() {
    divan::main();
}
