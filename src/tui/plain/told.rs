//! What plain mode says: sentences in one order, without signs that a screen reader would spell.

use crate::{
    app::{
        Action, Model,
        action::{ACTIONS, Row},
        draft::Draft,
        keymap,
        overlay::{Overlay, text::Purpose},
        pane::{self, Pane},
        session::Session,
    },
    domain::{outbox::Progress, records::Invitation, session::Card},
    safe,
    text::Safe,
};

/// Our own signs, and what is said instead.
const SIGNS: &[(&str, &str)] = &[
    (" · ", ", "),
    ("…", "..."),
    ("\u{201c}", "\""),
    ("\u{201d}", "\""),
    ("\u{2019}", "'"),
    (" — ", ", "),
    (" – ", " to "),
    ("⏎ ", " "),
    ("⏎", ""),
];

/// Words without our own signs.
pub(super) fn spoken(words: &Safe) -> String {
    let mut words = words.to_string();
    for (sign, said) in SIGNS {
        words = words.replace(sign, said);
    }
    words
}

/// The word of an action: its label where that is one word, else its name.
pub(super) fn word(row: &Row) -> &'static str {
    if row.label.is_empty() || row.label.contains(' ') {
        row.name
    } else {
        row.label
    }
}

/// What tells what is on the screen from what was told before.
pub(super) fn about(model: &Model) -> String {
    let shown = model.sitting().and_then(|session| session.shown.clone());
    match shown {
        Some(card) => card.to_string(),
        None => model
            .outbox
            .list
            .selected()
            .map_or_else(|| "end".to_owned(), ToString::to_string),
    }
}

/// The card, or the end.
pub(super) fn card(model: &Model, known: fn(&Row) -> bool) -> Vec<Safe> {
    let Some(session) = model.sitting() else {
        return vec![Safe::own(
            "There is no archive yet: `cordial import FILE` takes one in.",
        )];
    };
    let mut lines = vec![progress(session)];
    match &session.shown {
        Some(Card::Invitation(id)) => {
            if let Some(invitation) = model.invitations.find(&model.book, id) {
                self::invitation(&mut lines, model, invitation);
            }
        }
        Some(Card::FollowUp(_)) => followup(&mut lines, model),
        Some(Card::Gap(_)) => gap(&mut lines, model),
        None => end(&mut lines, model, session),
    }
    let short: Vec<Safe> = rows(model, known)
        .filter(|row| !row.label.is_empty() || matches!(row.action, Action::Down | Action::Up))
        .map(|row| choice(model, row))
        .collect();
    lines.push(safe!(
        "Choices: {}; q quit, question mark for all.",
        Safe::join(&short, ", ")
    ));
    lines
}

/// All commands, one a line.
pub(super) fn choices(model: &Model, known: fn(&Row) -> bool) -> Vec<Safe> {
    let mut lines: Vec<Safe> = rows(model, known)
        .map(|row| safe!("{}: {}.", choice(model, row), Safe::own(row.doc)))
        .collect();
    lines.push(Safe::own(
        "q quit: Leave; everything is kept. An empty line says the card again.",
    ));
    lines.push(Safe::own(
        "What a command asks for can stand behind it: later next tue, note met in Ghent.",
    ));
    lines
}

fn rows(model: &Model, known: fn(&Row) -> bool) -> impl Iterator<Item = &'static Row> {
    let here = move |row: &&Row| known(row) && model.applies(row.action);
    let end = model
        .sitting()
        .is_none_or(|session| session.shown.is_none());
    let moves = |action| matches!(action, Action::Down | Action::Up);
    ACTIONS
        .iter()
        .filter(here)
        .filter(move |row| end || !moves(row.action))
}

/// `a accept`.
fn choice(model: &Model, row: &Row) -> Safe {
    let keys = model.keymap.keys(row.action).next();
    let key = keys.map(keymap::words).unwrap_or_default();
    let letter = key.chars().count() == 1 && key.chars().all(|c| c.is_ascii_graphic());
    match (letter, word(row)) {
        (true, word) => safe!("{} {}", Safe::line(&key), Safe::own(word)),
        (false, word) => Safe::own(word),
    }
}

