//! Notes and subscriptions as bytes, for other programs: pure writers and readers, one module a format.
//!
//! They get everything as arguments and give text back; files and the library are the business of `desk`.

pub mod markdown;
pub mod opml;
