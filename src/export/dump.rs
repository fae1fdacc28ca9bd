//! `cordial dump`: the whole folded state as JSON, the same bytes for the same state on every
//! device and in every time zone. No wall clock, no paths, no import times.

use serde_json::{Value, json};

use super::profile;
use crate::{
    domain::{
        book::Book,
        checklist::{Draft, Passage},
        facts::{Facts, Person},
        invitation::Answer,
        news::{Event, News},
        outbox::{Act, OutboxId},
        person::PersonKey,
        records::{Direction, Invitation},
        step::Step,
    },
    store::wire,
};

/// The whole state of a book. Steps that were undone are not part of it.
pub fn state(book: &Book) -> Value {
    json!({
        "facts": facts(book.facts()),
        "decisions": {
            "answers": answers(book),
            "people": touches(book),
            "given": given(book),
            "sender_checks": sender_checks(book),
            "seen": book.seen().collect::<Vec<_>>(),
            "notes": notes(book),
            "checks": checks(book),
            "targets": targets(book),
            "profile_drafts": drafts(book),
            "away": book.away().map(|(from, until)| [from.to_string(), until.to_string()]),
            "fresh_start": book.fresh_start().map(|day| day.to_string()),
        },
        "steps": steps(book),
    })
}

fn targets(book: &Book) -> Value {
    let own = book.targets().own().into_iter();
    let own = own.map(|target| {
        json!({
            "kind": target.kind.word(),
            "name": &*target.name,
            "weight": target.weight.get(),
        })
    });
    let refused = book.targets().refused();
    let refused = refused.map(|(kind, name, _)| json!({ "kind": kind.word(), "name": name }));
    own.chain(refused).collect()
}

fn facts(facts: &Facts) -> Value {
    let counts = facts.counts();
    let mut people: Vec<&Person> = facts.people().iter().collect();
    people.sort_by(|a, b| a.key.cmp(&b.key));
    let mut invitations: Vec<&Invitation> = facts.invitations().iter().collect();
    invitations.sort_by(|a, b| (&a.id, &a.name, &a.note).cmp(&(&b.id, &b.name, &b.note)));
    let mut date_only: Vec<String> = facts
        .archive()
        .date_only
        .iter()
        .map(ToString::to_string)
        .collect();
    date_only.sort();
    let mut kinds: Vec<&str> = facts.archive().kinds.clone();
    kinds.sort_unstable();
    json!({
        "owner": { "key": facts.owner().key.as_ref().map(PersonKey::as_str), "name": &*facts.owner().name },
        "counts": {
            "connections": counts.connections,
            "date_only": counts.date_only,
            "invitations": counts.invitations,
            "incoming": counts.incoming,
            "open_incoming": counts.open_incoming,
            "open_sent": counts.open_sent,
            "messages": counts.messages,
            "people": counts.people,
        },
        "kinds": kinds,
        "people": people.into_iter().map(person).collect::<Vec<_>>(),
        "date_only": date_only,
        "invitations": invitations.into_iter().map(invitation).collect::<Vec<_>>(),
        "news": facts.news().iter().map(news).collect::<Vec<_>>(),
        "profile": profile::profile(facts.profile()),
    })
}

fn person(person: &Person) -> Value {
    json!({
        "key": person.key.as_str(),
        "name": &*person.name,
        "company": &*person.company,
        "position": &*person.position,
        "email": &*person.email,
        "connection": person.connection,
        "connected_on": person.connected_on.map(|day| day.to_string()),
        "messages_sent": person.talk.sent,
        "messages_received": person.talk.received,
        "last_sent": person.talk.last_sent.map(|at| at.to_rfc3339()),
        "last_received": person.talk.last_received.map(|at| at.to_rfc3339()),
    })
}

fn invitation(invitation: &Invitation) -> Value {
    json!({
        "id": invitation.id.to_string(),
        "direction": match invitation.direction {
            Direction::Incoming => "incoming",
            Direction::Outgoing => "outgoing",
        },
        "name": &*invitation.name,
        "note": &*invitation.note,
        "connected": invitation.connected,
        "by_name": invitation.by_name,
    })
}

fn news(news: &News) -> Value {
    let (event, detail) = match &news.event {
        Event::Connected(on) => ("connected", json!(on.map(|day| day.to_string()))),
        Event::Gone => ("gone", Value::Null),
        Event::JobChanged { before, now } => (
            "job_changed",
            json!([
                &*before.company,
                &*before.position,
                &*now.company,
                &*now.position
            ]),
        ),
    };
    json!({ "person": news.person.as_str(), "event": event, "detail": detail })
}

