//! The pane of invitations.

use std::collections::HashMap;

use ratatui::layout::Rect;

use super::{
    super::{Role, doc::Doc, paint::Paint},
    PaneView, Shown, about, hash, name, name_width,
};
use crate::{
    app::{
        Action, Model,
        lens::Judged,
        pane::{self, invitations::View},
        update::key_words,
    },
    domain::{
        invitation::{Answer, InvitationId, Standing},
        records::{Direction, Invitation},
    },
    safe,
    text::{Safe, clean::removed, search::Query},
};

/// The pane of invitations.
pub(super) struct Invitations;

impl PaneView for Invitations {
    fn one(&self) -> &'static str {
        "Invitation"
    }

    fn words(&self, model: &Model) -> Safe {
        let view = model.invitations.view;
        let number = model.invitations.in_view(view).len();
        safe!("{} {}", pane::thousands(number), view.words())
    }

    fn count(&self, model: &Model) -> Safe {
        pane::thousands(model.invitations.queue())
    }

    fn row(&self, paint: &mut Paint<'_>, line: Rect, shown: &mut Shown<'_>, at: usize) {
        let model = shown.model;
        let invitation = model.invitations.list.rows().get(at);
        let invitation = invitation.and_then(|id| model.invitations.find(&model.book, id));
        if let Some(invitation) = invitation {
            invitation_row(paint, line, model, invitation, shown.query.as_mut());
        }
    }

    fn detail(&self, doc: &mut Doc, model: &Model) -> Option<u64> {
        let id = model.invitations.list.selected()?;
        if let Some(invitation) = model.invitations.find(&model.book, id) {
            self::invitation(doc, model, invitation);
        }
        Some(hash(id))
    }

    fn empty(&self, model: &Model) -> Vec<Safe> {
        let key = |action| key_words(model, action);
        match model.invitations.view {
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
        }
    }
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
    let mut reasons = judged.into_iter().flat_map(|judged| &judged.reasons);
    match reasons.find(|reason| !reason.for_everybody) {
        Some(reason) => (reason.words.clone(), Role::Dim),
        None => (Safe::own("no note"), Role::Dim),
    }
}

/// Where an invitation stands, if there is something to say about it.
pub(in crate::tui::view) fn standing_words(model: &Model, id: &InvitationId) -> Option<Safe> {
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

fn invitation(doc: &mut Doc, model: &Model, invitation: &Invitation) {
    let id = &invitation.id;
    let judged = model.invitations.judged(id);
    let sent = match id.sent.map(|sent| sent.date_naive()) {
        Some(day) => safe!(
            "{}, {}",
            pane::full_day(day),
            pane::distance(day, model.today)
        ),
        None => Safe::own("on a day that the archive does not tell"),
    };
    let incoming = invitation.direction == Direction::Incoming;
    doc.words(0, &Safe::name(&invitation.name), Role::Strong);
    let verb = if incoming { "sent" } else { "you sent it" };
    doc.words(0, &safe!("{} {}", verb, sent), Role::Dim);
    if let Some(words) = standing_words(model, id) {
        doc.words(0, &words, Role::Good);
    }
    if let Some(judged) = judged {
        verdict(doc, judged);
    }
    note(doc, invitation);
    if let Some(judged) = judged {
        reasons(doc, judged, model.invitations.learned.as_ref());
    }
    sender(doc, model, id);
    about::known(doc, model, &id.person, &invitation.name);
    history(doc, model, id);
    about::notes(doc, model, &id.person);
    about::draft(doc, model);
}

fn verdict(doc: &mut Doc, judged: &Judged) {
    doc.blank();
    let warning = judged.warning.as_ref();
    let role = match warning {
        Some(warning) if warning.stop => Role::Stop,
        Some(_) => Role::Warn,
        None => Role::Strong,
    };
    doc.words(0, &judged.verdict, role);
    for line in warning.iter().flat_map(|warning| &warning.advice) {
        doc.words(2, line, Role::Text);
    }
}

pub(in crate::tui::view) fn note(doc: &mut Doc, invitation: &Invitation) {
    if invitation.note.is_empty() {
        doc.blank();
        doc.words(
            0,
            &Safe::own("no note, as with most invitations"),
            Role::Dim,
        );
        return;
    }
    doc.heading(&Safe::own("Note"), &Safe::EMPTY);
    doc.words(2, &Safe::text(&invitation.note), Role::Text);
    for gone in removed(&invitation.note) {
        doc.words(2, &safe!("~ {}", gone.words()), Role::Warn);
    }
}

/// The five answers about a sender, if some were given.
fn sender(doc: &mut Doc, model: &Model, id: &InvitationId) {
    let Some(check) = model.book.sender_check(id) else {
        return;
    };
    doc.heading(&Safe::own("Sender check"), &Safe::EMPTY);
    if check.is_doubtful() {
        let words = "more than three times no: look again before you accept";
        doc.words(2, &Safe::own(words), Role::Warn);
    }
    for (question, said) in check.all() {
        doc.field(
            &safe!("  {}", said.word()),
            &Safe::own(question.words),
            Role::Text,
        );
    }
}

fn reasons(doc: &mut Doc, judged: &Judged, learned: Option<&HashMap<Box<str>, Safe>>) {
    match judged.warning {
        None => doc.heading(&safe!("Score {}", judged.score), &judged.unknown),
        // Beside a warning the score matters little.
        Some(_) => doc.heading(
            &Safe::own("Score"),
            &safe!("{} · {}", judged.score, judged.unknown),
        ),
    }
    for reason in &judged.reasons {
        let points = Safe::line(&format!("{:+}", reason.points));
        doc.field(&safe!("  {}", points), &reason.words, Role::Text);
        let learned = learned.and_then(|learned| learned.get(&reason.rule));
        if let Some(answers) = learned {
            doc.field(
                &Safe::EMPTY,
                &safe!("{} with this reason", answers),
                Role::Dim,
            );
        }
    }
    for info in &judged.info {
        doc.field(&Safe::own("   ·"), info, Role::Dim);
    }
}

/// How this invitation was answered, and others of the same person.
pub(in crate::tui::view) fn history(doc: &mut Doc, model: &Model, id: &InvitationId) {
    let mut lines = Vec::new();
    for other in model.book.facts().invitations() {
        if other.id.person == id.person && other.id != *id {
            let day = other.id.sent.map(|sent| sent.date_naive());
            let words = match other.direction {
                Direction::Incoming => "invited you, too",
                Direction::Outgoing => "you invited them",
            };
            lines.push((day, Safe::own(words)));
        }
    }
    for answered in model.book.answers(id) {
        let mut words = match answered.answer {
            Answer::Later(until) => safe!("later, until {}", pane::short_day(until, model.today)),
            answer => Safe::own(answer.word()),
        };
        if let Some(reason) = &answered.reason {
            words = safe!("{}: {}", words, Safe::line(reason));
        }
        lines.push((Some(answered.day), words));
    }
    if lines.is_empty() {
        return;
    }
    lines.sort_by_key(|(day, _)| *day);
    doc.heading(&Safe::own("History"), &Safe::EMPTY);
    for (day, words) in lines {
        about::dated(doc, day, model.today, &words);
    }
}
