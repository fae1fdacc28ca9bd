//! What was decided about a person's follow-ups.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::Days;

use super::super::{
    day::Day,
    plan::Circle,
    step::{Channel, StepId},
    template::Occasion,
};

/// A one-off plan counts as done by a contact so many days before its day. Chosen here.
const EARLY_DAYS: u64 = 7;

/// A contact that the person logged.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    /// On which day.
    pub on: Day,
    /// How.
    pub channel: Channel,
    /// About what.
    pub text: Option<Arc<str>>,
    /// The step that said so.
    pub step: StepId,
}

/// A follow-up that the person planned.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// On which day.
    pub on: Day,
    /// About what; may be empty.
    pub what: Arc<str>,
    /// The day it was planned on.
    pub since: Day,
}

/// Words that the person wrote for somebody, to be sent later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnWords {
    /// The words.
    pub text: Arc<str>,
    /// The template they began as; empty for none.
    pub template: Arc<str>,
    /// On which day.
    pub day: Day,
}

/// What was decided about a person's follow-ups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Touch {
    /// Contacts, in the order of the steps.
    pub contacts: Vec<Contact>,
    /// Not before this day, for the follow-up that is due now.
    pub snoozed: Option<Day>,
    /// The days on which a follow-up was skipped.
    pub skipped: Vec<Day>,
    /// How often, and since when.
    pub circle: Option<(Circle, Day)>,
    /// Tags.
    pub tags: BTreeSet<Arc<str>>,
    /// Follow-ups of their own that are still to come.
    pub planned: Vec<Planned>,
    /// Nothing before this day.
    pub paused: Option<Day>,
    /// The day on which they were put away: they leave lists and plans.
    pub archived: Option<Day>,
    /// Whether they are not to be contacted: nothing is planned.
    pub no_contact: bool,
    /// The templates that were sent, with the day; each is among the contacts, too.
    pub sent: Vec<(Arc<str>, Day)>,
    /// Values for variables of templates.
    pub values: BTreeMap<Arc<str>, Arc<str>>,
    /// The person's own words, to be sent; a contact takes them away.
    pub drafts: BTreeMap<Occasion, OwnWords>,
}

impl Touch {
    /// How often to be in touch.
    pub fn circle(&self) -> Circle {
        self.circle.map_or(Circle::None, |(circle, _)| circle)
    }

    /// Whether follow-ups may be planned at all.
    pub const fn is_planned(&self) -> bool {
        self.archived.is_none() && !self.no_contact
    }

    /// Whether it says anything of when to be in touch: tags, texts and what keeps somebody out of
    /// plans do not.
    pub fn says_when(&self) -> bool {
        self.circle.is_some()
            || self.snoozed.is_some()
            || self.paused.is_some()
            || !(self.contacts.is_empty() && self.skipped.is_empty() && self.planned.is_empty())
    }

    /// How often follow-ups were skipped since a day.
    pub fn skips_since(&self, day: Option<Day>) -> usize {
        let after = |skip: &&Day| day.is_none_or(|day| **skip > day);
        self.skipped.iter().filter(after).count()
    }

    pub(super) fn contact(&mut self, contact: Contact) {
        self.snoozed = None;
        let until = contact.on.checked_add_days(Days::new(EARLY_DAYS));
        self.planned
            .retain(|plan| until.is_some_and(|u| plan.on > u));
        // Words that were written before it belong to it.
        self.drafts.clear();
        self.contacts.push(contact);
    }

    pub(super) fn send(&mut self, template: &str, text: &str, (on, step): (Day, StepId)) {
        self.contact(Contact {
            on,
            channel: Channel::Message,
            text: (!text.is_empty()).then(|| text.into()),
            step,
        });
        if !template.is_empty() {
            self.sent.push((template.into(), on));
        }
    }

    pub(super) fn draft(&mut self, occasion: Occasion, template: &str, text: &str, day: Day) {
        self.drafts.remove(&occasion);
        if !text.trim().is_empty() {
            let draft = OwnWords {
                text: text.into(),
                template: template.into(),
                day,
            };
            self.drafts.insert(occasion, draft);
        }
    }

    pub(super) fn skip(&mut self, day: Day) {
        self.snoozed = None;
        self.planned.retain(|plan| plan.on > day);
        self.skipped.push(day);
    }

    pub(super) fn fill(&mut self, variable: &str, value: &str) {
        if value.is_empty() {
            self.values.remove(variable);
        } else {
            self.values.insert(variable.into(), value.into());
        }
    }

    pub(super) fn tag(&mut self, tag: &str, on: bool) {
        if on {
            self.tags.insert(tag.into());
        } else {
            self.tags.remove(tag);
        }
    }
}
