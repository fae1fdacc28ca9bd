//! The mirror of accepting: how many of the strangers whom the person accepted answered the
//! welcome. Own data only, and nobody else's numbers beside it.

use std::collections::{BTreeMap, HashMap};

use super::{Book, Day};
use crate::domain::{
    day::Instant,
    describe::count,
    invitation::Answer,
    person::PersonKey,
    records::{Direction, Traits},
    step::Channel,
    words::words,
};

/// A welcome has so many days to be answered before it counts as silence. Source: domain.md 10.2,
/// rule 7, where a nudge waits as long.
pub const ANSWER_DAYS: i64 = 14;

/// What became of somebody who was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Both wrote since they are connected, or a call or a meeting was logged.
    Answered,
    /// The welcome is two weeks old in the newest messages, and they wrote nothing.
    Silent,
    /// The welcome is younger than that, or no archive can show it yet.
    Early,
    /// Neither wrote anything.
    NotWelcomed,
}

words! {
    Outcome:
    Answered "answered",
    Silent "no answer",
    Early "too early to say",
    NotWelcomed "no welcome yet",
}

/// A stranger who was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Who.
    pub person: PersonKey,
    /// Whether their invitation had a note; `None` where it is not in the archive any more.
    pub note: Option<bool>,
    /// Since when they are a connection.
    pub connected: Day,
    /// What became of it.
    pub outcome: Outcome,
}

/// How the acceptances went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mirror {
    /// The strangers who were accepted, the newest connection first. Who exchanged words with the
    /// person before the connection was no stranger.
    pub strangers: Vec<Accepted>,
    /// How many were accepted who were no strangers.
    pub known: usize,
    /// How many were accepted here whom no archive shows as connected.
    pub unseen: usize,
    /// Until which day the messages are known; `None` where no archive had any.
    pub until: Option<Day>,
    /// Of the invitations that were decided here, accepted and all: without a note, with one.
    pub rates: [(usize, usize); 2],
}

/// The words with somebody.
#[derive(Default)]
struct Words {
    /// Whether there were any before the connection.
    before: bool,
    /// The person's first ones since.
    mine: Option<Day>,
    /// Whether they wrote since.
    theirs: bool,
}

impl Mirror {
    /// Looks at everybody who was accepted, here or on LinkedIn.
    pub fn new(book: &Book) -> Self {
        let facts = book.facts();
        let mut mirror = Self {
            until: book.archive_of("messages"),
            ..Self::default()
        };
        // LinkedIn's file keeps accepted invitations for about half a year; decisions stay.
        let incoming = facts.invitations().iter();
        let incoming = incoming.filter(|i| i.direction == Direction::Incoming);
        let notes: HashMap<_, bool> = incoming
            .map(|i| (&i.id, !i.note.trim().is_empty()))
            .collect();
        let mut accepted: BTreeMap<&PersonKey, Option<bool>> = notes
            .iter()
            .map(|(id, note)| (&id.person, Some(*note)))
            .collect();
        for (id, answered) in book.answered() {
            let note = notes.get(id).copied();
            let rate = mirror.rates.get_mut(usize::from(note == Some(true)));
            match (answered.answer, rate.filter(|_| note.is_some())) {
                (Answer::Accept, Some(rate)) => *rate = (rate.0 + 1, rate.1 + 1),
                (Answer::Decline, Some(rate)) => rate.1 += 1,
                _ => {}
            }
            if answered.answer == Answer::Accept {
                accepted.entry(&id.person).or_insert(note);
                mirror.unseen += usize::from(facts.connected_on(&id.person).is_none());
            }
        }
        let accepted: HashMap<&PersonKey, (Option<bool>, Day)> = accepted
            .into_iter()
            .filter_map(|(person, note)| Some((person, (note, facts.connected_on(person)?))))
            .collect();
        let mut words = exchanged(book, &accepted);
        for (person, (note, connected)) in accepted {
            let words = words.remove(person).unwrap_or_default();
            if words.before {
                mirror.known += 1;
                continue;
            }
            let outcome = outcome(book, person, &words, (connected, mirror.until));
            let person = person.clone();
            mirror.strangers.push(Accepted {
                person,
                note,
                connected,
                outcome,
            });
        }
        mirror
            .strangers
            .sort_by(|a, b| (b.connected, &a.person).cmp(&(a.connected, &b.person)));
        mirror
    }

