//! The audit of the profile that the book's facts show, now and as it was.

use super::Book;
use crate::domain::{
    checklist::{
        Audit, Checklist, Confirmations, Entry, Held, Past, PastAudit, Subject, Terms, audit,
        growth, history,
    },
    day::Day,
    person::PersonKey,
    target::TargetKind,
};

impl Book {
    /// Audits the owner's profile on a day. `targets` are titles of the work that is wanted, beside
    /// those that the archive names.
    pub fn audit(&self, list: &Checklist, targets: &[String], today: Day) -> Audit {
        let (held, growth) = (self.held(), growth(self.imports()));
        let mut subject = Subject::new(self.facts(), &held, &growth, self.checks());
        let roles = self.targets().own_of(TargetKind::Role);
        let own = roles.iter().map(|role| role.name.to_string());
        let wanted: Vec<String> = own.chain(targets.iter().cloned()).collect();
        subject.targets = &wanted;
        audit(list, &subject, today)
    }

    /// The words that matter for the owner: of the wanted job, the skills and the own titles.
    pub fn terms(&self, list: &Checklist, targets: &[String]) -> Terms {
        let held = Held::default();
        let mut subject = Subject::new(self.facts(), &held, &[], self.checks());
        subject.targets = targets;
        Terms::of(list, &subject)
    }

    /// Which files the imports that count hold.
    pub fn held(&self) -> Held {
        Held::of(self.imports())
    }

    /// The score over time, oldest first: what each archive came to on its own day, and what the
    /// newest one comes to now. `pasts` are all archives but the newest, oldest first. What the
    /// person said counts until the next archive came: a point is how its time ended.
    pub fn audit_history(
        &self,
        list: &Checklist,
        pasts: &[Past],
        targets: &[String],
        today: Day,
    ) -> Vec<Entry> {
        let newest = self.newest_import();
        let newest_day = newest.and_then(|import| import.taken);
        let newest_day = newest_day.map(|taken| taken.date_naive());
        let owner = self.facts().owner().key.as_ref();
        let owner = owner.and_then(PersonKey::as_slug);
        let ends = pasts.iter().skip(1).map(|past| past.taken);
        let ends = ends.chain([newest_day]);
        let mut looks: Vec<PastAudit> = Vec::new();
        for (past, end) in pasts.iter().zip(ends) {
            let said = match end {
                Some(end) => self.checks().before(end),
                None => Confirmations::default(),
            };
            let subject = Subject {
                profile: &past.profile,
                held: &past.held,
                connections: past.connections,
                growth: &past.growth,
                slug: past.slug.as_deref().or(owner),
                targets,
                student: None,
                looking: None,
                said: &said,
            };
            looks.push(PastAudit {
                source: past.source.clone(),
                taken: past.taken,
                audit: audit(list, &subject, past.taken.unwrap_or(today)),
            });
        }
        if let Some(newest) = newest {
            looks.push(PastAudit {
                source: newest.source.clone(),
                taken: newest_day,
                audit: self.audit(list, targets, today),
            });
        }
        history(&looks)
    }
}
