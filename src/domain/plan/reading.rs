//! What the messages with one person say: who wrote last, who owes a reply, whether the welcome
//! has been. Drafts, groups, advertising, messages without text and notes of invitations are no
//! contact; one-click congratulations are half of one.

use crate::domain::{
    day::{Day, Instant},
    records::{Message, Traits},
};

/// Own messages within so many days are one attempt to be heard. Chosen here.
pub(super) const ATTEMPT_DAYS: i64 = 3;
/// A first message within so many days of connecting is a welcome. Source: domain.md 10.2, rule 7.
pub(super) const WELCOME_DAYS: i64 = 14;

/// An answer within so many days is a quick one. Chosen here.
pub(super) const QUICK_DAYS: i64 = 3;

/// The contacts with one person, as LinkedIn's messages show them. Days are UTC.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Own messages.
    pub sent: u32,
    /// Theirs.
    pub received: u32,
    /// The day of the newest own message.
    pub last_sent: Option<Day>,
    /// The day of their newest message.
    pub last_received: Option<Day>,
    /// The newest of all is theirs.
    pub theirs_last: bool,
    /// The first days of own attempts since their newest message: the silences.
    pub attempts: Vec<Day>,
    /// Days of own messages around the connection: from its day on, the first one.
    pub first_sent_since_connected: Option<Day>,
    /// How many of the newest answers, whoever gave them, came within three days.
    pub quick: u32,
    /// The newest one-click congratulation, whoever sent it.
    pub congratulated: Option<Day>,
}

impl Reading {
    /// Reads the one-to-one messages with a person, in any order.
    pub fn new<'a>(
        messages: impl IntoIterator<Item = &'a Message>,
        connected_on: Option<Day>,
    ) -> Self {
        let mut all: Vec<(i64, bool, bool)> = messages
            .into_iter()
            .filter(|message| is_contact(message))
            .map(|message| {
                let mine = message.traits.has(Traits::MINE);
                (message.at, mine, message.traits.has(Traits::CONGRATS))
            })
            .collect();
        all.sort_unstable();
        let mut reading = Self::default();
        let mut before: Option<(Day, bool)> = None;
        for (at, mine, congratulation) in all {
            let Some(day) = Instant::from_timestamp(at, 0).map(|at| at.date_naive()) else {
                continue;
            };
            if congratulation {
                reading.congratulated = Some(day);
                continue;
            }
            if let Some((asked, _)) = before.filter(|(_, who)| *who != mine) {
                let quick = (day - asked).num_days() <= QUICK_DAYS;
                reading.quick = if quick { reading.quick + 1 } else { 0 };
            }
            before = Some((day, mine));
            if mine {
                reading.add_own(day, connected_on);
            } else {
                reading.received += 1;
                reading.last_received = Some(day);
                reading.theirs_last = true;
                reading.attempts.clear();
            }
        }
        reading
    }

    fn add_own(&mut self, day: Day, connected_on: Option<Day>) {
        self.sent += 1;
        self.last_sent = Some(day);
        self.theirs_last = false;
        add_attempt(&mut self.attempts, day);
        // A connection's day has no time: the same day counts as after.
        if self.first_sent_since_connected.is_none() && connected_on.is_some_and(|c| day >= c) {
            self.first_sent_since_connected = Some(day);
        }
    }

    /// Whether nothing was written.
    pub const fn is_empty(&self) -> bool {
        self.sent == 0 && self.received == 0 && self.congratulated.is_none()
    }

    /// Whether words went both ways.
    pub const fn two_way(&self) -> bool {
        self.sent > 0 && self.received > 0
    }

    /// Whether the welcome has been: an own message within fourteen days of connecting, or any
    /// exchange.
    pub fn welcomed(&self, connected_on: Day) -> bool {
        let soon = self
            .first_sent_since_connected
            .is_some_and(|day| (day - connected_on).num_days() <= WELCOME_DAYS);
        soon || self.two_way()
    }

    /// The newest contact's day, and whether it was the person's own message.
    pub fn last(&self) -> Option<(Day, bool)> {
        if self.theirs_last {
            self.last_received.map(|day| (day, false))
        } else {
            self.last_sent.map(|day| (day, true))
        }
    }
}

