//! What is asked over the panes: a [line](mod@line) to be typed, with completions and an answer while one types, or a short
//! list to choose from. `Enter` takes the answer, `Esc` leaves everything as it was.

pub mod confirm;
pub mod line;
pub mod name;
pub mod search;
pub mod tags;
pub mod themes;