fn progress(session: &Session) -> Safe {
    let words = session.left.words();
    let left = if words.is_empty() {
        Safe::own("Nothing is left for today")
    } else {
        safe!("Left today: {}", Safe::join(&words, ", "))
    };
    match session.minutes_left() {
        None => safe!("{}.", left),
        Some(0) => safe!("{}. The time is over.", left),
        Some(1) => safe!("{}. 1 minute left.", left),
        Some(minutes) => safe!("{}. {} minutes left.", left, minutes),
    }
}

fn invitation(lines: &mut Vec<Safe>, model: &Model, invitation: &Invitation) {
    let id = &invitation.id;
    let name = Safe::name(&invitation.name);
    let mut who = safe!("Invitation from {}.", name);
    if let Some(day) = id.sent.map(|sent| sent.date_naive()) {
        who = safe!(
            "Invitation from {}, sent {}, {}.",
            name,
            pane::full_day(day),
            pane::distance(day, model.today)
        );
    }
    lines.push(who);
    let judged = model.invitations.judged(id);
    if let Some(judged) = judged {
        if let Some(warning) = &judged.warning {
            let kind = if warning.stop { "Stop" } else { "Check first" };
            lines.push(safe!("{}: {}.", Safe::own(kind), warning.short));
            lines.extend(warning.advice.iter().map(|advice| safe!("{}.", advice)));
        }
        lines.push(safe!("Verdict: {}.", judged.verdict));
        let reasons: Vec<Safe> = judged
            .reasons
            .iter()
            .map(|reason| {
                let sign = if reason.points < 0 { "minus" } else { "plus" };
                safe!(
                    "{} {} {}",
                    Safe::own(sign),
                    reason.points.abs(),
                    reason.words
                )
            })
            .collect();
        lines.push(safe!(
            "Score {} of 100: {}.",
            judged.score,
            Safe::join(&reasons, "; ")
        ));
    }
    if invitation.note.is_empty() {
        lines.push(Safe::own("No note."));
    } else {
        lines.push(safe!("Note: {}", Safe::line(&invitation.note)));
    }
    if let Some(judged) = judged.filter(|judged| !judged.unknown.is_empty()) {
        lines.push(safe!("Seen: {}.", judged.unknown));
    }
    notes(lines, model);
}

fn followup(lines: &mut Vec<Safe>, model: &Model) {
    let Some(item) = model.followups.selected() else {
        return;
    };
    lines.push(safe!(
        "Follow-up, {}: {}, {}.",
        item.kind,
        item.name,
        item.since
    ));
    lines.push(safe!("Why: {}", item.why));
    let last = model.heard.with(&item.person);
    if last.is_empty() {
        lines.extend(item.last.iter().map(|last| safe!("{}.", last)));
    }
    for said in last {
        let day = said.day.map(|day| pane::short_day(day, model.today));
        let who = Safe::own(if said.mine { "You" } else { "They" });
        let day = day.map_or(Safe::EMPTY, |day| safe!(" on {}", day));
        lines.push(safe!("{} wrote{}: {}", who, day, Safe::line(&said.text)));
    }
    notes(lines, model);
    if let Some(draft) = model.draft() {
        lines.extend(self::draft(&draft));
    }
}

/// The text of the card, with what to know about it.
pub(super) fn draft(draft: &Draft) -> Vec<Safe> {
    let mut lines = vec![safe!("Draft, {}: {}", draft.title, draft.text)];
    lines.extend(draft.about.iter().map(|line| safe!("{}.", line)));
    let missing: Vec<&Safe> = draft.missing.iter().map(|(_, words)| words).collect();
    if !missing.is_empty() {
        lines.push(safe!("To fill in: {}.", Safe::join(missing, ", ")));
    }
    lines.extend(draft.refused.iter().map(|why| safe!("{}.", why)));
    lines
}

fn gap(lines: &mut Vec<Safe>, model: &Model) {
    let Some(item) = model.profile.selected() else {
        return;
    };
    lines.push(safe!(
        "Your profile: {}. {}, {} of {} points.",
        item.title,
        Safe::own(item.state.word()),
        item.points,
        item.weight
    ));
    for (label, words) in [
        ("Why it counts", &item.why),
        ("Next step", &item.fix),
        ("Seen in the archive", &item.evidence),
    ] {
        if !words.is_empty() {
            lines.push(safe!("{}: {}", Safe::own(label), words));
        }
    }
}

