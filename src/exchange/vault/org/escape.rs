//! Foreign text inside org-mode: shown as it is, never obeyed.
//!
//! Org has no escape character for running text; its manual (section "Escape Character") recommends the zero width space,
//! which parts what would be read as markup and shows nothing.

/// The zero width space.
const APART: char = '\u{200b}';

/// They separate lines to some programs and not to others.
const LINE_SEPARATORS: [char; 3] = ['\u{2028}', '\u{2029}', '\u{85}'];

/// Plain words as a line of org text that shows the same words.
pub fn line(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        escaped.push(if LINE_SEPARATORS.contains(&c) { ' ' } else { c });
        if is_markup(before, c, rest) {
            escaped.push(APART);
        }
        before = c;
    }
    if is_special(&escaped) {
        escaped.insert(0, APART);
    }
    escaped
}

/// Whether a character begins something with what follows it.
fn is_markup(before: char, c: char, rest: &str) -> bool {
    let after = rest.chars().next().unwrap_or(' ');
    let opens = before.is_whitespace() || matches!(before, '-' | '(' | '{' | '\'' | '"');
    match c {
        // Emphasis.
        '*' | '/' | '=' | '~' | '+' => opens && !after.is_whitespace(),
        // Emphasis, and what stands below or above the line.
        '_' | '^' => after.is_alphanumeric() || matches!(after, '{' | '*' | '-' | '+'),
        // Links, footnotes, citations, times.
        '[' => {
            after == '['
                || after.is_ascii_digit()
                || rest.starts_with("fn:")
                || rest.starts_with("cite")
        }
        '<' => after == '<' || after.is_ascii_alphanumeric() || after == '%',
        '{' | '@' => after == c,
        '\\' => true,
        '$' => {
            let closes = |after: &str| !after.chars().next().is_some_and(char::is_alphanumeric);
            rest.match_indices('$')
                .any(|(at, dollar)| closes(rest.get(at + dollar.len()..).unwrap_or_default()))
        }
        _ => false,
    }
}

/// Whether org reads a line by its beginning: a heading, a list, a table, a drawer, a keyword, a comment, a rule.
fn is_special(line: &str) -> bool {
    let body = line.trim_start();
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let after = body.get(digits..).unwrap_or_default();
    match body.chars().next() {
        Some('*' | '-' | '+' | '#' | ':' | '|' | '%') => true,
        Some(_) if digits > 0 => after.starts_with(['.', ')']),
        _ => ["SCHEDULED:", "DEADLINE:", "CLOSED:", "CLOCK:"]
            .iter()
            .any(|word| body.starts_with(word)),
    }
}

/// The words that a line of ours shows.
pub fn shown(line: &str) -> String {
    line.replace(APART, "")
}

/// A line of a person's own org text that stays inside its block: headings end it, and the marks of blocks are ours.
pub fn contained(line: &str, is_ours: impl Fn(&str) -> bool) -> String {
    let line = line.replace(LINE_SEPARATORS, " ");
    if is_ours(&line) {
        format!("{APART}{line}")
    } else {
        line
    }
}

/// A line as it was before it was kept inside its block.
pub fn released(line: &str) -> &str {
    line.strip_prefix(APART).unwrap_or(line)
}

/// A line inside an example, where org takes a comma away.
pub fn example(line: &str) -> String {
    let bare = line.trim_start_matches(',');
    if bare.starts_with('*') || bare.starts_with("#+") {
        format!(",{line}")
    } else {
        line.to_owned()
    }
}

/// A tag as org reads it, without colons: letters, digits, `_`, `@`, `%`.
pub fn tag(tag: &str) -> String {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '_' | '@' | '%');
    tag.trim()
        .chars()
        .map(|c| if allowed(c) { c } else { '_' })
        .collect()
}
