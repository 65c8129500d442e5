//! One request through its redirects: what may be followed, what is remembered, what is sent along.

use super::connection::{self, Answer, Running};
use super::courtesy::{max_age, retry_after};
use super::crew::Held;
use super::{Address, Body, FetchError, Limits, Outcome, Request, Response, Status, Validators};
use jiff::Timestamp;
use std::time::Duration;

/// What all requests of a run have in common.
#[derive(Debug)]
pub(super) struct Courier<'a> {
    pub limits: &'a Limits,
    pub now: fn() -> Timestamp,
    pub running: &'a Running,
}

/// Gets what is asked for. `host` is that of the request at first; the way through others is taken one by one.
///
/// # Errors
/// As [`FetchError`] says.
pub(super) fn follow(
    request: &Request,
    host: &mut Held<'_>,
    courier: &Courier<'_>,
) -> Result<Response, FetchError> {
    let begun = (courier.now)();
    let mut at = request.address.clone();
    let mut seen = vec![at.to_string()];
    let mut permanent = true;
    loop {
        let headers = headers(request, &at);
        let left = left(courier, begun)?;
        let answer = connection::get(
            &at,
            &headers,
            request.typed.as_deref(),
            courier.limits,
            left,
            courier.running,
        )?;
        if !matches!(answer.status, 301 | 302 | 303 | 307 | 308) {
            let moved = (permanent && seen.len() > 1).then(|| at.clone());
            return meaning(answer, request, at, moved, (courier.now)());
        }
        let target = header(&answer, "location").unwrap_or_default();
        let next = at.join(target).map_err(|_| {
            FetchError::Nowhere(
                crate::model::SafeText::line(target)
                    .chars()
                    .take(80)
                    .collect(),
            )
        })?;
        if seen.contains(&next.to_string()) {
            return Err(FetchError::Circle);
        }
        if seen.len() > courier.limits.redirects {
            return Err(FetchError::TooManyRedirects(courier.limits.redirects));
        }
        permanent &= matches!(answer.status, 301 | 308);
        host.change(next.host())?;
        seen.push(next.to_string());
        at = next;
    }
}

/// What is left of the time for all. A clock that is set back in between costs nothing.
fn left(courier: &Courier<'_>, begun: Timestamp) -> Result<Duration, FetchError> {
    let gone = begun.duration_until((courier.now)());
    let gone = Duration::try_from(gone).unwrap_or_default();
    let left = courier.limits.whole.checked_sub(gone);
    left.filter(|left| !left.is_zero())
        .ok_or(FetchError::TooLong("all together"))
}

/// Validators go to the address that gave them, credentials to the origin they were typed for.
fn headers(request: &Request, at: &Address) -> Vec<(&'static str, String)> {
    let mut headers = Vec::new();
    if let Some(known) = &request.validators
        && known.address == at.to_string()
    {
        let fits = |value: &&String| value.bytes().all(|byte| (0x20..0x7f).contains(&byte));
        headers.extend(
            known
                .etag
                .iter()
                .filter(fits)
                .map(|tag| ("if-none-match", tag.clone())),
        );
        let modified = known.last_modified.iter().filter(fits);
        headers.extend(modified.map(|date| ("if-modified-since", date.clone())));
    }
    if let Some(credentials) = request.address.credentials()
        && request.address.same_origin(at)
    {
        headers.push((
            "authorization",
            format!("Basic {}", base64(&decoded(credentials))),
        ));
    }
    headers
}

fn meaning(
    answer: Answer,
    request: &Request,
    address: Address,
    moved: Option<Address>,
    now: Timestamp,
) -> Result<Response, FetchError> {
    let text = |name: &str| header(&answer, name).map(str::to_owned);
    let mut validators = Validators {
        address: address.to_string(),
        etag: text("etag"),
        last_modified: text("last-modified"),
    };
    let max_age = header(&answer, "cache-control").and_then(max_age);
    let outcome = match answer.status {
        200 => Outcome::Body(Body {
            media_type: header(&answer, "content-type").and_then(media_type),
            charset: header(&answer, "content-type").and_then(charset),
            bytes: answer.bytes,
        }),
        304 if request.validators.is_some() => {
            // An answer without them means: as before.
            if let Some(known) = request
                .validators
                .clone()
                .filter(|known| known.address == validators.address)
            {
                validators.etag = validators.etag.or(known.etag);
                validators.last_modified = validators.last_modified.or(known.last_modified);
            }
            Outcome::Unchanged
        }
        410 => Outcome::Gone,
        429 | 503 => {
            let until = header(&answer, "retry-after").and_then(|value| retry_after(value, now));
            Outcome::Busy(answer.status, until)
        }
        other => return Err(FetchError::Status(Status(other))),
    };
    Ok(Response {
        outcome,
        address,
        moved,
        validators,
        max_age,
    })
}

fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    let found = answer.headers.iter().find(|(known, _)| known == name);
    found
        .map(|(_, value)| value.trim())
        .filter(|value| !value.is_empty())
}

/// What a `Content-Type` says, without its parameters.
fn media_type(content_type: &str) -> Option<String> {
    let kind = content_type.split(';').next()?.trim();
    (!kind.is_empty()).then(|| kind.to_ascii_lowercase())
}

/// The `charset` parameter of a `Content-Type`.
fn charset(content_type: &str) -> Option<String> {
    let mut parameters = content_type
        .split(';')
        .skip(1)
        .filter_map(|part| part.split_once('='));
    let (_, value) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    let value = value.trim().trim_matches(['"', '\'']);
    (!value.is_empty()).then(|| value.to_owned())
}

/// Percent-encoding undone, for user names and passwords in an address.
fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = (byte == b'%').then(|| after.get(..2)).flatten();
        let code =
            code.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        bytes.push(code.unwrap_or(byte));
        rest = after
            .get(if code.is_some() { 2 } else { 0 }..)
            .unwrap_or_default();
    }
    bytes
}

/// Base64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let six = (bits >> (18 - 6 * place) & 63) as usize;
            let sign = ALPHABET.get(six).filter(|_| place <= chunk.len());
            text.push(sign.map_or('=', |sign| char::from(*sign)));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_written_as_the_standard_says() {
        assert_eq!(
            base64(&decoded("Aladdin:open%20sesame")),
            "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
        );
        assert_eq!(decoded("100%:%zz"), b"100%:%zz");
    }

    #[test]
    fn the_charset_of_a_header_is_found_in_any_spelling() {
        assert_eq!(
            charset("text/xml; Charset=\"UTF-8\"").as_deref(),
            Some("UTF-8")
        );
        assert_eq!(
            charset("text/xml;version=1; charset = koi8-r").as_deref(),
            Some("koi8-r")
        );
        assert_eq!(charset("text/xml"), None);
    }
}
