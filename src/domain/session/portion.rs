//! The day's portion of invitations: a few of the queue, and what of it is left.
//!
//! First those that the person waits for or has put off until now, then the best, and last those
//! that ask for a check, to which a quarter of the places is kept: so they come every day, and
//! never first.

use std::cmp::Reverse;

use super::{Book, Day, InvitationId};
use crate::domain::invitation::Standing;

/// How many invitations a day's session has, if nothing else is said: five minutes at twenty-five
/// seconds each.
pub const PORTION: usize = 12;

/// One part in so many is kept for those that ask for a check.
const CHECKED: usize = 4;

/// What is advised about an invitation, as far as the order needs it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Whether something is to be checked first.
    pub warned: bool,
    /// The value score, 0 to 100.
    pub score: i32,
}

/// The invitations of today's session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Portion {
    /// What is left of the portion, in the order in which it is shown.
    pub left: Vec<InvitationId>,
    /// How many invitations wait, these included.
    pub waiting: usize,
    /// How many were decided today.
    pub decided: usize,
}

impl Portion {
    /// The portion of a day: `most` invitations, less those that were decided on it.
    pub fn of(book: &Book, today: Day, most: usize, seen: impl Fn(&InvitationId) -> Seen) -> Self {
        let decided = book
            .answered()
            .filter(|(_, last)| last.day == today)
            .count();
        let mut queue: Vec<_> = book
            .open(today)
            .filter(|(_, standing)| standing.in_queue())
            .map(|(invitation, standing)| {
                let id = &invitation.id;
                let again = !matches!(standing, Standing::Undecided);
                let Seen { warned, score } = seen(id);
                let key = (!again, warned, Reverse(score), Reverse(id.sent));
                (key, id)
            })
            .collect();
        queue.sort_by_key(|(key, _)| *key);
        let waiting = queue.len();
        let room = most.saturating_sub(decided).min(waiting);
        let warned = |(key, _): &&(_, &InvitationId)| {
            let (_, warned, ..): &(bool, bool, Reverse<i32>, Reverse<_>) = key;
            *warned
        };
        let to_check = queue.iter().filter(warned).count();
        let for_checks = to_check.min(room.div_ceil(CHECKED));
        // What the others leave free is theirs, too.
        let others = (waiting - to_check).min(room - for_checks);
        let mut checks = room - others;
        let mut plain = others;
        let left = queue
            .iter()
            .filter(|row| {
                let places = if warned(row) { &mut checks } else { &mut plain };
                let fits = *places > 0;
                *places = places.saturating_sub(1);
                fits
            })
            .map(|(_, id)| (*id).clone())
            .collect();
        Self {
            left,
            waiting,
            decided,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::{
        facts::Facts,
        invitation::Answer,
        person::PersonKey,
        records::{Archive, Direction, Invitation},
        step::{Stamped, Step, StepId},
    };

    fn today() -> Day {
        "2026-11-23".parse().unwrap()
    }

    fn book(invitations: u32) -> Book {
        let invitation = |n: u32| Invitation {
            id: InvitationId {
                person: PersonKey::slug(&format!("p{n:02}")).unwrap(),
                sent: today().and_hms_opt(0, n, 0).map(|at| at.and_utc()),
            },
            direction: Direction::Incoming,
            name: format!("P {n}").into(),
            note: "".into(),
            connected: false,
            by_name: false,
        };
        let mut book = Book::default();
        book.set_facts(Arc::new(Facts::new(Archive {
            invitations: (0..invitations).map(invitation).collect(),
            ..Archive::default()
        })));
        book
    }

    fn answer(book: &mut Book, person: &str, answer: Answer, at: &str) {
        let id = book
            .queue(today())
            .find(|invitation| invitation.id.person.as_str() == person)
            .map(|invitation| invitation.id.clone())
            .unwrap();
        let clock = book.log().count() as u64 + 1;
        book.take([Stamped {
            id: StepId::new(&format!("s{clock}")),
            device: "d1".into(),
            clock,
            at: at.parse().unwrap(),
            step: Step::Answer {
                invitations: vec![id],
                answer,
                reason: None,
            },
        }]);
    }

    /// Every third is to be checked; the score is the number.
    fn seen(id: &InvitationId) -> Seen {
        let n: i32 = id.person.as_str().trim_start_matches('p').parse().unwrap();
        Seen {
            warned: n % 3 == 0,
            score: n,
        }
    }

    fn names(portion: &Portion) -> Vec<&str> {
        portion.left.iter().map(|id| id.person.as_str()).collect()
    }

    #[test]
    fn the_best_come_first_and_a_quarter_is_kept_for_checks() {
        let portion = Portion::of(&book(12), today(), 8, seen);
        assert_eq!(
            names(&portion),
            ["p11", "p10", "p08", "p07", "p05", "p04", "p09", "p06"]
        );
        assert_eq!((portion.waiting, portion.decided), (12, 0));
    }

    #[test]
    fn a_short_queue_is_shown_whole() {
        let portion = Portion::of(&book(3), today(), 8, seen);
        assert_eq!(names(&portion), ["p02", "p01", "p00"]);
        let nobody = Portion::of(&book(0), today(), 8, seen);
        assert_eq!(nobody, Portion::default());
    }

    #[test]
    fn what_was_decided_today_is_off_the_portion_and_what_came_back_is_first() {
        let mut book = book(12);
        let later = Answer::Later(today());
        answer(&mut book, "p01", later, "2026-11-01T09:00:00+01:00");
        answer(
            &mut book,
            "p11",
            Answer::Accept,
            "2026-11-23T09:00:00+01:00",
        );
        answer(
            &mut book,
            "p10",
            Answer::Decline,
            "2026-11-22T09:00:00+01:00",
        );
        let portion = Portion::of(&book, today(), 4, seen);
        assert_eq!(names(&portion), ["p01", "p08", "p09"]);
        assert_eq!((portion.waiting, portion.decided), (10, 1));
    }
}
