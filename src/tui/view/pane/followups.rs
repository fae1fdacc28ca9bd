//! The pane of follow-ups.

use ratatui::layout::Rect;

use super::{
    super::{
        Role,
        doc::Doc,
        paint::{Paint, cells},
    },
    PaneView, Shown, about, hash, name, name_width,
};
use crate::{
    app::{
        Action, Model,
        pane::{
            self,
            followups::{FollowUp, View},
        },
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
        let resting = pane::thousands(agenda.resting);
        let number = pane::thousands(model.followups.in_view().len());
        match model.followups.view {
            View::Today => safe!("{} today, {} resting", today, resting),
            View::Resting => safe!("{} resting", resting),
            View::Waiting => safe!("{} not answered yet", number),
            View::Settled => safe!("{} done already, says LinkedIn", number),
        }
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
        if matches!(model.followups.view, View::Today | View::Resting) {
            forecast(paint, area, model);
        }
    }

    fn detail(&self, doc: &mut Doc, model: &Model) -> Option<u64> {
        let item = model.followups.selected()?;
        followup(doc, model, item);
        Some(hash(&item.person))
    }

    fn empty(&self, model: &Model) -> Vec<Safe> {
        let next = safe!("{} shows more", key_words(model, Action::NextView));
        let nothing = match model.followups.view {
            View::Today => "",
            View::Resting => "Nobody rests until a day of the next month.",
            View::Waiting => "You wait for nobody's answer.",
            View::Settled => "No welcome and no plan of the last month was done by itself.",
        };
        if !nothing.is_empty() {
            return vec![Safe::own(nothing), next];
        }
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
    let room = end.saturating_sub(due);
    // Where it is narrow, the card alone says who shows it.
    let words = if cells(&item.due) > room {
        Safe::line(&item.due.replacen("LinkedIn shows ", "", 1))
    } else {
        item.due.clone()
    };
    paint.put(due, line.y, room, &words, Role::Dim);
}

/// The days of the forecast as bars, today first, below the list where there is room for them.
fn forecast(paint: &mut Paint<'_>, area: Rect, model: &Model) {
    let days = &model.followups.agenda.forecast;
    let most = days.iter().map(|(_, number)| *number).max().unwrap_or(0);
    let (room, indent) = (area.width.saturating_sub(6), 4);
    // A line of air, the heading, two lines of dates, and at least two of bars.
    let height = area.height.saturating_sub(4).min(4);
    let count = u16::try_from(days.len()).unwrap_or(u16::MAX);
    if most == 0 || height < 2 || room < count {
        return;
    }
    let height = height.min(u16::try_from(most).unwrap_or(height));
    let wide = if room >= count * 2 { 2 } else { 1 };
    let all: usize = days.iter().map(|(_, number)| number).sum();
    let heading = safe!("{} in {} days", pane::thousands(all), days.len());
    let y = area.y + 1;
    paint.put(area.x + indent, y, room, &heading, Role::Heading);
    let foot = y + height;
    for ((day, number), x) in days.iter().zip((area.x + indent..).step_by(wide)) {
        let bar = (number * usize::from(height)).div_ceil(most);
        for up in 0..u16::try_from(bar).unwrap_or(0) {
            paint.put(x, foot - up, 1, &Safe::own("█"), Role::Gauge);
        }
        if *number == 0 {
            paint.put(x, foot, 1, &Safe::own("·"), Role::GaugeRest);
        }
        let short = day.format("%a").to_string();
        let letter = short.get(..1).unwrap_or_default();
        let monday = short == "Mon";
        let role = if monday { Role::Text } else { Role::Dim };
        paint.put(x, foot + 1, 1, &Safe::line(letter), role);
        // As many cells as a week has: the date of each Monday fits.
        if monday && x + 6 < area.right() {
            let date = Safe::line(&day.format("%-d %b").to_string());
            paint.put(x, foot + 2, 6, &date, Role::Dim);
        }
    }
}

fn followup(doc: &mut Doc, model: &Model, item: &FollowUp) {
    doc.words(0, &item.name, Role::Strong);
    doc.words(0, &safe!("{} · due {}", item.kind, item.since), Role::Dim);
    doc.blank();
    doc.words(0, &item.why, Role::Text);
    if !item.guard.is_empty() && item.guard != item.why {
        let words = safe!("You wrote last: {}.", item.guard);
        doc.words(0, &words, Role::Warn);
    }
    if let Some((circle, why)) = &item.propose {
        let key = key_words(model, Action::TakeCircle);
        let name = match circle.interval() {
            Some(days) => safe!("{}, every {} days", circle.word(), days),
            None => Safe::own(circle.word()),
        };
        let words = safe!("Circle {}? {}. {} takes it.", name, why, key);
        doc.words(0, &words, Role::Key);
    }
    if !about::last_words(doc, model, &item.person)
        && let Some(last) = &item.last
    {
        doc.heading(&Safe::own("Last words"), &Safe::EMPTY);
        doc.words(2, last, Role::Text);
    }
    about::news(doc, model, &item.person);
    about::known(doc, model, &item.person, "");
    if !item.circle.is_empty() {
        doc.field(&Safe::own("  circle"), &item.circle, Role::Text);
    }
    about::log(doc, model, &item.person);
    about::notes(doc, model, &item.person);
    about::draft(doc, model);
}
