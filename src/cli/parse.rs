//! `pressmark parse`: articles in, one JSON object for each out. No library is touched.

use super::json::{self, Origin};
use super::{Failure, Session, read};
use crate::desk::parse::{Document, Format};
use crate::desk::{Parser, Request};
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::temporal::Pieces;
use serde::Deserialize;
use serde_json::Value;
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// Read articles and write what they say, one JSON object per line.
#[derive(Debug, Args)]
#[command(
    long_about = "Read articles and write what they say, one JSON object per line: text, blocks, sections, \
        sentences, key facts, figures with their values, names and quotes. Offsets count Unicode code points of \
        \"text\". A feed gives one object per entry. No library is touched.\n\n\
        A list of feeds (OPML, or newsboat's urls) gives one object per line of it: {\"subscription\": {\"address\",\"title\",\
        \"site\",\"folder\":[],\"tags\":[],\"hidden\"}}, {\"search\": {\"name\",\"query\",\"written\",\"tags\":[]}} for a saved search in \
        our own query language, and {\"left_out\": {\"written\",\"reason\"}} for what cannot be taken: commands are never run, \
        lists in a list never followed.",
    after_long_help = "Examples:\n  \
        pressmark parse article.txt | jq '.key_facts[].text'\n  \
        curl -s https://example.org/story | pressmark parse --format html --url https://example.org/story -\n  \
        printf '%s\\n' '{\"id\":1,\"text\":\"Capex rose 12% to $40 billion.\"}' | pressmark parse --jsonl\n\n\
        With --jsonl each input line is {\"id\", \"text\"|\"html\"|\"markdown\"|\"feed\"|\"path\": …, \"url\"?, \"ref\"?} and gives \
        one line with the same id, at once and in the same order; an input that fails gives {\"id\",\"error\"}. A list of feeds \
        gives {\"id\",\"title\",\"subscriptions\":[],\"searches\":[],\"left_out\":[]}, an mbox file {\"id\",\"articles\":[]}."
)]
pub(super) struct Arguments {
    /// What the inputs are.
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "auto",
        conflicts_with = "jsonl"
    )]
    format: FormatName,
    /// Where the input comes from; links are resolved against it.
    #[arg(long, conflicts_with = "jsonl")]
    url: Option<String>,
    /// The day that relative dates such as "last quarter" count from; else the day of publication.
    #[arg(long, value_name = "DATE", conflicts_with = "jsonl")]
    date: Option<Date>,
    /// Read JSON Lines from standard input and answer line by line.
    #[arg(long, conflicts_with = "files")]
    jsonl: bool,
    /// Files to read; - is standard input.
    #[arg(value_name = "FILE|-")]
    files: Vec<PathBuf>,
}

/// The formats by name.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatName {
    Auto,
    Text,
    Markdown,
    Html,
    Feed,
    Mail,
    Opml,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Auto => Self::Auto,
            FormatName::Text => Self::Text,
            FormatName::Markdown => Self::Markdown,
            FormatName::Html => Self::Html,
            FormatName::Feed => Self::Feed,
            FormatName::Mail => Self::Mail,
            FormatName::Opml => Self::Opml,
        }
    }
}

/// Reads what the arguments name.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    if given.jsonl {
        return lines(session);
    }
    if given.files.is_empty() {
        return Err(Failure::usage(
            "parse",
            "no file is named; write - for standard input",
        ));
    }
    for path in &given.files {
        let name = path.to_string_lossy();
        let bytes = match read::bytes(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                session.out.failed(&name, &read::reason(&error));
                continue;
            }
        };
        let request = Request {
            format: given.format.into(),
            url: given.url.clone(),
            date: given.date,
            ..Request::new(&*name, bytes)
        };
        match session.parser().parse(request) {
            Ok(document) => {
                if let Some(list) = &document.subscriptions {
                    for line in json::subscription_lines(list) {
                        session.out.json(&line)?;
                    }
                }
                articles(path, &document, given.url.as_deref(), session)?;
            }
            Err(error) => session.out.failed(&name, &error),
        }
    }
    Ok(())
}

/// Writes one object per article; entries of a feed go by their own ids.
fn articles(
    path: &Path,
    document: &Document,
    url: Option<&str>,
    session: &mut Session,
) -> Result<(), Failure> {
    let path_name = path.to_string_lossy();
    let file_name = path
        .file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy();
    for parsed in &document.articles {
        let entry = parsed.entry.as_ref();
        let id = entry.and_then(|entry| entry.id.as_deref());
        let id = Value::from(id.unwrap_or(&file_name));
        let origin = Origin {
            id: &id,
            path: (path_name != "-").then_some(&*path_name),
            url: entry.map_or(url, |_| None),
        };
        session
            .out
            .json(&json::article(origin, &parsed.article, &parsed.facts))?;
    }
    Ok(())
}

