//! The file itself: opened and brought up to date, written in turns, copied, checked, measured and made small.

pub(super) mod backup;
pub(super) mod compact;
pub(super) mod doctor;
pub(super) mod id;
pub(super) mod open;
pub(super) mod schema;
pub(super) mod stats;
pub(super) mod turn;
pub(super) mod write;
