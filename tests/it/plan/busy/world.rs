//! An invented LinkedIn with 1,200 connections, and the person who follows up.

use std::{collections::HashSet, sync::Arc};

use cordial::domain::{
    book::Book,
    day::{Day, Instant},
    facts::Facts,
    invitation::{Answer, InvitationId},
    outbox::{Act, OutboxId},
    person::PersonKey,
    plan::{Agenda, Circle, FollowUp, Kind, Settings, agenda},
    records::{Archive, Connection, Conversation, Message, Messages, Party, Traits},
    step::{Channel, Stamped, Step, StepId},
};

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Connections on the first day.
const KNOWN: usize = 1_200;

/// A generator of numbers that tells the same year each time: Knuth's MMIX multiplier.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn percent(&mut self, chance: u64) -> bool {
        self.below(100) < chance
    }
}

/// Somebody on LinkedIn.
struct Somebody {
    key: PersonKey,
    /// The day of the connection, once there is one.
    connected: Option<Day>,
    /// Day, hour, whether the person wrote it.
    messages: Vec<(Day, u32, bool)>,
}

/// LinkedIn, the journal and the day.
pub(super) struct World {
    pub(super) today: Day,
    /// The day the person was back from: waiting counts from it.
    pub(super) back: Day,
    pub(super) settings: Settings,
    book: Book,
    everybody: Vec<Somebody>,
    asking: Vec<usize>,
    accepted: usize,
    dice: Dice,
    clock: u64,
}

impl World {
    /// The world on a day; circles were chosen within what three sessions a week can carry.
    pub(super) fn new(today: Day) -> Self {
        let mut world = Self {
            today,
            back: today,
            settings: Settings::default(),
            book: Book::default(),
            everybody: Vec::new(),
            asking: Vec::new(),
            accepted: 0,
            dice: Dice(7),
            clock: 0,
        };
        // Five on each of three days: about 15 a week, the default limit of domain.md 10.1.
        world.settings.limits.week = [5, 0, 5, 0, 5, 0, 0];
        for _ in 0..KNOWN {
            let ago = 40 + i64::try_from(world.dice.below(2_900)).unwrap();
            world.meet(Some(today - chrono::TimeDelta::days(ago)));
        }
        // Nine in a hundred exchanged words once: the median of domain.md 13.
        for at in 0..KNOWN {
            if world.dice.percent(9) {
                let met = world.everybody[at].connected.unwrap();
                let whole = u64::try_from((today - met).num_days()).unwrap();
                let after = i64::try_from(world.dice.below(whole)).unwrap();
                let on = met + chrono::TimeDelta::days(after);
                let list = &mut world.everybody[at].messages;
                list.push((on, 9, true));
                list.push((on, 12, false));
                list.push((on, 15, true));
            }
        }
        world.import();
        for (circle, people) in [
            (Circle::Close, 0..6),
            (Circle::Active, 6..20),
            (Circle::Light, 20..55),
            (Circle::Yearly, 55..130),
        ] {
            let people = world.everybody[people].iter().map(|one| one.key.clone());
            let people = people.collect();
            world.step(Step::Circle { people, circle });
        }
        world
    }

    fn meet(&mut self, connected: Option<Day>) -> usize {
        let at = self.everybody.len();
        self.everybody.push(Somebody {
            key: PersonKey::slug(&format!("somebody-{at:04}")).unwrap(),
            connected,
            messages: Vec::new(),
        });
        at
    }

    /// Commits a step.
    pub(super) fn step(&mut self, step: Step) -> StepId {
        self.clock += 1;
        let id = StepId::new(&format!("{:06}", self.clock));
        let at = self.today.and_hms_opt(8, 0, 0).unwrap().and_utc();
        self.book.take([Stamped {
            id: id.clone(),
            device: "desk".into(),
            clock: self.clock,
            at: at.fixed_offset(),
            step,
        }]);
        id
    }

