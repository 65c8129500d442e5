//! Stands in for the connection in a program that was built without the network.

use super::{Address, FetchError, Limits};
use std::time::Duration;

/// One answer of a server; here there never is one.
#[derive(Debug)]
pub(super) struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub bytes: Vec<u8>,
}

/// What ends requests that are under way.
#[derive(Debug, Default)]
pub(super) struct Running;

impl Running {
    pub(super) fn stop(&self) {}
}

/// Fails.
pub(super) fn get(
    _: &Address,
    _: &[(&str, String)],
    _: Option<&str>,
    _: &Limits,
    _: Duration,
    _: &Running,
) -> Result<Answer, FetchError> {
    Err(FetchError::Offline)
}
