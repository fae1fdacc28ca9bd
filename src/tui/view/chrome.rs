//! The line on top and the line at the bottom.

use ratatui::layout::Rect;

use super::{
    Role,
    paint::{Paint, cells},
};
use crate::{
    app::{
        Action, Model,
        action::{ACTIONS, Scope},
        key::{Code, Key},
        keymap::words,
        model::{Notice, Tab},
        msg::Spot,
        overlay::{ImportView, Overlay},
        pane::{Pane, thousands},
        update::key_words,
    },
    export::made::Form,
    safe,
    text::Safe,
};

/// How much of the header is said, the fullest first.
#[derive(Clone, Copy)]
struct Fullness {
    brand: bool,
    names: Names,
    long_day: bool,
}

/// Which tabs have their name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    All,
    /// The one that is shown; the others have their number.
    Shown,
    None,
}

const FULLNESS: [Fullness; 5] = {
    const fn say(brand: bool, names: Names, long_day: bool) -> Fullness {
        Fullness {
            brand,
            names,
            long_day,
        }
    }
    [
        say(true, Names::All, true),
        say(false, Names::All, true),
        say(true, Names::Shown, true),
        say(false, Names::Shown, false),
        LEAST,
    ]
};

const LEAST: Fullness = Fullness {
    brand: false,
    names: Names::None,
    long_day: false,
};

/// The program, the tabs with their counts, the day and the outbox.
pub(super) fn header(paint: &mut Paint<'_>, area: Rect, model: &Model) {
    let fits = |fullness: &&Fullness| {
        let tabs: u16 = tabs(model, **fullness)
            .iter()
            .map(|(_, words, _)| cells(words) + 2)
            .sum();
        let brand = if fullness.brand { 10 } else { 0 };
        let mark = cells(&store_mark(model, **fullness));
        brand + tabs + mark + cells(&right(model, **fullness)) + 3 <= area.width
    };
    let fullness = FULLNESS.iter().find(fits).copied().unwrap_or(LEAST);
    let mut x = area.x;
    if fullness.brand {
        x = paint.put(
            x,
            area.y,
            area.width,
            &Safe::own(" cordial  "),
            Role::Strong,
        );
    }
    for (action, words, on) in tabs(model, fullness) {
        let words = safe!(" {} ", words);
        let role = if on { Role::HeaderOn } else { Role::Header };
        let end = paint.put(x, area.y, area.right() - x, &words, role);
        let spot = Rect::new(x, area.y, end - x, 1);
        paint.memory.drew(spot, Spot::Action(action));
        x = end;
    }
    let mark = store_mark(model, fullness);
    x = paint.put(x, area.y, area.right() - x, &mark, Role::Trouble);
    let right = right(model, fullness);
    let room = area.right().saturating_sub(x + 2);
    let start = paint.put_end(area.right() - 1, area.y, room, &right, Role::Header);
    let spot = Rect::new(start, area.y, area.right() - start, 1);
    paint.memory.drew(spot, Spot::Action(Action::Outbox));
}

/// What is wrong with the store, for as long as it is.
fn store_mark(model: &Model, fullness: Fullness) -> Safe {
    match &model.store {
        Some(store) if fullness.names != Names::None => safe!(" ! {} ", store.short),
        Some(_) => Safe::own(" ! store "),
        None => Safe::EMPTY,
    }
}

fn tabs(model: &Model, fullness: Fullness) -> Vec<(Action, Safe, bool)> {
    if model.is_first_run() {
        return Vec::new();
    }
    let named = |on| match fullness.names {
        Names::All => true,
        Names::Shown => on,
        Names::None => false,
    };
    let tab = |pane: Pane| {
        let count = super::pane::of(pane).count(model);
        let on = model.tab == Tab::Full(pane);
        let words = match (named(on), count.is_empty()) {
            (true, true) => safe!("{} {}", pane.number(), pane.title()),
            (true, false) => safe!("{} {} {}", pane.number(), pane.title(), count),
            (false, true) => Safe::own(pane.number()),
            (false, false) => safe!("{}·{}", pane.number(), count),
        };
        (pane.action(), words, on)
    };
    let mut tabs: Vec<(Action, Safe, bool)> = Pane::TABS.into_iter().map(tab).collect();
    let on = model.tab == Tab::Today;
    let today = Safe::own(if named(on) { "6 Today" } else { "6" });
    tabs.push((Action::Today, today, on));
    tabs
}

