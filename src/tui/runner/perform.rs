//! Effects: the only place of the interface that does anything.

use std::{
    io::Write as _,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use super::{Backend, Copied, Event, ExitReason, Report, Runner, TuiError, Work, edit::Edited};
use crate::{
    app::{
        Effect, Msg,
        draft::Request,
        effect::PasteFor,
        msg::{Change, Trouble},
        update::update,
    },
    clock::Clock,
    desktop,
    domain::{book::Book, received},
    import::{
        mail::{self, Mails},
        paste,
    },
    safe,
    text::{Link, Safe},
    workspace,
};

/// Does what needs nothing but store and clock, with its answer; gives other effects back.
pub(in crate::tui) fn to_store(
    backend: &mut dyn Backend,
    book: &Book,
    clock: Clock,
    effect: Effect,
) -> Result<Option<Msg>, Effect> {
    Ok(Some(match effect {
        Effect::Commit(step) => answer(backend.commit(book, step), true),
        Effect::FindUndo => match backend.undo_target(book) {
            Some(id) => Msg::WouldUndo(id),
            None => Msg::NothingToUndo,
        },
        Effect::Undo(id) => answer(backend.undo(book, &id), true),
        Effect::Redo => match backend.redo(book).transpose() {
            Some(change) => answer(change, true),
            None => Msg::NothingToRedo,
        },
        Effect::ReadLast(person) => {
            let words = backend.last_words(book, &person);
            Msg::LastWords(person, words)
        }
        Effect::AskDay => Msg::Today(clock.today()),
        Effect::BeginSession(wish) => Msg::SessionBegins {
            wish,
            now: clock.utc(),
            kept: backend.kept_session().map(Box::new),
        },
        Effect::PrepareExport(wanted) => {
            match backend.prepare_export(book, wanted, (clock.today(), clock.utc())) {
                Ok(view) => Msg::Prepared(Box::new(view)),
                Err(trouble) => Msg::Failed(trouble),
            }
        }
        Effect::WriteExport(view) => match backend.write_export(&view) {
            Ok(()) => {
                let file = Safe::line(&view.file.to_string_lossy());
                Msg::Did(safe!("{} written to {}", view.what, file))
            }
            Err(trouble) => Msg::Failed(trouble),
        },
        Effect::KeepSession(kept) => {
            backend.keep_session(&kept);
            return Ok(None);
        }
        other => return Err(other),
    }))
}

/// The store's answer as a message.
pub(in crate::tui) fn answer(change: Result<Change, Trouble>, own: bool) -> Msg {
    match change {
        Ok(change) => Msg::Changed { change, own },
        Err(trouble) => Msg::Failed(trouble),
    }
}

/// How long the end of a thread is waited for, when the interface ends.
const LAST_WAIT: Duration = Duration::from_millis(500);

impl Runner<'_> {
    /// Does what the model wants, and what it wants about the answers.
    pub(super) fn perform(&mut self, effects: Vec<Effect>) -> Result<Option<ExitReason>, TuiError> {
        let mut todo = std::collections::VecDeque::from(effects);
        while let Some(effect) = todo.pop_front() {
            match effect {
                Effect::Quit => return Ok(Some(ExitReason::Quit)),
                Effect::QuitToDemo => return Ok(Some(ExitReason::Demo)),
                Effect::Suspend => self.suspend()?,
                Effect::Redraw => self.screen.forget(),
                Effect::Edit { purpose, text } => match self.edit(purpose, &text)? {
                    Edited::Answer(msg) => todo.extend(update(&mut self.model, msg)),
                    Edited::Unchanged => {}
                    Edited::Ended(reason) => return Ok(Some(reason)),
                },
                effect => {
                    if let Some(msg) = self.perform_one(effect) {
                        todo.extend(update(&mut self.model, msg));
                    }
                }
            }
        }
        Ok(None)
    }

    fn perform_one(&mut self, effect: Effect) -> Option<Msg> {
        let effect = match to_store(self.backend, self.model.book(), self.clock, effect) {
            Ok(answer) => return answer,
            Err(effect) => effect,
        };
        Some(match effect {
            Effect::Reload => return Some(self.poll()),
            Effect::ReadPaste(PasteFor::Facts, text) if mail::is_mail(text.as_bytes()) => {
                self.mails(&text)
            }
            Effect::ReadPaste(what, text) => {
                let mut pasted = paste::read(&text);
                let book = self.model.book();
                pasted.leave_out(|who| workspace::is_erased(book, who));
                Msg::Pasted(what, Box::new(pasted))
            }
            Effect::Open(link) => self.open(&link),
            Effect::Copy { text, what } => self.copy(&text, &what),
            Effect::Seek(number, words) => return self.seek(number, &words),
            Effect::AskProgram(asked) => return self.draft(&asked),
            Effect::Erase(person) => return self.work(Work::Erase(person)),
            Effect::ReadPast => return self.work(Work::ReadPast),
            Effect::MakeAhead => {
                if let Some(make) = self.model.ahead() {
                    // Without a thread it is made where it is needed.
                    drop(thread::Builder::new().name("tables".to_owned()).spawn(make));
                }
                return None;
            }
            Effect::ScanDownloads => return self.work(Work::ScanDownloads),
            Effect::FindPaths { typed, archives } => {
                return self.work(Work::FindPaths(typed, archives));
            }
            Effect::PlanImport(path) => return self.work(Work::PlanImport(path)),
            Effect::Import(path) => return self.work(Work::Import(path)),
            Effect::Cancel => {
                if let Some(stop) = &self.stop {
                    stop.store(true, Ordering::Relaxed);
                }
                return None;
            }
            _ => return None,
        })
    }

    /// The invitations in pasted e-mails.
    fn mails(&self, text: &str) -> Msg {
        let (book, mut mails) = (self.model.book(), Mails::default());
        mails.read(text.as_bytes());
        Msg::Mailed(received::preview(book, &mails.invitations, |who| {
            workspace::is_erased(book, who)
        }))
    }

    fn open(&mut self, link: &Link) -> Msg {
        match self.backend.open(link) {
            Ok(()) => Msg::Did(safe!("opened {}", link.shown())),
            Err(trouble) => Msg::Failed(trouble),
        }
    }

    fn copy(&mut self, text: &Safe, what: &Safe) -> Msg {
        match self.backend.copy(text) {
            Ok(Copied::ByProgram) => Msg::Did(safe!("copied {}", what)),
            Ok(Copied::AskTerminal) => {
                let Some(sequence) = desktop::ask_terminal(text) else {
                    return Msg::Failed(Trouble::new("the text is too long for the terminal"));
                };
                match self.guard.output().write_all(sequence.as_bytes()) {
                    Ok(()) => Msg::Did(safe!("copied {}, if the terminal allows it", what)),
                    Err(error) => Msg::Failed(Trouble::new(&error.to_string())),
                }
            }
            Err(trouble) => Msg::Failed(trouble),
        }
    }

    /// Begins work on a thread. A panic there is an answer, too.
    fn work(&mut self, work: Work) -> Option<Msg> {
        let stop = Arc::new(AtomicBool::new(false));
        let what = match work {
            Work::ScanDownloads => "looking for archives failed",
            Work::FindPaths(..) => "looking into the folder failed",
            Work::ReadPast => "reading the archives of the past failed",
            Work::PlanImport(_) => "reading the archive failed",
            Work::Import(_) => "the import failed; nothing changed",
            Work::Erase(_) => "the erasing failed; the next start finishes it",
        };
        if matches!(work, Work::PlanImport(_) | Work::Import(_)) {
            self.stop = Some(stop.clone());
        }
        let job = self.backend.job(work);
        self.spawn(job, stop, what)
    }

    /// Looks for words in place of the last ones.
    fn seek(&mut self, number: u64, words: &str) -> Option<Msg> {
        if let Some(before) = self.seeking.take() {
            before.store(true, Ordering::Relaxed);
        }
        if words.trim().is_empty() {
            return None;
        }
        let stop = Arc::new(AtomicBool::new(false));
        self.seeking = Some(stop.clone());
        let job = self.backend.seek(self.model.book(), number, words);
        self.spawn(job, stop, "the search in messages failed")
    }

    /// Has the person's own program write a text.
    fn draft(&mut self, asked: &Request) -> Option<Msg> {
        let stop = Arc::new(AtomicBool::new(false));
        self.drafting = Some(stop.clone());
        let job = self.backend.draft(self.model.book(), asked);
        self.spawn(job, stop, "asking your program failed")
    }

    /// Has a thread exchange with other devices, if there may be something to exchange.
    pub(super) fn share(&mut self) {
        let Some(job) = self.backend.exchange() else {
            return;
        };
        let stop = Arc::new(AtomicBool::new(self.leaving));
        self.sharing = Some(stop.clone());
        // A thread that cannot be begun is tried again after the next step.
        drop(self.spawn(job, stop, "exchanging with other devices failed"));
    }

    /// Gives what was done last its way to other devices, if that takes no time; else the next
    /// start does.
    pub(super) fn end_share(&mut self) {
        self.leaving = true;
        self.share();
        wait_for(self.sharing.take());
    }

    /// Ends the person's program, if it is still writing: it must not outlive the interface.
    pub(super) fn end_draft(&mut self) {
        wait_for(self.drafting.take());
    }

    fn spawn(&self, job: super::Job, stop: Arc<AtomicBool>, what: &'static str) -> Option<Msg> {
        let to = self.sender.clone();
        let spawned = thread::Builder::new()
            .name("work".to_owned())
            .spawn(move || {
                let report = Report::new(to.clone(), stop);
                let answer = catch_unwind(AssertUnwindSafe(|| job(&report)));
                let answer = answer.unwrap_or_else(|_| Msg::Failed(Trouble::new(what)));
                let _unsent = to.send(Event::Answer(answer));
            });
        let error = spawned.err()?;
        Some(Msg::Failed(Trouble::new(&error.to_string())))
    }
}

/// Tells a thread to stop, and waits for it a moment.
fn wait_for(stop: Option<Arc<AtomicBool>>) {
    let Some(stop) = stop else {
        return;
    };
    stop.store(true, Ordering::Relaxed);
    let end = Instant::now() + LAST_WAIT;
    // The thread holds the other one until it is done.
    while Arc::strong_count(&stop) > 1 && Instant::now() < end {
        thread::sleep(LAST_WAIT / 100);
    }
}
