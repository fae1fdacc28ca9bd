//! Whom the cards of a copied page are about, and what they would change: shown before it is taken.
//! A card of the page of invitations from somebody of whom no open one is known is a new one.

use std::collections::HashMap;

use super::{
    book::Book,
    day::Day,
    edit::{Edit, Field},
    invitation::Answer,
    paste::{Card, CardKind, Pasted},
    person::PersonKey,
    received::Received,
    records::Invitation,
    step::Step,
};
use crate::text::fold::fold;

/// Whom a card is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// By the link to the profile in the copy.
    Linked(PersonKey),
    /// By the whole name, which only one of them has.
    Named(PersonKey),
    /// By the link or the name in the copy: the invitation is new.
    New(PersonKey),
    /// Nobody of this name is known.
    Nobody,
    /// They are a connection, so nothing of theirs is open.
    Connected,
    /// Another card of the copy has this name: the first one is taken.
    Twice,
    /// So many people have this name: none is chosen.
    Several(usize),
}

impl Whom {
    /// The person, where it is sure.
    pub const fn person(&self) -> Option<&PersonKey> {
        match self {
            Self::Linked(person) | Self::Named(person) | Self::New(person) => Some(person),
            Self::Nobody | Self::Connected | Self::Twice | Self::Several(_) => None,
        }
    }

    /// Why nothing is taken, in words; empty where it is sure.
    pub fn trouble(&self) -> String {
        match self {
            Self::Linked(_) | Self::Named(_) | Self::New(_) => String::new(),
            Self::Nobody => "nobody of this name is known".to_owned(),
            Self::Connected => "is a connection already".to_owned(),
            Self::Twice => {
                "another card has the same name; copy it alone, or with the link".to_owned()
            }
            Self::Several(number) => {
                format!(
                    "{number} people have this name; type it where the cursor is, or copy with the link"
                )
            }
        }
    }
}

/// A fact that a card would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which fact.
    pub field: Field,
    /// What is known now, from whoever.
    pub before: Option<String>,
    /// What the card says.
    pub now: String,
}

/// A card with whom it is about, and what it would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Captured {
    /// What was copied.
    pub card: Card,
    /// Whom it is about.
    pub whom: Whom,
    /// What is new or other than before. Empty where all is known, or nobody is found.
    pub changes: Vec<Change>,
    /// The invitation that the card is, where it is one that can be kept.
    received: Option<Received>,
}

impl Captured {
    /// The invitation, where it is new.
    pub fn new_invitation(&self) -> Option<&Received> {
        let new = matches!(self.whom, Whom::New(_));
        self.received.as_ref().filter(|_| new)
    }

    /// Whether anything of it would be kept.
    pub fn is_kept(&self) -> bool {
        !self.changes.is_empty() || self.new_invitation().is_some()
    }

    /// Why nothing of it is kept, in words; empty where something is.
    pub fn why_not(&self) -> String {
        let trouble = self.whom.trouble();
        if trouble.is_empty() && !self.is_kept() {
            return "all of it is known".to_owned();
        }
        trouble
    }
}

/// Finds whom the cards are about, of a page that was copied on a day.
pub fn capture(book: &Book, pasted: &Pasted, today: Day) -> Vec<Captured> {
    let open = Open::of(book);
    let mut everyone: Option<HashMap<String, Vec<&PersonKey>>> = None;
    let mut found: Vec<Captured> = Vec::new();
    for card in &pasted.cards {
        let one = match card.kind {
            CardKind::Invitation => {
                let received = Received::of_card(card, today);
                let mut before = found.iter().filter_map(Captured::new_invitation);
                let twice = before.any(|before| before.is_same(&received));
                let mut one = open.find(book, card, received);
                if twice && matches!(one.whom, Whom::New(_)) {
                    one.whom = Whom::Twice;
                    one.changes.clear();
                }
                one
            }
            CardKind::Person => {
                let name = fold(&card.name);
                let whom = match (&card.person, open.people.get(&name)) {
                    (Some(person), _) => Whom::Linked(person.clone()),
                    (None, Some(invitations)) => one(invitations.iter().map(|i| &i.id.person)),
                    // A profile may be anybody's who is known.
                    (None, None) => {
                        let everyone = everyone.get_or_insert_with(|| names(book));
                        one(everyone.get(&name).into_iter().flatten().copied())
                    }
                };
                let known = whom.person().filter(|person| is_known(book, person));
                let whom = match (&whom, known) {
                    (Whom::Linked(_), None) => Whom::Nobody,
                    _ => whom,
                };
                Captured::new(book, card, whom, None)
            }
        };
        found.push(one);
    }
    found
}

