//! Prompts: what a typed line does.

use super::{export, give, import, run, seek, targets, text as writing};
use crate::{
    app::{
        Action, Effect, Model,
        effect::PasteFor,
        model::{Deed, HISTORY},
        overlay::{
            Overlay, Prompt,
            prompt::{Ask, Typed},
        },
        pane::{Pane, people::erase},
    },
    domain::{checklist::Word, entry::Entry, invitation::Answer, step::Step, when},
    query, safe,
    text::Safe,
};

/// A key went to a prompt, which is off the stack.
pub(super) fn typed(model: &mut Model, mut prompt: Prompt, typed: Typed) -> Vec<Effect> {
    match typed {
        Typed::Done => return done(model, prompt),
        Typed::Cancelled => {
            if let Ask::Filter(pane) = prompt.ask {
                model.set_filter(pane, String::new());
            }
            return Vec::new();
        }
        Typed::Changed => changed(model, &mut prompt),
        Typed::Path => {
            let find = Effect::FindPaths {
                typed: prompt.line.text(),
                archives: prompt.ask == Ask::Path,
            };
            model.overlays.push(Overlay::Prompt(prompt));
            return vec![find];
        }
        Typed::Nothing => {}
    }
    model.overlays.push(Overlay::Prompt(prompt));
    Vec::new()
}

fn changed(model: &mut Model, prompt: &mut Prompt) {
    match prompt.ask {
        Ask::Filter(pane) => {
            model.set_filter(pane, prompt.line.text());
            prompt.explain_query();
        }
        Ask::LaterDay(_) | Ask::SnoozeDay(_) | Ask::PauseDay(_) => prompt.explain_day(model.today),
        Ask::Contact(..) => prompt.explain_contact(model.today),
        Ask::Tag(_) => prompt.explain_choices(),
        Ask::Pattern(_) => prompt.explain_query(),
        Ask::Path | Ask::Export(_) => prompt.explain_path(),
        _ => {}
    }
}

/// Paths were found: a prompt that still says what they begin with takes them.
pub(super) fn paths(model: &mut Model, typed: &str, found: &[String]) {
    match model.overlays.last_mut() {
        Some(Overlay::Prompt(prompt))
            if matches!(prompt.ask, Ask::Path | Ask::Export(_)) && prompt.line.text() == typed =>
        {
            prompt.take_paths(found);
        }
        _ => model.unchanged(),
    }
}

/// A text was pasted: only what can be typed into takes it, never the keymap.
pub(super) fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    if model.is_too_small() {
        model.unchanged();
        return Vec::new();
    }
    match model.overlays.pop() {
        Some(Overlay::Prompt(mut prompt)) => {
            prompt.line.insert(text.trim_end_matches(['\r', '\n']));
            return typed(model, prompt, Typed::Changed);
        }
        Some(Overlay::Text(page)) => writing::paste(model, page, text),
        Some(Overlay::Seek(view)) => return seek::paste(model, view, text),
        Some(Overlay::Picker(mut picker)) => {
            picker.paste(text);
            model.overlays.push(Overlay::Picker(picker));
        }
        Some(Overlay::Form(mut form)) => {
            form.paste(text);
            model.overlays.push(Overlay::Form(form));
        }
        Some(other) => model.overlays.push(other),
        // A file that is drawn onto a terminal is pasted as its path.
        None if model.is_first_run() && is_archive(text) => {
            return import::plan(model, unquoted(text).into());
        }
        // One line is no card of anybody.
        None if text.trim().contains(['\n', '\r']) => return page(model, text),
        None => model.unchanged(),
    }
    Vec::new()
}

/// A page of LinkedIn's or e-mails were pasted: they are read among the invitations, and before there
/// are any.
fn page(model: &mut Model, text: &str) -> Vec<Effect> {
    model.hear();
    if !model.is_first_run() && model.pane() != Pane::Invitations {
        let words = "copied pages and e-mails are pasted among the invitations:";
        let key = super::key_words(model, Action::Invitations);
        model.say(safe!("{} {}", Safe::own(words), key));
        return Vec::new();
    }
    if model.is_read_only() {
        model.tell_store();
        return Vec::new();
    }
    // Terminals paste the ends of lines as the key Enter sends them.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    vec![Effect::ReadPaste(PasteFor::Facts, text)]
}

/// Whether a pasted text is the path of an archive.
fn is_archive(text: &str) -> bool {
    let path = unquoted(text);
    let end = path.len().saturating_sub(4);
    let zip = path
        .get(end..)
        .is_some_and(|end| end.eq_ignore_ascii_case(".zip"));
    zip && !path.contains(['\n', '\r'])
}

