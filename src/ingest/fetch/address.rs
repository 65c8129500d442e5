//! Web addresses: taken apart, joined, and shown without the password in them.

use super::FetchError;
use std::fmt;

/// The longest address that is followed. Longer ones are mistakes or attacks; servers refuse them too.
const LONGEST: usize = 8_000;

/// An `http` or `https` address without fragment. [`fmt::Display`] never shows the credentials in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    secure: bool,
    credentials: Option<String>,
    host: String,
    port: Option<u16>,
    /// Path and query, beginning with `/`.
    rest: String,
}

impl Address {
    /// Reads an address as a person types it or a server sends it.
    ///
    /// # Errors
    /// [`FetchError::Address`] for anything that is no complete http or https address.
    pub fn parse(text: &str) -> Result<Self, FetchError> {
        let text = text.trim();
        let wrong = |what: &'static str| FetchError::Address(what);
        if text.len() > LONGEST {
            return Err(wrong("is too long for an address"));
        }
        if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err(wrong("holds blanks or control characters"));
        }
        let (scheme, rest) = text.split_once("://").ok_or(NOT_THE_WEB)?;
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return Err(NOT_THE_WEB),
        };
        let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let path = path.split('#').next().unwrap_or_default();
        let (credentials, place) = match authority.rsplit_once('@') {
            Some((credentials, place)) => (Some(credentials), place),
            None => (None, authority),
        };
        let (host, port) = host_and_port(place).ok_or(wrong("names no host"))?;
        Ok(Self {
            secure,
            credentials: credentials
                .filter(|words| !words.is_empty())
                .map(str::to_owned),
            host,
            // The usual port says nothing.
            port: port.filter(|port| *port != if secure { 443 } else { 80 }),
            rest: escaped(if path.starts_with('/') {
                path.to_owned()
            } else {
                format!("/{path}")
            }),
        })
    }

    /// Where `target` leads as seen from here. Credentials are never taken from there.
    ///
    /// # Errors
    /// As [`Address::parse`].
    pub fn join(&self, target: &str) -> Result<Self, FetchError> {
        let joined = crate::ingest::address::resolve(Some(&self.to_string()), target);
        Ok(Self {
            credentials: None,
            ..Self::parse(&joined)?
        })
    }

    /// The host, in lower case, IPv6 in brackets.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// User name and password as they stand before the host, if there are some.
    pub fn credentials(&self) -> Option<&str> {
        self.credentials.as_deref()
    }

    /// This address with other credentials.
    pub fn with_credentials(self, credentials: Option<String>) -> Self {
        Self {
            credentials,
            ..self
        }
    }

    /// Whether both have scheme, host and port in common: credentials for one are meant for the other.
    pub fn same_origin(&self, other: &Self) -> bool {
        (self.secure, &self.host, self.port) == (other.secure, &other.host, other.port)
    }
}

/// What is said about files, mail addresses, scripts and bare words.
const NOT_THE_WEB: FetchError = FetchError::Address("is no http or https address");

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.secure { "https" } else { "http" };
        write!(f, "{scheme}://{}", self.host)?;
        if let Some(port) = self.port {
            write!(f, ":{port}")?;
        }
        f.write_str(&self.rest)
    }
}

/// As it is shown: a log must not hold a password either.
impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Whether a name is meant as an address of the web and not as a path.
pub fn is_web(name: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        name.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

fn host_and_port(place: &str) -> Option<(String, Option<u16>)> {
    let (host, port) = if place.starts_with('[') {
        let end = place.find(']')? + 1;
        let (host, port) = place.split_at(end);
        let digits = host.strip_prefix('[')?.strip_suffix(']')?;
        digits.parse::<std::net::Ipv6Addr>().ok()?;
        (host, port)
    } else {
        place.split_at(place.find(':').unwrap_or(place.len()))
    };
    let port = match port.strip_prefix(':') {
        None if port.is_empty() => None,
        None => return None,
        Some("") => None,
        Some(digits) => Some(digits.parse().ok()?),
    };
    // A name with a dot at its end is the same name.
    let host = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_[]:".contains(c);
    let is_label = |label: &str| !label.is_empty() && label.chars().all(fits);
    host.split('.').all(is_label).then_some((host, port))
}

/// Characters that a request line cannot carry, by their UTF-8 bytes (RFC 3986, section 2.1).
fn escaped(path: String) -> String {
    use std::fmt::Write;
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte);
    if path.bytes().all(plain) {
        return path;
    }
    let mut escaped = String::with_capacity(path.len() + 16);
    for byte in path.bytes() {
        if plain(byte) {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> String {
        Address::parse(text).unwrap().to_string()
    }

    #[test]
    fn an_address_is_shown_without_what_is_secret_or_says_nothing() {
        assert_eq!(
            shown("HTTPS://ann:secret@Example.ORG:443/a?b#c"),
            "https://example.org/a?b"
        );
        assert_eq!(shown("http://example.org"), "http://example.org/");
        assert_eq!(
            shown("http://example.org.:8080?q"),
            "http://example.org:8080/?q"
        );
        assert_eq!(shown("http://[::1]:80/"), "http://[::1]/");
        assert_eq!(shown("https://e.org/ü"), "https://e.org/%C3%BC");
        let kept = Address::parse("https://ann:secret@e.org/").unwrap();
        assert_eq!(kept.credentials(), Some("ann:secret"));
        assert!(!format!("{kept:?}").contains("secret"));
    }

    #[test]
    fn what_is_no_web_address_is_refused() {
        for wrong in [
            "example.org",
            "file:///etc/passwd",
            "ftp://example.org/",
            "https://",
            "https://a b/",
            "https://a/\r\nHost: b",
            "https://a:port/",
            "https://[::1",
            "https://\\evil.example/",
            "javascript://x",
            "http://..",
            "https://a..example/",
        ] {
            assert!(Address::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn joining_keeps_the_base_and_drops_foreign_credentials() {
        let base = Address::parse("https://ann:secret@example.org/a/b?x").unwrap();
        let to = |target: &str| base.join(target).unwrap().to_string();
        assert_eq!(to("c"), "https://example.org/a/c");
        assert_eq!(to("/c"), "https://example.org/c");
        assert_eq!(to("//other.org/c"), "https://other.org/c");
        assert_eq!(
            base.join("http://me:pw@other.org/").unwrap().credentials(),
            None
        );
        assert!(base.join("file:///etc/passwd").is_err());
    }

    proptest! {
        #[test]
        fn no_text_makes_a_request_of_two_lines(text in "https?://.{0,40}") {
            if let Ok(address) = Address::parse(&text) {
                prop_assert!(address.to_string().bytes().all(|byte| byte.is_ascii_graphic()));
                let again = Address::parse(&address.to_string()).unwrap();
                prop_assert_eq!(again.to_string(), address.to_string());
            }
        }
    }
}
