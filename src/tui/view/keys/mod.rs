//! What can be pressed: help, hints and the palette of commands.

pub(super) mod help;
pub(super) mod hints;
pub(super) mod palette;
