//! Marks and notes: written, placed in the newer text, linked, judged and reviewed.

pub(super) mod annotation;
pub(super) mod chain;
pub(super) mod draft;
pub(super) mod judgement;
pub(super) mod labelling;
pub(super) mod link;
pub(super) mod note;
pub(super) mod place;
pub(super) mod review;
pub(super) mod ruling;
