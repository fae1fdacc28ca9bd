//! The session in the interface: one card at a time, as a view over the panes' own lists. The card
//! is the row under the cursor of its pane, so that every action of the pane is the same here.

use super::{
    Model,
    model::Tab,
    pane::{Board, Pane, followups, invitations::View, profile::State},
};
use crate::{
    domain::{
        day::Instant,
        person::PersonKey,
        session::{self, Card, Deck, End, Kept, PORTION, Portion, Seen},
    },
    safe,
    text::Safe,
};

/// What was wished for when a session was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Its length in minutes.
    pub minutes: Option<u32>,
    /// Whether it is about invitations only, all of them.
    pub only_invitations: bool,
    /// Whether the program was started for it: then leaving it leaves the program.
    pub alone: bool,
}

/// A session.
#[derive(Clone, Debug)]
pub struct Session {
    /// What was wished for.
    pub(crate) wish: Wish,
    /// What is kept of it until the next start.
    pub(crate) kept: Kept,
    deck: Deck,
    /// The time, as far as the interface was told.
    pub(crate) now: Instant,
    /// The card that may be finished when the time is over.
    last: Option<Card>,
    /// The card on the screen; `None` at the end.
    pub(crate) shown: Option<Card>,
    /// What is left, by kind.
    pub(crate) left: Left,
    /// At the end: what was done.
    pub(crate) end: Option<End>,
    from: Tab,
}

/// What is left of a session: the checklist of the day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Invitations of the portion.
    pub(crate) invitations: usize,
    /// Invitations that wait, in all.
    pub(crate) waiting: usize,
    /// Follow-ups by kind, in the plan's words.
    pub(crate) followups: Vec<(Safe, usize)>,
    /// Gaps of the profile.
    pub(crate) gaps: usize,
    /// Cards that were passed twice, and are open.
    pub(crate) resting: usize,
}

impl Left {
    /// How many cards are left.
    pub(crate) fn cards(&self) -> usize {
        let followups: usize = self.followups.iter().map(|(_, number)| number).sum();
        self.invitations + followups + self.gaps
    }

    /// In words: `5 of 40 invitations`, `1 welcome`, `one profile gap`.
    pub(crate) fn words(&self) -> Vec<Safe> {
        let mut words = Vec::new();
        match self.invitations {
            0 => {}
            left if left == self.waiting => {
                words.push(super::pane::count(left, "invitation", "invitations"));
            }
            left => words.push(safe!("{} of {} invitations", left, self.waiting)),
        }
        for (kind, number) in &self.followups {
            words.push(kinds(kind, *number));
        }
        if self.gaps > 0 {
            words.push(super::pane::count(self.gaps, "profile gap", "profile gaps"));
        }
        words
    }
}

/// Follow-ups of one kind: `2 welcomes`, `1 planned follow-up`.
fn kinds(kind: &Safe, number: usize) -> Safe {
    match (kind.as_str(), number) {
        ("planned", 1) => Safe::own("1 planned follow-up"),
        ("planned", _) => safe!("{} planned follow-ups", number),
        ("revive", 1) => Safe::own("1 quiet contact"),
        ("revive", _) => safe!("{} quiet contacts", number),
        ("reply", 2..) => safe!("{} replies", number),
        (_, 1) => safe!("1 {}", kind),
        _ => safe!("{} {}s", number, kind),
    }
}

impl Session {
    /// How many minutes are left, begun ones counted; `None` without a time box.
    pub(crate) fn minutes_left(&self) -> Option<i64> {
        let minutes = i64::from(self.kept.minutes?);
        let spent = (self.now - self.kept.started).num_seconds().max(0);
        Some((minutes * 60 - spent + 59).div_euclid(60).clamp(0, minutes))
    }

    /// Whether there was a time box, and it is over.
    pub(crate) fn is_over(&self) -> bool {
        self.minutes_left() == Some(0)
    }

    /// What is to be kept until the next start.
    pub(crate) fn kept(&self) -> Kept {
        Kept {
            passed: self.deck.passed().to_vec(),
            resting: self.deck.resting().to_vec(),
            ..self.kept.clone()
        }
    }
}

impl Model {
    /// The session, while it is on the screen.
    pub(crate) fn sitting(&self) -> Option<&Session> {
        matches!(self.tab, Tab::Session(_))
            .then_some(self.session.as_ref())
            .flatten()
    }