/// One line of `--jsonl`.
#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    id: Value,
    text: Option<String>,
    html: Option<String>,
    markdown: Option<String>,
    feed: Option<String>,
    path: Option<PathBuf>,
    url: Option<String>,
    #[serde(rename = "ref")]
    reference: Option<String>,
}

/// Answers line by line until the input ends.
fn lines(session: &mut Session) -> Result<(), Failure> {
    let mut input = std::io::stdin().lock();
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = input.read_until(b'\n', &mut line);
        if read.map_err(|error| Failure::of("standard input", error))? == 0 {
            return Ok(());
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        answer(&line, session)?;
        session.out.flush()?;
    }
}

fn answer(line: &[u8], session: &mut Session) -> Result<(), Failure> {
    let asked: Asked = match serde_json::from_slice(line) {
        Ok(asked) => asked,
        Err(error) => {
            let error = format!("is no JSON object of this form: {error}");
            return session.refuse(&Value::Null, &error);
        }
    };
    let document = request(&asked).and_then(|request| {
        let answer = session.parser().parse(request);
        answer.map_err(|error| error.to_string())
    });
    match document {
        Ok(document) => tell(&asked, &document, session),
        Err(error) => session.refuse(&asked.id, &error),
    }
}

fn request(asked: &Asked) -> Result<Request, String> {
    let name = asked.id.as_str().unwrap_or("-");
    let given = [
        (Format::Text, &asked.text),
        (Format::Html, &asked.html),
        (Format::Markdown, &asked.markdown),
        (Format::Feed, &asked.feed),
    ];
    let mut contents = given
        .iter()
        .filter_map(|(format, text)| Some((*format, text.as_deref()?)));
    let (format, bytes) = match (contents.next(), contents.next(), &asked.path) {
        (Some((format, text)), None, None) => (format, text.as_bytes().to_vec()),
        (None, None, Some(path)) => {
            let bytes = read::bytes(path).map_err(|error| read::reason(&error))?;
            (Format::Auto, bytes)
        }
        _ => return Err("needs one of text, html, markdown, feed and path".to_owned()),
    };
    let moment = asked.reference.as_deref().map(moment).transpose()?;
    Ok(Request {
        format,
        url: asked.url.clone(),
        reference: moment.map(|(at, _)| at),
        date: moment.map(|(_, day)| day),
        ..Request::new(name, bytes)
    })
}

/// A reference time: a moment with its zone, or a day or moment without one, taken as UTC.
/// The day is that of the written time, wherever it was written.
fn moment(text: &str) -> Result<(Timestamp, Date), String> {
    let wrong = || format!("`ref`: `{text}` is no ISO 8601 time");
    let day = Pieces::parse(text).map_err(|_| wrong())?.date();
    let at = match text.parse::<Timestamp>() {
        Ok(at) => at,
        Err(_) => text
            .parse::<jiff::civil::DateTime>()
            .map_err(|_| wrong())?
            .to_zoned(jiff::tz::TimeZone::UTC)
            .map_err(|_| wrong())?
            .timestamp(),
    };
    Ok((at, day))
}

/// The answer for an input that could be read: a feed or a list of feeds as one object, else its article.
fn tell(asked: &Asked, document: &Document, session: &mut Session) -> Result<(), Failure> {
    if let Some(feed) = &document.feed {
        let feed = json::feed(&asked.id, asked.path.as_deref(), feed, document);
        session.out.json(&feed)?;
        return Ok(());
    }
    if let Some(list) = &document.subscriptions {
        let list = json::subscriptions(&asked.id, asked.path.as_deref(), list);
        session.out.json(&list)?;
        return Ok(());
    }
    if document.articles.len() > 1 {
        let articles = json::articles(&asked.id, asked.path.as_deref(), &document.articles);
        session.out.json(&articles)?;
        return Ok(());
    }
    let Some(parsed) = document.articles.first() else {
        return session.refuse(&asked.id, "holds no article");
    };
    let path = asked.path.as_ref().map(|path| path.to_string_lossy());
    let origin = Origin {
        id: &asked.id,
        path: path.as_deref(),
        url: asked.url.as_deref(),
    };
    session
        .out
        .json(&json::article(origin, &parsed.article, &parsed.facts))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn a_reference_is_a_day_or_a_moment_with_or_without_a_zone() {
        for text in [
            "2026-03-14",
            "2026-03-14T09:30:00",
            "2026-03-14T23:30:00-05:00",
            "2026-03-14T09:30:00Z",
        ] {
            assert_eq!(moment(text).unwrap().1.to_string(), "2026-03-14");
        }
        assert!(moment("yesterday").is_err());
    }
}
