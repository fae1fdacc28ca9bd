//! Actions that are the same in all panes. A pane takes its own ones first.

use super::{
    export, give, go, import, keys, letter, mark_matching, menu, out, seek, session, targets,
};
use crate::{
    app::{
        Action, Effect, Model,
        action::Scope,
        effect::Purpose,
        model::{Split, Tab},
        overlay::{Overlay, Picker, Prompt, prompt::Ask},
        pane::{self, Pane},
    },
    safe,
    text::Safe,
};

/// Runs an action, if it applies here.
pub(super) fn run(model: &mut Model, action: Action) -> Vec<Effect> {
    if !model.applies(action) {
        let row = action.row();
        let needs_row = row.is_some_and(|row| row.is_in(model.place()));
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
    let own = (!model.is_first_run()).then(|| pane::act(model, action));
    match own.flatten() {
        Some(effects) => effects,
        None => shared(model, action),
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "one arm for each, so that the compiler finds a forgotten one"
)]
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
        Action::Session => return session::ask(model),
        Action::Pass | Action::PassBack => return session::turn(model, action),
        Action::Quit | Action::Back if matches!(model.tab, Tab::Session(_)) => {
            return session::leave(model, action);
        }
        Action::Quit if !go::leave(model) => return keys::quit(model),
        Action::Demo => return vec![Effect::QuitToDemo],
        Action::AuditPage => super::ask_page(model),
        Action::Import => return import::begin(model),
        Action::ImportFound => return import::newest(model),
        Action::OpenPage | Action::ArchivePage => return out::open(model, action),
        Action::Copy | Action::CopyAddress => return out::copy(model, action),
        Action::Repeat => return repeat(model),
        Action::Export => export::menu(model),
        Action::Later => menu::later_menu(model),
        Action::Log => menu::log_menu(model),
        Action::Tag => menu::tag(model),
        Action::Note => note(model),
        Action::Contacted => contacted(model),
        Action::Circle => pane::followups::circle_menu(model, &model.people()),
        Action::Pause => pause(model),
        Action::NoteInEditor => {
            let purpose = Purpose::Note(model.people());
            let text = Safe::EMPTY;
            return vec![Effect::Edit { purpose, text }];
        }
        Action::NextText => return letter::next(model),
        Action::WriteText => letter::write(model),
        Action::TextInEditor => return letter::in_editor(model),
        Action::Mutual => give::mutual(model),
        Action::Edit => give::facts(model),
        Action::CheckSender => give::sender(model),
        Action::Add => give::add(model),
        Action::Exposes => return give::exposes(model),
        Action::Answered => session::answered(model),
        Action::Back => keys::back(model),
        Action::Enter => go::enter(model),
        Action::Filter => filter(model),
        Action::FullText => return seek::open(model),
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
                .with_aside("a query, as in the filter · Enter marks, Esc leaves");
            model.overlays.push(Overlay::Prompt(prompt));
        }
        Action::Zoom if model.tab == Tab::Today => go::enter(model),
        Action::Zoom => go::split(model, Split::Detail),
        Action::Preview => go::split(model, Split::List),
        Action::Invitations => go::show(model, Pane::Invitations),
        Action::Profile => go::show(model, Pane::Profile),
        Action::Followups => go::show(model, Pane::Followups),
        Action::People => go::show(model, Pane::People),
        Action::Reach => go::show(model, Pane::Reach),
        Action::Targets => targets::list(model),
        Action::Outbox => go::go(model, Tab::Full(Pane::Outbox)),
        Action::Today => go::go(model, Tab::Today),
        Action::NextPane => go::turn(model, false),
        Action::PreviousPane => go::turn(model, true),
        _ => go::travel(model, action),
    }
    Vec::new()
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

fn contacted(model: &mut Model) {
    let people = model.people();
    let label = safe!("about what? {}", model.names(&people));
    let mut prompt = Prompt::new(Ask::Contact(people, None), label);
    prompt.explain_contact(model.today);
    model.overlays.push(Overlay::Prompt(prompt));
}

fn pause(model: &mut Model) {
    let people = model.people();
    let label = safe!("pause until? {}", model.names(&people));
    let mut prompt = Prompt::new(Ask::PauseDay(people), label);
    prompt.explain_day(model.today);
    model.overlays.push(Overlay::Prompt(prompt));
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
    prompt.explain_query();
    model.overlays.push(Overlay::Prompt(prompt));
}

/// A pattern was typed.
pub(super) fn mark_pattern(model: &mut Model, text: &str) {
    if !text.trim().is_empty() {
        mark_matching(model, text);
    }
}
