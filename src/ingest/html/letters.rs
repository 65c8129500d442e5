//! Small letters: above the line `10^6`, `m²` and `[3]`, below it `H₂O`.

/// Small letters above or below the line; `None` when they read well as they are.
/// `linked` ones lead to a note, and `before` is the character that they stand at.
pub(super) fn small(text: &str, above: bool, linked: bool, before: Option<char>) -> Option<String> {
    let words = text.trim();
    let length = words.chars().count();
    if length == 0 || length > 4 {
        return None;
    }
    let numeric = words
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '−' | '–'));
    let is_number = numeric
        && words
            .trim_start_matches(['+', '-', '−', '–'])
            .starts_with(|c: char| c.is_ascii_digit());
    match (above, before) {
        (true, Some(before)) if before.is_ascii_digit() && is_number => Some(format!("^{words}")),
        (true, Some(before)) if is_number => {
            // Of a unit or a variable; after a word it is the mark of a note.
            let unit = !linked && before.is_alphabetic() && length <= 2 && is_power(words);
            Some(if unit {
                words.chars().map(raised).collect()
            } else {
                format!("[{words}]")
            })
        }
        (false, Some(before)) if before.is_alphanumeric() || before == ')' => {
            numeric.then(|| words.chars().map(lowered).collect())
        }
        _ => None,
    }
}

/// Powers that units have.
fn is_power(words: &str) -> bool {
    matches!(words, "2" | "3" | "-1" | "−1" | "-2" | "−2" | "-3" | "−3")
}

fn raised(c: char) -> char {
    match c {
        '2' => '²',
        '3' => '³',
        '1' => '¹',
        '-' | '−' => '⁻',
        other => other,
    }
}

fn lowered(c: char) -> char {
    match c {
        '0'..='9' => char::from_u32('₀' as u32 + (c as u32 - '0' as u32)).unwrap_or(c),
        '+' => '₊',
        '-' | '−' | '–' => '₋',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::small;

    #[test]
    fn powers_units_notes_and_formulas_stay_readable() {
        let above = |text, before| small(text, true, false, Some(before));
        assert_eq!(above("6", '0').as_deref(), Some("^6"));
        assert_eq!(above("2", 'm').as_deref(), Some("²"));
        assert_eq!(above("14", 'd').as_deref(), Some("[14]"));
        assert_eq!(above("th", '4'), None);
        assert_eq!(small("2", true, true, Some('d')).as_deref(), Some("[2]"));
        assert_eq!(small("2", false, false, Some('H')).as_deref(), Some("₂"));
    }
}
