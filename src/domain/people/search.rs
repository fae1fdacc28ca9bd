//! Finds people while somebody types.
//!
//! Texts are folded once, and lie one behind the other: a key looks through all of them in one pass.
//! Scattered letters count only where nothing stands in one piece.

use std::collections::{BTreeSet, HashMap};

use memchr::memmem::Finder;

use super::{Column, known_here, name, only_here};
use crate::{
    domain::{book::Book, facts::Person, person::PersonKey},
    text::search::{Key, Letters, Query},
};

/// Everyone, ready to be searched and ordered. Each has a place: those of the archives as in the
/// facts, then the others.
#[derive(Debug, Default)]
pub struct Everyone {
    people: Vec<PersonKey>,
    /// What each is found by, folded, one behind the other, each with a line end behind it.
    texts: String,
    /// Where the texts of each end.
    ends: Vec<Ends>,
    /// The letters of each name.
    letters: Vec<Letters>,
    /// What the person says of some: tags, typed facts and notes. It changes with decisions.
    own: HashMap<u32, Key>,
    /// The places of those who stand in no archive.
    elsewhere: HashMap<PersonKey, u32>,
    /// The places of all, in the order that ties keep.
    order: Vec<u32>,
    /// The places of all by name, once somebody asked.
    by_name: Vec<u32>,
    /// How many stand in the archives, and how many do not.
    counts: (usize, usize),
}

/// Where texts end, in bytes.
#[derive(Clone, Copy, Debug, Default)]
struct Ends {
    name: u32,
    /// What else the archives say: address, company, position, e-mail.
    said: u32,
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
    /// Everyone in the book, in the archive's order. It folds every text: some milliseconds for
    /// ten thousand people.
    pub fn new(book: &Book) -> Self {
        let facts = book.facts();
        let mut all = Self {
            counts: counts(book),
            ..Self::default()
        };
        for at in 0..facts.people().len() {
            // In passing: whoever is not looked at takes no more room than this.
            if let Some(person) = facts.people().glance(at) {
                let name = match &*person.name {
                    "" => name(book, &person.key),
                    name => name,
                };
                let Person {
                    company,
                    position,
                    email,
                    ..
                } = &*person;
                all.push(&person.key, name, [company, position, email]);
            }
        }
        for person in only_here(book) {
            let at = all.push(person, name(book, person), []);
            all.elsewhere.insert(person.clone(), at);
        }
        all.order = (0..).take(all.people.len()).collect();
        all.refresh(book);
        all
    }

    /// Adds somebody with what else is said of them; their place.
    fn push<const N: usize>(&mut self, person: &PersonKey, name: &str, said: [&str; N]) -> u32 {
        let at = u32::try_from(self.people.len()).unwrap_or(u32::MAX);
        let end = |texts: &String| u32::try_from(texts.len()).unwrap_or(u32::MAX);
        let begin = self.texts.len();
        Key::fold_into(name, &mut self.texts);
        let letters = Letters::of(self.texts.get(begin..).unwrap_or_default());
        let name = end(&self.texts);
        self.texts.push('\n');
        Key::fold_into(person.as_slug().unwrap_or_default(), &mut self.texts);
        for text in said {
            self.texts.push(' ');
            Key::fold_into(text, &mut self.texts);
        }
        let said = end(&self.texts);
        self.texts.push('\n');
        self.ends.push(Ends { name, said });
        self.letters.push(letters);
        self.people.push(person.clone());
        at
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// Whether somebody is among them, in the book that they are from.
    pub fn has(&self, book: &Book, person: &PersonKey) -> bool {
        self.place(book, person).is_some()
    }

    fn place(&self, book: &Book, person: &PersonKey) -> Option<u32> {
        let known = book.facts().place(person);
        let place = known.and_then(|at| u32::try_from(at).ok());
        place.or_else(|| self.elsewhere.get(person).copied())
    }

    fn texts(&self, at: u32) -> Texts<'_> {
        let own = self.own.get(&at).map_or("", Key::as_str);
        let at = at as usize;
        let before = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let begin = before.map_or(0, |ends| ends.said as usize + 1);
        let ends = self.ends.get(at).copied().unwrap_or_default();
        Texts {
            both: self
                .texts
                .get(begin..ends.said as usize)
                .unwrap_or_default(),
            name: (ends.name as usize).saturating_sub(begin),
            own,
        }
    }

    fn name(&self, at: u32) -> &str {
        let texts = self.texts(at);
        texts.both.get(..texts.name).unwrap_or_default()
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
            let own = self.people.get(at as usize).map(|key| own(book, key));
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
        if self.by_name.is_empty() {
            let mut places: Vec<u32> = (0..).take(self.people.len()).collect();
            places.sort_by_cached_key(|at| {
                let name = self.name(*at);
                (name.is_empty(), name)
            });
            self.by_name = places;
        }
        self.order.clone_from(&self.by_name);
        if column != Column::Name {
            let people = &self.people;
            column.sort(book, &mut self.order, |at| people.get(*at as usize));
        }
    }

    /// Everyone, in order.
    pub fn all(&self) -> impl Iterator<Item = &PersonKey> {
        self.keys(&self.order)
    }

    fn keys<'a>(&'a self, places: &'a [u32]) -> impl Iterator<Item = &'a PersonKey> {
        places.iter().filter_map(|at| self.people.get(*at as usize))
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
            let person = self.people.get(at as usize)?;
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

    /// Who has a word in their texts, by place, in one pass over all texts.
    fn having(&self, word: &Finder<'_>) -> Vec<bool> {
        let mut having = vec![false; self.people.len()];
        let (texts, mut begin) = (self.texts.as_bytes(), 0);
        let mut places = having.iter_mut().zip(&self.ends);
        while let Some(found) = texts.get(begin..).and_then(|rest| word.find(rest)) {
            let at = begin + found;
            let Some((has, ends)) = places.find(|(_, ends)| at < ends.said as usize) else {
                break;
            };
            *has = true;
            begin = ends.said as usize + 1;
        }
        for (at, own) in &self.own {
            if let Some(has) = having.get_mut(*at as usize) {
                *has |= word.find(own.as_str().as_bytes()).is_some();
            }
        }
        having
    }

    /// Those whose names have the letters in their order: for slips, and for initials.
    fn scattered(&self, typed: &str) -> Vec<u32> {
        let mut query = Query::new(typed);
        let (wanted, mut hits) = (query.letters(), Vec::<(u32, u32)>::new());
        for at in &self.order {
            let letters = self.letters.get(*at as usize);
            if letters.is_some_and(|letters| letters.has(wanted))
                && let Some(score) = query.score_folded(self.name(*at))
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
