//! The book: facts, and the decisions folded from the journal's steps. The one thing that every
//! pane and command looks into.

mod audit;
mod fold;
mod imports;
mod judge;
mod known;
mod laid;
mod same;
mod touch;
mod undo;

pub use judge::{Judged, LEARNED_FROM, Learned, Said};
pub use known::{Given, Known};
pub use same::Same;
pub use touch::{Contact, OwnWords, Planned, Touch};
pub use undo::CannotUndo;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use super::{
    checklist::{Confirmations, Drafts},
    day::{Day, DayStart},
    facts::{Facts, Met},
    invitation::{ASK_RESTS_DAYS, Answer, InvitationId, Standing},
    outbox::OutboxId,
    person::PersonKey,
    received::Received,
    records::Invitation,
    sender::SenderCheck,
    step::{Stamped, Step, StepId},
    target::Targets,
};

/// An answer that was given to an invitation.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// How.
    pub answer: Answer,
    /// On which day.
    pub day: Day,
    /// Why, in the person's words.
    pub reason: Option<Arc<str>>,
    /// The step that said so.
    pub step: StepId,
}

/// A private note.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// On which day it was written.
    pub day: Day,
    /// What it says.
    pub text: Arc<str>,
    /// The step that said so.
    pub step: StepId,
}

/// The decisions: the fold of all steps that count.
#[derive(Clone, Debug, Default, PartialEq)]
struct Decisions {
    answers: BTreeMap<InvitationId, Vec<Answered>>,
    ticked: HashMap<OutboxId, Day>,
    notes: BTreeMap<PersonKey, Vec<Note>>,
    touches: BTreeMap<PersonKey, Touch>,
    checks: Confirmations,
    targets: Targets,
    drafts: Drafts,
    same: Same,
    away: Option<(Day, Day)>,
    fresh: Option<Day>,
    given: BTreeMap<PersonKey, known::GivenFacts>,
    senders: BTreeMap<InvitationId, SenderCheck>,
    seen: BTreeSet<Arc<str>>,
}

/// Facts and decisions together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// What the archives say.
    said: Arc<Facts>,
    /// The same, with the invitations that no archive lists yet.
    listed: Arc<Facts>,
    /// The same, with those who are one person as one.
    facts: Arc<Facts>,
    /// The invitations that came by e-mail or from a page.
    received: Vec<Received>,
    /// Those of them that are called otherwise now.
    met: Vec<Met>,
    log: Vec<Arc<Stamped>>,
    undone: HashSet<StepId>,
    /// When the person's days begin: a step belongs to a day.
    start: DayStart,
    decisions: Decisions,
}

impl Book {
    /// The book of these steps, in the order of the fold, without facts yet.
    pub fn new(log: impl IntoIterator<Item = Stamped>) -> Self {
        Self::of_days(DayStart::default(), log)
    }

    /// The same, of a person whose days begin then.
    pub fn of_days(start: DayStart, log: impl IntoIterator<Item = Stamped>) -> Self {
        let mut book = Self {
            start,
            log: log.into_iter().map(Arc::new).collect(),
            ..Self::default()
        };
        book.refold();
        book
    }

    /// Takes in steps that the journal confirmed, own ones and those of other processes.
    pub fn take(&mut self, steps: impl IntoIterator<Item = Stamped>) {
        for stamped in steps {
            let stamped = Arc::new(stamped);
            let key = |s: &Stamped| (s.clock, s.device.clone(), s.id.clone());
            let in_order = self.log.last().is_none_or(|last| key(last) < key(&stamped));
            let erased = matches!(stamped.step, Step::Erased { .. });
            let facts = matches!(stamped.step, Step::Merge { .. } | Step::Received { .. });
            let plain = stamped.step.can_be_undone() && !erased && !facts;
            self.log.push(stamped.clone());
            if in_order && plain {
                // A step may have been taken back before it came.
                if !self.is_undone(&stamped.id) {
                    self.decisions.apply(&stamped, self.start);
                }
            } else {
                self.log.sort_by_key(|s| key(s));
                self.refold();
            }
        }
    }

