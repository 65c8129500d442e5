//! What goes over the pipes: the lengths of a head and of some bytes, the head in postcard, the bytes as they are.
//!
//! What fits into a pipe goes in one piece: the other side wakes once for it, and takes it whole.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{self, Read, Write};

/// Longer heads are not believed: the other side may be in the hands of what it read.
const MAX_HEAD: u64 = 512 << 20;

/// Longer bytes neither; inputs are smaller.
const MAX_BODY: u64 = 64 << 20;

/// What a pipe holds, in bytes.
pub(super) const PIPE: usize = 64 << 10;

/// Most heads are no longer, in bytes.
const USUAL: usize = 16 << 10;

/// The two lengths before everything, in bytes.
const LENGTHS: usize = 16;

/// Writes one frame.
///
/// # Errors
/// When the other side is gone, or the head cannot be written in postcard.
pub(super) fn write(out: &mut impl Write, head: &impl Serialize, body: &[u8]) -> io::Result<()> {
    send(out, packed(head)?, body)
}

/// The beginning of a frame: its head, with room for the lengths before it.
///
/// # Errors
/// When the head cannot be written in postcard.
pub(super) fn packed(head: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut frame = Vec::with_capacity(USUAL);
    frame.resize(LENGTHS, 0);
    postcard::to_extend(head, frame).map_err(io::Error::other)
}

/// Writes a frame that begins as [`packed`] made it.
///
/// # Errors
/// When the other side is gone.
pub(super) fn send(out: &mut impl Write, mut frame: Vec<u8>, body: &[u8]) -> io::Result<()> {
    let lengths = [frame.len() - LENGTHS, body.len()];
    for (place, length) in frame.chunks_exact_mut(8).zip(lengths) {
        place.copy_from_slice(&(length as u64).to_le_bytes());
    }
    if frame.len() + body.len() <= PIPE {
        frame.extend_from_slice(body);
        return out.write_all(&frame);
    }
    out.write_all(&frame)?;
    out.write_all(body)
}

/// Reads one frame, best through a buffer of [`PIPE`] bytes; `None` when the other side has ended between frames.
///
/// # Errors
/// When it ended within one, or wrote something else.
pub(super) fn read<T: DeserializeOwned>(input: &mut impl Read) -> io::Result<Option<(T, Vec<u8>)>> {
    let mut first = [0; 8];
    match input.read(&mut first)? {
        0 => return Ok(None),
        got => input.read_exact(first.get_mut(got..).unwrap_or_default())?,
    }
    let mut second = [0; 8];
    input.read_exact(&mut second)?;
    let head = bytes(input, u64::from_le_bytes(first), MAX_HEAD)?;
    let body = bytes(input, u64::from_le_bytes(second), MAX_BODY)?;
    let head = postcard::from_bytes(&head).map_err(io::Error::other)?;
    Ok(Some((head, body)))
}

/// So many bytes; memory grows as they come, whatever was announced.
fn bytes(input: &mut impl Read, length: u64, most: u64) -> io::Result<Vec<u8>> {
    if length > most {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::with_capacity(length.min(USUAL as u64) as usize);
    if input.take(length).read_to_end(&mut bytes)? as u64 == length {
        Ok(bytes)
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Frame = ((String, u32), Vec<u8>);

    proptest! {
        #[test]
        fn a_frame_comes_back_and_a_cut_one_is_an_error(head in any::<(String, u32)>(), body in proptest::collection::vec(any::<u8>(), 0..50), cut in 0..120_usize) {
            let mut wire = Vec::new();
            write(&mut wire, &head, &body).expect("memory");
            let whole: Option<Frame> = read(&mut wire.as_slice()).expect("a frame");
            prop_assert_eq!(whole, Some((head, body)));
            let part = wire.get(..cut.min(wire.len() - 1)).unwrap_or_default();
            let read: io::Result<Option<Frame>> = read(&mut &*part);
            prop_assert_eq!(matches!(read, Ok(None)), part.is_empty());
        }

        #[test]
        fn any_bytes_are_a_frame_or_an_error(wire in proptest::collection::vec(any::<u8>(), 0..80)) {
            let _: io::Result<Option<(String, Vec<u8>)>> = read(&mut wire.as_slice());
        }
    }
}
