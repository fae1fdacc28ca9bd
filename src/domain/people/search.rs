//! Finds people while somebody types.
//!
//! Texts are folded once. Each further letter looks only through what the letters before found,
//! and scattered letters count only where nothing stands in one piece.

use std::collections::{BTreeSet, HashMap};

use super::{Column, everyone, known_here, name};
use crate::{
    domain::{book::Book, person::PersonKey},
    text::search::{Key, Query},
};

/// Everyone, ready to be searched and ordered.
#[derive(Debug, Default)]
pub struct Everyone {
    people: Vec<Entry>,
    places: HashMap<PersonKey, u32>,
    /// The places of all, in the order that ties keep.
    order: Vec<u32>,
    /// The places of all by name, once somebody asked.
    by_name: Vec<u32>,
    /// How many stand in the archives, and how many do not.
    counts: (usize, usize),
    /// Hits of the last words: those that hold the words in one piece, in the order.
    last: Option<(String, Vec<u32>)>,
}

#[derive(Debug)]
struct Entry {
    key: PersonKey,
    name: Key,
    /// What the archives say: address, company, position, e-mail.
    said: Key,
    /// What the person says: tags, typed facts and notes. It changes with decisions.
    own: Key,
}

/// How well somebody fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The name begins with the first word.
    Begins,
    /// Every word begins one of the name's.
    Word,
    /// Every word stands somewhere in the name.
    Inside,
    /// Every word stands in the name or in something else.
    Elsewhere,
}