    /// An erased step takes the place of what it was, in whatever order they came.
    fn let_erased_win(&mut self) {
        let is_erased = |stamped: &Stamped| matches!(stamped.step, Step::Erased { .. });
        let erased = self.log.iter().filter(|stamped| is_erased(stamped));
        let erased: HashSet<StepId> = erased.map(|stamped| stamped.id.clone()).collect();
        if erased.is_empty() {
            return;
        }
        let mut kept = HashSet::new();
        self.log.retain(|stamped| {
            let stays = is_erased(stamped) && kept.insert(stamped.id.clone());
            stays || !erased.contains(&stamped.id)
        });
    }

    fn refold(&mut self) {
        self.let_erased_win();
        self.undone.clear();
        for stamped in &self.log {
            match &stamped.step {
                Step::Undo { id } => drop(self.undone.insert(id.clone())),
                Step::Redo { id } => drop(self.undone.remove(id)),
                _ => {}
            }
        }
        let counts = |stamped: &&Arc<Stamped>| !self.undone.contains(&stamped.id);
        let steps = || self.log.iter().filter(counts);
        let received: Vec<Received> = steps()
            .filter_map(|stamped| match stamped.step.what() {
                Step::Received { invitations } => Some(invitations),
                _ => None,
            })
            .flatten()
            .cloned()
            .collect();
        let came = received != self.received;
        if came {
            (self.listed, self.met) = laid::listed(&self.said, &received);
        }
        let mut same = Same::new(steps().map(|stamped| (&stamped.id, &stamped.step)));
        same.meet(&self.met);
        let other = came || same.is_other_than(&self.decisions.same);
        let mut decisions = Decisions {
            same,
            ..Decisions::default()
        };
        for stamped in steps() {
            decisions.apply(stamped, self.start);
        }
        self.received = received;
        self.decisions = decisions;
        if other {
            self.merge();
        }
    }

    /// The day that a step belongs to.
    pub fn day_of(&self, stamped: &Stamped) -> Day {
        stamped.day(self.start)
    }

    /// What LinkedIn's archives say.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The facts, to share with another book of the same store.
    pub fn shared_facts(&self) -> Arc<Facts> {
        Arc::clone(&self.said)
    }

    /// Every step ever made, in the order of the fold, also undone ones.
    pub fn log(&self) -> impl DoubleEndedIterator<Item = &Stamped> {
        self.log.iter().map(|stamped| &**stamped)
    }

    /// Whether a step was taken back.
    pub fn is_undone(&self, id: &StepId) -> bool {
        self.undone.contains(id)
    }

    /// The answers that an invitation got, the last one last.
    pub fn answers(&self, id: &InvitationId) -> &[Answered] {
        let id = self.decisions.same.invitation(id);
        self.decisions.answers.get(id).map_or(&[], Vec::as_slice)
    }

    /// Every invitation that was answered, with its last answer.
    pub fn answered(&self) -> impl Iterator<Item = (&InvitationId, &Answered)> {
        self.decisions
            .answers
            .iter()
            .filter_map(|(id, answers)| Some((id, answers.last()?)))
    }

    /// The day on which a line of the outbox was ticked.
    pub fn ticked(&self, item: &OutboxId) -> Option<Day> {
        let item = self.decisions.same.item(item);
        self.decisions.ticked.get(&*item).copied()
    }

    /// The notes about a person, oldest first.
    pub fn notes(&self, person: &PersonKey) -> &[Note] {
        let person = self.decisions.same.of(person);
        self.decisions.notes.get(person).map_or(&[], Vec::as_slice)
    }

    /// Everybody with a note.
    pub fn noted(&self) -> impl Iterator<Item = (&PersonKey, &[Note])> {
        self.decisions
            .notes
            .iter()
            .map(|(person, notes)| (person, notes.as_slice()))
    }

    /// What the person said about items of the audit.
    pub fn checks(&self) -> &Confirmations {
        &self.decisions.checks
    }

