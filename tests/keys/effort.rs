//! How many keys a mark costs, counted over spans drawn by seed from the bundled articles.

use crate::session::{Session, WIDE};
use pressmark::app::layer::Layer;
use pressmark::model::{ArticleId, Query, Span};
use pressmark::text::layout::Content;
use std::fmt::Write;
use std::path::Path;

/// The numbers of one run: the same seed draws the same spans.
const SEED: u64 = 20_261_128;
/// So many spans of each kind.
const DRAWN: usize = 30;

/// A page of key facts with lists, an interview, questions with answers, and a story.
const SAMPLES: [&str; 4] = [
    "meta-guidance-july-key-facts.txt",
    "interview-grid-planner.txt",
    "ai-spending-faq.txt",
    "meta-shares-october.html",
];

/// Numbers that look drawn: the multiplier and increment of Knuth's MMIX generator.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }
}

/// A session on the bundled articles, and their ids.
fn samples() -> (Session, Vec<ArticleId>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    let session = Session::importing(WIDE, SAMPLES.map(|name| folder.join(name)).to_vec());
    let rows = session.library.all(&Query::default()).unwrap();
    (session, rows.into_iter().map(|row| row.id).collect())
}

/// Opens an article on some page of it, with the cursor on the first visible line.
fn open(session: &mut Session, articles: &[ArticleId], draw: &mut Draw) -> ArticleId {
    let at = draw.below(articles.len());
    session.keys("<Esc><Esc><Esc><Esc>gg");
    session.keys(&"j".repeat(at)).keys("lgg");
    for _ in 0..draw.below(2) {
        session.keys("<C-f>");
    }
    let visible = session.app.reader.visible(HEIGHT);
    session.app.reader.cursor = visible.start;
    session.app.reader.wanted.clone().unwrap()
}

/// Rows of text on the screen of these sessions.
const HEIGHT: usize = 30;

/// The words on the screen, paragraph by paragraph, without the signs around them.
fn shown_words(session: &Session) -> Vec<Vec<Span>> {
    let opened = session.app.reader.article().unwrap();
    let text = opened.article.text.as_str();
    let reader = &session.app.reader;
    let rows = reader.layout.rows().iter().skip(reader.top).take(HEIGHT);
    let mut paragraphs: Vec<(usize, Vec<Span>)> = Vec::new();
    for row in rows {
        for piece in &row.pieces {
            let Content::Text(span) = piece.content else {
                continue;
            };
            let words = span.of(text).split_whitespace().filter_map(|chunk| {
                let kept = |c: char| c.is_alphanumeric() || "$€£¥%+-".contains(c);
                let bare = chunk.trim_matches(|c| !kept(c));
                let bare = bare.trim_end_matches(['+', '-']);
                let start = bare.as_ptr() as usize - text.as_ptr() as usize;
                let worded = bare.chars().any(char::is_alphanumeric) && chunk.len() < 30;
                worded.then(|| Span::new(start, start + bare.len()))
            });
            let words: Vec<Span> = words.collect();
            match paragraphs.last_mut() {
                Some((block, all)) if *block == row.block => all.extend(words),
                _ => paragraphs.push((row.block, words)),
            }
        }
    }
    paragraphs.retain(|(_, words)| !words.is_empty());
    paragraphs.into_iter().map(|(_, words)| words).collect()
}

/// The letters that stand on the words that fit.
fn letters(session: &Session, fits: impl Fn(Span) -> bool) -> Option<String> {
    let Some(Layer::Hints(hints)) = session.app.layers.last() else {
        return None;
    };
    let found = hints.hints.iter().find(|(_, span)| fits(*span))?;
    Some(found.0.clone())
}

/// Whether the newest mark is on these words with this label; it is taken back.
fn marked(session: &mut Session, article: &ArticleId, span: Span, label: &str) -> bool {
    let notes = session.library.notes_of(article).unwrap();
    let is_there = notes.iter().any(|note| {
        note.span == Some(span) && note.annotation.body.label.as_deref() == Some(label)
    });
    session.keys("<Esc>u");
    is_there
}

/// Presses keys and counts them.
fn press(session: &mut Session, keys: &str) -> usize {
    session.keys(keys);
    pressmark::app::keys::key::parse_keys(keys).unwrap().len()
}

