//! The audit of the profile that the book's facts show.

use super::Book;
use crate::domain::{
    checklist::{Audit, Checklist, Held, Subject, audit, growth},
    day::Day,
    target::TargetKind,
};

impl Book {
    /// Audits the owner's profile on a day. `targets` are titles of the work that is wanted, beside
    /// those that the archive names.
    pub fn audit(&self, list: &Checklist, targets: &[String], today: Day) -> Audit {
        let (held, growth) = (Held::of(self.imports()), growth(self.imports()));
        let mut subject = Subject::new(self.facts(), &held, &growth, self.checks());
        let roles = self.targets().own_of(TargetKind::Role);
        let own = roles.iter().map(|role| role.name.to_string());
        let wanted: Vec<String> = own.chain(targets.iter().cloned()).collect();
        subject.targets = &wanted;
        audit(list, &subject, today)
    }
}
