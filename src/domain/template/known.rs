//! What the book knows for a text: values of variables, what is true of the two, what was sent.

use std::collections::BTreeMap;

use super::{NEW_ROLE_DAYS, Situation, Used};
use crate::domain::{
    book::Book, day::Day, news::Event, person::PersonKey, plan, records::Direction,
};

/// The values of variables for a person, by name: their first name and company, and what was filled
/// in here, which goes first. What the person says about themselves is not among them.
pub fn values(book: &Book, person: &PersonKey) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    let mut put = |name: &str, value: &str| {
        if !value.trim().is_empty() {
            values.insert(name.to_owned(), value.trim().to_owned());
        }
    };
    if let Some(known) = book.facts().person(person) {
        put("first", &known.first);
        put("company", &known.company);
        let shared = book.facts().profile().positions.iter();
        let company = known.company.trim().to_lowercase();
        let mut shared = shared.filter(|own| own.company.trim().to_lowercase() == company);
        if let Some(own) = shared.next().filter(|_| !company.is_empty()) {
            put("school", &own.company);
            let year = own.started.map(|month| month.year.to_string());
            put("year", &year.unwrap_or_default());
        }
    }
    if let Some(touch) = book.touch(person) {
        for (name, value) in &touch.values {
            put(name, value);
        }
    }
    values
}

/// What is true of the two on a day, as far as archives tell.
pub fn situations(book: &Book, person: &PersonKey, today: Day) -> Vec<Situation> {
    let facts = book.facts();
    let invitations = facts.invitations().iter();
    let newest = invitations
        .filter(|invitation| invitation.id.person == *person)
        .max_by_key(|invitation| invitation.id.sent);
    let mut found = Vec::new();
    found.extend(newest.map(|invitation| match invitation.direction {
        Direction::Incoming => Situation::Invited,
        Direction::Outgoing => Situation::Asked,
    }));
    if let Some(known) = facts.person(person) {
        if plan::recruits(&known.position) {
            found.push(Situation::Recruiter);
        }
        let company = known.company.trim().to_lowercase();
        let mut own = facts.profile().positions.iter();
        if !company.is_empty() && own.any(|p| p.company.trim().to_lowercase() == company) {
            found.push(Situation::Past);
        }
    }
    let news = facts.news_of(person).last();
    found.extend(news.and_then(|news| match news.event {
        Event::JobChanged { .. } => {
            let seen = news.seen?.date_naive();
            ((today - seen).num_days() <= NEW_ROLE_DAYS).then_some(Situation::NewRole)
        }
        Event::Gone => Some(Situation::Gone),
        Event::Connected(_) => None,
    }));
    found
}

/// Every text that was sent, with the company of the one who got it.
pub fn used(book: &Book) -> Vec<Used> {
    book.touched()
        .filter(|(_, touch)| !touch.sent.is_empty())
        .flat_map(|(person, touch)| {
            let known = book.facts().person(person);
            let company = known.map_or("", |known| &known.company);
            touch.sent.iter().map(|(template, on)| Used {
                template: template.clone(),
                company: company.into(),
                on: *on,
            })
        })
        .collect()
}
