//! What a target is compared with, and who fits it, as far as archive or person say.

use std::collections::{BTreeSet, HashMap};

use crate::{
    domain::{
        book::Book,
        edit::Field,
        person::PersonKey,
        target::TargetKind,
        triage::{Rules, is_term_of, title_words, town},
    },
    text::fold::fold,
};

/// A target in the form that is compared.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Aim {
    /// What kind.
    pub kind: TargetKind,
    /// Of a company the name without its legal form, of a role the words that say something, of a
    /// place the town, of a school the name; each folded.
    pub compared: Box<str>,
}

impl Aim {
    /// The form of a target; `None` where its name says nothing.
    pub fn new(rules: &Rules, kind: TargetKind, name: &str) -> Option<Self> {
        let compared = match kind {
            TargetKind::Company => rules.companies.name(name)?.into(),
            TargetKind::Role => title_words(rules, name).join(" ").into(),
            TargetKind::School => fold(name).into(),
            TargetKind::Place => town(name)?,
        };
        let says_something = !compared.trim().is_empty();
        says_something.then_some(Self { kind, compared })
    }
}

/// What is looked at to tell who fits: what they say, and what the person typed about them.
const fn fields(kind: TargetKind) -> &'static [Field] {
    match kind {
        TargetKind::Company => &[Field::Company],
        TargetKind::Role => &[Field::Title, Field::Headline],
        // LinkedIn's archive names nobody's school: some name it where they work or in the headline.
        TargetKind::School => &[Field::Company, Field::Title, Field::Headline],
        TargetKind::Place => &[Field::Place],
    }
}

/// Who fits which of several targets. Few ways to write a company or a title, many people there:
/// each way is compared once.
pub(super) struct Aims<'a> {
    rules: &'a Rules,
    all: Vec<Aim>,
    kinds: BTreeSet<TargetKind>,
    known: HashMap<(TargetKind, &'a str), Vec<usize>>,
}

impl<'a> Aims<'a> {
    pub(super) fn new(rules: &'a Rules, all: Vec<Aim>) -> Self {
        Self {
            rules,
            kinds: all.iter().map(|aim| aim.kind).collect(),
            all,
            known: HashMap::new(),
        }
    }

    /// The places of those whom somebody fits, in their order.
    pub(super) fn of(&mut self, book: &'a Book, person: &PersonKey) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for kind in self.kinds.clone() {
            for field in fields(kind) {
                if let Some(text) = book.known(person, *field).value() {
                    found.extend(self.of_text(kind, text));
                }
            }
        }
        found
    }

    /// The places of those that a text of a person fits.
    fn of_text(&mut self, kind: TargetKind, text: &'a str) -> &[usize] {
        let (rules, all) = (self.rules, &self.all);
        self.known.entry((kind, text)).or_insert_with(|| {
            let fits: Box<dyn Fn(&str) -> bool> = match kind {
                TargetKind::Company => {
                    let name = rules.companies.name(text);
                    Box::new(move |compared| name.as_deref() == Some(compared))
                }
                TargetKind::Role => {
                    let words = title_words(rules, text).into_iter().collect();
                    Box::new(move |compared| {
                        compared.split(' ').all(|word| is_term_of(word, &words))
                    })
                }
                TargetKind::School => {
                    let text = fold(text);
                    Box::new(move |compared| text.contains(compared))
                }
                TargetKind::Place => {
                    let town = town(text);
                    Box::new(move |compared| town.as_deref() == Some(compared))
                }
            };
            let these = all.iter().enumerate().filter(|(_, aim)| aim.kind == kind);
            these
                .filter(|(_, aim)| fits(&aim.compared))
                .map(|(at, _)| at)
                .collect()
        })
    }
}
