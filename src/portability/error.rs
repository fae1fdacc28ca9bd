//! Why a sync did not do what it should, with the step that mends it.

use std::{io, path::PathBuf};

/// Where a token is made.
const TOKEN_PAGE: &str = "https://www.linkedin.com/developers/tools/oauth/token-generator";

/// Why there is no data from LinkedIn. What was fetched is kept, nothing else was changed.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// LinkedIn answered that it will not.
    #[error("{call}: {} ({status}){}", meaning(*.status), said(.message))]
    Refused {
        /// What was asked for.
        call: String,
        /// The status of HTTP.
        status: u16,
        /// What LinkedIn said about it: hostile until cleaned, without the token.
        message: String,
    },
    /// It cannot be reached.
    #[error("{call}: LinkedIn cannot be reached: {why}")]
    Unreachable {
        /// What was asked for.
        call: String,
        /// What the system said.
        why: String,
    },
    /// It took too long.
    #[error("{call}: LinkedIn did not answer in time")]
    Slow {
        /// What was asked for.
        call: String,
    },
    /// It sent too much.
    #[error("{call}: the answer is larger than {} MB", super::page::MOST_BYTES / 1_000_000)]
    TooLarge {
        /// What was asked for.
        call: String,
    },
    /// It wants the request to go to another address.
    #[error("{call}: the answer leads elsewhere, to {to}; the token does not go there")]
    Redirect {
        /// What was asked for.
        call: String,
        /// Where to: hostile until cleaned.
        to: String,
    },
    /// The answer is not what the documentation says.
    #[error("{call}: the answer cannot be read: {why}")]
    Garbage {
        /// What was asked for.
        call: String,
        /// What is wrong with it.
        why: String,
    },
    /// Domain after domain is empty.
    #[error("LinkedIn has no data for this token yet")]
    NothingYet,
    /// What was fetched cannot be kept or read back.
    #[error("{path}: {source}")]
    Kept {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Two at once.
    #[error("another `cordial sync` is at work")]
    Locked,
}

/// What a status means here. Source: the table of errors of the API, and reports.
const fn meaning(status: u16) -> &'static str {
    match status {
        400 => "LinkedIn does not understand the request",
        401 => "LinkedIn does not take the token: it is wrong, expired or revoked",
        403 => "the token may not read this: its app lacks the product, the scope or your consent",
        404 => "there is nothing at this address of LinkedIn's",
        426 => "LinkedIn does not take this version of its interface any more",
        429 => "LinkedIn's limit of requests is reached",
        500..=599 => "LinkedIn has a fault of its own",
        _ => "LinkedIn gave an answer that is not documented",
    }
}

fn said(message: &str) -> String {
    match message {
        "" => String::new(),
        words => format!("; it says: {words}"),
    }
}

impl SyncError {
    /// The way out: the step that mends it, and that nothing is lost if that is to run it again.
    pub fn hint(&self) -> String {
        let goes_on = match self {
            Self::Refused { status, .. } => !matches!(status, 400 | 401 | 403 | 404 | 426),
            Self::Unreachable { .. } | Self::Slow { .. } => true,
            _ => false,
        };
        let step = self.step();
        if goes_on {
            return format!("{step}: it goes on where it stopped");
        }
        step
    }

    /// The step that mends it.
    pub fn step(&self) -> String {
        const GUIDE: &str = "docs/guide/sync.md";
        match self {
            Self::Refused { status, .. } => match status {
                401 => format!("make a new token at {TOKEN_PAGE} ({GUIDE})"),
                403 => format!(
                    "your app needs the product \"Member Data Portability API (Member)\", the token the scope \
                     r_dma_portability_self_serve, and you must be in the EEA or Switzerland ({GUIDE})"
                ),
                400 | 404 | 426 => "update cordial; until then, import an archive".to_owned(),
                429 => "it ends at midnight UTC; run `cordial sync` again then".to_owned(),
                _ => "run `cordial sync` again later".to_owned(),
            },
            Self::Unreachable { .. } => {
                "look at the connection, and at HTTPS_PROXY if you set it, then run `cordial sync` again"
                    .to_owned()
            }
            Self::Slow { .. } => "run `cordial sync` again".to_owned(),
            Self::TooLarge { .. } | Self::Redirect { .. } | Self::Garbage { .. } => {
                "import an archive instead; if it stays so, report it".to_owned()
            }
            Self::NothingYet => {
                "the first data comes some minutes after the token was made, all of it within a day; \
                 `cordial sync --check` says what LinkedIn knows"
                    .to_owned()
            }
            Self::Kept { .. } => "look at the room on the disk and at the modes of the folder".to_owned(),
            Self::Locked => "wait until it is done".to_owned(),
        }
    }
}