impl Captured {
    fn new(book: &Book, card: &Card, whom: Whom, received: Option<Received>) -> Self {
        let changes = whom.person().map(|person| changes(book, person, card));
        Self {
            card: card.clone(),
            whom,
            changes: changes.unwrap_or_default(),
            received,
        }
    }
}

/// The open invitations by the folded names of who sent them.
struct Open<'a> {
    people: HashMap<String, Vec<&'a Invitation>>,
}

impl<'a> Open<'a> {
    fn of(book: &'a Book) -> Self {
        let mut people: HashMap<String, Vec<&Invitation>> = HashMap::new();
        let open = book.facts().invitations().iter().filter(|i| i.is_open());
        for invitation in open {
            let named = people.entry(fold(&invitation.name)).or_default();
            named.push(invitation);
        }
        Self { people }
    }

    /// The open invitation of a card, or that it is new.
    fn find(&self, book: &Book, card: &Card, mut received: Received) -> Captured {
        let named = self.people.get(&fold(&card.name)).into_iter().flatten();
        // A link is surer than a name, where the archive has one, too.
        let linked = |other: &&Invitation| match &card.person {
            Some(person) => book.same().of(person) == book.same().of(&other.id.person),
            None => false,
        };
        let unlinked = card.person.is_none();
        let named = named
            .copied()
            .filter(|other| unlinked || linked(other) || other.id.person.as_slug().is_none());
        // Nobody can ask twice before they were answered; who was refused may ask again.
        let asks = |other: &&Invitation| {
            let refused = book.answers(&other.id).last();
            let refused = refused.is_some_and(|answered| answered.answer == Answer::Decline);
            !refused || received.is(other) || book.received_as(&received) == Some(&other.id)
        };
        let theirs: Vec<&Invitation> = named.filter(asks).collect();
        let key = received.id.person.clone();
        let whom = match one(theirs.iter().map(|other| &other.id.person)) {
            Whom::Nobody if book.facts().person(&key).is_some_and(|p| p.connection) => {
                Whom::Connected
            }
            Whom::Nobody => Whom::New(key),
            Whom::Named(person) if card.person.is_some() => Whom::Linked(person),
            whom => whom,
        };
        if let Some(known) = theirs.last() {
            received.id = known.id.clone();
            received.between = None;
        }
        Captured::new(book, card, whom, Some(received))
    }
}

fn is_known(book: &Book, person: &PersonKey) -> bool {
    book.facts().person(person).is_some() || book.is_given(person) || book.touch(person).is_some()
}

fn names(book: &Book) -> HashMap<String, Vec<&PersonKey>> {
    let mut names: HashMap<String, Vec<&PersonKey>> = HashMap::new();
    for person in book.facts().people().iter() {
        names
            .entry(fold(&person.name))
            .or_default()
            .push(&person.key);
    }
    names
}

fn one<'a>(people: impl Iterator<Item = &'a PersonKey>) -> Whom {
    let mut people: Vec<&PersonKey> = people.collect();
    people.sort();
    people.dedup();
    match people.as_slice() {
        [] => Whom::Nobody,
        [one] => Whom::Named((*one).clone()),
        many => Whom::Several(many.len()),
    }
}

fn changes(book: &Book, person: &PersonKey, card: &Card) -> Vec<Change> {
    let facts = card.facts().into_iter();
    let changed = facts.filter_map(|(field, now)| {
        let before = book.known(person, field).value().map(str::to_owned);
        (before.as_deref() != Some(&now)).then_some(Change { field, before, now })
    });
    changed.collect()
}

/// The one step that takes everything that was found; `None` where nothing would change.
pub fn step(captured: &[Captured]) -> Option<Step> {
    let kept = || captured.iter().filter(|one| one.is_kept());
    if kept().any(|one| one.new_invitation().is_some()) {
        // Of who has an invitation already only the facts are new.
        let invitations = kept().filter_map(|one| one.received.clone()).collect();
        return Some(Step::Received { invitations });
    }
    let mut edits: Vec<Edit> = Vec::new();
    for one in kept() {
        let Some(person) = one.whom.person() else {
            continue;
        };
        edits.extend(one.changes.iter().map(|change| Edit {
            person: person.clone(),
            field: change.field,
            value: change.now.clone(),
        }));
    }
    (!edits.is_empty()).then_some(Step::Edit { edits })
}

/// Who is meant by a typed name, or how many people are: somebody whom nobody knows yet is taken
/// by the name.
pub fn whom(book: &Book, name: &str) -> Result<PersonKey, usize> {
    let wanted = fold(name);
    let people = book.facts().people().iter();
    let found: Vec<&PersonKey> = people
        .filter(|person| fold(&person.name) == wanted)
        .map(|person| &person.key)
        .collect();
    match found.as_slice() {
        [] => Ok(PersonKey::name(name)),
        [one] => Ok((*one).clone()),
        many => Err(many.len()),
    }
}
