//! The one-byte code pages in which UTF-8 is most often misread, turned round: character → byte.

use encoding_rs::Encoding;
use std::sync::LazyLock;

/// A code page, its holes filled the way browsers and editors fill them.
pub(super) struct Codepage {
    /// Its usual name, lower case.
    pub name: &'static str,
    /// Characters beyond ASCII with their byte, sorted.
    bytes: Vec<(char, u8)>,
    /// Characters that windows-1252 gives to a hole although they have a byte of their own, with the hole.
    spare: Vec<(char, u8)>,
}

impl Codepage {
    /// A code page by the characters of its upper half, 80–FF, beside those of windows-1252.
    fn new(name: &'static str, upper: &[char], windows_1252: &[char]) -> Self {
        let shown = |page: &[char], byte: u8| {
            let c = page.get(usize::from(byte).checked_sub(0x80)?).copied();
            c.filter(|c| !is_c1(*c) && *c != '\u{fffd}')
        };
        let windows_1252 = |byte| shown(windows_1252, byte);
        let own = |byte| shown(upper, byte);
        let mut bytes: Vec<(char, u8)> = (0x80..=0xff)
            .filter_map(|byte| Some((own(byte)?, byte)))
            .collect();
        // Undefined bytes come out as C1 controls, or as what windows-1252 has there; what is read as
        // windows-1252 may have been Latin-1, where all of them are controls.
        let holes = (0x80..=0xff).filter(|&byte| own(byte).is_none());
        bytes.extend(holes.filter_map(|byte| Some((windows_1252(byte)?, byte))));
        let controls = (0x80..=0x9f).filter(|&byte| own(byte).is_none() || name == "windows-1252");
        bytes.extend(controls.map(|byte| (char::from(byte), byte)));
        bytes.sort_by_key(|&(c, _)| c);
        let mut spare = Vec::new();
        bytes.dedup_by(|next, first| {
            let same = next.0 == first.0;
            if same {
                spare.push(*next);
            }
            same
        });
        Self { name, bytes, spare }
    }

    /// The byte that is shown as `c`.
    pub fn byte(&self, c: char) -> Option<u8> {
        let at = self.bytes.binary_search_by_key(&c, |&(c, _)| c).ok()?;
        self.bytes.get(at).map(|&(_, byte)| byte)
    }

    /// The byte that is shown as `c`, where only the later bytes of a sequence can stand (80–BF).
    pub fn trail(&self, c: char) -> Option<u8> {
        let is_trail = |byte: &u8| (0x80..=0xbf).contains(byte);
        let spare = || self.spare.iter().find(|&&(spare, _)| spare == c);
        self.byte(c)
            .filter(is_trail)
            .or_else(|| spare().map(|&(_, byte)| byte).filter(is_trail))
    }

    /// The character that a byte is shown as.
    pub fn shown(&self, byte: u8) -> Option<char> {
        self.bytes
            .iter()
            .find(|&&(_, shown)| shown == byte)
            .map(|&(c, _)| c)
    }

    /// What a text looks like when its UTF-8 is read in this code page.
    #[cfg(test)]
    pub fn garble(&self, text: &str) -> String {
        let shown = |byte: u8| {
            if byte < 0x80 {
                Some(char::from(byte))
            } else {
                self.shown(byte)
            }
        };
        let spare = |byte: u8| {
            self.spare
                .iter()
                .find(|spare| spare.1 == byte)
                .map(|spare| spare.0)
        };
        text.bytes()
            .map(|byte| {
                shown(byte)
                    .or_else(|| spare(byte))
                    .unwrap_or(char::from(byte))
            })
            .collect()
    }

    /// Whether the code page shows nothing for `byte`, so that a scraper may have dropped it.
    pub fn is_hole(&self, byte: u8) -> bool {
        let shown = |&(c, shown): &(char, u8)| shown == byte && !is_c1(c);
        HOLES.contains(&byte) && !self.bytes.iter().any(shown)
    }
}

/// The bytes that windows-1252 leaves undefined.
const HOLES: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/// Whether `c` is a C1 control: in text, always a sign of a wrong reading.
pub(super) const fn is_c1(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}')
}

/// What the bytes 80–FF are shown as.
fn upper_half(encoding: &'static Encoding) -> Vec<char> {
    let bytes: Vec<u8> = (0x80..=0xff).collect();
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    text.chars().collect()
}

/// What windows-1252 shows for a C1 control that slipped through.
pub(super) fn windows_1252(control: char) -> Option<char> {
    let bytes = [u8::try_from(control).ok()?];
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
    text.chars().next().filter(|c| !is_c1(*c))
}

/// The upper half of code page 437 (IBM PC), which encoding_rs does not have.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
                     └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// All code pages, the most frequent misreadings first: it decides between equals.
pub(super) static CODEPAGES: LazyLock<Vec<Codepage>> = LazyLock::new(|| {
    use encoding_rs::{
        ISO_8859_2, MACINTOSH, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253,
        WINDOWS_1254, WINDOWS_1257, WINDOWS_1258,
    };
    let pages = [
        ("windows-1252", WINDOWS_1252),
        ("windows-874", WINDOWS_874),
        ("windows-1251", WINDOWS_1251),
        ("windows-1250", WINDOWS_1250),
        ("windows-1253", WINDOWS_1253),
        ("windows-1254", WINDOWS_1254),
        ("windows-1257", WINDOWS_1257),
        ("windows-1258", WINDOWS_1258),
        ("iso-8859-2", ISO_8859_2),
        ("macintosh", MACINTOSH),
    ];
    let windows_1252 = upper_half(WINDOWS_1252);
    let cp437: Vec<char> = CP437.chars().collect();
    pages
        .into_iter()
        .map(|(name, encoding)| (name, upper_half(encoding)))
        .chain([("cp437", cp437)])
        .map(|(name, upper)| Codepage::new(name, &upper, &windows_1252))
        .collect()
});
