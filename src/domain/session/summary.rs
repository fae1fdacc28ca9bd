//! What was done, counted from the journal: in a session, in a week, in four.

use super::{Book, Day, Mirror, Step, StepId};
use crate::domain::invitation::Answer;

/// How often each thing was done. Nothing here is compared with another day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Invitations that were accepted.
    pub accepted: usize,
    /// Invitations that were declined.
    pub declined: usize,
    /// Invitations that were answered with a question first.
    pub asked: usize,
    /// Invitations and follow-ups that were put off.
    pub later: usize,
    /// Messages that were sent and contacts of other kinds.
    pub contacts: usize,
    /// Follow-ups that were skipped.
    pub skipped: usize,
    /// Notes that were written.
    pub notes: usize,
    /// Gaps of the profile that something was said about.
    pub gaps: usize,
    /// Lines of the outbox that were done on LinkedIn.
    pub done: usize,
}

impl Sum {
    /// Its parts with their words, in the order in which they are told: one, and many.
    pub const fn parts(self) -> [(usize, &'static str, &'static str); 9] {
        [
            (self.accepted, "accepted", "accepted"),
            (self.declined, "declined", "declined"),
            (self.asked, "asked first", "asked first"),
            (self.contacts, "contact", "contacts"),
            (self.later, "put off", "put off"),
            (self.skipped, "skipped", "skipped"),
            (self.notes, "note", "notes"),
            (self.gaps, "profile gap looked at", "profile gaps looked at"),
            (self.done, "done on LinkedIn", "done on LinkedIn"),
        ]
    }

    /// Whether nothing was done.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// In words, without what is zero: `4 accepted, 1 declined, 2 contacts`.
    pub fn words(self) -> String {
        let told = self.parts().into_iter().filter(|(number, ..)| *number > 0);
        let words: Vec<String> = told
            .map(|(number, one, many)| crate::domain::describe::count(number, one, many))
            .collect();
        if words.is_empty() {
            "nothing was decided".to_owned()
        } else {
            words.join(", ")
        }
    }

    fn add(&mut self, step: &Step) {
        match step {
            Step::Answer {
                invitations,
                answer,
                ..
            } => {
                let of = match answer {
                    Answer::Accept => &mut self.accepted,
                    Answer::Decline => &mut self.declined,
                    Answer::Ask => &mut self.asked,
                    Answer::Later(_) => &mut self.later,
                };
                *of += invitations.len();
            }
            Step::Contact { people, .. } => self.contacts += people.len(),
            Step::Sent { .. } => self.contacts += 1,
            Step::Snooze { people, .. } | Step::Pause { people, .. } => self.later += people.len(),
            Step::Skip { people } => self.skipped += people.len(),
            Step::Note { people, .. } => self.notes += people.len(),
            Step::Check { .. } => self.gaps += 1,
            Step::Done { items } => {
                let words = items.iter().filter(|line| line.is_words()).count();
                self.contacts += words;
                self.done += items.len() - words;
            }
            _ => {}
        }
    }
}

/// What is told at the end of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct End {
    /// What was done in the session.
    pub done: Sum,
    /// What was done in the last seven days.
    pub week: Sum,
    /// What was done in the last twenty-eight.
    pub month: Sum,
    /// How many of the strangers who were accepted answered, in a sentence without its full stop.
    pub mirror: Option<String>,
}

impl End {
    /// The end of a session that began after a step.
    pub fn new(book: &Book, since: Option<&StepId>, today: Day) -> Self {
        let (week, month) = statistics(book, today);
        Self {
            done: self::since(book, since),
            week,
            month,
            mirror: Mirror::new(book).words(),
        }
    }
}

/// What was done after a step and not taken back; after `None`, from the very beginning.
pub fn since(book: &Book, step: Option<&StepId>) -> Sum {
    let mut sum = Sum::default();
    let later = book
        .log()
        .rev()
        .take_while(|stamped| step != Some(&stamped.id));
    for stamped in later.filter(|stamped| !book.is_undone(&stamped.id)) {
        sum.add(&stamped.step);
    }
    sum
}

/// What was done in the last seven days, and in the last twenty-eight; today is the last of them.
pub fn statistics(book: &Book, today: Day) -> (Sum, Sum) {
    let (mut week, mut month) = (Sum::default(), Sum::default());
    for stamped in book.log().filter(|stamped| !book.is_undone(&stamped.id)) {
        match (today - book.day_of(stamped)).num_days() {
            0..7 => {
                week.add(&stamped.step);
                month.add(&stamped.step);
            }
            7..28 => month.add(&stamped.step),
            _ => {}
        }
    }
    (week, month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{person::PersonKey, step::Stamped};

    fn book(steps: &[(&str, Step)]) -> Book {
        Book::new((1..).zip(steps).map(|(clock, (day, step))| Stamped {
            id: StepId::new(&format!("s{clock}")),
            device: "d1".into(),
            clock,
            at: format!("{day}T09:00:00+01:00").parse().unwrap(),
            step: step.clone(),
        }))
    }

    fn note(names: &[&str]) -> Step {
        Step::Note {
            people: names.iter().map(|n| PersonKey::slug(n).unwrap()).collect(),
            text: "x".to_owned(),
        }
    }

    #[test]
    fn the_weeks_are_counted_and_what_was_taken_back_is_not() {
        let undo = Step::Undo {
            id: StepId::new("s4"),
        };
        let book = book(&[
            ("2026-10-01", note(&["a"])),
            ("2026-11-16", note(&["a", "b"])),
            ("2026-11-17", note(&["a"])),
            ("2026-11-23", note(&["a"])),
            ("2026-11-23", undo),
            ("2026-11-24", note(&["of tomorrow"])),
        ]);
        let (week, month) = statistics(&book, "2026-11-23".parse().unwrap());
        assert_eq!((week.notes, month.notes), (1, 3));
        assert_eq!(since(&book, Some(&StepId::new("s2"))).notes, 2);
        assert_eq!(since(&book, None).words(), "5 notes");
        assert_eq!(Sum::default().words(), "nothing was decided");
    }

    #[test]
    fn words_that_were_ticked_as_sent_are_contacts() {
        let items = ["write:note:a", "accept:b@", "update:about"];
        let items = items.iter().map(|line| line.parse().unwrap()).collect();
        let sum = since(&book(&[("2026-11-23", Step::Done { items })]), None);
        assert_eq!(sum.words(), "1 contact, 2 done on LinkedIn");
    }
}
