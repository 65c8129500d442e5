//! Transfer encodings of mails and feeds: bytes written in ASCII.

/// Base64 (RFC 4648) in both alphabets, with any line breaks, with or without padding; `None` at any other character.
pub(super) fn base64(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    let signs = text.iter().copied();
    for sign in signs.filter(|b| !b.is_ascii_whitespace() && *b != b'=') {
        let value = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    Some(bytes)
}

/// Quoted-printable (RFC 2045). What is no escape stays as it is; blanks before a line's end are the transport's.
pub(super) fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for line in text.split_inclusive(|&b| b == b'\n') {
        let content = line.trim_ascii_end();
        let (content, goes_on) = match content.strip_suffix(b"=") {
            Some(content) => (content, true),
            None => (content, false),
        };
        let mut rest = content;
        while let Some((&first, tail)) = rest.split_first() {
            let escape = tail
                .get(..2)
                .filter(|_| first == b'=')
                .and_then(hexadecimal);
            bytes.push(escape.unwrap_or(first));
            rest = if escape.is_some() {
                tail.get(2..).unwrap_or_default()
            } else {
                tail
            };
        }
        if line.ends_with(b"\n") && !goes_on {
            bytes.push(b'\n');
        }
    }
    bytes
}

fn hexadecimal(digits: &[u8]) -> Option<u8> {
    let digits = std::str::from_utf8(digits).ok()?;
    u8::from_str_radix(digits, 16)
        .ok()
        .filter(|_| !digits.starts_with('+'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_encodings_are_undone_and_faults_cost_nothing() {
        assert_eq!(
            base64(b"WsO8\r\ncmljaA").as_deref(),
            Some("Zürich".as_bytes())
        );
        assert_eq!(base64(b"not base64!"), None);
        let written = b"Z=C3=BCrich =3D 1=\r\n00 % = so =zz \r\nend";
        assert_eq!(
            quoted_printable(written),
            "Zürich = 100 % = so =zz\nend".as_bytes()
        );
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_strange(bytes in proptest::collection::vec(prop::sample::select(b"=0aFz+ \r\n\xff".to_vec()), 0..40)) {
            let _ = (base64(&bytes), quoted_printable(&bytes));
        }
    }
}
