//! How fast articles are taken in, listed, found, laid out and exported: `cargo bench --bench library`.
//! `pressmark bench` measures the same at any size, and how it grows.

use divan::counter::BytesCount;
use jiff::Timestamp;
use pressmark::desk::{Desk, Input, Note, OpenOptions, VaultExport, Who};
use pressmark::model::query::Folding as Folded;
use pressmark::model::{InstanceId, Query};
use pressmark::text::layout::{Folding, Layout};
use std::fmt::Write;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use tempfile::TempDir;

/// Articles of the library that is read.
const ARTICLES: usize = 400;

/// An article of some paragraphs; each has its own firm and figures.
fn text(number: usize) -> String {
    let mut text = format!("Firm{} plans to spend\n\n", number / 3);
    for paragraph in 0..8 {
        let _ = writeln!(
            text,
            "Firm{} said on Tuesday that capital spending would reach ${} billion in 2026, up from an earlier plan, as \
             it builds data centers in place{paragraph}. Analysts who follow the market expect a quiet year, report \
             {number} says, and people who know the plans speak of delays.\n",
            number / 3,
            number % 90 + paragraph
        );
    }
    text
}

/// Numbers that do not repeat: ids need no more here.
fn numbers() -> [u8; 10] {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let mut bytes = [0; 10];
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    bytes[..8].copy_from_slice(&next.to_be_bytes());
    bytes
}

fn desk(folder: &Path) -> Desk {
    let who = Who {
        annotator: "ann".into(),
        instance: InstanceId::named("bench"),
        now: || Timestamp::UNIX_EPOCH,
        random: numbers,
    };
    Desk::open(folder, OpenOptions::Write, who).expect("a library")
}

fn texts(articles: usize) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..articles {
        fs::write(folder.path().join(format!("{number}.txt")), text(number)).expect("a file");
    }
    folder
}

fn import(desk: &mut Desk, texts: &Path) {
    let inputs = [Input::Path(texts.to_path_buf())];
    let done = desk.import(&inputs, None, &mut |_, _| ControlFlow::Continue(()));
    done.expect("an import");
    let compared = desk.compare_new(&mut |_| ControlFlow::Continue(()));
    compared.expect("a comparison");
}

/// A library, with the folder it lies in.
fn library() -> (TempDir, Desk) {
    let (texts, folder) = (texts(ARTICLES), tempfile::tempdir().expect("a folder"));
    let mut desk = desk(folder.path());
    import(&mut desk, texts.path());
    (folder, desk)
}

fn query(text: &str) -> Query {
    Query {
        folding: Folded::Copies,
        ..pressmark::query::parse(text).expect("a query")
    }
}

/// Reading, extracting, storing, grouping and comparing.
#[divan::bench(sample_count = 5)]
fn take_in_a_hundred(bencher: divan::Bencher) {
    let texts = texts(100);
    bencher
        .counter(BytesCount::new(
            (0..100).map(|n| text(n).len()).sum::<usize>(),
        ))
        .with_inputs(|| tempfile::tempdir().expect("a folder"))
        .bench_values(|folder| {
            import(&mut desk(folder.path()), texts.path());
            folder
        });
}

#[divan::bench(args = [0, 200])]
fn list_window(bencher: divan::Bencher, first: usize) {
    let (_folder, desk) = library();
    bencher.bench_local(|| desk.library.list(&query(""), first, 180));
}

#[divan::bench(args = ["cap", "\"capital spending\"", "is:unread fact:money>10B"])]
fn search(bencher: divan::Bencher, words: &str) {
    let (_folder, desk) = library();
    bencher.bench_local(|| desk.library.list(&query(words), 0, 180));
}

#[divan::bench]
fn open_an_article(bencher: divan::Bencher) {
    let (_folder, mut desk) = library();
    let ids = desk.library.ids(&query("")).expect("ids");
    let mut next = ids.iter().cycle();
    bencher.bench_local(|| desk.open_article(next.next().expect("an article")));
}

/// An article of so many bytes as rows of 76 columns.
#[divan::bench(args = [4_000, 400_000])]
fn wrap(bencher: divan::Bencher, bytes: usize) {
    let words = text(1).repeat(bytes / text(1).len() + 1);
    let input = pressmark::ingest::Input::new("input", words.as_bytes());
    let read = pressmark::ingest::read(&input).expect("a text");
    let article = &read.articles.first().expect("an article").article;
    bencher
        .counter(BytesCount::new(article.text.len()))
        .bench(|| Layout::new(divan::black_box(article), 76, &Folding::default()));
}

/// A hundred notes as Markdown, each in a file of its own.
#[divan::bench(sample_count = 10)]
fn export(bencher: divan::Bencher) {
    let (_folder, mut desk) = library();
    for id in desk.library.ids(&query("")).expect("ids").iter().take(100) {
        desk.annotate(id, &Note::default()).expect("a note");
    }
    bencher
        .with_inputs(|| tempfile::tempdir().expect("a folder"))
        .bench_local_values(|folder| {
            let done = desk.export_vault(
                &Query::default(),
                folder.path(),
                &VaultExport::default(),
                &mut || true,
            );
            (done.is_ok(), folder)
        });
}

fn main() {
    divan::main();
}