impl Everyone {
    /// Everyone in the book, in the archive's order. It folds every text: some milliseconds for
    /// ten thousand people.
    pub fn new(book: &Book) -> Self {
        let people: Vec<Entry> = everyone(book)
            .into_iter()
            .map(|key| Entry {
                name: Key::new(name(book, &key)),
                said: said(book, &key),
                own: own(book, &key),
                key,
            })
            .collect();
        let numbers = 0..u32::try_from(people.len()).unwrap_or(u32::MAX);
        Self {
            places: people
                .iter()
                .zip(numbers.clone())
                .map(|(entry, at)| (entry.key.clone(), at))
                .collect(),
            order: numbers.collect(),
            counts: counts(book),
            by_name: Vec::new(),
            last: None,
            people,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// What somebody among them is found by, folded.
    pub fn texts_of(&self, person: &PersonKey) -> Option<[&Key; 3]> {
        let at = *self.places.get(person)?;
        let entry = self.people.get(at as usize)?;
        Some([&entry.name, &entry.said, &entry.own])
    }

    /// Whether somebody is among them.
    pub fn has(&self, person: &PersonKey) -> bool {
        self.places.contains_key(person)
    }

    /// Takes in what was decided since: tags and notes. `false` if somebody came or went; then it
    /// has to be made anew.
    pub fn refresh(&mut self, book: &Book) -> bool {
        self.last = None;
        if self.counts != counts(book) {
            return false;
        }
        let people = known_here(book);
        let mut changed: Vec<u32> = Vec::new();
        for person in people {
            if let Some(at) = self.places.get(person) {
                changed.push(*at);
            } else if book.facts().owner().key.as_ref() != Some(person) {
                return false;
            }
        }
        for (at, entry) in (0..).zip(&mut self.people) {
            if !entry.own.as_str().is_empty() {
                changed.push(at);
            }
        }
        for at in changed {
            if let Some(entry) = self.people.get_mut(at as usize) {
                entry.own = own(book, &entry.key);
            }
        }
        true
    }

    /// Orders everyone by a column; those that are alike stand by name. A search keeps the order
    /// among those who fit equally well.
    pub fn arrange(&mut self, book: &Book, column: Column) {
        if self.by_name.is_empty() {
            let mut places: Vec<u32> = (0..).take(self.people.len()).collect();
            let name = |at: &u32| self.people.get(*at as usize).map(|entry| &entry.name);
            places.sort_by(|a, b| {
                let (a, b) = (name(a), name(b));
                let empty = |key: Option<&Key>| key.is_none_or(|key| key.as_str().is_empty());
                (empty(a), a).cmp(&(empty(b), b))
            });
            self.by_name = places;
        }
        self.last = None;
        self.order.clone_from(&self.by_name);
        if column != Column::Name {
            let mut people: Vec<PersonKey> = self.all().cloned().collect();
            column.sort(book, &mut people);
            let places = people
                .iter()
                .filter_map(|key| self.places.get(key).copied());
            self.order = places.collect();
        }
    }

    /// Everyone, in order.
    pub fn all(&self) -> impl Iterator<Item = &PersonKey> {
        self.keys(&self.order)
    }

    fn keys<'a>(&'a self, places: &'a [u32]) -> impl Iterator<Item = &'a PersonKey> {
        let entries = places.iter().filter_map(|at| self.people.get(*at as usize));
        entries.map(|entry| &entry.key)
    }

    /// Those who fit all words, the best first, ties in order.
    pub fn find(&mut self, typed: &str) -> Vec<PersonKey> {
        let folded = Key::new(typed);
        let words: Vec<&str> = folded.as_str().split_ascii_whitespace().collect();
        if words.is_empty() {
            self.last = None;
            return self.all().cloned().collect();
        }
        let narrower = self
            .last
            .take()
            .filter(|(before, _)| folded.as_str().starts_with(before.as_str()));
        let among = narrower.as_ref().map_or(&self.order, |(_, hits)| hits);
        let mut hits: Vec<(Fit, u32)> = Vec::new();
        for at in among {
            let Some(entry) = self.people.get(*at as usize) else {
                continue;
            };
            if let Some(fit) = fit(&words, entry) {
                hits.push((fit, *at));
            }
        }
        let found: Vec<u32> = hits.iter().map(|(_, at)| *at).collect();
        self.last = Some((folded.as_str().to_owned(), found));
        if hits.is_empty() {
            return self.scattered(typed);
        }
        // A stable sort of few different values: one pass for each.
        let mut best = Vec::with_capacity(hits.len());
        for wanted in [Fit::Begins, Fit::Word, Fit::Inside, Fit::Elsewhere] {
            let these = hits.iter().filter(|(fit, _)| *fit == wanted);
            best.extend(these.map(|(_, at)| *at));
        }
        self.keys(&best).cloned().collect()
    }

    /// Those whose names have the letters in their order: for slips, and for initials.
    fn scattered(&self, typed: &str) -> Vec<PersonKey> {
        let mut query = Query::new(typed);
        let mut hits: Vec<(u32, u32)> = Vec::new();
        for at in &self.order {
            let entry = self.people.get(*at as usize);
            if let Some(score) = entry.and_then(|entry| query.score(&entry.name)) {
                hits.push((score, *at));
            }
        }
        hits.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        let places: Vec<u32> = hits.into_iter().map(|(_, at)| at).collect();
        self.keys(&places).cloned().collect()
    }
}

fn fit(words: &[&str], entry: &Entry) -> Option<Fit> {
    let name = entry.name.as_str();
    let mut worst = Fit::Begins;
    for (number, word) in words.iter().enumerate() {
        let fit = if let Some(at) = name.find(word) {
            if at == 0 && number == 0 {
                Fit::Begins
            } else if at == 0 || begins_word(name, word) {
                Fit::Word
            } else {
                Fit::Inside
            }
        } else if entry.said.as_str().contains(word) || entry.own.as_str().contains(word) {
            Fit::Elsewhere
        } else {
            return None;
        };
        // A second word that begins a word of the name does not spoil a name that begins right.
        if !(fit == Fit::Word && number > 0) {
            worst = worst.max(fit);
        }
    }
    Some(worst)
}

/// How many stand in the archives, and how many only in what the person wrote: who comes or goes
/// changes one of them.
fn counts(book: &Book) -> (usize, usize) {
    let facts = book.facts();
    let elsewhere: BTreeSet<&PersonKey> = known_here(book)
        .filter(|person| facts.person(person).is_none())
        .collect();
    (facts.people().len(), elsewhere.len())
}

fn begins_word(name: &str, word: &str) -> bool {
    let mut matches = name.match_indices(word);
    matches.any(|(at, _)| {
        let before = name.as_bytes().get(at.wrapping_sub(1));
        before.is_none_or(|byte| !byte.is_ascii_alphanumeric())
    })
}

fn said(book: &Book, person: &PersonKey) -> Key {
    let slug = person.as_slug().unwrap_or_default();
    match book.facts().person(person) {
        Some(p) => Key::new(&format!("{slug} {} {} {}", p.company, p.position, p.email)),
        None => Key::new(slug),
    }
}

fn own(book: &Book, person: &PersonKey) -> Key {
    let mut words = String::new();
    let tags = book.touch(person).into_iter().flat_map(|touch| &touch.tags);
    for tag in tags {
        words += tag;
        words.push(' ');
    }
    for given in book.given_about(person) {
        words += &given.value;
        words.push(' ');
    }
    for note in book.notes(person) {
        words += &note.text;
        words.push(' ');
    }
    if words.is_empty() {
        return Key::default();
    }
    Key::new(&words)
}