/// Counts an own message into attempts, the first days of which are kept in order.
pub(super) fn add_attempt(attempts: &mut Vec<Day>, day: Day) {
    let same = attempts
        .iter()
        .any(|first| (day - *first).num_days().abs() <= ATTEMPT_DAYS);
    if !same {
        attempts.push(day);
        attempts.sort_unstable();
    }
}

fn is_contact(message: &Message) -> bool {
    let none = [
        Traits::DRAFT,
        Traits::GROUP,
        Traits::SPONSORED,
        Traits::NOTE,
        Traits::EMPTY,
    ];
    message.at != 0 && !none.iter().any(|no| message.traits.has(*no))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn message(on: &str, traits: Traits) -> Message {
        Message {
            at: day(on).and_hms_opt(12, 0, 0).unwrap().and_utc().timestamp(),
            text_at: 0,
            text_bytes: 9,
            text_hash: 0,
            conversation: 0,
            traits,
        }
    }

    fn read(list: &[(&str, Traits)]) -> Reading {
        let list: Vec<Message> = list
            .iter()
            .map(|(on, traits)| message(on, *traits))
            .collect();
        Reading::new(&list, Some(day("2026-05-01")))
    }

    const MINE: Traits = Traits::MINE;
    const THEIRS: Traits = Traits(0);

    #[test]
    fn an_own_message_within_fourteen_days_is_the_welcome_and_a_later_one_is_not() {
        let connected = day("2026-05-01");
        assert!(
            read(&[("2026-05-01", MINE)]).welcomed(connected),
            "the same day is after"
        );
        assert!(read(&[("2026-05-15", MINE)]).welcomed(connected));
        assert!(!read(&[("2026-05-16", MINE)]).welcomed(connected));
        assert!(!read(&[("2026-04-30", MINE)]).welcomed(connected));
        assert!(!read(&[("2026-05-02", THEIRS)]).welcomed(connected));
        let exchange = read(&[("2026-06-20", MINE), ("2026-06-21", THEIRS)]);
        assert!(exchange.welcomed(connected));
    }

    #[test]
    fn a_note_a_draft_a_group_and_advertising_are_no_contact() {
        for no in [
            Traits::NOTE,
            Traits::DRAFT,
            Traits::GROUP,
            Traits::SPONSORED,
            Traits::EMPTY,
        ] {
            let reading = read(&[("2026-05-02", MINE.with(no)), ("2026-05-02", no)]);
            assert!(reading.is_empty(), "{no:?}");
        }
    }

    #[test]
    fn attempts_count_since_their_newest_message_and_two_in_a_row_are_one() {
        let reading = read(&[
            ("2026-05-01", MINE),
            ("2026-05-20", THEIRS),
            ("2026-06-01", MINE),
            ("2026-06-02", MINE),
            ("2026-06-18", MINE),
        ]);
        assert_eq!(reading.attempts, [day("2026-06-01"), day("2026-06-18")]);
        assert_eq!(reading.last(), Some((day("2026-06-18"), true)));
        assert!(!reading.theirs_last);
    }

    #[test]
    fn whose_message_is_newest_does_not_depend_on_the_order_of_threads() {
        let reading = read(&[("2026-06-03", THEIRS), ("2026-06-01", MINE)]);
        assert!(reading.theirs_last);
        assert_eq!(reading.last(), Some((day("2026-06-03"), false)));
    }

    #[test]
    fn quick_answers_count_from_the_newest_slow_one_on() {
        let reading = read(&[
            ("2026-05-01", MINE),
            ("2026-05-02", THEIRS),
            ("2026-05-12", MINE),
            ("2026-05-13", THEIRS),
            ("2026-05-13", MINE),
            ("2026-05-14", MINE),
            ("2026-05-17", THEIRS),
        ]);
        assert_eq!(reading.quick, 3);
    }

    #[test]
    fn congratulations_of_one_click_are_told_apart() {
        let reading = read(&[("2026-05-20", MINE.with(Traits::CONGRATS))]);
        assert_eq!((reading.sent, reading.last()), (0, None));
        assert_eq!(reading.congratulated, Some(day("2026-05-20")));
    }
}
