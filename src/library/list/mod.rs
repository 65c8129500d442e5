//! Lists of articles: a query as SQL, the order of its rows, the windows that a screen shows, and what is folded, ranked or kept out.

pub(super) mod articles;
pub(super) mod clause;
pub(super) mod filter;
pub(super) mod fold;
pub(super) mod found;
pub(super) mod heading;
pub(super) mod length;
pub(super) mod newest;
pub(super) mod order;
pub(super) mod pattern;
pub(super) mod rank;
pub(super) mod row;
pub(super) mod row_set;
pub(super) mod rules;
pub(super) mod runs;
pub(super) mod saved;
pub(super) mod triage;
pub(super) mod vocabulary;
pub(super) mod window;
