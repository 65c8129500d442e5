//! Fresh ids without a random source: a generator seeded once by the driver.
//!
//! A key script gives the same ids every time, and no pure room needs chance.

/// Two SplitMix64 streams (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
/// The first 64 of an id's 80 bits are a permutation of a counter, so ids of one run never repeat.
#[derive(Debug, Clone)]
pub struct Ids {
    high: u64,
    low: u64,
}

impl Ids {
    /// A generator from sixteen random bytes.
    pub fn new(seed: [u8; 16]) -> Self {
        let seed = u128::from_be_bytes(seed);
        Self {
            high: (seed >> 64) as u64,
            low: seed as u64,
        }
    }

    /// The ten bytes of the next id.
    pub fn draw(&mut self) -> [u8; 10] {
        let (high, low) = (step(&mut self.high), step(&mut self.low));
        let mut bytes = [0; 10];
        for (to, from) in bytes
            .iter_mut()
            .zip(high.to_be_bytes().into_iter().chain(low.to_be_bytes()))
        {
            *to = from;
        }
        bytes
    }
}

fn step(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
