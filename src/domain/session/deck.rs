//! The cards of a session in their order, and which one is next. Which cards are still open is
//! asked each time: the book knows, and undo brings a card back by itself.

use super::Card;

/// The cards of a session. The one to show is the first open card, passed ones after the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deck {
    cards: Vec<Card>,
    passed: Vec<Card>,
    resting: Vec<Card>,
    /// A card that is shown before its turn: the last step was taken back.
    pinned: Option<Card>,
}

impl Deck {
    /// These cards, of which some were passed before.
    pub fn new(cards: Vec<Card>, passed: Vec<Card>, resting: Vec<Card>) -> Self {
        Self {
            cards,
            passed,
            resting,
            pinned: None,
        }
    }

    /// The card to show; `None` at the end.
    pub fn current(&self, open: impl Fn(&Card) -> bool) -> Option<&Card> {
        let pinned = self.pinned.as_ref().filter(|card| open(card));
        pinned.or_else(|| self.left().find(|card| open(card)))
    }

    /// The cards that are not resting, in the order in which they come, done or not.
    pub fn left(&self) -> impl Iterator<Item = &Card> {
        let fresh = |card: &&Card| !self.passed.contains(card) && !self.resting.contains(card);
        self.cards.iter().filter(fresh).chain(&self.passed)
    }

    /// Cards that were passed once.
    pub fn passed(&self) -> &[Card] {
        &self.passed
    }

    /// Cards that were passed twice.
    pub fn resting(&self) -> &[Card] {
        &self.resting
    }

    /// Leaves a card undecided: it comes again at the end, and the second time on another day.
    pub fn pass(&mut self, card: &Card) {
        self.pinned = None;
        let before = self.passed.len();
        self.passed.retain(|passed| passed != card);
        if self.passed.len() < before {
            self.resting.push(card.clone());
        } else {
            self.passed.push(card.clone());
        }
    }

    /// Goes back to the card that was passed last; whether there was one.
    pub fn back(&mut self, open: impl Fn(&Card) -> bool) -> bool {
        let last = |cards: &[Card]| cards.iter().rposition(&open);
        let card = match (last(&self.passed), last(&self.resting)) {
            // In the second round the last one passed is among those that rest.
            (_, Some(at)) => {
                let card = self.resting.remove(at);
                self.passed.push(card.clone());
                card
            }
            (Some(at), None) => self.passed.remove(at),
            (None, None) => return false,
        };
        self.pinned = Some(card);
        true
    }

    /// Shows a card now, whatever was done with it.
    pub fn show(&mut self, card: Card) {
        self.passed.retain(|passed| *passed != card);
        self.resting.retain(|resting| *resting != card);
        if !self.cards.contains(&card) {
            self.cards.push(card.clone());
        }
        self.pinned = Some(card);
    }

    /// Another card than the pinned one is shown: that one was decided, and comes in its turn if it
    /// ever comes again.
    pub fn unpin_unless(&mut self, shown: Option<&Card>) {
        if self.pinned.as_ref() != shown {
            self.pinned = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn card(name: &str) -> Card {
        Card::Gap(name.to_owned())
    }

    fn deck(names: &[&str]) -> Deck {
        let cards = names.iter().map(|name| card(name)).collect();
        Deck::new(cards, Vec::new(), Vec::new())
    }

    #[test]
    fn a_passed_card_comes_at_the_end_and_then_on_another_day() {
        let mut deck = deck(&["a", "b", "c"]);
        let open = |_: &Card| true;
        deck.pass(&card("a"));
        assert_eq!(deck.current(open), Some(&card("b")));
        deck.pass(&card("b"));
        deck.pass(&card("c"));
        assert_eq!(deck.current(open), Some(&card("a")), "again, in turn");
        deck.pass(&card("a"));
        assert_eq!(deck.current(open), Some(&card("b")));
        deck.pass(&card("b"));
        deck.pass(&card("c"));
        assert_eq!(deck.current(open), None);
        assert_eq!(deck.resting().len(), 3);
        assert!(deck.back(open));
        assert_eq!(deck.current(open), Some(&card("c")));
    }

    #[test]
    fn what_is_taken_back_is_shown_at_once_and_what_was_decided_is_not() {
        let mut deck = deck(&["a", "b", "c"]);
        let mut done: HashSet<Card> = HashSet::from([card("a"), card("b")]);
        assert_eq!(deck.current(|card| !done.contains(card)), Some(&card("c")));
        done.remove(&card("b"));
        deck.show(card("b"));
        assert_eq!(deck.current(|card| !done.contains(card)), Some(&card("b")));
        done.insert(card("b"));
        assert_eq!(deck.current(|card| !done.contains(card)), Some(&card("c")));
        // One that this session never had.
        deck.show(card("z"));
        assert_eq!(deck.current(|card| !done.contains(card)), Some(&card("z")));
    }

    proptest! {
        /// Whatever is passed, taken back and decided: the session ends, and shows only open cards.
        #[test]
        fn a_session_ends(acts in proptest::collection::vec((0..4_u8, 0..6_usize), 0..40)) {
            let names = ["a", "b", "c", "d", "e", "f"];
            let mut deck = deck(&names);
            let mut done: HashSet<Card> = HashSet::new();
            for (act, at) in acts {
                let current = deck.current(|card| !done.contains(card)).cloned();
                match (act, current) {
                    (0, Some(card)) => deck.pass(&card),
                    (1, Some(card)) => drop(done.insert(card)),
                    (2, _) => drop(deck.back(|card| !done.contains(card))),
                    (_, _) => {
                        let again = card(names[at]);
                        done.remove(&again);
                        deck.show(again);
                    }
                }
            }
            let mut turns = 0;
            while let Some(card) = deck.current(|card| !done.contains(card)).cloned() {
                prop_assert!(!done.contains(&card));
                deck.pass(&card);
                turns += 1;
                prop_assert!(turns <= 2 * names.len());
            }
        }
    }
}
