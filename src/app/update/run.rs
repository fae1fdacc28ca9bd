//! Actions that are the same in all panes. A pane takes its own ones first.

use super::{import, keys, mark_matching};
use crate::{
    app::{
        Action, Effect, Model,
        action::Scope,
        model::{Deed, Rows, Side, Split, Tab},
        overlay::{
            Overlay, Picker, Prompt,
            picker::{Choice, Row},
            prompt::Ask,
        },
        pane::{self, Pane, followups, invitations, outbox, profile},
    },
    domain::{day::Day, invitation::Answer, when},
    safe,
    text::{Link, Safe},
};

/// LinkedIn's page where the archive is asked for.
const ARCHIVE_PAGE: &str = "https://www.linkedin.com/mypreferences/d/download-my-data";

/// What the filter of invitations knows beside words.
pub(super) const QUESTIONS: &str = "has:note  no:note  older:30  newer:7";

/// Runs an action, if it applies here.
pub(super) fn run(model: &mut Model, action: Action) -> Vec<Effect> {
    if !model.applies(action) {
        let row = action.row();
        let needs_row = row.is_some_and(|row| row.scope.meets(model.place()));
        if action == Action::ImportFound && needs_row {
            let key = super::key_words(model, Action::Import);
            model.say(safe!(
                "no archive was found in Downloads; {} names one",
                key
            ));
        } else if action == Action::Undo {
            model.say(Safe::own("nothing to undo"));
        } else if needs_row {
            model.say(Safe::own("there is nothing under the cursor for that"));
        }
        return Vec::new();
    }
    // Before anything is asked or typed: it would be for nothing.
    let writes = action.row().is_some_and(|row| row.scope.has(Scope::WRITES));
    if writes && model.is_read_only() {
        model.tell_store();
        return Vec::new();
    }
    let own = match model.pane() {
        _ if model.is_first_run() => None,
        Pane::Invitations => invitations::act(model, action),
        Pane::Profile => profile::act(model, action),
        Pane::Followups => followups::act(model, action),
        Pane::Outbox => outbox::act(model, action),
    };
    if let Some(effects) = own {
        return effects;
    }
    shared(model, action)
}

fn shared(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Undo => {
            return match model.named.take() {
                Some(id) => super::undo(model, id),
                None => vec![Effect::FindUndo],
            };
        }
        Action::Redo => return vec![Effect::Redo],
        Action::Reload => {
            let looks = model.is_first_run().then_some(Effect::ScanDownloads);
            return [Effect::Reload, Effect::AskDay]
                .into_iter()
                .chain(looks)
                .collect();
        }
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        Action::QuitNow => return keys::quit(model),
        Action::Quit if !leave(model) => return keys::quit(model),
        Action::Demo => return vec![Effect::QuitToDemo],
        Action::Import => return import::begin(model),
        Action::ImportFound => return import::newest(model),
        Action::OpenPage | Action::ArchivePage => return open(model, action),
        Action::Copy | Action::CopyAddress => return copy(model, action),
        Action::Repeat => return repeat(model),
        Action::Later => later_menu(model),
        Action::Note => note(model),
        Action::Back => keys::back(model),
        Action::Enter => enter(model),
        Action::Filter => filter(model),
        Action::Palette => {
            let picker = Picker::palette(&model.keymap, model.place());
            model.overlays.push(Overlay::Picker(picker));
        }
        Action::Help => {
            let picker = Picker::help(&model.keymap, model.place());
            model.overlays.push(Overlay::Picker(picker));
        }
        Action::Mark | Action::MarkRange | Action::MarkInvert | Action::MarkAll => {
            model.list_mut(model.pane()).mark(action);
        }
        Action::MarkPattern => {
            let label = Safe::own("mark all that match");
            let prompt = Prompt::new(Ask::Pattern(model.pane()), label)
                .with_aside("name or note · Enter marks, Esc leaves");
            model.overlays.push(Overlay::Prompt(prompt));
        }
        Action::Zoom if model.tab == Tab::Today => enter(model),
        Action::Zoom => split(model, Split::Detail),
        Action::Preview => split(model, Split::List),
        Action::Invitations => show(model, Pane::Invitations),
        Action::Profile => show(model, Pane::Profile),
        Action::Followups => show(model, Pane::Followups),
        Action::Outbox => go(model, Tab::Full(Pane::Outbox)),
        Action::Today => go(model, Tab::Today),
        Action::NextPane => turn(model, 1),
        Action::PreviousPane => turn(model, Pane::DESK.len() - 1),
        _ => travel(model, action),
    }
    Vec::new()
}

