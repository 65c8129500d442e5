//! How fast marks are carried to a newer text: `cargo bench --bench anchor`.

use divan::counter::ItemsCount;
use pressmark::desk::anchor::anchor;
use pressmark::model::Span;
use std::fmt::Write;

/// Marks carried at once.
const MARKS: usize = 1_000;

fn next(state: &mut u64) -> usize {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*state >> 33).unwrap_or_default()
}

/// Prose of so many words; of every `edit` words one is another one, and a paragraph in eight stands at the end.
fn prose(words: usize, edit: usize) -> String {
    let (mut state, mut chance) = (1, 2);
    let (mut text, mut moved) = (String::new(), String::new());
    for paragraph in 0..words / 50 {
        let mut line = String::new();
        for _ in 0..50 {
            let word = next(&mut state) % 4_000;
            let other = next(&mut chance);
            let word = if edit > 0 && other.is_multiple_of(edit) {
                other % 4_000
            } else {
                word
            };
            let _ = write!(line, "w{word} ");
        }
        line.push('\n');
        if edit > 0 && paragraph % 8 == 3 {
            &mut moved
        } else {
            &mut text
        }
        .push_str(&line);
    }
    text + &moved
}

/// Marks all over a text.
fn marks(text: &str) -> Vec<Span> {
    let mut state = 3;
    let mut mark = |_| {
        let start = next(&mut state) % text.len();
        Span::new(start, start + 5 + next(&mut state) % 120)
    };
    (0..MARKS).map(&mut mark).collect()
}

/// One word in twenty is another one, and some paragraphs moved.
#[divan::bench(args = [10_000, 100_000])]
fn edited_and_moved(bencher: divan::Bencher, words: usize) {
    let (old, new) = (prose(words, 0), prose(words, 20));
    let spans = marks(&old);
    bencher
        .counter(ItemsCount::new(MARKS))
        .bench(|| anchor(divan::black_box(&old), divan::black_box(&new), &spans));
}

/// Nothing of the old text is left.
#[divan::bench(args = [10_000])]
fn another_text(bencher: divan::Bencher, words: usize) {
    let old = prose(words, 0);
    let new = old.replace('w', "v");
    let spans = marks(&old);
    bencher
        .counter(ItemsCount::new(MARKS))
        .bench(|| anchor(divan::black_box(&old), divan::black_box(&new), &spans));
}

fn main() {
    divan::main();
}
