//! The use cases: what the screen and the command line ask for, as plain blocking functions.
//!
//! The desk puts the rooms below it together and knows neither terminal nor thread; time and ids
//! come as arguments, long work reports how far it is and can be stopped.

pub mod parse;
