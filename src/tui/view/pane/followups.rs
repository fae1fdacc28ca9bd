//! The pane of follow-ups.

use ratatui::layout::Rect;

use super::{
    super::{Role, doc::Doc, paint::Paint},
    PaneView, Shown, about, hash, name, name_width,
};
use crate::{
    app::{
        Action, Model,
        pane::{self, followups::FollowUp},
        update::key_words,
    },
    safe,
    text::{Safe, search::Query},
};

/// The pane of follow-ups.
pub(super) struct Followups;

impl PaneView for Followups {
    fn one(&self) -> &'static str {
        "Follow-up"
    }

    fn words(&self, model: &Model) -> Safe {
        let agenda = &model.followups.agenda;
        let today = pane::thousands(agenda.today.len());
        safe!(
            "{} today, {} resting",
            today,
            pane::thousands(agenda.resting)
        )
    }

    fn count(&self, model: &Model) -> Safe {
        pane::thousands(model.followups.agenda.today.len())
    }

    fn row(&self, paint: &mut Paint<'_>, line: Rect, shown: &mut Shown<'_>, at: usize) {
        let person = shown.model.followups.list.rows().get(at);
        if let Some(item) = person.and_then(|person| shown.model.followups.find(person)) {
            followup_row(paint, line, item, shown.query.as_mut());
        }
    }

    fn below(&self, paint: &mut Paint<'_>, area: Rect, model: &Model) {
        forecast(paint, area, model);
    }

    fn detail(&self, doc: &mut Doc, model: &Model) -> Option<u64> {
        let item = model.followups.selected()?;
        followup(doc, model, item);
        Some(hash(&item.person))
    }

    fn empty(&self, model: &Model) -> Vec<Safe> {
        let more = if model.followups.agenda.resting > 0 {
            Safe::own("The others rest, and come by themselves.")
        } else {
            safe!(
                "Whom you accept gets a welcome: {} shows the invitations",
                key_words(model, Action::Invitations)
            )
        };
        vec![Safe::own("Nobody to write to today."), more]
    }
}

/// ` • Lee Testcase     welcome    connected yesterday`
fn followup_row(paint: &mut Paint<'_>, line: Rect, item: &FollowUp, query: Option<&mut Query>) {
    let width = name_width(line);
    name(
        paint,
        (line.x + 4, line.y, width),
        &item.name,
        Role::Strong,
        query,
    );
    let kind = line.x + 4 + width + 1;
    let end = line.right() - 1;
    paint.put(
        kind,
        line.y,
        10.min(end.saturating_sub(kind)),
        &item.kind,
        Role::Text,
    );
    let due = kind + 11;
    paint.put(due, line.y, end.saturating_sub(due), &item.due, Role::Dim);
}

/// What comes after today, as bars, below the list where there is room for all of it.
fn forecast(paint: &mut Paint<'_>, area: Rect, model: &Model) {
    let days = &model.followups.agenda.forecast;
    let most = days.iter().map(|(_, number)| *number).max().unwrap_or(0);
    if most == 0 || usize::from(area.height) < days.len() + 2 {
        return;
    }
    let heading = Safe::own("The days to come");
    paint.put(area.x + 4, area.y + 1, area.width, &heading, Role::Heading);
    let room = usize::from(area.width.saturating_sub(22)).min(40);
    for ((day, number), y) in days.iter().zip(area.y + 2..) {
        let words = Safe::line(&day.format("%a %-d %b").to_string());
        paint.put(area.x + 4, y, 10, &words, Role::Dim);
        // One cell for each, as long as all of them fit.
        let length = (number * room.min(most)).div_ceil(most);
        let mut x = area.x + 16;
        for _ in 0..length {
            x = paint.put(x, y, 1, &Safe::own("━"), Role::Gauge);
        }
        let number = pane::thousands(*number);
        paint.put(x + 1, y, 6, &number, Role::Dim);
    }
}

fn followup(doc: &mut Doc, model: &Model, item: &FollowUp) {
    doc.words(0, &item.name, Role::Strong);
    doc.words(0, &safe!("{} · due {}", item.kind, item.since), Role::Dim);
    doc.blank();
    doc.words(0, &item.why, Role::Text);
    if let Some(circle) = &item.propose {
        let key = key_words(model, Action::Circle);
        let words = safe!(
            "Skipped several times: {} could set the circle {}.",
            key,
            circle
        );
        doc.words(0, &words, Role::Warn);
    }
    if let Some(last) = &item.last {
        doc.heading(&Safe::own("Last words"), &Safe::EMPTY);
        doc.words(2, last, Role::Text);
    }
    about::known(doc, model, &item.person, "");
    about::notes(doc, model, &item.person);
    about::draft(doc, model);
}
