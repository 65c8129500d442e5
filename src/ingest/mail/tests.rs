use super::read;
use crate::ingest::{Identity, Parsed};
use crate::model::BlockKind;
use proptest::prelude::*;

fn mail(text: &str) -> Parsed {
    let reading = read(text.as_bytes(), false).expect("a mail");
    assert_eq!(reading.articles.len(), 1);
    reading.articles.into_iter().next().expect("an article")
}

const LETTER: &str = "Return-Path: <bounce@letters.example>\r
From: =?iso-8859-1?Q?Z=FCrich?= =?iso-8859-1?Q?_Wire?= <letters@example.org>\r
To: reader@example.net\r
Subject: =?UTF-8?B?UmF0ZXMgcmlzZSDigJM=?=\r
 =?UTF-8?B?IGFnYWlu?=\r
Date: Sat, 14 Mar 2026 09:30:00 +0100 (CET)\r
Message-ID: <one@example.org>\r
List-Id: \"The Morning Wire\" <wire.example.org>\r
MIME-Version: 1.0\r
Content-Type: multipart/mixed; boundary=\"outer\"\r
\r
--outer\r
Content-Type: multipart/alternative; boundary=inner\r
\r
--inner\r
Content-Type: text/plain; charset=utf-8\r
\r
Rates rise again. Read it in your browser.\r
--inner\r
Content-Type: text/html; charset=windows-1252\r
Content-Transfer-Encoding: quoted-printable\r
\r
<html><head><title>x</title><style>p {}</style></head><body><p>Rates rise =\r
to 4=A0%, says the bank in Z=FCrich.</p><p>&zwnj;&nbsp;&#847; &zwnj;</p><ul><li>One reason</li></ul></body></html>\r
--inner--\r
--outer\r
Content-Type: application/pdf; name=\"report.pdf\"\r
Content-Transfer-Encoding: base64\r
\r
JVBERi0x\r
--outer--\r
";

#[test]
fn a_letter_is_an_article_with_nothing_lost() {
    let parsed = mail(LETTER);
    let metadata = &parsed.article.metadata;
    assert_eq!(metadata.title.as_deref(), Some("Rates rise – again"));
    assert_eq!(metadata.byline.as_deref(), Some("Zürich Wire"));
    assert_eq!(metadata.site.as_deref(), Some("The Morning Wire"));
    assert_eq!(
        metadata.published.map(|at| at.to_string()).as_deref(),
        Some("2026-03-14T08:30:00Z")
    );
    assert!(
        matches!(&parsed.identity, Identity::Entry(id) if id.as_str() == "mid:one@example.org")
    );
    let text = parsed.article.text.as_str();
    assert_eq!(
        text,
        "Rates rise – again\n\nRates rise to 4\u{a0}%, says the bank in Zürich.\n\nOne reason\n\nreport.pdf (application/pdf)"
    );
    assert_eq!(parsed.article.blocks[2].kind, BlockKind::ListItem);
}

#[test]
fn the_plain_form_is_taken_when_the_page_says_less() {
    let parsed = mail(
        &LETTER
            .replace(
                "<p>Rates rise =\r\nto 4=A0%, says the bank in Z=FCrich.</p>",
                "",
            )
            .replace("One reason", "View"),
    );
    assert!(parsed.article.text.contains("Read it in your browser."));
    assert!(parsed.article.text.contains("report.pdf"));
}

#[test]
fn plain_mails_keep_their_lines_in_any_encoding() {
    let head =
        "From: ann@example.org\nDate: 14 Mar 2026 09:30 GMT\nMIME-Version: 1.0\nSubject: Notes\n";
    let flowed = format!(
        "{head}Content-Type: text/plain; format=flowed\n\nOne line \nthat goes on.\n\n- first\n- second\n"
    );
    let article = mail(&flowed).article;
    assert_eq!(
        article.text.as_str(),
        "Notes\n\nOne line that goes on.\n\n- first\n- second"
    );
    assert_eq!(article.metadata.byline.as_deref(), Some("ann@example.org"));
    let japanese =
        format!("{head}Content-Type: text/plain; charset=iso-2022-jp\n\n\u{1b}$BF|K\\8l\u{1b}(B\n");
    assert!(mail(&japanese).article.text.contains("日本語"));
    let russian = format!(
        "{head}Content-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: base64\n\n8NLJ18XU\n"
    );
    assert!(mail(&russian).article.text.contains("Привет"));
}

#[test]
fn a_forwarded_message_is_read_with_its_subject() {
    let forwarded = "From: a@b.example\nDate: Sat, 14 Mar 2026 09:30:00 GMT\nMessage-ID: <x@y>\nSubject: Fwd\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee below.\n--b\nContent-Type: message/rfc822\n\nFrom: c@d.example\nSubject: Inner\n\nThe inner words.\n--b--\n";
    let text = mail(forwarded).article.text;
    assert!(
        text.contains("See below.") && text.contains("Inner") && text.contains("The inner words."),
        "{text}"
    );
}

