//! How fast facts are found and compared: `cargo bench --bench facts`.

use divan::counter::BytesCount;
use pressmark::facts::compare::{Comparable, compare};
use pressmark::facts::extract;
use pressmark::model::article::Article;
use pressmark::model::block::{Block, BlockKind};
use pressmark::model::id::ArticleId;
use pressmark::model::safe_text::SafeText;
use pressmark::model::span::Span;

/// Paragraphs as they stand in business news: figures, dates, names and quotations, and prose between them.
const PARAGRAPHS: [&str; 4] = [
    "Orrin Works said on Tuesday that capital spending would reach between $37 billion and $40 billion in 2026, up from \
     an earlier plan, as it builds two data centers in Ohio. Revenue rose 22% from a year earlier to $47.5 billion.",
    "“A building lasts thirty years. A rack lasts five,” said Ines Calloway, an analyst at Tallis & Reeve, who has \
     followed the company since March 2014 and does not own its shares.",
    "The people who decide about these sums seldom speak about them in public, and when they do they speak about \
     confidence, about the long run, and about customers who are waiting for the next thing to be finished.",
    "The cluster features over 350,000 H100 GPUs and draws about 150 megawatts; by the end of 2027 it should have \
     tens of thousands of chips more, the company said in its report for the third quarter.",
];

fn article(bytes: usize) -> Article {
    let mut text = String::new();
    let mut blocks = Vec::new();
    for paragraph in PARAGRAPHS.iter().cycle() {
        if text.len() >= bytes {
            break;
        }
        let start = text.len();
        text.push_str(paragraph);
        blocks.push(Block::new(
            BlockKind::Paragraph,
            Span::new(start, text.len()),
        ));
        text.push_str("\n\n");
    }
    Article {
        text: text.as_str().into(),
        blocks,
        ..Article::default()
    }
}

#[divan::bench(args = [4_000, 40_000, 400_000])]
fn find_facts(bencher: divan::Bencher, bytes: usize) {
    let article = article(bytes);
    let day = jiff::civil::date(2026, 3, 14);
    bencher
        .counter(BytesCount::new(article.text.len()))
        .bench(|| extract(divan::black_box(&article), Some(day)));
}

#[divan::bench(args = [4_000, 40_000])]
fn compare_two(bencher: divan::Bencher, bytes: usize) {
    let article = article(bytes);
    let facts = extract(&article, None);
    let (a, b) = (ArticleId::named("a"), ArticleId::named("b"));
    let title = SafeText::line("Orrin Works builds");
    let side = |id| Comparable {
        id,
        title: &title,
        article: &article,
        facts: &facts,
    };
    bencher.bench(|| compare(&side(&a), &side(&b)));
}

fn main() {
    divan::main();
}
