//! Sessions: how they begin, go on and end.

use super::{go, menu_row};
use crate::{
    app::{
        Action, Effect, Model,
        overlay::{Overlay, Picker, Words, picker::Choice},
        session::{Session, Wish},
    },
    domain::{
        day::Instant,
        session::{Card, Kept, Mirror, Outcome},
        step::Step,
    },
    safe,
    text::Safe,
};

/// `S`: begins a session, or takes more at its end.
pub(super) fn ask(model: &mut Model) -> Vec<Effect> {
    if model.sitting().is_some() {
        model.sit_longer();
        if model
            .sitting()
            .is_some_and(|session| session.shown.is_none())
        {
            model.say(Safe::own("nothing else waits today"));
        }
        return keep(model);
    }
    let wish = model.session.as_ref().map(|session| session.wish);
    vec![Effect::BeginSession(wish.unwrap_or_default())]
}

/// Who answered, of the strangers who were accepted.
pub(super) fn answered(model: &mut Model) {
    let mirror = Mirror::new(&model.book);
    let mut lines = match mirror.words() {
        Some(words) => vec![safe!("{}.", Safe::line(&words))],
        None => vec![Safe::own("No stranger was accepted yet.")],
    };
    lines.extend(
        mirror
            .rate_words()
            .map(|words| safe!("{}.", Safe::line(&words))),
    );
    lines.push(Safe::line(&mirror.limits()));
    for (outcome, word) in Outcome::ALL {
        let with = mirror.strangers.iter().filter(|one| one.outcome == outcome);
        let names = with.map(|one| model.name(&one.person));
        let names: Vec<Safe> = names.take(SHOWN).collect();
        if !names.is_empty() {
            let more = mirror.number(outcome).saturating_sub(SHOWN);
            let more = if more > 0 {
                safe!(" and {} more", more)
            } else {
                Safe::EMPTY
            };
            let names = Safe::join(&names, ", ");
            lines.push(safe!(
                "{} ({}): {}{}",
                Safe::own(word),
                mirror.number(outcome),
                names,
                more
            ));
        }
    }
    model.overlays.push(Overlay::Words(Words {
        title: Safe::own("Who answered"),
        lines,
    }));
}

/// So many names of each outcome are listed; the command line has all.
const SHOWN: usize = 40;

/// A session begins, with what an earlier one of the day left.
pub(super) fn begin(
    model: &mut Model,
    wish: Wish,
    now: Instant,
    kept: Option<Box<Kept>>,
) -> Vec<Effect> {
    let kept = kept
        .map(|kept| *kept)
        .filter(|kept| kept.day == model.today)
        .filter(|kept| kept.only_invitations == wish.only_invitations);
    let Some(kept) = kept else {
        model.sit(wish, now, None);
        return keep(model);
    };
    let passed = kept.passed.len() + kept.resting.len();
    model.sit(wish, now, Some(kept));
    let left = model.sitting().map_or(0, |session| session.left.cards());
    if left == 0 {
        // That one came to its end: this is another one, of what came since.
        model.sit(wish, now, None);
    } else if passed > 0 {
        let rows = vec![
            menu_row(
                "1",
                "go on where you were",
                safe!("{} left", left),
                Choice::GoOn,
            ),
            menu_row(
                "2",
                "begin anew",
                Safe::own("passed cards come again"),
                Choice::Anew,
            ),
        ];
        let picker = Picker::new(Safe::own("Session"), rows);
        model.overlays.push(Overlay::Picker(picker));
    } else {
        model.say(safe!("you go on where you were, {} left", left));
    }
    keep(model)
}

/// The session of before is not gone on with.
pub(super) fn anew(model: &mut Model) -> Vec<Effect> {
    if let Some((wish, now)) = model.session.as_ref().map(|s| (s.wish, s.now)) {
        model.sit(wish, now, None);
    }
    keep(model)
}

/// Passes a card, or goes back to one.
pub(super) fn turn(model: &mut Model, action: Action) -> Vec<Effect> {
    let back = action == Action::PassBack;
    if !model.turn_card(back) {
        model.say(Safe::own("no card was passed"));
        return Vec::new();
    }
    if !back {
        let key = super::key_words(model, Action::PassBack);
        model.say(safe!("passed; {} goes back to it", key));
    }
    keep(model)
}

/// The person did something: a step that is taken back leads to its card.
pub(super) fn follow(model: &mut Model, step: &Step) {
    let (Step::Undo { id }, true) = (step, model.sitting().is_some()) else {
        return;
    };
    let about = model
        .book
        .find(id)
        .and_then(|undone| Card::of(&undone.step));
    if let Some(card) = about {
        model.show_card(card);
    }
}

/// Leaves the session; its place is kept.
pub(super) fn leave(model: &mut Model, action: Action) -> Vec<Effect> {
    let alone = model.sitting().is_some_and(|session| session.wish.alone);
    if alone && action == Action::Quit {
        return super::keys::quit(model);
    }
    let (before, left) = (
        model.before_session(),
        model.sitting().map_or(0, |session| session.left.cards()),
    );
    go::go(model, before);
    if left > 0 {
        let key = super::key_words(model, Action::Session);
        model.say(safe!("{} left for today; {} goes on", left, key));
    }
    Vec::new()
}

fn keep(model: &Model) -> Vec<Effect> {
    let kept = model.session.as_ref().map(Session::kept);
    let keep = kept.map(|kept| Effect::KeepSession(Box::new(kept)));
    keep.into_iter().collect()
}