/// A path without the quotes that terminals and file managers put around it.
fn unquoted(path: &str) -> &str {
    path.trim().trim_matches(['\'', '"'])
}

#[expect(
    clippy::too_many_lines,
    reason = "one arm for each, so that the compiler finds a forgotten one"
)]
fn done(model: &mut Model, mut prompt: Prompt) -> Vec<Effect> {
    let text = prompt.line.text();
    let trimmed = text.trim();
    remember(model, &prompt.ask, trimmed);
    match prompt.ask.clone() {
        Ask::Filter(pane) => {
            let rows = pane.rows();
            let faults = rows.map(|rows| query::parse(trimmed, rows).faults);
            if let Some(fault) = faults.iter().flatten().next() {
                model.say(Safe::line(&fault.to_string()));
            }
            Vec::new()
        }
        Ask::Pattern(_) => {
            run::mark_pattern(model, trimmed);
            Vec::new()
        }
        Ask::Note(_) | Ask::Path | Ask::Export(_) | Ask::Mutual(_) | Ask::Add | Ask::Fill(..)
            if trimmed.is_empty() =>
        {
            Vec::new()
        }
        Ask::Fill(person, variable) => vec![Effect::Commit(Step::Fill {
            person,
            variable,
            value: trimmed.to_owned(),
        })],
        Ask::Note(people) => {
            let text = trimmed.to_owned();
            model.last = Some(Deed::Note(text.clone()));
            vec![Effect::Commit(Step::Note { people, text })]
        }
        Ask::Mutual(_) | Ask::Add => {
            let step = match prompt.ask {
                Ask::Add => give::add_typed(model, &mut prompt, trimmed),
                _ => give::mutual_typed(model, &mut prompt, trimmed),
            };
            if step.is_none() {
                model.overlays.push(Overlay::Prompt(prompt));
            }
            step.map(Effect::Commit).into_iter().collect()
        }
        Ask::Erase(person) => erase::typed(model, prompt, person),
        Ask::Contact(people, channel) => {
            let mut entry = Entry::read(trimmed, model.today);
            entry.channel = channel.unwrap_or(entry.channel);
            model.last = Some(Deed::Contact(entry.clone()));
            vec![Effect::Commit(entry.step(people))]
        }
        Ask::Tag(_) if trimmed.trim_start_matches('-').trim().is_empty() => Vec::new(),
        Ask::Tag(people) => {
            let on = !trimmed.starts_with('-');
            let tag = prompt.tag();
            model.last = Some(Deed::Tag(tag.clone(), on));
            vec![Effect::Commit(Step::Tag { people, tag, on })]
        }
        Ask::Waive(_) if trimmed.is_empty() => {
            prompt.aside = Err(Safe::own("say why, or Esc leaves"));
            model.overlays.push(Overlay::Prompt(prompt));
            Vec::new()
        }
        Ask::Waive(item) => vec![Effect::Commit(Step::Check {
            item,
            said: Word::NotApplicable,
            reason: Some(trimmed.to_owned()),
        })],
        Ask::LaterDay(_) | Ask::SnoozeDay(_) | Ask::PauseDay(_) => {
            let Ok(day) = when::parse(trimmed, model.today) else {
                prompt.explain_day(model.today);
                model.overlays.push(Overlay::Prompt(prompt));
                return Vec::new();
            };
            match prompt.ask {
                Ask::LaterDay(invitations) => model.answer(invitations, Answer::Later(day)),
                Ask::PauseDay(people) => {
                    model.last = Some(Deed::Pause(day));
                    vec![Effect::Commit(Step::Pause { people, until: day })]
                }
                Ask::SnoozeDay(people) => {
                    model.last = Some(Deed::Snooze(day));
                    vec![Effect::Commit(Step::Snooze { people, until: day })]
                }
                _ => Vec::new(),
            }
        }
        Ask::Target(kind) => match targets::typed(kind, trimmed) {
            Ok(change) => targets::change(model, change),
            Err(words) => {
                prompt.aside = Err(words);
                model.overlays.push(Overlay::Prompt(prompt));
                Vec::new()
            }
        },
        Ask::Export(form) => export::named(model, form, trimmed),
        Ask::Path => import::plan(model, unquoted(trimmed).into()),
    }
}

fn remember(model: &mut Model, ask: &Ask, text: &str) {
    let Some(history) = model.history.get_mut(ask.history()) else {
        return;
    };
    if !text.is_empty() && history.last().is_none_or(|last| last != text) {
        history.push(text.to_owned());
        if history.len() > HISTORY {
            history.remove(0);
        }
    }
}
