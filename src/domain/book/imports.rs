//! The imports that count, and how fresh they are.

use super::Book;
use crate::domain::{
    day::Day,
    step::{Import, Step},
};

impl Book {
    /// The imports that count, in the order of their steps.
    pub fn imports(&self) -> impl Iterator<Item = &Import> {
        self.log
            .iter()
            .filter(|s| !self.undone.contains(&s.id))
            .filter_map(|s| match s.step.what() {
                Step::Import(import) => Some(import),
                _ => None,
            })
    }

    /// The erasures: the key of the hashes, and the hash of each person's key.
    pub fn erasures(&self) -> impl Iterator<Item = (&str, &str)> {
        self.log.iter().filter_map(|s| match &s.step {
            Step::Erase { salt, hash } => Some((salt.as_str(), hash.as_str())),
            _ => None,
        })
    }

    /// The import of the newest archive: of two of one time, the later one.
    pub fn newest_import(&self) -> Option<&Import> {
        self.imports_by_age().pop()
    }

    /// The imports that count, the oldest archive first.
    pub fn imports_by_age(&self) -> Vec<&Import> {
        let mut imports: Vec<&Import> = self.imports().collect();
        imports.sort_by_key(|import| import.taken);
        imports
    }

    /// The day of the first import that counts.
    pub fn first_import(&self) -> Option<Day> {
        self.log
            .iter()
            .filter(|s| !self.undone.contains(&s.id) && matches!(s.step.what(), Step::Import(_)))
            .map(|s| self.day_of(s))
            .next()
    }

    /// The day, in UTC, on which the newest archive with this kind of file was made.
    pub fn archive_of(&self, kind: &str) -> Option<Day> {
        let holds = |import: &&Import| {
            let mut sections = import.files.iter().flat_map(|file| &file.sections);
            sections.any(|section| section.kind == kind)
                || import.unchanged.iter().any(|other| other == kind)
        };
        let days = self.imports().filter(holds).filter_map(|i| i.taken);
        days.max().map(|taken| taken.date_naive())
    }
}
