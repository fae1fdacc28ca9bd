//! One row of each list.

use ratatui::layout::Rect;

use super::{
    Role,
    paint::{Paint, cells},
};
use crate::{
    app::{
        Model,
        pane::{self, Pane, followups::FollowUp, invitations::View, profile},
        update::key_words,
    },
    domain::{
        invitation::{InvitationId, Standing},
        outbox::{OutboxItem, Progress},
        records::Invitation,
    },
    safe,
    text::{Safe, search::Query, width},
};

/// Draws rows from the first one that is on the screen; no other row is touched.
pub(super) fn draw(paint: &mut Paint<'_>, area: Rect, model: &Model, pane: Pane, first: usize) {
    let lines = (area.y..area.bottom()).map(|y| Rect::new(area.x, y, area.width, 1));
    let typed = model.filter(pane);
    let mut query = (!typed.is_empty()).then(|| Query::new(typed));
    match pane {
        Pane::Invitations => {
            let list = &model.invitations.list;
            for (id, line) in list.rows().iter().skip(first).zip(lines) {
                if let Some(invitation) = model.invitations.find(&model.book, id) {
                    mark(paint, line, list.is_marked(id));
                    invitation_row(paint, line, model, invitation, query.as_mut());
                }
            }
        }
        Pane::Profile => {
            let list = &model.profile.list;
            for (id, line) in list.rows().iter().skip(first).zip(lines) {
                if let Some(item) = model.profile.item(id) {
                    profile_row(paint, line, item);
                }
            }
        }
        Pane::Followups => {
            let list = &model.followups.list;
            for (person, line) in list.rows().iter().skip(first).zip(lines) {
                if let Some(item) = model.followups.find(person) {
                    mark(paint, line, list.is_marked(person));
                    followup_row(paint, line, item, query.as_mut());
                }
            }
        }
        Pane::Outbox => {
            let list = &model.outbox.list;
            for (id, line) in list.rows().iter().skip(first).zip(lines) {
                if let Some(item) = model.outbox.find(id) {
                    mark(paint, line, list.is_marked(id));
                    outbox_row(paint, line, model, item, query.as_mut());
                }
            }
        }
    }
}

fn mark(paint: &mut Paint<'_>, line: Rect, marked: bool) {
    if marked {
        paint.put(line.x + 1, line.y, 1, &Safe::own("•"), Role::Mark);
    }
}

/// A name, with the letters that the filter found.
fn name(
    paint: &mut Paint<'_>,
    (x, y, most): (u16, u16, u16),
    name: &str,
    role: Role,
    query: Option<&mut Query>,
) {
    let safe = width::cut(&Safe::name(name), most.into());
    paint.put(x, y, most, &safe, role);
    for range in query.map(|query| query.indices(&safe)).unwrap_or_default() {
        let before = safe.get(..range.start).map_or(0, cells);
        let found = safe.get(range).map_or(0, cells);
        let width = found.min(most.saturating_sub(before));
        paint.tint(Rect::new(x + before, y, width, 1), Role::Match);
    }
}

/// How wide the column of names is.
fn name_width(line: Rect) -> u16 {
    (line.width / 3).clamp(12, 28)
}

/// ` • Mira Example     first words of the note          86  2d`
fn invitation_row(
    paint: &mut Paint<'_>,
    line: Rect,
    model: &Model,
    invitation: &Invitation,
    query: Option<&mut Query>,
) {
    let id = &invitation.id;
    let judged = model.invitations.judged(id);
    let warning = judged.and_then(|judged| judged.warning.as_ref());
    if let Some(warning) = warning {
        let role = if warning.stop { Role::Stop } else { Role::Warn };
        paint.put(line.x + 2, line.y, 1, &Safe::own("!"), role);
    }
    let width = name_width(line);
    name(
        paint,
        (line.x + 4, line.y, width),
        &invitation.name,
        Role::Strong,
        query,
    );
    let days = id
        .sent
        .map(|sent| (model.today - sent.date_naive()).num_days());
    let age = days.map_or(Safe::own("?"), pane::age);
    let mut end = line.right() - 1;
    paint.put_end(end, line.y, 4, &age, Role::Dim);
    end -= 5;
    if let Some(judged) = judged {
        let (words, role) = match warning {
            Some(warning) if warning.stop => (Safe::own("stop"), Role::Stop),
            Some(_) => (Safe::own("check"), Role::Warn),
            None => (Safe::from(judged.score), Role::Text),
        };
        paint.put_end(end, line.y, 5, &words, role);
        end -= 6;
    }
    let from = line.x + 4 + width + 1;
    let (why, role) = why(model, invitation);
    paint.put(from, line.y, end.saturating_sub(from), &why, role);
}

