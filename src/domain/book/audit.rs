//! The audit of the profile that the book's facts show.

use super::Book;
use crate::domain::{
    checklist::{Audit, Checklist, Held, Subject, audit, growth},
    day::Day,
};

impl Book {
    /// Audits the owner's profile on a day. `targets` are titles of the work that is wanted, beside
    /// those that the archive names.
    pub fn audit(&self, list: &Checklist, targets: &[String], today: Day) -> Audit {
        let (held, growth) = (Held::of(self.imports()), growth(self.imports()));
        let mut subject = Subject::new(self.facts(), &held, &growth, self.checks());
        subject.targets = targets;
        audit(list, &subject, today)
    }
}
