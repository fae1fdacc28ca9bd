//! What people are found by, folded for the search.

use memchr::memmem::Finder;

use super::{Facts, Former, Person, u32_index};
use crate::{
    domain::{day::Day, person::PersonKey},
    text::search::{Key, Letters},
};

/// What parts the fields of the texts: no word that is searched has it.
const BETWEEN: char = '\t';

/// A field of the texts behind the name, by its place there.
#[derive(Clone, Copy, Debug)]
pub(in crate::domain) enum Part {
    /// Today's company, else the one of an older archive.
    Company = 1,
    /// The same of the position.
    Position = 2,
}

/// People with the texts that they are found by, folded once. The texts lie one behind the other, so
/// that a search goes through all of them in one pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// Who they are. Each has a place, from 0.
    pub keys: Vec<PersonKey>,
    /// Of each the name and, behind a line end, what else is said, with tabs between: address,
    /// company, position, e-mail. A line end is behind that, too.
    pub texts: String,
    /// Where the name of each ends in the texts, and where the rest does, in bytes.
    pub ends: Vec<(u32, u32)>,
    /// The letters of each name.
    pub letters: Vec<Letters>,
    /// The day of the connection, and the one of the last message of two, in UTC.
    pub days: Vec<(Option<Day>, Option<Day>)>,
    /// How many messages of two there are.
    pub messages: Vec<u32>,
    /// The places by name, those without one last.
    pub by_name: Vec<u32>,
}

impl Folded {
    /// Everybody in the archives, at the places of the facts.
    pub(super) fn of(facts: &Facts) -> Self {
        let mut all = Self::default();
        for at in 0..facts.people().len() {
            // In passing: whoever is not looked at takes no more room than this.
            match facts.people().glance(at) {
                Some(person) => all.add(facts, &person),
                None => all.push(&PersonKey::from_text(""), "", &[]),
            }
        }
        let mut by_name: Vec<u32> = (0..u32_index(all.keys.len())).collect();
        by_name.sort_by_cached_key(|at| by_name_order(all.name(*at as usize)));
        all.by_name = by_name;
        all
    }

    /// Adds somebody of the archives.
    pub(in crate::domain) fn add(&mut self, facts: &Facts, person: &Person) {
        let name = match &*person.name {
            "" => person.key.as_name().unwrap_or(person.key.as_str()),
            name => name,
        };
        let former = facts.former(&person.key);
        let known = |now: &'_ str, before: fn(&Former) -> &str| match now.trim() {
            "" => Key::new(former.map_or("", before).trim()),
            now => Key::new(now),
        };
        let said = [
            known(&person.company, |former| &former.company),
            known(&person.position, |former| &former.position),
            known(&person.email, |former| &former.email),
        ];
        self.push(&person.key, name, &said);
        let last = person.talk.last().map(|at| at.date_naive());
        if let Some(days) = self.days.last_mut() {
            *days = (person.connected_on, last);
        }
        if let Some(messages) = self.messages.last_mut() {
            *messages = person.talk.sent + person.talk.received;
        }
    }

    /// Adds somebody with what else is said of them, of whom no day is known.
    pub(in crate::domain) fn push(&mut self, person: &PersonKey, name: &str, said: &[Key]) {
        let begin = self.texts.len();
        Key::fold_into(name, &mut self.texts);
        let folded = self.texts.get(begin..).unwrap_or_default();
        self.letters.push(Letters::of(folded));
        let name = u32_index(self.texts.len());
        self.texts.push('\n');
        Key::fold_into(person.as_slug().unwrap_or_default(), &mut self.texts);
        for text in said {
            self.texts.push(BETWEEN);
            let text = text.as_str().chars();
            self.texts
                .extend(text.map(|c| if c == BETWEEN { ' ' } else { c }));
        }
        self.ends.push((name, u32_index(self.texts.len())));
        self.texts.push('\n');
        self.keys.push(person.clone());
        self.days.push((None, None));
        self.messages.push(0);
    }

    /// A field of what is said at a place, folded.
    pub(in crate::domain) fn said(&self, at: usize, part: Part) -> &str {
        let (texts, name) = self.texts(at);
        let said = texts.get(name..).unwrap_or_default();
        said.split(BETWEEN).nth(part as usize).unwrap_or_default()
    }

    /// The texts at a place, and how long the name is that they begin with.
    pub fn texts(&self, at: usize) -> (&str, usize) {
        let before = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let begin = before.map_or(0, |(_, end)| *end as usize + 1);
        let (name, end) = self.ends.get(at).copied().unwrap_or_default();
        let texts = self.texts.get(begin..end as usize).unwrap_or_default();
        (texts, (name as usize).saturating_sub(begin))
    }

    /// The folded name at a place.
    pub fn name(&self, at: usize) -> &str {
        let (texts, name) = self.texts(at);
        texts.get(..name).unwrap_or_default()
    }

    /// The places of those who have a word in their texts, in order.
    pub fn having(&self, word: &Finder<'_>) -> Vec<usize> {
        let mut having = Vec::new();
        let (texts, mut begin) = (self.texts.as_bytes(), 0);
        let mut places = self.ends.iter().enumerate();
        while let Some(found) = texts.get(begin..).and_then(|rest| word.find(rest)) {
            let at = begin + found;
            let Some((place, (_, end))) = places.find(|(_, (_, end))| at < *end as usize) else {
                break;
            };
            having.push(place);
            begin = *end as usize + 1;
        }
        having
    }
}

/// Orders names, those that are empty last.
pub(in crate::domain) const fn by_name_order(name: &str) -> (bool, &str) {
    (name.is_empty(), name)
}

impl Facts {
    /// What everybody in the archives is found by, made when it is first asked for. Who was taken in
    /// since, from an e-mail or a page, stands behind them among the people, and not here.
    pub fn folded(&self) -> &super::Late<Folded> {
        self.folded.get_or_init(|| Folded::of(self).into())
    }
}
