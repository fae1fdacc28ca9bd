//! Whom a text names: `coffee with Mira and Jon, talked about Rust`.

use std::collections::HashMap;

use super::{
    book::Book,
    people::{everyone, name},
    person::PersonKey,
};
use crate::text::search::Key;

/// Words behind which names stand.
const LEADS: [&str; 15] = [
    "with", "met", "saw", "called", "phoned", "messaged", "wrote", "emailed", "mailed", "visited",
    "to", "mit", "traf", "avec", "con",
];
/// What stands between names.
const BETWEEN: [&str; 7] = ["and", "&", "+", "und", "et", "y", "with"];
/// The longest name that is looked for, in words.
const LONGEST: usize = 4;

/// A name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// As it stands there.
    pub name: String,
    /// Who is called so: one, or several to choose from.
    pub people: Vec<PersonKey>,
}

/// The people whom a text names, in its order, whoever knows them: an archive, or only the person.
/// A whole name counts anywhere, a first name only behind a word such as "with", or behind another
/// name.
pub fn mentions(book: &Book, text: &str) -> Vec<Mention> {
    let words: Vec<Word<'_>> = words(text);
    let names = Names::among(book, &words);
    let mut found: Vec<Mention> = Vec::new();
    let mut open = true;
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if let Some((length, people)) = names.at(&words, at, open) {
            let last = words.get(at + length - 1).unwrap_or(word);
            let name = text.get(word.from..last.to).unwrap_or(word.text).to_owned();
            let known = found.iter().any(|mention| mention.people == people);
            if !known {
                found.push(Mention { name, people });
            }
            at += length;
            // A name goes on behind a comma or an "and", not behind a full stop.
            open = !last.ends;
            continue;
        }
        let folded = word.text.to_lowercase();
        let leads = LEADS.contains(&folded.as_str());
        open = leads || (open && BETWEEN.contains(&folded.as_str()));
        at += 1;
    }
    found
}

/// A word of a text, without the signs around it.
struct Word<'t> {
    text: &'t str,
    from: usize,
    to: usize,
    /// Whether a sentence ends behind it.
    ends: bool,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut all = Vec::new();
    let mut at = 0;
    for piece in text.split_whitespace() {
        let from = text
            .get(at..)
            .and_then(|rest| rest.find(piece))
            .unwrap_or(0)
            + at;
        at = from + piece.len();
        let outer = |c: char| !c.is_alphanumeric() && c != '&' && c != '+';
        let front = piece.trim_start_matches(outer);
        let word = front.trim_end_matches(outer);
        let from = from + piece.len() - front.len();
        let behind = front.get(word.len()..).unwrap_or_default();
        if !word.is_empty() {
            all.push(Word {
                text: word,
                from,
                to: from + word.len(),
                ends: behind.contains(['.', ';', ':', '!', '?']),
            });
        }
    }
    all
}

/// The names of people that could stand in a text.
struct Names {
    whole: HashMap<String, Vec<PersonKey>>,
    first: HashMap<String, Vec<PersonKey>>,
}

impl Names {
    /// Looks at everybody once, and keeps those who share a word with the text.
    fn among(book: &Book, words: &[Word<'_>]) -> Self {
        let spoken: Vec<String> = words.iter().map(|word| key(word.text)).collect();
        let mut names = Self {
            whole: HashMap::new(),
            first: HashMap::new(),
        };
        for person in everyone(book) {
            let whole = key(name(book, &person));
            let first = match book.facts().person(&person) {
                Some(known) => key(&known.first),
                None => whole.split(' ').next().unwrap_or_default().to_owned(),
            };
            let Some(word) = first.split(' ').next().filter(|word| !word.is_empty()) else {
                continue;
            };
            if !spoken.iter().any(|spoken| spoken == word) {
                continue;
            }
            names.whole.entry(whole).or_default().push(person.clone());
            names.first.entry(first).or_default().push(person);
        }
        names
    }

    /// The longest name that begins at a word, with how many words it has.
    fn at(&self, words: &[Word<'_>], at: usize, open: bool) -> Option<(usize, Vec<PersonKey>)> {
        let most = LONGEST.min(words.len() - at);
        (1..=most).rev().find_map(|length| {
            let run = words.get(at..at + length)?;
            let name: Vec<&str> = run.iter().map(|word| word.text).collect();
            let name = key(&name.join(" "));
            let whole = self.whole.get(&name).filter(|_| length > 1 || open);
            let first = self.first.get(&name).filter(|_| open);
            let people = whole.or(first)?;
            Some((length, people.clone()))
        })
    }
}

fn key(name: &str) -> String {
    Key::new(name).as_str().to_owned()
}