/// Moves the cursor, or scrolls the detail.
fn travel(model: &mut Model, action: Action) {
    let page = isize::try_from(page(model)).unwrap_or(10);
    let rows = match action {
        Action::Down => 1,
        Action::Up => -1,
        Action::HalfDown => page / 2,
        Action::HalfUp => -page / 2,
        Action::PageDown => page,
        Action::PageUp => -page,
        Action::Top => -1_000_000_000,
        Action::Bottom => 1_000_000_000,
        Action::Left | Action::Right => return sideways(model, action == Action::Right),
        _ => return,
    };
    if model.tab != Tab::Today && (model.side == Side::Detail || model.split == Split::Detail) {
        model.scrolled += i64::try_from(rows).unwrap_or_default();
    } else {
        model.list_mut(model.pane()).step(rows);
    }
}

/// How many rows a page has, about: the boxes and the lines around them are not in it.
fn page(model: &Model) -> usize {
    let (columns, rows) = model.size;
    let rows = usize::from(rows).saturating_sub(4);
    let split = columns < 100 || (model.tab == Tab::Today && model.focus != Pane::Invitations);
    (if split { rows / 2 } else { rows }).max(2)
}

fn sideways(model: &mut Model, right: bool) {
    match model.tab {
        Tab::Today => turn(model, if right { 1 } else { Pane::DESK.len() - 1 }),
        Tab::Full(_) => model.side = if right { Side::Detail } else { Side::List },
    }
}

fn turn(model: &mut Model, by: usize) {
    let at = Pane::DESK.iter().position(|pane| *pane == model.pane());
    let next = at.map_or(0, |at| (at + by) % Pane::DESK.len());
    let pane = Pane::DESK.get(next).copied().unwrap_or(Pane::Invitations);
    show(model, pane);
}

/// A pane's number: on the desk it gets the keys, else it fills the screen.
fn show(model: &mut Model, pane: Pane) {
    model.focus = pane;
    if model.tab != Tab::Today {
        go(model, Tab::Full(pane));
    }
}

fn go(model: &mut Model, tab: Tab) {
    model.tab = tab;
    model.side = Side::List;
    unzoom(model);
}

fn enter(model: &mut Model) {
    match model.tab {
        Tab::Today => {
            go(model, Tab::Full(model.focus));
            // The list alone would look as before.
            let alone = model.is_narrow() && model.list().is_some_and(|list| !list.is_empty());
            if alone {
                model.side = Side::Detail;
            }
        }
        Tab::Full(_) if model.list().is_some_and(Rows::is_empty) => {}
        Tab::Full(_) => model.side = Side::Detail,
    }
}

/// Turns a way to share the screen on or off.
fn split(model: &mut Model, way: Split) {
    model.split = if model.split == way { Split::Both } else { way };
}

/// Shows the list again, if only the detail was shown; whether it was.
fn unzoom(model: &mut Model) -> bool {
    let zoomed = model.split == Split::Detail;
    if zoomed {
        model.split = Split::Both;
    }
    zoomed
}

/// One step back towards the desk; `false` if that is where we are.
pub(super) fn leave(model: &mut Model) -> bool {
    if model.tab == Tab::Today {
        return false;
    }
    if unzoom(model) {
        return true;
    }
    if model.side == Side::Detail {
        model.side = Side::List;
    } else {
        go(model, Tab::Today);
    }
    true
}

fn open(model: &mut Model, action: Action) -> Vec<Effect> {
    let link = match action {
        Action::ArchivePage => Link::linkedin(ARCHIVE_PAGE).ok(),
        _ => model.link(),
    };
    if link.is_none() {
        model.say(Safe::own("no page is known for this"));
    }
    link.map(Effect::Open).into_iter().collect()
}

fn copy(model: &mut Model, action: Action) -> Vec<Effect> {
    let (text, what) = if action == Action::CopyAddress {
        let link = model.link().map(|link| link.shown());
        (link, Safe::own("the address"))
    } else {
        match model.draft() {
            Some(draft) => (Some(draft.outgoing), safe!("the {}", draft.title)),
            None => (None, Safe::EMPTY),
        }
    };
    if text.is_none() {
        model.say(Safe::own("there is no text to copy here"));
    }
    let copy = text.map(|text| Effect::Copy { text, what });
    copy.into_iter().collect()
}