fn answers(book: &Book) -> Vec<Value> {
    let answer = |(id, last): (&_, &crate::domain::book::Answered)| {
        let until = match last.answer {
            Answer::Later(until) => Some(until.to_string()),
            _ => None,
        };
        let ticked = Act::of(last.answer)
            .and_then(|act| book.ticked(&OutboxId::Answer(act, Clone::clone(id))));
        json!({
            "invitation": ToString::to_string(id),
            "answer": last.answer.word(),
            "until": until,
            "on": last.day.to_string(),
            "reason": last.reason.as_deref(),
            "ticked": ticked.map(|day| day.to_string()),
        })
    };
    book.answered().map(answer).collect()
}

fn notes(book: &Book) -> Vec<Value> {
    let each = book.noted().flat_map(|(person, notes)| {
        notes.iter().map(move |note| {
            json!({ "person": person.as_str(), "on": note.day.to_string(), "text": &*note.text })
        })
    });
    each.collect()
}

fn given(book: &Book) -> Vec<Value> {
    let each = book.given().flat_map(|(person, facts)| {
        facts.iter().map(move |(field, given)| {
            json!({
                "person": person.as_str(),
                "fact": field.word(),
                "value": &*given.value,
                "on": given.day.to_string(),
            })
        })
    });
    each.collect()
}

fn sender_checks(book: &Book) -> Vec<Value> {
    let each = book.sender_checks().map(|(invitation, check)| {
        let said: Vec<_> = check.all().map(|(q, said)| [q.word, said.word()]).collect();
        json!({ "invitation": invitation.to_string(), "said": said })
    });
    each.collect()
}

fn checks(book: &Book) -> Vec<Value> {
    let said = book.checks().all().flat_map(|(item, said)| {
        said.iter().map(move |said| {
            json!({
                "item": item,
                "said": said.word.word(),
                "reason": said.reason.as_deref(),
                "on": said.day.to_string(),
            })
        })
    });
    said.collect()
}

fn drafts(book: &Book) -> Vec<Value> {
    let draft = |(passage, draft): (&Passage, &Draft)| {
        json!({
            "passage": passage.to_string(),
            "text": &*draft.text,
            "was": &*draft.was,
            "on": draft.day.to_string(),
            "ticked": book.ticked(&OutboxId::Text(passage.clone())).map(|day| day.to_string()),
        })
    };
    book.profile_drafts().iter().map(draft).collect()
}

fn touches(book: &Book) -> Vec<Value> {
    let touch = |(person, touch): (&PersonKey, &crate::domain::book::Touch)| {
        let contacts = touch.contacts.iter().map(|contact| {
            json!({
                "on": contact.on.to_string(),
                "channel": contact.channel.word(),
                "text": contact.text.as_deref(),
            })
        });
        json!({
            "person": person.as_str(),
            "contacts": contacts.collect::<Vec<_>>(),
            "snoozed": touch.snoozed.map(|day| day.to_string()),
            "skipped": touch.skipped.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "circle": touch.circle().word(),
            "tags": touch.tags.iter().map(|tag| &**tag).collect::<Vec<&str>>(),
            "planned": touch.planned.iter().map(|plan| json!({
                "on": plan.on.to_string(), "what": &*plan.what,
            })).collect::<Vec<_>>(),
            "archived": touch.archived.map(|day| day.to_string()),
            "no_contact": touch.no_contact,
            "paused": touch.paused.map(|day| day.to_string()),
            "sent": touch.sent.iter().map(|(id, day)| json!([&**id, day.to_string()])).collect::<Vec<_>>(),
            "values": touch.values.iter().map(|(name, value)| json!([&**name, &**value])).collect::<Vec<_>>(),
        })
    };
    book.touched().map(touch).collect()
}

/// The steps that count, in the order of the fold. An import is named by what it holds: its file
/// name and its time are no state.
fn steps(book: &Book) -> Vec<Value> {
    let counted = book.log().filter(|stamped| !book.is_undone(&stamped.id));
    let done = counted.filter(|stamped| stamped.step.can_be_undone());
    done.filter_map(|stamped| match &stamped.step {
        Step::Import(import) => {
            let sections = import.files.iter().flat_map(|file| &file.sections);
            let held =
                sections.map(|s| json!({ "kind": s.kind, "rows": s.rows, "digest": s.digest }));
            Some(json!({ "import": held.collect::<Vec<_>>() }))
        }
        step => serde_json::from_str(&wire::encode(step).ok()?).ok(),
    })
    .collect()
}
