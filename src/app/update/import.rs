//! Imports: found, planned, running, done.

use std::path::PathBuf;

use super::{Change, confirmation, import_view};
use crate::{
    app::{
        Effect, Model,
        key::{Code, Key},
        msg::{ArchiveFile, Plan, Progress},
        overlay::{ImportView, Overlay, Picker, Prompt, picker::Choice, prompt::Ask},
    },
    text::Safe,
};

/// `I`: shows the archives that were found, and looks again.
pub(super) fn begin(model: &mut Model) -> Vec<Effect> {
    let found = model.found.clone().unwrap_or_default();
    model
        .overlays
        .push(Overlay::Picker(Picker::archives(&found)));
    vec![Effect::ScanDownloads]
}

/// Asks where an archive lies.
pub(super) fn ask_path(model: &mut Model) {
    let label = Safe::own("path of the archive, a .zip or its folder");
    let mut prompt = Prompt::new(Ask::Path, label);
    prompt.explain_path();
    model.overlays.push(Overlay::Prompt(prompt));
}

/// Shows what the newest archive in Downloads would bring; the menu if there is none.
pub(super) fn newest(model: &mut Model) -> Vec<Effect> {
    let newest = model.found.iter().flatten().next();
    match newest.map(|file| file.path.clone()) {
        Some(path) => plan(model, path),
        None => begin(model),
    }
}

/// Archives were found: an open menu of archives shows them.
pub(super) fn found(model: &mut Model, found: Vec<ArchiveFile>) {
    if let Some(Overlay::Picker(picker)) = model.overlays.last_mut()
        && picker.rows().any(|row| row.choice == Choice::OtherPath)
        && model.found.as_ref() != Some(&found)
    {
        *picker = Picker::archives(&found);
    }
    model.found = Some(found);
}

/// Reads an archive for the preview.
pub(super) fn plan(model: &mut Model, path: PathBuf) -> Vec<Effect> {
    if model.erasing {
        model.say(Safe::own(
            "somebody is still being erased; import after that",
        ));
        return Vec::new();
    }
    model.working = true;
    let view = ImportView::Reading(path.clone());
    model.overlays.push(Overlay::Import(view));
    vec![Effect::PlanImport(path)]
}

/// The archive was read.
pub(super) fn planned(model: &mut Model, plan: Plan) {
    match import_view(model) {
        Some(view) if *view == ImportView::Reading(plan.path.clone()) => {
            *view = ImportView::Preview(plan);
            model.working = false;
        }
        // It was cancelled meanwhile.
        _ => model.unchanged(),
    }
}

/// A key while an import is on top.
pub(super) fn press(model: &mut Model, overlay: Overlay, key: Key) -> Vec<Effect> {
    let Overlay::Import(view) = &overlay else {
        return Vec::new();
    };
    let leaves = matches!(key.code, Code::Esc | Code::Char('q' | 'n'));
    let goes = matches!(key.code, Code::Enter | Code::Char('y'));
    match view {
        ImportView::Reading(_) if leaves => {
            model.working = false;
            return vec![Effect::Cancel];
        }
        ImportView::Preview(_) if leaves => return Vec::new(),
        ImportView::Preview(plan) if goes && plan.nothing_new => return Vec::new(),
        ImportView::Preview(plan) if goes => {
            model.working = true;
            let path = plan.path.clone();
            model
                .overlays
                .push(Overlay::Import(ImportView::Running(None)));
            return vec![Effect::Import(path)];
        }
        // The answer to a cancelled import closes it: it may have been done just now.
        ImportView::Running(_) if leaves => {
            model.overlays.push(overlay);
            return vec![Effect::Cancel];
        }
        _ => {}
    }
    model.overlays.push(overlay);
    Vec::new()
}

/// An import goes on.
pub(super) fn progress(model: &mut Model, progress: Progress) {
    if let Some(ImportView::Running(shown)) = import_view(model) {
        *shown = Some(progress);
    } else {
        model.unchanged();
    }
}

/// An import is done.
pub(super) fn done(model: &mut Model, change: Change) {
    stop(model);
    let first = model.is_first_run();
    let last = change.steps.last().cloned();
    super::changed(model, change, false);
    model.changed = true;
    if let Some(stamped) = last {
        let notice = confirmation(model, &stamped);
        model.notice = Some(notice);
    } else {
        model.say(Safe::own("nothing new in it"));
    }
    if first {
        model.invitations.list.go(0);
    }
}

/// An import was cancelled. A preview is closed at once; its thread's answer says nothing new.
pub(super) fn cancelled(model: &mut Model) {
    if let Some(ImportView::Running(_)) = import_view(model) {
        stop(model);
        model.say(Safe::own("import cancelled; nothing changed"));
    } else {
        model.unchanged();
    }
}

/// Takes the import off the screen.
pub(super) fn stop(model: &mut Model) {
    model.working = false;
    model
        .overlays
        .retain(|overlay| !matches!(overlay, Overlay::Import(_)));
}
