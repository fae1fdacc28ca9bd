//! The score over time, in words that are fit to be shown.

use crate::{
    app::pane::{
        self,
        block::Block,
        profile::{Sheet, State},
    },
    domain::{checklist::Entry, day::Day},
    safe,
    text::Safe,
};

/// The score over time as rows, the newest first.
pub(super) fn rows(entries: &[Entry], today: Day) -> Vec<Sheet> {
    let day = |entry: &Entry| match entry.day {
        Some(day) => pane::short_day(day, today),
        None => Safe::own("day not known"),
    };
    let rows = entries.iter().enumerate().rev();
    rows.map(|(at, entry)| {
        let mut blocks = vec![Block::Words(safe!(
            "{}: {} of {} points that could be answered",
            Safe::line(&entry.source),
            Safe::line(&entry.got.to_string()),
            Safe::line(&entry.answerable.to_string())
        ))];
        let before = at.checked_sub(1).and_then(|at| entries.get(at));
        match before {
            None => blocks.push(Block::Dim(Safe::own(
                "The first archive: nothing before it.",
            ))),
            Some(before) => {
                let aside = if entry.changes.is_empty() {
                    Safe::own("nothing")
                } else {
                    pane::count(entry.changes.len(), "check", "checks")
                };
                let heading = safe!("Changed since {}", day(before));
                blocks.push(Block::Heading(heading, aside));
            }
        }
        for change in &entry.changes {
            blocks.push(Block::Words(Safe::line(&change.words())));
            if let Some(is) = &change.is
                && change.was != change.is
            {
                blocks.push(Block::Dim(Safe::line(is)));
            }
        }
        Sheet {
            id: safe!("{} {}", at, day(entry)),
            title: day(entry),
            words: match entry.score {
                Some(score) => safe!("{}", u32::from(score)),
                None => Safe::own("–"),
            },
            bar: entry.score.map(u64::from),
            state: State::Remark,
            blocks,
            passage: None,
            link: None,
        }
    })
    .collect()
}
