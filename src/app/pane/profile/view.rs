//! The views of the pane: which rows its list shows.

/// Which rows are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The checks.
    #[default]
    Checks,
    /// Headline, About, descriptions.
    Texts,
    /// The words of the wanted job.
    Words,
    /// LinkedIn's seven parts.
    Stars,
    /// The score over time.
    History,
}

impl View {
    /// All views, in the order of `]`.
    pub const ALL: [Self; 5] = [
        Self::Checks,
        Self::Texts,
        Self::Words,
        Self::Stars,
        Self::History,
    ];

    /// The view after it.
    #[must_use]
    pub fn next(self) -> Self {
        let next = Self::ALL.get((self as usize + 1) % Self::ALL.len());
        next.copied().unwrap_or_default()
    }

    /// What its rows are.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Checks => "checks",
            Self::Texts => "texts",
            Self::Words => "words of the wanted job",
            Self::Stars => "LinkedIn's seven parts",
            Self::History => "score over time",
        }
    }
}
