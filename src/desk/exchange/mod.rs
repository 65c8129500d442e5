//! Notes on their way out and in: the vault, files of other forms, other libraries.

pub(super) mod asked;
pub(super) mod export;
pub(super) mod merge;
pub(super) mod pull;
pub(super) mod take;
pub(super) mod vault;
pub(super) mod whole;
