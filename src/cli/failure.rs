//! Errors of the command line: a kind that gives the exit code, a fact, its causes, hints.

use std::io::Write;

use crate::text::clean::Safe;

/// What kind of failure; it gives the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The person's input or data: 1.
    User,
    /// The command line: 2.
    Usage,
    /// The store is damaged, locked or read-only: 3.
    Store,
    /// Interrupted: 130.
    Interrupted,
    /// The reader went away: success.
    ClosedPipe,
    /// Ended by this signal: 128 and its number, as shells say it.
    Signal(i32),
}

/// Why a command did not do what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The kind.
    pub kind: Kind,
    message: String,
    causes: Vec<String>,
    hints: Vec<String>,
}

impl Failure {
    fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            causes: Vec::new(),
            hints: Vec::new(),
        }
    }

    /// A failure that says nothing more than its kind.
    pub fn of(kind: Kind) -> Self {
        Self::new(kind, String::new())
    }

    /// The person's input or data.
    pub fn user(message: impl Into<String>) -> Self {
        Self::new(Kind::User, message)
    }

    /// The command line.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// The store.
    pub fn store(message: impl Into<String>) -> Self {
        Self::new(Kind::Store, message)
    }

    /// The reader of the output went away.
    pub fn closed_pipe() -> Self {
        Self::new(Kind::ClosedPipe, String::new())
    }

    /// Interrupted by the person.
    pub fn interrupted() -> Self {
        Self::new(Kind::Interrupted, "interrupted; nothing was changed")
    }

    /// With what is behind it.
    #[must_use]
    pub fn because(mut self, cause: impl Into<String>) -> Self {
        self.causes.push(cause.into());
        self
    }

    /// With a way out.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The exit code. Source: design.md section 5.
    pub const fn code(&self) -> u8 {
        match self.kind {
            Kind::ClosedPipe => 0,
            Kind::User => 1,
            Kind::Usage => 2,
            Kind::Store => 3,
            Kind::Interrupted => 130,
            Kind::Signal(signal) => 128_u8.wrapping_add(signal.to_le_bytes()[0]),
        }
    }

    /// Prints it, cleaned: errors quote strangers too. Nothing is left to do if that fails.
    pub fn print(&self, stderr: &mut dyn Write) {
        if self.message.is_empty() {
            return;
        }
        let mut text = format!("error: {}\n", Safe::text(&self.message));
        for cause in &self.causes {
            text += &format!("  {}\n", Safe::text(cause));
        }
        for hint in &self.hints {
            text += &format!("hint: {}\n", Safe::text(hint));
        }
        drop(stderr.write_all(text.as_bytes()));
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}
