//! `cordial invitations`: what is open or declined.

use super::{
    args::InvitationsArgs,
    failure::Failure,
    output::{Cell, Output, Table},
    session::Session,
};
use crate::domain::{book::Book, day::Day, invitation::Standing, records::Invitation};
use crate::text::search::{Key, Query};

pub(super) fn run(
    session: &mut Session<'_>,
    args: &InvitationsArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let today = session.clock.today();
    let (_, book) = session.open(output)?;
    let mut query = Query::new(&args.query.join(" "));
    let mut table =
        Table::new(&["id", "name", "state", "sent", "age", "note", "person"]).hide(&["id", "sent"]);
    let mut rows: Vec<(&Invitation, Option<Standing>)> = if args.sent {
        let sent = book
            .facts()
            .invitations()
            .iter()
            .filter(|i| i.is_open_sent());
        sent.map(|invitation| (invitation, None)).collect()
    } else {
        let open = book
            .open(today)
            .filter(|(_, standing)| args.all || standing.in_queue());
        open.map(|(invitation, standing)| (invitation, Some(standing)))
            .collect()
    };
    rows.retain(|(invitation, _)| matches(&mut query, invitation));
    rows.sort_by(|(a, _), (b, _)| b.id.sent.cmp(&a.id.sent).then_with(|| a.id.cmp(&b.id)));
    for (invitation, standing) in rows {
        table.push(row(invitation, standing, today));
    }
    if table.is_empty() {
        output.say(nothing(&book, args))?;
    }
    output.table(&table)
}

fn matches(query: &mut Query, invitation: &Invitation) -> bool {
    let text = format!(
        "{} {} {}",
        invitation.name, invitation.id.person, invitation.note
    );
    query.is_empty() || query.score(&Key::new(&text)).is_some()
}

fn row(invitation: &Invitation, standing: Option<Standing>, today: Day) -> Vec<Cell> {
    let sent = invitation.id.sent.map(|sent| sent.date_naive());
    let age = sent.map(|sent| format!("{}d", (today - sent).num_days().max(0)));
    vec![
        invitation.id.to_string().into(),
        invitation.name.as_ref().into(),
        standing.map_or_else(|| "sent".to_owned(), state).into(),
        invitation
            .id
            .sent
            .map(|sent| sent.format("%Y-%m-%dT%H:%MZ").to_string())
            .into(),
        age.into(),
        Some(invitation.note.as_ref())
            .filter(|note| !note.is_empty())
            .into(),
        invitation.id.person.as_str().into(),
    ]
}

fn state(standing: Standing) -> String {
    match standing {
        Standing::Undecided => "open or declined".to_owned(),
        Standing::Resting(until) => format!("resting until {until}"),
        Standing::Back(since) => format!("back since {since}"),
        Standing::Asked(on) => format!("asked on {on}"),
        Standing::Replied(_) => "they replied".to_owned(),
        Standing::Silent(on) => format!("asked on {on}, silent"),
        Standing::Accepted(on) => format!("accepted on {on}"),
        Standing::Declined(on) => format!("declined on {on}"),
    }
}

fn nothing(book: &Book, args: &InvitationsArgs) -> &'static str {
    if book.facts().is_empty() {
        "no archive yet: `cordial import PATH` takes one in, `cordial demo` shows one"
    } else if args.query.is_empty() {
        "nothing waits for a decision"
    } else {
        "no invitation matches"
    }
}
