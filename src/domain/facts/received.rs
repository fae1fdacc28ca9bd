//! Facts with the invitations that came by e-mail.

use super::{Facts, u32_index};
use crate::domain::received::{Received, invitation};

impl Facts {
    /// The same facts, with invitations that came by e-mail. One that the archives list, too, is
    /// called as the e-mail called it, so that what was decided about it before still counts.
    #[must_use]
    pub fn with_received(&self, received: &[Received]) -> Self {
        let mut facts = self.clone();
        facts.about = super::about::About::default();
        for one in received {
            let mut listed = facts.archive.invitations.iter_mut();
            if let Some(listed) = listed.find(|listed| one.is(listed)) {
                let person = std::mem::replace(&mut listed.id, one.id.clone()).person;
                let (known, other) = (facts.place(&person), facts.place(&one.id.person));
                if let (Some(place), None) = (known, other) {
                    facts.index.insert(one.id.person.clone(), u32_index(place));
                }
                continue;
            }
            facts.add_named(&one.id.person, &one.name);
            let person = facts.person(&one.id.person);
            let connected = person.is_some_and(|person| person.connection);
            facts.archive.invitations.push(invitation(one, connected));
        }
        facts.counts.people = facts.people.len();
        facts
    }
}
