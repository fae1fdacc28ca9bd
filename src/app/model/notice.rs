//! The line at the bottom: what happened, what went wrong, and what is wrong with the store.

use super::Model;
use crate::{
    app::{
        msg::Trouble,
        overlay::{Overlay, Words},
    },
    domain::step::StepId,
    safe,
    text::{Safe, width},
};

/// The line at the bottom that says what happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What happened.
    pub words: Safe,
    /// What to do about it.
    pub hint: Option<Safe>,
    /// Whether it went wrong.
    pub trouble: bool,
    /// The step that it tells of, which `u` takes back.
    pub step: Option<StepId>,
}

impl Model {
    /// Says something in the line at the bottom.
    pub(crate) fn say(&mut self, words: Safe) {
        self.notice = Some(Notice {
            words,
            hint: None,
            trouble: false,
            step: None,
        });
    }

    /// Takes the notice away, and keeps in mind which step it told of; whether there was one.
    pub(crate) fn hear(&mut self) -> bool {
        let notice = self.notice.take();
        let had = notice.is_some();
        self.named = notice.and_then(|notice| notice.step);
        had
    }

    /// Says what went wrong: in the line at the bottom, or in a box where that is too short for
    /// all of it.
    pub(crate) fn fail(&mut self, trouble: Trouble) {
        let hint = trouble.hint.as_ref();
        let wide = width::cells(&trouble.words) + hint.map_or(0, |hint| width::cells(hint) + 2);
        if wide + 4 > usize::from(self.size.0) {
            self.notice = None;
            self.overlays.push(Overlay::Words(Words {
                title: Safe::own("That did not work"),
                lines: std::iter::once(trouble.words).chain(trouble.hint).collect(),
            }));
            return;
        }
        self.notice = Some(Notice {
            words: trouble.words,
            hint: trouble.hint,
            trouble: true,
            step: None,
        });
    }

    /// Says what went wrong behind the scenes: in the line at the bottom, as far as that is long, so
    /// that it comes in nobody's way.
    pub(crate) fn warn(&mut self, words: Safe) {
        self.notice = Some(Notice {
            words,
            hint: None,
            trouble: true,
            step: None,
        });
    }

    /// Whether the store takes no steps.
    pub(crate) fn is_read_only(&self) -> bool {
        self.store.as_ref().is_some_and(|store| store.read_only)
    }

    /// Tells what is wrong with the store, the way out first.
    pub(crate) fn tell_store(&mut self) {
        if let Some(store) = &self.store {
            let words = safe!("{}: {}", store.short, store.remedy);
            self.fail(Trouble { words, hint: None });
        }
    }
}