fn repeat(model: &mut Model) -> Vec<Effect> {
    let effects = model.last.clone().map(|deed| model.deed(deed));
    match effects {
        Some(effects) if !effects.is_empty() => effects,
        Some(effects) if model.notice.is_some() => effects,
        Some(_) => {
            model.say(Safe::own("the last thing cannot be done here"));
            Vec::new()
        }
        None => {
            model.say(Safe::own("nothing was done yet that could be done again"));
            Vec::new()
        }
    }
}

fn note(model: &mut Model) {
    let people = model.people();
    let label = safe!("note about {}", model.names(&people));
    let prompt = Prompt::new(Ask::Note(people), label).with_aside("Enter keeps it, Esc leaves");
    model.overlays.push(Overlay::Prompt(prompt));
}

fn filter(model: &mut Model) {
    let pane = model.pane();
    let mut prompt = Prompt::new(Ask::Filter(pane), Safe::own("/"));
    prompt.line.insert(model.filter(pane));
    if pane == Pane::Invitations {
        prompt.aside = Ok(Safe::own(QUESTIONS));
    }
    model.overlays.push(Overlay::Prompt(prompt));
}

/// The days that the menu of `s` offers.
fn later_menu(model: &mut Model) {
    let today = model.today;
    let presets = [
        ("1", "tomorrow", "tomorrow"),
        ("2", "in 3 days", "in 3 days"),
        ("3", "next week", "next week"),
        ("4", "in a month", "in a month"),
    ];
    let mut rows: Vec<Row> = presets
        .into_iter()
        .filter_map(|(key, words, typed)| {
            let day = when::parse(typed, today).ok()?;
            Some(menu_row(
                key,
                words,
                pane::full_day(day),
                Choice::Until(day),
            ))
        })
        .collect();
    rows.push(menu_row(
        "5",
        "another day …",
        Safe::EMPTY,
        Choice::OtherDay,
    ));
    let title = safe!("Later: {}", model.names(&model.people()));
    model
        .overlays
        .push(Overlay::Picker(Picker::new(title, rows)));
}

pub(crate) fn menu_row(key: &'static str, words: &'static str, aside: Safe, choice: Choice) -> Row {
    Row {
        key: Safe::own(key),
        words: Safe::own(words),
        aside,
        choice,
        hot: key.chars().next(),
    }
}

/// Something was chosen from a picker.
pub(super) fn choose(model: &mut Model, choice: Choice) -> Vec<Effect> {
    model.notice = None;
    match choice {
        Choice::Heading => Vec::new(),
        Choice::Run(action) => run(model, action),
        Choice::Until(day) => until(model, day),
        Choice::OtherDay => {
            let ask = match model.pane() {
                Pane::Followups => Ask::SnoozeDay(model.people()),
                _ => Ask::LaterDay(model.invitations.list.targets()),
            };
            let mut prompt = Prompt::new(ask, Safe::own("later, on"));
            prompt.explain_day(model.today);
            model.overlays.push(Overlay::Prompt(prompt));
            Vec::new()
        }
        Choice::Sort(sort) => {
            model.invitations.sort = sort;
            model.invitations.order(&model.book);
            model.say(safe!("order: {}", sort.words()));
            Vec::new()
        }
        Choice::Circle(circle) => model.deed(Deed::Circle(circle)),
        Choice::Check(word) => profile::say(model, word),
        Choice::Import(path) => import::plan(model, path),
        Choice::OtherPath => {
            let label = Safe::own("path of the archive, a .zip or its folder");
            let prompt = Prompt::new(Ask::Path, label).with_aside("Enter reads it, Esc leaves");
            model.overlays.push(Overlay::Prompt(prompt));
            Vec::new()
        }
    }
}

/// Puts off what the cursor or the marks are on.
fn until(model: &mut Model, day: Day) -> Vec<Effect> {
    model.deed(match model.pane() {
        Pane::Followups => Deed::Snooze(day),
        _ => Deed::Answer(Answer::Later(day)),
    })
}

/// A pattern was typed.
pub(super) fn mark_pattern(model: &mut Model, text: &str) {
    if !text.trim().is_empty() {
        mark_matching(model, text);
    }
}
