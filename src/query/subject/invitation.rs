//! Invitations, sent and received.

use super::{of_person, words};
use crate::{
    domain::{
        book::Book,
        day::Day,
        invitation::Standing,
        records::{Direction, Invitation},
        triage::{Class, Severity, Verdict},
    },
    query::{Field, Subject, Value},
};

/// An invitation, with what the rules say of it.
#[derive(Clone, Copy, Debug)]
pub struct InvitationRow<'a> {
    /// Facts and decisions.
    pub book: &'a Book,
    /// The invitation.
    pub invitation: &'a Invitation,
    /// Today.
    pub today: Day,
    /// What the rules advise; nothing for sent ones.
    pub verdict: Option<Verdict>,
    /// The score.
    pub score: Option<i64>,
    /// The worst warning.
    pub warning: Option<Severity>,
    /// What the title says today.
    pub classes: &'a [Class],
}

impl Subject for InvitationRow<'_> {
    fn value(&self, field: Field) -> Value<'_> {
        let invitation = self.invitation;
        let person = &invitation.id.person;
        let sent = invitation.sent().map(|sent| sent.date_naive());
        match field {
            Field::Name => Value::text(&invitation.name),
            Field::Note => Value::text(&invitation.note),
            Field::Age | Field::Sent => Value::day(sent),
            Field::Score => Value::number(self.score),
            Field::Verdict => Value::word(self.verdict.map(Verdict::word)),
            Field::Warn => Value::word(self.warn()),
            Field::Class => Value::Words(self.classes.iter().map(|class| class.word()).collect()),
            Field::State => Value::word(Some(self.state())),
            Field::Has => {
                let known = of_person(self.book, None, person, field);
                let Value::Words(mut has) = known else {
                    return known;
                };
                // Here the note is theirs.
                has.retain(|word| *word != "note");
                let answers = self.book.answers(&invitation.id);
                let reason = answers.last().is_some_and(|last| last.reason.is_some());
                has.extend(words([
                    ("note", !invitation.note.trim().is_empty()),
                    ("warning", self.warning.is_some()),
                    ("reason", reason),
                ]));
                Value::Words(has)
            }
            field => of_person(self.book, None, person, field),
        }
    }
}

impl InvitationRow<'_> {
    fn warn(&self) -> Option<&'static str> {
        match self.warning {
            Some(Severity::Stop) => Some("stop"),
            Some(Severity::Check) => Some("check"),
            // Sent ones are not judged.
            _ => self.verdict.map(|_| "none"),
        }
    }

    fn state(&self) -> &'static str {
        if self.invitation.direction == Direction::Outgoing {
            return "sent";
        }
        match self.book.standing(&self.invitation.id, self.today) {
            Standing::Undecided => "open",
            Standing::Resting(_) => "resting",
            Standing::Back(_) => "back",
            Standing::Asked(_) => "asked",
            Standing::Replied(_) => "replied",
            Standing::Silent(_) => "silent",
            Standing::Accepted(_) => "accepted",
            Standing::Declined(_) => "declined",
        }
    }
}