/// The few words behind a name: what stands out, else the note.
fn why(model: &Model, invitation: &Invitation) -> (Safe, Role) {
    let judged = model.invitations.judged(&invitation.id);
    if let Some(words) = standing_words(model, &invitation.id) {
        return (words, Role::Dim);
    }
    if let Some(warning) = judged.and_then(|judged| judged.warning.as_ref()) {
        let role = if warning.stop { Role::Stop } else { Role::Warn };
        return (warning.short.clone(), role);
    }
    if !invitation.note.is_empty() {
        return (Safe::line(&invitation.note), Role::Text);
    }
    match judged.and_then(|judged| judged.reasons.first()) {
        Some(reason) => (reason.words.clone(), Role::Dim),
        None => (Safe::own("no note"), Role::Dim),
    }
}

/// Where an invitation stands, if there is something to say about it.
pub(super) fn standing_words(model: &Model, id: &InvitationId) -> Option<Safe> {
    if model.invitations.view == View::Sent {
        return None;
    }
    Some(match model.book.standing(id, model.today) {
        Standing::Undecided => return None,
        Standing::Resting(until) => {
            safe!("resting until {}", pane::short_day(until, model.today))
        }
        Standing::Back(_) => Safe::own("back, as you wished"),
        Standing::Asked(day) => safe!("asked {}", pane::distance(day, model.today)),
        Standing::Replied(_) => Safe::own("answered your question"),
        Standing::Silent(day) => safe!("asked {}, no answer", pane::distance(day, model.today)),
        Standing::Accepted(day) => safe!("accepted {}", pane::distance(day, model.today)),
        Standing::Declined(day) => safe!("declined {}", pane::distance(day, model.today)),
    })
}

/// ` ○ About is 84 of 2,600 characters           missing  +8`
fn profile_row(paint: &mut Paint<'_>, line: Rect, item: &profile::AuditItem) {
    let (sign, role) = sign(item.state);
    paint.put(line.x + 2, line.y, 1, &Safe::own(sign), role);
    let mut end = line.right() - 1;
    let won = item.weight.saturating_sub(item.points);
    if item.state.is_gap() {
        if won > 0 {
            paint.put_end(end, line.y, 4, &safe!("+{}", won), Role::Points);
        }
        end -= 5;
    } else if line.width >= 50 {
        end = paint.put_end(end, line.y, 16, &Safe::own(item.state.word()), Role::Dim) - 1;
    }
    let from = line.x + 4;
    let role = if item.state.is_gap() {
        Role::Text
    } else {
        Role::Dim
    };
    let x = paint.put(from, line.y, end.saturating_sub(from), &item.title, role) + 2;
    // What was found, where there is room for more than its beginning.
    let room = end.saturating_sub(x);
    if room >= 16 && item.state.is_gap() {
        paint.put(x, line.y, room - 1, &item.evidence, Role::Dim);
    }
}

/// The score as a bar: `━━━━━━━━━━────  good, 50 of 93 points`.
pub(super) fn gauge(paint: &mut Paint<'_>, area: Rect, audit: &profile::Audit) {
    let room = area.width.saturating_sub(6);
    let words = width::cut(&audit.level, usize::from(room.saturating_sub(12)));
    let room = room.saturating_sub(cells(&words)).min(40);
    let score = u16::try_from(audit.score.unwrap_or(0).min(100)).unwrap_or(100);
    let filled = u16::try_from(u32::from(room) * u32::from(score) / 100).unwrap_or(room);
    for at in 0..room {
        let (sign, role) = if at < filled {
            ("━", Role::Gauge)
        } else {
            ("─", Role::GaugeRest)
        };
        paint.put(area.x + 2 + at, area.y, 1, &Safe::own(sign), role);
    }
    paint.put(area.x + 4 + room, area.y, area.width, &words, Role::Dim);
}