fn right(model: &Model, fullness: Fullness) -> Safe {
    let form = if fullness.long_day {
        "%a %-d %b"
    } else {
        "%-d %b"
    };
    let day = Safe::line(&model.today.format(form).to_string());
    match (model.outbox.to_do(), fullness.names != Names::None) {
        (0, _) => day,
        (to_do, true) => safe!("{} · outbox {}", day, thousands(to_do)),
        (to_do, false) => safe!("{} · 0·{}", day, thousands(to_do)),
    }
}

/// Hints, or what happened.
pub(super) fn footer(paint: &mut Paint<'_>, area: Rect, model: &Model) {
    if let Some(notice) = &model.notice {
        return say(paint, area, notice);
    }
    if !model.pressed.is_empty() {
        return begun(paint, area, model);
    }
    let hints = match model.overlays.last() {
        Some(overlay) => overlay_hints(model, overlay),
        None => pane_hints(model),
    };
    hint_line(paint, area, hints);
}

/// A sequence that is not whole yet, with what it can become.
fn begun(paint: &mut Paint<'_>, area: Rect, model: &Model) {
    let keys = Safe::line(&words(&model.pressed));
    let x = paint.put(
        area.x + 1,
        area.y,
        area.width,
        &safe!("{} …", keys),
        Role::Key,
    );
    let next = model.keymap.following(model.place(), &model.pressed);
    let hints = next.zip((0..99).rev()).map(|((keys, row), priority)| Hint {
        key: Safe::line(&words(keys)),
        label: Safe::own(row.name),
        priority,
        action: None,
    });
    let taken = x + 1 - area.x;
    let rest = Rect::new(x + 1, area.y, area.width.saturating_sub(taken), 1);
    hint_line(paint, rest, hints.collect());
}

fn say(paint: &mut Paint<'_>, area: Rect, notice: &Notice) {
    let role = if notice.trouble {
        Role::Trouble
    } else {
        Role::Notice
    };
    let room = area.width.saturating_sub(2);
    let hint = notice.hint.clone().unwrap_or_default();
    let beside = cells(&hint) + 2;
    let words = if notice.trouble {
        safe!("! {}", notice.words)
    } else {
        notice.words.clone()
    };
    // What happened comes first; the hint goes where there is no room for both.
    let for_words = if !hint.is_empty() && room > beside + 20 {
        room - beside
    } else {
        room
    };
    let x = paint.put(area.x + 1, area.y, for_words, &words, role);
    if for_words < room {
        paint.put(x + 2, area.y, room, &hint, Role::Hint);
    }
}

/// A hint: key, word, how long it stays, what a click does.
struct Hint {
    key: Safe,
    label: Safe,
    priority: u8,
    action: Option<Action>,
}

fn pane_hints(model: &Model) -> Vec<Hint> {
    ACTIONS
        .iter()
        .filter(|row| row.priority > 0 && model.applies(row.action))
        .filter(|row| !(model.is_read_only() && row.scope.has(Scope::WRITES)))
        .filter(|row| row.action != Action::Outbox || model.pane() != Pane::Outbox)
        .map(|row| {
            // Without an archive, importing one is what there is to do.
            let first = row.action == Action::Import && model.is_first_run();
            Hint {
                key: key_words(model, row.action),
                label: Safe::own(if first { "another file" } else { row.label }),
                priority: if first { 91 } else { row.priority },
                action: Some(row.action),
            }
        })
        .filter(|hint| !hint.key.is_empty())
        .collect()
}

