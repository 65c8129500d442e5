//! What can be asked of a text without knowing what it says: words, sentences, widths, lines, differences.
//! Every answer is a span of the text; nothing here copies it about or keeps it.

pub mod bytes;
pub mod certain;
pub mod closest;
pub mod diff;
pub mod excerpt;
pub mod hash;
pub mod hits;
pub mod layout;
pub mod merge;
pub mod own_words;
pub mod passages;
pub mod sentences;
pub mod signature;
pub mod tokens;
pub mod width;
pub mod words;
