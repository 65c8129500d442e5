//! Facts as a person works with them: judged, corrected, compared with those of other articles, and all in one table.
//!
//! What a fact is and whether two agree is decided elsewhere and comes here as data. A judgement is a mark and a ruling
//! is a link between marks, so both are saved and undone as all marks are.

pub mod compare;
pub mod correct;
pub mod disagreements;
mod judge;
pub mod ledger;
mod rule;
pub mod value;
