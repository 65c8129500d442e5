//! The clipboard: the configured program, else the terminal's own by OSC 52.

use super::spawn::feed;

/// Copies with the configured program.
///
/// # Errors
/// One line that names the program and what is wrong.
pub fn copy_with(command: &[String], text: &str) -> Result<String, String> {
    feed(command, Some(text))?;
    Ok(command.first().cloned().unwrap_or_default())
}

/// The control sequence that asks the terminal to take `text` ("XTerm Control Sequences", OSC 52).
pub fn osc52(text: &str) -> String {
    format!("\x1b]52;c;{}\x07", base64(text.as_bytes()))
}

/// Base64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = (byte(0) << 16) | (byte(1) << 8) | byte(2);
        for place in 0..4 {
            if place <= chunk.len() {
                let six = (bits >> (18 - 6 * place)) & 63;
                text.push(ALPHABET[six as usize] as char);
            } else {
                text.push('=');
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        let known = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ];
        for (plain, coded) in known {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
