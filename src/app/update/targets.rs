//! Targets: the list to change, the menu of one, and the line to add another.

use super::menu_row;
use crate::{
    app::{
        Effect, Model,
        overlay::{
            Overlay, Picker, Prompt,
            picker::{Choice, Row},
            prompt::Ask,
        },
    },
    domain::{
        step::Step,
        target::{LONGEST_NAME, Target, TargetChange, TargetKind, Weight},
    },
    safe,
    text::Safe,
};

/// The keys that add a target, and what they add.
const ADD: [(&str, &str, TargetKind); 4] = [
    ("c", "add a company …", TargetKind::Company),
    ("r", "add a role …", TargetKind::Role),
    ("s", "add a school …", TargetKind::School),
    ("p", "add a place …", TargetKind::Place),
];

/// All targets: the person's own, and what the archive proposes.
pub(super) fn list(model: &mut Model) {
    let profile = model.book.facts().profile();
    let targets = model.book.targets().effective(profile, model.today);
    let add = ADD
        .into_iter()
        .map(|(key, words, kind)| menu_row(key, words, Safe::EMPTY, Choice::NewTarget(kind)));
    let rows = targets.into_iter().map(row).chain(add).collect();
    let title = Safe::own("Targets · Enter weighs or removes");
    model
        .overlays
        .push(Overlay::Picker(Picker::new(title, rows)));
}

fn row(target: Target) -> Row {
    let source = Safe::line(&target.source.words());
    let source = if target.source.is_own() {
        source
    } else {
        safe!("proposed: {}", source)
    };
    Row {
        key: Safe::from(i32::from(target.weight.get())),
        words: Safe::name(&target.name),
        aside: safe!("{} · {}", Safe::own(target.kind.word()), source),
        choice: Choice::Target(target),
        hot: None,
    }
}

/// What can be said about one target.
pub(super) fn menu(model: &mut Model, target: &Target) {
    let now = |weight| {
        let own = target.source.is_own();
        Safe::own(match target.weight == weight {
            true if own => "now",
            true => "proposed",
            false => "",
        })
    };
    let weights = [
        ("5", "matters most"),
        ("4", "matters much"),
        ("3", "matters"),
        ("2", "matters a little"),
        ("1", "matters least"),
    ];
    let change = |weight| TargetChange {
        kind: target.kind,
        name: target.name.to_string(),
        weight,
    };
    let mut rows: Vec<Row> = weights
        .into_iter()
        .zip((1..=5).rev())
        .filter_map(|((key, words), weight)| {
            let weight = Weight::new(weight)?;
            let choice = Choice::Weigh(change(Some(weight)));
            Some(menu_row(key, words, now(weight), choice))
        })
        .collect();
    let none = Choice::Weigh(change(None));
    rows.push(menu_row("x", "no target", Safe::EMPTY, none));
    let kind = Safe::own(target.kind.word());
    let title = safe!("{}: {}", kind, Safe::name(&target.name));
    model
        .overlays
        .push(Overlay::Picker(Picker::new(title, rows)));
}

/// Asks for the name of a target.
pub(super) fn ask(model: &mut Model, kind: TargetKind) {
    let label = Safe::own(kind.word());
    let prompt = Prompt::new(Ask::Target(kind), label)
        .with_aside("a name, and a weight from 1 to 5 if you like · Enter adds");
    model.overlays.push(Overlay::Prompt(prompt));
}

/// Changes one target.
pub(super) fn change(model: &mut Model, change: TargetChange) -> Vec<Effect> {
    if model.is_read_only() {
        model.tell_store();
        return Vec::new();
    }
    let changes = vec![change];
    vec![Effect::Commit(Step::Targets { changes })]
}

/// What was typed: a name, with a weight behind it or without.
pub(super) fn typed(kind: TargetKind, text: &str) -> Result<TargetChange, Safe> {
    let text = text.trim();
    let (name, weight) = match text.rsplit_once(char::is_whitespace) {
        Some((name, last)) => match last.parse().ok().and_then(Weight::new) {
            Some(weight) => (name.trim(), weight),
            None => (text, Weight::USUAL),
        },
        None => (text, Weight::USUAL),
    };
    if name.is_empty() {
        return Err(Safe::own("type a name, or Esc leaves"));
    }
    if name.len() > LONGEST_NAME {
        return Err(safe!("a name has at most {} bytes", LONGEST_NAME));
    }
    Ok(TargetChange {
        kind,
        name: name.to_owned(),
        weight: Some(weight),
    })
}
