//! Two keys of one person: who may be one, and what stays of which.

use crate::{
    app::{
        effect::Effect,
        model::Model,
        overlay::{
            Overlay, Picker,
            picker::{Choice, Row},
        },
    },
    domain::{
        facts::Person,
        people,
        person::PersonKey,
        step::{Field, Step},
    },
    safe,
    text::Safe,
};

/// How many pairs the menu of duplicates offers.
const PAIRS: usize = 100;

/// Who may stand there twice, then who is merged: those can be parted at any time.
pub(super) fn duplicates(model: &mut Model) {
    let found = people::duplicates(&model.book);
    let rows = found.into_iter().take(PAIRS).map(|pair| Row {
        key: safe!("{}", pair.score),
        words: Safe::line(&people::about(&model.book, &pair.keep)),
        aside: Safe::own(pair.reason.words()),
        choice: Choice::Twice(pair.keep, pair.other),
        hot: None,
    });
    let merged = model.book.same().merges();
    let merged = merged.map(|(step, merged)| Row {
        key: Safe::own("="),
        words: Safe::line(&people::about(&model.book, &merged.keep)),
        aside: safe!("part from {}", Safe::line(merged.other.as_str())),
        choice: Choice::Part(step.clone()),
        hot: None,
    });
    let rows = rows.chain(merged).collect();
    let mut picker = Picker::new(Safe::own("Who may stand there twice"), rows);
    picker.empty = Safe::own("nobody looks like somebody else");
    model.overlays.push(Overlay::Picker(picker));
}

/// Two people who become one, as far as it is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merging {
    /// The key that stays.
    pub keep: PersonKey,
    /// The key that is looked up as it.
    pub other: PersonKey,
    /// What is taken from the other one.
    pub take: Vec<Field>,
}

/// A field where both may say something: what it is, its key, its text.
type Line = (&'static str, Field, fn(&Person) -> &str);

/// The fields of a merge, in the order of the menu.
const LINES: [Line; 4] = [
    ("name", Field::Name, |person| &person.name),
    ("company", Field::Company, |person| &person.company),
    ("title", Field::Position, |person| &person.position),
    ("e-mail", Field::Email, |person| &person.email),
];

/// A pair was chosen: it is asked what they are.
pub(crate) fn twice(model: &mut Model, one: &PersonKey, other: &PersonKey) -> Vec<Effect> {
    model.people.list.unmark();
    model.people.list.select(one);
    ask(model, &[one.clone(), other.clone()]);
    Vec::new()
}

/// Asks what two people are to each other.
pub(super) fn ask(model: &mut Model, people: &[PersonKey]) {
    let [one, other] = people else {
        return model.say(Safe::own("mark the two who are one person"));
    };
    let merging = Merging {
        keep: one.clone(),
        other: other.clone(),
        take: Vec::new(),
    };
    show(model, &merging);
}

/// The menu: what stays, beside what goes; a key turns a line over.
pub(crate) fn show(model: &mut Model, merging: &Merging) {
    let facts = model.book.facts();
    let text = |key: &PersonKey, of: fn(&Person) -> &str| facts.person(key).map_or("", of).trim();
    let address = |key: &PersonKey| Safe::line(key.as_str());
    let swapped = Merging {
        keep: merging.other.clone(),
        other: merging.keep.clone(),
        take: Vec::new(),
    };
    let line = |hot: &'static str, what, stays: Safe, goes: &Safe, choice| Row {
        key: Safe::own(hot),
        words: safe!("{}: {}", Safe::own(what), stays),
        aside: safe!("not {}", goes),
        choice,
        hot: hot.chars().next(),
    };
    let mut rows = vec![line(
        "1",
        "address",
        address(&merging.keep),
        &address(&merging.other),
        Choice::Merging(swapped),
    )];
    for ((what, field, of), hot) in LINES.into_iter().zip(["2", "3", "4", "5"]) {
        let (mine, theirs) = (text(&merging.keep, of), text(&merging.other, of));
        // Where only one of them says something, that stays.
        if mine.is_empty() || theirs.is_empty() || mine == theirs {
            continue;
        }
        let mut turned = merging.clone();
        let taken = turned.take.contains(&field);
        if taken {
            turned.take.retain(|known| *known != field);
        } else {
            turned.take.push(field);
        }
        let (stays, goes) = if taken {
            (theirs, mine)
        } else {
            (mine, theirs)
        };
        let (stays, goes) = (Safe::line(stays), Safe::line(goes));
        rows.push(line(hot, what, stays, &goes, Choice::Merging(turned)));
    }
    let end = |hot: &'static str, words, choice| Row {
        key: Safe::own(hot),
        words: Safe::own(words),
        aside: Safe::EMPTY,
        choice,
        hot: hot.chars().next(),
    };
    let (keep, other) = (merging.keep.clone(), merging.other.clone());
    let merge = Choice::Merge(merging.clone());
    rows.push(end("m", "make them one person", merge.clone()));
    rows.push(end(
        "x",
        "not the same person",
        Choice::NotSame(keep, other),
    ));
    let mut picker = Picker::new(Safe::own("One person: what stays?"), rows);
    picker.about = vec![Safe::own(
        "What stands about either counts for both: invitations, messages, notes, plans. It can be \
         undone at any time.",
    )];
    picker.start_on(&merge);
    model.overlays.push(Overlay::Picker(picker));
}

/// Makes two people one.
pub(crate) fn merge(merging: Merging) -> Vec<Effect> {
    let Merging { keep, other, take } = merging;
    vec![Effect::Commit(Step::Merge { keep, other, take })]
}
