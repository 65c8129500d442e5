//! Notes and subscriptions as bytes, for other programs: pure writers and readers, one module a format.
//!
//! They get everything as arguments and give text back; files and the library are the business of `desk`.
//! What is written starts from a [`NoteSheet`]; what is read becomes a [`Delivery`] of annotations that are not
//! placed in any text yet. [`Format`] names the forms that are one file; [`vault`] is many.

pub mod brat;
pub mod claim_review;
pub mod csv;
pub mod doccano;
mod format;
pub mod hypothesis;
mod incoming;
pub mod opml;
pub mod readwise;
mod sheet;
pub mod vault;
pub mod w3c;

pub use format::{Format, ReadError, Writer};
pub use incoming::{About, Delivery, Incoming, IncomingLink, IncomingState, Words};
pub use sheet::NoteSheet;
