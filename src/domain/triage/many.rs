//! Many invitations judged at once.

use std::{num::NonZero, panic, thread};

use super::{
    context::Context,
    judge::{Judgement, Subject, judge},
    rules::Rules,
};

/// Up to so many, to start a thread takes longer than it saves.
const ALONE_MOST: usize = 500;

/// More threads than this would be in the way of other programs, for a moment's gain.
const THREADS_MOST: usize = 4;

/// What [`judge`] says of each, in their order. Where there are many, several threads work on them.
pub fn judge_all(rules: &Rules, context: &Context, subjects: &[Subject<'_>]) -> Vec<Judgement> {
    let judged = |part: &[Subject<'_>]| -> Vec<Judgement> {
        let part = part.iter();
        part.map(|subject| judge(rules, context, subject)).collect()
    };
    if subjects.len() <= ALONE_MOST {
        return judged(subjects);
    }
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let part = subjects.len().div_ceil(processors.min(THREADS_MOST));
    thread::scope(|scope| {
        let judged = &judged;
        let parts = subjects.chunks(part);
        let parts: Vec<_> = parts
            .map(|part| scope.spawn(move || judged(part)))
            .collect();
        let parts = parts.into_iter().map(thread::ScopedJoinHandle::join);
        // What goes wrong on a thread goes wrong here.
        parts
            .flat_map(|part| part.unwrap_or_else(|fault| panic::resume_unwind(fault)))
            .collect()
    })
}
