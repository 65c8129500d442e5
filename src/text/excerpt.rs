//! A part of a text around some words, to be shown where the whole text is not.

use crate::model::{Excerpt, SafeText, Span};

/// `lit` with what stands before and after it in its paragraphs, at most `around` code points on each side and cut
/// between words. Left out words are told by `…`.
pub fn excerpt(text: &str, lit: Span, around: usize) -> Excerpt {
    let lit = lit.clipped(text);
    let before = Span::new(0, lit.start).of(text);
    let after = Span::new(lit.end, text.len()).of(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line_end = lit.end + after.find('\n').unwrap_or(after.len());
    let start = first_kept(before, line_start, around);
    let end = lit.end + last_kept(Span::new(lit.end, line_end).of(text), around);
    let (head, tail) = (
        if start > line_start { "… " } else { "" },
        if end < line_end { " …" } else { "" },
    );
    let shown = Span::new(start, end);
    let shift = head.len();
    Excerpt {
        text: SafeText::new(format!("{head}{}{tail}", shown.of(text))),
        lit: Span::new(lit.start - start + shift, lit.end - start + shift),
    }
}

/// Where the kept end of `before` begins: at a word, at most `around` code points from its end and not before `from`.
fn first_kept(before: &str, from: usize, around: usize) -> usize {
    let line = Span::new(from, before.len()).of(before);
    let Some((cut, _)) = line.char_indices().rev().nth(around) else {
        return from;
    };
    let rest = Span::new(cut, line.len()).of(line);
    let space = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let gap = Span::new(space, rest.len()).of(rest);
    from + cut + space + gap.len() - gap.trim_start().len()
}

/// How much of the beginning of `after` is kept: at most `around` code points, up to the end of a word.
fn last_kept(after: &str, around: usize) -> usize {
    let Some((cut, _)) = after.char_indices().nth(around) else {
        return after.len();
    };
    let kept = Span::new(0, cut).of(after);
    kept.rfind(char::is_whitespace).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_around_are_cut_between_words_and_at_line_ends() {
        let text =
            "A line before.\nThe plan will cost much more than anybody thought.\nA line after.";
        let lit = Span::new(text.find("cost").unwrap(), text.find(" more").unwrap());
        let all = excerpt(text, lit, 100);
        assert_eq!(
            all.text.as_str(),
            "The plan will cost much more than anybody thought."
        );
        assert_eq!(all.lit.of(&all.text), "cost much");
        let few = excerpt(text, lit, 9);
        assert_eq!(few.text.as_str(), "… will cost much more …");
        assert_eq!(few.lit.of(&few.text), "cost much");
    }

    proptest! {
        #[test]
        fn the_words_meant_are_lit(text in "[a-zé \n]{0,80}", ends in (0usize..80, 0usize..80), around in 0usize..30) {
            let lit = Span::new(ends.0.min(ends.1), ends.0.max(ends.1)).clipped(&text);
            let found = excerpt(&text, lit, around);
            prop_assert_eq!(found.lit.of(&found.text), lit.of(&text));
        }
    }
}
