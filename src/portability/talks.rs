//! Messages that the changelog has and the snapshot, which can lag by weeks, lacks.
//!
//! The changelog names people by numbers that fit no profile. But it names the conversation as the
//! snapshot does, and who the other one of that is stands there.

use std::collections::{HashMap, HashSet};

use super::page::{Event, Message};
use crate::{
    domain::day::Instant,
    import::{Kind, dates, source::Source},
};

/// How much later a message must be than the newest one of its conversation, in milliseconds: the
/// snapshot gives whole seconds, and may round them.
const LATER: i64 = 2000;

/// The conversations of the snapshot.
#[derive(Debug, Default)]
pub struct Talks {
    owner: String,
    known: HashMap<Box<str>, Talk>,
    newest: Option<i64>,
}

/// A conversation of two.
#[derive(Debug)]
struct Talk {
    own: Side,
    other: Side,
    /// The newest message, in milliseconds since 1970.
    newest: i64,
    /// There are more than two, or they cannot be told.
    unclear: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Side {
    name: Box<str>,
    url: Box<str>,
}

impl Side {
    fn new(name: &str, url: &str) -> Self {
        Self {
            name: name.into(),
            url: url.into(),
        }
    }
}

impl Talks {
    /// Takes note of a row of the snapshot, with its cells in the order of the source's columns.
    pub(super) fn see(&mut self, source: &Source, cells: &[&str]) {
        let cell = |name: &str| {
            let at = source.columns.iter().position(|column| column.name == name);
            at.and_then(|at| cells.get(at))
                .map_or("", |cell| cell.trim())
        };
        match source.kind {
            Kind::Profile => {
                let name = format!("{} {}", cell("First Name"), cell("Last Name"));
                name.trim().clone_into(&mut self.owner);
            }
            Kind::Messages => self.message(&cell),
            _ => {}
        }
    }

    fn message<'a>(&mut self, cell: &dyn Fn(&str) -> &'a str) {
        let Some(at) = dates::utc(cell("DATE")).map(|at| at.timestamp_millis()) else {
            return;
        };
        self.newest = self.newest.max(Some(at));
        let from = Side::new(cell("FROM"), cell("SENDER PROFILE URL"));
        let to = Side::new(cell("TO"), cell("RECIPIENT PROFILE URLS"));
        let (own, other, told) = if *from.name == *self.owner {
            (from, to, true)
        } else {
            let told = *to.name == *self.owner;
            (to, from, told)
        };
        let unclear = !told || other.name.contains(',') || other.url.contains([',', ' ']);
        let talk = self.known.entry(cell("CONVERSATION ID").into());
        let talk = talk.or_insert_with(|| Talk {
            own,
            other: other.clone(),
            newest: at,
            unclear,
        });
        talk.newest = talk.newest.max(at);
        talk.unclear |= unclear || talk.other != other;
    }

    /// The time of the newest message, in milliseconds since 1970: so far the snapshot reaches.
    pub const fn newest(&self) -> Option<i64> {
        self.newest
    }

    /// The messages among these events that the snapshot lacks, as rows in the order of the source's
    /// columns. Those of conversations that it does not know cannot be told whose they are.
    pub fn missing(&self, source: &Source, events: &[Event]) -> Vec<Vec<String>> {
        let deleted: HashSet<&str> = events
            .iter()
            .filter(|event| event.method == "DELETE")
            .map(|event| &*event.resource_id)
            .collect();
        let created = events
            .iter()
            .filter(|event| !event.failed && !deleted.contains(&*event.resource_id));
        created
            .filter_map(|event| self.row(source, event.message.as_ref()?))
            .collect()
    }

    fn row(&self, source: &Source, message: &Message) -> Option<Vec<String>> {
        let talk = self.known.get(&*message.conversation)?;
        if talk.unclear || message.at < talk.newest + LATER {
            return None;
        }
        let (from, to, direction) = if message.mine {
            (&talk.own, &talk.other, "OUTGOING")
        } else {
            (&talk.other, &talk.own, "INCOMING")
        };
        let at = Instant::from_timestamp_millis(message.at)?;
        let date = at.format("%Y-%m-%d %H:%M:%S UTC").to_string();
        let cell = |name: &str| match name {
            "CONVERSATION ID" => &*message.conversation,
            "FROM" => &*from.name,
            "SENDER PROFILE URL" => &*from.url,
            "TO" => &*to.name,
            "RECIPIENT PROFILE URLS" => &*to.url,
            "DATE" => &*date,
            "CONTENT" => &*message.text,
            "DIRECTION" => direction,
            _ => "",
        };
        let columns = source.columns.iter();
        Some(columns.map(|column| cell(column.name).to_owned()).collect())
    }
}
