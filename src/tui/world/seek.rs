//! Full text over the messages. Runs on a thread, until it is done or newer words are typed.

use std::time::{Duration, Instant};

use crate::{
    app::{Msg, msg::Sought, overlay::seek::MOST},
    domain::{
        book::Book,
        find::{Hit, Newest},
    },
    text::{Safe, seek::Seek},
    tui::runner::{Job, Report},
    workspace::Texts,
};

/// How often hits are told: more often nobody sees.
const OFTEN: Duration = Duration::from_millis(40);

/// The search for words in the texts that count.
pub(super) fn job(
    texts: Option<Result<Texts, String>>,
    book: &Book,
    number: u64,
    words: &str,
) -> Job {
    let (facts, seek) = (book.shared_facts(), Seek::new(words));
    Box::new(move |report| {
        let mut newest = Newest::new(MOST);
        let mut told = Instant::now();
        let searched = match texts {
            None => Ok(()),
            Some(Err(why)) => Err(why),
            Some(Ok(mut texts)) => {
                let take = |hit: Option<&Hit<'_>>| {
                    if let Some(hit) = hit {
                        newest.take_hit(hit);
                    }
                    if told.elapsed() >= OFTEN {
                        told = Instant::now();
                        tell(report, &newest, number);
                    }
                    !report.is_cancelled()
                };
                let search = texts.search(&facts, &seek, take);
                search.map_err(|error| error.to_string())
            }
        };
        let trouble = searched.err();
        Msg::Sought(Sought {
            done: true,
            trouble: trouble.map(|why| Safe::line(&why)),
            ..sought(&newest, number)
        })
    })
}

fn sought(newest: &Newest, number: u64) -> Sought {
    Sought {
        number,
        found: newest.iter().cloned().collect(),
        all: newest.all(),
        done: false,
        trouble: None,
    }
}

fn tell(report: &Report, newest: &Newest, number: u64) {
    if newest.all() > 0 {
        report.tell(Msg::Sought(sought(newest, number)));
    }
}
