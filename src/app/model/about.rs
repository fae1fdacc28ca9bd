//! What is known about the rows under the cursor: people, names, pages, texts.

use super::Model;
use crate::{
    app::{
        draft::{self, Draft},
        pane::{Pane, invitations::View},
    },
    domain::{
        invitation::{InvitationId, Standing},
        outbox::Act,
        person::PersonKey,
    },
    safe,
    text::{Link, Safe},
};

impl Model {
    /// The people whom an action is for.
    pub(crate) fn people(&self) -> Vec<PersonKey> {
        let mut people = match self.pane() {
            Pane::Invitations => persons(self.invitations.list.targets(), |id| id.person),
            Pane::Followups => self.followups.list.targets(),
            Pane::Outbox => persons(self.outbox.list.targets(), |id| id.invitation.person),
            Pane::Profile => Vec::new(),
        };
        let mut seen = std::collections::HashSet::new();
        people.retain(|person| seen.insert(person.clone()));
        people
    }

    /// The person under the cursor.
    pub(crate) fn person(&self) -> Option<&PersonKey> {
        match self.pane() {
            Pane::Invitations => self.invitations.list.selected().map(|id| &id.person),
            Pane::Followups => self.followups.list.selected(),
            Pane::Outbox => self.outbox.list.selected().map(|id| &id.invitation.person),
            Pane::Profile => None,
        }
    }

    /// The name of a person.
    pub(crate) fn name(&self, person: &PersonKey) -> Safe {
        let known = self.book.facts().name_of(person);
        Safe::name(
            known
                .or_else(|| person.as_name())
                .unwrap_or(person.as_str()),
        )
    }

    /// The names of people, in a few words.
    pub(crate) fn names(&self, people: &[PersonKey]) -> Safe {
        match people {
            [] => Safe::own("nobody"),
            [one] => self.name(one),
            [one, other] => safe!("{} and {}", self.name(one), self.name(other)),
            [one, rest @ ..] => safe!("{} and {} others", self.name(one), rest.len()),
        }
    }

    /// The page of what is under the cursor.
    pub(crate) fn link(&self) -> Option<Link> {
        if self.pane() == Pane::Profile {
            return self.profile.selected()?.link.clone();
        }
        let person = self.person()?;
        let profile = person.as_slug().and_then(|slug| Link::profile(slug).ok());
        profile.or_else(|| {
            let name = self.book.facts().name_of(person)?;
            Some(Link::people_search(name))
        })
    }

    /// The text that `y` copies.
    pub(crate) fn draft(&self) -> Option<Draft> {
        match self.pane() {
            Pane::Invitations => {
                let id = self.invitations.list.selected()?;
                let act = match self.book.standing(id, self.today) {
                    _ if self.invitations.view == View::Sent => return None,
                    Standing::Accepted(_) => Act::Accept,
                    Standing::Declined(_) => Act::Ignore,
                    _ => Act::Reply,
                };
                Some(self.draft_for(act, id))
            }
            Pane::Outbox => {
                let id = self.outbox.list.selected()?;
                Some(self.draft_for(id.act, &id.invitation))
            }
            Pane::Followups => {
                let text = self.followups.selected()?.draft.clone()?;
                Some(Draft {
                    title: "message",
                    outgoing: Safe::outgoing(&text),
                    text,
                })
            }
            Pane::Profile => None,
        }
    }

    fn draft_for(&self, act: Act, id: &InvitationId) -> Draft {
        let facts = self.book.facts();
        let first = facts.person(&id.person).map_or("", |person| &*person.first);
        let name = facts.name_of(&id.person).unwrap_or_default();
        let first = if first.is_empty() {
            draft::first_name(name, id)
        } else {
            first
        };
        draft::for_act(act, first)
    }
}

fn persons<Id>(ids: Vec<Id>, person: impl Fn(Id) -> PersonKey) -> Vec<PersonKey> {
    ids.into_iter().map(person).collect()
}
