//! The shapes of the machine-readable contract.
//!
//! Every object carries `"pressmark": 1`, the version of the contract. Offsets leave the program here
//! and nowhere else, as code points of the article's `text`. The shapes only rename and convert what
//! the engine found; they decide nothing.

mod annotation;
mod article;
mod border;
mod difference;
mod fact;
mod feed;
mod line;
mod parts;
mod relation;
mod subscription;
mod value;

pub(super) use annotation::annotation;
pub(super) use article::{Origin, article, articles, stored_article};
pub(super) use difference::difference;
pub(super) use fact::{judgement, ledger};
pub(super) use feed::feed;
pub(super) use line::write;
pub(super) use relation::relation;
pub(super) use subscription::{subscription_lines, subscriptions};

/// The version of the contract, in every object.
pub(super) const VERSION: u8 = 1;
