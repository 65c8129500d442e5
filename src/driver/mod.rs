//! Performs the wishes of the state machine and reports back as events.
//!
//! The only room with threads, clocks and other programs. One writer thread stores changes in the order in
//! which they were made; readers answer the list and the opened article, newest request first; a worker
//! imports. No wish is ever performed on the thread that draws.

pub mod clipboard;
pub mod clock;
pub mod highlight;
mod lane;
pub mod links;
mod spawn;
