//! Carrying spans from one text to another, without a library.

pub use crate::anchor::{Anchored, anchor};
