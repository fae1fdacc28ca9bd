//! What an archive says, in types: the reading of LinkedIn's rows.
//!
//! Texts are as LinkedIn gives them: hostile until [`crate::text::clean`] has seen them.

mod message;
mod profile;

pub use message::{Conversation, Message, Messages, Party, Traits};
pub use profile::{
    Activity, ActivityKind, AdTargeting, Certification, CompanyFollow, Course, Education,
    EmailAddress, Endorsement, Honor, ImportedContact, JobApplication, JobPreferences, Language,
    Media, MediaKind, OwnerNote, Position, Profile, Project, Recommendation, SavedJob,
    Verification, Volunteering,
};

use super::{
    day::{Day, Instant},
    invitation::InvitationId,
    late::Late,
    person::PersonKey,
};

/// Everything that the facts of the newest archives say together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Archive {
    /// Whose archive it is, if that could be found.
    pub owner: Owner,
    /// People with a name or a key.
    pub connections: Vec<Connection>,
    /// Hidden or closed members: rows that hold only the day of the connection.
    pub date_only: Vec<Day>,
    /// Sent and received invitations: open ones, and those accepted in the last ~180 days.
    pub invitations: Vec<Invitation>,
    /// Messages without their texts.
    pub messages: Late<Messages>,
    /// The import file that has the texts of the messages, if there are any.
    pub texts: Option<Box<str>>,
    /// The owner's profile, with all its sections.
    pub profile: Profile,
    /// Addresses of the owner's phone and mail, if LinkedIn was given them.
    pub contacts: Vec<ImportedContact>,
    /// The owner's notes on LinkedIn.
    pub notes: Vec<OwnerNote>,
    /// The kinds that some archive held, whether or not with rows: a missing file is unknown, an
    /// empty one says "none".
    pub kinds: Vec<&'static str>,
}

/// The member whose archive it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owner {
    /// The key, found in invitations or messages.
    pub key: Option<PersonKey>,
    /// The name in `Profile.csv`.
    pub name: Box<str>,
}

/// A first-degree connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// Who.
    pub key: PersonKey,
    /// First name.
    pub first: Box<str>,
    /// Last name, often with titles behind it.
    pub last: Box<str>,
    /// E-mail, for the few who share it.
    pub email: Box<str>,
    /// Today's company.
    pub company: Box<str>,
    /// Today's position.
    pub position: Box<str>,
    /// The UTC date of acceptance; `None` where it could not be read.
    pub connected_on: Option<Day>,
}

/// Who sent an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Received.
    Incoming,
    /// Sent by the owner.
    Outgoing,
}

/// An invitation as the archive has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The other side, and when it was sent (UTC, from Pacific wall time).
    pub id: InvitationId,
    /// Received or sent.
    pub direction: Direction,
    /// The other side's display name.
    pub name: Box<str>,
    /// The note, empty for none.
    pub note: Box<str>,
    /// Whether the other side is among the connections: then it was accepted. Else it is open or
    /// declined; the archive cannot tell.
    pub connected: bool,
    /// Whether that was found by a unique name only, for want of a URL.
    pub by_name: bool,
}

impl Invitation {
    /// Received and the inviter not among the connections: "open or declined".
    pub fn is_open(&self) -> bool {
        self.direction == Direction::Incoming && !self.connected
    }

    /// Sent and the invitee not among the connections.
    pub fn is_open_sent(&self) -> bool {
        self.direction == Direction::Outgoing && !self.connected
    }

    /// When it was sent.
    pub fn sent(&self) -> Option<Instant> {
        self.id.sent
    }
}
