//! Gzip (RFC 1952), undone within limits: a small file must not become a large one in memory.

use super::IngestError;
use flate2::bufread::GzDecoder;
use std::borrow::Cow;
use std::io::Read;

/// The first bytes of a gzip file.
const MAGIC: [u8; 2] = [0x1f, 0x8b];

/// The most bytes that anything may unpack to.
pub const MAX_UNPACKED: usize = 100 * 1024 * 1024;

/// Text does not shrink by more than this; deflate itself could by 1032.
const RATIO: usize = 200;

/// Below this the ratio says nothing: a page of blanks is no danger.
const SMALL: usize = 1024 * 1024;

/// Gzip in gzip happens by accident once (a packed file sent through a packing transport); more is a trick.
const LAYERS: usize = 2;

/// Other packings by their first bytes, which a person has to undo first.
const OTHERS: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "zip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
];

/// The bytes behind gzip; bytes that are not packed are given back as they are.
///
/// # Errors
/// When they are damaged, unpack to more than [`MAX_UNPACKED`] bytes or to more than 200 times their size, or are
/// packed in another way.
pub(super) fn unpack(bytes: &[u8]) -> Result<Cow<'_, [u8]>, IngestError> {
    let mut unpacked = Cow::Borrowed(bytes);
    for _ in 0..LAYERS {
        if !unpacked.starts_with(&MAGIC) {
            break;
        }
        unpacked = Cow::Owned(layer(&unpacked, bytes.len())?);
    }
    if unpacked.starts_with(&MAGIC) {
        return Err(IngestError::Nested);
    }
    match OTHERS.iter().find(|(magic, _)| unpacked.starts_with(magic)) {
        Some((_, name)) => Err(IngestError::Compressed(name)),
        None => Ok(unpacked),
    }
}

/// Undoes one layer; `length` is that of the file as it came, against which the ratio counts.
fn layer(packed: &[u8], length: usize) -> Result<Vec<u8>, IngestError> {
    let most = MAX_UNPACKED.min(SMALL.max(length.saturating_mul(RATIO)));
    let mut unpacked = Vec::new();
    let mut rest = packed;
    // Members follow each other; what comes behind the last one is padding.
    while rest.starts_with(&MAGIC) {
        let mut member = GzDecoder::new(rest);
        let room = (most - unpacked.len()) as u64 + 1;
        let read = member.by_ref().take(room).read_to_end(&mut unpacked);
        read.map_err(|_| IngestError::Damaged("gzip"))?;
        if unpacked.len() > most {
            return Err(if most == MAX_UNPACKED {
                IngestError::UnpacksTooLarge
            } else {
                IngestError::UnpacksTooFar
            });
        }
        rest = member.into_inner();
    }
    Ok(unpacked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn members_are_joined_and_padding_is_left() {
        let mut bytes = packed(b"one ");
        bytes.extend(packed(b"two"));
        bytes.extend([0; 512]);
        assert_eq!(unpack(&bytes).unwrap().as_ref(), b"one two");
        assert_eq!(unpack(b"plain").unwrap().as_ref(), b"plain");
    }

    #[test]
    fn bombs_are_refused_by_name() {
        let zeros = packed(&vec![b'0'; 8 << 20]);
        assert_eq!(unpack(&zeros).unwrap_err(), IngestError::UnpacksTooFar);
        let twice = packed(&packed(b"words"));
        assert_eq!(unpack(&twice).unwrap().as_ref(), b"words");
        assert_eq!(unpack(&packed(&twice)).unwrap_err(), IngestError::Nested);
        let cut = packed(b"some words that are cut");
        let cut = unpack(&cut[..cut.len() - 9]).map(Cow::into_owned);
        assert_eq!(cut.unwrap_err(), IngestError::Damaged("gzip"));
        let zip = unpack(b"PK\x03\x04..").map(Cow::into_owned);
        assert_eq!(zip.unwrap_err(), IngestError::Compressed("zip"));
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_strange(tail in proptest::collection::vec(any::<u8>(), 0..60), cut in 0..40_usize) {
            let mut bytes = packed(b"words of an article");
            bytes.truncate(cut);
            bytes.extend(tail);
            let _ = unpack(&bytes);
        }
    }
}
