//! From a key press to whoever acts on it.
//!
//! A [`key::Key`] goes down the trie of its scope ([`keymap`]) and comes out as a [`command::Command`]; `run` gives
//! the command to the layer or pane that it is for. The mouse, the palette, the `:` line and the help screen end in
//! the same commands. What a command does is said in the room of the thing that it acts on, never here.

pub mod command;
pub mod help;
mod input;
pub mod key;
pub mod keymap;
mod mouse;
pub mod palette;
mod run;
pub mod scope;

pub(super) use mouse::Pressed;
