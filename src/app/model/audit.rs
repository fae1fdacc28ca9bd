//! What the model asks about the own profile, and about copied pages.

use super::Model;
use crate::{
    app::{
        lens::Writing,
        overlay::{Overlay, Sheet},
        pane::{Board, profile::Pasts},
    },
    domain::{checklist::Passage, paste::Pasted},
};

impl Model {
    /// The score over time, where the archives of the past are known.
    pub(crate) fn remember(&mut self) {
        if let Pasts::Known(pasts) = &self.profile.pasts {
            self.profile.history = self.lens.history(&self.book, pasts, self.today);
            self.profile.arrange(&self.book);
        }
    }

    /// How a text of the profile reads: its length, and what to look at.
    pub(crate) fn read(&self, passage: &Passage, text: &str) -> Writing {
        self.lens.reading(&self.book, passage, text)
    }

    /// Shows what a copied page says.
    pub(crate) fn show_page(&mut self, pasted: &Pasted) {
        let (title, blocks) = self.lens.page(pasted, self.today);
        self.overlays.push(Overlay::Sheet(Sheet { title, blocks }));
    }
}
