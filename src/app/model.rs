//! The model: everything that the screen is drawn from.

use std::sync::Arc;

use super::{
    action::{Action, Scope},
    draft::{self, Draft},
    effect::Effect,
    key::Key,
    keymap::Keymap,
    lens::{Lens, NoLens},
    list::List,
    msg::ArchiveFile,
    overlay::Overlay,
    pane::{
        Pane,
        followups::Followups,
        invitations::{Invitations, View},
        outbox::Outbox,
        profile::Profile,
    },
};
use crate::{
    domain::{
        book::Book,
        day::Day,
        facts::Facts,
        invitation::{Answer, InvitationId, Standing},
        outbox::Act,
        person::PersonKey,
        step::{Channel, Step},
    },
    safe,
    text::{Link, Safe},
};

/// What fills the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The desk: three panes at once.
    Today,
    /// One pane at full size.
    Full(Pane),
}

/// Which half of a full-size pane has the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// The list.
    #[default]
    List,
    /// The detail: moving scrolls it.
    Detail,
}

/// The line at the bottom that says what happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What happened.
    pub words: Safe,
    /// What to do about it.
    pub hint: Option<Safe>,
    /// Whether it went wrong.
    pub trouble: bool,
}

/// Something done to rows, that `.` does again.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Answers invitations.
    Answer(Answer),
    /// Writes a note about people.
    Note(String),
    /// Skips follow-ups.
    Skip,
    /// Lets follow-ups rest.
    Snooze(Day),
    /// Logs a contact.
    Contact(Option<String>),
    /// Ticks lines of the outbox.
    Done,
}

/// Everything that the screen is drawn from.
#[derive(Debug)]
pub struct Model {
    /// Facts and decisions.
    pub(crate) book: Book,
    /// The calendar day.
    pub(crate) today: Day,
    lens: Box<dyn Lens>,
    /// Which key does what.
    pub(crate) keymap: Keymap,
    /// What fills the screen.
    pub(crate) tab: Tab,
    /// Which pane of the desk has the keys.
    pub(crate) focus: Pane,
    /// Which half of a full-size pane has the keys.
    pub(crate) side: Side,
    /// Whether only the detail is shown.
    pub(crate) zoom: bool,
    /// Whether the detail is shown beside the list.
    pub(crate) preview: bool,
    /// The pane of invitations.
    pub(crate) invitations: Invitations,
    /// The pane of the profile.
    pub(crate) profile: Profile,
    /// The pane of follow-ups.
    pub(crate) followups: Followups,
    /// The outbox.
    pub(crate) outbox: Outbox,
    /// What is over the panes, the top one last.
    pub(crate) overlays: Vec<Overlay>,
    /// What happened.
    pub(crate) notice: Option<Notice>,
    /// Archives in Downloads; `None` while nobody has looked yet.
    pub(crate) found: Option<Vec<ArchiveFile>>,
    /// Whether a thread plans or runs an import.
    pub(crate) working: bool,
    /// The keys of a sequence that is not finished.
    pub(crate) pressed: Vec<Key>,
    /// What `.` does again.
    pub(crate) last: Option<Deed>,
    /// Lines that were typed, by kind of prompt.
    pub(crate) history: [Vec<String>; 4],
    /// The terminal: columns and rows.
    pub(crate) size: (u16, u16),
    /// How many lines details and words were scrolled, since the start; drawing keeps the place.
    pub(crate) scrolled: i64,
    /// Whether the screen may differ from the last one that was drawn.
    pub(crate) changed: bool,
}

impl Model {
    /// A model of this book on this day.
    pub fn new(book: Book, today: Day) -> Self {
        let mut model = Self {
            book,
            today,
            lens: Box::new(NoLens),
            keymap: Keymap::default(),
            tab: Tab::Today,
            focus: Pane::Invitations,
            side: Side::List,
            zoom: false,
            preview: true,
            invitations: Invitations::default(),
            profile: Profile::default(),
            followups: Followups::default(),
            outbox: Outbox::default(),
            overlays: Vec::new(),
            notice: None,
            found: None,
            working: false,
            pressed: Vec::new(),
            last: None,
            history: Default::default(),
            size: (80, 24),
            scrolled: 0,
            changed: true,
        };
        model.take_facts();
        model
    }

