//! The only room that draws.
//!
//! `terminal` takes and gives back the terminal, `input` reads it, `run` is the main loop, `surface` writes what a
//! frame changes with `pen`, `theme` turns the theme table into styles, and `view` has one file for each pane, named as in `app`.
//! `plain` is the other way to show the same state: line by line, without a screen.

pub mod input;
mod pen;
pub mod plain;
pub mod run;
pub mod signs;
pub mod surface;
pub mod terminal;
pub mod theme;
pub mod view;
