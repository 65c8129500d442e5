//! The nearest of some known words, for "did you mean".

/// The candidate nearest to `word`, if it is near enough to be what was meant:
/// at most one edit for every three characters, and at least one.
pub fn closest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    // Long junk is never a slip of the finger; it would only cost time.
    let typed: Vec<char> = word.chars().take(LONGEST + 1).collect();
    if typed.len() > LONGEST {
        return None;
    }
    let allowed = (typed.len() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (distance(&typed, candidate), candidate))
        .filter(|(edits, _)| *edits <= allowed)
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

/// Words longer than this are not corrected.
const LONGEST: usize = 40;

/// Optimal string alignment distance: insert, delete, replace, and swap of two neighbours cost one each.
fn distance(typed: &[char], candidate: &str) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=typed.len()).collect();
    let mut last = None;
    for (row, wanted) in candidate.chars().enumerate() {
        let mut line = Vec::with_capacity(above.len());
        line.push(row + 1);
        for (column, &have) in typed.iter().enumerate() {
            let at =
                |line: &[usize], column: usize| line.get(column).copied().unwrap_or(usize::MAX / 2);
            let mut cost = at(&above, column) + usize::from(have != wanted);
            cost = cost
                .min(at(&above, column + 1) + 1)
                .min(at(&line, column) + 1);
            let previous = column.checked_sub(1).and_then(|c| typed.get(c)).copied();
            if previous == Some(wanted) && last == Some(have) {
                cost = cost.min(at(&before, column - 1) + 1);
            }
            line.push(cost);
        }
        before = std::mem::replace(&mut above, line);
        last = Some(wanted);
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_understood_and_another_word_is_not() {
        let known = ["theme", "labels", "annotator"];
        assert_eq!(closest("thmee", known), Some("theme"));
        assert_eq!(closest("label", known), Some("labels"));
        assert_eq!(closest("anotator", known), Some("annotator"));
        assert_eq!(closest("colour", known), None);
        assert_eq!(closest(&"x".repeat(100_000), known), None);
        assert_eq!(closest("", known), None);
    }
}