/// The sign of a state, which says the same without colour.
pub(super) const fn sign(state: profile::State) -> (&'static str, Role) {
    match state {
        profile::State::Full => ("✓", Role::Good),
        profile::State::Part => ("◐", Role::Warn),
        profile::State::Missing => ("○", Role::Warn),
        profile::State::AskYou => ("?", Role::Key),
        profile::State::NotApplicable => ("·", Role::Dim),
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
pub(super) fn forecast(paint: &mut Paint<'_>, area: Rect, model: &Model) {
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

/// ` • accept   Mira Example           to do since 2 days`
fn outbox_row(
    paint: &mut Paint<'_>,
    line: Rect,
    model: &Model,
    item: &OutboxItem,
    query: Option<&mut Query>,
) {
    let to_do = item.progress == Progress::ToDo;
    let (act_role, name_role) = if to_do {
        (Role::Key, Role::Strong)
    } else {
        (Role::Dim, Role::Dim)
    };
    paint.put(
        line.x + 4,
        line.y,
        7,
        &Safe::own(item.id.act.word()),
        act_role,
    );
    let from = line.x + 12;
    let end = line.right() - 1;
    let words = progress(model, item);
    let aside = if line.width >= 46 { cells(&words) } else { 0 };
    if aside > 0 {
        let role = if to_do { Role::Dim } else { Role::Good };
        paint.put_end(end, line.y, aside, &words, role);
    }
    let most = end.saturating_sub(from + aside + 1);
    name(paint, (from, line.y, most), &item.name, name_role, query);
}

/// How far a line of the outbox is, in words.
pub(super) fn progress(model: &Model, item: &OutboxItem) -> Safe {
    match item.progress {
        Progress::ToDo => safe!("decided {}", pane::distance(item.decided, model.today)),
        Progress::Ticked(day) => safe!("done {}", pane::short_day(day, model.today)),
        Progress::Confirmed(day) => {
            safe!("seen in the archive, {}", pane::short_day(day, model.today))
        }
    }
}

/// Nothing to show: why, and what to press. Gives how many lines it took.
pub(super) fn empty(paint: &mut Paint<'_>, area: Rect, model: &Model, pane: Pane) -> u16 {
    use crate::app::Action;
    let key = |action| key_words(model, action);
    let lines = match pane {
        _ if !model.filter(pane).is_empty() => vec![
            Safe::own("Nothing matches."),
            safe!("{} shows all again", key(Action::Back)),
        ],
        Pane::Invitations => match model.invitations.view {
            View::Queue => vec![
                Safe::own("Nobody waits for an answer."),
                safe!(
                    "{} shows those that rest, {} imports a newer archive",
                    key(Action::NextView),
                    key(Action::Import)
                ),
            ],
            View::Resting => vec![
                Safe::own("No invitation rests."),
                safe!("{} shows those that were answered", key(Action::NextView)),
            ],
            View::Answered => vec![
                Safe::own("No invitation was answered here yet."),
                safe!("{} goes back to the queue", key(Action::PreviousView)),
            ],
            View::Sent => vec![
                Safe::own("No sent invitation is open."),
                safe!("{} goes on to the queue", key(Action::NextView)),
            ],
        },
        Pane::Profile => vec![
            Safe::own("No archive held your profile yet."),
            safe!("{} imports one", key(Action::Import)),
        ],
        Pane::Followups if model.followups.agenda.resting > 0 => vec![
            Safe::own("Nobody to write to today."),
            Safe::own("The others rest, and come by themselves."),
        ],
        Pane::Followups => vec![
            Safe::own("Nobody to write to today."),
            safe!(
                "Whom you accept gets a welcome: {} shows the invitations",
                key(Action::Invitations)
            ),
        ],
        Pane::Outbox => vec![
            Safe::own("Nothing to do on LinkedIn."),
            safe!(
                "What you decide is collected here; {} goes back",
                key(Action::Back)
            ),
        ],
    };
    let most = usize::from(area.width.saturating_sub(5));
    let wrapped = lines
        .iter()
        .zip([Role::Text, Role::Dim])
        .flat_map(|(line, role)| {
            width::wrap(line, most)
                .into_iter()
                .map(move |line| (line, role))
        });
    let top = area.y + u16::from(area.height > 4);
    let mut end = top;
    for ((line, role), y) in wrapped.zip(top..area.bottom()) {
        paint.put(area.x + 4, y, area.width.saturating_sub(5), &line, role);
        end = y + 1;
    }
    end - area.y
}
