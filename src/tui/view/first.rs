//! The first run: no archive yet. How to get one, the ones that were found, the demo.

use ratatui::layout::Rect;

use super::{
    Role,
    boxes::{self, Labels, inside},
    doc::Doc,
    memory::Layer,
    paint::Paint,
};
use crate::{
    app::{Action, Model, msg::StoreTrouble, overlay::picker::size, pane, update::key_words},
    safe,
    text::Safe,
};

/// The store is there, and cannot be read: this is no first run, whatever it looks like.
fn store(paint: &mut Paint<'_>, body: Rect, store: &StoreTrouble, scrolled: i64) {
    let labels = Labels {
        title: Safe::own("Your store"),
        focus: true,
        ..Labels::default()
    };
    boxes::draw(paint, &[(body, labels)]);
    let inner = inside(body);
    let width = inner.width.saturating_sub(2).min(76);
    let area = Rect::new(inner.x + 1, inner.y, width, inner.height);
    let mut doc = Doc::new(area.width);
    doc.words(0, &store.remedy, Role::Strong);
    doc.blank();
    for line in &store.words {
        doc.words(0, &safe!("! {}", line), Role::Trouble);
    }
    doc.blank();
    let kept = "What can be read stays as it is; nothing is shown that is not sure.";
    doc.words(0, &Safe::own(kept), Role::Dim);
    doc.draw(paint, area, (Layer::Pane, 0), scrolled);
}

/// Draws the first steps.
pub(super) fn draw(paint: &mut Paint<'_>, body: Rect, model: &Model) {
    if let Some(trouble) = &model.store {
        return store(paint, body, trouble, model.scrolled);
    }
    let labels = Labels {
        title: Safe::own("Welcome"),
        focus: true,
        ..Labels::default()
    };
    boxes::draw(paint, &[(body, labels)]);
    let inner = inside(body);
    let area = Rect::new(
        inner.x + 1,
        inner.y,
        inner.width.saturating_sub(2).min(76),
        inner.height,
    );
    let mut doc = Doc::new(area.width);
    let key = |action| key_words(model, action);
    if area.height > 16 {
        doc.words(0, &Safe::EMPTY, Role::Text);
    }
    doc.words(
        0,
        &Safe::own(
            "Cordial reads the archive that LinkedIn gives every member. It stays on this \
             machine, and your account is never touched.",
        ),
        Role::Text,
    );
    doc.heading(
        &Safe::own("1  Ask LinkedIn for the archive"),
        &safe!("{} goes there", key(Action::ArchivePage)),
    );
    doc.words(
        3,
        &Safe::own(
            "Choose the larger archive. A first mail brings a part of it within minutes, a second \
             one everything, within a day or so. The links work for 72 hours.",
        ),
        Role::Dim,
    );
    let found = model.found.as_deref().unwrap_or_default();
    let import = if found.is_empty() {
        safe!("{} names a file", key(Action::Import))
    } else {
        safe!("{} looks at the newest", key(Action::ImportFound))
    };
    doc.heading(&Safe::own("2  Import it"), &import);
    match &model.found {
        None => doc.words(3, &Safe::own("Looking in Downloads …"), Role::Dim),
        Some(found) if found.is_empty() => {
            let again = key(Action::Reload);
            let words = safe!("No archive lies in Downloads yet; {} looks again.", again);
            doc.words(3, &words, Role::Dim);
        }
        Some(found) => {
            for file in found.iter().take(3) {
                doc.words(3, &file.name, Role::Strong);
                let day = file.day.map(pane::full_day).unwrap_or_default();
                doc.words(3, &safe!("{}  {}", day, size(file.bytes)), Role::Dim);
            }
            let more = found.len().saturating_sub(3);
            if more > 0 {
                let key = key(Action::Import);
                doc.words(3, &safe!("{} more: {} lists them", more, key), Role::Dim);
            }
        }
    }
    doc.heading(
        &Safe::own("Or look around first"),
        &safe!("{} shows the demo, with invented people", key(Action::Demo)),
    );
    doc.draw(paint, area, (Layer::Pane, 0), model.scrolled);
}
