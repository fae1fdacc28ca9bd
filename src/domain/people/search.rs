//! Finds people while somebody types.
//!
//! Texts are folded once, and lie one behind the other: a key looks through all of them in one pass.
//! Scattered letters count only where nothing stands in one piece.

use std::collections::{BTreeSet, HashMap};

use memchr::memmem::Finder;

use super::{Column, known_here, name, only_here};
use crate::{
    domain::{
        book::Book,
        day::Day,
        facts::{Folded, Part, by_name_order},
        late::Late,
        person::PersonKey,
    },
    text::search::{Key, Query},
};

/// Everyone, ready to be searched and ordered. Each has a place: those of the archives as in the
/// facts, then the others.
#[derive(Debug, Default)]
pub struct Everyone {
    /// Those of the archives.
    archived: Late<Folded>,
    /// Those behind them.
    others: Folded,
    /// What the person says of some: tags, typed facts and notes. It changes with decisions.
    own: HashMap<u32, Key>,
    /// The places of those who stand in no archive.
    elsewhere: HashMap<PersonKey, u32>,
    /// The places of all, in the order that ties keep.
    order: Vec<u32>,
    /// How many stand in the archives, and how many do not.
    counts: (usize, usize),
}

/// What somebody is found by.
#[derive(Clone, Copy, Debug)]
struct Texts<'a> {
    /// The name, a line end, and what else the archives say.
    both: &'a str,
    /// How long the name is.
    name: usize,
    own: &'a str,
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
    /// Everyone in the book, in the archive's order.
    pub fn new(book: &Book) -> Self {
        let facts = book.facts();
        let mut all = Self {
            archived: facts.folded().clone(),
            counts: counts(book),
            ..Self::default()
        };
        for at in all.archived.keys.len()..facts.people().len() {
            if let Some(person) = facts.people().glance(at) {
                all.others.add(facts, &person);
            }
        }
        for person in only_here(book) {
            let at = u32::try_from(all.len()).unwrap_or(u32::MAX);
            all.elsewhere.insert(person.clone(), at);
            all.others.push(person, name(book, person), &[]);
        }
        all.order = (0..).take(all.len()).collect();
        all.refresh(book);
        all
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.archived.keys.len() + self.others.keys.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether somebody is among them, in the book that they are from.
    pub fn has(&self, book: &Book, person: &PersonKey) -> bool {
        self.place(book, person).is_some()
    }

    pub(super) fn place(&self, book: &Book, person: &PersonKey) -> Option<u32> {
        let known = book.facts().place(person);
        let place = known.and_then(|at| u32::try_from(at).ok());
        place.or_else(|| self.elsewhere.get(person).copied())
    }

    /// Where somebody stands.
    fn at(&self, place: u32) -> (&Folded, usize) {
        let place = place as usize;
        match place.checked_sub(self.archived.keys.len()) {
            None => (&self.archived, place),
            Some(behind) => (&self.others, behind),
        }
    }

    fn person(&self, place: u32) -> Option<&PersonKey> {
        let (folded, at) = self.at(place);
        folded.keys.get(at)
    }

    fn name(&self, place: u32) -> &str {
        let (folded, at) = self.at(place);
        folded.name(at)
    }

    /// A text of the archives, folded.
    pub(super) fn said(&self, place: u32, part: Part) -> &str {
        let (folded, at) = self.at(place);
        folded.said(at, part)
    }

    /// The days of the connection and of the last message of two.
    pub(super) fn days(&self, place: u32) -> (Option<Day>, Option<Day>) {
        let (folded, at) = self.at(place);
        folded.days.get(at).copied().unwrap_or_default()
    }

    /// How many messages of two there are.
    pub(super) fn messages(&self, place: u32) -> u32 {
        let (folded, at) = self.at(place);
        folded.messages.get(at).copied().unwrap_or_default()
    }

    fn texts(&self, place: u32) -> Texts<'_> {
        let (folded, at) = self.at(place);
        let (both, name) = folded.texts(at);
        let own = self.own.get(&place).map_or("", Key::as_str);
        Texts { both, name, own }
    }

    /// Takes in what was decided since: tags and notes. `false` if somebody came or went; then it
    /// has to be made anew.
    pub fn refresh(&mut self, book: &Book) -> bool {
        if self.counts != counts(book) {
            return false;
        }
        let mut changed: BTreeSet<u32> = self.own.keys().copied().collect();
        for person in known_here(book) {
            match self.place(book, person) {
                Some(at) => {
                    changed.insert(at);
                }
                None if book.facts().owner().key.as_ref() == Some(person) => {}
                None => return false,
            }
        }
        for at in changed {
            let own = self.person(at).map(|person| own(book, person));
            match own.filter(|own| !own.as_str().is_empty()) {
                Some(own) => self.own.insert(at, own),
                None => self.own.remove(&at),
            };
        }
        true
    }

    /// Orders everyone by a column; those that are alike stand by name. A search keeps the order
    /// among those who fit equally well.
    pub fn arrange(&mut self, book: &Book, column: Column) {
        let mut order = self.archived.by_name.clone();
        for at in (0..).take(self.len()).skip(order.len()) {
            let place = order.partition_point(|other| {
                by_name_order(self.name(*other)) <= by_name_order(self.name(at))
            });
            order.insert(place, at);
        }
        self.sort(book, column, &mut order);
        self.order = order;
    }

    /// Everyone, in order.
    pub fn all(&self) -> impl Iterator<Item = &PersonKey> {
        self.keys(&self.order)
    }

    fn keys<'a>(&'a self, places: &'a [u32]) -> impl Iterator<Item = &'a PersonKey> {
        places.iter().filter_map(|at| self.person(*at))
    }

    /// Those who fit all words, the best first, ties in order.
    pub fn find(&self, typed: &str) -> Vec<PersonKey> {
        let found = self.search(typed);
        self.keys(&found).cloned().collect()
    }

    /// As [`find`](Self::find), of those whom this keeps; it is told the folded texts of each.
    pub fn find_where(
        &self,
        typed: &str,
        mut keep: impl FnMut(&PersonKey, [&str; 2]) -> bool,
    ) -> Vec<PersonKey> {
        let found = self.search(typed).into_iter();
        let kept = found.filter_map(|at| {
            let person = self.person(at)?;
            let texts = self.texts(at);
            keep(person, [texts.both, texts.own]).then(|| person.clone())
        });
        kept.collect()
    }

    /// The places of those who fit all words, the best first, ties in order.
    fn search(&self, typed: &str) -> Vec<u32> {
        let folded = Key::new(typed);
        let words: Vec<&str> = folded.as_str().split_ascii_whitespace().collect();
        // The longest word leaves the fewest.
        let Some(longest) = words.iter().max_by_key(|word| word.len()) else {
            return self.order.clone();
        };
        let having = self.having(&Finder::new(longest));
        let words: Vec<Finder<'_>> = words.iter().map(Finder::new).collect();
        let mut best: [Vec<u32>; 4] = Default::default();
        for at in &self.order {
            if having.get(*at as usize) == Some(&true)
                && let Some(fit) = fit(&words, self.texts(*at))
                && let Some(these) = best.get_mut(fit as usize)
            {
                these.push(*at);
            }
        }
        if best.iter().all(Vec::is_empty) {
            return self.scattered(typed);
        }
        best.concat()
    }

    /// Who has a word in their texts, by place.
    fn having(&self, word: &Finder<'_>) -> Vec<bool> {
        let mut having = vec![false; self.len()];
        let others = self.others.having(word).into_iter();
        let others = others.map(|at| at + self.archived.keys.len());
        let own = self.own.iter();
        let own = own.filter(|(_, own)| word.find(own.as_str().as_bytes()).is_some());
        let own = own.map(|(at, _)| *at as usize);
        for at in self
            .archived
            .having(word)
            .into_iter()
            .chain(others)
            .chain(own)
        {
            if let Some(has) = having.get_mut(at) {
                *has = true;
            }
        }
        having
    }

    /// Those whose names have the letters in their order: for slips, and for initials.
    fn scattered(&self, typed: &str) -> Vec<u32> {
        let mut query = Query::new(typed);
        let (wanted, mut hits) = (query.letters(), Vec::<(u32, u32)>::new());
        for at in &self.order {
            let (folded, place) = self.at(*at);
            let letters = folded.letters.get(place);
            if letters.is_some_and(|letters| letters.has(wanted))
                && let Some(score) = query.score_folded(folded.name(place))
            {
                hits.push((score, *at));
            }
        }
        hits.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        hits.into_iter().map(|(_, at)| at).collect()
    }
}

