//! What a power cut leaves.

use super::*;

fn chance(seed: u64, what: u64, sides: u64) -> u64 {
    let mut x = seed ^ what.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x ^= x >> 31;
    x = x.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (x ^ (x >> 29)) % sides
}

impl Node {
    /// What is left of it.
    pub(super) fn cut(&mut self, cut: Cut, number: u64) {
        match self {
            Self::File { chunks, .. } => {
                let last = chunks
                    .iter()
                    .rposition(|(_, safety)| *safety == Safety::Synced);
                let mut left = Vec::new();
                for (place, (bytes, safety)) in chunks.iter().enumerate() {
                    let zeros = vec![0; bytes.len()];
                    let torn = bytes.get(..bytes.len() / 2).unwrap().to_vec();
                    let kept = match (safety, cut.data) {
                        (Safety::Synced, _) | (Safety::Pending, Data::Kept) => bytes.clone(),
                        // What is safe further on keeps its place.
                        (Safety::Doomed, _) if last > Some(place) => zeros,
                        (Safety::Doomed, _) | (Safety::Pending, Data::Lost) => Vec::new(),
                        (Safety::Pending, Data::Torn) => torn,
                        (Safety::Pending, Data::Zeroed) => zeros,
                        (Safety::Pending, Data::Random(seed)) => {
                            match chance(seed, number * 1000 + place as u64, 4) {
                                0 => bytes.clone(),
                                1 => Vec::new(),
                                2 => torn,
                                _ => zeros,
                            }
                        }
                    };
                    left.push((kept, Safety::Synced));
                }
                *chunks = left;
            }
            Self::Folder { now, safe, log } => {
                let half = log.len() / 2;
                for (place, change) in log.iter().enumerate() {
                    let kept = match cut.names {
                        Names::Kept => true,
                        Names::Lost => false,
                        Names::Half => place < half,
                        Names::Random(seed) => {
                            chance(seed, number * 1000 + 500 + place as u64, 2) == 0
                        }
                    };
                    if kept {
                        apply(safe, change);
                    }
                }
                log.clear();
                *now = safe.clone();
            }
            Self::Link => {}
        }
    }
}
