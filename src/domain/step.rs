//! Steps: what the person did, one user action each. A step is whole, also when it changes 200
//! invitations, and it can be undone as a whole.

mod channel;
mod event;
mod id;

pub use channel::Channel;
pub use event::Event;
pub use id::StepId;

use std::sync::Arc;

use super::{
    checklist::{Passage, Word},
    day::{Day, DayStart, Instant},
    edit::{self, Edit},
    invitation::{Answer, InvitationId},
    outbox::OutboxId,
    person::PersonKey,
    plan::Circle,
    received::Received,
    sender::SenderCheck,
    target::TargetChange,
    template::Occasion,
};
use crate::domain::words::words;
use chrono::{DateTime, FixedOffset};

/// A step with what the journal says about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stamped {
    /// Its name.
    pub id: StepId,
    /// The device that made it.
    pub device: Arc<str>,
    /// The logical clock: the order of steps, whatever wall clocks said.
    pub clock: u64,
    /// When it was made, by the wall clock and zone of the device. For showing, and for the day
    /// that a decision was taken on.
    pub at: DateTime<FixedOffset>,
    /// What was done.
    pub step: Step,
}

impl Stamped {
    /// The day of the step, where the person was, for whom days begin then.
    pub fn day(&self, start: DayStart) -> Day {
        start.day_of(self.at.naive_local())
    }
}

/// What is known of a person, where a merge has a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The name.
    Name,
    /// The company.
    Company,
    /// The position.
    Position,
    /// The e-mail address.
    Email,
}

words! {
    Field:
    Name "name",
    Company "company",
    Position "position",
    Email "email",
}

/// What an import brought: files of the `imports` folder, and which kinds they hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The archive's own name, without its folder.
    pub source: String,
    /// When LinkedIn made the archive, as far as it can be told. Newer archives win.
    pub taken: Option<Instant>,
    /// The files, each named by what it holds.
    pub files: Vec<ImportFile>,
    /// Kinds that the archive held, too, with the same rows as an earlier one: not stored again,
    /// but as fresh as this archive.
    pub unchanged: Vec<String>,
    /// Rows that could not be used, in all.
    pub set_aside: u64,
}

/// One immutable file of the `imports` folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportFile {
    /// Its name without the ending: the first 32 hexadecimal digits of its SHA-256.
    pub id: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The sections in it.
    pub sections: Vec<ImportSection>,
}

/// One kind of LinkedIn file inside an import file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportSection {
    /// The kind, as in the table of sources.
    pub kind: String,
    /// How many rows it has.
    pub rows: u64,
    /// A digest of its rows: the same rows of a later archive are not stored twice.
    pub digest: String,
}

