//! What articles are to each other, worked out when they have come in.

pub(super) mod features;
pub(super) mod gallery;
pub(super) mod group;
pub(super) mod names;
pub(super) mod recent;
pub(super) mod relate;