    /// How many have an outcome.
    pub fn number(&self, outcome: Outcome) -> usize {
        let strangers = self.strangers.iter();
        strangers.filter(|one| one.outcome == outcome).count()
    }

    /// In a sentence: `Of 12 strangers you accepted, 5 answered your welcome, …`; `None` where
    /// there is nothing to look at.
    pub fn words(&self) -> Option<String> {
        let all = self.strangers.len();
        if all == 0 {
            return None;
        }
        let number = |outcome| self.number(outcome);
        let answered = number(Outcome::Answered);
        let mut words = format!(
            "Of {} you accepted, {answered} answered your welcome",
            count(all, "stranger", "strangers"),
        );
        for (number, told) in [
            (number(Outcome::Silent), "did not"),
            (number(Outcome::Early), "may still"),
            (number(Outcome::NotWelcomed), "had no welcome from you"),
        ] {
            if number > 0 {
                words += &format!(", {number} {told}");
            }
        }
        Some(words)
    }

    /// What the numbers cannot know.
    pub fn limits(&self) -> String {
        let until = match self.until {
            Some(day) => format!("Messages are known until {day}"),
            None => "No archive had messages, so only what you logged counts".to_owned(),
        };
        format!(
            "{until}; answers by mail or telephone count where you logged them. LinkedIn's archive \
             holds invitations that were accepted in about the last half year."
        )
    }

    /// How often invitations were accepted, of those that were decided here: with a note, and
    /// without.
    pub fn rate_words(&self) -> Option<String> {
        let [without, with] = self.rates;
        (without.1 + with.1 > 0).then(|| {
            format!(
                "Decided here: with a note {} of {} accepted, without one {} of {}",
                with.0, with.1, without.0, without.1
            )
        })
    }
}

/// The words with each of the people, in one pass over the conversations.
fn exchanged<'a>(
    book: &Book,
    people: &HashMap<&'a PersonKey, (Option<bool>, Day)>,
) -> HashMap<&'a PersonKey, Words> {
    let no_words = [
        Traits::DRAFT,
        Traits::GROUP,
        Traits::SPONSORED,
        Traits::NOTE,
        Traits::EMPTY,
        Traits::CONGRATS,
    ];
    let messages = &book.facts().archive().messages;
    let mut all: HashMap<&PersonKey, Words> = HashMap::new();
    for conversation in &messages.conversations {
        let party = conversation
            .with
            .and_then(|at| messages.parties.get(at as usize));
        let Some((person, (_, connected))) =
            party.and_then(|party| people.get_key_value(&party.key))
        else {
            continue;
        };
        let words = all.entry(person).or_default();
        for message in messages.of(conversation).iter() {
            let day = Instant::from_timestamp(message.at, 0).map(|at| at.date_naive());
            let Some(day) = day.filter(|_| !no_words.iter().any(|t| message.traits.has(*t))) else {
                continue;
            };
            if day < *connected {
                words.before = true;
            } else if message.traits.has(Traits::MINE) {
                words.mine.get_or_insert(day);
            } else {
                words.theirs = true;
            }
        }
    }
    all
}

fn outcome(
    book: &Book,
    person: &PersonKey,
    words: &Words,
    (connected, until): (Day, Option<Day>),
) -> Outcome {
    let logged = || {
        let contacts = book.touch(person).into_iter().flat_map(|t| &t.contacts);
        contacts.filter(|contact| contact.on >= connected)
    };
    let met = |channel| matches!(channel, Channel::Call | Channel::Meeting);
    // Who wrote first answered as well: words went both ways.
    if (words.theirs && words.mine.is_some()) || logged().any(|contact| met(contact.channel)) {
        return Outcome::Answered;
    }
    let wrote = words
        .mine
        .or_else(|| logged().map(|contact| contact.on).min());
    match (wrote, until) {
        (None, _) => Outcome::NotWelcomed,
        (Some(on), Some(until)) if (until - on).num_days() >= ANSWER_DAYS => Outcome::Silent,
        (Some(_), _) => Outcome::Early,
    }
}
