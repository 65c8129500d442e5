//! File names from titles: safe on every system, and readable.

use unicode_segmentation::UnicodeSegmentation;

/// A name has at most so many bytes, ending included: room for a suffix below the 255 of common file systems.
const LONGEST: usize = 150;

/// Names that Windows keeps for devices, with any ending.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The file name for a title, with this ending. With `id` it has the id before that, for a name that is taken.
/// It never holds a separator, a control, a character that Windows or an Obsidian link forbids; never starts with
/// a dot or ends with one; and is never empty.
pub fn file_name(title: &str, id: Option<&str>, ending: &str) -> String {
    let words: String = title
        .chars()
        .map(|c| if allowed(c) { c } else { ' ' })
        .collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let suffix = id.map(|id| {
        format!(
            " {}",
            id.chars()
                .filter(|c| c.is_alphanumeric())
                .take(32)
                .collect::<String>()
        )
    });
    let suffix = format!("{}.{ending}", suffix.unwrap_or_default());
    let words = ends_trimmed(shortened(ends_trimmed(&words), LONGEST - suffix.len()));
    let stem = words
        .split('.')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    match () {
        () if words.is_empty() => format!("article{suffix}"),
        () if RESERVED.contains(&stem.as_str()) => format!("_{words}{suffix}"),
        () => format!("{words}{suffix}"),
    }
}

fn allowed(c: char) -> bool {
    let forbidden = matches!(
        c,
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '#' | '^' | '[' | ']' | '%' | '`'
    );
    // Marks that nobody sees would make two names look the same.
    let unseen = matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffd}');
    !(forbidden || unseen || c.is_control())
}

fn ends_trimmed(name: &str) -> &str {
    name.trim_start_matches(['.', ' ', '-', '~'])
        .trim_end_matches(['.', ' '])
}

/// The beginning of a name with at most so many bytes, cut between characters as a person sees them.
fn shortened(name: &str, bytes: usize) -> &str {
    if name.len() <= bytes {
        return name;
    }
    let end = name
        .grapheme_indices(true)
        .map(|(at, _)| at)
        .take_while(|at| *at <= bytes)
        .last()
        .unwrap_or(0);
    name.get(..end).unwrap_or_default()
}
