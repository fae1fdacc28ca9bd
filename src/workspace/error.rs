//! What can go wrong between the program and its store, with the way out.

use crate::{
    domain::{book::CannotUndo, step::StepId},
    import::ImportError,
    store::{StoreError, wire::WireError},
};

/// Why something was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    /// The store refused or failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The share folder is away or failed.
    #[error(transparent)]
    Share(#[from] super::share::ShareError),
    /// The archive was refused.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A step has no form in the journal.
    #[error("the step cannot be written: {0}")]
    Wire(#[from] WireError),
    /// The journal has steps that this version does not know.
    #[error("the store has steps of a newer cordial; it is read-only here")]
    Newer,
    /// There is a store, and it cannot be read: what it holds is unknown, which is not "nothing".
    #[error("{place}: the store cannot be read: {why}")]
    Unreadable {
        /// The folder or file.
        place: String,
        /// What the system said.
        why: String,
    },
    /// There is nothing to take back.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// There is nothing to bring back.
    #[error("there is nothing to redo")]
    NothingToRedo,
    /// This step cannot be taken back.
    #[error("step `{id}` {}", reason(why))]
    CannotUndo {
        /// Which one.
        id: StepId,
        /// Why.
        why: CannotUndo,
    },
}

fn reason(why: &CannotUndo) -> String {
    match why {
        CannotUndo::Unknown => "does not exist".to_owned(),
        CannotUndo::NotAStep => "is itself an undo, a redo or a repair".to_owned(),
        CannotUndo::AlreadyUndone => "was undone already".to_owned(),
        CannotUndo::NotUndone => "was not undone".to_owned(),
        CannotUndo::Needed(later) => {
            let ids: Vec<&str> = later.iter().map(StepId::as_str).collect();
            format!("is needed by later steps: {}", ids.join(", "))
        }
    }
}

impl WorkspaceError {
    /// Whether the store itself is damaged, locked or read-only: exit code 3.
    pub const fn is_about_the_store(&self) -> bool {
        matches!(
            self,
            Self::Store(_)
                | Self::Newer
                | Self::Unreadable { .. }
                | Self::Share(super::share::ShareError::Store(_))
        )
    }

    /// Whether another program is at it, so that trying again later helps.
    pub const fn is_busy(&self) -> bool {
        use super::share::ShareError;
        matches!(
            self,
            Self::Store(StoreError::Locked { .. })
                | Self::Share(ShareError::Store(StoreError::Locked { .. }))
        )
    }

    /// Whether the person stopped it.
    pub fn is_cancelled(&self) -> bool {
        matches!(self, Self::Import(error) if error.is_cancelled())
    }

    /// The way out.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Import(error) => error.hint().map(str::to_owned),
            Self::Share(error) => error.hint().map(str::to_owned),
            Self::Newer => Some("update cordial; everything can still be read".to_owned()),
            Self::CannotUndo {
                why: CannotUndo::Needed(_),
                ..
            } => Some("undo those first".to_owned()),
            Self::Unreadable { .. } => Some(
                "look at its owner and its modes; `cordial doctor` checks everything".to_owned(),
            ),
            Self::CannotUndo { .. } => Some("`cordial history` lists the steps".to_owned()),
            Self::Store(_) | Self::Wire(_) | Self::NothingToUndo | Self::NothingToRedo => None,
        }
    }
}
