//! The detail of the row under the cursor.

use std::hash::{DefaultHasher, Hash, Hasher as _};

use ratatui::layout::Rect;

use super::{Role, doc::Doc, memory::Layer, paint::Paint, rows};
use crate::{
    app::{
        Action, Model,
        lens::Judged,
        model::{Side, Split},
        pane::{self, Pane, followups::FollowUp, profile},
        update::key_words,
    },
    domain::{
        checklist::Word,
        day::Day,
        invitation::{Answer, InvitationId},
        outbox::OutboxId,
        person::PersonKey,
        records::{Direction, Invitation},
    },
    safe,
    text::{Safe, clean::removed},
};

/// The title of the detail's box.
pub(super) fn title(model: &Model, pane: Pane) -> Safe {
    let alone = model.split == Split::Detail || model.side == Side::Detail;
    let words = match pane {
        Pane::Invitations => "Invitation",
        Pane::Profile => "Check",
        Pane::Followups => "Follow-up",
        Pane::Outbox => "On LinkedIn",
    };
    if alone {
        safe!("{} · {} goes back", words, key_words(model, Action::Back))
    } else {
        Safe::own(words)
    }
}

/// Draws the detail.
pub(super) fn draw(paint: &mut Paint<'_>, area: Rect, model: &Model, pane: Pane) {
    let mut doc = Doc::new(area.width);
    let about = match pane {
        Pane::Invitations => model.invitations.list.selected().map(|id| {
            if let Some(invitation) = model.invitations.find(&model.book, id) {
                self::invitation(&mut doc, model, invitation);
            }
            hash(id)
        }),
        Pane::Profile => model.profile.selected().map(|item| {
            check(&mut doc, model, item);
            hash(&item.id)
        }),
        Pane::Followups => model.followups.selected().map(|item| {
            followup(&mut doc, model, item);
            hash(&item.person)
        }),
        Pane::Outbox => model.outbox.list.selected().map(|id| {
            outbox(&mut doc, model, id);
            hash(id)
        }),
    };
    if let Some(about) = about {
        doc.draw(paint, area, (Layer::Pane, about), model.scrolled);
    }
}

fn hash(id: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
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
    if let Some(words) = rows::standing_words(model, id) {
        doc.words(0, &words, Role::Good);
    }
    if let Some(judged) = judged {
        verdict(doc, judged);
    }
    note(doc, invitation);
    if let Some(judged) = judged {
        reasons(doc, judged);
    }
    known(doc, model, &id.person, &invitation.name);
    history(doc, model, id);
    notes(doc, model, &id.person);
    draft(doc, model);
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

fn note(doc: &mut Doc, invitation: &Invitation) {
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

fn reasons(doc: &mut Doc, judged: &Judged) {
    doc.heading(&safe!("Score {}", judged.score), &judged.unknown);
    for reason in &judged.reasons {
        let points = Safe::line(&format!("{:+}", reason.points));
        doc.field(&safe!("  {}", points), &reason.words, Role::Text);
    }
}

/// What the archive knows about a person.
fn known(doc: &mut Doc, model: &Model, person: &PersonKey, name: &str) {
    doc.heading(&Safe::own("Known"), &Safe::EMPTY);
    let facts = model.book.facts().person(person);
    let mut field = |label: &'static str, text: &Safe| {
        if !text.is_empty() {
            doc.field(&safe!("  {}", label), text, Role::Text);
        }
    };
    if let Some(facts) = facts {
        field("position", &Safe::headline(&facts.position));
        field("company", &Safe::name(&facts.company));
        let (sent, received) = (facts.talk.sent, facts.talk.received);
        if sent + received > 0 {
            field("messages", &safe!("{} from you, {} to you", sent, received));
        }
        if let Some(day) = facts.connected_on {
            field("connected", &pane::full_day(day));
        }
    }
    field(
        "profile",
        &match person.as_slug() {
            Some(slug) => safe!("/in/{}", Safe::line(slug)),
            None => Safe::own("no address; the page of a search opens instead"),
        },
    );
    for gone in removed(name) {
        field("name", &safe!("~ {}", gone.words()));
    }
}

/// How this invitation was answered, and others of the same person.
fn history(doc: &mut Doc, model: &Model, id: &InvitationId) {
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
        dated(doc, day, model.today, &words);
    }
}

