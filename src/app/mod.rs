//! The state machine: what is on the screen, and what a key does to it.
//!
//! `App::update(Event) -> Vec<Effect>` is pure: no input, no output, no clock, no thread.

pub mod effect;
pub mod event;
pub mod key;