/// One user action.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Facts came in. On undo the facts of the archive before show again; decisions stay.
    Import(Import),
    /// Invitations were answered. On undo the answer before counts again.
    Answer {
        /// Which ones.
        invitations: Vec<InvitationId>,
        /// How.
        answer: Answer,
        /// Why, in the person's words.
        reason: Option<String>,
    },
    /// Lines of the outbox were ticked: done on LinkedIn. On undo they are to do again.
    Done {
        /// Which ones.
        items: Vec<OutboxId>,
    },
    /// A private note about people. On undo the note is gone.
    Note {
        /// About whom.
        people: Vec<PersonKey>,
        /// The note.
        text: String,
    },
    /// The person was in touch with people. On undo the contact does not count.
    Contact {
        /// With whom.
        people: Vec<PersonKey>,
        /// On which day.
        on: Day,
        /// How.
        channel: Channel,
        /// About what.
        text: Option<String>,
    },
    /// A follow-up is not wanted before a day. On undo the plan's own day counts again.
    Snooze {
        /// Whose.
        people: Vec<PersonKey>,
        /// Until when.
        until: Day,
    },
    /// This follow-up is skipped, without claiming contact. On undo it is due again.
    Skip {
        /// Whose.
        people: Vec<PersonKey>,
    },
    /// How often to be in touch with people. On undo the circle before counts again.
    Circle {
        /// With whom.
        people: Vec<PersonKey>,
        /// How often.
        circle: Circle,
    },
    /// A tag was put on people, or taken off. On undo they are tagged as before.
    Tag {
        /// On whom.
        people: Vec<PersonKey>,
        /// Which one.
        tag: String,
        /// Whether it was put on.
        on: bool,
    },
    /// A follow-up of its own on a day. On undo it is not planned.
    Plan {
        /// With whom.
        people: Vec<PersonKey>,
        /// On which day.
        on: Day,
        /// About what; may be empty.
        what: String,
    },
    /// Nothing with these people before a day. On undo the plan's own days count again.
    Pause {
        /// With whom.
        people: Vec<PersonKey>,
        /// Until when.
        until: Day,
    },
    /// Nothing with anybody before a day. On undo the plan's own days count again.
    Away {
        /// Until when.
        until: Day,
    },
    /// What lies behind is let go: light and yearly contacts wait for their next turn, old
    /// welcomes are dropped. On undo it is all there again.
    FreshStart,
    /// The text of a template was sent: a contact. On undo it was not sent.
    Sent {
        /// To whom.
        person: PersonKey,
        /// The template's id.
        template: String,
        /// The words, as far as they are known; may be empty.
        text: String,
    },
    /// The person's own words for somebody, to be sent later. An empty text takes them away.
    Draft {
        /// For whom.
        person: PersonKey,
        /// What for.
        occasion: Occasion,
        /// The template they began as; empty for none.
        template: String,
        /// The words.
        text: String,
    },
    /// Two keys are one person: what stands under one counts for the other. It rewrites nothing,
    /// so on undo both are apart again, with what was decided about each.
    Merge {
        /// The key that stays.
        keep: PersonKey,
        /// The key that is looked up as the other from now on.
        other: PersonKey,
        /// What is taken from the other, where both say something.
        take: Vec<Field>,
    },
    /// None of these people is another one of them. On undo they may be suggested again.
    NotSame {
        /// Who.
        people: Vec<PersonKey>,
    },
    /// People were put away, or taken back: they leave lists and plans. On undo they are where
    /// they were.
    Archive {
        /// Who.
        people: Vec<PersonKey>,
        /// Whether they were put away.
        on: bool,
    },
    /// People are not to be contacted, or may be again: nothing is planned with them. On undo they
    /// are planned as before.
    NoContact {
        /// Who.
        people: Vec<PersonKey>,
        /// Whether they are not to be contacted.
        on: bool,
    },
    /// A value for a template's variable. On undo the value before counts again.
    Fill {
        /// For the texts to whom.
        person: PersonKey,
        /// The variable's name.
        variable: String,
        /// The value; empty takes it away.
        value: String,
    },
    /// The person said something about an item of the profile's audit. On undo what was said before
    /// counts again.
    Check {
        /// The item's id.
        item: String,
        /// What.
        said: Word,
        /// Why; private.
        reason: Option<String>,
    },
    /// What the person wants to come nearer to was changed. On undo it is as before.
    Targets {
        /// What changed, in this order.
        changes: Vec<TargetChange>,
    },
    /// A text of the profile was drafted. On undo the draft before counts again.
    ProfileDraft {
        /// Which text.
        passage: Passage,
        /// The draft; empty for none any more.
        text: String,
        /// What LinkedIn showed when it was written.
        was: String,
    },
    /// Facts about people were typed or pasted. They lie over LinkedIn's. On undo the facts before
    /// count again.
    Edit {
        /// Which ones; all of one paste are one step.
        edits: Vec<Edit>,
    },
    /// Somebody was added by hand. On undo nothing is known of them.
    Add {
        /// Who.
        person: PersonKey,
        /// What is known of them.
        facts: Vec<(edit::Field, String)>,
        /// When to follow up.
        on: Option<Day>,
    },
    /// Invitations came by e-mail or from a copied page. On undo they are gone until an archive
    /// lists them; what was decided about them waits.
    Received {
        /// Which ones; all of one capture are one step.
        invitations: Vec<Received>,
    },
    /// The five questions about an inviter were answered. On undo the answers before count again.
    SenderCheck {
        /// About whose invitation.
        invitation: InvitationId,
        /// The answers, all of them.
        check: SenderCheck,
    },
    /// Something was shown that is shown once. It cannot be undone.
    Seen {
        /// What.
        what: String,
    },
    /// Takes a step back.
    Undo {
        /// Which one.
        id: StepId,
    },
    /// Takes the undoing of a step back.
    Redo {
        /// The step that counts again.
        id: StepId,
    },
    /// Damage of the journal was confirmed; writing goes on. It cannot be undone.
    Repair {
        /// What is missing.
        missing: Vec<Missing>,
    },
    /// What stood here was erased for good, but for what it said about others.
    Erased {
        /// What it said about others; the same step, without what was erased.
        rest: Option<Box<Self>>,
    },
    /// Somebody's data was erased, and stays out of later imports. It cannot be undone. Who knows
    /// the person's slug can test whether it is theirs.
    Erase {
        /// The key of the hash: hexadecimal digits, the same for all erasures of a store.
        salt: String,
        /// The SHA-256 of the salt, a line end and the person's key, in hexadecimal.
        hash: String,
    },
}

/// Steps that are missing from a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Whose they are.
    pub device: String,
    /// Of which of its files.
    pub epoch: u32,
    /// The first number.
    pub from: u64,
    /// The last number.
    pub to: u64,
}

impl Step {
    /// Whether `undo` can take it back: everything but undo, redo, repair, an erasure and what was
    /// seen.
    pub const fn can_be_undone(&self) -> bool {
        !matches!(
            self,
            Self::Undo { .. }
                | Self::Redo { .. }
                | Self::Repair { .. }
                | Self::Erase { .. }
                | Self::Seen { .. }
        )
    }

    /// What counts of it: of a step that was erased in part, the rest.
    pub fn what(&self) -> &Self {
        match self {
            Self::Erased { rest: Some(rest) } => rest,
            other => other,
        }
    }
}
