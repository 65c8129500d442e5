//! Bodies as they lie in the file: postcard for structure, raw deflate over it.

use flate2::Compression;
use flate2::read::{DeflateDecoder, DeflateEncoder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::io::Read;

/// No stored body unfolds to more than this: a damaged or hostile file must not fill the memory.
const LARGEST: u64 = 256 << 20;

/// Bytes, compressed.
pub(super) fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 2);
    // Reading from a slice into memory cannot fail.
    let _ = DeflateEncoder::new(bytes, Compression::fast()).read_to_end(&mut out);
    out
}

/// Compressed bytes unfolded; `None` when they are damaged.
pub(super) fn inflate(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len() * 3);
    DeflateDecoder::new(bytes)
        .take(LARGEST)
        .read_to_end(&mut out)
        .ok()?;
    Some(out)
}

/// A value, compressed; `None` when it cannot be written down.
pub(super) fn pack<T: Serialize>(value: &T) -> Option<Vec<u8>> {
    Some(deflate(&postcard::to_stdvec(value).ok()?))
}

/// A value unfolded; `None` when it is damaged or of another shape than today's.
pub(super) fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(&inflate(bytes)?).ok()
}

/// The name of a text or of bytes: the first 128 bits of its SHA-256, in lower-case hexadecimal.
pub(super) fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let head = digest
        .iter()
        .take(16)
        .fold(0_u128, |bits, &byte| (bits << 8) | u128::from(byte));
    format!("{head:032x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_packed_unpacks_the_same(bytes in any::<Vec<u8>>()) {
            prop_assert_eq!(inflate(&deflate(&bytes)), Some(bytes.clone()));
            prop_assert_eq!(unpack::<Vec<u8>>(&pack(&bytes).unwrap()), Some(bytes));
        }

        #[test]
        fn damaged_bytes_are_noticed_or_harmless(bytes in any::<Vec<u8>>()) {
            let _ = unpack::<crate::model::Facts>(&bytes);
        }
    }

    #[test]
    fn a_hash_is_the_head_of_sha_256() {
        assert_eq!(hash(b""), "e3b0c44298fc1c149afbf4c8996fb924");
    }
}