    /// The drafts of the profile's texts.
    pub fn profile_drafts(&self) -> &Drafts {
        &self.decisions.drafts
    }

    /// What was decided about a person's follow-ups.
    pub fn touch(&self, person: &PersonKey) -> Option<&Touch> {
        self.decisions.touches.get(self.decisions.same.of(person))
    }

    /// Who is the same as whom.
    pub fn same(&self) -> &Same {
        &self.decisions.same
    }

    /// Everybody whom a decision is about; somebody may come more than once.
    pub fn named(&self) -> impl Iterator<Item = &PersonKey> {
        let decisions = &self.decisions;
        let answered = decisions.answers.keys().map(|id| &id.person);
        let ticked = decisions.ticked.keys().filter_map(OutboxId::person);
        let noted = decisions.notes.keys();
        answered
            .chain(ticked)
            .chain(noted)
            .chain(decisions.touches.keys())
            .chain(decisions.given.keys())
            .chain(decisions.senders.keys().map(|id| &id.person))
    }

    /// What the person said about targets.
    pub fn targets(&self) -> &Targets {
        &self.decisions.targets
    }

    /// The last day of a message of two or of a logged contact, in UTC for messages.
    pub fn last_contact(&self, person: &PersonKey) -> Option<Day> {
        let talked = self.facts.person(person).and_then(|p| p.talk.last());
        let logged = self.touch(person).into_iter().flat_map(|t| &t.contacts);
        let logged = logged.map(|contact| contact.on).max();
        talked.map(|at| at.date_naive()).max(logged)
    }

    /// Everybody with decisions about follow-ups.
    pub fn touched(&self) -> impl Iterator<Item = (&PersonKey, &Touch)> {
        self.decisions.touches.iter()
    }

    /// All tags, those of most people first.
    pub fn tags(&self) -> Vec<String> {
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        for tag in self.touched().flat_map(|(_, touch)| &touch.tags) {
            *count.entry(tag).or_default() += 1;
        }
        let mut tags: Vec<(&str, usize)> = count.into_iter().collect();
        tags.sort_by_key(|(_, people)| std::cmp::Reverse(*people));
        tags.into_iter().map(|(tag, _)| tag.to_owned()).collect()
    }

    /// The last time the person was away: from which day, until before which day.
    pub fn away(&self) -> Option<(Day, Day)> {
        self.decisions.away
    }

    /// The day of the last fresh start.
    pub fn fresh_start(&self) -> Option<Day> {
        self.decisions.fresh
    }

    /// Where an open invitation stands on a day.
    pub fn standing(&self, id: &InvitationId, today: Day) -> Standing {
        let Some(last) = self.answers(id).last() else {
            return Standing::Undecided;
        };
        match last.answer {
            Answer::Accept => Standing::Accepted(last.day),
            Answer::Decline => Standing::Declined(last.day),
            Answer::Later(until) if until <= today => Standing::Back(until),
            Answer::Later(until) => Standing::Resting(until),
            Answer::Ask => {
                let talk = self.facts.person(&id.person).map(|person| person.talk);
                let replied = talk
                    .and_then(|talk| talk.last_received)
                    .is_some_and(|at| at.date_naive() >= last.day);
                match (today - last.day).num_days() {
                    _ if replied => Standing::Replied(last.day),
                    age if age >= ASK_RESTS_DAYS => Standing::Silent(last.day),
                    _ => Standing::Asked(last.day),
                }
            }
        }
    }

    /// The open invitations with where they stand on a day, in the archive's order.
    pub fn open(&self, today: Day) -> impl Iterator<Item = (&Invitation, Standing)> {
        let open = self
            .facts
            .invitations()
            .iter()
            .filter(|invitation| invitation.is_open());
        open.map(move |invitation| (invitation, self.standing(&invitation.id, today)))
    }

    /// The queue: open invitations that wait for a decision on a day.
    pub fn queue(&self, today: Day) -> impl Iterator<Item = &Invitation> {
        self.open(today)
            .filter(|(_, standing)| standing.in_queue())
            .map(|(i, _)| i)
    }
}
