//! The words around an amount: what limits it ("over", "nearly"), whether it is a change ("rose", "a cut of"), and what a
//! change or a rate is measured against ("a share", "year over year").

mod basis;
mod direction;
mod limit;
mod phrasal;

pub use basis::basis;
pub use direction::direction;
pub use limit::{qualifier, tail};
