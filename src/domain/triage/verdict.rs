//! What to do about an invitation.

/// What to do, in the state's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Some warning says stop.
    Stop,
    /// Some warning says check.
    Check,
    /// A good score.
    FollowUp,
    /// Nothing speaks against it.
    Accept,
    /// A low score.
    Look,
    /// A very low score.
    Sells,
}

impl Verdict {
    /// The word of a query.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Check => "check",
            Self::FollowUp => "follow-up",
            Self::Accept => "accept",
            Self::Look => "look",
            Self::Sells => "sells",
        }
    }

    /// The words to show. Behind the first two stand the warnings.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Stop => "Do not accept before you have checked",
            Self::Check => "Check first",
            Self::FollowUp => "Accept, and follow up",
            Self::Accept => "Accept",
            Self::Look => "Look at the profile first",
            Self::Sells => "Probably only wants to sell; ignoring is fine",
        }
    }
}
