//! The only function that changes the model.

mod export;
mod give;
mod go;
mod import;
mod keys;
mod letter;
mod menu;
mod mouse;
mod out;
mod run;
mod seek;
mod session;
mod targets;
mod text;
mod typed;
mod written;

pub(crate) use export::rest as export_rest;
pub(crate) use menu::menu_row;
pub(crate) use text::{
    draft as write_draft, draft_in_editor, page as ask_page, width as text_width,
};

use super::{
    effect::{Effect, PasteFor},
    model::{Model, Notice, heard},
    msg::{Change, Msg},
    overlay::{Confirm, ImportView, Overlay},
    pane::{people, profile},
};
use crate::{
    domain::{
        describe,
        invitation::Answer,
        step::{Stamped, Step, StepId},
    },
    query::{self as find, Find},
    safe,
    text::{Safe, search},
};

/// What is to be done at the start.
pub fn start(model: &Model) -> Vec<Effect> {
    let first = model.is_first_run();
    let scan = first.then_some(Effect::ScanDownloads);
    let session = model.wish.filter(|_| !first).map(Effect::BeginSession);
    scan.into_iter().chain(session).collect()
}

/// What is shown once, if it was not yet: what accepting exposes.
pub fn greet(model: &mut Model) -> Vec<Effect> {
    if model.is_first_run() || model.book.has_seen(give::ACCEPTING) {
        return Vec::new();
    }
    give::exposes(model)
}

/// Takes a message into the model, and says what is to be done.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    // What an earlier message changed is still to be drawn, also when this one changes nothing:
    // several come between two frames.
    let to_draw = std::mem::replace(&mut model.changed, true);
    let mut effects = happen(model, msg);
    effects.extend(profile::wants(model));
    model.compose();
    effects.extend(heard::wants(model));
    model.changed |= to_draw;
    effects
}

fn happen(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Key(key) => return keys::press(model, key),
        Msg::Run(action) => {
            model.hear();
            return run::run(model, action);
        }
        Msg::Paste(text) => return typed::paste(model, &text),
        Msg::Mouse(mouse) => return mouse::mouse(model, mouse),
        Msg::Resize(columns, rows) => model.size = (columns, rows),
        Msg::FocusGained => {
            model.unchanged();
            return vec![Effect::AskDay];
        }
        Msg::Pasted(PasteFor::Facts, pasted) => give::pasted(model, &pasted),
        Msg::Mailed(found) => give::mailed(model, found),
        Msg::Pasted(PasteFor::Audit, pasted) => model.show_page(&pasted),
        Msg::Changed { change, own } => return changed(model, change, own),
        Msg::Store(store) if store == model.store => model.unchanged(),
        Msg::Store(store) => {
            model.store = store;
            model.tell_store();
        }
        Msg::WouldUndo(id) => return undo(model, id),
        Msg::NothingToUndo => model.say(Safe::own("nothing to undo")),
        Msg::NothingToRedo => model.say(Safe::own("nothing to do again")),
        Msg::SessionBegins { wish, now, kept } => return session::begin(model, wish, now, kept),
        Msg::Time(now) => model.tell_time(now),
        Msg::Today(today) if today == model.today => model.unchanged(),
        Msg::Today(today) => model.set_today(today),
        Msg::Erased(erased) => return people::erase::done(model, *erased),
        Msg::Sought(sought) => seek::sought(model, sought),
        Msg::LastWords(person, words) => heard::take(model, &person, words),
        Msg::Past(pasts) => profile::take_past(model, pasts),
        Msg::Found(found) => import::found(model, found),
        Msg::Paths { typed, found } => typed::paths(model, &typed, &found),
        Msg::Planned(plan) => import::planned(model, *plan),
        Msg::Progress(progress) if model.erasing => people::erase::progress(model, &progress),
        Msg::Progress(progress) => import::progress(model, progress),
        Msg::Imported(change) => {
            let first = model.is_first_run();
            import::done(model, change);
            return if first { greet(model) } else { Vec::new() };
        }
        Msg::Prepared(view) => model.overlays.push(Overlay::Export(view)),
        Msg::Cancelled => import::cancelled(model),
        Msg::Edited { purpose, text } => return written::written(model, purpose, &text),
        Msg::Drafted {
            person,
            occasion,
            text,
        } => letter::drafted(model, person, occasion, text),
        Msg::Shared(None) => model.unchanged(),
        Msg::Did(words) | Msg::Shared(Some(words)) => model.say(words),
        Msg::HookFailed(words) => model.warn(words),
        Msg::Failed(trouble) => {
            import::stop(model);
            model.erasing = false;
            text::take_back(model);
            model.fail(trouble);
        }
    }
    Vec::new()
}

/// The journal confirmed steps: the screen shows what the file holds.
fn changed(model: &mut Model, change: Change, own: bool) -> Vec<Effect> {
    if own {
        model.writing = None;
    }
    if change.is_empty() {
        model.unchanged();
        return Vec::new();
    }
    model.named = None;
    // What it offered may be about another step now.
    if !own && model.notice.as_ref().is_some_and(|n| n.step.is_some()) {
        model.notice = None;
    }
    let said = change.steps.last().filter(|_| own).cloned();
    let said = said.filter(|stamped| !matches!(stamped.step, Step::Seen { .. }));
    let given = change
        .steps
        .iter()
        .any(|stamped| says_known(model, &stamped.step));
    let audit = change.steps.iter().any(|stamped| says_audit(&stamped.step));
    model.book.take(change.steps);
    match change.facts {
        Some(facts) => model.set_facts(facts),
        None if given => model.judge_anew(),
        None => model.refresh(audit),
    }
    let Some(stamped) = said else {
        return Vec::new();
    };
    session::follow(model, &stamped.step);
    let notice = confirmation(model, &stamped);
    model.notice = Some(notice);
    letter::go_on(model, &stamped.step)
}

