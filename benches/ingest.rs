//! How fast bytes become articles, beside reading the bytes alone: `cargo bench --bench ingest`.

use divan::counter::BytesCount;
use pressmark::ingest::{Format, Input, read};
use std::io::Read;

/// Sentences as they stand in business news.
const SENTENCES: &str = "Orrin Works said on Tuesday that capital spending would reach between $37 billion and $40 billion \
     in 2026, up from an earlier plan, as it builds two data centers in Ohio. Revenue rose 22% from a year earlier. “A \
     building lasts thirty years,” said Ines Calloway, an analyst at Tallis & Reeve. Zürich, Genève and Łódź wait.";

/// So many bytes of text, HTML or a feed; each has its own amount of markup.
fn document(kind: &str, bytes: usize) -> Vec<u8> {
    let (head, part, tail) = match kind {
        "text" => ("A headline\n\n", format!("{SENTENCES}\n\n"), ""),
        "html" => (
            "<!doctype html><html lang=en><head><title>A headline</title></head><body><nav><a href=/>Home</a></nav><article>",
            format!("<p>{SENTENCES} <a href=\"/more\">More</a></p>\n"),
            "</article></body></html>",
        ),
        "feed" => (
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Site</title>",
            format!(
                "<item><title>A headline</title><guid>NUMBER</guid><pubDate>Sat, 14 Mar 2026 09:30:00 GMT</pubDate>\
                 <description><![CDATA[<p>{SENTENCES}</p><p>{SENTENCES}</p>]]></description></item>"
            ),
            "</channel></rss>",
        ),
        _ => (
            "From: Wire <wire@example.org>\nDate: Sat, 14 Mar 2026 09:30:00 GMT\nMessage-ID: <1@example.org>\nSubject: A headline\n\n",
            format!("{SENTENCES}\n\n"),
            "",
        ),
    };
    let mut text = head.to_owned();
    let mut number = 0;
    while text.len() < bytes {
        text.push_str(&part.replace("NUMBER", &number.to_string()));
        number += 1;
    }
    text.push_str(tail);
    text.into_bytes()
}

#[divan::bench(args = ["text", "html", "feed", "mail"])]
fn read_articles(bencher: divan::Bencher, kind: &str) {
    let bytes = document(kind, 1_000_000);
    bencher
        .counter(BytesCount::new(bytes.len()))
        .bench(|| read(divan::black_box(&Input::new("input", &bytes))));
}

/// The same without looking for what it is.
#[divan::bench]
fn read_told_text(bencher: divan::Bencher) {
    let bytes = document("text", 1_000_000);
    let input = Input {
        format: Format::Text,
        ..Input::new("input", &bytes)
    };
    bencher
        .counter(BytesCount::new(bytes.len()))
        .bench(|| read(divan::black_box(&input)));
}

/// What cannot be undercut: the bytes of a file, read and looked at once.
#[divan::bench]
fn read_bytes_alone(bencher: divan::Bencher) {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::io::Write::write_all(&mut file, &document("text", 1_000_000)).expect("room");
    bencher.counter(BytesCount::new(1_000_000_usize)).bench(|| {
        let mut bytes = Vec::new();
        std::fs::File::open(file.path())
            .and_then(|mut file| file.read_to_end(&mut bytes))
            .expect("the file");
        bytes.iter().map(|&byte| u64::from(byte)).sum::<u64>()
    });
}

fn main() {
    divan::main();
}
