//! Whole pages in the manner of the systems that make them: what is the article, and what is not.

use crate::ingest::{Input, read};
use crate::model::{Article, BlockKind};

const FIRST: &str = "The ferry to Porvak left the old harbour at nine, two hours late, with half of its cabins empty.";
const SECOND: &str = "Nobody on the quay could say why, and the company did not answer its telephone until the evening.";
const THIRD: &str = "A spokesman said on Thursday that the engines had been checked twice, and that both were in order.";
const FOURTH: &str = "The mayor of Ustra wants a second line to the islands, which would cost the town three million a year.";
const FURNITURE: &str = "<nav><ul><li><a href=/>Home</a><li><a href=/sport>Sport</a></ul></nav>";

/// A page with a head, furniture around a body, and the title `Ferry leaves two hours late`.
fn page(head: &str, body: &str) -> Article {
    let html = format!(
        "<!doctype html><html lang=en><head><title>Ferry leaves two hours late | Gazette</title>\
         <meta property=og:title content='Ferry leaves two hours late'>{head}</head><body>{FURNITURE}{body}\
         <footer><p>© 2026 Gazette. All rights reserved.</p></footer></body></html>"
    );
    let input = Input {
        url: Some("https://gazette.example/2026/03/14/ferry"),
        ..Input::new("page", html.as_bytes())
    };
    let reading = read(&input).expect("a page");
    reading
        .articles
        .into_iter()
        .next()
        .expect("an article")
        .article
}

/// What is read of an article: everything but its headline and what is folded.
fn words(article: &Article) -> Vec<&str> {
    let shown = article
        .blocks
        .iter()
        .skip(1)
        .filter(|block| !block.kind.is_furniture());
    shown.map(|block| block.span.of(&article.text)).collect()
}

fn folded(article: &Article) -> Vec<&str> {
    let folded = article
        .blocks
        .iter()
        .filter(|block| block.kind.is_furniture());
    folded.map(|block| block.span.of(&article.text)).collect()
}

#[test]
fn shares_teasers_and_comments_of_a_blog_are_no_part_of_its_article() {
    let article = page(
        "",
        &format!(
            "<article><h1>Ferry leaves two hours late</h1><div class=entry-meta>Posted on <time datetime=2026-03-14>March 14</time></div>\
             <div class=entry-content><p>{FIRST}<p>{SECOND}<p><a href=/x>Mill burns down in Velka overnight</a></p><p>{THIRD}<p>{FOURTH}\
             <div class='sharedaddy'><h3>Share this:</h3><a href=#>Twitter</a></div></div>\
             <div id=comments><h2>2 Comments</h2><p>{SECOND} I was there.</p></div></article>"
        ),
    );
    assert_eq!(words(&article), [FIRST, SECOND, THIRD, FOURTH]);
    assert_eq!(folded(&article), ["Mill burns down in Velka overnight"]);
}

#[test]
fn deck_and_captions_come_back() {
    let deck = "Passengers waited in the rain while the company looked for a crew that could sail.";
    let article = page(
        "",
        &format!(
            "<main><header><h1>Ferry leaves two hours late</h1><p class=deck>{deck}</p><p>By Mira Oszt</p></header>\
             <div><section><p>{FIRST}<p>{SECOND}</section><figure><img src=q.jpg alt=x><figcaption>The quay in the rain</figcaption></figure>\
             <section><p>{THIRD}<p>{FOURTH}</section></div></main>"
        ),
    );
    assert_eq!(
        words(&article),
        [deck, FIRST, SECOND, "The quay in the rain", THIRD, FOURTH]
    );
    let figure = article
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Figure);
    assert!(figure.is_some());
}