#[test]
fn a_mark_costs_few_keys() {
    let (mut session, articles) = samples();
    let mut draw = Draw(SEED);
    let mut report = String::new();
    let mut tell = |what: &str, keys: &[usize]| {
        let mean = keys.iter().sum::<usize>() as f64 / keys.len().max(1) as f64;
        let most = keys.iter().max().copied().unwrap_or(0);
        let count = keys.len();
        writeln!(report, "{what}: n {count}, mean {mean:.2}, most {most}").unwrap();
        (mean, most)
    };

    let (mut candidates, mut here, mut any, mut free) = (vec![], vec![], vec![], vec![]);
    for _ in 0..DRAWN {
        let article = open(&mut session, &articles, &mut draw);
        // From one candidate to the next, which gets the label that it is offered.
        session.keys("A");
        session.keys(&"<Tab>".repeat(draw.below(6)));
        let before = session.app.candidate();
        let keys = press(&mut session, "<Tab>");
        let candidate = session
            .app
            .candidate()
            .filter(|_| session.app.candidate() != before);
        if let Some(candidate) = candidate {
            let label = session.app.suggested_label(candidate.kind).unwrap();
            let keys = keys + press(&mut session, "a");
            assert!(marked(&mut session, &article, candidate.span, &label));
            candidates.push(keys);
        }
    }
    for _ in 0..DRAWN {
        let article = open(&mut session, &articles, &mut draw);
        let keys = press(&mut session, "cf");
        let notes = session.library.notes_of(&article).unwrap();
        assert!(notes[0].span.unwrap().contains(session.app.reader.cursor));
        session.keys("<Esc>u");
        here.push(keys);
    }
    for _ in 0..DRAWN {
        let article = open(&mut session, &articles, &mut draw);
        let visible = session.app.reader.visible(HEIGHT);
        let opened = session.app.reader.article().unwrap().clone();
        let sentences: Vec<Span> = (opened.facts.sentences.iter())
            .map(|sentence| sentence.span.trimmed(&opened.article.text))
            .filter(|span| visible.contains(span.start))
            .collect();
        let Some(wanted) = sentences.get(draw.below(sentences.len())).copied() else {
            continue;
        };
        let mut keys = press(&mut session, "S");
        let letters = letters(&session, |span| span == wanted).unwrap();
        keys += press(&mut session, &letters);
        keys += press(&mut session, "f");
        assert!(marked(&mut session, &article, wanted, "fact"));
        any.push(keys);
    }
    let mut out_of_reach = 0;
    for _ in 0..DRAWN * 2 {
        let article = open(&mut session, &articles, &mut draw);
        let paragraphs = shown_words(&session);
        if paragraphs.is_empty() {
            continue;
        }
        let words = &paragraphs[draw.below(paragraphs.len())];
        let first = draw.below(words.len());
        let last = (first + draw.below(8)).min(words.len() - 1);
        let wanted = Span::new(words[first].start, words[last].end);
        let mut keys = press(&mut session, "f");
        let Some(from) = letters(&session, |span| span.start == wanted.start) else {
            out_of_reach += 1;
            continue;
        };
        keys += press(&mut session, &from);
        let Some(to) = letters(&session, |span| span.end == wanted.end) else {
            out_of_reach += 1;
            continue;
        };
        keys += press(&mut session, &to);
        keys += press(&mut session, "f");
        assert!(marked(&mut session, &article, wanted, "fact"));
        free.push(keys);
    }
    let (_, most) = tell("a candidate, the next one", &candidates);
    assert!(most <= 2);
    let (_, most) = tell("the sentence under the cursor and its label", &here);
    assert!(most <= 2);
    let (_, most) = tell("any sentence on the screen and its label", &any);
    assert!(most <= 4);
    let (mean, _) = tell("any words on the screen and their label", &free);
    assert!(mean <= 6.0);
    println!("seed {SEED}\n{report}words that have no letters: {out_of_reach}");
    assert!(out_of_reach * 20 <= free.len(), "{report}{out_of_reach}");
    assert!(candidates.len() * 2 >= DRAWN);
}
