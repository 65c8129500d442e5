//! One thing from the web, got while somebody waits for it.

use super::fetched::GoOn;
use crate::desk::arrive::parser;
use crate::ingest::fetch::{
    Address, Body, FetchError, Job, Limits, Outcome, Request, Response, Status, fetch_all,
};
use jiff::Timestamp;

/// One request, which `go_on` may stop. Anything but a body is an error.
pub(in crate::desk) fn get(
    request: &Request,
    limits: &Limits,
    now: fn() -> Timestamp,
    go_on: GoOn<'_>,
) -> Result<(Response, Body), FetchError> {
    let mut answer = Err(FetchError::Stopped);
    fetch_all(std::slice::from_ref(request), limits, now, &mut |job| {
        if let Job::Done(_, done) = job {
            answer = done;
        }
        go_on()
    });
    let response = *answer?;
    match &response.outcome {
        Outcome::Body(body) => Ok((response.clone(), body.clone())),
        Outcome::Gone => Err(FetchError::Status(Status(410))),
        Outcome::Busy(status, _) => Err(FetchError::Status(Status(*status))),
        Outcome::Unchanged => Err(FetchError::Status(Status(304))),
    }
}

/// What was typed, without the password that may stand in it, even if it is no address.
pub(in crate::desk) fn without_password(typed: &str) -> String {
    typed.rsplit('@').next().unwrap_or(typed).to_owned()
}

/// What was sent, to be read.
pub(super) fn input(address: &Address, body: &Body) -> parser::Request {
    let address = address.to_string();
    parser::Request {
        url: Some(address.clone()),
        charset: body.charset.clone(),
        ..parser::Request::new(address, body.bytes.clone())
    }
}
