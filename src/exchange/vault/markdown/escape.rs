//! Foreign text inside Markdown: shown as it is, never obeyed.

/// They separate lines to some programs and not to others.
const LINE_SEPARATORS: [char; 3] = ['\u{2028}', '\u{2029}', '\u{85}'];

/// Plain words as Markdown that shows the same words, for one line.
pub fn line(text: &str) -> String {
    let dollars = text.matches('$').count() > 1;
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let after = text
            .get(at + c.len_utf8()..)
            .unwrap_or_default()
            .chars()
            .next()
            .unwrap_or(' ');
        let inside_word = before.is_alphanumeric() && after.is_alphanumeric();
        let special = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' => true,
            '_' => !inside_word,
            // Pairs of them mean something to one program or another; one alone is a sign like others.
            '~' | '=' | '%' | '^' => before == c || after == c,
            '$' => dollars,
            '#' => after.is_alphanumeric() && !before.is_alphanumeric(),
            '&' => after.is_ascii_alphabetic() || after == '#',
            _ => false,
        };
        if special {
            escaped.push('\\');
        }
        escaped.push(if LINE_SEPARATORS.contains(&c) { ' ' } else { c });
        before = c;
    }
    start(&escaped)
}

/// Takes the meaning from what starts a line: headings, lists, rules, numbered items.
fn start(text: &str) -> String {
    let body = text.trim_start();
    let indent = text
        .get(..text.len() - body.len())
        .unwrap_or_default()
        .replace('\t', " ");
    // Four blanks would make a code block.
    let indent = indent.get(..indent.len().min(3)).unwrap_or_default();
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = body.split_at(digits);
    match rest.chars().next() {
        Some('#' | '-' | '+' | '>' | '=' | '~') if digits == 0 => format!("{indent}\\{body}"),
        Some('.' | ')') if digits > 0 => format!("{indent}{number}\\{rest}"),
        _ => format!("{indent}{body}"),
    }
}

/// The words that a line of ours shows.
pub fn shown(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    let mut characters = line.chars().peekable();
    while let Some(c) = characters.next() {
        let escaped = c == '\\' && characters.peek().is_some_and(char::is_ascii_punctuation);
        shown.extend(if escaped { characters.next() } else { Some(c) });
    }
    shown
}

/// Each line of `text`, made harmless by `safe`, as a line of a block quote.
pub fn quoted(text: &str, safe: impl Fn(&str) -> String) -> String {
    let mut quoted = String::new();
    for words in text.trim_matches('\n').split('\n') {
        let words = safe(words);
        quoted.push_str(if words.is_empty() { ">" } else { "> " });
        quoted.push_str(&words);
        quoted.push('\n');
    }
    quoted
}

/// A line of a person's own Markdown that stays inside its block: comments would swallow what follows, and block ids are ours to give.
/// Fences, lists and headings end with the quote by themselves.
pub fn contained(line: &str) -> String {
    let safe = line
        .replace("<!--", "&lt;!--")
        .replace("%%", "&#37;&#37;")
        .replace("^pm-", "&#94;pm-");
    safe.replace(LINE_SEPARATORS, " ")
}

/// A line of a person's Markdown as it was before it was kept inside its quote.
pub fn released(line: &str) -> String {
    line.replace("&lt;!--", "<!--")
        .replace("&#37;&#37;", "%%")
        .replace("&#94;pm-", "^pm-")
}

/// A tag as Obsidian reads it, without the `#`: letters, digits, `_`, `-`, `/`, and not digits alone.
pub fn tag(tag: &str) -> String {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/');
    let tag: String = tag
        .trim()
        .chars()
        .map(|c| if allowed(c) { c } else { '-' })
        .collect();
    if tag.chars().all(char::is_numeric) {
        format!("_{tag}")
    } else {
        tag
    }
}
