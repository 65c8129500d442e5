//! What comes in: named, read, recognised, stored, sorted by rules, and made again when the program learns more.

pub(super) mod again;
pub(super) mod arrival;
pub(super) mod durable;
pub(super) mod identity;
pub(super) mod import;
pub(super) mod input;
mod known;
pub mod parse;
pub(super) mod parser;
pub(super) mod renew;
pub(super) mod rules;
pub(super) mod store;