    /// A new archive comes in.
    pub(super) fn import(&mut self) {
        let mut messages = Messages::default();
        let mut connections = Vec::new();
        let now = self.today;
        for one in &self.everybody {
            let Some(met) = one.connected.filter(|day| *day <= now) else {
                continue;
            };
            connections.push(Connection {
                key: one.key.clone(),
                first: one.key.as_str().into(),
                last: "Example".into(),
                email: Box::default(),
                company: Box::default(),
                position: Box::default(),
                connected_on: Some(met),
            });
            let with = u32::try_from(messages.parties.len()).unwrap();
            let start = u32::try_from(messages.list.len()).unwrap();
            let mut list: Vec<_> = one.messages.iter().filter(|m| m.0 <= now).collect();
            list.sort_unstable();
            for (on, hour, mine) in list {
                let at: Instant = on.and_hms_opt(*hour, 0, 0).unwrap().and_utc();
                messages.list.held().push(Message {
                    at: at.timestamp(),
                    text_at: 0,
                    text_bytes: 9,
                    text_hash: 0,
                    conversation: u32::try_from(messages.conversations.len()).unwrap(),
                    traits: if *mine { Traits::MINE } else { Traits(0) },
                });
            }
            let end = u32::try_from(messages.list.len()).unwrap();
            messages.conversations.push(Conversation {
                with: Some(with),
                messages: start..end,
            });
            messages.parties.push(Party {
                key: one.key.clone(),
                name: one.key.as_str().into(),
            });
        }
        self.book.set_facts(Arc::new(Facts::new(Archive {
            connections,
            messages: messages.into(),
            kinds: vec!["connections", "messages"],
            ..Archive::default()
        })));
    }

    /// Strangers ask to connect: 18 a month.
    pub(super) fn strangers_ask(&mut self) {
        if self.dice.below(1_000) < 592 {
            let at = self.meet(None);
            self.asking.push(at);
        }
    }

    /// The person accepts them all, here and on LinkedIn.
    pub(super) fn accept_all(&mut self) {
        let asking = std::mem::take(&mut self.asking);
        if asking.is_empty() {
            return;
        }
        self.accepted += asking.len();
        let mut invitations = Vec::new();
        for at in asking {
            self.everybody[at].connected = Some(self.today);
            invitations.push(InvitationId {
                person: self.everybody[at].key.clone(),
                sent: None,
            });
        }
        let items = invitations
            .iter()
            .map(|invitation| OutboxId::Answer(Act::Accept, invitation.clone()))
            .collect();
        self.step(Step::Answer {
            invitations,
            answer: Answer::Accept,
            reason: None,
        });
        self.step(Step::Done { items });
    }

    /// The person writes to somebody, who may answer within the week; some get a circle.
    pub(super) fn write(&mut self, next: &FollowUp) {
        self.step(Step::Contact {
            people: vec![next.person.clone()],
            on: self.today,
            channel: Channel::Message,
            text: None,
        });
        let answers = match next.kind {
            Kind::Reply => 25,
            Kind::Nudge => 15,
            _ => 30,
        };
        let answers = self.dice.percent(answers);
        let after = i64::try_from(1 + self.dice.below(5)).unwrap();
        let (today, key) = (self.today, &next.person);
        let somebody = self.everybody.iter_mut().find(|one| one.key == *key);
        let somebody = somebody.unwrap();
        somebody.messages.push((today, 9, true));
        if answers {
            let on = today + chrono::TimeDelta::days(after);
            somebody.messages.push((on, 12, false));
        }
        let circle = match (next.kind, self.dice.below(100)) {
            (Kind::Welcome, 0..4) => Circle::Active,
            (Kind::Welcome, 4..14) => Circle::Light,
            (Kind::Welcome, 14..24) => Circle::Yearly,
            _ => return,
        };
        self.step(Step::Circle {
            people: vec![next.person.clone()],
            circle,
        });
    }

    /// The next day.
    pub(super) fn sleep(&mut self) {
        self.today = self.today.succ_opt().unwrap();
    }

    pub(super) fn agenda(&self) -> Agenda {
        let agenda = agenda(&self.book, &self.settings, self.today);
        // One follow-up a person, and nobody twice.
        let all = agenda.today.iter().chain(&agenda.resting);
        let mut seen = HashSet::new();
        for next in all {
            assert!(seen.insert(&next.person), "{next:?} twice");
        }
        agenda
    }

    fn circle(&self, person: &PersonKey) -> Circle {
        let touch = self.book.touch(person);
        touch.map_or(Circle::None, cordial::domain::book::Touch::circle)
    }

    /// Everybody in a circle since the first day, with the days since the person last wrote.
    pub(super) fn silences(&self) -> impl Iterator<Item = (Circle, &PersonKey, i64)> {
        self.everybody.iter().take(KNOWN).filter_map(|one| {
            let circle = self.circle(&one.key);
            // Light and yearly circles are not that old yet.
            circle.interval().filter(|days| 3 * days < 364)?;
            let wrote = one.messages.iter().filter(|m| m.2 && m.0 <= self.today);
            let last = wrote.map(|m| m.0).max().unwrap_or(Day::MIN);
            Some((circle, &one.key, (self.today - last).num_days()))
        })
    }

    pub(super) fn accepted(&self) -> usize {
        self.accepted
    }
}
