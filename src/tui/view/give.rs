//! Boxes in which the person says what they know: forms, and the preview of a pasted page.

use ratatui::layout::{Position, Rect};

use super::{
    Role,
    doc::Doc,
    overlay,
    paint::{Paint, cells},
    prompt,
};
use crate::{
    app::{
        overlay::{CaptureView, Form, form::Input},
        pane::{self, count},
    },
    domain::{
        capture::{Captured, Change},
        received::Preview,
    },
    safe,
    text::{Safe, width::wrap},
};

/// Draws a form; gives the place of the cursor.
pub(super) fn form(paint: &mut Paint<'_>, body: Rect, form: &Form) -> Option<Position> {
    let labels = form.fields.iter().map(|field| cells(&field.label));
    let labels = labels.max().unwrap_or(0);
    let rows = u16::try_from(form.fields.len()).unwrap_or(u16::MAX - 4);
    // The box has room for the longest hint, so that it stays where it is.
    let width = usize::from(body.width.saturating_sub(8).min(72)).max(1);
    let hints = form
        .fields
        .iter()
        .map(|field| wrap(&field.hint, width).len());
    let hints = u16::try_from(hints.max().unwrap_or(1)).unwrap_or(1).min(3);
    let area = overlay::open(paint, body, form.title.clone(), 72, rows + 1 + hints);
    // All answers are seen, whatever is cut of the questions.
    let answers = form.fields.iter().map(|field| {
        let words = field.input.choices();
        words.map(|word| cells(&Safe::own(word)) + 3).sum::<u16>()
    });
    let answers = answers.max().unwrap_or(0).max(area.width / 2);
    let labels = labels.min(area.width.saturating_sub(answers + 2));
    let room = area.height.saturating_sub(1 + hints).max(1);
    let at = u16::try_from(form.at()).unwrap_or_default();
    let first = at.saturating_sub(room - 1);
    let mut cursor = None;
    let fields = form.fields.iter().enumerate().skip(first.into());
    for ((nth, field), y) in fields.zip(area.y..area.y + room) {
        let here = nth == form.at();
        let role = if here { Role::Key } else { Role::Dim };
        paint.put(area.x, y, labels, &field.label, role);
        let x = area.x + labels + 2;
        let width = area.right().saturating_sub(x);
        match &field.input {
            Input::Text(line) if here => cursor = Some(prompt::line(paint, (x, y, width), line)),
            Input::Text(line) => {
                paint.put(x, y, width, &Safe::line(&line.text()), Role::Text);
            }
            Input::Choice { words, at } => {
                let mut x = x;
                for (nth, word) in words.iter().enumerate() {
                    let chosen = nth == *at;
                    let words = if chosen {
                        safe!("[{}]", *word)
                    } else {
                        safe!(" {} ", *word)
                    };
                    let role = if chosen { Role::Strong } else { Role::Dim };
                    x = paint.put(x, y, area.right().saturating_sub(x), &words, role) + 1;
                }
            }
        }
        if here {
            paint.tint(Rect::new(area.x, y, area.width, 1), Role::Cursor);
        }
    }
    let hint = form.fields.get(form.at()).map(|field| &field.hint);
    let (words, role) = match (&form.trouble, hint) {
        (Some(trouble), _) => (trouble.clone(), Role::Trouble),
        (None, hint) => (hint.cloned().unwrap_or_default(), Role::Dim),
    };
    let below = area.bottom().saturating_sub(hints).max(area.y)..area.bottom();
    for (y, line) in below.zip(wrap(&words, width)) {
        paint.put(area.x, y, area.width, &line, role);
    }
    cursor
}

