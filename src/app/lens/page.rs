//! Somebody's copied page, looked at with the checklist, in words that are fit to be shown.

use crate::{
    app::pane::block::Block,
    domain::{
        checklist::{Checklist, Item, State, audit_page, looks},
        day::Day,
        paste::Pasted,
    },
    safe,
    text::Safe,
};

/// A page as a title and what is to be said about it.
pub(super) fn page(list: &Checklist, pasted: &Pasted, today: Day) -> (Safe, Vec<Block>) {
    let Some(page) = &pasted.profile else {
        return (
            Safe::own("No profile in it"),
            vec![
                Block::Words(Safe::own(
                    "The text does not look like the page of a profile.",
                )),
                Block::Dim(Safe::own(
                    "Open the profile, scroll to its end, then select all and copy: Ctrl-a, Ctrl-c.",
                )),
            ],
        );
    };
    let audit = audit_page(list, page, today);
    let score = match audit.score {
        Some(score) => safe!(
            "{} of 100 for what the page shows: {} of {} points",
            u32::from(score),
            Safe::line(&audit.got.to_string()),
            Safe::line(&audit.answerable.to_string())
        ),
        None => Safe::own("the page shows nothing that could be scored"),
    };
    let mut blocks = vec![Block::Words(score)];
    let told: Vec<&Item> = audit
        .items
        .iter()
        .filter(|item| item.state.counts())
        .collect();
    for item in &told {
        let points = safe!(
            "{}, {} of {}",
            Safe::own(item.state.words()),
            Safe::line(&item.points.to_string()),
            item.weight
        );
        blocks.push(Block::Heading(Safe::line(&item.title), points));
        let evidence = item.evidence.iter();
        blocks.extend(evidence.map(|e| Block::Words(Safe::line(&e.text))));
    }
    blocks.push(Block::Heading(
        Safe::own("Five questions about a sender"),
        Safe::EMPTY,
    ));
    for look in looks(page) {
        blocks.push(Block::Words(safe!(
            "{}? {}: {}",
            Safe::own(look.question.words),
            Safe::own(look.answer.word()),
            Safe::line(&look.words)
        )));
    }
    let unknown = audit
        .items
        .iter()
        .filter(|item| item.state == State::Unanswerable);
    let unknown: Vec<Safe> = unknown.map(|item| Safe::line(&item.title)).collect();
    blocks.push(Block::Heading(
        Safe::own("Not to be seen on this page"),
        Safe::EMPTY,
    ));
    blocks.push(Block::Dim(Safe::join(&unknown, ", ")));
    (safe!("The page of {}", Safe::name(&page.top.name)), blocks)
}
