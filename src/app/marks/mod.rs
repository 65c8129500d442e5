//! Marks of a person: made, labelled, linked, listed, and put right when a text or another person says otherwise.
//!
//! [`annotate`] makes them and the [`editor`] writes their notes. The labelling layer walks what may be marked next,
//! [`review`] what lost its words, [`adjudicate`] what several people marked differently. No view changes a stored
//! mark: each decision is a change that goes out by `save` and can be taken back.

pub mod adjudicate;
pub mod annotate;
pub mod candidates;
pub mod chain;
mod decide;
pub mod editor;
mod labelled;
pub mod labelling;
pub mod labels;
pub mod link;
pub mod notes;
pub mod review;
pub mod same;