/// Takes a step back. A whole import is not taken back by a slip.
fn undo(model: &mut Model, id: StepId) -> Vec<Effect> {
    let about = model.book.find(&id).map(|stamped| stamped.step.what());
    let Some(Step::Import(import)) = about else {
        return vec![Effect::Undo(id)];
    };
    let question = safe!(
        "Take back the import of {}? Its facts go, your decisions stay.",
        Safe::line(&import.source)
    );
    model.overlays.push(Overlay::Confirm(Confirm {
        question,
        yes: vec![Effect::Undo(id)],
    }));
    Vec::new()
}

/// Whether a step may change what is advised about invitations.
fn says_known(model: &Model, step: &Step) -> bool {
    match step {
        Step::Edit { .. } | Step::Add { .. } | Step::Received { .. } => true,
        Step::Undo { id } | Step::Redo { id } => {
            let about = model.book.find(id).map(|stamped| &stamped.step);
            about.is_none_or(|step| says_known(model, step))
        }
        _ => false,
    }
}

/// Whether a step may change the audit: what is done about other people does not.
const fn says_audit(step: &Step) -> bool {
    !matches!(
        step,
        Step::Answer { .. }
            | Step::Done { .. }
            | Step::Note { .. }
            | Step::Contact { .. }
            | Step::Snooze { .. }
            | Step::Skip { .. }
            | Step::NotSame { .. }
            | Step::Archive { .. }
            | Step::NoContact { .. }
            | Step::Edit { .. }
            | Step::Add { .. }
            | Step::Received { .. }
            | Step::SenderCheck { .. }
            | Step::Seen { .. }
    )
}

/// What a step did, with the key that takes it back.
fn confirmation(model: &Model, stamped: &Stamped) -> Notice {
    let words = |step: &Step| {
        let words = Safe::line(&describe::step(&model.book, step));
        match step {
            // The person's own words stay as they are.
            Step::Note { .. } => words,
            _ => super::pane::short_dates(&words, model.today),
        }
    };
    let find = |id| model.book.find(id).map(|undone| words(&undone.step));
    let key = |action| key_words(model, action);
    let (words, hint) = match &stamped.step {
        Step::Undo { id } => {
            let what = find(id).unwrap_or_default();
            let hint = safe!("{} does it again", key(super::Action::Redo));
            (safe!("taken back: {}", what), hint)
        }
        step => {
            let words = match step {
                Step::Redo { id } => safe!("done again: {}", find(id).unwrap_or_default()),
                Step::Answer {
                    answer: Answer::Accept | Answer::Ask,
                    ..
                } => safe!("{} · now in the outbox", words(step)),
                step => words(step),
            };
            (words, safe!("{} takes it back", key(super::Action::Undo)))
        }
    };
    let step = match &stamped.step {
        Step::Undo { .. } => None,
        Step::Redo { id } => Some(id.clone()),
        _ => Some(stamped.id.clone()),
    };
    Notice {
        words,
        hint: Some(hint),
        trouble: false,
        step,
    }
}

/// The first key of an action, as it is shown.
pub(crate) fn key_words(model: &Model, action: super::Action) -> Safe {
    let keys = model.keymap.keys(action).next();
    Safe::line(&keys.map(super::keymap::words).unwrap_or_default())
}

/// A filter over rows that have an id and a text.
pub(crate) fn matcher<'a, Id, Rows>(typed: &str) -> impl FnOnce(Rows) -> Vec<Id>
where
    Rows: Iterator<Item = (Id, &'a str)>,
{
    let mut find = Find::new(typed);
    move |rows| {
        let none = search::Key::default();
        let hits = rows.filter_map(|(id, text)| {
            let key = search::Key::new(text);
            Some((find.rank(&key, &none)?, id))
        });
        find::best(hits.collect())
    }
}

/// Marks the rows of the pane that match a text, among those that are shown.
fn mark_matching(model: &mut Model, typed: &str) {
    let (board, book) = model.board_mut(model.pane());
    let before = board.list().marked();
    board.mark_matching(typed, book);
    let marked = board.list().marked() - before;
    model.say(safe!("{} more marked", marked));
}

/// The import on top of the overlays, if one is there.
fn import_view(model: &mut Model) -> Option<&mut ImportView> {
    model
        .overlays
        .iter_mut()
        .rev()
        .find_map(|overlay| match overlay {
            Overlay::Import(view) => Some(view),
            _ => None,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quiet_message_does_not_hide_what_is_still_to_be_drawn() {
        let today = "2026-11-23".parse().unwrap();
        let mut model = Model::new(crate::domain::book::Book::default(), today);
        model.take_changed();
        update(&mut model, Msg::Did(Safe::own("copied")));
        // The watcher saw our own write: nothing new.
        let change = Change::default();
        update(&mut model, Msg::Changed { change, own: false });
        assert!(model.take_changed());
        update(&mut model, Msg::Today(today));
        assert!(!model.take_changed(), "a quiet message alone draws nothing");
    }
}