    /// In how many seconds the minutes of a session, if any are counted on the screen, change.
    pub fn next_minute(&self, now: Instant) -> Option<u64> {
        let session = self.sitting()?;
        let counts = session.shown.is_some() && session.minutes_left()? > 0;
        let spent = (now - session.kept.started).num_seconds();
        counts.then(|| u64::try_from(60 - spent.rem_euclid(60)).unwrap_or(60))
    }

    /// Begins a session; `kept` is what an earlier one of the same day left.
    pub(crate) fn sit(&mut self, wish: Wish, now: Instant, kept: Option<Kept>) {
        let from = match self.tab {
            Tab::Session(_) => self.session.as_ref().map_or(Tab::Today, |s| s.from),
            tab => tab,
        };
        let kept = match kept {
            Some(mut kept) => {
                let boxed = kept.minutes.map(i64::from);
                let spent = (now - kept.started).num_minutes();
                // A time box that ran out is not gone on with.
                if wish.minutes.is_some() || boxed.is_none_or(|minutes| spent >= minutes) {
                    kept.started = now;
                    kept.minutes = wish.minutes;
                }
                kept
            }
            None => Kept {
                day: self.today,
                since: self.book.log().next_back().map(|step| step.id.clone()),
                started: now,
                minutes: wish.minutes,
                only_invitations: wish.only_invitations,
                extra: 0,
                passed: Vec::new(),
                resting: Vec::new(),
            },
        };
        let cards = self.cards(&kept);
        self.session = Some(Session {
            wish,
            deck: Deck::new(cards, kept.passed.clone(), kept.resting.clone()),
            kept,
            now,
            last: None,
            shown: None,
            left: Left::default(),
            end: None,
            from,
        });
        self.tab = Tab::Session(Pane::Invitations);
        self.settle();
    }

    /// The cards of a day, in their order: invitations, follow-ups, one gap.
    fn cards(&self, kept: &Kept) -> Vec<Card> {
        let most = if kept.only_invitations {
            usize::MAX
        } else {
            PORTION + kept.extra
        };
        let seen = |id: &_| {
            let judged = self.invitations.judged(id);
            judged.map_or_else(Seen::default, |judged| Seen {
                warned: judged.warning.is_some(),
                score: judged.score,
            })
        };
        let portion = Portion::of(&self.book, self.today, most, seen);
        let mut cards: Vec<Card> = portion.left.into_iter().map(Card::Invitation).collect();
        if kept.only_invitations {
            return cards;
        }
        let followups = self.followups.agenda.today.iter();
        cards.extend(followups.map(|item| Card::FollowUp(item.person.clone())));
        if !session::gap_seen(&self.book, self.today) {
            let items = self.profile.audit.iter().flat_map(|audit| &audit.items);
            let gap = items
                .filter(|item| item.state.is_gap() || item.state == State::AskYou)
                .map(|item| Card::Gap(item.id.to_string()));
            cards.extend(gap.take(1));
        }
        cards
    }

    /// Whether a card waits for a decision.
    fn is_open(&self, card: &Card) -> bool {
        match card {
            Card::Invitation(id) => {
                let found = self.invitations.find(&self.book, id);
                found.is_some_and(crate::domain::records::Invitation::is_open)
                    && self.book.standing(id, self.today).in_queue()
            }
            Card::FollowUp(person) => self.due(person).is_some(),
            Card::Gap(item) => {
                let said = self.book.checks().of(item);
                let gap = self.profile.item(&Safe::line(item));
                gap.is_some_and(|gap| gap.state.is_gap() || gap.state == State::AskYou)
                    && said.is_none_or(|said| said.day != self.today)
            }
        }
    }

    /// Puts the session's next card under the cursor of its pane: after everything that changed.
    pub(crate) fn settle(&mut self) {
        if !matches!(self.tab, Tab::Session(_)) {
            return;
        }
        let Some(mut session) = self.session.take() else {
            self.tab = Tab::Today;
            return;
        };
        let mut next = session.deck.current(|card| self.is_open(card)).cloned();
        if session.is_over() && session.last.is_some() && session.last != next {
            next = None;
        }
        session.left = self.left(&session.deck);
        if session.shown != next {
            session.deck.unpin_unless(next.as_ref());
        }
        let since = session.kept.since.as_ref();
        let end = || End::new(&self.book, since, self.today);
        session.end = next.is_none().then(end);
        self.tab = Tab::Session(self.lay(next.as_ref()));
        session.shown = next;
        self.session = Some(session);
    }