/// The person's own notes, the newest first.
fn notes(lines: &mut Vec<Safe>, model: &Model) {
    for person in model.people() {
        for note in model.book.notes(&person).iter().rev().take(3) {
            let day = pane::short_day(note.day, model.today);
            lines.push(safe!("Your note of {}: {}", day, Safe::line(&note.text)));
        }
    }
}

fn end(lines: &mut Vec<Safe>, model: &Model, session: &Session) {
    if let Some(end) = &session.end {
        let told = |sum: crate::domain::session::Sum| Safe::line(&sum.words());
        lines.push(safe!(
            "Enough for today. In this session: {}.",
            told(end.done)
        ));
        lines.push(safe!(
            "Seven days: {}. Four weeks: {}.",
            told(end.week),
            told(end.month)
        ));
        let mirror = end.mirror.iter();
        lines.extend(mirror.map(|words| safe!("{}.", Safe::line(words))));
    }
    lines.push(safe!("To do on LinkedIn: {}.", model.outbox.to_do()));
    let list = &model.outbox.list;
    if let Some(item) = list.selected().and_then(|id| model.outbox.find(id)) {
        let done = match item.progress {
            Progress::ToDo => Safe::own("to do"),
            Progress::Ticked(_) | Progress::Confirmed(_) => Safe::own("done"),
            Progress::Contradicted(_) => Safe::own("an archive says otherwise"),
        };
        lines.push(safe!(
            "Line {} of {}: {} {}, {}.",
            list.at() + 1,
            list.len(),
            Safe::own(item.id.act().word()),
            Safe::name(&item.name),
            done
        ));
    }
    debug_assert!(model.pane() == Pane::Outbox);
}

/// What is asked, and how to answer; `None` for what asks nothing.
pub(super) fn asked(overlay: &Overlay) -> Option<Safe> {
    Some(match overlay {
        Overlay::Prompt(prompt) => match &prompt.aside {
            Ok(aside) | Err(aside) if !aside.is_empty() => {
                safe!("{}: type a line. {}.", prompt.label, aside)
            }
            _ => safe!("{}: type a line.", prompt.label),
        },
        Overlay::Picker(picker) => {
            let rows: Vec<Safe> = picker
                .all()
                .filter(|row| row.hot.is_some())
                .map(|row| {
                    let aside = Some(&row.aside).filter(|aside| !aside.is_empty());
                    let words = [Some(&row.words), aside].into_iter().flatten();
                    safe!("{} {}", row.key, Safe::join(words, ", "))
                })
                .collect();
            {
                let end = if picker.title.ends_with('?') { "" } else { "." };
                let end = Safe::own(end);
                safe!(
                    "{}{} Choose: {}.",
                    picker.title,
                    end,
                    Safe::join(&rows, "; ")
                )
            }
        }
        Overlay::Confirm(confirm) => safe!("{} Yes or no?", confirm.question),
        Overlay::Form(form) => {
            let field = form.fields.get(form.at())?;
            let now = Safe::line(&field.input.value());
            safe!(
                "{}, {} of {}: {}, now {}. Type it; an empty line leaves it.",
                form.title,
                form.at() + 1,
                form.fields.len(),
                field.label,
                if now.is_empty() {
                    Safe::own("nothing")
                } else {
                    now
                }
            )
        }
        Overlay::Capture(_) | Overlay::Import(_) | Overlay::Words(_) | Overlay::Sheet(_) => {
            return None;
        }
        Overlay::Seek(_) => Safe::own(
            "Full text needs the screen; `cordial search` prints it. An empty line goes on.",
        ),
        Overlay::Text(text) if matches!(text.purpose, Purpose::Letter(_)) => safe!(
            "{}. Type the text in one line, with \\n between its lines. An empty line leaves it as it is.",
            text.title
        ),
        Overlay::Text(text) => safe!(
            "{}: a longer text needs the screen. An empty line goes on.",
            text.title
        ),
    })
}
