//! Bodies as they lie in the file: postcard for structure, raw deflate over it.
//!
//! Deflate, since gzip is read anyway and its implementation is Rust alone: one codec less. What it cannot find is put
//! in order before ([`crate::library::articles::columns`]).

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::cell::RefCell;

/// No stored body unfolds to more than this: a damaged or hostile file must not fill the memory.
const LARGEST: usize = 256 << 20;

/// The first level that looks for more than the nearest match: a fifth smaller than the fastest, in little more time.
const LEVEL: u32 = 3;

thread_local! {
    // Making their tables ready takes longer than a small body does, so each thread keeps one of both.
    static PRESS: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(LEVEL), false));
    static UNPRESS: RefCell<Decompress> = RefCell::new(Decompress::new(false));
}

/// Bytes, compressed.
pub(in crate::library) fn deflate(bytes: &[u8]) -> Vec<u8> {
    deflate_with(bytes, &[])
}

/// Bytes, compressed by what they have in common with a dictionary; it may be empty.
pub(in crate::library) fn deflate_with(bytes: &[u8], dictionary: &[u8]) -> Vec<u8> {
    PRESS.with_borrow_mut(|press| {
        press.reset();
        if !dictionary.is_empty() {
            // It fails only in the middle of a stream.
            let _ = press.set_dictionary(dictionary);
        }
        let mut out = Vec::with_capacity(bytes.len() / 2 + 64);
        loop {
            let rest = rest(bytes, press.total_in());
            // Pressing memory into memory fails only for wrong use.
            match press.compress_vec(rest, &mut out, FlushCompress::Finish) {
                Ok(Status::Ok | Status::BufError) => out.reserve(out.len().max(64)),
                Ok(Status::StreamEnd) | Err(_) => return out,
            }
        }
    })
}

/// Compressed bytes unfolded; `None` when they are damaged.
pub(in crate::library) fn inflate(bytes: &[u8]) -> Option<Vec<u8>> {
    inflate_with(bytes, &[])
}

/// Bytes unfolded that were compressed with this dictionary; `None` when they are damaged.
pub(in crate::library) fn inflate_with(bytes: &[u8], dictionary: &[u8]) -> Option<Vec<u8>> {
    UNPRESS.with_borrow_mut(|unpress| {
        unpress.reset(false);
        if !dictionary.is_empty() {
            unpress.set_dictionary(dictionary).ok()?;
        }
        let mut out = Vec::with_capacity(bytes.len() * 3 + 64);
        loop {
            let (read, written) = (unpress.total_in(), unpress.total_out());
            let rest = rest(bytes, read);
            match unpress.decompress_vec(rest, &mut out, FlushDecompress::None) {
                Ok(Status::StreamEnd) => return Some(out),
                _ if out.len() > LARGEST => return None,
                Ok(_) if out.len() == out.capacity() => out.reserve(out.len()),
                // Room was left and nothing came: the end is missing.
                Ok(_) if (read, written) == (unpress.total_in(), unpress.total_out()) => {
                    return None;
                }
                Ok(_) => {}
                Err(_) => return None,
            }
        }
    })
}

/// What of `bytes` was not taken yet.
fn rest(bytes: &[u8], taken: u64) -> &[u8] {
    let taken = usize::try_from(taken).unwrap_or(usize::MAX);
    bytes.get(taken..).unwrap_or_default()
}

/// A value, compressed; `None` when it cannot be written down.
pub(in crate::library) fn pack<T: Serialize>(value: &T) -> Option<Vec<u8>> {
    Some(deflate(&postcard::to_stdvec(value).ok()?))
}

/// A value unfolded; `None` when it is damaged or of another shape than today's.
pub(in crate::library) fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(&inflate(bytes)?).ok()
}

/// The name of a text or of bytes: the first 128 bits of its SHA-256, in lower-case hexadecimal.
pub(in crate::library) fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let head = digest
        .iter()
        .take(16)
        .fold(0_u128, |bits, &byte| (bits << 8) | u128::from(byte));
    format!("{head:032x}")
}

/// A number for bytes, for indexes that need no more: the first 47 bits of their SHA-256, which take six bytes in a row.
pub(in crate::library) fn number(bytes: &[u8]) -> i64 {
    let digest = Sha256::digest(bytes);
    let head = digest
        .iter()
        .take(6)
        .fold(0_i64, |bits, &byte| (bits << 8) | i64::from(byte));
    head >> 1
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
        fn what_is_packed_with_a_dictionary_unpacks_with_it(bytes in any::<Vec<u8>>(), dictionary in any::<Vec<u8>>()) {
            let packed = deflate_with(&bytes, &dictionary);
            prop_assert_eq!(inflate_with(&packed, &dictionary), Some(bytes));
        }

        #[test]
        fn a_body_without_its_end_is_damaged(bytes in any::<Vec<u8>>(), cut in 1_usize..9) {
            let packed = deflate(&bytes);
            let cut = packed.len().saturating_sub(cut);
            prop_assert_eq!(inflate(packed.get(..cut).unwrap()), None);
        }

        #[test]
        fn damaged_bytes_are_noticed_or_harmless(bytes in any::<Vec<u8>>()) {
            let _ = unpack::<crate::model::Facts>(&bytes);
        }
    }

    #[test]
    fn what_unfolds_to_a_thousand_times_its_size_comes_back_whole() {
        let long = vec![b'a'; 1 << 20];
        let packed = deflate(&long);
        assert!(packed.len() < 1 << 14);
        assert_eq!(inflate(&packed), Some(long));
    }

    #[test]
    fn a_hash_is_the_head_of_sha_256() {
        assert_eq!(hash(b""), "e3b0c44298fc1c149afbf4c8996fb924");
        assert_eq!(number(b""), 0xe3b0_c442_98fc >> 1);
    }
}
