//! What kind of character something is, as far as telling garbled text from real text needs it.

/// Scripts that are told apart inside one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Thai,
    Other,
}

/// The script of a letter; `None` for anything else.
pub(super) fn script(c: char) -> Option<Script> {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => {
            (c != '×' && c != '÷').then_some(Script::Latin)
        }
        '\u{370}'..='\u{3ff}' => Some(Script::Greek),
        '\u{400}'..='\u{52f}' => Some(Script::Cyrillic),
        '\u{5d0}'..='\u{5ea}' => Some(Script::Hebrew),
        '\u{620}'..='\u{6d3}' => Some(Script::Arabic),
        '\u{e01}'..='\u{e4f}' | '\u{e50}'..='\u{e5b}' => Some(Script::Thai),
        'ª' | 'º' | 'µ' => None,
        _ if c.is_alphabetic() => Some(Script::Other),
        _ => None,
    }
}

/// Punctuation that real text has right after a letter.
pub(super) const fn is_ordinary(c: char) -> bool {
    matches!(
        c,
        '‘' | '’'
            | '“'
            | '”'
            | '„'
            | '‚'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '…'
            | '–'
            | '—'
            | '•'
            | '·'
            | '®'
            | '™'
            | '©'
            | '§'
            | '\u{a0}'
            | '\u{ad}'
            | '°'
            | '¿'
            | '¡'
            | '´'
            | '¨'
    )
}

/// Characters that pages use as signs, beyond any alphabet.
pub(super) const fn is_sign(c: char) -> bool {
    matches!(
        c,
        '\u{2010}'..='\u{2064}'
            | '\u{20a0}'..='\u{20bf}'
            | '\u{2100}'..='\u{214f}'
            | '\u{2190}'..='\u{23ff}'
            | '\u{2460}'..='\u{27bf}'
            | '\u{2800}'
            | '\u{2934}' | '\u{2935}'
            | '\u{2b05}'..='\u{2b1c}'
            | '\u{2b50}'..='\u{2b55}'
            | '\u{3000}'..='\u{303f}'
            | '\u{fb00}'..='\u{fb06}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{f8ff}'
            | '\u{feff}'
            | '\u{ff00}'..='\u{ff65}'
            | '\u{fffd}'
            | '\u{1f000}'..='\u{1faff}'
            | '\u{200b}'..='\u{200d}'
    )
}

/// Characters of living alphabets and Latin-1 signs: what a garbled letter can have been.
pub(super) const fn is_plausible_letter(c: char) -> bool {
    matches!(
        c,
        '\u{a0}'..='\u{17e}'
            | 'ƒ'
            | '\u{2c6}'..='\u{2dd}'
            | '\u{218}'..='\u{21b}'
            | '\u{300}'..='\u{338}'
            | '\u{384}'..='\u{3ce}'
            | '\u{400}'..='\u{45f}'
            | '\u{490}' | '\u{491}'
            | '\u{5d0}'..='\u{5ea}'
            | '\u{61f}'..='\u{652}'
            | '\u{671}'..='\u{6d3}'
            | '\u{e01}'..='\u{e5b}'
            | '\u{1ea0}'..='\u{1ef9}'
            | '\u{3041}'..='\u{30ff}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{1a0}' | '\u{1a1}' | '\u{1af}' | '\u{1b0}'
    )
}