    /// The follow-up of a person, if it is one of today's.
    fn due(&self, person: &PersonKey) -> Option<&followups::FollowUp> {
        let mut today = self.followups.agenda.today.iter();
        today.find(|item| item.person == *person)
    }

    fn left(&self, deck: &Deck) -> Left {
        let mut left = Left {
            waiting: self.invitations.queue(),
            resting: deck.resting().iter().filter(|c| self.is_open(c)).count(),
            ..Left::default()
        };
        for card in deck.left().filter(|card| self.is_open(card)) {
            match card {
                Card::Invitation(_) => left.invitations += 1,
                Card::Gap(_) => left.gaps += 1,
                Card::FollowUp(person) => {
                    let kind = self.due(person).map(|item| item.kind.clone());
                    let kind = kind.unwrap_or_default();
                    match left.followups.iter_mut().find(|(known, _)| *known == kind) {
                        Some((_, number)) => *number += 1,
                        None => left.followups.push((kind, 1)),
                    }
                }
            }
        }
        left
    }

    /// Puts the cursor of a pane on a card; the outbox is what is left at the end.
    fn lay(&mut self, card: Option<&Card>) -> Pane {
        let pane = match card {
            Some(Card::Invitation(_)) => Pane::Invitations,
            Some(Card::FollowUp(_)) => Pane::Followups,
            Some(Card::Gap(_)) => Pane::Profile,
            None => Pane::Outbox,
        };
        if pane == Pane::Invitations && self.invitations.view != View::Queue {
            self.invitations.view = View::Queue;
            self.invitations.arrange(&self.book);
        }
        if pane == Pane::Followups && self.followups.view != followups::View::Today {
            self.followups.view = followups::View::Today;
            self.followups.arrange(&self.book);
        }
        if !self.filter(pane).is_empty() {
            self.set_filter(pane, String::new());
        }
        self.list_mut(pane).unmark();
        match card {
            Some(Card::Invitation(id)) => self.invitations.list.select(id),
            Some(Card::FollowUp(person)) => self.followups.list.select(person),
            Some(Card::Gap(item)) => self.profile.list.select(&Safe::line(item)),
            None => {}
        }
        if pane == Pane::Outbox && self.pane() != pane {
            self.outbox.list.go(0);
        }
        pane
    }

    /// Goes to a card that a step was taken back from.
    pub(crate) fn show_card(&mut self, card: Card) {
        if self.sitting().is_none() || !self.is_open(&card) {
            return;
        }
        if let Some(session) = &mut self.session {
            session.deck.show(card);
        }
        self.settle();
    }

    /// Passes the card, or goes back to the one that was passed last. Whether there was one.
    pub(crate) fn turn_card(&mut self, back: bool) -> bool {
        let Some(mut session) = self.session.take() else {
            return false;
        };
        let turned = match &session.shown {
            _ if back => session.deck.back(|card| self.is_open(card)),
            Some(card) => {
                session.deck.pass(card);
                true
            }
            None => false,
        };
        self.session = Some(session);
        self.settle();
        turned
    }

    /// The time was told.
    pub(crate) fn tell_time(&mut self, now: Instant) {
        let Some(session) = &mut self.session else {
            return;
        };
        session.now = now;
        if session.is_over() && session.last.is_none() && session.shown.is_some() {
            session.last.clone_from(&session.shown);
            self.say(Safe::own("the time is over: this card is the last one"));
        }
    }

    /// Another portion after the end, without a time box.
    pub(crate) fn sit_longer(&mut self) {
        let Some(session) = self.session.take() else {
            return;
        };
        let over = session.left.cards() > 0;
        let mut kept = session.kept();
        kept.minutes = None;
        if !over {
            kept.extra += PORTION;
            kept.passed.clear();
            kept.resting.clear();
        }
        let (wish, now) = (session.wish, session.now);
        self.session = Some(session);
        self.sit(
            Wish {
                minutes: None,
                ..wish
            },
            now,
            Some(kept),
        );
    }

    /// Where the person was before the session.
    pub(crate) fn before_session(&self) -> Tab {
        let from = self.session.as_ref().map(|session| session.from);
        from.unwrap_or(Tab::Today)
    }
}
