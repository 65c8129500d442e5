//! Lines being typed, and the choices for them.

pub(super) mod line;
pub(super) mod name;
pub(super) mod search;
pub(super) mod tags;
pub(super) mod themes;
