//! The outbox.

use ratatui::layout::Rect;

use super::{
    super::{
        Role,
        doc::Doc,
        paint::{Paint, cells},
    },
    PaneView, Shown, about, hash, invitations, name,
};
use crate::{
    app::{Action, Model, pane, update::key_words},
    domain::outbox::{Act, Contradiction, OutboxId, OutboxItem, Progress},
    safe,
    text::{Safe, search::Query},
};

/// The outbox.
pub(super) struct Outbox;

impl PaneView for Outbox {
    fn one(&self) -> &'static str {
        "On LinkedIn"
    }

    fn words(&self, model: &Model) -> Safe {
        safe!(
            "{} to do on LinkedIn",
            pane::thousands(model.outbox.to_do())
        )
    }

    fn row(&self, paint: &mut Paint<'_>, line: Rect, shown: &mut Shown<'_>, at: usize) {
        let model = shown.model;
        let item = model.outbox.list.rows().get(at);
        if let Some(item) = item.and_then(|id| model.outbox.find(id)) {
            outbox_row(paint, line, model, item, shown.query.as_mut());
        }
    }

    fn headings(&self, model: &Model) -> Vec<(usize, Safe)> {
        let pages = model.outbox.pages.iter();
        pages
            .map(|(at, page)| (*at, Safe::own(page.heading())))
            .collect()
    }

    fn detail(&self, doc: &mut Doc, model: &Model) -> Option<u64> {
        let id = model.outbox.list.selected()?;
        outbox(doc, model, id);
        Some(hash(id))
    }

    fn empty(&self, model: &Model) -> Vec<Safe> {
        vec![
            Safe::own("Nothing to do on LinkedIn."),
            safe!(
                "What you decide is collected here; {} goes back",
                key_words(model, Action::Back)
            ),
        ]
    }
}

/// ` • accept   Mira Example           decided 2 days ago`
fn outbox_row(
    paint: &mut Paint<'_>,
    line: Rect,
    model: &Model,
    item: &OutboxItem,
    query: Option<&mut Query>,
) {
    let (act_role, name_role) = if item.progress.is_open() {
        (Role::Key, Role::Strong)
    } else {
        (Role::Dim, Role::Dim)
    };
    paint.put(
        line.x + 4,
        line.y,
        7,
        &Safe::own(item.id.act().word()),
        act_role,
    );
    let from = line.x + 12;
    let end = line.right() - 1;
    let words = progress(model, item);
    let aside = if line.width >= 46 { cells(&words) } else { 0 };
    if aside > 0 {
        let role = match item.progress {
            Progress::ToDo => Role::Dim,
            Progress::Ticked(_) | Progress::Confirmed(_) => Role::Good,
            Progress::Contradicted(_) => Role::Warn,
        };
        paint.put_end(end, line.y, aside, &words, role);
    }
    let most = end.saturating_sub(from + aside + 1);
    name(paint, (from, line.y, most), &item.name, name_role, query);
}

/// How far a line of the outbox is, in words.
fn progress(model: &Model, item: &OutboxItem) -> Safe {
    match item.progress {
        Progress::ToDo => {
            let how = match item.id {
                OutboxId::Answer(..) => "decided",
                OutboxId::Words(..) => "written",
                OutboxId::Text(_) => "drafted",
            };
            let when = pane::distance(item.decided, model.today);
            safe!("{} {}", Safe::own(how), when)
        }
        Progress::Ticked(day) => safe!("done {}", pane::short_day(day, model.today)),
        Progress::Confirmed(day) => {
            let done = Safe::own(item.id.act().done());
            safe!("{}, seen {}", done, pane::short_day(day, model.today))
        }
        Progress::Contradicted(Contradiction::Connected(_)) => Safe::own("but connected"),
        Progress::Contradicted(Contradiction::NotShown { .. }) => Safe::own("not in the archive"),
        Progress::Contradicted(Contradiction::Gone(_)) => Safe::own("no connection any more"),
        Progress::Contradicted(Contradiction::OtherText(_)) => Safe::own("another text there"),
    }
}

fn outbox(doc: &mut Doc, model: &Model, id: &OutboxId) {
    let Some(item) = model.outbox.find(id) else {
        return;
    };
    let (open, done) = (
        key_words(model, Action::OpenPage),
        key_words(model, Action::Done),
    );
    doc.words(0, &Safe::name(&item.name), Role::Strong);
    let words = safe!("{} · {}", id.act().word(), progress(model, item));
    doc.words(0, &words, Role::Dim);
    doc.blank();
    let (what, confirmed) = match id.act() {
        Act::Accept => (
            "press Accept there",
            "The next archive shows the connection, and confirms it.",
        ),
        Act::Reply => (
            "reply there with the question, without accepting yet",
            "The next archive shows the message, and confirms it.",
        ),
        Act::Ignore => (
            "ignore it there, if you like: an ignored invitation tells nobody, and costs nothing",
            "No archive tells ignored from open, so only your tick closes it.",
        ),
        Act::Write => (
            "send your words there",
            "Your tick counts as a contact; a later archive shows the message.",
        ),
        Act::Update => (
            "put your draft there, and save it",
            "The next archive shows whether LinkedIn has it, and confirms it.",
        ),
    };
    let confirmed = Safe::own(confirmed);
    match (item.progress, item.contradiction(model.today)) {
        (_, Some((what, way_out))) => {
            doc.words(0, &Safe::line(&what), Role::Warn);
            doc.words(0, &Safe::own(way_out), Role::Text);
            let keys = safe!("{} opens the page, {} ticks it.", open, done);
            doc.words(0, &keys, Role::Dim);
        }
        (Progress::Ticked(_), _) => doc.words(0, &confirmed, Role::Dim),
        (Progress::Confirmed(_), _) => {}
        _ => {
            let steps = safe!(
                "{} opens the page; {}. Then {} ticks it here.",
                open,
                Safe::own(what),
                done
            );
            doc.words(0, &steps, Role::Text);
            doc.words(0, &confirmed, Role::Dim);
        }
    }
    if let Some(id) = id.invitation() {
        if let Some(invitation) = model.invitations.find(&model.book, id) {
            invitations::note(doc, invitation);
        }
        invitations::history(doc, model, id);
    }
    if let Some(person) = id.person() {
        about::notes(doc, model, person);
    }
    about::draft(doc, model);
}
