//! The network as it is: how it grew, where it stands, and what it brings at the targets. Every figure comes with the people behind it.

mod aim;
mod behind;
mod growth;
mod mix;
mod target;

pub use aim::Aim;
pub use behind::{Behind, behind};
pub use growth::{Month, Traffic, by_month, traffic};
pub use mix::{Employer, Levels, Share, WORDS_ARE, employers, level_of, levels, percent, share};
pub use target::{Next, Wanted, Worth, targets, wanted};