fn overlay_hints(model: &Model, overlay: &Overlay) -> Vec<Hint> {
    let hints: &[(&'static str, &'static str)] = match overlay {
        Overlay::Picker(picker) if picker.filter.is_some() => {
            &[("Enter", "choose"), ("↑ ↓", "move"), ("Esc", "close")]
        }
        Overlay::Picker(_) => &[
            ("Enter", "choose"),
            ("j k", "move"),
            ("/", "filter"),
            ("Esc", "close"),
        ],
        Overlay::Prompt(_) => &[],
        Overlay::Words(_) | Overlay::Sheet(_) => &[("j k", "scroll"), ("Esc", "close")],
        Overlay::Seek(_) => &[
            ("Enter", "open the card"),
            ("↑ ↓", "move"),
            ("Ctrl-u", "other words"),
            ("Esc", "close"),
        ],
        Overlay::Text(_) => &[("Ctrl-s", "keep"), ("Esc", "leave")],
        Overlay::Confirm(_) => &[("y", "yes"), ("n", "no")],
        Overlay::Form(form) if form.is_choice() => &[
            ("y n", "answer"),
            ("Space", "change"),
            ("Enter", "keep"),
            ("Esc", "leave"),
        ],
        Overlay::Form(_) => &[
            ("Tab", "next"),
            ("Enter", "keep"),
            ("Shift-Tab", "before"),
            ("Esc", "leave"),
        ],
        Overlay::Capture(_) => &[("Enter", "take"), ("j k", "scroll"), ("Esc", "leave")],
        Overlay::Export(view) if matches!(view.wanted.form, Form::People(_)) => &[
            ("Enter", "write"),
            ("p", "notes"),
            ("j k", "scroll"),
            ("Esc", "leave"),
        ],
        Overlay::Export(_) => &[("Enter", "write"), ("j k", "scroll"), ("Esc", "leave")],
        Overlay::Import(ImportView::Preview(plan)) if plan.nothing_new => &[("Esc", "close")],
        Overlay::Import(ImportView::Preview(_)) => &[("Enter", "import"), ("Esc", "cancel")],
        Overlay::Import(_) => &[("Esc", "cancel")],
    };
    hints
        .iter()
        .zip((0..99).rev())
        .map(|((key, label), priority)| Hint {
            key: own_words(model, key),
            label: Safe::own(label),
            priority,
            action: None,
        })
        .collect()
}

/// The keys of a hint, as the person has them.
fn own_words(model: &Model, key: &'static str) -> Safe {
    let first = |action| model.keymap.keys(action).next().unwrap_or_default();
    match key {
        "/" => key_words(model, Action::Filter),
        // Arrows move in any case, and are told of in the order of a compass.
        "j k" => match (first(Action::Down), first(Action::Up)) {
            (
                down @ [
                    Key {
                        code: Code::Char(_),
                        ..
                    },
                    ..,
                ],
                up @ [_, ..],
            ) => Safe::line(&format!("{} {}", words(down), words(up))),
            _ => Safe::own("↑ ↓"),
        },
        key => Safe::own(key),
    }
}

/// Hints in their order; those that count least go first while the line is too short.
fn hint_line(paint: &mut Paint<'_>, area: Rect, mut hints: Vec<Hint>) {
    let width = |hint: &Hint| cells(&hint.key) + cells(&hint.label) + 3;
    let mut total: u16 = hints.iter().map(width).sum();
    while total > area.width {
        let least = hints
            .iter()
            .enumerate()
            .min_by_key(|(_, hint)| hint.priority);
        let Some((at, _)) = least else { return };
        total -= width(&hints.remove(at));
    }
    let mut x = area.x + 1;
    for hint in hints {
        let start = x;
        x = paint.put(x, area.y, area.width, &hint.key, Role::Key);
        x = paint.put(x + 1, area.y, area.width, &hint.label, Role::Hint);
        if let Some(action) = hint.action {
            let spot = Rect::new(start, area.y, x - start, 1);
            paint.memory.drew(spot, Spot::Action(action));
        }
        x += 2;
    }
}
