//! Finding rows by words: in one piece in the name, else in the note, else scattered in the name.

use crate::text::search::{Key, Query};

/// How well a row matches, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Every word stands in the name, in one piece.
    Name,
    /// Every word stands in the name or the note, in one piece.
    Note,
    /// The letters stand in the name, in their order.
    Scattered,
}

/// Words to find.
#[derive(Debug)]
pub(crate) struct Find {
    words: Vec<String>,
    query: Query,
}

impl Find {
    /// The words of a text.
    pub(crate) fn new(text: &str) -> Self {
        let key = Key::new(text);
        Self {
            words: key.as_str().split_whitespace().map(str::to_owned).collect(),
            query: Query::new(text),
        }
    }

    /// Whether nothing is looked for: then everything is found.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How well a name and a note match; `None` is not at all. In a long note any few letters
    /// stand somewhere in their order, so there only whole pieces count.
    pub(crate) fn rank(&mut self, name: &Key, note: &Key) -> Option<Rank> {
        let (name_text, note_text) = (name.as_str(), note.as_str());
        let mut words = self.words.iter();
        if words.all(|word| name_text.contains(word.as_str())) {
            return Some(Rank::Name);
        }
        let mut words = self.words.iter();
        let either = |word: &String| name_text.contains(word) || note_text.contains(word);
        if words.all(either) {
            return Some(Rank::Note);
        }
        self.query.score(name).map(|_| Rank::Scattered)
    }
}

/// What was found, names first; scattered letters only where nothing stands in one piece.
pub fn best<Id>(mut hits: Vec<(Rank, Id)>) -> Vec<Id> {
    if hits.iter().any(|(rank, _)| *rank != Rank::Scattered) {
        hits.retain(|(rank, _)| *rank != Rank::Scattered);
    }
    hits.sort_by_key(|(rank, _)| *rank);
    hits.into_iter().map(|(_, id)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str) -> Vec<&'static str> {
        let rows = [
            ("Sam Dummy", "we met at the Northwind meetup"),
            ("Mira Example", "I know Sam, and she shares your interests"),
            ("Simone A. Mason", ""),
        ];
        let mut find = Find::new(typed);
        let hits = rows
            .into_iter()
            .filter_map(|(name, note)| Some((find.rank(&Key::new(name), &Key::new(note))?, name)));
        best(hits.collect())
    }

    #[test]
    fn whole_words_win_and_names_come_first() {
        assert_eq!(found("sam"), ["Sam Dummy", "Mira Example"]);
        assert_eq!(found("NORTH"), ["Sam Dummy"]);
        assert_eq!(found("mira interests"), ["Mira Example"]);
    }

    #[test]
    fn scattered_letters_are_found_in_names_alone() {
        assert_eq!(found("smnmsn"), ["Simone A. Mason"]);
        assert_eq!(found("mnthd"), Vec::<&str>::new());
    }
}