fn dated(doc: &mut Doc, day: Option<Day>, today: Day, words: &Safe) {
    let form = |day| pane::short_day(day, today);
    let label = day.map_or(Safe::own("  ?"), |day| safe!("  {}", form(day)));
    doc.field(&label, words, Role::Text);
}

fn notes(doc: &mut Doc, model: &Model, person: &PersonKey) {
    let notes = model.book.notes(person);
    if notes.is_empty() {
        return;
    }
    doc.heading(&Safe::own("Your notes"), &Safe::EMPTY);
    for note in notes.iter().rev() {
        dated(doc, Some(note.day), model.today, &Safe::text(&note.text));
    }
}

/// The text that `y` copies.
fn draft(doc: &mut Doc, model: &Model) {
    let Some(draft) = model.draft() else { return };
    let key = key_words(model, Action::Copy);
    doc.heading(
        &safe!("Draft of a {}", draft.title),
        &safe!("{} copies it", key),
    );
    doc.words(2, &draft.text, Role::Text);
}

fn check(doc: &mut Doc, model: &Model, item: &profile::AuditItem) {
    let (sign, role) = rows::sign(item.state);
    doc.words(0, &item.title, Role::Strong);
    let points = safe!("{} of {} points", item.points, item.weight);
    doc.words(
        0,
        &safe!("{} {} · {}", sign, item.state.word(), points),
        role,
    );
    said(doc, model, &item.id);
    let key = key_words(model, Action::OpenPage);
    let section = |doc: &mut Doc, name: &'static str, aside: &Safe, text: &Safe| {
        if !text.is_empty() {
            doc.heading(&Safe::own(name), aside);
            doc.words(2, text, Role::Text);
        }
    };
    section(doc, "Seen in the archive", &Safe::EMPTY, &item.evidence);
    section(doc, "Why it counts", &Safe::EMPTY, &item.why);
    let opens = match item.link {
        Some(_) => safe!("{} opens the page", key),
        None => Safe::EMPTY,
    };
    section(doc, "Next step", &opens, &item.fix);
}

/// What the person said about a check.
fn said(doc: &mut Doc, model: &Model, id: &Safe) {
    let Some(said) = model.book.checks().of(id) else {
        return;
    };
    let word = match said.word {
        Word::Confirmed => "you said that it is so",
        Word::Denied => "you said that it is not so",
        Word::NotApplicable => "you said that it does not apply",
        Word::Open => return,
    };
    let mut words = safe!("{}, {}", word, pane::distance(said.day, model.today));
    if let Some(reason) = &said.reason {
        words = safe!("{}: {}", words, Safe::line(reason));
    }
    doc.words(0, &words, Role::Dim);
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
    known(doc, model, &item.person, "");
    notes(doc, model, &item.person);
    draft(doc, model);
}

fn outbox(doc: &mut Doc, model: &Model, id: &OutboxId) {
    use crate::domain::outbox::Act;
    let Some(item) = model.outbox.find(id) else {
        return;
    };
    let (open, done) = (
        key_words(model, Action::OpenPage),
        key_words(model, Action::Done),
    );
    doc.words(0, &Safe::name(&item.name), Role::Strong);
    let words = safe!("{} · {}", id.act.word(), rows::progress(model, item));
    doc.words(0, &words, Role::Dim);
    doc.blank();
    let what = match id.act {
        Act::Accept => "press Accept there",
        Act::Reply => "reply there with the question, without accepting yet",
        Act::Ignore => {
            "ignore it there, if you like: an ignored invitation tells nobody, and costs nothing"
        }
    };
    let steps = safe!(
        "{} opens the page; {}. Then {} ticks it here.",
        open,
        what,
        done
    );
    doc.words(0, &steps, Role::Text);
    let confirmed = match id.act {
        Act::Accept => "The next archive shows the connection, and confirms it.",
        Act::Reply => "The next archive shows the message, and confirms it.",
        Act::Ignore => "No archive tells ignored from open, so only your tick closes it.",
    };
    doc.words(0, &Safe::own(confirmed), Role::Dim);
    if let Some(invitation) = model.invitations.find(&model.book, &id.invitation) {
        note(doc, invitation);
    }
    history(doc, model, &id.invitation);
    notes(doc, model, &id.invitation.person);
    draft(doc, model);
}
