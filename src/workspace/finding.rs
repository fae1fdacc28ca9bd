//! What `doctor` finds.

use super::Workspace;
use crate::{
    domain::book::Book,
    store::{Fault, ImportRef},
};

/// Something that `doctor` found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub health: Health,
    /// What it is, in words.
    pub words: String,
    /// The file, and the line where one can be named.
    pub place: String,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Health {
    /// Something acknowledged is lost, hidden or altered.
    Damage,
    /// Said for completeness.
    Note,
}

impl Workspace {
    /// Verifies everything, for `doctor`; changes nothing.
    pub fn check(&self, book: &Book) -> Vec<Finding> {
        let imports: Vec<ImportRef> = book
            .imports()
            .flat_map(|import| &import.files)
            .map(|file| ImportRef {
                id: file.id.clone(),
                bytes: file.bytes,
                sha256: file.sha256.clone(),
            })
            .collect();
        let coming = self.on_their_way(book);
        let finding = |fault: Fault| Finding {
            health: if fault.is_damage() && !coming.contains(&fault.file) {
                Health::Damage
            } else {
                Health::Note
            },
            place: match fault.line {
                Some(line) => format!("{}:{line}", fault.file.display()),
                None => fault.file.display().to_string(),
            },
            words: fault.words,
        };
        let mut findings: Vec<Finding> = self
            .store
            .check(&imports)
            .into_iter()
            .map(finding)
            .collect();
        let noted = usize::from(self.has_cut_erasure());
        let unfinished = self.unfinished_erasures(book).len().max(noted);
        if unfinished > 0 {
            findings.push(Finding {
                health: Health::Damage,
                words: format!(
                    "{unfinished} erasures were begun and not finished; \
                     `cordial doctor --repair` finishes them"
                ),
                place: String::new(),
            });
        }
        if self.unknown_steps > 0 {
            findings.push(Finding {
                health: Health::Note,
                words: format!(
                    "{} steps of a newer cordial; read-only here",
                    self.unknown_steps
                ),
                place: String::new(),
            });
        }
        findings.extend(self.share_findings());
        findings
    }
}
