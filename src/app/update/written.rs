//! Texts of several lines that were written, here or in the person's own editor.

use crate::{
    app::{Effect, Model, effect::Purpose, model::Deed},
    domain::step::Step,
    text::Safe,
};

/// A text was written, and is to be kept.
pub(super) fn written(model: &mut Model, purpose: Purpose, text: &str) -> Vec<Effect> {
    let text = text.trim().to_owned();
    model.writing = Some((purpose.clone(), text.clone()));
    match purpose {
        Purpose::Note(_) if text.is_empty() => {
            model.writing = None;
            model.say(Safe::own("an empty note is none"));
            Vec::new()
        }
        Purpose::Profile(passage) => {
            vec![Effect::Commit(super::text::kept(model, &passage, &text))]
        }
        Purpose::Letter(letter) => super::letter::keep(model, letter, &text),
        Purpose::Note(people) => {
            model.last = Some(Deed::Note(text.clone()));
            vec![Effect::Commit(Step::Note { people, text })]
        }
    }
}
