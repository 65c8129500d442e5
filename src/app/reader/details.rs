//! What is known about an article and its text, in words: where it comes from, how well it was read.

use crate::app::facts::value::ago;
use crate::model::article::{Certainty, Published, Repair};
use crate::model::{Article, BlockKind, FullText, OpenedArticle, Revision, Span};
use crate::text::words::words;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// All that is known, each with its label; empty where nothing is.
pub(in crate::app) fn entries(
    opened: &OpenedArticle,
    now: Timestamp,
) -> Vec<(&'static str, String)> {
    let (row, article) = (&opened.row, &opened.article);
    let metadata = &article.metadata;
    let line = |field: &Option<crate::model::SafeText>| {
        field.as_ref().map_or(String::new(), ToString::to_string)
    };
    let tags: Vec<String> = row.tags.iter().map(|tag| format!("#{tag}")).collect();
    vec![
        ("Title", row.title.to_string()),
        ("By", line(&metadata.byline)),
        ("Publication", row.source.to_string()),
        ("First in", line(&metadata.original_source)),
        ("Published", metadata.published.map_or(String::new(), day)),
        ("Changed", metadata.modified.map_or(String::new(), day)),
        ("Came", day(Published::moment(row.added))),
        ("Versions", versions(opened, now)),
        ("Address", line(&metadata.url)),
        ("Image", line(&metadata.image)),
        ("Language", line(&metadata.language)),
        ("Encoding", line(&metadata.charset)),
        ("Repairs", repairs(article)),
        ("Lost", lost(article)),
        ("Text", text(article)),
        (
            "Full text",
            opened
                .full_text
                .as_ref()
                .map_or(String::new(), |page| full_text(page, now)),
        ),
        ("Folded", folded(article)),
        ("About", line(&metadata.summary)),
        (
            "Filed under",
            metadata
                .categories
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", "),
        ),
        ("Tags", tags.join(" ")),
    ]
}

/// One repaired place.
pub(in crate::app) fn repair(
    opened: &OpenedArticle,
    repair: &Repair,
) -> Vec<(&'static str, String)> {
    let text = opened.article.text.as_str();
    let certainty = match repair.certainty {
        Certainty::Certain => {
            "certain: the bytes are whole characters of UTF-8, there is no other reading"
        }
        Certainty::Likely => {
            "likely: some bytes were lost on the way, and this reading fits the text"
        }
    };
    let sentence = super::motion::sentence(opened, repair.span.start).unwrap_or(repair.span);
    let sentence = Span::new(
        sentence.start.min(repair.span.start),
        sentence.end.max(repair.span.end),
    );
    let came = [
        Span::new(sentence.start, repair.span.start).of(text),
        repair.before.as_str(),
        Span::new(repair.span.end, sentence.end).of(text),
    ];
    vec![
        ("It came as", repair.before.to_string()),
        ("It reads", repair.span.of(text).to_owned()),
        ("Misread as", repair.codec.to_string()),
        ("This is", certainty.to_owned()),
        ("In", came.concat()),
        (
            "",
            "go shows the whole text as it came, ]r and [r walk the repairs".to_owned(),
        ),
    ]
}

/// How many repairs, and how many of them are only likely; empty without any.
pub fn repairs(article: &Article) -> String {
    let likely = article
        .repairs
        .iter()
        .filter(|repair| repair.certainty == Certainty::Likely)
        .count();
    match (article.repairs.len(), likely) {
        (0, _) => String::new(),
        (1, 0) => "1 repair".to_owned(),
        (1, _) => "1 repair, likely".to_owned(),
        (all, 0) => format!("{all} repairs"),
        (all, likely) => format!("{all} repairs, {likely} likely"),
    }
}

/// What the text lost on its way here, in words; empty of a sound one.
fn lost(article: &Article) -> String {
    let health = article.health();
    let tables = plural(health.lost_tables, "table").map(|tables| {
        format!("{tables} whose cells touch each other and cannot be told apart safely")
    });
    let unreadable =
        plural(health.unreadable, "character").map(|all| format!("{all} that nobody can read"));
    [tables, unreadable]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

fn versions(opened: &OpenedArticle, now: Timestamp) -> String {
    let one = |revision: &Revision| {
        let seen = if revision.seen.is_some() {
            ", read"
        } else {
            ""
        };
        format!("{} ({}{seen})", revision.number, ago(revision.came, now))
    };
    match opened.revisions.len() {
        0 | 1 => String::new(),
        _ => opened
            .revisions
            .iter()
            .map(one)
            .collect::<Vec<_>>()
            .join(" · "),
    }
}

/// How it stands with the page of an entry that only begins its article.
fn full_text(page: &FullText, now: Timestamp) -> String {
    let tried = page.tried.map_or(String::new(), |tried| {
        format!(", asked for {}", ago(tried, now))
    });
    let again = if page.due.is_some() {
        "; it is asked for again when its feed is fetched"
    } else {
        ""
    };
    match (page.is_here, &page.error) {
        (true, None) => format!("this is the article's page{tried}; the feed gives its beginning"),
        (true, Some(error)) => {
            format!(
                "this is an older page; the feed says something new, but its page {error}{tried}{again}"
            )
        }
        (false, Some(error)) => {
            format!("this is only what the feed gives; its page {error}{tried}{again}")
        }
        (false, None) => "this is only what the feed gives; its page is not fetched yet".to_owned(),
    }
}

fn text(article: &Article) -> String {
    let own = article
        .blocks
        .iter()
        .filter(|block| !block.kind.is_furniture());
    let count: usize = own
        .map(|block| words(&article.text, block.span).count())
        .sum();
    let of = |kind: BlockKind| {
        article
            .blocks
            .iter()
            .filter(|block| block.kind == kind)
            .count()
    };
    let counted = [
        plural(count, "word"),
        plural(of(BlockKind::Heading), "heading"),
        plural(of(BlockKind::Table), "table"),
    ];
    counted
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

fn folded(article: &Article) -> String {
    let of = |kind: BlockKind| {
        article
            .blocks
            .iter()
            .filter(|block| block.kind == kind && article.is_folded(block))
            .count()
    };
    let counted = [
        plural(of(BlockKind::Boilerplate), "line of page furniture"),
        plural(of(BlockKind::Related), "teaser").map(|said| format!("{said} of other stories")),
    ];
    counted
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// `3 words`; `None` of nothing.
fn plural(count: usize, noun: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {noun}")),
        _ => Some(match noun.split_once(' ') {
            Some((first, rest)) => format!("{count} {first}s {rest}"),
            None => format!("{count} {noun}s"),
        }),
    }
}

fn day(published: Published) -> String {
    let at = published.at.to_zoned(TimeZone::UTC);
    let format = if published.day_only {
        "%-d %B %Y"
    } else {
        "%-d %B %Y, %H:%M UTC"
    };
    at.strftime(format).to_string()
}
