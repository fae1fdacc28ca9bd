//! Who is the same as whom: merges as aliases, and invitations that were taken in before an archive
//! listed them.
//!
//! A merge rewrites nothing. The fold looks every key up here first, whenever the merge was made:
//! what was decided about either key counts for the one that stays, and without the merge it all
//! stands under its own key again.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use crate::domain::{
    facts::{Merged, Met},
    invitation::InvitationId,
    outbox::OutboxId,
    person::PersonKey,
    step::{Step, StepId},
};

/// Who is the same as whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Same {
    /// The key that stays, for each that is looked up as it.
    kept: BTreeMap<PersonKey, PersonKey>,
    /// The merges that count, in the order of the fold, with their steps.
    merges: Vec<(StepId, Merged)>,
    apart: BTreeSet<(PersonKey, PersonKey)>,
    /// What an invitation is called now, by what it was called when it was taken in.
    called: BTreeMap<InvitationId, InvitationId>,
}

impl Same {
    /// The merges among these steps.
    pub(super) fn new<'a>(steps: impl Iterator<Item = (&'a StepId, &'a Step)>) -> Self {
        let mut same = Self::default();
        for (id, step) in steps {
            let Step::Merge { keep, other, take } = step else {
                continue;
            };
            let (keep, other) = (same.of(keep).clone(), same.of(other).clone());
            if keep == other {
                continue;
            }
            same.alias(&other, &keep);
            let take = take.clone();
            same.merges.push((id.clone(), Merged { keep, other, take }));
        }
        same
    }

    fn alias(&mut self, other: &PersonKey, keep: &PersonKey) {
        for kept in self.kept.values_mut().filter(|kept| *kept == other) {
            kept.clone_from(keep);
        }
        self.kept.insert(other.clone(), keep.clone());
    }

    /// Takes in what the facts tell of invitations that were taken in before an archive had them,
    /// and of who sent them.
    pub(super) fn meet(&mut self, met: &[Met]) {
        for Met { taken, is } in met {
            self.called.insert(taken.clone(), is.clone());
            let other = self.of(&taken.person).clone();
            let keep = self.of(&is.person).clone();
            if other != keep {
                self.alias(&other, &keep);
            }
        }
    }

    /// What an invitation is called now.
    pub fn invitation<'a>(&'a self, id: &'a InvitationId) -> &'a InvitationId {
        self.called.get(id).unwrap_or(id)
    }

    /// What a line of the outbox is called now.
    pub fn item<'a>(&self, item: &'a OutboxId) -> Cow<'a, OutboxId> {
        match item {
            OutboxId::Answer(act, id) if self.called.contains_key(id) => {
                Cow::Owned(OutboxId::Answer(*act, self.invitation(id).clone()))
            }
            _ => Cow::Borrowed(item),
        }
    }

    /// The key that stands for this one.
    pub fn of<'a>(&'a self, person: &'a PersonKey) -> &'a PersonKey {
        self.kept.get(person).unwrap_or(person)
    }

    /// The merges that count, in the order of the fold.
    pub fn merges(&self) -> impl Iterator<Item = (&StepId, &Merged)> {
        self.merges.iter().map(|(id, merged)| (id, merged))
    }

    /// Whether other merges count.
    pub(super) fn is_other_than(&self, before: &Self) -> bool {
        self.merges != before.merges
    }

    /// The keys that are looked up as this one.
    pub fn others<'a>(&'a self, person: &'a PersonKey) -> impl Iterator<Item = &'a PersonKey> {
        let kept = self.kept.iter().filter(move |(_, kept)| *kept == person);
        kept.map(|(other, _)| other)
    }

    /// Whether the person said that these two are not the same.
    pub fn are_apart(&self, one: &PersonKey, other: &PersonKey) -> bool {
        self.apart.contains(&pair(one, other))
    }

    pub(super) fn part(&mut self, people: &[PersonKey]) {
        for (at, one) in people.iter().enumerate() {
            let others = people.iter().skip(at + 1);
            self.apart.extend(others.map(|other| pair(one, other)));
        }
    }
}

fn pair(one: &PersonKey, other: &PersonKey) -> (PersonKey, PersonKey) {
    let (low, high) = (one.min(other), one.max(other));
    (low.clone(), high.clone())
}