    /// With the rules of the domain.
    #[must_use]
    pub fn with_lens(mut self, lens: Box<dyn Lens>) -> Self {
        self.lens = lens;
        self.take_facts();
        self
    }

    /// With these keys.
    #[must_use]
    pub fn with_keymap(self, keymap: Keymap) -> Self {
        Self { keymap, ..self }
    }

    /// Facts and decisions.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// Whether the screen may differ from the last one that was drawn; asking makes it the last.
    pub fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    /// Whether no archive was imported yet.
    pub fn is_first_run(&self) -> bool {
        self.book.facts().is_empty()
    }

    /// The pane that has the keys.
    pub fn pane(&self) -> Pane {
        match self.tab {
            Tab::Today => self.focus,
            Tab::Full(pane) => pane,
        }
    }

    /// Where the person is, for the keymap.
    pub(crate) fn place(&self) -> Scope {
        if self.is_first_run() {
            Scope::FIRST
        } else {
            Scope::of(self.pane())
        }
    }

    /// Whether an action can be done now: the right place, and a row where one is needed.
    pub(crate) fn applies(&self, action: Action) -> bool {
        let Some(row) = action.row() else {
            return false;
        };
        let decides = matches!(
            action,
            Action::Accept | Action::Decline | Action::Ask | Action::Later
        );
        let sent = self.pane() == Pane::Invitations && self.invitations.view == View::Sent;
        row.scope.meets(self.place())
            && (!row.scope.has(Scope::ROW) || self.list().is_some_and(|list| !list.is_empty()))
            && !(decides && sent)
    }

    /// New facts: everything is computed anew.
    pub(crate) fn set_facts(&mut self, facts: Arc<Facts>) {
        self.book.set_facts(facts);
        self.take_facts();
    }

    fn take_facts(&mut self) {
        self.invitations
            .take_facts(&self.book, &*self.lens, self.today);
        self.refresh();
    }

    /// Another day.
    pub(crate) fn set_today(&mut self, today: Day) {
        self.today = today;
        self.take_facts();
    }

    /// New decisions: what depends on them is computed anew.
    pub(crate) fn refresh(&mut self) {
        self.invitations.refresh(&self.book, self.today);
        self.outbox.refresh(&self.book);
        self.profile.audit = self.lens.audit(&self.book, self.today);
        self.profile.arrange();
        self.followups.agenda = self.lens.agenda(&self.book, self.today);
        self.followups.arrange();
    }

    /// The filter of a pane.
    pub(crate) fn filter(&self, pane: Pane) -> &str {
        match pane {
            Pane::Invitations => &self.invitations.filter,
            Pane::Profile => &self.profile.filter,
            Pane::Followups => &self.followups.filter,
            Pane::Outbox => &self.outbox.filter,
        }
    }

    /// Sets the filter of a pane.
    pub(crate) fn set_filter(&mut self, pane: Pane, text: String) {
        match pane {
            Pane::Invitations => {
                self.invitations.filter = text;
                self.invitations.arrange(&self.book);
            }
            Pane::Profile => {
                self.profile.filter = text;
                self.profile.arrange();
            }
            Pane::Followups => {
                self.followups.filter = text;
                self.followups.arrange();
            }
            Pane::Outbox => {
                self.outbox.filter = text;
                self.outbox.arrange();
            }
        }
    }

    /// The list that has the keys.
    pub(crate) fn list(&self) -> Option<&dyn Rows> {
        (!self.is_first_run()).then(|| self.list_of(self.pane()))
    }

