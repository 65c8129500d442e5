//! Articles as they lie in the file: taken in, recognised, packed and read again; what a person says about them, and how they leave.

pub(super) mod article;
pub(super) mod batch;
pub(super) mod bookmark;
pub(super) mod bulk;
pub(super) mod columns;
pub(super) mod compress;
pub(super) mod dictionary;
pub(super) mod full_text;
pub(super) mod listed;
pub(super) mod provenance;
pub(super) mod put;
pub(super) mod renew;
pub(super) mod retention;
pub(super) mod revision;
pub(super) mod snooze;
pub(super) mod state;
pub(super) mod tag;
pub(super) mod unindexed;