fn fit(words: &[Finder<'_>], texts: Texts<'_>) -> Option<Fit> {
    let mut worst = Fit::Begins;
    for (number, word) in words.iter().enumerate() {
        // A word has no line end: it stands in the name or behind that.
        let fit = match word.find(texts.both.as_bytes()) {
            Some(0) if number == 0 => Fit::Begins,
            Some(at) if at < texts.name => {
                if at == 0 || begins_word(texts, word) {
                    Fit::Word
                } else {
                    Fit::Inside
                }
            }
            Some(_) => Fit::Elsewhere,
            None if word.find(texts.own.as_bytes()).is_some() => Fit::Elsewhere,
            None => return None,
        };
        // A second word that begins a word of the name does not spoil a name that begins right.
        if !(fit == Fit::Word && number > 0) {
            worst = worst.max(fit);
        }
    }
    Some(worst)
}

fn begins_word(texts: Texts<'_>, word: &Finder<'_>) -> bool {
    let name = texts.both.as_bytes().get(..texts.name).unwrap_or_default();
    word.find_iter(name).any(|at| {
        let before = name.get(at.wrapping_sub(1));
        before.is_none_or(|byte| !byte.is_ascii_alphanumeric())
    })
}

/// How many stand in the archives, and how many only in what the person wrote: who comes or goes
/// changes one of them.
fn counts(book: &Book) -> (usize, usize) {
    (book.facts().people().len(), only_here(book).len())
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
