//! The model: everything that the screen is drawn from.

mod about;
mod audit;
mod boards;
mod deed;
pub(crate) mod heard;
mod notice;
mod rows;
mod shared;
mod writing;

use std::sync::Arc;

pub use deed::Deed;
pub use heard::LastWords;
pub use notice::Notice;
pub(crate) use rows::Rows;
pub use shared::{Side, Split};
pub(crate) use writing::Next;

use super::{
    action::{Action, Scope},
    effect::{Effect, Purpose},
    key::Key,
    keymap::Keymap,
    lens::{Lens, NoLens},
    msg::{ArchiveFile, StoreTrouble},
    overlay::{Overlay, SeekView},
    pane::{
        Board, Pane,
        arrange::Saved,
        followups::{CircleAdvice, Followups},
        invitations::{Invitations, View},
        outbox::Outbox,
        people::People,
        profile::{self, Pasts, Profile},
        reach::Reach,
    },
    session::{Session, Wish},
};
use crate::domain::{
    book::Book, day::Day, facts::Facts, network::Behind, people::Column, person::PersonKey,
    step::StepId,
};

/// What fills the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The desk: three panes at once.
    Today,
    /// One pane at full size.
    Full(Pane),
    /// A session: the card under the cursor of a pane, alone.
    Session(Pane),
}

/// The smallest screen on which anything is shown: columns and rows.
pub const SMALLEST: (u16, u16) = (40, 10);

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
    /// How list and detail share the screen.
    pub(crate) split: Split,
    /// The pane of invitations.
    pub(crate) invitations: Invitations,
    /// The pane of the profile.
    pub(crate) profile: Profile,
    /// The pane of follow-ups.
    pub(crate) followups: Followups,
    /// The outbox.
    pub(crate) outbox: Outbox,
    /// The pane of people.
    pub(crate) people: People,
    /// What stands behind the names of people.
    pub(crate) columns: Vec<Column>,
    /// The pane of the network's reach.
    pub(crate) reach: Reach,
    /// Texts of the cards.
    pub(crate) desk: writing::Desk,
    /// The last words with whom the card is about.
    pub(crate) heard: heard::Heard,
    /// The saved views.
    pub(crate) saved: Saved,
    /// The session of the day, once one was begun.
    pub(crate) session: Option<Session>,
    /// The session that the program was started for.
    pub(crate) wish: Option<Wish>,
    /// What is over the panes, the top one last.
    pub(crate) overlays: Vec<Overlay>,
    /// The full text that was left last, to go on with.
    pub(crate) sought: Option<SeekView>,
    /// What happened.
    pub(crate) notice: Option<Notice>,
    /// The step of the notice that the last key took away.
    pub(crate) named: Option<StepId>,
    /// What is wrong with the store.
    pub(crate) store: Option<StoreTrouble>,
    /// Archives in Downloads; `None` while nobody has looked yet.
    pub(crate) found: Option<Vec<ArchiveFile>>,
    /// Whether a thread plans or runs an import.
    pub(crate) working: bool,
    /// Whether a thread takes somebody's data away.
    pub(crate) erasing: bool,
    /// The keys of a sequence that is not finished.
    pub(crate) pressed: Vec<Key>,
    /// What `.` does again.
    pub(crate) last: Option<Deed>,
    /// A text of several lines that is on its way to the journal.
    pub(crate) writing: Option<(Purpose, String)>,
    /// Lines that were typed, by kind of prompt.
    pub(crate) history: [Vec<String>; 5],
    /// The terminal: columns and rows.
    pub(crate) size: (u16, u16),
    /// How many lines details and words were scrolled, since the start; drawing keeps the place.
    pub(crate) scrolled: i64,
    /// Whether the screen may differ from the last one that was drawn.
    pub(crate) changed: bool,
}

impl Model {
    /// A model of this book on this day, without rules.
    pub fn new(book: Book, today: Day) -> Self {
        Self::of(book, Box::new(NoLens), today)
    }

    /// A model of this book on this day, with the rules of the domain.
    pub fn of(book: Book, lens: Box<dyn Lens>, today: Day) -> Self {
        let mut model = Self {
            book,
            today,
            lens,
            keymap: Keymap::default(),
            tab: Tab::Today,
            focus: Pane::Invitations,
            side: Side::List,
            split: Split::Both,
            invitations: Invitations::default(),
            profile: Profile::default(),
            followups: Followups::default(),
            outbox: Outbox::default(),
            people: People::default(),
            columns: vec![Column::Company, Column::Contact, Column::Position],
            reach: Reach::default(),
            desk: writing::Desk::default(),
            heard: heard::Heard::default(),
            saved: Saved::default(),
            session: None,
            wish: None,
            overlays: Vec::new(),
            sought: None,
            notice: None,
            named: None,
            store: None,
            found: None,
            working: false,
            erasing: false,
            pressed: Vec::new(),
            last: None,
            writing: None,
            history: Default::default(),
            size: (80, 24),
            scrolled: 0,
            changed: true,
        };
        model.take_facts();
        model
    }

    /// With these keys.
    #[must_use]
    pub fn with_keymap(self, keymap: Keymap) -> Self {
        Self { keymap, ..self }
    }

