//! News: what changed on LinkedIn between one archive and the next.

use std::collections::{HashMap, HashSet};

use super::{
    day::{Day, Instant},
    person::PersonKey,
    records::Connection,
};
use crate::text::search::Key;

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// When the archive that shows it was made, as far as it can be told.
    pub seen: Option<Instant>,
    /// Who.
    pub person: PersonKey,
    /// Their name; hostile until cleaned.
    pub name: Box<str>,
    /// What happened.
    pub event: Event,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// They are a connection since this day.
    Connected(Option<Day>),
    /// They are no longer among the connections: removed, closed or hidden. Which, is unknown.
    Gone,
    /// Another company or position than before.
    JobChanged {
        /// Company and position before.
        before: Job,
        /// Company and position now.
        now: Job,
    },
}

/// A company and a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The company.
    pub company: Box<str>,
    /// The position.
    pub position: Box<str>,
}

impl Job {
    fn of(connection: &Connection) -> Self {
        Self {
            company: connection.company.clone(),
            position: connection.position.clone(),
        }
    }

    /// Outer spaces come and go between archives: they are no news.
    fn same(&self, other: &Self) -> bool {
        self.company.trim() == other.company.trim() && self.position.trim() == other.position.trim()
    }
}

/// What changed between two lists of connections, in the order of the newer one, people who are
/// gone last. People without a profile address are left out: a changed name would look like one
/// gone and another come.
pub fn compare(old: &[Connection], new: &[Connection], seen: Option<Instant>) -> Vec<News> {
    let mut before: HashMap<&PersonKey, &Connection> = old
        .iter()
        .filter(|c| c.key.as_slug().is_some())
        .map(|c| (&c.key, c))
        .collect();
    let mut news = Vec::new();
    let mut tell = |connection: &Connection, event: Event| {
        let name = format!("{} {}", connection.first.trim(), connection.last.trim());
        let (person, name) = (connection.key.clone(), name.trim().into());
        news.push(News {
            seen,
            person,
            name,
            event,
        });
    };
    for connection in new.iter().filter(|c| c.key.as_slug().is_some()) {
        let Some(known) = before.remove(&connection.key) else {
            tell(connection, Event::Connected(connection.connected_on));
            continue;
        };
        let (before, now) = (Job::of(known), Job::of(connection));
        if !before.same(&now) {
            tell(connection, Event::JobChanged { before, now });
        }
    }
    for connection in old.iter().filter(|c| before.contains_key(&c.key)) {
        tell(connection, Event::Gone);
    }
    news
}

/// Keys that went while another with the same name, and only one, came in the same archive: the
/// old key and the new one.
pub fn moves(news: &[News]) -> Vec<(&PersonKey, &PersonKey)> {
    let mut came = HashMap::new();
    let mut twice = HashSet::new();
    for item in news
        .iter()
        .filter(|n| matches!(n.event, Event::Connected(_)))
    {
        let told = (item.seen, folded_name(&item.name));
        if came.insert(told.clone(), &item.person).is_some() {
            twice.insert(told);
        }
    }
    let gone = news.iter().filter(|n| n.event == Event::Gone);
    gone.filter_map(|item| {
        let told = (item.seen, folded_name(&item.name));
        let new = came.get(&told).filter(|_| !twice.contains(&told))?;
        Some((&item.person, *new))
    })
    .collect()
}

/// A name without titles behind a comma, folded.
pub(super) fn folded_name(text: &str) -> Key {
    Key::new(text.split(',').next().unwrap_or(text).trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connection(slug: &str, company: &str) -> Connection {
        Connection {
            key: PersonKey::slug(slug).unwrap(),
            first: slug.into(),
            last: "Example".into(),
            email: "".into(),
            company: company.into(),
            position: "Engineer".into(),
            connected_on: None,
        }
    }

    #[test]
    fn new_people_changed_jobs_and_people_gone_are_told_apart() {
        let old = [
            connection("mira", "Acme"),
            connection("jon", "Contoso"),
            connection("pat", ""),
        ];
        let new = [
            connection("lee", "Globex"),
            connection("mira", "Northwind"),
            connection("jon", " Contoso "),
        ];
        let events: Vec<(String, bool, bool)> = compare(&old, &new, None)
            .iter()
            .map(|n| {
                let changed = matches!(n.event, Event::JobChanged { .. });
                (n.person.to_string(), changed, n.event == Event::Gone)
            })
            .collect();
        let expected = [
            ("lee", false, false),
            ("mira", true, false),
            ("pat", false, true),
        ];
        assert_eq!(
            events,
            expected.map(|(who, changed, gone)| (who.to_owned(), changed, gone))
        );
    }

    #[test]
    fn the_same_list_is_no_news() {
        let list = [connection("mira", "Acme"), connection("jon", "")];
        assert!(compare(&list, &list, None).is_empty());
    }
}
