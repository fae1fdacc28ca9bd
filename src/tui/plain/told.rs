//! What plain mode says: sentences in one order, without signs that a screen reader would spell.

mod card;

pub(super) use card::draft;

use crate::{
    app::{
        Action, Model,
        action::{ACTIONS, Row},
        keymap,
        overlay::{Overlay, text::Purpose},
        pane::Pane,
        session::Session,
    },
    domain::{outbox::Progress, session::Card},
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

/// A sentence: the words, and a full stop if nothing ends them.
pub(super) fn sentence(words: &Safe) -> Safe {
    let ends = words.ends_with(['.', '!', '?', '…']);
    if ends {
        words.clone()
    } else {
        safe!("{}.", words)
    }
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
                card::invitation(&mut lines, model, invitation);
            }
        }
        Some(Card::FollowUp(_)) => card::followup(&mut lines, model),
        Some(Card::Gap(_)) => card::gap(&mut lines, model),
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
    lines.push(Safe::own("A dot alone takes back a question."));
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

/// What stands beside a question, as a sentence; what it says of keys is not true of lines.
fn in_lines(aside: &Safe) -> Safe {
    let parts = aside.split([',', '·']).map(str::trim);
    let told: Vec<Safe> = parts
        .filter(|part| {
            !part.is_empty() && !part.starts_with("Enter ") && !part.ends_with("Esc leaves")
        })
        .map(Safe::line)
        .collect();
    if told.is_empty() {
        return Safe::EMPTY;
    }
    safe!(" {}", sentence(&Safe::join(&told, ", ")))
}

/// What is asked, and how to answer; `None` for what asks nothing.
pub(super) fn asked(overlay: &Overlay) -> Option<Safe> {
    Some(match overlay {
        Overlay::Prompt(prompt) => match &prompt.aside {
            Ok(aside) | Err(aside) => {
                safe!("{}: type a line.{}", prompt.label, in_lines(aside))
            }
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
                "{}, {} of {}: {}, now {}. Type it; an empty line leaves it as it is.",
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
        Overlay::Capture(_)
        | Overlay::Export(_)
        | Overlay::Import(_)
        | Overlay::Words(_)
        | Overlay::Sheet(_) => return None,
        Overlay::Seek(_) => Safe::own(
            "Full text needs the screen; `cordial search` prints it. An empty line goes on.",
        ),
        Overlay::Text(text) if text.purpose != Purpose::Page => safe!(
            "{}. Type the text in one line, with \\n between its lines. An empty line leaves it as it is.",
            text.title
        ),
        Overlay::Text(text) => safe!(
            "{}: a longer text needs the screen. An empty line goes on.",
            text.title
        ),
    })
}