    /// Begins with a session.
    #[must_use]
    pub fn with_session(self, wish: Wish) -> Self {
        Self {
            wish: Some(wish),
            ..self
        }
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
            Tab::Full(pane) | Tab::Session(pane) => pane,
        }
    }

    /// Where the person is, for the keymap.
    pub(crate) fn place(&self) -> Scope {
        if self.is_first_run() {
            Scope::FIRST
        } else {
            let place = Scope::of(self.pane());
            match self.tab {
                Tab::Session(_) => place.and(Scope::SESSION),
                _ => place,
            }
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
        let nothing = match action {
            Action::Undo => self.book.log().next().is_none(),
            Action::Pass => self.sitting().is_none_or(|s| s.shown.is_none()),
            Action::Session => self.sitting().is_some_and(|s| s.shown.is_some()),
            Action::ImportFound => self.found.as_ref().is_none_or(Vec::is_empty),
            Action::Enter => self.tab != Tab::Today && self.list().is_none_or(Rows::is_empty),
            _ => false,
        };
        row.is_in(self.place())
            && !nothing
            && (self.pane() != Pane::Profile || profile::applies(self, action))
            && (!row.scope.has(Scope::ROW) || self.list().is_some_and(|list| !list.is_empty()))
            && !(decides && sent)
    }

    /// New facts: everything is computed anew.
    pub(crate) fn set_facts(&mut self, facts: Arc<Facts>) {
        self.book.set_facts(facts);
        self.profile.pasts = Pasts::default();
        self.profile.history.clear();
        self.take_facts();
    }

    fn take_facts(&mut self) {
        self.people.forget();
        self.heard = heard::Heard::default();
        (self.people.rules, self.people.today) = (self.lens.titles(), self.today);
        self.invitations
            .take_facts(&self.book, &*self.lens, self.today);
        self.refresh(true);
    }

    /// What is known of people changed: advice is given anew.
    pub(crate) fn judge_anew(&mut self) {
        self.take_facts();
    }

    /// Another day.
    pub(crate) fn set_today(&mut self, today: Day) {
        self.today = today;
        self.take_facts();
    }

    /// What choosing a circle for people means.
    pub(crate) fn circle_advice(&self, people: &[PersonKey]) -> CircleAdvice {
        self.lens.circles(&self.book, people, self.today)
    }

    /// What a thread may make before a card needs it.
    pub(crate) fn ahead(&self) -> Option<Box<dyn FnOnce() + Send>> {
        self.lens.ahead()
    }

    /// The people behind a figure of the network.
    pub(crate) fn behind(&self, what: &Behind) -> Vec<PersonKey> {
        self.lens.behind(&self.book, what, self.today)
    }

    /// New decisions: what depends on them is computed anew. The audit does only if it was heard
    /// of; it reads the whole archive.
    pub(crate) fn refresh(&mut self, audit: bool) {
        let (lens, today) = (&*self.lens, self.today);
        // Roles are part of the audit.
        let audit = self.invitations.take_targets(&self.book, lens, today) || audit;
        self.invitations.refresh(&self.book, self.today);
        self.outbox.refresh(&self.book, self.today);
        if audit {
            self.profile.audit = self.lens.audit(&self.book, self.today);
            self.profile.arrange(&self.book);
            self.remember();
        }
        let view = self.followups.view;
        let (agenda, rows) = self.lens.agenda(&self.book, view, self.today);
        self.followups.agenda = agenda;
        self.followups.now = self.today;
        self.followups.take(rows, &self.book);
        self.people.decided();
        self.reach.forget();
        self.look();
        self.settle();
        self.desk.forget();
        self.compose();
    }

    /// Asks for the rows of the view of follow-ups: those of other views are nobody's to see.
    fn take_rows(&mut self) {
        let view = self.followups.view;
        let rows = self.lens.followups(&self.book, view, self.today);
        self.followups.take(rows, &self.book);
    }

    /// Computes what only the pane that is shown needs, if it is not known yet.
    pub(crate) fn look(&mut self) {
        if self.tab == Tab::Full(Pane::Reach) && !self.reach.is_known() {
            let network = self.lens.network(&self.book, self.today);
            self.reach.take(network, &self.book);
        }
        if self.tab == Tab::Full(Pane::People) {
            self.people.look(&self.book);
        }
        let judges = matches!(self.tab, Tab::Full(Pane::Invitations) | Tab::Session(_));
        if !judges {
            self.invitations.learned = None;
        } else if self.invitations.learned.is_none() {
            self.invitations.learned = Some(self.lens.learned(&self.book, self.today));
        }
    }

    /// The message that is being taken in does not show.
    pub(crate) fn unchanged(&mut self) {
        self.changed = false;
    }

    /// Whether the screen is too small to show anything.
    pub fn is_too_small(&self) -> bool {
        self.size.0 < SMALLEST.0 || self.size.1 < SMALLEST.1
    }

    /// Whether the desk has room for one pane only, and so has a pane for its list only.
    pub(crate) const fn is_narrow(&self) -> bool {
        self.size.0 < 60 || (self.size.0 < 100 && self.size.1 < 16)
    }
}

/// What the person did last with prompts, newest last; at most this many lines of each kind.
pub(crate) const HISTORY: usize = 50;