#[test]
fn linked_data_tells_the_article_from_what_stands_between_and_after() {
    let body = format!("{FIRST} {SECOND} {THIRD} {FOURTH}");
    let data = format!(
        "<script type=application/ld+json>{{\"@context\":\"https://schema.org\",\"@graph\":[{{\"@type\":\"NewsArticle\",\
         \"author\":[{{\"name\":\"Ada Kelbor\"}},{{\"name\":\"Ivo Tindel\"}}],\"datePublished\":\"2026-03-14T09:00:00Z\",\"articleBody\":\"{body}\"}}]}}</script>"
    );
    let promise = "Want to know what is going on in the harbours? Our weekly letter has it all, and it costs you nothing.";
    let article = page(
        &data,
        &format!(
            "<div><h1>Ferry leaves two hours late</h1><div class=a><p>{FIRST}<p>{SECOND}<p>{promise}<p>{THIRD}<p>{FOURTH}</div><div class=b><p>{promise} {promise}</div></div>"
        ),
    );
    assert_eq!(words(&article), [FIRST, SECOND, THIRD, FOURTH]);
    assert_eq!(
        article.metadata.byline.as_deref(),
        Some("Ada Kelbor, Ivo Tindel")
    );
    assert_eq!(
        article
            .metadata
            .published
            .map(|at| at.to_string())
            .as_deref(),
        Some("2026-03-14T09:00:00Z")
    );
}

#[test]
fn a_short_article_is_not_lost_among_its_comments() {
    let comment = format!("<div class=comment><p>{THIRD} {SECOND} {FOURTH}</p></div>");
    let comments = comment.repeat(12);
    let article = page(
        "",
        &format!(
            "<div class=post><h1>Ferry leaves two hours late</h1><div class=post-content><p>{FIRST}</p></div></div><div id=comments>{comments}</div>"
        ),
    );
    assert_eq!(words(&article), [FIRST]);
}

#[test]
fn all_posts_of_a_thread_are_read_without_their_heads() {
    let post = |words: &str| {
        format!(
            "<div class=post><dl class=profile><dt>user</dt><dd>Posts: 7</dd></dl><div class=postbody>\
             <p class=author>by user » Sat Mar 14, 2026 9:01 am</p><div>{words}</div></div></div>"
        )
    };
    let posts = [FIRST, SECOND, THIRD, FOURTH].map(post).concat();
    let article = page(
        "<meta name=generator content='phpBB 3'>",
        &format!("<div id=page-body><h1>Ferry leaves two hours late</h1>{posts}</div>"),
    );
    assert_eq!(words(&article), [FIRST, SECOND, THIRD, FOURTH]);
}

#[test]
fn a_page_made_of_tables_keeps_its_text_and_its_lines() {
    let article = page(
        "",
        &format!(
            "<table><tr><td><a href=a>Home</a><br><a href=b>Links</a><td><font>{FIRST}<br><br>{SECOND}<p>{THIRD}<p>{FOURTH}</font></table>"
        ),
    );
    assert_eq!(words(&article), [FIRST, SECOND, THIRD, FOURTH]);
}

#[test]
fn the_name_of_a_site_above_the_headline_is_no_heading_of_the_article() {
    let article = page(
        "",
        &format!(
            "<h1><a href=/>Notes of a ferryman</a></h1><h2>Ferry leaves two hours late</h2><p><small>March 14, 2026</small></p>\
             <p>{FIRST}<p>{SECOND}<p>{THIRD}<p>{FOURTH}<hr><p><a href=/older>Older: a mill burns down</a></p>"
        ),
    );
    assert_eq!(words(&article), [FIRST, SECOND, THIRD, FOURTH]);
}

#[test]
fn a_page_without_an_article_loses_no_words() {
    let article = page("", "<p>Closed today.</p>");
    assert!(article.text.contains("Closed today."));
}

#[test]
fn a_page_says_who_when_and_where_in_many_places() {
    let article = page(
        "<link rel=canonical href=/ferry><meta name=sailthru.date content='2026-03-13T08:00:00Z'><meta property=article:tag content=ferries>\
         <meta name=twitter:image content=/q.jpg>",
        &format!(
            "<article><h1>Ferry leaves two hours late</h1><p itemprop=author>By Mira Oszt</p><p>{FIRST}<p>{SECOND}<p>{THIRD}</article>"
        ),
    );
    let metadata = &article.metadata;
    assert_eq!(
        metadata.url.as_deref(),
        Some("https://gazette.example/ferry")
    );
    assert_eq!(
        metadata.image.as_deref(),
        Some("https://gazette.example/q.jpg")
    );
    assert_eq!(
        metadata.published.map(|at| at.to_string()).as_deref(),
        Some("2026-03-13T08:00:00Z")
    );
    assert_eq!(metadata.categories.len(), 1);
    assert_eq!(metadata.language.as_deref(), Some("en"));
}
