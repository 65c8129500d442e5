//! Key scripts: what a person presses, and what is then on the screen and in the library.
#![expect(
    clippy::unwrap_used,
    reason = "in a test a missing thing is a failed test"
)]

mod adjudication;
mod annotating;
mod bookmarks;
mod commands;
mod disagreements;
mod effort;
mod feeds;
mod finding;
mod folding;
mod grouping;
mod judging;
mod labelling;
mod ledger;
mod links;
mod list;
mod panel;
mod reading;
mod review;
mod rules;
mod rulings;
mod session;
mod shelf;
mod snooze;
mod sources;
mod triage;
mod trouble;
mod versions;
