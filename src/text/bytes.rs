//! Looking for the few bytes of a text that matter: stretches that have none of them are passed over at a glance.

/// So many bytes are looked at in one step.
const STEP: usize = 32;

/// Where the first byte stands that is `wanted`. Best asked without branches (`|` and not `||`): then a whole step is
/// looked at as fast as a byte.
pub fn position(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let (steps, rest) = bytes.as_chunks::<STEP>();
    let has = |step: &[u8; STEP]| step.iter().fold(false, |found, byte| found | wanted(*byte));
    let passed = steps.iter().take_while(|step| !has(step)).count();
    let near = steps.get(passed).map_or(rest, |step| step.as_slice());
    let inside = near.iter().position(|byte| wanted(*byte))?;
    Some(passed * STEP + inside)
}

/// Where the bytes stand that are `wanted`, in order; asked as in [`position`].
pub fn positions(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> impl Iterator<Item = usize> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let found = from + position(bytes.get(from..)?, &wanted)?;
        from = found + 1;
        Some(found)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_wanted_byte_is_found_in_order(bytes in prop::collection::vec(0_u8..8, 0..200), wanted in 0_u8..8) {
            let found: Vec<usize> = positions(&bytes, |byte| byte == wanted).collect();
            let all = bytes.iter().enumerate().filter(|(_, byte)| **byte == wanted);
            prop_assert_eq!(found, all.map(|(at, _)| at).collect::<Vec<_>>());
        }
    }
}
