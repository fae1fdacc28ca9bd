//! What a line of the outbox is about, and the id that says so.

use std::{fmt, str::FromStr};

use crate::domain::{
    checklist::Passage,
    invitation::{Answer, InvitationId},
    person::PersonKey,
    template::Occasion,
    words::words,
};

/// Something to do on LinkedIn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Press Accept.
    Accept,
    /// Reply with the question, without accepting yet.
    Reply,
    /// Press Ignore. Optional: an ignored invitation costs nobody anything.
    Ignore,
    /// Send the words that were written.
    Write,
    /// Put the drafted text into the own profile.
    Update,
}

words! {
    Act:
    Accept "accept",
    Reply "reply",
    Ignore "ignore",
    Write "write",
    Update "update",
}

impl Act {
    /// The same once it is done: `accepted`.
    pub const fn done(self) -> &'static str {
        match self {
            Self::Accept => "accepted",
            Self::Reply => "replied",
            Self::Ignore => "ignored",
            Self::Write => "written",
            Self::Update => "updated",
        }
    }

    /// What an answer asks for on LinkedIn. `Later` asks for nothing.
    pub const fn of(answer: Answer) -> Option<Self> {
        match answer {
            Answer::Accept => Some(Self::Accept),
            Answer::Ask => Some(Self::Reply),
            Answer::Decline => Some(Self::Ignore),
            Answer::Later(_) => None,
        }
    }
}

/// One line of the outbox: what is to be done, and with what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutboxId {
    /// An invitation that was answered here.
    Answer(Act, InvitationId),
    /// Words of the person's own to somebody, for an occasion.
    Words(PersonKey, Occasion),
    /// A drafted text of the own profile.
    Text(Passage),
}

impl OutboxId {
    /// What is to be done.
    pub const fn act(&self) -> Act {
        match self {
            Self::Answer(act, _) => *act,
            Self::Words(..) => Act::Write,
            Self::Text(_) => Act::Update,
        }
    }

    /// With whom; nobody for the own profile.
    pub const fn person(&self) -> Option<&PersonKey> {
        match self {
            Self::Answer(_, invitation) => Some(&invitation.person),
            Self::Words(person, _) => Some(person),
            Self::Text(_) => None,
        }
    }

    /// Whether it is about words of the person's own.
    pub const fn is_words(&self) -> bool {
        matches!(self, Self::Words(..))
    }

    /// With which invitation.
    pub const fn invitation(&self) -> Option<&InvitationId> {
        match self {
            Self::Answer(_, invitation) => Some(invitation),
            Self::Words(..) | Self::Text(_) => None,
        }
    }

    /// Which text of the own profile.
    pub const fn passage(&self) -> Option<&Passage> {
        match self {
            Self::Text(passage) => Some(passage),
            Self::Answer(..) | Self::Words(..) => None,
        }
    }
}

/// `accept:mira-example@2026-11-20T17:04Z`, `write:welcome:mira-example`, `update:about`,
/// `update:description:Engineer@Contoso`.
impl fmt::Display for OutboxId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let act = self.act().word();
        match self {
            Self::Answer(_, invitation) => write!(f, "{act}:{invitation}"),
            Self::Words(person, occasion) => write!(f, "{act}:{}:{person}", occasion.word()),
            Self::Text(Passage::Description { title, company }) => {
                write!(
                    f,
                    "{act}:{DESCRIPTION}{}@{}",
                    escaped(title),
                    escaped(company)
                )
            }
            Self::Text(passage) => write!(f, "{act}:{passage}"),
        }
    }
}

const DESCRIPTION: &str = "description:";

/// A title may hold the sign between title and company.
fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('@', "%40")
}

fn unescaped(text: &str) -> String {
    text.replace("%40", "@").replace("%25", "%")
}

/// The text is no id of the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnOutboxId;

impl FromStr for OutboxId {
    type Err = NotAnOutboxId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (word, rest) = text.split_once(':').ok_or(NotAnOutboxId)?;
        let act = Act::from_word(word).ok_or(NotAnOutboxId)?;
        Ok(match act {
            Act::Accept | Act::Reply | Act::Ignore => {
                Self::Answer(act, rest.parse().map_err(|_| NotAnOutboxId)?)
            }
            Act::Write => {
                let (occasion, person) = rest.split_once(':').ok_or(NotAnOutboxId)?;
                let occasion = Occasion::from_word(occasion).ok_or(NotAnOutboxId)?;
                Self::Words(PersonKey::from_text(person), occasion)
            }
            Act::Update => Self::Text(passage(rest).ok_or(NotAnOutboxId)?),
        })
    }
}

fn passage(text: &str) -> Option<Passage> {
    if let Some(position) = text.strip_prefix(DESCRIPTION) {
        let (title, company) = position.split_once('@')?;
        return Some(Passage::Description {
            title: unescaped(title).into(),
            company: unescaped(company).into(),
        });
    }
    [Passage::Headline, Passage::About]
        .into_iter()
        .find(|passage| passage.to_string() == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_as_it_was_written() {
        for text in [
            "accept:mira-example@2026-11-20T17:04Z",
            "ignore:row:00ff@",
            "reply:x@",
            "write:welcome:mira-example",
            "write:reply:name:Mira: Example",
            "update:about",
            "update:description:Chef %25 more%40home@A : B",
        ] {
            assert_eq!(text.parse::<OutboxId>().unwrap().to_string(), text);
        }
        for text in [
            "later:x@",
            "accept",
            "write:mira",
            "write:dinner:mira",
            "update:name",
            "update:description:Chef",
        ] {
            assert!(text.parse::<OutboxId>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_position_with_any_signs_has_an_id_of_its_own() {
        let at = |title: &str, company: &str| {
            OutboxId::Text(Passage::Description {
                title: title.into(),
                company: company.into(),
            })
        };
        for id in [at("a@b", "c"), at("a", "b@c"), at("%40", "%25"), at("", "")] {
            assert_eq!(id.to_string().parse(), Ok(id));
        }
    }
}
