//! Sound, film and pictures of an entry: enclosures, Media RSS, podcasts. What they are called, how long they are and
//! where they lie becomes part of the article; nothing of them is fetched.

use super::markup;
use crate::ingest::writer::Writer;
use crate::model::BlockKind;
use crate::model::block::InlineKind;

/// One thing to hear or see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Media {
    /// Where it lies.
    pub address: String,
    /// Its media type, such as `audio/mpeg`, or else what kind of thing it is, such as `video`.
    pub kind: String,
    /// What the feed calls it.
    pub title: String,
    /// What the feed says about it.
    pub description: String,
    /// How long it lasts: seconds, or as written.
    pub duration: String,
    /// Whether it is another form of the thing before it.
    pub is_form: bool,
}

/// Where an entry stands in a series.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Episode {
    pub season: String,
    pub number: String,
    pub duration: String,
}

/// More things than this of one entry are not written.
const MOST: usize = 200;

/// Writes each thing as a figure that links to it, with what the feed says about it, unless the body shows it already.
pub(super) fn write(media: &[Media], episode: &Episode, body: &str, writer: &mut Writer) {
    let mut episode = Some(episode);
    for (at, thing) in media.iter().enumerate().take(MOST) {
        let is_known = media
            .iter()
            .take(at)
            .any(|before| before.address == thing.address);
        if thing.is_form || is_known || body.contains(&thing.address) {
            continue;
        }
        let is_picture = thing.kind.starts_with("image");
        let series = if is_picture { None } else { episode.take() };
        let title = Some(thing.title.trim()).filter(|title| !title.is_empty());
        let name = title.map_or_else(|| file_name(&thing.address), str::to_owned);
        writer.begin(BlockKind::Figure, 0);
        writer.open_inline(InlineKind::Link(thing.address.clone()));
        writer.words(&name);
        writer.close_inline();
        for detail in details(thing, series) {
            writer.words(" · ");
            writer.words(&detail);
        }
        writer.end();
        describe(&thing.description, body, writer);
    }
    // A series may have nothing to hear in the feed itself.
    if let Some(words) = episode
        .map(|episode| details(&Media::default(), Some(episode)))
        .filter(|words| !words.is_empty())
    {
        writer.begin(BlockKind::Paragraph, 0);
        writer.words(&words.join(" · "));
        writer.end();
    }
}

/// What is said about a thing, if the body does not say it.
fn describe(description: &str, body: &str, writer: &mut Writer) {
    let start: String = description.trim().chars().take(60).collect();
    if start.is_empty() || body.contains(&start) {
        return;
    }
    super::write_body(description, !markup::is_html(description), writer);
}

/// Season and episode, length, kind.
fn details(thing: &Media, series: Option<&Episode>) -> Vec<String> {
    let mut details = Vec::new();
    let (season, number) = series.map_or(("", ""), |series| {
        (series.season.trim(), series.number.trim())
    });
    let place = match (season, number) {
        ("", "") => String::new(),
        ("", number) => format!("E{number}"),
        (season, "") => format!("S{season}"),
        (season, number) => format!("S{season} E{number}"),
    };
    let own = thing.duration.trim();
    let duration = if own.is_empty() {
        series.map_or("", |series| series.duration.trim())
    } else {
        own
    };
    details.extend(
        [place, clock(duration), thing.kind.trim().to_owned()]
            .into_iter()
            .filter(|detail| !detail.is_empty()),
    );
    details
}

/// `2730` seconds as `45:30`; anything else as written.
fn clock(duration: &str) -> String {
    let whole = duration.split('.').next().unwrap_or_default();
    let Some(seconds) = whole.parse::<u32>().ok().filter(|seconds| *seconds > 0) else {
        return if whole == "0" {
            String::new()
        } else {
            duration.chars().take(40).collect()
        };
    };
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

/// The last part of an address's way, else its host.
fn file_name(address: &str) -> String {
    let way = address
        .split(['?', '#'])
        .next()
        .unwrap_or(address)
        .trim_end_matches('/');
    way.rsplit('/')
        .find(|part| !part.is_empty())
        .unwrap_or(address)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_clocks() {
        assert_eq!(clock("2730"), "45:30");
        assert_eq!(clock("3661.4"), "1:01:01");
        assert_eq!(clock("45:30"), "45:30");
        assert_eq!(clock("0"), "");
        assert_eq!(file_name("https://a.example/x/e5.mp3?t=1"), "e5.mp3");
    }
}
