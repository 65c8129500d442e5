//! Key scripts: what a person presses, and what is then on the screen and in the library.

mod annotating;
mod commands;
mod finding;
mod list;
mod panel;
mod reading;
mod session;
mod trouble;
