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
        let mut people = self.board(self.pane()).people();
        let mut seen = std::collections::HashSet::new();
        people.retain(|person| seen.insert(person.clone()));
        people
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
        let board = self.board(self.pane());
        if let Some(page) = board.page() {
            return Some(page);
        }
        let person = board.person()?;
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
            Pane::Profile => {
                let passage = self.profile.passage()?;
                let kept = self.book.profile_drafts().get(passage).map(|d| &*d.text);
                let text = kept.or_else(|| passage.of(self.book.facts().profile()))?;
                Some(Draft {
                    title: "text",
                    text: Safe::text(text),
                    outgoing: Safe::outgoing(text),
                })
            }
            Pane::Reach | Pane::People => None,
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
