//! Erasing somebody: it asks, and tells what it removed.

use crate::{
    app::{
        effect::Effect,
        model::Model,
        msg::{Erased, Progress},
        overlay::{Overlay, Prompt, Sheet, prompt::Ask},
        pane::block::Block,
    },
    domain::person::PersonKey,
    safe,
    text::Safe,
};

/// What has to be typed.
const YES: &str = "yes";

/// Asks. It is for the row under the cursor alone, whatever is marked.
pub(super) fn ask(model: &mut Model) {
    let Some(person) = model.people.list.selected().cloned() else {
        return;
    };
    if model.erasing {
        return model.say(Safe::own(
            "one after the other: somebody is still being erased",
        ));
    }
    let label = safe!("type yes to erase {}:", model.name(&person));
    let prompt = Prompt::new(Ask::Erase(person), label)
        .with_aside("for good, no undo brings it back · Esc leaves");
    model.overlays.push(Overlay::Prompt(prompt));
}

/// Something was typed.
pub(crate) fn typed(model: &mut Model, mut prompt: Prompt, person: PersonKey) -> Vec<Effect> {
    let typed = prompt.line.text();
    let typed = typed.trim();
    if typed.is_empty() {
        model.say(Safe::own("nothing was erased"));
        return Vec::new();
    }
    if !typed.eq_ignore_ascii_case(YES) {
        prompt.aside = Err(Safe::own("only yes erases · Esc leaves"));
        model.overlays.push(Overlay::Prompt(prompt));
        return Vec::new();
    }
    model.erasing = true;
    model.say(safe!("erasing {} …", model.name(&person)));
    vec![Effect::Erase(person)]
}

/// It goes on.
pub(crate) fn progress(model: &mut Model, progress: &Progress) {
    let percent = progress.done * 100 / progress.total.max(1);
    model.say(safe!("erasing {} … {} %", progress.what, percent.min(100)));
}

/// It is done: nothing that was kept in mind names them, and the steps are read as they are now.
pub(crate) fn done(model: &mut Model, erased: Erased) -> Vec<Effect> {
    model.hear();
    model.erasing = false;
    model.named = None;
    model.last = None;
    model.sought = None;
    model.history = Default::default();
    let mut blocks = vec![Block::Words(erased.sentence)];
    blocks.extend(
        erased
            .removed
            .into_iter()
            .map(|line| Block::Words(safe!("  {}", line))),
    );
    let heading = Safe::own("What Cordial cannot reach");
    blocks.push(Block::Heading(heading, Safe::EMPTY));
    blocks.extend(erased.left.into_iter().map(Block::Dim));
    model.overlays.push(Overlay::Sheet(Sheet {
        title: Safe::own("Erased"),
        blocks,
    }));
    vec![Effect::Reload]
}
