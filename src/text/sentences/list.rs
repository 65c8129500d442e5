//! Lists run into a line: `1) The first 2) The second`, `a. This b. That`, `• One • Two`, and lists of short lines.
//!
//! Only a text that begins with a marker is taken for a list, and only the next marker of the same form and the next
//! number or letter begins another item; so the "2." of a sentence is none.

/// Byte offsets in `text` at which an item after the first one begins, in order.
pub(super) fn items(text: &str) -> Vec<usize> {
    let start = text.len() - text.trim_start().len();
    let rest = text.get(start..).unwrap_or_default();
    let Some(first) = rest.chars().next() else {
        return Vec::new();
    };
    if is_bullet(first) {
        return bullets(text, start, first);
    }
    if let Some(marker) = Marker::at(text, start) {
        return numbered(text, start, marker);
    }
    short_lines(text)
}

/// A bullet that may stand between items; a hyphen or asterisk between words means something else.
const fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '⁃' | '‣' | '▪' | '●' | '◦' | '·' | '■' | '►')
}

fn bullets(text: &str, start: usize, bullet: char) -> Vec<usize> {
    text.match_indices(bullet)
        .map(|(at, _)| at)
        .filter(|&at| {
            at > start
                && text
                    .get(..at)
                    .is_some_and(|before| before.ends_with(char::is_whitespace))
        })
        .collect()
}

/// `3)`, `3.`, `3.)`, `(3)`, `c.`, `c)`.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Marker {
    number: u32,
    letter: bool,
    bracket: bool,
    stop: bool,
    closed: bool,
}

impl Marker {
    /// The marker at byte `at`, followed by white space.
    fn at(text: &str, at: usize) -> Option<Self> {
        let bytes = text.as_bytes();
        let mut end = at;
        let bracket = bytes.get(end) == Some(&b'(');
        end += usize::from(bracket);
        let digits = bytes
            .get(end..)?
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let (number, letter) = match (digits, bytes.get(end)?) {
            (0, letter) if letter.is_ascii_lowercase() => (u32::from(*letter), true),
            (1 | 2, _) => (text.get(end..end + digits)?.parse().ok()?, false),
            _ => return None,
        };
        end += digits.max(1);
        let stop = bytes.get(end) == Some(&b'.');
        end += usize::from(stop);
        let closed = bytes.get(end) == Some(&b')');
        end += usize::from(closed);
        let free = bytes.get(end).is_some_and(u8::is_ascii_whitespace);
        (free && (stop || closed)).then_some(Self {
            number,
            letter,
            bracket,
            stop,
            closed,
        })
    }
}

fn numbered(text: &str, start: usize, first: Marker) -> Vec<usize> {
    // A list begins with its first number or letter.
    if first.number != if first.letter { u32::from(b'a') } else { 1 } {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut wanted = Marker {
        number: first.number + 1,
        ..first
    };
    let bytes = text.as_bytes();
    for at in start + 2..text.len() {
        let begins = bytes.get(at - 1).is_some_and(u8::is_ascii_whitespace);
        if begins && Marker::at(text, at) == Some(wanted) {
            found.push(at);
            wanted.number += 1;
        }
    }
    found
}

/// A column of short lines without any end of a sentence: each line is an item.
fn short_lines(text: &str) -> Vec<usize> {
    if memchr::memchr_iter(b'\n', text.as_bytes()).nth(1).is_none() {
        return Vec::new();
    }
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let short = |line: &str| {
        line.split_whitespace().count() <= 4 && !line.ends_with(['.', '!', '?', '-', ','])
    };
    if lines.clone().count() < 3 || !lines.clone().all(short) {
        return Vec::new();
    }
    text.match_indices('\n').map(|(at, _)| at + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let mut starts = vec![0];
        starts.extend(items(text));
        starts.push(text.len());
        starts
            .windows(2)
            .filter_map(|pair| text.get(pair[0]..pair[1]))
            .map(str::trim)
            .collect()
    }

    #[test]
    fn items_of_one_form_in_order_are_parted() {
        assert_eq!(
            split("1.) Wash it 2.) Dry it 3.) Go"),
            ["1.) Wash it", "2.) Dry it", "3.) Go"]
        );
        assert_eq!(
            split("a) rice b) beans, 2) of them"),
            ["a) rice", "b) beans, 2) of them"]
        );
        assert_eq!(split("• 4. Rice • 5. Beans"), ["• 4. Rice", "• 5. Beans"]);
        assert_eq!(
            split("rice and\nblack beans\nsalt"),
            ["rice and", "black beans", "salt"]
        );
    }

    #[test]
    fn a_number_in_a_sentence_is_no_marker() {
        assert_eq!(split("He kept 1) and 2) apart.").len(), 1);
        assert_eq!(split("1. He came in 3. place").len(), 1);
        assert_eq!(split("3. Three 4. Four").len(), 1);
    }
}
