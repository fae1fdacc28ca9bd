//! Why a company matters.

use crate::domain::target::Weight;

/// Why a company matters, the strongest reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// On the target list with a weight of 4 or 5, or a dream company.
    Listed,
    /// Applied to not long ago.
    Applied,
    /// On the target list with a weight of 2 or 3.
    Lighter,
    /// Applied to longer ago, or a job there is saved.
    AppliedLong,
    /// On the target list with a weight of 1.
    Lightest,
    /// Followed.
    Followed,
}

impl Target {
    /// What a weight of the target list means.
    pub(super) const fn weighing(weight: Weight) -> Self {
        match weight.get() {
            0 | 1 => Self::Lightest,
            2 | 3 => Self::Lighter,
            _ => Self::Listed,
        }
    }

    /// The rule that gives points for it.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Listed | Self::Applied => "V1",
            Self::Lighter | Self::AppliedLong => "V1b",
            Self::Lightest | Self::Followed => "V1c",
        }
    }

    /// Why, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Listed | Self::Lighter | Self::Lightest => "on your target list",
            Self::Applied => "you applied there",
            Self::AppliedLong => "you applied there or saved a job",
            Self::Followed => "you follow it",
        }
    }

    /// Whether the company is covered as a target: what is only followed is not.
    pub const fn is_target(self) -> bool {
        !matches!(self, Self::AppliedLong | Self::Followed)
    }
}
