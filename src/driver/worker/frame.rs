//! What goes over the pipes: a head in postcard and bytes as they are, each behind its length.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{self, Read, Write};

/// Longer heads are not believed: the other side may be in the hands of what it read.
const MAX_HEAD: u64 = 512 << 20;

/// Longer bytes neither; inputs are smaller.
const MAX_BODY: u64 = 64 << 20;

/// Writes one frame.
///
/// # Errors
/// When the other side is gone, or the head cannot be written in postcard.
pub(super) fn write(out: &mut impl Write, head: &impl Serialize, body: &[u8]) -> io::Result<()> {
    let head = postcard::to_stdvec(head).map_err(io::Error::other)?;
    let mut lengths = [0; 16];
    for (place, length) in lengths.chunks_exact_mut(8).zip([head.len(), body.len()]) {
        place.copy_from_slice(&(length as u64).to_le_bytes());
    }
    out.write_all(&lengths)?;
    out.write_all(&head)?;
    out.write_all(body)?;
    out.flush()
}

/// Reads one frame; `None` when the other side has ended between frames.
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
    let mut bytes = Vec::new();
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