    /// The list of a pane.
    pub(crate) fn list_of(&self, pane: Pane) -> &dyn Rows {
        match pane {
            Pane::Invitations => &self.invitations.list,
            Pane::Profile => &self.profile.list,
            Pane::Followups => &self.followups.list,
            Pane::Outbox => &self.outbox.list,
        }
    }

    /// The list of a pane, to move in.
    pub(crate) fn list_mut(&mut self, pane: Pane) -> &mut dyn Rows {
        match pane {
            Pane::Invitations => &mut self.invitations.list,
            Pane::Profile => &mut self.profile.list,
            Pane::Followups => &mut self.followups.list,
            Pane::Outbox => &mut self.outbox.list,
        }
    }

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

    /// Says something in the line at the bottom.
    pub(crate) fn say(&mut self, words: Safe) {
        self.notice = Some(Notice {
            words,
            hint: None,
            trouble: false,
        });
    }

    /// Does something with the marked rows, or the one under the cursor.
    pub(crate) fn deed(&mut self, deed: Deed) -> Vec<Effect> {
        let step = self.step(deed.clone());
        self.last = Some(deed);
        step.map(Effect::Commit).into_iter().collect()
    }

    fn step(&self, deed: Deed) -> Option<Step> {
        let people = self.people();
        let step = match (deed, self.pane()) {
            (Deed::Answer(answer), Pane::Invitations) => Step::Answer {
                invitations: self.invitations.list.targets(),
                answer,
                reason: None,
            },
            (Deed::Done, Pane::Outbox) => {
                let to_do = |id: &crate::domain::outbox::OutboxId| {
                    let item = self.outbox.find(id);
                    item.is_some_and(|i| i.progress == crate::domain::outbox::Progress::ToDo)
                };
                let mut items = self.outbox.list.targets();
                items.retain(to_do);
                Step::Done { items }
            }
            (Deed::Skip, Pane::Followups) => Step::Skip { people },
            (Deed::Snooze(until), Pane::Followups) => Step::Snooze { people, until },
            (Deed::Contact(text), Pane::Followups) => Step::Contact {
                people,
                on: self.today,
                channel: Channel::Message,
                text,
            },
            (Deed::Note(text), _) if !people.is_empty() => Step::Note { people, text },
            _ => return None,
        };
        Some(step)
    }
}

fn persons<Id>(ids: Vec<Id>, person: impl Fn(Id) -> PersonKey) -> Vec<PersonKey> {
    ids.into_iter().map(person).collect()
}

/// A list, whatever its rows are.
pub(crate) trait Rows {
    fn is_empty(&self) -> bool;
    fn len(&self) -> usize;
    fn at(&self) -> usize;
    fn marked(&self) -> usize;
    fn in_range(&self) -> bool;
    fn step(&mut self, rows: isize);
    fn go(&mut self, at: usize);
    fn unmark(&mut self) -> bool;
    /// Does one of the actions that mark rows.
    fn mark(&mut self, action: Action);
}

impl<Id: Clone + Eq + std::hash::Hash> Rows for List<Id> {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
    fn len(&self) -> usize {
        self.len()
    }
    fn at(&self) -> usize {
        self.at()
    }
    fn marked(&self) -> usize {
        self.marked()
    }
    fn in_range(&self) -> bool {
        self.in_range()
    }
    fn step(&mut self, rows: isize) {
        self.step(rows);
    }
    fn go(&mut self, at: usize) {
        self.go(at);
    }
    fn unmark(&mut self) -> bool {
        self.unmark()
    }
    fn mark(&mut self, action: Action) {
        match action {
            Action::Mark => self.toggle(),
            Action::MarkRange => self.toggle_range(),
            Action::MarkInvert => self.invert(),
            Action::MarkAll => self.toggle_all(),
            _ => {}
        }
    }
}

/// What the person did last with prompts, newest last; at most this many lines of each kind.
pub(crate) const HISTORY: usize = 50;