/// What goes to whom, what is new, and what could not be matched.
pub(super) fn capture(body: Rect, view: &CaptureView) -> Doc {
    let mut doc = Doc::new(body.width.saturating_sub(8).min(76));
    let all = &view.captured;
    let new = all.iter().filter(|one| one.new_invitation().is_some());
    let new = new.count();
    let new = new
        + view
            .mails
            .iter()
            .filter(|one| one.new && one.is_kept())
            .count();
    let kept = all.iter().filter(|one| one.is_kept()).count();
    let kept = kept + view.mails.iter().filter(|one| one.is_kept()).count();
    let words = match (new, kept - new) {
        (0, 0) => Safe::own("There is nothing new in it. Esc leaves"),
        (0, known) => safe!("Facts about {}.", count(known, "person", "people")),
        (new, 0) => safe!("{}.", count(new, "new invitation", "new invitations")),
        (new, known) => safe!(
            "{}, facts about {}.",
            count(new, "new invitation", "new invitations"),
            count(known, "person", "people")
        ),
    };
    doc.words(0, &words, Role::Strong);
    if kept > 0 {
        let keys = "Enter takes all of it, as one step · Esc leaves";
        doc.words(0, &Safe::own(keys), Role::Key);
    }
    for one in &view.mails {
        doc.blank();
        mail(&mut doc, one);
    }
    for one in all {
        doc.blank();
        card(&mut doc, one);
    }
    doc.blank();
    if let Some(listed) = view.listed {
        let words = safe!(
            "{} of the {} invitations that the page says there are: it loads as you scroll",
            all.len(),
            listed
        );
        doc.words(0, &words, Role::Dim);
    }
    if let Some(erased) = &view.erased {
        doc.words(0, erased, Role::Dim);
    }
    if view.too_long {
        let words = "the text is too long: its end was not read";
        doc.words(0, &Safe::own(words), Role::Warn);
    }
    if view.unread > 0 {
        let words = if view.unread == 1 {
            safe!("{} line was not understood", view.unread)
        } else {
            safe!("{} lines were not understood", view.unread)
        };
        doc.words(0, &words, Role::Dim);
    }
    doc
}

fn card(doc: &mut Doc, one: &Captured) {
    doc.words(0, &Safe::name(&one.card.name), Role::Strong);
    let why_not = one.why_not();
    if !one.whom.trouble().is_empty() {
        doc.words(2, &safe!("! {}", Safe::line(&why_not)), Role::Warn);
    } else if !why_not.is_empty() {
        doc.words(2, &Safe::line(&why_not), Role::Dim);
    }
    if let Some(new) = one.new_invitation() {
        let sent = match new.id.sent.map(|at| at.date_naive()) {
            Some(day) => safe!("sent about {}", pane::day(day)),
            None => Safe::own("the page does not say when it was sent"),
        };
        doc.field(&Safe::own("  new"), &sent, Role::Text);
        if !new.note.is_empty() {
            let note = Safe::line(&new.note);
            doc.field(&Safe::own("  note"), &note, Role::Text);
        }
    }
    changes(doc, &one.changes);
}

/// An invitation by e-mail: who, when, the note, and what is new about them.
fn mail(doc: &mut Doc, one: &Preview) {
    let received = &one.received;
    doc.words(0, &Safe::name(&received.name), Role::Strong);
    if let Some(why) = one.trouble {
        doc.words(2, &safe!("! {}", Safe::own(why)), Role::Warn);
        return;
    }
    if let Some(sent) = received.id.sent.filter(|_| one.new) {
        let day = pane::full_day(sent.date_naive());
        doc.field(&Safe::own("  invited"), &day, Role::Text);
    }
    if one.new && !received.note.is_empty() {
        let note = Safe::line(&received.note);
        doc.field(&Safe::own("  note"), &note, Role::Text);
    }
    changes(doc, &one.changes);
}

fn changes(doc: &mut Doc, changes: &[Change]) {
    for change in changes {
        let now = Safe::line(&change.now);
        let words = match &change.before {
            Some(before) => safe!("{} (before: {})", now, Safe::line(before)),
            None => now,
        };
        doc.field(&safe!("  {}", change.field.word()), &words, Role::Text);
    }
}