#[test]
fn the_messages_of_an_mbox_file_are_apart_and_keep_their_own_bytes() {
    let one = "From ann@example.org Sat Mar 14 09:30:00 2026\nFrom: ann@example.org\nDate: Sat, 14 Mar 2026 09:30:00 GMT\nSubject: One\nMessage-ID: <1@e>\n\nFirst words.\n\n>From here on it is quoted.\n\nFrom the press room they said so.\n\n";
    let two = "From MAILER Sat Mar 14 10:30:00 2026\nFrom: bob@example.org\nDate: Sat, 14 Mar 2026 10:30:00 GMT\nSubject: Two\n\nSecond words.\n";
    let file = format!("{one}{two}");
    let articles = read(file.as_bytes(), false).expect("an mbox").articles;
    assert_eq!(articles.len(), 2);
    assert_eq!(
        articles[0].article.text.as_str(),
        "One\n\nFirst words.\n\nFrom here on it is quoted.\n\nFrom the press room they said so."
    );
    let part = articles[1].parts[0];
    assert_eq!(part.of(&file), two);
    let again = read(two.as_bytes(), false)
        .expect("an mbox of one")
        .articles;
    assert_eq!(
        (&again[0].identity, &again[0].article),
        (&articles[1].identity, &articles[1].article)
    );
    assert_ne!(again[0].identity, Identity::Unknown);
}

#[test]
fn every_text_that_is_to_be_shown_is_read() {
    let text = "From: a@b.example\nSubject: Two\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-7\n\nFr+APY-sche\n--b\nContent-Type: text/plain; name=\"second.txt\"\nContent-Disposition: inline; filename=\"second.txt\"\n\nSecond words.\n--b\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\n--b--\n";
    let text = mail(text).article.text;
    assert!(
        text.contains("Frösche") && text.contains("Second words."),
        "{text}"
    );
    assert!(
        text.contains("text/calendar") && !text.contains("VCALENDAR"),
        "{text}"
    );
}

#[test]
fn a_page_saved_as_a_mail_is_the_page() {
    let saved = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/story\r\nSubject: Site\r\nDate: Sat, 14 Mar 2026 09:30:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://example.org/story\r\n\r\n<html><head><title>The =\r\nstory</title></head><body><p>A page of words about rates.</p></body></html>\r\n--b\r\nContent-Type: image/png\r\nContent-Location: https://example.org/a.png\r\n\r\nxx\r\n--b--\r\n";
    let parsed = mail(saved);
    assert_eq!(parsed.article.metadata.title.as_deref(), Some("The story"));
    assert!(
        matches!(&parsed.identity, Identity::Url(url) if url.as_str() == "https://example.org/story")
    );
    assert!(parsed.article.text.contains("A page of words"));
}

#[test]
fn a_text_that_begins_like_a_mail_is_none() {
    for text in [
        "From: Jane Doe\nTo: All staff\nDate: March 14, 2026\nSubject: Layoffs\n\nWe are sorry.\n",
        "From: jane@example.org\nSent: Monday, March 14, 2026 9:30 AM\nTo: all@example.org\nSubject: Layoffs\n\nWe are sorry.\n",
        "From Paris to Rome\n\nFrom: the editor\n\nA journey.\n",
        "From time to time at 09:30 in March 2026\nsomething happens.\n",
        "Message-ID: what it is and why\n\nEvery mail has one, from: <a@b>, date: unknown.\n",
        "Date: 2026-03-14\nTitle: A post\n\nWords.\n",
        "Subject: one\nFrom: a@b.example\nDate: Sat, 14 Mar 2026 09:30:00 GMT\nthis is no field and mails have Received: lines\n\nWords\n",
        "Received: with thanks\n\nDear all\n",
        "",
    ] {
        assert!(read(text.as_bytes(), false).is_none(), "{text}");
    }
}

proptest! {
    #[test]
    fn no_mail_is_too_strange(parts in proptest::collection::vec(prop::sample::select(vec![
        "From: a@b\n", "Date: Sat, 14 Mar 2026 09:30:00 GMT\n", "Message-ID: <x@y>\n", "Subject: =?utf-8?B?w7w=?= =?utf-8?Q?=C3?=\n", "Content-Type: multipart/mixed; boundary=b\n",
        "Content-Type: multipart/alternative; boundary=\"c\"\n", "Content-Type: message/rfc822\n", "Content-Type: text/html; charset=x\n", "Content-Transfer-Encoding: base64\n",
        "Content-Transfer-Encoding: quoted-printable\n", "\n", "--b\n", "--b--\n", "--c\n", "--c--\n", "=C3=\n", "w7w=\n", "<p>words</p>\n", "From x Sat Mar 14 09:30:00 2026\n", " folded\n", "\r\n", "é",
    ]), 0..40)) {
        let text = parts.concat();
        let _ = (read(text.as_bytes(), false), read(text.as_bytes(), true));
    }
}
